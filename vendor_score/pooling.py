"""Pool the figures of several rows, days or files into one, and say what cannot be pooled.

A rate of many rows is a ratio of sums, never a mean of rates; a mean time is weighted by what it is
a mean over; medians only bound the median of all. All of it is plain arithmetic on numbers.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

__all__ = [
    "Days",
    "Satisfaction",
    "Share",
    "SummaryKind",
    "as_percents",
    "better_in_every_stratum",
    "coverage",
    "days_covered",
    "find_summaries",
    "is_printed_rate",
    "median_bounds",
    "overlapping_days",
    "people_bounds",
    "pool_days",
    "pool_mean",
    "pool_satisfaction",
    "pool_share",
    "standardised_share",
    "wilson_interval",
]

_Z_95: Final = 1.959963984540054
_CLOSE: Final = 0.02
"""Share by which a summary row may differ from what the rows make, rounding and hand-overs."""
_PRINTED: Final = 5e-4
"""Difference of shares that comes of printing a rate with one or two decimals of a percentage."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole: 362 of 710.

    Attributes
    ----------
    part, whole : float
        Counts, ``0 <= part <= whole`` and ``whole > 0``.
    """

    part: float
    whole: float

    @property
    def value(self) -> float:
        """The share, 0 to 1."""
        return self.part / self.whole

    @property
    def rest(self) -> Share:
        """What is left of the whole."""
        return Share(self.whole - self.part, self.whole)

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """Its Wilson interval, see `wilson_interval`."""
        return wilson_interval(self.part, self.whole, level)


def wilson_interval(part: float, whole: float, level: float = 0.95) -> tuple[float, float]:
    """Bound a share that was counted.

    People come by days and by agents, so that the true doubt is at least as wide.

    Parameters
    ----------
    part, whole : float
        Counts, ``0 <= part <= whole`` and ``whole > 0``.
    level : float
        Confidence, between 0 and 1.

    Returns
    -------
    tuple of float
        Low and high share, 0 to 1.

    Raises
    ------
    ValueError
        For counts or a level outside their ranges.

    Notes
    -----
    Wilson, E. B. (1927), Probable inference, the law of succession, and statistical inference.

    Examples
    --------
    >>> [round(bound, 4) for bound in wilson_interval(9, 10)]
    [0.5958, 0.9821]
    """
    if not (0 <= part <= whole and whole > 0 and 0 < level < 1):
        raise ValueError("a share needs 0 <= part <= whole, whole > 0 and a level between 0 and 1")
    z = _z(level)
    share, z2 = part / whole, z * z
    middle = (share + z2 / (2 * whole)) / (1 + z2 / whole)
    half = z / (1 + z2 / whole) * math.sqrt(share * (1 - share) / whole + z2 / (4 * whole * whole))
    return max(middle - half, 0.0), min(middle + half, 1.0)


def _z(level: float) -> float:
    if level == 0.95:  # noqa: PLR2004 - the usual one, without loading statistics
        return _Z_95
    from statistics import NormalDist

    return NormalDist().inv_cdf((1 + level) / 2)


def pool_share(rows: Iterable[tuple[float | None, float | None]]) -> Share | None:
    """Make one share of rows: the sum of parts over the sum of wholes.

    A row without part or without whole drops out on both sides, and so does one of nobody: 0 of 0
    is no rate.

    Parameters
    ----------
    rows : iterable of tuple
        Part and whole of each row.

    Returns
    -------
    Share or None
        None where no row is left, or where the parts are more than the wholes.

    Examples
    --------
    >>> round(pool_share([(240, 400), (5, 50), (117, 260)]).value, 4)
    0.5099
    """
    kept = [(part, whole) for part, whole in rows if part is not None and whole]
    part, whole = sum(part for part, _ in kept), sum(whole for _, whole in kept)
    return Share(part, whole) if whole > 0 and 0 <= part <= whole else None


def pool_mean(rows: Iterable[tuple[float | None, float | None]]) -> float | None:
    """Make one mean of means, each weighted by what it is a mean over.

    Parameters
    ----------
    rows : iterable of tuple
        Mean and weight of each row. A response time is a mean over turns; people or sessions are
        proxies, to be named beside the figure.

    Returns
    -------
    float or None
        In the unit of the means; None where no row has both.

    Examples
    --------
    >>> pool_mean([(20, 300), (40, 1200)])
    36.0
    """
    kept = [(mean, weight) for mean, weight in rows if mean is not None and weight and weight > 0]
    whole = sum(weight for _, weight in kept)
    return sum(mean * weight for mean, weight in kept) / whole if kept else None


def median_bounds(medians: Iterable[float]) -> tuple[float, float]:
    """Bound the median, or a percentile, of all by those of the groups: no more is known.

    Raises
    ------
    ValueError
        Without any group.

    Examples
    --------
    >>> median_bounds([10, 40])
    (10, 40)
    """
    known = list(medians)
    return min(known), max(known)


def people_bounds(counts: Iterable[float]) -> tuple[float, float]:
    """Bound how many different people rows count that are free of doubles only within themselves.

    Parameters
    ----------
    counts : iterable of float
        People of each day or agent.

    Returns
    -------
    tuple of float
        The largest row, and the sum, which counts person-days.

    Examples
    --------
    >>> people_bounds([120, 150, 90])
    (150, 360)
    """
    known = list(counts)
    return max(known, default=0), sum(known)


# Days


@dataclass(frozen=True, slots=True)
class Days:
    """A share over days that are due.

    Attributes
    ----------
    share : Share or None
    counted, given : int
        Days with a rate, and all.
    """

    share: Share | None
    counted: int
    given: int


def pool_days(days: Iterable[tuple[float | None, float | None, bool]]) -> Days:
    """Make one share of days; one that is not due yet drops out on both sides.

    Parameters
    ----------
    days : iterable of tuple
        Part, whole, and whether the export shows a rate for the day: blank, a dash or a word such
        as 延迟统计 is none, for the last orders may still be paid.

    Examples
    --------
    >>> pool_days([(40, 100, True), (0, 0, True), (30, 60, True), (0, 90, False)])
    Days(share=Share(part=70, whole=160), counted=2, given=4)
    """
    known = list(days)
    due = [(part, whole) for part, whole, is_due in known if is_due and part is not None and whole]
    return Days(pool_share(due), len(due), len(known))


def overlapping_days(files: Sequence[tuple[dt.date, dt.date]]) -> int:
    """How many days more than one file covers; such files are not added up.

    Parameters
    ----------
    files : sequence of tuple
        First and last day of each.

    Examples
    --------
    >>> october = dt.date(2026, 10, 1), dt.date(2026, 10, 20)
    >>> overlapping_days([october, (dt.date(2026, 10, 15), dt.date(2026, 10, 31))])
    6
    """
    seen: set[dt.date] = set()
    twice: set[dt.date] = set()
    for file in files:
        days = set(_days(*file))
        twice |= seen & days
        seen |= days
    return len(twice)


def days_covered(
    files: Iterable[tuple[dt.date, dt.date]], period: tuple[dt.date, dt.date]
) -> tuple[int, int]:
    """How many days of a period the files cover, and how many it has. Nothing is scaled up.

    Examples
    --------
    >>> october = dt.date(2026, 10, 1), dt.date(2026, 10, 31)
    >>> days_covered([(dt.date(2026, 10, 1), dt.date(2026, 10, 20))], october)
    (20, 31)
    """
    wanted = set(_days(*period))
    return len(wanted & {day for file in files for day in _days(*file)}), len(wanted)


def _days(first: dt.date, last: dt.date) -> Iterable[dt.date]:
    return (first + dt.timedelta(days=at) for at in range((last - first).days + 1))


# Summary rows


SummaryKind = Literal["total", "mean", "partial", "unknown"]
"""The sum of the rows, or less where people handed over stand in two rows; their mean; more than
their sum, so that rows are missing; or none of these."""


def find_summaries(
    rows: Sequence[Sequence[float | None]], summaries: Mapping[str, Sequence[float | None]]
) -> dict[str, SummaryKind]:
    """Test by their counts which summary row is the total and which the mean.

    Words deceive: a platform's 汇总 and 均值 stand in either order, and a mean row may be the only
    one with a printed rate.

    Parameters
    ----------
    rows : sequence of sequence
        The counts of each row, None where one is blank.
    summaries : mapping
        The same counts of each summary row by its label.

    Returns
    -------
    dict
        A `SummaryKind` for each label.

    Examples
    --------
    >>> rows = [(400, 240), (50, 5), (260, 117)]
    >>> find_summaries(rows, {"Total": (710, 362), "Mean": (236.67, 120.67)})
    {'Total': 'total', 'Mean': 'mean'}
    """
    return {label: _summary_kind(rows, own) for label, own in summaries.items()}


def _summary_kind(
    rows: Sequence[Sequence[float | None]], own: Sequence[float | None]
) -> SummaryKind:
    pairs = [
        (whole, sum(row[at] or 0.0 for row in rows))
        for at, whole in enumerate(own)
        if whole and any(row[at] for row in rows)
    ]
    number = len(rows)
    if not pairs:
        return "unknown"
    if number > 1 and _most(
        abs(whole * number - added) <= _CLOSE * added for whole, added in pairs
    ):
        return "mean"
    if _most(abs(whole - added) <= _CLOSE * added for whole, added in pairs):
        return "total"
    if all(whole > added for whole, added in pairs):
        return "partial"
    # people that were handed over stand in two rows and once in the total
    largest = [max(row[at] or 0.0 for row in rows) for at, whole in enumerate(own) if whole]
    if all(whole >= most for (whole, _), most in zip(pairs, largest, strict=False)):
        return "total"
    return "unknown"


def _is_near(found: float, added: float) -> bool:
    return abs(found - added) <= _CLOSE * added


def _most(tests: Iterable[bool]) -> bool:
    held = list(tests)
    return bool(held) and sum(held) * 2 > len(held)


def coverage(rows: Iterable[float | None], total: float) -> float:
    """The share of a total row that the rows make up; below 1 someone is missing.

    Raises
    ------
    ZeroDivisionError
        For a total of 0.

    Examples
    --------
    >>> coverage([500, 380], 1100)
    0.8
    """
    return sum(row or 0.0 for row in rows) / total


def is_printed_rate(printed: float, share: Share) -> bool:
    """Whether a printed rate is the share that its counts make, but for rounding."""
    return abs(printed - share.value) <= _PRINTED


# Satisfaction, strata, units


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """Grades that customers gave.

    Attributes
    ----------
    good, middle, bad : float
        Counts. ``middle`` is None where the scale has no middle grade: its shares do not compare
        with those of five grades.
    """

    good: float
    middle: float | None
    bad: float

    @property
    def rated(self) -> float:
        """How many rated."""
        return self.good + (self.middle or 0.0) + self.bad

    @property
    def satisfied(self) -> float:
        """Share of good grades; the middle one is none."""
        return self.good / self.rated

    @property
    def satisfied_with_middle(self) -> float:
        """Share of grades that are not bad."""
        return (self.good + (self.middle or 0.0)) / self.rated

    @property
    def dissatisfied(self) -> float:
        """Share of bad grades; the middle one is none."""
        return self.bad / self.rated

    @property
    def dissatisfied_with_middle(self) -> float:
        """Share of grades that are not good."""
        return (self.bad + (self.middle or 0.0)) / self.rated

    def rated_share(self, served: float) -> float:
        """How many of those served rated: few ratings asked for select who is asked."""
        return self.rated / served


def pool_satisfaction(rows: Iterable[Satisfaction]) -> Satisfaction:
    """Add up grades; scales with and without a middle grade are not mixed.

    Raises
    ------
    ValueError
        Where some rows have a middle grade and others none, or where there is no row.
    """
    known = list(rows)
    if len({row.middle is None for row in known}) != 1:
        raise ValueError("grades with and without a middle one do not add up")
    has_middle = known[0].middle is not None
    return Satisfaction(
        sum(row.good for row in known),
        sum(row.middle or 0.0 for row in known) if has_middle else None,
        sum(row.bad for row in known),
    )


def standardised_share(strata: Mapping[str, Share], mix: Mapping[str, float]) -> float:
    """The share that shops or kinds of work would make in the buyer's own mix.

    Pooled shares can order two vendors the other way round than every single shop does (Simpson
    1951), for one may have had the easier shops.

    Parameters
    ----------
    strata : mapping
        Share by shop.
    mix : mapping
        The buyer's share of work by shop; they are taken as parts of their sum.

    Raises
    ------
    KeyError
        For a shop of the mix without a share.

    Examples
    --------
    >>> a = {"hard": Share(270, 900), "easy": Share(60, 100)}
    >>> round(standardised_share(a, {"hard": 0.5, "easy": 0.5}), 6)
    0.45
    """
    whole = sum(mix.values())
    return sum(strata[name].value * part for name, part in mix.items()) / whole


def better_in_every_stratum(vendors: Mapping[str, Mapping[str, Share]]) -> str | None:
    """The vendor whose share is the highest in every shop that all have; None where there is none.

    Where that is not the leader of the pooled shares, the mix of shops decided (Simpson 1951).

    Parameters
    ----------
    vendors : mapping
        Share by shop for each vendor.

    Examples
    --------
    >>> a = {"hard": Share(270, 900), "easy": Share(60, 100)}
    >>> b = {"hard": Share(28, 100), "easy": Share(522, 900)}
    >>> better_in_every_stratum({"A": a, "B": b})
    'A'
    """
    common = set.intersection(*(set(strata) for strata in vendors.values())) if vendors else set()
    firsts = set()
    for stratum in common:
        best = max(strata[stratum].value for strata in vendors.values())
        firsts.add(tuple(name for name, own in vendors.items() if own[stratum].value == best))
    if len(firsts) != 1:
        return None
    (first,) = firsts
    return first[0] if len(first) == 1 else None


def as_percents(numbers: Sequence[float]) -> list[float] | None:
    """A column of bare numbers as percentages, by the column as a whole.

    None above 1 and one below means fractions, so that 1.0 is 100 % there; a column of ones and
    zeros alone cannot be told.

    Parameters
    ----------
    numbers : sequence of float

    Returns
    -------
    list of float or None
        None where fractions and percentages cannot be told apart.

    Examples
    --------
    >>> as_percents([0.997, 1.0, 0.9])
    [99.7, 100.0, 90.0]
    >>> as_percents([1, 1, 0]) is None
    True
    """
    if not numbers or max(numbers) > 1:
        return list(numbers)
    if set(numbers) <= {0.0, 1.0}:
        return None
    return [100 * number for number in numbers]
