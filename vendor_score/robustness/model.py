"""Scores as a function of the weights: what every analysis of weights works on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from vendor_score.decision import Decision
from vendor_score.scoring.kernel import Flags, Floats, competition_ranks, leaders, mean_of_sums
from vendor_score.weights import WeightNode

__all__ = ["ScoreModel", "score_model"]


@dataclass(frozen=True, kw_only=True, eq=False)
class ScoreModel:
    """The vendors that are not knocked out, their points, and the weights as a tree.

    ``points`` is vendors x criteria, 0-100, NaN where an answer is excluded. ``weights`` are the
    leaf shares (sum 1) in the order of ``criteria``. The score of a vendor is
    sum(w v) / sum(w) over the criteria that count for it.
    """

    vendors: tuple[str, ...]
    criteria: tuple[str, ...]
    tree: tuple[WeightNode, ...]
    points: Floats
    weights: Floats

    @cached_property
    def counted(self) -> Flags:
        """Which answers count, vendors x criteria."""
        return ~np.isnan(self.points)

    @cached_property
    def filled(self) -> Floats:
        """The points with 0 where an answer is excluded."""
        return np.where(self.counted, self.points, 0.0)

    @cached_property
    def is_linear(self) -> bool:
        """Whether scores are linear in the weights: nothing is excluded."""
        return bool(self.counted.all())

    @cached_property
    def leaf_shares(self) -> dict[str, float]:
        return dict(zip(self.criteria, self.weights.tolist(), strict=True))

    def scores(self, weights: Floats | None = None) -> Floats:
        """The score of every vendor; NaN for one that has nothing left to score."""
        w = self.weights if weights is None else weights
        if self.is_linear:
            return np.asarray(self.filled @ w)
        return mean_of_sums(self.filled @ w, self.counted @ w)

    def first(self, weights: Floats | None = None) -> tuple[str, ...]:
        """The vendors in first place at ``weights``."""
        return tuple(self.vendors[row] for row in leaders(self.scores(weights)))

    def ranks(self, weights: Floats | None = None) -> dict[str, int]:
        """Competition ranks 1, 2, 2, 4 at ``weights``, of the vendors that have a score."""
        scores = self.scores(weights)
        rows = np.flatnonzero(~np.isnan(scores)).tolist()
        ranks = competition_ranks(scores[rows]).tolist()
        return {self.vendors[row]: rank for row, rank in zip(rows, ranks, strict=True)}

    def array(self, shares: Mapping[str, float]) -> Floats:
        """Leaf shares by id as an array in the order of ``criteria``."""
        return np.array([shares[id] for id in self.criteria])


def score_model(decision: Decision) -> ScoreModel:
    """The score model of a decision: all vendors but the knocked-out ones, in their order."""
    kept = np.flatnonzero(decision.in_the_running)
    return ScoreModel(
        vendors=tuple(decision.vendors[row] for row in kept),
        criteria=tuple(criterion.id for criterion in decision.criteria_taking_part),
        tree=decision.weight_tree,
        points=decision.points[kept],
        weights=decision.weight_array,
    )
