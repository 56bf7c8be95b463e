"""A row of an offer sheet -> a line: price, range or state; tiers in the rows below it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from vendor_score.cell_names import a1
from vendor_score.findings import Finding, Severity, Source
from vendor_score.offers.headings import bounds_said
from vendor_score.offers.price_texts import basis_of, plain_price_of, proposed_lines
from vendor_score.offers.tables import PriceRow
from vendor_score.offers.words import (
    folded,
    item_of,
    known_words,
    meaning_of,
    sheet_words,
    state_of,
)
from vendor_score.price.offer import ITEM_BASES, Covers, LineState, OfferLine, Tier
from vendor_score.questionnaire.cells import Cell, CellKind
from vendor_score.units import known_currency
from vendor_score.wording import languages, lexicon

__all__ = ["LineDraft", "PriceText", "Proposal", "line_of", "price_text", "tier_of"]

_NUMBER = r"(\d[\d,]*(?:\.\d+)?)"
_BETWEEN: Final = lexicon.pattern("offer.range")
_RANGE: Final = re.compile(rf"{_NUMBER}\s*(?:[-~–—]|{_BETWEEN})\s*{_NUMBER}\s*%?")
_PLAIN: Final = re.compile(rf"{_NUMBER}\s*%?")
_FROM: Final = re.compile(
    rf"(?:≥|>=|{lexicon.pattern('offer.from')})\s*{_NUMBER}"
    rf"|{_NUMBER}\s*(?:\+|{lexicon.pattern('offer.and_up')})"
)
_NUMBERS: Final = ("free", "minimum", "maximum", "block")
_WORDS: Final = ("mode", "measured", "free_per", "role")
_PRINTED: Final = frozenset({"id", "item", "basis", "total", "amount", "quantity"})
_MONTHS: Final = ("from_month", "to_month")


@dataclass(frozen=True, slots=True)
class PriceText:
    """What a price cell says.

    Attributes
    ----------
    low, high : float or None
    is_open_above : bool
    state : LineState or None
        A state in place of a price; None for words that say neither.
    currency, basis : str or None
        Where the cell itself names them, as 4500元/人/月 does.
    is_tax_included : bool or None
    tax_rate : float or None
    is_percent : bool
    """

    low: float | None = None
    high: float | None = None
    is_open_above: bool = False
    state: LineState | None = None
    currency: str | None = None
    basis: str | None = None
    is_tax_included: bool | None = None
    tax_rate: float | None = None
    is_percent: bool = False


def price_text(text: str) -> PriceText:
    """Read a price cell: a number, a range, "from" a number, or a state such as 面议.

    Parameters
    ----------
    text : str
        As written. A sentence with several figures is not guessed at.

    Returns
    -------
    PriceText
        Empty for words that cannot be read.

    Examples
    --------
    >>> found = price_text("4,500-5,500")
    >>> (found.low, found.high), price_text("4500起").is_open_above
    ((4500.0, 5500.0), True)
    >>> price_text("4500元/人/月").basis
    'seat/month'
    >>> price_text("首月免费，之后4500元").low is None
    True
    """
    folded = unicodedata.normalize("NFKC", text).strip().casefold()
    if not any(c.isalnum() for c in folded):  # a dash stands for nothing
        return PriceText(state=LineState.NOT_STATED)
    state = state_of(folded)
    if state is not None:
        return PriceText(state=state)
    if match := _RANGE.fullmatch(folded):
        low, high = sorted(_figure(one) for one in match.groups())
        return PriceText(low=low, high=high, is_percent=folded.endswith("%"))
    if match := _PLAIN.fullmatch(folded):
        return PriceText(low=_figure(match[1]), is_percent=folded.endswith("%"))
    if match := _FROM.fullmatch(folded):
        return PriceText(low=_figure(match[1] or match[2]), is_open_above=True)
    return _with_units(text)


def _with_units(text: str) -> PriceText:
    """A price that names its currency, unit or tax itself."""
    plain = plain_price_of(text)
    if plain is None:
        return PriceText()
    return PriceText(
        low=plain.low,
        high=plain.high,
        currency=plain.currency,
        basis=plain.basis,
        is_tax_included=plain.is_tax_included,
        tax_rate=plain.tax_rate,
    )


def _figure(digits: str) -> float:
    return float(digits.replace(",", ""))


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """A price in words, and the lines that it seems to mean.

    Attributes
    ----------
    vendor : str
    text : str
    source : Source
    lines : tuple of OfferLine
        Empty where nothing could be made out.
    """

    vendor: str
    text: str
    source: Source
    lines: tuple[OfferLine, ...] = ()


@dataclass(kw_only=True, slots=True)
class LineDraft:
    """A line while its tiers are read.

    Attributes
    ----------
    vendor : str
    line : OfferLine
    place : Source
    tiers : list of Tier
    findings : list of Finding
    proposals : list of Proposal
        Of prices in words, in the row itself or in a tier of it.
    is_blank : bool
        Whether nothing was entered in a row of the offer sheet.
    """

    vendor: str
    line: OfferLine
    place: Source
    tiers: list[Tier] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    is_blank: bool = False

    def finished(self) -> tuple[OfferLine | None, list[Finding]]:
        """The line with its tiers, in the order in which they stand."""
        line = self.line
        if self.is_blank and not self.tiers:
            return None, self.findings
        if len(self.tiers) > 1 or (self.tiers and self.tiers[0].up_to is not None):
            state = LineState.PRICED if line.state is LineState.NOT_STATED else line.state
            line = replace(line, tiers=tuple(self.tiers), low=None, high=None, state=state)
        elif self.tiers and line.low is None:
            [tier] = self.tiers
            line = replace(line, low=tier.low, high=tier.high, state=LineState.PRICED)
        return (line if line.item else None), self.findings


def line_of(vendor: str, row: PriceRow) -> LineDraft:
    """A row that names an item, as a line; what cannot be read is a finding.

    Parameters
    ----------
    vendor : str
    row : PriceRow

    Returns
    -------
    LineDraft
    """
    cells, place = row.cells, row.place
    said = {name: cell.text.strip() for name, cell in cells.items()}
    item = _item(said)
    draft = LineDraft(vendor=vendor, line=OfferLine(item=item, basis=""), place=place)
    _take_side_tiers(draft, row)
    price = _price(draft, row, item)
    settings = _settings(draft, row, price)
    draft.line = OfferLine(
        item=item,
        basis=_basis(said, item, price, row),
        state=price.state or LineState.PRICED,
        low=price.low,
        high=price.high,
        is_open_above=price.is_open_above,
        id=said.get("id", "").upper() if item in ITEM_BASES else said.get("id", ""),
        label=_label(said, item),
        remark=said.get("remark", ""),
        source=place,
        **settings,
    )
    entered = {name for name, text in said.items() if text} - _PRINTED
    draft.is_blank = not entered and not row.tiers and item in ITEM_BASES and bool(said.get("id"))
    if ("up_to" in cells or "tier" in cells) and price.low is not None:
        draft.tiers.append(Tier(_bound(cells), price.low, price.high))
    return draft


def tier_of(draft: LineDraft, row: PriceRow) -> None:
    """Add a row without an item to the line above it, as a tier; what is none is left alone.

    Parameters
    ----------
    draft : LineDraft
    row : PriceRow
    """
    cells = row.cells
    if "price" not in cells:
        if "up_to" in cells or "tier" in cells:
            place = _place(row, "up_to" if "up_to" in cells else "tier")
            said = cells["up_to" if "up_to" in cells else "tier"].text
            draft.findings.append(_finding("offer-price-unreadable", draft.vendor, place, said))
        return
    price = _cell_price(cells["price"])
    if price.low is None:
        _take_words(draft, row, draft.line.item, draft.line.basis)
        return
    if not draft.tiers and draft.line.low is not None:
        draft.tiers.append(Tier(None, draft.line.low, draft.line.high))
    draft.tiers.append(Tier(_bound(cells), price.low, price.high))


def _item(said: Mapping[str, str]) -> str:
    """The item of a row: by its id, its name, or the end of its name (白班坐席费)."""
    written = said.get("item", "")
    item = item_of(said.get("id", ""), written)
    if item in ITEM_BASES or not written:
        return item
    name = folded(re.sub(r"[(\[（【].*?[)\]）】]", "", written))
    for suffix in sorted(lexicon.words("offer.item_suffix"), key=len, reverse=True):
        name = name.removesuffix(folded(suffix)) or name
    known = known_words("item")
    ends = [word for word in known if name.endswith(word) and len(word) > 1 + 2 * word.isascii()]
    return known[max(ends, key=len)] if ends else item


def _label(said: Mapping[str, str], item: str) -> str:
    """The vendor's own name of an item; none where it is the name on the offer sheet."""
    written = said.get("item", "")
    is_usual = "|" in written or written in (
        sheet_words("item", item, lang) for lang in languages()
    )
    return "" if item in ITEM_BASES and is_usual else written


