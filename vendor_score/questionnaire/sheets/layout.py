"""What every layout is given and gives back: a sheet looked over, and what was found in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from vendor_score.cell_names import read_address
from vendor_score.findings import Source
from vendor_score.questionnaire.cells import Cell, CellKind
from vendor_score.questionnaire.questions import QuestionMatch, QuestionMatcher, alnum
from vendor_score.questionnaire.sheets.grid import (
    ColumnRole,
    Grid,
    SheetReading,
    is_contact_word,
    role_of,
)
from vendor_score.questionnaire.sheets.question_table import ColumnSettings
from vendor_score.wording import lexicon

__all__ = [
    "Direction",
    "Layout",
    "SheetProfile",
    "UnreadSheet",
    "find_name",
    "is_name",
    "name_at",
    "names_vendors",
    "profile_sheet",
]

Direction = Literal["down", "across"]
"""Whether the questions stand one below the other, or side by side over a row per vendor."""

_WIDE_ROWS = 300  # rows in which every column is looked at
_ALL_ROWS = 2_000  # rows in which columns that named a question before are looked at
_TABLES = 50  # question rows that are looked at for a vendor heading beside them
_MOST_CELLS = 50_000
_NEAR_CELLS = 2_000  # cells that are compared nearly, where no question stands literally


@dataclass(slots=True)
class SheetProfile:
    """The different questions named in each row and column, by number of row or column.

    ``id_columns`` hold ids of criteria, ``columns`` their texts; rows count both.
    """

    rows: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    columns: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    id_columns: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    @property
    def best_row(self) -> int | None:
        return max(self.rows, key=lambda r: (len(self.rows[r]), -r), default=None)

    @property
    def best_column(self) -> int | None:
        columns = self.columns or self.id_columns
        return max(columns, key=lambda c: (len(columns[c]), -c), default=None)

    @property
    def most(self) -> int:
        """The most questions named in one row or column."""
        counts = (*self.rows.values(), *self.columns.values(), *self.id_columns.values())
        return max(map(len, counts), default=0)

    def count(self, column: int) -> int:
        """How many questions the column names."""
        return max(len(self.columns.get(column, ())), len(self.id_columns.get(column, ())))

    def direction(self, grid: Grid) -> Direction | None:
        """Which way the table runs; None where no question is named."""
        row, column = self.best_row, self.best_column
        if row is None or column is None:
            return None
        across = len(self.rows[row])
        down = max(map(self.count, (*self.columns, *self.id_columns)))
        if across >= down and _declares_answers(grid, row):
            return "down"
        if down > across and all(names_vendors(grid, at) for at in sorted(self.rows)[:_TABLES]):
            return "across"  # small tables, one below the other
        if across != down:
            return "across" if across > down else "down"
        return _single(grid, row, column)

    def add(self, row: int, column: int, match: QuestionMatch) -> None:
        self.rows[row].update(match.ids)
        columns = self.id_columns if match.how == "id" else self.columns
        columns[column].update(match.ids)


def profile_sheet(grid: Grid, matcher: QuestionMatcher) -> SheetProfile:
    """Look for the questions' names; nearly only where none stands there literally."""
    found = SheetProfile()
    looked_at = 0
    for at, row in enumerate(grid.rows[:_ALL_ROWS]):
        columns = grid.columns(row)
        if at >= _WIDE_ROWS:
            columns = [at for at in columns if at in found.columns or at in found.id_columns]
        looked_at += len(columns)
        if looked_at > _MOST_CELLS and at:
            break
        for column in columns:
            cell = grid.cells[row, column]
            if (match := _exact(cell, matcher)) is not None:
                found.add(row, column, match)
    if found.rows:
        return found
    found = _near_survey(grid, matcher)
    return found if found.most > 1 or _is_headed(grid, found) else SheetProfile()


def _near_survey(grid: Grid, matcher: QuestionMatcher) -> SheetProfile:
    found = SheetProfile()
    left = _NEAR_CELLS
    for row in grid.rows:
        for column, cell in grid.row_cells(row):
            if _may_ask(cell) and (match := matcher.find(cell.text)) is not None:
                found.add(row, column, match)
            left -= 1
            if not left:
                return found
    return found


