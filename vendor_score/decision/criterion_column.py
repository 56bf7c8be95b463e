"""A criterion's column: every vendor's answer made comparable, turned into points, and tested.

Money is compared on the criterion's own basis, currency and tax, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from statistics import fmean

import numpy as np

from vendor_score.criteria.model import Criterion, MissingRule
from vendor_score.kinds.rules import FOUNDING_YEAR
from vendor_score.records import Answer, Answers, AnswerState, EvidenceState, Reading
from vendor_score.scoring import TIE, Flags, Floats, MustResult, missing_points, must_result
from vendor_score.wording import Label, both

__all__ = [
    "Column",
    "KnockOut",
    "NotComparableError",
    "Problem",
    "Row",
    "ScoredAnswer",
    "Status",
    "answer_of",
    "cautious_numbers",
    "comparable",
    "evidence_kept",
    "in_own_unit",
    "money_unit",
    "numbers",
    "read_column",
    "relative_points",
]


class NotComparableError(ValueError):
    """A reading that this criterion cannot score; ``code`` is the finding that says why."""

    def __init__(self, code: str, *, found: str, expected: str | Label) -> None:
        super().__init__(code)
        self.code, self.found, self.expected = code, found, expected


def comparable(criterion: Criterion, reading: Reading) -> Reading:
    """The reading as this criterion measures it.

    Parameters
    ----------
    criterion : Criterion
        The criterion that was asked.
    reading : Reading
        What was read of the answer.

    Returns
    -------
    Reading

    Raises
    ------
    NotComparableError
        For money on another basis, in another currency, with other tax, or with a commission on
        top.
    """
    if not criterion.kind.is_price:
        return reading
    _check_price(criterion, reading)
    return replace(reading, unit=criterion.unit)


def money_unit(criterion: Criterion) -> str | None:
    """Currency and basis as readings write them: ``CNY/seat/month``.

    Parameters
    ----------
    criterion : Criterion
        The criterion that was asked.

    Returns
    -------
    str or None
        None for a criterion that is no price.
    """
    if criterion.unit and criterion.basis and "/" not in criterion.unit:
        return f"{criterion.unit}/{criterion.basis}"
    return criterion.unit


def numbers(criterion: Criterion, reading: Reading) -> tuple[float, float]:
    """Both ends of a reading in the criterion's unit.

    Parameters
    ----------
    criterion : Criterion
        The criterion that was asked.
    reading : Reading
        What was read of the answer.

    Returns
    -------
    (float, float)
        An open side closes at its natural limit or the bound itself.

    Raises
    ------
    ValueError
        Where the reading holds no number, or its unit has no conversion.
    """
    return criterion.scale.closed(reading)


def in_own_unit(
    criterion: Criterion, reading: Reading
) -> tuple[float | None, float | None, str | None]:
    """Both ends as people are shown them, an open side as None, with their unit.

    Parameters
    ----------
    criterion : Criterion
        The criterion that was asked.
    reading : Reading
        What was read of the answer.

    Returns
    -------
    (float or None, float or None, str or None)
        In the criterion's unit where the reading converts to it, else as it was read.
    """
    if criterion.kind.is_price or reading.low is reading.high is None:
        return reading.low, reading.high, reading.unit or criterion.unit
    try:
        low, high = criterion.scale.interval(reading)
    except ValueError:
        return reading.low, reading.high, reading.unit
    is_turned = reading.unit == FOUNDING_YEAR
    open_low, open_high = (reading.high, reading.low) if is_turned else (reading.low, reading.high)
    return (
        None if open_low is None else low,
        None if open_high is None else high,
        criterion.unit or reading.unit,
    )


def _check_price(criterion: Criterion, reading: Reading) -> None:
    """Compared never across bases, currencies or tax; what is free is free on any basis."""
    expected, found = money_unit(criterion), reading.unit or ""
    if reading.low == reading.high == 0 and "/" not in found:
        return
    if reading.commission_pct:
        found = f"{found} + {reading.commission_pct:g}%"
    if expected and found and found != expected:
        raise NotComparableError("other-basis", found=reading.text or found, expected=expected)
    other_tax = {"included": "tax_excluded", "excluded": "tax_included"}.get(criterion.tax or "")
    if other_tax in reading.flags:
        told = both(f"terms.tax.{criterion.tax}")
        raise NotComparableError("other-tax", found=reading.text, expected=told)


# Cells: what every answer is worth by itself, before vendors are compared with one another.

NAN = float("nan")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an answer that was read gets no points: the finding's code and values.

    Attributes
    ----------
    code : str
        Of the finding.
    found : str
        What was read.
    expected : str or Label
        What would have counted.
    """

    code: str
    found: str
    expected: str | Label


