"""Relative criteria: best 100, worst 0 over the cautious readings of the vendors at hand."""

from __future__ import annotations

import numpy as np

from vendor_score.decision.cells import Column
from vendor_score.scoring.kernel import Flags, Floats

__all__ = ["cautious_numbers", "relative_points"]


def cautious_numbers(column: Column) -> Floats:
    """The end of each reading that is worse in the criterion's direction; NaN where unread."""
    return column.number_low if column.criterion.direction == "max" else column.number_high


def relative_points(column: Column, in_the_running: Flags) -> tuple[Floats, Floats]:
    """Points of both ends of every reading, before evidence discount; the rule's where unread.

    The scale runs over the vendors that are not knocked out (over all where none is left); the
    knocked-out are placed on it, cut off at 0 and 100. All equal: 100.
    """
    cautious = cautious_numbers(column)
    hopeful = column.number_high if column.criterion.direction == "max" else column.number_low
    sign = 1.0 if column.criterion.direction == "max" else -1.0
    on_scale = cautious[in_the_running & column.read]
    on_scale = on_scale if on_scale.size else cautious[column.read]
    if not on_scale.size:
        return column.low, column.high
    worst, best = (sign * on_scale).min(), (sign * on_scale).max()
    low = np.where(column.read, _placed(sign * cautious, worst, best), column.low)
    high = np.where(column.read, _placed(sign * hopeful, worst, best), column.high)
    return low, high


def _placed(figures: Floats, worst: float, best: float) -> Floats:
    if best <= worst:
        return np.where(figures >= best, 100.0, 0.0)
    return np.clip((figures - worst) / (best - worst) * 100.0, 0.0, 100.0)
