"""How sure a ranking is, without private criteria and with rounded figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from vendor_score.present.redact_groups import GroupTotals
from vendor_score.robustness.records import (
    Acceptability,
    AnswerChange,
    Diagnostics,
    MethodAgreement,
    ProvenOnly,
    Robustness,
    SmallestChange,
    TippingPoint,
    ToWin,
)
from vendor_score.robustness.verdict import VerdictFacts
from vendor_score.wording import Label

__all__ = ["redacted_facts", "redacted_robustness"]

_DECIMALS = 3  # of shares of 1: one decimal of a percentage
_DIGITS = 3  # of an answer that would win: it tells the gap to the first place


def redacted_robustness(robustness: Robustness, totals: GroupTotals) -> Robustness:
    """The records with totals in the place of what is inside them.

    Scores under other weights are left out: the heavier a total weighs there, the closer a rounded
    score would tell it. Ranks stay.
    """
    return replace(
        robustness,
        tipping=tuple(
            _tipping(point) for point in robustness.tipping if totals.node(point.id) == point.id
        ),
        smallest_changes=_changes(robustness.smallest_changes, totals),
        smallest_group_changes=_changes(robustness.smallest_group_changes, totals),
        smaa=_acceptability(robustness.smaa, totals),
        stated_smaa=robustness.stated_smaa and _acceptability(robustness.stated_smaa, totals),
        agreement=robustness.agreement and _agreement(robustness.agreement),
        to_win={name: _to_win(found, totals) for name, found in robustness.to_win.items()},
        proven_only=robustness.proven_only and _proven(robustness.proven_only, totals),
        weight_sets=tuple(
            replace(found, weights=_rounded(totals.shares(found.weights)), scores={})
            for found in robustness.weight_sets
        ),
        leave_one_out=tuple(
            replace(found, criterion=found.criterion and totals.node(found.criterion))
            for found in robustness.leave_one_out
            if found.kind != "criterion" or _is_shown(found.criterion, totals)
        ),
        diagnostics=_diagnostics(robustness.diagnostics, totals),
    )  # fmt: skip


def redacted_facts(facts: VerdictFacts, totals: GroupTotals, decimals: int) -> VerdictFacts:
    """The verdict's figures rounded, private criteria named as their groups.

    Conditions stay as they were found: a verdict on less must not sound more certain.
    """
    tip = facts.tip
    if tip is not None:
        tip = replace(
            tip,
            id=totals.node(tip.id) or tip.id,
            label=totals.label(tip.id),
            now=round(tip.now, _DECIMALS),
            at=round(tip.at, _DECIMALS),
        )
    return replace(
        facts,
        score=round(facts.score, decimals),
        margin=round(facts.margin, decimals),
        rival_margin=round(facts.rival_margin, decimals),
        win_share=round(facts.win_share, _DECIMALS),
        excluded=None if facts.excluded is None else round(facts.excluded, _DECIMALS),
        tip=tip,
        untested=_labels(facts.untested, totals),
        waivers=tuple(
            dict.fromkeys((vendor, totals.shown_label(label)) for vendor, label in facts.waivers)
        ),
        unproven=_labels(facts.unproven, totals),
    )


def _labels(labels: Iterable[Label], totals: GroupTotals) -> tuple[Label, ...]:
    return tuple(dict.fromkeys(totals.shown_label(label) for label in labels))


def _is_shown(criterion: str | None, totals: GroupTotals) -> bool:
    return criterion is not None and totals.node(criterion) == criterion


def _tipping(point: TippingPoint) -> TippingPoint:
    shares = ("weight", "low", "high", "order_low", "order_high")
    return replace(point, **{name: round(getattr(point, name), _DECIMALS) for name in shares})


def _rounded(shares: Mapping[str, float]) -> dict[str, float]:
    return {id: round(share, _DECIMALS) for id, share in shares.items()}


def _changes(
    changes: Mapping[str, SmallestChange | None], totals: GroupTotals
) -> dict[str, SmallestChange | None]:
    return {
        name: change
        and replace(
            change,
            distance=round(change.distance, _DECIMALS),
            weights=_rounded(totals.shares(change.weights)),
        )
        for name, change in changes.items()
    }


def _acceptability(smaa: Acceptability, totals: GroupTotals) -> Acceptability:
    return replace(
        smaa,
        criteria=tuple(dict.fromkeys(totals.node(id) or id for id in smaa.criteria)),
        ranks=np.round(smaa.ranks, _DECIMALS),
        ranks_weights_only=np.round(smaa.ranks_weights_only, _DECIMALS),
        ahead=np.round(smaa.ahead, _DECIMALS),
        expected_rank=np.round(smaa.expected_rank, 1),
        central_weights={
            name: weights and _rounded(totals.shares(weights))
            for name, weights in smaa.central_weights.items()
        },
        confidence={
            name: None if share is None else round(share, _DECIMALS)
            for name, share in smaa.confidence.items()
        },
    )


def _agreement(agreement: MethodAgreement) -> MethodAgreement:
    w = agreement.kendall_w
    return replace(agreement, kendall_w=None if w is None else round(w, _DECIMALS))


def _to_win(found: ToWin, totals: GroupTotals) -> ToWin:
    """Only answers that may be shown with their points, rounded."""
    single = tuple(_change(c) for c in found.single if _has_points(c, totals))
    pair = found.pair
    if pair is not None:
        pair = (_change(pair[0]), _change(pair[1])) if all(
            _has_points(c, totals) for c in pair
        ) else None  # fmt: skip
    first = dict.fromkeys(shown for id in found.first_meet if (shown := totals.node(id)))
    return replace(found, single=single, pair=pair, first_meet=tuple(first))


def _has_points(change: AnswerChange, totals: GroupTotals) -> bool:
    return totals.node(change.criterion) == change.criterion


def _change(change: AnswerChange) -> AnswerChange:
    said = change.said
    if isinstance(said, float) and said:
        said = float(f"{said:.{_DIGITS}g}")
    return replace(
        change,
        after=said,
        shown=None,
        points_before=round(change.points_before, 1),
        points_after=round(change.points_after, 1),
    )


def _proven(proven: ProvenOnly, totals: GroupTotals) -> ProvenOnly:
    def named(claims: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        shown = [(vendor, totals.node(id)) for vendor, id in claims]
        return tuple(dict.fromkeys((vendor, id) for vendor, id in shown if id is not None))

    return replace(
        proven,
        scores={},
        deciding_claims=named(proven.deciding_claims),
        critical_claims=named(proven.critical_claims),
    )


def _diagnostics(diagnostics: Diagnostics, totals: GroupTotals) -> Diagnostics:
    effective = diagnostics.effective_weights
    return Diagnostics(
        all_alike=tuple(id for id in diagnostics.all_alike if _is_shown(id, totals)),
        double_counting=tuple(
            (a, b, round(r, _DECIMALS))
            for a, b, r in diagnostics.double_counting
            if _is_shown(a, totals) and _is_shown(b, totals)
        ),
        never_matters=tuple(id for id in diagnostics.never_matters if _is_shown(id, totals)),
        effective_weights=effective and _rounded(
            {id: share for id, share in effective.items() if _is_shown(id, totals)}
        ),
    )  # fmt: skip
