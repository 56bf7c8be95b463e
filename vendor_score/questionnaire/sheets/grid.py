"""A sheet as a grid: rows in order, merged cells filled, hidden parts known."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache

from vendor_score.cell_names import column_letters
from vendor_score.findings import Source
from vendor_score.grammar.numerals import clean
from vendor_score.questionnaire.cells import Cell, CellKind, Sheet, SheetState
from vendor_score.questionnaire.files.records import CellTable
from vendor_score.questionnaire.questions import (
    alnum,
    bilingual_parts,
    normalize_heading,
    strip_numbering,
)
from vendor_score.wording import lexicon

__all__ = [
    "CONTACT",
    "NO_VENDOR",
    "ROLES",
    "ColumnRole",
    "Grid",
    "holds_names",
    "is_contact_word",
    "is_example",
    "is_filled",
    "is_no_vendor",
    "is_note",
    "joined",
    "role_of",
]

_WIDEST_MERGE = 256  # wider ones are titles and hold no answers
_MOST_MERGED = 1_000_000  # columns of merges looked at; a sheet of that many is not a form


def is_filled(cell: Cell | None) -> bool:
    """Whether a cell holds anything a person would see."""
    return cell is not None and (cell.kind is not CellKind.TEXT or bool(cell.text.strip()))


def joined(cells: list[Cell]) -> Cell:
    """One answer written over several cells, a line each."""
    if len(cells) == 1:
        return cells[0]
    text = "\n".join(cell.text for cell in cells)
    return replace(cells[0], kind=CellKind.TEXT, text=text, number=None, number_format=None)


class Grid:
    """Random access to a sheet's cells, by row and column counted from 1."""

    def __init__(self, sheet: Sheet, file: str | None) -> None:
        self.sheet = sheet
        self.file = file
        self.cells = sheet.cells
        self._name = sheet.name or None
        self.is_hidden = sheet.state is not SheetState.VISIBLE
        self._table = sheet.cells if isinstance(sheet.cells, CellTable) else None
        # What a person would see, looked up hundreds of times a row: blanks are gone through once.
        self._filled: dict[tuple[int, int], Cell] | None = None
        if self._table is not None:
            self._columns = self._table.filled()
        else:
            self._filled = {
                place: cell
                for place, cell in sheet.cells.items()
                if cell.kind is not CellKind.TEXT or cell.text.strip()  # `is_filled`, in place
            }
            self._columns = _columns_of(self._filled)
        self.rows = sorted(self._columns)
        self._letters: dict[int, str] = {}
        self._merges = _by_column(sheet.merged)

    @property
    def has_merges(self) -> bool:
        return bool(self._merges)

    def columns(self, row: int) -> list[int]:
        """The columns of the row's filled cells, in order."""
        return self._columns.get(row, [])

    def row_cells(self, row: int) -> Iterator[tuple[int, Cell]]:
        for column in self.columns(row):
            yield column, self.cells[row, column]

    def row_at(self, row: int, columns: Sequence[int]) -> list[Cell | None]:
        """What stands in each of the columns, as `at` tells it; quicker for a row of a table."""
        if self._merges or self._table is None:
            return [self.at(row, column) for column in columns]
        found = {cell.column: cell for cell in self._table.row_cells(row) if is_filled(cell)}
        return [found.get(column) for column in columns]

    def previous_row(self, row: int) -> int | None:
        """The filled row above."""
        at = bisect_left(self.rows, row)
        return self.rows[at - 1] if at else None

    def next_row(self, row: int) -> int | None:
        at = bisect_right(self.rows, row)
        return self.rows[at] if at < len(self.rows) else None

    def rows_before(self, row: int, count: int) -> list[int]:
        """The last ``count`` filled rows above."""
        at = bisect_left(self.rows, row)
        return self.rows[max(at - count, 0) : at]

    def rows_after(self, row: int, count: int) -> list[int]:
        """The next ``count`` filled rows."""
        at = bisect_right(self.rows, row)
        return self.rows[at : at + count]

    def rows_between(self, rows: range) -> list[int]:
        """The filled rows within ``rows``."""
        return self.rows[bisect_left(self.rows, rows.start) : bisect_left(self.rows, rows.stop)]

    def at(self, row: int, column: int) -> Cell | None:
        """The filled cell here, or the one whose merged range covers this place."""
        # Asked some twenty times for every row, so that one call more would be felt.
        cell = self._filled.get((row, column)) if self._filled else self._filled_at(row, column)
        if cell is not None or not self._merges:
            return cell
        merge = self.merge(row, column)
        return self._filled_at(*merge[:2]) if merge is not None else None

    def _filled_at(self, row: int, column: int) -> Cell | None:
        if self._filled is not None:
            return self._filled.get((row, column))
        cell = self.cells.get((row, column))
        return cell if is_filled(cell) else None

    def merge(self, row: int, column: int) -> tuple[int, int, int, int] | None:
        """The merged range (top, left, bottom, right) that covers this place."""
        merges = self._merges.get(column)
        if not merges:
            return None
        at = bisect_right(merges, (row, 1 << 30)) - 1
        return merges[at] if at >= 0 and merges[at][2] >= row else None

    def span(self, row: int, column: int) -> tuple[int, int]:
        """First and last column of the cell here, more than one where it is merged."""
        merge = self.merge(row, column)
        return (merge[1], merge[3]) if merge else (column, column)

    def text(self, row: int, column: int) -> str:
        cell = self.at(row, column)
        return cell.text.strip() if cell is not None else ""

    def is_hidden_at(self, row: int, column: int) -> bool:
        sheet = self.sheet
        return self.is_hidden or row in sheet.hidden_rows or column in sheet.hidden_columns

    def source(self, row: int, column: int) -> Source:
        letters = self._letters.get(column)
        if letters is None:
            letters = self._letters[column] = column_letters(column)
        return Source(self.file, self._name, f"{letters}{row}")


