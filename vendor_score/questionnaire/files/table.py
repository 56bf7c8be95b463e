"""A sheet's cells as they came from the worker: columns of values, a `Cell` made when asked for."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from itertools import pairwise
from typing import Any

from vendor_score.questionnaire.cells import Cell, CellKind

__all__ = ["CellTable", "CellTableBuilder"]

SMALL = 20_000
"""Cells up to which a plain dict is quicker to use and small enough to keep."""

KINDS = {kind.value: kind for kind in CellKind}
KIND_LIST = list(CellKind)
KIND_NUMBER = {kind.value: i for i, kind in enumerate(KIND_LIST)}
Key = tuple[int, int]


class CellTable(Mapping[Key, Cell]):
    """Cells by (row, column), in that order, in a tenth of the memory of as many records."""

    def __init__(self, builder: CellTableBuilder) -> None:
        self._columns = builder
        self._starts = _row_starts(builder.rows)

    def __len__(self) -> int:
        return len(self._columns.rows)

    def __iter__(self) -> Iterator[Key]:
        return zip(self._columns.rows, self._columns.columns, strict=True)

    def __getitem__(self, key: Key) -> Cell:
        row, column = key
        start, end = self._starts.get(row, (0, 0))
        at = bisect_left(self._columns.columns, column, start, end)
        if at == end or self._columns.columns[at] != column:
            raise KeyError(key)
        return self._columns.cell(at)

    def values(self) -> ValuesView[Cell]:
        return _Values(self)

    def items(self) -> ItemsView[Key, Cell]:
        return _Items(self)

    def cells(self) -> Iterator[Cell]:
        return map(self._columns.cell, range(len(self)))


class _Values(ValuesView[Cell]):
    _mapping: CellTable

    def __iter__(self) -> Iterator[Cell]:
        return self._mapping.cells()


class _Items(ItemsView[Key, Cell]):
    _mapping: CellTable

    def __iter__(self) -> Iterator[tuple[Key, Cell]]:
        return zip(self._mapping, self._mapping.cells(), strict=True)


class CellTableBuilder:
    """Collects the frames of a sheet."""

    def __init__(self) -> None:
        self.rows, self.columns = array("I"), array("I")
        self.kinds, self.texts = array("B"), list[str]()
        self.numbers: list[float | None] = []
        self.codes: list[str | None] = [None]
        self.format_ids = array("I")
        self.formulas: set[int] = set()

    def add(self, frame: list[Any]) -> None:
        """Take a frame ``["cells", ...]`` of the worker."""
        _, rows, columns, kinds, texts, numbers, codes, format_ids, formulas = frame
        before, shift = len(self.rows), len(self.codes) - 1
        self.rows.extend(rows)
        self.columns.extend(columns)
        self.kinds.extend([KIND_NUMBER[kind] for kind in kinds])
        self.texts += texts
        self.numbers += numbers
        self.codes += codes
        self.format_ids.extend([id_ and id_ + shift for id_ in format_ids])
        self.formulas.update(before + i for i in formulas)

    def cell(self, at: int) -> Cell:
        return Cell(
            row=self.rows[at],
            column=self.columns[at],
            kind=KIND_LIST[self.kinds[at]],
            text=self.texts[at],
            number=self.numbers[at],
            number_format=self.codes[self.format_ids[at]],
            formula=at in self.formulas,
        )

    def finish(self) -> Mapping[Key, Cell]:
        """The cells by (row, column), in that order; the last of two in one place counts."""
        if len(self.rows) <= SMALL or not _in_order(self.rows, self.columns):
            cells = map(self.cell, range(len(self.rows)))
            found = {(cell.row, cell.column): cell for cell in cells}
            return dict(sorted(found.items()))
        return CellTable(self)


def _in_order(rows: array[int], columns: array[int]) -> bool:
    keys = zip(rows, columns, strict=True)
    return all(a < b for a, b in pairwise(keys))


def _row_starts(rows: array[int]) -> dict[int, tuple[int, int]]:
    starts: dict[int, tuple[int, int]] = {}
    start = 0
    for at in range(1, len(rows) + 1):
        if at == len(rows) or rows[at] != rows[start]:
            starts[rows[start]] = start, at
            start = at
    return starts
