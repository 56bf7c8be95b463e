"""The shares that ``--weight`` gives, each id once."""

from __future__ import annotations

from collections.abc import Iterable

from vendor_score.errors import UsageError

__all__ = ["shares_of"]


def shares_of(weights: Iterable[tuple[str, float]]) -> dict[str, float]:
    """The shares asked for by id. Raises UsageError for one that is given twice."""
    shares: dict[str, float] = {}
    for id, share in weights:
        if id in shares:
            raise UsageError("options.refused.twice", id=id)
        shares[id] = share
    return shares
