"""Records of robustness: what each analysis found, ready to be shown, and as pandas tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from vendor_score.wording import FALLBACK

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

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
    "ToWin",
    "WeightSetResult",
    "WeightSpace",
    "acceptability_table",
    "ahead_table",
    "central_weights_table",
    "confidence_series",
    "expected_rank_series",
    "left_out_table",
    "methods_table",
    "negotiation_table",
    "rank_interval_table",
    "smallest_change_table",
    "tipping_table",
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
    """Another method's ranking, or why it has none. ``headline``: counts for the agreement.

    ``relation`` says how the method relates to the weighted sum on this very problem. TOPSIS and
    VIKOR on anchored scales are ``topsis-anchored`` and ``vikor-anchored``, apart from the
    textbook's forms of the registry.
    """

    method: str
    label: Label
    headline: bool
    ranks: Mapping[str, int] | None
    first: tuple[str, ...] = ()
    reason: Label | None = None
    relation: Label | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class MethodAgreement:
    """Weighted sum, TOPSIS and VIKOR on anchored scales, and all others beside them.

    ``kendall_w`` is None with fewer than two vendors. ``best_stays_best``: by method, whether it
    passes scikit-criteria's rank reversal test, None where that does not apply.
    """

    results: tuple[MethodResult, ...]
    kendall_w: float | None
    same_first: bool
    best_stays_best: Mapping[str, bool | None] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerChange:
    """One answer changed: from what it is to what would do, in the criterion's unit.

    Numbers for number-like kinds; "yes", "no", "partial"; an option id for a choice; a tuple of
    item ids for a list. ``before`` is the cautious end of the present answer, None where there is
    none. Points are after evidence discount; an answer that is left out stands for the vendor's own
    score. ``after`` is the nearest number that does (to 1e-6), ``shown`` one that is rounded on
    for people and does too.
    """

    criterion: str
    before: float | str | tuple[str, ...] | None
    after: float | str | tuple[str, ...]
    unit: str | None
    points_before: float
    points_after: float
    shown: float | None = None

    @property
    def said(self) -> float | str | tuple[str, ...]:
        """The answer as people are told it."""
        return self.after if self.shown is None else self.shown


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
    critical_claims: tuple[tuple[str, str], ...] = ()
    """The fewest of these without which another vendor would be first: ask for them first."""
    seen_answers: int = 0
    """How many weighted answers the buyer has seen proven, or judged; with none all is claims."""


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


@dataclass(frozen=True, kw_only=True, repr=False)
class Robustness:
    """Everything that is known about how sure a ranking is.

    ``smaa`` is sampled as asked for; ``stated_smaa`` around the stated weights, which the verdict
    rests on, where that is not the same. The properties give tables with labelled rows.
    """

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
    stated_smaa: Acceptability | None = None

    def __repr__(self) -> str:
        drawn = f"{self.smaa.samples} draws, {self.smaa.weights} weights"
        return f"Robustness({len(self.smaa.vendors)} vendors, {drawn}, seed {self.smaa.seed})"

    @property
    def stated(self) -> Acceptability:
        """Rank acceptability around the stated weights."""
        return self.stated_smaa or self.smaa

    @property
    def weight_sets_agree(self) -> bool | None:
        """Whether all weight sets put the same vendors first; None without sets."""
        return len({s.first for s in self.weight_sets}) == 1 if self.weight_sets else None

    @property
    def kendall_w(self) -> float | None:
        return None if self.agreement is None else self.agreement.kendall_w

    @property
    def acceptability(self) -> pd.DataFrame:
        """Share of draws per rank: vendors x ranks 1, 2, ..."""
        return acceptability_table(self.smaa)

    @property
    def ahead(self) -> pd.DataFrame:
        """Share of draws in which the row's vendor is ahead of the column's, ties half."""
        return ahead_table(self.smaa)

    @property
    def expected_rank(self) -> pd.Series[float]:

        return expected_rank_series(self.smaa)

    @property
    def central_weights(self) -> pd.DataFrame:
        """Vendors x criteria; NaN for a vendor that is never first."""
        return central_weights_table(self.smaa)

    @property
    def confidence(self) -> pd.Series[float]:
        """By vendor; NaN for one that is never first."""
        return confidence_series(self.smaa)

    @property
    def tipping_points(self) -> pd.DataFrame:
        """A row per group and criterion: weight, low, high, below, above, order_low, order_high."""
        return tipping_table(self.tipping)

    @property
    def smallest_change(self) -> pd.DataFrame:
        """A row per vendor that is not first: distance (NaN: impossible), exact, new weights."""
        return smallest_change_table(self.smallest_changes)

    @property
    def smallest_group_change(self) -> pd.DataFrame:
        """The same over top groups."""
        return smallest_change_table(self.smallest_group_changes)

    @property
    def rank_interval(self) -> pd.DataFrame:
        """Best and worst rank per vendor that missing answers and intervals allow."""
        return rank_interval_table(self.missing_ranks)

    @property
    def methods(self) -> pd.DataFrame:
        """Ranks by method, methods x vendors, with label, headline, relation and reason."""
        return methods_table(self.agreement)

    @property
    def negotiation(self) -> pd.DataFrame:
        """What it would take: a row per change; ``pair`` marks the two that go together."""
        return negotiation_table(self.to_win)

    @property
    def left_out(self) -> pd.DataFrame:
        """A row per thing left out, and who is first then."""
        return left_out_table(self.leave_one_out)


# -- as tables, for notebooks; pandas is loaded by whoever asks for one ------------------------


def acceptability_table(smaa: Acceptability) -> pd.DataFrame:
    import pandas as pd

    ranks = pd.RangeIndex(1, len(smaa.vendors) + 1, name="rank")
    return pd.DataFrame(smaa.ranks, index=_vendors(smaa.vendors), columns=ranks)


def ahead_table(smaa: Acceptability) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(smaa.ahead, index=_vendors(smaa.vendors), columns=list(smaa.vendors))


def expected_rank_series(smaa: Acceptability) -> pd.Series[float]:
    import pandas as pd

    return pd.Series(smaa.expected_rank, index=_vendors(smaa.vendors), name="expected_rank")


def central_weights_table(smaa: Acceptability) -> pd.DataFrame:
    import pandas as pd

    rows = [smaa.central_weights[vendor] or {} for vendor in smaa.vendors]
    index = _vendors(smaa.vendors)
    return pd.DataFrame(rows, index=index, columns=list(smaa.criteria), dtype=float)


def confidence_series(smaa: Acceptability) -> pd.Series[float]:
    import pandas as pd

    figures = [smaa.confidence[vendor] for vendor in smaa.vendors]
    return pd.Series(figures, index=_vendors(smaa.vendors), name="confidence", dtype=float)


def tipping_table(tipping: Iterable[TippingPoint]) -> pd.DataFrame:
    import pandas as pd

    columns = ["weight", "low", "high", "below", "above", "order_low", "order_high"]
    rows = list(tipping)
    index = pd.Index([point.id for point in rows], name="id")
    return pd.DataFrame(
        [[getattr(point, name) for name in columns] for point in rows], index=index, columns=columns
    )


def smallest_change_table(changes: Mapping[str, SmallestChange | None]) -> pd.DataFrame:
    import pandas as pd

    ids = list(dict.fromkeys(id for change in changes.values() if change for id in change.weights))
    rows = [
        [change.distance, change.exact, *(change.weights[id] for id in ids)]
        if change
        else [float("nan"), None, *(float("nan") for _ in ids)]
        for change in changes.values()
    ]
    return pd.DataFrame(rows, index=_vendors(changes), columns=["distance", "exact", *ids])


def rank_interval_table(missing: Mapping[str, MissingRanks]) -> pd.DataFrame:
    import pandas as pd

    rows = [[found.best, found.worst] for found in missing.values()]
    return pd.DataFrame(rows, index=_vendors(missing), columns=["best", "worst"])


def methods_table(agreement: MethodAgreement | None) -> pd.DataFrame:
    import pandas as pd

    results = () if agreement is None else agreement.results
    vendors = list(dict.fromkeys(vendor for found in results for vendor in found.ranks or {}))
    rows = [
        [
            found.label.text(FALLBACK),
            found.headline,
            None if found.relation is None else found.relation.text(FALLBACK),
            None if found.reason is None else found.reason.text(FALLBACK),
            *((found.ranks or {}).get(vendor) for vendor in vendors),
        ]
        for found in results
    ]
    index = pd.Index([found.method for found in results], name="method")
    columns = ["label", "headline", "relation", "reason", *vendors]
    return pd.DataFrame(rows, index=index, columns=columns)


def negotiation_table(to_win: Mapping[str, ToWin]) -> pd.DataFrame:
    import pandas as pd

    columns = ["vendor", "pair", "criterion", "before", "after", "unit", "rise"]
    rows = [
        row
        for vendor, found in to_win.items()
        for row in (
            *(_change_row(vendor, change, pair=False) for change in found.single),
            *(_change_row(vendor, change, pair=True) for change in found.pair or ()),
        )
    ]
    return pd.DataFrame(rows, columns=columns)


def _change_row(vendor: str, change: AnswerChange, *, pair: bool) -> list[object]:
    rise = change.points_after - change.points_before
    return [vendor, pair, change.criterion, change.before, change.after, change.unit, rise]


def left_out_table(left_out: Iterable[LeaveOneOut]) -> pd.DataFrame:
    import pandas as pd

    columns = ["kind", "vendor", "criterion", "first", "changes_first", "changes_scores"]
    rows = [[getattr(found, name) for name in columns] for found in left_out]
    return pd.DataFrame(rows, columns=columns)


def _vendors(names: Iterable[str]) -> pd.Index[str]:
    import pandas as pd

    return pd.Index(list(names), name="vendor")
