"""Scores as a function of weights, and the shares of the ranks over sampled weights and answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import get_args

import numpy as np

from vendor_score.criteria.model import Criterion
from vendor_score.decision import Decision
from vendor_score.decision.criterion_column import cautious_numbers, comparable
from vendor_score.errors import UsageError
from vendor_score.kinds.rules import Scale
from vendor_score.kinds.value_functions import Anchors
from vendor_score.records import AnswerState, Reading
from vendor_score.robustness.records import Acceptability, WeightSpace
from vendor_score.robustness.smaa import (
    CellSampler,
    RankCounts,
    SamplingProblem,
    sample_confidence,
    sample_ranks,
    weight_sampler,
)
from vendor_score.scoring import (
    Flags,
    Floats,
    competition_ranks,
    leaders,
    mean_of_sums,
    round_scores,
)
from vendor_score.weights import WeightNode

__all__ = [
    "MOST_VENDORS",
    "MOST_WORKED_OUT",
    "DrawnOption",
    "DrawnRange",
    "SamplingSettings",
    "ScoreModel",
    "acceptability",
    "answer_samplers",
    "leading_rows",
    "score_model",
]


@dataclass(frozen=True, kw_only=True, eq=False)
class ScoreModel:
    """The vendors that are not knocked out, their points, and the weights as a tree.

    The score of a vendor is sum(w v) / sum(w) over the criteria that count for it.

    Attributes
    ----------
    vendors : tuple of str
        Without the knocked-out ones.
    criteria : tuple of str
        Ids of those that take part, in file order.
    tree : tuple of WeightNode
        Groups and criteria with their entered weights.
    points : array of float
        Shape (vendors, criteria): 0 to 100, NaN where excluded.
    weights : array of float
        Shape (criteria,): shares of the whole, sum 1.
    """

    vendors: tuple[str, ...]
    criteria: tuple[str, ...]
    tree: tuple[WeightNode, ...]
    points: Floats
    weights: Floats

    @cached_property
    def counted(self) -> Flags:
        """Which answers count, vendors x criteria."""
        return ~np.isnan(self.points)

    @cached_property
    def filled(self) -> Floats:
        """The points with 0 where an answer is excluded."""
        return np.where(self.counted, self.points, 0.0)

    @cached_property
    def is_linear(self) -> bool:
        """Whether scores are linear in the weights: nothing is excluded."""
        return bool(self.counted.all())

    @cached_property
    def leaf_shares(self) -> dict[str, float]:
        """The shares of the whole by criterion."""
        return dict(zip(self.criteria, self.weights.tolist(), strict=True))

    def scores(self, weights: Floats | None = None) -> Floats:
        """The score of every vendor; NaN for one that has nothing left to score.

        Parameters
        ----------
        weights : array of float, shape (criteria,), optional
            Shares of the whole; by default the present ones.

        Returns
        -------
        array of float
            Shape (vendors,), 0 to 100.
        """
        w = self.weights if weights is None else weights
        if self.is_linear:
            return np.asarray(self.filled @ w)
        return mean_of_sums(self.filled @ w, self.counted @ w)

    def first(self, weights: Floats | None = None) -> tuple[str, ...]:
        """The vendors in first place at ``weights``.

        Parameters
        ----------
        weights : array of float, shape (criteria,), optional
            Shares of the whole; by default the present ones.

        Returns
        -------
        tuple of str
            In the order of the model; several where they tie.
        """
        return tuple(self.vendors[row] for row in leaders(self.scores(weights)))

    def ranks(self, weights: Floats | None = None) -> dict[str, int]:
        """Competition ranks 1, 2, 2, 4 at ``weights``, of the vendors that have a score.

        Parameters
        ----------
        weights : array of float, shape (criteria,), optional
            Shares of the whole; by default the present ones.

        Returns
        -------
        dict of str to int
        """
        scores = self.scores(weights)
        rows = np.flatnonzero(~np.isnan(scores)).tolist()
        ranks = competition_ranks(scores[rows]).tolist()
        return {self.vendors[row]: rank for row, rank in zip(rows, ranks, strict=True)}

    def array(self, shares: Mapping[str, float]) -> Floats:
        """Leaf shares by id as an array in the order of ``criteria``.

        Parameters
        ----------
        shares : mapping of str to float
            By id; others may stand there too.

        Returns
        -------
        array of float
            Shape (criteria,).
        """
        return np.array([shares[id] for id in self.criteria])


def score_model(decision: Decision) -> ScoreModel:
    """The score model of a decision: all vendors but the knocked-out ones, in their order.

    Parameters
    ----------
    decision : Decision
        The scored answers.

    Returns
    -------
    ScoreModel
    """
    kept = np.flatnonzero(decision.in_the_running)
    return ScoreModel(
        vendors=tuple(decision.vendors[row] for row in kept),
        criteria=tuple(criterion.id for criterion in decision.criteria_taking_part),
        tree=decision.weight_tree,
        points=decision.points[kept],
        weights=decision.weight_array,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawnRange:
    """Uniform between two answers, then through the value function, less evidence discount.

    Attributes
    ----------
    low : float
        In the unit of ``anchors``.
    high : float
        In the unit of ``anchors``.
    anchors : Anchors
        The value function.
    kept : float
        1 less the evidence discount.
    """

    low: float
    high: float
    anchors: Anchors
    kept: float

    def __call__(self, rng: np.random.Generator, draws: int) -> Floats:
        return self.anchors.points_of(rng.uniform(self.low, self.high, draws)) * self.kept


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawnOption:
    """One of several options, equally, less evidence discount.

    Attributes
    ----------
    points : tuple of float
        0 to 100, one for each option that is left open.
    kept : float
        1 less the evidence discount.
    """

    points: tuple[float, ...]
    kept: float

    def __call__(self, rng: np.random.Generator, draws: int) -> Floats:
        # a range between the points of two options would draw points that no answer has
        chosen = rng.integers(len(self.points), size=draws)
        return np.asarray(np.array(self.points)[chosen] * self.kept)


def answer_samplers(
    decision: Decision, vendors: Sequence[str]
) -> tuple[tuple[int, int, CellSampler], ...]:
    """What is drawn: a sampler for every weighted answer that is not exact.

    Parameters
    ----------
    decision : Decision
        The scored answers.
    vendors : sequence of str
        Those that are sampled.

    Returns
    -------
    tuple of (int, int, CellSampler)
        (row in ``vendors``, position of the criterion, sampler), in that order.
    """
    rows = decision.rows_of(vendors)
    found: list[tuple[int, int, CellSampler]] = []
    for at, criterion in enumerate(decision.criteria_taking_part):
        # at weight 0 no draw of it moves a score
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
        # prices are read as CNY/seat/month and measured in CNY
        reading = comparable(self.criterion, answer.reading)
        kept = float(self.column.kept[row])
        value = self.criterion.value
        options = () if value is None else value.equally_likely(reading)
        if len(set(options)) > 1:
            return DrawnOption(points=options, kept=kept)
        return self._range(reading, kept)

    def _range(self, reading: Reading, kept: float) -> DrawnRange | None:
        if self.anchors is None or reading.low is None or reading.high is None:
            return None
        scale = self.anchors.scale
        low, high = scale.interval(reading)
        if "assumed" in reading.flags and reading.parts:
            low = min(reading.parts)  # what is assumed stays at its dear end, as one-sided answers
        # "about 90 %" names one figure and means several
        if low == high and "approx" in reading.flags:
            low, high = _around(low, self.criterion, scale)
        points = self.anchors.points(replace(reading, low=low, high=high, unit=scale.unit))
        # flat over the whole reading: drawing would change nothing
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
    # all equal: everybody has 100 points, whatever is drawn
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


MOST_VENDORS = 100
"""Of longer lists, the first this many of the ranking are sampled: every pair is counted."""

MOST_WORKED_OUT = 30
"""Of longer lists, smallest changes and what it would take are worked out for this many."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SamplingSettings:
    """How to sample.

    Attributes
    ----------
    samples : int
        Draws, at least 1.
    seed : int
        Same seed, same digits; at least 0.
    weights : str
        ``stated``, ``any`` or ``ordinal``.
    band : float
        Half width of ``stated``, 0 to 1.

    Raises
    ------
    UsageError
        For settings out of range.
    """

    samples: int = 100_000
    seed: int = 0
    weights: WeightSpace = "stated"
    band: float = 0.25

    def __post_init__(self) -> None:
        if self.samples < 1:
            raise UsageError("errors.samples", found=self.samples)
        if self.seed < 0:
            raise UsageError("errors.seed", found=self.seed)
        if self.weights not in get_args(WeightSpace):
            known = ", ".join(get_args(WeightSpace))
            raise UsageError("errors.weight_space", found=self.weights, known=known)
        if not 0.0 <= self.band <= 1.0:
            raise UsageError("errors.band", found=self.band)


