"""Formulas, paradoxes, frontier, deposits, cash and low offers beyond the worked examples."""

from __future__ import annotations

import datetime as dt
from random import Random

import pytest

from vendor_score.price import (
    CostQuality,
    Demand,
    Deposit,
    Settlement,
    deposit_effect,
    frontier,
    low_offers,
    score_prices,
)
from vendor_score.price.cash import cash_flow
from vendor_score.price.cost_quality import implied_price
from vendor_score.price.formulas import FORMULAS, PriceRule, drop_table, rounded_half_up
from vendor_score.price.paradoxes import add_bid, drop_each, lowest_price_flips, mean_flips


@pytest.mark.parametrize("formula", FORMULAS)
def test_every_formula_refuses_a_price_of_nothing(formula: str) -> None:
    for price in (0, -1, float("nan")):
        with pytest.raises(ValueError, match="0 or less"):
            score_prices([100, price], formula, quality=[50, 60])


def test_an_unknown_formula_is_named_with_those_that_are_known() -> None:
    with pytest.raises(ValueError, match="lowest_price"):
        score_prices([1, 2], "cheapest")


def test_indexes_need_quality() -> None:
    with pytest.raises(ValueError, match="quality"):
        score_prices([1, 2], "price_per_point")


def test_equal_prices_share_the_first_place() -> None:
    assert score_prices([5, 5, 7], "min_max").ranks == (1, 1, 3)
    assert score_prices([5, 5], "min_max").scores == (100, 100)


def test_rounding_is_half_up_on_the_digits_that_are_shown() -> None:
    shown = [rounded_half_up(x, 2) for x in (1.005, 2.5, 0.125, 99.995)]
    assert shown == ["1.01", "2.50", "0.13", "100.00"]


def test_dropped_bids_follow_the_number_of_bids() -> None:
    rule = PriceRule(formula="baseline_deviation", drop=drop_table({"6": [1, 0], ">=7": [1, 1]}))
    means = {
        count: score_prices(list(range(1, count + 1)), rule).figures["baseline"]
        for count in (5, 6, 7)
    }
    assert means == {5: 3, 6: 3, 7: 4}
    with pytest.raises(ValueError, match="number of bids"):
        drop_table({"many": [1, 1]})


def test_a_flip_price_is_where_the_order_turns() -> None:
    random = Random(5)
    rule = PriceRule(formula="lowest_price")
    met = 0
    for _ in range(200):
        prices = [random.uniform(50, 150) for _ in range(3)]
        quality = [random.uniform(40, 95) for _ in range(3)]
        weights = (0.6, 0.4)
        for flip in lowest_price_flips(prices, quality, rule, weights=weights):
            met += 1
            for third, is_ahead in ((flip.price * 0.99, True), (flip.price * 1.01, False)):
                after = add_bid(
                    prices, rule, third, quality=quality, its_quality=0, weights=weights
                )[1]
                totals = after.totals
                assert (totals[flip.gains] > totals[flip.loses]) is is_ahead
    assert met > 20


def test_a_dear_losing_bid_flips_the_mean_formula() -> None:
    rule = PriceRule(formula="mean")
    [flip] = mean_flips([100, 85], [80, 70], rule, weights=(0.5, 0.5))
    assert (flip.gains, flip.loses, flip.side) == (0, 1, "above")
    for third, first in ((flip.price * 1.001, 0), (flip.price * 0.999, 1)):
        after = add_bid([100, 85], rule, third, quality=[80, 70], its_quality=70,
                        weights=(0.5, 0.5))[1]  # fmt: skip
        assert after.first == (first,)


def test_leaving_out_a_bid_tells_whether_the_order_of_the_others_turns() -> None:
    prices, quality = [100_000, 84_000, 140_000], [0.9, 0.8, 0.95]
    rule = PriceRule(formula="utility_index")
    changed = [one.is_order_changed for one in drop_each(prices, rule, quality=quality,
                                                         weights=(0.6, 0.4))]  # fmt: skip
    assert changed == [False, False, True]
    assert drop_each(prices[:2], rule, quality=quality[:2]) == ()


def test_equal_vendors_both_stay_on_the_frontier() -> None:
    found = frontier([
        CostQuality(name="A", cost=100, quality=50), CostQuality(name="B", cost=100, quality=50),
        CostQuality(name="C", cost=120, quality=50),
    ])  # fmt: skip
    assert found.names == ("A", "B")
    assert found.dominated == {"C": ("A", "B")}
    assert found.incremental == (None,)


