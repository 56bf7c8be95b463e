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
from vendor_score.decision.criterion_column import cautious_numbers, comparable, evidence_kept
from vendor_score.kinds.improvements import AnswerImprovement, BetterAnswer
from vendor_score.records import Answer, AnswerState, Reading
from vendor_score.robustness.acceptability import (
    MOST_WORKED_OUT,
    ScoreModel,
    leading_rows,
    score_model,
)
from vendor_score.robustness.records import AnswerChange, ToWin
from vendor_score.scoring import AHEAD, Floats, round_score, round_scores, weighted_mean

__all__ = ["relative_change", "to_overtake", "to_win"]

_GRID = 1e-6
_FAR = 1e6  # times the range at hand: further, an answer is no answer
_HALVINGS = 200
_SLACK = 1e-10  # points, far below `AHEAD`: a pair that just does must not fail by the last bit


def relative_change(
    decision: Decision, model: ScoreModel, vendor: str, at: int, rival: str | None = None
) -> AnswerChange | None:
    """The nearest answer to a relative criterion that puts a vendor strictly first.

    Parameters
    ----------
    decision : Decision
        The scored answers.
    model : ScoreModel
        Of the vendors that are not knocked out.
    vendor : str
        One that is ranked and not first.
    at : int
        Position of the criterion in ``criteria_taking_part``.
    rival : str, optional
        The one vendor to get ahead of; by default all of them.

    Returns
    -------
    AnswerChange or None
        In the criterion's unit; None where no answer does.

    Notes
    -----
    The lead over every rival rises with the answer in the criterion's direction, so bisection finds
    where it begins.
    """
    candidate = _RelativeCandidate(
        decision=decision, model=model, vendor=vendor, at=at, rival=rival
    )
    after = candidate.answer()
    if after is None:
        return None
    now, then = model.points[candidate.row, at], candidate.points(after)[candidate.row]
    return AnswerChange(
        criterion=candidate.criterion.id,
        before=candidate.before,
        after=after,
        unit=candidate.criterion.unit,
        points_before=float(model.scores()[candidate.row] if math.isnan(now) else now),
        points_after=float(then),
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class _RelativeCandidate:
    """One vendor's answer to one relative criterion as a variable."""

    decision: Decision
    model: ScoreModel
    vendor: str
    at: int
    rival: str | None

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
        # an answer that is there now has its own evidence; `column.kept` of a missing one says 1
        kept[self.row] = evidence_kept(self.criterion, column.answers[rows[self.row]])
        return kept

    def points(self, answer: float) -> Floats:
        """Every vendor's points on this criterion if the vendor answered so."""
        figures = self.sign * self.numbers
        figures[self.row] = self.sign * answer
        # the new answer may itself become the best or the worst, which moves everybody's points
        worst, best = np.nanmin(figures), np.nanmax(figures)
        placed = (
            np.full_like(figures, 100.0)
            if best == worst
            else (figures - worst) / (best - worst) * 100.0
        )
        return np.where(np.isnan(figures), self.model.points[:, self.at], placed * self.kept)

    def wins(self, answer: float) -> bool:
        """Whether the vendor is strictly first then, or ahead of its one rival."""
        points = self.model.points.copy()
        points[:, self.at] = self.points(answer)
        scores = round_scores(weighted_mean(points, self.model.weights))
        rivals = _rivals(self.model, scores, self.row, self.rival)
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
        # a lead that only rises with the answer has one place where it begins: bisection, until
        # no number lies between
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
        # where the scale has an end nobody can answer beyond it
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
        # the neighbours too: which way is towards winning depends on the must and on ties
        down, up = math.floor(x / step), math.ceil(x / step)
        return {float(round(n * step, 6)) for n in (down - 1, down, up, up + 1)}

    def _allowed(self, x: float) -> bool:
        low, high = self._ends()
        inside = (low is None or x >= low) and (high is None or x <= high)
        return inside and (self.criterion.must is None or self.criterion.must.allows(x))


def to_win(decision: Decision, model: ScoreModel) -> dict[str, ToWin]:
    """For every vendor that is not first: answers that would make it so, or the musts to meet.

    Parameters
    ----------
    decision : Decision
    model : ScoreModel
        Of the ranked vendors.

    Returns
    -------
    dict of str to ToWin
        By vendor; answers in the unit of their criterion, rises in points.

    Notes
    -----
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


def to_overtake(decision: Decision, vendor: str, rival: str) -> ToWin:
    """Answers that would put one vendor ahead of one other, or the musts to meet first.

    Parameters
    ----------
    decision : Decision
        The scored answers.
    vendor, rival : str
        Names; the vendor is behind the rival.

    Returns
    -------
    ToWin
        As `to_win` gives it for the first place. Empty where the rival is out of the ranking.
    """
    broken = tuple(knock_out.criterion for knock_out in decision.knock_outs_of(vendor))
    if broken:
        return ToWin(first_meet=broken)
    model = score_model(decision)
    missing = {
        name for name, score in zip(model.vendors, model.scores(), strict=True) if np.isnan(score)
    }
    if missing & {vendor, rival} or rival not in model.vendors:
        return ToWin()
    return _for_ranked(decision, model, vendor, rival)


def _for_ranked(
    decision: Decision, model: ScoreModel, vendor: str, rival: str | None = None
) -> ToWin:
    candidate = _Candidate(decision=decision, model=model, vendor=vendor, rival=rival)
    single = tuple(
        change for at in candidate.weighted if (change := candidate.single(at)) is not None
    )
    return ToWin(single=single, pair=None if single else candidate.cheapest_pair())


def _rivals(model: ScoreModel, scores: Floats, row: int, rival: str | None) -> Floats:
    """The scores to get ahead of."""
    return np.delete(scores, row) if rival is None else scores[[model.vendors.index(rival)]]


@dataclass(frozen=True, kw_only=True)
class _Pair:
    """Two answers to raise: positions, rises in points, the larger rise."""

    larger: float
    at: tuple[int, int]
    rises: tuple[float, float]


@dataclass(frozen=True, kw_only=True, eq=False)
class _Candidate:
    """One vendor's way to the first place, or ahead of one rival."""

    decision: Decision
    model: ScoreModel
    vendor: str
    rival: str | None = None

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
        rivals = _rivals(self.model, self.model.scores(), self.row, self.rival)
        return float(np.nanmax(rivals)) + AHEAD

    @cached_property
    def mass(self) -> float:
        """The weight that counts for the vendor."""
        return float(self.model.counted[self.row] @ self.model.weights)

    @cached_property
    def options(self) -> dict[int, AnswerImprovement]:
        """What could be answered, by position of the criterion; relative ones apart."""
        found = {at: self._criterion(at).improvement(self._reading(at)) for at in self.weighted}
        return {at: option for at, option in found.items() if option is not None}

    def single(self, at: int) -> AnswerChange | None:
        """The change of one answer that is enough."""
        if at not in self.options:
            return relative_change(self.decision, self.model, self.vendor, at, self.rival)
        better = self.options[at].nearest(self._needed({}, at) / self._kept(at))
        return None if better is None else self._change(at, better)

    def cheapest_pair(self) -> tuple[AnswerChange, AnswerChange] | None:
        """The pair of changes whose larger rise in points is the smallest."""
        # relative criteria are left out: raising one moves everybody's points on it
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
        # an excluded answer that is given brings its weight back into the mean
        fresh = [at for at in ats if not self.model.counted[self.row, at]]
        return self.mass + float(self.model.weights[fresh].sum())

    def _needed(self, given: dict[int, float], at: int) -> float:
        """The points that the answer needs for the first place, others ``given``."""
        whole, weights = self._whole(*given, at), self.model.weights
        # score x weight is the sum of points; what the sum lacks is shared among the answers
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

    def _reach_of(self, at: int, option: AnswerImprovement) -> _Reach:
        kept, now, steps = self._kept(at), self._now(at), option.steps()
        if steps is not None:
            steps = tuple(s * kept - now for s in steps if s * kept > now)
        return _Reach(most=option.most() * kept - now, steps=steps)

    def _settled(self, pair: _Pair) -> tuple[AnswerChange, AnswerChange] | None:
        """Answers for the rises of a pair: the larger first, then each as small as it can be."""
        # each answer is the nearest that does, given the other: an option may overshoot its rise,
        # so the other one is looked at again
        a, b = pair.at if pair.rises[0] >= pair.rises[1] else pair.at[::-1]
        rise = max(pair.rises)
        points = {a: self._now(a) + rise}
        answers = {}
        for at, other in ((b, a), (a, b), (b, a)):
            option, kept = self.options[at], self._kept(at)
            needed = self._needed({other: points[other]}, at) - _SLACK
            better = option.nearest(needed / kept)
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
        return evidence_kept(self._criterion(at), self._column_answer(at))

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
        # both anywhere: equal rises if they can be had, else one of them at its end
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
        rb = next((step for step in b.steps if step >= rb - _SLACK), math.inf)
    if 0 < ra <= a.most + _SLACK and 0 < rb <= b.most + _SLACK:
        yield ra, rb
