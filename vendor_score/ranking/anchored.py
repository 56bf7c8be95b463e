"""TOPSIS and VIKOR on anchored scales: the cross-check that no other vendor can tilt.

A row of zeros and a row of hundreds is added and dropped again. They fix the ideal, the anti-ideal
and both ends of every scale, so that all columns are divided by the same 100 points.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from vendor_score.decision import Decision
from vendor_score.decision.matrices import points_matrix
from vendor_score.errors import UsageError
from vendor_score.ranking.ranking import WEIGHTED_SUM
from vendor_score.scoring.kernel import Floats, competition_ranks, row_sums

__all__ = ["ANCHORED", "anchored_ranks", "anchored_scores"]

ANCHORED = (WEIGHTED_SUM, "topsis", "vikor")


def anchored_ranks(decision: Decision, method: str) -> Mapping[str, int]:
    """The rank of every ranked vendor by one of `ANCHORED`. Raises UsageError for another name."""
    scores = anchored_scores(decision, method)
    ranks = competition_ranks(list(scores.values()), higher_is_better=method != "vikor")
    return dict(zip(scores, ranks.tolist(), strict=True))


def anchored_scores(decision: Decision, method: str) -> Mapping[str, float]:
    """Every ranked vendor's score or closeness (more is better), or Q (less is better)."""
    formulas = {WEIGHTED_SUM: _weighted_sum, "topsis": _closeness, "vikor": _q}
    if method not in formulas:
        raise UsageError("errors.method_unknown", name=method, known=", ".join(ANCHORED))
    names = decision.ranked_vendors
    matrix = points_matrix(decision)
    shares = matrix.figures[decision.rows_of(names)] / 100.0
    figures = formulas[method](shares, matrix.weights)
    return dict(zip(names, figures.tolist(), strict=True))


def _weighted_sum(shares: Floats, weights: Floats) -> Floats:
    return 100.0 * row_sums(shares * weights)


def _closeness(shares: Floats, weights: Floats) -> Floats:
    """Distance to all zeros as a share of both distances (Hwang & Yoon 1981)."""
    to_ideal = np.sqrt(row_sums((weights * (1.0 - shares)) ** 2))
    to_worst = np.sqrt(row_sums((weights * shares) ** 2))
    return np.asarray(to_worst / (to_ideal + to_worst), dtype=np.float64)


def _q(shares: Floats, weights: Floats) -> Floats:
    """Q with v = 0.5 (Opricovic & Tzeng 2004): S spans 0 to 1, R 0 to the largest weight."""
    regret = weights * (1.0 - shares)
    largest = np.asarray(regret.max(axis=1, initial=0.0), dtype=np.float64)
    return 0.5 * row_sums(regret) + 0.5 * largest / float(weights.max())
