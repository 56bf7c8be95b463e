"""The cells of a document's table in rows and columns, as a spreadsheet would have them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vendor_score.questionnaire.files.docx_blocks import Row, Table, TableCell

__all__ = ["PlacedCell", "place_cells"]

_SLIVER = 200
"""Twentieths of a point (3.5 mm): borders nearer than this were meant to be one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedCell:
    """A cell with its place, from 1, and its last row and column."""

    row: int
    column: int
    last_row: int
    last_column: int
    cell: TableCell

    @property
    def is_merged(self) -> bool:
        return (self.last_row, self.last_column) != (self.row, self.column)


def place_cells(table: Table) -> list[PlacedCell]:
    """The cells of the final view, row by row; a merged cell once, with the places it covers.

    Deleted rows and cells are gone. Where all rows have as many cells, the n-th cell stands in
    column n whatever the borders: people drag them row by row, and each border dragged is a
    column more in the table's grid.

    Parameters
    ----------
    table
        As it was walked through.

    Returns
    -------
    list of PlacedCell
        In the order of rows and columns.
    """
    rows = [_present(row) for row in table.rows if row.change != "deleted"]
    placed: list[PlacedCell] = []
    open_cells: dict[int, int] = {}
    for number, spans in enumerate(_columns(rows, table.widths), start=1):
        for (first, last), cell in spans:
            above = open_cells.get(first)
            if cell.merged and above is not None and placed[above].last_row == number - 1:
                placed[above] = _longer(placed[above], number)
                continue
            open_cells[first] = len(placed)
            placed.append(
                PlacedCell(row=number, column=first, last_row=number, last_column=last, cell=cell)
            )
    return placed


def _present(row: Row) -> Row:
    cells = tuple(cell for cell in row.cells if cell.change != "deleted")
    return Row(cells=cells, before=row.before, change=row.change)


def _longer(placed: PlacedCell, last_row: int) -> PlacedCell:
    return PlacedCell(
        row=placed.row, column=placed.column, last_row=last_row,
        last_column=placed.last_column, cell=placed.cell,
    )  # fmt: skip


_Spans = list[tuple[tuple[int, int], TableCell]]


def _columns(rows: Sequence[Row], widths: Sequence[int]) -> Iterator[_Spans]:
    """For each row its cells with their first and last column."""
    if len({len(row.cells) for row in rows}) <= 1 and not any(row.before for row in rows):
        for row in rows:
            yield [((n, n), cell) for n, cell in enumerate(row.cells, start=1)]
        return
    edges = _edges(rows, widths)
    for row in rows:
        spans, at = [], row.before
        for cell in row.cells:
            first = bisect_right(edges, _position(at, widths)) - 1
            at += cell.columns
            last = max(bisect_left(edges, _position(at, widths) - _SLIVER) - 1, first)
            spans.append(((first + 1, last + 1), cell))
        yield _apart(spans)


def _edges(rows: Sequence[Row], widths: Sequence[int]) -> list[int]:
    """Where columns begin: every border that a cell has, those too close together as one."""
    starts = set()
    for row in rows:
        at = row.before
        for cell in row.cells:
            starts.add(_position(at, widths))
            at += cell.columns
    edges: list[int] = []
    for start in sorted(starts):
        if not edges or start - edges[-1] > _SLIVER:
            edges.append(start)
    return edges


def _position(column: int, widths: Sequence[int]) -> int:
    """Where a column of the grid begins; columns without a stated width are taken for wide."""
    return sum((width or 10 * _SLIVER) for width in widths[:column]) + 10 * _SLIVER * max(
        column - len(widths), 0
    )


def _apart(spans: _Spans) -> _Spans:
    """Spans of one row that do not overlap, where slivers pushed one onto the next."""
    apart: _Spans = []
    end = 0
    for (first, last), cell in spans:
        start = max(first, end + 1)
        end = max(start, last)
        apart.append(((start, end), cell))
    return apart
