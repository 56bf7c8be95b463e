"""Which offer is cheaper at which volume, contract length or number of seats: runs, exactly.

Every whole number is tried. Seats are steps and tiers have bounds, so the order of two offers may
change many times; what two sample points suggest is mostly wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from math import ceil
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from vendor_score.price.cost import problems_of
from vendor_score.price.demand import Demand, End
from vendor_score.price.evaluate import evaluate
from vendor_score.price.offer import Offer, OfferLine
from vendor_score.price.results import Crossing, Run
from vendor_score.price.schedule import Figures, UnitOf, driver_of, make_schedule

__all__ = ["Axis", "costs_along", "crossings", "numbers_to_try"]

Axis = Literal["consultations", "months", "seats"]
SAME: Final = 1e-9
"""Costs that differ by less than this share of the larger are the same."""
NEAR_STEP: Final = 0.05
_LEAST_TOP: Final = 1_000
_TIMES_BASE: Final = 5
_BEYOND_TIERS: Final = 1.2
_MOST_MONTHS: Final = 60
_LEAST_SEATS: Final = 50
_DAYS_OF_MONTH: Final = 365 / 12
_DAYS_OF_YEAR: Final = 365


def crossings(  # noqa: PLR0913 - all that is optional is given by name
    offers: Sequence[Offer],
    demand: Demand,
    *,
    axis: Axis = "consultations",
    numbers: Sequence[int] | None = None,
    end: End = "high",
    unit_of: UnitOf | None = None,
) -> tuple[Crossing, ...]:
    """Runs of whole numbers at which one offer is cheapest, for each pair and for all together.

    Parameters
    ----------
    offers : sequence of Offer
        Those without a total are left out.
    demand : Demand
        Its months' factors, seats and linked volumes are worked out anew for every number.
    axis : {"consultations", "months", "seats"}, optional
        Consultations a day, months of the contract, or seats where these are a plain number.
    numbers : sequence of int, optional
        In rising order without gaps; `numbers_to_try` unless given.
    end : {"low", "high"}, optional
        Low ends are compared with low ones, high ones with high ones.
    unit_of : {"post", "person"}, optional
        What a unit of a seat price is where an offer does not say.

    Returns
    -------
    tuple of Crossing
        Each pair in the order of the offers; then, where there are more than two, all of them.

    Examples
    --------
    >>> import datetime as dt
    >>> from vendor_score.price import Demand, Offer, OfferLine, Spread, Volume
    >>> need = Demand(
    ...     start=dt.date(2027, 1, 1),
    ...     months=1,
    ...     days=30,
    ...     volumes={"consultations": Volume(per="day", amount=Spread(100))},
    ... )
    >>> flat = OfferLine(item="base_month", basis="month", low=3000, is_tax_included=True)
    >>> each = OfferLine(item="consultation", basis="consultation", low=1, is_tax_included=True)
    >>> pair = Offer(vendor="A", lines=(flat,)), Offer(vendor="B", lines=(each,))
    >>> [(run.start, run.stop, *run.cheaper) for run in crossings(pair, need)[0].runs]
    [(1, 99, 'B'), (100, 100, 'A', 'B'), (101, 1000, 'A')]
    """
    tried = list(numbers_to_try(offers, demand, axis) if numbers is None else numbers)
    kept, rows = costs_along(offers, demand, tried, axis=axis, end=end, unit_of=unit_of)
    found = [
        _crossing((kept[a], kept[b]), rows[[a, b]], tried, demand, axis)
        for a, b in combinations(range(len(kept)), 2)
    ]
    if len(kept) > 2:  # noqa: PLR2004
        found.append(_crossing(tuple(kept), rows, tried, demand, axis))
    return tuple(found)


def costs_along(  # noqa: PLR0913 - all that is optional is given by name
    offers: Sequence[Offer],
    demand: Demand,
    numbers: Sequence[int],
    *,
    axis: Axis = "consultations",
    end: End = "high",
    unit_of: UnitOf | None = None,
) -> tuple[tuple[Offer, ...], Figures]:
    """Total costs of offers at every number tried.

    Parameters
    ----------
    offers : sequence of Offer
    demand : Demand
    numbers : sequence of int
    axis : {"consultations", "months", "seats"}, optional
    end : {"low", "high"}, optional
    unit_of : {"post", "person"}, optional

    Returns
    -------
    (tuple of Offer, array)
        The offers that have a total, and a row of costs for each; infinite where there is no price.
    """
    tried = np.asarray(numbers, dtype=float)
    if axis == "months":  # yearly fees, tiers of a contract and staff trained depend on it
        demand = replace(demand, months=max(numbers))
    grid = {"consultations": "consultations", "months": "lengths", "seats": "seats"}[axis]
    schedule = make_schedule(demand, unit_of=unit_of, **{grid: tried})
    kept = tuple(offer for offer in offers if not any(problems_of(offer, schedule)))
    rows = np.empty((len(kept), len(tried)))
    for place, offer in enumerate(kept):
        rows[place] = evaluate(offer, schedule, end).total()
    return kept, rows


def numbers_to_try(offers: Sequence[Offer], demand: Demand, axis: Axis) -> range:
    """The grid of a crossing: far beyond the buyer's own figure and every bound of a tier.

    Parameters
    ----------
    offers : sequence of Offer
    demand : Demand
    axis : {"consultations", "months", "seats"}

    Returns
    -------
    range
    """
    if axis == "months":
        return range(1, _MOST_MONTHS + 1)
    if axis == "seats":
        plain = demand.seats.plain if demand.seats and demand.seats.plain else 0
        return range(1, max(_LEAST_SEATS, ceil(_TIMES_BASE * plain)) + 1)
    base = _base_a_day(demand)
    bounds = [_bound_a_day(line, demand) for offer in offers for line in offer.lines]
    top = max(_LEAST_TOP, _TIMES_BASE * base, _BEYOND_TIERS * max(bounds, default=0.0))
    return range(1, ceil(top) + 1)


def _base_a_day(demand: Demand) -> float:
    volume = demand.volumes.get("consultations")
    if volume is None:
        return 0.0
    return volume.amount.value / (1.0 if volume.per == "day" else _DAYS_OF_MONTH)


def _bound_a_day(line: OfferLine, demand: Demand) -> float:
    """The largest bound of a line's tiers, in consultations a day."""
    bounds = [tier.up_to for tier in line.tiers if tier.up_to is not None]
    if not bounds or driver_of(line.item, line.basis, line.driver) != "consultations":
        return 0.0
    days = {
        "month_daily_average": 1.0,
        "month": _DAYS_OF_MONTH,
        "year": _DAYS_OF_YEAR,
        "contract": _DAYS_OF_MONTH * demand.months,
    }[line.measured]
    return max(bounds) / days


