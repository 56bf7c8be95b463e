"""Demands and offers by chance, of every basis, mode and state that has a total."""

from __future__ import annotations

import datetime as dt
from random import Random

from vendor_score.price import (
    Covers,
    CurrencyRate,
    Demand,
    Offer,
    OfferLine,
    Peak,
    SeatNeed,
    Spread,
    Tax,
    Tier,
    Trial,
    Volume,
)

MAIN = (
    ("seat", "seat/month", 4800),
    ("shared_seat", "shared_seat/month", 1200),
    ("consultation", "consultation", 1.1),
    ("order", "order", 0.8),
    ("hour", "hour", 35),
    ("minute", "minute", 0.6),
    ("base_month", "month", 9000),
    ("base_year", "year", 60000),
    ("commission", "pct_sales", 2),
)
EXTRA = (
    ("set_up", "once", 8000),
    ("overtime", "hour", 50),
    ("holiday", "seat_day", 200),
    ("night", "hour", 15),
    ("system", "seat/month", 100),
    ("training", "person_once", 700),
    ("promotion", "seat_day", 300),
)
TIERED = ("consultation", "order", "minute", "pct_sales")


def demand(random: Random) -> Demand:
    volumes = {
        "consultations": ("day", 900),
        "orders": ("day", 300),
        "minutes": ("month", 30000),
        "hours": ("month", 1500),
        "inquiry_sales": ("month", 1_000_000),
        "overtime_hours": ("month", 20),
        "night_hours": ("month", 100),
        "holiday_seat_days": ("month", 8),
    }
    has_hours = random.random() < 0.3
    return Demand(
        start=dt.date(random.choice([2026, 2027, 2028]), random.randint(1, 12), 1),
        months=random.randint(1, 30),
        days=random.choice([None, None, 30, 26]),
        volumes={
            name: Volume(
                per=random.choice(["day", "month"]) if name == "consultations" else per,
                amount=Spread(round(amount * random.uniform(0.2, 3))),
            )
            for name, (per, amount) in volumes.items()
        },
        months_factor={m: round(random.uniform(0.5, 3), 1) for m in random.sample(range(1, 13), 3)},
        linked=random.choice([None, (), ("inquiry_sales",), ("orders", "hours")]),
        seats=SeatNeed(
            plain=None,
            per_seat_day=Spread(random.choice([80, 100, 120, 137.5])),
            least=random.randint(0, 4),
            by_month={11: 20} if random.random() < 0.2 else {},
        ),
        peak=Peak(
            by=random.choice(["promotion_staff", "seats", "queue"]),
            days={6: 6, 11: 12} if random.random() < 0.5 else {},
        ),
        hours_per_day=random.choice([8, 12, 16]) if has_hours else None,
        days_per_week=random.choice([None, 6]) if has_hours else None,
        shared_seats=random.randint(1, 5),
        shops=2,
        trained=random.choice([None, 12]),
        rates={"USD": CurrencyRate(rate=random.choice([Spread(7.1), Spread(7.1, 6.9, 7.3)]))},
        tax=Tax(
            compare=random.choice(["gross", "net_of_recoverable"]),
            recoverable=random.choice([None, 0.0, 0.4, 1.0]),
        ),
    )


def offer(random: Random, vendor: str = "A") -> Offer:
    lines = [
        line(random, *one) for one in random.sample(MAIN, random.randint(1, 3))
    ] + [line(random, *one) for one in random.sample(EXTRA, random.randint(0, 4))]  # fmt: skip
    if random.random() < 0.3:
        of = random.choice([(), (lines[0].item,)])
        rate = round(random.uniform(1, 15), 1)
        first = random.choice([None, 3])
        lines.append(
            OfferLine(item="management", basis="pct_of", low=rate, of=of, from_month=first)
        )
    if random.random() < 0.3:
        least = random.choice([5000, 20000, 80000])
        last = random.choice([None, 4])
        lines.append(OfferLine(item="minimum", basis="minimum", low=least, to_month=last))
    return Offer(
        vendor=vendor,
        lines=tuple(lines),
        is_tax_included=random.choice([None, True, False]),
        tax_rate=random.choice([None, 0.03, 0.06]),
        special_share=random.choice([None, 0.5, 1.0]),
        trial=Trial(days=random.choice([7, 14, 45]), share=random.choice([0, 0.5, 1]))
        if random.random() < 0.3
        else None,
    )


def line(random: Random, item: str, basis: str, usual: float) -> OfferLine:
    low = round(usual * random.uniform(0.6, 1.6), 2)
    high = round(low * random.uniform(1, 1.4), 2) if random.random() < 0.3 else None
    settings = {}
    if basis in TIERED and random.random() < 0.6:
        settings = tiers(random, low, basis)
    elif basis in TIERED[:3] and random.random() < 0.3:
        settings = {
            "low": low * 100, "block": 100, "mode": random.choice([None, "block"]), "high": None,
        }  # fmt: skip
    else:
        settings = {"low": low, "high": high}
    if basis in TIERED[:3] and random.random() < 0.3:
        settings |= {
            "free": random.choice([500, 5000]),
            "free_per": random.choice(["month", "contract"]),
        }
    if basis not in ("once", "person_once", "year") and random.random() < 0.2:
        settings |= {"minimum": random.choice([1000, 15000])}
    if random.random() < 0.2:
        settings |= {"maximum": random.choice([20000, 90000])}
    if random.random() < 0.15:
        first = random.randint(1, 6)
        settings |= {"from_month": first, "to_month": first + random.randint(0, 12)}
    if item == "seat":
        settings |= {"covers": random.choice([
            Covers(), Covers(of="post"), Covers(of="person", hours_per_day=8, days_per_month=26),
        ])}  # fmt: skip
    return OfferLine(
        item=item,
        basis=basis,
        is_part_year_whole=random.choice([None, True, False]) if basis == "year" else None,
        currency=random.choice([None, None, None, "USD"]),
        is_tax_included=random.choice([None, None, True, False]),
        **settings,
    )


def tiers(random: Random, low: float, basis: str) -> dict[str, object]:
    measured = random.choice(["month_daily_average", "month", "year", "contract"])
    size = {"month_daily_average": 1, "month": 30, "year": 365, "contract": 500}[measured]
    usual = 30000 if basis == "pct_sales" else 600
    bounds = sorted(random.sample(range(usual // 3, usual * 3), random.randint(1, 3)))
    found = []
    for bound in [*bounds, None]:
        price = round(low * random.uniform(0.5, 1.1), 3)
        top = round(price * 1.2, 3) if random.random() < 0.2 else None
        found.append(Tier(None if bound is None else bound * size, price, top))
    mode = random.choice([None, "whole", "marginal"])
    return {"tiers": tuple(found), "measured": measured, "mode": mode}
