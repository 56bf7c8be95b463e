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

    The score of a vendor is sum(w v) / sum(w) over the criteria that count for it.

    Attributes
    ----------
    vendors : tuple of str
        Without the knocked-out ones.
    criteria : tuple of str
        Ids of those that take part, in file order.
    tree : tuple of WeightNode
        Groups and criteria with their entered weights.
    points : array of float
        Shape (vendors, criteria): 0 to 100, NaN where excluded.
    weights : array of float
        Shape (criteria,): shares of the whole, sum 1.
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
        """The shares of the whole by criterion."""
        return dict(zip(self.criteria, self.weights.tolist(), strict=True))

    def scores(self, weights: Floats | None = None) -> Floats:
        """The score of every vendor; NaN for one that has nothing left to score.

        Parameters
        ----------
        weights : array of float, shape (criteria,), optional
            Shares of the whole; by default the present ones.

        Returns
        -------
        array of float
            Shape (vendors,), 0 to 100.
        """
        w = self.weights if weights is None else weights
        if self.is_linear:
            return np.asarray(self.filled @ w)
        return mean_of_sums(self.filled @ w, self.counted @ w)

    def first(self, weights: Floats | None = None) -> tuple[str, ...]:
        """The vendors in first place at ``weights``.

        Parameters
        ----------
        weights : array of float, shape (criteria,), optional
            Shares of the whole; by default the present ones.

        Returns
        -------
        tuple of str
            In the order of the model; several where they tie.
        """
        return tuple(self.vendors[row] for row in leaders(self.scores(weights)))

    def ranks(self, weights: Floats | None = None) -> dict[str, int]:
        """Competition ranks 1, 2, 2, 4 at ``weights``, of the vendors that have a score.

        Parameters
        ----------
        weights : array of float, shape (criteria,), optional
            Shares of the whole; by default the present ones.

        Returns
        -------
        dict of str to int
        """
        scores = self.scores(weights)
        rows = np.flatnonzero(~np.isnan(scores)).tolist()
        ranks = competition_ranks(scores[rows]).tolist()
        return {self.vendors[row]: rank for row, rank in zip(rows, ranks, strict=True)}

    def array(self, shares: Mapping[str, float]) -> Floats:
        """Leaf shares by id as an array in the order of ``criteria``.

        Parameters
        ----------
        shares : mapping of str to float
            By id; others may stand there too.

        Returns
        -------
        array of float
            Shape (criteria,).
        """
        return np.array([shares[id] for id in self.criteria])


def score_model(decision: Decision) -> ScoreModel:
    """The score model of a decision: all vendors but the knocked-out ones, in their order.

    Parameters
    ----------
    decision : Decision
        The scored answers.

    Returns
    -------
    ScoreModel
    """
    kept = np.flatnonzero(decision.in_the_running)
    return ScoreModel(
        vendors=tuple(decision.vendors[row] for row in kept),
        criteria=tuple(criterion.id for criterion in decision.criteria_taking_part),
        tree=decision.weight_tree,
        points=decision.points[kept],
        weights=decision.weight_array,
    )
