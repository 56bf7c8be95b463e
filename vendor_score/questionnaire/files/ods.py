"""ods: OpenDocument spreadsheets, by one pass of expat over the content.

Elements and attributes are those of OpenDocument 1.3 part 3. The text of a cell is stored as a
person sees it; repeated cells and rows are counted, and only filled ones are kept.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from vendor_score.questionnaire.files.number_formats import (
    general,
    iso_date,
    number_format,
    serial_of,
)
from vendor_score.questionnaire.files.package import MAX_COLUMNS, MAX_ROWS, Unreadable
from vendor_score.questionnaire.files.wire_format import (
    Value,
    boolean,
    is_picture,
    plain_note,
    uncalculated,
)

if TYPE_CHECKING:
    from vendor_score.questionnaire.files.package import Package
    from vendor_score.questionnaire.files.wire_format import Sink

__all__ = ["StyleReading", "read_ods"]


class StyleReading:
    """Handlers for the styles of styles.xml and content.xml, and what they found."""

    def __init__(self) -> None:
        self._formats: dict[str, str] = {}
        self._parents: dict[str, str] = {}
        self._kinds: dict[str, str] = {}
        self._hidden: set[str] = set()
        self._style = ""
        self._time: tuple[str, set[str]] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition("}")[2]
        if local not in ("style", "table-properties", "time-style", "hours", "minutes", "seconds"):
            return
        plain = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        if local == "style":
            self._start_style(plain)
        elif local == "table-properties":
            if plain.get("display") == "false":
                self._hidden.add(self._style)
        elif local == "time-style":
            elapsed = plain.get("truncate-on-overflow") == "false"
            self._time = plain.get("name", ""), {"elapsed"} if elapsed else set()
        elif self._time is not None:
            self._time[1].add(local)

    def end(self, name: str) -> None:
        if name.endswith("}time-style") and self._time is not None:
            style, parts = self._time
            self._kinds[style] = (
                "time" if parts >= {"hours"} and "elapsed" not in parts else "duration"
            )
            self._time = None

    def hides_table(self, style: str) -> bool:
        return style in self._hidden

    def time_kind(self, style: str) -> str:
        """``time`` for a time of day (h:mm), ``duration`` for mm:ss and elapsed hours."""
        for _ in range(8):
            if style in self._formats:
                return self._kinds.get(self._formats[style], "time")
            if style not in self._parents:
                break
            style = self._parents[style]
        return "time"

    def _start_style(self, plain: dict[str, str]) -> None:
        self._style = plain.get("name", "")
        if "data-style-name" in plain:
            self._formats[self._style] = plain["data-style-name"]
        if "parent-style-name" in plain:
            self._parents[self._style] = plain["parent-style-name"]


DURATION = re.compile(
    r"(-?)P(?:(\d{1,9})D)?T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:[.,]\d+)?)S)?"
)
ERROR = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!)|Err:\d{3}")
HIDDEN = ("collapse", "filter")
CELLS = ("table-cell", "covered-table-cell")
ASIDE = frozenset({"annotation", "shapes", "frame", "custom-shape", "tracked-changes", "dde-links"})
"""What stands in a cell or sheet and is none of its text: notes, pictures, older versions."""


def read_ods(package: Package, sink: Sink) -> None:
    """Pass every sheet of a document to ``sink``. Raises Unreadable."""
    if _is_encrypted(package):
        raise Unreadable("file-encrypted")
    styles = StyleReading()
    if "styles.xml" in package:
        package.parse("styles.xml", StartElementHandler=styles.start, EndElementHandler=styles.end)
    scan = _ContentScan(sink, styles)
    package.parse(
        "content.xml",
        StartElementHandler=scan.start,
        EndElementHandler=scan.end,
        CharacterDataHandler=scan.text,
    )
    if not scan.is_spreadsheet:
        raise Unreadable("not-readable", kind="document")
    if sink.is_empty:
        raise Unreadable("file-no-sheets")
    if any(name.startswith("basic/") for name in package.names):
        sink.note("macros")
    if any(name.startswith("pictures/") for name in package.names):
        sink.note("pictures")


def _is_encrypted(package: Package) -> bool:
    if "META-INF/manifest.xml" not in package:
        return False
    met: list[str] = []

    def start(tag: str, _: dict[str, str]) -> None:
        if tag.endswith("}encryption-data"):
            met.append(tag)

    with suppress(Unreadable):  # a manifest that is broken locks nothing
        package.parse("META-INF/manifest.xml", StartElementHandler=start)
    return bool(met)


def _plain(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes by local name; an extension's own value type counts before the standard one."""
    plain = {name.rpartition("}")[2]: value for name, value in attributes.items()}
    for name, value in attributes.items():
        if name.endswith("}value-type") and value == "error":
            plain["value-type"] = "error"
    return plain


