"""Preparation of a matrix for aggregation methods: scaling and turning columns round.

Each keeps a column without any spread or size harmless instead of dividing by zero.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from vendor_score.decision.matrices import Matrix
from vendor_score.scoring.kernel import Floats

__all__ = [
    "as_given",
    "inverted",
    "linear",
    "min_max",
    "sum_scaled",
    "vector_scaled",
    "within_bounds",
]


def as_given(matrix: Matrix) -> Matrix:
    """The plain numbers with their directions."""
    return matrix


def vector_scaled(matrix: Matrix) -> Matrix:
    """x / ||x||, directions kept (Hwang & Yoon 1981)."""
    return replace(matrix, figures=_divided(matrix.figures, np.linalg.norm(matrix.figures, axis=0)))


def sum_scaled(matrix: Matrix) -> Matrix:
    """x / sum, directions kept (Zavadskas & Kaklauskas 1996)."""
    return replace(matrix, figures=_divided(matrix.figures, np.abs(matrix.figures).sum(axis=0)))


def linear(matrix: Matrix) -> Matrix:
    """x / max where more is better, min / x where less is (Zavadskas et al. 2012); all ``max``."""
    x, ascending = matrix.figures, matrix.directions > 0
    figures = np.where(ascending, _divided(x, x.max(axis=0)), _divided(x.min(axis=0), x))
    return replace(matrix, figures=figures, directions=np.ones_like(matrix.directions))


def inverted(matrix: Matrix) -> Matrix:
    """1 / x where less is better (Bridgman 1922); all ``max``."""
    x, ascending = matrix.figures, matrix.directions > 0
    figures = np.where(ascending, x, _divided(np.ones_like(x), x))
    return replace(matrix, figures=figures, directions=np.ones_like(matrix.directions))


def min_max(matrix: Matrix) -> Matrix:
    """0 for the worst and 1 for the best of each column, 1 where all are equal; all ``max``."""
    x = matrix.figures * matrix.directions
    low, high = x.min(axis=0), x.max(axis=0)
    figures = np.where(high > low, _divided(x - low, high - low), 1.0)
    return replace(matrix, figures=figures, directions=np.ones_like(matrix.directions))


def _divided(numerator: Floats, denominator: Floats) -> Floats:
    """The quotient, 0 where the denominator is 0."""
    shape = np.broadcast_shapes(numerator.shape, denominator.shape)
    return np.divide(
        numerator, denominator, out=np.zeros(shape), where=np.broadcast_to(denominator != 0, shape)
    )


def within_bounds(matrix: Matrix) -> Matrix:
    """Points as a share of 100, other numbers as `min_max` (Dezert et al. 2020)."""
    if matrix.in_points:
        return replace(matrix, figures=matrix.figures / 100.0)
    return min_max(matrix)
