"""What all readers of files work with: containers opened within bounds, and frames of cells.

A vendor's questionnaire has some hundred cells; the limits leave room for tables of more than
100,000 vendors and stop what was made to do harm.
"""

from __future__ import annotations

import io
import json
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final
from xml.parsers import expat

from vendor_score.cell_names import MAX_COLUMNS, MAX_ROWS
from vendor_score.questionnaire.files.cell_formats import MAC_EPOCH_SHIFT, general

if TYPE_CHECKING:
    from vendor_score.questionnaire.files.cell_formats import NumberFormat

__all__ = [
    "BUSY_SECONDS",
    "MAX_CELLS",
    "MAX_COLUMNS",
    "MAX_COMMENTS",
    "MAX_ELEMENTS",
    "MAX_FILE_BYTES",
    "MAX_INFLATED_BYTES",
    "MAX_MERGES",
    "MAX_PARTS",
    "MAX_PLACES",
    "MAX_REMARKS",
    "MAX_ROWS",
    "MAX_SHEETS",
    "MAX_TEXT",
    "MAX_XML_DEPTH",
    "MEMORY_BYTES",
    "NOTHING",
    "OLE_MAGIC",
    "PARTLY_STRUCK",
    "TICKED",
    "TIMEOUT_SECONDS",
    "UNSEEN_ZERO",
    "UNTICKED",
    "Frame",
    "Node",
    "Package",
    "Placed",
    "Sink",
    "Unreadable",
    "Value",
    "binary_error",
    "boolean",
    "encode",
    "is_picture",
    "new_parser",
    "number_value",
    "plain_note",
    "read_tree",
    "stream_names",
    "text_value",
    "uncalculated",
    "with_look",
]

TIMEOUT_SECONDS = 10.0
"""Of processor time where the system counts it, so that a busy machine refuses no good file."""
BUSY_SECONDS = 30.0
"""Of the clock, where processor time is counted."""
MEMORY_BYTES = 500 * 1024 * 1024
MAX_FILE_BYTES = 100 * 1024 * 1024
MAX_INFLATED_BYTES = 400 * 1024 * 1024
MAX_PARTS = 20_000
MAX_SHEETS = 1_000
MAX_CELLS = 4_000_000
MAX_MERGES = 100_000
MAX_REMARKS = 200
"""Cells of a file of which something is said beside their content."""
MAX_COMMENTS = 20_000
"""Cells of a sheet that people's notes stand on."""
MAX_ELEMENTS = 1_000_000
"""Elements of a part that is read as a tree: a document's, 150 bytes each."""
MAX_XML_DEPTH = 200
"""A table within a table within a text box is 40 deep."""
MAX_TEXT = 32_767
"""Characters in a cell: Excel's own limit. What stands beyond it is cut, with a note."""


class Unreadable(Exception):  # noqa: N818 - an outcome of reading, not a fault of the program
    """A file that cannot be read: ``code`` is that of the finding, ``values`` fill its wording."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


CHUNK = 1 << 17
ENCRYPTED = 0x1
BOMB_BYTES = 10 * 1024 * 1024
BOMB_RATIO = 200
"""How often larger than packed no sheet is: its cells' addresses alone keep it below a tenth."""

