"""Totals of offers as answers to the cost criteria, so that they are scored like any other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from vendor_score.criteria.model import Criteria, Criterion
from vendor_score.decision import Decision, decide
from vendor_score.errors import NothingReadError
from vendor_score.findings import Finding, Severity, Source
from vendor_score.number_text import number
from vendor_score.price.cost import total_cost
from vendor_score.price.formulas import PriceRule, score_prices
from vendor_score.price.offer import Offer
from vendor_score.price.results import TotalCost
from vendor_score.price.small_firms import evaluated_prices
from vendor_score.questionnaire.vendors import name_key
from vendor_score.records import Answer, Answers, AnswerState, EvidenceState, Reading

__all__ = ["adjusted", "decide_with_offers", "match_offers", "said_once", "totals_of"]


def match_offers(
    vendors: Sequence[str], offers: Sequence[Offer]
) -> tuple[dict[str, Offer], tuple[Finding, ...]]:
    """Offers by the vendors whose answers were read; names match without case and punctuation.

    Parameters
    ----------
    vendors : sequence of str
    offers : sequence of Offer

    Returns
    -------
    (dict of str to Offer, tuple of Finding)
        What belongs to nobody, or twice to one vendor, is a finding and not used.
    """
    names = {name_key(name): name for name in vendors}
    matched: dict[str, Offer] = {}
    findings = []
    for offer in offers:
        vendor = names.get(name_key(offer.vendor))
        if vendor is None:
            findings.append(_finding("offer-of-nobody", offer))
        elif vendor in matched:
            findings.append(_finding("two-offers", offer, other=matched[vendor].source))
        else:
            matched[vendor] = replace(offer, vendor=vendor)
    twice = {finding.vendor for finding in findings if finding.code == "two-offers"}
    kept = {
        vendor: offer
        for vendor, offer in matched.items()
        if not any(name_key(vendor) == name_key(name or "") for name in twice)
    }
    return {vendor: kept[vendor] for vendor in vendors if vendor in kept}, tuple(findings)


def _finding(code: str, offer: Offer, **values: object) -> Finding:
    return Finding(
        code=code,
        severity=Severity.ERROR,
        vendor=offer.vendor,
        source=offer.source,
        found=offer.vendor,
        values=values,
    )


def totals_of(criteria: Criteria, offers: Mapping[str, Offer]) -> dict[str, TotalCost]:
    """The total of every offer at the expected volumes.

    Parameters
    ----------
    criteria : Criteria
        With a demand.
    offers : mapping of str to Offer
        By vendor.

    Returns
    -------
    dict of str to TotalCost
    """
    demand = criteria.demand
    if demand is None:
        return {}
    return {vendor: total_cost(offer, demand) for vendor, offer in offers.items()}


def said_once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings without repetitions: what the buyer left out is not said for every vendor.

    Parameters
    ----------
    findings : iterable of Finding

    Returns
    -------
    tuple of Finding
    """
    kept = {(one.code, one.vendor, one.criterion, one.source, one.found): one for one in findings}
    return tuple(kept.values())


def decide_with_offers(
    criteria: Criteria, answers: Answers, offers: Sequence[Offer] | None
) -> Decision:
    """Score answers, and the totals of offers where a criterion is a cost.

    Parameters
    ----------
    criteria : Criteria
    answers : Answers
    offers : sequence of Offer or None
        None where offers were not opened: a cost criterion is then left out.

    Returns
    -------
    Decision

    Raises
    ------
    NothingReadError
        Where there is no vendor, or no weighted criterion was asked.
    """
    costs = [leaf for leaf in criteria.leaves() if leaf.kind.is_computed]
    if offers is None or criteria.demand is None:
        return decide(criteria, answers)
    matched, findings = match_offers(answers.vendors, offers)
    totals = totals_of(criteria, matched)
    told = said_once(finding for total in totals.values() for finding in total.findings)
    opened = tuple(offers)
    with_findings = replace(answers, findings=(*answers.findings, *findings, *told))
    if not costs:
        return replace(decide(criteria, with_findings), opened=opened)
    given = {vendor: dict(answers.given[vendor]) for vendor in answers.vendors}
    for leaf in costs:
        points = _points_by_rule(criteria, answers, leaf, totals)
        for vendor in answers.vendors:
            source = matched[vendor].source if vendor in matched else Source()
            given[vendor][leaf.id] = _answer(leaf, totals.get(vendor), points.get(vendor), source)
    decision = decide(criteria, replace(with_findings, given=given))
    return replace(decision, opened=opened)


