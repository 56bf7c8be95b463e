"""How sure the ranking is, as plain data: vendors as positions, never as keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from vendor_score.criteria.model import Criteria
from vendor_score.present.report import Report
from vendor_score.robustness.records import (
    AnswerChange,
    MethodAgreement,
    Robustness,
    SmallestChange,
    TippingPoint,
    ToWin,
)
from vendor_score.robustness.what_ifs import AVERAGE
from vendor_score.wording import Label, both

__all__ = ["sureness", "weight_set_label"]


def sureness(report: Report) -> dict[str, Any]:
    """The records of `Robustness`, for the entered weights."""
    robustness, vendors = report.robustness, report.decision.vendors
    at = {name: i for i, name in enumerate(vendors)}
    return {
        "smaa": _smaa(robustness, at),
        "tipping": [_tipping(point, at) for point in robustness.tipping],
        "smallest": _per_vendor(robustness.smallest_changes, vendors, _smallest),
        "smallest_groups": _per_vendor(robustness.smallest_group_changes, vendors, _smallest),
        "missing_ranks": [
            [found.best, found.worst] if (found := robustness.missing_ranks.get(name)) else None
            for name in vendors
        ],
        "methods": _methods(robustness.agreement, vendors, at),
        "to_win": [_to_win(robustness.to_win.get(name)) for name in vendors],
        "proven": _proven(robustness, vendors, at),
        "weight_sets": [
            {
                "label": weight_set_label(report.decision.criteria, found.name).as_dict(),
                "ranks": [found.ranks.get(name) for name in vendors],
                "scores": [found.scores.get(name) for name in vendors],
                "first": _positions(found.first, at),
            }
            for found in robustness.weight_sets
        ],
        "leave_one_out": [
            {
                "kind": found.kind,
                "vendor": None if found.vendor is None else at[found.vendor],
                "criterion": found.criterion,
                "first": _positions(found.first, at),
                "changes_first": found.changes_first,
            }
            for found in robustness.leave_one_out
        ],
        "never_matters": list(robustness.diagnostics.never_matters),
        "all_alike": list(robustness.diagnostics.all_alike),
    }


def weight_set_label(criteria: Criteria, name: str) -> Label:
    """The label of a weight set, its name where it has none."""
    if name == AVERAGE and name not in criteria.weight_sets:
        return both("page.weight_set_average")
    return criteria.weight_set_labels.get(name, Label.same(name))


def _positions(names: Iterable[str], at: Mapping[str, int]) -> list[int]:
    return [at[name] for name in names]


def _per_vendor(found: Mapping[str, Any], vendors: Iterable[str], row: Any) -> list[Any]:
    return [None if found.get(name) is None else row(found[name]) for name in vendors]


def _smallest(change: SmallestChange) -> dict[str, Any]:
    return {
        "distance": change.distance,
        "weights": [[id, share] for id, share in change.weights.items()],
        "exact": change.exact,
    }


def _tipping(point: TippingPoint, at: Mapping[str, int]) -> dict[str, Any]:
    return {
        "id": point.id,
        "weight": point.weight,
        "low": point.low,
        "high": point.high,
        "below": _positions(point.below, at),
        "above": _positions(point.above, at),
    }


def _smaa(robustness: Robustness, at: Mapping[str, int]) -> dict[str, Any]:
    smaa = robustness.stated
    return {
        "vendors": _positions(smaa.vendors, at),
        "samples": smaa.samples,
        "band": smaa.band,
        "weights": smaa.weights,
        "ranks": smaa.ranks.tolist(),
        "ranks_weights_only": smaa.ranks_weights_only.tolist(),
        "ahead": smaa.ahead.tolist(),
        "confidence": [smaa.confidence.get(name) for name in smaa.vendors],
    }


def _methods(
    agreement: MethodAgreement | None, vendors: Iterable[str], at: Mapping[str, int]
) -> dict[str, Any] | None:
    if agreement is None:
        return None
    return {
        "kendall_w": agreement.kendall_w,
        "same_first": agreement.same_first,
        "results": [
            {
                "method": found.method,
                "label": found.label.as_dict(),
                "headline": found.headline,
                "ranks": None if found.ranks is None else [found.ranks.get(n) for n in vendors],
                "first": _positions(found.first, at),
                "reason": found.reason.as_dict() if found.reason else None,
            }
            for found in agreement.results
        ],
    }


def _to_win(found: ToWin | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "single": [_change(change) for change in found.single],
        "pair": [_change(change) for change in found.pair or ()],
        "first_meet": list(found.first_meet),
    }


def _change(change: AnswerChange) -> dict[str, Any]:
    return {
        "criterion": change.criterion,
        "before": list(change.before) if isinstance(change.before, tuple) else change.before,
        "after": list(change.said) if isinstance(change.said, tuple) else change.said,
        "unit": change.unit,
        "gain": change.points_after - change.points_before,
    }


def _proven(
    robustness: Robustness, vendors: Iterable[str], at: Mapping[str, int]
) -> dict[str, Any] | None:
    found = robustness.proven_only
    if found is None:
        return None
    return {
        "ranks": [found.ranks.get(name) for name in vendors],
        "scores": [found.scores.get(name) for name in vendors],
        "first": _positions(found.first, at),
        "first_changes": found.first_changes,
        "deciding": [
            [at[vendor], criterion]
            for vendor, criterion in found.critical_claims or found.deciding_claims
        ],
    }
