"""Limits on weights: read from sentences, proved by linear programmes, sampled."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from vendor_score.errors import WeightError
from vendor_score.people import (
    can_be_first,
    dominance,
    draw_within_limits,
    limits_of_arrays,
    limits_of_tree,
    rank_weights,
    read_limit,
    smallest_contradiction,
    weight_ranges,
)
from vendor_score.people.limit_sampling import draw_in_polytope
from vendor_score.weights import WeightNode

NAMES = {id: id for id in ("a", "b", "c", "x", "y")} | {"转化率": "a", "响应": "b"}
INNER = (WeightNode(id="x", weight=1), WeightNode(id="y", weight=1))
TREE = (
    WeightNode(id="a", weight=1),
    WeightNode(id="b", weight=1, children=INNER),
    WeightNode(id="c", weight=1),
)
LEAVES = ("a", "x", "y", "c")


def limits(*sentences: str):
    return [read_limit(text, NAMES) for text in sentences]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a >= b", [({"b": 1, "a": -1}, 0)]),
        ("a≥b", [({"b": 1, "a": -1}, 0)]),
        ("a <= b", [({"a": 1, "b": -1}, 0)]),
        ("转化率 >= 1.5 × 响应", [({"b": 1.5, "a": -1}, 0)]),
        ("a >= 150% * b", [({"b": 1.5, "a": -1}, 0)]),
        ("a == b", [({"b": 1, "a": -1}, 0), ({"a": 1, "b": -1}, 0)]),
        ("a in [15%, 30%]", [({"a": -1}, -0.15), ({"a": 1}, 0.3)]),
        ("转化率 在 [0.15，0.30]", [({"a": -1}, -0.15), ({"a": 1}, 0.3)]),
        ("x in [50%, 80%] of b", [({"x": -1, "b": 0.5}, 0), ({"x": 1, "b": -0.8}, 0)]),
        ("a <= 30%", [({"a": 1}, 0.3)]),
        ("25% <= a", [({"a": -1}, -0.25)]),
    ],
)
def test_sentences_become_rows(text: str, rows: list) -> None:
    found = read_limit(text, NAMES).rows
    assert [(dict(f), pytest.approx(b)) for f, b in rows] == [(dict(f), b) for f, b in found]


@pytest.mark.parametrize(
    "text",
    ["", "a", "a >= ", "a b >= c", "a >= q", "a in [30%, 15%]", "a in [10%, 130%]", "10% <= 20%",
     "a >= b >= c", "a in 15%", "a in [x, y]"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_words(text: str) -> None:
    with pytest.raises(WeightError) as refused:
        read_limit(text, NAMES)
    assert text in refused.value.message("en")
    assert text in refused.value.message("zh")


def corners(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Every corner of the polytope, by trying every set of binding rows."""
    count = a.shape[1]
    rows, bounds = np.vstack([a, -np.eye(count)]), np.append(b, np.zeros(count))
    found = []
    for binding in combinations(range(len(rows)), count - 1):
        system = np.vstack([rows[list(binding)], np.ones(count)])
        if abs(np.linalg.det(system)) > 1e-9:
            point = np.linalg.solve(system, np.append(bounds[list(binding)], 1))
            if (rows @ point <= bounds + 1e-9).all():
                found.append(point)
    return np.array(found)


@pytest.mark.parametrize("seed", range(12))
def test_ranges_dominance_and_first_places_are_those_of_the_corners(seed: int) -> None:
    rng = np.random.default_rng(seed)
    a = rng.integers(-2, 3, (3, 4)).astype(float)
    b = a @ rng.dirichlet(np.ones(4)) + rng.random(3) * 0.1  # holds a weighting at least
    points = rng.integers(0, 11, (5, 4)) * 10.0
    found, at = limits_of_arrays(a, b, 4), corners(a, b)
    assert np.allclose(
        weight_ranges(found), np.column_stack([at.min(axis=0), at.max(axis=0)]), atol=1e-7
    )
    gaps = (points[:, None] - points[None]) @ at.T
    expected = (gaps.min(axis=2) >= -1e-9) & (gaps.max(axis=2) > 1e-9)
    assert (dominance(points, found) == expected).all()
    inside = rng.dirichlet(np.ones(len(at)), 4_000) @ at
    seen = (points @ inside.T).argmax(axis=0)
    first = can_be_first(points, found)
    assert all(first[i] for i in set(seen))


def test_an_excluded_answer_leaves_nothing_to_prove() -> None:
    points = np.array([[90.0, np.nan], [10.0, 20.0]])
    assert dominance(points, limits_of_arrays([], [], 2)) is None
    assert can_be_first(points, limits_of_arrays([], [], 2)) is None


