"""Total cost by plain loops over months and lines, written from the specification alone."""

from __future__ import annotations

import calendar
import math
from itertools import accumulate, pairwise

from vendor_score.price import Demand, Offer, OfferLine

NO_TRIAL = ("once", "person_once", "year")


def total(offer: Offer, demand: Demand, end: str, *, a_day: float | None = None) -> float:
    """The total at one end without assumptions; ``a_day``: consultations to try."""
    return sum(sum(costs) for costs in line_costs(offer, demand, end, a_day=a_day))


def line_costs(  # noqa: C901
    offer: Offer, demand: Demand, end: str, *, a_day: float | None = None
) -> list[list[float]]:
    months = months_of(demand)
    charges: dict[int, list[float]] = {}
    for place, line in enumerate(offer.lines):
        if line.basis not in ("pct_of", "minimum"):
            rate = rate_of(offer, line, demand, end)
            charges[place] = [c * rate for c in charges_of(line, demand, months, end, a_day)]
    plain = dict(charges)
    for place, line in enumerate(offer.lines):
        if line.basis == "pct_of":
            named = referred(offer, line)
            charges[place] = [
                price(line, end) / 100 * sum(plain[at][k] for at in named if at in plain)
                if is_in_force(line, k, months)
                else 0.0
                for k in range(len(months))
            ]
    for place, line in enumerate(offer.lines):
        if line.basis == "minimum":
            named = [at for at in referred(offer, line) if at in charges]
            least = price(line, end) * rate_of(offer, line, demand, end)
            charges[place] = [
                max(0.0, least - sum(charges[at][k] for at in named))
                if is_in_force(line, k, months)
                else 0.0
                for k in range(len(months))
            ]
    costs = []
    for place, line in enumerate(offer.lines):
        row, before = [], 0
        for k, (_, _, calendar_days) in enumerate(months):
            taxes = [line]
            if line.basis == "minimum":
                taxes += [offer.lines[at] for at in referred(offer, line)]
            cost = charges[place][k] * min(taxed(offer, one, demand, end) for one in taxes)
            if offer.trial and line.basis not in NO_TRIAL:
                on_trial = min(max(offer.trial.days - before, 0), calendar_days)
                cost *= 1 - (1 - offer.trial.share) * on_trial / calendar_days
            before += calendar_days
            row.append(cost)
        costs.append(row)
    return costs


def months_of(demand: Demand) -> list[tuple[int, float, int]]:
    """Calendar month, counted days and days of the calendar of each month of the contract."""
    found = []
    year, month = demand.start.year, demand.start.month
    for _ in range(demand.months):
        days = calendar.monthrange(year, month)[1]
        found.append((month, days if demand.days is None else demand.days, days))
        month += 1
        if month > 12:
            year, month = year + 1, 1
    return found


def volume(name: str, demand: Demand, k: int, months, a_day: float | None, *, peak=True) -> float:
    month, days, _ = months[k]
    own = demand.volumes.get(name)
    if a_day is not None and name == "consultations":
        amount = a_day * days
    else:
        amount = own.amount.value * (days if own.per == "day" else 1)
        if a_day is not None and name in linked(demand):
            base = demand.volumes["consultations"]
            per_day = base.amount.value
            if base.per == "month":
                per_day = base.amount.value * len(months) / sum(m[1] for m in months)
            amount = amount * a_day / per_day
    if peak and name in demand.scaled:
        factor = demand.months_factor.get(month, 1)
        amount *= min(1, factor) if demand.peak.by == "queue" else factor
    return amount


def linked(demand: Demand) -> tuple[str, ...]:
    return demand.scaled if demand.linked is None else demand.linked


def seats(demand: Demand, k: int, months, a_day: float | None) -> float:
    need = demand.seats
    month, days, _ = months[k]
    if month in need.by_month:
        return need.by_month[month]
    if need.plain is not None:
        return need.plain
    each_day = volume(need.volume, demand, k, months, a_day, peak=False) / days
    if demand.peak.by == "seats" and need.volume in demand.scaled:
        each_day *= demand.months_factor.get(month, 1)
    return max(need.least, math.ceil(round(each_day / need.per_seat_day.value, 9)))


