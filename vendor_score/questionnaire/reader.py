"""Read answers from files, open workbooks or a DataFrame: sheets, blocks, vendors, answers."""

from __future__ import annotations

import datetime as dt
import numbers
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vendor_score.errors import NothingReadError
from vendor_score.findings import Finding, Severity, Source
from vendor_score.kinds import kind_of
from vendor_score.questionnaire.answers import AnswerMerger, CellReader
from vendor_score.questionnaire.cells import Cell, CellKind, Sheet, Workbook
from vendor_score.questionnaire.column_doubts import doubt_columns
from vendor_score.questionnaire.decide_vendors import Decided, VendorDecision
from vendor_score.questionnaire.exports.backend_export import compare_claims
from vendor_score.questionnaire.exports.survey_binding import asks_for_company
from vendor_score.questionnaire.files.sources import ReplacedFiles
from vendor_score.questionnaire.naming_signs import heads_persons
from vendor_score.questionnaire.offer_signs import offers_among_answers
from vendor_score.questionnaire.plan_corrections import PlanCorrections, SettingsCheck
from vendor_score.questionnaire.questions import (
    QuestionMatcher,
    alnum,
    did_you_mean,
    nearest_texts,
    normalize_heading,
)
from vendor_score.questionnaire.sheets.grid import (
    MeasuredFigure,
    SheetReading,
    layout_finding,
    without_form_notes,
)
from vendor_score.questionnaire.sheets.layouts import is_own_form, read_sheets
from vendor_score.questionnaire.vendors import claim_blocks, name_key, shown_name
from vendor_score.reading_plan import LEFT_OUT, PlannedName, SheetPlan
from vendor_score.records import (
    Answer,
    Answers,
    AnswerState,
    InputFile,
    Question,
    QuestionnaireSettings,
)
from vendor_score.wording import Label

if TYPE_CHECKING:
    import pandas as pd

    from vendor_score.questionnaire.files import ReadFiles
    from vendor_score.questionnaire.review.overrides import Review

__all__ = [
    "FRAME_NAME",
    "WorkbookReader",
    "answers_from_frame",
    "answers_from_received",
    "answers_from_workbooks",
    "frame_workbook",
    "read_answers",
]

_MOST_UNMATCHED = 200  # unmatched questions that are told one by one
_MOST_NAMES = 300  # names left out that are remembered
_MOST_FILES = 5  # files of a name that are named


@dataclass(slots=True)
class _Unmatched:
    """A question that matches no criterion, wherever it stands."""

    text: str
    source: Source
    files: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Owners:
    """Whose answers a sheet was found to hold, and what says so."""

    whose: dict[str, str] = field(default_factory=dict)
    left_out: int = 0
    answers: int = 0


