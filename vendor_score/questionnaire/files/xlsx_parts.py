"""The parts of an xlsx package beside its sheets: relations, workbook, styles, shared strings."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from vendor_score.questionnaire.files.limits import MAX_SHEETS, Unreadable
from vendor_score.questionnaire.files.number_formats import (
    BUILT_IN,
    GENERAL,
    NumberFormat,
    number_format,
)

if TYPE_CHECKING:
    from vendor_score.questionnaire.files.package import Package

__all__ = [
    "BookPart",
    "SheetPart",
    "decoded",
    "read_relations",
    "read_shared_strings",
    "read_styles",
    "read_workbook_part",
]

ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
MAX_STRINGS = 4_000_000
MAX_STYLES = 100_000
_known_styles: dict[bytes, list[NumberFormat | None]] = {}


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


def read_styles(package: Package, part: str | None) -> list[NumberFormat | None]:
    """The number format of each cell style; None for General.

    Vendors fill in copies of one questionnaire, so the styles are often those of the file before.
    """
    if part is None:
        return []
    data = b"".join(package.chunks(part))
    if data not in _known_styles:
        _known_styles.clear()
        _known_styles[data] = _parsed_styles(package, part)
    return _known_styles[data]


def _parsed_styles(package: Package, part: str) -> list[NumberFormat | None]:
    codes, ids, inside = dict(BUILT_IN), list[int](), [False]

    def start(tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition("}")[2]
        if local == "numFmt":
            codes[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", GENERAL)
        elif local == "cellXfs":
            inside[0] = True
        elif local == "xf" and inside[0] and len(ids) < MAX_STYLES:
            ids.append(_whole(attributes.get("numFmtId")))

    def end(tag: str) -> None:
        if tag.endswith("}cellXfs"):
            inside[0] = False

    package.parse(part, StartElementHandler=start, EndElementHandler=end)
    return [_format(codes.get(number, GENERAL)) for number in ids]


def _format(code: str) -> NumberFormat | None:
    return None if code == GENERAL else number_format(code)


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) <= 9 else 0  # noqa: PLR2004 - 32 bits


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
        self._text: list[str] = []
        self._phonetic = 0

    def start(self, tag: str, _: dict[str, str]) -> None:
        if tag.endswith("}t"):
            self.pieces.clear()
        elif tag.endswith("}rPh"):
            self._phonetic += 1

    def end(self, tag: str) -> None:
        if tag.endswith("}t"):
            if not self._phonetic:
                self._text += self.pieces
        elif tag.endswith("}si"):
            self.strings.append(decoded("".join(self._text)))
            self._text.clear()
            if len(self.strings) > MAX_STRINGS:
                raise Unreadable("file-too-large")
        elif tag.endswith("}rPh"):
            self._phonetic -= 1
