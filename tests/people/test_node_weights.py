"""Weights of siblings from swings, points and rank orders."""

from __future__ import annotations

from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_score.people import (
    combine_nodes,
    point_weights,
    rank_weights,
    swing_weights,
    weigh_node,
)
from vendor_score.weights import WeightNode

RULES = ("roc", "rank_sum", "rank_reciprocal")


@given(st.lists(st.integers(0, 100), min_size=1, max_size=8).filter(any), st.integers(1, 9))
def test_weights_do_not_depend_on_the_scale_of_swings(swings: list[int], factor: int) -> None:
    weights = swing_weights(swings)
    assert weights.sum() == pytest.approx(1)
    assert np.allclose(weights, swing_weights([factor * s for s in swings]))
    assert np.allclose(weights, point_weights(swings))


@pytest.mark.parametrize("rule", RULES)
@given(ranks=st.lists(st.integers(1, 4), min_size=1, max_size=6))
def test_tied_ranks_are_the_mean_over_the_orders_they_allow(rule: str, ranks: list[int]) -> None:
    strict = rank_weights(range(1, len(ranks) + 1), rule)
    allowed = [
        [strict[order.index(i)] for i in range(len(ranks))]
        for order in permutations(range(len(ranks)))
        if all(ranks[a] <= ranks[b] for a, b in pairwise(order))
    ]
    assert np.allclose(rank_weights(ranks, rule), np.mean(allowed, axis=0))


def test_ranks_are_read_as_an_order_only() -> None:
    assert np.allclose(rank_weights([1, 2, 2, 4]), rank_weights([1, 2, 2, 3]))
    assert np.allclose(rank_weights([10, 0, 5]), rank_weights([3, 1, 2]))


def test_roc_is_the_centroid_of_the_order() -> None:
    draws = np.sort(np.random.default_rng(3).dirichlet(np.ones(5), 200_000), axis=1)[:, ::-1]
    assert np.allclose(rank_weights([1, 2, 3, 4, 5]), draws.mean(axis=0), atol=1e-3)


def test_what_is_not_stated_is_no_zero() -> None:
    found = weigh_node("swing", [100, None, 50])
    assert found.weights is None
    assert found.notes == ("incomplete",)
    assert weigh_node("swing", [100, 0, 50]).weights == pytest.approx((2 / 3, 0, 1 / 3))
    assert weigh_node("points", []).weights is None


def test_a_largest_swing_and_a_sum_that_are_not_100_are_named() -> None:
    found = weigh_node("swing", [80, 40])
    assert (found.notes, found.figure, found.weights) == (("largest",), 80, (2 / 3, 1 / 3))
    assert weigh_node("points", [60, 45]).notes == ("sum",)
    assert weigh_node("points", [60, 45]).figure == 105
    assert weigh_node("points", [33.3, 33.3, 33.3]).notes == ()
    assert weigh_node("points", [0, 0]).notes == ("all_zero",)


@pytest.mark.parametrize("number", [-1, float("nan"), float("inf")])
def test_no_number_of_zero_or_more_is_refused(number: float) -> None:
    for method in ("swing", "points", "rank"):
        with pytest.raises(ValueError, match="no number of 0 or more"):
            weigh_node(method, [1, number])
    with pytest.raises(ValueError, match="above 0"):
        swing_weights([0, 0])
    with pytest.raises(ValueError, match="at least one"):
        rank_weights([])


def test_a_node_that_nobody_judged_keeps_the_weights_of_the_file() -> None:
    inner = (WeightNode(id="x", weight=3), WeightNode(id="y", weight=1))
    tree = (WeightNode(id="a", weight=1), WeightNode(id="b", weight=1, children=inner))
    assert combine_nodes(tree, []) == pytest.approx({"a": 0.5, "x": 0.375, "y": 0.125})
    found = combine_nodes(tree, [{"a": 0.2, "b": 0.8}])
    assert found == pytest.approx({"a": 0.2, "x": 0.6, "y": 0.2})