def _take_side_tiers(draft: LineDraft, row: PriceRow) -> None:
    """Prices by volume that stand side by side, each below its bounds."""
    for heading, cell in row.tiers:
        price = _cell_price(cell)
        if price.low is not None and heading.tier is not None:
            draft.tiers.append(Tier(heading.tier.up_to, price.low, price.high))
        elif price.state is None:
            place = replace(row.place, cell=a1(cell.row, cell.column))
            found = _finding("offer-price-unreadable", draft.vendor, place, cell.text)
            draft.findings.append(found)


def _bound(cells: Mapping[str, Cell]) -> float | None:
    """The upper bound of a tier: a number of its own, or the end of 501-1000."""
    for name in ("up_to", "tier"):
        if name in cells:
            number = _number(cells[name])
            bounds = bounds_said(cells[name].text)
            return number if number is not None else bounds[1] if bounds else None
    return None


def _cell_price(cell: Cell) -> PriceText:
    if cell.kind is CellKind.PERCENT and cell.number is not None:
        return PriceText(low=round(100 * cell.number, 9), is_percent=True)
    if cell.kind is CellKind.NUMBER and cell.number is not None:
        plain = plain_price_of(cell.text)
        return PriceText(low=cell.number, currency=plain.currency if plain else None)
    return price_text(cell.text)