@dataclass(frozen=True, kw_only=True)
class Column:
    """One criterion over all vendors; arrays have one entry per vendor.

    Attributes
    ----------
    criterion : Criterion
        What was asked.
    answers : tuple of Answer
        One for each vendor.
    problems : mapping of int to Problem
        By row, why an answer became unreadable.
    low : array of float
        Shape (vendors,): points of the cautious end, undiscounted, or of the missing rule; NaN for
        ``exclude``, and for a relative criterion, whose points depend on the other vendors.
    high : array of float
        Shape (vendors,): points of the best end.
    worst : array of float
        Shape (vendors,): the least points that the answer could still turn out to have.
    best : array of float
        Shape (vendors,): the most points.
    number_low : array of float
        Shape (vendors,): the reading itself in the criterion's unit; NaN where there is none.
    number_high : array of float
        Shape (vendors,): its other end.
    kept : array of float
        Shape (vendors,): 1 less the evidence discount.
    read : array of bool
        Shape (vendors,): whether there is a reading that counts.
    fails : array of bool
        Shape (vendors,): knocked out by the missing rule.
    breaks_must : array of bool
        Shape (vendors,): knocked out by the must.
    untested : array of bool
        Shape (vendors,): the must is open.
    """

    criterion: Criterion
    answers: tuple[Answer, ...]
    problems: Mapping[int, Problem]
    low: Floats
    high: Floats
    worst: Floats
    best: Floats
    number_low: Floats
    number_high: Floats
    kept: Floats
    read: Flags
    fails: Flags
    breaks_must: Flags
    untested: Flags

    def take(self, rows: Sequence[int]) -> Column:
        """The same criterion over some of the vendors.

        Parameters
        ----------
        rows : sequence of int
            Of the vendors wanted, in order.

        Returns
        -------
        Column
        """
        return replace(
            self,
            answers=tuple(self.answers[row] for row in rows),
            problems={
                at: self.problems[row] for at, row in enumerate(rows) if row in self.problems
            },
            **{name: getattr(self, name)[list(rows)] for name in _ARRAYS},
        )

    def put(self, row: int, other: Column) -> Column:
        """The same column with the only entry of ``other`` in place of one row.

        Parameters
        ----------
        row : int
            Of the vendor.
        other : Column
            A column with one entry.

        Returns
        -------
        Column
        """
        changed = {name: getattr(self, name).copy() for name in _ARRAYS}
        for name, array in changed.items():
            array[row] = getattr(other, name)[0]
        answers = (*self.answers[:row], *other.answers, *self.answers[row + 1 :])
        problems = {at: said for at, said in self.problems.items() if at != row}
        if said := other.problems.get(0):
            problems[row] = said
        return replace(self, answers=answers, problems=problems, **changed)


_FIGURES = ("low", "high", "worst", "best", "number_low", "number_high", "kept")
_MARKS = ("read", "fails", "breaks_must", "untested")
_ARRAYS = _FIGURES + _MARKS


