"""The ranking on what the contracts bind: drafts in place of promises, fair to both sides.

Only levels and duties are replaced; facts about the past keep what stands behind them. Where a
draft does not bind a figure, the criterion's missing rule counts. A vendor whose draft was not
read keeps its promises, and nothing is concluded for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vendor_score.contract.records import BoundVendor, Promise
from vendor_score.records import AnswerState, Reading
from vendor_score.scoring import is_tie
from vendor_score.wording import Label, both

if TYPE_CHECKING:
    from vendor_score.decision import Decision

__all__ = ["BoundRanking", "rank_bound"]

_BINDS = frozenset({"level", "duty"})
_KEPT = frozenset({"same", "better", "weaker", "same, with exception", "two figures"})


@dataclass(frozen=True, kw_only=True, slots=True)
class BoundRanking:
    """Who is where on what the drafts bind.

    Attributes
    ----------
    vendors : tuple of BoundVendor
        By rank on the drafts; without those that have no rank.
    says : Label
        In a sentence, and what to do next.
    slack : float or None
        Points that the new first could lose in its own draft before the order returns.
    repairs : tuple of str
        Criteria of the old first that, kept as promised, bring it back; the fewest there are when
        those worth most come first.
    """

    vendors: tuple[BoundVendor, ...]
    says: Label
    slack: float | None = None
    repairs: tuple[str, ...] = ()


def rank_bound(decision: Decision, promises: Mapping[str, Sequence[Promise]]) -> BoundRanking:
    """Put what the drafts bind in place of what was promised and rank again.

    Parameters
    ----------
    decision : Decision
    promises : mapping of str to sequence of Promise
        By the vendors whose drafts were read.

    Returns
    -------
    BoundRanking
    """
    bound = decision
    scored = {leaf.id for leaf in decision.criteria_taking_part}
    for vendor, listed in promises.items():
        for promise in listed:
            if promise.binds in _BINDS and promise.criterion in scored:
                bound = _with_bound(bound, vendor, promise)
    before, after = decision.rank(), bound.rank()
    vendors = tuple(
        BoundVendor(
            vendor=entry.name,
            score=entry.score,
            score_promised=before.by_name[entry.name].score,
            rank=entry.rank,
            rank_promised=before.ranks.get(entry.name, entry.rank),
            draft_read=entry.name in promises,
        )
        for entry in after.vendors
        if entry.rank is not None
    )
    return _concluded(decision, bound, vendors, promises)


def _with_bound(decision: Decision, vendor: str, promise: Promise) -> Decision:
    answer = decision.answers.given[vendor][promise.criterion]
    if promise.verdict in _KEPT:
        kind = answer.reading.kind if answer.reading is not None else "number"
        reading = Reading(
            text=promise.contract, kind=kind, low=promise.contract_low,
            high=promise.contract_high, unit=promise.unit,
        )  # fmt: skip
        return decision.with_answer(
            vendor, replace(answer, reading=reading, state=AnswerState.ANSWERED)
        )
    return decision.with_answer(vendor, replace(answer, reading=None, state=AnswerState.BLANK))


def _concluded(
    decision: Decision,
    bound: Decision,
    vendors: tuple[BoundVendor, ...],
    promises: Mapping[str, Sequence[Promise]],
) -> BoundRanking:
    if not vendors:
        return BoundRanking(vendors=(), says=both("contract.bound.nobody"))
    old = min(vendors, key=lambda v: (v.rank_promised, v.rank))
    new = vendors[0]
    others = [v for v in vendors if v.vendor != old.vendor]
    second = min(others, key=lambda v: v.rank_promised, default=None)
    if new.vendor == old.vendor or is_tie(new.score, old.score):
        unread = second is not None and not second.draft_read
        key = "keeps_unread" if unread else "keeps"
        says = both(
            f"contract.bound.{key}", first=old.vendor, lost=_lost(old),
            second=second.vendor if second else "–",
        )  # fmt: skip
        return BoundRanking(vendors=vendors, says=says)
    key = "changes" if new.draft_read else "changes_unread"
    slack = new.score - old.score
    says = both(
        f"contract.bound.{key}", first=old.vendor, second=new.vendor, lost=_lost(old),
        slack=f"{slack:.1f}",
    )  # fmt: skip
    repairs = _repairs(decision, bound, (old.vendor, new.vendor), promises.get(old.vendor, ()))
    return BoundRanking(vendors=vendors, says=says, slack=slack, repairs=repairs)


def _lost(vendor: BoundVendor) -> str:
    return f"{vendor.score_promised - vendor.score:.1f}"


def _repairs(
    decision: Decision, bound: Decision, pair: tuple[str, str], promises: Sequence[Promise]
) -> tuple[str, ...]:
    """The criteria worth most first, until the old first is back in front."""
    old, new = pair
    before, after = decision.rank().by_name[old], bound.rank().by_name[old]
    lost = {
        promise.criterion: before.contributions.get(promise.criterion, 0.0)
        - after.contributions.get(promise.criterion, 0.0)
        for promise in promises
        if promise.binds in _BINDS
    }
    mended = bound
    chosen: list[str] = []
    for id in sorted((id for id, points in lost.items() if points > 0), key=lost.__getitem__)[::-1]:
        mended = mended.with_answer(old, decision.answers.given[old][id])
        chosen.append(id)
        scores = mended.rank().by_name
        if scores[old].score >= scores[new].score or is_tie(scores[old].score, scores[new].score):
            return tuple(chosen)
    return ()
