"""What the buyer entered in a review workbook: corrections, proof, judgements; and its reader."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from vendor_score.cell_names import a1
from vendor_score.findings import NOWHERE, Finding, Source
from vendor_score.questionnaire.cells import Cell, Sheet, Workbook
from vendor_score.questionnaire.review.plan_entries import (
    PlanEntry,
    corrections_of,
    place_of,
    read_plan_sheets,
)
from vendor_score.questionnaire.template_marks import JUDGEMENT_SHEET, REVIEW_SHEET
from vendor_score.reading_plan import PlanCorrection
from vendor_score.records import Answer, Question, QuestionnaireSettings
from vendor_score.wording import languages, text

__all__ = [
    "ASSESSORS",
    "COLUMNS",
    "Entry",
    "JudgedLevel",
    "Review",
    "fingerprint",
    "read_review",
    "says_yes",
    "settings_with_reviews",
]

COLUMNS = (
    "criterion_id", "answer_mark", "entry_mark", "vendor", "criterion", "stake", "answer",
    "beside", "reading", "state", "where", "finding", "fix", "question",
    "corrected", "reason", "basis", "name", "date", "seen", "still_holds",
)  # fmt: skip
"""Keys of the review sheet's columns; they stand in its hidden first row."""

ASSESSORS = 5
"""How many assessors the judgement sheet has columns for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """What the buyer entered in one row: a correction, the proof seen, or both.

    ``mark`` is the fingerprint of the vendor's answer that the entry was made against; where the
    answer has another one now, the entry is stale. ``corrected`` is None where nothing was
    corrected.
    """

    vendor: str
    criterion: str
    mark: str
    corrected: Cell | None = None
    reason: str = ""
    basis: str = ""
    name: str = ""
    date: str = ""
    seen: str = ""
    source: Source = NOWHERE


@dataclass(frozen=True, kw_only=True, slots=True)
class JudgedLevel:
    """One assessor's entry on the judgement sheet, as typed."""

    vendor: str
    criterion: str
    slot: int
    assessor: str
    level: Cell | None
    reason: str = ""
    source: Source = NOWHERE


@dataclass(frozen=True, kw_only=True, slots=True)
class Review:
    """Everything entered in a review workbook."""

    file: str = ""
    entries: tuple[Entry, ...] = ()
    levels: tuple[JudgedLevel, ...] = ()
    assessors: tuple[str, ...] = ()
    plan: tuple[PlanEntry, ...] = ()


def fingerprint(answer: Answer) -> str:
    """What an entry is made against: the vendor's own text, whatever cell it stands in."""
    return hashlib.sha256(answer.text.strip().encode()).hexdigest()[:16]


def says_yes(told: str) -> bool:
    """Whether a yes-or-nothing cell of the review was filled with a yes."""
    words = {text("questionnaire.yes", lang).casefold() for lang in languages()}
    return told.strip().casefold() in words | {"y", "x", "√", "✓", "✔"}


def _place(one: PlanCorrection) -> tuple[str, ...]:
    return place_of(one.what, one.file or "", one.sheet or "", one.key)


def settings_with_reviews(
    settings: QuestionnaireSettings, reviews: Iterable[Review], questions: Sequence[Question]
) -> tuple[QuestionnaireSettings, list[Finding]]:
    """The settings with what reviews correct in the reading plan, and what is wrong there.

    Parameters
    ----------
    settings
        ``questionnaire:`` of criteria.yaml; where a review says something of the same place, the
        review counts.
    reviews
        In any order.
    questions
        All questions of the criteria.
    """
    entries = [entry for review in reviews for entry in review.plan]
    if not entries:
        return settings, []
    said, replaced, findings = corrections_of(entries, questions)
    places = {_place(one) for one in said}
    kept = [one for one in settings.corrections if _place(one) not in places]
    changed = replace(
        settings,
        corrections=(*kept, *said),
        supersedes=(*settings.supersedes, *replaced),
    )
    return changed, findings


# Read a review workbook back: entries and judgements, wherever rows were sorted to.