def answer_of(answers: Answers, vendor: str, criterion: Criterion) -> Answer:
    """The vendor's answer; what the buyer has yet to judge is pending, not unasked.

    Parameters
    ----------
    answers : Answers
        As read from the sources.
    vendor : str
        Its name.
    criterion : Criterion
        The criterion that was asked.

    Returns
    -------
    Answer
    """
    answer = answers.of(vendor, criterion.id)
    # nobody asks vendors what the buyer judges, so "not asked" would take the criterion out
    if answer.state is AnswerState.NOT_ASKED and criterion.kind.is_judged:
        return Answer(criterion=criterion.id, state=AnswerState.PENDING)
    if criterion.kind.is_judged and len(answer.judgements) > 1:
        return _at_mean_of_points(answer, criterion)
    return answer


def _at_mean_of_points(answer: Answer, criterion: Criterion) -> Answer:
    """Several assessors' answer at the level that is worth the mean of their points.

    Levels become points before the mean is taken: where steps are uneven the mean of levels is
    worth something else.
    """
    anchors = criterion.value.anchors if criterion.value is not None else None
    mean = fmean(one.level for one in answer.judgements)
    reading = answer.reading
    # what was tried instead of the judgements stays as it is
    if anchors is None or reading is None or (reading.low, reading.high) != (mean, mean):
        return answer
    points = fmean(anchors.points_at(one.level) for one in answer.judgements)
    now = anchors.points_at(mean)
    if abs(now - points) <= TIE:
        return answer
    turned = replace(anchors, at=tuple((x, -p) for x, p in anchors.at))
    # between the highest and the lowest of the levels every value in between is met
    level = anchors.nearest(mean, points) if now < points else turned.nearest(mean, -points)
    return replace(answer, reading=replace(reading, low=level, high=level))


def read_column(criterion: Criterion, answers: Sequence[Answer]) -> Column:
    """Points and musts of one criterion for every answer, equal ones worked out once.

    Parameters
    ----------
    criterion : Criterion
        The criterion that was asked.
    answers : sequence of Answer
        One for each vendor.

    Returns
    -------
    Column
    """
    reader = _ColumnReader(criterion)
    codes = [reader.code(answer) for answer in answers]
    table = reader.outcomes
    figures = np.array([outcome.figures for outcome in table], dtype=np.float64)
    marks = np.array([outcome.marks for outcome in table], dtype=np.bool_)
    problems = {row: problem for row, code in enumerate(codes) if (problem := table[code].problem)}
    own = list(answers)
    for row in problems:
        own[row] = replace(own[row], state=AnswerState.UNREADABLE)
    return Column(
        criterion=criterion,
        answers=tuple(own),
        problems=problems,
        **dict(zip(_FIGURES, np.ascontiguousarray(figures[codes].T), strict=True)),
        **dict(zip(_MARKS, np.ascontiguousarray(marks[codes].T), strict=True)),
    )


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a kind of answer comes to: its figures and marks, in the order of a column's arrays."""

    figures: tuple[float, ...]
    marks: tuple[bool, ...]
    problem: Problem | None = None


