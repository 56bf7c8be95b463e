"""What an offer leaves open: assumptions by item and state, their limit, prices open to above."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from vendor_score.price import (
    Assumption,
    Covers,
    Demand,
    LineState,
    Offer,
    OfferLine,
    OwnCost,
    Peak,
    SeatNeed,
    Spread,
    Tier,
    Trial,
    Volume,
    total_cost,
)
from vendor_score.price.assumptions import USUAL_ASSUMPTIONS

SEAT = OfferLine(item="seat", basis="seat/month", low=3000)
EACH = OfferLine(item="consultation", basis="consultation", low=1)
TRAINING = Assumption(basis="person_once", high=800)


def need(**changes: object) -> Demand:
    return replace(
        Demand(
            start=dt.date(2027, 1, 1),
            months=12,
            days=30,
            volumes={"consultations": Volume(per="day", amount=Spread(600))},
            seats=SeatNeed(per_seat_day=Spread(120)),
        ),
        **changes,
    )


def offer(*lines: OfferLine, **more: object) -> Offer:
    return Offer(vendor="A", lines=lines, is_tax_included=True, **more)


def high(found: object) -> float:
    assert found.total is not None, found.findings
    return found.total.high


def test_an_item_that_the_offer_does_not_name_is_assumed() -> None:
    found = total_cost(offer(SEAT), need(assumptions={"training": TRAINING}))
    assert (found.total.low, found.total.high) == (180_000, 184_000)
    [assumed] = found.assumed
    assert (assumed.item, assumed.why, assumed.high, assumed.gain) == (
        "training", "not_stated", 4000, 4000,
    )  # fmt: skip


@pytest.mark.parametrize("state", ["priced", "included", "not_applicable"])
def test_an_item_that_is_settled_is_not_assumed(state: str) -> None:
    row = OfferLine(item="training", basis="person_once", state=LineState(state), low=0)
    found = total_cost(offer(SEAT, row), need(assumptions={"training": TRAINING}))
    assert found.assumed == ()
    assert high(found) == 180_000


@pytest.mark.parametrize("state", ["not_stated", "negotiable", "at_cost", "refused"])
def test_an_open_state_says_why(state: str) -> None:
    row = OfferLine(item="training", basis="person_once", state=LineState(state))
    found = total_cost(offer(SEAT, row), need(assumptions={"training": TRAINING}))
    assert [one.why for one in found.assumed] == [state]


def test_assumptions_stay_within_their_limit_in_proportion() -> None:
    demand = need(
        assumptions={
            "set_up": Assumption(basis="once", high=60_000),
            "training": Assumption(basis="person_once", high=6000),
        },
        assumptions_cap=0.25,
    )
    found = total_cost(offer(SEAT), demand)
    assert high(found) == pytest.approx(180_000 * 1.25)
    assert [one.high for one in found.assumed] == pytest.approx([30_000, 15_000])
    assert found.cap_factor == pytest.approx(0.5)
    assert "assumptions-capped" in found.flags


def test_a_blank_row_of_another_model_is_not_open() -> None:
    blank = OfferLine(item="commission", basis="pct_sales", state=LineState.NOT_STATED)
    found = total_cost(offer(SEAT, blank), need())
    assert high(found) == 180_000
    assert found.flags == ()


def test_a_negotiable_row_without_an_assumption_is_a_finding() -> None:
    row = OfferLine(item="visits", basis="once", state=LineState.NEGOTIABLE)
    assert "open-item" in total_cost(offer(SEAT, row), need()).flags


def test_a_price_from_x_is_open_to_above_unless_something_is_assumed() -> None:
    training = OfferLine(item="training", basis="person_once", low=500, is_open_above=True)
    found = total_cost(offer(SEAT, training), need())
    assert found.total is None
    assert found.flags == ("open-to-above",)
    bounded = total_cost(offer(SEAT, training), need(assumptions={"training": TRAINING}))
    assert (bounded.total.low, bounded.total.high) == (182_500, 184_000)


def test_volumes_beyond_the_last_tier_have_no_total() -> None:
    line = OfferLine(item="consultation", basis="consultation", tiers=(Tier(10_000, 1.0),))
    assert total_cost(offer(line), need()).flags[0] == "beyond-last-tier"
    wide = replace(line, tiers=(Tier(20_000, 1.0),))
    assert high(total_cost(offer(wide), need())) == 12 * 18_000


def test_usual_assumptions_follow_the_prices_of_the_offer() -> None:
    volumes = {"holiday_seat_days": 5, "night_hours": 100, "overtime_hours": 10}
    demand = need(assumptions=dict(USUAL_ASSUMPTIONS))
    demand = replace(demand, volumes={
        **demand.volumes,
        **{name: Volume(per="month", amount=Spread(v)) for name, v in volumes.items()},
    })  # fmt: skip
    found = total_cost(offer(SEAT), demand)
    assert {one.item: round(one.high, 2) for one in found.assumed} == {
        "set_up": 20_000,
        "management": 18_000,
        "system": 12 * 5 * 200,
        "training": 4_000,
        "holiday": 12 * 5 * 2 * 3000 / 30,
        "night": round(12 * 100 * 0.3 * 3000 / 166.64, 2),
        "overtime": 12 * 10 * 50,
    }
    by_volume = total_cost(offer(EACH), demand)
    worth = {one.item: one.high for one in by_volume.assumed}
    assert worth["system"] == pytest.approx(0.04 * 216_000)
    assert worth["night"] == 12 * 100 * 15


def test_a_volume_that_is_needed_and_not_given_is_asked_for() -> None:
    night = Assumption(basis="hour", high=15)
    found = total_cost(offer(SEAT), need(assumptions={"night": night}))
    assert found.asked == ("night_hours",)
    [finding] = found.findings
    assert (finding.code, finding.found, finding.vendor) == (
        "volume-not-given",
        "night_hours",
        None,
    )


def test_promotion_staff_serves_the_extra_volume_on_peak_days() -> None:
    demand = need(
        months_factor={6: 1.5},
        peak=Peak(by="promotion_staff", days={6: 6}),
        assumptions={"promotion": Assumption(basis="seat_day", high=400)},
    )
    found = total_cost(offer(SEAT), demand)
    assert set(found.seats) == {5}
    # 600 x 30 x 0.5 = 9,000 more, 1,500 a peak day, 12.5 seats: 13 on each of 6 days
    assert found.assumed[0].high == 13 * 6 * 400
    assert total_cost(offer(EACH), demand).assumed == ()
    assert total_cost(offer(SEAT), replace(demand, peak=Peak(by="queue"))).assumed == ()
    assert max(total_cost(offer(SEAT), replace(demand, peak=Peak(by="seats"))).seats) == 8


def test_a_seat_that_may_be_a_post_or_a_person_is_counted_as_both() -> None:
    demand = need(hours_per_day=8)
    found = total_cost(offer(SEAT), demand)
    # 5 posts x 8 h x 30 days = 1,200 h: 6 persons of 208 h, 8 of 166.64
    assert (found.total.low, found.total.high) == (5 * 36_000, 8 * 36_000)
    assert "unit-not-stated" in found.flags
    person = replace(SEAT, covers=Covers(of="person", hours_per_day=8, days_per_month=26))
    assert high(total_cost(offer(person), demand)) == 6 * 36_000
    post = replace(SEAT, covers=Covers(of="post"))
    assert high(total_cost(offer(post), demand)) == 5 * 36_000
    assert high(total_cost(offer(SEAT), demand, unit_of="post")) == 5 * 36_000


def test_own_costs_are_in_the_total_and_apart() -> None:
    costs = (
        OwnCost(item="supervision", basis="month", price=Spread(1000)),
        OwnCost(item="switching", basis="once", price=Spread(5000), vendor="B"),
    )
    found = total_cost(offer(SEAT), need(own_costs=costs))
    assert high(found) == 192_000
    assert found.own_costs.high == 12_000
    assert found.stated.high == 180_000


def test_a_free_trial_halves_the_first_month_but_no_fee_that_is_due_once() -> None:
    once = OfferLine(item="set_up", basis="once", low=700)
    found = total_cost(offer(SEAT, once, trial=Trial(days=15.5, share=0)), need())
    assert high(found) == pytest.approx(180_000 - 15_000 / 2 + 700)


def test_scenarios_move_the_volume_and_not_the_interval() -> None:
    demand = need(volumes={"consultations": Volume(per="day", amount=Spread(600, 500, 900))})
    costs = [high(total_cost(offer(EACH), demand, scenario=s)) for s in ("low", "base", "high")]
    assert costs == [180_000, 216_000, 324_000]
    seats = replace(demand, seats=SeatNeed(per_seat_day=Spread(120, 100, 150)))
    by_seat = [high(total_cost(offer(SEAT), seats, per_seat=s)) for s in ("low", "base", "high")]
    assert by_seat == [6 * 36_000, 5 * 36_000, 4 * 36_000]


def test_a_start_that_is_no_first_of_a_month_is_refused() -> None:
    with pytest.raises(ValueError, match="first of a month"):
        Demand(start=dt.date(2027, 1, 2), months=1)
    with pytest.raises(ValueError, match="1 or more"):
        Demand(start=dt.date(2027, 1, 1), months=0)