READABLE_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Package:
    """A zip file's parts by name. Raises Unreadable for what is broken, locked or too large."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError):
            raise Unreadable("file-damaged") from None
        if len(self._zip.filelist) > MAX_PARTS:
            raise Unreadable("file-too-large")
        self._parts = {_normal(info.filename): info for info in self._zip.filelist}
        self._budget = MAX_INFLATED_BYTES

    def __contains__(self, name: str) -> bool:
        return _normal(name) in self._parts

    @property
    def names(self) -> list[str]:
        """The parts' names, lower case, without a leading slash."""
        return list(self._parts)

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part's bytes, piece by piece."""
        info = self._parts.get(_normal(name))
        if info is None:
            raise Unreadable("file-damaged")
        if info.flag_bits & ENCRYPTED:
            raise Unreadable("file-encrypted")
        if info.compress_type not in READABLE_METHODS:
            raise Unreadable("file-compression")
        size = 0
        try:
            with self._zip.open(info) as part:
                while chunk := part.read(CHUNK):
                    size += len(chunk)
                    self._check(size, len(chunk), info)
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, OSError, RuntimeError):
            raise Unreadable("file-damaged") from None

    def _check(self, size: int, more: int, info: zipfile.ZipInfo) -> None:
        """Stop at a part that unpacks to far more than it is, or at too much in all."""
        if size > BOMB_BYTES and size > BOMB_RATIO * info.compress_size:
            raise Unreadable("file-bomb")
        self._budget -= more
        if self._budget < 0:
            raise Unreadable("file-too-large")

    def parse(self, name: str, **handlers: Any) -> None:
        """Run expat over a part with the given handlers (``StartElementHandler=...``)."""
        parser = new_parser(**handlers)
        try:
            for chunk in self.chunks(name):
                parser.Parse(chunk, False)  # noqa: FBT003 - the C signature
            parser.Parse(b"", True)  # noqa: FBT003
        except expat.ExpatError:
            raise Unreadable("file-damaged") from None


def new_parser(**handlers: Any) -> Any:
    """An expat parser that joins names as ``namespace}name`` and refuses a document type."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    parser.StartDoctypeDeclHandler = _refuse_doctype
    for name, handler in handlers.items():
        setattr(parser, name, handler)
    return parser


def _refuse_doctype(*_: object) -> None:
    raise Unreadable("file-doctype")


def _normal(name: str) -> str:
    """A part's name as it is compared: forward slashes, no ``..``, no case."""
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/").lower()


# The directory of an OLE compound file ([MS-CFB]), read within bounds: loops end the walk.

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADER = 512
ENTRY = 128
MAX_ENTRIES = 4_096
LAST_SECTOR = 0xFFFFFFFA
HEADER_FAT_SECTORS = 109


def stream_names(data: bytes) -> set[str]:
    """The names in the directory; as many as can be reached where the file is broken."""
    if len(data) < HEADER:
        return set()
    size = 1 << min(struct.unpack_from("<H", data, 30)[0], 12)
    names: set[str] = set()
    sector, seen = struct.unpack_from("<I", data, 48)[0], set[int]()
    while sector < LAST_SECTOR and sector not in seen and len(seen) < MAX_ENTRIES:
        seen.add(sector)
        start = (sector + 1) * size
        names.update(_names(data[start : start + size]))
        sector = _next(data, size, sector)
    return names


def _names(block: bytes) -> list[str]:
    names = []
    for start in range(0, len(block) - ENTRY + 1, ENTRY):
        length = struct.unpack_from("<H", block, start + 64)[0]
        if 2 <= length <= 64:  # noqa: PLR2004 - bytes of a name with its closing zero
            names.append(block[start : start + length - 2].decode("utf-16-le", "replace"))
    return names


