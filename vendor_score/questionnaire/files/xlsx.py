"""xlsx and xlsm: the cells of each sheet, and what lies over them (controls, text boxes, notes).

Office Open XML, ECMA-376 part 1, in its transitional and its strict namespaces. Styles, names and
views that are of no use here are not looked at, so they cannot be in the way either.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from vendor_score.cell_names import a1, read_address
from vendor_score.questionnaire.files.containers import (
    MAX_COLUMNS,
    MAX_ROWS,
    TICKED,
    UNTICKED,
    Unreadable,
    plain_note,
)
from vendor_score.questionnaire.files.xlsx_parts import (
    decoded,
    is_on,
    read_relations,
    read_shared_strings,
    read_styles,
    read_workbook_part,
)
from vendor_score.questionnaire.files.xlsx_sheet import CellReading, SheetScan
from vendor_score.wording import lexicon

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from vendor_score.questionnaire.files.containers import Package, Placed, Sink

__all__ = ["note_extras", "read_comments", "read_overlay", "read_xlsx"]

MAX_SHAPES = 5_000
MAX_DIGITS = 9
WIDTH, HEIGHT = 64, 20
"""Pixels of a usual column and row, for what reaches over an edge."""

BOXES = ("Checkbox", "CheckBox", "Radio")
OTHERS = ("Drop", "List", "Spin", "Scroll", "Edit", "Dialog")
ACTIVE_X = "control"
COMMENT_PARTS = ("comments", "threadedComment")


class Overlay:
    """What lies over the cells of a sheet, by (row, column) from 1."""

    def __init__(self) -> None:
        self.boxes: Placed = []
        self.linked: Placed = []
        self.words: Placed = []

    def pass_on(self, sink: Sink) -> None:
        """Send what was read."""
        if self.boxes:
            sink.tell("sheet-controls-read", [a1(row, column) for row, column, _ in self.boxes])
        if self.boxes or self.words:
            sink.lay_over(self.boxes, self.linked, self.words)


class _Shape:
    """A shape of the VML part while its elements are met."""

    def __init__(self) -> None:
        self.kind = ""
        self.anchor: list[int] = []
        self.checked = ""
        self.link = ""
        self.label: list[str] = []


def read_overlay(package: Package, part: str, sink: Sink) -> None:
    """Read the parts that lie over a sheet, where it has any.

    What is there and cannot be read is noted with the cells that it covers.
    """
    relations = read_relations(package, part)
    kinds = {kind for kind, _ in relations.values()}
    if not kinds & {"vmlDrawing", "drawing", ACTIVE_X, *COMMENT_PARTS}:
        return
    read_comments(package, relations.values(), sink)
    overlay = Overlay()
    shapes: list[_Shape] = []
    for kind, target in relations.values():
        if kind == "vmlDrawing" and target in package:
            shapes += _vml(package, target, sink)
    _controls(overlay, shapes, sink)
    if ACTIVE_X in kinds:
        places = [p for s in shapes if s.kind == "Pict" and (p := _place(s.anchor))]
        sink.tell("sheet-active-x", [a1(*place) for place in places])
    for kind, target in relations.values():
        if kind == "drawing" and target in package:
            _text_boxes(package, target, overlay)
    overlay.pass_on(sink)


def _vml(package: Package, part: str, sink: Sink) -> list[_Shape]:
    """The shapes of a VML part, up to where it stops being well formed, as old ones may."""
    reading = _VmlReading()
    try:
        package.parse(
            part,
            StartElementHandler=reading.start,
            EndElementHandler=reading.end,
            CharacterDataHandler=reading.pieces.append,
        )
    except Unreadable as reason:
        if reason.code != "file-damaged":
            raise
        sink.tell("sheet-controls-unread", [])
    return reading.shapes


class _VmlReading:
    """Handlers for a VML part."""

    def __init__(self) -> None:
        self.shapes: list[_Shape] = []
        self.pieces: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition("}")[2]
        self.pieces.clear()
        if local == "shape":
            if len(self.shapes) >= MAX_SHAPES:
                raise Unreadable("file-too-large")
            self.shapes.append(_Shape())
        elif local == "ClientData" and self.shapes:
            self.shapes[-1].kind = attributes.get("ObjectType", "")

    def end(self, tag: str) -> None:
        text = "".join(self.pieces).strip()
        self.pieces.clear()
        if not self.shapes:
            return
        local, shape = tag.rpartition("}")[2], self.shapes[-1]
        if local == "Anchor":
            shape.anchor = [int(n) for n in re.findall(r"-?\d{1,9}", text)]
        elif local == "Checked":
            shape.checked = text
        elif local == "FmlaLink":
            shape.link = text
        elif local in ("div", "font", "p", "span", "b") and text and not shape.kind:
            shape.label.append(text)


def _controls(overlay: Overlay, shapes: list[_Shape], sink: Sink) -> None:
    """Boxes and buttons as ticks over their cells; other controls are noted."""
    unread: list[str] = []
    for shape in shapes:
        place = _place(shape.anchor)
        if place is None:
            continue
        if shape.kind in BOXES:
            if shape.checked == "2":  # neither ticked nor not
                unread.append(a1(*place))
                continue
            label = " ".join(shape.label).strip()
            mark = TICKED if shape.checked == "1" else UNTICKED
            text = mark if _is_own_name(label) else f"{mark}{label}"
            overlay.boxes.append((*place, text))
            if (linked := read_address(shape.link)) is not None and linked != place:
                overlay.linked.append((*linked, "" if shape.kind == "Radio" else text))
        elif shape.kind in OTHERS:
            unread.append(a1(*place))
    if unread:
        sink.tell("sheet-controls-unread", unread)


def _is_own_name(label: str) -> bool:
    """Whether that is what programs call a control until somebody names it (Check Box 1)."""
    plain = label.casefold().rstrip(" 0123456789")
    return not plain or plain in lexicon.words("control.own_name")


def _place(anchor: list[int]) -> tuple[int, int] | None:
    """The cell that an anchor covers most of; it is column, offset, row, offset, twice."""
    if len(anchor) < 8:  # noqa: PLR2004 - two corners of four numbers
        return None
    left, left_off, top, top_off, right, right_off, bottom, bottom_off = anchor[:8]
    column = _most(left, left_off, right, right_off, WIDTH)
    row = _most(top, top_off, bottom, bottom_off, HEIGHT)
    if not (0 <= column < MAX_COLUMNS and 0 <= row < MAX_ROWS):
        return None
    return row + 1, column + 1


def _most(first: int, first_off: int, last: int, last_off: int, size: int) -> int:
    """Of the columns or rows that a shape reaches over, the one it covers most of."""
    if last <= first:
        return first
    if last - first == 1:
        return first if max(size - first_off, 1) >= last_off else last
    return first if first_off < size // 2 else first + 1


def _text_boxes(package: Package, part: str, overlay: Overlay) -> None:
    """Words in boxes and shapes; those that only draw a control are left out."""
    reading = _DrawingReading(overlay)
    package.parse(
        part,
        StartElementHandler=reading.start,
        EndElementHandler=reading.end,
        CharacterDataHandler=reading.pieces.append,
    )


class _DrawingReading:
    """Handlers for a drawing part."""

    def __init__(self, overlay: Overlay) -> None:
        self._overlay = overlay
        self.pieces: list[str] = []
        self._corner = ""
        self._anchor: dict[str, int] = {}
        self._words: list[str] = []
        self._is_control = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition("}")[2]
        self.pieces.clear()
        if local in ("twoCellAnchor", "oneCellAnchor"):
            self._anchor, self._words, self._is_control = {}, [], False
        elif local in ("from", "to"):
            self._corner = local
        elif local == "compatExt" or attributes.get("spid"):
            self._is_control = True

    def end(self, tag: str) -> None:
        local = tag.rpartition("}")[2]
        text = "".join(self.pieces)
        if local in ("col", "row", "colOff", "rowOff") and self._corner:
            self._anchor[f"{self._corner}.{local}"] = int(text) if text.strip().isdecimal() else 0
        elif local in ("from", "to"):
            self._corner = ""
        elif local == "t":
            self._words.append(text)
        elif local == "p" and self._words:
            self._words.append("\n")
        elif local in ("twoCellAnchor", "oneCellAnchor"):
            self._close()
        self.pieces.clear()

    def _close(self) -> None:
        words = "".join(self._words).strip()
        if not words or self._is_control:
            return
        get = self._anchor.get
        emu = 9525  # English metric units in a pixel
        first = [get("from.col", 0), get("from.colOff", 0) // emu]
        first += [get("from.row", 0), get("from.rowOff", 0) // emu]
        last = [get("to.col", first[0]), get("to.colOff", 0) // emu]
        last += [get("to.row", first[2]), get("to.rowOff", 0) // emu]
        place = _place([*first, *last])
        if place is not None and len(self._overlay.words) < MAX_SHAPES:
            self._overlay.words.append((*place, words))


def read_xlsx(package: Package, sink: Sink) -> None:
    """Pass every worksheet of a package to ``sink``. Raises Unreadable."""
    part = workbook_part(package)
    book = read_workbook_part(package, part)
    relations = read_relations(package, part)
    sheets = [
        (sheet, relations.get(sheet.relation))
        for sheet in book.sheets
        if _is_worksheet(relations.get(sheet.relation))
    ]
    if not sheets:
        raise Unreadable("file-only-charts" if book.sheets else "file-no-sheets")
    note_extras(package, sink)
    present = [(sheet, target[1]) for sheet, target in sheets if target and target[1] in package]
    if not present:
        raise Unreadable("file-damaged")
    if len(present) < len(sheets):
        sink.note("sheet-lost")
    cells = _cell_reading(package, sink, relations, mac_epoch=book.mac_epoch)
    for sheet, target in present:
        sink.sheet(sheet.name, hidden=sheet.hidden)
        read_overlay(package, target, sink)
        SheetScan(sink, cells).run(package.chunks(target))


def workbook_part(package: Package) -> str:
    """The name of the part that lists the sheets."""
    for kind, target in read_relations(package, "").values():
        if kind == "officeDocument" and target in package:
            return target
    if "xl/workbook.xml" in package:
        return "xl/workbook.xml"
    raise Unreadable("file-damaged")


def _cell_reading(
    package: Package, sink: Sink, relations: dict[str, tuple[str, str]], *, mac_epoch: bool
) -> CellReading:
    parts = {kind: target for kind, target in relations.values() if target in package}
    return CellReading(
        sink,
        read_shared_strings(package, parts.get("sharedStrings")),
        read_styles(package, parts.get("styles")),
        mac_epoch=mac_epoch,
        pictures="xl/richData/richValueRel.xml" in package,
    )


def _is_worksheet(target: tuple[str, str] | None) -> bool:
    """Chart, dialog and macro sheets hold no answers; a lost relation may be any."""
    return target is None or target[0] == "worksheet"


def note_extras(package: Package, sink: Sink) -> None:
    """Note what a package holds beside cells; none of it is looked into."""
    for name in package.names:
        if posixpath.basename(name) == "vbaproject.bin":
            sink.note("macros")
        elif name.startswith("xl/externallinks/"):
            sink.note("external-links")
        elif name.startswith("xl/media/"):
            sink.note("pictures")


# Notes (ECMA-376 part 1, 18.7) and threads ([MS-XLSX] 2.6.204) on cells, without who wrote them:
# names of people are nothing that anybody compares.


def read_comments(package: Package, related: Iterable[tuple[str, str]], sink: Sink) -> None:
    """Pass on the notes and threads of a sheet.

    Parameters
    ----------
    package
        Of the workbook, xlsx or xlsb.
    related
        Kinds and names of the parts that the sheet is related to.
    sink
        Takes them for the sheet at hand.
    """
    parts = [(kind, part) for kind, part in related if part in package]
    threaded = _Threads(sink)
    for kind, part in parts:
        if kind == "threadedComment":
            package.parse(
                part,
                StartElementHandler=threaded.start,
                EndElementHandler=threaded.end,
                CharacterDataHandler=threaded.pieces.append,
            )
    for kind, part in parts:
        if kind == "comments" and not part.endswith(".bin"):
            notes = _Notes(sink, threaded.places)
            package.parse(
                part,
                StartElementHandler=notes.start,
                EndElementHandler=notes.end,
                CharacterDataHandler=notes.pieces.append,
            )


class _Notes:
    """Handlers for a part of notes; those that only stand in for a thread are left out."""

    def __init__(self, sink: Sink, threads: Collection[tuple[int, int]]) -> None:
        self._sink, self._threads = sink, threads
        self.pieces: list[str] = []
        self._authors: list[str] = []
        self._author = self._text = self._bold_head = ""
        self._place: tuple[int, int] | None = None
        self._is_bold = False
        self._phonetic = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition("}")[2]
        self.pieces.clear()
        if local == "comment":
            number = attributes.get("authorId", "")
            known = number.isdecimal() and len(number) <= MAX_DIGITS
            at = int(number) if known else len(self._authors)
            self._author = self._authors[at] if at < len(self._authors) else ""
            self._place = read_address(attributes.get("ref", ""))
            self._text = self._bold_head = ""
        elif local == "r":
            self._is_bold = False
        elif local == "b":
            self._is_bold = is_on(attributes)
        elif local == "rPh":
            self._phonetic += 1

    def end(self, tag: str) -> None:
        local, words = tag.rpartition("}")[2], "".join(self.pieces)
        self.pieces.clear()
        if local == "author":
            self._authors.append(decoded(words))
        elif local == "rPh":
            self._phonetic -= 1
        elif local == "t" and not self._phonetic:
            if not self._text and self._is_bold:
                self._bold_head = decoded(words)
            self._text += decoded(words)
        elif local == "comment" and self._place is not None:
            is_stand_in = self._author.startswith("tc=") and self._place in self._threads
            if not is_stand_in:
                text = plain_note(self._text, self._author, self._bold_head)
                self._sink.comment(*self._place, text)


class _Threads:
    """Handlers for a part of threads; those who are mentioned by name are cut out of it."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self.pieces: list[str] = []
        self.places: set[tuple[int, int]] = set()
        self._place: tuple[int, int] | None = None
        self._text = ""
        self._mentions: list[tuple[int, int]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition("}")[2]
        self.pieces.clear()
        if local == "threadedComment":
            self._place = read_address(attributes.get("ref", ""))
            self._text, self._mentions = "", []
        elif local == "mention":
            span = [attributes.get(name, "") for name in ("startIndex", "length")]
            if all(n.isdecimal() and len(n) <= MAX_DIGITS for n in span):
                self._mentions.append((int(span[0]), int(span[0]) + int(span[1])))

    def end(self, tag: str) -> None:
        local = tag.rpartition("}")[2]
        if local == "text":
            self._text = "".join(self.pieces)
        elif local == "threadedComment" and self._place is not None:
            for begin, end in sorted(self._mentions, reverse=True):
                self._text = self._text[:begin] + self._text[end:]
            self.places.add(self._place)
            self._sink.comment(*self._place, self._text)
        self.pieces.clear()
