"""Drafts of one or more vendors checked in one go, as the command and the page show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from vendor_score.contract.bound_ranking import BoundRanking, rank_bound
from vendor_score.contract.clauses import check_contract
from vendor_score.contract.offer_terms import OfferTerm, compare_offer, offer_findings
from vendor_score.contract.promises import compare_promises, promise_findings
from vendor_score.contract.records import ContractCheck, Draft, Promise
from vendor_score.findings import Finding
from vendor_score.wording import Lang, text

if TYPE_CHECKING:
    from vendor_score.decision import Decision
    from vendor_score.price.offer import Offer

__all__ = ["SCHEMA", "ContractReview", "review_contracts", "review_record"]

SCHEMA = "vendor-score/contract/1"


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractReview:
    """What was found in the drafts.

    Attributes
    ----------
    decision : Decision
    checks : mapping of str to ContractCheck
        By vendor.
    promises : mapping of str to tuple of Promise
    ranking : BoundRanking
    findings : tuple of Finding
        Of all drafts.
    offers : mapping of str to tuple of OfferTerm
        What the offer sheet says against the draft, where the vendor's offer was read.
    """

    decision: Decision
    checks: Mapping[str, ContractCheck]
    promises: Mapping[str, tuple[Promise, ...]]
    ranking: BoundRanking
    findings: tuple[Finding, ...]
    offers: Mapping[str, tuple[OfferTerm, ...]] = field(default_factory=dict)


def review_contracts(
    decision: Decision, drafts: Mapping[str, Draft], offers: Mapping[str, Offer] | None = None
) -> ContractReview:
    """Check drafts against the clauses, the promises and the ranking.

    Parameters
    ----------
    decision : Decision
    drafts : mapping of str to Draft
        By vendor.
    offers : mapping of str to Offer, optional
        By vendor: what was offered is held against the draft as well.

    Returns
    -------
    ContractReview
    """
    checks = {
        vendor: check_contract(draft, vendor=vendor, terms=decision.criteria.contract.terms)
        for vendor, draft in drafts.items()
    }
    promises = {vendor: compare_promises(decision, vendor, d) for vendor, d in drafts.items()}
    ranking = rank_bound(decision, promises)
    findings: list[Finding] = []
    for vendor, draft in drafts.items():
        findings += checks[vendor].findings
        decides = frozenset(ranking.repairs)
        findings += promise_findings(promises[vendor], draft, vendor, decides=decides)
    compared = {
        vendor: compare_offer(offer, drafts[vendor], decision.criteria.demand)
        for vendor, offer in (offers or {}).items()
        if vendor in drafts
    }
    for vendor, terms in compared.items():
        findings += offer_findings(terms, drafts[vendor], vendor)
    return ContractReview(
        decision=decision, checks=checks, promises=promises, ranking=ranking,
        findings=tuple(findings), offers=compared,
    )  # fmt: skip


def review_record(review: ContractReview, lang: Lang) -> dict[str, Any]:
    """As ``contract --json`` prints it.

    Parameters
    ----------
    review : ContractReview
    lang : str
        Of the words; ids and figures are the same in every language.

    Returns
    -------
    dict
        Of one draft the fields stand at the top; of several also by vendor under ``drafts``.
    """
    drafts = [_draft_record(review, vendor, lang) for vendor in review.checks]
    record: dict[str, Any] = {"schema": SCHEMA, **(drafts[0] if drafts else {})}
    record["findings"] = [finding.as_dict(lang) for finding in review.findings]
    record["ranking"] = [
        {
            "vendor": v.vendor, "rank": v.rank, "rank_promised": v.rank_promised,
            "score": v.score, "score_promised": v.score_promised, "draft_read": v.draft_read,
        }
        for v in review.ranking.vendors
    ]  # fmt: skip
    record["says"] = review.ranking.says.as_dict()
    record["repairs"] = list(review.ranking.repairs)
    record["drafts"] = drafts
    return record


def _draft_record(review: ContractReview, vendor: str, lang: Lang) -> dict[str, Any]:
    check = review.checks[vendor]
    return {
        "vendor": vendor,
        "file": check.draft.file,
        "sha256": check.draft.sha256,
        "clauses": [
            {
                "number": clause.number,
                "name": text(f"contract.clause.{clause.number:02}", lang),
                "level": clause.level,
                "quotes": [{"text": q.text, "place": q.place} for q in clause.quotes],
                "missing": list(clause.missing),
                "ask": [text(f"contract.ask.{clause.number:02}.{m}", lang) for m in clause.missing],
                "capped_by": clause.capped_by,
                "found_level": clause.found_level,
            }
            for clause in check.clauses
        ],
        "terms": [
            {
                "id": t.id, "clause": t.clause, "wanted": t.wanted, "stated": t.stated,
                "verdict": t.verdict, "place": t.quote.place if t.quote else None,
            }
            for t in check.terms
        ],
        "promises": [promise.as_dict() for promise in review.promises[vendor]],
        "offer": [
            {
                "id": t.id, "offered": t.offered, "contract": t.contract, "place": t.place,
                "verdict": t.verdict,
            }
            for t in review.offers.get(vendor, ())
        ],
        "changes": [
            {
                "author": c.author, "date": c.date, "removed": c.removed, "added": c.added,
                "place": c.place,
            }
            for c in check.draft.changes
        ],
        "flags": list(check.draft.flags),
    }  # fmt: skip
