"""The parts of an xlsx package beside its sheets: relations, workbook, shared strings, styles."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from vendor_score.questionnaire.files.cell_formats import (
    BUILT_IN,
    GENERAL,
    PLAIN,
    Font,
    NumberFormat,
    RichText,
    drawn,
    number_format,
)
from vendor_score.questionnaire.files.containers import (
    MAX_SHEETS,
    PARTLY_STRUCK,
    Unreadable,
    text_value,
    with_look,
)

if TYPE_CHECKING:
    from vendor_score.questionnaire.files.containers import Package, Value

__all__ = [
    "BookPart",
    "CellStyle",
    "RunReading",
    "SheetPart",
    "decoded",
    "drawn_value",
    "is_on",
    "looking",
    "read_relations",
    "read_shared_strings",
    "read_styles",
    "read_workbook_part",
]

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


ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
MAX_STRINGS = 4_000_000


class SheetPart:
    """A sheet as the workbook part names it."""

    __slots__ = ("hidden", "name", "relation")

    def __init__(self, attributes: dict[str, str]) -> None:
        self.name = decoded(attributes.get("name", ""))
        self.hidden = attributes.get("state", "visible") != "visible"
        self.relation = next((v for k, v in attributes.items() if k.endswith("}id")), "")


class BookPart:
    """The workbook part: its sheets in order, and the date system."""

    __slots__ = ("mac_epoch", "sheets")

    def __init__(self) -> None:
        self.sheets: list[SheetPart] = []
        self.mac_epoch = False


def decoded(text: str) -> str:
    """Text with Office's escapes for odd characters (``_x000D_``) resolved."""
    if "_x" not in text:
        return text
    return ESCAPE.sub(lambda match: _character(int(match[1], 16)), text)


def _character(point: int) -> str:
    return "" if 0xD800 <= point <= 0xDFFF or point == 0 else chr(point)  # noqa: PLR2004 - surrogates


def read_relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """A part's relations: id to (last word of the type, name of the target part)."""
    folder, name = posixpath.split(part)
    source = posixpath.join(folder, "_rels", name + ".rels")
    relations: dict[str, tuple[str, str]] = {}
    if source not in package:
        return relations

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.endswith("}Relationship") and attributes.get("TargetMode") != "External":
            target = posixpath.join("/" + folder, attributes.get("Target", ""))
            kind = attributes.get("Type", "").rpartition("/")[2]
            relations[attributes.get("Id", "")] = kind, posixpath.normpath(target).lstrip("/")

    package.parse(source, StartElementHandler=start)
    return relations


def read_workbook_part(package: Package, part: str) -> BookPart:
    """The sheets and the date system. Raises Unreadable."""
    book = BookPart()

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.endswith("}sheet"):
            if len(book.sheets) >= MAX_SHEETS:
                raise Unreadable("file-too-many-sheets", limit=MAX_SHEETS)
            book.sheets.append(SheetPart(attributes))
        elif tag.endswith("}workbookPr"):
            book.mac_epoch = attributes.get("date1904") in ("1", "true", "on")

    package.parse(part, StartElementHandler=start)
    return book


def read_shared_strings(package: Package, part: str | None) -> list[str]:
    """The strings that cells name by number; phonetic readings are left out."""
    reading = _SharedStrings()
    if part is not None:
        package.parse(
            part,
            StartElementHandler=reading.start,
            EndElementHandler=reading.end,
            CharacterDataHandler=reading.pieces.append,
        )
    return reading.strings


class _SharedStrings:
    """Handlers for the shared strings: plain ones, and rich ones in runs."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self.pieces: list[str] = []
        self._runs = RunReading()
        self._phonetic = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag.endswith("}t"):
            self.pieces.clear()
        elif tag.endswith("}rPh"):
            self._phonetic += 1
        else:
            self._runs.start(tag.rpartition("}")[2], attributes)

    def end(self, tag: str) -> None:
        if tag.endswith("}t"):
            if not self._phonetic:
                self._runs.add("".join(self.pieces))
        elif tag.endswith("}si"):
            self.strings.append(self._runs.take())
            if len(self.strings) > MAX_STRINGS:
                raise Unreadable("file-too-large")
        elif tag.endswith("}rPh"):
            self._phonetic -= 1


class RunReading:
    """Collects the runs of one text; fonts are kept only where they strike or draw signs."""

    def __init__(self) -> None:
        self._runs: list[tuple[str, Font | None]] = []
        self._font: Font | None = None
        self._is_rich = False

    def start(self, local: str, attributes: dict[str, str]) -> None:
        """Take an element of a run by its local name."""
        if local == "r":
            self._font = None
        elif local == "rPr":
            self._font, self._is_rich = Font(), True
        elif self._font is not None and local == "strike":
            self._font = Font(is_on(attributes), self._font.name)
        elif self._font is not None and local == "rFont":
            self._font = Font(self._font.struck, attributes.get("val", ""))

    def add(self, text: str) -> None:
        """Take the words of the run at hand."""
        self._runs.append((text, self._font))

    def take(self) -> str:
        """The whole text, a `RichText` where any run has a font of its own."""
        runs, is_rich = self._runs, self._is_rich
        self._runs, self._font, self._is_rich = [], None, False
        if not is_rich:
            return decoded("".join(words for words, _ in runs))
        return RichText([(decoded(words), font) for words, font in runs])
