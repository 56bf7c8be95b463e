"""Records of robustness: what each analysis found, ready to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import numpy as np

    from vendor_score.wording import Label

__all__ = [
    "Acceptability",
    "AnswerChange",
    "Diagnostics",
    "LeaveOneOut",
    "MethodAgreement",
    "MethodResult",
    "MissingRanks",
    "ProvenOnly",
    "Robustness",
    "SmallestChange",
    "TippingPoint",
    "WeightSetResult",
]

WeightSpace = Literal["stated", "any", "ordinal"]


@dataclass(frozen=True, kw_only=True, slots=True)
class TippingPoint:
    """How far the share of one node can move, others in proportion, before the first place changes.

    ``low``-``high`` is the interval in which the set of first-placed vendors stays; ``below`` and
    ``above`` are first just beyond, empty where the interval ends at 0 or 1. ``order_low`` and
    ``order_high`` bound the interval in which the whole order stays.
    """

    id: str
    weight: float
    low: float
    high: float
    below: tuple[str, ...]
    above: tuple[str, ...]
    order_low: float
    order_high: float


@dataclass(frozen=True, kw_only=True, slots=True)
class SmallestChange:
    """The least change of weights that puts a vendor first: half the sum of absolute differences.

    ``distance`` is that of the tie, ``weights`` (leaf id or, for ``groups``, top group id to share)
    lead by 1e-6 points.
    """

    distance: float
    weights: Mapping[str, float]
    exact: bool


@dataclass(frozen=True, kw_only=True)
class Acceptability:
    """SMAA-2 (Lahdelma & Salminen 2001). Arrays follow ``vendors`` and ``criteria``.

    ``ranks[v, r]``: share of draws (weights and answers) that give vendor v rank r + 1;
    ``ranks_weights_only``: weights drawn, answers at their cautious end. ``ahead[v, k]``: share of
    draws in which v is ahead of k, ties half. ``central_weights`` and ``confidence`` are None for a
    vendor that is never first.
    """

    vendors: tuple[str, ...]
    criteria: tuple[str, ...]
    samples: int
    seed: int
    weights: WeightSpace
    band: float
    ranks: np.ndarray[Any, np.dtype[np.float64]]
    ranks_weights_only: np.ndarray[Any, np.dtype[np.float64]]
    ahead: np.ndarray[Any, np.dtype[np.float64]]
    expected_rank: np.ndarray[Any, np.dtype[np.float64]]
    central_weights: Mapping[str, Mapping[str, float] | None]
    confidence: Mapping[str, float | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class MissingRanks:
    """Best and worst rank that intervals and missing answers still allow."""

    best: int
    worst: int


@dataclass(frozen=True, kw_only=True, slots=True)
class MethodResult:
    """Another method's ranking, or why it has none. ``headline``: counts for the agreement."""

    method: str
    label: Label
    headline: bool
    ranks: Mapping[str, int] | None
    first: tuple[str, ...] = ()
    reason: Label | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class MethodAgreement:
    """Weighted sum, TOPSIS and VIKOR on anchored scales, and all others beside them.

    ``kendall_w`` is None with fewer than two vendors.
    """

    results: tuple[MethodResult, ...]
    kendall_w: float | None
    same_first: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerChange:
    """One answer changed: from what it is to what would do, in the criterion's unit.

    Numbers for number-like kinds; an option id for a choice; a tuple of item ids for a list.
    """

    criterion: str
    before: float | str | tuple[str, ...] | None
    after: float | str | tuple[str, ...]
    unit: str | None
    points_before: float
    points_after: float


@dataclass(frozen=True, kw_only=True, slots=True)
class ToWin:
    """What it would take for one vendor: every single answer that would do, else the cheapest pair.

    ``first_meet``: musts a knocked-out vendor would have to meet first.
    """

    single: tuple[AnswerChange, ...] = ()
    pair: tuple[AnswerChange, AnswerChange] | None = None
    first_meet: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ProvenOnly:
    """The ranking if only answers whose evidence the buyer has seen count."""

    ranks: Mapping[str, int]
    scores: Mapping[str, float]
    first: tuple[str, ...]
    first_changes: bool
    deciding_claims: tuple[tuple[str, str], ...]
    """(vendor, criterion) of the claims whose proof would settle the first place."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WeightSetResult:
    """The ranking under one named weight set (or the average of all)."""

    name: str
    weights: Mapping[str, float]
    scores: Mapping[str, float]
    ranks: Mapping[str, int]
    first: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class LeaveOneOut:
    """One thing left out, and who is first then.

    ``kind``: a vendor dropped, a criterion dropped, or a must waived for one vendor.
    """

    kind: Literal["vendor", "criterion", "must"]
    vendor: str | None
    criterion: str | None
    first: tuple[str, ...]
    changes_first: bool
    changes_scores: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Diagnostics:
    """Which answers matter. Ids are criterion ids."""

    all_alike: tuple[str, ...]
    double_counting: tuple[tuple[str, str, float], ...]
    never_matters: tuple[str, ...]
    effective_weights: Mapping[str, float] | None


@dataclass(frozen=True, kw_only=True)
class Robustness:
    """Everything that is known about how sure a ranking is."""

    tipping: tuple[TippingPoint, ...]
    smallest_changes: Mapping[str, SmallestChange | None]
    smallest_group_changes: Mapping[str, SmallestChange | None]
    smaa: Acceptability
    missing_ranks: Mapping[str, MissingRanks]
    agreement: MethodAgreement | None
    to_win: Mapping[str, ToWin]
    proven_only: ProvenOnly | None
    weight_sets: tuple[WeightSetResult, ...]
    leave_one_out: tuple[LeaveOneOut, ...]
    diagnostics: Diagnostics
