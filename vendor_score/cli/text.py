"""Text in columns: wide characters, cutting, wrapping, and what strangers wrote made harmless."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

__all__ = ["clean", "fit", "indented", "pad", "width", "wrap"]

NO_LINE_START: Final = frozenset("，。、：；！？）》」』】”’…%‰,.;:!?)]}")
_WIDE: Final = 2
NO_LINE_END: Final = frozenset("（(《「『【“‘[{")


def clean(text: str) -> str:
    """Text from a stranger's file as one harmless line: no control or direction characters."""
    import unicodedata

    shown = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in text)
    return " ".join(shown.split())


def width(text: str) -> int:
    """Columns that ``text`` takes: two for a Chinese character, none for a combining accent."""
    return len(text) if text.isascii() else sum(map(_columns, text))


@cache
def _columns(char: str) -> int:
    """Unicode's East Asian width; what it calls ambiguous is narrow, as terminals draw it."""
    import unicodedata

    if unicodedata.category(char) in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    return _WIDE if unicodedata.east_asian_width(char) in "WF" else 1


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """``text`` filled up with blanks to ``columns``; ``right`` aligns it to the right."""
    blanks = " " * max(0, columns - width(text))
    return blanks + text if right else text + blanks


def fit(text: str, columns: int) -> str:
    """``text`` cut to ``columns`` with an ellipsis where it is longer."""
    if width(text) <= columns:
        return text
    kept = ""
    for char in text:
        if width(kept + char) > columns - 1:
            break
        kept += char
    return kept.rstrip() + "…"


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most ``columns``, broken at blanks and between Chinese characters."""
    lines = [""]
    for piece in _pieces(text):
        if width(lines[-1] + piece.rstrip()) > columns and lines[-1].strip():
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def indented(text: str, columns: int, *, first: str = "", rest: str | None = None) -> list[str]:
    """``text`` wrapped to ``columns``; ``first`` before it, ``rest`` before its further lines."""
    rest = " " * width(first) if rest is None else rest
    lines = wrap(text, columns - max(width(first), width(rest)))
    return [(rest if number else first) + line for number, line in enumerate(lines)]


def _pieces(text: str) -> Iterator[str]:
    """What must not be broken: a word with its blank, a Chinese character with its punctuation."""
    piece = ""
    for char in text:
        if piece and _may_break(piece[-1], char):
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


def _may_break(before: str, after: str) -> bool:
    if after in NO_LINE_START or before in NO_LINE_END or after == " ":
        return False
    return before == " " or width(before) == _WIDE or width(after) == _WIDE
