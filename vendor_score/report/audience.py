"""Who may see what: what is shared outside the buying team lacks private answers and file names."""

from __future__ import annotations

from dataclasses import replace

from vendor_score.findings import Finding
from vendor_score.report.record import Report
from vendor_score.source import Source

__all__ = ["shows_answers_to", "told_file", "told_findings", "told_source"]


def shows_answers_to(report: Report, criterion: str) -> bool:
    """Whether this audience may see what vendors answered to a criterion."""
    if report.audience == "buyer":
        return True
    return not report.decision.criteria.criterion(criterion).private


def told_file(report: Report, file: str | None) -> str | None:
    """The file's name for the buyer, None for others."""
    return file if report.audience == "buyer" else None


def told_source(report: Report, source: Source) -> Source:
    """The place as this audience may see it."""
    return source if report.audience == "buyer" else replace(source, file=None)


def told_findings(report: Report) -> tuple[Finding, ...]:
    """The findings as this audience may see them, in the order of the decision."""
    findings = report.decision.all_findings
    if report.audience == "buyer":
        return findings
    private = {leaf.id for leaf in report.decision.criteria.leaves() if leaf.private}
    return tuple(
        replace(finding, source=told_source(report, finding.source))
        for finding in findings
        if finding.criterion not in private
    )
