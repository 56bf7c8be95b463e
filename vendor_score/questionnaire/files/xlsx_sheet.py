"""One sheet of an xlsx package: a pass of expat that sees values, formats and formulas."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vendor_score.questionnaire.files.limits import MAX_COLUMNS, MAX_MERGES, MAX_ROWS, Unreadable
from vendor_score.questionnaire.files.moments import serial_of
from vendor_score.questionnaire.files.number_format import NumberFormat, number_format
from vendor_score.questionnaire.files.values import (
    NOTHING,
    Value,
    boolean,
    is_picture,
    number_value,
    text_value,
    uncalculated,
)
from vendor_score.questionnaire.files.xlsx_parts import decoded

if TYPE_CHECKING:
    from vendor_score.questionnaire.files.frames import Sink
    from vendor_score.questionnaire.files.package import Package

__all__ = ["SheetScan"]

NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
LOCAL = ("c", "v", "f", "t", "is", "rPh", "row", "col", "mergeCell")
TAGS = {f"{space}}}{name}": name for space in NAMESPACES for name in LOCAL}
TRUE = ("1", "true", "on")
DIGITS = "0123456789"
RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?")
MAX_DIGITS = 9

_columns: dict[str, int] = {}


def column_number(letters: str) -> int:
    """``A`` is 1, ``XFD`` 16,384. Raises Unreadable for what names no column."""
    known = _columns.get(letters)
    if known is None:
        if not (0 < len(letters) <= 3 and letters.isascii() and letters.isalpha()):  # noqa: PLR2004
            raise Unreadable("file-damaged")
        known = 0
        for letter in letters.upper():
            known = known * 26 + ord(letter) - 64
        _columns[letters] = known
    return known


class SheetScan:
    """Handlers for one sheet's XML; what they find goes to the sink."""

    def __init__(
        self,
        sink: Sink,
        strings: list[str],
        styles: list[NumberFormat | None],
        *,
        mac_epoch: bool,
        pictures: bool = False,
    ) -> None:
        self._sink, self._strings, self._styles = sink, strings, styles
        self._mac_epoch, self._pictures = mac_epoch, pictures
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

    def run(self, package: Package, part: str) -> None:
        """Read the part and close the sheet. Raises Unreadable."""
        package.parse(
            part,
            StartElementHandler=self._start,
            EndElementHandler=self._end,
            CharacterDataHandler=self._pieces.append,
        )
        self._sink.close(self._hidden_columns, self._merged)

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
        self._row = _index(self._row_text, MAX_ROWS) if self._row_text else self._row + 1
        self._row_hidden = attributes.get("hidden") in TRUE or (
            attributes.get("ht") == "0" and attributes.get("customHeight") in TRUE
        )
        self._column = 0

    def _start_columns(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in TRUE or attributes.get("width") == "0":
            first, last = attributes.get("min", ""), attributes.get("max", "")
            columns = range(_index(first, MAX_COLUMNS), _index(last, MAX_COLUMNS) + 1)
            self._hidden_columns.update(columns)

    def _merge(self, reference: str) -> None:
        found = RANGE.fullmatch(reference)
        if not found:
            return
        left, top = column_number(found[1]), int(found[2])
        right, bottom = column_number(found[3] or found[1]), int(found[4] or found[2])
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
            self._column = column_number(letters)
            digits = reference[len(letters) :]
            if digits != self._row_text:
                self._row, self._row_text = _index(digits, MAX_ROWS), digits
        if self._column > MAX_COLUMNS:
            raise Unreadable("file-damaged")
        return self._row, self._column

    def _end_cell(self) -> None:
        row, column = self._place()
        value, formula = self._value, self._formula
        if value is None and formula is None:
            return
        kind, text, number, code = self._read(value, formula)
        if text:
            self._sink.add(row, column, kind, text, number, code, formula is not None)
            if self._row_hidden:
                self._sink.hidden_rows.add(row)

    def _read(self, value: str | None, formula: str | None) -> Value:
        """The value of the cell at hand."""
        type_ = self._cell.get("t", "n")
        if formula is not None:
            if is_picture(formula):
                return "picture", "=" + formula, None, None
            if not value and type_ != "str":
                return uncalculated(formula)
        if not value:
            return NOTHING
        style = self._cell.get("s")
        return self._typed(type_, value, self._format(style) if style else None)

    def _typed(self, type_: str, value: str, format_: NumberFormat | None) -> Value:
        match type_:
            case "n":
                return self._number(value, format_)
            case "s":
                return self._shared(value, format_)
            case "b":
                return boolean(value in TRUE)
            case "e":
                picture = self._pictures and "vm" in self._cell
                return "picture" if picture else "error", value, None, None
            case "d":
                return self._iso(value, format_)
        return text_value(decoded(value), format_)

    def _shared(self, value: str, format_: NumberFormat | None) -> Value:
        if not value.isdecimal() or len(value) > MAX_DIGITS or int(value) >= len(self._strings):
            self._sink.note("text-lost")
            return "error", "#REF!", None, None
        return text_value(self._strings[int(value)], format_)

    def _number(self, value: str, format_: NumberFormat | None) -> Value:
        try:
            return number_value(float(value), format_, mac_epoch=self._mac_epoch)
        except ValueError:
            return "text", value, None, None

    def _iso(self, value: str, format_: NumberFormat | None) -> Value:
        serial = serial_of(value)
        if serial is None:
            return "text", value, None, None
        if format_ is None or format_.kind not in ("date", "time", "duration"):
            format_ = number_format("yyyy-mm-dd")
        return number_value(serial, format_)

    def _format(self, style: str) -> NumberFormat | None:
        known = style.isdecimal() and len(style) <= MAX_DIGITS and int(style) < len(self._styles)
        return self._styles[int(style)] if known else None


def _index(text: str, limit: int) -> int:
    if not (text.isdecimal() and len(text) <= 7 and 1 <= int(text) <= limit):  # noqa: PLR2004
        raise Unreadable("file-damaged")
    return int(text)
