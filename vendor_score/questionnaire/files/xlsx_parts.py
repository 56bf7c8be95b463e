"""The parts of an xlsx package beside its sheets: relations, workbook, shared strings."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from vendor_score.questionnaire.files.fonts import Font, RichText
from vendor_score.questionnaire.files.limits import MAX_SHEETS, Unreadable
from vendor_score.questionnaire.files.xlsx_styles import is_on

if TYPE_CHECKING:
    from vendor_score.questionnaire.files.package import Package

__all__ = [
    "BookPart",
    "RunReading",
    "SheetPart",
    "decoded",
    "read_relations",
    "read_shared_strings",
    "read_workbook_part",
]

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
