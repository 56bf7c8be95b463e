"""The weighted sum: points and weights to contributions and scores (Fishburn 1967)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vendor_score.decision.arrays import Array

__all__ = ["Scores", "weighted_sum"]


@dataclass(frozen=True, slots=True)
class Scores:
    """The weighted sum of every vendor; arrays are vendors (x criteria).

    ``weights`` are those that count for the vendor: shares normalised over the criteria that are
    not excluded (sum 1), 0 for the excluded. ``contributions`` add up to ``scores``. ``counted``
    is the share of the whole that counts; where it is 0 the vendor has no score (0 stands there).
    """

    scores: Array
    contributions: Array
    weights: Array
    counted: Array


def weighted_sum(points: Array, weights: Array) -> Scores:
    """Scores of ``points`` (vendors x criteria, NaN where excluded) under ``weights`` (sum 1).

    Added up criterion by criterion in file order, so that a vendor's score does not depend, to
    the last bit, on who else is in the list.
    """
    counts = ~np.isnan(points)
    counted = _row_sums(np.where(counts, weights, 0.0))
    excluded = (~counts & (weights > 0)).any(axis=1)
    whole = np.where(excluded & (counted > 0), counted, 1.0)
    own = np.where(counts, weights, 0.0) / whole[:, None]
    contributions = own * np.where(counts, points, 0.0)
    return Scores(_row_sums(contributions), contributions, own, counted)


def _row_sums(array: Array) -> Array:
    total = np.zeros(len(array))
    for column in array.T:
        total += column
    return total
