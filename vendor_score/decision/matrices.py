"""The decision as a matrix for other methods: points, or plain numbers with directions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from vendor_score.criteria.model import Criterion
from vendor_score.decision.criterion_column import cautious_numbers
from vendor_score.errors import UsageError
from vendor_score.kinds.value_functions import Points
from vendor_score.scoring.kernel import Floats

if TYPE_CHECKING:
    import skcriteria

    from vendor_score.decision.decision import Decision


__all__ = ["Matrix", "decision_matrix", "has_raw", "points_matrix", "raw_matrix"]


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """Vendors x criteria, with a direction (1 max, -1 min) and a weight for each criterion.

    Attributes
    ----------
    vendors : tuple of str
        In the order of the rows.
    criteria : tuple of str
        Ids, in the order of the columns.
    figures : array of float
        Shape (vendors, criteria).
    directions : array
        Shape (criteria,): 1 where more is better, -1 where less is.
    weights : array of float
        Shape (criteria,): shares of the whole.
    in_points : bool
        Whether every figure is in points, 0 to 100.
    """

    vendors: tuple[str, ...]
    criteria: tuple[str, ...]
    figures: Floats
    directions: np.ndarray[Any, np.dtype[np.int_]]
    weights: Floats
    in_points: bool = False
    """Whether every figure is in points, 0-100."""

    def take(self, rows: Sequence[int], columns: Sequence[int]) -> Matrix:
        """Some of the vendors and criteria; the weights as they were.

        Parameters
        ----------
        rows : sequence of int
            Of vendors, in the order wanted.
        columns : sequence of int
            Of criteria, in the order wanted.

        Returns
        -------
        Matrix
        """
        return replace(
            self,
            vendors=tuple(self.vendors[row] for row in rows),
            criteria=tuple(self.criteria[column] for column in columns),
            figures=self.figures[np.ix_(list(rows), list(columns))],
            directions=self.directions[list(columns)],
            weights=self.weights[list(columns)],
        )


def decision_matrix(decision: Decision, *, raw: bool) -> skcriteria.DecisionMatrix:
    """The decision as a `skcriteria.DecisionMatrix`; see `Decision.matrix`.

    Parameters
    ----------
    decision : Decision
        The scored answers.
    raw : bool
        Plain numbers instead of points.

    Returns
    -------
    skcriteria.DecisionMatrix

    Raises
    ------
    UsageError
        Where plain numbers are asked for and some criterion has none.
    """
    import skcriteria

    if raw and not has_raw(decision):
        raise UsageError("errors.no_raw_matrix")
    matrix = raw_matrix(decision) if raw else points_matrix(decision)
    return skcriteria.mkdm(
        matrix=matrix.figures,
        objectives=matrix.directions.tolist(),
        weights=matrix.weights,
        alternatives=list(matrix.vendors),
        criteria=list(matrix.criteria),
    )


def points_matrix(decision: Decision) -> Matrix:
    """Points of all vendors on all criteria; an excluded cell holds the vendor's own score.

    Parameters
    ----------
    decision : Decision
        The scored answers.

    Returns
    -------
    Matrix
        All directions 1.
    """
    own = np.broadcast_to(decision.scores.scores[:, None], decision.points.shape)
    figures = np.where(np.isnan(decision.points), own, decision.points)
    return Matrix(
        vendors=decision.vendors,
        criteria=tuple(leaf.id for leaf in decision.criteria_taking_part),
        figures=figures,
        directions=np.ones(figures.shape[1], dtype=np.int_),
        weights=decision.weight_array,
        in_points=True,
    )


def has_raw(decision: Decision) -> bool:
    """Whether every weighted criterion is relative or already in points.

    Parameters
    ----------
    decision : Decision
        The scored answers.

    Returns
    -------
    bool
    """
    return all(leaf.is_relative or isinstance(leaf.value, Points) for leaf in _weighted(decision))


def raw_matrix(decision: Decision) -> Matrix:
    """Plain numbers of the weighted criteria, only where `has_raw`.

    A missing or excluded answer stands at the number that its points (the vendor's own score)
    would need on the scale of the column.

    Parameters
    ----------
    decision : Decision
        The scored answers.

    Returns
    -------
    Matrix
        In the criteria's units.
    """
    points, leaves = points_matrix(decision), _weighted(decision)
    places = [points.criteria.index(leaf.id) for leaf in leaves]
    figures = [
        _raw(decision, leaf, points.figures[:, at]) for leaf, at in zip(leaves, places, strict=True)
    ]
    return Matrix(
        vendors=decision.vendors,
        criteria=tuple(leaf.id for leaf in leaves),
        figures=np.stack(figures, axis=1),
        directions=np.array([-1 if leaf.direction == "min" else 1 for leaf in leaves]),
        weights=points.weights[places],
        in_points=not any(leaf.is_relative for leaf in leaves),
    )


def _weighted(decision: Decision) -> list[Criterion]:
    weights = decision.leaf_weights
    return [leaf for leaf in decision.criteria_taking_part if weights[leaf.id] > 0]


def _raw(decision: Decision, leaf: Criterion, points: Floats) -> Floats:
    if not leaf.is_relative:
        return points
    column = decision.columns[leaf.id]
    read = cautious_numbers(column)
    known = read[column.read & decision.in_the_running]
    known = known if known.size else read[column.read]
    if not known.size:
        return points
    best, worst = (
        (known.max(), known.min()) if leaf.direction == "max" else (known.min(), known.max())
    )
    return np.where(column.read, read, worst + points / 100.0 * (best - worst))