def promotion(demand: Demand, k: int, months, a_day: float | None) -> float:
    month, days, _ = months[k]
    factor = demand.months_factor.get(month, 1)
    if demand.peak.by != "promotion_staff" or factor <= 1:
        return 0.0
    peak_days = max(demand.peak.days.get(month, days), 1)
    extra = (factor - 1) * volume(demand.seats.volume, demand, k, months, a_day, peak=False)
    return math.ceil(round(extra / peak_days / demand.seats.per_seat_day.value, 9)) * peak_days


def units(line: OfferLine, demand: Demand, k: int, months, end: str, a_day) -> float:  # noqa: PLR0917
    basis = line.basis
    if basis == "month":
        return 1.0
    if basis == "seat/month":
        return charged_seats(line, demand, seats(demand, k, months, a_day), end)
    if basis == "shared_seat/month":
        return demand.shared_seats
    if basis == "shop/month":
        return demand.shops
    if line.item == "promotion":
        return promotion(demand, k, months, a_day)
    names = {
        "consultation": "consultations", "order": "orders", "minute": "minutes",
        "pct_sales": "inquiry_sales", "hour": "hours",
    }  # fmt: skip
    special = {
        "overtime": "overtime_hours", "night": "night_hours", "holiday": "holiday_seat_days",
    }  # fmt: skip
    name = special.get(line.item) or names.get(basis, basis)
    return volume(name, demand, k, months, a_day)


def charged_seats(line: OfferLine, demand: Demand, posts: float, end: str) -> float:
    if demand.hours_per_day is None:
        return posts
    hours = demand.hours_per_day * (demand.days_per_week or 7) / 7 * 365 / 12
    if demand.days is not None:
        hours = demand.hours_per_day * demand.days
    covers = line.covers
    if covers.of == "post":
        return posts
    if covers.of == "person":
        a_person = [covers.hours_per_day * covers.days_per_month]
        return math.ceil(round(posts * hours / a_person[0], 9))
    either = [posts, *(math.ceil(round(posts * hours / each, 9)) for each in (166.64, 208))]
    return min(either) if end == "low" else max(either)


def price(line: OfferLine, end: str) -> float:
    return line.high if end == "high" and line.high is not None else line.low


def tier_price(tier, end: str) -> float:
    return tier.high if end == "high" and tier.high is not None else tier.low


def is_in_force(line: OfferLine, k: int, months) -> bool:
    return (line.from_month or 1) <= k + 1 <= (line.to_month or len(months))


def charges_of(line: OfferLine, demand: Demand, months, end: str, a_day) -> list[float]:
    count = len(months)
    in_force = [is_in_force(line, k, months) for k in range(count)]
    if line.basis in NO_TRIAL:
        charges = fees(line, demand, months, end, a_day)
        due = [charge != 0 for charge in charges]
    else:
        used = [
            units(line, demand, k, months, end, a_day) if in_force[k] else 0.0 for k in range(count)
        ]
        charges = priced(line, billable(line, used), months, end)
        due = [True] * count
    for k in range(count):
        if line.minimum is not None and due[k]:
            charges[k] = max(charges[k], line.minimum)
        if line.maximum is not None:
            charges[k] = min(charges[k], line.maximum)
        if not in_force[k]:
            charges[k] = 0.0
    return charges


def fees(line: OfferLine, demand: Demand, months, end: str, a_day) -> list[float]:
    charges = [0.0] * len(months)
    if line.basis == "year":
        for k in range(0, len(months), 12):
            left = min(len(months) - k, 12) / 12
            is_whole = line.is_part_year_whole
            if is_whole is None:
                is_whole = end == "high"
            charges[k] = price(line, end) * (1 if is_whole else left)
        return charges
    number = 1.0
    if line.basis == "person_once":
        number = demand.trained
        if number is None:
            number = max(seats(demand, k, months, a_day) for k in range(len(months)))
    due = (line.from_month or 1) - 1
    if due < len(months):
        charges[due] = price(line, end) * number
    return charges


