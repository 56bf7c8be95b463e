"""Workbooks, sheets and cells as the file reader gives them, and what became of the files."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Any

from vendor_score.findings import Finding, Severity, Source
from vendor_score.kinds.readings import format_reading
from vendor_score.records import Question, Reading
from vendor_score.units import SECONDS
from vendor_score.wording import Lang, both, text

__all__ = [
    "Cell",
    "CellKind",
    "CellTable",
    "CellTableBuilder",
    "DiscoveredFiles",
    "FoundFile",
    "ReadFiles",
    "Remark",
    "Sheet",
    "SheetNote",
    "SheetState",
    "UnreadableFile",
    "Workbook",
    "note_findings",
    "shown_reading",
    "stray_findings",
]


class CellKind(StrEnum):
    """What a cell holds, read from its number format before its value."""

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    BOOLEAN = "boolean"
    ERROR = "error"
    UNCALCULATED = "uncalculated"
    PICTURE = "picture"
    STRUCK = "struck"  # struck through: withdrawn
    SEVERAL = "several"  # several options of one choice are ticked


class SheetState(StrEnum):
    VISIBLE = "visible"
    HIDDEN = "hidden"


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """One filled cell. ``row`` and ``column`` count from 1.

    ``text`` is what a person sees (0.008 in a percent format: ``0.8%``); ``number`` the stored
    number of a number-like cell: percent as the fraction, date as the spreadsheet's serial day,
    time and duration in seconds. ``number_format`` is the format code where the file has one;
    ``formula`` says that the value was computed. ``look`` names what sets the cell apart from its
    neighbours (bold, a fill); ``struck`` in it: words of the text were struck through and left out.
    """

    row: int
    column: int
    kind: CellKind
    text: str
    number: float | None = None
    number_format: str | None = None
    formula: bool = False
    look: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetNote:
    """What a person should know of a sheet beside its cells.

    ``places`` are cells (B3) or rows (7), the first of ``count``; ``found`` is a text met there.
    """

    code: str
    places: tuple[str, ...] = ()
    found: str = ""
    count: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A sheet's filled cells, by (row, column). Merged ranges are (top, left, bottom, right).

    ``comments`` are the notes and threads that people left on cells, without their names.
    """

    name: str
    cells: Mapping[tuple[int, int], Cell]
    state: SheetState = SheetState.VISIBLE
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    notes: tuple[SheetNote, ...] = ()
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that a person should know of a cell beside its content, by its code."""

    code: str
    sheet: str
    cell: str
    found: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Workbook:
    """A whole file.

    ``notes`` are codes of things seen in it that a person should know (macros, links ...),
    ``remarks`` those seen in single cells. ``is_document``: it is a Word document, whose tables
    are its sheets; one without a question is a letter or a draft.
    """

    file: str
    sha256: str
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = field(default=())
    remarks: tuple[Remark, ...] = ()
    is_document: bool = False


# A reading as people see it beside its question: in its unit, with its options' names.


def shown_reading(reading: Reading | None, question: Question, lang: Lang) -> str:
    """``24 months`` where the question asks for months, though readings are kept in seconds."""
    if reading is None or not reading.has_value:
        return ""
    if reading.items is not None:
        labels = {option.id: option.label.text(lang) for option in question.options}
        named = tuple(labels.get(item, item) for item in reading.items)
        return format_reading(replace(reading, items=named), lang)
    if reading.unit == "s" and question.unit in SECONDS:
        return format_reading(_in(reading, question.unit), lang)
    return format_reading(reading, lang)


def _in(reading: Reading, unit: str) -> Reading:
    factor = SECONDS[unit]
    low = None if reading.low is None else reading.low / factor
    high = None if reading.high is None else reading.high / factor
    return replace(reading, low=low, high=high, unit=unit)


# What became of the files that were given, and the cells of a sheet as the worker sends them.

_LOST = frozenset({
    "active-control", "contract", "embedded-file", "part-not-read", "sheet-lost", "text-cut",
    "text-lost", "unknown-sign",
})  # fmt: skip
"""Notes that answers may be missing."""
SET_ASIDE = ("not-readable",)
"""Files that are no workbooks: listed, to be entered by hand, but no error."""
NOT_ASKED_FOR = ("file-beside-answers", "offer-among-answers")
"""Workbooks that lie outside the folder whose answers were asked for: said, but no error."""
_CLAIMS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et", ".csv", ".tsv", ".numbers")
"""Endings of files that ought to hold answers: where they do not, something went wrong."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundFile:
    """A file to read: where it is, and the name that people see.

    ``named``: the buyer named it or put it in its place in the case folder, so that it may decide.
    ``is_review``: it stands in the place of the case's review and can be nothing else.
    """

    path: Path
    file: str
    named: bool = False
    is_review: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class UnreadableFile:
    """A file that was received and not read.

    ``code`` is that of the finding; the wording ``errors.<code>`` says in one line what the file is
    and what to do, ``values`` fill it. ``sha256`` is empty where the bytes could
    not be read.
    """

    file: str
    code: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    sha256: str = ""

    @property
    def is_error(self) -> bool:
        """Whether it ought to have been read; a pdf or a picture is only set aside."""
        if self.code in NOT_ASKED_FOR:
            return False
        return self.code not in SET_ASIDE or self.file.lower().endswith(_CLAIMS)

    def message(self, lang: Lang) -> str:
        """One line: what the file is and what to do."""
        return text(f"errors.{self.code.replace('-', '_')}", lang, file=self.file, **self._shown())

    def finding(self) -> Finding:
        return Finding(
            code=self.code,
            severity=Severity.ERROR if self.is_error else Severity.WARNING,
            source=Source(file=self.file),
            found=self.file,
            values=self._shown(),
        )

    def _shown(self) -> dict[str, object]:
        shown: dict[str, object] = dict(self.values)
        if "kind" in shown:
            shown["kind"] = both(f"errors.kind.{shown['kind']}")
        return shown


