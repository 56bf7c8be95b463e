"""One offer at one end over a schedule: charges, percentages, minimum, trial, tax, assumptions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from vendor_score.price.charges import in_force, line_charges, plain_price
from vendor_score.price.demand import Assumption, End, OwnCost
from vendor_score.price.offer import EXTRA_ITEMS, ITEM_BASES, LineState, Offer, OfferLine
from vendor_score.price.schedule import SHORT_MONTH, Figures, Schedule, driver_of

__all__ = ["Entry", "Evaluation", "evaluate", "open_items", "referred_lines"]

_NO_TRIAL = frozenset({"once", "person_once", "year"})
_BY_SEAT_OR_TIME = frozenset({"seat/month", "shared_seat/month", "hour", "month", "year"})
_MONTH_DAYS = 30


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """What one line, assumption or own cost comes to, months x grid, in the buyer's currency.

    Attributes
    ----------
    kind : {"stated", "top_up", "assumed", "own"}
    item, basis : str
    cost : array
    line : OfferLine or None
    why : str
        Of an assumption: how the item is open.
    rate : float
        Units of the buyer's currency for one of the line's.
    factor : array or float
        What a charge is multiplied by to make the cost: tax, and the days of a trial.
    price : float
        Of an assumption or own cost: of a unit.
    quantity : float or None
        Of an assumption: over the whole contract, in place of the buyer's volume.
    """

    kind: Literal["stated", "top_up", "assumed", "own"]
    item: str
    basis: str
    cost: Figures
    line: OfferLine | None = None
    why: str = ""
    rate: float = 1.0
    factor: Figures | float = 1.0
    price: float = 0.0
    quantity: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Evaluation:
    """One offer at one end.

    Attributes
    ----------
    entries : tuple of Entry
    asked : tuple of str
        Quantities that something would be counted by and the buyer has not given.
    cap_factor : array
        What capped assumptions were scaled down by, along the grid.
    """

    entries: tuple[Entry, ...]
    asked: tuple[str, ...]
    cap_factor: Figures

    def total(self, *kinds: str) -> Figures:
        """The sum over months and entries, along the grid.

        Parameters
        ----------
        *kinds : str
            Kinds of entries to add; all of them where none is named.

        Returns
        -------
        array
        """
        chosen = [one.cost for one in self.entries if not kinds or one.kind in kinds]
        return np.asarray(sum(cost.sum(axis=0) for cost in chosen) + np.zeros(1), dtype=float)


@dataclass(slots=True)
class _Work:
    """What is gathered while an offer is evaluated."""

    offer: Offer
    schedule: Schedule
    end: End
    asked: list[str] = field(default_factory=list)

    def has(self, quantity: str | None) -> bool:
        """Whether the buyer gave a quantity; what he did not give is noted."""
        if quantity is None or quantity in self.schedule.quantities:
            return True
        if quantity not in self.asked:
            self.asked.append(quantity)
        return False

    @property
    def nothing(self) -> Figures:
        return np.zeros((len(self.schedule.months), self.schedule.grid))


def evaluate(
    offer: Offer, schedule: Schedule, end: End, *, with_assumptions: bool = True
) -> Evaluation:
    """What an offer costs at one end, line by line.

    Parameters
    ----------
    offer : Offer
        One that `vendor_score.price.cost.problems_of` finds nothing wrong with.
    schedule : Schedule
    end : {"low", "high"}
    with_assumptions : bool, optional
        Whether items left open take their assumption.

    Returns
    -------
    Evaluation
    """
    work = _Work(offer, schedule, end)
    charged = _charges(work)
    trial = _trial(work)
    stated = [_stated(work, line, charge, trial) for line, charge in charged]
    assumed, factor = _assumed(work, stated) if with_assumptions else ([], np.ones(schedule.grid))
    own = [
        Entry(
            kind="own",
            item=own.item,
            basis=own.basis,
            cost=_own_cost(work, own),
            price=own.price.at(end),
        )
        for own in schedule.demand.own_costs
        if own.vendor in (None, offer.vendor)
    ]
    return Evaluation(entries=(*stated, *assumed, *own), asked=tuple(work.asked), cap_factor=factor)


def _stated(work: _Work, line: OfferLine, charge: Figures, trial: Figures) -> Entry:
    """A line of the offer as the buyer's cost; what is due at once has no trial."""
    factor = _tax_of_charge(work, line) * (1.0 if line.basis in _NO_TRIAL else trial)
    return Entry(
        kind="top_up" if line.basis == "minimum" else "stated",
        item=line.item,
        basis=line.basis,
        line=line,
        cost=charge * factor,
        rate=1.0 if line.basis == "pct_of" else _rate(work, line),
        factor=factor,
    )


