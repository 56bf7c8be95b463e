"""The figures of the verdict: who contends, on what the lead depends, what would change it.

The rule is that of docs/methods.md, Verdict; `verdict` makes sentences of the figures, and the page
takes the same steps after the weights were changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from vendor_score.criteria.model import VerdictSettings
from vendor_score.decision import Decision
from vendor_score.ranking.rank import rank
from vendor_score.ranking.ranking import WEIGHTED_SUM, Ranking
from vendor_score.records import AnswerState
from vendor_score.robustness.missing_ranks import score_bounds
from vendor_score.robustness.model import score_model
from vendor_score.robustness.records import Robustness, TippingPoint
from vendor_score.scoring.kernel import TIE, round_score
from vendor_score.wording import Label

__all__ = ["NearestTip", "VerdictFacts", "VerdictKind", "verdict_facts"]

VerdictKind = Literal["nobody_out", "nobody_scored", "single", "unclear", "provided", "clear"]


@dataclass(frozen=True, kw_only=True, slots=True)
class NearestTip:
    """The tipping point nearest to the present weights: of which node, where, and who is first.

    ``rises``: whether the share has to rise; at a tie it does so from ``at`` itself.
    """

    id: str
    label: Label
    now: float
    at: float
    rises: bool
    first: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class VerdictFacts:
    """What the verdict says, as figures.

    ``leader`` is None where nobody is ranked. ``contenders`` are in rank order. The four conditions
    turn "clearly" into "provided that": ``catching_up`` (rivals whose best case reaches the
    leader's score, the best first), ``untested`` (labels of musts), ``excluded`` (share of weight
    left out, only where above the threshold), ``pillars`` (vendors without which others lead).
    ``margin`` is to the second, ``rival_margin`` to the first contender. ``unproven`` are the few
    claims that decide the first place.
    """

    kind: VerdictKind
    candidates: int
    leader: str | None = None
    score: float = 0.0
    second: str | None = None
    margin: float = 0.0
    contenders: tuple[str, ...] = ()
    rival_margin: float = 0.0
    win_share: float = 0.0
    catching_up: tuple[str, ...] = ()
    untested: tuple[Label, ...] = ()
    excluded: float | None = None
    pillars: tuple[tuple[str, tuple[str, ...]], ...] = ()
    tip: NearestTip | None = None
    waivers: tuple[tuple[str, Label], ...] = ()
    unanswered: int = 0
    unproven: tuple[Label, ...] = ()

    @property
    def is_preliminary(self) -> bool:
        """Whether claims that decide the first place have not been seen proven."""
        return bool(self.unproven)


def verdict_facts(decision: Decision, ranking: Ranking, robustness: Robustness) -> VerdictFacts:
    """The figures of the verdict by the rule of the criteria's `VerdictSettings`."""
    if ranking.method != WEIGHTED_SUM:
        ranking = rank(decision)
    ranked = [vendor for vendor in ranking.vendors if vendor.rank is not None]
    candidates = len(decision.vendors)
    if not ranked:
        out = bool(decision.knock_outs)
        return VerdictFacts(kind="nobody_out" if out else "nobody_scored", candidates=candidates)
    leader, others = ranked[0].name, [vendor.name for vendor in ranked[1:]]
    scores = {vendor.name: vendor.score for vendor in ranked}
    contenders = _contenders(decision.criteria.verdict, scores, leader, robustness)
    catching_up = _catching_up(decision, leader)
    untested = tuple(_label(decision, id) for id in decision.untested[leader])
    excluded = _excluded(decision, leader)
    pillars = _pillars(leader, robustness)
    conditions = (*catching_up, *untested, *pillars, *([] if excluded is None else [excluded]))
    return VerdictFacts(
        kind=_kind(others, contenders, is_conditional=bool(conditions)),
        candidates=candidates,
        leader=leader,
        score=scores[leader],
        second=others[0] if others else None,
        margin=scores[leader] - scores[others[0]] if others else 0.0,
        contenders=contenders,
        rival_margin=scores[leader] - scores[contenders[0]] if contenders else 0.0,
        win_share=_win_share(leader, robustness),
        catching_up=catching_up,
        untested=untested,
        excluded=excluded,
        pillars=pillars,
        tip=_nearest_tip(decision, robustness.tipping) if others else None,
        waivers=_waivers(decision, robustness),
        unanswered=_unanswered(decision),
        unproven=_unproven(decision, robustness),
    )