def test_the_smallest_set_of_sentences_that_contradict_is_named() -> None:
    said = limits("c >= 10%", "a >= 2 * b", "a <= 20%", "b in [30%, 40%]")
    found = limits_of_tree(said, TREE, LEAVES)
    assert smallest_contradiction(found) == (1, 2, 3)
    assert smallest_contradiction(limits_of_tree(said[:3], TREE, LEAVES)) == ()
    assert weight_ranges(found) is None
    assert dominance(np.ones((2, 4)), found) is None


def test_a_group_weighs_what_its_leaves_weigh() -> None:
    found = limits_of_tree(limits("b in [30%, 50%]", "x in [60%, 80%] of b"), TREE, LEAVES)
    ranges = weight_ranges(found, np.array([[0, 1, 1, 0], [0, 1, 0, 0]]))
    assert np.allclose(ranges, [[0.3, 0.5], [0.18, 0.4]])


def drawn(*sentences: str, samples: int = 40_000):
    return draw_within_limits(TREE, limits(*sentences), samples, 5)


@pytest.mark.parametrize(
    "sentences",
    [
        ["a >= b", "b >= c"],
        ["a >= 1.5 * b"],
        ["a in [15%, 30%]"],
        ["x in [50%, 60%] of b"],
        ["x >= a"],
        ["a == c"],
        ["a in [33%, 33.3%]", "c >= 33%"],
    ],
)
def test_every_draw_keeps_the_limits(sentences: list[str]) -> None:
    found = drawn(*sentences)
    rows = limits_of_tree(limits(*sentences), TREE, LEAVES)
    assert found.weights.shape == (40_000, 4)
    assert np.allclose(found.weights.sum(axis=1), 1)
    assert (found.weights >= 0).all()
    assert (found.weights @ rows.a.T <= rows.b + 1e-6).all()


def test_an_order_has_its_centroid_at_roc() -> None:
    found = drawn("c >= a", "a >= b", samples=200_000)
    c, a, b = rank_weights([1, 2, 3])
    assert np.allclose(found.centroid, [a, b / 2, b / 2, c], atol=2e-3)


def test_limits_across_siblings_keep_the_measure_of_any() -> None:
    """Throwing draws of a flat tree away by hand gives the same share and the same mean."""
    rng = np.random.default_rng(9)
    top, inner = rng.dirichlet(np.ones(3), 400_000), rng.dirichlet(np.ones(2), 400_000)
    flat = np.column_stack([top[:, 0], top[:, 1] * inner[:, 0], top[:, 1] * inner[:, 1], top[:, 2]])
    kept = flat[flat[:, 1] >= flat[:, 0]]
    assert np.allclose(drawn("x >= a", samples=100_000).centroid, kept.mean(axis=0), atol=4e-3)


def test_thin_limits_are_walked_and_fill_the_polytope_evenly() -> None:
    # an interval of three weights so thin that throwing away would take thousands of draws each
    a = np.array([[1.0, -1, 0], [-1, 1, 0], [0, 0, 1]])
    b = np.array([0.0002, 0.0002, 0.4])
    draws = draw_in_polytope(a, b, 20_000, np.random.default_rng(2))
    assert (draws @ a.T <= b + 1e-9).all()
    # the third weight is spread evenly between 0 and 0.4
    assert np.allclose(np.quantile(draws[:, 2], [0.25, 0.5, 0.75]), [0.1, 0.2, 0.3], atol=0.012)


def test_equal_weights_leave_a_line_to_walk_on_and_one_point_is_itself() -> None:
    draws = draw_in_polytope(
        np.array([[1.0, -1, 0], [-1, 1, 0]]), np.zeros(2), 5_000, np.random.default_rng(2)
    )
    assert np.allclose(draws[:, 0], draws[:, 1])
    assert draws[:, 2].mean() == pytest.approx(0.5, abs=0.02)
    rows, at = np.vstack([np.eye(3), -np.eye(3)]), np.array([0.2, 0.3, 0.5])
    only = draw_in_polytope(rows, np.append(at, -at), 10, np.random.default_rng(1))
    assert np.allclose(only, [[0.2, 0.3, 0.5]] * 10)


def test_limits_that_contradict_or_leave_too_little_give_no_draws_and_the_reason() -> None:
    found = drawn("a >= b", "b >= 2 * a", "b >= 10%", "a >= 10%")
    assert (found.weights, found.reason, found.centroid) == (None, "contradiction", None)
    few = draw_within_limits(TREE, limits("x in [20%, 20.001%]"), 5_000, 1, most_tried=100_000)
    assert (few.weights, few.reason, few.tried) == (None, "too_few", 100_000)


def test_the_same_seed_gives_the_same_digits() -> None:
    assert (drawn("x >= a").weights == drawn("x >= a").weights).all()