def _count(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and 0 < len(text) <= 9 else 1  # noqa: PLR2004


class _NoteReading:
    """The words of the notes in a cell, without who wrote them, and when."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._lines: list[str] = []
        self._pieces: list[str] = []
        self._author = ""
        self._is_in = False

    def start(self, local: str) -> None:
        if local == "annotation":
            self._is_in, self._author, self._lines = True, "", []
        if local in ("p", "creator"):
            self._pieces.clear()

    def text(self, data: str) -> None:
        if self._is_in:
            self._pieces.append(data)

    def end(self, local: str) -> None:
        if not self._is_in:
            return
        if local == "annotation":
            self.words.append(plain_note("\n".join(self._lines), self._author))
            self._is_in = False
        elif local == "creator":
            self._author = "".join(self._pieces).strip()
        elif local == "p":
            self._lines.append("".join(self._pieces))


class _ContentScan:
    """Handlers for content.xml."""

    def __init__(self, sink: Sink, styles: StyleReading) -> None:
        self._sink, self._styles = sink, styles
        self.is_spreadsheet = False
        self._tables = self._aside = 0
        self._row = self._column = 0
        self._row_count, self._row_hidden = 1, False
        self._cell: dict[str, str] = {}
        self._row_cells: list[tuple[int, int, Value, bool]] = []
        self._paragraphs: list[str] = []
        self._note = _NoteReading()
        self._pieces: list[str] | None = None
        self._column_count = 0
        self._column_styles: list[tuple[int, str]] = []
        self._hidden_columns: list[int] = []
        self._merged: list[tuple[int, int, int, int]] = []
        self._starts = {
            **dict.fromkeys(CELLS, self._start_cell),
            "table-row": self._start_row,
            "table-column": self._start_column,
            "table": self._start_table,
        }

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition("}")[2]
        if local == "spreadsheet":
            self.is_spreadsheet = True
        if local in ASIDE:
            self._aside += 1
        if self._aside:
            self._note.start(local)
            return
        if local in self._starts:
            self._starts[local](_plain(attributes))
        elif local == "p":
            self._pieces = []
        elif local in ("s", "tab", "line-break"):
            self._blank(local, attributes)
        elif local == "table-source":
            self._sink.note("external-links")
        else:
            self._styles.start(name, attributes)

    def end(self, name: str) -> None:
        local = name.rpartition("}")[2]
        if self._aside:
            self._note.end(local)
        if local in ASIDE:
            self._aside -= 1
        if self._aside:
            return
        if local in CELLS:
            self._end_cell()
        elif local == "p" and self._pieces is not None:
            self._paragraphs.append("".join(self._pieces))
            self._pieces = None
        elif local == "table-row":
            self._end_row()
        elif local == "table":
            self._end_table()
        else:
            self._styles.end(name)

    def text(self, data: str) -> None:
        if self._aside:
            self._note.text(data)
        elif self._pieces is not None:
            self._pieces.append(data)

    def _blank(self, local: str, attributes: dict[str, str]) -> None:
        if self._pieces is not None:
            spaces = " " * min(_count(_plain(attributes).get("c")), 1000)
            self._pieces.append({"s": spaces, "tab": "\t", "line-break": "\n"}[local])

    def _start_table(self, attributes: dict[str, str]) -> None:
        self._tables += 1
        if self._tables > 1:  # a table within a cell
            return
        hidden = self._styles.hides_table(attributes.get("style-name", ""))
        self._sink.sheet(attributes.get("name", ""), hidden=hidden)
        self._row = self._column_count = 0
        self._column_styles, self._hidden_columns, self._merged = [], [], []

    def _end_table(self) -> None:
        self._tables -= 1
        if self._tables == 0:
            self._sink.close(self._hidden_columns, self._merged)

    def _start_column(self, attributes: dict[str, str]) -> None:
        first = self._column_count + 1
        count = min(_count(attributes.get("number-columns-repeated")), MAX_COLUMNS)
        self._column_count = min(self._column_count + count, MAX_COLUMNS)
        style = attributes.get("default-cell-style-name", "")
        self._column_styles.append((self._column_count, style))
        if attributes.get("visibility") in HIDDEN:
            self._hidden_columns.extend(range(first, self._column_count + 1))

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row_count = _count(attributes.get("number-rows-repeated"))
        self._row_hidden = attributes.get("visibility") in HIDDEN
        self._column = 0
        self._row_cells = []

    def _end_row(self) -> None:
        if self._row_cells and self._row + self._row_count > MAX_ROWS:
            raise Unreadable("file-too-large")
        if self._row_cells:
            filled = sum(count for _, count, _, _ in self._row_cells)
            self._sink.expect(filled * self._row_count)
            for row in range(self._row + 1, self._row + self._row_count + 1):
                self._add_row(row)
        self._row += self._row_count

    def _add_row(self, row: int) -> None:
        for first, count, read, formula in self._row_cells:
            for column in range(first, first + count):
                self._sink.add(row, column, read, formula)
        if self._row_hidden:
            self._sink.hidden_rows.add(row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._cell = attributes
        self._paragraphs, self._pieces = [], None
        self._note.words = []

    def _end_cell(self) -> None:
        cell, first = self._cell, self._column + 1
        if self._note.words and self._tables == 1 and self._row < MAX_ROWS:
            self._sink.comment(self._row + 1, first, "\n".join(self._note.words))
        count = _count(cell.get("number-columns-repeated"))
        self._column += count
        down, right = (
            _count(cell.get("number-rows-spanned")),
            _count(cell.get("number-columns-spanned")),
        )
        if down > 1 or right > 1:
            self._merged.append((self._row + 1, first, self._row + down, first + right - 1))
        read = self._read(cell, "\n".join(self._paragraphs))
        if not read[1]:
            return
        if self._column > MAX_COLUMNS:
            raise Unreadable("file-too-large")
        self._row_cells.append((first, count, read, "formula" in cell))

    def _read(self, cell: dict[str, str], shown: str) -> Value:
        """The value of a cell; an empty text where it holds nothing."""
        type_, formula = cell.get("value-type", ""), cell.get("formula")
        if formula is not None:
            code = formula.partition("=")[2]
            if is_picture(formula):
                return "picture", "=" + code, None, None
            if not type_ and not shown:
                return uncalculated(code)
        if type_ == "error" or (formula is not None and ERROR.fullmatch(shown)):
            return "error", shown or "#N/A", None, None
        return self._typed(type_, cell, shown)

    def _typed(self, type_: str, cell: dict[str, str], shown: str) -> Value:
        match type_:
            case "float" | "currency" | "percentage":
                return self._number(type_, cell.get("value", ""), shown)
            case "date":
                return self._date(cell.get("date-value", ""), shown)
            case "time":
                return self._time(cell, shown)
            case "boolean":
                return boolean(cell.get("boolean-value") == "true")
        return "text", shown or cell.get("string-value", ""), None, None

    def _number(self, type_: str, value: str, shown: str) -> Value:
        try:
            number = float(value)
        except ValueError:
            return "text", shown, None, None
        if number - number != 0:  # infinite, or not a number
            return "text", shown, None, None
        if type_ == "percentage":
            return "percent", shown or general(round(number * 100, 10)) + "%", number, None
        if shown in ("TRUE", "FALSE"):  # a number in a boolean format
            return boolean(number)
        return "number", shown or general(number), number, None

    def _date(self, value: str, shown: str) -> Value:
        serial = serial_of(value)
        if serial is None:
            return "text", shown, None, None
        return "date", iso_date(serial), serial, None

    def _time(self, cell: dict[str, str], shown: str) -> Value:
        found = DURATION.fullmatch(cell.get("time-value", ""))
        if not found:
            return "text", shown, None, None
        days, hours, minutes = (int(part or 0) for part in found.groups()[1:4])
        seconds = float((found[5] or "0").replace(",", "."))
        total = days * 86400 + hours * 3600 + minutes * 60 + seconds
        total = -total if found[1] else total
        kind = self._styles.time_kind(self._style(cell))
        code = "h:mm:ss" if kind == "time" else "[h]:mm:ss"
        return kind, shown or number_format(code).read(total / 86400)[1], total, None

    def _style(self, cell: dict[str, str]) -> str:
        """The cell's own style, or that of its column."""
        own = cell.get("style-name")
        if own:
            return own
        return next((style for last, style in self._column_styles if self._column <= last), "")
