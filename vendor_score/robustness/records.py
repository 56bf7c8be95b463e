"""Records of robustness: what each analysis found, ready to be shown, and as pandas tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

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
    "WithoutMixed",
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

    Attributes
    ----------
    id : str
        Of a group or criterion.
    weight : float
        Its share of the whole now, 0-1.
    low, high : float
        The interval of its share in which the set of first-placed vendors stays.
    below, above : tuple of str
        Who is first just beyond; empty where the interval ends at 0 or 1.
    order_low, order_high : float
        The interval in which the whole order stays.

    Notes
    -----
    Triantaphyllou & Sanchez (1997), Decision Sciences 28(1); see docs/methods.md.
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
    """The least change of weights that puts a vendor first.

    Attributes
    ----------
    distance : float
        Half the sum of absolute differences of shares, 0-1, at which it ties.
    weights : mapping of str to float
        Shares by criterion id (or top group id), with which it leads by 1e-6 points.
    exact : bool
        Whether no smaller change exists; False where the problem is not linear.

    Notes
    -----
    Barron & Schmidt (1988), Operations Research 36(1); see docs/methods.md.
    """

    distance: float
    weights: Mapping[str, float]
    exact: bool


@dataclass(frozen=True, kw_only=True)
class Acceptability:
    """How often each vendor gets each rank over sampled weights and answers (SMAA-2).

    Attributes
    ----------
    vendors, criteria : tuple of str
        What the arrays and mappings are ordered by.
    samples, seed : int
        As asked for.
    weights : str
        ``stated``, ``any`` or ``ordinal``.
    band : float
        Half width of ``stated``.
    ranks : numpy.ndarray
        Vendors x ranks: share of draws of weights and answers that give vendor v rank r + 1.
    ranks_weights_only : numpy.ndarray
        The same with weights drawn and answers at their cautious end.
    ahead : numpy.ndarray
        Vendors x vendors: share of draws in which the row's is ahead of the column's, ties half.
    expected_rank : numpy.ndarray
        Mean rank by vendor.
    central_weights : mapping of str to (mapping of str to float or None)
        Mean weights that put a vendor first; None for one that never is.
    confidence : mapping of str to (float or None)
        How often it is first at its central weights; None for one that never is.

    Notes
    -----
    Lahdelma & Salminen (2001), Operations Research 49(3).
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
    """The ranks that intervals and missing answers still allow one vendor.

    Attributes
    ----------
    best, worst : int
    """

    best: int
    worst: int


