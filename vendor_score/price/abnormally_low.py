"""Offers that look abnormally low: questions to the vendors by a stated rule, never verdicts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import isfinite
from typing import Final, Literal, get_args

from vendor_score.price.results import LowOffers

__all__ = ["LOW_OFFER_RULES", "LowOfferRule", "low_offers"]

LowOfferRule = Literal["others_20", "cost_floor", "spain", "scotland", "cn_pilot", "uk_10"]
LOW_OFFER_RULES: Final[tuple[LowOfferRule, ...]] = get_args(LowOfferRule)
_TEN_ABOVE: Final = 1.1
_SPAIN_LEAST: Final = 3  # bids that a second mean counts at the least


def low_offers(
    prices: Sequence[float],
    rule: LowOfferRule = "others_20",
    *,
    budget: float | None = None,
    floor: float | None = None,
    margin: tuple[float, float] | None = None,
) -> LowOffers:
    """Which prices a rule calls abnormally low.

    Parameters
    ----------
    prices : sequence of float
        Total costs; for ``cost_floor`` prices of a seat and month, net of tax.
    rule : {"others_20", "cost_floor", "spain", "scotland", "cn_pilot", "uk_10"}, optional
    budget : float, optional
        The buyer's estimate or ceiling, for the rules that compare with one.
    floor : float, optional
        What a seat and month costs its employer at the least; no floor is shipped.
    margin : (float, float), optional
        Of ``scotland``: the least and most that the 1 % below the next price may come to.

    Returns
    -------
    LowOffers
        ``is_tested`` is False where the rule lacks what it needs; that is no pass.

    Raises
    ------
    ValueError
        For an unknown rule or a price that is not above 0.

    Examples
    --------
    >>> found = low_offers([80, 100, 105, 110, 150])
    >>> found.flagged, found.thresholds
    ((0,), (93.0, 89.0, 88.0, 87.0, 79.0))

    Notes
    -----
    ``others_20``: below 80 % of the mean of the other prices (Bulgaria, in CJEU C-669/20: the duty
    to examine holds with two bids too). ``spain``: Royal Decree 1098/2001, art. 85. ``scotland``:
    Construction Procurement Handbook, 2018. ``cn_pilot``: notice 财办库〔2024〕265号, from memory.
    ``uk_10``: more than 10 % below the mean or the estimate; its source was not seen. EU law
    (directive 2014/24, art. 69) asks the bidder to explain first.
    """
    if rule not in LOW_OFFER_RULES:
        raise ValueError(f"rule must be one of {', '.join(LOW_OFFER_RULES)}, found {rule!r}")
    bids = [float(price) for price in prices]
    if any(not isfinite(price) or price <= 0 for price in bids):
        raise ValueError("prices must be above 0")
    if rule == "cost_floor":
        return _floor(bids, floor)
    if rule == "spain":
        return _spain(bids, budget)
    if rule == "scotland":
        return _scotland(bids, margin)
    return _RULES[rule](bids, budget)


def _mean(prices: Sequence[float]) -> float:
    return sum(prices) / len(prices)


def _below(bids: Sequence[float], thresholds: Sequence[float | None]) -> tuple[int, ...]:
    return tuple(
        place
        for place, (price, least) in enumerate(zip(bids, thresholds, strict=True))
        if least is not None and price < least
    )


def _untested(rule: str, bids: Sequence[float]) -> LowOffers:
    return LowOffers(rule=rule, flagged=(), thresholds=(None,) * len(bids), is_tested=False)


def _others(bids: list[float], _: float | None) -> LowOffers:
    if len(bids) < 2:  # noqa: PLR2004
        return _untested("others_20", bids)
    total = sum(bids)
    others = tuple(0.8 * (total - price) / (len(bids) - 1) for price in bids)
    return LowOffers(rule="others_20", flagged=_below(bids, others), thresholds=others)


def _floor(bids: list[float], floor: float | None) -> LowOffers:
    if floor is None:
        return _untested("cost_floor", bids)
    thresholds = (floor,) * len(bids)
    return LowOffers(rule="cost_floor", flagged=_below(bids, thresholds), thresholds=thresholds)


def _spain(bids: list[float], budget: float | None) -> LowOffers:
    """Art. 85: one bid against the budget, two against each other, more against their mean."""
    under_budget = None if budget is None else 0.75 * budget
    if len(bids) == 1:
        if under_budget is None:
            return _untested("spain", bids)
        thresholds: tuple[float, ...] = (under_budget,)
        return LowOffers(rule="spain", flagged=_below(bids, thresholds), thresholds=thresholds)
    if len(bids) == 2:  # noqa: PLR2004
        thresholds = (0.8 * bids[1], 0.8 * bids[0])
        return LowOffers(rule="spain", flagged=_below(bids, thresholds), thresholds=thresholds)
    if not bids:
        return _untested("spain", bids)
    mean = _mean(bids)
    kept = _spain_kept(bids, mean)
    new_mean = _mean([bids[place] for place in kept])
    least = 0.9 * new_mean
    thresholds = (max(least, under_budget or 0.0),) * len(bids)
    return LowOffers(
        rule="spain",
        flagged=_below(bids, thresholds),
        thresholds=thresholds,
        kept=kept,
        figures={"mean": mean, "new_mean": new_mean},
    )


def _spain_kept(bids: list[float], mean: float) -> tuple[int, ...]:
    """The bids that the second mean counts."""
    in_order = sorted(range(len(bids)), key=lambda place: bids[place])
    if len(bids) == _SPAIN_LEAST:
        is_high = bids[in_order[-1]] > _TEN_ABOVE * mean
        return tuple(sorted(in_order[:-1] if is_high else in_order))
    within = [place for place in in_order if bids[place] <= _TEN_ABOVE * mean]
    return tuple(sorted(within if len(within) >= _SPAIN_LEAST else in_order[:_SPAIN_LEAST]))


def _scotland(bids: list[float], margin: tuple[float, float] | None) -> LowOffers:
    """Over 15 % below the mean without the highest, and over 1 % below the lowest that is not."""
    if len(bids) < 2:  # noqa: PLR2004
        return _untested("scotland", bids)
    highest = max(range(len(bids)), key=lambda place: bids[place])
    average = _mean([price for place, price in enumerate(bids) if place != highest])
    threshold = 0.85 * average
    qualifying = min(price for price in bids if price >= threshold)
    one_percent = 0.01 * qualifying
    if margin is not None:
        one_percent = min(max(one_percent, margin[0]), margin[1])
    least = min(threshold, qualifying - one_percent)
    thresholds = (threshold,) * len(bids)
    return LowOffers(
        rule="scotland",
        flagged=_below(bids, (least,) * len(bids)),
        thresholds=thresholds,
        kept=tuple(place for place in range(len(bids)) if place != highest),
        figures={"adjusted_average": average},
    )


def _cn_pilot(bids: list[float], ceiling: float | None) -> LowOffers:
    """Under half the mean, half the second lowest, or 45 % of the ceiling."""
    if len(bids) < 2:  # noqa: PLR2004
        if ceiling is None or not bids:
            return _untested("cn_pilot", bids)
        least = 0.45 * ceiling
    else:
        mean, second = _mean(bids), sorted(bids)[1]
        least = max(0.5 * mean, 0.5 * second, 0.45 * ceiling if ceiling is not None else 0.0)
    thresholds = (least,) * len(bids)
    return LowOffers(
        rule="cn_pilot",
        flagged=_below(bids, thresholds),
        thresholds=thresholds,
        figures={"mean": _mean(bids)},
    )


def _uk_10(bids: list[float], estimate: float | None) -> LowOffers:
    if not bids or (len(bids) < 2 and estimate is None):  # noqa: PLR2004
        return _untested("uk_10", bids)
    mean = _mean(bids)
    known = ([mean] if len(bids) > 1 else []) + ([estimate] if estimate is not None else [])
    thresholds = (0.9 * max(known),) * len(bids)
    return LowOffers(
        rule="uk_10",
        flagged=_below(bids, thresholds),
        thresholds=thresholds,
        figures={"mean": mean},
    )


_RULES: Final[Mapping[str, Callable[[list[float], float | None], LowOffers]]] = {
    "others_20": _others,
    "cn_pilot": _cn_pilot,
    "uk_10": _uk_10,
}
