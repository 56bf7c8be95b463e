"""Figures that are defined differently: a conversion rate of the same day and one of a week."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_score.criteria.model import Criteria, Criterion
from vendor_score.findings import Finding, Severity
from vendor_score.records import Answer, Answers, AnswerState

__all__ = ["definition_findings"]


def definition_findings(criteria: Criteria, answers: Answers) -> Iterator[Finding]:
    """Warnings where figures lack the definition that is asked beside them, or theirs differ."""
    leaves = {leaf.id: leaf for leaf in criteria.leaves()}
    for leaf in leaves.values():
        if leaf.defined_by in leaves:
            yield from _of_figure(leaf, leaves[leaf.defined_by], answers)


def _of_figure(figure: Criterion, definition: Criterion, answers: Answers) -> Iterator[Finding]:
    values = {"label": figure.label, "definition": definition.label}
    by_definition: dict[str, list[str]] = {}
    for vendor in answers.vendors:
        given = answers.of(vendor, figure.id)
        if given.state is not AnswerState.ANSWERED:
            continue
        if (defined := _defined(answers.of(vendor, definition.id))) is not None:
            by_definition.setdefault(defined, []).append(vendor)
            continue
        yield Finding(
            code="undefined-figure",
            severity=Severity.WARNING,
            vendor=vendor,
            criterion=figure.id,
            source=given.source,
            found=given.text,
            values=values,
        )
    if len(by_definition) > 1:
        told = "; ".join(f"{name}: {', '.join(who)}" for name, who in by_definition.items())
        yield Finding(
            code="mixed-definitions",
            severity=Severity.WARNING,
            criterion=figure.id,
            found=told,
            values=values,
        )


def _defined(answer: Answer) -> str | None:
    """The definition as one word: the options recognised, else the answer as written."""
    if answer.state is not AnswerState.ANSWERED:
        return None
    items = answer.reading.items if answer.reading else None
    return "/".join(items) if items else " ".join(answer.text.casefold().split()) or None
