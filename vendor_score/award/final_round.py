"""A final-price round: first and final offers side by side, total and line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from vendor_score.award.costs import match_offers
from vendor_score.award.records import FinalLine, FinalPrice
from vendor_score.offers.read import OffersRead
from vendor_score.price.cost import total_cost
from vendor_score.price.demand import Demand
from vendor_score.price.offer import Offer
from vendor_score.price.results import Interval, TotalCost
from vendor_score.questionnaire.vendors import name_key

__all__ = ["final_prices", "with_final_offers"]


def with_final_offers(first: OffersRead, final: OffersRead) -> OffersRead:
    """The offers that count: the final one of each vendor that made one, else the first.

    Parameters
    ----------
    first, final : OffersRead

    Returns
    -------
    OffersRead
        With the findings of both.
    """
    replaced = {name_key(offer.vendor) for offer in final.offers}
    kept = [offer for offer in first.offers if name_key(offer.vendor) not in replaced]
    return replace(
        first,
        offers=(*kept, *final.offers),
        findings=(*first.findings, *final.findings),
        inputs=(*first.inputs, *final.inputs),
    )


def final_prices(
    vendors: Sequence[str], first: Sequence[Offer], final: Sequence[Offer], demand: Demand
) -> tuple[FinalPrice, ...]:
    """First and final offers side by side.

    Parameters
    ----------
    vendors : sequence of str
        Whose answers were read.
    first, final : sequence of Offer
    demand : Demand

    Returns
    -------
    tuple of FinalPrice
        In the order of ``vendors``, those with an offer.
    """
    before, _ = match_offers(vendors, first)
    after, _ = match_offers(vendors, final)
    return tuple(
        _final_price(vendor, before.get(vendor), after.get(vendor), demand)
        for vendor in vendors
        if vendor in before or vendor in after
    )


def _final_price(
    vendor: str, first: Offer | None, final: Offer | None, demand: Demand
) -> FinalPrice:
    old = None if first is None else total_cost(first, demand)
    new = old if final is None else total_cost(final, demand)
    return FinalPrice(
        vendor=vendor,
        before=old.total if old else None,
        after=new.total if new else None,
        lines=() if final is None else tuple(_lines(old, new)),
        has_final=final is not None,
    )


def _lines(old: TotalCost | None, new: TotalCost | None) -> Iterator[FinalLine]:
    """Lines by item and kind, those of the first offer first; like ones in the order they stand."""
    sides = _by_key(old), _by_key(new)
    for key in dict.fromkeys((*sides[0], *sides[1])):
        (before, label), (after, other) = (side.get(key, (None, "")) for side in sides)
        yield FinalLine(item=key[1], label=label or other, kind=key[0], before=before, after=after)


def _by_key(total: TotalCost | None) -> Mapping[tuple[str, str, int], tuple[Interval, str]]:
    found: dict[tuple[str, str, int], tuple[Interval, str]] = {}
    for line in total.lines if total else ():
        nth = sum(key[:2] == (line.kind, line.item) for key in found)
        found[line.kind, line.item, nth] = (line.total, line.label)
    return found
