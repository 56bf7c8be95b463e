"""Prices in words between offers and the review workbook: proposed there, confirmed from there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from vendor_score.case_folder import review_places
from vendor_score.findings import Finding
from vendor_score.offers.headings import Heading
from vendor_score.offers.lines import LineDraft, Proposal, line_of, tier_of
from vendor_score.offers.read import Confirmed
from vendor_score.offers.tables import PriceRow
from vendor_score.offers.words import sheet_words
from vendor_score.price.offer import OfferLine, Tier
from vendor_score.questionnaire.cells import Workbook
from vendor_score.questionnaire.review.offer_rows import OfferRow, confirms, read_offer_rows
from vendor_score.questionnaire.template import read_marks
from vendor_score.questionnaire.vendors import name_key
from vendor_score.wording import Lang

__all__ = ["confirmed_lines", "proposal_rows", "read_confirmed"]

_NO_HEADING: Final = Heading(name="price", text="")
_NUMBERS: Final = ("block", "free", "minimum", "maximum", "from_month", "tax_rate")
_ENTERED: Final = frozenset({
    "item", "basis", "price", "up_to", "mode", "block", "free", "minimum", "maximum",
    "from_month", "currency", "tax", "tax_rate", "remark",
})  # fmt: skip


def proposal_rows(
    proposals: Sequence[Proposal], lang: Lang
) -> tuple[Mapping[str, str | float], ...]:
    """Proposed lines as rows of the review workbook, tiers below their line.

    Parameters
    ----------
    proposals : sequence of Proposal
        A text of which nothing could be made out has a row to be filled in.
    lang : str

    Returns
    -------
    tuple of mapping
    """
    return tuple(row for proposal in proposals for row in _rows_of(proposal, lang))


def _rows_of(proposal: Proposal, lang: Lang) -> Iterator[Mapping[str, str | float]]:
    about = {"vendor": proposal.vendor, "where": str(proposal.source), "text": proposal.text}
    if not proposal.lines:
        yield about
    for line in proposal.lines:
        for place, tier in enumerate(line.tiers or (Tier(None, line.low or 0.0, line.high),)):
            own = _cells_of(line, lang) if place == 0 else {}
            bound = {} if tier.up_to is None else {"up_to": tier.up_to}
            yield {**about, **own, "price": _price(tier.low, tier.high), **bound}


def _price(low: float, high: float | None) -> str | float:
    return low if high is None else f"{low:.10g}-{high:.10g}"


def _cells_of(line: OfferLine, lang: Lang) -> dict[str, str | float]:
    said = {"item": line.item, "basis": line.basis, "mode": line.mode}
    included = line.is_tax_included
    if included is not None:
        said["tax"] = "included" if included else "excluded"
    words = {name: sheet_words(name, one, lang) for name, one in said.items() if one}
    numbers = {name: one for name in _NUMBERS if (one := getattr(line, name))}
    texts = {"currency": line.currency or "", "remark": line.remark}
    return {**words, **numbers, **{name: one for name, one in texts.items() if one}}


def confirmed_lines(rows: Sequence[OfferRow]) -> tuple[Confirmed, tuple[Finding, ...]]:
    """The lines that the buyer confirmed, by vendor and text.

    Parameters
    ----------
    rows : sequence of OfferRow
        Of a text every line must be decided, and one confirmed; else the text stays open.

    Returns
    -------
    (mapping, tuple of Finding)
        What cannot be read in a confirmed row is a finding.
    """
    lines: dict[tuple[str, str], list[list[OfferRow]]] = {}
    for row in rows:
        own = lines.setdefault(row.key, [])
        if row.said("item") or not own:
            own.append([row])
        else:
            own[-1].append(row)
    found: dict[tuple[str, str], Sequence[OfferLine]] = {}
    findings: list[Finding] = []
    for (vendor, text), of_text in lines.items():
        said = [confirms(each[0]) for each in of_text]
        if None in said or not any(said):
            continue
        drafts = [_draft(vendor, each) for each, yes in zip(of_text, said, strict=True) if yes]
        ended = [draft.finished() for draft in drafts]
        findings += [finding for _, own in ended for finding in own]
        if all(line is not None and line.is_priced for line, _ in ended):
            found[name_key(vendor), text] = [line for line, _ in ended if line is not None]
    return found, tuple(findings)


def _draft(vendor: str, rows: Sequence[OfferRow]) -> LineDraft:
    first, *tiers = (
        PriceRow(
            cells={name: cell for name, cell in row.cells.items() if name in _ENTERED},
            heading=_NO_HEADING,
            place=row.source,
        )
        for row in rows
    )
    draft = line_of(vendor, first)
    for row in tiers:
        tier_of(draft, row)
    return draft


def read_confirmed(sources: Sequence[Path]) -> tuple[Confirmed, tuple[Finding, ...]]:
    """What the reviews that count say of prices in words: those named, and those in their place.

    Parameters
    ----------
    sources : sequence of Path
        As the buyer named them.

    Returns
    -------
    (mapping, tuple of Finding)
    """
    from vendor_score.questionnaire.files import read_workbooks

    named = [path for path in sources if path.is_file()]
    places = dict.fromkeys((*named, *review_places(sources)))
    files = [path for path in places if path.is_file()]
    rows: list[OfferRow] = []
    for book in read_workbooks(files):
        if isinstance(book, Workbook) and (marks := read_marks(book)) is not None:
            rows += read_offer_rows(book.sheets, book.file) if marks.kind == "review" else ()
    return confirmed_lines(rows)