def _price(draft: LineDraft, row: PriceRow, item: str) -> PriceText:
    """The price or state of a row: a state of its own column holds where there is no price."""
    cells = row.cells
    said = cells["state"].text if "state" in cells else ""
    state = state_of(said) if said.strip() else None
    if said.strip() and state is None:
        found = _finding("offer-word-unknown", draft.vendor, _place(row, "state"), said)
        draft.findings.append(found)
    if "price" not in cells or not cells["price"].text.strip():
        price = PriceText(state=LineState.NOT_STATED)
    else:
        price = _cell_price(cells["price"])
        if price.low is None and price.state is None:
            basis = _basis({k: c.text for k, c in cells.items()}, item, PriceText(), row)
            _take_words(draft, row, item, basis)
            price = PriceText(state=LineState.NOT_STATED)
        elif price.is_percent:
            price = _percent(draft, row, item, price)
    if state is not None and state is not LineState.PRICED:
        return PriceText(state=state)
    return price


def _percent(draft: LineDraft, row: PriceRow, item: str, price: PriceText) -> PriceText:
    """A percentage where one can be charged; 30 % of an unknown something is no price."""
    basis = _basis({k: c.text for k, c in row.cells.items()}, item, PriceText(), row)
    usual = ITEM_BASES.get(item, ("",))[0]
    if basis.startswith("pct_") or usual.startswith("pct_"):
        return replace(price, basis=basis if basis.startswith("pct_") else usual)
    place, found = _place(row, "price"), row.cells["price"].text
    draft.findings.append(_finding("offer-price-unreadable", draft.vendor, place, found))
    return PriceText(state=LineState.NOT_STATED)


def _take_words(draft: LineDraft, row: PriceRow, item: str, basis: str) -> None:
    """A price in words: what it seems to mean is proposed, and named as a finding."""
    text, place = row.cells["price"].text.strip(), _place(row, "price")
    lines = proposed_lines(text, item=item, basis=basis)
    lines = tuple(
        replace(
            line,
            label="" if line.item in ITEM_BASES else row.cells["item"].text.strip(),
            currency=line.currency or row.heading.currency,
            source=place,
        )
        for line in lines
        if line.item
    )
    draft.proposals.append(Proposal(vendor=draft.vendor, text=text, source=place, lines=lines))
    draft.findings.append(_finding("offer-price-unreadable", draft.vendor, place, text))


def _place(row: PriceRow, name: str) -> Source:
    """The cell of a row in a column."""
    cell = row.cells[name]
    return replace(row.place, cell=a1(cell.row, cell.column))


def _basis(said: Mapping[str, str], item: str, price: PriceText, row: PriceRow) -> str:
    """By the price itself, its own column, the heading, the name of the item, or as usual."""
    if item == "minimum":
        return "minimum"  # 20,000 a month is what lines must come to, not a fee beside them
    found = _basis_said(said, item, price, row)
    is_seat = item in ("seat", "shared_seat") and found in ("seat/month", "month")
    return f"{item}/month" if is_seat else found  # "4,800 a month" for a seat is for each


