"""The sheet of totals in scorecard.xlsx: volumes to change, and every charge as a live formula.

Change a volume, or what a seat takes a day, and totals and ranks follow in Excel and LibreOffice.
All figures are those of the high end, which the score uses. A line whose charge no short formula
gives (free units of a whole contract) stands as a fixed figure and says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from vendor_score.award.records import OfferComparison
from vendor_score.present.files.scorecard_sheet import (
    Styles,
    column_letters,
    put,
    set_up_page,
)
from vendor_score.price.charges import in_force, plain_price
from vendor_score.price.demand import Demand
from vendor_score.price.evaluate import Entry, Evaluation, evaluate, referred_lines
from vendor_score.price.offer import OfferLine
from vendor_score.price.schedule import SHORT_MONTH, Schedule, driver_of, make_schedule
from vendor_score.wording import Lang, has, text

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

__all__ = ["write_price"]

_FIRST: Final = 4  # the column of the first month; before it vendor, line, note and total
_TOTAL: Final = 3
_STEP: Final = 9
_YEAR: Final = 12


@dataclass(slots=True)
class _Sheet:
    """Where things stand while the sheet is written, row by row."""

    sheet: Worksheet
    styles: Styles
    lang: Lang
    schedule: Schedule
    row: int = 0
    inputs: dict[str, str] = field(default_factory=dict)
    quantities: dict[str, int] = field(default_factory=dict)
    days: int = 0
    factors: int = 0

    @property
    def demand(self) -> Demand:
        return self.schedule.demand

    @property
    def months(self) -> int:
        return len(self.schedule.months)

    def cell(self, row: int, month: int) -> str:
        """A month's cell of a row, in A1."""
        return f"{column_letters(_FIRST + month)}{row + 1}"

    def across(self, row: int, first: int, last: int) -> str:
        return f"{self.cell(row, first)}:{self.cell(row, last)}"

    def head(self, *words: str) -> None:
        for column, word in enumerate(words):
            put(self.sheet, self.row, column, word, self.styles["head"])
        self.row += 1

    def months_row(self, name: str, formulas: Sequence[str], values: Sequence[float]) -> int:
        """A row of formulas by month with their values and their sum; its number."""
        put(self.sheet, self.row, 1, name, self.styles["text"])
        for month, (formula, value) in enumerate(zip(formulas, values, strict=True)):
            self.formula(self.row, _FIRST + month, formula, value)
        self.row += 1
        return self.row - 1

    def formula(self, row: int, column: int, formula: str, value: float) -> None:
        self.sheet.write_formula(row, column, f"={formula}", self.styles["figure"], value)


def write_price(sheet: Worksheet, comparison: OfferComparison, styles: Styles, lang: Lang) -> None:
    """Write volumes, months, and every line of every offer that has a total.

    Parameters
    ----------
    sheet : Worksheet
        Empty.
    comparison : OfferComparison
    styles : Styles
        Of this workbook.
    lang : str
    """
    at = _Sheet(sheet, styles, lang, make_schedule(comparison.demand))
    known = [offer for name, offer in comparison.offers.items() if name in comparison.known]
    put(sheet, 0, 0, text("workbook.price_note", lang), styles["text"])
    at.row = 2
    at.head(*(text(f"workbook.price.{key}", lang) for key in ("vendor", "total", "rank")))
    summary, at.row = at.row, at.row + len(known) + 1
    found = [evaluate(offer, at.schedule, "high") for offer in known]
    _write_inputs(at)
    _write_months(at, _needed(found))
    totals = []
    for offer, evaluation in zip(known, found, strict=True):
        at.head(offer.vendor, "", "", text("workbook.price.total", lang), *_month_names(at))
        totals.append((offer.vendor, _write_offer(at, evaluation), evaluation))
    _write_summary(at, summary, totals)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 34)
    sheet.set_column(2, 3, 16)
    sheet.set_column(_FIRST, _FIRST + at.months, 13)
    set_up_page(sheet, heads=1, columns=1)


def _month_names(at: _Sheet) -> list[str]:
    return [month.name for month in at.schedule.months]


def _needed(found: Sequence[Evaluation]) -> list[str]:
    """Quantities that some line counts, in the order met."""
    names: dict[str, None] = {}
    for evaluation in found:
        for entry in evaluation.entries:
            line = entry.line or OfferLine(item=entry.item, basis=entry.basis)
            driver = driver_of(line.item, line.basis, line.driver)
            if driver is not None:
                names[driver] = None
    return list(names)