def _answer(
    leaf: Criterion, total: TotalCost | None, points: float | None, source: Source
) -> Answer:
    """A total as the answer of a vendor; without one it is pending, never 0."""
    if total is None or total.total is None or (leaf.price_rule is not None and points is None):
        return Answer(criterion=leaf.id, state=AnswerState.PENDING, source=source)
    low, high = total.total.low, total.total.high
    text = " – ".join(dict.fromkeys(number(round(end, 2)) for end in (low, high)))
    ends = (low, high) if points is None else (points, points)
    reading = Reading(
        text=f"{text} {total.currency}",
        kind=leaf.answer,
        low=ends[0],
        high=ends[1],
        unit=total.currency if points is None else None,
        flags=("assumed",) if total.assumed and points is None else (),
        parts=(_drawn_from(total), high) if total.assumed and points is None else None,
    )
    return Answer(
        criterion=leaf.id,
        text=reading.text,
        state=AnswerState.ANSWERED,
        reading=reading,
        source=source,
        evidence=EvidenceState.SEEN,  # it stands in the offer itself
    )


def _drawn_from(total: TotalCost) -> float:
    """The low end with assumptions at their high ones: samples are drawn from there up."""
    own, high = total.own_costs, total.total.high if total.total else 0.0
    stated = total.stated.high - total.stated.low if total.stated else 0.0
    return high - stated - (own.high - own.low)


def _points_by_rule(
    criteria: Criteria, answers: Answers, leaf: Criterion, totals: Mapping[str, TotalCost]
) -> dict[str, float]:
    """Points of a formula on prices, over the bids that count: total known, not knocked out."""
    rule = leaf.price_rule
    if rule is None:
        return {}
    bids = {
        vendor: total.total.high
        for vendor, total in totals.items()
        if total.total is not None and vendor not in _knocked_out(criteria, answers)
    }
    return _shares(rule, adjusted(criteria, bids)) if bids else {}


def adjusted(criteria: Criteria, bids: Mapping[str, float]) -> dict[str, float]:
    """Prices as a formula sees them: less what the buyer's rules take off for small firms.

    Parameters
    ----------
    criteria : Criteria
    bids : mapping of str to float
        Totals by vendor.

    Returns
    -------
    dict of str to float
    """
    small = criteria.price.small_firms
    if small is None:
        return dict(bids)
    keys = {name_key(name) for name in small.vendors}
    is_small = [name_key(vendor) in keys for vendor in bids]
    prices = evaluated_prices(list(bids.values()), is_small, small.share)
    return dict(zip(bids, prices, strict=True))


def _shares(rule: PriceRule, bids: Mapping[str, float]) -> dict[str, float]:
    """Points of 100, rounded as the rule asks."""
    found = score_prices(list(bids.values()), rule)
    scores = found.scores if found.rounded is None else tuple(float(one) for one in found.rounded)
    return {
        vendor: min(max(100 * score / rule.full, 0.0), 100.0)
        for vendor, score in zip(bids, scores, strict=True)
    }


def _knocked_out(criteria: Criteria, answers: Answers) -> frozenset[str]:
    """Vendors whose answers break a must, whatever they cost."""
    try:
        decision = decide(criteria, answers)
    except NothingReadError:
        return frozenset()
    return frozenset(out.vendor for out in decision.knock_outs)
