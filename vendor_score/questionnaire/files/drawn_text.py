"""What a text looks like in its fonts: struck words apart, letters of symbol fonts as their signs.

A questionnaire shows "R" in Wingdings 2 as a ticked box and "£" as an empty one; PowerPoint, Word
and Excel keep the letter, or its place in the private area of Unicode (U+F052), and the font.
"""

from __future__ import annotations

from typing import NamedTuple, Self

__all__ = ["PLAIN", "Font", "RichText", "drawn", "is_symbol_font"]

_SIGNS = {
    "wingdings": {
        0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0x78: "☒", 0x6F: "☐", 0xA8: "☐", 0x71: "☐",
        0x72: "☐", 0x6C: "●", 0x6E: "■", 0xA1: "○", 0xA4: "●", 0xA7: "■", 0x9F: "·", 0xF0: "→",
        0xE0: "→", 0x4A: "", 0x76: "·", 0xD8: "·",
    },
    "wingdings 2": {
        0x50: "✓", 0x4F: "✗", 0x52: "☑", 0x51: "☒", 0x53: "☒", 0x54: "☒", 0xA3: "☐", 0x2A: "☐",
        0x30: "☐", 0xA2: "■", 0x97: "●", 0x98: "●", 0x99: "○", 0x9A: "○", 0x56: "✗", 0x58: "✗",
    },
    "wingdings 3": {},
    "webdings": {
        0x61: "✓", 0x72: "✗", 0x63: "☐", 0x67: "■", 0x6E: "●", 0x3D: "●", 0x78: "✗",
    },
    "symbol": {0xD6: "√", 0xB4: "×", 0xB7: "·", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xBB: "≈"},
    "marlett": {0x61: "✓", 0x62: "✓", 0x72: "✗", 0x69: "●", 0x6E: "■"},
    "zapf dingbats": {
        0x33: "✓", 0x34: "✓", 0x35: "✗", 0x36: "✗", 0x37: "✗", 0x38: "✗", 0x6D: "○", 0x6E: "■",
        0x6C: "●", 0x6F: "☐", 0x70: "☐", 0x71: "☐", 0x72: "☐",
    },
}  # fmt: skip
"""Signs by the letter's number in each font (Unicode's mappings of Wingdings, L2/11-149)."""

_ALIASES = {"zapfdingbats": "zapf dingbats", "itc zapf dingbats": "zapf dingbats"}
_PRIVATE = range(0xF000, 0xF100)
_LETTERS = range(0x21, 0x100)
_UNKNOWN_SIGN = "\N{REPLACEMENT CHARACTER}"
"""Stands for a sign of a symbol font that is none of the usual marks, so that nothing is read."""


class Font(NamedTuple):
    """What matters of a font: whether its words are struck through, and which letters it draws."""

    struck: bool = False
    name: str = ""


PLAIN = Font()


class RichText(str):
    """A text written in several fonts; a run without a font of its own has that of the cell."""

    __slots__ = ("runs",)
    runs: tuple[tuple[str, Font | None], ...]

    def __new__(cls, runs: list[tuple[str, Font | None]]) -> Self:
        text = super().__new__(cls, "".join(words for words, _ in runs))
        text.runs = tuple(runs)
        return text


def is_symbol_font(name: str) -> bool:
    """Whether letters in this font are signs and no letters."""
    return _folded(name) in _SIGNS


def drawn(text: str, font: Font = PLAIN) -> tuple[str, str]:
    """The words that hold and those struck out, as a person sees them.

    Parameters
    ----------
    text
        A plain text or a `RichText`.
    font
        The cell's own, which runs without one share.

    Returns
    -------
    tuple of str
        What is left when the struck words are taken out; and the struck words.

    Examples
    --------
    >>> drawn(RichText([("3", Font(struck=True)), ("5 years", None)]))
    ('5 years', '3')
    >>> drawn("R", Font(name="Wingdings 2"))
    ('☑', '')
    """
    runs = text.runs if isinstance(text, RichText) else ((text, None),)
    kept: list[str] = []
    struck: list[str] = []
    for words, own in runs:
        has = font if own is None else own
        (struck if has.struck else kept).append(_in_font(words, has.name))
    return "".join(kept), "".join(struck)


def _in_font(text: str, name: str) -> str:
    font = _folded(name)
    if font not in _SIGNS:
        if text.isascii() or not any(ord(letter) in _PRIVATE for letter in text):
            return text
        font = "wingdings"  # the private area is used by symbol fonts; this is the usual one
        return "".join(_sign(c, font) if ord(c) in _PRIVATE else c for c in text)
    return "".join(_sign(letter, font) for letter in text)


def _sign(letter: str, font: str) -> str:
    point = ord(letter) & 0xFF if ord(letter) in _PRIVATE else ord(letter)
    if point not in _LETTERS:
        return letter  # spaces, and characters that the font has not, drawn in another
    return _SIGNS[font].get(point, _UNKNOWN_SIGN)


def _folded(name: str) -> str:
    lowered = name.strip().lower()
    return _ALIASES.get(lowered, lowered)