def _write_summary(at: _Sheet, row: int, totals: Sequence[tuple[str, str, Evaluation]]) -> None:
    """Totals and ranks, 1 the cheapest; equal ones share it."""
    costs = [float(evaluation.total()[0]) for _, _, evaluation in totals]
    first, last = row + 1, row + len(totals)
    for place, (vendor, cell, _) in enumerate(totals):
        put(at.sheet, row + place, 0, vendor, at.styles["text"])
        at.formula(row + place, 1, cell, costs[place])
        rank = 1 + sum(cost < costs[place] for cost in costs)
        at.formula(row + place, 2, f"RANK(B{first + place},B${first}:B${last},1)", rank)


# Volumes and months


def _write_inputs(at: _Sheet) -> None:
    """Volumes and seats that may be changed."""
    at.head(text("workbook.price.volumes", at.lang), text("workbook.price.value", at.lang))
    rows = [
        (name, f"{_named(name, at.lang)} / {text(f'workbook.price.{volume.per}', at.lang)}",
         volume.amount.value)
        for name, volume in at.demand.volumes.items()
    ]  # fmt: skip
    need = at.demand.seats
    if need is not None and need.plain is not None:
        rows.append(("seats", _named("seats", at.lang), need.plain))
    if need is not None and need.per_seat_day is not None:
        rows.append(("per_seat_day", _named("per_seat_day", at.lang), need.per_seat_day.value))
        rows.append(("least", _named("least", at.lang), need.least))
    for name, label, value in rows:
        put(at.sheet, at.row, 0, label, at.styles["text"])
        at.sheet.write_number(at.row, 1, value, at.styles["input"])
        at.inputs[name] = f"$B${at.row + 1}"
        at.row += 1
    at.row += 1


def _named(name: str, lang: Lang) -> str:
    key = f"workbook.price.quantity.{name}"
    return text(key, lang) if has(key) else name.replace("_", " ")


def _write_months(at: _Sheet, needed: Sequence[str]) -> None:
    """Days, factors and the quantities of each month."""
    at.head("", text("workbook.price.months", at.lang), "", "", *_month_names(at))
    months = at.schedule.months
    at.days = at.months_row(
        text("workbook.price.days", at.lang), [f"{m.days:.15g}" for m in months],
        [m.days for m in months],
    )  # fmt: skip
    factors = [at.demand.months_factor.get(month.month, 1.0) for month in months]
    at.factors = at.months_row(
        text("workbook.price.factor", at.lang), [f"{f:.15g}" for f in factors], factors
    )
    derived = [
        name for name in ("seats", "promotion_seat_days", "trained", "hours") if name in needed
    ]
    wanted = dict.fromkeys([*at.demand.volumes, "seats", *needed, *derived])
    for name in _in_order(wanted):
        if name in at.schedule.quantities:
            formulas = [_quantity(at, name, month) for month in range(at.months)]
            values = _column(at.schedule.quantities[name], at.months)
            at.quantities[name] = at.months_row(_named(name, at.lang), formulas, values)
    at.row += 1


def _in_order(names: Mapping[str, None]) -> list[str]:
    """Volumes before seats, seats before what follows from them."""
    later = ("seats", "promotion_seat_days", "holiday_seat_days", "hours", "trained")
    return sorted(names, key=lambda name: later.index(name) + 1 if name in later else 0)


def _column(figures: np.ndarray, months: int) -> list[float]:
    return [float(row[0]) for row in np.broadcast_to(figures, (months, 1))]


def _quantity(at: _Sheet, name: str, month: int) -> str:
    """The quantity of a month as a formula over the volumes."""
    values = _column(at.schedule.quantities[name], at.months)
    fixed = f"{values[month]:.17g}"
    if name in at.demand.volumes:
        return _volume(at, name, month)
    if name == "seats":
        return _seats(at, month, fixed)
    if name == "promotion_seat_days":
        return _promotion(at, month)
    return _from_seats(at, name, month) or fixed


def _from_seats(at: _Sheet, name: str, month: int) -> str | None:
    """What follows from seats: hours, holidays, persons to train; None for what does not."""
    demand, own = at.demand, at.schedule.months[month]
    if "seats" not in at.quantities:
        return None
    seats = at.cell(at.quantities["seats"], month)
    if name == "hours" and demand.hours_per_day is not None:
        week = 1.0 if demand.days is not None else (demand.days_per_week or 7) / 7
        return f"{seats}*{demand.hours_per_day * week:.17g}*{at.cell(at.days, month)}"
    if name == "holiday_seat_days":
        held = sum((day.year, day.month) == (own.year, own.month) for day in set(demand.holidays))
        return f"{seats}*{held}"
    if name == "trained" and demand.trained is None:
        return f"MAX({at.across(at.quantities['seats'], 0, at.months - 1)})"
    return None