def acceptability(
    decision: Decision,
    model: ScoreModel,
    settings: SamplingSettings,
    progress: Callable[[int, int], None] | None = None,
) -> Acceptability:
    """Sample weights and answers of the ranked vendors.

    Parameters
    ----------
    decision : Decision
        The scored answers.
    model : ScoreModel
        Of the vendors that are not knocked out.
    settings : SamplingSettings
    progress : callable, optional
        Called with draws done and draws in all.

    Returns
    -------
    Acceptability
        Rank acceptability indices, central weights, confidence factors and pairwise winning shares.

    Notes
    -----
    SMAA-2 (Lahdelma & Salminen 2001, Operations Research 49(3)).
    """
    rows = leading_rows(model)
    vendors = tuple(model.vendors[row] for row in rows)
    if not vendors:
        return _nobody(model, settings)
    problem = SamplingProblem(
        points=model.points[rows],
        weights=weight_sampler(model.tree, model.leaf_shares, settings.weights, settings.band),
        cells=answer_samplers(decision, vendors),
    )
    sampled = sample_ranks(problem, settings.samples, settings.seed, progress=progress)
    # confidence asks: at the weights that favour it most, how sure is its first place, answers
    # being what they are (Lahdelma & Salminen 2001)
    centres = _central_weights(sampled.with_answers)
    confidence = sample_confidence(problem, centres, settings.samples, settings.seed)
    ranks = sampled.with_answers.ranks / settings.samples
    return Acceptability(
        vendors=vendors,
        criteria=model.criteria,
        **asdict(settings),
        ranks=ranks,
        ranks_weights_only=sampled.weights_only.ranks / settings.samples,
        ahead=sampled.with_answers.ahead / settings.samples,
        expected_rank=ranks @ np.arange(1, len(vendors) + 1),
        central_weights={
            vendor: None if c is None else dict(zip(model.criteria, c.tolist(), strict=True))
            for vendor, c in zip(vendors, centres, strict=True)
        },
        confidence=dict(zip(vendors, confidence, strict=True)),
    )