@dataclass(frozen=True, kw_only=True, slots=True)
class MethodResult:
    """Another method's ranking, or why it has none.

    Attributes
    ----------
    method : str
        Its name; TOPSIS and VIKOR on anchored scales are ``topsis-anchored`` and
        ``vikor-anchored``, apart from the textbook's forms.
    label : Label
    headline : bool
        Whether it counts for the agreement.
    ranks : mapping of str to int or None
        By vendor.
    first : tuple of str
        Those in first place.
    reason : Label or None
        Why it has no ranking.
    relation : Label or None
        How it relates to the weighted sum on this very problem.
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

    Attributes
    ----------
    results : tuple of MethodResult
    kendall_w : float or None
        0-1; None with fewer than two vendors.
    same_first : bool
        Whether the three put the same vendors first.
    best_stays_best : mapping of str to (bool or None)
        By method, whether it passes scikit-criteria's rank reversal test; None where that does
        not apply.
    """

    results: tuple[MethodResult, ...]
    kendall_w: float | None
    same_first: bool
    best_stays_best: Mapping[str, bool | None] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerChange:
    """One answer changed: from what it is to what would do, in the criterion's unit.

    Answers are numbers for number-like kinds; "yes", "no", "partial"; an option's id for a choice;
    a tuple of item ids for a list.

    Attributes
    ----------
    criterion : str
    before : float, str, tuple of str or None
        The cautious end of the present answer; None where there is none.
    after : float, str or tuple of str
        The nearest number that does (to 1e-6).
    unit : str or None
    points_before, points_after : float
        After evidence discount; an answer that is left out stands for the vendor's own score.
    shown : float or None
        A number that does too and is rounded on for people.
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
    """What it would take for one vendor to be first.

    Attributes
    ----------
    single : tuple of AnswerChange
        Every single answer that would do.
    pair : tuple of AnswerChange or None
        Where none would: the cheapest two.
    first_meet : tuple of str
        Musts that a knocked-out vendor would have to meet first.
    """

    single: tuple[AnswerChange, ...] = ()
    pair: tuple[AnswerChange, AnswerChange] | None = None
    first_meet: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ProvenOnly:
    """The ranking if only answers whose evidence the buyer has seen count.

    Attributes
    ----------
    ranks : mapping of str to int
    scores : mapping of str to float
    first : tuple of str
        Those in first place then.
    first_changes : bool
        Whether that is somebody else.
    deciding_claims, critical_claims : tuple of (str, str)
        (vendor, criterion) of the claims whose proof would settle the first place, and the fewest
        of them without which another vendor would be first.
    seen_answers : int
        How many weighted answers the buyer has seen proven, or judged.
    """

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
class WithoutMixed:
    """The ranking without the criteria whose figures vendors define differently.

    Attributes
    ----------
    criteria : tuple of str
        Those left out; the others share their weight.
    ranks : mapping of str to int
    first : tuple of str
        Those in first place then.
    first_changes : bool
        Whether that is somebody else, so that the first place hangs on figures that do not compare.
    """

    criteria: tuple[str, ...]
    ranks: Mapping[str, int]
    first: tuple[str, ...]
    first_changes: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class WeightSetResult:
    """The ranking under one named weight set (or the average of all).

    Attributes
    ----------
    name : str
    weights : mapping of str to float
        Share of the whole by criterion id.
    scores : mapping of str to float
        0-100, by vendor.
    ranks : mapping of str to int
    first : tuple of str
    """

    name: str
    weights: Mapping[str, float]
    scores: Mapping[str, float]
    ranks: Mapping[str, int]
    first: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class LeaveOneOut:
    """One thing left out, and who is first then.

    Attributes
    ----------
    kind : str
        ``vendor`` or ``criterion`` dropped, a ``must`` waived for one vendor, or a doubtful
        ``reading`` of one vendor meant otherwise.
    vendor, criterion : str or None
    first : tuple of str
    changes_first, changes_scores : bool
        Whether that is somebody else, and whether any score moves.
    """

    kind: Literal["vendor", "criterion", "must", "reading"]
    vendor: str | None
    criterion: str | None
    first: tuple[str, ...]
    changes_first: bool
    changes_scores: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Diagnostics:
    r"""Which answers matter. Ids are criterion ids.

    Attributes
    ----------
    all_alike : tuple of str
        Criteria in which all ranked vendors have the same points.
    double_counting : tuple of (str, str, float)
        Pairs of criteria with \|r\| of 0.9 or more (Pearson), and r; from 8 vendors on.
    never_matters : tuple of str
        Criteria that change no rank, whatever their weight within the band.
    effective_weights : mapping of str to float or None
        What each criterion contributes to the spread of the scores; None with few vendors.
    """

    all_alike: tuple[str, ...]
    double_counting: tuple[tuple[str, str, float], ...]
    never_matters: tuple[str, ...]
    effective_weights: Mapping[str, float] | None


@dataclass(frozen=True, kw_only=True, repr=False)
class Robustness:
    """Everything that is known about how sure a ranking is; made by `Decision.robustness`.

    The properties give the same as tables with labelled rows.

    Attributes
    ----------
    tipping : tuple of TippingPoint
        For every group and criterion.
    smallest_changes, smallest_group_changes : mapping of str to (SmallestChange or None)
        By vendor that is not first, over criteria and over top groups; None: impossible.
    smaa : Acceptability
        Sampled as asked for.
    missing_ranks : mapping of str to MissingRanks
    agreement : MethodAgreement or None
        None where other methods were not asked.
    to_win : mapping of str to ToWin
    proven_only : ProvenOnly or None
    weight_sets : tuple of WeightSetResult
        Empty where criteria.yaml names none.
    leave_one_out : tuple of LeaveOneOut
    diagnostics : Diagnostics
    stated_smaa : Acceptability or None
        Sampled around the stated weights, which the verdict rests on, where ``smaa`` is not.
    without_mixed : WithoutMixed or None
        None where all figures are defined alike, as far as vendors say.

    Examples
    --------
    >>> import pandas as pd
    >>> from vendor_score import load
    >>> answers = pd.DataFrame({"speed": [90, 40], "price": [30, 95]}, index=["Swift", "Thrifty"])
    >>> settings = {"weight": 1, "answer": "number", "value": "points"}
    >>> leaves = [{"id": id, "label": id, **settings} for id in answers]
    >>> tree = {"title": "Small", "reference_date": "2026-12-01", "criteria": leaves}
    >>> sure = load(answers, criteria=tree).robustness(samples=500)
    >>> sure.tipping_points.loc["speed", "high"].round(3)
    np.float64(0.565)
    >>> sure.smallest_change.loc["Swift", "distance"].round(3)
    np.float64(0.065)
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
    without_mixed: WithoutMixed | None = None

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
        """Agreement of the methods, 0-1; None where they were not asked."""
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
        """Mean rank over the draws, by vendor."""
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
    """Share of draws per rank: vendors x ranks 1, 2, ...

    Parameters
    ----------
    smaa : Acceptability
        As sampled.

    Returns
    -------
    pandas.DataFrame
    """
    import pandas as pd

    ranks = pd.RangeIndex(1, len(smaa.vendors) + 1, name="rank")
    return pd.DataFrame(smaa.ranks, index=_vendors(smaa.vendors), columns=ranks)


