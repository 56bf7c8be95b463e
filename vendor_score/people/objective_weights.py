"""Weights from how answers differ, as a table beside the decision: they are nobody's values.

They measure how far vendors lie apart, not what the buyer wants: one more vendor changes them all,
and a criterion on which all are excellent gets nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from vendor_score.scoring import Floats

__all__ = ["critic_weights", "entropy_weights", "merec_weights", "standard_deviation_weights"]


def entropy_weights(points: Floats) -> Floats | None:
    """Weights that grow with how unevenly the points of a criterion are spread.

    Parameters
    ----------
    points : array of float, shape (vendors, criteria)
        0 or more.

    Returns
    -------
    array of float or None
        Shape (criteria,), sum 1; None for fewer than two vendors or where no criterion differs.

    Notes
    -----
    1 - h with h = -sum p ln p / ln n, p the share of the column, 0 ln 0 = 0 (Shannon 1948; Zeleny
    1982). It depends on where the scale has its zero.
    """
    values = np.asarray(points, dtype=np.float64)
    if len(values) < 2:  # noqa: PLR2004 - nothing to compare
        return None
    totals = values.sum(axis=0)
    shares = values / np.where(totals > 0, totals, 1.0)
    logs = np.log(np.where(shares > 0, shares, 1.0))
    spread = np.where(totals > 0, 1.0 + (shares * logs).sum(axis=0) / np.log(len(values)), 0.0)
    return _normalised(np.where(spread > 1e-12, spread, 0.0))  # noqa: PLR2004 - rounding


def standard_deviation_weights(points: Floats) -> Floats | None:
    """Weights that grow with the standard deviation of a criterion.

    Parameters
    ----------
    points : array of float, shape (vendors, criteria)

    Returns
    -------
    array of float or None
        Shape (criteria,), sum 1; None where no criterion differs.
    """
    return _normalised(np.asarray(points, dtype=np.float64).std(axis=0))


def critic_weights(
    matrix: Floats, objectives: Sequence[Literal["max", "min"]] | None = None
) -> Floats | None:
    """Weights that grow with spread and with how little a criterion follows the others.

    Parameters
    ----------
    matrix : array of float, shape (vendors, criteria)
    objectives : sequence of {"max", "min"}, optional
        All ``max`` without it, as for points.

    Returns
    -------
    array of float or None
        Shape (criteria,), sum 1; None where no criterion differs. A constant one has weight 0.

    Notes
    -----
    Diakoulaki, Mavrotas & Papayannakis (1995), Computers & Operations Research 22. Turning a column
    round changes its correlations, so the direction matters; libraries differ in heeding it.
    """
    values = np.asarray(matrix, dtype=np.float64)
    low, high = values.min(axis=0), values.max(axis=0)
    differs = high > low
    scaled = (values - low) / np.where(differs, high - low, 1.0)
    if objectives is not None:
        falls = np.array([one == "min" for one in objectives])
        scaled = np.where(falls, 1.0 - scaled, scaled)
    if not differs.any():
        return None
    kept = scaled[:, differs]
    alike = np.atleast_2d(np.corrcoef(kept, rowvar=False))
    weights = np.zeros(values.shape[1])
    weights[differs] = kept.std(axis=0) * (1.0 - alike).sum(axis=0)
    return _normalised(weights)


def merec_weights(points: Floats) -> Floats | None:
    """Weights by how much removing a criterion changes the performance of vendors.

    Parameters
    ----------
    points : array of float, shape (vendors, criteria)

    Returns
    -------
    array of float or None
        Shape (criteria,), sum 1; None where a figure is 0 or less, which points nearly always have.

    Notes
    -----
    Keshavarz-Ghorabaee et al. (2021), Symmetry 13(4).
    """
    values = np.asarray(points, dtype=np.float64)
    if (values <= 0).any():
        return None
    logs = np.abs(np.log(values.min(axis=0) / values)) / values.shape[1]
    whole = np.log1p(logs.sum(axis=1))
    without = np.log1p(logs.sum(axis=1)[:, None] - logs)
    return _normalised(np.abs(without - whole[:, None]).sum(axis=0))


def _normalised(weights: Floats) -> Floats | None:
    total = weights.sum()
    return np.asarray(weights / total) if total > 0 else None
