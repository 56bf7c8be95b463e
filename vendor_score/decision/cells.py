"""Cells: what every answer is worth by itself, before vendors are compared with one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from vendor_score.criteria.model import Criterion, MissingRule
from vendor_score.decision.arrays import Array, Marks
from vendor_score.decision.readings import NotComparableError, comparable, numbers
from vendor_score.questionnaire.records import (
    Answer,
    AnswerKind,
    Answers,
    AnswerState,
    EvidenceState,
    Reading,
)

__all__ = ["Column", "Problem", "answer_of", "read_column"]

NAN = float("nan")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an answer that was read gets no points: the finding's code and values."""

    code: str
    found: str
    expected: str


@dataclass(frozen=True, slots=True)
class _Worth:
    """What one reading is worth: points (for a relative criterion numbers), and its must."""

    low: float = NAN
    high: float = NAN
    number_low: float = NAN
    number_high: float = NAN
    meets_must: bool = True
    problem: Problem | None = None


@dataclass(frozen=True, kw_only=True)
class Column:
    """One criterion over all vendors; arrays have one entry per vendor.

    ``low`` and ``high`` are points: of a reading (undiscounted; NaN for a relative criterion, whose
    points depend on the other vendors), or of the missing rule (NaN for ``exclude``).
    ``number_low`` and ``number_high`` are the reading itself in the criterion's unit, NaN where
    there is none. ``kept`` is 1 less the evidence discount; ``fails``, ``breaks_must`` knock out.
    """

    criterion: Criterion
    answers: tuple[Answer, ...]
    problems: tuple[Problem | None, ...]
    low: Array
    high: Array
    worst: Array
    best: Array
    number_low: Array
    number_high: Array
    kept: Array
    read: Marks
    fails: Marks
    breaks_must: Marks
    untested: Marks

    def take(self, rows: Sequence[int]) -> Column:
        """The same criterion over some of the vendors."""
        return replace(
            self,
            answers=tuple(self.answers[row] for row in rows),
            problems=tuple(self.problems[row] for row in rows),
            **{name: getattr(self, name)[list(rows)] for name in _ARRAYS},
        )

    def put(self, row: int, other: Column) -> Column:
        """The same column with the only entry of ``other`` in place of one row."""
        changed = {name: getattr(self, name).copy() for name in _ARRAYS}
        for name, array in changed.items():
            array[row] = getattr(other, name)[0]
        answers, problems = list(self.answers), list(self.problems)
        answers[row], problems[row] = other.answers[0], other.problems[0]
        return replace(self, answers=tuple(answers), problems=tuple(problems), **changed)


_FIGURES = ("low", "high", "worst", "best", "number_low", "number_high", "kept")
_MARKS = ("read", "fails", "breaks_must", "untested")
_ARRAYS = _FIGURES + _MARKS


def answer_of(answers: Answers, vendor: str, criterion: Criterion) -> Answer:
    """The vendor's answer; what the buyer has yet to judge is pending, not unasked."""
    answer = answers.of(vendor, criterion.id)
    if answer.state is AnswerState.NOT_ASKED and criterion.answer is AnswerKind.JUDGED:
        return Answer(criterion=criterion.id, state=AnswerState.PENDING)
    return answer


def read_column(criterion: Criterion, answers: Sequence[Answer]) -> Column:
    """Points and musts of one criterion for every answer, equal readings worked out once."""
    reader = _ColumnReader(criterion)
    rows = [reader.row(answer) for answer in answers]
    figures = np.array([row.figures for row in rows], dtype=np.float64).reshape(-1, len(_FIGURES))
    marks = np.array([row.marks for row in rows], dtype=np.bool_).reshape(-1, len(_MARKS))
    return Column(
        criterion=criterion,
        answers=tuple(row.answer for row in rows),
        problems=tuple(row.problem for row in rows),
        **dict(zip(_FIGURES, np.ascontiguousarray(figures.T), strict=True)),
        **dict(zip(_MARKS, np.ascontiguousarray(marks.T), strict=True)),
    )


