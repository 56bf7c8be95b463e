"""The parts of a number format code: sections, their tokens, conditions and kinds."""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["Section", "Token", "is_text_place", "literal", "split_sections"]

Token = tuple[str, str]
"""A token's kind (a group of `TOKEN`) and its characters."""

TOKEN = re.compile(
    r"""(?P<literal>"[^"]*"?|\\.|_.|\*.)
    |(?P<elapsed>\[(?:h+|m+|s+)\])
    |(?P<bracket>\[[^\]]*\])
    |(?P<ampm>AM/PM|A/P|上午/下午)
    |(?P<general>General|G/通用格式)
    |(?P<exponent>E[+-])
    |(?P<moment>y+|m+|d+|h+|s+(?:\.0+)?|e+|g+|b+|a{3,4})
    |(?P<place>[0\#?])
    |(?P<other>.)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d*)?|-?\.\d+)\]")
CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
}
MAX_SECTIONS = 4


class Section:
    """One section of a format code: its tokens, its condition and the kind of number it shows."""

    __slots__ = ("condition", "kind", "tokens")

    def __init__(self, tokens: list[Token]) -> None:
        self.condition = _condition(tokens)
        self.tokens = _minutes_apart_from_months(tokens)
        self.kind = _kind(self.tokens)


def split_sections(code: str) -> list[Section]:
    """The sections of a format code, four at most, one at least."""
    sections: list[list[Token]] = [[]]
    for match in TOKEN.finditer(code):
        token = match.lastgroup or "other", match.group()
        if token == ("other", ";"):
            sections.append([])
        else:
            sections[-1].append(token)
    return [Section(tokens) for tokens in sections[:MAX_SECTIONS]]


def is_text_place(token: Token) -> bool:
    return token == ("other", "@")


def literal(token: Token) -> str:
    """What a token adds to the text by itself; a filler or colour adds nothing."""
    kind, mark = token
    if kind == "literal":
        if mark[0] == '"':
            return mark[1:-1] if mark.endswith('"') and len(mark) > 1 else mark[1:]
        return {"\\": mark[1:], "_": " ", "*": ""}[mark[0]]
    if kind == "bracket":
        currency = CURRENCY.fullmatch(mark)
        return currency[1] if currency else ""
    return mark if kind == "other" else ""


def _condition(tokens: list[Token]) -> Callable[[float], bool] | None:
    for kind, mark in tokens:
        found = CONDITION.fullmatch(mark) if kind == "bracket" else None
        if found:
            compare, limit = COMPARE[found[1]], float(found[2])
            return lambda value: compare(value, limit)
    return None


def _minutes_apart_from_months(tokens: list[Token]) -> list[Token]:
    """Rename an m after hours or before seconds to ``minute`` (Excel's own rule)."""
    moments = [i for i, (kind, _) in enumerate(tokens) if kind in ("moment", "elapsed")]
    result = list(tokens)
    for place, i in enumerate(moments):
        kind, mark = tokens[i]
        if kind != "moment" or mark[0] not in "mM" or len(mark) > len("mm"):
            continue
        before = tokens[moments[place - 1]][1].strip("[").lower() if place else ""
        after = tokens[moments[place + 1]][1].strip("[").lower() if i != moments[-1] else ""
        if before.startswith("h") or after.startswith("s"):
            result[i] = ("minute", mark)
    return result


def _kind(tokens: list[Token]) -> str:
    """number, percent, date, time, duration or text.

    Minutes and seconds without hours are a duration (mm:ss), as elapsed hours are ([h]:mm).
    """
    kinds = {kind for kind, _ in tokens}
    parts = {mark[0].lower() for kind, mark in tokens if kind == "moment"}
    if "elapsed" in kinds:
        return "duration"
    if parts:
        return "date" if parts & set("ymdegba") else "time" if "h" in parts else "duration"
    if "minute" in kinds:
        return "duration"
    if any(is_text_place(token) for token in tokens):
        return "text"
    return "percent" if ("other", "%") in tokens else "number"
