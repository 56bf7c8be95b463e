"""Formulas that turn prices into points or an index, as they are in use; checks, not verdicts.

Most of them compare each price with the other bids, so that one more bid may change who is first
(`vendor_score.price.paradoxes`). What decides is the anchored value function of the ``cost``
criterion, unless the buyer's rules oblige him to one of these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite
from typing import Any, Final

from vendor_score.price.results import PriceScores

__all__ = [
    "FORMULAS",
    "Formula",
    "PriceRule",
    "competition_ranks",
    "drop_table",
    "rounded_half_up",
    "score_prices",
]

Drop = Mapping[int, tuple[int, int]]
"""From so many bids on, how many of the highest and of the lowest are left out."""
_RANK_DECIMALS: Final = 9


@dataclass(frozen=True, kw_only=True, slots=True)
class PriceRule:
    """A formula with its parameters.

    Attributes
    ----------
    formula : str
        One of `FORMULAS`.
    full : float
        Full points of price.
    k : float
        Steepness: of ``linear_above_lowest``, ``mean`` (points per percent), ``power``.
    k_high, k_low : float
        Points per percent above and below the baseline.
    least : float
        Fewest points of ``baseline_deviation``.
    drop : mapping of int to (int, int)
        Number of bids to how many of the highest and lowest do not count for the baseline; the
        entry with the largest number that is not above the number of bids holds.
    shift : float
        What the mean is raised by for the baseline: -0.05 for 5 % less.
    limit, optimum : float or None
        Of ``linear_limit``: prices worth 0 and full points.
    worth : sequence of (float, sequence of float)
        Of ``value_award``: what a criterion is worth in money, and the share of it that each
        vendor meets.
    round : int or None
        Decimals that the rules ask for, half-up; None for no rounding.
    """

    formula: str
    full: float = 100.0
    k: float = 1.0
    k_high: float = 1.0
    k_low: float = 1.0
    least: float = 0.0
    drop: Drop = field(default_factory=dict)
    shift: float = 0.0
    limit: float | None = None
    optimum: float | None = None
    worth: Sequence[tuple[float, Sequence[float]]] = ()
    round: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Bids:
    """What a formula sees."""

    prices: list[float]
    quality: list[float]
    rule: PriceRule
    weights: tuple[float, float]
    figures: dict[str, float | tuple[float, ...]]
    q_low: float | None = None
    q_max: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Formula:
    """A formula in use.

    Attributes
    ----------
    compute : callable
        Bids to a score or index each.
    gives_points : bool
        Whether quality points can be added to it.
    higher_is_better : bool
    needs_quality : bool
    is_relative : bool
        Whether another bid may change the order.
    """

    compute: Callable[[_Bids], list[float]]
    gives_points: bool = True
    higher_is_better: bool = True
    needs_quality: bool = False
    is_relative: bool = True


def score_prices(  # noqa: PLR0913 - all that is optional is given by name
    prices: Sequence[float],
    rule: PriceRule | str,
    *,
    quality: Sequence[float] | None = None,
    weights: tuple[float, float] | None = None,
    q_low: float | None = None,
    q_max: float | None = None,
    **parameters: Any,
) -> PriceScores:
    """Points or an index of every price by a formula in use.

    Parameters
    ----------
    prices : sequence of float
        Evaluated prices of the bids that count, above 0.
    rule : PriceRule or str
        The name of a formula, with ``parameters`` as in `PriceRule`, or both in one.
    quality : sequence of float, optional
        Quality points without the price criteria; indexes need them.
    weights : (float, float), optional
        Of quality and price. With a formula that gives points, totals are quality x wQ + points x
        wP; the plain sum where no weights are given.
    q_low, q_max : float, optional
        Lowest quality met and full quality, for ``relative_value_cost``; the lowest at hand and 100
        unless given.
    **parameters : object
        Fields of `PriceRule`.

    Returns
    -------
    PriceScores

    Raises
    ------
    ValueError
        For an unknown formula, a price that is not above 0, or quality that is missing.

    Examples
    --------
    >>> score_prices([100, 125, 140, 220], "linear_above_lowest").scores
    (100.0, 75.0, 60.0, 0.0)
    >>> score_prices([10_000, 8_000], "lowest_price", quality=[90, 74], full=70).totals
    (146.0, 144.0)

    Notes
    -----
    Sources: order 87 of the Ministry of Finance and Chinese tenders (lowest_price,
    baseline_deviation), UK and Indian manuals, Negometrix and Mercell (utility_index), LGP of New
    South Wales (relative_value_cost), UK MOD (quality_over_price, weighted_vfm), Dutch gunnen op
    waarde (value_award). Stilger, Siderius and van Raaij (2017) compare 38 such formulas: which of
    them is used decides who wins.
    """
    rule = PriceRule(formula=rule, **parameters) if isinstance(rule, str) else rule
    if rule.formula not in FORMULAS:
        raise ValueError(f"formula must be one of {', '.join(FORMULAS)}, found {rule.formula!r}")
    if not len(prices):
        raise ValueError("prices must hold one or more, found none")
    formula = FORMULAS[rule.formula]
    bids = _Bids(
        prices=[float(price) for price in prices],
        quality=[float(one) for one in quality or ()],
        rule=rule,
        weights=weights or (0.5, 0.5),
        figures={},
        q_low=q_low,
        q_max=q_max,
    )
    _check(bids, formula, has_quality=quality is not None)
    scores = formula.compute(bids)
    totals = _totals(scores, formula, quality, weights)
    decided_by = scores if totals is None else totals
    is_high = formula.higher_is_better
    ranks = competition_ranks(decided_by, higher_is_better=is_high)
    return PriceScores(
        formula=rule.formula,
        scores=tuple(scores),
        higher_is_better=is_high,
        ranks=ranks,
        first=tuple(place for place, rank in enumerate(ranks) if rank == 1),
        totals=totals,
        rounded=None
        if rule.round is None
        else tuple(rounded_half_up(score, rule.round) for score in scores),
        figures=bids.figures,
    )


def _check(bids: _Bids, formula: Formula, *, has_quality: bool) -> None:
    if any(not isfinite(price) or price <= 0 for price in bids.prices):
        raise ValueError("a price of 0 or less cannot be scored by a formula")
    if not has_quality:
        if formula.needs_quality:
            raise ValueError(f"{bids.rule.formula} needs the quality of every bid")
    elif len(bids.quality) != len(bids.prices):
        raise ValueError(f"{len(bids.prices)} prices and {len(bids.quality)} quality figures")


def _totals(
    scores: list[float],
    formula: Formula,
    quality: Sequence[float] | None,
    weights: tuple[float, float] | None,
) -> tuple[float, ...] | None:
    if quality is None or not formula.gives_points:
        return None
    of_quality, of_price = weights or (1.0, 1.0)
    return tuple(of_quality * q + of_price * s for q, s in zip(quality, scores, strict=True))


def competition_ranks(figures: Sequence[float], *, higher_is_better: bool) -> tuple[int, ...]:
    """Ranks 1, 2, 2, 4: equal ones, to nine significant places, share the better place.

    Parameters
    ----------
    figures : sequence of float
    higher_is_better : bool

    Returns
    -------
    tuple of int
    """
    keys = [float(f"{figure:.{_RANK_DECIMALS}g}") for figure in figures]
    if higher_is_better:
        keys = [-key for key in keys]
    return tuple(1 + sum(other < key for other in keys) for key in keys)


def rounded_half_up(figure: float, decimals: int) -> str:
    """A figure as rules round it: half-up, on the digits that it shows.

    Parameters
    ----------
    figure : float
    decimals : int

    Returns
    -------
    str

    Examples
    --------
    >>> rounded_half_up(2.675, 2), rounded_half_up(34.54545454545455, 2)
    ('2.68', '34.55')
    """
    step = Decimal(1).scaleb(-decimals)
    return str(Decimal(repr(float(figure))).quantize(step, rounding=ROUND_HALF_UP))


def drop_table(written: Mapping[str, Sequence[int]]) -> dict[int, tuple[int, int]]:
    """Dropped bids as tenders write them, as `PriceRule.drop` counts them.

    Parameters
    ----------
    written : mapping of str to (int, int)
        ``"<=5"``, ``"6"``, ``">=7"`` or ``"7+"`` to how many of the highest and lowest bids do not
        count.

    Returns
    -------
    dict of int to (int, int)

    Raises
    ------
    ValueError
        For a key of another form.

    Examples
    --------
    >>> drop_table({"6": [1, 0], "7+": [1, 1]})
    {6: (1, 0), 7: (1, 1)}
    >>> drop_table({"<=5": [0, 0], "6": [1, 0]})
    {0: (0, 0), 6: (1, 0), 7: (0, 0)}
    """
    table: dict[int, tuple[int, int]] = {}
    ends: list[int] = []
    for key, (highest, lowest) in written.items():
        match = re.fullmatch(r"(<=|≤)?\s*(\d{1,4})|(?:>=|≥)\s*(\d{1,4})|(\d{1,4})\s*\+", str(key))
        if match is None:
            raise ValueError(f"expected a number of bids such as 6, <=5 or >=7, found {key}")
        up_to, number, *from_on = match.groups()
        start = next((int(one) for one in from_on if one), None)
        table[start if start is not None else 0 if up_to else int(number)] = highest, lowest
        if start is None:
            ends.append(int(number) + 1)
    return table | {end: (0, 0) for end in ends if end not in table}


def _clamped(score: float, full: float) -> float:
    return min(max(score, 0.0), full)


# Formulas that give points


def _lowest_price(bids: _Bids) -> list[float]:
    least = _lowest(bids)
    return [bids.rule.full * least / price for price in bids.prices]


def _lowest(bids: _Bids) -> float:
    least = min(bids.prices)
    bids.figures["lowest"] = least
    return least


def _mean(bids: _Bids) -> float:
    mean = sum(bids.prices) / len(bids.prices)
    bids.figures["mean"] = mean
    return mean


def _linear_above_lowest(bids: _Bids) -> list[float]:
    least, full = _lowest(bids), bids.rule.full
    return [max(0.0, full * (1 - bids.rule.k * (price - least) / least)) for price in bids.prices]


def _min_max(bids: _Bids) -> list[float]:
    least, most = _lowest(bids), max(bids.prices)
    if least == most:  # nothing tells them apart
        return [bids.rule.full] * len(bids.prices)
    return [bids.rule.full * (most - price) / (most - least) for price in bids.prices]


def _linear_limit(bids: _Bids) -> list[float]:
    limit, optimum, full = bids.rule.limit, bids.rule.optimum, bids.rule.full
    if limit is None or optimum is None or limit <= optimum:
        raise ValueError("linear_limit needs a limit above its optimum")
    return [_clamped(full * (limit - price) / (limit - optimum), full) for price in bids.prices]


def _mean_deviation(bids: _Bids) -> list[float]:
    mean, full, k = _mean(bids), bids.rule.full, bids.rule.k
    return [_clamped(full / 2 - k * 100 * (price - mean) / mean, full) for price in bids.prices]


def _baseline(bids: _Bids) -> float:
    """The mean without the dropped bids, raised or lowered by the shift."""
    number = len(bids.prices)
    steps = [step for step in bids.rule.drop if step <= number]
    highest, lowest = bids.rule.drop[max(steps)] if steps else (0, 0)
    kept = sorted(bids.prices)[lowest : number - highest]
    if not kept:
        raise ValueError("no bid is left for the baseline")
    baseline = sum(kept) / len(kept) * (1 + bids.rule.shift)
    bids.figures["baseline"] = baseline
    return baseline


def _baseline_deviation(bids: _Bids) -> list[float]:
    """Points go down with the distance from a baseline; dropped bids are still scored.

    Order 87 forbids it for government service tenders.
    """
    baseline, rule = _baseline(bids), bids.rule
    scores = []
    for price in bids.prices:
        deviation = 100 * (price - baseline) / baseline
        off = rule.k_high * deviation if deviation > 0 else rule.k_low * -deviation
        scores.append(max(rule.least, rule.full - off))
    return scores


def _average_distance(bids: _Bids) -> list[float]:
    mean = _mean(bids)
    return [bids.rule.full * (1 - abs(price - mean) / mean) for price in bids.prices]


def _baseline_over_price(bids: _Bids) -> list[float]:
    baseline, full = _baseline(bids), bids.rule.full
    return [min(full, full * baseline / price) for price in bids.prices]


def _power(bids: _Bids) -> list[float]:
    least = _lowest(bids)
    return [bids.rule.full * (least / price) ** bids.rule.k for price in bids.prices]


# Formulas that give an index


def _price_per_point(bids: _Bids) -> list[float]:
    _refuse_no_quality(bids)
    return [price / q for price, q in zip(bids.prices, bids.quality, strict=True)]


def _refuse_no_quality(bids: _Bids) -> None:
    if any(q <= 0 for q in bids.quality):
        raise ValueError(f"{bids.rule.formula} needs quality above 0")


def _quality_over_price(bids: _Bids) -> list[float]:
    return [q / price for price, q in zip(bids.prices, bids.quality, strict=True)]


def _weighted_vfm(bids: _Bids) -> list[float]:
    _refuse_no_quality(bids)
    of_quality, of_price = bids.weights
    if of_price <= 0:
        raise ValueError("weighted_vfm needs a weight of price above 0")
    power = of_quality / of_price
    return [q**power / price for price, q in zip(bids.prices, bids.quality, strict=True)]


def _utility_index(bids: _Bids) -> list[float]:
    """(1 - (Qbest - Q) N) / p x m with N = wQ / wP; quality in shares of 1, or points of 100."""
    of_quality, of_price = bids.weights
    if of_price <= 0:
        raise ValueError("utility_index needs a weight of price above 0")
    least, best = _lowest(bids), max(bids.quality)
    scale = 1.0 if best <= 1 else 100.0
    return [
        (1 - (best - q) / scale * of_quality / of_price) / price * least
        for price, q in zip(bids.prices, bids.quality, strict=True)
    ]


def _relative_value_cost(bids: _Bids) -> list[float]:
    full = 100.0 if bids.q_max is None else bids.q_max
    lowest = min(bids.quality) if bids.q_low is None else bids.q_low
    if lowest + full <= 0:
        raise ValueError("relative_value_cost needs quality above 0")
    index = tuple((q + full) / (lowest + full) for q in bids.quality)
    bids.figures["si"] = index
    return [price / si for price, si in zip(bids.prices, index, strict=True)]


def _value_award(bids: _Bids) -> list[float]:
    """The price less what the vendor meets is worth; the contract price stays."""
    off = tuple(
        sum(worth * met[place] for worth, met in bids.rule.worth)
        for place in range(len(bids.prices))
    )
    bids.figures["deduction"] = off
    return [price - less for price, less in zip(bids.prices, off, strict=True)]


def _index(
    compute: Callable[[_Bids], list[float]], *, higher_is_better: bool, is_relative: bool = False
) -> Formula:
    return Formula(
        compute=compute,
        gives_points=False,
        higher_is_better=higher_is_better,
        needs_quality=True,
        is_relative=is_relative,
    )


FORMULAS: Final[Mapping[str, Formula]] = {
    "lowest_price": Formula(compute=_lowest_price),
    "linear_above_lowest": Formula(compute=_linear_above_lowest),
    "min_max": Formula(compute=_min_max),
    "linear_limit": Formula(compute=_linear_limit, is_relative=False),
    "mean": Formula(compute=_mean_deviation),
    "baseline_deviation": Formula(compute=_baseline_deviation),
    "average_distance": Formula(compute=_average_distance),
    "baseline_over_price_capped": Formula(compute=_baseline_over_price),
    "power": Formula(compute=_power),
    "price_per_point": _index(_price_per_point, higher_is_better=False),
    "quality_over_price": _index(_quality_over_price, higher_is_better=True),
    "weighted_vfm": _index(_weighted_vfm, higher_is_better=True),
    "utility_index": _index(_utility_index, higher_is_better=True, is_relative=True),
    "relative_value_cost": _index(_relative_value_cost, higher_is_better=False),
    "value_award": Formula(
        compute=_value_award, gives_points=False, higher_is_better=False, is_relative=False
    ),
}
"""By name. What each makes of a third bid is shown by `vendor_score.price.paradoxes`."""
