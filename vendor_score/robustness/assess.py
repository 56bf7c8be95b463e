"""Decision to Robustness in one call; and which answers matter to a ranking at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np

from vendor_score.decision import Decision
from vendor_score.robustness.acceptability import SamplingSettings, acceptability
from vendor_score.robustness.agreement import method_agreement
from vendor_score.robustness.model import ScoreModel, score_model
from vendor_score.robustness.records import (
    Acceptability,
    Diagnostics,
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
from vendor_score.scoring.kernel import Floats

__all__ = ["assess", "diagnostics"]

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
