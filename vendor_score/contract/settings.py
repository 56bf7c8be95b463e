"""What criteria.yaml says of the contract: the dates of signing, the annex, the buyer's terms."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from vendor_score.contract.dates import Term

__all__ = ["BINDINGS", "ContractSettings", "SigningPlan", "SlaSettings", "Terms"]

BINDINGS = ("level", "duty", "warranty", "own_baseline", "no")
"""What a criterion can be in a contract."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """The buyer's limits; None leaves one out.

    Attributes
    ----------
    notice_days : float
        Most days of notice.
    late_interest : float
        Most per cent a day.
    deposit_months : float
        Most months' fees.
    leak_notice_hours : float
        Most hours until a leak is reported.
    liability_months : float
        Least months' fees up to which the vendor is liable.
    holidays : float
        1 where public holidays have to be covered.
    deposit_refunded, prices_fixed, subcontracting_consent, vendor_liable : float
        1 where the deposit has to come back, where the vendor alone may not change prices, where
        sub-contracting needs the buyer's consent, where the vendor may not exclude its liability.
    renewal_notice_days : float
        Most days in which to object to automatic renewal.
    penalty_balance : float
        Highest ratio of the buyer's penalty to the vendor's.
    """

    notice_days: float | None = 30
    late_interest: float | None = 0.05
    deposit_months: float | None = 1
    leak_notice_hours: float | None = 24
    liability_months: float | None = 12
    holidays: float | None = 1
    deposit_refunded: float | None = 1
    prices_fixed: float | None = 1
    subcontracting_consent: float | None = 1
    vendor_liable: float | None = 1
    renewal_notice_days: float | None = 60
    penalty_balance: float | None = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class SigningPlan:
    """The dates that the way from the decision to the end hangs on.

    Attributes
    ----------
    decision : datetime.date
    sign_by, start, end : datetime.date or None
        By default 14 days after the decision; the day after the training; ``months`` on.
    months : int
        Of the contract.
    train_days, trial_days : int
        Working days of training, calendar days of trial.
    notice : Term
        Of the contract.
    objection : Term or None
        Where the draft renews by itself: the time in which to object.
    deletion_days : int
        After the end, until data are deleted and the deposit is back.
    payment_days : int
        Working days after the bill.
    holidays, workdays : tuple of datetime.date
        Days off, and weekend days that are worked; empty unless given.
    """

    decision: dt.date
    sign_by: dt.date | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    months: int = 12
    train_days: int = 5
    trial_days: int = 14
    notice: Term = field(default_factory=lambda: Term(days=30))
    objection: Term | None = None
    deletion_days: int = 15
    payment_days: int = 10
    holidays: tuple[dt.date, ...] = ()
    workdays: tuple[dt.date, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class SlaSettings:
    """How missed levels reduce the fee.

    Attributes
    ----------
    rate, cap : float
        Part of the fee for a loss of all points, and the largest part of it.
    source : str
        Where levels are measured, in the buyer's words.
    """

    rate: float = 1.0
    cap: float = 0.2
    source: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractSettings:
    """The ``contract`` part of criteria.yaml.

    Attributes
    ----------
    signing : SigningPlan or None
        None where no decision date is given.
    sla : SlaSettings
    terms : Terms
    """

    signing: SigningPlan | None = None
    sla: SlaSettings = field(default_factory=SlaSettings)
    terms: Terms = field(default_factory=Terms)
