"""The styles of an xlsx package: the number format, the font and the look of each cell style."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vendor_score.questionnaire.files.fonts import PLAIN, Font, RichText, drawn
from vendor_score.questionnaire.files.number_formats import (
    BUILT_IN,
    GENERAL,
    NumberFormat,
    number_format,
)
from vendor_score.questionnaire.files.wire_format import PARTLY_STRUCK, text_value, with_look

if TYPE_CHECKING:
    from vendor_score.questionnaire.files.package import Package
    from vendor_score.questionnaire.files.wire_format import Value

__all__ = ["CellStyle", "drawn_value", "is_on", "looking", "read_styles"]

MAX_STYLES = 100_000
_known_styles: dict[bytes, list[CellStyle]] = {}


class CellStyle(NamedTuple):
    """How cells of one style are drawn.

    ``look`` names what sets a cell apart from its neighbours (bold, underlined, a fill, a colour);
    ``is_checkbox``: TRUE and FALSE are drawn as a box to tick.
    """

    format: NumberFormat | None = None
    font: Font = PLAIN
    look: str = ""
    is_checkbox: bool = False


def read_styles(package: Package, part: str | None) -> list[CellStyle]:
    """The style of each number that cells name.

    Vendors fill in copies of one questionnaire, so the styles are often those of the file before.
    """
    if part is None:
        return []
    data = b"".join(package.chunks(part))
    if data not in _known_styles:
        reading = _StyleReading()
        package.parse(part, StartElementHandler=reading.start, EndElementHandler=reading.end)
        _known_styles.clear()
        _known_styles[data] = reading.styles()
    return _known_styles[data]


def drawn_value(text: str, style: CellStyle | None) -> Value:
    """A text as it is drawn; wholly struck through it is a ``struck`` value, which says nothing."""
    if style is None and not isinstance(text, RichText):
        return text_value(text, None)
    font = style.font if style else PLAIN
    kept, struck = drawn(text, font)
    if struck.strip() and not kept.strip():
        return "struck", struck, None, None
    value = text_value(kept, style.format if style else None)
    return with_look(value, PARTLY_STRUCK) if struck.strip() else value


def looking(value: Value, style: CellStyle) -> Value:
    """The value with what sets its cell apart; any value may be struck through."""
    if style.font.struck and value[0] not in ("text", "struck", "picture") and value[1]:
        return "struck", value[1], None, None
    return with_look(value, style.look) if style.look and value[1] else value


def is_on(attributes: dict[str, str]) -> bool:
    """Whether an element such as ``<strike/>`` or ``<b val="1"/>`` says yes."""
    return attributes.get("val", "1") not in ("0", "false", "off", "none")


class _FontDraft:
    """A font while its elements are met."""

    __slots__ = ("look", "name", "struck")

    def __init__(self) -> None:
        self.struck, self.name = False, ""
        self.look: list[str] = []


class _Xf:
    """A cell style as written: numbers of its parts."""

    __slots__ = ("fill", "font", "format", "is_checkbox")

    def __init__(self, format_: int, font: int, fill: int) -> None:
        self.format, self.font, self.fill = format_, font, fill
        self.is_checkbox = False


class _StyleReading:
    """Handlers for the styles part, and what they found."""

    def __init__(self) -> None:
        self._codes = dict(BUILT_IN)
        self._fonts: list[_FontDraft] = []
        self._fills: list[str] = []
        self._xfs: list[_Xf] = []
        self._inside = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition("}")[2]
        if local in ("fonts", "fills", "cellXfs"):
            self._inside = local
        elif local == "numFmt":
            code = attributes.get("formatCode", GENERAL)
            self._codes[_whole(attributes.get("numFmtId"))] = code
        elif self._inside == "fonts":
            self._font(local, attributes)
        elif self._inside == "fills":
            self._fill(local, attributes)
        elif self._inside == "cellXfs":
            self._xf(local, attributes)

    def end(self, tag: str) -> None:
        if tag.rpartition("}")[2] == self._inside:
            self._inside = ""

    def styles(self) -> list[CellStyle]:
        return [self._style(xf) for xf in self._xfs]

    def _font(self, local: str, attributes: dict[str, str]) -> None:
        if local == "font":
            self._fonts.append(_FontDraft())
        elif not self._fonts:
            return
        elif local == "name":
            self._fonts[-1].name = attributes.get("val", "")
        elif local == "strike":
            self._fonts[-1].struck = is_on(attributes)
        elif local in ("b", "u") and is_on(attributes):
            self._fonts[-1].look.append({"b": "bold", "u": "underlined"}[local])
        elif local == "color" and (colour := _colour(attributes, plain=("1",))):
            self._fonts[-1].look.append(f"colour:{colour}")

    def _fill(self, local: str, attributes: dict[str, str]) -> None:
        if local == "fill":
            self._fills.append("")
        elif local == "patternFill" and self._fills:
            # Patterns 0 and 1 (none, gray125) stand in every file and are no fill.
            pattern = attributes.get("patternType", "none")
            self._fills[-1] = "" if pattern in ("none", "gray125") else "fill:"
        elif local == "gradientFill" and self._fills:
            self._fills[-1] = "fill:gradient"
        elif local == "fgColor" and self._fills and self._fills[-1] == "fill:":
            colour = _colour(attributes, plain=("0",))
            self._fills[-1] = f"fill:{colour}" if colour else ""

    def _xf(self, local: str, attributes: dict[str, str]) -> None:
        if local == "xf" and len(self._xfs) < MAX_STYLES:
            number, font = _whole(attributes.get("numFmtId")), _whole(attributes.get("fontId"))
            self._xfs.append(_Xf(number, font, _whole(attributes.get("fillId"))))
        elif local == "xfComplement" and self._xfs:
            self._xfs[-1].is_checkbox = True

    def _style(self, xf: _Xf) -> CellStyle:
        code = self._codes.get(xf.format, GENERAL)
        font = self._fonts[xf.font] if xf.font < len(self._fonts) else _FontDraft()
        fill = self._fills[xf.fill] if xf.fill < len(self._fills) else ""
        return CellStyle(
            format=None if code == GENERAL else number_format(code),
            font=Font(font.struck, font.name),
            look=" ".join((*font.look, *([fill] if fill else ()))),
            is_checkbox=xf.is_checkbox,
        )


def _colour(attributes: dict[str, str], *, plain: tuple[str, ...]) -> str:
    """A colour as written, for comparing; empty for black text, white paper and "automatic"."""
    rgb, theme = attributes.get("rgb", "").upper(), attributes.get("theme")
    if rgb:
        return "" if rgb[-6:] == {"0": "FFFFFF", "1": "000000"}[plain[0]] else rgb[-6:]
    if theme is not None:
        tint = attributes.get("tint", "")
        return "" if theme in plain and not tint else f"theme{theme}{tint}"
    indexed = attributes.get("indexed", "")
    automatic = ("64", "65", *({"0": ("1", "9"), "1": ("0", "8")}[plain[0]]))
    return "" if not indexed or indexed in automatic else f"indexed{indexed}"


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) <= 9 else 0  # noqa: PLR2004 - 32 bits
