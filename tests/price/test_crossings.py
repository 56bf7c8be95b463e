"""Crossings are what trying every whole number gives, for pairs and for all offers at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import combinations, groupby
from random import Random

import brute_force
import pytest
import random_offers

from vendor_score.price import (
    Demand,
    Offer,
    OfferLine,
    SeatNeed,
    Spread,
    Tier,
    Volume,
    crossings,
    total_cost,
)
from vendor_score.price.crossing import costs_along

OFFERS = 10
PAIRS = OFFERS * (OFFERS - 1) // 2
DEMANDS = 10_000 // PAIRS + 1


def cheaper(costs: dict[str, float]) -> tuple[str, ...]:
    """The cheapest: those within 1e-9 of the least."""
    least = min(costs.values())
    return tuple(name for name, cost in costs.items() if cost - least <= 1e-9 * abs(cost))


def runs_of(tried: range, costs: dict[str, list[float]]) -> list[tuple[int, int, tuple[str, ...]]]:
    first = [
        (number, cheaper({name: row[place] for name, row in costs.items()}))
        for place, number in enumerate(tried)
    ]
    found = []
    for names, group in groupby(first, key=lambda pair: pair[1]):
        numbers = [number for number, _ in group]
        found.append((numbers[0], numbers[-1], names))
    return found


@pytest.mark.parametrize("part", range(8))
def test_ten_thousand_random_pairs_cross_where_every_whole_number_says_so(part: int) -> None:
    pairs = 0
    for seed in range(part, DEMANDS, 8):
        random = Random(seed)
        demand = replace(random_offers.demand(random), months=random.choice([1, 2, 5]))
        offers = [random_offers.offer(random, f"V{n}") for n in range(OFFERS)]
        middle = random.choice([1, 200, 480, 960, 2000])
        tried = range(middle, middle + 12)
        end = random.choice(["low", "high"])
        costs = {
            offer.vendor: [brute_force.total(offer, demand, end, a_day=n) for n in tried]
            for offer in offers
        }
        found = crossings(offers, demand, numbers=tried, end=end)
        for crossing in found:
            theirs = runs_of(tried, {name: costs[name] for name in crossing.vendors})
            ours = [(run.start, run.stop, run.cheaper) for run in crossing.runs]
            assert ours == theirs, (seed, crossing.vendors)
        assert len(found) == PAIRS + 1
        assert [one.vendors for one in found[:-1]] == [
            (a.vendor, b.vendor) for a, b in combinations(offers, 2)
        ]
        pairs += PAIRS
    assert pairs >= 10_000 // 8 - PAIRS


def seat(price: float, **more: object) -> Offer:
    line = OfferLine(item="seat", basis="seat/month", low=price, **more)
    return Offer(vendor="seats", lines=(line,), is_tax_included=True)


def each(price: float, **more: object) -> Offer:
    line = OfferLine(item="consultation", basis="consultation", low=price, **more)
    return Offer(vendor="each", lines=(line,), is_tax_included=True)


def need(**changes: object) -> Demand:
    return replace(
        Demand(
            start=dt.date(2027, 1, 1),
            months=12,
            days=30,
            volumes={"consultations": Volume(per="day", amount=Spread(300))},
            seats=SeatNeed(per_seat_day=Spread(120)),
        ),
        **changes,
    )


def test_costs_at_the_buyers_volume_and_beside_a_change_are_recorded() -> None:
    [found] = crossings([seat(4800), each(1.6)], need())
    assert 300 in found.at
    change = found.runs[1].start
    assert {change - 1, change, change + 1} <= found.at.keys()
    demand = need(volumes={"consultations": Volume(per="day", amount=Spread(change))})
    costs = [total_cost(offer, demand).total.high for offer in (seat(4800), each(1.6))]
    assert found.at[change] == pytest.approx(costs)


def test_the_grid_reaches_beyond_every_tier() -> None:
    tiers = (Tier(8000, 1.0), Tier(None, 0.1))
    wide = each(0, tiers=tiers, measured="month_daily_average", mode="whole")
    [found] = crossings([seat(4800), wide], need())
    assert found.runs[-1].stop == 9600
    assert crossings([seat(4800), each(1)], need())[0].runs[-1].stop == 1500


def test_a_whole_tier_makes_the_order_change_back_and_the_runs_know_it() -> None:
    tiers = (Tier(100, 2.0), Tier(None, 1.0))
    stepped = replace(
        each(0, tiers=tiers, measured="month_daily_average", mode="whole"), vendor="stepped"
    )
    flat = replace(each(1.5), vendor="flat")
    [found] = crossings([flat, stepped], need(), numbers=range(1, 301))
    assert [(run.start, run.stop, run.cheaper) for run in found.runs] == [
        (1, 100, ("flat",)), (101, 300, ("stepped",)),
    ]  # fmt: skip


def test_offers_that_cost_the_same_are_both_named() -> None:
    twin = replace(each(1), vendor="twin")
    [found] = crossings([each(1), twin], need(), numbers=range(1, 11))
    assert [(run.start, run.stop, run.cheaper) for run in found.runs] == [(1, 10, ("each", "twin"))]


def test_where_no_price_is_stated_nobody_is_cheaper() -> None:
    short = Tier(50, 1.0)
    offers = [each(0, tiers=(short,), measured="month_daily_average", mode="whole")]
    offers.append(replace(offers[0], vendor="other"))
    [found] = crossings(offers, need(), numbers=range(49, 53))
    assert [(run.start, run.stop, run.cheaper) for run in found.runs] == [
        (49, 50, ("each", "other")), (51, 52, ()),
    ]  # fmt: skip


def test_an_offer_without_a_total_is_left_out() -> None:
    blank = Offer(vendor="blank")
    found = crossings([seat(4800), blank, each(1)], need())
    assert [one.vendors for one in found] == [("seats", "each")]


def test_months_are_tried_each_with_its_own_yearly_fees() -> None:
    yearly = OfferLine(item="base_year", basis="year", low=12_000, is_part_year_whole=True)
    monthly = OfferLine(item="base_month", basis="month", low=1_500)
    pair = [
        Offer(vendor="year", lines=(yearly,), is_tax_included=True),
        Offer(vendor="month", lines=(monthly,), is_tax_included=True),
    ]
    [found] = crossings(pair, need(), axis="months")
    assert [(run.start, run.stop, run.cheaper) for run in found.runs[:4]] == [
        (1, 7, ("month",)), (8, 8, ("year", "month")), (9, 12, ("year",)), (13, 15, ("month",)),
    ]  # fmt: skip
    assert found.runs[-1].stop == 60


@pytest.mark.parametrize("seed", range(40))
def test_every_contract_length_costs_what_a_contract_of_that_length_costs(seed: int) -> None:
    random = Random(seed)
    demand = random_offers.demand(random)
    offers = [random_offers.offer(random, f"V{n}") for n in range(3)]
    lengths = range(1, 31)
    _, rows = costs_along(offers, demand, lengths, axis="months")
    for offer, row in zip(offers, rows, strict=True):
        each = [brute_force.total(offer, replace(demand, months=n), "high") for n in lengths]
        assert row == pytest.approx(each, rel=1e-9)


def test_plain_seats_are_an_axis() -> None:
    fee = OfferLine(item="base_month", basis="month", low=20_000)
    flat = Offer(vendor="flat", lines=(fee,), is_tax_included=True)
    [found] = crossings([seat(4800), flat], need(seats=SeatNeed(plain=8)), axis="seats")
    assert [(run.start, run.stop, run.cheaper) for run in found.runs] == [
        (1, 4, ("seats",)), (5, 50, ("flat",)),
    ]  # fmt: skip


def test_a_change_near_a_step_of_seats_is_marked() -> None:
    [found] = crossings([seat(4800), each(1.36)], need())
    assert len(found.is_near_step) == len(found.runs) - 1
    assert found.is_near_step[0]
    dear, cheap = each(2), replace(each(1, minimum=3600), vendor="cheap")
    [plain] = crossings([dear, cheap], need())
    assert not any(plain.is_near_step)
