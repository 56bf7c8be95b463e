"""Tipping points against brute force: a hair beyond an end the first place changes, inside not."""

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from vendor_score.errors import WeightError
from vendor_score.robustness.acceptability import ScoreModel
from vendor_score.robustness.tipping import tipping_points
from vendor_score.weights import WeightNode, change_shares, leaf_shares

# Triantaphyllou & Sanchez (1997), Decision Sciences 28(1), example 1 as recomputed from unrounded
# scores: absolute changes of one weight (before renormalising) that reverse a pair of vendors.
TS_POINTS = [
    [0.3088, 0.2897, 0.3867, 0.1922],
    [0.2163, 0.3458, 0.1755, 0.6288],
    [0.4509, 0.2473, 0.1194, 0.0575],
    [0.0240, 0.1172, 0.3184, 0.1215],
]
TS_WEIGHTS = [0.3277, 0.3058, 0.2876, 0.0790]
TS_FIRST_CHANGES = {  # pairs with the leader: criterion -> absolute change, None where impossible
    (0, 1): [None, -0.702435, 0.186584, -0.090258],
    (0, 2): [-0.379427, None, 0.201708, None],
}


def flat(points, weights) -> ScoreModel:
    ids = tuple(f"c{j}" for j in range(len(weights)))
    tree = tuple(WeightNode(id=i, weight=w) for i, w in zip(ids, weights, strict=True))
    return ScoreModel(
        vendors=tuple(f"A{i + 1}" for i in range(len(points))),
        criteria=ids,
        tree=tree,
        points=np.array(points, dtype=float),
        weights=np.array([leaf_shares(tree)[i] for i in ids]),
    )


def test_the_published_changes_are_where_the_leader_is_overtaken():
    model = flat(TS_POINTS, TS_WEIGHTS)
    found = {point.id: point for point in tipping_points(model)}
    total = sum(TS_WEIGHTS)
    ends = {}
    for (_, rival), changes in TS_FIRST_CHANGES.items():
        for j, change in enumerate(changes):
            if change is None or TS_WEIGHTS[j] < change:
                continue
            new = TS_WEIGHTS[j] - change
            ends.setdefault(j, {})[new / (total - change)] = f"A{rival + 1}"
    for j, reached in ends.items():
        share = TS_WEIGHTS[j] / total
        point = found[f"c{j}"]
        below = max((x for x in reached if x < share), default=0.0)
        above = min((x for x in reached if share < x < 1), default=1.0)
        assert point.low == pytest.approx(below, abs=2e-6)
        assert point.high == pytest.approx(above, abs=2e-6)
        assert point.below == ((reached[below],) if below else ())
        assert point.above == ((reached[above],) if above < 1 else ())
    c3 = found["c2"]  # only less of the third criterion lets A2 overtake: 0.1242 of the whole
    assert (round(c3.low, 4), c3.below) == (0.1242, ("A2",))


def test_a_dominated_vendor_never_tips_and_intervals_end_at_0_and_1():
    model = flat([[90, 80, 70], [60, 50, 40], [10, 20, 30]], [1, 2, 0])
    for point in tipping_points(model):
        assert (point.low, point.high, point.below, point.above) == (0.0, 1.0, (), ())


def test_vendors_tied_for_first_with_different_rows_stay_tied_nowhere_else():
    model = flat([[100, 0], [0, 100], [10, 10]], [1, 1])
    first, second = tipping_points(model)
    assert (first.low, first.high) == (0.5, 0.5)
    assert (first.below, first.above) == (("A2",), ("A1",))
    assert (second.below, second.above) == (("A1",), ("A2",))
    assert (first.order_low, first.order_high) == (0.5, 0.5)


def test_identical_rows_are_first_together_and_move_as_one():
    model = flat([[80, 20], [80, 20], [20, 70]], [1, 1])
    first, _ = tipping_points(model)
    assert first.low == pytest.approx(50 / 110)
    assert (first.below, first.high, first.above) == (("A3",), 1.0, ())


def test_a_criterion_at_zero_weight_says_how_much_would_tip():
    model = flat([[80, 0], [60, 100]], [1, 0])
    _, second = tipping_points(model)
    assert (second.weight, second.low, second.below) == (0.0, 0.0, ())
    assert second.high == pytest.approx(20 / 120)
    assert second.above == ("A2",)


def test_a_node_that_holds_everything_cannot_move():
    model = flat([[80, 0], [60, 100]], [1, 0])
    first, _ = tipping_points(model)
    assert (first.low, first.high, first.below, first.above) == (1.0, 1.0, (), ())


