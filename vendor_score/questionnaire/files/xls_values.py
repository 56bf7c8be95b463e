"""Values of an old workbook that xlrd does not open, by calamine: without formats and formulas."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

from vendor_score.questionnaire.files.limits import Unreadable
from vendor_score.questionnaire.files.moments import DAY, serial_of
from vendor_score.questionnaire.files.number_format import number_format
from vendor_score.questionnaire.files.values import Value, boolean, number_value, text_value

if TYPE_CHECKING:
    from vendor_score.questionnaire.files.frames import Sink

__all__ = ["read_xls_values"]


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
