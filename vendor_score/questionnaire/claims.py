"""The names that a block of answers may go by: hidden id, cells, headings, sheet, file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from vendor_score.findings import Finding, Severity
from vendor_score.questionnaire.cells import Workbook
from vendor_score.questionnaire.naming_signs import is_buyers_row, sign_of
from vendor_score.questionnaire.sheets.header_words import is_example
from vendor_score.questionnaire.sheets.located_answers import (
    LocatedAnswer,
    Naming,
    SheetReading,
    VendorBlock,
    layout_finding,
)
from vendor_score.questionnaire.template_marks import read_marks
from vendor_score.questionnaire.vendors import (
    name_from_file,
    name_from_sheet,
    name_key,
    shown_name,
)
from vendor_score.source import NOWHERE, Source

__all__ = ["Claim", "ClaimedBlock", "Line", "Origin", "claim_blocks"]

Origin = Literal["id", "cell", "table", "row", "column", "heading", "sheet", "file"]
"""What says the name; ``table`` is a row or column under a heading such as Vendor."""

_SHARED = 0.5  # share of the smaller sheet's questions from which two sheets ask the same


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """A name that a block of answers may go by, and what says so."""

    origin: Origin
    name: str
    source: Source = NOWHERE


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """The row or column of a sheet in which the names of several blocks stand."""

    file: str
    sheet: str
    naming: Naming
    at: str
    head: str
    is_headed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimedBlock:
    """A block of answers with the names it may go by, the strongest first.

    Attributes
    ----------
    line
        Where its name stands together with those of other blocks; None where it stands alone.
    stands_alone
        Whether the workbook has no questionnaire of its own beside it.
    is_told
        Whether the settings point at the cell that names its vendor.
    """

    file: str
    sheet: str
    claims: tuple[Claim, ...]
    sightings: tuple[LocatedAnswer, ...]
    line: Line | None = None
    stands_alone: bool = True
    is_told: bool = False

    @property
    def is_certain(self) -> bool:
        """Whether the name holds whatever the other files say."""
        origin = self.claims[0].origin
        if origin == "table":
            is_sure = not is_buyers_row(self.claims[0].name)
            return self.stands_alone and is_sure and not self.is_beaten
        return origin in {"id", "cell"}

    @property
    def is_beaten(self) -> bool:
        """Whether the cell that the settings point at counts more than the heading over it."""
        line = self.line
        return self.is_told and line is not None and (line.naming != "row" or not line.is_headed)

    @property
    def is_answered(self) -> bool:
        """Whether anything is filled in."""
        return any(sighting.cell is not None for sighting in self.sightings)

    def claim(self, *origins: Origin) -> Claim | None:
        """The strongest claim of these origins."""
        return next((claim for claim in self.claims if claim.origin in origins), None)


def claim_blocks(
    workbook: Workbook, readings: Sequence[SheetReading], findings: list[Finding]
) -> Iterator[ClaimedBlock]:
    """The blocks of a workbook, each with the names it may go by.

    Parameters
    ----------
    workbook
        The file.
    readings
        What its sheets hold.
    findings
        Takes what is said of its names: examples left out, names that differ.
    """
    file_claim = Claim(origin="file", name=name_from_file(workbook.file))
    common = list(_common_claims(workbook, readings, findings))
    per_vendor = _ask_the_same(readings) and not _are_parts_of_one(readings)
    asking = [r for r in readings if r.anonymous and r.asked and not r.hidden]
    # A document's only table is named by the heading above it, which is a title of the form.
    alone = len(asking) == 1 and not workbook.is_document
    is_told = any(reading.is_name_told for reading in readings)
    for reading in readings:
        if is_example(reading.sheet) and _is_asked_elsewhere(reading, readings):
            place = Source(workbook.file, reading.sheet)
            findings.append(layout_finding("example-sheet", place, reading.sheet, Severity.WARNING))
            continue
        own = _sheet_claims(workbook, reading, per_vendor=per_vendor, alone=alone)
        owner = [*_owner_claims(reading, common, per_vendor=per_vendor), *own]
        owner.extend(claim for claim in common if claim.origin == "cell" and claim not in owner)
        for block in reading.blocks:
            claims = tuple(_claims(block, owner))
            yield ClaimedBlock(
                file=workbook.file,
                sheet=reading.sheet,
                claims=(*claims, file_claim),
                sightings=block.sightings,
                line=_line(workbook.file, reading.sheet, block),
                stands_alone=not asking,
                is_told=is_told,
            )


def _claims(block: VendorBlock, owner: Sequence[Claim]) -> Iterator[Claim]:
    """The block's names; one written over or beside it alone gives way to the owner's cells."""
    if block.name is None or block.naming is None:
        yield from owner
        return
    if block.is_headed or block.naming in {"row", "column"}:
        origin: Origin = "table" if block.is_headed else block.naming
        yield Claim(origin=origin, name=block.name, source=block.name_source)
        yield from owner
        return
    yield from (claim for claim in owner if claim.origin in {"id", "cell"})
    yield Claim(origin="heading", name=block.name, source=block.name_source)
    yield from (claim for claim in owner if claim.origin not in {"id", "cell"})


def _line(file: str, sheet: str, block: VendorBlock) -> Line | None:
    if block.name is None or block.naming not in {"row", "column"}:
        return None
    cell = block.name_source.cell or ""
    letters = cell.rstrip("0123456789")
    at = letters if block.naming == "row" else cell.removeprefix(letters)
    return Line(
        file=file,
        sheet=sheet,
        naming=block.naming,
        at=at,
        head=block.head,
        is_headed=block.is_headed,
    )


def _owner_claims(
    reading: SheetReading, common: Sequence[Claim], *, per_vendor: bool
) -> Iterator[Claim]:
    """Whose sheet it is, as hidden ids and cells say."""
    yield from (claim for claim in common if claim.origin == "id")
    if reading.vendor_name is not None:
        name, source = reading.vendor_name
        yield Claim(origin="cell", name=name, source=source)
    if not per_vendor:
        yield from (claim for claim in common if claim.origin == "cell")


def _common_claims(
    workbook: Workbook, readings: Sequence[SheetReading], findings: list[Finding]
) -> Iterator[Claim]:
    """What the whole workbook says: its hidden id, and the first name that stands in a cell."""
    marks = read_marks(workbook)
    told = next((r.vendor_name for r in readings if r.vendor_name and not r.asked), None)
    told = told or next((r.vendor_name for r in readings if r.vendor_name), None)
    if marks is not None and marks.vendor_name:
        yield Claim(origin="id", name=marks.vendor_name)
        if told is not None and name_key(told[0]) != name_key(marks.vendor_name):
            name, source = told
            findings.append(
                Finding(
                    code="vendor-name-differs",
                    severity=Severity.WARNING,
                    vendor=shown_name(marks.vendor_name),
                    source=source,
                    found=shown_name(name),
                )
            )
    if told is not None:
        yield Claim(origin="cell", name=told[0], source=told[1])


def _sheet_claims(
    workbook: Workbook, reading: SheetReading, *, per_vendor: bool, alone: bool
) -> list[Claim]:
    """The sheet's own name, where it tells a vendor: one of several that ask the same, or the
    only one with questions.
    """
    if not (per_vendor or alone):
        return []
    name = name_from_sheet(reading.sheet)
    if name is None or (reading.hidden and not per_vendor) or sign_of(name) is not None:
        return []
    return [Claim(origin="sheet", name=name, source=Source(workbook.file, reading.sheet))]


def _ask_the_same(readings: Sequence[SheetReading]) -> bool:
    """Whether several sheets of the workbook ask the same: a vendor's each, or parts of one's."""
    asked = [set(r.asked) for r in readings if r.anonymous and r.asked and not r.hidden]
    return any(
        len(one & other) >= _SHARED * min(len(one), len(other))
        for one, other in combinations(asked[:50], 2)
    )


def _are_parts_of_one(readings: Sequence[SheetReading]) -> bool:
    """Whether the sheets that ask are named for parts of one vendor's answers: 中文 and English."""
    names = [r.sheet for r in readings if r.anonymous and r.asked and not r.hidden]
    return all(sign_of(name) is not None for name in names)


def _is_asked_elsewhere(example: SheetReading, readings: Sequence[SheetReading]) -> bool:
    """Whether a sheet that is no example asks the same as the one that says it is."""
    asked = set(example.asked)
    return any(
        len(asked.intersection(other.asked)) >= _SHARED * min(len(asked), len(set(other.asked)))
        for other in readings
        if asked and other.asked and not other.hidden and not is_example(other.sheet)
    )
