"""xlsb: binary workbooks, record by record, with formats and formulas seen ([MS-XLSB])."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

from vendor_score.questionnaire.files.cell_formats import (
    BUILT_IN,
    GENERAL,
    PLAIN,
    Font,
    RichText,
    number_format,
)
from vendor_score.questionnaire.files.containers import (
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_SHEETS,
    Unreadable,
    Value,
    binary_error,
    boolean,
    number_value,
    plain_note,
)
from vendor_score.questionnaire.files.xlsx import note_extras, read_overlay
from vendor_score.questionnaire.files.xlsx_parts import (
    CellStyle,
    drawn_value,
    looking,
    read_relations,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vendor_score.questionnaire.files.containers import Package, Sink

__all__ = ["read_xlsb"]

ROW, RK, ERROR, BOOLEAN, REAL, TEXT, SHARED = 0, 2, 3, 4, 5, 6, 7
FORMULA_TEXT, FORMULA_REAL, FORMULA_BOOLEAN, FORMULA_ERROR, RICH_TEXT = 8, 9, 10, 11, 62
SHARED_ITEM, NUMBER_FORMAT, CELL_FORMAT, COLUMNS, MERGE = 19, 44, 47, 60, 176
BOOK_PROPERTIES, SHEET, BEGIN_CELL_FORMATS, END_CELL_FORMATS = 153, 156, 617, 618
CELLS = frozenset(
    {RK, ERROR, BOOLEAN, REAL, TEXT, SHARED, RICH_TEXT}
    | {FORMULA_TEXT, FORMULA_REAL, FORMULA_BOOLEAN, FORMULA_ERROR}
)
FORMULAS = frozenset({FORMULA_TEXT, FORMULA_REAL, FORMULA_BOOLEAN, FORMULA_ERROR})
FONT, FONT_NAME, STRUCK, BOLD = 43, 21, 0x8, 600
COMMENT_AUTHOR, COMMENT, COMMENT_TEXT = 632, 635, 637
MAX_RECORD = 64 * 1024 * 1024
MAX_FORMATS = 100_000
HIDDEN_ROW = 0x10


def read_xlsb(package: Package, sink: Sink) -> None:
    """Pass every worksheet to ``sink``. Raises Unreadable."""
    try:
        _read(package, sink)
    except (struct.error, IndexError):
        raise Unreadable("file-damaged") from None


def _read(package: Package, sink: Sink) -> None:
    part = "xl/workbook.bin"
    relations = read_relations(package, part)
    sheets, mac_epoch = _sheets(package, part)
    if not sheets:
        raise Unreadable("file-no-sheets")
    parts = {kind: target for kind, target in relations.values() if target in package}
    styles, fonts = _styles(package, parts.get("styles"))
    strings = _strings(package, parts.get("sharedStrings"), fonts)
    for name, hidden, relation in sheets:
        kind, target = relations.get(relation, ("worksheet", ""))
        if kind != "worksheet":
            continue
        if target not in package:
            sink.note("sheet-lost")
            continue
        sink.sheet(name, hidden=hidden)
        _read_notes(package, target, sink)
        _SheetReading(sink, strings, styles, mac_epoch=mac_epoch).run(package, target)
    if sink.is_empty:
        raise Unreadable("file-damaged" if sink.notes else "file-only-charts")
    note_extras(package, sink)


def _read_notes(package: Package, part: str, sink: Sink) -> None:
    """What lies over a sheet; a note that only stands in for a thread is left out."""
    read_overlay(package, part, sink)  # its parts are the same as those of xlsx, but for the notes
    related = list(read_relations(package, part).values())
    threads = any(kind == "threadedComment" for kind, _ in related)
    for kind, target in related:
        if kind == "comments" and target in package and target.endswith(".bin"):
            _read_binary_notes(package, target, sink, threads=threads)


def _read_binary_notes(package: Package, part: str, sink: Sink, *, threads: bool) -> None:
    authors: list[str] = []
    author, place = "", (0, 0)
    for record, data in _records(package, part):
        if record == COMMENT_AUTHOR:
            authors.append(_wide(data, 0)[0])
        elif record == COMMENT:
            number, row, _, column = struct.unpack_from("<4I", data)
            author = authors[number] if number < len(authors) else ""
            place = row + 1, column + 1
        elif record == COMMENT_TEXT and not (threads and author.startswith("tc=")):
            sink.comment(*place, plain_note(_wide(data, 1)[0], author))


def _records(package: Package, part: str) -> Iterator[tuple[int, bytes]]:
    """Records: a number and a length of 7-bit groups each, then as many bytes."""
    data = bytearray()
    at = 0
    for chunk in package.chunks(part):
        data = data[at:] + chunk
        at = 0
        while (header := _header(data, at)) is not None:
            record, length, start = header
            if start + length > len(data):
                break
            yield record, bytes(data[start : start + length])
            at = start + length
    if at < len(data):
        raise Unreadable("file-damaged")


def _header(data: bytearray, at: int) -> tuple[int, int, int] | None:
    """A record's number, length and start; None where more bytes are needed."""
    if at + 6 > len(data) and not _is_whole(data, at):
        return None
    record = data[at]
    at += 1
    if record & 0x80:
        record = (record & 0x7F) | (data[at] & 0x7F) << 7
        at += 1
    length = shift = 0
    for _ in range(4):
        byte = data[at]
        at += 1
        length |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            break
    if length > MAX_RECORD:
        raise Unreadable("file-damaged")
    return record, length, at


