"""Best-worst method, PROMETHEE with GAIA, and weights from how answers differ."""

from __future__ import annotations

import numpy as np
import pytest
from pymcdm.methods import PROMETHEE_II
from pymcdm.weights import entropy_weights as their_entropy
from pymcdm.weights import standard_deviation_weights as their_deviations

from vendor_score.people import (
    BestWorst,
    Preference,
    critic_weights,
    entropy_weights,
    gaia_plane,
    input_consistency,
    input_threshold,
    linear_weights,
    merec_weights,
    nonlinear_weights,
    promethee_flows,
    standard_deviation_weights,
)

CAR = BestWorst(best_to_others=(2, 1, 4, 3, 8), others_to_worst=(4, 8, 2, 3, 1), best=1, worst=4)


def test_the_linear_model_gives_the_weights_of_the_published_car() -> None:
    found = linear_weights(CAR)
    assert np.allclose(found.weights, [0.2295, 0.4481, 0.1148, 0.1530, 0.0546], atol=5e-5)


@pytest.mark.parametrize("seed", range(8))
def test_nonlinear_intervals_hold_all_weights_within_xi_and_none_is_better(seed: int) -> None:
    rng = np.random.default_rng(seed)
    best, worst = rng.integers(1, 10, 5).astype(float), rng.integers(1, 10, 5).astype(float)
    best[0] = worst[4] = 1
    best[4] = worst[0] = max(best[4], worst[0])
    stated = BestWorst(best_to_others=tuple(best), others_to_worst=tuple(worst), best=0, worst=4)
    found = nonlinear_weights(stated)
    assert all(a <= b + 1e-9 for a, b in zip(found.low, found.high, strict=True))
    draws = rng.dirichlet(np.ones(5), 100_000)
    off = np.maximum(
        np.abs(draws[:, :1] / draws - best).max(axis=1),
        np.abs(draws / draws[:, 4:] - worst).max(axis=1),
    )
    assert off.min() >= found.xi - 1e-9
    # of consistent statements both models give the same
    if found.xi < 1e-9:
        assert np.allclose(found.low, linear_weights(stated).weights)


def test_the_judgement_behind_the_input_based_ratio_is_named_with_its_threshold() -> None:
    assert input_consistency(CAR) == (pytest.approx(1 / 56), 3)
    assert input_threshold(CAR) == 0.2958
    even = BestWorst(best_to_others=(1, 1), others_to_worst=(1, 1), best=0, worst=1)
    assert input_consistency(even) == (0, None)
    assert nonlinear_weights(even).consistency_ratio is None
    many = BestWorst(
        best_to_others=(1, *[5.0] * 10), others_to_worst=(5, *[1.0] * 10), best=0, worst=10
    )
    assert input_threshold(many) is None


@pytest.mark.parametrize(
    "rows",
    [((1, 2), (3, 1), 0, 1), ((1, 2, 3), (2, 1), 0, 1), ((1, 2), (2, 1), 0, 0),
     ((1, 0.5), (0.5, 1), 0, 1), ((2, 2), (2, 1), 0, 1), ((1, 2), (2, 1), 0, 5)],
)  # fmt: skip
def test_rows_that_cannot_be_are_refused(rows: tuple) -> None:
    best, worst, b, w = rows
    with pytest.raises(ValueError, match=r"best|rows|comparisons|counts"):
        BestWorst(best_to_others=best, others_to_worst=worst, best=b, worst=w)


@pytest.mark.parametrize("form", [1, 2, 3, 4, 5])
def test_net_flows_are_those_of_another_implementation(form: int) -> None:
    names = ["usual", "ushape", "vshape", "level", "vshape_2"]
    rng = np.random.default_rng(form)
    points, weights = rng.random((6, 4)) * 100, rng.dirichlet(np.ones(4))
    q, p = np.full(4, 10.0), np.full(4, 40.0)
    theirs = PROMETHEE_II(names[form - 1], p=p, q=q)(points, weights, np.ones(4))
    ours = promethee_flows(points, weights, Preference(type=form, q=10, p=40))
    assert np.allclose(ours.net, theirs)


def test_a_linear_preference_up_to_100_is_the_weighted_sum() -> None:
    rng = np.random.default_rng(1)
    points, weights = rng.random((5, 3)) * 100, rng.dirichlet(np.ones(3))
    scores = points @ weights
    flows = promethee_flows(points, weights, Preference(type=3, p=100))
    assert np.allclose(flows.net, 5 / 4 * (scores - scores.mean()) / 100)


def test_relations_are_a_partial_order_seen_from_both_sides() -> None:
    points = np.array([[80.0, 10], [10.0, 80], [45, 45], [45, 45]])
    flows = promethee_flows(points, np.array([0.5, 0.5]), Preference(type=5, q=2, p=20))
    rows = flows.relations()
    mirror = {"P": "<", "<": "P", "I": "I", "R": "R", "-": "-"}
    for a in range(4):
        for b in range(4):
            assert rows[a][b] == mirror[rows[b][a]]
    assert rows[2][3] == "I"
    assert promethee_flows(points[:1], np.array([0.5, 0.5]), Preference(type=1)) is None


def test_the_picture_does_not_flip_with_the_order_of_vendors() -> None:
    rng = np.random.default_rng(7)
    points, weights = rng.random((6, 4)) * 100, rng.dirichlet(np.ones(4))
    form = Preference(type=5, q=2, p=20)
    plane = gaia_plane(promethee_flows(points, weights, form), weights)
    turned = gaia_plane(promethee_flows(points[::-1], weights, form), weights)
    assert np.allclose(plane.criteria, turned.criteria)
    assert np.allclose(plane.vendors, turned.vendors[::-1])
    assert plane.axis[0] >= 0
    assert plane.criteria[np.abs(plane.criteria[:, 1]).argmax(), 1] > 0
    assert 0 < plane.delta <= 1
    assert plane.is_unique


def test_no_plane_where_nothing_differs_or_there_are_two_criteria() -> None:
    form = Preference(type=1)
    same = promethee_flows(np.full((3, 3), 50.0), np.ones(3), form)
    assert gaia_plane(same, np.ones(3)) is None
    two = promethee_flows(np.array([[1.0, 2], [3, 4]]), np.ones(2), form)
    assert gaia_plane(two, np.ones(2)) is None


@pytest.mark.parametrize(
    "said",
    [{"type": 3}, {"type": 6}, {"type": 7}, {"q": 5, "p": 2}, {"type": 2, "q": -1}],
)
def test_thresholds_that_cannot_be_are_refused(said: dict) -> None:
    with pytest.raises(ValueError, match=r"type|q is"):
        Preference(**said)


def test_entropy_and_deviations_are_those_of_another_implementation() -> None:
    points = np.random.default_rng(2).random((5, 4)) * 90 + 10
    assert np.allclose(entropy_weights(points), their_entropy(points))
    assert np.allclose(standard_deviation_weights(points), their_deviations(points))
    assert merec_weights(points).sum() == pytest.approx(1)


def test_a_constant_criterion_has_no_objective_weight_and_none_is_none() -> None:
    points = np.array([[50.0, 0, 20], [50.0, 40, 80], [50.0, 100, 10]])
    for method in (entropy_weights, standard_deviation_weights, critic_weights):
        assert method(points)[0] == 0
        assert method(points).sum() == pytest.approx(1)
        assert method(np.full((3, 2), 50.0)) is None
    assert entropy_weights(points[:1]) is None
    assert merec_weights(points) is None
