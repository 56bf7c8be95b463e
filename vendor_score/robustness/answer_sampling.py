"""Answers drawn inside what was written: ranges, approximations and sets of options.

Two-sided ranges are uniform in the answer's unit and go through the value function; one-sided ones
stay at their cautious end, since vagueness earns nothing; missing answers keep their rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from vendor_score.criteria.model import Criterion
from vendor_score.decision import Decision
from vendor_score.decision.readings import comparable
from vendor_score.decision.relative import cautious_numbers
from vendor_score.kinds.scale import Scale
from vendor_score.kinds.value_functions import (
    Anchors,
    OptionPoints,
    YesNoPoints,
)
from vendor_score.records import AnswerState, Reading
from vendor_score.robustness.smaa import CellSampler
from vendor_score.scoring.kernel import Floats

__all__ = ["DrawnOption", "DrawnRange", "answer_samplers"]


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawnRange:
    """Uniform between two answers, then through the value function, less evidence discount."""

    low: float
    high: float
    anchors: Anchors
    kept: float

    def __call__(self, rng: np.random.Generator, draws: int) -> Floats:
        return self.anchors.points_of(rng.uniform(self.low, self.high, draws)) * self.kept


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawnOption:
    """One of several options, equally, less evidence discount."""

    points: tuple[float, ...]
    kept: float

    def __call__(self, rng: np.random.Generator, draws: int) -> Floats:
        chosen = rng.integers(len(self.points), size=draws)
        return np.asarray(np.array(self.points)[chosen] * self.kept)


def answer_samplers(
    decision: Decision, vendors: Sequence[str]
) -> tuple[tuple[int, int, CellSampler], ...]:
    """(row in ``vendors``, criterion, sampler) for every weighted answer that is not exact."""
    rows = decision.rows_of(vendors)
    found: list[tuple[int, int, CellSampler]] = []
    for at, criterion in enumerate(decision.criteria_taking_part):
        if decision.leaf_weights[criterion.id] <= 0:
            continue
        sampled = _ColumnSampler(decision, criterion)
        found += [(v, at, cell) for v, row in enumerate(rows) if (cell := sampled.cell(row))]
    return tuple(sorted(found, key=lambda cell: cell[:2]))


class _ColumnSampler:
    """Makes the samplers of one criterion."""

    def __init__(self, decision: Decision, criterion: Criterion) -> None:
        self.criterion = criterion
        self.column = decision.columns[criterion.id]
        self.anchors = _anchors(decision, criterion)

    def cell(self, row: int) -> CellSampler | None:
        """The sampler of one answer; None where it is exact, open to one side or missing."""
        answer = self.column.answers[row]
        if answer.state is not AnswerState.ANSWERED or answer.reading is None:
            return None
        reading = comparable(self.criterion, answer.reading)
        kept = float(self.column.kept[row])
        options = self._options(reading)
        if len(set(options)) > 1:
            return DrawnOption(points=options, kept=kept)
        return self._range(reading, kept)

    def _options(self, reading: Reading) -> tuple[float, ...]:
        value = self.criterion.value
        if isinstance(value, OptionPoints):
            return tuple(value.at[item] for item in reading.items or ())
        if isinstance(value, YesNoPoints) and value.partial is None and reading.low != reading.high:
            return value.no, value.yes
        return ()

    def _range(self, reading: Reading, kept: float) -> DrawnRange | None:
        if self.anchors is None or reading.low is None or reading.high is None:
            return None
        scale = self.anchors.scale
        low, high = scale.interval(reading)
        if low == high and "approx" in reading.flags:
            low, high = _around(low, self.criterion, scale)
        points = self.anchors.points(replace(reading, low=low, high=high, unit=scale.unit))
        if points.low == points.high:
            return None
        return DrawnRange(low=low, high=high, anchors=self.anchors, kept=kept)


def _anchors(decision: Decision, criterion: Criterion) -> Anchors | None:
    """The value function over numbers; None where the criterion has none."""
    if criterion.value is not None:
        return criterion.value.anchors
    return _relative_anchors(decision, criterion) if criterion.is_relative else None


def _relative_anchors(decision: Decision, criterion: Criterion) -> Anchors | None:
    """Worst and best cautious reading at hand: the scale stays put while answers are drawn."""
    column = decision.columns[criterion.id]
    at_hand = cautious_numbers(column)[decision.in_the_running & column.read]
    if at_hand.size == 0 or at_hand.min() == at_hand.max():
        return None
    ends = ((float(at_hand.min()), 0.0), (float(at_hand.max()), 100.0))
    if criterion.direction == "min":
        ends = ((ends[0][0], 100.0), (ends[1][0], 0.0))
    scale = criterion.scale
    return Anchors(ends, scale.unit, scale.low, scale.high, scale.reference_year)


def _around(answer: float, criterion: Criterion, scale: Scale) -> tuple[float, float]:
    """What an approximate answer stands for, clamped to its scale."""
    half = criterion.kind.approximation(answer)
    low, high = answer - half, answer + half
    return (
        low if scale.low is None else max(low, scale.low),
        high if scale.high is None else min(high, scale.high),
    )
