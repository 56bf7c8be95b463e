"""Files with offers -> Offer records: offer sheets, and price lists as vendors make them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from vendor_score.cell_names import a1
from vendor_score.findings import Finding, Severity, Source
from vendor_score.offers.demand_sheet import demand_sheet_names
from vendor_score.offers.lines import LineDraft, Proposal, line_of, tier_of
from vendor_score.offers.tables import PriceRow, Table, tables_of
from vendor_score.offers.terms import Terms, read_terms, terms_in_words
from vendor_score.offers.words import column_of, item_of, meaning_of, vendor_label
from vendor_score.price.offer import ITEM_BASES, Offer, OfferLine
from vendor_score.questionnaire.cells import Sheet, SheetState, Workbook
from vendor_score.questionnaire.template import MARKS_SHEET, read_marks
from vendor_score.questionnaire.vendors import name_key
from vendor_score.records import InputFile
from vendor_score.wording import lexicon

__all__ = ["Confirmed", "OffersRead", "read_offers"]

Confirmed = Mapping[tuple[str, str], Sequence[OfferLine]]
"""By vendor (as `name_key` folds it) and text: the lines that the buyer confirmed for it."""
_ID = re.compile(
    rf"[\w-]{{0,4}}\d[\d.]*|(?:{lexicon.pattern('offer.text.ordinal')}){{1,3}}|[A-Za-z]"
)
_OWN_SHEETS = frozenset({MARKS_SHEET, "_lists", "_words", "_totals"})


@dataclass(frozen=True, kw_only=True, slots=True)
class OffersRead:
    """What lay in a folder of offers.

    Attributes
    ----------
    offers : tuple of Offer
    findings : tuple of Finding
    inputs : tuple of InputFile
    proposals : tuple of Proposal
        Prices in words, with the lines that they seem to mean; those confirmed among them.
    """

    offers: tuple[Offer, ...]
    findings: tuple[Finding, ...] = ()
    inputs: tuple[InputFile, ...] = ()
    proposals: tuple[Proposal, ...] = ()


@dataclass(slots=True)
class _Gathered:
    """Lines by vendor while files are read; an offer is in one file."""

    confirmed: Confirmed
    offers: dict[tuple[str, str], Offer] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    open: set[tuple[str, str]] = field(default_factory=set)

    def key_of(self, vendor: str, file: str) -> tuple[str, str]:
        """The vendor of a file by whatever way of writing it was met first."""
        own = (name_key(vendor), file)
        alike = (key for key in self.offers if (name_key(key[0]), key[1]) == own)
        return next(alike, (vendor, file))

    def add(self, vendor: str, line: OfferLine | None, place: Source) -> None:
        key = self.key_of(vendor, place.file or "")
        offer = self.offers.get(key) or Offer(vendor=key[0], source=place)
        if line is not None:
            offer = replace(offer, lines=(*offer.lines, line))
        self.offers[key] = offer


def read_offers(
    paths: Sequence[Path | str], confirmed: Confirmed | None = None, *, marked_only: bool = False
) -> OffersRead:
    """Read every offer below some files and folders.

    Parameters
    ----------
    paths : sequence of Path or str
    confirmed : mapping, optional
        What the buyer confirmed of prices in words; without it they count nothing.
    marked_only : bool, optional
        Read offer sheets of this tool alone, as where they lie among answers.

    Returns
    -------
    OffersRead
        A vendor with offers in two files has two: which counts is for the buyer to say. One whose
        price for the service stands in words that nobody has confirmed has no total.
    """
    from vendor_score.questionnaire.files import find_sources, read_workbooks

    found = find_sources(paths)
    gathered = _Gathered(confirmed or {})
    books = []
    for outcome in read_workbooks(found.files):
        if isinstance(outcome, Workbook):
            if marked_only and not _is_marked(outcome):
                continue
            books.append(outcome)
            _read_book(outcome, gathered)
        elif not marked_only:
            gathered.findings.append(outcome.finding())
    if not marked_only:
        gathered.findings += [one.finding() for one in found.unreadable]
    offers = tuple(
        replace(offer, is_confirmed=key not in gathered.open)
        for key, offer in gathered.offers.items()
    )
    for offer in offers:
        gathered.findings += _alike(offer)
    return OffersRead(
        offers=offers,
        findings=tuple(gathered.findings),
        inputs=tuple(InputFile(file=book.file, sha256=book.sha256) for book in books),
        proposals=tuple(gathered.proposals),
    )


def _is_marked(book: Workbook) -> bool:
    marks = read_marks(book)
    return marks is not None and marks.kind == "offer"


def _read_book(book: Workbook, gathered: _Gathered) -> None:
    is_marked, demand = _is_marked(book), demand_sheet_names()
    sheets = [
        sheet
        for sheet in book.sheets
        if sheet.cells
        and sheet.name not in _OWN_SHEETS
        and sheet.state is SheetState.VISIBLE
        and not (is_marked and sheet.name in demand)
    ]
    found = [(sheet, tables_of(sheet, book.file, only_first=is_marked)) for sheet in sheets]
    with_prices = [(sheet, tables) for sheet, tables in found if any(t.rows for t in tables)]
    apart = _are_apart(with_prices)
    named = (_vendor_named(sheet, tables[0].row) for sheet, tables in with_prices)
    usual = next((name for name in named if name), None) or _usual_name(book)
    before = set(gathered.offers)
    for sheet, tables in with_prices:
        own = _vendor_named(sheet, tables[0].row) or (sheet.name.strip() if apart else usual)
        for table in tables:
            _read_table(table, own, sheet, gathered)
    for sheet, tables in found:
        rows = {table.row for table in tables}
        read = read_terms(sheet, book.file) if is_marked else terms_in_words(sheet, book.file, rows)
        _put_terms(read, gathered, set(gathered.offers) - before, sheet if apart else None)
    if not with_prices:
        gathered.findings.append(_no_offer(book.file))


def _no_offer(file: str) -> Finding:
    return Finding(
        code="no-offer-in-file", severity=Severity.ERROR, source=Source(file=file), found=file
    )


def _usual_name(book: Workbook) -> str:
    """Whose offer a file is that does not say: the name of the file without words for an offer."""
    marks = read_marks(book)
    if marks is not None and marks.vendor_name:
        return marks.vendor_name
    stem = PurePosixPath(book.file).stem
    words = lexicon.pattern("offer.sheet_name")
    bare = re.sub(rf"(?:{words})", " ", stem.replace("_", " "), flags=re.IGNORECASE)
    return " ".join(bare.split()).strip(" -–—.") or stem


def _are_apart(sheets: Sequence[tuple[Sheet, Sequence[Table]]]) -> bool:
    """Whether sheets are of different vendors: the same item has a price on two of them."""
    seen: set[str] = set()
    for _, tables in sheets:
        items = {
            row.cells["item"].text.strip()
            for table in tables
            for row in table.rows
            if "item" in row.cells and row.vendor is None
        }
        if items & seen:
            return True
        seen |= items
    return False


def _put_terms(
    terms: Terms, gathered: _Gathered, keys: set[tuple[str, str]], sheet: Sheet | None
) -> None:
    """Terms belong to every offer of the file, or of the sheet where each is a vendor's own."""
    for key in keys:
        offer = gathered.offers[key]
        if sheet is None or offer.source.sheet == sheet.name:
            gathered.offers[key] = terms.put_into(offer)
    gathered.findings += terms.findings


