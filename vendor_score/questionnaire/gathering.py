"""From workbooks to answers: every sheet by its layout, every block to its vendor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from vendor_score.errors import NothingReadError
from vendor_score.findings import Finding, Severity
from vendor_score.kinds.registry import kind_of
from vendor_score.questionnaire.cells import Workbook
from vendor_score.questionnaire.folding import fold_heading, squash
from vendor_score.questionnaire.layouts.notices import notice
from vendor_score.questionnaire.layouts.sheets import read_sheets
from vendor_score.questionnaire.layouts.sightings import SheetReading
from vendor_score.questionnaire.matching import Matcher
from vendor_score.questionnaire.merging import Gathering
from vendor_score.questionnaire.vendors import Claimed, claim_blocks, settle_claims
from vendor_score.records import (
    Answer,
    Answers,
    AnswerState,
    InputFile,
    Question,
    QuestionnaireSettings,
)
from vendor_score.source import Source

__all__ = ["Reader"]

_MOST_UNMATCHED = 200  # unmatched questions that are told one by one


@dataclass(slots=True)
class _Unmatched:
    """A question that matches no criterion, wherever it stands."""

    text: str
    source: Source
    files: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Reader:
    """Takes workbooks one by one and gives the answers in all of them."""

    questions: Sequence[Question]
    settings: QuestionnaireSettings
    findings: list[Finding] = field(default_factory=list)
    _matcher: Matcher = field(init=False)
    _gathering: Gathering = field(init=False)
    _waiting: list[tuple[int, Claimed]] = field(default_factory=list)
    _unmatched: dict[str, _Unmatched] = field(default_factory=dict)
    _asking: set[str] = field(default_factory=set)
    _order: int = 0

    def __post_init__(self) -> None:
        self._matcher = Matcher(self.questions, self.settings.questions)
        self._gathering = Gathering(self.questions)

    def add(self, workbook: Workbook) -> None:
        """Read a workbook's sheets and take their answers."""
        readings = read_sheets(workbook, self._matcher, self.settings)
        self._tell_sheets(workbook, readings)
        for claimed in claim_blocks(workbook, readings, self.findings):
            self._order += 1
            if claimed.is_certain:
                self._take(claimed, 0)
            else:
                self._waiting.append((self._order, claimed))
        for reading in readings:
            if not reading.hidden:
                self._note_unmatched(workbook.file, reading)
                self.findings.extend(reading.findings)

    def _take(self, claimed: Claimed, at: int, order: int | None = None) -> None:
        claim = claimed.claims[at]
        self._gathering.add(claim, claimed.sightings, claimed.file, order or self._order)

    def _tell_sheets(self, workbook: Workbook, readings: Sequence[SheetReading]) -> None:
        asking = [reading for reading in readings if reading.asked]
        for reading in asking:
            if reading.hidden:
                place = Source(workbook.file, reading.sheet)
                self.findings.append(notice("hidden-sheet", place, reading.sheet, Severity.WARNING))
        if asking:
            self._asking.add(workbook.file)
        elif not any(reading.findings for reading in readings):
            place = Source(workbook.file)
            self.findings.append(notice("nothing-matched", place, workbook.file, Severity.ERROR))
        if self.settings.sheet and all(r.sheet != self.settings.sheet for r in readings):
            place = Source(workbook.file)
            self.findings.append(
                notice("sheet-not-found", place, self.settings.sheet, Severity.WARNING)
            )

    def _note_unmatched(self, file: str, reading: SheetReading) -> None:
        for text, source in reading.unmatched:
            folded = fold_heading(text)
            key = folded.keys[-1] if folded.keys else squash(text)
            told = self._unmatched.setdefault(key, _Unmatched(text, source))
            told.files.add(file)

    def result(self, inputs: Sequence[InputFile]) -> Answers:
        """All answers and findings. Raises NothingReadError where there is nothing."""
        if not self._asking:
            raise NothingReadError("errors.no_question_matched", self.findings)
        claims = settle_claims(block for _, block in self._waiting)
        for claim, (order, block) in zip(claims, self._waiting, strict=True):
            self._gathering.add(claim, block.sightings, block.file, order)
        given, found = self._gathering.result()
        if not given:
            raise NothingReadError("errors.no_vendor", self.findings)
        self._await_judgement(given)
        findings = [
            *self.findings,
            *self._unmatched_findings(),
            *found,
            *self._not_asked(given),
        ]
        return Answers(
            vendors=tuple(given), given=given, findings=tuple(findings), inputs=tuple(inputs)
        )

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
                values={"files": len(told.files)},
            )
        more = len(self._unmatched) - _MOST_UNMATCHED
        if more > 0:
            yield Finding(
                code="more-unmatched-questions", severity=Severity.WARNING, found=str(more)
            )

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