def _next(data: bytes, size: int, sector: int) -> int:
    """The sector after ``sector``, from the part of the table that the header names."""
    table, place = divmod(sector, size // 4)
    if table >= HEADER_FAT_SECTORS:
        return LAST_SECTOR
    block = struct.unpack_from("<I", data, 76 + 4 * table)[0]
    at = (block + 1) * size + 4 * place
    return struct.unpack_from("<I", data, at)[0] if at + 4 <= len(data) else LAST_SECTOR


# A part as a small tree of elements, for formats whose meaning hangs on what lies within what.

_NO_ATTRIBUTES: Final[dict[str, str]] = {}
_NO_CHILDREN: Final[list[Node]] = []


class Node:
    """An element by its local name, so that the strict and the transitional namespace are one.

    Attributes
    ----------
    tag
        Name without namespace: ``p``, ``tbl``, ``checkbox``.
    attributes
        Values by local name; the marks of editing sessions (``rsid``) are left out.
    children
        Elements within, in order.
    text
        The characters directly within.
    """

    __slots__ = ("attributes", "children", "tag", "text")

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children = _NO_CHILDREN
        self.text = ""

    def child(self, tag: str) -> Node | None:
        """The first child of that name."""
        return next((child for child in self.children if child.tag == tag), None)

    def value(self, tag: str) -> str | None:
        """The ``val`` of the first child of that name; empty where it has none, None without it."""
        child = self.child(tag)
        return child.attributes.get("val", "") if child is not None else None

    def is_on(self, tag: str) -> bool:
        """Whether a switch (``<w:strike/>``) stands there and is not said to be off."""
        value = self.value(tag)
        return value is not None and value.lower() not in {"0", "false", "off"}

    def all(self, tag: str) -> Iterator[Node]:
        """Every element of that name below this one, in order."""
        for child in self.children:
            if child.tag == tag:
                yield child
            yield from child.all(tag)


def read_tree(package: Package, part: str, without: Collection[str] = ()) -> Node:
    """The root element of a part.

    Parameters
    ----------
    package
        The package that holds the part.
    part
        Name of the part, such as ``word/document.xml``.
    without
        Names of elements that are passed over with all within.

    Returns
    -------
    Node
        The root.

    Raises
    ------
    Unreadable
        Where the part is damaged, declares a document type, is nested more than
        ``MAX_XML_DEPTH`` deep or has more than ``MAX_ELEMENTS`` elements.
    """
    building = _Building(frozenset(without))
    package.parse(
        part,
        StartElementHandler=building.start,
        EndElementHandler=building.end,
        CharacterDataHandler=building.characters,
    )
    return building.root.children[0]


class _Building:
    """Handlers that make the tree; elements passed over are counted, too, since they cost time."""

    def __init__(self, without: frozenset[str]) -> None:
        self.root = Node("", _NO_ATTRIBUTES)
        self._open = [self.root]
        self._without = without
        self._skipped = 0
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MAX_ELEMENTS or len(self._open) + self._skipped > MAX_XML_DEPTH:
            raise Unreadable("file-too-large")
        tag = name.rpartition("}")[2]
        if self._skipped or tag in self._without:
            self._skipped += 1
            return
        node = Node(tag, _plain(attributes))
        parent = self._open[-1]
        if parent.children is _NO_CHILDREN:
            parent.children = []
        parent.children.append(node)
        self._open.append(node)

    def end(self, _: str) -> None:
        if self._skipped:
            self._skipped -= 1
        else:
            self._open.pop()

    def characters(self, data: str) -> None:
        if not self._skipped:
            self._open[-1].text += data


def _plain(attributes: dict[str, str]) -> dict[str, str]:
    if not attributes:
        return _NO_ATTRIBUTES
    plain = {name.rpartition("}")[2]: value for name, value in attributes.items()}
    return {name: value for name, value in plain.items() if name[:4] != "rsid"} or _NO_ATTRIBUTES


# What a worker sends: stored values as people see them, by columns, a frame a line.

PlainValue = tuple[str, str, float | None, str | None]
Value = PlainValue | tuple[str, str, float | None, str | None, str]
"""Kind (a `CellKind`), text as shown, number, number format code; and the look, where there is one.
"""

PARTLY_STRUCK = "struck"
"""In a look: words of the text are struck through, and are not part of it."""
UNSEEN_ZERO = "unseen"
"""In a look: the sheet does not draw its zeros, and this typed one is a zero."""
TICKED, UNTICKED = "☑", "☐"
"""How a box to tick is written as text, whatever draws it."""

NOTHING: Value = ("text", "", None, None)
BINARY_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
PICTURE = re.compile(r"\b(?:DISPIMG|IMAGE)\s*\(", re.IGNORECASE)


def is_picture(formula: str) -> bool:
    """Whether a formula shows a picture (WPS: DISPIMG, Excel: IMAGE) instead of a value."""
    return PICTURE.search(formula) is not None


def text_value(value: str, format_: NumberFormat | None) -> PlainValue:
    """A text; its format may put words around it (``@"s"``), and WPS stores pictures as texts."""
    if value.startswith("=") and is_picture(value):
        return "picture", value, None, None
    if format_ is None:
        return "text", value, None, None
    return "text", format_.text(value) if value else value, None, format_.code


def number_value(
    value: float, format_: NumberFormat | None, *, mac_epoch: bool = False
) -> PlainValue:
    """A number in its format; dates of the 1904 system are counted from 1900."""
    if value - value != 0:  # infinite, or not a number
        return "error", "#NUM!", None, None
    if format_ is None:
        return "number", general(value), value, None
    if mac_epoch and format_.kind == "date":
        value += MAC_EPOCH_SHIFT
    return (*format_.read(value), format_.code)


def with_look(value: Value, look: str) -> Value:
    """The value with one more word about how its cell looks."""
    kind, text, number, code, *own = value
    return kind, text, number, code, " ".join([*own, look])


def boolean(value: object) -> Value:
    return "boolean", "TRUE" if value else "FALSE", None, None


def binary_error(code: int) -> Value:
    """An error by its number in the binary formats ([MS-XLS] 2.5.10)."""
    return "error", BINARY_ERRORS.get(code, "#N/A"), None, None


def uncalculated(formula: str) -> Value:
    return "uncalculated", "=" + formula, None, None


_SIGNED = re.compile(r"\t-\S.*|-{4,}")
"""Lines of Google's notes that hold a name, and those between a note and its reply."""


def plain_note(text: str, author: str, first_run: str = "") -> str:
    r"""A note's words without the names that programs put into it.

    Parameters
    ----------
    text
        The whole note.
    author
        The name that the file gives, empty where it gives none.
    first_run
        Its first words, where they are in bold; Excel and WPS begin a note with the author's name
        and a colon so.

    Examples
    --------
    >>> plain_note("Jane Doe:\nonly after signature", "Jane Doe")
    'only after signature'
    >>> plain_note("only by phone\n\t-Jane Doe", "")  # as Google Sheets exports it
    'only by phone'
    """
    head = first_run if first_run.strip().endswith((":", "：")) else ""
    if author and text.startswith((f"{author}:", f"{author}：")):
        head = text[: len(author) + 1]
    lines = text.removeprefix(head).splitlines()
    return "\n".join(line for line in lines if not _SIGNED.fullmatch(line)).strip()


# What a worker sends: cells by columns, a frame a line, as JSON that nothing can be run from.

Frame = list[object]
Placed = list[tuple[int, int, str]]
"""Texts with the row and column of the cell that they lie over."""
SheetNote = tuple[str, list[str], str, int]
"""A note on a sheet: its code, the cells or rows it is about, a text, and how many they are."""

MAX_PLACES = 20

CELL_SIZE = 50
FRAME_SIZE = 1_000_000
"""About the characters of a frame, so that neither side holds much at a time."""

_encoder = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


def encode(frame: Frame) -> bytes:
    """A frame as one line; half a surrogate pair, which no text may hold, becomes ``?``."""
    return _encoder.encode(frame).encode("utf-8", "replace") + b"\n"


class Sink:
    """Takes cells from a reader, whatever the format, and passes them on in frames."""

    def __init__(self, send: Callable[[Frame], object]) -> None:
        self._send = send
        self._total = self._sheets = 0
        self.notes: dict[str, None] = {}
        self.remarks: list[list[str]] = []
        self.is_document = False
        self._name = ""
        self._last_row = 0
        self._start_frame()

    def sheet(self, name: str, *, hidden: bool = False) -> None:
        """Open a sheet. Raises Unreadable where there are too many."""
        self._sheets += 1
        if self._sheets > MAX_SHEETS:
            raise Unreadable("file-too-many-sheets", limit=MAX_SHEETS)
        self.hidden_rows: set[int] = set()
        self._name = name[:MAX_TEXT]
        self._told: list[SheetNote] = []
        self._comments: dict[tuple[int, int], str] = {}
        self._send(["sheet", name[:MAX_TEXT], hidden])

    def add(self, row: int, column: int, value: Value, formula: bool) -> None:  # noqa: FBT001 - a call a cell
        """Add a filled cell. Raises Unreadable where there are too many."""
        if row != self._last_row:
            self._runs += (row, 0)
            self._last_row = row
        self._runs[-1] += 1
        if formula:
            self._formulas.append(len(self._columns))
        self._columns.append(column)
        self._ids.append(self._values.setdefault(value, len(self._values)))
        self._size += len(value[1]) + CELL_SIZE
        if self._size > FRAME_SIZE:
            self._flush()

    def extend(
        self, runs: list[int], columns: list[int], values: list[Value], formulas: list[int]
    ) -> None:
        """Add many filled cells at once, row by row, as they stand in a frame."""
        before, known = len(self._columns), self._values
        self._runs += runs
        self._last_row = 0
        self._columns += columns
        self._ids += [known.setdefault(value, len(known)) for value in values]
        self._formulas += [before + place for place in formulas]
        self._size += sum([len(value[1]) for value in values]) + len(values) * CELL_SIZE
        if self._size > FRAME_SIZE:
            self._flush()

    def lay_over(self, boxes: Placed, linked: Placed, words: Placed) -> None:
        """Pass on what lies over the cells of the open sheet, by row and column."""
        self._send(["over", boxes, linked, words])

    def comment(self, row: int, column: int, text: str) -> None:
        """Pass on what somebody noted on a cell, without who it was; several notes a line each."""
        place, text = (row, column), text.strip()
        if text and len(self._comments) < MAX_COMMENTS:
            before = self._comments.get(place)
            self._comments[place] = (f"{before}\n{text}" if before else text)[:MAX_TEXT]

    def expect(self, cells: int) -> None:
        """Raise Unreadable before so many more cells are made, where they would be too many."""
        if self._total + len(self._columns) + cells > MAX_CELLS:
            raise Unreadable("file-too-large")

    def note(self, code: str) -> None:
        """Remember something that a person should know of the file."""
        self.notes[code] = None

    def remark(self, code: str, cell: str, found: str) -> None:
        """Remember what a person should know of a cell of the open sheet, up to a number."""
        if len(self.remarks) < MAX_REMARKS:
            self.remarks.append([code, self._name, cell, found])

    def tell(self, code: str, cells: Iterable[str], found: str = "") -> None:
        """Note what a person should know of the sheet at hand, and of which cells or rows."""
        places = list(dict.fromkeys(cells))
        told = [*places[:MAX_PLACES], *(["…"] if len(places) > MAX_PLACES else [])]
        self._told.append((code, told, found[:MAX_TEXT], len(places)))

    def close(
        self,
        hidden_columns: Iterable[int] = (),
        merged: Iterable[tuple[int, int, int, int]] = (),
    ) -> None:
        """Close the sheet. Merged ranges are (top, left, bottom, right)."""
        self._flush()
        ranges = list(merged)
        if len(ranges) > MAX_MERGES:
            raise Unreadable("file-too-large")
        comments = [(row, column, text) for (row, column), text in self._comments.items()]
        self._send([
            "close", sorted(self.hidden_rows), sorted(set(hidden_columns)), ranges, self._told,
            comments,
        ])  # fmt: skip

    @property
    def is_empty(self) -> bool:
        return self._sheets == 0

    def _flush(self) -> None:
        if not self._columns:
            return
        self.expect(0)
        self._total += len(self._columns)
        values = list(self._values)
        if max(len(value[1]) for value in values) > MAX_TEXT:
            values = [self._cut(value) for value in values]
        self._send(["cells", self._runs, self._columns, self._ids, values, self._formulas])
        self._start_frame()

    def _cut(self, value: Value) -> Value:
        kind, text, number, code = value[:4]
        if len(text) <= MAX_TEXT:
            return value
        self.note("text-cut")
        return kind, text[:MAX_TEXT], number, code

    def _start_frame(self) -> None:
        self._last_row = self._size = 0
        self._runs: list[int] = []
        self._columns: list[int] = []
        self._ids: list[int] = []
        self._values: dict[Value, int] = {}
        self._formulas: list[int] = []
