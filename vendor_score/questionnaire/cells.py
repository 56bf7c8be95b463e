"""Cells, sheets and workbooks as they come from the file reader, whatever the format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from vendor_score.kinds.readings import format_reading
from vendor_score.records import Question, Reading
from vendor_score.units import SECONDS
from vendor_score.wording import Lang

__all__ = [
    "Cell",
    "CellKind",
    "Remark",
    "Sheet",
    "SheetNote",
    "SheetState",
    "Workbook",
    "shown_reading",
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