def _is_whole(data: bytearray, at: int) -> bool:
    """Whether a header near the end of the bytes at hand is complete."""
    rest = data[at:]
    if len(rest) < 2:  # noqa: PLR2004 - a byte of number, a byte of length
        return False
    length = rest[2:] if rest[0] & 0x80 else rest[1:]
    return any(not byte & 0x80 for byte in length)


def _wide(data: bytes, at: int) -> tuple[str, int]:
    """A string with its count of 16-bit units, and where it ends."""
    count = struct.unpack_from("<I", data, at)[0]
    if count == 0xFFFFFFFF:  # noqa: PLR2004 - no string at all
        return "", at + 4
    end = at + 4 + 2 * count
    if end > len(data):
        raise Unreadable("file-damaged")
    return data[at + 4 : end].decode("utf-16-le", "replace"), end


def _sheets(package: Package, part: str) -> tuple[list[tuple[str, bool, str]], bool]:
    sheets, mac_epoch = [], False
    for record, data in _records(package, part):
        if record == SHEET:
            relation, end = _wide(data, 8)
            sheets.append((_wide(data, end)[0], struct.unpack_from("<I", data)[0] != 0, relation))
        elif record == BOOK_PROPERTIES:
            mac_epoch = bool(data[0] & 1)
        if len(sheets) > MAX_SHEETS:
            raise Unreadable("file-too-many-sheets", limit=MAX_SHEETS)
    return sheets, mac_epoch


def _strings(package: Package, part: str | None, fonts: Sequence[_Font]) -> list[str]:
    if part is None:
        return []
    records = _records(package, part)
    return [_rich(data, 0, fonts) for record, data in records if record == SHARED_ITEM]


def _rich(data: bytes, at: int, fonts: Sequence[_Font]) -> str:
    """A text with the fonts of its runs ([MS-XLSB] 2.5.121): a place and a font for each."""
    text, end = _wide(data, at + 1)
    if not data[at] & 1:
        return text
    count = struct.unpack_from("<I", data, end)[0]
    if count > len(text) + 1 or end + 4 + 4 * count > len(data):
        return text
    places = struct.unpack_from(f"<{2 * count}H", data, end + 4)
    starts, numbers = places[0::2], places[1::2]
    ends = (*starts[1:], len(text))
    runs: list[tuple[str, Font | None]] = [(text[: starts[0]], None)] if starts else []
    runs += [
        (text[begin:stop], fonts[number].font if number < len(fonts) else None)
        for begin, stop, number in zip(starts, ends, numbers, strict=True)
    ]
    return RichText(runs)


class _Font(NamedTuple):
    font: Font
    look: str


def _font(data: bytes) -> _Font:
    """A font ([MS-XLSB] 2.4.158): flags, weight, underline, name."""
    flags, weight = struct.unpack_from("<HH", data, 2)
    marks = [*(["bold"] if weight >= BOLD else []), *(["underlined"] if data[8] else [])]
    name = _wide(data, FONT_NAME)[0] if len(data) > FONT_NAME else ""
    return _Font(Font(bool(flags & STRUCK), name), " ".join(marks))