def billable(line: OfferLine, used: list[float]) -> list[float]:
    if line.free_per == "month":
        return [max(0.0, one - line.free) for one in used]
    left, found = line.free, []
    for one in used:
        found.append(max(0.0, one - left))
        left = max(0.0, left - one)
    return found


def priced(line: OfferLine, charged: list[float], months, end: str) -> list[float]:
    percent = 100 if line.basis == "pct_sales" else 1
    if line.block:
        exact = [one / line.block * price(line, end) for one in charged]
        started = [math.ceil(round(one / line.block, 9)) * price(line, end) for one in charged]
        return started if line.mode == "block" or end == "high" else exact
    if not line.tiers:
        return [one * price(line, end) / percent for one in charged]
    whole = [c / percent for c in whole_tiers(line, charged, months, end)]
    marginal = [c / percent for c in marginal_tiers(line, charged, months, end)]
    if line.mode is None:
        pick = min if end == "low" else max
        return [pick(a, b) for a, b in zip(whole, marginal, strict=True)]
    return whole if line.mode == "whole" else marginal


def whole_tiers(line: OfferLine, charged: list[float], months, end: str) -> list[float]:
    found = []
    for k, one in enumerate(charged):
        if line.measured == "month_daily_average":
            measured = one / months[k][1]
        elif line.measured == "month":
            measured = one
        elif line.measured == "year":
            start = k // 12 * 12
            measured = sum(charged[start : start + 12])
        else:
            measured = sum(charged)
        for tier in line.tiers:
            if tier.up_to is None or round(measured, 9) <= tier.up_to:
                found.append(one * tier_price(tier, end))
                break
    return found


def split(line: OfferLine, amount: float, end: str) -> float:
    charge, start = 0.0, 0.0
    for tier in line.tiers:
        stop = math.inf if tier.up_to is None else tier.up_to
        charge += max(0.0, min(amount, stop) - start) * tier_price(tier, end)
        start = stop
    return charge


def marginal_tiers(line: OfferLine, charged: list[float], months, end: str) -> list[float]:
    if line.measured == "month_daily_average":
        return [
            split(line, one / months[k][1], end) * months[k][1] for k, one in enumerate(charged)
        ]
    if line.measured == "month":
        return [split(line, one, end) for one in charged]
    found = []
    length = 12 if line.measured == "year" else len(charged)
    for start in range(0, len(charged), length):
        so_far = [0.0, *accumulate(charged[start : start + length])]
        found += [split(line, b, end) - split(line, a, end) for a, b in pairwise(so_far)]
    return found


def referred(offer: Offer, line: OfferLine) -> list[int]:
    return [
        place
        for place, other in enumerate(offer.lines)
        if other is not line
        and other.basis != "minimum"
        and (other.item in line.of if line.of else other.is_main)
    ]


def rate_of(offer: Offer, line: OfferLine, demand: Demand, end: str) -> float:
    currency = line.currency or offer.currency or demand.currency
    if currency == demand.currency or line.basis == "pct_of":
        return 1.0
    rate = demand.rates[currency].rate
    other = rate.low if end == "low" else rate.high
    return rate.value if other is None else other


def taxed(offer: Offer, line: OfferLine, demand: Demand, end: str) -> float:
    rate = line.tax_rate if line.tax_rate is not None else offer.tax_rate
    rate = demand.tax.default_rate if rate is None else rate
    special = line.special_share if line.special_share is not None else offer.special_share
    recovered = 0.0
    if demand.tax.compare != "gross" and demand.tax.recoverable:
        recovered = demand.tax.recoverable * (special or 0.0)
    said = line.is_tax_included if line.is_tax_included is not None else offer.is_tax_included
    if said is None:
        said = end == "low"
    net = 1 / (1 + rate) if said else 1.0
    return net * (1 + rate * (1 - recovered))
