"""Which criterion each column of a survey answers: alone, as a row of a grid, or as an option."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby
from typing import Literal

from vendor_score.findings import Finding, Severity, Source
from vendor_score.grammar.numerals import clean
from vendor_score.kinds import kind_of
from vendor_score.kinds.readings import read_text
from vendor_score.questionnaire.cells import Cell
from vendor_score.questionnaire.column_doubts import bare_negative, missing_codes
from vendor_score.questionnaire.exports.backend_columns import Platform, PlatformHeader, heading_key
from vendor_score.questionnaire.questions import (
    QuestionMatch,
    QuestionMatcher,
    alnum,
    normalize_heading,
    strip_numbering,
)
from vendor_score.questionnaire.sheets.grid import (
    ColumnRole,
    Grid,
    ambiguous_question,
    is_contact_word,
    layout_finding,
    near_match,
    role_of,
)
from vendor_score.records import Question
from vendor_score.wording import lexicon

__all__ = [
    "BoundQuestion",
    "SurveyBinder",
    "SurveyColumn",
    "SurveyTable",
    "asks_for_company",
    "question_key",
    "read_columns",
]

_LONGEST = 400  # characters of a heading that are looked at
_MOST_COLUMNS = 2_000
_LABELLED = 2  # headings of the platform that a second header row repeats in other words
_BRACKETS = re.compile(r"(.*?)\s*[\[［]([^\[\]［］]+)[\]］]\s*", re.DOTALL)
_PAREN = re.compile(r"(.*?)[:：]?\s*[(（](.+)[)）]\s*", re.DOTALL)
_NUMBER = re.compile(r"\s*(\d{1,3})\s*[、.．]\s*(.*)", re.DOTALL)
_DASH = re.compile(r"\s+[-–—]+\s+|\s*——\s*|\s*—\s*|\s+--\s+")
_CODE = re.compile(r"[A-Za-z]\w*(?:\[\w+\])*\.\s+(?=\S)")
_REQUIRED = lexicon.regex(
    r"\s*(?:[(（](?:{export.required}|{export.optional})[)）]|\*)\s*$", re.IGNORECASE
)
_IMPORT = re.compile(r'\s*\{\s*"ImportId"')


@dataclass(frozen=True, kw_only=True, slots=True)
class SurveyColumn:
    """A column that holds answers of the respondents.

    ``text`` is its whole heading; ``stem`` and ``part`` are those of a question with several
    columns, ``part`` None where the column is the whole question. ``code`` is the platform's short
    name of the question, where a header row of those stands above.
    """

    column: int
    text: str
    stem: str
    part: str | None = None
    code: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SurveyTable:
    """A survey's columns, without those of the platform, and its rows of respondents."""

    header: PlatformHeader
    columns: tuple[SurveyColumn, ...]
    company: SurveyColumn | None
    rows: tuple[int, ...]


def read_columns(grid: Grid, header: PlatformHeader) -> SurveyTable:
    """Join the header rows and set aside what the platform and the respondents' persons need."""
    heads, last = _header_rows(grid, header)
    columns = tuple(_numbered(_columns(grid, header, heads)))
    asked = tuple(column for column in columns if not _is_personal(column, header.platform))
    company = _company(grid, asked, last)
    return SurveyTable(
        header=header,
        columns=tuple(column for column in asked if column is not company),
        company=company,
        rows=tuple(grid.rows_between(range(last + 1, 1 << 30))),
    )


def _header_rows(grid: Grid, header: PlatformHeader) -> tuple[tuple[int, ...], int]:
    """The rows that say what is asked, and the last row of the header.

    Below the short names may stand the questions' texts (the platform's own columns have other
    words there), the options (nothing stands below the platform's columns), and import ids.
    """
    rows = [header.row]
    last = header.row
    for row in grid.rows_after(header.row, 2):
        texts = {at: grid.text(row, at) for at in grid.columns(row)}
        if any(_IMPORT.match(text) for text in texts.values()):
            last = row
        elif len(rows) == 1 and _continues(texts, header):
            rows.append(row)
            last = row
        else:
            break
    return tuple(rows), last


def _continues(texts: Mapping[int, str], header: PlatformHeader) -> bool:
    platform = header.platform
    again = sum(heading_key(texts.get(at, "")) in platform.columns for at in header.columns)
    if again >= min(_LABELLED, len(header.columns)):
        return True
    return bool(platform.answer and texts) and not set(texts) & set(header.columns)


def _columns(grid: Grid, header: PlatformHeader, rows: tuple[int, ...]) -> Iterator[SurveyColumn]:
    """The columns with a heading, but for the platform's."""
    below = rows[-1] if len(rows) > 1 else None
    # Options stand below their question, texts of questions stand below its short name.
    has_options = below is not None and not set(grid.columns(below)) & set(header.columns)
    columns = sorted({column for row in rows for column in grid.columns(row)})[:_MOST_COLUMNS]
    stem = ""
    for column in columns:
        above = grid.text(rows[0], column)[:_LONGEST]
        stem = above or stem
        if column in header.columns or _is_beside(above, header.platform):
            stem = ""
            continue
        if has_options and below is not None:
            part = grid.text(below, column)[:_LONGEST]
            if stem:
                yield _of_two_rows(column, stem, part, header.platform)
        elif text := (grid.text(below, column) if below is not None else "") or above:
            yield _of_one_row(
                column, text[:_LONGEST], above if below is not None else "", header.platform
            )


def _is_beside(text: str, platform: Platform) -> bool:
    return heading_key(text).startswith(platform.beside) if platform.beside else False


