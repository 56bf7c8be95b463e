"""A group's weights, points, minority, severity and agreement."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_score.people import (
    Consensus,
    decisive_judges,
    group_points,
    group_weights,
    intraclass_correlation,
    krippendorff_alpha,
    mean_difference,
    mean_spearman,
    minority_views,
    own_scores,
    severity,
    share_within_one_level,
    weight_distance,
)
from vendor_score.scoring import weighted_mean


def panel(seed: int, judges: int = 4, vendors: int = 3, criteria: int = 4, blank: float = 0.2):
    rng = np.random.default_rng(seed)
    levels = rng.integers(0, 5, (judges, vendors, criteria)) * 25.0
    levels[rng.random(levels.shape) < blank] = np.nan
    levels[0] = np.where(np.isnan(levels[0]), 50.0, levels[0])
    return levels, rng.dirichlet(np.ones(criteria), judges), rng.random(judges) + 0.1


@given(st.integers(0, 10_000))
def test_the_order_of_ballots_changes_nothing(seed: int) -> None:
    levels, weights, votes = panel(seed)
    order = np.random.default_rng(seed).permutation(4)
    assert np.allclose(group_weights(weights, votes), group_weights(weights[order], votes[order]))
    before, after = group_points(levels, votes), group_points(levels[order], votes[order])
    assert np.allclose(before.points, after.points, equal_nan=True)
    assert (before.judged_by == after.judged_by).all()
    assert krippendorff_alpha(levels.reshape(4, -1)) == pytest.approx(
        krippendorff_alpha(levels[order].reshape(4, -1))
    )
    judged = severity(levels).by_evaluator
    assert np.allclose(judged[order], severity(levels[order]).by_evaluator)


@given(st.integers(0, 10_000))
def test_a_group_of_one_is_that_person(seed: int) -> None:
    levels, weights, _ = panel(seed, judges=1, blank=0)
    points = group_points(levels).points
    assert np.allclose(points, levels[0])
    assert np.allclose(group_weights(weights), weights[0])
    own = own_scores(weights, levels, points)
    assert np.allclose(own[0], weighted_mean(points, group_weights(weights)))
    assert minority_views(weights, levels) == ()
    assert decisive_judges(weights, levels) == {}


@given(st.integers(0, 10_000))
def test_the_score_of_the_group_is_the_mean_of_its_members_for_equal_points(seed: int) -> None:
    levels, weights, votes = panel(seed, blank=0)
    points = levels[0]
    own = own_scores(weights, np.full_like(levels, np.nan), points)
    whole = weighted_mean(points, group_weights(weights, votes))
    assert np.allclose(votes / votes.sum() @ own, whole)


@given(st.integers(0, 10_000))
def test_the_parts_of_a_minority_view_add_up(seed: int) -> None:
    levels, weights, votes = panel(seed)
    for view in minority_views(weights, levels, votes):
        parts = view.by_weights.sum() + view.by_levels.sum()
        assert parts == pytest.approx(view.own_lead - view.group_lead)
        assert view.own_lead > 0 >= view.group_lead


def test_a_blank_is_never_zero_and_votes_count_among_those_who_judged() -> None:
    levels = np.array([[[80.0, np.nan]], [[np.nan, np.nan]], [[20.0, np.nan]]])
    found = group_points(levels, [1, 5, 3])
    assert found.points[0, 0] == pytest.approx(35)
    assert np.isnan(found.points[0, 1])
    assert found.judged_by.tolist() == [[2, 0]]
    assert np.isnan(group_points(np.array([[[80.0]], [[np.nan]]]), [0, 1]).points[0, 0])


def test_a_consensus_replaces_the_mean_needs_a_reason_and_may_lie_outside() -> None:
    levels = np.array([[[50.0, 75.0]], [[75.0, 75.0]]])
    agreed = [
        Consensus(vendor=0, criterion=0, points=100, reason="seen on site"),
        Consensus(vendor=0, criterion=1, points=75, reason="as judged"),
    ]
    found = group_points(levels, consensus=agreed)
    assert found.points.tolist() == [[100, 75]]
    assert found.mean_before_consensus.tolist() == [[62.5, 75]]
    assert found.consensus_outside_range == ((0, 0),)
    with pytest.raises(ValueError, match="reason"):
        Consensus(vendor=0, criterion=0, points=60, reason=" ")


def test_severity_by_least_squares_is_that_of_a_regression() -> None:
    levels, *_ = panel(5, judges=5, vendors=4, blank=0.3)
    flat = levels.reshape(5, -1)
    rows, aims = [], []
    for e, c in np.argwhere(~np.isnan(flat)):
        row = np.zeros(5 + flat.shape[1])
        row[e], row[5 + c] = 1, 1
        rows.append(row)
        aims.append(flat[e, c])
    rows.append(np.append(np.ones(5), np.zeros(flat.shape[1])))
    solved = np.linalg.lstsq(np.array(rows), np.append(aims, 0), rcond=None)[0]
    found = severity(levels)
    assert np.allclose(found.by_evaluator, solved[:5])
    assert np.allclose(found.adjusted.ravel(), solved[5:])


def test_judges_who_share_no_cell_have_a_zero_each() -> None:
    levels = np.array([[[75.0, 50, np.nan, np.nan]], [[50.0, 25, np.nan, np.nan]],
                       [[np.nan, np.nan, 100, np.nan]], [[np.nan] * 4]])  # fmt: skip
    found = severity(levels)
    assert np.allclose(found.by_evaluator[:3], [12.5, -12.5, 0])
    assert np.isnan(found.by_evaluator[3])
    assert np.allclose(found.adjusted, [[62.5, 37.5, 100, np.nan]], equal_nan=True)


def test_a_judge_without_whom_another_would_be_first_is_named() -> None:
    levels = np.array([[[60.0], [50]], [[60.0], [50]], [[0.0], [90]]])
    weights = np.ones((3, 1))
    assert decisive_judges(weights, levels) == {2: [0]}


@pytest.mark.parametrize("votes", [[1], [1, -1, 1, 1], [0, 0, 0, 0]])
def test_votes_that_cannot_be_are_refused(votes: list[float]) -> None:
    with pytest.raises(ValueError, match="vote"):
        group_weights(np.full((4, 2), 0.5), votes)


def alpha_by_pairs(ratings: np.ndarray) -> float:
    """Straight from the definition, pair by pair."""
    units = [u[~np.isnan(u)] for u in ratings.T]
    units = [u for u in units if len(u) > 1]
    values = np.concatenate(units)
    n = len(values)
    observed = sum(
        sum((a - b) ** 2 for a, b in permutations(u, 2)) / (len(u) - 1) for u in units
    ) / n  # fmt: skip
    return 1 - observed / (sum((a - b) ** 2 for a, b in permutations(values, 2)) / (n * (n - 1)))


@pytest.mark.parametrize("seed", range(6))
def test_alpha_is_that_of_its_definition(seed: int) -> None:
    levels, *_ = panel(seed)
    ratings = levels.reshape(4, -1)
    assert krippendorff_alpha(ratings) == pytest.approx(alpha_by_pairs(ratings))


def test_what_cannot_be_compared_has_no_figure_of_agreement() -> None:
    alone = np.array([[50.0, np.nan], [np.nan, 25.0]])
    assert krippendorff_alpha(alone) is None
    assert mean_difference(alone) is None
    assert share_within_one_level(alone) is None
    assert intraclass_correlation(alone) is None
    assert intraclass_correlation(np.full((3, 2), 50.0)) is None


def test_levels_in_uneven_steps_are_one_level_apart_by_their_order() -> None:
    ratings = np.array([[0.0, 60.0], [60.0, 100.0]])
    assert share_within_one_level(ratings, (0, 60, 100)) == 1
    assert share_within_one_level(ratings, (0, 20, 60, 100)) == 0.5


def test_opposite_rankings_of_two_correlate_at_minus_1_and_equal_ones_at_1() -> None:
    assert mean_spearman([[3, 2, 1], [1, 2, 3]]) == pytest.approx(-1)
    assert mean_spearman([[3, 2, 1]] * 3) == pytest.approx(1)
    assert mean_spearman([[1, 1, 1]] * 2) is None


def test_the_distance_of_weights_is_what_would_have_to_move() -> None:
    assert weight_distance(np.array([1.0, 0]), np.array([0.0, 1])) == 1
    assert weight_distance(np.array([0.4, 0.6]), np.array([0.4, 0.6])) == 0
