"""Leave one out: drop each vendor, drop each criterion, waive each must, and see who is first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from vendor_score.decision import Decision, KnockOut
from vendor_score.decision.relative import cautious_numbers
from vendor_score.errors import WeightError
from vendor_score.robustness.acceptability import leading_rows
from vendor_score.robustness.model import ScoreModel, score_model
from vendor_score.robustness.records import LeaveOneOut
from vendor_score.scoring.kernel import TIE, leaders
from vendor_score.weights import change_shares

__all__ = ["leave_one_out"]


def leave_one_out(decision: Decision, model: ScoreModel) -> tuple[LeaveOneOut, ...]:
    """What follows from dropping each ranked vendor, each weighted criterion, each broken must."""
    first = model.first()
    return (
        *_without_vendors(decision, model, first),
        *_without_criteria(model, first),
        *_without_musts(decision, model, first),
    )


def _without_vendors(
    decision: Decision, model: ScoreModel, first: tuple[str, ...]
) -> Iterator[LeaveOneOut]:
    """Anchored scores cannot change; relative ones do where a vendor holds an end of a scale.

    Of long lists the leading vendors, and those that hold an end.
    """
    holders = _scale_holders(decision)
    scores = dict(zip(model.vendors, model.scores().tolist(), strict=True))
    leading = {model.vendors[row] for row in leading_rows(model)}
    for vendor in (name for name in model.vendors if name in leading | holders):
        left = model
        if vendor in holders and len(model.vendors) > 1:
            left = score_model(decision.without_vendor(vendor))
        then = first if left is model and vendor not in first else _first_without(left, vendor)
        yield LeaveOneOut(
            kind="vendor",
            vendor=vendor,
            criterion=None,
            first=then,
            changes_first=vendor not in first and then != first,
            changes_scores=left is not model and _differ(left, scores),
        )


def _scale_holders(decision: Decision) -> set[str]:
    """Vendors with the best or the worst reading of a weighted relative criterion."""
    holders: set[str] = set()
    for criterion in decision.criteria_taking_part:
        if not criterion.is_relative or decision.leaf_weights[criterion.id] <= 0:
            continue
        column = decision.columns[criterion.id]
        figures = np.where(decision.in_the_running & column.read, cautious_numbers(column), np.nan)
        if not np.isnan(figures).all():
            ends = (figures == np.nanmin(figures)) | (figures == np.nanmax(figures))
            holders |= {decision.vendors[row] for row in np.flatnonzero(ends)}
    return holders


def _first_without(model: ScoreModel, vendor: str) -> tuple[str, ...]:
    scores = model.scores()
    scores[[name == vendor for name in model.vendors]] = np.nan
    return tuple(model.vendors[row] for row in leaders(scores))


def _differ(model: ScoreModel, scores: dict[str, float]) -> bool:
    then = model.scores()
    now = np.array([scores[vendor] for vendor in model.vendors])
    return bool((np.abs(then - now) > TIE).any())


def _without_criteria(model: ScoreModel, first: tuple[str, ...]) -> Iterator[LeaveOneOut]:
    for id, share in model.leaf_shares.items():
        if share <= 0:
            continue
        try:
            weights = model.array(change_shares(model.tree, model.leaf_shares, {id: 0.0}))
        except WeightError:  # it holds all the weight: without it there is nothing to rank by
            continue
        then = model.first(weights)
        yield LeaveOneOut(
            kind="criterion",
            vendor=None,
            criterion=id,
            first=then,
            changes_first=then != first,
            changes_scores=True,
        )


def _without_musts(
    decision: Decision, model: ScoreModel, first: tuple[str, ...]
) -> Iterator[LeaveOneOut]:
    reasons = Counter(knock_out.vendor for knock_out in decision.knock_outs)
    best = np.nanmax(model.scores(), initial=-np.inf)
    for knock_out in decision.knock_outs:
        then, changes = first, False
        if reasons[knock_out.vendor] == 1 and _could_lead(decision, knock_out, float(best)):
            waived = score_model(decision.with_waived(knock_out.vendor, knock_out.criterion))
            then = waived.first()
            kept = waived.scores()[[name != knock_out.vendor for name in waived.vendors]]
            changes = bool((np.abs(kept - model.scores()) > TIE).any())
        yield LeaveOneOut(
            kind="must",
            vendor=knock_out.vendor,
            criterion=knock_out.criterion,
            first=then,
            changes_first=then != first,
            changes_scores=changes,
        )


def _could_lead(decision: Decision, knock_out: KnockOut, best: float) -> bool:
    """Whether a waived must can change the first place; relative scales may always move."""
    if any(criterion.is_relative for criterion in decision.criteria_taking_part):
        return True
    row = decision.rows_of((knock_out.vendor,))[0]
    return bool(decision.scores.scores[row] >= best - TIE)