def leading_rows(model: ScoreModel, most: int = MOST_VENDORS) -> list[int]:
    """The rows of the model's vendors that have a score, the best ``most`` of them.

    Parameters
    ----------
    model : ScoreModel
        Of the vendors that are not knocked out.
    most : int, optional
        Vendors at most.

    Returns
    -------
    list of int
        Rows of the model, in its order.
    """
    scores = model.scores()
    ranked = np.flatnonzero(~np.isnan(scores))
    # a stable sort keeps file order among equals: the same rows on every machine
    best = ranked[np.argsort(-round_scores(scores[ranked]), kind="stable")][:most]
    return sorted(best.tolist())


def _central_weights(counts: RankCounts) -> list[Floats | None]:
    """The mean of the weights under which each vendor is first; None where it never is."""
    return [
        sums / won if won > 0 else None
        for sums, won in zip(counts.weight_sums, counts.ranks[:, 0], strict=True)
    ]


def _nobody(model: ScoreModel, settings: SamplingSettings) -> Acceptability:
    nothing = np.zeros((0, 0))
    return Acceptability(
        vendors=(),
        criteria=model.criteria,
        **asdict(settings),
        ranks=nothing,
        ranks_weights_only=nothing,
        ahead=nothing,
        expected_rank=np.zeros(0),
        central_weights={},
        confidence={},
    )
