"""Cost against quality: the efficient frontier, what a step up costs, what a point is worth."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from vendor_score.price.results import CostQuality, Frontier, ImpliedPrice

__all__ = ["frontier", "implied_price", "points_of_cost"]


def frontier(vendors: Sequence[CostQuality]) -> Frontier:
    """Who is not beaten on cost and quality at once, and what each point more costs.

    Parameters
    ----------
    vendors : sequence of CostQuality
        Names must differ.

    Returns
    -------
    Frontier

    Examples
    --------
    >>> points = [("A", 800, 60), ("B", 900, 72), ("C", 950, 70)]
    >>> found = frontier([CostQuality(name=n, cost=c, quality=q) for n, c, q in points])
    >>> found.names, found.dominated, [round(step, 2) for step in found.incremental]
    (('A', 'B'), {'C': ('B',)}, [8.33])

    Notes
    -----
    A vendor is dominated by one that costs no more and is no worse, with one of the two strict;
    surely so where it holds over the whole intervals. On the hull every step is dearer than the one
    before; a vendor on the frontier and off the hull is still the best one for budgets from its own
    cost up to the next vendor's, since nobody can buy half of two vendors.
    """
    dominated = {one.name: _dominating(one, vendors) for one in vendors}
    surely = {one.name: _surely_dominating(one, vendors) for one in vendors}
    efficient = sorted(
        (one for one in vendors if not dominated[one.name]), key=lambda one: one.cost
    )
    hull = _hull(efficient)
    return Frontier(
        names=tuple(one.name for one in efficient),
        dominated={name: by for name, by in dominated.items() if by},
        surely_dominated={name: by for name, by in surely.items() if by},
        incremental=_steps(efficient),
        off_hull=tuple(one.name for one in efficient if one not in hull),
        hull=tuple(one.name for one in hull),
        hull_incremental=_steps(hull),
        cost_per_point={
            one.name: one.cost / one.quality if one.quality else None for one in vendors
        },
    )


def _dominating(one: CostQuality, vendors: Sequence[CostQuality]) -> tuple[str, ...]:
    return tuple(
        other.name
        for other in vendors
        if other.quality >= one.quality
        and other.cost <= one.cost
        and (other.quality > one.quality or other.cost < one.cost)
    )


def _surely_dominating(one: CostQuality, vendors: Sequence[CostQuality]) -> tuple[str, ...]:
    """Vendors whose dearest end costs no more, and whose cautious points are not under the best."""
    least = one.cost if one.cost_low is None else one.cost_low
    best = one.quality if one.quality_high is None else one.quality_high
    return tuple(
        other.name
        for other in vendors
        if other is not one
        and other.cost <= least
        and other.quality >= best
        and (other.cost < least or other.quality > best)
    )


def _steps(vendors: Sequence[CostQuality]) -> tuple[float | None, ...]:
    """What a point costs between neighbours; None between two that are equal."""
    return tuple(
        (b.cost - a.cost) / (b.quality - a.quality) if b.quality != a.quality else None
        for a, b in pairwise(vendors)
    )


def _hull(efficient: Sequence[CostQuality]) -> list[CostQuality]:
    """Those whose step is no dearer than the next one, worked out again as others drop out."""
    hull: list[CostQuality] = []
    for one in efficient:
        while len(hull) > 1 and _is_dearer(hull[-2], hull[-1], one):
            hull.pop()
        hull.append(one)
    return hull


def _is_dearer(a: CostQuality, b: CostQuality, c: CostQuality) -> bool:
    """Whether the step from a to b costs more a point than the one from b to c."""
    rise = (b.cost - a.cost) * (c.quality - b.quality)
    return rise > (c.cost - b.cost) * (b.quality - a.quality)


def implied_price(
    anchors: Sequence[tuple[float, float]],
    price_weight: float,
    totals: Sequence[float] = (),
) -> ImpliedPrice:
    """What one quality point costs, by the anchors and the weight of price.

    Parameters
    ----------
    anchors : sequence of (float, float)
        Cost and its points, as in ``value`` of the cost criterion.
    price_weight : float
        Share of price in the whole, above 0 and below 1.
    totals : sequence of float, optional
        Costs of the first two: the segment they lie in counts, or the line between them where they
        lie in two. The first segment unless given.

    Returns
    -------
    ImpliedPrice

    Raises
    ------
    ValueError
        For a weight that is not between 0 and 1, or anchors without a slope.

    Examples
    --------
    >>> round(implied_price([(800_000, 100), (1_300_000, 0)], 0.3).per_point, 2)
    11666.67

    Notes
    -----
    (1 - w) R / (100 w), where w is the price share and R the cost between 100 and 0 points at the
    slope of the segment.
    """
    if not 0 < price_weight < 1:
        raise ValueError(f"price_weight must be between 0 and 1, found {price_weight:g}")
    ordered = sorted(anchors)
    slopes = [abs((b[0] - a[0]) / (b[1] - a[1])) for a, b in pairwise(ordered) if a[1] != b[1]]
    if not slopes:
        raise ValueError("anchors must have different points")
    money = (1 - price_weight) / price_weight
    met = _slope_between(ordered, totals) or slopes[0]
    return ImpliedPrice(
        per_point=money * met,
        low=money * min(slopes),
        high=money * max(slopes),
        weight=price_weight,
    )


def _slope_between(anchors: Sequence[tuple[float, float]], totals: Sequence[float]) -> float | None:
    """What a point of the cost criterion costs between two totals, or around one.

    Totals in two segments are joined by a straight line. None where that line is flat.
    """
    costs = [cost for cost, _ in anchors]
    at = [min(max(total, costs[0]), costs[-1]) for total in totals]
    if len(set(at)) < 2:  # noqa: PLR2004
        at = next(
            ([a, b] for a, b in pairwise(costs) if all(a <= total <= b for total in at)), costs[:2]
        )
    low, high = min(at), max(at)
    difference = abs(points_of_cost(anchors, high) - points_of_cost(anchors, low))
    return (high - low) / difference if difference else None


def points_of_cost(anchors: Sequence[tuple[float, float]], cost: float) -> float:
    """Points of a cost: straight lines between the anchors, flat beyond them.

    Parameters
    ----------
    anchors : sequence of (float, float)
        Cost and its points.
    cost : float

    Returns
    -------
    float

    Examples
    --------
    >>> points_of_cost([(800_000, 100), (1_300_000, 0)], 900_000)
    80.0
    """
    ordered = sorted(anchors)
    if cost <= ordered[0][0]:
        return float(ordered[0][1])
    for (a, at_a), (b, at_b) in pairwise(ordered):
        if cost <= b:
            return at_a + (at_b - at_a) * (cost - a) / (b - a)
    return float(ordered[-1][1])
