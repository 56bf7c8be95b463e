"""Findings as plain data, in both languages."""

from __future__ import annotations

from typing import Any

from vendor_score.findings import Finding
from vendor_score.report.record import Report
from vendor_score.view.answers import place
from vendor_score.wording import languages

__all__ = ["finding_rows"]


def finding_rows(report: Report) -> list[dict[str, Any]]:
    """Every finding, in the order of the decision."""
    return [_row(finding) for finding in report.findings]


def _row(finding: Finding) -> dict[str, Any]:
    wordings = {
        part: [getattr(finding, part)(lang) for lang in languages()]
        for part in ("title", "expected", "fix")
    }
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "vendor": finding.vendor,
        "criterion": finding.criterion,
        "at": place(finding.source),
        "found": finding.found,
        **wordings,
    }