@dataclass(slots=True)
class _ColumnReader:
    """Works out the answers of one criterion; equal ones share an outcome, known by its number."""

    criterion: Criterion
    outcomes: list[_Outcome] = field(default_factory=list)
    seen: dict[tuple[object, ...], int] = field(default_factory=dict)
    known: dict[tuple[object, ...], int] = field(default_factory=dict)

    def code(self, answer: Answer) -> int:
        """The number of the answer's outcome; the very same reading is not looked into twice."""
        # hashing a reading field by field costs more than the points of most answers; the object's
        # identity is free, and the answers hold it alive
        key = (answer.state, answer.evidence, answer.is_bare_claim, id(answer.reading))
        if key not in self.seen:
            self.seen[key] = self._code(answer)
        return self.seen[key]

    def _code(self, answer: Answer) -> int:
        key = _cache_key(answer)
        if key not in self.known:
            self.known[key] = len(self.outcomes)
            self.outcomes.append(self._outcome(answer))
        return self.known[key]

    def _outcome(self, answer: Answer) -> _Outcome:
        if answer.state is not AnswerState.ANSWERED:
            return self._missing(answer.state)
        try:
            (low, high), numbers_read, meets_must = _valued(self.criterion, answer.reading)
        # an answer that cannot be valued counts as unreadable, never as 0 by itself
        except NotComparableError as error:
            problem = Problem(error.code, error.found, error.expected)
            return replace(self._missing(AnswerState.UNREADABLE), problem=problem)
        kept = evidence_kept(self.criterion, answer)
        # best cases are not discounted: seen evidence would lift the answer to its full points
        figures = (low, high, low * kept, high, *numbers_read, kept)
        must = must_result(holds=meets_must) if self.criterion.must else MustResult.MET
        return _Outcome(figures, (True, False, *_must_marks(must)))

    def _missing(self, state: AnswerState) -> _Outcome:
        rule = self.criterion.missing.rule(state)
        refused, must = state is AnswerState.REFUSED, MustResult.MET
        if self.criterion.must is not None:
            must = must_result(holds=None, refused=refused)
        fails = rule == "fail" and self.criterion.is_scored
        return _Outcome(_missing_figures(rule, state), (False, fails, *_must_marks(must)))


def evidence_kept(criterion: Criterion, answer: Answer) -> float:
    """The share of the points that the state of the evidence leaves.

    Parameters
    ----------
    criterion : Criterion
        Whose discounts count.
    answer : Answer
        Whose evidence is looked at.

    Returns
    -------
    float
        1 - d. What the buyer judged needs no proof from the vendor. An unusual figure without
        proof is discounted as any other one without: being good costs nothing, and a figure
        beyond belief gains nothing by being called a claim.
    """
    if criterion.kind.is_judged or criterion.kind.is_computed:
        return 1.0
    state = answer.evidence
    if answer.is_bare_claim and state is not EvidenceState.SEEN:
        state = EvidenceState.NONE
    return 1.0 - criterion.evidence_discount.get(state, 0.0)


def _cache_key(answer: Answer) -> tuple[object, ...]:
    """What of an answer its points depend on."""
    reading = answer.reading
    if answer.state is not AnswerState.ANSWERED or reading is None:
        return (answer.state,)
    # everything that points, must or discount look at; the words of the answer are not among them
    return (
        answer.evidence, answer.is_bare_claim, reading.low, reading.high, reading.unit,
        reading.items, reading.flags, reading.commission_pct,
    )  # fmt: skip


def _missing_figures(rule: MissingRule, state: AnswerState) -> tuple[float, ...]:
    points = missing_points(rule)
    # what does not apply will not turn out to be anything; what is missing may be all or nothing
    worst, best = (points, points) if state is AnswerState.NOT_APPLICABLE else (0.0, 100.0)
    return (points, points, worst, best, NAN, NAN, 1.0)


def _valued(
    criterion: Criterion, reading: Reading | None
) -> tuple[tuple[float, float], tuple[float, float], bool]:
    """Lowest and highest points, numbers for a relative criterion (else NaN), and its must.

    Raises NotComparableError for a reading that gets no points, with the finding's code.
    """
    if reading is None or not reading.has_value:
        found = "" if reading is None else reading.text
        raise NotComparableError("unreadable", found=found, expected=criterion.answer)
    own = comparable(criterion, reading)
    try:
        return *_figures_of(criterion, own), _meets(criterion, own)
    except NotComparableError:
        raise
    except ValueError:
        expected = _expected(criterion)
        raise NotComparableError("no-points", found=reading.text, expected=expected) from None


