"""What a worker sends: cells by columns, a frame a line, as JSON that nothing can be run from.

["sheet", name, hidden]                     opens a sheet
["cells", rows, columns, kinds, texts,      adds cells; ``formats`` are the codes met in
 numbers, formats, format_ids, formulas]    this frame, ``format_ids`` count from 1, 0 is none
["close", hidden rows, hidden columns, merged]
["done", sha256, notes]   or   ["failed", code, values, sha256]
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from vendor_score.questionnaire.files.limits import (
    MAX_CELLS,
    MAX_MERGES,
    MAX_SHEETS,
    MAX_TEXT,
    Unreadable,
)

__all__ = ["Frame", "Sink", "encode"]

Frame = list[object]

CELLS_A_FRAME = 20_000
TEXT_A_FRAME = 4_000_000

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
        self._start_frame()

    def sheet(self, name: str, *, hidden: bool = False) -> None:
        """Open a sheet. Raises Unreadable where there are too many."""
        self._sheets += 1
        if self._sheets > MAX_SHEETS:
            raise Unreadable("file-too-many-sheets", limit=MAX_SHEETS)
        self.hidden_rows: set[int] = set()
        self._send(["sheet", name[:MAX_TEXT], hidden])

    def add(  # noqa: PLR0913, PLR0917 - a cell has this many sides, and a call a cell is dear enough
        self,
        row: int,
        column: int,
        kind: str,
        text: str,
        number: float | None = None,
        code: str | None = None,
        formula: bool = False,  # noqa: FBT001, FBT002 - as above
    ) -> None:
        """Add a filled cell. Raises Unreadable where there are too many."""
        if len(text) > MAX_TEXT:
            text = text[:MAX_TEXT]
            self.note("text-cut")
        self._rows.append(row)
        self._columns.append(column)
        self._kinds.append(kind)
        self._texts.append(text)
        self._numbers.append(number)
        self._format_ids.append(self._formats.setdefault(code, len(self._formats)))
        if formula:
            self._formulas.append(len(self._rows) - 1)
        self._size += len(text)
        if len(self._rows) >= CELLS_A_FRAME or self._size > TEXT_A_FRAME:
            self._flush()

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
        if not self._rows:
            return
        self._total += len(self._rows)
        if self._total > MAX_CELLS:
            raise Unreadable("file-too-large")
        self._send(
            [
                "cells", self._rows, self._columns, self._kinds, self._texts, self._numbers,
                [code for code in self._formats if code is not None], self._format_ids,
                self._formulas,
            ]
        )  # fmt: skip
        self._start_frame()

    def _start_frame(self) -> None:
        self._rows: list[int] = []
        self._columns: list[int] = []
        self._kinds: list[str] = []
        self._texts: list[str] = []
        self._numbers: list[float | None] = []
        self._formats: dict[str | None, int] = {None: 0}
        self._format_ids: list[int] = []
        self._formulas: list[int] = []
        self._size = 0
