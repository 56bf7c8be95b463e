"""Shares that may change - of leaves, or of top groups - and what each gives every vendor."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from vendor_score.scoring.kernel import Floats, mean_of_sums

__all__ = ["LEAD", "RIVALS", "Shares"]

LEAD = 1e-6
"""Points by which the changed weights let the vendor lead."""

RIVALS = 40
"""A programme starts with so many of the strongest rivals."""

_SAME = 1e-12


@dataclass(frozen=True, kw_only=True, eq=False)
class Shares:
    """Shares that may change: their ids, present values, and what each gives every vendor.

    ``sums[v, j]`` and ``masses[v, j]`` are per unit of share j: a vendor's score is
    sums @ shares / masses @ shares.
    """

    ids: tuple[str, ...]
    now: Floats
    sums: Floats
    masses: Floats

    @property
    def is_linear(self) -> bool:
        """Whether all vendors divide by the same: the order of any two is linear in the shares.

        So it is where nothing is excluded, or the same for everybody.
        """
        return bool((np.ptp(self.masses, axis=0) <= _SAME).all())

    def scores(self, shares: Floats) -> Floats:
        """Every vendor's score in points; NaN for one that has nothing left to score."""
        return mean_of_sums(self.sums @ shares, self.masses @ shares)

    def lead(self, row: int, shares: Floats) -> float:
        """How far the vendor is ahead of the best other one, in points."""
        scores = self.scores(shares)
        others = np.delete(scores, row)
        return float(scores[row] - np.nanmax(others)) if others.size else np.inf

    def vendors(self, rows: list[int]) -> Shares:
        """The same shares for some of the vendors, in this order."""
        return replace(self, sums=self.sums[rows], masses=self.masses[rows])

    def others(self, row: int) -> list[int]:
        """The other vendors, without those whose rows are identical: they count as one with it."""
        rows: np.ndarray[Any, np.dtype[np.float64]] = np.hstack([self.sums, self.masses])
        return np.flatnonzero(np.abs(rows - rows[row]).max(axis=1) > _SAME).tolist()
