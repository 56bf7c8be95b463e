"""xls and et: the old binary workbooks, by xlrd, with formats and with formulas found beside it.

Record layouts are those of [MS-XLS]: FORMULA (2.4.127), BOUNDSHEET (2.4.28).
"""

from __future__ import annotations

import datetime as dt
import io
import struct
from typing import TYPE_CHECKING, Any

from vendor_score.questionnaire.files.cell_formats import (
    BUILT_IN,
    DAY,
    GENERAL,
    Font,
    RichText,
    number_format,
    serial_of,
)
from vendor_score.questionnaire.files.containers import (
    OLE_MAGIC,
    Unreadable,
    Value,
    binary_error,
    boolean,
    number_value,
    plain_note,
    stream_names,
    text_value,
    uncalculated,
)
from vendor_score.questionnaire.files.xlsx_parts import CellStyle, drawn_value, looking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendor_score.questionnaire.files.cell_formats import NumberFormat
    from vendor_score.questionnaire.files.containers import Sink

__all__ = ["read_xls", "read_xls_values"]


def read_xls_values(data: bytes, sink: Sink) -> None:
    """Pass what can be had of every worksheet to ``sink``. Raises Unreadable."""
    try:
        sheets = _sheets(data)
    except (KeyboardInterrupt, MemoryError):
        raise
    except BaseException:  # noqa: BLE001 - calamine's panics are no Exception
        raise Unreadable("file-damaged") from None
    for name, hidden, start, rows in sheets:
        sink.sheet(name, hidden=hidden)
        for row, values in enumerate(rows, start=start[0] + 1):
            for column, value in enumerate(values, start=start[1] + 1):
                if value != "":
                    sink.add(row, column, _value(value), False)  # noqa: FBT003 - not to be known
        sink.close()
    sink.note("formulas-unseen")


