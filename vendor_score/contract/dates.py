"""Dates of contracts as the Civil Code counts them: months, notice, working days.

Sources: Civil Code of the People's Republic of China, art. 201 (the first day is not counted), 202
(a term of months ends on the corresponding day, else on the month's last), 203 (a term that ends on
a holiday runs on to the next day).
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

__all__ = ["Term", "WorkCalendar", "add_months", "contract_ends", "last_notice_day"]

_MONTHS_A_YEAR = 12
_SATURDAY = 5
_LONGEST_BREAK = 60
"""Days off in a row beyond which a list of holidays cannot be right."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A length of time in days or in months, never mixed.

    Attributes
    ----------
    days, months : int
        Months count where there are any.
    """

    days: int = 0
    months: int = 0

    def before(self, end: dt.date) -> dt.date:
        """The latest day from which the term runs out no later than ``end``.

        Parameters
        ----------
        end : datetime.date

        Returns
        -------
        datetime.date
        """
        if not self.months:
            return end - dt.timedelta(days=self.days)
        day = add_months(end, -self.months) + dt.timedelta(days=3)
        while add_months(day, self.months) > end:
            day -= dt.timedelta(days=1)
        return day


def add_months(start: dt.date, months: int) -> dt.date:
    """The corresponding day so many months on, else the month's last day.

    Parameters
    ----------
    start : datetime.date
    months : int
        May be negative.

    Returns
    -------
    datetime.date

    Raises
    ------
    ValueError
        Beyond the year 9999.

    Examples
    --------
    >>> add_months(dt.date(2027, 8, 31), 6)
    datetime.date(2028, 2, 29)
    """
    year, month = divmod(start.year * _MONTHS_A_YEAR + start.month - 1 + months, _MONTHS_A_YEAR)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(start.day, last))


def contract_ends(start: dt.date, months: int) -> tuple[dt.date, dt.date]:
    """The last day of a contract of so many months: by usage, and by the articles alone.

    Parameters
    ----------
    start : datetime.date
    months : int

    Returns
    -------
    tuple of datetime.date
        By usage the term ends the day before the corresponding day, since the first day is served;
        the articles alone, which do not count it, give the corresponding day itself. Where a draft
        writes only a length, ask for the date.

    Examples
    --------
    >>> contract_ends(dt.date(2027, 1, 1), 12)
    (datetime.date(2027, 12, 31), datetime.date(2028, 1, 1))
    """
    day = add_months(start, months)
    return day - dt.timedelta(days=1), day


def last_notice_day(end: dt.date, notice: Term) -> dt.date:
    """The last day on which notice still ends the contract at ``end``.

    Parameters
    ----------
    end : datetime.date
        Last day of the contract.
    notice : Term
        So many days or months beforehand.

    Returns
    -------
    datetime.date
        The latest x with x + notice <= end. Own deadlines move earlier where it is no working day:
        `WorkCalendar.back`.

    Examples
    --------
    >>> last_notice_day(dt.date(2027, 12, 31), Term(days=30))
    datetime.date(2027, 12, 1)
    >>> last_notice_day(dt.date(2027, 12, 31), Term(months=1))
    datetime.date(2027, 11, 30)
    """
    return notice.before(end)


@dataclass(frozen=True, kw_only=True)
class WorkCalendar:
    """Working days: not weekends nor holidays, but make-up days that are listed.

    Attributes
    ----------
    holidays, workdays : collection of datetime.date
        Days off, and weekend days that are worked. Both are empty unless the buyer gives them,
        year by year.
    """

    holidays: Collection[dt.date] = ()
    workdays: Collection[dt.date] = ()

    def is_working(self, day: dt.date) -> bool:
        """Whether people are at work.

        Parameters
        ----------
        day : datetime.date

        Returns
        -------
        bool
        """
        if day in self.workdays:
            return True
        return day.weekday() < _SATURDAY and day not in self.holidays

    def add(self, day: dt.date, count: int) -> dt.date:
        """So many working days after ``day``, which itself is not counted.

        Parameters
        ----------
        day : datetime.date
        count : int
            Negative for days before.

        Returns
        -------
        datetime.date
        """
        step = dt.timedelta(days=1 if count > 0 else -1)
        for _ in range(abs(count)):
            day = self._next(day + step, step)
        return day

    def back(self, day: dt.date) -> dt.date:
        """The day itself or the last working day before it: own deadlines move earlier.

        Parameters
        ----------
        day : datetime.date

        Returns
        -------
        datetime.date
        """
        return self._next(day, dt.timedelta(days=-1))

    def forward(self, day: dt.date) -> dt.date:
        """The day itself or the next working day: a term runs on over holidays (art. 203).

        Parameters
        ----------
        day : datetime.date

        Returns
        -------
        datetime.date
        """
        return self._next(day, dt.timedelta(days=1))

    def _next(self, day: dt.date, step: dt.timedelta) -> dt.date:
        for _ in range(_LONGEST_BREAK):
            if self.is_working(day):
                return day
            day += step
        return day
