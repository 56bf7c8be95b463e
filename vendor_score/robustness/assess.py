"""Decision -> Robustness in one call, with the check whether other methods agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from vendor_score.decision import Decision
from vendor_score.errors import UsageError, VendorScoreError
from vendor_score.ranking import formulas
from vendor_score.ranking.matrices import Matrix, points_matrix
from vendor_score.ranking.methods import plain_matrix
from vendor_score.ranking.ranking import WEIGHTED_SUM
from vendor_score.robustness.acceptability import (
    SamplingSettings,
    ScoreModel,
    acceptability,
    score_model,
)
from vendor_score.robustness.records import (
    Acceptability,
    Diagnostics,
    MethodAgreement,
    MethodResult,
    Robustness,
    TippingPoint,
    WeightSpace,
)
from vendor_score.robustness.tipping import smallest_changes, smallest_group_changes, tipping_points
from vendor_score.robustness.to_win import to_win
from vendor_score.robustness.what_ifs import (
    leave_one_out,
    missing_ranks,
    proven_only,
    weight_set_results,
    without_mixed,
)
from vendor_score.scoring import Floats, competition_ranks, row_sums
from vendor_score.wording import Label, both, in_every_language

__all__ = [
    "ANCHORED",
    "REVERSAL_METHODS",
    "anchored_ranks",
    "anchored_scores",
    "assess",
    "average_ranks",
    "best_stays_best",
    "diagnostics",
    "kendall_w",
    "method_agreement",
]

ANCHORED = (WEIGHTED_SUM, "topsis", "vikor")


def anchored_ranks(decision: Decision, method: str) -> Mapping[str, int]:
    """The rank of every ranked vendor by an anchored method.

    Parameters
    ----------
    decision : Decision
    method : str
        One of `ANCHORED`.

    Returns
    -------
    mapping of str to int
        Rank by vendor, 1 for the best, ties sharing the better place.

    Raises
    ------
    UsageError
        For another name.
    """
    scores = anchored_scores(decision, method)
    ranks = competition_ranks(list(scores.values()), higher_is_better=method != "vikor")
    return dict(zip(scores, ranks.tolist(), strict=True))


def anchored_scores(decision: Decision, method: str) -> Mapping[str, float]:
    """The figure of every ranked vendor by an anchored method.

    Parameters
    ----------
    decision : Decision
    method : str
        One of `ANCHORED`.

    Returns
    -------
    mapping of str to float
        Score (0 to 100) or closeness (0 to 1), where more is better, or Q (0 to 1), where less is.

    Raises
    ------
    UsageError
        For another name.
    """
    formulas = {WEIGHTED_SUM: _weighted_sum, "topsis": _closeness, "vikor": _q}
    if method not in formulas:
        raise UsageError("errors.method_unknown", name=method, known=", ".join(ANCHORED))
    names = decision.ranked_vendors
    matrix = points_matrix(decision)
    shares = matrix.figures[decision.rows_of(names)] / 100.0
    figures = formulas[method](shares, matrix.weights)
    return dict(zip(names, figures.tolist(), strict=True))


def _weighted_sum(shares: Floats, weights: Floats) -> Floats:
    return 100.0 * row_sums(shares * weights)


def _closeness(shares: Floats, weights: Floats) -> Floats:
    """Distance to all zeros as a share of both distances (Hwang & Yoon 1981)."""
    to_ideal = np.sqrt(row_sums((weights * (1.0 - shares)) ** 2))
    to_worst = np.sqrt(row_sums((weights * shares) ** 2))
    return np.asarray(to_worst / (to_ideal + to_worst), dtype=np.float64)


def _q(shares: Floats, weights: Floats) -> Floats:
    """Q with v = 0.5 (Opricovic & Tzeng 2004): S spans 0 to 1, R 0 to the largest weight."""
    regret = weights * (1.0 - shares)
    largest = np.asarray(regret.max(axis=1, initial=0.0), dtype=np.float64)
    return 0.5 * row_sums(regret) + 0.5 * largest / float(weights.max())


# The rank reversal test: does the best stay best when another vendor gets worse?

REVERSAL_METHODS = ("weighted-sum", "topsis", "vikor")

_FEWEST, _MOST = 3, 50


def best_stays_best(decision: Decision, method: str) -> bool | None:
    """Whether a method keeps its best vendor first while others get worse.

    Parameters
    ----------
    decision : Decision
    method : str
        One of `REVERSAL_METHODS`.

    Returns
    -------
    bool or None
        None where the test does not apply: it needs 3 to 50 ranked vendors, criteria that are all
        to be maximised, a finite figure for every vendor, and vendors that can be made worse (two
        equal ones in a row cannot). Worsening is drawn with a fixed seed.
    """
    matrix = plain_matrix(decision)
    is_apt = _FEWEST <= len(matrix.vendors) <= _MOST and bool((matrix.directions > 0).all())
    if not is_apt or (method == "weighted-sum" and (matrix.figures < 0).any()):
        return None
    with np.errstate(all="ignore"):
        return _passes(matrix, method)


def _passes(matrix: Matrix, method: str) -> bool | None:
    figures_of, sign = _METHODS[method]
    draws = np.random.Generator(np.random.PCG64(0))
    figures = sign * figures_of(matrix)
    if np.isnan(figures).any():
        return None
    best, others = figures == figures.max(), np.argsort(-figures, kind="stable")[1:]
    stays = True
    for vendor, most in zip(others, _bounds(matrix.figures, others), strict=True):
        worse = _made_worse(matrix, vendor, most, draws)
        if worse is None:
            return None
        figures = sign * figures_of(worse)
        if np.isnan(figures).any():
            return None
        stays = stays and bool((figures[best] == figures.max()).any())
    return stays


def _bounds(points: Floats, others: np.ndarray[tuple[int], np.dtype[np.int_]]) -> Floats:
    """By how much each vendor but the best may fall, shape (vendors - 1, criteria).

    The distance to the next one in the ranking, so that one is passed at most; for the last, which
    has no next one, the median of the rest. Never below 0.
    """
    gaps = np.abs(points[others[:-1]] - points[others[1:]])
    gaps = np.vstack([gaps, np.median(gaps, axis=0)])
    return np.minimum(gaps, np.abs(points[others]))


def _made_worse(
    matrix: Matrix, vendor: int, most: Floats, draws: np.random.Generator
) -> Matrix | None:
    """The matrix with one vendor fallen by chance up to ``most``; None where it cannot fall."""
    if not most.any():
        return None  # drawing again until something falls would never end
    fall = draws.uniform(0.0, most)
    while not fall.any():
        fall = draws.uniform(0.0, most)
    figures = matrix.figures.copy()
    figures[vendor] -= fall
    return replace(matrix, figures=figures)


def _vector_topsis(matrix: Matrix) -> Floats:
    """TOPSIS on columns of length 1; a column of zeros has none, so no vendor gets a figure."""
    lengths = np.linalg.norm(matrix.figures, axis=0)
    return formulas.topsis(replace(matrix, figures=matrix.figures / lengths))


_METHODS: Final[Mapping[str, tuple[Callable[[Matrix], Floats], float]]] = {
    "weighted-sum": (formulas.weighted_sum, 1.0),
    "topsis": (_vector_topsis, 1.0),
    "vikor": (formulas.vikor, -1.0),
}
"""What gives the figures, and whether more (1) or less (-1) of them is better."""


_ANCHORED = {"weighted-sum": "weighted-sum", "topsis": "topsis-anchored", "vikor": "vikor-anchored"}


def method_agreement(decision: Decision) -> MethodAgreement:
    """Rank by every method; a method that fails is listed with the reason.

    Parameters
    ----------
    decision : Decision
        The scored answers.

    Returns
    -------
    MethodAgreement
        Every method of `methods.METHODS` in its order.
    """
    headline = [_anchored(decision, name) for name in _ANCHORED]
    ranks = [result.ranks for result in headline if result.ranks]
    return MethodAgreement(
        results=(*headline, *_table(decision)),
        kendall_w=kendall_w([list(found.values()) for found in ranks]),
        same_first=len({result.first for result in headline}) == 1,
        best_stays_best=_reversal_tests(decision),
    )


def _reversal_tests(decision: Decision) -> dict[str, bool | None]:

    return {method: best_stays_best(decision, method) for method in REVERSAL_METHODS}


def kendall_w(rankings: Sequence[Sequence[float]]) -> float | None:
    """Kendall's coefficient of concordance with tie correction.

    Parameters
    ----------
    rankings : sequence of sequence of float
        One sequence of figures or ranks per judge over the same subjects, ties equal.

    Returns
    -------
    float or None
        0 to 1; None with fewer than two judges or subjects, or where all judges tie everything.

    Notes
    -----
    Kendall & Smith (1939), Annals of Mathematical Statistics 10; with ties as in Siegel (1956),
    9.4.
    """
    ranks = np.array([average_ranks(ranking) for ranking in rankings])
    if ranks.ndim < 2 or min(ranks.shape) < 2:  # noqa: PLR2004 - one alone cannot agree
        return None
    judges, subjects = ranks.shape
    sums = ranks.sum(axis=0)
    ties = sum(int(t**3 - t) for row in ranks for t in np.unique(row, return_counts=True)[1])
    spread = judges**2 * (subjects**3 - subjects) - judges * ties
    if spread <= 0:
        return None
    return float(12 * ((sums - sums.mean()) ** 2).sum() / spread)


def average_ranks(figures: Sequence[float]) -> Floats:
    """Ranks from 1 for the smallest figure, equal ones sharing the mean of their places.

    Parameters
    ----------
    figures : sequence of float
        One for each subject.

    Returns
    -------
    array of float
        Shape (subjects,).
    """
    values = np.asarray(figures, dtype=np.float64)
    order = np.sort(values)
    first, last = np.searchsorted(order, values), np.searchsorted(order, values, side="right")
    return np.asarray((first + 1 + last) / 2)


def _anchored(decision: Decision, method: str) -> MethodResult:

    label = both(f"methods.{method}.label")
    name = _ANCHORED[method]
    if name != method:
        label = both("verdict.method_anchored", method=label)
    return _result(name, label, anchored_ranks(decision, method), headline=True)


def _table(decision: Decision) -> list[MethodResult]:
    from vendor_score.ranking.methods import METHODS, category_of, method_scores

    results = []
    for method in METHODS:
        if method.name in _ANCHORED.values():
            continue
        try:
            category = both(f"methods.category.{category_of(decision, method)}")
            ranks = method_scores(decision, method).ranks
        except VendorScoreError as refusal:
            reason = in_every_language(refusal.message)
            relation = both(f"methods.category.{method.category}")
            results.append(_refused(method.name, method.label, reason, relation))
            continue
        found = _result(method.name, method.label, ranks, headline=False, relation=category)
        results.append(found)
    return results


def _refused(name: str, label: Label, reason: Label, relation: Label) -> MethodResult:
    return MethodResult(
        method=name, label=label, headline=False, ranks=None, reason=reason, relation=relation
    )


def _result(
    name: str,
    label: Label,
    ranks: Mapping[str, int],
    *,
    headline: bool,
    relation: Label | None = None,
) -> MethodResult:
    return MethodResult(
        method=name,
        label=label,
        headline=headline,
        ranks=ranks,
        first=tuple(vendor for vendor, rank in ranks.items() if rank == 1),
        relation=relation,
    )


FEWEST_FOR_EFFECT = 4
FEWEST_FOR_CORRELATION = 8
DOUBLE_COUNTING = 0.9
_ALIKE = 1e-9


def diagnostics(model: ScoreModel, tipping: Iterable[TippingPoint], band: float) -> Diagnostics:
    """Figures over the ranked vendors and the criteria with weight.

    Parameters
    ----------
    model : ScoreModel
        Of the vendors that are not knocked out.
    tipping : iterable of TippingPoint
        Of every node, as `tipping_points` gives them.
    band : float
        Half width of the weights that are thought possible, 0 to 1.

    Returns
    -------
    Diagnostics
    """
    ranked = ~np.isnan(model.scores())
    points, scores = model.points[ranked], model.scores()[ranked]
    return Diagnostics(
        all_alike=_all_alike(model, points),
        double_counting=_double_counting(model, points),
        never_matters=_never_matters(model, tipping, band),
        effective_weights=_effective_weights(model, points, scores),
    )


def _all_alike(model: ScoreModel, points: Floats) -> tuple[str, ...]:
    if len(points) <= 1:
        return ()
    return tuple(
        id
        for id, column in zip(model.criteria, points.T, strict=True)
        if np.isnan(column).all() or np.ptp(column) <= _ALIKE
    )


def _double_counting(model: ScoreModel, points: Floats) -> tuple[tuple[str, str, float], ...]:
    """Pairs of weighted criteria with |r| >= 0.9 (Pearson) over the vendors that answered both."""
    weighted = np.flatnonzero(model.weights > 0)
    return tuple(
        (model.criteria[a], model.criteria[b], r)
        for i, a in enumerate(weighted)
        for b in weighted[i + 1 :]
        if abs(r := _correlation(points[:, a], points[:, b])) >= DOUBLE_COUNTING
    )


def _correlation(a: Floats, b: Floats) -> float:
    """Pearson's r, 0 where it is undefined or rests on fewer than 8 vendors."""
    both = ~np.isnan(a) & ~np.isnan(b)
    if both.sum() < FEWEST_FOR_CORRELATION:
        return 0.0
    x, y = a[both] - a[both].mean(), b[both] - b[both].mean()
    scale = np.sqrt((x @ x) * (y @ y))
    return float(np.clip(x @ y / scale, -1.0, 1.0)) if scale > _ALIKE else 0.0


