"""Compare offers: totals, scenarios, order under doubt, crossings, frontier, formulas, cash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from vendor_score.award.costs import adjusted, match_offers, said_once
from vendor_score.award.formulas import check_formulas, check_low_offers
from vendor_score.award.records import (
    BoughtAnswer,
    Concession,
    LowCheck,
    OfferComparison,
    OrderCase,
    StepUp,
)
from vendor_score.criteria.model import Criterion
from vendor_score.decision import Decision
from vendor_score.decision.criterion_column import Status
from vendor_score.errors import UsageError, WeightError
from vendor_score.findings import Finding, Severity
from vendor_score.price.cash import CashFlow, cash_flow
from vendor_score.price.cost import total_cost
from vendor_score.price.cost_quality import frontier, implied_price
from vendor_score.price.crossing import crossings
from vendor_score.price.demand import SCENARIOS, Demand, Scenario
from vendor_score.price.deposit import deposit_effect
from vendor_score.price.offer import Offer
from vendor_score.price.results import (
    CostQuality,
    Crossing,
    DepositEffect,
    Frontier,
    ImpliedPrice,
    Interval,
    TotalCost,
)
from vendor_score.price.schedule import UnitOf
from vendor_score.robustness.acceptability import score_model
from vendor_score.robustness.to_win import to_win
from vendor_score.scoring import weighted_sum

__all__ = ["compare_offers", "quality_of"]

_ENDS: tuple[Scenario, ...] = ("low", "high")
_UNITS: tuple[UnitOf, ...] = ("post", "person")
_MONTHS_OF_YEAR = 12
_MOST_BOUGHT = 4
_TWO = 2


def compare_offers(
    decision: Decision, offers: Sequence[Offer], *, formulas: Sequence[str] = ()
) -> OfferComparison:
    """Everything about offers at the buyer's volumes, and beside quality.

    Parameters
    ----------
    decision : Decision
        As `vendor_score.load` gives it with these offers.
    offers : sequence of Offer
    formulas : sequence of str, optional
        Formulas to work out; those of the criteria unless given.

    Returns
    -------
    OfferComparison

    Raises
    ------
    UsageError
        Where criteria.yaml has no demand: nobody can say what an offer costs.
    """
    demand = decision.criteria.demand
    if demand is None:
        raise UsageError("errors.no_demand")
    matched, unmatched = match_offers(decision.vendors, offers)
    totals = {vendor: total_cost(offer, demand) for vendor, offer in matched.items()}
    known = {name: one.total for name, one in totals.items() if one.total is not None}
    quality = quality_of(decision)
    edge = _frontier(known, quality)
    bids = {name: cost.high for name, cost in known.items() if name in quality}
    settings = decision.criteria.price
    checked = check_formulas(
        adjusted(decision.criteria, bids),
        {name: quality[name].low for name in bids},
        tuple(formulas) or settings.cross_checks,
        _price_weight(decision),
    )
    low = tuple(check_low_offers(matched, totals, demand, settings))
    by_vendor = [matched[name] for name in known]
    return OfferComparison(
        demand=demand,
        offers=matched,
        totals=totals,
        quality=quality,
        scenarios={at: _at(matched, demand.as_stated(), at) for at in SCENARIOS},
        cases=tuple(_cases(matched, demand, totals)),
        crossings=_crossings(by_vendor, demand),
        by_length=crossings(by_vendor, demand, axis="months"),
        frontier=edge,
        steps=() if edge is None else tuple(_steps(decision, edge, known, demand)),
        implied=_implied(decision, known),
        concessions=tuple(_concessions(decision, totals)),
        formulas=checked,
        low=low,
        cash=_cash(matched, {name: totals[name] for name in known}, decision),
        deposits=_deposits(matched, known),
        findings=said_once(
            (
                *unmatched,
                *_findings(decision, totals),
                *_low_findings(low),
                *_notes(matched, known),
            )
        ),
        cost_points=_cost_points(decision),
        labels={leaf.id: leaf.label for leaf in decision.criteria.leaves()},
        envelopes=settings.envelopes,
    )


def _cost_points(decision: Decision) -> dict[str, float | None]:
    """Points of the cost criterion, by vendor."""
    leaf = next((one for one in decision.criteria_taking_part if one.kind.is_computed), None)
    if leaf is None:
        return {}
    return {vendor: decision.scored[vendor][leaf.id].value for vendor in decision.vendors}


def quality_of(decision: Decision) -> dict[str, Interval]:
    """Points without the price criteria: the cautious score, and the best case.

    Parameters
    ----------
    decision : Decision

    Returns
    -------
    dict of str to Interval
        By vendor that has a score and is not knocked out.
    """
    for leaf in decision.criteria_taking_part:
        if _is_price(leaf) and decision.leaf_weights[leaf.id] > 0:
            try:
                decision = decision.without_criterion(leaf.id)
            except WeightError:  # price is all there is
                return {}
    best = weighted_sum(decision.best_points, decision.weight_array).scores
    return {
        vendor: Interval(float(low), float(max(high, low)))
        for vendor, low, high in zip(decision.vendors, decision.scores.scores, best, strict=True)
        if decision.statuses[vendor] not in (Status.KNOCKED_OUT, Status.UNRANKED)
    }


def _is_price(leaf: Criterion) -> bool:
    return leaf.kind.is_computed or leaf.kind.is_price


def _price_weight(decision: Decision) -> float:
    """The share of price in the whole, as entered."""
    return sum(
        decision.leaf_weights[leaf.id] for leaf in decision.criteria_taking_part if _is_price(leaf)
    )


def _at(offers: Mapping[str, Offer], demand: Demand, scenario: Scenario) -> dict[str, Interval]:
    found = {name: total_cost(offer, demand, scenario=scenario) for name, offer in offers.items()}
    return {name: one.total for name, one in found.items() if one.total is not None}


# Order under doubt


def _cases(
    offers: Mapping[str, Offer], demand: Demand, totals: Mapping[str, TotalCost]
) -> Iterator[OrderCase]:
    """Who is cheapest with what nobody has said taken one way and the other."""
    known = [one for one in totals.values() if one.total is not None]
    yield _case("assumptions", "with", {one.vendor: one.total.high for one in known if one.total})
    yield _case("assumptions", "without", {
        one.vendor: one.as_stated for one in known if one.as_stated is not None
    })  # fmt: skip
    for scenario in _ENDS:
        yield _case("volume", scenario, _high(_at(offers, demand.as_stated(), scenario)))
    per_seat = demand.seats.per_seat_day if demand.seats else None
    for scenario in _ENDS:
        if per_seat is not None and per_seat.at(scenario) != per_seat.value:
            at = demand.at_per_seat(scenario)
            yield _case("per_seat", scenario, _high(_at(offers, at, "base")))
    if demand.tax.is_open:
        for name, share in (("general", 1.0), ("small", 0.0)):
            yield _case("taxpayer", name, _high(_at(offers, demand.for_taxpayer(share), "base")))
    if any("unit-not-stated" in one.flags for one in known):
        for unit in _UNITS:
            found = [total_cost(offer, demand, unit_of=unit) for offer in offers.values()]
            yield _case("unit", unit, {one.vendor: one.total.high for one in found if one.total})


def _high(costs: Mapping[str, Interval]) -> dict[str, float]:
    return {name: cost.high for name, cost in costs.items()}


def _case(axis: str, value: str, costs: Mapping[str, float]) -> OrderCase:
    order = tuple(sorted(costs, key=lambda name: costs[name]))
    return OrderCase(axis=axis, value=value, costs=dict(costs), order=order)


def _crossings(offers: Sequence[Offer], demand: Demand) -> tuple[Crossing, ...]:
    if "consultations" in demand.volumes:
        return crossings(offers, demand)
    if demand.seats is not None and demand.seats.plain is not None:
        return crossings(offers, demand, axis="seats")
    return ()


# Cost against quality


def _frontier(known: Mapping[str, Interval], quality: Mapping[str, Interval]) -> Frontier | None:
    vendors = [
        CostQuality(
            name=name,
            cost=cost.high,
            cost_low=cost.low,
            quality=quality[name].low,
            quality_high=quality[name].high,
        )
        for name, cost in known.items()
        if name in quality
    ]
    return frontier(vendors) if vendors else None


def _steps(
    decision: Decision, edge: Frontier, known: Mapping[str, Interval], demand: Demand
) -> Iterator[StepUp]:
    for place, per_point in enumerate(edge.hull_incremental):
        cheaper, dearer = edge.hull[place], edge.hull[place + 1]
        more = known[dearer].high - known[cheaper].high
        yield StepUp(
            cheaper=cheaper,
            dearer=dearer,
            cost_a_year=more * _MONTHS_OF_YEAR / demand.months,
            per_point=per_point,
            bought=tuple(_bought(decision, cheaper, dearer)),
        )


def _bought(decision: Decision, cheaper: str, dearer: str) -> list[BoughtAnswer]:
    """The criteria in which the two differ most, without price, in their own answers."""
    rows = dict(zip(decision.vendors, decision.scores.contributions, strict=True))
    found = []
    for place, leaf in enumerate(decision.criteria_taking_part):
        points = float(rows[dearer][place] - rows[cheaper][place])
        if _is_price(leaf) or not np.isfinite(points) or abs(points) < 0.05:  # noqa: PLR2004
            continue
        found.append(
            BoughtAnswer(
                criterion=leaf.id,
                points=points,
                dearer=decision.answers.of(dearer, leaf.id).text,
                cheaper=decision.answers.of(cheaper, leaf.id).text,
            )
        )
    return sorted(found, key=lambda one: -abs(one.points))[:_MOST_BOUGHT]


def _implied(decision: Decision, known: Mapping[str, Interval]) -> ImpliedPrice | None:
    """What one quality point costs by the anchors and weight of the cost criterion."""
    leaf = next((one for one in decision.criteria_taking_part if one.kind.is_computed), None)
    if leaf is None or leaf.value is None or leaf.value.anchors is None or leaf.price_rule:
        return None
    weight = decision.leaf_weights[leaf.id]
    if not 0 < weight < 1:
        return None
    scores = dict(zip(decision.vendors, decision.scores.scores, strict=True))
    ranked = sorted((n for n in known if n in decision.ranked_vendors), key=lambda n: -scores[n])
    totals = [known[name].high for name in ranked[:_TWO]]
    return implied_price(leaf.value.anchors.at, weight, totals)


def _concessions(decision: Decision, totals: Mapping[str, TotalCost]) -> Iterator[Concession]:
    """What would put each vendor first by its price alone: f = 1 - (target - fixed) / priced.

    Fixed is what the vendor has not priced: assumptions and the buyer's own costs.
    """
    leaf = next((one for one in decision.criteria_taking_part if one.kind.is_computed), None)
    if leaf is None or leaf.price_rule is not None or not decision.ranked_vendors:
        return
    for vendor, ways in to_win(decision, score_model(decision)).items():
        cost = totals.get(vendor)
        change = next((one for one in ways.single if one.criterion == leaf.id), None)
        if change is None or cost is None or cost.total is None or cost.stated is None:
            continue
        target, priced = change.said, cost.stated.high
        if not isinstance(target, float) or priced <= 0:
            continue
        off = 1 - (target - (cost.total.high - priced)) / priced
        yield Concession(vendor=vendor, total=target, off=off if 0 < off < 1 else None)


# Cash and deposit


def _cash(
    offers: Mapping[str, Offer], totals: Mapping[str, TotalCost], decision: Decision
) -> dict[str, CashFlow]:
    """Payments of each offer that says when it is paid; what is assumed is not among them."""
    demand = decision.criteria.demand
    found: dict[str, CashFlow] = {}
    for name, total in totals.items():
        settlement = offers[name].settlement
        if demand is None or settlement is None:
            continue
        lines = [line for line in total.lines if line.kind in ("stated", "top_up")]
        monthly = [
            sum(line.by_month[place].high for line in lines if line.basis != "once")
            for place in range(len(total.months))
        ]
        found[name] = cash_flow(
            monthly,
            demand,
            settlement,
            once=sum(line.total.high for line in lines if line.basis == "once"),
            deposit=offers[name].deposit,
            discount_rate=decision.criteria.price.discount_rate,
        )
    return found


def _deposits(
    offers: Mapping[str, Offer], known: Mapping[str, Interval]
) -> dict[str, DepositEffect]:
    found = {}
    for name, cost in known.items():
        deposit = offers[name].deposit
        if deposit is not None and deposit.amount > 0:
            is_agreed = bool(deposit.is_nature_agreed)
            found[name] = deposit_effect(
                deposit.word, deposit.amount, cost.low, is_nature_agreed=is_agreed
            )
    return found


# Findings


def _findings(decision: Decision, totals: Mapping[str, TotalCost]) -> Iterator[Finding]:
    for total in totals.values():
        yield from total.findings
    demand = decision.criteria.demand
    if demand is not None and demand.tax.is_open:
        yield Finding(code="taxpayer-not-said", severity=Severity.WARNING)
    yield from _outside_anchors(decision, totals)
    yield from _weight_limits(decision)


def _notes(offers: Mapping[str, Offer], known: Mapping[str, Interval]) -> Iterator[Finding]:
    """What the words of deposits mean."""
    for name, effect in _deposits(offers, known).items():
        deposit = offers[name].deposit
        for code in effect.findings:
            is_info = code == "deposit-no-guarantee"
            yield Finding(
                code=code,
                severity=Severity.INFO if is_info else Severity.WARNING,
                vendor=name,
                source=offers[name].source,
                found=deposit.word if deposit else None,
            )


def _low_findings(checks: Sequence[LowCheck]) -> Iterator[Finding]:
    """A question to each vendor whose whole total, or seat price, looks abnormally low."""
    for check in checks:
        if check.of_stated:
            continue
        for place in check.result.flagged:
            least = check.result.thresholds[place]
            yield Finding(
                code="abnormally-low",
                severity=Severity.WARNING,
                vendor=check.vendors[place],
                found=check.result.rule,
                values={"expected_low": f"{least:,.2f}"},
            )


def _outside_anchors(decision: Decision, totals: Mapping[str, TotalCost]) -> Iterator[Finding]:
    """Totals beyond an end of the value function; two beyond one end earn no verdict on price."""
    for leaf in decision.criteria_taking_part:
        if not leaf.kind.is_computed or leaf.value is None or leaf.value.anchors is None:
            continue
        ends = [cost for cost, _ in leaf.value.anchors.at]
        costs = {
            name: total.high
            for name in decision.ranked_vendors
            if name in totals and (total := totals[name].total) is not None
        }
        beyond = (
            {name: cost for name, cost in costs.items() if cost < min(ends)},
            {name: cost for name, cost in costs.items() if cost > max(ends)},
        )
        for side in beyond:
            for name, cost in side.items():
                yield Finding(
                    code="outside-anchors",
                    severity=Severity.WARNING,
                    vendor=name,
                    criterion=leaf.id,
                    found=f"{cost:,.2f}",
                )
            if len(side) >= _TWO:
                yield Finding(
                    code="anchors-miss-prices",
                    severity=Severity.ERROR,
                    criterion=leaf.id,
                    found=", ".join(side),
                    values={"low": f"{min(ends):,.0f}", "high": f"{max(ends):,.0f}"},
                )


def _weight_limits(decision: Decision) -> Iterator[Finding]:
    """The share of price against the limits of the buyer's rules, where he names any."""
    limits, weight = decision.criteria.price.weight_limits, _price_weight(decision)
    if limits is None:
        return
    least, most = limits
    values = {"least": f"{100 * least:g}", "most": f"{100 * most:g}"}
    found = f"{100 * weight:.4g} %"
    if weight < least:
        yield Finding(
            code="price-weight-low", severity=Severity.WARNING, found=found, values=values
        )
    elif weight > most:
        yield Finding(code="price-weight-high", severity=Severity.INFO, found=found, values=values)
