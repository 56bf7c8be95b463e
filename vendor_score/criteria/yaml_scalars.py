"""Plain scalars by the core schema of YAML 1.2.2 (10.3.2): null, bool, number, else text."""

from __future__ import annotations

import re

__all__ = ["ScalarValue", "as_number", "resolve"]

ScalarValue = str | float | bool | None

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_BASED = re.compile(r"0o[0-7]{1,200}|0x[0-9a-fA-F]{1,200}")
_INFINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


def resolve(text: str) -> ScalarValue:
    """The value of a plain scalar. Numbers are floats, inf and nan too: the checks refuse those."""
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    number = as_number(text)
    return text if number is None else number


def as_number(text: str) -> float | None:
    """The number that ``text`` is by the core schema, None where it is none."""
    if _DECIMAL.fullmatch(text):
        return float(text)
    if _BASED.fullmatch(text):
        return float(int(text, 0))
    if _INFINITE.fullmatch(text):
        return float(text.replace(".", "", 1))
    return None