def _never_matters(
    model: ScoreModel, tipping: Iterable[TippingPoint], band: float
) -> tuple[str, ...]:
    """Criteria with weight whose whole-order interval contains the band around the weight."""
    shares = model.leaf_shares
    return tuple(
        point.id
        for point in tipping
        if shares.get(point.id, 0.0) > 0
        and point.order_low <= point.weight * (1 - band)
        and min(point.weight * (1 + band), 1.0) <= point.order_high
    )


def _effective_weights(
    model: ScoreModel, points: Floats, scores: Floats
) -> dict[str, float] | None:
    """w_j cov(v_j, S) / var(S): each criterion's share of the scores' variance; they add up to 1.

    The decomposition of the variance of a sum (as in the importance of items in a composite,
    Wang & Stanley 1970). Where answers are excluded each vendor's own contribution takes the
    place of w_j v_j.
    """
    if len(scores) < FEWEST_FOR_EFFECT or np.ptp(scores) <= _ALIKE:
        return None
    counted = ~np.isnan(points)
    own = counted * model.weights
    own = own / own.sum(axis=1, keepdims=True)
    contributions = own * np.nan_to_num(points)
    spread = scores - scores.mean()
    shares = (contributions - contributions.mean(axis=0)).T @ spread / (spread @ spread)
    return dict(zip(model.criteria, shares.tolist(), strict=True))


