"""What it would take: the single answers, or the cheapest pair, that would put a vendor first."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np

from vendor_score.criteria.model import Criterion
from vendor_score.decision import Decision
from vendor_score.decision.readings import comparable
from vendor_score.records import Answer, AnswerState, Reading
from vendor_score.robustness.acceptability import MOST_WORKED_OUT, leading_rows
from vendor_score.robustness.answer_options import BetterAnswer, Betterment, betterment
from vendor_score.robustness.model import ScoreModel
from vendor_score.robustness.records import AnswerChange, ToWin
from vendor_score.robustness.relative_to_win import relative_change
from vendor_score.scoring.kernel import AHEAD, round_score

__all__ = ["to_win"]


def to_win(decision: Decision, model: ScoreModel) -> dict[str, ToWin]:
    """For every vendor that is not first: answers that would make it so, or the musts to meet.

    A single change is the nearest answer to the present one's cautious end (in the criterion's
    unit) that makes the vendor strictly first and meets the criterion's must. Of pairs, the one
    with the smallest larger rise in points.
    """
    first = model.first()
    names = [model.vendors[row] for row in leading_rows(model, MOST_WORKED_OUT)]
    found = {name: _for_ranked(decision, model, name) for name in names if name not in first}
    broken: dict[str, tuple[str, ...]] = {}
    for knock_out in decision.knock_outs:
        broken[knock_out.vendor] = (*broken.get(knock_out.vendor, ()), knock_out.criterion)
    return found | {name: ToWin(first_meet=ids) for name, ids in broken.items()}


def _for_ranked(decision: Decision, model: ScoreModel, vendor: str) -> ToWin:
    bid = _Bid(decision=decision, model=model, vendor=vendor)
    single = tuple(change for at in bid.weighted if (change := bid.single(at)) is not None)
    return ToWin(single=single, pair=None if single else bid.cheapest_pair())


@dataclass(frozen=True, kw_only=True)
class _Pair:
    """Two answers to raise: positions, rises in points, the larger rise."""

    larger: float
    at: tuple[int, int]
    rises: tuple[float, float]


@dataclass(frozen=True, kw_only=True, eq=False)
class _Bid:
    """One vendor's way to the first place."""

    decision: Decision
    model: ScoreModel
    vendor: str

    @cached_property
    def row(self) -> int:
        return self.model.vendors.index(self.vendor)

    @cached_property
    def weighted(self) -> list[int]:
        """Positions of the criteria with weight."""
        return [int(at) for at in np.flatnonzero(self.model.weights > 0)]

    @cached_property
    def score(self) -> float:
        return float(self.model.scores()[self.row])

    @cached_property
    def goal(self) -> float:
        """The score to reach: the best rival's, and a little more."""
        return float(np.nanmax(np.delete(self.model.scores(), self.row))) + AHEAD

    @cached_property
    def mass(self) -> float:
        """The weight that counts for the vendor."""
        return float(self.model.counted[self.row] @ self.model.weights)

    @cached_property
    def options(self) -> dict[int, Betterment]:
        """What could be answered, by position of the criterion; relative ones apart."""
        found = {at: betterment(self._criterion(at), self._reading(at)) for at in self.weighted}
        return {at: option for at, option in found.items() if option is not None}

    def single(self, at: int) -> AnswerChange | None:
        """The change of one answer that is enough."""
        if at not in self.options:
            return relative_change(self.decision, self.model, self.vendor, at)
        better = self.options[at].nearest(self._needed({}, at) / self._kept(at))
        return None if better is None else self._change(at, better)

    def cheapest_pair(self) -> tuple[AnswerChange, AnswerChange] | None:
        """The pair of changes whose larger rise in points is the smallest."""
        pairs = [p for a, b in combinations(self.options, 2) if (p := self._pair(a, b))]
        for pair in sorted(pairs, key=lambda p: (round_score(p.larger), p.at)):
            if changes := self._settled(pair):
                return changes
        return None

    # -- points ---------------------------------------------------------------------------

    def _now(self, at: int) -> float:
        """The points that stand for the answer; of an excluded one the vendor's own score."""
        excluded = not self.model.counted[self.row, at]
        return self.score if excluded else float(self.model.points[self.row, at])

    def _whole(self, *ats: int) -> float:
        """The weight that counts once these answers are given."""
        fresh = [at for at in ats if not self.model.counted[self.row, at]]
        return self.mass + float(self.model.weights[fresh].sum())

    def _needed(self, given: dict[int, float], at: int) -> float:
        """The points that the answer needs for the first place, others ``given``."""
        whole, weights = self._whole(*given, at), self.model.weights
        lacking = (self.goal - self.score) * whole
        lacking -= sum(weights[k] * (points - self._now(k)) for k, points in given.items())
        return self._now(at) + float(lacking / weights[at])

    def _pair(self, a: int, b: int) -> _Pair | None:
        """The rises of a pair whose larger one is as small as can be; None where no rises do."""
        wa, wb = self.model.weights[a], self.model.weights[b]
        lacking = (self.goal - self.score) * self._whole(a, b)
        best: tuple[float, tuple[float, float]] | None = None
        for ra, rb in _rises(lacking, wa, wb, self._reach[a], self._reach[b]):
            if best is None or max(ra, rb) < best[0]:
                best = (max(ra, rb), (ra, rb))
        return None if best is None else _Pair(larger=best[0], at=(a, b), rises=best[1])

    @cached_property
    def _reach(self) -> dict[int, _Reach]:
        return {at: self._reach_of(at, option) for at, option in self.options.items()}

    def _reach_of(self, at: int, option: Betterment) -> _Reach:
        kept, now, steps = self._kept(at), self._now(at), option.steps()
        if steps is not None:
            steps = tuple(s * kept - now for s in steps if s * kept > now)
        return _Reach(most=option.most() * kept - now, steps=steps)

    def _settled(self, pair: _Pair) -> tuple[AnswerChange, AnswerChange] | None:
        """Answers for the rises of a pair: the larger first, then each as small as it can be."""
        a, b = pair.at if pair.rises[0] >= pair.rises[1] else pair.at[::-1]
        rise = max(pair.rises)
        points = {a: self._now(a) + rise}
        answers = {}
        for at, other in ((b, a), (a, b), (b, a)):
            option, kept = self.options[at], self._kept(at)
            better = option.nearest(self._needed({other: points[other]}, at) / kept)
            if better is None:
                return None
            points[at], answers[at] = better.points * kept, better
        first, second = (self._change(at, answers[at]) for at in pair.at)
        return first, second

    # -- answers --------------------------------------------------------------------------

    def _criterion(self, at: int) -> Criterion:
        return self.decision.criteria_taking_part[at]

    def _reading(self, at: int) -> Reading | None:
        criterion = self._criterion(at)
        answer = self._column_answer(at)
        if answer.state is not AnswerState.ANSWERED or answer.reading is None:
            return None
        return comparable(criterion, answer.reading)

    def _column_answer(self, at: int) -> Answer:
        column = self.decision.columns[self._criterion(at).id]
        return column.answers[self.decision.vendors.index(self.vendor)]

    def _kept(self, at: int) -> float:
        """1 less the evidence discount that the vendor's answer has now."""
        criterion = self._criterion(at)
        if criterion.kind.is_judged:
            return 1.0
        return 1.0 - criterion.evidence_discount.get(self._column_answer(at).evidence, 0.0)

    def _change(self, at: int, better: BetterAnswer) -> AnswerChange:
        criterion = self._criterion(at)
        return AnswerChange(
            criterion=criterion.id,
            before=self.options[at].before,
            after=better.answer,
            unit=criterion.unit,
            points_before=self._now(at),
            points_after=better.points * self._kept(at),
            shown=better.shown,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Reach:
    """How far an answer's points can rise: at most ``most``, in ``steps`` or anywhere below."""

    most: float
    steps: tuple[float, ...] | None


def _rises(
    lacking: float, wa: float, wb: float, a: _Reach, b: _Reach
) -> Iterator[tuple[float, float]]:
    """Rises of two answers that together make up what is lacking."""
    if a.steps is None and b.steps is None:
        common = lacking / (wa + wb)
        for ra in (common, a.most, (lacking - wb * b.most) / wa):
            yield from _if_reached(ra, (lacking - wa * ra) / wb, a, b)
    elif a.steps is not None:
        for ra in a.steps:
            yield from _if_reached(ra, (lacking - wa * ra) / wb, a, b)
    else:
        yield from ((ra, rb) for rb, ra in _rises(lacking, wb, wa, b, a))


def _if_reached(ra: float, rb: float, a: _Reach, b: _Reach) -> Iterator[tuple[float, float]]:
    """The rises, the second one taken to its next step up, if both can be had."""
    if b.steps is not None:
        rb = next((step for step in b.steps if step >= rb), math.inf)
    if 0 < ra <= a.most and 0 < rb <= b.most:
        yield ra, rb
