"""One sheet of an xlsx package: rows in the usual spelling at once, all else by expat."""

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING
from xml.parsers import expat

from vendor_score.cell_names import a1, column_number, read_range
from vendor_score.questionnaire.files.cell_formats import (
    NumberFormat,
    RichText,
    number_format,
    serial_of,
)
from vendor_score.questionnaire.files.containers import (
    MAX_COLUMNS,
    MAX_MERGES,
    MAX_PLACES,
    MAX_ROWS,
    NOTHING,
    TICKED,
    UNSEEN_ZERO,
    UNTICKED,
    Unreadable,
    Value,
    boolean,
    is_picture,
    new_parser,
    number_value,
    uncalculated,
    with_look,
)
from vendor_score.questionnaire.files.xlsx_parts import (
    CellStyle,
    RunReading,
    decoded,
    drawn_value,
    looking,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendor_score.questionnaire.files.containers import Sink, Value

__all__ = [
    "COLUMN_NUMBERS",
    "TRUE",
    "CellReading",
    "RowScan",
    "SheetScan",
    "bounded",
    "plain_text",
    "row_is_hidden",
]

TRUE = ("1", "true", "on")
MAX_DIGITS = 9


class _ColumnNumbers(dict[str, int]):
    """``A`` is 1, ``XFD`` 16,384; what names no column raises Unreadable."""

    def __missing__(self, letters: str) -> int:
        if not (0 < len(letters) <= 3 and letters.isascii() and letters.isalpha()):  # noqa: PLR2004
            raise Unreadable("file-damaged")
        number = column_number(letters.upper())
        if number > MAX_COLUMNS:
            raise Unreadable("file-damaged")
        self[letters] = number
        return number


COLUMN_NUMBERS = _ColumnNumbers()


def bounded(text: str, limit: int = MAX_ROWS) -> int:
    """A row or column by its number. Raises Unreadable for one that no sheet has."""
    if not (text.isdecimal() and len(text) <= 7 and 1 <= int(text) <= limit):  # noqa: PLR2004
        raise Unreadable("file-damaged")
    return int(text)


class CellReading:
    """Reads the cells of one workbook, with its shared strings and styles at hand."""

    def __init__(
        self,
        sink: Sink,
        strings: list[str],
        styles: list[CellStyle],
        *,
        mac_epoch: bool,
        pictures: bool,
    ) -> None:
        self._sink, self._strings, self._styles = sink, strings, styles
        self._mac_epoch, self._pictures = mac_epoch, pictures
        self.shows_zeros = True

    def value(self, attributes: dict[str, str], value: str | None, formula: str | None) -> Value:
        """The value of a cell; None stands for a value or formula that is not there."""
        read = self._value(attributes, value, formula)
        if self.shows_zeros or read[2] != 0 or read[0] not in ("number", "percent"):
            return read
        # Not drawn: a link to an empty cell gives such a zero, and nobody typed it.
        return NOTHING if formula is not None else with_look(read, UNSEEN_ZERO)

    def _value(self, attributes: dict[str, str], value: str | None, formula: str | None) -> Value:
        type_ = attributes.get("t", "n")
        if formula is not None:
            if is_picture(formula):
                return "picture", "=" + formula, None, None
            if not value and type_ != "str":
                return uncalculated(formula)
        if not value:
            return NOTHING
        if type_ == "e":
            picture = self._pictures and "vm" in attributes
            return "picture" if picture else "error", value, None, None
        style = self._style(attributes.get("s", ""))
        read = self._typed(type_, value, style)
        return read if style is None else looking(read, style)

    def _typed(self, type_: str, value: str, style: CellStyle | None) -> Value:
        format_ = style.format if style else None
        match type_:
            case "n":
                return self._number(value, format_)
            case "s":
                return self._shared(value, style)
            case "b" if style is not None and style.is_checkbox:
                return "text", TICKED if value in TRUE else UNTICKED, None, None
            case "b":
                return boolean(value in TRUE)
            case "d":
                return self._iso(value, format_)
        text = value if isinstance(value, RichText) else decoded(value)
        return drawn_value(text, style)

    def _shared(self, value: str, style: CellStyle | None) -> Value:
        if not value.isdecimal() or len(value) > MAX_DIGITS or int(value) >= len(self._strings):
            self._sink.note("text-lost")
            return "error", "#REF!", None, None
        return drawn_value(self._strings[int(value)], style)

    def _number(self, value: str, format_: NumberFormat | None) -> Value:
        try:
            return number_value(float(value), format_, mac_epoch=self._mac_epoch)
        except ValueError:
            return "text", value, None, None

    def _iso(self, value: str, format_: NumberFormat | None) -> Value:
        serial = serial_of(value)
        if serial is None:
            return "text", value, None, None
        if format_ is None or format_.kind not in ("date", "time", "duration"):
            format_ = number_format("yyyy-mm-dd")
        return number_value(serial, format_)

    def _style(self, style: str) -> CellStyle | None:
        known = style.isdecimal() and len(style) <= MAX_DIGITS and int(style) < len(self._styles)
        return self._styles[int(style)] if known else None


# Rows of an xlsx sheet in the spelling that spreadsheet programs write, taken a piece at a time.

TOKEN = re.compile(
    r"""(
    <c\ r="([A-Z]{1,3})([1-9][0-9]{0,6})"([^<>]*?)
        (?:/>|>
            (?:(<f)(?=[\ />])[^<>]*?(?:/>|>([^<]*)</f>))?
            (?:<v>([^<]*)</v>|<v\ ?/>|<is><t(?:\ xml:space="preserve")?>([^<]*)</t></is>)?
        </c>)
    |<row((?:\s+[A-Za-z0-9:]+="[^"<>&]*")*)\s*/?>
    |</row>
    |\s+
    )""",
    re.VERBOSE,
)
BLANK_CELL = re.compile(r'<c r="[A-Z]{1,3}[1-9][0-9]{0,6}"(?: s="[0-9]+")? ?/>')
BLANK_ROW = re.compile(r"<row(?=[ >])[^<>]*(?:/>|></row>)")
ATTRIBUTE = re.compile(r'\s+([A-Za-z0-9:]+)="([^"&]*)"')
MAYBE_HIDDEN = ('hidden="1"', 'hidden="true"', 'hidden="on"', 'ht="0"')
ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9A-Fa-f]{1,6}));")
ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
NO_XML = bytes({*range(32)} - {*b"\t\n"})
"""Characters that XML 1.0 does not allow, and the carriage return, which it changes."""

NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
MAX_REMEMBERED = 50_000
ROW_DIGITS, SHOWN = itemgetter(2), itemgetter(1)


def plain_text(data: bytes) -> str | None:
    """The characters of a piece of XML, None where only an XML parser should read it."""
    if len(data.translate(None, NO_XML)) != len(data) or any(c in data for c in NO_CHARACTERS):
        return None
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def resolved(text: str) -> str | None:
    """Text with its entities resolved, None where one of them is unknown."""
    if "&" not in text:
        return text
    if text.count("&") != len(ENTITY.findall(text)):
        return None
    return ENTITY.sub(_character, text)


def row_is_hidden(attributes: dict[str, str]) -> bool:
    return attributes.get("hidden") in TRUE or (
        attributes.get("ht") == "0" and attributes.get("customHeight") in TRUE
    )


class Heights:
    """Filled rows of a sheet whose rows are not shown unless they say otherwise (zeroHeight).

    Excel shows a row that is written down without a height, other programs do not; where all
    filled rows are such rows the sheet would be blank, so they are shown.
    """

    def __init__(self) -> None:
        self._shown: set[str] = set()
        self._doubtful: dict[str, str] = {}

    def add(self, row: str, cell: str, attributes: dict[str, str]) -> None:
        """Take a filled cell of a row; of each row the last one is kept to name it."""
        if attributes.get("customHeight") in TRUE:
            self._shown.add(row)
        elif "hidden" not in attributes and "ht" not in attributes:
            self._doubtful[row] = cell

    def doubtful(self) -> list[str]:
        return list(self._doubtful.values()) if self._shown else []


