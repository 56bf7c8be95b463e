"""The charge of one line of an offer in each month: tiers, free units, blocks, fees, limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from vendor_score.price.demand import End
from vendor_score.price.offer import OfferLine
from vendor_score.price.schedule import Figures, Schedule, driver_of, rounded_up

__all__ = ["in_force", "line_charges", "plain_price"]

_YEAR: Final = 12
_STEP: Final = 9
_PERCENT: Final = ("pct_sales", "pct_of")


def line_charges(line: OfferLine, schedule: Schedule, end: End) -> Figures:
    """What a line is charged in each month, in its own currency and terms of tax.

    Parameters
    ----------
    line : OfferLine
        With a price; a percentage of other lines or a minimum of them is no line of this kind.
    schedule : Schedule
        Must have the quantity that the line counts.
    end : {"low", "high"}

    Returns
    -------
    array of float, months x grid
    """
    if line.basis in ("year", "once", "person_once"):
        charges = _fee(line, schedule, end)
        least = np.where(charges != 0, line.minimum or 0.0, 0.0)
    else:
        units = _units(line, schedule, end)
        charges = _priced(line, _billable(line, units), schedule, end)
        least = np.array(line.minimum or 0.0)
    if line.minimum is not None:
        charges = np.maximum(charges, least)
    if line.maximum is not None:
        charges = np.minimum(charges, line.maximum)
    if _is_throughout(line, schedule):
        return charges
    limited: Figures = np.where(in_force(line, schedule) > 0, charges, 0.0)
    return limited


def plain_price(line: OfferLine, end: End) -> float:
    """The price of a unit of a line without tiers; infinite where it is open to above.

    Parameters
    ----------
    line : OfferLine
    end : {"low", "high"}

    Returns
    -------
    float
    """
    low = line.low or 0.0
    price = low if end == "low" or line.high is None else line.high
    return price / 100 if line.basis in _PERCENT else price


def in_force(line: OfferLine, schedule: Schedule) -> Figures:
    """1 in the months in which a line is charged, 0 in the others and after the contract.

    Parameters
    ----------
    line : OfferLine
    schedule : Schedule

    Returns
    -------
    array of float, months x grid
    """
    number = np.arange(1, len(schedule.months) + 1)
    first, last = line.from_month or 1, line.to_month or len(schedule.months)
    force: Figures = ((number >= first) & (number <= last)).astype(float)[:, None]
    return force * schedule.within


def _units(line: OfferLine, schedule: Schedule, end: End) -> Figures:
    """Units of each month; months in which the line is not in force have none."""
    driver = driver_of(line.item, line.basis, line.driver)
    if driver is None:
        units = np.ones_like(schedule.days)
    elif driver == "seats":
        units = schedule.seats_charged(line, end)
    else:
        units = schedule.quantities[driver]
    return units if _is_throughout(line, schedule) else units * in_force(line, schedule)


def _is_throughout(line: OfferLine, schedule: Schedule) -> bool:
    """Whether the line is charged in every month at hand: most are, and large grids take time."""
    return not (line.from_month or line.to_month) and schedule.lengths.size == 1


def _billable(line: OfferLine, units: Figures) -> Figures:
    """Units beyond the free ones; free units of a contract are used up from its first month on."""
    if not line.free:
        return units
    if line.free_per == "contract":
        so_far = np.maximum(units.cumsum(axis=0) - line.free, 0.0)
        used: Figures = np.diff(so_far, axis=0, prepend=0.0)
        return used
    billable: Figures = np.maximum(units - line.free, 0.0)
    return billable


def _fee(line: OfferLine, schedule: Schedule, end: End) -> Figures:
    """A fee of single months: once, for each person once, or at the start of each year."""
    times = np.zeros((len(schedule.months), len(schedule.lengths)))
    if line.basis == "year":
        for place in range(0, len(times), _YEAR):
            times[place] = _share_of_year(line, schedule.lengths - place, end)
    else:
        times[(line.from_month or 1) - 1 : (line.from_month or 1)] = 1.0
    if line.basis == "person_once":
        driver = driver_of(line.item, line.basis, line.driver) or "trained"
        times = times * schedule.quantities[driver]
    return times * plain_price(line, end)


def _share_of_year(line: OfferLine, months: Figures, end: End) -> Figures:
    """1 for a whole year; a last part of a year as the offer says, else at both ends."""
    part = np.clip(months / _YEAR, 0.0, 1.0)
    is_whole = end == "high" if line.is_part_year_whole is None else line.is_part_year_whole
    return np.ceil(part) if is_whole else part


def _priced(line: OfferLine, billable: Figures, schedule: Schedule, end: End) -> Figures:
    if line.block:
        return _by_block(line, billable, end)
    if not line.tiers:
        return billable * plain_price(line, end)
    choices = []
    if line.mode != "marginal":
        choices.append(_whole(line, billable, schedule, end))
    if line.mode != "whole":
        choices.append(_marginal(line, billable, schedule, end))
    best: Figures = (np.minimum if end == "low" else np.maximum).reduce(choices)
    return best


def _by_block(line: OfferLine, billable: Figures, end: End) -> Figures:
    """Started blocks; where the offer does not say so, from the exact share of a block up."""
    blocks = billable / (line.block or 1.0)
    is_started = line.mode == "block" or (line.mode is None and end == "high")
    return (rounded_up(blocks) if is_started else blocks) * plain_price(line, end)


def _tier_table(line: OfferLine, end: End) -> tuple[Figures, Figures]:
    """Upper bounds of all tiers but the open one, and the prices of all.

    Where the last tier has a bound, what lies above it has no price: it costs infinitely much,
    so that no total comes of it.
    """
    bounds = [tier.up_to for tier in line.tiers if tier.up_to is not None]
    prices = [tier.low if end == "low" or tier.high is None else tier.high for tier in line.tiers]
    if line.tiers[-1].up_to is not None:
        prices.append(np.inf)
    share = 100.0 if line.basis in _PERCENT else 1.0
    return np.array(bounds, dtype=float), np.array(prices, dtype=float) / share


def _windows(line: OfferLine, months: int) -> Iterator[slice]:
    """The months over which the volume is measured, window by window."""
    length = {"year": _YEAR, "contract": months}.get(line.measured, 1)
    for start in range(0, months, length):
        yield slice(start, start + length)


def _whole(line: OfferLine, billable: Figures, schedule: Schedule, end: End) -> Figures:
    """All units at the price of the tier that the measured volume falls in, bounds included."""
    bounds, prices = _tier_table(line, end)
    if line.measured == "month_daily_average":
        measured = billable / schedule.days
    elif line.measured == "month":
        measured = billable
    else:
        measured = np.empty_like(billable)
        for window in _windows(line, len(billable)):
            measured[window] = billable[window].sum(axis=0)
    price = prices[np.searchsorted(bounds, np.round(measured, _STEP), side="left")]
    return _times(billable, price)


def _times(units: Figures, price: Figures) -> Figures:
    """Units times their price; no unit costs nothing, also where its price is infinite."""
    with np.errstate(invalid="ignore"):
        return np.where(units > 0, units * price, 0.0)


def _marginal(line: OfferLine, billable: Figures, schedule: Schedule, end: End) -> Figures:
    """Each unit at the price of its own tier.

    By the average of a day, the charge of that day counts for every day. Over years or the contract
    the units of a month lie above those of the months before.
    """
    if line.measured == "month_daily_average":
        return _sum_of_tiers(line, billable / schedule.days, end) * schedule.days
    if line.measured == "month":
        return _sum_of_tiers(line, billable, end)
    charges = np.empty_like(billable)
    for window in _windows(line, len(billable)):
        so_far = _sum_of_tiers(line, billable[window].cumsum(axis=0), end)
        with np.errstate(invalid="ignore"):
            charges[window] = np.nan_to_num(
                np.diff(so_far, axis=0, prepend=0.0), nan=np.inf, posinf=np.inf
            )
    return charges


def _sum_of_tiers(line: OfferLine, units: Figures, end: End) -> Figures:
    """The charge of so many units, split over the tiers."""
    bounds, prices = _tier_table(line, end)
    starts = np.concatenate(([0.0], bounds))[: len(prices)]
    full = np.diff(starts) * prices[: len(starts) - 1]
    below = np.concatenate(([0.0], np.cumsum(full)))
    tier = np.searchsorted(bounds, np.round(units, _STEP), side="left")
    above = units - starts[tier]
    return below[tier] + np.where(above != 0, _times(above, prices[tier]), 0.0)