def _of_two_rows(column: int, stem: str, part: str, platform: Platform) -> SurveyColumn:
    stem = _REQUIRED.sub("", stem)
    if not part or heading_key(part) in platform.answer:
        return SurveyColumn(column=column, text=stem, stem=stem)
    return SurveyColumn(column=column, text=f"{stem} [{part}]", stem=stem, part=part)


def _of_one_row(column: int, text: str, code: str, platform: Platform) -> SurveyColumn:
    text = _REQUIRED.sub("", text.strip())
    if (coded := _CODE.match(text)) is not None:  # LimeSurvey: "certs[iso]. Which ...? [ISO 27001]"
        text = text[coded.end() :]
    stem, part = _split(text, platform)
    if part is not None and heading_key(part) in platform.answer:
        text = stem
        stem, part = _split(text, platform)
    return SurveyColumn(
        column=column, text=text, stem=text if part is None else stem, part=part, code=code
    )


def _split(text: str, platform: Platform) -> tuple[str, str | None]:
    """The question and its part, as the platform puts them together."""
    if text.endswith(("]", "］")) and (found := _BRACKETS.fullmatch(text)) is not None:
        return found[1], found[2].strip()
    if platform.split == "/":
        stem, slash, part = text.rpartition("/")
        return (stem, part.strip()) if slash and part.strip() else (text, None)
    if platform.split and (numbered := _NUMBER.match(text)) is not None:
        found = _PAREN.fullmatch(numbered[2]) if text.rstrip().endswith((")", "）")) else None
        if found is not None and normalize_heading(f"x ({found[2]})").unit is None:
            return found[1], found[2].strip()
    *before, part = _DASH.split(text)
    if before and part.strip() and "".join(before).strip():
        return text[: len(text) - len(part)].rstrip(" -–—"), part.strip()
    return text, None


def _numbered(columns: Iterator[SurveyColumn]) -> Iterator[SurveyColumn]:
    """Columns of a numbered question whose text stands over the first of them alone."""
    number, stem = "", ""
    for column in columns:
        told = _NUMBER.match(column.text)
        alone = column.part is not None and not alnum(strip_numbering(clean(column.stem)))
        if told is not None and told[1] == number and alone:
            yield replace(column, stem=stem)
            continue
        if told is not None:
            number, stem = told[1], column.stem
        yield column


def _is_personal(column: SurveyColumn, platform: Platform) -> bool:
    """Whether the column asks who the respondent is: a person's name, address, telephone."""
    told = (column.text, column.part or "", column.stem)
    if any(asks_for_company(text) for text in told[:2]):
        return False
    return any(
        is_contact_word(text) or question_key(text) in _person_words() for text in told[:2] if text
    ) or (heading_key(column.text) in platform.columns)


def _company(grid: Grid, columns: tuple[SurveyColumn, ...], header: int) -> SurveyColumn | None:
    """The column of the question that asks for the company; one of numbers names nobody."""
    sample = grid.rows_after(header, 50)
    for column in columns:
        if asks_for_company(column.text) or asks_for_company(column.part or ""):
            cells = [cell for row in sample if (cell := grid.at(row, column.column)) is not None]
            if not cells or any(cell.number is None for cell in cells):
                return column
    return None


def asks_for_company(text: str) -> bool:
    """Whether a question of a survey asks for the company that answers.

    Examples
    --------
    >>> asks_for_company("Which company do you represent?")
    True
    >>> asks_for_company("1、您所在的公司名称（必填）")
    True
    >>> asks_for_company("Name")
    False
    """
    text = _REQUIRED.sub("", text).strip()
    if not text or question_key(text) in _person_words():
        return False
    if role_of(text) is ColumnRole.VENDOR:
        return True
    plain = re.sub(r"\([^()]*\)", " ", clean(text)).replace("_", " ")
    plain = " ".join(strip_numbering(plain).strip(" :*?。.").split())
    return role_of(plain) is ColumnRole.VENDOR or _company_pattern().fullmatch(plain) is not None


@cache
def _company_pattern() -> re.Pattern[str]:
    return re.compile("|".join(lexicon.words("survey.company.pattern")))


@cache
def _person_words() -> frozenset[str]:
    return frozenset(map(question_key, lexicon.words("survey.person")))


def question_key(text: str) -> str:
    """A question's or option's text in the form in which equal ones are equal, unnumbered."""
    return alnum(strip_numbering(clean(text)))


_SAMPLE = 500  # rows by which it is decided what a column holds
_COLON = re.compile(r"\s*[:：]\s*")
_NUMBERS = re.compile(r"\d{1,2}(?:\.0)?(?:\s*[┋,;|]\s*\d{1,2})*")
_BESIDE_AN_ANSWER = frozenset({ColumnRole.EVIDENCE, ColumnRole.REMARKS, ColumnRole.NUMBER})
_FEWEST = 2  # columns of options without a question over them


@dataclass(frozen=True, kw_only=True, slots=True)
class BoundQuestion:
    """A criterion and the columns that answer it.

    ``gathered``: the columns are options; ``"ticked"`` ones name what holds, of ``"valued"`` ones
    each says something of its own. ``how`` the question was recognised, as in `QuestionMatch`.
    """

    question: str
    columns: tuple[SurveyColumn, ...]
    how: str
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
            is_other = role_of(column.text) in _BESIDE_AN_ANSWER
            is_other = is_other or self.matcher.sets_aside(column.text)
            if self._values(column) and not is_other:
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
                how=match.how,
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
            how=match.how,
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