def _sheets(data: bytes) -> list[tuple[str, bool, tuple[int, int], list[list[Any]]]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = []
    for meta in book.sheets_metadata:
        if meta.typ == SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_name(meta.name)
            hidden = meta.visible != SheetVisibleEnum.Visible
            sheets.append((meta.name, hidden, sheet.start or (0, 0), sheet.to_python()))
    if not sheets:
        raise Unreadable("file-damaged")
    return sheets


def _value(value: Any) -> Value:
    match value:
        case bool():
            return boolean(value)
        case int() | float():
            return number_value(float(value), None)
        case dt.date():
            serial = serial_of(value.isoformat()) or 0.0
            return number_value(serial, number_format("yyyy-mm-dd"))
        case dt.time():
            seconds = value.hour * 3600 + value.minute * 60 + value.second
            return number_value(seconds / DAY, number_format("h:mm:ss"))
        case dt.timedelta():
            return number_value(value.total_seconds() / DAY, number_format("[h]:mm:ss"))
    return text_value(str(value), None)


FORMULA = (0x0006, 0x0206, 0x0406)
BOF = (0x0009, 0x0209, 0x0409, 0x0809)
EOF = 0x000A
EMPTY_RESULT = b"\x03"
NO_NUMBER = b"\xff\xff"
EMPTY_STRING_TOKEN = b"\x17\x00"
OBJECT = 0x005D
CONTROLS = (0x0B, 0x0C)
"""Types of objects: check box, option button."""
REGIONAL = range(27, 59)
TEXT, NUMBER, DATE, BOOLEAN, ERROR = 1, 2, 3, 4, 5


def read_xls(data: bytes, sink: Sink) -> None:
    """Pass every worksheet to ``sink``. Raises Unreadable."""
    book = _open(data)
    if book is None:
        if not _is_sound(data):
            raise Unreadable("file-damaged")
        read_xls_values(data, sink)
        return
    if book.nsheets == 0:
        raise Unreadable("file-only-charts")
    if data.startswith(OLE_MAGIC) and "_VBA_PROJECT_CUR" in stream_names(data):
        sink.note("macros")
    for number in range(book.nsheets):
        sheet = _sheet(book, number)
        if sheet is None:
            sink.note("sheet-lost")
            continue
        sink.sheet(sheet.name, hidden=bool(sheet.visibility))
        formulas, has_controls = _formulas_and_controls(book, number)
        if has_controls:
            sink.tell("sheet-controls-unread", [])
        _SheetReading(book, sheet, formulas, sink).run()
    if sink.is_empty:
        raise Unreadable("file-damaged")


def _open(data: bytes) -> Any:
    """The book as xlrd sees it; None where xlrd does not open it."""
    import xlrd
    from xlrd.book import open_workbook_xls

    try:
        return open_workbook_xls(
            file_contents=data,
            logfile=io.StringIO(),
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
            ignore_workbook_corruption=True,
        )
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise Unreadable("file-encrypted") from None
        return None
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - xlrd fails on broken files in every way there is
        return None


def _is_sound(data: bytes) -> bool:
    """Whether the container holds together: calamine runs away with one that loops."""
    from xlrd.compdoc import CompDoc

    try:
        CompDoc(data, logfile=io.StringIO(), ignore_workbook_corruption=True)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - as above
        return False
    return True


def _sheet(book: Any, number: int) -> Any:
    try:
        return book.sheet_by_index(number)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - as above; the other sheets are still read
        return None


def _formulas_and_controls(book: Any, number: int) -> tuple[dict[tuple[int, int], bool], bool]:
    """Places of a sheet's formulas (from 0), and whether form controls lie over it.

    Of each formula it says whether its value was ever computed. One that was never calculated is
    stored with an empty result; so is one whose result is the empty text, which has that text
    among its tokens.

    Controls are check boxes and option buttons (OBJ, [MS-XLS] 2.4.181). Where they lie and what
    they say stands in drawing records that are not read. Lists are left out: a filter is one, too.
    """
    found: dict[tuple[int, int], bool] = {}
    has_controls = False
    for record, data in _records(book.mem, book._sh_abs_posn[number]):  # noqa: SLF001 - xlrd tells it nowhere else
        if record in FORMULA and len(data) >= 14:  # noqa: PLR2004 - up to its result
            row, column = struct.unpack_from("<HH", data)
            empty = data[6:7] == EMPTY_RESULT and data[12:14] == NO_NUMBER
            found[row, column] = not empty or EMPTY_STRING_TOKEN in data[22:]
        elif record == OBJECT and len(data) >= 6:  # noqa: PLR2004 - up to its type
            has_controls = has_controls or data[4] in CONTROLS
    return found, has_controls


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of one substream; those of charts within it too."""
    depth, at = 0, start
    while at + 4 <= len(stream):
        record, length = struct.unpack_from("<HH", stream, at)
        depth += (record in BOF) - (record == EOF)
        if depth <= 0:
            return
        yield record, stream[at + 4 : at + 4 + length]
        at += 4 + length


class _SheetReading:
    """One worksheet of an xlrd book to the sink."""

    def __init__(
        self, book: Any, sheet: Any, formulas: dict[tuple[int, int], bool], sink: Sink
    ) -> None:
        self._book, self._sheet, self._sink = book, sheet, sink
        self._formulas = formulas
        self._styles: dict[int, CellStyle] = {}

    def run(self) -> None:
        sheet = self._sheet
        for row in range(sheet.nrows):
            for column in range(sheet.row_len(row)):
                self._cell(row, column)
        for (row, column), note in sheet.cell_note_map.items():
            text = plain_note(note.text, note.author, self._bold_head(note))
            self._sink.comment(row + 1, column + 1, text)
        hidden = [column + 1 for column, info in sheet.colinfo_map.items() if info.hidden]
        merged = [
            (top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells
        ]
        self._sink.close(hidden, merged)

    def _bold_head(self, note: Any) -> str:
        """The first words of a note where they are in bold, as the author's name is."""
        runs = note.rich_text_runlist or []
        fonts = self._book.font_list
        if len(runs) < 2 or not (runs[0][1] < len(fonts) and fonts[runs[0][1]].bold):  # noqa: PLR2004
            return ""
        return str(note.text[: runs[1][0]])

    def _cell(self, row: int, column: int) -> None:
        type_, value = self._sheet.cell_type(row, column), self._sheet.cell_value(row, column)
        calculated = self._formulas.get((row, column))
        if calculated is False:
            value = uncalculated("…")
        elif type_ in (TEXT, NUMBER, DATE, BOOLEAN, ERROR):
            style = self._style(row, column)
            value = self._read(type_, self._in_runs(row, column, value, style), style)
            value = looking(value, style) if style else value
        else:
            return
        if not value[1]:
            return
        self._sink.add(row + 1, column + 1, value, calculated is not None)
        info = self._sheet.rowinfo_map.get(row)
        if info is not None and info.hidden:
            self._sink.hidden_rows.add(row + 1)

    def _read(self, type_: int, value: Any, style: CellStyle | None) -> Value:
        if type_ == BOOLEAN:
            return boolean(value)
        if type_ == ERROR:
            return binary_error(value)
        if type_ == TEXT:
            return drawn_value(value, style)
        format_ = style.format if style else None
        return number_value(value, format_, mac_epoch=bool(self._book.datemode))

    def _in_runs(self, row: int, column: int, value: Any, style: CellStyle | None) -> Any:
        """A text with the fonts of its runs, where it has several."""
        runs = self._sheet.rich_text_runlist_map.get((row, column))
        if not runs or not isinstance(value, str):
            return value
        starts = [0, *(at for at, _ in runs), len(value)]
        fonts = [style.font if style else None, *(self._font(number) for _, number in runs)]
        parts = zip(starts, starts[1:], fonts, strict=False)
        return RichText([(value[begin:end], font) for begin, end, font in parts])

    def _font(self, number: int) -> Font:
        fonts = self._book.font_list
        if number >= len(fonts):
            return Font()
        return Font(bool(fonts[number].struck_out), fonts[number].name)

    def _style(self, row: int, column: int) -> CellStyle | None:
        try:
            number = self._sheet.cell_xf_index(row, column)
            xf = self._book.xf_list[number]
        except (IndexError, KeyError):
            return None
        if number not in self._styles:
            fonts = self._book.font_list
            font = fonts[xf.font_index] if xf.font_index < len(fonts) else None
            look = [
                *(["bold"] if font is not None and font.bold else []),
                *(["underlined"] if font is not None and font.underlined else []),
                *([f"fill:{xf.background.pattern_colour_index}"] if _is_filled(xf) else []),
            ]
            self._styles[number] = CellStyle(
                self._lookup(xf.format_key), self._font(xf.font_index), " ".join(look)
            )
        return self._styles[number]

    def _lookup(self, key: int) -> NumberFormat | None:
        known = self._book.format_map.get(key)
        code = BUILT_IN[key] if key in REGIONAL else known.format_str if known else GENERAL
        return None if code == GENERAL else number_format(code)


def _is_filled(xf: Any) -> bool:
    """Whether the cell has a fill that shows: a pattern in another colour than white."""
    white = (1, 9, 64)  # of the palette
    return bool(xf.background.fill_pattern) and xf.background.pattern_colour_index not in white