def _contenders(
    settings: VerdictSettings, scores: dict[str, float], leader: str, robustness: Robustness
) -> tuple[str, ...]:
    """Vendors that the leader is not surely ahead of."""
    stated = robustness.stated
    at = {name: row for row, name in enumerate(stated.vendors)}

    def contends(name: str) -> bool:
        close = round_score(scores[leader] - scores[name]) < settings.lead_points
        return close or (
            name in at and float(stated.ahead[at[leader], at[name]]) < settings.lead_share
        )

    return tuple(name for name in scores if name != leader and contends(name))


def _kind(others: Sequence[str], contenders: Sequence[str], *, is_conditional: bool) -> VerdictKind:
    if not others:
        return "single"
    if contenders:
        return "unclear"
    return "provided" if is_conditional else "clear"


def _catching_up(decision: Decision, leader: str) -> tuple[str, ...]:
    """Rivals whose best case over missing and vague answers reaches the leader's score."""
    model = score_model(decision)
    score = round_score(float(model.scores()[model.vendors.index(leader)]))
    _, high = score_bounds(decision, model)
    ranked = set(decision.ranked_vendors)
    found = [
        (-round_score(float(best)), name)
        for name, best in zip(model.vendors, high, strict=True)
        if name != leader and name in ranked and round_score(float(best)) >= score
    ]
    return tuple(name for _, name in sorted(found, key=lambda rival: rival[0]))


def _excluded(decision: Decision, leader: str) -> float | None:
    """The share of weight left out of the leader's score, where it is above the threshold."""
    row = decision.vendors.index(leader)
    missing = 1.0 - float(decision.scores.counted[row])
    return missing if missing > decision.criteria.verdict.excluded_share + TIE else None


def _pillars(leader: str, robustness: Robustness) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Vendors whose dropping dethrones the leader, and who leads then."""
    return tuple(
        (found.vendor, found.first)
        for found in robustness.leave_one_out
        if found.kind == "vendor"
        and found.vendor not in (None, leader)
        and found.changes_first
        and found.first[:1] != (leader,)
        and found.vendor is not None
    )


def _win_share(leader: str, robustness: Robustness) -> float:
    stated = robustness.stated
    return float(stated.ranks[stated.vendors.index(leader), 0])


def _nearest_tip(decision: Decision, tipping: Sequence[TippingPoint]) -> NearestTip | None:
    """Among what the buyer gave weight: the top groups, where none of them tips all nodes below.

    Of equally near ones the first in file order.
    """
    tops = {node.id for node in decision.weight_tree}
    weighted = [point for point in tipping if point.weight > 0]
    among_tops = [point for point in weighted if point.id in tops]
    tips = [*_tips(decision, among_tops)] or [*_tips(decision, weighted)]
    return min(tips, key=lambda tip: round(abs(tip.at - tip.now), 12), default=None)


def _tips(decision: Decision, tipping: Sequence[TippingPoint]) -> Iterator[NearestTip]:
    for point in tipping:
        ends = ((point.low, point.below, False), (point.high, point.above, True))
        for at, first, rises in ends:
            if first:
                label = _label(decision, point.id)
                yield NearestTip(
                    id=point.id, label=label, now=point.weight, at=at, rises=rises, first=first
                )


def _label(decision: Decision, id: str) -> Label:
    return next(node.label for node in decision.criteria.nodes() if node.id == id)


def _waivers(decision: Decision, robustness: Robustness) -> tuple[tuple[str, Label], ...]:
    """Vendors that would lead alone if one must were waived."""
    return tuple(
        (found.vendor, _label(decision, found.criterion))
        for found in robustness.leave_one_out
        if found.kind == "must"
        and found.vendor is not None
        and found.criterion is not None
        and found.first == (found.vendor,)
    )


def _unanswered(decision: Decision) -> int:
    """Missing answers of ranked vendors to criteria with weight."""
    settled = (AnswerState.ANSWERED, AnswerState.NOT_APPLICABLE)
    rows = decision.rows_of(decision.ranked_vendors)
    columns = [
        decision.columns[leaf.id]
        for leaf in decision.criteria_taking_part
        if decision.leaf_weights[leaf.id] > 0
    ]
    return sum(column.answers[row].state not in settled for column in columns for row in rows)


def _unproven(decision: Decision, robustness: Robustness) -> tuple[Label, ...]:
    """The claims that cost the first place if they fail, else those that would settle it."""
    proven = robustness.proven_only
    claims = () if proven is None else proven.critical_claims or proven.deciding_claims
    return tuple(_label(decision, criterion) for _, criterion in claims)
