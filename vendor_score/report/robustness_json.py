"""The block of ranking.json that says how sure the ranking is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vendor_score.report.record import Report
from vendor_score.robustness.records import (
    Acceptability,
    AnswerChange,
    LeaveOneOut,
    MethodAgreement,
    ProvenOnly,
    Robustness,
    SmallestChange,
    TippingPoint,
    WeightSetResult,
)

__all__ = ["robustness_record"]


def robustness_record(report: Report) -> dict[str, Any]:
    """Every figure of `Robustness`, by vendor name and criterion id."""
    robustness = report.robustness
    return {
        **_acceptability(robustness.smaa),
        "stated": robustness.stated_smaa and _acceptability(robustness.stated_smaa),
        "tipping_points": [_tipping_point(point) for point in robustness.tipping],
        "smallest_change": _changes(robustness.smallest_changes),
        "smallest_group_change": _changes(robustness.smallest_group_changes),
        "rank_interval": {
            name: [ranks.best, ranks.worst] for name, ranks in robustness.missing_ranks.items()
        },
        **_agreement(robustness.agreement),
        "to_win": {
            name: [_answer(c) for c in told.single] for name, told in robustness.to_win.items()
        },
        "to_win_pairs": _pairs(robustness),
        "first_meet": {
            name: list(told.first_meet)
            for name, told in robustness.to_win.items()
            if told.first_meet
        },
        "proven_only": _proven_only(robustness.proven_only),
        "weight_sets": [_weight_set(result) for result in robustness.weight_sets],
        "leave_one_out": [_left_out(result) for result in robustness.leave_one_out],
        "diagnostics": {
            "all_alike": list(robustness.diagnostics.all_alike),
            "double_counting": [list(pair) for pair in robustness.diagnostics.double_counting],
            "never_matters": list(robustness.diagnostics.never_matters),
            "effective_weights": robustness.diagnostics.effective_weights,
        },
    }


def _acceptability(smaa: Acceptability) -> dict[str, Any]:
    return {
        "samples": smaa.samples,
        "seed": smaa.seed,
        "weights": smaa.weights,
        "band": smaa.band,
        "acceptability": dict(zip(smaa.vendors, smaa.ranks.tolist(), strict=True)),
        "acceptability_weights_only": dict(
            zip(smaa.vendors, smaa.ranks_weights_only.tolist(), strict=True)
        ),
        "expected_rank": dict(zip(smaa.vendors, smaa.expected_rank.tolist(), strict=True)),
        "ahead": {
            name: dict(zip(smaa.vendors, row, strict=True))
            for name, row in zip(smaa.vendors, smaa.ahead.tolist(), strict=True)
        },
        "central_weights": smaa.central_weights,
        "confidence": smaa.confidence,
    }


def _tipping_point(point: TippingPoint) -> dict[str, Any]:
    return {
        "id": point.id,
        "weight": point.weight,
        "low": point.low,
        "high": point.high,
        "below": list(point.below),
        "above": list(point.above),
        "order_low": point.order_low,
        "order_high": point.order_high,
    }


def _changes(changes: Mapping[str, SmallestChange | None]) -> dict[str, Any]:
    return {
        name: change
        and {"distance": change.distance, "weights": change.weights, "exact": change.exact}
        for name, change in changes.items()
    }


def _agreement(agreement: MethodAgreement | None) -> dict[str, Any]:
    if agreement is None:
        return {"methods": {}, "kendall_w": None, "same_first": None}
    return {
        "methods": {
            result.method: result.ranks for result in agreement.results if result.ranks is not None
        },
        "kendall_w": agreement.kendall_w,
        "same_first": agreement.same_first,
        "headline_methods": [result.method for result in agreement.results if result.headline],
        "method_relations": {
            result.method: result.relation.as_dict()
            for result in agreement.results
            if result.relation is not None
        },
        "methods_refused": {
            result.method: result.reason.as_dict()
            for result in agreement.results
            if result.reason is not None
        },
    }


def _pairs(robustness: Robustness) -> dict[str, Any]:
    return {
        name: [_answer(change) for change in told.pair]
        for name, told in robustness.to_win.items()
        if told.pair
    }


def _answer(change: AnswerChange) -> dict[str, Any]:
    return {
        "criterion": change.criterion,
        "from": change.before,
        "to": change.after,
        "shown": change.said,
        "unit": change.unit,
        "points_from": change.points_before,
        "points_to": change.points_after,
    }


def _proven_only(proven: ProvenOnly | None) -> dict[str, Any] | None:
    if proven is None:
        return None
    return {
        "ranks": proven.ranks,
        "scores": proven.scores,
        "first": list(proven.first),
        "first_changes": proven.first_changes,
        "deciding_claims": [list(claim) for claim in proven.deciding_claims],
        "critical_claims": [list(claim) for claim in proven.critical_claims],
        "seen_answers": proven.seen_answers,
    }


def _weight_set(result: WeightSetResult) -> dict[str, Any]:
    return {
        "name": result.name,
        "weights": result.weights,
        "scores": result.scores,
        "ranks": result.ranks,
        "first": list(result.first),
    }


def _left_out(result: LeaveOneOut) -> dict[str, Any]:
    return {
        "kind": result.kind,
        "vendor": result.vendor,
        "criterion": result.criterion,
        "first": list(result.first),
        "changes_first": result.changes_first,
        "changes_scores": result.changes_scores,
    }