# Runs


def _crossing(
    offers: tuple[Offer, ...], costs: Figures, numbers: list[int], demand: Demand, axis: Axis
) -> Crossing:
    names = tuple(offer.vendor for offer in offers)
    cheapest = _cheapest(costs)
    starts = _starts(cheapest)
    stops = [*(starts[1:] - 1), len(numbers) - 1]
    runs = tuple(
        Run(numbers[a], numbers[b], tuple(names[one] for one in np.flatnonzero(cheapest[:, a])))
        for a, b in zip(starts, stops, strict=True)
    )
    changes = [numbers[place] for place in starts[1:]]
    return Crossing(
        vendors=names,
        axis=axis,
        runs=runs,
        at=_record(changes, costs, numbers, demand, axis),
        is_near_step=tuple(_is_near_step(change, offers, demand, axis) for change in changes),
    )


def _cheapest(costs: Figures) -> NDArray[np.bool_]:
    """Which offers are cheapest at each number; none where none has a price there."""
    if len(costs) == 2:  # noqa: PLR2004
        larger = np.maximum(np.abs(costs[0]), np.abs(costs[1]))
        with np.errstate(invalid="ignore"):
            is_same = np.abs(costs[0] - costs[1]) <= SAME * larger
        is_same &= np.isfinite(larger)
        return np.stack([(costs[0] < costs[1]) | is_same, (costs[1] < costs[0]) | is_same])
    least = costs.min(axis=0)
    is_least: NDArray[np.bool_] = (costs <= least + SAME * np.abs(least)) & np.isfinite(costs)
    return is_least


def _starts(cheapest: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Where a run begins: at the first number, and where other offers are cheapest than before."""
    is_new = (cheapest[:, 1:] != cheapest[:, :-1]).any(axis=0)
    return np.concatenate(([0], np.flatnonzero(is_new) + 1))


def _record(
    changes: list[int], costs: Figures, numbers: list[int], demand: Demand, axis: Axis
) -> dict[int, tuple[float, ...]]:
    """Costs at the buyer's own figure, and at and beside each change."""
    wanted = {near for change in changes for near in (change - 1, change, change + 1)}
    wanted.add(_own_figure(demand, axis))
    return {
        number: tuple(float(cost) for cost in costs[:, number - numbers[0]])
        for number in sorted(wanted)
        if numbers[0] <= number <= numbers[-1]
    }


def _own_figure(demand: Demand, axis: Axis) -> int:
    if axis == "months":
        return demand.months
    if axis == "seats":
        return round(demand.seats.plain or 0) if demand.seats else 0
    return round(_base_a_day(demand))


def _is_near_step(change: int, offers: tuple[Offer, ...], demand: Demand, axis: Axis) -> bool:
    """Whether one seat more or less is near, and one of the offers is charged by seats."""
    need = demand.seats
    if axis != "consultations" or need is None or need.per_seat_day is None:
        return False
    has_seats = any(
        driver_of(line.item, line.basis, line.driver) == "seats"
        for offer in offers
        for line in offer.lines
        if line.is_priced
    )
    step = need.per_seat_day.value
    nearest = max(1, round(change / step)) * step
    return has_seats and abs(change - nearest) <= NEAR_STEP * change
