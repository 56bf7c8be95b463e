"""Account for the columns of a sheet: what each was taken for, and how much it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from vendor_score.cell_names import column_letters
from vendor_score.questionnaire.questions import QuestionMatch
from vendor_score.questionnaire.sheets.grid import Grid
from vendor_score.records import PlannedColumn, PlannedQuestion

__all__ = ["UNUSED", "account_columns", "merge_columns", "planned_question"]

UNUSED = "unused"
_COUNTED = 1_000  # rows of a table that are counted
_MOST = 200  # columns of a sheet that are accounted for
_LONGEST = 200  # characters of a heading or question that are kept


def account_columns(
    grid: Grid,
    header: Sequence[int],
    rows: Sequence[int],
    roles: Mapping[int, str],
    asked: Mapping[int, str] | None = None,
) -> tuple[PlannedColumn, ...]:
    """Say of every filled column of a table what it was taken for.

    Parameters
    ----------
    grid
        The sheet.
    header
        Numbers of the rows with headings; empty where there are none.
    rows
        Numbers of the rows below, of which the first thousand are counted.
    roles
        The role of each column that is used; all others are ``unused``.
    asked
        The criterion of each column, where questions stand side by side.
    """
    filled: dict[int, int] = {}
    for row in rows[:_COUNTED]:
        for column in grid.columns(row):
            filled[column] = filled.get(column, 0) + 1
    columns = sorted({*filled, *roles})[:_MOST]
    return tuple(
        PlannedColumn(
            column=column_letters(column),
            heading=_heading(grid, header, column),
            role=roles.get(column, UNUSED),
            criterion=(asked or {}).get(column),
            filled=filled.get(column, 0),
        )
        for column in columns
    )


def _heading(grid: Grid, header: Sequence[int], column: int) -> str:
    texts = dict.fromkeys(text for row in header if (text := grid.text(row, column)))
    return " / ".join(texts)[:_LONGEST]


def merge_columns(tables: Iterable[Sequence[PlannedColumn]]) -> tuple[PlannedColumn, ...]:
    """The columns of several tables of one sheet: each once, by what it is used for first."""
    merged: dict[str, PlannedColumn] = {}
    for columns in tables:
        for column in columns:
            known = merged.get(column.column, column)
            best = column if known.role == UNUSED else known
            filled = column.filled + (known.filled if known is not column else 0)
            merged[column.column] = replace(best, filled=filled)
    return tuple(sorted(merged.values(), key=lambda c: (len(c.column), c.column)))


def planned_question(grid: Grid, match: QuestionMatch, row: int, column: int) -> PlannedQuestion:
    """How the question in a cell was recognised."""
    return PlannedQuestion(
        criterion=match.id,
        text=grid.text(row, column)[:_LONGEST],
        how=match.how,
        cell=grid.source(row, column).cell or "",
    )
