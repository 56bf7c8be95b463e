"""The scoring kernel: missing rules, means, ranks and ties, and that nobody has a second one."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import vendor_score
from vendor_score import scoring as kernel

PACKAGE = Path(vendor_score.__file__).parent
POINTS = arrays(np.float64, (5, 3), elements=st.floats(0, 100) | st.just(float("nan")))
WEIGHTS = np.array([0.5, 0.3, 0.2])


@given(POINTS)
def test_the_fast_mean_is_the_weighted_sum(points: np.ndarray) -> None:
    exact = kernel.weighted_sum(points, WEIGHTS)
    fast = kernel.weighted_mean(points, WEIGHTS)
    has_score = exact.counted > 0
    assert np.isnan(fast[~has_score]).all()
    assert fast[has_score] == pytest.approx(exact.scores[has_score], abs=1e-10)


@given(POINTS)
def test_a_score_does_not_depend_on_the_other_vendors(points: np.ndarray) -> None:
    together = kernel.weighted_sum(points, WEIGHTS).scores
    alone = [kernel.weighted_sum(points[row : row + 1], WEIGHTS).scores[0] for row in range(5)]
    assert together.tolist() == alone


@given(POINTS)
def test_contributions_add_up_to_the_score_and_weights_to_one(points: np.ndarray) -> None:
    found = kernel.weighted_sum(points, WEIGHTS)
    assert found.contributions.sum(axis=1) == pytest.approx(found.scores, abs=1e-10)
    assert found.weights.sum(axis=1)[found.counted > 0] == pytest.approx(1.0)


@given(st.lists(st.integers(0, 5).map(float), min_size=1, max_size=20))
def test_ranks_count_the_better_ones(scores: list[float]) -> None:
    ranks = kernel.competition_ranks(scores).tolist()
    assert ranks == [1 + sum(other > own for other in scores) for own in scores]
    assert [row for row, rank in enumerate(ranks) if rank == 1] == kernel.leaders(scores)
    falling = kernel.competition_ranks([-s for s in scores], higher_is_better=False).tolist()
    assert falling == ranks


def test_rounding_noise_ties_and_a_real_difference_does_not() -> None:
    assert kernel.competition_ranks([0.1 + 0.2, 0.3, 0.3 + kernel.AHEAD]).tolist() == [2, 2, 1]
    assert kernel.is_tie(0.1 + 0.2, 0.3)
    assert not kernel.is_tie(0.3, 0.3 + kernel.AHEAD)


def test_nobody_is_first_where_nobody_has_a_score() -> None:
    assert kernel.leaders([float("nan")] * 2) == []
    assert kernel.leaders([]) == []


@pytest.mark.parametrize(("rule", "points"), [("worst", 0.0), ("fail", 0.0), (35.0, 35.0)])
def test_a_missing_rule_gives_its_points(rule: str | float, points: float) -> None:
    assert kernel.missing_points(rule) == points  # type: ignore[arg-type]


def test_excluded_is_not_a_number_of_points() -> None:
    assert np.isnan(kernel.missing_points("exclude"))


@pytest.mark.parametrize("room", ["decision", "ranking", "robustness"])
def test_nine_decimals_are_named_in_one_place(room: str) -> None:
    """No module beside the kernel rounds scores to a number of decimals of its own."""
    for path in sorted((PACKAGE / room).glob("*.py")):
        if path.name == "improvements.py":  # rounds counts of steps, not scores
            continue
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"round\(.*, 9\)", text), path
        names = {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}
        assert not names & {"Array", "Marks"}, path
