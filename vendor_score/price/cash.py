"""When an offer is paid: payments by month, days of credit, the most ever paid ahead of service."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from vendor_score.price.demand import Demand, Month
from vendor_score.price.offer import Deposit, Settlement

__all__ = ["CashFlow", "Payment", "cash_flow"]

_MONTHS_OF_CYCLE: Final = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_YEAR: Final = 365
_SUNDAY: Final = 6


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment.

    Attributes
    ----------
    day : int
        Days from the start of the contract, which is day 0.
    amount : float
    """

    day: int
    amount: float


@dataclass(frozen=True, kw_only=True, slots=True)
class CashFlow:
    """The payments of one offer.

    Attributes
    ----------
    payments : tuple of Payment
        By day, without the deposit.
    by_month : tuple of (str, float)
        ``2027-01`` and so on, each month in which something is paid.
    credit_days : float
        Mean time from the middle of a service month to its payment; above 0 the vendor finances the
        buyer.
    peak_prepaid : float
        The most paid beyond what is delivered, deposit and all: what is lost if the vendor fails.
    peak_day : datetime.date or None
        The first day on which it is that much.
    largest : float
        The largest sum of one day.
    present_value : float or None
        At the discount rate; None without one.
    """

    payments: tuple[Payment, ...]
    by_month: tuple[tuple[str, float], ...]
    credit_days: float
    peak_prepaid: float
    peak_day: dt.date | None
    largest: float
    present_value: float | None = None


def cash_flow(  # noqa: PLR0913 - all that is optional is given by name
    charges: Sequence[float],
    demand: Demand,
    settlement: Settlement,
    *,
    once: float = 0.0,
    deposit: Deposit | None = None,
    discount_rate: float | None = None,
) -> CashFlow:
    """Payments of an offer by its terms of settlement.

    Parameters
    ----------
    charges : sequence of float
        Of each month of the contract, without ``once``.
    demand : Demand
        Whose start and months count.
    settlement : Settlement
    once : float, optional
        What is charged once, paid at the start whatever the cycle.
    deposit : Deposit, optional
        Paid on the first day; back after the end, or set off against the last bill.
    discount_rate : float, optional
        A year, for the present value; never part of a score.

    Returns
    -------
    CashFlow

    Examples
    --------
    >>> need = Demand(start=dt.date(2027, 1, 1), months=12)
    >>> flow = cash_flow([10_000] * 12, need, Settlement(cycle="month", when="arrears", days=30))
    >>> round(flow.credit_days, 4), flow.peak_prepaid, len(flow.payments)
    (44.7083, 0.0, 12)

    Notes
    -----
    The service of a month is delivered evenly over its days. In arrears a cycle is paid on its last
    day and so many days; in advance, on its first. Weeks end on Sundays.
    """
    months = demand.calendar()
    firsts = _firsts(months)
    due: defaultdict[int, float] = defaultdict(float)
    weighted = 0.0
    for place, day, amount in _payments(charges, months, firsts, settlement, demand.start):
        due[day] += amount
        weighted += amount * (day - _middle(firsts[place], months[place]))
    if once:
        day = round(settlement.days)
        due[day] += once
        weighted += once * (day - _middle(firsts[0], months[0]))
    payments = tuple(Payment(day, due[day]) for day in sorted(due) if due[day])
    whole = sum(payment.amount for payment in payments)
    delivered = [amount + (once if place == 0 else 0.0) for place, amount in enumerate(charges)]
    peak, peak_day = _peak(payments, delivered, months, deposit)
    return CashFlow(
        payments=payments,
        by_month=_by_month(payments, demand.start),
        credit_days=weighted / whole if whole else 0.0,
        peak_prepaid=peak,
        peak_day=None if peak_day is None else demand.start + dt.timedelta(days=peak_day),
        largest=max((payment.amount for payment in payments), default=0.0),
        present_value=None
        if discount_rate is None
        else sum(one.amount / (1 + discount_rate) ** (one.day / _YEAR) for one in payments),
    )


def _firsts(months: Sequence[Month]) -> list[int]:
    """The first day of each month, counted from the start; and the day after the last one."""
    firsts = [0]
    for month in months:
        firsts.append(firsts[-1] + month.calendar_days)
    return firsts


def _middle(first: int, month: Month) -> float:
    return first + (month.calendar_days - 1) / 2


def _payments(
    charges: Sequence[float],
    months: Sequence[Month],
    firsts: Sequence[int],
    settlement: Settlement,
    start: dt.date,
) -> Iterator[tuple[int, int, float]]:
    """Place of the service month, day and amount of every payment."""
    after = round(settlement.days)
    is_ahead = settlement.when == "advance"
    if settlement.cycle == "week":
        for place, month in enumerate(months):
            a_day = charges[place] / month.calendar_days
            for day in range(firsts[place], firsts[place + 1]):
                weekday = (start.weekday() + day) % 7
                due = max(day - weekday, 0) if is_ahead else day + _SUNDAY - weekday
                yield place, due + after, a_day
        return
    length = _MONTHS_OF_CYCLE.get(settlement.cycle, len(months))
    for place, amount in enumerate(charges):
        first = place - place % length
        last = min(first + length, len(months))
        yield place, (firsts[first] if is_ahead else firsts[last] - 1) + after, float(amount)


def _peak(
    payments: Sequence[Payment],
    charges: Sequence[float],
    months: Sequence[Month],
    deposit: Deposit | None,
) -> tuple[float, int | None]:
    """The most that is paid and not delivered at the end of a day, and the first such day."""
    paid = {payment.day: payment.amount for payment in payments}
    daily = [
        amount / month.calendar_days
        for month, amount in zip(months, charges, strict=True)
        for _ in range(month.calendar_days)
    ]
    ahead = deposit.amount if deposit else 0.0
    peak, peak_day = (ahead, 0) if ahead > 0 else (0.0, None)
    for day in range(max(len(daily), max(paid, default=0) + 1)):
        ahead += paid.get(day, 0.0) - (daily[day] if day < len(daily) else 0.0)
        if ahead > peak + 1e-9 * max(1.0, peak):
            peak, peak_day = ahead, day
    return peak, peak_day


def _by_month(payments: Sequence[Payment], start: dt.date) -> tuple[tuple[str, float], ...]:
    sums: defaultdict[str, float] = defaultdict(float)
    for payment in payments:
        sums[(start + dt.timedelta(days=payment.day)).strftime("%Y-%m")] += payment.amount
    return tuple(sums.items())