def _volume(at: _Sheet, name: str, month: int, *, is_normal: bool = False) -> str:
    volume = at.demand.volumes[name]
    formula = at.inputs[name]
    if volume.per == "day":
        formula += f"*{at.cell(at.days, month)}"
    if name in at.demand.scaled and not is_normal:
        factor = at.cell(at.factors, month)
        formula += f"*MIN({factor},1)" if at.demand.peak.by == "queue" else f"*{factor}"
    return formula


def _seats(at: _Sheet, month: int, fixed: str) -> str:
    need = at.demand.seats
    if need is None or at.schedule.months[month].month in need.by_month:
        return fixed
    if need.plain is not None:
        return at.inputs["seats"]
    a_day = f"{_volume(at, need.volume, month, is_normal=True)}/{at.cell(at.days, month)}"
    if at.demand.peak.by == "seats" and need.volume in at.demand.scaled:
        a_day += f"*{at.cell(at.factors, month)}"
    return (
        f"MAX({at.inputs['least']},ROUNDUP(ROUND({a_day}/{at.inputs['per_seat_day']},{_STEP}),0))"
    )


def _promotion(at: _Sheet, month: int) -> str:
    need, own = at.demand.seats, at.schedule.months[month]
    if need is None or need.per_seat_day is None or at.demand.peak.by != "promotion_staff":
        return "0"
    days = max(at.demand.peak.days.get(own.month, own.days), 1.0)
    extra = f"MAX({at.cell(at.factors, month)}-1,0)"
    if need.volume not in at.demand.scaled:
        return "0"
    staff = f"{_volume(at, need.volume, month, is_normal=True)}*{extra}/{days:.15g}"
    return f"ROUNDUP(ROUND({staff}/{at.inputs['per_seat_day']},{_STEP}),0)*{days:.15g}"


# Offers


def _write_offer(at: _Sheet, evaluation: Evaluation) -> str:
    """Every entry of an offer; the cell of its total."""
    charges: list[tuple[OfferLine, int]] = []
    main: list[int] = []
    cells: list[str] = []
    for entry in evaluation.entries:
        if entry.line is not None:
            charge = _write_charge(at, entry, charges)
            charges.append((entry.line, charge))
            row = _write_cost(at, entry, charge)
            main += [row] if entry.line.is_main else []
            cells.append(f"D{row + 1}")
    factor = float(evaluation.cap_factor[0])
    others = [one for one in evaluation.entries if one.line is None and _is_shown(one)]
    rows = [(entry, _write_other(at, entry, main, factor)) for entry in others]
    capped = [f"D{row + 1}" for entry, row in rows if _is_capped(entry)]
    cells += [f"D{row + 1}" for entry, row in rows if not _is_capped(entry)]
    if capped:
        cells.append(_write_capped(at, main, capped, evaluation))
    put(at.sheet, at.row, 1, text("workbook.price.total", at.lang), at.styles["text"])
    at.formula(at.row, _TOTAL, "+".join(cells) or "0", float(evaluation.total()[0]))
    at.row += 2
    return f"D{at.row - 1}"


def _is_shown(entry: Entry) -> bool:
    return bool(entry.cost.any()) or entry.price > 0


def _is_capped(entry: Entry) -> bool:
    return entry.kind == "assumed" and entry.why != "open_above"


def _write_capped(
    at: _Sheet, main: Sequence[int], capped: Sequence[str], evaluation: Evaluation
) -> str:
    """Assumptions together, within their share of the main lines; the cell that counts."""
    together, cap = "+".join(capped), at.demand.assumptions_cap
    own = "+".join(f"D{row + 1}" for row in main) or "0"
    formula = together if cap is None else f"MIN({together},{cap:.17g}*({own}))"
    costs = [float(one.cost.sum()) for one in evaluation.entries if _is_capped(one)]
    put(at.sheet, at.row, 1, text("workbook.price.capped", at.lang), at.styles["text"])
    at.formula(at.row, _TOTAL, formula, sum(costs))
    at.row += 1
    return f"D{at.row}"


def _sum_of(at: _Sheet, row: int, values: Sequence[float]) -> None:
    at.formula(row, _TOTAL, f"SUM({at.across(row, 0, at.months - 1)})", float(sum(values)))


