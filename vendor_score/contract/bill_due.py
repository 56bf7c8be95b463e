"""What a month comes to by the signed offer: each line by the cost engine, at measured volumes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vendor_score.contract.bill import DueLine
from vendor_score.errors import UsageError
from vendor_score.offers.words import item_words
from vendor_score.price.demand import Demand, Tax
from vendor_score.price.evaluate import Entry, evaluate
from vendor_score.price.offer import Offer, Trial
from vendor_score.price.schedule import Schedule, driver_of, make_schedule
from vendor_score.wording import Label, both, in_every_language, text

if TYPE_CHECKING:
    import numpy as np

__all__ = ["BilledMonth", "due_lines", "measured_schedule"]

_FLAT = frozenset({"month", "year", "once"})


@dataclass(frozen=True, kw_only=True, slots=True)
class BilledMonth:
    """A month of the contract and what was measured in it.

    Attributes
    ----------
    name : str
        ``2027-03``.
    volumes : mapping of str to float
        Of the whole month, by the names of the demand: ``consultations``, ``seats`` ...
    trial : Trial or None
        The first days of the contract, and what they cost.
    """

    name: str
    volumes: Mapping[str, float]
    trial: Trial | None = None


def measured_schedule(demand: Demand, month: BilledMonth) -> tuple[Schedule, int]:
    """The planned quantities, with those of the month replaced by what was measured.

    Parameters
    ----------
    demand : Demand
    month : BilledMonth

    Returns
    -------
    schedule : Schedule
    place : int
        Of the month in it.

    Raises
    ------
    UsageError
        For a month that is none of the contract.
    """
    # a bill is paid with its tax, whatever of it comes back later
    schedule = make_schedule(replace(demand, tax=Tax(compare="gross", **_rate(demand))))
    names = [each.name for each in schedule.months]
    if month.name not in names:
        raise UsageError("errors.bill_month", found=month.name, first=names[0], last=names[-1])
    place = names.index(month.name)
    quantities = dict(schedule.quantities)
    shape = (len(names), schedule.grid)
    for name, value in month.volumes.items():
        quantities[name] = _with(quantities.get(name), shape, place, value)
    return replace(schedule, quantities=quantities), place


def _rate(demand: Demand) -> dict[str, float]:
    return {"default_rate": demand.tax.default_rate}


def _with(
    planned: np.ndarray | None, shape: tuple[int, int], place: int, value: float
) -> np.ndarray:
    import numpy as np

    figures = np.zeros(shape) if planned is None else np.broadcast_to(planned, shape).copy()
    figures[place] = value
    return figures


def due_lines(offer: Offer, demand: Demand, month: BilledMonth) -> tuple[DueLine, ...]:
    """What every signed line comes to in a month.

    Parameters
    ----------
    offer : Offer
        As signed.
    demand : Demand
        With the contract's first month and what was planned.
    month : BilledMonth

    Returns
    -------
    tuple of DueLine
        Stated lines and top-ups to a minimum, tax included; assumptions are never due.
    """
    schedule, place = measured_schedule(demand, month)
    signed = replace(offer, trial=month.trial) if month.trial is not None else offer
    low, high = (evaluate(signed, schedule, end) for end in ("low", "high"))
    pairs = zip(low.entries, high.entries, strict=True)
    return tuple(
        _due(*pair, schedule, place, month)
        for pair in pairs
        if pair[1].kind in {"stated", "top_up"}
    )


def _due(low: Entry, high: Entry, schedule: Schedule, place: int, month: BilledMonth) -> DueLine:
    line = high.line
    quantity = driver_of(high.item, high.basis, line.driver if line is not None else None)
    known = quantity is not None and quantity in schedule.quantities
    count = float(schedule.quantities[quantity][place].flat[0]) if known and quantity else None
    price = line.low if line is not None and not line.tiers and line.low == line.high else None
    if line is not None and line.high is None and not line.tiers:
        price = line.low
    amount, least = (float(each.cost[place].flat[0]) for each in (high, low))
    is_top_up = high.kind == "top_up"
    id = line.id if line is not None and line.id else high.item
    label = line.label if line is not None else ""
    return DueLine(
        id=f"{id}+" if is_top_up else id,
        names=tuple(name for name in (label, *item_words(high.item)) if name and not is_top_up),
        amount=max(amount, least),
        least=min(amount, least),
        quantity=count,
        unit_price=price,
        why=_why(high, month, (quantity, count, price), max(amount, least)),
    )


def _why(
    entry: Entry, month: BilledMonth, counted: tuple[str | None, float | None, float | None],
    amount: float,
) -> Label:  # fmt: skip
    quantity, count, price = counted
    if entry.kind == "top_up":
        return both("contract.bill.top_up", amount=f"{amount:,.2f}")
    parts = list(_parts(entry, month, quantity, count, price))
    return in_every_language(
        lambda lang: text(
            "contract.bill.how", lang, amount=f"{amount:,.2f}",
            how=text("language.list_joint", lang).join(part.text(lang) for part in parts),
        )
    )  # fmt: skip


def _parts(
    entry: Entry, month: BilledMonth, quantity: str | None, count: float | None,
    price: float | None,
) -> Iterator[Label]:  # fmt: skip
    if count is not None and price is not None:
        key = "measured" if quantity in month.volumes else "planned"
        yield both(f"contract.bill.count_{key}", count=f"{count:g}", price=f"{price:g}")
    elif count is not None:
        key = "measured" if quantity in month.volumes else "planned"
        yield both(f"contract.bill.tiers_{key}", count=f"{count:g}")
    elif price is not None and entry.basis in _FLAT:
        yield both(f"contract.bill.flat_{entry.basis}", price=f"{price:g}")
    line = entry.line
    if line is not None and line.is_tax_included is not None:
        rate = f"{100 * (line.tax_rate or 0):g}"
        yield both(f"contract.bill.tax_{'in' if line.is_tax_included else 'out'}", rate=rate)
    if month.trial is not None and month.trial.share < 1:
        share = f"{100 * month.trial.share:g}"
        yield both("contract.bill.trial", days=f"{month.trial.days:g}", share=share)
