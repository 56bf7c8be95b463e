"""The reading plan: how every sheet was read, and what the buyer corrects in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from vendor_score.findings import NOWHERE, Source

__all__ = [
    "LAYOUTS",
    "LEFT_OUT",
    "OF_NAMES",
    "OF_SHEETS",
    "ROLES",
    "UNUSED",
    "Entered",
    "PlanCorrection",
    "PlannedColumn",
    "PlannedName",
    "PlannedQuestion",
    "SheetPlan",
    "What",
]

UNUSED: Final = "unused"
"""The role of a column, and the criterion of a question, that the buyer sets aside."""

ROLES: Final = ("question", "answer", "unit", "evidence", "remarks", "vendor", "id", UNUSED)
"""What the buyer may say that a column is."""

LEFT_OUT: Final = "left_out"
"""The layout of a sheet that the buyer said is not to be read."""

LAYOUTS: Final = ("question_rows", "vendor_rows", "label_pairs", "lines")
"""What the buyer may say that a sheet's layout is."""

What = Literal[
    "use", "whose", "layout", "header_row", "column", "question", "vendor", "same_as", "short"
]
"""What a correction is about: a sheet, one of its columns, a question, or a vendor's name."""

OF_SHEETS: Final[tuple[What, ...]] = ("use", "whose", "layout", "header_row")
"""What is said of a sheet as a whole."""

OF_NAMES: Final[tuple[What, ...]] = ("vendor", "same_as", "short")
"""What is said of a name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedColumn:
    """What a column of a sheet was taken for.

    Attributes
    ----------
    column : str
        Its letters.
    heading : str
        What stands over it.
    role : str
        ``question``, ``answer``, ``unit``, ``evidence``, ``remarks``, ``vendor``, ``id``, ``tick``
        or ``unused``.
    criterion : str or None
        What is answered there, where questions stand side by side.
    filled : int
        Cells below the heading that hold anything, as far as the sheet was counted.
    """

    column: str
    heading: str
    role: str
    criterion: str | None = None
    filled: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedQuestion:
    """A question of a sheet and how it was recognised.

    Attributes
    ----------
    criterion : str
        The criterion that it asks.
    text : str
        As it stands in the sheet.
    how : str
        ``id``, ``mapped``, ``exact`` or ``near``.
    cell : str
        Where it stands.
    """

    criterion: str
    text: str
    how: str
    cell: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetPlan:
    """How a sheet was read: whose it is and why, by which layout, which column is what.

    Attributes
    ----------
    file : str
        As shown to people.
    sheet : str
        Its name.
    layout : str
        ``question_rows``, ``vendor_rows``, ``label_pairs``, ``lines``, ``survey``; ``left_out``
        where the buyer said so, ``none`` where it asks nothing.
    headers : tuple of int
        Rows with headings, counted from 1.
    columns : tuple of PlannedColumn
        From left to right, of all tables of the sheet.
    questions : tuple of PlannedQuestion
        From top to bottom, or from left to right.
    unmatched : int
        Questions that match no criterion.
    others : tuple of (str, str)
        Those questions, at most the first 200, with their cells.
    whose : tuple of (str, str)
        Vendors whose answers it holds and what says so (``id``, ``cell``, ``table``, ``row``,
        ``column``, ``heading``, ``sheet``, ``file``, ``plan``).
    left_out : int
        Blocks of answers that belong to no vendor.
    answers : int
        Answers that were taken.
    hidden : bool
        Whether the sheet is hidden.
    """

    file: str
    sheet: str
    layout: str = "none"
    headers: tuple[int, ...] = ()
    columns: tuple[PlannedColumn, ...] = ()
    questions: tuple[PlannedQuestion, ...] = ()
    unmatched: int = 0
    others: tuple[tuple[str, str], ...] = ()
    whose: tuple[tuple[str, str], ...] = ()
    left_out: int = 0
    answers: int = 0
    hidden: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedName:
    """A name that was met and may be a vendor's.

    Attributes
    ----------
    name : str
        As shown to people.
    is_vendor : bool
        Whether it was taken for one.
    is_unsure : bool
        Whether it was left out because nothing says what it is.
    files : tuple of str
        Where it stands, at most the first few.
    """

    name: str
    is_vendor: bool
    is_unsure: bool = False
    files: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Entered:
    """Who corrected the plan, why, and where the correction stands.

    Attributes
    ----------
    reason, name, date : str
        As entered in the review workbook.
    source : Source
        The cell of the review workbook; nowhere where criteria.yaml says it.
    line : str
        Where in criteria.yaml, such as ``criteria.yaml:12``; empty for a review workbook.
    proposal : str
        How it was read before, as the review workbook shows it.
    """

    reason: str = ""
    name: str = ""
    date: str = ""
    source: Source = NOWHERE
    line: str = ""
    proposal: str = ""


_BY_NOBODY = Entered()


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanCorrection:
    """One thing that the buyer says instead of what was read.

    Attributes
    ----------
    what : str
        What it is about. ``use``, ``whose``, ``layout``, ``header_row`` and ``column`` are about
        sheets; ``question`` about a printed question; ``vendor``, ``same_as`` and ``short`` about
        a name.
    value : str
        What holds instead: ``yes`` or ``no`` of ``use`` and ``vendor``, one of `LAYOUTS`, one of
        `ROLES` or a criterion's id of a column, a criterion's id or ``unused`` of a question.
    file, sheet : str or None
        The file and the sheet that are meant; None for all of them.
    key : str
        The letters or heading of the column, the text of the question, or the name.
    heading : str or None
        What stood over the column when it was corrected; None where it may be anything.
    entered : Entered
        By whom, why and where.
    """

    what: What
    value: str
    file: str | None = None
    sheet: str | None = None
    key: str = ""
    heading: str | None = None
    entered: Entered = _BY_NOBODY

    @property
    def place(self) -> tuple[object, ...]:
        """What it is about; two that say different things of one place contradict each other."""
        return (self.what, self.file, self.sheet, self.key.casefold())
