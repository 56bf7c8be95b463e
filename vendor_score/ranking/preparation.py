"""What a method is given: the matrix scaled, and refused where the method cannot treat it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from vendor_score.decision.matrices import Matrix
from vendor_score.errors import MethodRefusalError
from vendor_score.scoring.kernel import Flags, Floats

__all__ = [
    "Check",
    "any_numbers",
    "as_given",
    "cost_criterion",
    "inverted",
    "linear",
    "min_max",
    "no_negative",
    "positive",
    "positive_costs",
    "positive_means",
    "sum_scaled",
    "vector_scaled",
    "within_bounds",
]


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
