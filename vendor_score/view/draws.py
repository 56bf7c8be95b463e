"""What answers that are not exact may be worth: even draws for the sampling in the page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import numpy as np

from vendor_score.decision import Decision
from vendor_score.robustness.answer_sampling import answer_samplers

__all__ = ["draw_rows"]

_DRAWS = 24


class _Evenly:
    """Takes a generator's place: its draws lie evenly over the range, few of them stand for all."""

    @staticmethod
    def uniform(low: float, high: float, size: int) -> Any:
        return low + (high - low) * (np.arange(size) + 0.5) / size

    @staticmethod
    def integers(high: int, size: int) -> Any:
        return np.arange(size) * high // size


def draw_rows(decision: Decision) -> list[list[Any]]:
    """[vendor, column, points that are equally likely] for each answer that is not exact.

    All criteria are drawn, also those at weight 0: in the page they may be given weight.
    """
    even = dict.fromkeys(decision.leaf_weights, 1.0 / len(decision.leaf_weights))
    weighted = replace(decision, leaf_weights=even)
    rng = cast("np.random.Generator", _Evenly())
    return [
        [vendor, column, [round(points, 4) for points in sampler(rng, _DRAWS).tolist()]]
        for vendor, column, sampler in answer_samplers(weighted, decision.vendors)
    ]