def _columns_of(filled: Mapping[tuple[int, int], Cell]) -> dict[int, list[int]]:
    columns: dict[int, list[int]] = defaultdict(list)
    for row, column in filled:
        columns[row].append(column)
    return {row: sorted(told) for row, told in columns.items()}


def _by_column(
    merged: tuple[tuple[int, int, int, int], ...],
) -> dict[int, list[tuple[int, int, int, int]]]:
    """Merged ranges by the columns they cover, from top to bottom."""
    by_column: dict[int, list[tuple[int, int, int, int]]] = defaultdict(list)
    left_over = _MOST_MERGED
    for top, left, bottom, right in sorted(merged):
        if right - left < _WIDEST_MERGE and left_over > 0:
            left_over -= right - left + 1
            for column in range(left, right + 1):
                by_column[column].append((top, left, bottom, right))
    return by_column


# What the words over columns and beside rows say of them; they are ``header.*`` of the lexica.


class ColumnRole(StrEnum):
    """What a column holds, as its heading says."""

    VENDOR = "vendor"
    NAME = "name"  # a vendor's name only at the head of a table of vendors
    QUESTION = "question"
    ANSWER = "answer"
    EVIDENCE = "evidence"
    REMARKS = "remarks"
    NUMBER = "number"
    UNIT = "unit"
    YES = "yes"
    NO = "no"
    OTHER = "other"


ROLES = {role: lexicon.words(f"header.{role.value}") for role in ColumnRole}
"""What the heading of a column says of it."""

NO_VENDOR = lexicon.words("heading.no_vendor")
"""Rows and columns that sum up or explain."""

CONTACT = lexicon.words("heading.contact")
"""Rows that ask who filled the form in."""


_ROLES: dict[str, ColumnRole] = {
    alnum(word): role for role, known in ROLES.items() for word in known
}
_ANSWER = lexicon.regex("{header.answer.pattern}")
_REMARKS = lexicon.regex("{header.remarks.pattern}")
_VENDOR = lexicon.regex("{header.vendor.pattern}")
"""Words that ask for the vendor's name; one of its own name (Your Agency Ltd) is not among them."""