def _figures_of(
    criterion: Criterion, reading: Reading
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Points and numbers; a relative criterion has points only beside the other vendors."""
    if criterion.value is not None:
        points = criterion.value.points(reading)
        return (points.low, points.high), (NAN, NAN)
    if criterion.direction is None:
        return (NAN, NAN), (NAN, NAN)
    return (NAN, NAN), numbers(criterion, reading)


def _must_marks(must: MustResult) -> tuple[bool, bool]:
    """Broken, untested: the last two marks of a column."""
    return must is MustResult.BROKEN, must is MustResult.UNTESTED


def _meets(criterion: Criterion, reading: Reading) -> bool:
    return criterion.must is None or criterion.must.holds(reading)


def _expected(criterion: Criterion) -> str:
    """What this criterion gives points to, in its own words."""
    return ", ".join(_expected_words(criterion)) or criterion.answer


def _expected_words(criterion: Criterion) -> Iterator[str]:
    for option in criterion.options:
        yield option.id
    if not criterion.options and criterion.unit:
        yield criterion.unit


# Relative criteria: best 100, worst 0 over the cautious readings of the vendors at hand.


def cautious_numbers(column: Column) -> Floats:
    """The end of each reading that is worse in the criterion's direction; NaN where unread.

    Parameters
    ----------
    column : Column
        One criterion over all vendors.

    Returns
    -------
    array of float
        Shape (vendors,), in the criterion's unit.
    """
    return column.number_low if column.criterion.direction == "max" else column.number_high


def relative_points(column: Column, in_the_running: Flags) -> tuple[Floats, Floats]:
    """Points of both ends of every reading, before evidence discount; the rule's where unread.

    The scale runs over the vendors that are not knocked out (over all where none is left); the
    knocked-out are placed on it, cut off at 0 and 100. All equal: 100.

    Parameters
    ----------
    column : Column
        One criterion over all vendors.
    in_the_running : array of bool, shape (vendors,)
        Who is not knocked out.

    Returns
    -------
    (array of float, array of float)
        Two of shape (vendors,), 0 to 100, NaN where the rule excludes.
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


# Records of a decision: where a vendor stands, what knocked it out, an answer with its points.


class Status(StrEnum):
    """Where a vendor stands: with a rank, with a rank but musts untested, or without one."""

    RANKED = "ranked"
    UNCONFIRMED = "unconfirmed"
    KNOCKED_OUT = "knocked_out"
    UNRANKED = "unranked"


@dataclass(frozen=True, kw_only=True, slots=True)
class KnockOut:
    """A must that an answer broke: the rule as written, what was found, and where.

    Attributes
    ----------
    vendor, criterion : str
        Name and id.
    rule : str
        As written, or ``missing: fail`` where the missing rule of the criterion knocked out.
    found : str
        The answer that counts.
    answer : Answer
        The whole of it, with where it stands.
    """

    vendor: str
    criterion: str
    rule: str
    found: str
    answer: Answer


@dataclass(frozen=True, kw_only=True, slots=True)
class ScoredAnswer:
    """An answer with its points, 0-100.

    Attributes
    ----------
    answer : Answer
    value : float or None
        The cautious end, which the score uses, after evidence discount. For a missing answer the
        points of its ``rule``: None where the rule leaves it out (``exclude``), 0 where it knocks
        out (``fail``).
    value_high : float or None
        The best end over the reading, never discounted; the points of the rule where missing.
    worst, best : float
        What the answer could still turn out to be: 0 and 100 where missing, the points of the
        rule where not applicable (both 0 where that leaves it out).
    rule : str, float or None
        The missing rule that applied.
    """

    answer: Answer
    value: float | None
    value_high: float | None
    worst: float
    best: float
    rule: MissingRule | None = None

    @property
    def state(self) -> AnswerState:
        """Whether there is an answer, or how it is missing."""
        return self.answer.state


class Row(Mapping[str, float]):
    """One vendor's figures by criterion id, read from its row of an array when asked for.

    Parameters
    ----------
    at : mapping of str to int
        Column of each criterion.
    figures : array of float, shape (criteria,)
        Of one vendor.
    """

    __slots__ = ("_at", "_figures")

    def __init__(self, at: Mapping[str, int], figures: Floats) -> None:
        self._at, self._figures = at, figures

    def __getitem__(self, id: str) -> float:
        return float(self._figures[self._at[id]])

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)

    def __repr__(self) -> str:
        return repr(dict(self))
