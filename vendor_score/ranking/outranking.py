"""ELECTRE I and II: who outranks whom, by concordance and discordance.

The relations compare indices to nine decimals: 0.2 + 0.3 must count as much as 0.5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from vendor_score.decision.matrices import Matrix
from vendor_score.errors import MethodRefusalError
from vendor_score.scoring.kernel import DECIMALS, Flags, Floats

if TYPE_CHECKING:
    Levels = np.ndarray[Any, np.dtype[np.int_]]

__all__ = ["electre1", "electre2", "kernel"]


def kernel(matrix: Matrix, *, p: float = 0.65, q: float = 0.35) -> tuple[str, ...]:
    """The vendors that none outranks with concordance ``p`` and discordance ``q`` (Roy 1968)."""
    concordance, discordance = _indices(matrix)
    outranks = (concordance >= p) & (discordance <= q)
    free = np.nonzero(~np.any(outranks, axis=0))[0]
    return tuple(matrix.vendors[row] for row in free)


def electre1(matrix: Matrix) -> Floats:
    """Always a refusal that names the kernel: ELECTRE I ranks nobody."""
    names = ", ".join(kernel(matrix)) or "–"
    raise MethodRefusalError("methods.refusal.kernel", method="electre1", kernel=names)


def electre2(matrix: Matrix) -> Floats:
    """Mean of the direct and the inverse order; less is better (Roy & Bertier 1971).

    Thresholds of Gomes et al. (2004): concordance 0.65, 0.5, 0.35, discordance 0.65, 0.35.
    """
    concordance, discordance = _indices(matrix)
    stronger, weaker = discordance <= 0.35, discordance <= 0.65  # noqa: PLR2004 - see above
    ahead = concordance > concordance.T
    firmly = (concordance >= 0.65) & weaker | (concordance >= 0.5) & stronger  # noqa: PLR2004
    loosely = (concordance >= 0.35) & weaker  # noqa: PLR2004
    outranks = ahead & (firmly | loosely)
    direct, inverse = _levels(outranks), _levels(outranks.T)
    return np.asarray((direct + inverse.max() + 1 - inverse) / 2.0, dtype=np.float64)


def _indices(matrix: Matrix) -> tuple[Floats, Floats]:
    """Concordance and discordance of each vendor against each; NaN on the diagonal."""
    gains = matrix.figures * matrix.directions
    # Roy's scale: the widest column of all, which is why ELECTRE is given columns that sum to 1
    widest = np.ptp(matrix.figures, axis=0).max()
    concordance = [((row >= gains) * matrix.weights).sum(axis=1) for row in gains]
    discordance = [np.maximum(gains - row, 0.0).max(axis=1) / widest for row in gains]
    indices = np.round([concordance, discordance], DECIMALS)
    indices[:, np.arange(len(gains)), np.arange(len(gains))] = np.nan
    return indices[0], indices[1]


def _levels(outranks: Flags) -> Levels:
    """1 for those whom none outranks, 2 for those whom none of the rest does; a ring shares one."""
    levels = np.zeros(len(outranks), dtype=np.int_)
    left, level = np.arange(len(outranks)), 1
    while left.size:
        free = ~outranks[np.ix_(left, left)].any(axis=0)
        free = free if free.any() else np.ones_like(free)
        levels[left[free]] = level
        left, level = left[~free], level + 1
    return levels
