"""Apple Numbers, by the package numbers-parser where it is installed (the extra ``numbers``).

It reads the file anew, by its path; the limits are those of the process around it.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from vendor_score.cell_names import read_range
from vendor_score.questionnaire.files.number_formats import general, iso_date, serial_of
from vendor_score.questionnaire.files.package import Unreadable
from vendor_score.questionnaire.files.wire_format import boolean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vendor_score.questionnaire.files.wire_format import Sink, Value

__all__ = ["read_numbers"]


def read_numbers(path: str, sink: Sink) -> None:
    """Pass every table of a Numbers document to ``sink``.

    Parameters
    ----------
    path
        Of the document.
    sink
        Takes a sheet for each table, named by its sheet, and by the table too where the sheet has
        several.

    Raises
    ------
    Unreadable
        Where numbers-parser is not installed, with the cure, or cannot read the file.
    """
    try:
        from numbers_parser import Document
        from numbers_parser.exceptions import NumbersError
    except ImportError:
        raise Unreadable("not-readable", kind="numbers") from None
    try:
        sheets = Document(path).sheets
    except (NumbersError, ValueError, KeyError, IndexError):
        raise Unreadable("file-damaged") from None
    for sheet in sheets:
        tables = list(sheet.tables)
        for table in tables:
            name = sheet.name if len(tables) == 1 else f"{sheet.name} {table.name}"
            sink.sheet(name)
            sink.expect(table.num_rows * table.num_cols)
            _add_cells(table.rows(), sink)
            sink.close((), filter(None, map(read_range, table.merge_ranges)))


def _add_cells(rows: Iterable[Iterable[Any]], sink: Sink) -> None:
    for row, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells, start=1):
            value = _value(cell)
            if value is not None:
                sink.add(row, column, value, bool(cell.is_formula))


def _value(cell: Any) -> Value | None:
    """What a cell holds; None for an empty one or one that another covers."""
    value, shown = cell.value, str(cell.formatted_value)
    match value:
        case None:
            is_error = type(cell).__name__ == "ErrorCell"
            return ("error", shown or "#N/A", None, None) if is_error else None
        case bool():
            return boolean(value)
        case int() | float():
            return _number(float(value), shown)
        case dt.datetime():
            serial = serial_of(value.isoformat())
            return "date", iso_date(serial or 0), serial, None
        case dt.timedelta():
            return "duration", shown, value.total_seconds(), "[h]:mm:ss"
        case _:
            return ("text", str(value), None, None) if value else None


def _number(value: float, shown: str) -> Value:
    """A number in its format; without one Numbers gives all its digits, noise and all."""
    if shown.endswith("%"):
        return "percent", shown, value, None
    plain = shown.replace(".", "", 1).lstrip("-").isdecimal()
    return "number", general(value) if plain and float(shown) == value else shown, value, None