# Rows


def _read_table(table: Table, usual: str, sheet: Sheet, gathered: _Gathered) -> None:
    draft: LineDraft | None = None
    for row in table.rows:
        if _is_sum_or_term(row):
            continue
        if draft is not None and _continues(draft, row):
            tier_of(draft, row)
            continue
        if draft is not None:
            _finish(draft, gathered)
            draft = None
        if "item" not in row.cells and "id" not in row.cells:
            continue
        written = row.cells["vendor"].text.strip() if "vendor" in row.cells else ""
        draft = line_of(row.vendor or written or usual, row)
    if draft is not None:
        _finish(draft, gathered)
    for cell in table.unknown:
        place = Source(table.rows[0].place.file if table.rows else None, sheet.name,
                       a1(cell.row, cell.column))  # fmt: skip
        gathered.findings.append(
            Finding(
                code="offer-column-unknown",
                severity=Severity.WARNING,
                source=place,
                found=cell.text.strip(),
            )
        )


def _is_sum_or_term(row: PriceRow) -> bool:
    """Whether a row holds a sum of the others, or a term of payment, and no price."""
    names = [row.cells[name].text.strip() for name in ("id", "item") if name in row.cells]
    is_id = "id" not in row.cells or _ID.fullmatch(row.cells["id"].text.strip())
    is_note = not is_id and ("price" not in row.cells or "item" not in row.cells)
    is_note |= set(row.cells) == {"item"} and not row.tiers and item_of("", names[0]) == names[0]
    return is_note or any(
        column_of(name) == "amount" or meaning_of("term", name) is not None for name in names
    )