@dataclass(frozen=True, kw_only=True, slots=True)
class DiscoveredFiles:
    """What lies in the sources: files to read, in order, and what cannot be opened at all.

    ``stray`` names criteria that lie among the answers, where they have no effect. ``beside`` are
    workbooks that lie beside the ``answers/`` of a case folder.
    """

    files: tuple[FoundFile, ...]
    unreadable: tuple[UnreadableFile, ...] = ()
    stray: tuple[str, ...] = ()
    beside: tuple[FoundFile, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadFiles:
    """Everything that the sources hold, in the order of the files' names.

    ``workbooks`` are vendors' files, ``reviews`` the buyer's review workbooks; the tool's own
    scorecards are in ``skipped`` by name. ``files`` tells where each name lies. ``stray`` names
    criteria and reviews that lie among the answers, where they have no effect.
    """

    workbooks: tuple[Workbook, ...]
    reviews: tuple[Workbook, ...] = ()
    unreadable: tuple[UnreadableFile, ...] = ()
    skipped: tuple[str, ...] = ()
    files: tuple[FoundFile, ...] = ()
    stray: tuple[str, ...] = ()


READ_BESIDE_CELLS = ("sheet-controls-read",)
"""Notes on sheets whose content was read, so that nothing need be done."""


def stray_findings(received: ReadFiles) -> list[Finding]:
    """A warning for each file among the answers that would decide if the buyer had named it."""
    return [
        Finding(
            code="deciding-file-among-answers",
            severity=Severity.WARNING,
            source=Source(file=file),
            found=file,
        )
        for file in received.stray
    ]


def note_findings(workbook: Workbook) -> list[Finding]:
    """What a person should know of a file that was read: macros, links, lost parts."""
    of_file = [
        Finding(
            code=f"file-{note}",
            severity=Severity.WARNING if note in _LOST else Severity.INFO,
            source=Source(file=workbook.file),
        )
        for note in workbook.notes
    ]
    of_cells = [
        Finding(
            code=remark.code,
            severity=Severity.WARNING,
            source=Source(workbook.file, remark.sheet, remark.cell),
            found=remark.found,
        )
        for remark in workbook.remarks
    ]
    of_sheets = [
        _sheet_finding(workbook.file, sheet.name, note)
        for sheet in workbook.sheets
        for note in sheet.notes
    ]
    return of_file + of_sheets + of_cells


def _sheet_finding(file: str, sheet: str, note: SheetNote) -> Finding:
    """A note on a sheet, with the cells it is about; what was not read is a warning."""
    first = next(iter(note.places), "")
    return Finding(
        code=note.code,
        severity=Severity.INFO if note.code in READ_BESIDE_CELLS else Severity.WARNING,
        source=Source(file, sheet, first if first[:1].isalpha() else None),
        found=note.found or ", ".join(note.places),
        values={"places": ", ".join(note.places), "count": note.count},
    )


# A sheet's cells as they came from the worker: columns of values, a `Cell` made when asked for.

SMALL = 20_000
"""Cells up to which a plain dict is quicker to use and small enough to keep."""

KINDS = {kind.value: kind for kind in CellKind}
Key = tuple[int, int]
StoredValue = tuple[CellKind, str, float | None, str | None, str]


class CellTable(Mapping[Key, Cell]):
    """Cells by (row, column), in that order, in a tenth of the memory of as many records."""

    def __init__(self, builder: CellTableBuilder) -> None:
        self._built = builder
        self._starts = {row: (start, end) for row, start, end in builder.runs}

    def __len__(self) -> int:
        return len(self._built.columns)

    def __iter__(self) -> Iterator[Key]:
        columns = self._built.columns
        for row, (start, end) in self._starts.items():
            for at in range(start, end):
                yield row, columns[at]

    def __getitem__(self, key: Key) -> Cell:
        row, column = key
        start, end = self._starts.get(row, (0, 0))
        at = bisect_left(self._built.columns, column, start, end)
        if at == end or self._built.columns[at] != column:
            raise KeyError(key)
        return self._built.cell(row, at)

    def values(self) -> ValuesView[Cell]:
        return _Values(self)

    def items(self) -> ItemsView[Key, Cell]:
        return _Items(self)

    def cells(self) -> Iterator[Cell]:
        return self._built.cells()

    def row_cells(self, row: int) -> list[Cell]:
        """The cells of a row in order, made in one go."""
        return self._built.row_cells(row, *self._starts.get(row, (0, 0)))

    def filled(self) -> dict[int, list[int]]:
        """The columns of each row that hold anything a person would see, without making cells."""
        return self._built.filled()


class _Values(ValuesView[Cell]):
    _mapping: CellTable

    def __iter__(self) -> Iterator[Cell]:
        return self._mapping.cells()


class _Items(ItemsView[Key, Cell]):
    _mapping: CellTable

    def __iter__(self) -> Iterator[tuple[Key, Cell]]:
        return (((cell.row, cell.column), cell) for cell in self._mapping.cells())


class _CellDraft:
    """A `Cell` in the making: a frozen record takes four times as long to fill as a plain one,
    and there are millions of cells. The slots are those of `Cell`.
    """

    __slots__ = ("row", "column", "kind", "text", "number", "number_format", "formula", "look")  # noqa: RUF023 - in the order of Cell's

    def __init__(self, row: int, column: int, value: StoredValue, *, formula: bool) -> None:
        self.row, self.column = row, column
        self.kind, self.text, self.number, self.number_format, self.look = value
        self.formula = formula


class CellTableBuilder:
    """Collects the frames of a sheet."""

    def __init__(self) -> None:
        self.runs: list[tuple[int, int, int]] = []
        self.columns, self._ids = array("I"), array("I")
        self._values: list[StoredValue] = []
        self._formulas: set[int] = set()

    def add(self, frame: list[Any]) -> None:
        """Take a frame ``["cells", ...]`` of the worker."""
        _, runs, columns, ids, values, formulas = frame
        before, shift = len(self.columns), len(self._values)
        self.columns.extend(columns)
        self._ids.extend([id_ + shift for id_ in ids] if shift else ids)
        self._values += [
            (KINDS[kind], text, number, code, look[0] if look else "")
            for kind, text, number, code, *look in values
        ]
        self._formulas.update([before + place for place in formulas])
        for row, count in zip(runs[0::2], runs[1::2], strict=True):
            continued = bool(self.runs) and self.runs[-1][0] == row
            start = self.runs.pop()[1] if continued else before
            before += count
            self.runs.append((row, start, before))

    def cell(self, row: int, at: int) -> Cell:
        value = self._values[self._ids[at]]
        draft: Any = _CellDraft(row, self.columns[at], value, formula=at in self._formulas)
        draft.__class__ = Cell
        cell: Cell = draft
        return cell

    def row_cells(self, row: int, start: int, end: int) -> list[Cell]:
        return [self.cell(row, at) for at in range(start, end)]

    def filled(self) -> dict[int, list[int]]:
        shown = [kind is not CellKind.TEXT or bool(text.strip()) for kind, text, *_ in self._values]
        ids, columns = self._ids, self.columns
        found: dict[int, list[int]] = {}
        for row, start, end in self.runs:
            told = [columns[at] for at in range(start, end) if shown[ids[at]]]
            if told:
                found[row] = told
        return found

    def cells(self) -> Iterator[Cell]:
        """The cells in the order they came in."""
        for row, start, end in self.runs:
            for at in range(start, end):
                yield self.cell(row, at)

    def finish(self) -> Mapping[Key, Cell]:
        """The cells by (row, column), in that order; the last of two in one place counts."""
        if len(self.columns) > SMALL and self._is_in_order():
            return CellTable(self)
        found: dict[Key, Cell] = {}
        columns, ids, values, formulas = self.columns, self._ids, self._values, self._formulas
        in_order, last = True, (0, 0)
        for row, start, end in self.runs:
            for at in range(start, end):  # as `cell` makes them: a call a cell would be felt
                place = row, columns[at]
                draft: Any = _CellDraft(*place, values[ids[at]], formula=at in formulas)
                draft.__class__ = Cell
                found[place] = draft
                in_order = in_order and place > last
                last = place
        return found if in_order else dict(sorted(found.items()))

    def _is_in_order(self) -> bool:
        if any(above[0] >= below[0] for above, below in pairwise(self.runs)):
            return False
        columns = self.columns
        rows = (list(columns[start:end]) for _, start, end in self.runs)
        return all(row == sorted(set(row)) for row in rows)
