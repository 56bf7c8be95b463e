"""Whose answers these are: the hidden id, a name cell, the sheet, the file - in this order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from vendor_score.findings import Finding, Severity
from vendor_score.questionnaire.cells import Workbook
from vendor_score.questionnaire.layouts.header_words import is_example
from vendor_score.questionnaire.layouts.notices import notice
from vendor_score.questionnaire.layouts.sightings import Block, SheetReading, Sighting
from vendor_score.questionnaire.template_marks import read_marks
from vendor_score.questionnaire.vendor_names import (
    name_from_file,
    name_from_sheet,
    name_key,
    shown_name,
)
from vendor_score.source import NOWHERE, Source

__all__ = ["Claim", "Claimed", "claim_blocks", "settle_claims"]

Origin = Literal["id", "cell", "table", "heading", "sheet", "file"]
_SHARED = 0.5  # share of the smaller sheet's questions from which two sheets ask the same


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """A name that a block of answers may go by, and what says so."""

    origin: Origin
    name: str
    source: Source = NOWHERE


@dataclass(frozen=True, kw_only=True, slots=True)
class Claimed:
    """A block of answers with the names it may go by, the strongest first."""

    file: str
    claims: tuple[Claim, ...]
    sightings: tuple[Sighting, ...]

    @property
    def is_certain(self) -> bool:
        """Whether the name holds whatever the other files say."""
        return self.claims[0].origin in {"id", "cell", "table"}


def claim_blocks(
    workbook: Workbook, readings: Sequence[SheetReading], findings: list[Finding]
) -> Iterator[Claimed]:
    """The blocks of a workbook, each with the names it may go by."""
    file_claim = Claim(origin="file", name=name_from_file(workbook.file))
    common = list(_common_claims(workbook, readings, findings))
    per_vendor = _ask_the_same(readings)
    asking = [r for r in readings if r.anonymous and r.asked and not r.hidden]
    for reading in readings:
        if is_example(reading.sheet) and _is_asked_elsewhere(reading, readings):
            place = Source(workbook.file, reading.sheet)
            findings.append(notice("example-sheet", place, reading.sheet, Severity.WARNING))
            continue
        own = _sheet_claims(workbook, reading, per_vendor=per_vendor, alone=len(asking) == 1)
        for block in reading.blocks:
            claims = tuple(_claims(block, reading, common, own, per_vendor=per_vendor))
            yield Claimed(
                file=workbook.file, claims=(*claims, file_claim), sightings=block.sightings
            )


def _claims(
    block: Block,
    reading: SheetReading,
    common: Sequence[Claim],
    own: Sequence[Claim],
    *,
    per_vendor: bool,
) -> Iterator[Claim]:
    if block.name is not None and not block.heading:
        yield Claim(origin="table", name=block.name, source=block.name_source)
        return
    yield from (claim for claim in common if claim.origin == "id")
    if reading.vendor_name is not None:
        name, source = reading.vendor_name
        yield Claim(origin="cell", name=name, source=source)
    if not per_vendor:
        yield from (claim for claim in common if claim.origin == "cell")
    if block.name is not None:
        yield Claim(origin="heading", name=block.name, source=block.name_source)
    yield from own
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
    if name is None or (reading.hidden and not per_vendor):
        return []
    return [Claim(origin="sheet", name=name, source=Source(workbook.file, reading.sheet))]


def _ask_the_same(readings: Sequence[SheetReading]) -> bool:
    """Whether the workbook has a sheet per vendor: several sheets that ask the same."""
    asked = [set(r.asked) for r in readings if r.anonymous and r.asked and not r.hidden]
    return any(
        len(one & other) >= _SHARED * min(len(one), len(other))
        for one, other in combinations(asked[:50], 2)
    )


def _is_asked_elsewhere(example: SheetReading, readings: Sequence[SheetReading]) -> bool:
    """Whether a sheet that is no example asks the same as the one that says it is."""
    asked = set(example.asked)
    return any(
        len(asked.intersection(other.asked)) >= _SHARED * min(len(asked), len(set(other.asked)))
        for other in readings
        if asked and other.asked and not other.hidden and not is_example(other.sheet)
    )


def settle_claims(waiting: Iterable[Claimed]) -> list[Claim]:
    """The name of each block. A sheet's name or a column's heading that recurs in files with
    different names says nothing about the vendor, and the next name counts.
    """
    blocks = list(waiting)
    files: dict[tuple[str, str], set[str]] = defaultdict(set)
    for block in blocks:
        for claim in block.claims:
            files[claim.origin, name_key(claim.name)].add(name_key(name_from_file(block.file)))
    return [_settled(block, files) for block in blocks]


def _settled(block: Claimed, files: dict[tuple[str, str], set[str]]) -> Claim:
    for claim in block.claims:
        recurs = len(files[claim.origin, name_key(claim.name)]) > 1
        if claim.origin not in {"heading", "sheet"} or not recurs:
            return claim
    return block.claims[-1]
