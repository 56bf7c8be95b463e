"""The rankings under the named weight sets of criteria.yaml, and under their average."""

from __future__ import annotations

import numpy as np

from vendor_score.decision import Decision
from vendor_score.robustness.model import ScoreModel
from vendor_score.robustness.records import WeightSetResult
from vendor_score.scoring.kernel import Floats

__all__ = ["AVERAGE", "weight_set_results"]

AVERAGE = "average"


def weight_set_results(decision: Decision, model: ScoreModel) -> tuple[WeightSetResult, ...]:
    """One result for each set, then one for the mean of their leaf weights; none without sets.

    Raises WeightError for a set that leaves no weight.
    """
    sets = {
        name: model.array(decision.with_entered_weights(entered).leaf_weights)
        for name, entered in decision.criteria.weight_sets.items()
    }
    if not sets:
        return ()
    results = [_result(model, name, weights) for name, weights in sets.items()]
    mean = np.mean(list(sets.values()), axis=0)
    return (*results, _result(model, AVERAGE, mean))


def _result(model: ScoreModel, name: str, weights: Floats) -> WeightSetResult:
    scores = model.scores(weights)
    return WeightSetResult(
        name=name,
        weights=dict(zip(model.criteria, weights.tolist(), strict=True)),
        scores={v: s for v, s in zip(model.vendors, scores.tolist(), strict=True) if s == s},  # noqa: PLR0124
        ranks=model.ranks(weights),
        first=model.first(weights),
    )
