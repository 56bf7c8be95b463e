"""What a layout finds in a sheet: located answers in blocks of one vendor, and findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from vendor_score.cell_names import column_letters
from vendor_score.findings import NOWHERE, Finding, Severity, Source
from vendor_score.questionnaire.cells import Cell
from vendor_score.questionnaire.questions import QuestionMatch
from vendor_score.questionnaire.sheets.grid import Grid
from vendor_score.reading_plan import UNUSED, PlannedColumn, PlannedQuestion

__all__ = [
    "LocatedAnswer",
    "MeasuredFigure",
    "Naming",
    "SheetReading",
    "VendorBlock",
    "account_columns",
    "ambiguous_question",
    "layout_finding",
    "merge_columns",
    "near_match",
    "planned_question",
]


@dataclass(kw_only=True, slots=True)
class LocatedAnswer:
    """A place where a question is answered, or left blank (``cell`` None).

    One is made for every answer and thrown away at once, so it is not frozen: that costs twice
    the time.
    """

    question: str
    cell: Cell | None
    source: Source
    unit: str | None = None
    evidence: Cell | None = None
    remarks: Cell | None = None
    note: str = ""  # what notes on the cell say
    hidden: bool = False
    points: bool = False  # points that somebody gave, not what was asked


Naming = Literal["row", "column", "heading"]
"""Where a block's name stands: in its row, over one of several columns, over the only one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class VendorBlock:
    """Answers that stand together in one sheet, and what is written over or beside them.

    Attributes
    ----------
    name
        What may be a vendor's name; None where nothing is written.
    name_source
        Where it stands.
    naming
        How it names the block; None without a name.
    head
        What stands over the names: the heading of their column, or the corner of their row.
    is_headed
        Whether that says that the names are vendors' (Vendor, 供应商 ...).
    sightings
        The answers.
    """

    name: str | None
    name_source: Source = NOWHERE
    naming: Naming | None = None
    head: str = ""
    is_headed: bool = False
    sightings: tuple[LocatedAnswer, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class MeasuredFigure:
    """A figure that an export of a chat back end gives for a team, beside which a claim stands.

    Attributes
    ----------
    vendor
        As a column of the export names it; None where none does.
    heading
        Of the export's column.
    low, high
        Of its interval; both the figure itself where there is none.
    unit
        ``s`` or ``%``.
    shown
        The figure with what it was made from.
    source
        The export's sheet.
    """

    vendor: str | None
    heading: str
    low: float
    high: float
    unit: str
    shown: str
    source: Source


@dataclass(kw_only=True, slots=True)
class SheetReading:
    """What was found in one sheet.

    ``vendor_name`` is the name that the sheet states beside a word such as "Company name".
    ``asked`` are the criteria that the sheet asks, ``unmatched`` the answered questions that match
    none, with their places. ``anonymous``: the sheet does not say whose its answers are;
    ``names_every_vendor``: each row says it, so that a name elsewhere in the sheet is not looked
    for. ``measured`` are figures of an export, which answer nothing. ``aliases`` are pairs of names
    that one row gives the same vendor. ``blocks`` may be read
    once, and ``findings`` and ``aliases`` are complete only then. ``layout``, ``headers``,
    ``columns`` and ``questions`` tell how it was read, as in `SheetPlan`. ``obeys`` are the
    settings that the layout can follow, ``standing`` those that fit something in the sheet,
    ``obeyed`` those that were followed; ``headings`` may be what one that fits nothing was meant
    to be. ``is_name_told``: the settings point at the name. ``owner`` is whose the buyer's plan
    says that all its answers are.
    """

    sheet: str
    hidden: bool = False
    blocks: Iterable[VendorBlock] = ()
    asked: tuple[str, ...] = ()
    anonymous: bool = False
    names_every_vendor: bool = False
    vendor_name: tuple[str, Source] | None = None
    findings: list[Finding] = field(default_factory=list)
    unmatched: list[tuple[str, Source]] = field(default_factory=list)
    aliases: list[tuple[str, str]] = field(default_factory=list)
    measured: list[MeasuredFigure] = field(default_factory=list)
    layout: str = "none"
    headers: tuple[int, ...] = ()
    columns: tuple[PlannedColumn, ...] = ()
    questions: tuple[PlannedQuestion, ...] = ()
    is_name_told: bool = False
    owner: tuple[str, Source] | None = None
    obeys: frozenset[str] = frozenset()
    standing: frozenset[str] = frozenset()
    obeyed: frozenset[str] = frozenset()
    headings: tuple[str, ...] = ()


# Findings about how questions were recognised.


def near_match(match: QuestionMatch, text: str, source: Source) -> Finding:
    """A heading that was taken for a question although it is not written like it."""
    return Finding(
        code="near-match",
        severity=Severity.WARNING,
        criterion=match.id,
        source=source,
        found=text,
        values={"name": match.name, "similarity": f"{match.similarity:.0%}"},
    )


def ambiguous_question(match: QuestionMatch, text: str, source: Source) -> Finding:
    """A heading that fits several questions, none of which is chosen."""
    return Finding(
        code="ambiguous-question",
        severity=Severity.WARNING,
        source=source,
        found=text,
        values={"criteria": ", ".join(match.ids)},
    )


def layout_finding(
    code: str, source: Source, found: str, severity: Severity = Severity.INFO, **values: object
) -> Finding:
    """A finding about a place in a sheet."""
    return Finding(code=code, severity=severity, source=source, found=found, values=values)


# Account for the columns of a sheet: what each was taken for, and how much it holds.

_COUNTED = 1_000  # rows of a table that are counted
_MOST = 200  # columns of a sheet that are accounted for
_LONGEST = 200  # characters of a heading that are kept
_LONGEST_QUESTION = 2_000  # as many as are looked at


def account_columns(
    grid: Grid,
    header: Sequence[int],
    rows: Sequence[int],
    roles: Mapping[int, str],
    asked: Mapping[int, str] | None = None,
) -> tuple[PlannedColumn, ...]:
    """Say of every filled column of a table what it was taken for.

    Parameters
    ----------
    grid
        The sheet.
    header
        Numbers of the rows with headings; empty where there are none.
    rows
        Numbers of the rows below, of which the first thousand are counted.
    roles
        The role of each column that is used; all others are ``unused``.
    asked
        The criterion of each column, where questions stand side by side.
    """
    filled: dict[int, int] = {}
    for row in rows[:_COUNTED]:
        for column in grid.columns(row):
            filled[column] = filled.get(column, 0) + 1
    columns = sorted({*filled, *roles})[:_MOST]
    return tuple(
        PlannedColumn(
            column=column_letters(column),
            heading=_heading(grid, header, column),
            role=roles.get(column, UNUSED),
            criterion=(asked or {}).get(column),
            filled=filled.get(column, 0),
        )
        for column in columns
    )


def _heading(grid: Grid, header: Sequence[int], column: int) -> str:
    texts = dict.fromkeys(text for row in header if (text := grid.text(row, column)))
    return " / ".join(texts)[:_LONGEST]


def merge_columns(tables: Iterable[Sequence[PlannedColumn]]) -> tuple[PlannedColumn, ...]:
    """The columns of several tables of one sheet: each once, by what it is used for first."""
    merged: dict[str, PlannedColumn] = {}
    for columns in tables:
        for column in columns:
            known = merged.get(column.column, column)
            best = column if known.role == UNUSED else known
            filled = column.filled + (known.filled if known is not column else 0)
            merged[column.column] = replace(best, filled=filled)
    return tuple(sorted(merged.values(), key=lambda c: (len(c.column), c.column)))


def planned_question(grid: Grid, match: QuestionMatch, row: int, column: int) -> PlannedQuestion:
    """How the question in a cell was recognised."""
    return PlannedQuestion(
        criterion=match.id,
        text=grid.text(row, column)[:_LONGEST_QUESTION],
        how=match.how,
        cell=grid.source(row, column).cell or "",
    )
