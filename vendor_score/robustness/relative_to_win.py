"""What it would take on a relative criterion, where a better answer also lowers the others."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from vendor_score.criteria.model import Criterion
from vendor_score.decision import Decision
from vendor_score.decision.relative import cautious_numbers
from vendor_score.robustness.model import ScoreModel
from vendor_score.robustness.records import AnswerChange
from vendor_score.scoring.kernel import Floats, round_scores, weighted_mean

__all__ = ["relative_change"]

_GRID = 1e-6
_FAR = 1e6  # times the range at hand: further, an answer is no answer
_HALVINGS = 200


def relative_change(
    decision: Decision, model: ScoreModel, vendor: str, at: int
) -> AnswerChange | None:
    """The nearest answer to criterion ``at`` that puts ``vendor`` strictly first; None: none does.

    The lead over every rival rises with the answer in the criterion's direction, so bisection
    finds the end.
    """
    bid = _RelativeBid(decision=decision, model=model, vendor=vendor, at=at)
    after = bid.answer()
    if after is None:
        return None
    now, then = model.points[bid.row, at], bid.points(after)[bid.row]
    return AnswerChange(
        criterion=bid.criterion.id,
        before=bid.before,
        after=after,
        unit=bid.criterion.unit,
        points_before=float(model.scores()[bid.row] if math.isnan(now) else now),
        points_after=float(then),
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class _RelativeBid:
    """One vendor's answer to one relative criterion as a variable."""

    decision: Decision
    model: ScoreModel
    vendor: str
    at: int

    def __post_init__(self) -> None:
        if not self.criterion.is_relative:
            raise ValueError("not a relative criterion")

    @cached_property
    def criterion(self) -> Criterion:
        return self.decision.criteria_taking_part[self.at]

    @cached_property
    def row(self) -> int:
        return self.model.vendors.index(self.vendor)

    @cached_property
    def sign(self) -> float:
        return 1.0 if self.criterion.direction == "max" else -1.0

    @cached_property
    def numbers(self) -> Floats:
        """Cautious readings of the model's vendors, NaN where there is none."""
        column = self.decision.columns[self.criterion.id]
        rows = self.decision.rows_of(self.model.vendors)
        return np.where(column.read, cautious_numbers(column), np.nan)[rows]

    @cached_property
    def before(self) -> float | None:
        number = float(self.numbers[self.row])
        return None if math.isnan(number) else number

    @cached_property
    def kept(self) -> Floats:
        rows = self.decision.rows_of(self.model.vendors)
        column = self.decision.columns[self.criterion.id]
        kept = column.kept[rows].copy()
        evidence = column.answers[rows[self.row]].evidence
        kept[self.row] = 1.0 - self.criterion.evidence_discount.get(evidence, 0.0)
        return kept

    def points(self, answer: float) -> Floats:
        """Every vendor's points on this criterion if the vendor answered so."""
        figures = self.sign * self.numbers
        figures[self.row] = self.sign * answer
        worst, best = np.nanmin(figures), np.nanmax(figures)
        placed = (
            np.full_like(figures, 100.0)
            if best == worst
            else (figures - worst) / (best - worst) * 100.0
        )
        return np.where(np.isnan(figures), self.model.points[:, self.at], placed * self.kept)

    def wins(self, answer: float) -> bool:
        """Whether the vendor is strictly first then."""
        points = self.model.points.copy()
        points[:, self.at] = self.points(answer)
        scores = round_scores(weighted_mean(points, self.model.weights))
        rivals = np.delete(scores, self.row)
        return bool(scores[self.row] > np.nanmax(rivals))

    def answer(self) -> float | None:
        """The nearest winning answer, rounded towards winning, that meets the must.

        None where nobody at hand has answered: there is no scale to measure an answer by.
        """
        if np.isnan(self.numbers).all():
            return None
        end = self._far_end()
        if not self.wins(end):
            return None
        tried = (
            rounded
            for x in (self._threshold(end), *self._must_ends())
            for rounded in self._rounded(x)
        )
        does = [x for x in tried if self._allowed(x) and self.wins(x)]
        start = self._start()
        return min(does, key=lambda x: abs(x - start), default=None)

    def _threshold(self, end: float) -> float:
        loses, wins = self._start(), end
        for _ in range(_HALVINGS):
            middle = (loses + wins) / 2
            if middle in (loses, wins):
                break
            loses, wins = (loses, middle) if self.wins(middle) else (middle, wins)
        return wins

    def _start(self) -> float:
        """The present answer, else the worst one at hand."""
        if self.before is not None:
            return self.before
        return float(self.sign * np.nanmin(self.sign * self.numbers))

    def _far_end(self) -> float:
        """The best answer thinkable: the natural end of the scale, or far beyond all at hand."""
        low, high = self._ends()
        natural = high if self.sign > 0 else low
        if natural is not None:
            return natural
        known = self.numbers[~np.isnan(self.numbers)]
        spread = max(float(np.ptp(known)), float(np.abs(known).max()), 1.0)
        return float(self.sign * (self.sign * known).max() + self.sign * spread * _FAR)

    def _ends(self) -> tuple[float | None, float | None]:
        scale = self.criterion.scale
        return scale.low, scale.high

    def _must_ends(self) -> list[float]:
        must = self.criterion.must
        return [] if must is None else [x for x in must.operands if isinstance(x, float)]

    def _rounded(self, x: float) -> set[float]:
        step = 1.0 if self.criterion.kind.is_whole else _GRID
        down, up = math.floor(x / step), math.ceil(x / step)
        return {float(round(n * step, 6)) for n in (down - 1, down, up, up + 1)}

    def _allowed(self, x: float) -> bool:
        low, high = self._ends()
        inside = (low is None or x >= low) and (high is None or x <= high)
        return inside and (self.criterion.must is None or self.criterion.must.allows(x))