class _Values(dict[tuple[str, str], "Value"]):
    """Values of cells without formula, by their attributes and their value as written."""

    def __init__(self, cells: CellReading, attributes: dict[str, dict[str, str]]) -> None:
        super().__init__()
        self._cells, self._attributes = cells, attributes

    def __missing__(self, written: tuple[str, str]) -> Value:
        if len(self) > MAX_REMEMBERED:
            self.clear()
        attributes, value = written
        read = self._cells.value(self._attributes[attributes], resolved(value), None)
        self[written] = read
        return read


class RowScan:
    """Takes rows for one sheet; what it does not take must go to the XML parser."""

    def __init__(self, sink: Sink, cells: CellReading) -> None:
        self._sink, self._cells = sink, cells
        self._attributes: dict[str, dict[str, str]] = {}
        self._read = _Values(cells, self._attributes)
        self.heights: Heights | None = None

    def take(self, piece: str) -> bool:
        """Add the cells of whole rows; False, with nothing added, where it cannot."""
        if piece.count("/>") > piece.count("</c>"):  # mostly styled and empty
            piece = BLANK_ROW.sub("", BLANK_CELL.sub("", piece))
        tokens = TOKEN.findall(piece)
        if sum([len(token[0]) for token in tokens]) != len(piece) or not _is_balanced(tokens):
            return False
        if "&" in piece and not all(_is_resolvable(token) for token in tokens):
            return False
        if not self._learn(tokens):
            return False
        self._add(piece, tokens)
        return True

    def _add(self, piece: str, tokens: list[tuple[str, ...]]) -> None:
        """Add the cells of a piece, whose tokens are known to make up whole rows."""
        read, numbers = self._read, COLUMN_NUMBERS
        cells = [token for token in tokens if token[1] and (token[4] or token[6] or token[7])]
        values = [
            self._formula(cell) if cell[4] else read[cell[3], cell[6] or cell[7]] for cell in cells
        ]
        if not all(map(SHOWN, values)):  # a formula that gives an empty text
            cells = [cell for cell, value in zip(cells, values, strict=True) if value[1]]
            values = [value for value in values if value[1]]
        runs: list[int] = []
        for digits, group in groupby(cells, key=ROW_DIGITS):
            runs += (bounded(digits), len(list(group)))
        formulas = [place for place, cell in enumerate(cells) if cell[4]]
        if self.heights is not None or any(mark in piece for mark in MAYBE_HIDDEN):
            self._note_hidden(tokens)
        self._sink.extend(runs, [numbers[cell[1]] for cell in cells], values, formulas)

    def _formula(self, cell: tuple[str, ...]) -> Value:
        known, value = self._attributes[cell[3]], resolved(cell[6] or cell[7])
        return self._cells.value(known, value, resolved(cell[5]) or "")

    def _note_hidden(self, tokens: list[tuple[str, ...]]) -> None:
        """Remember the rows of filled cells that stand in hidden rows."""
        hidden, attributes = False, dict[str, str]()
        for token in tokens:
            if token[0].startswith("<row"):
                attributes = dict(ATTRIBUTE.findall(token[8]))
                hidden = row_is_hidden(attributes)
            elif token[1] and (token[4] or token[6] or token[7]):
                if hidden:
                    self._sink.hidden_rows.add(bounded(token[2]))
                elif self.heights is not None:
                    self.heights.add(token[2], token[1] + token[2], attributes)

    def _learn(self, tokens: list[tuple[str, ...]]) -> bool:
        """Take the attributes apart; False where some are written in another way."""
        if len(self._attributes) > MAX_REMEMBERED:
            self._attributes.clear()
        for text in {token[3] for token in tokens} - self._attributes.keys():
            found = ATTRIBUTE.findall(text)
            self._attributes[text] = dict(found)
            if ATTRIBUTE.sub("", text).strip() or len(self._attributes[text]) < len(found):
                return False
        return True


