"""The columns of a survey export: header rows joined, each column's question and what it offers.

Platforms write the parts of one question in several ways: ``Stem [Row]``, ``Stem - Row``,
``group/question``, a second header row, a bracket behind a number that is not repeated. A part is
an option to tick or a row of a grid; which of the two, what stands below shows
(`survey_binding`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from vendor_score.grammar.clean import clean
from vendor_score.questionnaire.exports.signatures import Platform, PlatformHeader, heading_key
from vendor_score.questionnaire.headings import alnum, normalize_heading, strip_numbering
from vendor_score.questionnaire.sheets.grid import Grid
from vendor_score.questionnaire.sheets.header_words import ColumnRole, is_contact_word, role_of
from vendor_score.wording import lexicon

__all__ = ["SurveyColumn", "SurveyTable", "asks_for_company", "question_key", "read_columns"]

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