def assess(  # noqa: PLR0913 - the settings of one run, all by name
    decision: Decision,
    *,
    samples: int = 100_000,
    seed: int = 0,
    weights: WeightSpace = "stated",
    band: float = 0.25,
    methods: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> Robustness:
    """How sure the ranking by the weighted sum is, and what would change it.

    Parameters
    ----------
    samples
        Draws of weights and answers, at least 1.
    seed
        Same seed, same digits, on any number of cores.
    weights
        ``stated``: entered weights times U[1 - band, 1 + band]; ``any``; ``ordinal``: any weights
        in the stated order.
    band
        Half width of ``stated``, 0 to 1.
    methods
        Whether to rank by the other methods too. Without, `agreement` is None and can be filled
        in from `method_agreement`.
    progress
        Called with draws done and draws in all.

    Returns
    -------
    Robustness
        Every analysis of the weighted sum.

    Raises
    ------
    UsageError
        For settings out of range.
    """
    settings = SamplingSettings(samples=samples, seed=seed, weights=weights, band=band)
    model = score_model(decision)
    tipping = tipping_points(model)
    smaa = acceptability(decision, model, settings, progress)
    return Robustness(
        tipping=tipping,
        smallest_changes=smallest_changes(model),
        smallest_group_changes=smallest_group_changes(model),
        smaa=smaa,
        stated_smaa=_stated(decision, model, settings),
        missing_ranks=missing_ranks(decision, model),
        agreement=method_agreement(decision) if methods else None,
        to_win=to_win(decision, model),
        proven_only=proven_only(decision, model),
        weight_sets=weight_set_results(decision, model),
        leave_one_out=leave_one_out(decision, model),
        diagnostics=diagnostics(model, tipping, band),
        without_mixed=without_mixed(decision, model),
    )


def _stated(
    decision: Decision, model: ScoreModel, settings: SamplingSettings
) -> Acceptability | None:
    """The verdict rests on draws around the stated weights, whatever was asked for."""
    if settings.weights == "stated":
        return None
    return acceptability(decision, model, replace(settings, weights="stated"))
