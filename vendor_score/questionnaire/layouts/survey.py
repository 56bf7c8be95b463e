"""Survey a sheet: which rows and columns name questions, and so which way the table runs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Literal

from vendor_score.questionnaire.cells import Cell, CellKind
from vendor_score.questionnaire.layouts.grid import Grid
from vendor_score.questionnaire.layouts.header_words import Role, role_of
from vendor_score.questionnaire.matching import Match, Matcher

__all__ = ["Direction", "Survey", "names_vendors", "survey"]

Direction = Literal["down", "across"]
"""Whether the questions stand one below the other, or side by side over a row per vendor."""

_WIDE_ROWS = 300  # rows in which every column is looked at
_ALL_ROWS = 2_000  # rows in which columns that named a question before are looked at
_TABLES = 50  # question rows that are looked at for a vendor heading beside them
_MOST_CELLS = 50_000
_NEAR_CELLS = 2_000  # cells that are compared nearly, where no question stands literally


@dataclass(slots=True)
class Survey:
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

    def add(self, row: int, column: int, match: Match) -> None:
        self.rows[row].update(match.ids)
        columns = self.id_columns if match.how == "id" else self.columns
        columns[column].update(match.ids)


def survey(grid: Grid, matcher: Matcher) -> Survey:
    """Look for the questions' names; nearly only where none stands there literally."""
    found = Survey()
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
    return found if found.most > 1 or _is_headed(grid, found) else Survey()


def _near_survey(grid: Grid, matcher: Matcher) -> Survey:
    found = Survey()
    left = _NEAR_CELLS
    for row in grid.rows:
        for column, cell in grid.row_cells(row):
            if _may_ask(cell) and (match := matcher.find(cell.text)) is not None:
                found.add(row, column, match)
            left -= 1
            if not left:
                return found
    return found


def _is_headed(grid: Grid, found: Survey) -> bool:
    """Whether headings say that a single likeness is a question and no line of a cover."""
    wanted = {Role.QUESTION, Role.ANSWER}
    rows = grid.rows[:_WIDE_ROWS]
    return any(names_vendors(grid, row) for row in found.rows) or any(
        role_of(cell.text) in wanted for row in rows for _, cell in grid.row_cells(row)
    )


def _exact(cell: Cell, matcher: Matcher) -> Match | None:
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
    return any(role_of(cell.text) in {Role.VENDOR, Role.NAME} for cell in cells if cell)


def _declares_answers(grid: Grid, row: int) -> bool:
    """Whether the row above says Question and Answer: several pairs stand side by side."""
    above = grid.previous_row(row)
    roles = (
        {role_of(cell.text) for _, cell in grid.row_cells(above)} if above is not None else set()
    )
    return {Role.QUESTION, Role.ANSWER} <= roles


def _single(grid: Grid, row: int, column: int) -> Direction:
    """One question in a row and in a column: the words around it decide."""
    if names_vendors(grid, row):
        return "across"
    above = grid.previous_row(row)
    if above is not None and {role_of(cell.text) for _, cell in grid.row_cells(above)} - {None}:
        return "down"
    right = any(at > column for at in grid.columns(row))
    return "down" if right else "across"
