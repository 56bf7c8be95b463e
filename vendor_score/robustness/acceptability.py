"""Decision -> rank acceptability: what is sampled, and the shares that come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import get_args

import numpy as np

from vendor_score.decision import Decision
from vendor_score.errors import UsageError
from vendor_score.robustness.answer_sampling import answer_samplers
from vendor_score.robustness.model import ScoreModel
from vendor_score.robustness.rank_counts import RankCounts
from vendor_score.robustness.records import Acceptability, WeightSpace
from vendor_score.robustness.smaa import (
    SamplingProblem,
    sample_confidence,
    sample_ranks,
)
from vendor_score.robustness.weight_sampling import weight_sampler
from vendor_score.scoring.kernel import Floats, round_scores

__all__ = ["MOST_VENDORS", "MOST_WORKED_OUT", "SamplingSettings", "acceptability", "leading_rows"]

MOST_VENDORS = 100
"""Of longer lists, the first this many of the ranking are sampled: every pair is counted."""

MOST_WORKED_OUT = 30
"""Of longer lists, smallest changes and what it would take are worked out for this many."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SamplingSettings:
    """How to sample. Raises UsageError for fewer than 1 sample, or a band outside 0-1."""

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
    """Sample weights and answers of the ranked vendors."""
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
    """The rows of the model's vendors that have a score, the best ``most`` of them."""
    scores = model.scores()
    ranked = np.flatnonzero(~np.isnan(scores))
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
