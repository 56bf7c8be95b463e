"""A comparison of offers as plain data: ``price --json``, schema ``vendor-score/price/1``."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Any

from vendor_score.award.records import FormulaCheck, OfferComparison
from vendor_score.price.results import Crossing, Interval, TotalCost
from vendor_score.wording import Lang

__all__ = ["SCHEMA", "comparison_as_json"]

SCHEMA = "vendor-score/price/1"


def comparison_as_json(comparison: OfferComparison, lang: Lang) -> dict[str, Any]:
    """Everything in full precision, as scripts read it.

    Parameters
    ----------
    comparison : OfferComparison
    lang : str
        Language of the findings' words.

    Returns
    -------
    dict of str to object
    """
    edge = comparison.frontier
    return {
        "schema": SCHEMA,
        "currency": comparison.demand.currency,
        "months": comparison.demand.months,
        "start": comparison.demand.start.isoformat(),
        "scenario": comparison.demand.scenario,
        "envelopes": comparison.envelopes,
        "vendors": [_vendor(comparison, name, total) for name, total in comparison.totals.items()],
        "scenarios": {
            scenario: {name: _interval(cost) for name, cost in costs.items()}
            for scenario, costs in comparison.scenarios.items()
        },
        "order_under_doubt": [
            {
                "axis": case.axis,
                "value": case.value,
                "costs": {name: _number(cost) for name, cost in case.costs.items()},
                "order": list(case.order),
            }
            for case in comparison.cases
        ],
        "crossings": [_crossing(one) for one in comparison.crossings if len(one.vendors) == 2],  # noqa: PLR2004
        "cheapest": [_crossing(one) for one in _of_all(comparison.crossings)],
        "contract_months": [_crossing(one) for one in comparison.by_length],
        "frontier": None
        if edge is None
        else {
            "vendors": list(edge.names),
            "incremental": list(edge.incremental),
            "hull": list(edge.hull),
            "hull_incremental": list(edge.hull_incremental),
        },
        "steps": [
            {
                "from": step.cheaper,
                "to": step.dearer,
                "cost_a_year": step.cost_a_year,
                "per_point": step.per_point,
                "bought": [
                    {
                        "criterion": one.criterion,
                        "points": one.points,
                        "answer": one.dearer,
                        "instead_of": one.cheaper,
                    }
                    for one in step.bought
                ],
            }
            for step in comparison.steps
        ],
        "point_price": None
        if comparison.implied is None
        else {
            "per_point": comparison.implied.per_point,
            "low": comparison.implied.low,
            "high": comparison.implied.high,
            "price_weight": comparison.implied.weight,
        },
        "to_be_first": [
            {"vendor": one.vendor, "total": one.total, "off_every_line": one.off}
            for one in comparison.concessions
        ],
        "formulas": {one.name: _formula(one) for one in comparison.formulas},
        "low_offers": [
            {
                "rule": one.result.rule,
                "of": "stated" if one.of_stated else "total",
                "tested": one.result.is_tested,
                "flagged": list(one.flagged),
                "thresholds": dict(zip(one.vendors, one.result.thresholds, strict=True)),
            }
            for one in comparison.low
        ],
        "findings": [finding.as_dict(lang) for finding in comparison.findings],
        "final_round": [
            {
                "vendor": one.vendor,
                "before": _interval(one.before),
                "after": _interval(one.after),
                "has_final_offer": one.has_final,
                "lines": [
                    {
                        "item": line.item,
                        "kind": line.kind,
                        "before": _interval(line.before),
                        "after": _interval(line.after),
                    }
                    for line in one.lines
                ],
            }
            for one in comparison.final
        ],
        "lock": comparison.lock,
    }


def _number(value: float) -> float | None:
    return value if isfinite(value) else None


def _interval(cost: Interval | None) -> dict[str, float] | None:
    return None if cost is None else {"low": cost.low, "high": cost.high}


def _vendor(comparison: OfferComparison, name: str, total: TotalCost) -> dict[str, Any]:
    edge, quality = comparison.frontier, comparison.quality.get(name)
    dominated = edge.dominated.get(name, ()) if edge else ()
    own = [finding.code for finding in comparison.findings if finding.vendor == name]
    return {
        "name": name,
        "total": _interval(total.total),
        "stated": None if total.stated is None else total.stated.high,
        "stated_low": None if total.stated is None else total.stated.low,
        "assumed": [
            {"item": one.item, "low": one.low, "high": one.high, "why": one.why, "gain": one.gain}
            for one in total.assumed
        ],
        "own_costs": _interval(total.own_costs) if total.total else None,
        "by_month": [
            {"month": month, "low": cost.low, "high": cost.high}
            for month, cost in zip(total.months, total.by_month, strict=False)
        ],
        "lines": [
            {
                "id": line.id,
                "item": line.item,
                "kind": line.kind,
                "basis": line.basis,
                "low": line.total.low,
                "high": line.total.high,
            }
            for line in total.lines
        ],
        "points": comparison.cost_points.get(name),
        "quality": _interval(quality),
        "on_frontier": edge is not None and name in edge.names,
        "dominated_by": list(dominated),
        "cash": _cash(comparison, name),
        "deposit": _deposit(comparison, name),
        "flags": list(dict.fromkeys([*total.flags, *own])),
    }


def _cash(comparison: OfferComparison, name: str) -> dict[str, Any] | None:
    flow = comparison.cash.get(name)
    if flow is None:
        return None
    return {
        "credit_days": flow.credit_days,
        "peak_prepaid": flow.peak_prepaid,
        "peak_day": flow.peak_day.isoformat() if flow.peak_day else None,
        "largest": flow.largest,
        "by_month": [{"month": month, "amount": amount} for month, amount in flow.by_month],
        "present_value": flow.present_value,
    }


def _deposit(comparison: OfferComparison, name: str) -> dict[str, Any] | None:
    effect, deposit = comparison.deposits.get(name), comparison.offers[name].deposit
    if effect is None or deposit is None:
        return None
    return {
        "word": deposit.word,
        "amount": deposit.amount,
        "guarantees": effect.is_guarantee,
        "effective": effect.effective,
        "advance": effect.advance,
        "if_vendor_fails": effect.if_vendor_fails,
        "if_buyer_fails": effect.if_buyer_fails,
    }


def _crossing(crossing: Crossing) -> dict[str, Any]:
    """Runs ``[from, to, cheaper]``; null where nobody has a price, a list where some are even."""
    return {
        "vendors": list(crossing.vendors),
        "axis": crossing.axis,
        "runs": [[run.start, run.stop, _cheaper(run.cheaper)] for run in crossing.runs],
        "at": [
            [number, [_number(cost) for cost in costs]] for number, costs in crossing.at.items()
        ],
        "about": list(crossing.is_near_step),
    }


def _cheaper(names: Sequence[str]) -> str | list[str] | None:
    if len(names) > 1:
        return list(names)
    return names[0] if names else None


def _of_all(crossings: Sequence[Crossing]) -> list[Crossing]:
    """The crossing of all offers together, where there are more than two."""
    return [one for one in crossings if len(one.vendors) > 2]  # noqa: PLR2004


def _formula(check: FormulaCheck) -> dict[str, Any]:
    scores = check.scores
    if scores is None:
        return {"scores": {}, "first": [], "refused": check.refusal}
    return {
        "scores": dict(zip(check.vendors, scores.scores, strict=True)),
        "first": list(check.first),
        "higher_is_better": scores.higher_is_better,
        "totals": None
        if scores.totals is None
        else dict(zip(check.vendors, scores.totals, strict=True)),
        "another_bid_may_change_it": check.is_relative,
        "order_changes_without": [
            check.vendors[one.dropped] for one in check.dropped if one.is_order_changed
        ],
        "flips": [
            {
                "third_price": one.price,
                "side": one.side,
                "puts": check.vendors[one.gains],
                "before": check.vendors[one.loses],
            }
            for one in check.flips
            if one.gains < len(check.vendors) and one.loses < len(check.vendors)
        ],
    }
