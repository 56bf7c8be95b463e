"""Which criterion each column of a survey answers: alone, as a row of a grid, or as an option."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import Literal

from vendor_score.findings import Finding, Severity
from vendor_score.grammar.clean import clean
from vendor_score.kinds.readings import read_text
from vendor_score.kinds.registry import kind_of
from vendor_score.questionnaire.cells import Cell
from vendor_score.questionnaire.exports.missing_codes import bare_negative, missing_codes
from vendor_score.questionnaire.exports.signatures import heading_key
from vendor_score.questionnaire.exports.survey_columns import (
    SurveyColumn,
    SurveyTable,
    question_key,
)
from vendor_score.questionnaire.headings import normalize_heading, strip_numbering
from vendor_score.questionnaire.questions import QuestionMatch, QuestionMatcher
from vendor_score.questionnaire.sheets.grid import Grid
from vendor_score.questionnaire.sheets.header_words import ColumnRole, role_of
from vendor_score.questionnaire.sheets.located_answers import (
    ambiguous_question,
    layout_finding,
    near_match,
)
from vendor_score.records import Question
from vendor_score.source import Source
from vendor_score.wording import lexicon

__all__ = ["BoundQuestion", "SurveyBinder"]

_SAMPLE = 500  # rows by which it is decided what a column holds
_COLON = re.compile(r"\s*[:：]\s*")
_NUMBERS = re.compile(r"\d{1,2}(?:\.0)?(?:\s*[┋,;|]\s*\d{1,2})*")
_BESIDE_AN_ANSWER = frozenset({ColumnRole.EVIDENCE, ColumnRole.REMARKS, ColumnRole.NUMBER})
_FEWEST = 2  # columns of options without a question over them


@dataclass(frozen=True, kw_only=True, slots=True)
class BoundQuestion:
    """A criterion and the columns that answer it.

    ``gathered``: the columns are options; ``"ticked"`` ones name what holds, of ``"valued"`` ones
    each says something of its own.
    """

    question: str
    columns: tuple[SurveyColumn, ...]
    unit: str | None = None
    gathered: Literal["ticked", "valued"] | None = None
    evidence: int | None = None


@dataclass(slots=True)
class SurveyBinder:
    """Binds the columns of one survey; what could not be bound is in ``unmatched``."""

    grid: Grid
    matcher: QuestionMatcher
    table: SurveyTable
    findings: list[Finding] = field(default_factory=list)
    unmatched: list[tuple[str, Source]] = field(default_factory=list)
    codes: frozenset[int] = frozenset()

    def bind(self) -> tuple[BoundQuestion, ...]:
        """The questions of the criteria that the survey asks, in the order of its columns."""
        bound: list[BoundQuestion] = []
        alone: list[tuple[SurveyColumn, QuestionMatch | None]] = []
        for group in self._groups():
            if (gathered := self._gather(group)) is not None:
                bound.append(gathered)
            else:
                alone.extend((column, self._match(column)) for column in group)
        literal = {b.question for b in bound}
        literal |= {m.id for _, m in alone if m and m.how != "near" and not m.is_ambiguous}
        gathered_stems = {question_key(b.columns[0].stem) for b in bound}
        for column, match in alone:
            if match is not None and question_key(column.text) in gathered_stems:
                continue  # the options once more, in one cell
            bound.extend(self._bind(column, match, literal))
        self.codes = self._codes(bound)
        return tuple(sorted(bound, key=lambda b: b.columns[0].column))

    def _codes(self, bound: Sequence[BoundQuestion]) -> frozenset[int]:
        """Numbers that the survey's designer chose for "not answered"."""
        alone = (b for b in bound if b.gathered is None)
        asked = {b.columns[0].column: self._question(b.question) for b in alone}
        return missing_codes(self.grid, self.table.rows, asked)

    def is_blank(self, cell: Cell | None) -> bool:
        """Whether a cell holds nothing, or what the platform writes for nothing."""
        if cell is None or heading_key(cell.text) in self.table.header.platform.blank:
            return True
        return bool(self.codes) and bare_negative(cell) in self.codes

    def _question(self, id: str) -> Question:
        return next(question for question in self.matcher.questions if question.id == id)

    # Columns on their own.

    def _bind(
        self, column: SurveyColumn, match: QuestionMatch | None, literal: set[str]
    ) -> Iterator[BoundQuestion]:
        place = self.grid.source(self.table.header.row, column.column)
        if match is not None and match.is_ambiguous:
            self.findings.append(ambiguous_question(match, column.text, place))
        elif match is None or (match.how == "near" and match.id in literal):
            if self._values(column) and role_of(column.text) not in _BESIDE_AN_ANSWER:
                self.unmatched.append((column.text, place))
        elif self._holds_numbers_of_options(column, self._question(match.id)):
            finding = layout_finding("survey-option-numbers", place, column.text, Severity.WARNING)
            self.findings.append(_about(finding, match.id))
        else:
            if match.how == "near":
                self.findings.append(near_match(match, column.text, place))
            yield BoundQuestion(
                question=match.id,
                columns=(column,),
                unit=match.unit or normalize_heading(column.stem).unit,
                evidence=self._evidence(column),
            )

    def _match(self, column: SurveyColumn) -> QuestionMatch | None:
        """The question by the whole heading, by its code, by a part of it, or by likeness.

        A part alone counts where the rest of the heading makes no other question of it
        (``Night shift [First response]``), which the matcher knows of words in brackets.
        """
        if role_of(column.text) in _BESIDE_AN_ANSWER:
            return None
        exact = self.matcher.exact
        for text in (column.text, column.code):
            if text and (match := exact(text)) is not None:
                return match
        pairs = [(column.stem, column.part)] if column.part else []
        before, colon, after = _cut(column.text)
        if colon and not pairs:
            pairs = [(before, after)]
        for stem, part in pairs:
            for text in _bindings(stem, part or ""):
                if (match := exact(text)) is not None:
                    return match
        for text in (column.text, *(f"{part} ({_plain(stem)})" for stem, part in pairs)):
            if (match := self.matcher.find(text)) is not None:
                return match
        return None

    def _evidence(self, column: SurveyColumn) -> int | None:
        """The column right of an answer, where its heading says that it holds proof."""
        after = next((c for c in self.table.columns if c.column > column.column), None)
        is_proof = after is not None and role_of(after.text) is ColumnRole.EVIDENCE
        return after.column if after is not None and is_proof else None

    def _holds_numbers_of_options(self, column: SurveyColumn, question: Question) -> bool:
        """Whether a question with options holds their numbers, which say nothing without them."""
        if kind_of(question.kind).value_form != "yes_no" and not _has_options(question):
            return False
        values = {cell.text.strip() for cell in self._values(column)}
        if not values or not all(_NUMBERS.fullmatch(value) for value in values):
            return False
        if _has_options(question):
            return not all(_names_option(question, value) for value in values)
        return self.table.header.platform.numbers or not values <= {"0", "1"}

    def _values(self, column: SurveyColumn) -> list[Cell]:
        cells = (self.grid.at(row, column.column) for row in self.table.rows[:_SAMPLE])
        return [cell for cell in cells if cell is not None and not self.is_blank(cell)]

    # Columns of one question.

    def _groups(self) -> Iterator[list[SurveyColumn]]:
        """Neighbours that share a stem, and neighbours that are options without one."""

        def sort(column: SurveyColumn) -> str | bool:
            return question_key(column.stem) if column.part is not None else self._is_option(column)

        for sense, found in groupby(self.table.columns, sort):
            group = list(found)
            yield from [group] if sense is not False else ([column] for column in group)

    def _gather(self, group: Sequence[SurveyColumn]) -> BoundQuestion | None:
        """The columns as the options of one question; None where they are questions each."""
        if group[0].part is None and len(group) < _FEWEST:
            return None
        is_ticked = all(self._is_option(column) for column in group)
        match = self._stem_match(group)
        if match is None and is_ticked:
            match = self._by_options(group)
        if match is None or match.is_ambiguous:
            return None
        question = self._question(match.id)
        if not is_ticked and not (kind_of(question.kind).takes_several and len(group) > 1):
            return None
        if match.how == "near":
            place = self.grid.source(self.table.header.row, group[0].column)
            self.findings.append(near_match(match, group[0].stem, place))
        return BoundQuestion(
            question=match.id,
            columns=tuple(group),
            gathered="ticked" if is_ticked else "valued",
        )

    def _stem_match(self, group: Sequence[SurveyColumn]) -> QuestionMatch | None:
        """The question over the options, unless they are questions of the criteria themselves."""
        if group[0].part is None:
            return None
        if any(self.matcher.exact(f"{c.part} ({_plain(c.stem)})") for c in group):
            return None
        codes = {c.code.rpartition("_")[0] for c in group if c.code}
        for text in (group[0].stem, *codes):
            if text and (match := self.matcher.exact(text)) is not None:
                return match
        match = self.matcher.find(group[0].stem)
        return match if match and _has_options(self._question(match.id)) else None

    def _by_options(self, group: Sequence[SurveyColumn]) -> QuestionMatch | None:
        """The one list of the criteria that most of the options are items of."""
        parts = [part for c in group if not _is_other(part := c.part or c.text)]
        found = [
            question
            for question in self.matcher.questions
            if kind_of(question.kind).takes_several
            and 2 * sum(_names_option(question, part) for part in parts) > len(parts)
        ]
        if len(found) != 1 or len(parts) < _FEWEST:
            return None
        return QuestionMatch(ids=(found[0].id,), how="near", name=", ".join(parts), similarity=1.0)

    def _is_option(self, column: SurveyColumn) -> bool:
        """Whether a column says only whether its option was ticked, or what else was."""
        part = column.part or column.text
        if _is_other(part):
            return True
        values = {cell.text.strip() for cell in self._values(column)}
        if column.part is None and not values:
            return False
        own = {question_key(part), *({question_key(column.text)} if column.part is None else ())}
        signs = frozenset() if column.part is None else _tick_words() | _untick_words()
        return all(question_key(value) in own or value.casefold() in signs for value in values)

    def ticked(self, column: SurveyColumn, cell: Cell | None) -> str | None:
        """What a cell below an option adds to the answer: the option, other words, or nothing."""
        part = column.part or column.text
        if cell is None or self.is_blank(cell):
            return None
        said = cell.text.strip()
        if said.casefold() in _untick_words():
            return None
        if _is_other(part):
            is_mark = said.casefold() in _tick_words() or question_key(said) == question_key(part)
            return None if is_mark else said
        return part


