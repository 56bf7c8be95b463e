"""ods: OpenDocument spreadsheets, by one pass of expat over the content.

Elements and attributes are those of OpenDocument 1.3 part 3. The text of a cell is stored as a
person sees it; repeated cells and rows are counted, and only filled ones are kept.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from vendor_score.cell_names import a1, read_address
from vendor_score.questionnaire.files.cell_formats import (
    Font,
    RichText,
    general,
    iso_date,
    number_format,
    serial_of,
)
from vendor_score.questionnaire.files.containers import (
    MAX_COLUMNS,
    MAX_ROWS,
    TICKED,
    UNTICKED,
    Placed,
    Unreadable,
    Value,
    boolean,
    is_picture,
    plain_note,
    uncalculated,
)
from vendor_score.questionnaire.files.xlsx_parts import CellStyle, drawn_value, looking

if TYPE_CHECKING:
    from collections.abc import Callable

    from vendor_score.questionnaire.files.containers import Package, Sink

__all__ = ["StyleReading", "read_ods"]


class _Look:
    """What one style says of a cell or of words in it; None where its parent says it."""

    __slots__ = ("bold", "fill", "font", "struck", "underlined")

    def __init__(self) -> None:
        self.struck: bool | None = None
        self.font: str | None = None
        self.bold: bool | None = None
        self.underlined: bool | None = None
        self.fill: str | None = None

    def take(self, local: str, plain: dict[str, str]) -> None:
        """Take the attributes of ``text-properties`` or ``table-cell-properties``."""
        if local == "table-cell-properties":
            colour = plain.get("background-color")
            if colour is not None:
                self.fill = "" if colour.lower() in _NO_FILL else f"fill:{colour.lower()}"
            return
        through = plain.get("text-line-through-style") or plain.get("text-line-through-type")
        if through is not None:
            self.struck = through != "none"
        self.font = plain.get("font-name") or plain.get("font-family") or self.font
        if "font-weight" in plain:
            self.bold = plain["font-weight"] in _BOLD
        if "text-underline-style" in plain:
            self.underlined = plain["text-underline-style"] != "none"


_NO_FILL = ("transparent", "#ffffff")
_BOLD = ("bold", "600", "700", "800", "900")
_MOST_PARENTS = 8


class StyleReading:
    """Handlers for the styles of styles.xml and content.xml, and what they found."""

    def __init__(self) -> None:
        self._formats: dict[str, str] = {}
        self._parents: dict[str, str] = {}
        self._kinds: dict[str, str] = {}
        self._hidden: set[str] = set()
        self._style = ""
        self._looks: dict[str, _Look] = {}
        self._faces: dict[str, str] = {}
        self._open: _Look | None = None
        self._cell_styles: dict[str, CellStyle] = {}
        self._time: tuple[str, set[str]] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition("}")[2]
        if local not in _OF_STYLES:
            return
        plain = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        if local == "style":
            self._start_style(plain)
        elif local == "font-face":
            self._faces[plain.get("name", "")] = plain.get("font-family", "")
        elif local == "table-properties":
            if plain.get("display") == "false":
                self._hidden.add(self._style)
        elif local in ("text-properties", "table-cell-properties"):
            if self._open is not None:  # formats of numbers have colours of their own
                self._open.take(local, plain)
        elif local == "time-style":
            elapsed = plain.get("truncate-on-overflow") == "false"
            self._time = plain.get("name", ""), {"elapsed"} if elapsed else set()
        elif self._time is not None:
            self._time[1].add(local)

    def end(self, name: str) -> None:
        if name.endswith("}style"):
            self._open = None
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

    def cell_style(self, style: str) -> CellStyle:
        """How cells or words of a style look, with what its parents say."""
        if style not in self._cell_styles:
            self._cell_styles[style] = self._resolved(style)
        return self._cell_styles[style]

    def _resolved(self, style: str) -> CellStyle:
        chain: list[_Look] = []
        for _ in range(_MOST_PARENTS):
            chain.append(self._looks.get(style, _Look()))
            if style not in self._parents:
                break
            style = self._parents[style]

        def first(name: str) -> Any:
            return next((v for look in chain if (v := getattr(look, name)) is not None), None)

        marks = [name for name in ("bold", "underlined") if first(name)]
        look = " ".join([*marks, *([first("fill")] if first("fill") else [])])
        name = first("font") or ""
        name = self._faces.get(name, name).strip("'")
        return CellStyle(font=Font(bool(first("struck")), name), look=look)

    def _start_style(self, plain: dict[str, str]) -> None:
        self._style = plain.get("name", "")
        self._open = self._looks[self._style] = _Look()
        if "data-style-name" in plain:
            self._formats[self._style] = plain["data-style-name"]
        if "parent-style-name" in plain:
            self._parents[self._style] = plain["parent-style-name"]


_OF_STYLES = frozenset({
    "style", "table-properties", "time-style", "hours", "minutes", "seconds", "text-properties",
    "table-cell-properties", "font-face",
})  # fmt: skip
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


CONTROLS = ("checkbox", "radio", "control", "listbox", "combobox", "textarea")
PLAIN_STYLE = CellStyle()


class _Controls:
    """Form controls of a sheet (OpenDocument 1.3 part 3, 13.5), over the cells that hold them."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, str]] = {}
        self._boxes: Placed = []
        self._linked: Placed = []
        self._unread: list[str] = []

    def define(self, kind: str, plain: dict[str, str]) -> None:
        """Take a control; its state is the current one, else that of the form as made."""
        state = plain.get("current-state") or plain.get("state") or ""
        selected = plain.get("current-selected") or plain.get("selected") or ""
        if kind not in {"checkbox", "radio"} or state == "unknown":
            text = ""
        else:
            mark = TICKED if state == "checked" or selected == "true" else UNTICKED
            text = f"{mark}{plain.get('label', '')}".strip()
        self._known[plain.get("id", "")] = text, plain.get("linked-cell", "")

    def draw(self, id: str, place: tuple[int, int] | None) -> None:
        """Take the place of a control; None where no cell holds it."""
        text, link = self._known.get(id, ("", ""))
        if not text or place is None:
            self._unread.append(a1(*place) if place is not None else "")
            return
        self._boxes.append((*place, text))
        linked = read_address(link.rpartition(".")[2])
        if linked is not None and linked != place:
            self._linked.append((*linked, text))

    def pass_on(self, sink: Sink) -> None:
        """Send what was read, and note what was not."""
        if self._boxes:
            sink.tell("sheet-controls-read", [a1(row, column) for row, column, _ in self._boxes])
            sink.lay_over(self._boxes, self._linked, [])
        if self._unread:
            sink.tell("sheet-controls-unread", filter(None, self._unread))


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
        self._paragraphs: list[list[tuple[str, Font | None]]] = []
        self._spans: list[Font] = []
        self._controls = _Controls()
        self._note = _NoteReading()
        self._pieces: list[tuple[str, Font | None]] | None = None
        self._column_count = 0
        self._column_styles: list[tuple[int, str]] = []
        self._hidden_columns: list[int] = []
        self._merged: list[tuple[int, int, int, int]] = []
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            **dict.fromkeys(CELLS, self._start_cell),
            "table-row": self._start_row,
            "table-column": self._start_column,
            "table": self._start_table,
            "span": self._start_span,
            **{name: partial(self._control, name) for name in CONTROLS},
        }

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition("}")[2]
        if local == "spreadsheet":
            self.is_spreadsheet = True
        if local in ASIDE:
            self._aside += 1
        if self._aside:
            self._note.start(local)
            if local == "control":  # it hangs on the page and no cell
                self._controls.draw("", None)
            return
        if local in self._starts:
            self._starts[local](_plain(attributes))
        elif local == "p":
            self._pieces, self._spans = [], []
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
            self._paragraphs.append(self._pieces)
            self._pieces = None
        elif local == "span" and self._spans:
            self._spans.pop()
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
            self._pieces.append((data, self._spans[-1] if self._spans else None))

    def _blank(self, local: str, attributes: dict[str, str]) -> None:
        if self._pieces is not None:
            spaces = " " * min(_count(_plain(attributes).get("c")), 1000)
            self._pieces.append(({"s": spaces, "tab": "\t", "line-break": "\n"}[local], None))

    def _start_table(self, attributes: dict[str, str]) -> None:
        self._tables += 1
        if self._tables > 1:  # a table within a cell
            return
        hidden = self._styles.hides_table(attributes.get("style-name", ""))
        self._sink.sheet(attributes.get("name", ""), hidden=hidden)
        self._row = self._column_count = 0
        self._column_styles, self._hidden_columns, self._merged = [], [], []
        self._controls = _Controls()

    def _end_table(self) -> None:
        self._tables -= 1
        if self._tables == 0:
            self._controls.pass_on(self._sink)
            self._sink.close(self._hidden_columns, self._merged)

    def _start_column(self, attributes: dict[str, str]) -> None:
        first = self._column_count + 1
        count = min(_count(attributes.get("number-columns-repeated")), MAX_COLUMNS)
        self._column_count = min(self._column_count + count, MAX_COLUMNS)
        style = attributes.get("default-cell-style-name", "")
        self._column_styles.append((self._column_count, style))
        if attributes.get("visibility") in HIDDEN:
            self._hidden_columns.extend(range(first, self._column_count + 1))

    def _control(self, local: str, plain: dict[str, str]) -> None:
        """A form control, as it is defined ahead of the rows or as it is drawn in a cell."""
        if local != "control":
            self._controls.define(local, plain)
        else:
            self._controls.draw(plain.get("control", ""), (self._row + 1, self._column + 1))

    def _start_span(self, plain: dict[str, str]) -> None:
        self._spans.append(self._styles.cell_style(plain.get("style-name", "")).font)

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
        read = self._in_style(cell, self._read(cell, self._shown()))
        if not read[1]:
            return
        if self._column > MAX_COLUMNS:
            raise Unreadable("file-too-large")
        self._row_cells.append((first, count, read, "formula" in cell))

    def _shown(self) -> str:
        """The paragraphs of the cell, a `RichText` where words have a font of their own."""
        runs: list[tuple[str, Font | None]] = []
        for paragraph in self._paragraphs:
            runs += [("\n", None)] if paragraph is not self._paragraphs[0] else []
            runs += paragraph
        if any(font is not None for _, font in runs):
            return RichText(runs)
        return "".join(words for words, _ in runs)

    def _in_style(self, cell: dict[str, str], value: Value) -> Value:
        style = self._styles.cell_style(self._style(cell))
        return looking(value, style) if style != PLAIN_STYLE else value

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
        text = shown or cell.get("string-value", "")
        style = self._styles.cell_style(self._style(cell))
        return drawn_value(text, style if style != PLAIN_STYLE else None)

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
