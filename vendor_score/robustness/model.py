"""Scores as a function of the weights: what every analysis of weights works on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from vendor_score.decision import Decision
from vendor_score.weights import WeightNode

__all__ = ["TIE", "Floats", "ScoreModel", "score_model"]

Floats = np.ndarray[Any, np.dtype[np.float64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]

TIE = 1e-9
"""Scores closer than this tie: ranks compare scores rounded to 9 decimals."""


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
        mass = self.counted @ w
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(np.where(mass > 0, (self.filled @ w) / mass, np.nan))

    def first(self, weights: Floats | None = None) -> tuple[str, ...]:
        """The vendors in first place at ``weights``."""
        scores = np.round(self.scores(weights), 9)
        if np.isnan(scores).all():
            return ()
        best = np.nanmax(scores)
        return tuple(v for v, s in zip(self.vendors, scores, strict=True) if s == best)

    def ranks(self, weights: Floats | None = None) -> dict[str, int]:
        """Competition ranks 1, 2, 2, 4 at ``weights``, of the vendors that have a score."""
        scores = np.round(self.scores(weights), 9)
        ordered = np.sort(-scores[~np.isnan(scores)])
        return {
            v: int(np.searchsorted(ordered, -s)) + 1
            for v, s in zip(self.vendors, scores, strict=True)
            if not np.isnan(s)
        }

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
