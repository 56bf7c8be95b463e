"""The dated way from the decision to the end of the contract.

Own deadlines that fall on a day off move earlier; payments of the other side run on to the next
working day (Civil Code art. 203).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from vendor_score.contract.dates import WorkCalendar, add_months, last_notice_day
from vendor_score.contract.records import Step
from vendor_score.contract.settings import SigningPlan

__all__ = ["signing_steps"]

_OFFER, _DRAFT, _CHECK, _SIGN = 3, 5, 8, 14
"""Working days, and for the last one calendar days, after the decision."""
_DEPOSIT, _REVIEW_BEFORE, _REPORT_DAY, _TALKS = 2, 3, 5, 60
_DAY = dt.timedelta(days=1)


def signing_steps(plan: SigningPlan) -> tuple[Step, ...]:
    """Every step with its date.

    Parameters
    ----------
    plan : SigningPlan

    Returns
    -------
    tuple of Step
        In the order of their dates.

    Examples
    --------
    >>> steps = signing_steps(SigningPlan(decision=dt.date(2026, 12, 1)))
    >>> steps[0].id, str(steps[0].date)
    ('decision', '2026-12-01')
    """
    work = WorkCalendar(holidays=frozenset(plan.holidays), workdays=frozenset(plan.workdays))
    steps = [*_before_signing(plan, work), *_until_live(plan, work), *_in_term(plan, work)]
    order = {step.id: at for at, step in enumerate(steps)}
    return tuple(sorted(steps, key=lambda step: (step.date, order[step.id])))


def _sign(plan: SigningPlan, work: WorkCalendar) -> dt.date:
    return work.back(plan.sign_by or plan.decision + dt.timedelta(days=_SIGN))


def _live(plan: SigningPlan, work: WorkCalendar) -> dt.date:
    """The first day of service, which is the first of the trial."""
    if plan.start is not None:
        return plan.start
    return work.add(_sign(plan, work), plan.train_days + 1)


def _end(plan: SigningPlan, work: WorkCalendar) -> dt.date:
    return plan.end or add_months(_live(plan, work), plan.months) - _DAY


def _before_signing(plan: SigningPlan, work: WorkCalendar) -> Iterator[Step]:
    sign = _sign(plan, work)
    yield Step(id="decision", date=plan.decision)
    for id, days in (("offer", _OFFER), ("draft", _DRAFT), ("check", _CHECK)):
        yield Step(id=id, date=min(work.add(plan.decision, days), sign))
    yield Step(id="licence", date=work.add(sign, -1))
    yield Step(id="sign", date=sign)


def _until_live(plan: SigningPlan, work: WorkCalendar) -> Iterator[Step]:
    sign, live = _sign(plan, work), _live(plan, work)
    yield Step(id="deposit", date=work.add(sign, _DEPOSIT))
    yield Step(id="accounts", date=work.add(sign, 1), values={"days": plan.train_days})
    yield Step(id="exam", date=work.back(live - _DAY))
    yield Step(id="live", date=live)
    if plan.trial_days:
        last = live + dt.timedelta(days=plan.trial_days - 1)
        yield Step(id="trial_review", date=work.add(last, -_REVIEW_BEFORE))
        yield Step(id="trial_end", date=last)


def _in_term(plan: SigningPlan, work: WorkCalendar) -> Iterator[Step]:
    live, end = _live(plan, work), _end(plan, work)
    month = add_months(live.replace(day=1), 1)
    while month <= end + dt.timedelta(days=31):
        report = work.forward(month.replace(day=_REPORT_DAY))
        of = (month - _DAY).strftime("%Y-%m")
        yield Step(id=f"report_{of}", date=report, wording="report", values={"month": of})
        paid = work.add(report, plan.payment_days)
        yield Step(id=f"payment_{of}", date=paid, wording="payment", values={"month": of})
        month = add_months(month, 1)
    yield Step(id="renewal", date=work.back(end - dt.timedelta(days=_TALKS)))
    if plan.objection is not None:
        last = work.back(last_notice_day(end, plan.objection))
        yield Step(id="objection", date=last)
    yield Step(id="notice", date=work.back(last_notice_day(end, plan.notice)))
    yield Step(id="end", date=end)
    closing = end + dt.timedelta(days=plan.deletion_days)
    yield Step(id="deleted", date=work.back(closing))
