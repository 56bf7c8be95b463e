"""The decision as a matrix for other methods: points or plain numbers, scaled, or refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from vendor_score.criteria.model import Criterion
from vendor_score.decision.criterion_column import cautious_numbers
from vendor_score.errors import MethodRefusalError, UsageError
from vendor_score.kinds.value_functions import Points
from vendor_score.scoring import Flags, Floats

if TYPE_CHECKING:
    import skcriteria

    from vendor_score.decision.decision import Decision

__all__ = [
    "Check",
    "Matrix",
    "any_numbers",
    "as_given",
    "cost_criterion",
    "decision_matrix",
    "has_raw",
    "inverted",
    "linear",
    "min_max",
    "no_negative",
    "points_matrix",
    "positive",
    "positive_costs",
    "positive_means",
    "raw_matrix",
    "sum_scaled",
    "vector_scaled",
    "within_bounds",
]


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


# What a method is given: the matrix scaled, and refused where the method cannot treat it.


def as_given(matrix: Matrix) -> Matrix:
    """The plain numbers with their directions.

    Parameters
    ----------
    matrix : Matrix
        Plain numbers.

    Returns
    -------
    Matrix
    """
    return matrix


def vector_scaled(matrix: Matrix) -> Matrix:
    """x / ||x||, directions kept (Hwang & Yoon 1981).

    Parameters
    ----------
    matrix : Matrix
        Plain numbers.

    Returns
    -------
    Matrix
    """
    return replace(matrix, figures=_divided(matrix.figures, np.linalg.norm(matrix.figures, axis=0)))


def sum_scaled(matrix: Matrix) -> Matrix:
    """x / sum, directions kept (Zavadskas & Kaklauskas 1996).

    Parameters
    ----------
    matrix : Matrix
        Plain numbers.

    Returns
    -------
    Matrix
    """
    return replace(matrix, figures=_divided(matrix.figures, np.abs(matrix.figures).sum(axis=0)))


def linear(matrix: Matrix) -> Matrix:
    """x / max where more is better, min / x where less is (Zavadskas et al. 2012); all ``max``.

    Parameters
    ----------
    matrix : Matrix
        Plain numbers.

    Returns
    -------
    Matrix
    """
    x, ascending = matrix.figures, matrix.directions > 0
    figures = np.where(ascending, _divided(x, x.max(axis=0)), _divided(x.min(axis=0), x))
    return replace(matrix, figures=figures, directions=np.ones_like(matrix.directions))


def inverted(matrix: Matrix) -> Matrix:
    """1 / x where less is better (Bridgman 1922); all ``max``.

    Parameters
    ----------
    matrix : Matrix
        Plain numbers.

    Returns
    -------
    Matrix
    """
    x, ascending = matrix.figures, matrix.directions > 0
    figures = np.where(ascending, x, _divided(np.ones_like(x), x))
    return replace(matrix, figures=figures, directions=np.ones_like(matrix.directions))


def min_max(matrix: Matrix) -> Matrix:
    """0 for the worst and 1 for the best of each column, 1 where all are equal; all ``max``.

    Parameters
    ----------
    matrix : Matrix
        Plain numbers.

    Returns
    -------
    Matrix
    """
    x = matrix.figures * matrix.directions
    low, high = x.min(axis=0), x.max(axis=0)
    # all equal: everybody is the best, not the worst
    figures = np.where(high > low, _divided(x - low, high - low), 1.0)
    return replace(matrix, figures=figures, directions=np.ones_like(matrix.directions))


def _divided(numerator: Floats, denominator: Floats) -> Floats:
    """The quotient, 0 where the denominator is 0."""
    shape = np.broadcast_shapes(numerator.shape, denominator.shape)
    return np.divide(
        numerator, denominator, out=np.zeros(shape), where=np.broadcast_to(denominator != 0, shape)
    )


def within_bounds(matrix: Matrix) -> Matrix:
    """Points as a share of 100, other numbers as `min_max` (Dezert et al. 2020).

    Parameters
    ----------
    matrix : Matrix
        Plain numbers.

    Returns
    -------
    Matrix
    """
    if matrix.in_points:
        return replace(matrix, figures=matrix.figures / 100.0)
    return min_max(matrix)


# Refusals: what a method cannot treat, found before it is asked, and said in one line.

Check = Callable[[Matrix, str], None]
"""Takes the plain matrix and the method's name; raises MethodRefusalError."""


def any_numbers(matrix: Matrix, method: str) -> None:
    """Nothing is refused.

    Parameters
    ----------
    matrix : Matrix
        Plain numbers.
    method : str
        Its name, for the message.
    """


def positive(matrix: Matrix, method: str) -> None:
    """Every number must be above 0: products and logarithms.

    Parameters
    ----------
    matrix : Matrix
        Plain numbers.
    method : str
        Its name, for the message.

    Raises
    ------
    MethodRefusalError
        That names the first cell that is not.
    """
    _refuse(matrix, matrix.figures <= 0, "needs_positive", method)


def no_negative(matrix: Matrix, method: str) -> None:
    """No number may be below 0: scaling by sums.

    Parameters
    ----------
    matrix : Matrix
        Plain numbers.
    method : str
        Its name, for the message.

    Raises
    ------
    MethodRefusalError
        That names the first cell that is.
    """
    _refuse(matrix, matrix.figures < 0, "no_negative", method)


def positive_costs(matrix: Matrix, method: str) -> None:
    """Numbers to be minimised must be above 0, since they are divided by; others not below 0.

    Parameters
    ----------
    matrix : Matrix
        Plain numbers.
    method : str
        Its name, for the message.

    Raises
    ------
    MethodRefusalError
        That names the first cell that is not.
    """
    is_cost = matrix.directions < 0
    _refuse(matrix, (matrix.figures <= 0) & is_cost, "needs_positive", method)
    no_negative(matrix, method)


def positive_means(matrix: Matrix, method: str) -> None:
    """The mean of every criterion divides, so it must not be below 0.

    Parameters
    ----------
    matrix : Matrix
        Plain numbers.
    method : str
        Its name, for the message.

    Raises
    ------
    MethodRefusalError
        That names a cell below 0 of such a criterion.
    """
    # single numbers below 0 are borne as long as the mean that divides is not
    below = (matrix.figures.mean(axis=0) < 0) & np.ones_like(matrix.figures, dtype=np.bool_)
    _refuse(matrix, below & (matrix.figures < 0), "no_negative", method)


def cost_criterion(matrix: Matrix, method: str) -> None:
    """At least one criterion to be minimised, and something above 0 in those for every vendor.

    Parameters
    ----------
    matrix : Matrix
        Plain numbers.
    method : str
        Its name, for the message.

    Raises
    ------
    MethodRefusalError
        That names a vendor without costs, where there is one.
    """
    costs = matrix.directions < 0
    if not costs.any():
        raise MethodRefusalError("methods.refusal.needs_min", method=method)
    no_negative(matrix, method)
    idle = matrix.figures[:, costs].sum(axis=1) == 0
    if idle.any():
        vendor = matrix.vendors[int(np.argmax(idle))]
        raise MethodRefusalError("methods.refusal.no_costs", method=method, vendor=vendor)


def _refuse(matrix: Matrix, bad: Flags, code: str, method: str) -> None:
    if bad.any():
        row, column = np.argwhere(bad)[0].tolist()
        raise MethodRefusalError(
            f"methods.refusal.{code}",
            method=method,
            vendor=matrix.vendors[row],
            criterion=matrix.criteria[column],
            found=f"{matrix.figures[row, column]:g}",
        )