def _about(finding: Finding, criterion: str) -> Finding:
    return Finding(
        code=finding.code,
        severity=finding.severity,
        criterion=criterion,
        source=finding.source,
        found=finding.found,
    )


def _cut(text: str) -> tuple[str, bool, str]:
    parts = _COLON.split(text, maxsplit=1)
    if len(parts) > 1 and parts[0].strip() and parts[1].strip():
        return parts[0], True, parts[1]
    return text, False, ""


def _bindings(stem: str, part: str) -> Iterator[str]:
    """The ways in which a stem and a part may ask one question."""
    yield f"{part} ({_plain(stem)})"
    if not _is_other(part):
        yield f"{stem} ({_plain(part)})"
        yield from (f"{stem} {part}", f"{part} {stem}", f"{stem}{part}", f"{part}{stem}")


def _plain(text: str) -> str:
    """Without brackets, so that it can stand in brackets itself, and without its number."""
    return re.sub(r"[()]", " ", strip_numbering(clean(text))).strip()


def _is_other(text: str) -> bool:
    return question_key(text) in _other_words()


@cache
def _other_words() -> frozenset[str]:
    return frozenset(map(question_key, lexicon.words("survey.other")))


@cache
def _tick_words() -> frozenset[str]:
    return frozenset(word.casefold() for word in lexicon.words("survey.ticked"))


@cache
def _untick_words() -> frozenset[str]:
    return frozenset(word.casefold() for word in lexicon.words("survey.not_ticked"))


def _has_options(question: Question) -> bool:
    return kind_of(question.kind).is_picked


def _names_option(question: Question, text: str) -> bool:
    return bool(read_text(text, question, None).items)
