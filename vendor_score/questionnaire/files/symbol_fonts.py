"""Fonts that draw signs in the places of letters (Wingdings and its like), as plain characters.

A tick typed in Wingdings is stored as ``þ`` or as a private character; only its font makes it one.
The tables hold what forms are filled in with: boxes, ticks, crosses, circles and signs of order.
"""

from __future__ import annotations

__all__ = ["UNKNOWN_SIGN", "is_symbol_font", "sign", "sign_text"]

UNKNOWN_SIGN = "\N{REPLACEMENT CHARACTER}"

_WINGDINGS = {
    0x20: " ", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒",
    0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA2: "○",
    0xA3: "○", 0xA4: "◉", 0xA5: "◎", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xE0: "→",
    0xE8: "➔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS |= {0x8C + n: chr(0x2776 + n) for n in range(10)}  # ❶ and ①
_WINGDINGS |= {0x81 + n: chr(0x2460 + n) for n in range(10)}
_WINGDINGS_2 = {
    0x20: " ", 0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x98: "●",
    0x99: "◉", 0x9A: "○", 0x9E: "○", 0xA1: "■", 0xA2: "■", 0xA3: "□", 0xA4: "□", 0xA5: "□",
}  # fmt: skip
_WEBDINGS = {0x20: " ", 0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗", 0x3D: "●"}
_SYMBOL = {
    0x20: " ", 0xA3: "≤", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷",
    0xB9: "≠", 0xBB: "≈", 0xD6: "√", 0x7E: "~", 0xAE: "→", 0xA5: "∞", 0x2D: "-",
}  # fmt: skip
_FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
}
_PRIVATE = range(0xF000, 0xF100)
"""Where Office keeps the characters of symbol fonts ([MS-DOC] and ECMA-376 17.3.3.30)."""


def is_symbol_font(font: str | None) -> bool:
    """Whether a font draws signs instead of letters."""
    return font is not None and font.strip().lower() in _FONTS


def sign(font: str | None, code: int) -> str:
    """The character that a symbol font draws for a code.

    Parameters
    ----------
    font
        Name of the font; a private character without one is taken for Wingdings.
    code
        The stored code, with or without the offset of private characters (0xF000).

    Returns
    -------
    str
        One character; ``UNKNOWN_SIGN`` where the table has none. The font Symbol is one of
        letters too, so that a code without a sign stands for its own character there.

    Examples
    --------
    >>> sign("Wingdings", 0xF0FE), sign("Wingdings 2", 0x52), sign("Symbol", 0xB3)
    ('☑', '☑', '≥')
    """
    name = (font or "wingdings").strip().lower()
    code = code & 0xFF if code in _PRIVATE else code
    found = _FONTS.get(name, _WINGDINGS).get(code)
    if found is not None:
        return found
    return chr(code) if name == "symbol" and chr(code).isascii() else UNKNOWN_SIGN


def sign_text(text: str, font: str | None) -> str:
    """A text typed in a font, with the signs of symbol fonts as plain characters.

    Examples
    --------
    >>> sign_text("þ", "Wingdings"), sign_text("15 s", "Arial")
    ('☑', '15 s')
    """
    if is_symbol_font(font):
        return "".join(c if c.isspace() else _drawn(c, font) for c in text)
    if any(ord(c) in _PRIVATE for c in text):
        return "".join(sign(None, ord(c)) if ord(c) in _PRIVATE else c for c in text)
    return text


def _drawn(character: str, font: str | None) -> str:
    """A character beyond the font's own 256 is drawn by another font, as itself."""
    code = ord(character)
    return sign(font, code) if code < 0x100 or code in _PRIVATE else character  # noqa: PLR2004
