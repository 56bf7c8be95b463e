"""What a stored value is to a person: kind, text, number and format code, in every format alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vendor_score.questionnaire.files.moments import MAC_EPOCH_SHIFT
from vendor_score.questionnaire.files.placeholders import general

if TYPE_CHECKING:
    from vendor_score.questionnaire.files.number_format import NumberFormat

__all__ = [
    "NOTHING",
    "Value",
    "binary_error",
    "boolean",
    "is_picture",
    "number_value",
    "text_value",
    "uncalculated",
]

Value = tuple[str, str, float | None, str | None]
"""Kind (a `CellKind`), text as shown, number, number format code."""

NOTHING: Value = ("text", "", None, None)
BINARY_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
PICTURE = re.compile(r"\b(?:DISPIMG|IMAGE)\s*\(", re.IGNORECASE)


def is_picture(formula: str) -> bool:
    """Whether a formula shows a picture (WPS: DISPIMG, Excel: IMAGE) instead of a value."""
    return PICTURE.search(formula) is not None


def text_value(value: str, format_: NumberFormat | None) -> Value:
    """A text; its format may put words around it (``@"秒"``), and WPS stores pictures as texts."""
    if value.startswith("=") and is_picture(value):
        return "picture", value, None, None
    if format_ is None:
        return "text", value, None, None
    return "text", format_.text(value) if value else value, None, format_.code


def number_value(value: float, format_: NumberFormat | None, *, mac_epoch: bool = False) -> Value:
    """A number in its format; dates of the 1904 system are counted from 1900."""
    if value - value != 0:  # infinite, or not a number
        return "error", "#NUM!", None, None
    if format_ is None:
        return "number", general(value), value, None
    if mac_epoch and format_.kind == "date":
        value += MAC_EPOCH_SHIFT
    return (*format_.read(value), format_.code)


def boolean(value: object) -> Value:
    return "boolean", "TRUE" if value else "FALSE", None, None


def binary_error(code: int) -> Value:
    """An error by its number in the binary formats ([MS-XLS] 2.5.10)."""
    return "error", BINARY_ERRORS.get(code, "#N/A"), None, None


def uncalculated(formula: str) -> Value:
    return "uncalculated", "=" + formula, None, None
