"""Formats with little to them: csv and its relatives, and Apple Numbers by numbers-parser."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
from collections import Counter
from typing import TYPE_CHECKING, Any

from vendor_score.cell_names import read_range
from vendor_score.questionnaire.files.cell_formats import general, iso_date, serial_of
from vendor_score.questionnaire.files.containers import MAX_COLUMNS, MAX_ROWS, Unreadable, boolean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vendor_score.questionnaire.files.containers import Sink, Value

__all__ = ["decode", "is_table", "read_delimited", "read_numbers"]

SEPARATORS = (",", "\t", ";", "|")
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE_ROWS = 200
SAMPLE_CHARACTERS = 200_000
MAX_FIELD = 10_000_000
LAST_ASCII = 0x7F
MOST = 0.6


def decode(data: bytes) -> str | None:
    """The text of a file by its mark or by what fits; None where it is no text."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    if b"\0" in data:
        return _wide(data)
    text = _strict(data, "utf-8")
    if text is None:
        text = _national(data)
    return text if text is not None and not _is_binary(text) else None


def is_table(text: str) -> bool:
    """Whether most rows of a text agree on two or more columns."""
    return "\n" in text.strip() and _score(text, _separator(text)) > MOST


def read_delimited(text: str, sink: Sink) -> None:
    """Pass a text's cells to ``sink`` as the one sheet of a workbook. Raises Unreadable."""
    separator = _separator(text)
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
    sink.sheet("")
    try:
        for row, fields in enumerate(_rows(text, separator), start=1):
            if row > MAX_ROWS or len(fields) > MAX_COLUMNS:
                raise Unreadable("file-too-large")
            for column, field in enumerate(fields, start=1):
                if field:
                    sink.add(row, column, ("text", field, None, None), False)  # noqa: FBT003
    except csv.Error:
        raise Unreadable("file-damaged") from None
    sink.close()


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: line ends and separators have their zero byte on one side only."""
    data = data[: len(data) // 2 * 2]
    first, second = data[0::2].count(0), data[1::2].count(0)
    text = _strict(data, "utf-16-le" if second > first else "utf-16-be")
    return text if text is not None and not _is_binary(text) else None


def _national(data: bytes) -> str | None:
    """GB 18030, unless each high byte stands by itself as in western single-byte text."""
    text = _strict(data, "gb18030")
    if text is not None and not _looks_western(data):
        return text
    return _strict(data, "cp1252") or text


def _looks_western(data: bytes) -> bool:
    high = [i for i, byte in enumerate(data) if byte > LAST_ASCII]
    return all(
        (i + 1 == len(data) or data[i + 1] <= LAST_ASCII) and (i == 0 or data[i - 1] <= LAST_ASCII)
        for i in high
    )


def _is_binary(text: str) -> bool:
    """Whether a text holds control characters that no table has."""
    return any(text.count(chr(point)) for point in (*range(9), *range(14, 27), *range(28, 32)))


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_FIELD)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _separator(text: str) -> str:
    """The separator that gives the most even rows; the first of `SEPARATORS` where none does."""
    first = text[:6].splitlines()[0] if text[:6].strip() else ""
    if first[:4].lower() == "sep=" and len(first) == 5:  # noqa: PLR2004 - Excel's own first line
        return first[4]
    scores = {separator: _score(text, separator) for separator in SEPARATORS}
    return max(SEPARATORS, key=scores.__getitem__)


def _score(text: str, separator: str) -> float:
    """0 where fewer than two columns; else the share of rows that have the usual number of them.

    Notes above a table and totals below it have fewer columns, so the usual number is that of
    the widest rows that are common.
    """
    counts: Counter[int] = Counter()
    try:
        for row, fields in enumerate(_rows(text[:SAMPLE_CHARACTERS], separator)):
            if any(fields):
                counts[len(fields)] += 1
            if row >= SAMPLE_ROWS:
                break
    except csv.Error:
        return 0.0
    several = {width: n for width, n in counts.items() if width > 1}
    if not several:
        return 0.0
    return max(several.values()) / counts.total() + min(max(several), 99) / 10_000


# Apple Numbers, by the package numbers-parser where it is installed (the extra ``numbers``).


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
