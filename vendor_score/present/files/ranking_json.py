"""The block of ranking.json that says how sure the ranking is."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from vendor_score.criteria.model import Criterion
from vendor_score.decision import KnockOut, ScoredAnswer
from vendor_score.decision.criterion_column import in_own_unit
from vendor_score.present.report import Report
from vendor_score.ranking.ranking import RankedVendor
from vendor_score.records import Answer, AnswerState, Override
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
from vendor_score.source import Source
from vendor_score.version import __version__

__all__ = ["SCHEMA", "ranking_json", "ranking_record", "robustness_record"]


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


# ranking.json: the whole result for scripts, schema ``vendor-score/ranking/1``, full precision.

SCHEMA = "vendor-score/ranking/1"


def ranking_json(report: Report) -> str:
    """The text of ranking.json: keys in a fixed order, no NaN, a line break at the end."""
    record = _finite(ranking_record(report))
    return json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def ranking_record(report: Report) -> dict[str, Any]:
    """What ranking.json holds, as plain data."""
    decision, ranking = report.decision, report.ranking
    return {
        "schema": SCHEMA,
        "title": decision.criteria.title.text(report.lang),
        "method": ranking.method,
        "version": __version__,
        "reference_date": decision.criteria.reference_date.isoformat(),
        "inputs": [
            {"file": file.file or None, "sha256": file.sha256} for file in decision.answers.inputs
        ],
        "criteria_file": _criteria_file(report),
        "criteria": [_criterion(report, leaf) for leaf in report.listed_criteria],
        "vendors": [_vendor(report, vendor) for vendor in ranking.vendors],
        "robustness": robustness_record(report),
        "verdict": report.verdict.as_dict(),
        "findings": [finding.as_dict(report.lang) for finding in report.findings],
    }


def _criteria_file(report: Report) -> dict[str, str | None] | None:
    file = report.decision.criteria.file
    if file is None:
        return None
    return {"file": file.file or None, "sha256": file.sha256}


def _criterion(report: Report, leaf: Criterion) -> dict[str, Any]:
    return {
        "id": leaf.id,
        "path": list(leaf.path),
        "label": leaf.label.as_dict(),
        "weight": report.decision.leaf_weights.get(leaf.id),
        "answer": leaf.answer,
        "unit": leaf.unit,
    }


def _vendor(report: Report, vendor: RankedVendor) -> dict[str, Any]:
    decision = report.decision
    scored = decision.scored[vendor.name]
    return {
        "name": vendor.name,
        "rank": vendor.rank,
        "score": vendor.score,
        "method_score": vendor.method_score,
        "higher_is_better": report.ranking.higher_is_better,
        "status": vendor.status.value,
        "knock_outs": [
            _knock_out(report, knock_out) for knock_out in decision.knock_outs_of(vendor.name)
        ],
        "untested": list(decision.untested[vendor.name]),
        "criteria": {
            leaf.id: _cell(report, vendor, leaf, scored.get(leaf.id))
            for leaf in report.listed_criteria
        },
    }


def _knock_out(report: Report, knock_out: KnockOut) -> dict[str, Any]:
    is_total = knock_out.criterion in report.only_totals
    return {
        "criterion": knock_out.criterion,
        "rule": None if is_total else knock_out.rule,
        "found": None if is_total else knock_out.found,
        "source": _source(knock_out.answer.source),
    }


def _cell(
    report: Report, vendor: RankedVendor, leaf: Criterion, scored: ScoredAnswer | None
) -> dict[str, Any]:
    """One answer with its points, its words and its reading; a total has its points alone."""
    answer = scored.answer if scored else report.decision.answers.of(vendor.name, leaf.id)
    words = {} if leaf.id in report.only_totals else _words(leaf, answer)
    return {
        "value": report.rounded(scored.value) if scored else None,
        "value_high": report.rounded(scored.value_high) if scored else None,
        "weight": vendor.weights.get(leaf.id),
        "contribution": vendor.contributions.get(leaf.id),
        "state": answer.state.value,
        **words,
    }


def _words(leaf: Criterion, answer: Answer) -> dict[str, Any]:
    reading = answer.reading if answer.state is AnswerState.ANSWERED else None
    low, high, unit = (None, None, leaf.unit) if reading is None else in_own_unit(leaf, reading)
    return {
        "text": answer.text,
        "low": low,
        "high": high,
        "unit": unit,
        "flags": list(reading.flags) if reading else [],
        "items": list(reading.items) if reading and reading.items is not None else None,
        "evidence": answer.evidence.value,
        "override": _override(answer.override),
        "source": _source(answer.source),
    }


def _override(override: Override | None) -> dict[str, Any] | None:
    """The buyer's correction; ``stale`` where the vendor's cell has changed since."""
    if override is None:
        return None
    return {
        "text": override.text,
        "reason": override.reason,
        "basis": override.basis,
        "name": override.name,
        "date": override.date,
        "stale": override.stale,
    }


def _source(source: Source) -> dict[str, str | None] | None:
    if not any((source.file, source.sheet, source.cell)):
        return None
    return {"file": source.file, "sheet": source.sheet, "cell": source.cell}


def _finite(value: Any) -> Any:
    """The same data with null for what is no number, and plain numbers for numpy's."""
    if isinstance(value, Mapping):
        return {str(key): _finite(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(entry) for entry in value]
    if isinstance(value, bool | str | int) or value is None:
        return value
    number = float(value)
    return number if math.isfinite(number) else None