@dataclass(slots=True)
class WorkbookReader:
    """Takes workbooks one by one and gives the answers in all of them."""

    questions: Sequence[Question]
    settings: QuestionnaireSettings
    findings: list[Finding] = field(default_factory=list)
    _matcher: QuestionMatcher = field(init=False)
    _gathering: AnswerMerger = field(init=False)
    _unsure: AnswerMerger = field(init=False)
    _decision: VendorDecision = field(init=False)
    _unmatched: dict[str, _Unmatched] = field(default_factory=dict)
    _asking: set[str] = field(default_factory=set)
    _check: SettingsCheck = field(init=False)
    _replaced: ReplacedFiles = field(init=False)
    _files: list[str] = field(default_factory=list)
    _measured: list[MeasuredFigure] = field(default_factory=list)
    _order: int = 0
    _plans: dict[tuple[str, str], SheetPlan] = field(default_factory=dict)
    _owners: dict[tuple[str, str], _Owners] = field(default_factory=dict)
    _corrections: PlanCorrections = field(init=False)
    _others: dict[str, PlannedName] = field(default_factory=dict)
    _met_names: dict[str, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._corrections = PlanCorrections(self.settings.corrections)
        mapping = {**self.settings.questions, **self._corrections.questions}
        self._matcher = QuestionMatcher(self.questions, mapping)
        answering = CellReader(self.questions)
        self._replaced = ReplacedFiles(self.settings.supersedes)
        self._gathering = AnswerMerger(self.questions, answering, self._replaced)
        self._unsure = AnswerMerger(self.questions, answering)
        self._decision = VendorDecision(
            self._corrections.with_invited(self.settings.vendors),
            answering.is_read,
            said=self._corrections.names,
        )
        self._check = SettingsCheck(self.settings)

    def add(self, workbook: Workbook, notes: Iterable[Finding] = ()) -> None:
        """Read a workbook's sheets and take their answers.

        ``notes`` are findings about the file. Of a letter or a draft none matters, since nothing
        was to be read in it.
        """
        readings = read_sheets(workbook, self._matcher, self.settings, self._corrections)
        self._check.add(workbook, readings)
        self._files.append(workbook.file)
        asks = any(reading.asked for reading in readings)
        if asks and "contract" in workbook.notes:
            self.findings.extend(note for note in notes if note.code == "file-contract")
            return
        if asks or not workbook.is_document:
            self.findings.extend(notes)
        if is_own_form(workbook):
            self._decision.own_forms.add(workbook.file)
        self._tell_sheets(workbook, readings)
        for claimed in claim_blocks(workbook, readings, self.findings):
            self._order += 1
            decided = self._decision.add(self._order, claimed)
            if decided is not None:
                self._take(decided)
        for reading in readings:
            self._plan(workbook.file, reading)
            self._decision.add_aliases(reading.aliases)
            self._measured.extend(() if reading.hidden else reading.measured)
            if not reading.hidden:
                self._note_unmatched(workbook.file, reading)
                self.findings.extend(reading.findings)

    def _plan(self, file: str, reading: SheetReading) -> None:
        self._plans[file, reading.sheet] = SheetPlan(
            file=file,
            sheet=reading.sheet,
            layout=reading.layout,
            headers=reading.headers,
            columns=reading.columns,
            questions=reading.questions,
            unmatched=len(reading.unmatched),
            others=tuple((text, s.cell or "") for text, s in reading.unmatched[:_MOST_UNMATCHED]),
            hidden=reading.hidden,
        )

    def _planned(self) -> tuple[SheetPlan, ...]:
        """How each sheet was read, with whose answers it was found to hold."""
        nobody = _Owners()
        plans = []
        for key, plan in self._plans.items():
            owners = self._owners.get(key, nobody)
            whose = tuple(owners.whose.items())
            plans.append(
                replace(plan, whose=whose, left_out=owners.left_out, answers=owners.answers)
            )
        return tuple(plans)

    def _take(self, decided: Decided) -> None:
        block = decided.block
        claim = None if decided.claim is None else self._decision.canonical(decided.claim)
        if claim is not None and self._decision.is_said_to_be_none(claim.name):
            claim = None
        owners = self._owners.setdefault((block.file, block.sheet), _Owners())
        if claim is None:
            owners.left_out += 1
            self._note_other(decided)
            if decided.is_unsure:
                self._unsure.add(block.claims[0], block.sightings, block.file, decided.order)
            return
        owners.answers += sum(sighting.cell is not None for sighting in block.sightings)
        owners.whose.setdefault(shown_name(claim.name), claim.origin)
        self._met_names.setdefault(decided.block.claims[0].name)
        if decided.claim is not None and decided.claim.origin == "plan":
            self._corrections.note_owner(block.file, block.sheet, decided.claim.name)
        self._gathering.add(claim, block.sightings, block.file, decided.order)

    def _note_other(self, decided: Decided) -> None:
        """Remember a name that was left out, but for those of people."""
        block = decided.block
        claim = decided.claim or block.claims[0]
        if block.line is not None and heads_persons(block.line.head):
            return
        name = shown_name(claim.name)
        known = self._others.get(name)
        if known is None and len(self._others) >= _MOST_NAMES:
            return
        files = known.files if known is not None else ()
        if block.file not in files:
            files = (*files, block.file)[:_MOST_FILES]
        self._others[name] = PlannedName(
            name=name,
            is_vendor=False,
            is_unsure=decided.is_unsure or (known is not None and known.is_unsure),
            files=files,
        )

    def _names(self, given: Mapping[str, Mapping[str, Answer]]) -> Iterator[PlannedName]:
        """The vendors and the other names that were met, each once."""
        for name, answers in given.items():
            files = dict.fromkeys(a.source.file for a in answers.values() if a.source.file)
            yield PlannedName(name=name, is_vendor=True, files=tuple(files)[:_MOST_FILES])
        vendors = {name_key(name) for name in given}
        others = dict(self._others)
        for finding in self.findings:
            row, file = finding.found, finding.source.file
            if finding.code == "row-is-no-vendor" and row and len(others) < _MOST_NAMES:
                other = PlannedName(name=row, is_vendor=False, files=(file,) if file else ())
                others.setdefault(row, other)
        yield from (other for other in others.values() if name_key(other.name) not in vendors)

    def _short_names(self, vendors: Iterable[str]) -> dict[str, str]:
        """Short names, as the plan says, else as those whom the buyer invited have them."""
        short = {name_key(one.name): one.short for one in self.settings.vendors if one.short}
        short.update(self._corrections.names.short)
        return {name: short[key] for name in vendors if (key := name_key(name)) in short}

    def _tell_sheets(self, workbook: Workbook, readings: Sequence[SheetReading]) -> None:
        asking = [reading for reading in readings if reading.asked]
        for reading in asking:
            if reading.hidden:
                place = Source(workbook.file, reading.sheet)
                self.findings.append(
                    layout_finding("hidden-sheet", place, reading.sheet, Severity.WARNING)
                )
        if asking:
            self._asking.add(workbook.file)
        elif workbook.is_document:
            place = Source(workbook.file)
            self.findings.append(layout_finding("no-question-in-document", place, workbook.file))
        elif not any(reading.findings or reading.layout == LEFT_OUT for reading in readings):
            place = Source(workbook.file)
            self.findings.append(
                layout_finding("nothing-matched", place, workbook.file, Severity.ERROR)
            )

    def _note_unmatched(self, file: str, reading: SheetReading) -> None:
        for text, source in reading.unmatched:
            folded = normalize_heading(text)
            key = (
                folded.keys[0] if folded.keys else alnum(text)
            )  # with its brackets: grids differ there
            told = self._unmatched.setdefault(key, _Unmatched(text, source))
            told.files.add(file)

    def result(self, inputs: Sequence[InputFile]) -> Answers:
        """All answers and findings. Raises NothingReadError where there is nothing."""
        self.findings.extend(self._check.findings(self._matcher.mapped))
        if not self._asking:
            self._tell_corrections({})
            raise self._nothing("errors.no_question_matched")
        for decided in self._decision.settle():
            self._take(decided)
        self.findings.extend(self._decision.findings)
        given, found = self._gathering.result()
        self._tell_corrections(given)
        if not given:
            raise self._nothing("errors.no_vendor")
        self.findings.extend(self._decision.not_returned(given))
        self.findings.extend(self._replaced.without_effect(self._files))
        unsure, _ = self._unsure.result()
        self._await_judgement(given)
        doubts = list(doubt_columns(given, self.questions))
        doubts.extend(compare_claims(self._measured, given, self._matcher))
        findings = [
            *self.findings,
            *self._unmatched_findings(),
            *found,
            *doubts,
            *self._not_asked(given),
        ]
        return Answers(
            vendors=tuple(given),
            given=given,
            findings=tuple(findings),
            inputs=tuple(inputs),
            unsure={name: answers for name, answers in unsure.items() if name not in given},
            plan=self._planned(),
            names=tuple(self._names(given)),
            short_names=self._short_names(given),
        )

    def _nothing(self, key: str) -> NothingReadError:
        """The error where nobody can be ranked, with the plan that may be corrected."""
        names = self._names({})
        return NothingReadError(key, self.findings, plan=self._planned(), names=names)

    def _tell_corrections(self, given: Iterable[str]) -> None:
        """What of the buyer's plan acted, and what fitted nothing."""
        if not self._corrections:
            return
        rows = (f.found for f in self.findings if f.code == "row-is-no-vendor" and f.found)
        names = [*given, *self._met_names, *self._others, *rows]
        self._corrections.note_names(names)
        self.findings.extend(self._corrections.findings(self._matcher.mapped, names))

    def _await_judgement(self, given: Mapping[str, dict[str, Answer]]) -> None:
        """Judged criteria are the buyer's: pending until a review judges them."""
        for question in self.questions:
            if kind_of(question.kind).is_judged:
                for answers in given.values():
                    pending = Answer(criterion=question.id, state=AnswerState.PENDING)
                    answers.setdefault(question.id, pending)

    def _unmatched_findings(self) -> Iterator[Finding]:
        """Questions of the files that no criterion asks: of all files, or of one vendor's."""
        for told in list(self._unmatched.values())[:_MOST_UNMATCHED]:
            alone = len(told.files) == 1 and len(self._asking) > 1
            yield Finding(
                code="unasked-question" if alone else "unmatched-question",
                severity=Severity.INFO if alone else Severity.WARNING,
                source=told.source,
                found=told.text,
                values={"files": len(told.files), "near": self._near(told.text)},
            )
        more = len(self._unmatched) - _MOST_UNMATCHED
        if more > 0:
            yield Finding(
                code="more-unmatched-questions", severity=Severity.WARNING, found=str(more)
            )

    def _near(self, text: str) -> Label:
        """The criterion that a question was perhaps meant to ask."""
        known = {
            name: question.label
            for question in self.questions
            for name in (*question.label.values(), *question.text.values(), *question.aliases)
        }
        labels = (known[name] for name in nearest_texts(text, known))
        return did_you_mean(dict.fromkeys(labels))

    def _not_asked(self, given: Mapping[str, Mapping[str, Answer]]) -> Iterator[Finding]:
        """Criteria asked of nobody, or not of every vendor."""
        for question in self.questions:
            without = [vendor for vendor, answers in given.items() if question.id not in answers]
            severity = Severity.WARNING if kind_of(question.kind).is_scored else Severity.INFO
            if len(without) == len(given):
                yield Finding(code="criterion-not-asked", severity=severity, criterion=question.id)
                continue
            for vendor in without:
                yield Finding(
                    code="not-asked", severity=severity, vendor=vendor, criterion=question.id
                )


# Read answers: from files and folders, from workbooks already opened, or from a DataFrame.

_DEFAULTS = QuestionnaireSettings()


def read_answers(  # noqa: PLR0913 - all that is optional is given by name
    sources: Sequence[Path | str],
    questions: Sequence[Question],
    settings: QuestionnaireSettings = _DEFAULTS,
    *,
    skip: Path | str | None = None,
    named: Iterable[Path] = (),
    progress: Callable[[int, int], None] | None = None,
    judged: Sequence[Review] = (),
) -> Answers:
    """The answers in ``sources`` (files, folders, case folders), with the buyer's reviews applied.

    A review counts where it is one of ``sources`` or lies in its place in a case folder. ``skip``
    is the output folder, ``named`` holds further files that the buyer named (the criteria),
    ``progress`` is called with the files done and the files in all. ``judged`` holds judgements
    that were read from elsewhere (ballots).

    What could not be read is among the findings. Raises NothingReadError where no file could be
    read, no question was recognised or no vendor found.
    """
    from vendor_score.questionnaire.files import read_sources

    received = read_sources(sources, skip=skip, named=named, progress=progress)
    return answers_from_received(received, questions, settings, judged=judged)


def answers_from_received(
    received: ReadFiles,
    questions: Sequence[Question],
    settings: QuestionnaireSettings = _DEFAULTS,
    *,
    judged: Sequence[Review] = (),
) -> Answers:
    """The answers in files already read, with reviews applied. Raises NothingReadError."""
    from vendor_score.questionnaire.files import note_findings, stray_findings
    from vendor_score.questionnaire.review.overrides import (
        apply_reviews,
        read_review,
        settings_with_reviews,
    )

    reviews = [read_review(book) for book in received.reviews]
    settings, found = settings_with_reviews(settings, reviews, questions)
    reader = WorkbookReader(questions, settings, findings=found)
    reader.findings.extend(unread.finding() for unread in received.unreadable)
    reader.findings.extend(stray_findings(received))
    _refuse_nothing(received)
    for workbook in without_form_notes(received.workbooks):
        reader.add(workbook, note_findings(workbook))
        reader.findings.extend(offers_among_answers(workbook))
    inputs = [
        InputFile(file=b.file, sha256=b.sha256) for b in (*received.workbooks, *received.reviews)
    ]
    answers = reader.result(sorted(inputs, key=lambda each: each.file))
    return apply_reviews(answers, [*reviews, *judged], questions)


def answers_from_workbooks(
    workbooks: Iterable[Workbook],
    questions: Sequence[Question],
    settings: QuestionnaireSettings = _DEFAULTS,
) -> Answers:
    """The answers in vendors' workbooks, without files or reviews. Raises NothingReadError."""
    reader = WorkbookReader(questions, settings)
    inputs = []
    for workbook in without_form_notes(list(workbooks)):
        inputs.append(InputFile(file=workbook.file, sha256=workbook.sha256))
        reader.add(workbook)
    return reader.result(inputs)


def answers_from_frame(
    frame: pd.DataFrame,
    questions: Sequence[Question],
    settings: QuestionnaireSettings = _DEFAULTS,
) -> Answers:
    """The answers in a table with a row per vendor, whose columns are ids, labels or questions.

    Vendors are named by a column headed Vendor, Company ..., else by the index. Missing
    values are blanks. Cells are addressed as if the table stood in a sheet with its header in row
    1. Raises NothingReadError.
    """
    reader = WorkbookReader(questions, settings)
    reader.add(frame_workbook(frame))
    return reader.result([])


def _refuse_nothing(received: ReadFiles) -> None:
    if received.workbooks:
        return
    if not received.files and not received.unreadable:
        raise NothingReadError("errors.no_files")
    findings = [unread.finding() for unread in received.unreadable]
    raise NothingReadError("errors.nothing_readable", findings, count=len(findings))


# A DataFrame as a workbook of one sheet, so that it is read like any other table.

FRAME_NAME = "DataFrame"
"""Shown as the file of answers that came from a DataFrame."""

_DAY_0 = dt.date(1899, 12, 30)  # of spreadsheets


def frame_workbook(frame: pd.DataFrame) -> Workbook:
    """The frame with its header in row 1.

    The index is the first column, unless a column is headed Vendor, Company ...
    """
    names = [_heading(column) for column in frame.columns]
    columns: list[Iterable[Any]] = [frame.iloc[:, at] for at in range(frame.shape[1])]
    if not any(asks_for_company(name) for name in names):
        names.insert(0, "Vendor")
        columns.insert(0, frame.index)
    cells = {
        (1, column): Cell(row=1, column=column, kind=CellKind.TEXT, text=name)
        for column, name in enumerate(names, 1)
    }
    for row, values in enumerate(zip(*columns, strict=True), 2):
        for column, value in enumerate(values, 1):
            cell = _cell(row, column, value)
            if cell is not None:
                cells[row, column] = cell
    return Workbook(file=FRAME_NAME, sha256="", sheets=(Sheet(name="", cells=cells),))


def _heading(name: object) -> str:
    """A column's heading; of several levels, one below the other."""
    return "\n".join(str(part) for part in name) if isinstance(name, tuple) else str(name)


def _cell(row: int, column: int, value: Any) -> Cell | None:
    """A value as a cell; None for None, NaN, NaT and empty text."""
    import pandas as pd

    if pd.api.types.is_scalar(value) and pd.isna(value):
        return None
    kind, text, number = _content(value)
    if not text.strip():
        return None
    return Cell(row=row, column=column, kind=kind, text=text, number=number)


def _content(value: Any) -> tuple[CellKind, str, float | None]:
    """Kind, text and number of a value, as a spreadsheet would hold it."""
    import numpy as np

    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, bool):
        return CellKind.BOOLEAN, str(value).upper(), float(value)
    if isinstance(value, numbers.Real):
        return CellKind.NUMBER, f"{float(value):.15g}", float(value)
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return _moment(value)
    return CellKind.TEXT, str(value), None


def _moment(value: dt.date | dt.time | dt.timedelta) -> tuple[CellKind, str, float]:
    """Dates as serial days, times and lengths of time in seconds."""
    if isinstance(value, dt.timedelta):
        return CellKind.DURATION, str(value), value.total_seconds()
    if isinstance(value, dt.time):
        return CellKind.TIME, value.isoformat(), float(_seconds(value))
    clock = value.time() if isinstance(value, dt.datetime) else dt.time()
    days = value.toordinal() - _DAY_0.toordinal() + _seconds(clock) / 86_400
    return CellKind.DATE, value.isoformat().replace("T00:00:00", "").replace("T", " "), days


def _seconds(clock: dt.time) -> int:
    return clock.hour * 3_600 + clock.minute * 60 + clock.second