def _styles(package: Package, part: str | None) -> tuple[list[CellStyle], list[_Font]]:
    """The style of each number that cells name, and the fonts that words within texts name."""
    codes, ids, inside = dict(BUILT_IN), list[tuple[int, int]](), False
    fonts: list[_Font] = []
    for record, data in _records(package, part) if part else ():
        if record == NUMBER_FORMAT:
            codes[struct.unpack_from("<H", data)[0]] = _wide(data, 2)[0]
        elif record == FONT and len(fonts) < MAX_FORMATS:
            fonts.append(_font(data))
        elif record in (BEGIN_CELL_FORMATS, END_CELL_FORMATS):
            inside = record == BEGIN_CELL_FORMATS
        elif record == CELL_FORMAT and inside and len(ids) < MAX_FORMATS:
            ids.append(struct.unpack_from("<HH", data, 2))
    plain = _Font(PLAIN, "")
    styles = []
    for id_, number in ids:
        code = codes.get(id_, GENERAL)
        format_ = None if code == GENERAL else number_format(code)
        font = fonts[number] if number < len(fonts) else plain
        styles.append(CellStyle(format=format_, font=font.font, look=font.look))
    return styles, fonts


class _SheetReading:
    """One worksheet part to the sink."""

    def __init__(
        self, sink: Sink, strings: list[str], styles: list[CellStyle], *, mac_epoch: bool
    ) -> None:
        self._sink, self._strings, self._styles = sink, strings, styles
        self._mac_epoch = mac_epoch
        self._row, self._row_hidden = 0, False
        self._hidden_columns: set[int] = set()
        self._merged: list[tuple[int, int, int, int]] = []

    def run(self, package: Package, part: str) -> None:
        for record, data in _records(package, part):
            if record in CELLS:
                self._cell(record, data)
            elif record == ROW:
                self._row = struct.unpack_from("<I", data)[0] + 1
                self._row_hidden = bool(data[11] & HIDDEN_ROW)
            elif record == COLUMNS:
                self._columns(data)
            elif record == MERGE:
                top, bottom, left, right = struct.unpack_from("<4I", data)
                self._merged.append((top + 1, left + 1, bottom + 1, right + 1))
        self._sink.close(self._hidden_columns, self._merged)

    def _columns(self, data: bytes) -> None:
        first, last = struct.unpack_from("<2I", data)
        if data[16] & 1:
            self._hidden_columns.update(range(first + 1, min(last + 1, MAX_COLUMNS) + 1))

    def _cell(self, record: int, data: bytes) -> None:
        column, style = struct.unpack_from("<II", data)
        if column >= MAX_COLUMNS or not 1 <= self._row <= MAX_ROWS:
            raise Unreadable("file-damaged")
        style &= 0xFFFFFF
        own = self._styles[style] if style < len(self._styles) else None
        value = self._value(record, data, own)
        value = looking(value, own) if own is not None else value
        if value[1]:
            self._sink.add(self._row, column + 1, value, record in FORMULAS)
            if self._row_hidden:
                self._sink.hidden_rows.add(self._row)

    def _value(self, record: int, data: bytes, style: CellStyle | None) -> Value:
        if record in (TEXT, FORMULA_TEXT, RICH_TEXT):
            return drawn_value(_wide(data, 9 if record == RICH_TEXT else 8)[0], style)
        if record == SHARED:
            return self._shared(struct.unpack_from("<I", data, 8)[0], style)
        if record in (BOOLEAN, FORMULA_BOOLEAN):
            return boolean(data[8])
        if record in (ERROR, FORMULA_ERROR):
            return binary_error(data[8])
        if record == RK:
            number = _rk(struct.unpack_from("<I", data, 8)[0])
        else:
            number = struct.unpack_from("<d", data, 8)[0]
        format_ = style.format if style is not None else None
        return number_value(number, format_, mac_epoch=self._mac_epoch)

    def _shared(self, number: int, style: CellStyle | None) -> Value:
        if number >= len(self._strings):
            self._sink.note("text-lost")
            return "error", "#REF!", None, None
        return drawn_value(self._strings[number], style)


def _rk(packed: int) -> float:
    """A number of 30 bits: the high ones of a double or an integer, perhaps in hundredths."""
    if packed & 2:
        value = float((packed >> 2) - (1 << 30 if packed & 0x80000000 else 0))
    else:
        value = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))[0]
    return value / 100 if packed & 1 else value
