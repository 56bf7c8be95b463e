"""The total cost of an offer at the buyer's volumes: by month and line, as an interval."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import fsum

import numpy as np

from vendor_score.findings import NOWHERE, Finding, Severity
from vendor_score.price.demand import Demand, Scenario
from vendor_score.price.evaluate import (
    Entry,
    Evaluation,
    evaluate,
    open_items,
    referred_lines,
)
from vendor_score.price.offer import BASES, Offer, OfferLine
from vendor_score.price.results import Assumed, Interval, LineCost, TotalCost
from vendor_score.price.schedule import Figures, Schedule, UnitOf, driver_of, make_schedule

__all__ = ["problems_of", "total_cost"]

_OPEN_ABOVE = "open_above"


def total_cost(
    offer: Offer,
    demand: Demand,
    *,
    scenario: Scenario = "base",
    per_seat: Scenario = "base",
    unit_of: UnitOf | None = None,
) -> TotalCost:
    """What an offer costs over the contract, exact by months and lines.

    Parameters
    ----------
    offer : Offer
    demand : Demand
    scenario : {"low", "base", "high"}, optional
        Which value every volume has.
    per_seat : {"low", "base", "high"}, optional
        Which number one seat takes a day.
    unit_of : {"post", "person"}, optional
        What a unit of a seat price is where the offer does not say; both are counted unless given.

    Returns
    -------
    TotalCost
        Without a total where the offer has none; its findings say why.

    Examples
    --------
    >>> import datetime as dt
    >>> from vendor_score.price import Demand, Offer, OfferLine, SeatNeed
    >>> need = Demand(start=dt.date(2027, 1, 1), months=12, seats=SeatNeed(plain=8))
    >>> seat = OfferLine(item="seat", basis="seat/month", low=4800, is_tax_included=True)
    >>> total_cost(Offer(vendor="Acme", lines=(seat,)), need).total
    Interval(low=460800.0, high=460800.0)

    Notes
    -----
    All lines at their low ends make the low end, all at their high ends the high one; totals rise
    with every price, so both are exact. Nothing is rounded. A volume that is uncertain is no part
    of the interval: it moves all vendors together and is a scenario of its own.
    """
    at = demand.at_scenario(scenario).at_per_seat(per_seat)
    schedule = make_schedule(at, unit_of=unit_of)
    seats = schedule.quantities.get("seats")
    empty = TotalCost(
        vendor=offer.vendor,
        currency=demand.currency,
        months=tuple(month.name for month in schedule.months),
        seats=() if seats is None else tuple(float(row[0]) for row in seats),
    )
    problems = tuple(problems_of(offer, schedule))
    if problems:
        return replace(empty, findings=problems)
    low, high = (evaluate(offer, schedule, end) for end in ("low", "high"))
    return _total(offer, schedule, empty, low, high)


def _total(
    offer: Offer, schedule: Schedule, empty: TotalCost, low: Evaluation, high: Evaluation
) -> TotalCost:
    both = zip(low.entries, high.entries, strict=True)
    pairs = tuple(pair for pair in both if pair[1].kind != "assumed" or pair[1].cost.any())
    lines = tuple(_line_cost(*pair) for pair in pairs)
    total = _sum(line.total for line in lines)
    found = tuple(_notes(offer, schedule, high))
    if not np.isfinite(total.high):
        return replace(empty, findings=(_unbounded(offer, high), *found))
    return replace(
        empty,
        total=total,
        stated=_sum(line.total for line in lines if line.kind in ("stated", "top_up")),
        by_month=tuple(
            _sum(line.by_month[place] for line in lines) for place in range(len(empty.months))
        ),
        lines=lines,
        assumed=_assumptions(pairs, high),
        asked=high.asked,
        cap_factor=float(high.cap_factor[0]),
        findings=found,
    )


def _sum(costs: Iterable[Interval]) -> Interval:
    """The sum of intervals, free of what adding in another order would change.

    `math.fsum` rounds once, so that a line split in two costs the same to the last digit or nearly.
    """
    ends = [(cost.low, cost.high) for cost in costs]
    return Interval(fsum(low for low, _ in ends), fsum(high for _, high in ends))


def _line_cost(low: Entry, high: Entry) -> LineCost:
    months = zip(_column(low.cost), _column(high.cost), strict=True)
    by_month = tuple(Interval(a, b) for a, b in months)
    line = low.line
    return LineCost(
        item=low.item,
        kind=low.kind,
        basis=low.basis,
        by_month=by_month,
        total=_sum(by_month),
        id=line.id if line else "",
        label=line.label if line else "",
    )


def _column(cost: Figures) -> list[float]:
    return [float(row[0]) for row in cost]


def _assumptions(pairs: Sequence[tuple[Entry, Entry]], high: Evaluation) -> tuple[Assumed, ...]:
    """Assumptions, each with what the vendor would gain by stating 0: under a cap others grow."""
    factor = float(high.cap_factor[0])
    assumed = [pair for pair in pairs if pair[1].kind == "assumed"]
    capped = fsum(float(one.cost.sum()) for _, one in assumed if one.why != _OPEN_ABOVE)
    found = []
    for low, one in assumed:
        cost = float(one.cost.sum())
        gain = cost
        if one.why != _OPEN_ABOVE and factor < 1:
            without = (capped - cost) / factor if factor else 0.0
            gain = max(0.0, capped - without)
        found.append(
            Assumed(item=one.item, low=float(low.cost.sum()), high=cost, why=one.why, gain=gain)
        )
    return tuple(found)


# Why there is no total


def problems_of(offer: Offer, schedule: Schedule) -> Iterator[Finding]:
    """What stands in the way of a total.

    Parameters
    ----------
    offer : Offer
    schedule : Schedule

    Yields
    ------
    Finding
    """
    if not offer.is_confirmed:
        yield _finding("offer-not-confirmed", offer, severity=Severity.WARNING)
    elif not offer.main_lines:
        yield _finding("offer-without-price", offer, severity=Severity.WARNING)
    for line in offer.lines:
        if line.is_priced:
            yield from _problems_of_line(offer, line, schedule)


def _problems_of_line(offer: Offer, line: OfferLine, schedule: Schedule) -> Iterator[Finding]:
    demand = schedule.demand
    currency = line.currency or offer.currency or demand.currency
    if currency != demand.currency and currency not in demand.rates:
        yield _finding("no-exchange-rate", offer, line, found=currency)
    if not _is_basis(line, demand):
        yield _finding("unknown-basis", offer, line, found=line.basis)
        return
    if problem := _tier_problem(line):
        yield _finding(problem, offer, line, found=_tiers_shown(line))
    if line.basis in ("pct_of", "minimum"):
        yield from _problems_of_reference(offer, line)
    quantity = driver_of(line.item, line.basis, line.driver)
    if line.is_main and quantity is not None and quantity not in schedule.quantities:
        yield _finding("volume-not-given", offer, line, found=quantity, severity=Severity.ERROR)


def _is_basis(line: OfferLine, demand: Demand) -> bool:
    return line.basis in BASES or line.basis in demand.volumes or line.driver is not None


def _tier_problem(line: OfferLine) -> str | None:
    bounds = [tier.up_to for tier in line.tiers]
    closed = [bound for bound in bounds if bound is not None]
    rising = all(a < b for a, b in pairwise(closed))
    is_open_last = len(closed) == len(bounds) or bounds.index(None) == len(bounds) - 1
    is_block_wrong = line.mode == "block" and not (line.block and line.block > 0)
    if is_block_wrong or (line.block is not None and line.block <= 0):
        return "block-without-size"
    return None if rising and is_open_last and min(closed, default=1) > 0 else "tiers-out-of-order"


def _tiers_shown(line: OfferLine) -> str:
    if not line.tiers:
        return f"{line.block or 0:g}"
    return ", ".join("…" if tier.up_to is None else f"{tier.up_to:g}" for tier in line.tiers)


def _problems_of_reference(offer: Offer, line: OfferLine) -> Iterator[Finding]:
    named = referred_lines(line, offer.lines)
    if line.of and not named:
        yield _finding("unknown-offer-line", offer, line, found=", ".join(line.of))
    if line.basis == "pct_of" and any(other.basis == "pct_of" for _, other in named):
        yield _finding("percent-of-percent", offer, line, found=", ".join(line.of))


def _unbounded(offer: Offer, high: Evaluation) -> Finding:
    """Which line has no upper end: a price "from", or volumes beyond the last tier."""
    for entry in high.entries:
        if not np.isfinite(entry.cost).all():
            lines = [line for line in offer.lines if line.item == entry.item]
            line = entry.line or (lines[0] if lines else None)
            is_tier = entry.kind == "stated"
            code = "beyond-last-tier" if is_tier else "open-to-above"
            return _finding(code, offer, line, severity=Severity.WARNING)
    raise AssertionError("a sum is infinite where one of its parts is")


# What the total hangs on


def _notes(offer: Offer, schedule: Schedule, high: Evaluation) -> Iterator[Finding]:
    demand = schedule.demand
    for quantity in high.asked:
        missing = _finding("volume-not-given", offer, found=quantity, severity=Severity.WARNING)
        yield replace(missing, vendor=None, source=NOWHERE)  # it is the buyer who knows it
    known = demand.assumptions
    for item, why in open_items(offer, known):
        if item not in known and why != "open_above":
            lines = [line for line in offer.lines if line.item == item]
            yield _finding("open-item", offer, lines[0], found=why, severity=Severity.WARNING)
    if float(high.cap_factor[0]) < 1:
        yield _finding("assumptions-capped", offer, severity=Severity.INFO)
    for line in offer.lines:
        if line.is_priced:
            yield from _notes_of_line(offer, line, demand)


def _notes_of_line(offer: Offer, line: OfferLine, demand: Demand) -> Iterator[Finding]:
    if len(line.tiers) > 1 and line.mode is None:
        yield _finding("tier-mode-not-stated", offer, line, severity=Severity.WARNING)
    if line.block and line.mode is None:
        yield _finding("block-not-stated", offer, line, severity=Severity.WARNING)
    if line.is_tax_included is None and offer.is_tax_included is None:
        yield _finding("tax-not-stated", offer, line, severity=Severity.WARNING)
    covers = line.covers
    is_open = covers.of is None and covers.hours_per_day is None and covers.days_per_month is None
    if line.basis == "seat/month" and line.is_main and demand.post_hours is not None and is_open:
        yield _finding("unit-not-stated", offer, line, severity=Severity.WARNING)


def _finding(
    code: str,
    offer: Offer,
    line: OfferLine | None = None,
    *,
    found: str | None = None,
    severity: Severity = Severity.ERROR,
) -> Finding:
    words = (line.label or line.id or line.item) if line else ""
    return Finding(
        code=code,
        severity=severity,
        vendor=offer.vendor,
        source=line.source if line else offer.source,
        found=found if found is not None else words or None,
        values={"line": words, "item": line.item if line else ""},
    )