def _is_balanced(tokens: list[tuple[str, ...]]) -> bool:
    """Whether each row that is opened is closed before the next."""
    marks = [token[0] for token in tokens if not token[1] and not token[0].isspace()]
    marks = [mark for mark in marks if not mark.endswith("/>")]
    opened, closed = marks[0::2], marks[1::2]
    return len(opened) == len(closed) == closed.count("</row>") and "</row>" not in opened


def _is_resolvable(token: tuple[str, ...]) -> bool:
    return all(resolved(part) is not None for part in token[5:8])


def _character(match: re.Match[str]) -> str:
    name, decimal, hexadecimal = match.groups()
    if name:
        return ENTITIES[name]
    point = int(decimal) if decimal else int(hexadecimal, 16)
    allowed = point in (9, 10, 13) or 0x20 <= point <= 0xD7FF or 0xE000 <= point <= 0x10FFFF  # noqa: PLR2004
    if not allowed:
        raise Unreadable("file-damaged")
    return chr(point)


NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
LOCAL = (
    "c", "v", "f", "t", "is", "rPh", "row", "col", "mergeCell",
    "r", "rPr", "strike", "rFont", "sheetFormatPr", "sheetView",
)  # fmt: skip
TAGS = {f"{space}}}{name}": name for space in NAMESPACES for name in LOCAL}
DIGITS = "0123456789"
USUAL_ROOT = re.compile(
    rb"""\s*(?:<\?xml\ [^<>]*\?>\s*)?<worksheet\ [^<>]*xmlns="(?:%s|%s)"[^<>]*>"""
    % tuple(re.escape(space.encode()) for space in NAMESPACES),
    re.VERBOSE,
)
OTHER_ENCODING = re.compile(rb"""encoding\s*=\s*["'](?![Uu][Tt][Ff]-8["'])""")
MAX_PIECE = 4 * 1024 * 1024
"""Bytes of a row beyond which it is no usual one."""

ROWS_BEGIN, ROW_END, ROWS_END = b"<sheetData>", b"</row>", b"</sheetData>"


