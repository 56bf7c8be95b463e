"""Smallest changes of weights against a search over a grid of all weightings."""

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from vendor_score.robustness.acceptability import ScoreModel
from vendor_score.robustness.tipping import LEAD, smallest_changes, smallest_group_changes
from vendor_score.weights import WeightNode, leaf_shares

STEPS = 40


def model_of(points, tree) -> ScoreModel:
    shares = leaf_shares(tree)
    return ScoreModel(
        vendors=tuple(f"V{i}" for i in range(len(points))),
        criteria=tuple(shares),
        tree=tuple(tree),
        points=np.array(points, dtype=float),
        weights=np.array(list(shares.values())),
    )


def flat(points, weights) -> ScoreModel:
    leaves = [WeightNode(id=f"c{j}", weight=w) for j, w in enumerate(weights)]
    return model_of(points, leaves)


def grid(size):
    for cells in product(range(STEPS + 1), repeat=size - 1):
        if sum(cells) <= STEPS:
            yield np.array([*cells, STEPS - sum(cells)]) / STEPS


def lead(model, row, weights):
    scores = np.nan_to_num(model.scores(weights), nan=-1.0)
    return scores[row] - np.delete(scores, row).max()


def distance(model, weights):
    return np.abs(weights - model.weights).sum() / 2


def check(model, found, slack):
    leaders = model.first()
    for row, vendor in enumerate(model.vendors):
        if vendor in leaders or np.isnan(model.scores()[row]):
            assert vendor not in found
            continue
        reached = [distance(model, w) for w in grid(3) if lead(model, row, w) > 1e-4]
        change = found[vendor]
        if change is None:
            assert not reached
            continue
        weights = model.array(change.weights)
        assert weights.sum() == pytest.approx(1)
        assert (weights >= 0).all()
        assert lead(model, row, weights) == pytest.approx(LEAD, abs=2e-7)
        assert change.distance <= min(reached, default=2) + slack
        assert distance(model, weights) == pytest.approx(change.distance, abs=1e-5)


cells = st.sampled_from([0.0, 10.0, 35.0, 50.0, 65.0, 80.0, 100.0])
weights3 = st.lists(st.sampled_from([1.0, 2.0, 5.0]), min_size=3, max_size=3)
rows = st.lists(st.lists(cells, min_size=3, max_size=3), min_size=2, max_size=4)


@settings(deadline=None, max_examples=25)
@given(rows, weights3)
def test_no_weighting_on_a_grid_is_nearer_and_the_changed_weights_lead(points, weights):
    model = flat(points, weights)
    found = smallest_changes(model)
    assert all(change.exact for change in found.values() if change)
    # Identical rows count as one vendor, so the lead is measured against the others only.
    assume(len({tuple(row) for row in points}) == len(points))
    check(model, found, 1e-6)


@settings(deadline=None, max_examples=10)
@given(rows, weights3, st.integers(0, 2))
def test_with_excluded_answers_a_local_search_comes_close(points, weights, hole):
    points = [list(row) for row in points]
    points[-1][hole] = math.nan
    assume(len({tuple(row[:hole] + row[hole + 1 :]) for row in points}) == len(points))
    model = flat(points, weights)
    found = smallest_changes(model)
    assert all(not change.exact for change in found.values() if change)
    for row, vendor in enumerate(model.vendors):
        change = found.get(vendor)
        reached = [distance(model, w) for w in grid(3) if lead(model, row, w) > 1e-4]
        if change is not None:
            assert lead(model, row, model.array(change.weights)) >= LEAD * 0.99
            assert change.distance <= min(reached, default=2) + 0.02


@settings(deadline=None, max_examples=15)
@given(rows, weights3, st.integers(0, 2))
def test_what_is_excluded_for_all_leaves_the_programme_exact(points, weights, hole):
    points = [[math.nan if j == hole else p for j, p in enumerate(row)] for row in points]
    assume(len({tuple(row[:hole] + row[hole + 1 :]) for row in points}) == len(points))
    model = flat(points, weights)
    found = smallest_changes(model)
    assert all(change.exact for change in found.values() if change)
    check(model, found, 1e-6)


def test_shares_that_stay_are_left_at_their_digits():
    nan = math.nan
    model = flat([[90, 60, 50, nan], [30, 75, 50, nan]], [3, 2, 1, 4])
    change = smallest_changes(model)["V1"]
    assert change.exact
    # 60 points at c0 against 15 at c1: every other share keeps exactly its value
    assert [change.weights[id] for id in ("c2", "c3")] == [0.1, 0.4]


def test_a_dominated_vendor_cannot_be_put_first():
    assert smallest_changes(flat([[90, 80], [90, 70], [10, 75]], [1, 1])) == {
        "V1": None,
        "V2": None,
    }


def test_two_criteria_have_one_answer():
    # 80 w + 20 (1 - w) = 40 w + 70 (1 - w) at w = 50/90
    change = smallest_changes(flat([[80, 20], [40, 70]], [3, 1]))["V1"]
    assert change.distance == pytest.approx(0.75 - 50 / 90)
    assert change.weights["c0"] == pytest.approx(50 / 90, abs=1e-6)


def test_among_equal_sums_the_largest_change_is_the_smallest_then_file_order():
    # Every share moved from c0 or c1 to c2 or c3 gains 80 points: only the split is open.
    model = flat([[90, 90, 10, 10], [50, 50, 50, 50]], [4, 4, 1, 1])
    change = smallest_changes(model)["V1"]
    moved = np.abs(model.array(change.weights) - model.weights)
    assert moved == pytest.approx(np.full(4, moved.sum() / 4), abs=1e-6)
    # Here the gain of c2 is the largest change in any case, and c0 comes before c1.
    change = smallest_changes(flat([[50, 50, 60], [40, 40, 90]], [2, 2, 1]))["V1"]
    assert [change.weights[id] for id in ("c0", "c1", "c2")] == pytest.approx(
        [0.35, 0.4, 0.25], abs=1e-6
    )


def test_a_weight_of_zero_stays_zero():
    change = smallest_changes(flat([[80, 20, 0], [40, 70, 100]], [3, 1, 0]))["V1"]
    assert "c2" not in change.weights
    assert sum(change.weights.values()) == pytest.approx(1)


def test_groups_keep_their_proportions_inside():
    tree = (
        WeightNode(
            id="g", weight=3, children=(WeightNode(id="a", weight=2), WeightNode(id="b", weight=1))
        ),
        WeightNode(id="h", weight=1),
    )
    model = model_of([[90, 60, 10], [30, 30, 70]], tree)
    change = smallest_group_changes(model)["V1"]
    assert set(change.weights) == {"g", "h"}
    # group g is worth 80 to V0 and 30 to V1: 80 g + 10 (1 - g) = 30 g + 70 (1 - g)
    assert change.weights["g"] == pytest.approx(60 / 110, abs=1e-6)
    assert change.distance == pytest.approx(0.75 - 60 / 110)


def test_vendors_with_the_same_row_count_as_one():
    found = smallest_changes(flat([[80, 20], [40, 70], [40, 70]], [3, 1]))
    assert found["V1"].distance == pytest.approx(found["V2"].distance)
    assert found["V1"].distance == pytest.approx(0.75 - 50 / 90)