@dataclass(frozen=True, slots=True)
class _CellRow:
    answer: Answer
    problem: Problem | None
    figures: tuple[float, ...]
    marks: tuple[bool, ...]


@dataclass(slots=True)
class _ColumnReader:
    """Works out answers of one criterion, and remembers what a reading is worth."""

    criterion: Criterion
    known: dict[tuple[object, ...], _Worth] = field(default_factory=dict)
    missing: dict[AnswerState, tuple[tuple[float, ...], tuple[bool, ...]]] = field(
        default_factory=dict
    )

    def row(self, answer: Answer) -> _CellRow:
        if answer.state is not AnswerState.ANSWERED:
            return _CellRow(answer, None, *self._missing(answer.state))
        worth = self._worth(answer.reading)
        if worth.problem is not None:
            unread = replace(answer, state=AnswerState.UNREADABLE)
            return _CellRow(unread, worth.problem, *self._missing(AnswerState.UNREADABLE))
        kept = self._kept(answer.evidence)
        figures = (
            worth.low,
            worth.high,
            worth.low * kept,
            worth.high,
            worth.number_low,
            worth.number_high,
            kept,
        )
        return _CellRow(answer, None, figures, (True, False, not worth.meets_must, False))

    def _kept(self, evidence: EvidenceState) -> float:
        """1 - d; what the buyer judged needs no proof from the vendor."""
        if self.criterion.answer is AnswerKind.JUDGED:
            return 1.0
        return 1.0 - self.criterion.evidence_discount.get(evidence, 0.0)

    def _missing(self, state: AnswerState) -> tuple[tuple[float, ...], tuple[bool, ...]]:
        if state not in self.missing:
            rule = self.criterion.missing.rule(state)
            has_must, refused = self.criterion.must is not None, state is AnswerState.REFUSED
            fails = rule == "fail" and self.criterion.is_scored
            marks = (False, fails, has_must and refused, has_must and not refused)
            self.missing[state] = (_missing_figures(rule, state), marks)
        return self.missing[state]

    def _worth(self, reading: Reading | None) -> _Worth:
        if reading is None or not reading.has_value:
            found = "" if reading is None else reading.text
            return _Worth(problem=Problem("unreadable", found, self.criterion.answer.value))
        key = (
            reading.low, reading.high, reading.unit, reading.items, reading.flags,
            reading.commission_pct,
        )  # fmt: skip
        if key not in self.known:
            self.known[key] = _worth(self.criterion, reading)
        return self.known[key]


def _missing_figures(rule: MissingRule, state: AnswerState) -> tuple[float, ...]:
    points = {"exclude": NAN, "worst": 0.0, "fail": 0.0}[rule] if isinstance(rule, str) else rule
    worst, best = (points, points) if state is AnswerState.NOT_APPLICABLE else (0.0, 100.0)
    return (points, points, worst, best, NAN, NAN, 1.0)


def _worth(criterion: Criterion, reading: Reading) -> _Worth:
    try:
        own = comparable(criterion, reading)
        return replace(_points(criterion, own), meets_must=_meets(criterion, own))
    except NotComparableError as problem:
        return _Worth(problem=Problem(problem.code, problem.found, problem.expected))
    except ValueError:
        return _Worth(problem=Problem("no-points", reading.text, _expected(criterion)))


def _points(criterion: Criterion, reading: Reading) -> _Worth:
    if criterion.value is None:
        if criterion.direction is None:
            return _Worth()
        low, high = numbers(criterion, reading)
        return _Worth(number_low=low, number_high=high)
    points = criterion.value.points(reading)
    return _Worth(points.low, points.high)


def _meets(criterion: Criterion, reading: Reading) -> bool:
    return criterion.must is None or criterion.must.holds(reading)


def _expected(criterion: Criterion) -> str:
    """What this criterion gives points to, in its own words."""
    return ", ".join(_expected_words(criterion)) or criterion.answer.value


def _expected_words(criterion: Criterion) -> Iterator[str]:
    for option in criterion.options:
        yield option.id
    if not criterion.options and criterion.unit:
        yield criterion.unit
