"""The ranking of a decision: scores, contributions and ranks, vendor by vendor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendor_score.decision import Decision, Status

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["RankedVendor", "Ranking", "rank"]


@dataclass(frozen=True, kw_only=True, slots=True)
class RankedVendor:
    """One vendor's place. ``score`` and ``contributions`` are always the weighted sum's.

    ``rank`` follows the method and is None for the knocked-out and the unranked; ``method_score``
    is the method's own figure, None for the weighted sum. ``contributions`` add up to ``score``;
    a criterion that is excluded for this vendor has none (0 with weight 0 in ``weights``).
    """

    name: str
    status: Status
    rank: int | None
    score: float
    method_score: float | None
    contributions: Mapping[str, float]
    weights: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """Vendors in order: by rank, then the others by score."""

    decision: Decision
    method: str
    higher_is_better: bool
    vendors: tuple[RankedVendor, ...]

    @property
    def leaders(self) -> tuple[str, ...]:
        """The vendors in first place: more than one where they tie, none where nobody is ranked."""
        return tuple(vendor.name for vendor in self.vendors if vendor.rank == 1)

    @property
    def table(self) -> pd.DataFrame:
        raise NotImplementedError


def rank(decision: Decision, method: str = "weighted-sum") -> Ranking:
    """Rank by ``method``. Raises UsageError (unknown name) or MethodRefusal (with the reason)."""
    raise NotImplementedError
