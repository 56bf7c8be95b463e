"""Figures that may be shared: totals in the place of private criteria, rounded.

A top group with private criteria becomes one criterion whose points are the group's total.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property

import numpy as np

from vendor_score.criteria.model import Criterion, Group, walk
from vendor_score.decision import Decision
from vendor_score.decision.criterion_column import Column
from vendor_score.kinds.value_functions import Points
from vendor_score.records import Answer, AnswerState, Reading
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
    WithoutMixed,
)
from vendor_score.robustness.verdict import VerdictFacts
from vendor_score.scoring import Flags, Floats
from vendor_score.wording import Label

__all__ = ["GroupTotals", "redacted_facts", "redacted_robustness"]

_EMPTY = Label.same("")


class GroupTotals:
    """The totals of one decision, rounded so that they tell no more than the rounded score.

    Parameters
    ----------
    decision
        The decision with all its answers.
    decimals
        Of scores and contributions, in points.
    """

    def __init__(self, decision: Decision, decimals: int) -> None:
        self._decision, self._decimals = decision, decimals
        self._home = {leaf.id: top for top in decision.criteria.children for leaf in top.leaves()}
        asked = frozenset(decision.columns)
        self.hidden = frozenset(
            top.id
            for top in decision.criteria.children
            if any(leaf.private and leaf.id in asked for leaf in top.leaves())
        )
        """Top groups (or criteria) of which only the total is shown."""
        self.public_inside = {
            id: top.id
            for id, top in self._home.items()
            if top.id in self.hidden and not decision.criteria.criterion(id).private
        }
        """Criteria whose answers are shown, but whose points stand in a total only."""

    def public_of(self, top: str) -> tuple[str, ...]:
        """The criteria inside a total whose answers are shown.

        Parameters
        ----------
        top : str
            Id of the group.

        Returns
        -------
        tuple of str
        """
        return tuple(id for id, home in self.public_inside.items() if home == top)

    def node(self, id: str) -> str | None:
        """What a node of the tree may be named as: itself, its group's total, or nothing.

        Parameters
        ----------
        id : str
            Of any node.

        Returns
        -------
        str or None
        """
        return self._named.get(id)

    def label(self, id: str) -> Label:
        """The label of what a node may be named as.

        Parameters
        ----------
        id : str
            Of a node that may be named.

        Returns
        -------
        Label
        """
        return self._labels[self._named[id]]

    def shown_label(self, label: Label) -> Label:
        """The label of a total for that of a private criterion, any other as it is.

        Parameters
        ----------
        label : Label
            Of any node.

        Returns
        -------
        Label
        """
        return self._withheld_labels.get(label, label)

    @cached_property
    def _named(self) -> dict[str, str]:
        return {
            node.id: top.id if top.id in self.hidden else node.id
            for top in self._decision.criteria.children
            for node in walk([top])
        }

    @cached_property
    def _labels(self) -> dict[str, Label]:
        return {node.id: node.label for node in self._decision.criteria.nodes()}

    @cached_property
    def _withheld_labels(self) -> dict[Label, Label]:
        return {
            leaf.label: self.label(leaf.id)
            for leaf in self._decision.criteria.leaves()
            if leaf.private
        }

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """What takes part: criteria, and totals in the place of theirs."""
        own = [leaf.id for leaf in self._decision.criteria_taking_part]
        return tuple(dict.fromkeys(self._in_total(id) for id in own))

    def shares(self, leaves: Mapping[str, float]) -> dict[str, float]:
        """Shares of criteria added up within totals.

        Parameters
        ----------
        leaves : mapping of str to float
            Share of the whole by criterion; sum 1.

        Returns
        -------
        dict of str to float
        """
        added: dict[str, float] = {}
        for id, share in leaves.items():
            shown = self._in_total(id)
            added[shown] = added.get(shown, 0.0) + share
        return added

    def criterion(self, top: Group | Criterion) -> Criterion:
        """The total as a criterion that is scored like points from 0 to 100.

        Parameters
        ----------
        top : Group or Criterion
            A group with private criteria.

        Returns
        -------
        Criterion
        """
        return Criterion(
            id=top.id,
            path=(top.id,),
            label=top.label,
            weight=top.weight,
            answer="score",
            question_text=_EMPTY,
            value=Points(),
        )

    def columns(self, leaves: Mapping[str, Criterion]) -> dict[str, Column]:
        """A column per total: its points, and whether a requirement inside it is failed.

        Parameters
        ----------
        leaves : mapping of str to Criterion
            The criteria that stand for totals, by id.

        Returns
        -------
        dict of str to Column
        """
        return {id: self._column(leaves[id]) for id in sorted(self.hidden)}

    def _in_total(self, id: str) -> str:
        return self._named.get(id, id)

    def _column(self, leaf: Criterion) -> Column:
        inside = [
            column
            for id, column in self._decision.columns.items()
            if self._home[id].id == leaf.id and id not in self._with_own_must
        ]
        points = self._points.get(leaf.id, np.zeros(len(self._decision.vendors)))
        counts = ~np.isnan(points)
        plain = np.zeros(len(points))
        waived = self._waived_rows(inside)
        return Column(
            criterion=leaf,
            answers=tuple(_answer(leaf.id, figure) for figure in points.tolist()),
            problems={},
            low=points,
            high=points,
            worst=points,
            best=points,
            number_low=np.full(len(points), np.nan),
            number_high=np.full(len(points), np.nan),
            kept=plain + 1.0,
            read=counts,
            fails=_any([column.fails for column in inside], waived),
            breaks_must=_any([column.breaks_must for column in inside], waived),
            untested=_any([column.untested for column in inside], waived),
        )

    @property
    def _with_own_must(self) -> frozenset[str]:
        """Criteria inside totals that keep a column, since their requirement is shown."""
        musts = self._decision.criteria
        return frozenset(id for id in self.public_inside if musts.criterion(id).must is not None)

    def _waived_rows(self, inside: list[Column]) -> Flags:
        waived = self._decision.waived
        return np.array(
            [
                [(vendor, column.criterion.id) in waived for vendor in self._decision.vendors]
                for column in inside
            ],
            dtype=np.bool_,
        )

    @cached_property
    def _points(self) -> dict[str, Floats]:
        """The points of every total by vendor; NaN where nothing in it counts.

        All totals but the heaviest have their contributions rounded. The heaviest takes up what is
        left to the rounded score, so that weights x points come to the score that is shown.
        """
        decision = self._decision
        at = {leaf.id: n for n, leaf in enumerate(decision.criteria_taking_part)}
        shares, points = self.shares(decision.leaf_weights), decision.points
        totals = [id for id in self.ids if id in self.hidden]
        inside = {id: [n for leaf, n in at.items() if self._in_total(leaf) == id] for id in totals}
        counts = {id: ~np.isnan(points[:, inside[id]]).all(axis=1) for id in totals}
        public = [(n, shares[id]) for id, n in at.items() if id in shares and id not in inside]
        counted = sum(shares[id] * counts[id] for id in totals) + sum(
            share * ~np.isnan(points[:, n]) for n, share in public
        )
        # what is shown is a rounded mean; the totals have to add up to it, not to the full one
        whole = np.where(counted > 0, counted, 1.0)
        left = np.round(decision.scores.scores, self._decimals) * whole
        left = left - sum((share * np.nan_to_num(points[:, n]) for n, share in public), 0.0)
        found: dict[str, Floats] = {}
        # the heaviest last: the same rounding error means least in the points of a heavy group
        for id in sorted(totals, key=shares.__getitem__):
            is_last = id == max(totals, key=shares.__getitem__)
            gained = decision.scores.contributions[:, inside[id]].sum(axis=1)
            part = left if is_last else np.round(gained, self._decimals) * whole
            found[id] = self._from_part(part, shares[id], points[:, inside[id]])
            # a group in which nothing counts must stay out of the mean
            found[id] = np.where(counts[id], found[id], np.nan)
            left = left - shares[id] * np.nan_to_num(found[id])
        return found

    @staticmethod
    def _from_part(part: Floats, share: float, inside: Floats) -> Floats:
        if share > 0:
            return np.clip(part / share, 0.0, 100.0)
        # no weight, so that no rounded score hides the points: whole ones do
        counts = ~np.isnan(inside)
        middle = np.nan_to_num(inside).sum(axis=1) / np.maximum(counts.sum(axis=1), 1)
        rounded: Floats = np.round(middle)
        return rounded


def _any(marks: list[Flags], waived: Flags) -> Flags:
    """Whether any criterion inside is marked and not waived, by vendor."""
    found: Flags = np.logical_or.reduce(np.stack(marks) & ~waived, axis=0)
    return found


def _answer(id: str, figure: float) -> Answer:
    if np.isnan(figure):
        return Answer(criterion=id, state=AnswerState.NOT_APPLICABLE)
    reading = Reading(text="", kind="score", low=figure, high=figure)
    return Answer(criterion=id, state=AnswerState.ANSWERED, reading=reading)


# How sure a ranking is, without private criteria and with rounded figures.

_DECIMALS = 3  # of shares of 1: one decimal of a percentage
_DIGITS = 3  # of an answer that would win: it tells the gap to the first place


def redacted_robustness(robustness: Robustness, totals: GroupTotals) -> Robustness:
    """The records with totals in the place of what is inside them.

    Scores under other weights are left out: the heavier a total weighs there, the closer a rounded
    score would tell it. Ranks stay.

    Parameters
    ----------
    robustness : Robustness
        As `Decision.robustness` gives it.
    totals : GroupTotals
        Of the same decision.

    Returns
    -------
    Robustness
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
        without_mixed=robustness.without_mixed and _without_mixed(robustness.without_mixed, totals),
    )  # fmt: skip


def redacted_facts(facts: VerdictFacts, totals: GroupTotals, decimals: int) -> VerdictFacts:
    """The verdict's figures rounded, private criteria named as their groups.

    Conditions stay as they were found: a verdict on less must not sound more certain.

    Parameters
    ----------
    facts : VerdictFacts
        As `verdict_facts` gives them.
    totals : GroupTotals
        Of the same decision.
    decimals : int
        Of scores, in points.

    Returns
    -------
    VerdictFacts
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
        win_share=min(round(facts.win_share, _DECIMALS), facts.win_share),
        excluded=None if facts.excluded is None else round(facts.excluded, _DECIMALS),
        tip=tip,
        untested=_labels(facts.untested, totals),
        waivers=tuple(
            dict.fromkeys((vendor, totals.shown_label(label)) for vendor, label in facts.waivers)
        ),
        grounds=tuple(ground for ground in facts.grounds if _is_shown(ground.id, totals)),
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


def _without_mixed(found: WithoutMixed, totals: GroupTotals) -> WithoutMixed:
    """Private criteria by the name of their group."""
    named = [totals.node(id) for id in found.criteria]
    return replace(found, criteria=tuple(dict.fromkeys(id for id in named if id is not None)))


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
