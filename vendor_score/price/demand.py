"""What the buyer needs, month by month: volumes, seats, currencies, tax, own costs."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

__all__ = [
    "SCALED",
    "SCENARIOS",
    "Assumption",
    "CurrencyRate",
    "Demand",
    "End",
    "Month",
    "OwnCost",
    "Peak",
    "Scenario",
    "SeatNeed",
    "Spread",
    "Tax",
    "Volume",
]

End = Literal["low", "high"]
"""An end of an interval; the score uses the high end of a cost."""
Scenario = Literal["low", "base", "high"]
"""Which value of every volume is used; it moves all vendors together."""
SCENARIOS: Final[tuple[Scenario, ...]] = ("low", "base", "high")
SCALED: Final = ("consultations", "orders", "minutes", "hours", "inquiry_sales")
"""Volumes that the factor of a month multiplies unless the buyer names others."""
_DAYS_OF_WEEK = 7
_DAYS_OF_YEAR = 365
_MONTHS_OF_YEAR = 12


@dataclass(frozen=True, slots=True)
class Spread:
    """A value with a low and a high one beside it; they are the value where nothing is said.

    Attributes
    ----------
    value : float
    low, high : float or None
    """

    value: float
    low: float | None = None
    high: float | None = None

    def at(self, scenario: Scenario) -> float:
        """The value of a scenario.

        Parameters
        ----------
        scenario : {"low", "base", "high"}

        Returns
        -------
        float

        Examples
        --------
        >>> Spread(900, low=700).at("low"), Spread(900).at("high")
        (700, 900)
        """
        other = {"low": self.low, "base": None, "high": self.high}[scenario]
        return self.value if other is None else other


@dataclass(frozen=True, kw_only=True, slots=True)
class Volume:
    """How much of something the buyer expects.

    Attributes
    ----------
    per : {"day", "month"}
        What the figure is for; a daily one is multiplied by the days of the month.
    amount : Spread
        In units of the volume's name: consultations, orders, money of sales, hours, seat-days.
    """

    per: Literal["day", "month"]
    amount: Spread


@dataclass(frozen=True, kw_only=True, slots=True)
class SeatNeed:
    """How many posts must be staffed at once.

    Attributes
    ----------
    plain : float or None
        A number that holds for every month; None where seats follow a volume.
    volume : str
        The volume that seats follow.
    per_seat_day : Spread or None
        What one seat takes a day, in units of ``volume``. Its low and high are an axis of their
        own, like scenarios; more per seat means fewer seats.
    least : float
        Fewest seats of any month.
    by_month : mapping of int to float
        Seats of a calendar month (1-12), whatever the volume.
    """

    plain: float | None = None
    volume: str = "consultations"
    per_seat_day: Spread | None = None
    least: float = 0
    by_month: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Peak:
    """How the extra volume of a peak month is served.

    Attributes
    ----------
    by : {"promotion_staff", "seats", "queue"}
        By temporary staff while dedicated seats stay at the normal month; by more seats for the
        whole month; or not at all.
    days : mapping of int to float
        Peak days of a calendar month; the whole month where nothing is said.
    """

    by: Literal["promotion_staff", "seats", "queue"] = "promotion_staff"
    days: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class CurrencyRate:
    """Units of the buyer's currency for one of another, as of a day; never fetched.

    Attributes
    ----------
    rate : Spread
        ``low`` and ``high`` widen the interval of every total in that currency.
    date : datetime.date or None
    source : str
    """

    rate: Spread
    date: dt.date | None = None
    source: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tax:
    """What counts as cost: prices with tax, or without the input tax that the buyer recovers.

    Attributes
    ----------
    compare : {"net_of_recoverable", "gross"}
    recoverable : float or None
        Share of input tax on special invoices that the buyer recovers: 1 for a general taxpayer, 0
        for a small one, None until he says so.
    default_rate : float
        Where an offer states no rate; 0.06 is the Chinese rate for services.
    """

    compare: Literal["net_of_recoverable", "gross"] = "net_of_recoverable"
    recoverable: float | None = None
    default_rate: float = 0.06

    @property
    def is_open(self) -> bool:
        """Whether the order may depend on something about tax that the buyer has not said."""
        return self.compare == "net_of_recoverable" and self.recoverable is None

    @property
    def share_recovered(self) -> float:
        """The share in use; 0, the cautious one, until the buyer says which."""
        return 0.0 if self.compare == "gross" else self.recoverable or 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Assumption:
    """What an item may cost that an offer leaves open, in the buyer's currency, tax and all.

    Attributes
    ----------
    basis : str
        A basis of an offer line, or ``pct_main`` (percent of what the main lines cost),
        ``pct_hour`` (percent of the price of an hour) or ``pct_seat_day`` (percent of a thirtieth
        of the price of a seat and month).
    high, low : float
        Price on that basis at both ends.
    quantity : float or None
        Over the whole contract, in place of the buyer's volume.
    otherwise : Assumption or None
        What is assumed where the offer has nothing that the basis refers to.
    """

    basis: str
    high: float
    low: float = 0.0
    quantity: float | None = None
    otherwise: Assumption | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnCost:
    """A cost of the buyer himself: supervision, switching, parallel running.

    Attributes
    ----------
    item : str
    basis : str
        A basis of an offer line.
    price : Spread
        In the buyer's currency.
    vendor : str or None
        The vendor that it comes with; None for all.
    """

    item: str
    basis: str
    price: Spread
    vendor: str | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the contract.

    Attributes
    ----------
    year, month : int
        Of the calendar.
    days : float
        What daily volumes are multiplied by.
    calendar_days : int
    """

    year: int
    month: int
    days: float
    calendar_days: int

    @property
    def name(self) -> str:
        """The month as ``2027-01``."""
        return f"{self.year:04d}-{self.month:02d}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Demand:
    """What the buyer needs over the contract.

    Attributes
    ----------
    start : datetime.date
        First day of the first month; a first of a month.
    months : int
        Of the contract.
    days : float or None
        Days of every month; None for those of the calendar.
    volumes : mapping of str to Volume
        ``consultations``, ``orders``, ``minutes``, ``hours``, ``inquiry_sales``,
        ``promotion_seat_days``, ``overtime_hours``, ``night_hours``, ``holiday_seat_days`` or own.
    months_factor : mapping of int to float
        Calendar month (1-12) to what it multiplies the volumes in ``scaled`` by.
    scaled : tuple of str
    linked : tuple of str or None
        Volumes that move with consultations in a crossing; None for all in ``scaled``.
    seats : SeatNeed or None
    peak : Peak
    hours_per_day, days_per_week : float or None
        Hours that one post must be staffed.
    shared_seats, shops, trained : float or None
        ``trained`` is the largest number of seats of any month unless given.
    currency : str
        ISO code of the buyer's currency.
    rates : mapping of str to CurrencyRate
    tax : Tax
    assumptions : mapping of str to Assumption
        By item. Only these are assumed; `vendor_score.price.assumptions` has the usual ones.
    assumptions_cap : float or None
        The most that assumptions may add, as a share of the main lines; None for no limit.
    own_costs : tuple of OwnCost
    channels : tuple of str
        For vendors to read; nothing is counted by them.
    by_hour : mapping of str to float
        Volume or share of each hour of a day, for vendors to read.
    holidays : tuple of datetime.date
        Days of the contract that count as holidays.
    scenario : {"low", "base", "high"}
        Which of the buyer's volumes are taken for the expected ones; see `counted_at`.
    stated_volumes : mapping of str to Volume or None
        As the buyer gave them, where others are taken.

    Examples
    --------
    >>> need = Demand(start=dt.date(2027, 1, 1), months=2, currency="CNY")
    >>> [(month.name, month.days) for month in need.calendar()]
    [('2027-01', 31), ('2027-02', 28)]
    """

    start: dt.date
    months: int
    days: float | None = None
    volumes: Mapping[str, Volume] = field(default_factory=dict)
    months_factor: Mapping[int, float] = field(default_factory=dict)
    scaled: tuple[str, ...] = SCALED
    linked: tuple[str, ...] | None = None
    seats: SeatNeed | None = None
    peak: Peak = Peak()
    hours_per_day: float | None = None
    days_per_week: float | None = None
    shared_seats: float | None = None
    shops: float | None = None
    trained: float | None = None
    currency: str = "CNY"
    rates: Mapping[str, CurrencyRate] = field(default_factory=dict)
    tax: Tax = Tax()
    assumptions: Mapping[str, Assumption] = field(default_factory=dict)
    assumptions_cap: float | None = None
    own_costs: tuple[OwnCost, ...] = ()
    channels: tuple[str, ...] = ()
    by_hour: Mapping[str, float] = field(default_factory=dict)
    holidays: tuple[dt.date, ...] = ()
    scenario: Scenario = "base"
    stated_volumes: Mapping[str, Volume] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Refuse a contract that has no months to count.

        Raises
        ------
        ValueError
            For a start that is no first of a month, or fewer months than one.
        """
        if self.start.day != 1:
            raise ValueError(f"start must be the first of a month, found {self.start}")
        if self.months < 1:
            raise ValueError(f"months must be 1 or more, found {self.months}")

    def calendar(self) -> tuple[Month, ...]:
        """The months of the contract.

        Returns
        -------
        tuple of Month
        """
        first = self.start.year * _MONTHS_OF_YEAR + self.start.month - 1
        months = []
        for number in range(first, first + self.months):
            year, month = divmod(number, _MONTHS_OF_YEAR)
            days = calendar.monthrange(year, month + 1)[1]
            counted = days if self.days is None else self.days
            months.append(Month(year, month + 1, counted, days))
        return tuple(months)

    @property
    def linked_volumes(self) -> tuple[str, ...]:
        """Volumes that move with consultations in a crossing, these themselves left out."""
        names = self.scaled if self.linked is None else self.linked
        return tuple(name for name in names if name in self.volumes and name != "consultations")

    @property
    def post_hours(self) -> float | None:
        """Hours a month that one post must be staffed, in a month of average length.

        Eight hours every day are 243.3 hours a month; None where the buyer says no hours.
        """
        if self.hours_per_day is None:
            return None
        if self.days is not None:
            return self.hours_per_day * self.days
        week = (self.days_per_week or _DAYS_OF_WEEK) / _DAYS_OF_WEEK
        return self.hours_per_day * week * _DAYS_OF_YEAR / _MONTHS_OF_YEAR

    def at_scenario(self, scenario: Scenario) -> Demand:
        """The same demand with every volume at its low, expected or high value.

        Parameters
        ----------
        scenario : {"low", "base", "high"}

        Returns
        -------
        Demand
        """
        volumes = {
            name: replace(volume, amount=Spread(volume.amount.at(scenario)))
            for name, volume in self.volumes.items()
        }
        return replace(self, volumes=volumes)

    def counted_at(self, scenario: Scenario) -> Demand:
        """The same demand, everything worked out as if one scenario were what is expected.

        Parameters
        ----------
        scenario : {"low", "base", "high"}

        Returns
        -------
        Demand
            Low and high volumes stand as they are; `as_stated` leads back.
        """
        if scenario == "base":
            return self.as_stated()
        stated = self.as_stated().volumes
        volumes = {
            name: replace(volume, amount=replace(volume.amount, value=volume.amount.at(scenario)))
            for name, volume in stated.items()
        }
        return replace(self, volumes=volumes, scenario=scenario, stated_volumes=stated)

    def as_stated(self) -> Demand:
        """The demand with the volumes that the buyer expects.

        Returns
        -------
        Demand
        """
        if self.stated_volumes is None:
            return self
        return replace(self, volumes=self.stated_volumes, scenario="base", stated_volumes=None)

    def at_per_seat(self, scenario: Scenario) -> Demand:
        """The same demand where one seat takes its low, expected or high number a day.

        Parameters
        ----------
        scenario : {"low", "base", "high"}

        Returns
        -------
        Demand
            Itself where seats do not follow a volume.
        """
        if self.seats is None or self.seats.per_seat_day is None:
            return self
        spread = Spread(self.seats.per_seat_day.at(scenario))
        return replace(self, seats=replace(self.seats, per_seat_day=spread))

    def for_taxpayer(self, recoverable: float) -> Demand:
        """The same demand of a buyer who recovers this share of his input tax.

        Parameters
        ----------
        recoverable : float
            0 to 1.

        Returns
        -------
        Demand
        """
        return replace(self, tax=replace(self.tax, recoverable=recoverable))
