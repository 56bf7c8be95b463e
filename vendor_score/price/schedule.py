"""Quantities of every month of a demand, for one volume or for a whole grid of them at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from vendor_score.price.demand import Demand, End, Month
from vendor_score.price.offer import OfferLine

__all__ = ["Figures", "Schedule", "UnitOf", "driver_of", "make_schedule", "rounded_up"]

Figures = NDArray[np.float64]
"""Months x grid, or something that broadcasts to it."""
UnitOf = Literal["post", "person"]
SHORT_MONTH: Final = 166.64  # hours a person works: the Chinese standard month ...
LONG_MONTH: Final = 208.0  # ... and 26 days of 8 hours
_SHIFT: Final = 8.0
_SHORT_DAYS: Final = SHORT_MONTH / _SHIFT
_LONG_DAYS: Final = LONG_MONTH / _SHIFT
_STEP: Final = (
    9  # decimals kept before rounding up, so that 360 / 120 is 3 and not 3.0000000000000004
)
_WEEK: Final = 7

_DRIVER_OF_ITEM: Final = {
    ("overtime", "hour"): "overtime_hours",
    ("night", "hour"): "night_hours",
    ("holiday", "seat_day"): "holiday_seat_days",
    ("promotion", "seat_day"): "promotion_seat_days",
}
_DRIVER_OF_BASIS: Final = {
    "consultation": "consultations",
    "order": "orders",
    "minute": "minutes",
    "hour": "hours",
    "pct_sales": "inquiry_sales",
    "seat_day": "seat_days",
    "seat/month": "seats",
    "shared_seat/month": "shared_seats",
    "shop/month": "shops",
    "person_once": "trained",
}


def driver_of(item: str, basis: str, driver: str | None = None) -> str | None:
    """The quantity that a line counts.

    Parameters
    ----------
    item, basis : str
        Of the line or assumption.
    driver : str, optional
        Where the line names it.

    Returns
    -------
    str or None
        None for a fee that counts nothing (by month, year or once, in percent of lines).

    Examples
    --------
    >>> driver_of("night", "hour"), driver_of("hour", "hour"), driver_of("base_month", "month")
    ('night_hours', 'hours', None)
    """
    if driver is not None:
        return driver
    if basis in ("month", "year", "once", "pct_of", "minimum"):
        return None
    return _DRIVER_OF_ITEM.get((item, basis)) or _DRIVER_OF_BASIS.get(basis, basis)


def rounded_up(figures: Figures) -> Figures:
    """The next whole number, of what is not whole already but for the last digits of a double.

    Parameters
    ----------
    figures : array

    Returns
    -------
    array
    """
    whole: Figures = np.ceil(np.round(figures, _STEP))
    return whole


@dataclass(frozen=True, kw_only=True, slots=True)
class Schedule:
    """Quantities month by month; arrays are months x grid.

    Attributes
    ----------
    demand : Demand
    months : tuple of Month
    days : array
        What daily volumes are multiplied by.
    quantities : mapping of str to array
        Volumes, ``seats``, ``shared_seats``, ``shops`` and ``trained``; what the buyer has not
        said is not among them.
    grid : int
        How many volumes are tried at once.
    unit_of : {"post", "person"} or None
        What a unit of a seat price is where an offer does not say; None to count both.
    lengths : array
        Months of the contract, along the grid: later months count nothing.
    """

    demand: Demand
    months: tuple[Month, ...]
    days: Figures
    quantities: Mapping[str, Figures]
    grid: int
    unit_of: UnitOf | None = None
    lengths: Figures

    @property
    def within(self) -> Figures:
        """1 in the months of the contract, 0 after it; months x grid."""
        number = np.arange(len(self.months), dtype=float)[:, None]
        return (number < self.lengths).astype(float)

    def seats_charged(self, line: OfferLine, end: End) -> Figures:
        """Units of a seat price: posts, or the persons who staff them.

        Parameters
        ----------
        line : OfferLine
            By seat and month.
        end : {"low", "high"}
            Fewest or most units, where the offer does not say what a unit is.

        Returns
        -------
        array
        """
        posts = self.quantities["seats"]
        hours = self.demand.post_hours
        covers = line.covers
        if hours is None:
            return posts
        has_hours = covers.hours_per_day is not None or covers.days_per_month is not None
        unit = covers.of or ("person" if has_hours else self.unit_of)
        if unit == "post":
            a_day = self.demand.hours_per_day or 0.0
            shifts = max(1.0, a_day / (covers.hours_per_day or a_day or 1.0))
            return rounded_up(posts * shifts) if shifts > 1 else posts
        by_hours = [rounded_up(posts * hours / of_person) for of_person in _hours_of_person(line)]
        choices = by_hours if unit == "person" else [posts, *by_hours]
        best: Figures = (np.minimum if end == "low" else np.maximum).reduce(choices)
        return best


def _hours_of_person(line: OfferLine) -> tuple[float, ...]:
    """Hours a month that one person works: as stated, else both ends."""
    covers = line.covers
    days = (covers.days_per_month,) if covers.days_per_month else (_SHORT_DAYS, _LONG_DAYS)
    return tuple((covers.hours_per_day or _SHIFT) * each for each in days)


def make_schedule(
    demand: Demand,
    *,
    consultations: Figures | None = None,
    seats: Figures | None = None,
    lengths: Figures | None = None,
    unit_of: UnitOf | None = None,
) -> Schedule:
    """Quantities of every month.

    Parameters
    ----------
    demand : Demand
    consultations : array, optional
        Consultations a day to try, in place of the buyer's; what is linked moves with them.
    seats : array, optional
        Numbers of seats to try, in place of the buyer's.
    lengths : array, optional
        Months of the contract to try; the demand's own must be the most of them.
    unit_of : {"post", "person"}, optional
        What a unit of a seat price is where an offer does not say.

    Returns
    -------
    Schedule
    """
    months = demand.calendar()
    days = np.array([[month.days] for month in months], dtype=float)
    factor = np.array([[demand.months_factor.get(m.month, 1.0)] for m in months], dtype=float)
    year = _Year(demand, months, days, factor, _normal(demand, days, consultations))
    served = np.minimum(factor, 1.0) if demand.peak.by == "queue" else factor
    quantities = {
        name: volume * served if name in demand.scaled else volume
        for name, volume in year.normal.items()
    }
    posts = _seats(year) if seats is None else np.broadcast_to(seats, (len(months), len(seats)))
    if posts is not None:
        quantities["seats"] = posts
    promotion = _promotion(year)
    if promotion is not None:
        quantities.setdefault("promotion_seat_days", promotion)
    ended = np.array([demand.months], dtype=float) if lengths is None else lengths
    if posts is not None and lengths is not None:  # whoever comes later need not be trained
        within = np.arange(len(months), dtype=float)[:, None] < lengths
        quantities["seats"] = posts * within
    _add_plain(quantities, demand, days)
    tried = next((one for one in (consultations, seats, lengths) if one is not None), np.zeros(1))
    return Schedule(
        demand=demand,
        months=months,
        days=days,
        quantities=quantities,
        grid=len(tried),
        unit_of=unit_of,
        lengths=ended,
    )


@dataclass(frozen=True, slots=True)
class _Year:
    """Months with their days and factors, and the volumes of each before its factor."""

    demand: Demand
    months: tuple[Month, ...]
    days: Figures
    factor: Figures
    normal: Mapping[str, Figures]


def _normal(demand: Demand, days: Figures, tried: Figures | None) -> dict[str, Figures]:
    """Volumes of each month before its factor."""
    volumes = {
        name: volume.amount.value * (days if volume.per == "day" else np.ones_like(days))
        for name, volume in demand.volumes.items()
    }
    if tried is None:
        return volumes
    known = demand.volumes.get("consultations")
    if known is not None and known.amount.value:
        a_month = volumes["consultations"].sum()
        a_day = known.amount.value if known.per == "day" else a_month / days.sum()
        for name in demand.linked_volumes:
            volumes[name] = volumes[name] * tried / a_day
    volumes["consultations"] = tried * days
    return volumes


def _seats(year: _Year) -> Figures | None:
    """Posts of each month: the larger of the fewest and what the volume of a day needs."""
    demand, need = year.demand, year.demand.seats
    if need is None:
        return None
    if need.plain is not None:
        posts = np.full((len(year.months), 1), float(need.plain))
    elif need.per_seat_day is not None and need.volume in year.normal:
        is_scaled = need.volume in demand.scaled and demand.peak.by == "seats"
        a_day = year.normal[need.volume] * (year.factor if is_scaled else 1.0) / year.days
        posts = np.maximum(need.least, rounded_up(a_day / need.per_seat_day.value))
    else:
        return None
    for place, month in enumerate(year.months):
        if month.month in need.by_month:
            posts[place] = need.by_month[month.month]
    return posts


def _promotion(year: _Year) -> Figures | None:
    """Seat-days of temporary staff: the volume above a normal month, served on its peak days.

    None where the buyer's figures do not tell how many; none are needed where nothing peaks.
    """
    demand, need = year.demand, year.demand.seats
    extra = np.maximum(year.factor - 1.0, 0.0)
    if demand.peak.by != "promotion_staff" or not extra.any():
        return np.zeros_like(year.days)
    if need is None or need.per_seat_day is None or need.volume not in year.normal:
        return None
    given = [demand.peak.days.get(month.month, month.days) for month in year.months]
    peak_days = np.maximum(np.array(given, dtype=float)[:, None], 1.0)
    is_scaled = need.volume in demand.scaled
    a_day = year.normal[need.volume] * (extra if is_scaled else 0.0) / peak_days
    staff: Figures = rounded_up(a_day / need.per_seat_day.value) * peak_days
    return staff


def _add_plain(quantities: dict[str, Figures], demand: Demand, days: Figures) -> None:
    """What follows from seats, and the plain numbers of the demand."""
    posts = quantities.get("seats")
    if "hours" not in quantities and posts is not None and demand.hours_per_day is not None:
        week = 1.0 if demand.days is not None else (demand.days_per_week or _WEEK) / _WEEK
        quantities["hours"] = posts * demand.hours_per_day * days * week
    if "holiday_seat_days" not in quantities and posts is not None and demand.holidays:
        held = {(day.year, day.month, day.day) for day in demand.holidays}
        counts = [sum(day[:2] == (m.year, m.month) for day in held) for m in demand.calendar()]
        quantities["holiday_seat_days"] = posts * np.array(counts, dtype=float)[:, None]
    plain = {"shared_seats": demand.shared_seats, "shops": demand.shops, "trained": demand.trained}
    for name, number in plain.items():
        if number is not None:
            quantities[name] = np.full_like(days, number)
    if "trained" not in quantities and posts is not None:
        quantities["trained"] = np.broadcast_to(posts.max(axis=0), posts.shape)
