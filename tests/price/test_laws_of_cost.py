"""Laws of total cost on offers by chance."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from random import Random

import brute_force
import pytest
import random_offers
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_score.price import (
    Assumption,
    Demand,
    LineState,
    Offer,
    OfferLine,
    Tier,
    TotalCost,
    Volume,
    crossings,
    total_cost,
)
from vendor_score.price.demand import Spread

seeds = st.integers(min_value=0, max_value=10**6)
SLACK = 1e-9


def made(seed: int) -> tuple[Random, Demand, Offer]:
    random = Random(seed)
    return random, random_offers.demand(random), random_offers.offer(random)


def ends(found: TotalCost) -> tuple[float, float]:
    assert found.total is not None, found.findings
    return found.total.low, found.total.high


@settings(max_examples=150, deadline=None)
@given(seeds, st.floats(min_value=1, max_value=3))
def test_a_higher_price_never_lowers_a_total(seed: int, times: float) -> None:
    random, demand, offer = made(seed)
    place = random.randrange(len(offer.lines))
    line = offer.lines[place]
    dearer = replace(
        line,
        low=None if line.low is None else line.low * times,
        high=None if line.high is None else line.high * times,
        tiers=tuple(
            Tier(t.up_to, t.low * times, None if t.high is None else t.high * times)
            for t in line.tiers
        ),
    )
    lines = (*offer.lines[:place], dearer, *offer.lines[place + 1 :])
    before = ends(total_cost(offer, demand))
    after = ends(total_cost(replace(offer, lines=lines), demand))
    assert after[0] >= before[0] * (1 - SLACK)
    assert after[1] >= before[1] * (1 - SLACK)


@settings(max_examples=150, deadline=None)
@given(seeds, st.floats(min_value=0.01, max_value=0.99))
def test_splitting_a_line_by_price_changes_nothing(seed: int, share: float) -> None:
    random, demand, offer = made(seed)
    free = [line for line in offer.lines if line.minimum is None and line.maximum is None]
    plain = [line for line in free if line.low is not None and line.basis != "minimum"]
    if not plain:
        return
    line = random.choice(plain)
    parts = [
        replace(
            line,
            low=line.low * part,
            high=None if line.high is None else line.high * part,
        )
        for part in (share, 1 - share)
    ]
    place = next(n for n, one in enumerate(offer.lines) if one is line)
    lines = (*offer.lines[:place], *parts, *offer.lines[place + 1 :])
    split = total_cost(replace(offer, lines=lines), demand)
    assert ends(split) == pytest.approx(ends(total_cost(offer, demand)), rel=1e-9)


@settings(max_examples=100, deadline=None)
@given(seeds)
def test_splitting_a_line_by_months_changes_nothing(seed: int) -> None:
    random, demand, offer = made(seed)
    line = offer.lines[0]
    if (
        line.from_month
        or line.basis == "year"
        or line.free
        or line.measured in ("year", "contract")
    ):
        return
    cut = random.randint(1, 12)
    parts = (replace(line, to_month=cut), replace(line, from_month=cut + 1))
    split = total_cost(replace(offer, lines=(*parts, *offer.lines[1:])), demand)
    assert ends(split) == pytest.approx(ends(total_cost(offer, demand)), rel=1e-9)


def tiered(seed: int, mode: str) -> tuple[Random, Demand, Offer]:
    random = Random(seed)
    demand = replace(random_offers.demand(random), months=random.randint(1, 4))
    settings = random_offers.tiers(random, 1.0, "consultation")
    line = OfferLine(item="consultation", basis="consultation", **{**settings, "mode": mode})
    return random, demand, Offer(vendor="A", lines=(line,), is_tax_included=True)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_marginal_tiers_never_cost_less_for_more(seed: int) -> None:
    random, demand, offer = tiered(seed, "marginal")
    start = random.randint(1, 3000)
    costs = [brute_force.total(offer, demand, "high", a_day=n) for n in range(start, start + 60)]
    found = [ends(total_cost(offer, at_volume(demand, n)))[1] for n in range(start, start + 60)]
    assert found == pytest.approx(costs, rel=1e-9)
    assert all(b >= a * (1 - SLACK) for a, b in pairwise(found))


def at_volume(demand: Demand, a_day: float) -> Demand:
    consultations = Volume(per="day", amount=Spread(a_day))
    return replace(demand, linked=(), volumes={**demand.volumes, "consultations": consultations})


def test_whole_tiers_cost_less_beyond_a_bound_and_the_crossings_know_it() -> None:
    tiers = (Tier(2100, 1.71), Tier(3200, 1.57), Tier(None, 1.48))
    line = OfferLine(
        item="consultation", basis="consultation", tiers=tiers, mode="whole",
        measured="month_daily_average",
    )  # fmt: skip
    whole = Offer(vendor="whole", lines=(line,), is_tax_included=True)
    fee = OfferLine(item="base_month", basis="month", low=100_000.0)
    flat = Offer(vendor="flat", lines=(fee,), is_tax_included=True)
    demand = replace(
        made(0)[1], months=1, days=30, months_factor={}, volumes={}, linked=None, hours_per_day=None
    )
    at = {n: ends(total_cost(whole, at_volume(demand, n)))[1] for n in (2100, 2101)}
    assert at[2101] < at[2100]
    [found] = crossings([whole, flat], demand, numbers=range(1900, 2200))
    assert [(run.start, run.stop, run.cheaper) for run in found.runs] == [
        (1900, 1949, ("whole",)), (1950, 2100, ("flat",)), (2101, 2123, ("whole",)),
        (2124, 2199, ("flat",)),
    ]  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(seeds)
def test_low_ends_are_never_above_high_ends(seed: int) -> None:
    _, demand, offer = made(seed)
    low, high = ends(total_cost(offer, demand))
    assert low <= high * (1 + SLACK)


@settings(max_examples=100, deadline=None)
@given(seeds, st.sampled_from(["not_stated", "negotiable", "at_cost", "refused"]))
def test_stating_zero_never_costs_the_vendor_more_than_leaving_open(seed: int, state: str) -> None:
    _, demand, offer = made(seed)
    demand = replace(
        demand,
        assumptions={
            "training": Assumption(basis="person_once", high=800),
            "set_up": Assumption(basis="once", high=20_000),
        },
        assumptions_cap=0.25,
    )
    others = tuple(line for line in offer.lines if line.item != "training")
    row = OfferLine(item="training", basis="person_once", state=LineState(state))
    left_open = total_cost(replace(offer, lines=(*others, row)), demand)
    free = replace(row, state=LineState.INCLUDED)
    stated = total_cost(replace(offer, lines=(*others, free)), demand)
    assert ends(stated)[1] <= ends(left_open)[1] * (1 + SLACK)
    said = sum(one.gain for one in left_open.assumed if one.item == "training")
    gain = ends(left_open)[1] - ends(stated)[1]
    assert said == pytest.approx(gain, rel=1e-6, abs=1e-5)