def _write_cost(at: _Sheet, entry: Entry, charge: int) -> int:
    """The charge of each month with its tax, and the days of a trial."""
    factor = np.broadcast_to(np.asarray(entry.factor, dtype=float), (at.months, 1))
    values = _column(entry.cost, at.months)
    formulas = [
        f"{at.cell(charge, month)}*{float(factor[month][0]):.17g}" for month in range(at.months)
    ]
    row = at.months_row(text("workbook.price.cost", at.lang), formulas, values)
    _sum_of(at, row, values)
    return row


def _write_other(at: _Sheet, entry: Entry, main: Sequence[int], factor: float) -> int:
    """An assumption before its cap, or a cost of the buyer."""
    scale = factor if _is_capped(entry) and factor else 1.0
    values = [cost / scale for cost in _column(entry.cost, at.months)]
    key = f"offers.item.{entry.item}"
    label = text(key, at.lang) if has(key) else entry.item
    row = at.months_row(label, list(_other(at, entry, main, values)), values)
    put(at.sheet, row, 2, text(f"workbook.price.{entry.kind}", at.lang), at.styles["text"])
    _sum_of(at, row, values)
    return row


def _other(at: _Sheet, entry: Entry, main: Sequence[int], values: Sequence[float]) -> Iterator[str]:
    line = OfferLine(item=entry.item, basis=entry.basis, low=entry.price, role="extra")
    driver = driver_of(line.item, line.basis)
    is_known = driver is None or driver in at.quantities
    for month in range(at.months):
        if entry.basis == "pct_main":
            together = "+".join(at.cell(row, month) for row in main) or "0"
            yield f"{entry.price / 100:.17g}*({together})"
        elif entry.quantity is not None or entry.why == "open_above" or not is_known:
            yield f"{values[month]:.17g}"
        elif line.basis in ("year", "once", "person_once"):
            yield _fee(at, line, month, values[month], "")
        else:
            yield _by_volume(at, line, month)


def _write_charge(at: _Sheet, entry: Entry, before: Sequence[tuple[OfferLine, int]]) -> int:
    """The charge of each month before tax, in the buyer's currency."""
    line = entry.line
    if line is None:
        raise ValueError("an entry without a line has no charge")
    factor = np.broadcast_to(np.asarray(entry.factor, dtype=float), (at.months, 1))
    costs = _column(entry.cost, at.months)
    values = [cost / float(f[0]) if f[0] else 0.0 for cost, f in zip(costs, factor, strict=True)]
    formulas = list(_charges(at, entry, line, before, values))
    key = f"offers.item.{line.item}"
    label = text(key, at.lang) if has(key) else (line.label or line.item)
    row = at.months_row(label, formulas, values)
    if _is_fixed(line):
        put(at.sheet, row, 2, text("workbook.price.fixed", at.lang), at.styles["text"])
    return row


def _is_fixed(line: OfferLine) -> bool:
    """Whether a line stands as a figure: a formula for it would be longer than it is worth."""
    return line.free_per == "contract" and line.free > 0


def _charges(
    at: _Sheet,
    entry: Entry,
    line: OfferLine,
    before: Sequence[tuple[OfferLine, int]],
    values: Sequence[float],
) -> Iterator[str]:
    force = _column(in_force(line, at.schedule), at.months)
    rate = "" if entry.rate == 1.0 else f"*{entry.rate:.17g}"
    for month in range(at.months):
        if _is_fixed(line):
            yield f"{values[month]:.17g}"
        elif not force[month]:
            yield "0"
        elif line.basis in ("pct_of", "minimum"):
            yield _of_others(at, entry, line, before, month)
        elif line.basis in ("year", "once", "person_once"):
            yield _fee(at, line, month, values[month], rate)
        else:
            yield _limited(line, _by_volume(at, line, month)) + rate


def _of_others(
    at: _Sheet, entry: Entry, line: OfferLine, before: Sequence[tuple[OfferLine, int]], month: int
) -> str:
    """A percentage of other charges, or what is missing to a minimum over them."""
    lines = [other for other, _ in before]
    rows = [before[place][1] for place, _ in referred_lines(line, lines)]
    together = "+".join(at.cell(row, month) for row in rows) or "0"
    price = plain_price(line, "high")
    if line.basis == "pct_of":
        return f"{price:.17g}*({together})"
    return f"MAX(0,{price * entry.rate:.17g}-({together}))"


def _fee(at: _Sheet, line: OfferLine, month: int, value: float, rate: str) -> str:
    due = (line.from_month or 1) - 1
    if line.basis == "person_once" and month == due:
        trained = at.cell(at.quantities["trained"], month)
        return _limited(line, f"{plain_price(line, 'high'):.17g}*{trained}") + rate
    return f"{value:.17g}"