# Charges of lines, in the buyer's currency, before trial and tax


def _charges(work: _Work) -> list[tuple[OfferLine, Figures]]:
    """Lines with a price and their charges: plain ones, percentages of them, what minima add."""
    lines = [line for line in work.offer.lines if line.is_priced]
    plain = {
        place: line_charges(line, work.schedule, work.end) * _rate(work, line)
        for place, line in enumerate(lines)
        if line.basis not in ("pct_of", "minimum") and _is_countable(work, line)
    }
    charges = dict(plain)
    for place, line in enumerate(lines):
        if line.basis == "pct_of":
            named = [plain[at] for at, _ in referred_lines(line, lines) if at in plain]
            rate = plain_price(line, work.end) * in_force(line, work.schedule)
            charges[place] = sum(named, work.nothing) * rate
    for place, line in enumerate(lines):
        if line.basis == "minimum":
            named = [charges[at] for at, _ in referred_lines(line, lines) if at in charges]
            least = plain_price(line, work.end) * _rate(work, line)
            missing = np.maximum(least - sum(named, work.nothing), 0.0)
            charges[place] = missing * in_force(line, work.schedule)
    return [(lines[place], charges[place]) for place in sorted(charges)]


def referred_lines(
    line: OfferLine, lines: Iterable[OfferLine]
) -> tuple[tuple[int, OfferLine], ...]:
    """The lines that a percentage or a minimum charge refers to, with their places.

    Parameters
    ----------
    line : OfferLine
        With basis ``pct_of`` or ``minimum``.
    lines : iterable of OfferLine
        Those with a price.

    Returns
    -------
    tuple of (int, OfferLine)
        All main lines where it names none.
    """
    named = {_folded(name) for name in line.of}
    return tuple(
        (place, other)
        for place, other in enumerate(lines)
        if other is not line
        and other.basis != "minimum"
        and (other.is_main if not named else bool(named & _names(other)))
    )


def _names(line: OfferLine) -> set[str]:
    return {_folded(name) for name in (line.item, line.id, line.label) if name}


def _folded(name: str) -> str:
    return name.strip().casefold().replace("_", "").replace(" ", "")


def _is_countable(work: _Work, line: OfferLine) -> bool:
    return work.has(driver_of(line.item, line.basis, line.driver))


def _rate(work: _Work, line: OfferLine) -> float:
    """Units of the buyer's currency for one of the line's, at this end."""
    demand = work.schedule.demand
    currency = line.currency or work.offer.currency or demand.currency
    return 1.0 if currency == demand.currency else demand.rates[currency].rate.at(work.end)


def _trial(work: _Work) -> Figures:
    """The share of a normal month that each month counts, for the days of a trial."""
    trial = work.offer.trial
    days = np.array([month.calendar_days for month in work.schedule.months], dtype=float)
    if trial is None:
        return np.ones((len(days), 1))
    before = np.concatenate(([0.0], np.cumsum(days)[:-1]))
    on_trial = np.clip(trial.days - before, 0.0, days)
    share: Figures = (1 - (1 - trial.share) * on_trial / days)[:, None]
    return share


def _tax_of_charge(work: _Work, line: OfferLine) -> float:
    """The tax of a line; what a minimum adds is taxed like the least taxed of its lines.

    Otherwise a higher price of a line could lower the total, since less is added at a higher tax.
    """
    lines = [line]
    if line.basis == "minimum":
        priced = [other for other in work.offer.lines if other.is_priced]
        lines += [other for _, other in referred_lines(line, priced)]
    return min(_tax(work.offer, one, work.schedule, work.end) for one in lines)


