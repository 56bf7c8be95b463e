"""Files with offers -> Offer records: every sheet that has the headings of the offer sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from vendor_score.cell_names import a1
from vendor_score.findings import Finding, Severity, Source
from vendor_score.offers.lines import LineDraft, line_of, tier_of
from vendor_score.offers.words import column_of, vendor_label
from vendor_score.price.offer import Offer, OfferLine
from vendor_score.questionnaire.cells import Cell, Sheet, Workbook
from vendor_score.questionnaire.vendors import name_key
from vendor_score.records import InputFile

__all__ = ["OffersRead", "read_offers"]

_HEADER_ROWS = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class OffersRead:
    """What lay in a folder of offers.

    Attributes
    ----------
    offers : tuple of Offer
    findings : tuple of Finding
    inputs : tuple of InputFile
    """

    offers: tuple[Offer, ...]
    findings: tuple[Finding, ...] = ()
    inputs: tuple[InputFile, ...] = ()


@dataclass(slots=True)
class _Gathered:
    """Lines by vendor while files are read; an offer is in one file."""

    lines: dict[tuple[str, str], list[OfferLine]] = field(default_factory=dict)
    sources: dict[tuple[str, str], Source] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_offers(paths: Sequence[Path | str]) -> OffersRead:
    """Read every offer below some files and folders.

    Parameters
    ----------
    paths : sequence of Path or str

    Returns
    -------
    OffersRead
        A vendor with offers in two files has two: which counts is for the buyer to say.
    """
    from vendor_score.questionnaire.files import find_sources, read_workbooks

    found = find_sources(paths)
    gathered = _Gathered()
    books = []
    for outcome in read_workbooks(found.files):
        if isinstance(outcome, Workbook):
            books.append(outcome)
            _read_book(outcome, gathered)
        else:
            gathered.findings.append(outcome.finding())
    gathered.findings += [one.finding() for one in found.unreadable]
    offers = tuple(
        Offer(vendor=vendor, lines=tuple(lines), source=gathered.sources[vendor, file])
        for (vendor, file), lines in gathered.lines.items()
    )
    return OffersRead(
        offers=offers,
        findings=tuple(gathered.findings),
        inputs=tuple(InputFile(file=book.file, sha256=book.sha256) for book in books),
    )


def _read_book(book: Workbook, gathered: _Gathered) -> None:
    sheets = [sheet for sheet in book.sheets if sheet.cells]
    read = [_read_sheet(book, sheet, gathered) for sheet in sheets]
    if not any(read):
        gathered.findings.append(
            Finding(
                code="no-offer-in-file",
                severity=Severity.ERROR,
                source=Source(file=book.file),
                found=book.file,
            )
        )


def _read_sheet(book: Workbook, sheet: Sheet, gathered: _Gathered) -> bool:
    """Read one sheet; False where it has no headings of an offer."""
    header = _header(sheet)
    if header is None:
        return False
    row, columns = header
    usual = _vendor_named(sheet, row) or PurePosixPath(book.file).stem
    draft: LineDraft | None = None
    for number in sorted({at for at, _ in sheet.cells if at > row}):
        cells = {
            name: cell
            for name, column in columns.items()
            if (cell := sheet.cells.get((number, column))) is not None
        }
        if not cells:
            continue
        place = Source(book.file, sheet.name, a1(number, min(columns.values())))
        if draft is not None and "item" not in cells and "id" not in cells:
            gathered.findings += tier_of(draft, cells, place)
            continue
        if draft is not None:
            _finish(draft, gathered)
        vendor = cells["vendor"].text.strip() if "vendor" in cells else usual
        draft = line_of(vendor, cells, place)
    if draft is not None:
        _finish(draft, gathered)
    return True


def _finish(draft: LineDraft, gathered: _Gathered) -> None:
    line, findings = draft.finished()
    gathered.findings += findings
    if line is None:
        return
    own = (name_key(draft.vendor), draft.place.file or "")
    alike = (key for key in gathered.lines if (name_key(key[0]), key[1]) == own)
    known = next(alike, (draft.vendor, own[1]))
    gathered.lines.setdefault(known, []).append(line)
    gathered.sources.setdefault(known, draft.place)


def _header(sheet: Sheet) -> tuple[int, Mapping[str, int]] | None:
    """The first row with headings of an item or id and of a price, and the columns they head."""
    rows = sorted({row for row, _ in sheet.cells})[:_HEADER_ROWS]
    for row in rows:
        columns: dict[str, int] = {}
        for (at, column), cell in sorted(sheet.cells.items()):
            name = column_of(cell.text) if at == row else None
            if name is not None:
                columns.setdefault(name, column)
        if "price" in columns and columns.keys() & {"item", "id"}:
            return row, columns
    return None


def _vendor_named(sheet: Sheet, header: int) -> str | None:
    """The name beside a label such as Vendor above the headings."""
    for (row, column), cell in sorted(sheet.cells.items()):
        if row < header and vendor_label(cell.text):
            for beside in _right_of(sheet, row, column):
                if beside.text.strip():
                    return beside.text.strip()
    return None


def _right_of(sheet: Sheet, row: int, column: int) -> Iterator[Cell]:
    for (at, other), cell in sorted(sheet.cells.items()):
        if at == row and other > column:
            yield cell