def test_sure_dominance_needs_the_whole_intervals() -> None:
    wide = CostQuality(name="A", cost=100, quality=60, cost_low=80, quality_high=60)
    dear = CostQuality(name="B", cost=150, quality=50, cost_low=90, quality_high=55)
    assert frontier([wide, dear]).dominated == {"B": ("A",)}
    assert frontier([wide, dear]).surely_dominated == {}
    narrow = CostQuality(name="B", cost=150, quality=50, cost_low=110, quality_high=55)
    assert frontier([wide, narrow]).surely_dominated == {"B": ("A",)}


def test_the_implied_price_follows_the_segment_of_the_first_two() -> None:
    anchors = [(900_000, 100), (1_200_000, 50), (1_500_000, 0)]
    assert implied_price(anchors, 0.3).per_point == pytest.approx(14_000)
    uneven = [(0, 100), (100, 50), (400, 0)]
    assert implied_price(uneven, 0.5, [200, 300]).per_point == pytest.approx(6)
    assert implied_price(uneven, 0.5, [50, 250]).per_point == pytest.approx(4)
    assert (implied_price(uneven, 0.5).low, implied_price(uneven, 0.5).high) == (2, 6)
    for weight in (0, 1):
        with pytest.raises(ValueError, match="between 0 and 1"):
            implied_price(anchors, weight)


def test_deposits_by_their_word() -> None:
    assert deposit_effect("押金", 50, 1000).findings == ("deposit-no-guarantee",)
    agreed = deposit_effect("押金", 50, 1000, is_nature_agreed=True)
    assert (agreed.is_guarantee, agreed.if_vendor_fails) == (True, 100)
    both = deposit_effect("定金(订金)", 50, 1000)
    assert "deposit-two-words" in both.findings
    assert deposit_effect("earnest money", 300, 1000).findings == ("deposit-over-cap",)
    with pytest.raises(ValueError, match="0 or more"):
        deposit_effect("定金", -1, 1000)


def test_paying_ahead_is_what_would_be_lost() -> None:
    need = Demand(start=dt.date(2027, 1, 1), months=3)
    ahead = Settlement(cycle="contract", when="advance")
    flow = cash_flow([3100, 2800, 3100], need, ahead, once=500,
                     deposit=Deposit(word="订金", amount=1000))  # fmt: skip
    assert flow.largest == 9500
    assert flow.peak_prepaid == pytest.approx(1000 + 9500 - 3600 / 31)
    assert flow.peak_day == dt.date(2027, 1, 1)
    assert flow.by_month == (("2027-01", 9500),)
    assert flow.credit_days < 0


def test_weeks_are_paid_on_their_sunday() -> None:
    need = Demand(start=dt.date(2027, 3, 1), months=1)  # a Monday
    flow = cash_flow([310], need, Settlement(cycle="week", when="arrears", days=2))
    assert [(one.day, round(one.amount, 6)) for one in flow.payments] == [
        (8, 70), (15, 70), (22, 70), (29, 70), (36, 30),
    ]  # fmt: skip


def test_low_offer_rules_say_when_they_cannot_test() -> None:
    for rule in ("others_20", "scotland", "cn_pilot", "uk_10", "spain"):
        assert not low_offers([100], rule).is_tested, rule
    assert not low_offers([100, 200], "cost_floor").is_tested
    assert low_offers([4000, 5000], "cost_floor", floor=4200).flagged == (0,)
    assert low_offers([70], "spain", budget=100).flagged == (0,)
    assert low_offers([79, 100], "spain").flagged == (0,)
    with pytest.raises(ValueError, match="rule must be one of"):
        low_offers([1, 2], "cheap")


def test_the_rules_give_the_thresholds_that_are_published_for_five_bids() -> None:
    bids = [80, 100, 105, 110, 150]
    assert low_offers(bids).thresholds[0] == pytest.approx(93)
    assert low_offers(bids, "spain").thresholds[0] == pytest.approx(88.875)
    assert low_offers(bids, "scotland").thresholds[0] == pytest.approx(83.9375)
    assert low_offers(bids, "cn_pilot").thresholds[0] == pytest.approx(54.5)
    assert low_offers(bids, "scotland", margin=(1000, 100_000)).flagged == ()
