"""A row of an offer sheet -> a line: price, range or state; tiers in the rows below it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from vendor_score.findings import Finding, Severity, Source
from vendor_score.offers.words import item_of, meaning_of, state_of
from vendor_score.price.offer import ITEM_BASES, Covers, LineState, OfferLine, Tier
from vendor_score.questionnaire.cells import Cell, CellKind
from vendor_score.units import known_currency
from vendor_score.wording import lexicon

__all__ = ["LineDraft", "PriceText", "line_of", "price_text", "tier_of"]

_NUMBER = r"(\d[\d,]*(?:\.\d+)?)"
_BETWEEN: Final = lexicon.pattern("offer.range")
_RANGE: Final = re.compile(rf"{_NUMBER}\s*(?:[-~–—]|{_BETWEEN})\s*{_NUMBER}\s*%?")
_PLAIN: Final = re.compile(rf"{_NUMBER}\s*%?")
_FROM: Final = re.compile(
    rf"(?:≥|>=|{lexicon.pattern('offer.from')})\s*{_NUMBER}"
    rf"|{_NUMBER}\s*(?:\+|{lexicon.pattern('offer.and_up')})"
)
_NUMBERS: Final = ("free", "minimum", "maximum", "block")
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
    """

    low: float | None = None
    high: float | None = None
    is_open_above: bool = False
    state: LineState | None = None


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
    >>> price_text("4,500-5,500"), price_text("4500起").is_open_above
    (PriceText(low=4500.0, high=5500.0, is_open_above=False, state=None), True)
    >>> price_text("首月免费，之后4500元").low is None
    True
    """
    folded = unicodedata.normalize("NFKC", text).strip().casefold()
    state = state_of(folded)
    if state is not None:
        return PriceText(state=state)
    folded = re.sub(r"^(?:¥|\$|€|rmb|cny|usd)\s*", "", folded)
    if match := _RANGE.fullmatch(folded):
        low, high = sorted(_figure(one) for one in match.groups())
        return PriceText(low=low, high=high)
    if match := _PLAIN.fullmatch(folded):
        return PriceText(low=_figure(match[1]))
    if match := _FROM.fullmatch(folded):
        return PriceText(low=_figure(match[1] or match[2]), is_open_above=True)
    return PriceText()


def _figure(digits: str) -> float:
    return float(digits.replace(",", ""))


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
    """

    vendor: str
    line: OfferLine
    place: Source
    tiers: list[Tier] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def finished(self) -> tuple[OfferLine | None, list[Finding]]:
        """The line with its tiers, in the order in which they stand."""
        line = self.line
        if len(self.tiers) > 1 or (self.tiers and self.tiers[0].up_to is not None):
            line = replace(line, tiers=tuple(self.tiers), low=None, high=None)
        return (line if line.item else None), self.findings


def line_of(vendor: str, cells: Mapping[str, Cell], place: Source) -> LineDraft:
    """A row that names an item, as a line; what cannot be read is a finding.

    Parameters
    ----------
    vendor : str
    cells : mapping of str to Cell
        By column.
    place : Source

    Returns
    -------
    LineDraft
    """
    said = {name: cell.text.strip() for name, cell in cells.items()}
    item = item_of(said.get("id", ""), said.get("item", ""))
    draft = LineDraft(vendor=vendor, line=OfferLine(item=item, basis=""), place=place)
    price = _price(draft, cells)
    basis = _basis(said, item)
    settings = _settings(draft, cells, said)
    draft.line = OfferLine(
        item=item,
        basis=basis,
        state=price.state or LineState.PRICED,
        low=price.low,
        high=price.high,
        is_open_above=price.is_open_above,
        id=said.get("id", "").upper(),
        label=said.get("item", ""),
        remark=said.get("remark", ""),
        source=place,
        **settings,
    )
    if "up_to" in cells and price.low is not None:
        draft.tiers.append(Tier(_number(cells["up_to"]), price.low, price.high))
    return draft