_KEYS_ROW, _HEAD_ROW = 1, 2


def read_review(workbook: Workbook) -> Review:
    """The review in a workbook.

    Parameters
    ----------
    workbook
        One that `template_marks.read_marks` knows as a review. Columns are found by the keys in
        its hidden first row, so that a buyer may move them.

    Returns
    -------
    Review
        The rows in which something was entered; cells as typed, not yet checked.
    """
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    entries: tuple[Entry, ...] = ()
    levels: tuple[JudgedLevel, ...] = ()
    assessors: tuple[str, ...] = ()
    if (sheet := sheets.get(REVIEW_SHEET)) is not None:
        entries = tuple(_entries(workbook.file, sheet))
    if (sheet := sheets.get(JUDGEMENT_SHEET)) is not None:
        assessors = _assessors(sheet)
        levels = tuple(_levels(workbook.file, sheet, assessors))
    return Review(
        file=workbook.file,
        entries=entries,
        levels=levels,
        assessors=assessors,
        plan=tuple(read_plan_sheets(workbook)),
    )


def _entries(file: str, sheet: Sheet) -> Iterator[Entry]:
    columns = _columns(sheet)
    for row in _rows(sheet):
        cells = {key: cell for key, col in columns.items() if (cell := sheet.cells.get((row, col)))}
        told = {key: cell.text.strip() for key, cell in cells.items()}
        corrected = cells.get("corrected")
        if corrected is not None and not corrected.text.strip():
            corrected = None
        entry = Entry(
            vendor=told.get("vendor", ""),
            criterion=told.get("criterion_id", ""),
            mark=_mark(told),
            corrected=corrected,
            source=Source(file, sheet.name, a1(row, columns.get("corrected", 1))),
            **{key: told.get(key, "") for key in ("reason", "basis", "name", "date", "seen")},
        )
        if entry.vendor and entry.criterion and (entry.corrected or entry.seen or entry.reason):
            yield entry


def _mark(told: Mapping[str, str]) -> str:
    """The answer an entry stands against: today's, unless it was made against an older one."""
    if told.get("entry_mark") and not says_yes(told.get("still_holds", "")):
        return told["entry_mark"]
    return told.get("answer_mark", "")


def _assessors(sheet: Sheet) -> tuple[str, ...]:
    """The names above the level columns, as typed by the buyer."""
    columns = _columns(sheet)
    heads = (
        sheet.cells.get((_HEAD_ROW, columns.get(f"level_{slot}", 0)))
        for slot in range(1, ASSESSORS + 1)
    )
    return tuple(head.text.strip() if head else "" for head in heads)


def _levels(file: str, sheet: Sheet, assessors: tuple[str, ...]) -> Iterator[JudgedLevel]:
    columns = _columns(sheet)
    for row in _rows(sheet):
        vendor = _text(sheet, row, columns.get("vendor"))
        criterion = _text(sheet, row, columns.get("criterion_id"))
        if not vendor or not criterion:
            continue
        for slot, assessor in enumerate(assessors, 1):
            column = columns.get(f"level_{slot}", 0)
            level = sheet.cells.get((row, column))
            reason = _text(sheet, row, columns.get(f"reason_{slot}"))
            if reason or (level is not None and level.text.strip()):
                yield JudgedLevel(
                    vendor=vendor,
                    criterion=criterion,
                    slot=slot,
                    assessor=assessor,
                    level=level,
                    reason=reason,
                    source=Source(file, sheet.name, a1(row, column)),
                )


def _columns(sheet: Sheet) -> dict[str, int]:
    return {cell.text: col for (row, col), cell in sheet.cells.items() if row == _KEYS_ROW}


def _rows(sheet: Sheet) -> list[int]:
    return sorted({row for row, _ in sheet.cells if row > _HEAD_ROW})


def _text(sheet: Sheet, row: int, column: int | None) -> str:
    cell: Cell | None = sheet.cells.get((row, column or 0))
    return cell.text.strip() if cell else ""
