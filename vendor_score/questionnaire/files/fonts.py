"""What a text looks like in its fonts: struck words apart, letters of symbol fonts as their signs.

A tick typed in Wingdings is stored as ``þ``, or as a character of the private area (U+F0FE), and
only its font makes it one; the same holds for "R" in Wingdings 2. Word, Excel and WPS share the
one table, so that a form reads the same in whichever of them it was filled in.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple, Self

__all__ = [
    "PLAIN",
    "UNKNOWN_SIGN",
    "Font",
    "RichText",
    "drawn",
    "is_symbol_font",
    "sign",
    "sign_text",
]

UNKNOWN_SIGN = "\N{REPLACEMENT CHARACTER}"
"""Stands for a sign of a symbol font that is none of the usual marks, so that nothing is read."""

# By the letter's number in each font (Unicode's mappings, L2/11-149 and L2/12-368): boxes, ticks,
# crosses, circles, bullets. Several boxes and bullets share one character, since they say the same.
_WINGDINGS = {
    0x4A: "", 0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "☐", 0x70: "☐", 0x71: "☐", 0x72: "☐",
    0x73: "◆", 0x74: "◆", 0x75: "◆", 0x76: "◆", 0x77: "◆", 0x78: "☒", 0x9E: "·", 0x9F: "•",
    0xA1: "○", 0xA2: "○", 0xA3: "○", 0xA4: "●", 0xA5: "◎", 0xA7: "▪", 0xA8: "☐", 0xAB: "★",
    0xD8: "►", 0xE0: "→", 0xE8: "→", 0xF0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS |= {0x81 + n: chr(0x2460 + n) for n in range(10)}  # ① to ⑩
_WINGDINGS |= {0x8C + n: chr(0x2776 + n) for n in range(10)}  # ❶ to ❿
_WINGDINGS_2 = {
    0x2A: "☐", 0x30: "☐", 0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒",
    0x56: "✗", 0x58: "✗", 0x97: "●", 0x98: "●", 0x9A: "○", 0x9E: "○", 0xA1: "■", 0xA2: "■",
    0xA3: "☐", 0xA4: "☐", 0xA5: "☐",
}  # fmt: skip
_WEBDINGS = {
    0x3D: "●", 0x61: "✓", 0x63: "☐", 0x67: "■", 0x6E: "●", 0x72: "✗", 0x78: "✗",
}  # fmt: skip
_SYMBOL = {
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "-", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥",
    0x60: "‾", 0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB2: "″",
    0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD6: "√",
}  # fmt: skip
# Its digits and stops are those of any font; its letters are Greek ones.
_SYMBOL = {point: chr(point) for point in range(0x21, 0x40)} | _SYMBOL
_SYMBOL |= {point: chr(point) for point in map(ord, "[]_{|}~")}
_SYMBOL |= dict(enumerate("ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", start=0x41))
_SYMBOL |= dict(enumerate("αβχδεφγηιϕκλμνοπθρστυϖωξψζ", start=0x61))
_MARLETT = {0x61: "✓", 0x62: "✓", 0x69: "●", 0x6E: "■", 0x72: "✗"}
_ZAPF_DINGBATS = {
    0x33: "✓", 0x34: "✓", 0x35: "✗", 0x36: "✗", 0x37: "✗", 0x38: "✗", 0x6C: "●", 0x6D: "○",
    0x6E: "■", 0x6F: "☐", 0x70: "☐", 0x71: "☐", 0x72: "☐",
}  # fmt: skip
_SIGNS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": dict[int, str](),
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
    "marlett": _MARLETT,
    "zapf dingbats": _ZAPF_DINGBATS,
    "zapfdingbats": _ZAPF_DINGBATS,
    "itc zapf dingbats": _ZAPF_DINGBATS,
}
_PRIVATE = range(0xF000, 0xF100)
"""Where Office keeps the characters of symbol fonts (ECMA-376 part 1, 17.3.3.30)."""
_LETTERS = range(0x21, 0x100)


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
        (struck if has.struck else kept).append(sign_text(words, has.name))
    return "".join(kept), "".join(struck)


def is_symbol_font(font: str | None) -> bool:
    """Whether letters in this font are signs and no letters."""
    return font is not None and _signs_of(font) is not None


def sign_text(text: str, font: str | None) -> str:
    """A text typed in a font, with the signs of symbol fonts as plain characters.

    Examples
    --------
    >>> sign_text("þ", "Wingdings"), sign_text("15 s", "Arial")
    ('☑', '15 s')
    """
    signs = _signs_of(font) if font else None
    if signs is not None:
        return "".join(_drawn_letter(letter, signs) for letter in text)
    if text.isascii() or not any(ord(letter) in _PRIVATE for letter in text):
        return text
    # The private area is used by symbol fonts alone, and Wingdings is the usual one.
    return "".join(_drawn_letter(c, _WINGDINGS) if ord(c) in _PRIVATE else c for c in text)


def sign(font: str | None, code: int) -> str:
    """The character that a font draws for a code, as Word's ``w:sym`` names them.

    Parameters
    ----------
    font
        Name of the font; a private character of another one is taken for Wingdings.
    code
        The stored code, with or without the offset of private characters (0xF000).

    Returns
    -------
    str
        One character; ``UNKNOWN_SIGN`` where the table has none.

    Examples
    --------
    >>> sign("Wingdings", 0xF0FE), sign("Wingdings 2", 0x52), sign("Symbol", 0xB3)
    ('☑', '☑', '≥')
    >>> sign("MS Gothic", 0x2612)
    '☒'
    """
    signs = _signs_of(font or "")
    return _drawn_letter(chr(code), _WINGDINGS if signs is None else signs)


@lru_cache(maxsize=256)
def _signs_of(font: str) -> dict[int, str] | None:
    """The signs of a symbol font by the letter's number; None for a font of letters."""
    return _SIGNS.get(font.strip().lower())


def _drawn_letter(letter: str, signs: dict[int, str]) -> str:
    point = ord(letter) & 0xFF if ord(letter) in _PRIVATE else ord(letter)
    if point not in _LETTERS:  # spaces, and characters that the font has not, drawn in another
        return " " if ord(letter) in _PRIVATE else letter
    return signs.get(point, UNKNOWN_SIGN)