def test_a_group_at_zero_grows_in_the_proportions_entered_inside():
    tree = (
        WeightNode(id="a", weight=1),
        WeightNode(
            id="g",
            weight=0,
            children=(WeightNode(id="g1", weight=3), WeightNode(id="g2", weight=1)),
        ),
    )
    model = ScoreModel(
        vendors=("A", "B"),
        criteria=("a", "g1", "g2"),
        tree=tree,
        points=np.array([[80.0, 0, 0], [60, 100, 0]]),
        weights=np.array([1.0, 0, 0]),
    )
    group = next(point for point in tipping_points(model) if point.id == "g")
    assert group.high == pytest.approx(20 / (20 + 75))


def test_a_vendor_with_nothing_to_score_enters_at_the_first_step():
    nan = math.nan
    model = flat([[80, 50], [nan, 90]], [1, 0])
    _, second = tipping_points(model)
    assert model.first() == ("A1",)
    assert (second.high, second.above, second.order_high) == (0.0, ("A2",), 0.0)


entered = st.sampled_from([0.0, 0.5, 1.0, 2.0, 3.0, 7.0])
point_values = st.sampled_from([0.0, 10.0, 25.0, 40.0, 50.0, 62.5, 80.0, 95.0, 100.0])


@st.composite
def trees(draw) -> tuple[WeightNode, ...]:
    counter = iter(range(100))

    def node(depth: int) -> WeightNode:
        own = f"n{next(counter)}"
        size = draw(st.integers(0, 3)) if depth < 2 else 0
        children = tuple(node(depth + 1) for _ in range(size)) if size > 1 else ()
        return WeightNode(id=own, weight=draw(entered), children=children)

    return tuple(node(0) for _ in range(draw(st.integers(1, 4))))


@st.composite
def models(draw, *, excluded: bool) -> ScoreModel:
    tree = draw(trees())
    try:
        shares = leaf_shares(tree)
    except WeightError:
        assume(False)
    size = draw(st.integers(1, 5))
    cell = st.one_of(point_values, st.just(math.nan)) if excluded else point_values
    rows = [[draw(cell) for _ in shares] for _ in range(size)]
    return ScoreModel(
        vendors=tuple(f"V{i}" for i in range(size)),
        criteria=tuple(shares),
        tree=tree,
        points=np.array(rows),
        weights=np.array(list(shares.values())),
    )


def first_at(model: ScoreModel, node: str, share: float) -> tuple[str, ...]:
    return model.first(model.array(change_shares(model.tree, model.leaf_shares, {node: share})))


def order_at(model: ScoreModel, node: str, share: float) -> dict[str, int]:
    return model.ranks(model.array(change_shares(model.tree, model.leaf_shares, {node: share})))


def order_stuck(point) -> bool:
    return point.order_low == point.order_high and point.weight in (0.0, 1.0)


def check_every_end(model: ScoreModel) -> None:
    hair = 1e-6
    for point in tipping_points(model):
        x = point.weight
        assert 0 <= point.low <= point.order_low + 1e-12
        assert point.order_low <= x + 1e-12
        assert x - 1e-12 <= point.order_high <= point.high + 1e-12
        if point.low == point.high == x and not point.below + point.above and order_stuck(point):
            continue  # a node that cannot move
        first, order = model.first(), model.ranks()
        for end, named, way in ((point.low, point.below, -1), (point.high, point.above, 1)):
            inside = end - way * hair
            if (x - inside) * way < 0:
                assert first_at(model, point.id, inside) == first
            beyond = end + way * hair
            if named:
                assert first_at(model, point.id, beyond) == named
                assert named != first
            else:
                assert end == (0.0 if way < 0 else 1.0)
        for end, way in ((point.order_low, -1), (point.order_high, 1)):
            inside = end - way * hair
            if (x - inside) * way < 0:
                assert order_at(model, point.id, inside) == order
            if 0 < end < 1 or (end == x and 0 <= end + way * hair <= 1):
                assert order_at(model, point.id, end + way * hair) != order


@settings(deadline=None, max_examples=150)
@given(models(excluded=False))
def test_a_hair_beyond_an_end_changes_the_first_place_and_a_hair_inside_does_not(model):
    check_every_end(model)


@settings(deadline=None, max_examples=150)
@given(models(excluded=True))
def test_the_same_holds_where_answers_are_excluded(model):
    assume(not np.isnan(model.scores()).all())
    check_every_end(model)