def _limited(line: OfferLine, charge: str) -> str:
    if line.minimum is not None:
        charge = f"MAX({charge},{line.minimum:.17g})"
    if line.maximum is not None:
        charge = f"MIN({charge},{line.maximum:.17g})"
    return f"({charge})"


def _billable(at: _Sheet, line: OfferLine, month: int) -> str:
    driver = driver_of(line.item, line.basis, line.driver)
    units = "1" if driver is None else at.cell(at.quantities[driver], month)
    if driver == "seats":
        units = _seats_charged(at, line, units)
    return f"MAX(0,{units}-{line.free:.17g})" if line.free else units


def _seats_charged(at: _Sheet, line: OfferLine, posts: str) -> str:
    """Posts, or the most persons who may be needed to staff them."""
    hours, covers = at.demand.post_hours, line.covers
    if hours is None:
        return posts
    has_hours = covers.hours_per_day is not None or covers.days_per_month is not None
    unit = covers.of or ("person" if has_hours else at.schedule.unit_of)
    if unit == "post":
        a_day = at.demand.hours_per_day or 0.0
        shifts = max(1.0, a_day / (covers.hours_per_day or a_day or 1.0))
        return f"ROUNDUP(ROUND({posts}*{shifts:.17g},{_STEP}),0)" if shifts > 1 else posts
    a_person = (covers.hours_per_day or 8.0) * (covers.days_per_month or SHORT_MONTH / 8.0)
    persons = f"ROUNDUP(ROUND({posts}*{hours / a_person:.17g},{_STEP}),0)"
    return persons if unit == "person" else f"MAX({posts},{persons})"


def _by_volume(at: _Sheet, line: OfferLine, month: int) -> str:
    units = _billable(at, line, month)
    price = f"{plain_price(line, 'high'):.17g}"
    if line.block:
        blocks = f"{units}/{line.block:.17g}"
        is_started = line.mode in ("block", None)
        return f"ROUNDUP(ROUND({blocks},{_STEP}),0)*{price}" if is_started else f"{blocks}*{price}"
    if not line.tiers:
        return f"{units}*{price}"
    whole = _whole(at, line, month, units)
    marginal = _marginal(at, line, month, units)
    if line.mode is None:
        return f"MAX({whole},{marginal})"
    return whole if line.mode == "whole" else marginal


def _window(line: OfferLine, month: int, months: int) -> tuple[int, int]:
    """First and last month over which the volume of a month is measured."""
    if line.measured == "year":
        first = month - month % _YEAR
        return first, min(first + _YEAR, months) - 1
    return (0, months - 1) if line.measured == "contract" else (month, month)


def _summed(at: _Sheet, line: OfferLine, first: int, last: int) -> str:
    force = _column(in_force(line, at.schedule), at.months)
    parts = [_billable(at, line, month) for month in range(first, last + 1) if force[month]]
    return "+".join(parts) or "0"


def _prices(line: OfferLine) -> list[tuple[float | None, str]]:
    share = 100.0 if line.basis == "pct_sales" else 1.0
    return [
        (tier.up_to, f"{(tier.low if tier.high is None else tier.high) / share:.17g}")
        for tier in line.tiers
    ]


def _whole(at: _Sheet, line: OfferLine, month: int, units: str) -> str:
    first, last = _window(line, month, at.months)
    measured = f"({_summed(at, line, first, last)})"
    if line.measured == "month_daily_average":
        measured += f"/{at.cell(at.days, month)}"
    formula = "NA()"
    for up_to, price in reversed(_prices(line)):
        formula = (
            price
            if up_to is None
            else f"IF(ROUND({measured},{_STEP})<={up_to:.17g},{price},{formula})"
        )
    return f"({units})*{formula}"


def _marginal(at: _Sheet, line: OfferLine, month: int, units: str) -> str:
    if line.measured == "month_daily_average":
        days = at.cell(at.days, month)
        return f"{_split(line, f'({units})/{days}')}*{days}"
    if line.measured == "month":
        return _split(line, units)
    first, _ = _window(line, month, at.months)
    now = _split(line, _summed(at, line, first, month))
    if month == first:
        return now
    return f"({now}-{_split(line, _summed(at, line, first, month - 1))})"


def _split(line: OfferLine, units: str) -> str:
    """The charge of so many units, each part at the price of its own tier."""
    parts, start = [], 0.0
    for up_to, price in _prices(line):
        within = f"({units})" if up_to is None else f"MIN({units},{up_to:.17g})"
        parts.append(f"MAX(0,{within}-{start:.17g})*{price}")
        start = up_to or 0.0
    return f"({'+'.join(parts)})"
