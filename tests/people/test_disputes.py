"""Which disagreements decide: against full enumeration and all subsets."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest

from vendor_score.people import guarantee, node_flip_shares, weigh_disagreement
from vendor_score.weights import WeightNode


def panel(seed: int, judges: int = 3, vendors: int = 3, criteria: int = 2):
    rng = np.random.default_rng(seed)
    return rng.integers(0, 5, (judges, vendors, criteria)) * 25.0, rng.dirichlet(np.ones(criteria))


def first_set(scores: np.ndarray) -> frozenset[int]:
    rounded = np.round(scores, 9)
    return frozenset(np.flatnonzero(rounded == rounded.max()).tolist())


def by_enumeration(levels: np.ndarray, weights: np.ndarray, votes: np.ndarray):
    """Hold and flip shares by going through every choice of a judge for every cell."""
    judges, vendors, criteria = levels.shape
    cells = [(i, j) for i in range(vendors) for j in range(criteria)]
    shares = votes / votes.sum()
    hold, flips = np.zeros(vendors), dict.fromkeys(cells, 0.0)
    for choice in product(range(judges), repeat=len(cells)):
        chance = np.prod(shares[list(choice)])
        points = np.array([levels[e, i, j] for e, (i, j) in zip(choice, cells, strict=True)])
        points = points.reshape(vendors, criteria)
        first = first_set(points @ weights)
        hold[list(first)] += chance / len(first)
        for i, j in cells:
            for e in range(judges):
                other = points.copy()
                other[i, j] = levels[e, i, j]
                flips[i, j] += chance * shares[e] * (first_set(other @ weights) != first)
    return hold, flips


@pytest.mark.parametrize("seed", range(4))
def test_hold_and_flip_shares_are_those_of_full_enumeration(seed: int) -> None:
    levels, weights = panel(seed)
    votes = np.random.default_rng(seed).random(3) + 0.2
    hold, flips = by_enumeration(levels, weights, votes)
    found = weigh_disagreement(levels, weights, votes)
    assert found.is_exact
    assert np.allclose(found.hold, hold)
    for cell, flip in flips.items():
        assert found.flips.get(cell, 0.0) == pytest.approx(flip, abs=1e-9)


def test_drawn_flip_shares_are_near_the_exact_ones() -> None:
    levels, weights = panel(11, judges=3, vendors=4, criteria=3)
    exact = weigh_disagreement(levels[:, :3, :], weights)
    more = np.concatenate(
        [levels[:, :3, :], np.array([[[0.0, 0, 0]], [[0.0, 25, 0]], [[25.0, 0, 25]]])], axis=1
    )
    drawn = weigh_disagreement(more, weights, draws=60_000)
    assert exact.is_exact
    assert not drawn.is_exact
    for cell, flip in exact.flips.items():
        assert drawn.flips[cell] == pytest.approx(flip, abs=0.012)


def test_the_order_of_judges_and_a_twin_with_half_the_vote_change_nothing() -> None:
    levels, weights = panel(3)
    found = weigh_disagreement(levels, weights, [2, 1, 1])
    turned = weigh_disagreement(levels[[2, 0, 1]], weights, [1, 2, 1])
    split = weigh_disagreement(levels[[0, 0, 1, 2]], weights, [1, 1, 1, 1])
    for other in (turned, split):
        assert np.allclose(found.hold, other.hold)
        assert {c: pytest.approx(f) for c, f in other.flips.items()} == dict(found.flips)


def test_settling_cells_makes_the_first_place_no_less_certain() -> None:
    levels, weights = panel(6, criteria=3)
    found = weigh_disagreement(levels, weights)
    sure = [found.certainty(found.agenda()[:n]) for n in range(6)]
    assert sure == sorted(sure)
    assert found.certainty() == pytest.approx(found.hold.max())
    assert found.certainty(list(found.flips)) == pytest.approx(1, abs=0.2)


def test_with_everything_settled_one_is_first_in_each_way() -> None:
    levels = np.array([[[80.0], [60.0]], [[40.0], [60.0]]])
    found = weigh_disagreement(levels, np.array([1.0]))
    assert found.certainty() == 0.5
    assert found.certainty([(0, 0)]) == 1


def test_a_cell_with_a_consensus_or_without_weight_is_not_disputed() -> None:
    levels = np.array([[[80.0, 0], [60, 50]], [[40.0, 100], [60, 50]]])
    assert set(weigh_disagreement(levels, np.array([0.5, 0.5])).flips) == {(0, 0), (0, 1)}
    assert set(weigh_disagreement(levels, np.array([1.0, 0])).flips) == {(0, 0)}
    points = np.array([[70.0, 50], [60, 50]])
    found = weigh_disagreement(levels, np.array([1.0, 0]), points=points, settled=[(0, 0)])
    assert found.flips == {}
    assert found.scores.tolist() == [70, 60]
    assert found.agenda() == ()
    assert found.certainty() == 1


def test_cells_that_nobody_judged_take_the_points_given() -> None:
    levels = np.array([[[np.nan], [60.0]], [[np.nan], [40.0]]])
    found = weigh_disagreement(levels, np.array([1.0]), points=np.array([[45.0], [np.nan]]))
    assert found.scores.tolist() == [45, 50]
    assert found.hold.tolist() == [0.5, 0.5]


def can_still_change(levels: np.ndarray, weights: np.ndarray, kept: set, leader: int) -> bool:
    mean = levels.mean(axis=0)
    low, high = levels.min(axis=0), levels.max(axis=0)
    for cell in kept:
        low[cell] = high[cell] = mean[cell]
    worst, best = low @ weights, high @ weights
    return any(best[k] >= worst[leader] - 1e-9 for k in range(len(best)) if k != leader)


@pytest.mark.parametrize("seed", range(20))
def test_the_guarantee_is_the_smallest_of_all_subsets(seed: int) -> None:
    levels, weights = panel(seed + 100)
    scores = levels.mean(axis=0) @ weights
    found = guarantee(levels, weights)
    leader = first_set(scores)
    if len(leader) > 1:
        assert found is None
        return
    cells = [(i, j) for i in range(3) for j in range(2) if np.ptp(levels[:, i, j]) > 0]
    smallest = next(
        size
        for size in range(len(cells) + 1)
        if any(
            not can_still_change(levels, weights, set(kept), *leader)
            for kept in combinations(cells, size)
        )
    )
    assert len(found.cells) == smallest
    assert not can_still_change(levels, weights, set(found.cells), *leader)


def leaves(**weights: float) -> tuple[WeightNode, ...]:
    return tuple(WeightNode(id=id, weight=weight) for id, weight in weights.items())


def test_node_flip_shares_are_those_of_full_enumeration() -> None:
    rng = np.random.default_rng(4)
    tree = (
        WeightNode(id="a", weight=1),
        WeightNode(id="b", weight=1, children=leaves(x=1, y=2)),
        WeightNode(id="c", weight=0, children=leaves(z=1, u=3)),
    )
    local = {"": rng.dirichlet(np.ones(3), 3), "b": rng.dirichlet(np.ones(2), 3)}
    local["b"][1] = np.nan  # not judged by the second
    points = rng.integers(0, 5, (4, 5)) * 25.0
    votes = np.array([1.0, 2.0, 1.0])

    def first(top: int, inner: int) -> frozenset[int]:
        t, b = local[""][top], local["b"][inner]
        weights = [t[0], t[1] * b[0], t[1] * b[1], t[2] * 0.25, t[2] * 0.75]
        return first_set(points @ np.array(weights))

    tops = dict(zip(range(3), votes / 4, strict=True))
    inners = {0: 0.5, 2: 0.5}
    root = sum(p * q * r * (first(t, i) != first(u, i)) for t, p in tops.items()
               for u, q in tops.items() for i, r in inners.items())  # fmt: skip
    inside = sum(p * q * r * (first(t, i) != first(t, j)) for t, p in tops.items()
                 for i, q in inners.items() for j, r in inners.items())  # fmt: skip
    found = node_flip_shares(tree, local, points, votes)
    assert found == {"": pytest.approx(root), "b": pytest.approx(inside)}
