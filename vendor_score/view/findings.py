"""Findings as plain data, in both languages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from vendor_score.findings import Finding
from vendor_score.report.record import Report
from vendor_score.source import Source
from vendor_score.view.answers import place
from vendor_score.wording import languages

__all__ = ["finding_rows"]


def finding_rows(report: Report) -> list[dict[str, Any]]:
    """Every finding that the audience may see, in the order of the decision."""
    decision = report.decision
    private = {leaf.id for leaf in decision.criteria.leaves() if leaf.private}
    is_shared = report.audience == "shared"
    return [
        _row(_without_files(finding, report) if is_shared else finding, report)
        for finding in decision.all_findings
        if not (is_shared and finding.criterion in private)
    ]


def _row(finding: Finding, report: Report) -> dict[str, Any]:
    wordings = {
        part: [getattr(finding, part)(lang) for lang in languages()]
        for part in ("title", "expected", "fix")
    }
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "vendor": finding.vendor,
        "criterion": finding.criterion,
        "at": place(finding.source, report.audience),
        "found": finding.found,
        **wordings,
    }


def _without_files(finding: Finding, report: Report) -> Finding:
    """The finding without any name of a file, also inside what fills its wordings."""
    names = sorted((file.file for file in report.decision.answers.inputs), key=len, reverse=True)

    def clean(entry: object) -> object:
        if isinstance(entry, Source):
            return replace(entry, file=None)
        text = str(entry)
        if not any(name in text for name in names):
            return entry
        for name in names:
            text = text.replace(name, "…")
        return text

    return replace(
        finding,
        source=replace(finding.source, file=None),
        found=None if finding.found is None else str(clean(finding.found)),
        values={key: clean(entry) for key, entry in finding.values.items()},
    )