class SheetScan:
    """Reads one sheet; what it finds goes to the sink."""

    def __init__(self, sink: Sink, cells: CellReading) -> None:
        self._sink, self._cells = sink, cells
        cells.shows_zeros = True
        self._rows = RowScan(sink, cells)
        self._columns_by_default = True
        self._shown_columns: set[int] = set()
        self._row_attributes: dict[str, str] = {}
        self._row, self._row_text, self._row_hidden = 0, "", False
        self._column = 0
        self._cell: dict[str, str] = {}
        self._value: str | None = None
        self._formula: str | None = None
        self._inline = RunReading()
        self._phonetic = 0
        self._pieces: list[str] = []
        self._hidden_columns: set[int] = set()
        self._merged: list[tuple[int, int, int, int]] = []

    def run(self, chunks: Iterator[bytes]) -> None:
        """Read the part's bytes and close the sheet. Raises Unreadable."""
        parser = new_parser(
            StartElementHandler=self._start,
            EndElementHandler=self._end,
            CharacterDataHandler=self._pieces.append,
        )
        try:
            for piece in self._without_rows(chunks):
                parser.Parse(piece, False)  # noqa: FBT003 - the C signature
            parser.Parse(b"", True)  # noqa: FBT003
        except expat.ExpatError:
            raise Unreadable("file-damaged") from None
        self._close()

    def _close(self) -> None:
        if self._rows.heights is not None and (cells := self._rows.heights.doubtful()):
            for cell in cells[:MAX_PLACES]:
                self._sink.tell("sheet-row-perhaps-hidden", [cell])
        if not self._columns_by_default:
            every = range(1, MAX_COLUMNS + 1)
            self._hidden_columns.update(at for at in every if at not in self._shown_columns)
        self._sink.close(self._hidden_columns, self._merged)

    def _note_defaults(self, attributes: dict[str, str]) -> None:
        """What holds for rows and columns of which the sheet says nothing."""
        if attributes.get("zeroHeight") in TRUE or attributes.get("defaultRowHeight") == "0":
            self._rows.heights = Heights()
        self._columns_by_default = attributes.get("defaultColWidth") != "0"

    def _without_rows(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """The sheet's XML less the rows that were taken; after a piece that was not, all of it."""
        head = next(chunks, b"")
        begin = _rows_begin(head)
        yield head[:begin]
        if begin == len(head):
            yield from chunks
            return
        rest, ended = head[begin:], False
        while not ended:
            ended = ROWS_END in rest
            cut = rest.find(ROWS_END) if ended else rest.rfind(ROW_END) + len(ROW_END)
            if ended or cut >= len(ROW_END):
                text = plain_text(rest[:cut])
                if text is None or not self._rows.take(text):
                    break
                rest = rest[cut:]
            more = b"" if ended else next(chunks, None)
            if more is None or len(rest) > MAX_PIECE:
                rest += more or b""
                break
            rest += more
        yield rest
        yield from chunks

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = TAGS.get(name)
        if tag is None:
            return
        if tag == "c":
            self._cell = attributes
            self._value = self._formula = None
        elif tag in ("v", "f", "t"):
            self._pieces.clear()
        elif tag == "row":
            self._start_row(attributes)
        elif tag == "rPh":
            self._phonetic += 1
        elif tag == "col":
            self._start_columns(attributes)
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif tag == "sheetView":
            self._cells.shows_zeros = attributes.get("showZeros", "1") in TRUE
        elif tag == "sheetFormatPr":
            self._note_defaults(attributes)
        else:
            self._inline.start(tag, attributes)

    def _end(self, name: str) -> None:
        tag = TAGS.get(name)
        if tag == "c":
            self._end_cell()
        elif tag == "v":
            self._value = "".join(self._pieces)
        elif tag == "f":
            self._formula = "".join(self._pieces)
        elif tag == "t":
            if not self._phonetic:
                self._inline.add("".join(self._pieces))
        elif tag == "is":
            self._value = self._inline.take()
        elif tag == "rPh":
            self._phonetic -= 1

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row_text = attributes.get("r", "")
        self._row = bounded(self._row_text or str(self._row + 1))
        self._row_hidden = row_is_hidden(attributes)
        self._row_attributes = attributes
        self._column = 0

    def _start_columns(self, attributes: dict[str, str]) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        columns = range(bounded(first, MAX_COLUMNS), bounded(last, MAX_COLUMNS) + 1)
        is_hidden = attributes.get("hidden") in TRUE or attributes.get("width") == "0"
        (self._hidden_columns if is_hidden else self._shown_columns).update(columns)

    def _merge(self, reference: str) -> None:
        merged = read_range(reference)
        if merged is None:
            return
        self._merged.append(merged)
        if len(self._merged) > MAX_MERGES:
            raise Unreadable("file-too-large")

    def _place(self) -> tuple[int, int]:
        """Row and column of the cell at hand; where it names none, the next in the row."""
        reference = self._cell.get("r")
        if reference is None:
            self._column += 1
        else:
            letters = reference.rstrip(DIGITS)
            self._column = COLUMN_NUMBERS[letters]
            digits = reference[len(letters) :]
            if digits != self._row_text:
                self._row, self._row_text = bounded(digits), digits
        if self._column > MAX_COLUMNS:
            raise Unreadable("file-damaged")
        return self._row, self._column

    def _end_cell(self) -> None:
        row, column = self._place()
        if self._value is None and self._formula is None:
            return
        value = self._cells.value(self._cell, self._value, self._formula)
        if value[1]:
            self._sink.add(row, column, value, self._formula is not None)
            if self._row_hidden:
                self._sink.hidden_rows.add(row)
            elif self._rows.heights is not None:
                self._rows.heights.add(str(row), a1(row, column), self._row_attributes)


def _rows_begin(head: bytes) -> int:
    """Where the rows begin in a sheet that begins as usual; else the end of ``head``."""
    root, begin = USUAL_ROOT.match(head), head.find(ROWS_BEGIN) + len(ROWS_BEGIN)
    if not root or begin < root.end() or b"<!" in head[:begin]:
        return len(head)
    return len(head) if OTHER_ENCODING.search(root[0]) else begin
