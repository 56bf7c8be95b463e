"""What a worker sends: cells by columns, a frame a line, as JSON that nothing can be run from.

    ["sheet", name, hidden]                            opens a sheet
    ["cells", runs, columns, ids, values, formulas]    adds cells, row by row
    ["close", hidden rows, hidden columns, merged]
    ["done", sha256, notes]   or   ["failed", code, values, sha256]

``runs`` is row, number of cells, row, number of cells ...; each cell has its column and the place
of its value among ``values``, each of them [kind, text, number, format code]. ``formulas`` are the
places of the cells that were computed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from vendor_score.questionnaire.files.limits import (
    MAX_CELLS,
    MAX_MERGES,
    MAX_SHEETS,
    MAX_TEXT,
    Unreadable,
)

if TYPE_CHECKING:
    from vendor_score.questionnaire.files.values import Value

__all__ = ["Frame", "Sink", "encode"]

Frame = list[object]

CELL_SIZE = 50
FRAME_SIZE = 1_000_000
"""About the characters of a frame, so that neither side holds much at a time."""

_encoder = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


def encode(frame: Frame) -> bytes:
    """A frame as one line; half a surrogate pair, which no text may hold, becomes ``?``."""
    return _encoder.encode(frame).encode("utf-8", "replace") + b"\n"


class Sink:
    """Takes cells from a reader, whatever the format, and passes them on in frames."""

    def __init__(self, send: Callable[[Frame], object]) -> None:
        self._send = send
        self._total = self._sheets = 0
        self.notes: dict[str, None] = {}
        self._last_row = 0
        self._start_frame()

    def sheet(self, name: str, *, hidden: bool = False) -> None:
        """Open a sheet. Raises Unreadable where there are too many."""
        self._sheets += 1
        if self._sheets > MAX_SHEETS:
            raise Unreadable("file-too-many-sheets", limit=MAX_SHEETS)
        self.hidden_rows: set[int] = set()
        self._send(["sheet", name[:MAX_TEXT], hidden])

    def add(self, row: int, column: int, value: Value, formula: bool) -> None:  # noqa: FBT001 - a call a cell
        """Add a filled cell. Raises Unreadable where there are too many."""
        if row != self._last_row:
            self._runs += (row, 0)
            self._last_row = row
        self._runs[-1] += 1
        if formula:
            self._formulas.append(len(self._columns))
        self._columns.append(column)
        self._ids.append(self._values.setdefault(value, len(self._values)))
        self._size += len(value[1]) + CELL_SIZE
        if self._size > FRAME_SIZE:
            self._flush()

    def extend(
        self, runs: list[int], columns: list[int], values: list[Value], formulas: list[int]
    ) -> None:
        """Add many filled cells at once, row by row, as they stand in a frame."""
        before, known = len(self._columns), self._values
        self._runs += runs
        self._last_row = 0
        self._columns += columns
        self._ids += [known.setdefault(value, len(known)) for value in values]
        self._formulas += [before + place for place in formulas]
        self._size += sum([len(value[1]) for value in values]) + len(values) * CELL_SIZE
        if self._size > FRAME_SIZE:
            self._flush()

    def expect(self, cells: int) -> None:
        """Raise Unreadable before so many more cells are made, where they would be too many."""
        if self._total + len(self._columns) + cells > MAX_CELLS:
            raise Unreadable("file-too-large")

    def note(self, code: str) -> None:
        """Remember something that a person should know of the file."""
        self.notes[code] = None

    def close(
        self,
        hidden_columns: Iterable[int] = (),
        merged: Iterable[tuple[int, int, int, int]] = (),
    ) -> None:
        """Close the sheet. Merged ranges are (top, left, bottom, right)."""
        self._flush()
        ranges = list(merged)
        if len(ranges) > MAX_MERGES:
            raise Unreadable("file-too-large")
        self._send(["close", sorted(self.hidden_rows), sorted(set(hidden_columns)), ranges])

    @property
    def is_empty(self) -> bool:
        return self._sheets == 0

    def _flush(self) -> None:
        if not self._columns:
            return
        self.expect(0)
        self._total += len(self._columns)
        values = list(self._values)
        if max(len(value[1]) for value in values) > MAX_TEXT:
            values = [self._cut(value) for value in values]
        self._send(["cells", self._runs, self._columns, self._ids, values, self._formulas])
        self._start_frame()

    def _cut(self, value: Value) -> Value:
        kind, text, number, code = value
        if len(text) <= MAX_TEXT:
            return value
        self.note("text-cut")
        return kind, text[:MAX_TEXT], number, code

    def _start_frame(self) -> None:
        self._last_row = self._size = 0
        self._runs: list[int] = []
        self._columns: list[int] = []
        self._ids: list[int] = []
        self._values: dict[Value, int] = {}
        self._formulas: list[int] = []