def _is_headed(grid: Grid, found: SheetProfile) -> bool:
    """Whether headings say that a single likeness is a question and no line of a cover."""
    wanted = {ColumnRole.QUESTION, ColumnRole.ANSWER}
    rows = grid.rows[:_WIDE_ROWS]
    return any(names_vendors(grid, row) for row in found.rows) or any(
        role_of(cell.text) in wanted for row in rows for _, cell in grid.row_cells(row)
    )


def _exact(cell: Cell, matcher: QuestionMatcher) -> QuestionMatch | None:
    """The question that a cell names literally; one letter only where that is its whole name."""
    if cell.kind is not CellKind.TEXT:
        return None
    match = matcher.exact(cell.text)
    if match is None or len(cell.text) > 1:
        return match
    return match if len(match.name) == 1 else None  # a tick or a mark is no name


def _may_ask(cell: Cell) -> bool:
    return cell.kind is CellKind.TEXT and len(cell.text) > 1


def names_vendors(grid: Grid, row: int) -> bool:
    """Whether the row heads a column of vendors, itself or by a cell merged down into it."""
    above = grid.previous_row(row)
    columns = {*grid.columns(row), *(grid.columns(above) if above is not None else ())}
    cells = (grid.at(row, column) for column in columns)
    return any(role_of(cell.text) in {ColumnRole.VENDOR, ColumnRole.NAME} for cell in cells if cell)


def _declares_answers(grid: Grid, row: int) -> bool:
    """Whether the row above says Question and Answer: several pairs stand side by side."""
    above = grid.previous_row(row)
    roles = (
        {role_of(cell.text) for _, cell in grid.row_cells(above)} if above is not None else set()
    )
    return {ColumnRole.QUESTION, ColumnRole.ANSWER} <= roles


def _single(grid: Grid, row: int, column: int) -> Direction:
    """One question in a row and in a column: the words around it decide."""
    if names_vendors(grid, row):
        return "across"
    above = grid.previous_row(row)
    if above is not None and {role_of(cell.text) for _, cell in grid.row_cells(above)} - {None}:
        return "down"
    right = any(at > column for at in grid.columns(row))
    return "down" if right else "across"


# The cell in which a vendor wrote its name: beside or below "Company name", or after its colon.

_ROWS, _CELLS = 80, 4_000  # a name stands near the top of a sheet
_COLON = re.compile(r"\s*[:：]\s*")
_DASH = re.compile(r"\s+[-–—]+\s+")
_FRAMED = re.compile(r"[【\[]\s*([^】\]]+?)\s*[】\]]\s*[:：]?\s*(.+)", re.DOTALL)
_NEXT_LABEL = re.compile(r"\n|\t|\s{2,}(?=[^:：]{1,20}[:：])|[,，;；]\s*(?=[^:：]{1,12}[:：])")
_STAMP = lexicon.regex(r"\s*[(（【\[]\s*{heading.stamp}\s*[)）】\]]\s*$", re.IGNORECASE)
_PLACEHOLDER = lexicon.regex(
    r"^(?:[(\[{<【（《]?\s*{heading.placeholder}|[_\-—.…*#/\\xX×?？\s]+$|{heading.nothing_yet}$)",
    re.IGNORECASE,
)


def find_name(grid: Grid) -> tuple[str, Source] | None:
    """The vendor's name that a sheet states beside a word for it."""
    left = _CELLS
    for row in grid.rows[:_ROWS]:
        for column, cell in grid.row_cells(row):
            left -= 1
            if left < 0:
                return None
            if cell.kind is CellKind.TEXT and (found := _beside(grid, row, column, cell)):
                return found
    return None


def name_at(grid: Grid, address: str) -> tuple[str, Source] | None:
    """The name in the cell that the settings give: ``B2`` or ``Cover!B2``."""
    sheet, _, local = address.strip().rpartition("!")
    place = read_address(local)
    if place is None or (sheet and sheet.strip("'") != grid.sheet.name):
        return None
    cell = grid.at(*place)
    if cell is None or not is_name(cell.text):
        return None
    return cell.text.strip(), grid.source(cell.row, cell.column)