def _continues(draft: LineDraft, row: PriceRow) -> bool:
    """Whether a row is a further tier of the line above it."""
    if row.vendor is not None and row.vendor != draft.vendor:
        return False
    id = row.cells["id"].text.strip() if "id" in row.cells else ""
    if draft.line.id and id.upper().startswith(f"{draft.line.id.upper()}."):
        return True
    if "item" not in row.cells:
        return not id or id == draft.line.id or id.isdigit()
    name = row.cells["item"].text.strip()
    is_same = name == draft.line.label or (not draft.line.label and bool(draft.line.item))
    is_tier = "tier" in row.cells or "up_to" in row.cells
    return is_tier and is_same and line_of(draft.vendor, row).line.item == draft.line.item


def _finish(draft: LineDraft, gathered: _Gathered) -> None:
    line, findings = draft.finished()
    gathered.proposals += draft.proposals
    agreed = [_confirmed(one, gathered) for one in draft.proposals]
    is_agreed = bool(agreed) and all(one is not None for one in agreed)
    if is_agreed:
        findings = [one for one in findings if one.code != "offer-price-unreadable"]
        gathered.findings += findings
        for lines in agreed:
            for one in lines or ():
                gathered.add(draft.vendor, one, draft.place)
        gathered.add(draft.vendor, None, draft.place)
        return
    gathered.findings += findings
    gathered.add(draft.vendor, line, draft.place)
    if line is not None and _blocks(line, draft):
        gathered.open.add(gathered.key_of(draft.vendor, draft.place.file or ""))


def _blocks(line: OfferLine, draft: LineDraft) -> bool:
    """Whether a price for the service itself stands there in words, so that no total may count."""
    in_words = any(finding.code == "offer-price-unreadable" for finding in draft.findings)
    proposed = any(one.is_main for proposal in draft.proposals for one in proposal.lines)
    is_unknown = line.item not in ITEM_BASES and not draft.proposals
    return in_words and (line.is_main or proposed or is_unknown)


def _confirmed(proposal: Proposal, gathered: _Gathered) -> list[OfferLine] | None:
    lines = gathered.confirmed.get((name_key(proposal.vendor), proposal.text))
    return None if lines is None else [replace(line, source=proposal.source) for line in lines]


def _alike(offer: Offer) -> Iterator[Finding]:
    """Prices of the service that are both counted on the whole of the same volume."""
    seen: dict[tuple[str, str | None], OfferLine] = {}
    for line in offer.main_lines:
        key = (line.basis, line.driver)
        other = seen.setdefault(key, line)
        is_later = other.to_month is not None and (line.from_month or 1) > other.to_month
        if other is not line and line.basis not in ("month", "year", "pct_sales") and not is_later:
            yield Finding(
                code="offer-lines-alike",
                severity=Severity.WARNING,
                vendor=offer.vendor,
                source=line.source,
                found=line.label or line.item,
                values={"other": str(other.source)},
            )


def _vendor_named(sheet: Sheet, header: int) -> str | None:
    """The name beside a label such as Vendor above the headings, or behind its colon."""
    for (row, column), cell in sorted(sheet.cells.items()):
        if row >= header:
            continue
        label, colon, behind = cell.text.replace("：", ":").partition(":")
        if vendor_label(label if colon else cell.text):
            if behind.strip():
                return behind.strip()
            for at in range(column + 1, column + 6):
                beside = sheet.cells.get((row, at))
                if beside is not None and beside.text.strip():
                    return beside.text.strip()
    return None
