"""What a layout finds in a sheet: located answers in blocks of one vendor, and findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from vendor_score.findings import Finding, Severity
from vendor_score.questionnaire.cells import Cell
from vendor_score.questionnaire.questions import QuestionMatch
from vendor_score.records import PlannedColumn, PlannedQuestion
from vendor_score.source import NOWHERE, Source

__all__ = [
    "LocatedAnswer",
    "Naming",
    "SheetReading",
    "VendorBlock",
    "ambiguous_question",
    "layout_finding",
    "near_match",
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


@dataclass(kw_only=True, slots=True)
class SheetReading:
    """What was found in one sheet.

    ``vendor_name`` is the name that the sheet states beside a word such as "Company name".
    ``asked`` are the criteria that the sheet asks, ``unmatched`` the answered questions that match
    none, with their places. ``anonymous``: the sheet does not say whose its answers are;
    ``names_every_vendor``: each row says it, so that a name elsewhere in the sheet is not looked
    for. ``aliases`` are pairs of names that one row gives the same vendor. ``blocks`` may be read
    once, and ``findings`` and ``aliases`` are complete only then. ``layout``, ``headers``,
    ``columns`` and ``questions`` tell how it was read, as in `SheetPlan`. ``obeys`` are the
    settings that the layout can follow, ``standing`` those that fit something in the sheet,
    ``obeyed`` those that were followed; ``headings`` may be what one that fits nothing was meant
    to be. ``is_name_told``: the settings point at the name.
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
    layout: str = "none"
    headers: tuple[int, ...] = ()
    columns: tuple[PlannedColumn, ...] = ()
    questions: tuple[PlannedQuestion, ...] = ()
    is_name_told: bool = False
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
