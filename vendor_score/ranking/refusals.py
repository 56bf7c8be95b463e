"""Refusals: what a method cannot treat, found before it is asked, and said in one line."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from vendor_score.decision.matrices import Matrix
from vendor_score.errors import MethodRefusalError
from vendor_score.scoring.kernel import Flags

__all__ = [
    "Check",
    "any_numbers",
    "cost_criterion",
    "no_negative",
    "positive",
    "positive_costs",
    "positive_means",
]

Check = Callable[[Matrix, str], None]
"""Takes the plain matrix and the method's name; raises MethodRefusalError."""


def any_numbers(matrix: Matrix, method: str) -> None:
    """Nothing is refused."""


def positive(matrix: Matrix, method: str) -> None:
    """Every number must be above 0: products and logarithms."""
    _refuse(matrix, matrix.figures <= 0, "needs_positive", method)


def no_negative(matrix: Matrix, method: str) -> None:
    """No number may be below 0: scaling by sums."""
    _refuse(matrix, matrix.figures < 0, "no_negative", method)


def positive_costs(matrix: Matrix, method: str) -> None:
    """Numbers to be minimised must be above 0, since they are divided by; others not below 0."""
    is_cost = matrix.directions < 0
    _refuse(matrix, (matrix.figures <= 0) & is_cost, "needs_positive", method)
    no_negative(matrix, method)


def positive_means(matrix: Matrix, method: str) -> None:
    """The mean of every criterion divides, so it must not be below 0."""
    below = (matrix.figures.mean(axis=0) < 0) & np.ones_like(matrix.figures, dtype=np.bool_)
    _refuse(matrix, below & (matrix.figures < 0), "no_negative", method)


def cost_criterion(matrix: Matrix, method: str) -> None:
    """At least one criterion to be minimised, and something above 0 in those for every vendor."""
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