def _tax(offer: Offer, line: OfferLine, schedule: Schedule, end: End) -> float:
    """What a price is multiplied by to make the buyer's cost.

    net = price / (1 + r) where tax is included; cost = net x (1 + r x (1 - R)), R the share of
    input tax that is recovered with a special VAT invoice (VAT law of China, art. 7, 10, 11).
    """
    tax = schedule.demand.tax
    rate = next(r for r in (line.tax_rate, offer.tax_rate, tax.default_rate) if r is not None)
    shares = (line.special_share, offer.special_share)
    special = next((share for share in shares if share is not None), 0.0)
    cost = 1 + rate * (1 - tax.share_recovered * special)
    said = (line.is_tax_included, offer.is_tax_included)
    is_included = next((one for one in said if one is not None), end == "low")
    return cost / (1 + rate) if is_included else cost


# What the offer leaves open


def open_items(offer: Offer, assumptions: Mapping[str, Assumption]) -> tuple[tuple[str, str], ...]:
    """Items that an offer leaves open, each with how: the state of its line, or ``open_above``.

    Parameters
    ----------
    offer : Offer
    assumptions : mapping of str to Assumption
        By item; items of these that the offer does not name are not stated.

    Returns
    -------
    tuple of (str, str)
        In the order of the offer, then of the assumptions.
    """
    found: dict[str, str] = {}
    states: dict[str, list[OfferLine]] = {}
    for line in offer.lines:
        states.setdefault(line.item, []).append(line)
    for item, lines in states.items():
        if any(line.is_open_above and line.is_priced for line in lines):
            found[item] = "open_above"
        elif why := _how_open(item, lines):
            found[item] = why
    for item in assumptions:
        if item not in states and item in (*EXTRA_ITEMS, *_own(assumptions)):
            found[item] = LineState.NOT_STATED.value
    return tuple(found.items())


def _own(assumptions: Mapping[str, Assumption]) -> tuple[str, ...]:
    """Items that only this buyer assumes something about."""
    return tuple(item for item in assumptions if item not in ITEM_BASES)


def _how_open(item: str, lines: list[OfferLine]) -> str | None:
    """The open state of an item; a blank row of another model, or beside a price, is not open."""
    said = [_state(line) for line in lines]
    is_main = any(line.is_main for line in lines)
    explicit = [state for state in said if state.is_open and state is not LineState.NOT_STATED]
    if explicit:
        return explicit[0].value
    is_blank = all(state is LineState.NOT_STATED for state in said)
    return LineState.NOT_STATED.value if is_blank and not is_main and item else None


def _state(line: OfferLine) -> LineState:
    """The state of a line; one that is to be priced and has no price is not stated."""
    if line.state is LineState.PRICED and not line.is_priced:
        return LineState.NOT_STATED
    return line.state


def _assumed(work: _Work, stated: list[Entry]) -> tuple[list[Entry], Figures]:
    """What open items are worth, within the cap; and what the cap scaled them down by."""
    demand = work.schedule.demand
    capped, kept = [], []
    for item, why in open_items(work.offer, demand.assumptions):
        assumption = demand.assumptions.get(item)
        if assumption is None:
            if why == "open_above":  # nothing bounds it: no total comes of it
                beyond = np.inf if work.end == "high" else 0.0
                kept.append(_entry(item, _Worth("", 0.0), work.nothing + beyond, why))
            continue
        if _is_paid_by_volume(work.offer, item):
            continue
        worth = _worth(work, assumption)
        cost = _assumption_cost(work, item, worth, stated)
        if why == "open_above":
            more = np.maximum(cost - _cost_of(stated, item), 0.0)
            kept.append(_entry(item, worth, more if work.end == "high" else work.nothing, why))
        else:
            capped.append(_entry(item, worth, cost, why))
    factor = _cap(work, stated, capped)
    capped = [replace(one, cost=one.cost * factor) for one in capped]
    return [*kept, *capped], factor


@dataclass(frozen=True, slots=True)
class _Worth:
    """An assumption as it counts for one offer: its basis and the price of a unit."""

    basis: str
    price: float
    quantity: float | None = None


