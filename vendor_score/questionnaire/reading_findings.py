"""What is doubtful or missing about a reading, as findings."""

from __future__ import annotations

from vendor_score.findings import Finding, Severity
from vendor_score.kinds.limits import limits_text
from vendor_score.kinds.registry import kind_of
from vendor_score.questionnaire.cells import CellKind
from vendor_score.records import AnswerState, Question, Reading
from vendor_score.wording import Label, both

__all__ = ["blank_finding", "look_findings", "reading_findings"]

# Flags of answers without a value, and the finding that each of them is.
WITHOUT_VALUE = {
    "excel_date": "excel-date",
    "excel_time": "excel-time",
    "template_unanswered": "template-unanswered",
    "missing": "missing-answer",
    "not_applicable": "not-applicable-answer",
    "refused": "refused-answer",
    "negotiable": "negotiable-answer",
    "pending": "pending-answer",
    "vague": "vague-answer",
    "reference": "reference-answer",
    "relative_change": "relative-change",
    "relative_to_industry": "relative-to-industry",
    "ambiguous": "ambiguous-answer",
    "evidence_claimed": "only-evidence",
    "planned": "only-planned",
    "target": "target-not-measured",
    "unreadable": "unreadable-answer",
}
# Flags of answers that were read, with something about them that a person should know.
WITH_VALUE = {
    "unit_assumed": "unit-assumed",
    "fraction_as_percent": "fraction-as-percent",
    "rescaled": "score-rescaled",
    "target": "target-not-measured",
    "conditional": "conditional-answer",
    "labelled": "labelled-part",
    "multi_value": "several-values",
    "planned": "planned-is-no",
    "partial": "partial-answer",
    "typo": "typing-slip",
    "compound": "compound-price",
    "negotiable": "price-negotiable",
    "unusual": "unusual-answer",
}
# Reasons that are findings of their own: nothing is wrong with a price but its basis, and a figure
# that cannot be was understood.
SPECIAL = {
    "other_basis": "other-basis",
    "other_currency": "other-basis",
    "other_tax": "other-tax",
    "impossible": "impossible-answer",
}
CELLS = {
    CellKind.ERROR: "cell-error",
    CellKind.UNCALCULATED: "uncalculated-formula",
    CellKind.PICTURE: "picture-answer",
    CellKind.STRUCK: "struck-answer",
    CellKind.SEVERAL: "several-options",
}
REASONS = frozenset({
    "not_understood", "no_number", "several_numbers", "several_bases", "other_unit", "other_metric",
    "other_basis", "other_currency", "other_tax", "rate", "negative", "no_yes_or_no", "yes_and_no",
    "unknown_option", "unknown_item", "no_date", "too_long", "uncalculated", "out_of_scale",
    "out_of_line_mark", "out_of_line_fraction", "out_of_line_placeholder", "impossible",
})  # fmt: skip


def reading_findings(
    reading: Reading, state: AnswerState, question: Question, cell: CellKind, guess: str | None
) -> tuple[Finding, ...]:
    """The findings about a cell, without vendor and source.

    An answer without a value is a warning (a note where nothing is scored or it does not apply);
    what was assumed in reading one is a note.
    """
    if cell in CELLS:
        return (_finding(CELLS[cell], Severity.WARNING, reading, question),)
    if state is AnswerState.ANSWERED:
        codes = [_note(flag, question) for flag in reading.flags if flag in WITH_VALUE]
        if reading.reason == "other_items":
            codes.append("unlisted-items")
        return tuple(_finding(code, Severity.INFO, reading, question) for code in codes)
    code = next((c for f, c in WITHOUT_VALUE.items() if f in reading.flags), "unreadable-answer")
    code = SPECIAL.get(reading.reason or "", code)
    if code in {"excel-date", "excel-time"} and guess is None:
        code += "-unclear"
    counts = kind_of(question.kind).is_scored_by_answer
    note = state is AnswerState.NOT_APPLICABLE or not counts
    severity = Severity.INFO if note else Severity.WARNING
    return (_finding(code, severity, reading, question, guess=guess or ""),)


LOOKS = {
    "struck": ("struck-words", Severity.INFO),
    "unseen": ("zero-not-shown", Severity.WARNING),
    "in-part": ("option-in-part", Severity.WARNING),
}
"""Findings about how a cell looks, by the words of `Cell.look`."""


def look_findings(look: str, reading: Reading, question: Question) -> tuple[Finding, ...]:
    """What a person who looks at the cell sees that its text does not say."""
    if not look:
        return ()
    words = look.split()
    return tuple(
        _finding(code, severity, reading, question)
        for word, (code, severity) in LOOKS.items()
        if word in words
    )


def _note(flag: str, question: Question) -> str:
    """The finding for a flag; a kind may have one of its own (a monthly share made yearly)."""
    return kind_of(question.kind).finding_codes.get(flag, WITH_VALUE[flag])


def blank_finding(question: Question) -> Finding:
    """The finding about a question that was asked and left blank."""
    reading = Reading(text="", kind=question.kind, flags=("missing",))
    counts = kind_of(question.kind).is_scored_by_answer
    severity = Severity.WARNING if counts else Severity.INFO
    return _finding("missing-answer", severity, reading, question)


def _finding(
    code: str, severity: Severity, reading: Reading, question: Question, **more: object
) -> Finding:
    reason = reading.reason if reading.reason in REASONS else "none"
    is_unusual = code == "unusual-answer"
    limits = question.plausible if is_unusual else question.possible
    usual = limits_text(limits, kind_of(question.kind).unit_label(question))
    values: dict[str, object] = {
        "example": kind_of(question.kind).expected_answer(question),
        "question": question.label,
        "why": both(f"findings.reason.{reason}"),
        "limits": usual or kind_of(question.kind).expected_answer(question),
        "expected": _price_asked(question, is_tax=reason == "other_tax"),
        **more,
    }
    found = reading.text if len(reading.text) <= LONGEST else reading.text[:LONGEST] + "…"
    return Finding(code=code, severity=severity, criterion=question.id, found=found, values=values)


LONGEST = 200


def _price_asked(question: Question, *, is_tax: bool) -> Label:
    """On which basis a price was asked for, or with which tax."""
    if is_tax and question.tax:
        return both(f"terms.tax.{question.tax}")
    basis = "/".join(part for part in (question.unit, question.basis) if part)
    return Label.same(basis)
