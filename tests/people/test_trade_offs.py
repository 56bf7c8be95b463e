"""Trade-offs in the units of the answers."""

from __future__ import annotations

import numpy as np
import pytest

from vendor_score.kinds.value_functions import Anchors
from vendor_score.people import Step, TradeOff, fit_trade_offs, implied_trade_off, trade_off_ratio
from vendor_score.people.trade_offs import disagreement

VALUES = {
    "conversion": Anchors(((10, 0), (30, 100))),
    "response": Anchors(((10, 100), (30, 50), (60, 0))),
    "humped": Anchors(((0, 0), (5, 100), (10, 0))),
    "seats": {"dedicated": 100, "mixed": 60, "shared": 20},
}
WEIGHTS = {"conversion": 0.4, "response": 0.3, "humped": 0.2, "seats": 0.1}


@pytest.mark.parametrize("at", [12, 25, 30, 41, 58])
@pytest.mark.parametrize("way", ["same", "opposite"])
def test_an_implied_trade_off_is_that_of_a_fine_grid(at: float, way: str) -> None:
    step = Step("conversion", 20, 22)
    found = implied_trade_off(VALUES, WEIGHTS, step, "response", at, way=way)
    needed = 0.4 * 10 / 0.3
    assert found.points_needed == pytest.approx(needed)
    aim = VALUES["response"].points_at(at) + (needed if way == "same" else -needed)
    if not 0 <= aim <= 100:
        assert found.new_level is None
        assert found.exceeds_scale
        return
    grid = np.arange(10, 60, 0.001)
    nearest = grid[np.abs(VALUES["response"].points_of(grid) - aim).argmin()]
    assert found.new_level == pytest.approx(nearest, abs=2e-3)
    assert found.change == pytest.approx(found.new_level - at)


def test_a_step_that_takes_the_whole_scale_still_fits_it() -> None:
    even = {"a": VALUES["conversion"], "b": Anchors(((0, 0), (0.3, 100)))}
    found = implied_trade_off(even, {"a": 0.1, "b": 0.1}, Step("a", 10, 30), "b", 0)
    assert found.new_level == pytest.approx(0.3)


def test_the_nearest_of_two_levels_counts_where_the_scale_rises_and_falls() -> None:
    found = implied_trade_off(VALUES, WEIGHTS, Step("response", 40, 30), "humped", 9)
    assert found.new_level == pytest.approx(9 - 0.3 * (50 / 3) / 0.2 / 20)


def test_a_criterion_without_weight_is_worth_nothing_to_name() -> None:
    found = implied_trade_off(
        VALUES, {**WEIGHTS, "response": 0}, Step("conversion", 20, 25), "response", 30
    )
    assert (found.points_needed, found.new_level, found.exceeds_scale) == (None, None, False)


def test_options_can_be_steps_but_not_the_scale_to_pay_on() -> None:
    step = Step("seats", "mixed", "dedicated")
    assert trade_off_ratio(VALUES, TradeOff(step, Step("response", 30, 60))) == pytest.approx(1.25)
    found = implied_trade_off(VALUES, WEIGHTS, step, "response", 30)
    assert found.points_needed == pytest.approx(0.1 * 40 / 0.3)
    with pytest.raises(TypeError, match="no numbers"):
        implied_trade_off(VALUES, WEIGHTS, Step("conversion", 20, 25), "seats", 0)


def test_a_step_between_whose_ends_no_points_lie_says_nothing() -> None:
    flat = TradeOff(Step("conversion", 35, 40), Step("response", 20, 30))
    usable = TradeOff(Step("conversion", 10, 20), Step("response", 10, 30))
    assert trade_off_ratio(VALUES, flat) is None
    found = fit_trade_offs(VALUES, [flat, usable], ["conversion", "response"])
    assert found.unusable == (0,)
    assert found.weights == pytest.approx({"conversion": 0.5, "response": 0.5})


def test_statements_that_leave_a_criterion_out_give_no_weights() -> None:
    usable = TradeOff(Step("conversion", 10, 20), Step("response", 10, 30))
    assert fit_trade_offs(VALUES, [usable]).weights is None


def test_a_statement_made_from_weights_agrees_with_them() -> None:
    # 25 points of conversion at 0.4 are worth 33.3 points of response at 0.3
    agreed = TradeOff(Step("conversion", 20, 25), Step("response", 10 + 40 / 3, 10))
    assert disagreement(VALUES, agreed, WEIGHTS) == pytest.approx(1)
    doubled = TradeOff(Step("conversion", 20, 25), Step("response", 10, 30))
    assert disagreement(VALUES, doubled, WEIGHTS) == pytest.approx(1.5)
    assert disagreement(VALUES, doubled, {**WEIGHTS, "response": 0}) is None