def _entry(item: str, worth: _Worth, cost: Figures, why: str) -> Entry:
    return Entry(
        kind="assumed",
        item=item,
        basis=worth.basis,
        cost=cost,
        why=why,
        price=worth.price,
        quantity=worth.quantity,
    )


def _cost_of(stated: list[Entry], item: str) -> Figures | float:
    return sum((one.cost for one in stated if one.item == item), np.zeros(1))


def _is_paid_by_volume(offer: Offer, item: str) -> bool:
    """Whether the volume of a peak is paid for by the main lines, so that no staff is added."""
    bases = {line.basis for line in offer.main_lines}
    return item == "promotion" and not bases & _BY_SEAT_OR_TIME


def _cap(work: _Work, stated: list[Entry], assumed: list[Entry]) -> Figures:
    """What assumptions are scaled by to stay within their share of the main lines."""
    cap = work.schedule.demand.assumptions_cap
    together = sum((one.cost.sum(axis=0) for one in assumed), np.zeros(work.schedule.grid))
    if cap is None or work.end == "low":
        return np.ones(work.schedule.grid)
    main = _main_cost(work, stated).sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = np.where(together > cap * main, cap * main / together, 1.0)
    return np.asarray(factor, dtype=float)


def _main_cost(work: _Work, stated: list[Entry]) -> Figures:
    return sum((one.cost for one in stated if one.line and one.line.is_main), work.nothing)


def _worth(work: _Work, assumption: Assumption) -> _Worth:
    """What an assumption comes to for this offer: some refer to its own prices."""
    price = assumption.low if work.end == "low" else assumption.high
    basis = assumption.basis
    if basis in ("pct_hour", "pct_seat_day"):
        unit = _unit_price(work, "hour" if basis == "pct_hour" else "seat")
        if unit is None:
            return _otherwise(work, assumption)
        basis, price = ("hour" if basis == "pct_hour" else "seat_day"), unit * price / 100
    has_seats = any(line.basis == "seat/month" for line in work.offer.main_lines)
    if basis == "seat/month" and assumption.otherwise is not None and not has_seats:
        return _otherwise(work, assumption)
    return _Worth(basis, price, assumption.quantity)


def _otherwise(work: _Work, assumption: Assumption) -> _Worth:
    if assumption.otherwise is None:
        return _Worth("month", 0.0)
    return _worth(work, assumption.otherwise)


def _assumption_cost(work: _Work, item: str, worth: _Worth, stated: list[Entry]) -> Figures:
    """An assumption in each month; a quantity that nobody gave is noted and counts nothing."""
    if worth.basis == "pct_main":
        return _main_cost(work, stated) * worth.price / 100
    if worth.quantity is not None:
        return _spread(work, worth.basis, worth.price * worth.quantity)
    line = OfferLine(item=item, basis=worth.basis, low=worth.price, role="extra")
    if not _is_countable(work, line):
        return work.nothing
    return work.nothing + line_charges(line, work.schedule, work.end)


def _spread(work: _Work, basis: str, amount: float) -> Figures:
    """An amount of the whole contract over its months: what is due once, in the first."""
    share = work.nothing
    if basis in _NO_TRIAL:
        share[0] = 1.0
    else:
        share += work.schedule.within / work.schedule.lengths
    return share * amount


def _unit_price(work: _Work, what: str) -> float | None:
    """The price of an hour, or a thirtieth of that of a seat and month, as the buyer's cost."""
    for line in work.offer.main_lines:
        if line.tiers or line.basis not in ("hour", "seat/month"):
            continue
        cost = plain_price(line, work.end) * _rate(work, line)
        cost *= _tax(work.offer, line, work.schedule, work.end)
        if what == "hour" and line.basis == "hour":
            return cost
        if line.basis == "seat/month":
            hours = (line.covers.hours_per_day or 0) * (line.covers.days_per_month or 0)
            return cost / (hours or SHORT_MONTH) if what == "hour" else cost / _MONTH_DAYS
    return None


def _own_cost(work: _Work, own: OwnCost) -> Figures:
    """A cost of the buyer himself in each month."""
    line = OfferLine(item=own.item, basis=own.basis, low=own.price.at(work.end), role="extra")
    if not _is_countable(work, line):
        return work.nothing
    return work.nothing + line_charges(line, work.schedule, work.end)
