"""Competition ranks 1, 2, 2, 4 from scores that count as equal to nine decimals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

__all__ = ["DECIMALS", "competition_ranks"]

DECIMALS = 9


def competition_ranks(
    scores: ArrayLike, *, higher_is_better: bool = True
) -> np.ndarray[Any, np.dtype[np.int_]]:
    """Rank 1 for the best; ties share the better place; scores compared to `DECIMALS` decimals."""
    figures = np.round(np.asarray(scores, dtype=np.float64), DECIMALS)
    ordered = np.sort(-figures if higher_is_better else figures)
    return np.searchsorted(ordered, -figures if higher_is_better else figures, side="left") + 1