def ahead_table(smaa: Acceptability) -> pd.DataFrame:
    """Share of draws in which the row's vendor is ahead of the column's, ties half.

    Parameters
    ----------
    smaa : Acceptability
        As sampled.

    Returns
    -------
    pandas.DataFrame
    """
    import pandas as pd

    return pd.DataFrame(smaa.ahead, index=_vendors(smaa.vendors), columns=list(smaa.vendors))


def expected_rank_series(smaa: Acceptability) -> pd.Series[float]:
    """Mean rank over the draws, by vendor.

    Parameters
    ----------
    smaa : Acceptability
        As sampled.

    Returns
    -------
    pandas.Series
    """
    import pandas as pd

    return pd.Series(smaa.expected_rank, index=_vendors(smaa.vendors), name="expected_rank")


def central_weights_table(smaa: Acceptability) -> pd.DataFrame:
    """Vendors x criteria, shares of the whole; NaN for a vendor that is never first.

    Parameters
    ----------
    smaa : Acceptability
        As sampled.

    Returns
    -------
    pandas.DataFrame
    """
    import pandas as pd

    rows = [smaa.central_weights[vendor] or {} for vendor in smaa.vendors]
    index = _vendors(smaa.vendors)
    return pd.DataFrame(rows, index=index, columns=list(smaa.criteria), dtype=float)


def confidence_series(smaa: Acceptability) -> pd.Series[float]:
    """How often each vendor is first at its central weights, 0 to 1; NaN where it has none.

    Parameters
    ----------
    smaa : Acceptability
        As sampled.

    Returns
    -------
    pandas.Series
    """
    import pandas as pd

    figures = [smaa.confidence[vendor] for vendor in smaa.vendors]
    return pd.Series(figures, index=_vendors(smaa.vendors), name="confidence", dtype=float)


def tipping_table(tipping: Iterable[TippingPoint]) -> pd.DataFrame:
    """A row per group and criterion: its share, and the interval in which the first place stays.

    Parameters
    ----------
    tipping : iterable of TippingPoint
        Of every node.

    Returns
    -------
    pandas.DataFrame
    """
    import pandas as pd

    columns = ["weight", "low", "high", "below", "above", "order_low", "order_high"]
    rows = list(tipping)
    index = pd.Index([point.id for point in rows], name="id")
    return pd.DataFrame(
        [[getattr(point, name) for name in columns] for point in rows], index=index, columns=columns
    )


def smallest_change_table(changes: Mapping[str, SmallestChange | None]) -> pd.DataFrame:
    """A row per vendor: the distance to the nearest weights that put it first, and these weights.

    Parameters
    ----------
    changes : mapping of str to (SmallestChange or None)
        By vendor; None where no weights will do.

    Returns
    -------
    pandas.DataFrame
    """
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
    """A row per vendor: the best and the worst rank that missing answers still allow.

    Parameters
    ----------
    missing : mapping of str to MissingRanks
        By vendor.

    Returns
    -------
    pandas.DataFrame
    """
    import pandas as pd

    rows = [[found.best, found.worst] for found in missing.values()]
    return pd.DataFrame(rows, index=_vendors(missing), columns=["best", "worst"])


def methods_table(agreement: MethodAgreement | None) -> pd.DataFrame:
    """A row per method: the rank of every vendor; NaN where it refuses.

    Parameters
    ----------
    agreement : MethodAgreement or None
        None: an empty table.

    Returns
    -------
    pandas.DataFrame
    """
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
    """A row per answer that would put a vendor first: what it is now and what would do.

    Parameters
    ----------
    to_win : mapping of str to ToWin
        By vendor.

    Returns
    -------
    pandas.DataFrame
    """
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
    """A row per thing that was left out: who is first then.

    Parameters
    ----------
    left_out : iterable of LeaveOneOut
        In the order in which they were tried.

    Returns
    -------
    pandas.DataFrame
    """
    import pandas as pd

    columns = ["kind", "vendor", "criterion", "first", "changes_first", "changes_scores"]
    rows = [[getattr(found, name) for name in columns] for found in left_out]
    return pd.DataFrame(rows, columns=columns)


def _vendors(names: Iterable[str]) -> pd.Index[str]:
    import pandas as pd

    return pd.Index(list(names), name="vendor")
