"""What a cell of an xlsx sheet holds, from its attributes, its value and its formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendor_score.questionnaire.files.limits import MAX_COLUMNS, MAX_ROWS, Unreadable
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

__all__ = ["COLUMN_NUMBERS", "TRUE", "CellReading", "bounded"]

TRUE = ("1", "true", "on")
MAX_DIGITS = 9


class _ColumnNumbers(dict[str, int]):
    """``A`` is 1, ``XFD`` 16,384; what names no column raises Unreadable."""

    def __missing__(self, letters: str) -> int:
        if not (0 < len(letters) <= 3 and letters.isascii() and letters.isalpha()):  # noqa: PLR2004
            raise Unreadable("file-damaged")
        number = 0
        for letter in letters.upper():
            number = number * 26 + ord(letter) - 64
        if number > MAX_COLUMNS:
            raise Unreadable("file-damaged")
        self[letters] = number
        return number


COLUMN_NUMBERS = _ColumnNumbers()


def bounded(text: str, limit: int = MAX_ROWS) -> int:
    """A row or column by its number. Raises Unreadable for one that no sheet has."""
    if not (text.isdecimal() and len(text) <= 7 and 1 <= int(text) <= limit):  # noqa: PLR2004
        raise Unreadable("file-damaged")
    return int(text)


class CellReading:
    """Reads the cells of one workbook, with its shared strings and styles at hand."""

    def __init__(
        self,
        sink: Sink,
        strings: list[str],
        styles: list[NumberFormat | None],
        *,
        mac_epoch: bool,
        pictures: bool,
    ) -> None:
        self._sink, self._strings, self._styles = sink, strings, styles
        self._mac_epoch, self._pictures = mac_epoch, pictures

    def value(self, attributes: dict[str, str], value: str | None, formula: str | None) -> Value:
        """The value of a cell; None stands for a value or formula that is not there."""
        type_ = attributes.get("t", "n")
        if formula is not None:
            if is_picture(formula):
                return "picture", "=" + formula, None, None
            if not value and type_ != "str":
                return uncalculated(formula)
        if not value:
            return NOTHING
        if type_ == "e":
            picture = self._pictures and "vm" in attributes
            return "picture" if picture else "error", value, None, None
        return self._typed(type_, value, self._format(attributes.get("s", "")))

    def _typed(self, type_: str, value: str, format_: NumberFormat | None) -> Value:
        match type_:
            case "n":
                return self._number(value, format_)
            case "s":
                return self._shared(value, format_)
            case "b":
                return boolean(value in TRUE)
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
