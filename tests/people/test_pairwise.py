"""Pairwise comparisons: least squares on logarithms, consistency, and what to revise."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymcdm.weights.subjective import AHP

from vendor_score.people import (
    circular_triads,
    consistency_ratio,
    eigenvector_weights,
    fit_pairs,
    judgements_of_matrix,
    merge_judgements,
    revise_first,
)
from vendor_score.people.pairwise import SCALE


def some_pairs(seed: int, count: int, share: float = 1.0) -> list[tuple[int, int, float]]:
    rng = np.random.default_rng(seed)
    return [
        (i, j, float(rng.choice(SCALE)))
        for i, j in combinations(range(count), 2)
        if i + 1 == j or rng.random() < share
    ]


def matrix_of(pairs: list[tuple[int, int, float]], count: int) -> np.ndarray:
    matrix = np.ones((count, count))
    for i, j, ratio in pairs:
        matrix[i, j], matrix[j, i] = ratio, 1 / ratio
    return matrix


def by_regression(pairs: list[tuple[int, int, float]], count: int) -> np.ndarray:
    """The same weights by ordinary regression with the sum of logarithms at 0."""
    rows = np.zeros((len(pairs) + 1, count))
    for number, (i, j, _) in enumerate(pairs):
        rows[number, i], rows[number, j] = 1, -1
    rows[-1] = 1
    logs = np.linalg.lstsq(rows, np.append([np.log(r) for *_, r in pairs], 0), rcond=None)[0]
    return np.exp(logs) / np.exp(logs).sum()


@pytest.mark.parametrize("seed", range(8))
def test_weights_are_those_of_a_regression(seed: int) -> None:
    pairs = some_pairs(seed, 6, 0.4)
    fit = fit_pairs(6, pairs)
    assert np.allclose(fit.weights, by_regression(pairs, 6))
    for number, other in enumerate(fit.others_say):
        rest = pairs[:number] + pairs[number + 1 :]
        without = fit_pairs(6, rest)
        if other is None:
            assert without.weights is None
        else:
            i, j, _ = pairs[number]
            assert other == pytest.approx(without.weights[i] / without.weights[j])


@pytest.mark.parametrize("seed", range(5))
def test_full_matrices_give_geometric_means_and_the_printed_gci(seed: int) -> None:
    matrix = matrix_of(some_pairs(seed, 5), 5)
    fit = fit_pairs(5, judgements_of_matrix(matrix)[0])
    means = np.exp(np.log(matrix).mean(axis=1))
    assert np.allclose(fit.weights, means / means.sum())
    errors = np.log(matrix) - np.log(np.divide.outer(means, means))
    gci = 2 / (4 * 3) * (np.triu(errors, 1) ** 2).sum()
    assert fit.gci == pytest.approx(gci)


@pytest.mark.parametrize("seed", range(5))
def test_eigenvectors_are_those_of_another_implementation(seed: int) -> None:
    matrix = matrix_of(some_pairs(seed, 5), 5)
    assert np.allclose(eigenvector_weights(matrix), AHP(matrix=matrix)(), atol=1e-8)


def test_for_three_siblings_eigenvector_and_least_squares_are_one() -> None:
    matrix = matrix_of([(0, 1, 2), (1, 2, 5), (0, 2, 4)], 3)
    fit = fit_pairs(3, judgements_of_matrix(matrix)[0])
    assert np.allclose(eigenvector_weights(matrix), fit.weights)


@given(st.permutations(range(5)))
def test_the_order_of_siblings_changes_nothing(order: list[int]) -> None:
    pairs = some_pairs(4, 5)
    fit = fit_pairs(5, pairs)
    moved = fit_pairs(5, [(order[i], order[j], ratio) for i, j, ratio in pairs])
    assert np.allclose([moved.weights[order[i]] for i in range(5)], fit.weights)
    assert moved.gci == pytest.approx(fit.gci)


def test_n_minus_1_pairs_are_enough_and_cannot_be_checked() -> None:
    fit = fit_pairs(4, [(3, 0, 2), (0, 1, 2), (1, 2, 2)])
    assert fit.weights == pytest.approx((4 / 15, 2 / 15, 1 / 15, 8 / 15))
    assert (fit.gci, fit.freedom, fit.doubts) == (None, 0, False)
    assert fit.others_say == (None, None, None)
    assert revise_first(fit) == ()
    assert fit.consistency_ratio() is None


def test_pairs_that_do_not_connect_all_give_no_weights_but_the_parts() -> None:
    fit = fit_pairs(5, [(0, 1, 3), (2, 3, 5)])
    assert fit.weights is None
    assert fit.parts == ((0, 1), (2, 3), (4,))
    assert (fit.gci, revise_first(fit), fit.doubts) == (None, (), False)


def test_two_cells_of_a_pair_that_contradict_count_as_not_stated() -> None:
    found, contradictory = judgements_of_matrix(
        [
            [1, 3, None],
            [0.33, 1, 2],
            [4, 2, 1],
        ]
    )
    assert found == ((0, 1, 3), (0, 2, 0.25))
    assert contradictory == ((1, 2),)


def test_one_bad_judgement_is_found_first_and_doubted() -> None:
    weights = np.array([8, 4, 2, 1, 1])
    pairs = [(i, j, weights[i] / weights[j]) for i, j in combinations(range(5), 2)]
    pairs[6] = (1, 4, 1 / 4)  # was 4
    fit = fit_pairs(5, pairs)
    assert fit.doubts
    [first] = revise_first(fit, 1)
    assert first.pair == (1, 4)
    assert first.others_say == pytest.approx(4)
    assert first.nearest_on_scale == 4
    assert first.after.gci == pytest.approx(0, abs=1e-12)
    assert first.after.consistency_ratio() == pytest.approx(0, abs=1e-9)


def test_consistent_judgements_ask_for_no_revision() -> None:
    fit = fit_pairs(3, [(0, 1, 2), (1, 2, 3), (0, 2, 6)])
    assert revise_first(fit) == ()
    assert circular_triads(fit) == ()
    assert fit.gci == pytest.approx(0, abs=1e-12)


def test_a_circle_is_listed_once_in_its_direction() -> None:
    fit = fit_pairs(4, [(0, 1, 0.5), (1, 2, 0.5), (0, 2, 2), (0, 3, 1)])
    assert circular_triads(fit) == ((0, 2, 1),)


def test_the_verdict_depends_on_the_source_of_the_random_index() -> None:
    matrix = matrix_of([(0, 1, 2), (0, 2, 9), (1, 2, 2)], 3)
    assert round(consistency_ratio(matrix, "saaty1980"), 3) == 0.063
    assert round(consistency_ratio(matrix), 3) == 0.070
    assert consistency_ratio(np.ones((2, 2))) == 0
    with pytest.raises(ValueError, match="split the group"):
        consistency_ratio(np.ones((16, 16)))


def test_a_panel_of_one_is_that_person_and_blanks_are_left_out() -> None:
    one = [(0, 1, 3.0), (1, 2, 2.0)]
    assert np.allclose([r for *_, r in merge_judgements([one])], [3, 2])
    merged = merge_judgements([one, [(1, 0, 1 / 12)]])
    assert np.allclose([r for *_, r in merged], [6, 2])
    assert np.allclose(merge_judgements([one, [(0, 1, 9)]], [3, 0])[0][2], 3)


@pytest.mark.parametrize(
    "pairs", [[(0, 1, 0)], [(0, 1, float("nan"))], [(0, 0, 2)], [(0, 5, 2)], [(0, 1, 2), (1, 0, 2)]]
)
def test_what_is_no_comparison_is_refused(pairs: list[tuple[int, int, float]]) -> None:
    with pytest.raises(ValueError, match=r"pair|ratio"):
        fit_pairs(3, pairs)
