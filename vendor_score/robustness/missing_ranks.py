"""Best and worst rank over everything that missing answers and intervals still allow.

Exact for the weighted sum: each vendor's score moves on its own, so its best rank is reached where
it is at its best and all others at their worst, and the other way round.
"""

from __future__ import annotations

import numpy as np

from vendor_score.decision import Decision
from vendor_score.robustness.model import ScoreModel
from vendor_score.robustness.records import MissingRanks
from vendor_score.scoring.kernel import Floats, round_scores, weighted_mean

__all__ = ["missing_ranks", "score_bounds"]


def score_bounds(decision: Decision, model: ScoreModel) -> tuple[Floats, Floats]:
    """The least and the greatest score each vendor of the model could still turn out to have.

    A missing answer counts at full weight, 0 to 100; not applicable as ruled; a reading from its
    least to its most points. NaN where nothing is left to score.
    """
    rows = decision.rows_of(model.vendors)
    return (
        weighted_mean(decision.worst_points[rows], model.weights),
        weighted_mean(decision.best_points[rows], model.weights),
    )


def missing_ranks(decision: Decision, model: ScoreModel) -> dict[str, MissingRanks]:
    """1 + the vendors surely ahead, and 1 + those that could be, for every ranked vendor."""
    low, high = (round_scores(bound) for bound in score_bounds(decision, model))
    ranked = ~np.isnan(low)
    lows, highs = np.sort(low[ranked]), np.sort(high[ranked])
    surely = len(lows) - np.searchsorted(lows, high, side="right")
    possibly = len(highs) - np.searchsorted(highs, low, side="right") - (high > low)
    return {
        vendor: MissingRanks(best=1 + int(surely[at]), worst=1 + int(possibly[at]))
        for at, vendor in enumerate(model.vendors)
        if ranked[at]
    }
