"""One sheet of an xlsx package: rows in the usual spelling at once, all else by expat."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from vendor_score.questionnaire.files.limits import MAX_COLUMNS, MAX_MERGES, Unreadable
from vendor_score.questionnaire.files.package import new_parser
from vendor_score.questionnaire.files.xlsx_cells import COLUMN_NUMBERS, TRUE, bounded
from vendor_score.questionnaire.files.xlsx_rows import RowScan, plain_text, row_is_hidden

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendor_score.questionnaire.files.frames import Sink
    from vendor_score.questionnaire.files.xlsx_cells import CellReading

__all__ = ["SheetScan"]

NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
LOCAL = ("c", "v", "f", "t", "is", "rPh", "row", "col", "mergeCell")
TAGS = {f"{space}}}{name}": name for space in NAMESPACES for name in LOCAL}
DIGITS = "0123456789"
RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?")
USUAL_ROOT = re.compile(
    rb"""\s*(?:<\?xml\ [^<>]*\?>\s*)?<worksheet\ [^<>]*xmlns="(?:%s|%s)"[^<>]*>"""
    % tuple(re.escape(space.encode()) for space in NAMESPACES),
    re.VERBOSE,
)
OTHER_ENCODING = re.compile(rb"""encoding\s*=\s*["'](?![Uu][Tt][Ff]-8["'])""")
MAX_PIECE = 4 * 1024 * 1024
"""Bytes of a row beyond which it is no usual one."""

ROWS_BEGIN, ROW_END, ROWS_END = b"<sheetData>", b"</row>", b"</sheetData>"


class SheetScan:
    """Reads one sheet; what it finds goes to the sink."""

    def __init__(self, sink: Sink, cells: CellReading) -> None:
        self._sink, self._cells = sink, cells
        self._rows = RowScan(sink, cells)
        self._row, self._row_text, self._row_hidden = 0, "", False
        self._column = 0
        self._cell: dict[str, str] = {}
        self._value: str | None = None
        self._formula: str | None = None
        self._inline: list[str] = []
        self._phonetic = 0
        self._pieces: list[str] = []
        self._hidden_columns: set[int] = set()
        self._merged: list[tuple[int, int, int, int]] = []

    def run(self, chunks: Iterator[bytes]) -> None:
        """Read the part's bytes and close the sheet. Raises Unreadable."""
        parser = new_parser(
            StartElementHandler=self._start,
            EndElementHandler=self._end,
            CharacterDataHandler=self._pieces.append,
        )
        try:
            for piece in self._without_rows(chunks):
                parser.Parse(piece, False)  # noqa: FBT003 - the C signature
            parser.Parse(b"", True)  # noqa: FBT003
        except expat.ExpatError:
            raise Unreadable("file-damaged") from None
        self._sink.close(self._hidden_columns, self._merged)

    def _without_rows(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """The sheet's XML less the rows that were taken; after a piece that was not, all of it."""
        head = next(chunks, b"")
        begin = _rows_begin(head)
        yield head[:begin]
        if begin == len(head):
            yield from chunks
            return
        rest, ended = head[begin:], False
        while not ended:
            ended = ROWS_END in rest
            cut = rest.find(ROWS_END) if ended else rest.rfind(ROW_END) + len(ROW_END)
            if ended or cut >= len(ROW_END):
                text = plain_text(rest[:cut])
                if text is None or not self._rows.take(text):
                    break
                rest = rest[cut:]
            more = b"" if ended else next(chunks, None)
            if more is None or len(rest) > MAX_PIECE:
                rest += more or b""
                break
            rest += more
        yield rest
        yield from chunks

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = TAGS.get(name)
        if tag is None:
            return
        if tag == "c":
            self._cell = attributes
            self._value = self._formula = None
        elif tag in ("v", "f", "t"):
            self._pieces.clear()
        elif tag == "row":
            self._start_row(attributes)
        elif tag == "is":
            self._inline.clear()
        elif tag == "rPh":
            self._phonetic += 1
        elif tag == "col":
            self._start_columns(attributes)
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _end(self, name: str) -> None:
        tag = TAGS.get(name)
        if tag == "c":
            self._end_cell()
        elif tag == "v":
            self._value = "".join(self._pieces)
        elif tag == "f":
            self._formula = "".join(self._pieces)
        elif tag == "t":
            if not self._phonetic:
                self._inline.extend(self._pieces)
        elif tag == "is":
            self._value = "".join(self._inline)
        elif tag == "rPh":
            self._phonetic -= 1

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row_text = attributes.get("r", "")
        self._row = bounded(self._row_text or str(self._row + 1))
        self._row_hidden = row_is_hidden(attributes)
        self._column = 0

    def _start_columns(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in TRUE or attributes.get("width") == "0":
            first, last = attributes.get("min", ""), attributes.get("max", "")
            columns = range(bounded(first, MAX_COLUMNS), bounded(last, MAX_COLUMNS) + 1)
            self._hidden_columns.update(columns)

    def _merge(self, reference: str) -> None:
        found = RANGE.fullmatch(reference)
        if not found:
            return
        left, top = COLUMN_NUMBERS[found[1]], int(found[2])
        right, bottom = COLUMN_NUMBERS[found[3] or found[1]], int(found[4] or found[2])
        self._merged.append(
            (min(top, bottom), min(left, right), max(top, bottom), max(left, right))
        )
        if len(self._merged) > MAX_MERGES:
            raise Unreadable("file-too-large")

    def _place(self) -> tuple[int, int]:
        """Row and column of the cell at hand; where it names none, the next in the row."""
        reference = self._cell.get("r")
        if reference is None:
            self._column += 1
        else:
            letters = reference.rstrip(DIGITS)
            self._column = COLUMN_NUMBERS[letters]
            digits = reference[len(letters) :]
            if digits != self._row_text:
                self._row, self._row_text = bounded(digits), digits
        if self._column > MAX_COLUMNS:
            raise Unreadable("file-damaged")
        return self._row, self._column

    def _end_cell(self) -> None:
        row, column = self._place()
        if self._value is None and self._formula is None:
            return
        value = self._cells.value(self._cell, self._value, self._formula)
        if value[1]:
            self._sink.add(row, column, value, self._formula is not None)
            if self._row_hidden:
                self._sink.hidden_rows.add(row)


def _rows_begin(head: bytes) -> int:
    """Where the rows begin in a sheet that begins as usual; else the end of ``head``."""
    root, begin = USUAL_ROOT.match(head), head.find(ROWS_BEGIN) + len(ROWS_BEGIN)
    if not root or begin < root.end() or b"<!" in head[:begin]:
        return len(head)
    return len(head) if OTHER_ENCODING.search(root[0]) else begin