def is_name(text: str) -> bool:
    """Whether a text may be a name: not empty, no word of the form, nothing left to fill in."""
    text = text.strip()
    if not alnum(text) or _PLACEHOLDER.search(text):
        return False
    return role_of(text) is None and not is_contact_word(text)


def _beside(grid: Grid, row: int, column: int, cell: Cell) -> tuple[str, Source] | None:
    label, colon, rest = _split(cell.text)
    if role_of(label) is not ColumnRole.VENDOR:
        return None
    if colon and is_name(rest):
        return _trimmed(rest), grid.source(row, column)
    right = grid.span(row, column)[1]
    after = [at for at in grid.columns(row) if at > right]
    if after:
        cell = grid.cells[row, after[0]]
        return _named(grid, cell) if _is_value(cell) else None
    below = grid.cells.get((row + 1, column))
    if below is not None and len(grid.columns(row + 1)) == 1 and _is_value(below):
        return _named(grid, below)
    return None


def _split(text: str) -> tuple[str, bool, str]:
    """Label, whether a sign parts it from what follows, and that: ``Firm: A``, ``[Firm] A``."""
    text = text.strip()
    if (framed := _FRAMED.fullmatch(text)) is not None:
        return framed[1], True, framed[2]
    for sign in (_COLON, _DASH):
        parts = sign.split(text, maxsplit=1)
        if len(parts) > 1:
            return parts[0], True, parts[1]
    return text, False, ""


def _trimmed(text: str) -> str:
    """The name without what else stands in its line: a stamp, the next label with its value."""
    text = _NEXT_LABEL.split(text.strip(), maxsplit=1)[0]
    return _STAMP.sub("", text).strip()


def _is_value(cell: Cell) -> bool:
    return (
        cell.kind is CellKind.TEXT
        and is_name(cell.text)
        and not cell.text.strip().endswith((":", "：", "?", "？"))
    )


def _named(grid: Grid, cell: Cell) -> tuple[str, Source]:
    return _trimmed(cell.text), grid.source(cell.row, cell.column)


_DIRECTIONS: Mapping[str | None, Direction] = {"question_rows": "down", "vendor_rows": "across"}


@dataclass(frozen=True, kw_only=True, slots=True)
class UnreadSheet:
    """A sheet that was looked over but not read yet.

    Attributes
    ----------
    grid
        The cells, merged ranges filled.
    matcher
        Says which criterion a text asks.
    profile
        The questions named in each row and column.
    columns
        Where the buyer said that things stand.
    is_in_lines
        Whether the workbook is a form of lines (``Question: answer`` in one cell). This is decided
        over all its sheets, since a cover that names one question is no table.
    layout
        The layout that the buyer's plan says; None where it says none.
    """

    grid: Grid
    matcher: QuestionMatcher
    profile: SheetProfile
    columns: ColumnSettings
    is_in_lines: bool = False
    layout: str | None = None

    def direction(self) -> Direction | None:
        """Which way the questions run; None where none is named.

        Columns that the buyer named decide: one of vendors alone means a row per vendor, one of
        questions or answers a row per question. The sheet is asked where nobody said, or where
        no such column stands in it.
        """
        columns = self.columns
        if self.layout in _DIRECTIONS:
            return _DIRECTIONS[self.layout]
        if columns.question_column(self.grid) or columns.column(self.grid, columns.answer):
            return "down" if self.profile.rows else None
        if columns.vendor is not None and columns.vendor_column(self.grid) is not None:
            return "across" if self.profile.rows else None
        return self.profile.direction(self.grid)


class Layout(Protocol):
    """A way in which questionnaires are laid out.

    A new one is a module with a class of this form, a line in ``layouts.LAYOUTS`` and its tests.
    """

    def recognise(self, sheet: UnreadSheet) -> SheetReading | None:
        """Read the sheet if it has this layout.

        Parameters
        ----------
        sheet
            The sheet, with what a first look at it found.

        Returns
        -------
        SheetReading or None
            What it holds; None where the layout is another, so that the next one is tried.
        """