def _basis_said(said: Mapping[str, str], item: str, price: PriceText, row: PriceRow) -> str:
    if price.basis is not None:
        return price.basis
    written = said.get("basis", "").strip()
    if written:
        return meaning_of("basis", written) or basis_of(written)[1] or written
    if row.heading.basis is not None:
        return row.heading.basis
    for part in re.findall(r"[(\[（【](.*?)[)\]）】]", said.get("item", "")):
        if basis := basis_of(part)[1]:
            return basis
    return ITEM_BASES.get(item, ("",))[0]


def _settings(draft: LineDraft, row: PriceRow, price: PriceText) -> dict[str, Any]:
    """Everything beside the price; a word that is not known is a finding."""
    cells = row.cells
    said = {name: cell.text.strip() for name, cell in cells.items()}
    found: dict[str, Any] = {}
    for name in (*_NUMBERS, *_MONTHS):
        if name in cells:
            number = _number(cells[name])
            if number is None and said[name]:
                place = _place(row, name)
                draft.findings.append(
                    _finding("offer-word-unknown", draft.vendor, place, said[name])
                )
            elif number is not None:
                found[name] = int(number) if name in _MONTHS else number
    for name in _WORDS:
        if (meaning := _known(draft, row, name)) is not None:
            found[name] = meaning
    if (part := _known(draft, row, "part_year")) is not None:
        found["is_part_year_whole"] = part == "whole"
    if written := said.get("of"):
        found["of"] = tuple(one for one in re.split(r"[,，、;；+]+\s*|\s+", written) if one)
    if written := said.get("driver"):
        found["driver"] = written
    return found | _tax(draft, row, price) | {"covers": _covers(draft, row)}


def _known(draft: LineDraft, row: PriceRow, name: str) -> str | None:
    """What the word in a column means; one that is not known is a finding."""
    if name not in row.cells or not (written := row.cells[name].text.strip()):
        return None
    meaning = meaning_of(name, written)
    if meaning is None:
        found = _finding("offer-word-unknown", draft.vendor, _place(row, name), written)
        draft.findings.append(found)
    return meaning


def _tax(draft: LineDraft, row: PriceRow, price: PriceText) -> dict[str, Any]:
    """Currency, tax and the share on special invoices: by the row, the price, the heading."""
    cells, heading = row.cells, row.heading
    found: dict[str, Any] = {}
    written = cells["currency"].text.strip() if "currency" in cells else ""
    in_unit = basis_of(cells["basis"].text)[0] if "basis" in cells else None
    currency = (known_currency(written) or written.upper()) if written else None
    currency = currency or price.currency or in_unit or heading.currency
    if currency:
        found["currency"] = currency
    said = _known(draft, row, "tax")
    included = (said == "included") if said else price.is_tax_included
    included = heading.is_tax_included if included is None else included
    if included is not None:
        found["is_tax_included"] = included
    rate = _share(cells["tax_rate"]) if "tax_rate" in cells else None
    for one in (rate, price.tax_rate, heading.tax_rate):
        if one is not None:
            found.setdefault("tax_rate", one)
    if "special" in cells and (share := _share(cells["special"])) is not None:
        found["special_share"] = share
    return found


def _covers(draft: LineDraft, row: PriceRow) -> Covers:
    unit: Any = _known(draft, row, "unit")
    hours, days = (
        _number(row.cells[name]) if name in row.cells else None for name in ("hours", "days")
    )
    return Covers(of=unit, hours_per_day=hours, days_per_month=days)


def _number(cell: Cell) -> float | None:
    if cell.kind in (CellKind.NUMBER, CellKind.PERCENT) and cell.number is not None:
        return cell.number
    match = _PLAIN.fullmatch(unicodedata.normalize("NFKC", cell.text).strip())
    return _figure(match[1]) if match else None


def _share(cell: Cell) -> float | None:
    """6 %, 0.06 or 6 as 0.06."""
    if cell.kind is CellKind.PERCENT and cell.number is not None:
        return cell.number
    number = _number(cell)
    if number is None:
        return None
    return number / 100 if number > 1 or "%" in cell.text else number


def _finding(code: str, vendor: str, place: Source, found: str) -> Finding:
    return Finding(code=code, severity=Severity.WARNING, vendor=vendor, source=place, found=found)
