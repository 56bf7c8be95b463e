"""Findings about how questions were recognised."""

from __future__ import annotations

from vendor_score.findings import Finding, Severity
from vendor_score.questionnaire.matching import Match
from vendor_score.source import Source

__all__ = ["ambiguous_question", "near_match", "notice"]


def near_match(match: Match, text: str, source: Source) -> Finding:
    """A heading that was taken for a question although it is not written like it."""
    return Finding(
        code="near-match",
        severity=Severity.WARNING,
        criterion=match.id,
        source=source,
        found=text,
        values={"name": match.name, "similarity": f"{match.similarity:.0%}"},
    )


def ambiguous_question(match: Match, text: str, source: Source) -> Finding:
    """A heading that fits several questions, none of which is chosen."""
    return Finding(
        code="ambiguous-question",
        severity=Severity.WARNING,
        source=source,
        found=text,
        values={"criteria": ", ".join(match.ids)},
    )


def notice(
    code: str, source: Source, found: str, severity: Severity = Severity.INFO, **values: object
) -> Finding:
    """A finding about a place in a sheet."""
    return Finding(code=code, severity=severity, source=source, found=found, values=values)
