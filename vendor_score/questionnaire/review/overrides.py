"""What the buyer corrects, confirms and judges in a review workbook, read and applied."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import fmean
from typing import TypeVar

from vendor_score.cell_names import a1
from vendor_score.findings import NOWHERE, Finding, Severity, Source
from vendor_score.kinds import kind_of
from vendor_score.questionnaire.answers import read_cell
from vendor_score.questionnaire.cells import Cell, CellKind, Sheet, Workbook
from vendor_score.questionnaire.review.offer_rows import OfferRow, read_offer_rows
from vendor_score.questionnaire.review.plan_entries import (
    PlanEntry,
    corrections_of,
    place_of,
    read_plan_sheets,
)
from vendor_score.questionnaire.template import JUDGEMENT_SHEET, REVIEW_SHEET
from vendor_score.reading_plan import PlanCorrection
from vendor_score.records import (
    Answer,
    Answers,
    AnswerState,
    EvidenceState,
    Judgement,
    Override,
    Question,
    QuestionnaireSettings,
    Reading,
)
from vendor_score.wording import languages, text

__all__ = [
    "ASSESSORS",
    "COLUMNS",
    "Entry",
    "JudgedLevel",
    "Review",
    "apply_reviews",
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
    offers: tuple[OfferRow, ...] = ()


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
        offers=read_offer_rows(workbook.sheets, workbook.file),
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


# Apply reviews to answers: corrections, proof seen and judgements, and what is stale in them.

_Placed = TypeVar("_Placed", Entry, JudgedLevel)
_SPREAD = 2.0  # levels between assessors from which the buyer should talk about it


def apply_reviews(
    answers: Answers, reviews: Sequence[Review], questions: Sequence[Question]
) -> Answers:
    """The answers with every valid entry of the reviews applied.

    Parameters
    ----------
    answers
        As read from the vendors' files; left as they are.
    reviews
        In any order: what two of them say differently about one answer is applied by neither.
    questions
        All questions of the criteria.

    Returns
    -------
    Answers
        With what is wrong or stale in the reviews among its findings.

    Notes
    -----
    Where a review corrects an answer, findings about that answer become notes: the buyer has
    decided. Two reviews that say different things about one answer are an error, and neither
    is applied. Judged criteria are pending for every vendor until somebody judges them.
    """
    work = _Applying(answers, {question.id: question for question in questions})
    for place, entries in _by_place(e for review in reviews for e in review.entries).items():
        work.take_entries(*place, entries)
    levels = _by_place(level for review in reviews for level in review.levels)
    for place in levels:
        work.check_place(*place, levels[place][0])
    for question in questions:
        if kind_of(question.kind).is_judged:
            for vendor in answers.vendors:
                work.judge(vendor, question, levels.get((vendor, question.id), []))
    return work.result()


def _by_place(entries: Iterable[_Placed]) -> dict[tuple[str, str], list[_Placed]]:
    places: dict[tuple[str, str], list[_Placed]] = {}
    for entry in entries:
        places.setdefault((entry.vendor, entry.criterion), []).append(entry)
    return places


@dataclass
class _Applying:
    answers: Answers
    questions: Mapping[str, Question]
    changed: dict[str, dict[str, Answer]] = field(default_factory=dict)
    settled: set[tuple[str, str]] = field(default_factory=set)
    found: list[Finding] = field(default_factory=list)

    def take_entries(self, vendor: str, criterion: str, entries: list[Entry]) -> None:
        if not self.check_place(vendor, criterion, entries[0]):
            return
        if len({(e.corrected.text if e.corrected else "", e.seen) for e in entries}) > 1:
            self._report("conflicting-corrections", Severity.ERROR, entries[-1], _told(entries))
            return
        entry = entries[0]
        answer = self.answers.of(vendor, criterion)
        if entry.mark != fingerprint(answer):
            self._report("stale-override", Severity.WARNING, entry, answer.text)
            self._put(vendor, replace(answer, override=_override(entry, stale=True)))
            return
        answer = self._corrected(answer, entry)
        if says_yes(entry.seen):
            answer = replace(answer, evidence=EvidenceState.SEEN)
        self._put(vendor, answer)

    def check_place(self, vendor: str, criterion: str, entry: Entry | JudgedLevel) -> bool:
        """Whether the entry speaks of a vendor and a criterion that are there."""
        if vendor not in self.answers.given:
            self._report("review-unknown-vendor", Severity.WARNING, entry, vendor)
            return False
        if criterion not in self.questions:
            self._report("review-unknown-criterion", Severity.WARNING, entry, criterion)
            return False
        return True

    def _corrected(self, answer: Answer, entry: Entry) -> Answer:
        if entry.corrected is None:
            return answer
        question = self.questions[entry.criterion]
        read = read_cell(entry.corrected, question)
        if read.state is AnswerState.UNREADABLE:
            self._report("override-unreadable", Severity.WARNING, entry, entry.corrected.text)
            return answer
        missing = [key for key in ("reason", "basis", "name", "date") if not getattr(entry, key)]
        if missing:
            self._report("override-unsigned", Severity.INFO, entry, entry.corrected.text)
        self.settled.add((entry.vendor, entry.criterion))
        return replace(
            answer, state=read.state, reading=read.reading, override=_override(entry, stale=False)
        )

    def judge(self, vendor: str, question: Question, levels: list[JudgedLevel]) -> None:
        judgements = [j for level in levels if (j := self._judgement(level, question)) is not None]
        described = self.answers.of(vendor, question.id)
        answer = replace(described, state=AnswerState.PENDING, reading=None)
        if judgements:
            answer = _judged(described, question, judgements)
            spread = max(j.level for j in judgements) - min(j.level for j in judgements)
            if spread >= _SPREAD:
                found = answer.reading.text if answer.reading else ""
                self._report("judgements-differ", Severity.INFO, levels[0], found)
        self._put(vendor, answer)

    def _judgement(self, entry: JudgedLevel, question: Question) -> Judgement | None:
        if entry.level is None:
            return None
        level = _level(entry)
        if level is None or not 0 <= level <= len(question.levels) - 1:
            self._report(
                "judgement-unreadable",
                Severity.WARNING,
                entry,
                entry.level.text,
                highest=len(question.levels) - 1,
            )
            return None
        return Judgement(
            assessor=entry.assessor, level=level, reason=entry.reason, source=entry.source
        )

    def _put(self, vendor: str, answer: Answer) -> None:
        self.changed.setdefault(vendor, {})[answer.criterion] = answer

    def _report(
        self,
        code: str,
        severity: Severity,
        entry: Entry | JudgedLevel,
        found: str,
        **values: object,
    ) -> None:
        self.found.append(
            Finding(
                code=code,
                severity=severity,
                vendor=entry.vendor,
                criterion=entry.criterion,
                source=entry.source,
                found=found,
                values=values,
            )
        )

    def result(self) -> Answers:
        given = {
            vendor: {**answers, **self.changed.get(vendor, {})}
            for vendor, answers in self.answers.given.items()
        }
        findings = [
            finding.with_severity(Severity.INFO)
            if (finding.vendor, finding.criterion) in self.settled
            else finding
            for finding in self.answers.findings
        ]
        return replace(self.answers, given=given, findings=(*findings, *self.found))


def _override(entry: Entry, *, stale: bool) -> Override:
    return Override(
        text=entry.corrected.text.strip() if entry.corrected else "",
        reason=entry.reason,
        basis=entry.basis,
        name=entry.name,
        date=entry.date,
        source=entry.source,
        stale=stale,
    )


def _judged(described: Answer, question: Question, judgements: list[Judgement]) -> Answer:
    """The mean of the levels; the single ones, and the vendor's words, stay beside it."""
    told = "; ".join(f"{j.assessor} {j.level:g}".strip() for j in judgements)
    mean = fmean(judgement.level for judgement in judgements)
    return replace(
        described,
        text=described.text or told,
        state=AnswerState.ANSWERED,
        reading=Reading(text=told, kind=question.kind, low=mean, high=mean),
        source=described.source if described.text else judgements[0].source,
        evidence=EvidenceState.SEEN,
        judgements=tuple(judgements),
    )


def _level(entry: JudgedLevel) -> float | None:
    cell = entry.level
    if cell is None:
        return None
    if cell.kind is CellKind.NUMBER:
        return cell.number
    try:
        return float(cell.text.strip().replace(",", "."))
    except ValueError:
        return None


def _told(entries: Sequence[Entry]) -> str:
    return " / ".join(
        f"{entry.corrected.text if entry.corrected else entry.seen} ({entry.source})"
        for entry in entries
    )