def tier_of(draft: LineDraft, cells: Mapping[str, Cell], place: Source) -> list[Finding]:
    """Add a row without an item to the line above it, as a tier; what is none is left alone.

    Parameters
    ----------
    draft : LineDraft
    cells : mapping of str to Cell
    place : Source

    Returns
    -------
    list of Finding
    """
    if "price" not in cells:
        return []
    price = _cell_price(cells["price"])
    if price.low is None:
        return [_finding("offer-price-unreadable", draft.vendor, place, cells["price"].text)]
    if not draft.tiers and draft.line.low is not None:
        draft.tiers.append(Tier(None, draft.line.low, draft.line.high))
    up_to = _number(cells["up_to"]) if "up_to" in cells else None
    draft.tiers.append(Tier(up_to, price.low, price.high))
    return []


def _cell_price(cell: Cell) -> PriceText:
    if cell.kind is CellKind.PERCENT and cell.number is not None:
        return PriceText(low=round(100 * cell.number, 9))
    if cell.kind is CellKind.NUMBER and cell.number is not None:
        return PriceText(low=cell.number)
    return price_text(cell.text)


def _price(draft: LineDraft, cells: Mapping[str, Cell]) -> PriceText:
    """The price or state of a row: a state of its own column holds where there is no price."""
    said = cells["state"].text if "state" in cells else ""
    state = state_of(said) if said.strip() else None
    price = (
        _cell_price(cells["price"]) if "price" in cells else PriceText(state=LineState.NOT_STATED)
    )
    if price.low is None and price.state is None:
        found = _finding("offer-price-unreadable", draft.vendor, draft.place, cells["price"].text)
        draft.findings.append(found)
        price = PriceText(state=LineState.NOT_STATED)
    if state is not None and state is not LineState.PRICED:
        return PriceText(state=state)
    return price


def _basis(said: Mapping[str, str], item: str) -> str:
    written = said.get("basis", "")
    usual = ITEM_BASES.get(item, ("",))[0]
    if not written:
        return usual
    return meaning_of("basis", written) or written


def _settings(
    draft: LineDraft, cells: Mapping[str, Cell], said: Mapping[str, str]
) -> dict[str, Any]:
    """Everything beside the price; a word that is not known is a finding."""
    found: dict[str, Any] = {}
    for name in (*_NUMBERS, *_MONTHS):
        if name in cells and (number := _number(cells[name])) is not None:
            found[name] = int(number) if name in _MONTHS else number
    for name in ("mode", "measured"):
        if written := said.get(name):
            found[name] = meaning_of(name, written)
            if found[name] is None:
                unknown = _finding("offer-word-unknown", draft.vendor, draft.place, written)
                draft.findings.append(unknown)
                del found[name]
    if written := said.get("of"):
        found["of"] = tuple(re.split(r"[,，、;；+\s]+", written.strip()))
    return found | _tax(cells, said) | {"covers": _covers(cells, said)}


def _tax(cells: Mapping[str, Cell], said: Mapping[str, str]) -> dict[str, Any]:
    """Currency, tax and the share on special invoices."""
    found: dict[str, Any] = {}
    if written := said.get("currency"):
        found["currency"] = known_currency(written) or written.upper()
    if written := said.get("tax"):
        tax = meaning_of("tax", written)
        found["is_tax_included"] = None if tax is None else tax == "included"
    for ours, theirs in (("tax_rate", "tax_rate"), ("special_share", "special")):
        if theirs in cells and (share := _share(cells[theirs])) is not None:
            found[ours] = share
    return found


def _covers(cells: Mapping[str, Cell], said: Mapping[str, str]) -> Covers:
    unit: Any = meaning_of("unit", said["unit"]) if said.get("unit") else None
    hours, days = (_number(cells[name]) if name in cells else None for name in ("hours", "days"))
    return Covers(of=unit, hours_per_day=hours, days_per_month=days)


def _number(cell: Cell) -> float | None:
    if cell.kind is CellKind.NUMBER and cell.number is not None:
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
