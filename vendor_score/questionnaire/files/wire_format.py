"""What a worker sends: stored values as people see them, by columns, a frame a line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from vendor_score.questionnaire.files.number_formats import MAC_EPOCH_SHIFT, general
from vendor_score.questionnaire.files.package import (
    MAX_CELLS,
    MAX_COMMENTS,
    MAX_MERGES,
    MAX_REMARKS,
    MAX_SHEETS,
    MAX_TEXT,
    Unreadable,
)

if TYPE_CHECKING:
    from vendor_score.questionnaire.files.number_formats import NumberFormat

__all__ = [
    "MAX_PLACES",
    "NOTHING",
    "PARTLY_STRUCK",
    "TICKED",
    "UNSEEN_ZERO",
    "UNTICKED",
    "Frame",
    "Placed",
    "Sink",
    "Value",
    "binary_error",
    "boolean",
    "encode",
    "is_picture",
    "number_value",
    "plain_note",
    "text_value",
    "uncalculated",
    "with_look",
]

PlainValue = tuple[str, str, float | None, str | None]
Value = PlainValue | tuple[str, str, float | None, str | None, str]
"""Kind (a `CellKind`), text as shown, number, number format code; and the look, where there is one.
"""

PARTLY_STRUCK = "struck"
"""In a look: words of the text are struck through, and are not part of it."""
UNSEEN_ZERO = "unseen"
"""In a look: the sheet does not draw its zeros, and this typed one is a zero."""
TICKED, UNTICKED = "☑", "☐"
"""How a box to tick is written as text, whatever draws it."""

NOTHING: Value = ("text", "", None, None)
BINARY_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
PICTURE = re.compile(r"\b(?:DISPIMG|IMAGE)\s*\(", re.IGNORECASE)


def is_picture(formula: str) -> bool:
    """Whether a formula shows a picture (WPS: DISPIMG, Excel: IMAGE) instead of a value."""
    return PICTURE.search(formula) is not None


def text_value(value: str, format_: NumberFormat | None) -> PlainValue:
    """A text; its format may put words around it (``@"s"``), and WPS stores pictures as texts."""
    if value.startswith("=") and is_picture(value):
        return "picture", value, None, None
    if format_ is None:
        return "text", value, None, None
    return "text", format_.text(value) if value else value, None, format_.code


def number_value(
    value: float, format_: NumberFormat | None, *, mac_epoch: bool = False
) -> PlainValue:
    """A number in its format; dates of the 1904 system are counted from 1900."""
    if value - value != 0:  # infinite, or not a number
        return "error", "#NUM!", None, None
    if format_ is None:
        return "number", general(value), value, None
    if mac_epoch and format_.kind == "date":
        value += MAC_EPOCH_SHIFT
    return (*format_.read(value), format_.code)


def with_look(value: Value, look: str) -> Value:
    """The value with one more word about how its cell looks."""
    kind, text, number, code, *own = value
    return kind, text, number, code, " ".join([*own, look])


def boolean(value: object) -> Value:
    return "boolean", "TRUE" if value else "FALSE", None, None


def binary_error(code: int) -> Value:
    """An error by its number in the binary formats ([MS-XLS] 2.5.10)."""
    return "error", BINARY_ERRORS.get(code, "#N/A"), None, None


def uncalculated(formula: str) -> Value:
    return "uncalculated", "=" + formula, None, None


_SIGNED = re.compile(r"\t-\S.*|-{4,}")
"""Lines of Google's notes that hold a name, and those between a note and its reply."""


def plain_note(text: str, author: str, first_run: str = "") -> str:
    r"""A note's words without the names that programs put into it.

    Parameters
    ----------
    text
        The whole note.
    author
        The name that the file gives, empty where it gives none.
    first_run
        Its first words, where they are in bold; Excel and WPS begin a note with the author's name
        and a colon so.

    Examples
    --------
    >>> plain_note("Jane Doe:\nonly after signature", "Jane Doe")
    'only after signature'
    >>> plain_note("only by phone\n\t-Jane Doe", "")  # as Google Sheets exports it
    'only by phone'
    """
    head = first_run if first_run.strip().endswith((":", "：")) else ""
    if author and text.startswith((f"{author}:", f"{author}：")):
        head = text[: len(author) + 1]
    lines = text.removeprefix(head).splitlines()
    return "\n".join(line for line in lines if not _SIGNED.fullmatch(line)).strip()


# What a worker sends: cells by columns, a frame a line, as JSON that nothing can be run from.

Frame = list[object]
Placed = list[tuple[int, int, str]]
"""Texts with the row and column of the cell that they lie over."""
SheetNote = tuple[str, list[str], str, int]
"""A note on a sheet: its code, the cells or rows it is about, a text, and how many they are."""

MAX_PLACES = 20

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
        self.remarks: list[list[str]] = []
        self.is_document = False
        self._name = ""
        self._last_row = 0
        self._start_frame()

    def sheet(self, name: str, *, hidden: bool = False) -> None:
        """Open a sheet. Raises Unreadable where there are too many."""
        self._sheets += 1
        if self._sheets > MAX_SHEETS:
            raise Unreadable("file-too-many-sheets", limit=MAX_SHEETS)
        self.hidden_rows: set[int] = set()
        self._name = name[:MAX_TEXT]
        self._told: list[SheetNote] = []
        self._comments: dict[tuple[int, int], str] = {}
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

    def lay_over(self, boxes: Placed, linked: Placed, words: Placed) -> None:
        """Pass on what lies over the cells of the open sheet, by row and column."""
        self._send(["over", boxes, linked, words])

    def comment(self, row: int, column: int, text: str) -> None:
        """Pass on what somebody noted on a cell, without who it was; several notes a line each."""
        place, text = (row, column), text.strip()
        if text and len(self._comments) < MAX_COMMENTS:
            before = self._comments.get(place)
            self._comments[place] = (f"{before}\n{text}" if before else text)[:MAX_TEXT]

    def expect(self, cells: int) -> None:
        """Raise Unreadable before so many more cells are made, where they would be too many."""
        if self._total + len(self._columns) + cells > MAX_CELLS:
            raise Unreadable("file-too-large")

    def note(self, code: str) -> None:
        """Remember something that a person should know of the file."""
        self.notes[code] = None

    def remark(self, code: str, cell: str, found: str) -> None:
        """Remember what a person should know of a cell of the open sheet, up to a number."""
        if len(self.remarks) < MAX_REMARKS:
            self.remarks.append([code, self._name, cell, found])

    def tell(self, code: str, cells: Iterable[str], found: str = "") -> None:
        """Note what a person should know of the sheet at hand, and of which cells or rows."""
        places = list(dict.fromkeys(cells))
        told = [*places[:MAX_PLACES], *(["…"] if len(places) > MAX_PLACES else [])]
        self._told.append((code, told, found[:MAX_TEXT], len(places)))

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
        comments = [(row, column, text) for (row, column), text in self._comments.items()]
        self._send([
            "close", sorted(self.hidden_rows), sorted(set(hidden_columns)), ranges, self._told,
            comments,
        ])  # fmt: skip

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
        kind, text, number, code = value[:4]
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