_NO_VENDORS = frozenset(alnum(word) for word in NO_VENDOR)
_NO_VENDOR_LONG = lexicon.regex("{heading.no_vendor.pattern}")
_NO_VENDOR_BEGINS = frozenset(
    word[:2] for word in (*_NO_VENDORS, *lexicon.words("heading.no_vendor_begins"))
)
"""First letters, by which most names of vendors are known to be none of these words at once."""

_EXAMPLE = lexicon.regex("{heading.example:words}", re.IGNORECASE)
_NOTE = lexicon.regex(
    r"^\s*(?:{heading.note}|\*|※)\s*[:：*\d.、]|^\s*[*※]",
    re.IGNORECASE,
)
_CONTACTS = frozenset(alnum(word) for word in CONTACT)
_LONGEST_HEADING = 60


@lru_cache(maxsize=16_384)
def role_of(text: str) -> ColumnRole | None:
    """What a heading says of its column, None for a heading that is none of these words."""
    if len(text) > _LONGEST_HEADING:
        return None
    roles = [_role(part) for part in (text, *bilingual_parts(text))]
    return next((role for role in roles if role is not None), None)


def _role(text: str) -> ColumnRole | None:
    told = next((_ROLES[key] for key in normalize_heading(text).keys if key in _ROLES), None)
    if told is ColumnRole.VENDOR and _ANSWER.fullmatch(_plain(text)):
        return ColumnRole.ANSWER  # 供应商填写: for the vendor to fill in
    if told not in {None, ColumnRole.NAME}:
        return told
    return _phrase_role(text) or told


def _phrase_role(text: str) -> ColumnRole | None:
    """What a phrase says of its column: Please state your company's name."""
    if text.strip() in {"#", "＃", "№"}:
        return ColumnRole.NUMBER
    plain = _plain(text)
    if not plain:
        return None
    if _ANSWER.fullmatch(plain):
        return ColumnRole.ANSWER
    if _REMARKS.fullmatch(plain):
        return ColumnRole.REMARKS
    return ColumnRole.VENDOR if _VENDOR.fullmatch(strip_numbering(plain)) else None


def _plain(text: str) -> str:
    """A heading without what stands in brackets behind it."""
    return clean(text).strip(" :*?").removesuffix(")").partition("(")[0].strip()


@lru_cache(maxsize=4_096)
def is_no_vendor(text: str) -> bool:
    """Whether a row or column so headed sums up or explains: total, average, weight, type ..."""
    if len(text) > _LONGEST_HEADING or alnum(clean(text[:12]))[:2] not in _NO_VENDOR_BEGINS:
        return False
    for part in (text, *bilingual_parts(text)):
        folded = normalize_heading(part)
        if any(key in _NO_VENDORS for key in folded.keys):
            return True
        if _NO_VENDOR_LONG.fullmatch(folded.text.partition("(")[0].strip(" :*")):
            return True
    return False


def is_example(text: str) -> bool:
    """Whether a sheet or row so named is an example to the reader, not an answer."""
    return _EXAMPLE.search(text) is not None


def is_note(text: str) -> bool:
    """Whether a line is a note to the table rather than a vendor's name."""
    return _NOTE.search(text) is not None


def holds_names(text: str) -> bool:
    """Whether a heading is that of a second column of names: Short name, Brand, 简称 ..."""
    plain = " ".join(re.findall(r"[a-z]+|[^\W\d_a-z]+", clean(text).casefold()))
    return any(
        f" {word} " in f" {plain} " if word.isascii() else word in plain
        for word in lexicon.words("heading.names")
    )


def is_contact_word(text: str) -> bool:
    """Whether a row asks who filled the form in, which is no question of the criteria."""
    return any(
        key in _CONTACTS
        for part in (text, *bilingual_parts(text))
        for key in normalize_heading(part).keys
    )
