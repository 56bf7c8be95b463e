"""Formulas in use and rules for low offers on the bids at hand, with what one bid would change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from vendor_score.award.records import FormulaCheck, LowCheck
from vendor_score.price.abnormally_low import low_offers
from vendor_score.price.demand import Demand
from vendor_score.price.formulas import FORMULAS, PriceRule, score_prices
from vendor_score.price.offer import Offer
from vendor_score.price.paradoxes import Flip, drop_each, lowest_price_flips, mean_flips
from vendor_score.price.results import TotalCost
from vendor_score.price.settings import PriceSettings

__all__ = ["check_formulas", "check_low_offers"]

_EVEN = 0.5


def check_formulas(
    bids: Mapping[str, float],
    quality: Mapping[str, float],
    names: Sequence[str],
    price_weight: float,
) -> tuple[FormulaCheck, ...]:
    """What each formula makes of the bids, and how it would turn with one bid more or less.

    Parameters
    ----------
    bids, quality : mapping of str to float
        By vendor: evaluated prices, and points without price.
    names : sequence of str
        Formulas.
    price_weight : float
        Share of price in the whole; half where price has none.

    Returns
    -------
    tuple of FormulaCheck
    """
    share = price_weight if 0 < price_weight < 1 else _EVEN
    return tuple(_check(name, bids, quality, (1 - share, share)) for name in names)


def _check(
    name: str,
    bids: Mapping[str, float],
    quality: Mapping[str, float],
    weights: tuple[float, float],
) -> FormulaCheck:
    vendors = tuple(bids)
    prices, points = [bids[one] for one in vendors], [quality[one] for one in vendors]
    rule, formula = PriceRule(formula=name), FORMULAS[name]
    try:
        scores = score_prices(prices, rule, quality=points, weights=weights)
        dropped = drop_each(prices, rule, quality=points, weights=weights)
    except ValueError as error:
        return FormulaCheck(name=name, vendors=vendors, scores=None, refusal=str(error))
    flips: tuple[Flip, ...] = ()
    if vendors and name == "lowest_price":
        flips = lowest_price_flips(prices, points, rule, weights=weights)
    elif len(vendors) > 1 and name == "mean":
        flips = mean_flips(prices, points, rule, weights=weights)
    return FormulaCheck(
        name=name,
        vendors=vendors,
        scores=scores,
        first=tuple(vendors[place] for place in scores.first),
        dropped=dropped,
        flips=flips,
        is_relative=formula.is_relative,
    )


def check_low_offers(
    offers: Mapping[str, Offer],
    totals: Mapping[str, TotalCost],
    demand: Demand,
    settings: PriceSettings,
) -> Iterator[LowCheck]:
    """Each rule on totals with assumptions and on stated ones: often the cause is missing items.

    Parameters
    ----------
    offers : mapping of str to Offer
    totals : mapping of str to TotalCost
    demand : Demand
    settings : PriceSettings

    Yields
    ------
    LowCheck
    """
    for rule in settings.low_offers:
        if rule == "cost_floor":
            seats = _seat_prices(offers, demand)
            found = low_offers(list(seats.values()), "cost_floor", floor=settings.cost_floor)
            yield LowCheck(vendors=tuple(seats), result=found)
            continue
        for of_stated in (False, True):
            costs = {
                name: cost.high
                for name, total in totals.items()
                if (cost := total.stated if of_stated else total.total) is not None
                and cost.high > 0
            }
            result = low_offers(list(costs.values()), rule, budget=settings.budget)
            yield LowCheck(vendors=tuple(costs), result=result, of_stated=of_stated)


def _seat_prices(offers: Mapping[str, Offer], demand: Demand) -> dict[str, float]:
    """Prices of a dedicated seat and month, net of tax, in the buyer's currency."""
    prices = {}
    for name, offer in offers.items():
        for line in offer.main_lines:
            currency = line.currency or offer.currency or demand.currency
            if line.basis != "seat/month" or line.low is None or line.low <= 0:
                continue
            if currency != demand.currency and currency not in demand.rates:
                continue
            rate = 1.0 if currency == demand.currency else demand.rates[currency].rate.value
            rates = (line.tax_rate, offer.tax_rate, demand.tax.default_rate)
            tax = next(one for one in rates if one is not None)
            said = (line.is_tax_included, offer.is_tax_included)
            is_included = next((one for one in said if one is not None), True)
            prices[name] = line.low * rate / (1 + tax if is_included else 1)
            break
    return prices
