"""How fast crossings of many offers are found, beside a plain Python loop over months and lines.

    python benchmarks/offers.py [--offers 30] [--volumes 5000] [--rounds 3] [--loop 50]

Both sides work out the same totals; the loop is timed on ``--loop`` of the volumes and scaled up.
The ratio is printed: the machine's own speed cancels out.
"""

from __future__ import annotations

import argparse
import calendar
import datetime as dt
import math
import statistics
import time
from collections.abc import Callable

from vendor_score.price import (
    Demand,
    Offer,
    OfferLine,
    Peak,
    SeatNeed,
    Spread,
    Tax,
    Tier,
    Volume,
    crossings,
)
from vendor_score.price.crossing import costs_along

FACTORS = {6: 1.5, 11: 2.5}
DEMAND = Demand(
    start=dt.date(2027, 1, 1),
    months=12,
    volumes={
        "consultations": Volume(per="day", amount=Spread(900)),
        "inquiry_sales": Volume(per="month", amount=Spread(1_000_000)),
    },
    months_factor=FACTORS,
    linked=(),
    seats=SeatNeed(per_seat_day=Spread(120), least=2),
    peak=Peak(by="seats"),
    tax=Tax(compare="gross"),
)


def offers(count: int) -> list[Offer]:
    """Offers by seat, by consultation in tiers, and by base and commission, in turn."""
    made = []
    for number in range(count):
        step = 1 + number / (4 * count)
        if number % 3 == 0:
            lines: tuple[OfferLine, ...] = (
                OfferLine(item="seat", basis="seat/month", low=4800 * step),
                OfferLine(item="system", basis="seat/month", low=100),
                OfferLine(item="set_up", basis="once", low=8000),
            )
        elif number % 3 == 1:
            tiers = (Tier(800, 1.1 * step), Tier(2000, 0.95 * step), Tier(None, 0.85 * step))
            lines = (
                OfferLine(
                    item="consultation", basis="consultation", tiers=tiers, mode="whole",
                    measured="month_daily_average", minimum=15000,
                ),
            )  # fmt: skip
        else:
            lines = (
                OfferLine(item="base", basis="seat/month", low=2000 * step),
                OfferLine(item="commission", basis="pct_sales", low=2),
                OfferLine(item="management", basis="pct_of", of=("base",), low=5),
            )
        made.append(Offer(vendor=f"V{number}", lines=lines, is_tax_included=True))
    return made


def plain_cost(offer: Offer, volume: int) -> float:
    """The total at so many consultations a day, by loops over months and lines."""
    total = 0.0
    for month in range(1, 13):
        days = calendar.monthrange(2027, month)[1]
        factor = FACTORS.get(month, 1.0)
        seats = max(2, math.ceil(round(volume * factor / 120, 9)))
        charges: dict[str, float] = {}
        for line in offer.lines:
            price = line.low or 0.0
            if line.basis == "seat/month":
                charge = seats * price
            elif line.basis == "once":
                charge = price if month == 1 else 0.0
            elif line.basis == "pct_sales":
                charge = price / 100 * 1_000_000 * factor
            elif line.basis == "pct_of":
                charge = price / 100 * sum(charges[name] for name in line.of)
            else:
                charge = _tiered(line, volume * factor, days)
            charges[line.item] = charge
        total += sum(charges.values())
    return total


def _tiered(line: OfferLine, a_day: float, days: int) -> float:
    for tier in line.tiers:
        if tier.up_to is None or round(a_day, 9) <= tier.up_to:
            return max(a_day * days * tier.low, line.minimum or 0.0)
    raise AssertionError("the last tier is open")


def median_seconds(work: Callable[[], object], rounds: int) -> float:
    """The median time of some rounds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    """Print both times and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("offers", 30), ("volumes", 5000), ("rounds", 3), ("loop", 50)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    asked = parser.parse_args()
    made, tried = offers(asked.offers), range(1, asked.volumes + 1)
    some = list(tried)[:: max(1, asked.volumes // asked.loop)]
    _, rows = costs_along(made, DEMAND, tried)
    for offer, row in zip(made, rows, strict=True):
        for volume in some:
            assert math.isclose(row[volume - 1], plain_cost(offer, volume), rel_tol=1e-9)

    def loop() -> None:
        for offer in made:
            for volume in some:
                plain_cost(offer, volume)

    ours = median_seconds(lambda: crossings(made, DEMAND, numbers=tried), asked.rounds)
    theirs = median_seconds(loop, asked.rounds) * asked.volumes / len(some)
    pairs = asked.offers * (asked.offers - 1) // 2
    print(f"{asked.offers} offers, {pairs} pairs, {asked.volumes} volumes, the same totals")
    print(f"crossings {ours:.2f} s, plain loop over months and lines {theirs:.1f} s")
    print(f"ratio {theirs / ours:.0f}x")


if __name__ == "__main__":
    main()
