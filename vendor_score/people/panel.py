"""A decision and the ballots of its panel -> what the group thinks, and where it disagrees."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from vendor_score.decision import Decision
from vendor_score.findings import Finding
from vendor_score.people.agreement import krippendorff_alpha, mean_difference, mean_spearman
from vendor_score.people.agreement import weight_distance as distance_of
from vendor_score.people.ballots import Ballot, PersonWeights, node_children, weights_of
from vendor_score.people.disputes import (
    Cell,
    Disagreement,
    guarantee,
    node_flip_shares,
    weigh_disagreement,
)
from vendor_score.people.group import group_weights, minority_views, own_scores, severity
from vendor_score.people.node_weights import combine_nodes
from vendor_score.people.read_ballots import BallotsRead, names_of
from vendor_score.people.scale_ends import values_of
from vendor_score.robustness.assess import kendall_w
from vendor_score.scoring import Floats, leaders, weighted_mean, weighted_sum

__all__ = [
    "Coverage",
    "GroupView",
    "TopicToDiscuss",
    "ViewOfOne",
    "anonymous",
    "coverage_as_json",
    "group_view",
    "view_as_json",
]

_LEAST_TO_RANK = 3
_LEAST_FLIP = 0.01
_LONGEST_AGENDA = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """How much of what was asked one evaluator filled in.

    Attributes
    ----------
    nodes, nodes_asked : int
        Groups whose inside was weighed.
    cells, cells_asked : int
        Judged cells; those of vendors from which the person is recused are not asked.
    """

    nodes: int
    nodes_asked: int
    cells: int
    cells_asked: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ViewOfOne:
    """Why one evaluator sees another vendor first.

    Attributes
    ----------
    evaluator : str
    first : str
        Own first vendor.
    against : str
        The group's.
    own_lead, group_lead : float
        Points.
    by_weights, by_levels : tuple of (str, float)
        The two largest parts by criterion, in points.
    """

    evaluator: str
    first: str
    against: str
    own_lead: float
    group_lead: float
    by_weights: tuple[tuple[str, float], ...]
    by_levels: tuple[tuple[str, float], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicToDiscuss:
    """A cell or a group of weights whose disagreement can change who is first.

    Attributes
    ----------
    vendor : str or None
        None where it is about weights.
    node : str
        Id of the criterion, or of the group whose inside is weighed ("" for the top).
    flip_share : float
        0 to 1.
    levels : tuple of (str, float, str)
        Who judged the cell how, in points, with the reason given.
    """

    vendor: str | None
    node: str
    flip_share: float
    levels: tuple[tuple[str, float, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class GroupView:
    """What a panel thinks together, and where it disagrees.

    Attributes
    ----------
    evaluators : tuple of str
        By name.
    coverage : mapping of str to Coverage
    uneven : tuple of str
        Criteria whose vendors were not all judged by the same people, or by one person only.
    weights : mapping of str to float
        The group's share of the whole by criterion.
    scores : mapping of str to float
        By vendor, with the group's weights and points.
    first : tuple of str
        The group's first, several where they tie.
    first_by_evaluator : mapping of str to tuple of str
    alpha, mean_difference, kendall_w, spearman : float or None
        Agreement about levels, and about own rankings.
    weight_distances : mapping of str to float
        By evaluator, the share of the weight that would have to move to the group's.
    leniency : mapping of str to float
        By evaluator, points above the others on the same cells.
    leniency_decides : bool
        Whether another vendor would be first with all judges equally strict.
    decisive : mapping of str to tuple of str
        Evaluators without whom others would be first, and who.
    agenda : tuple of TopicToDiscuss
        At most five cells and five groups of weights.
    hold : float or None
        In how many ways to mix opinions the first stays first.
    certainty : (float, float) or None
        How sure the first place is now, and if the cells of the agenda are settled.
    settle : int or None
        How many cells would have to be settled for certainty in every case.
    minority : tuple of ViewOfOne
    findings : tuple of Finding
    """

    evaluators: tuple[str, ...]
    coverage: Mapping[str, Coverage]
    uneven: tuple[str, ...]
    weights: Mapping[str, float]
    scores: Mapping[str, float]
    first: tuple[str, ...]
    first_by_evaluator: Mapping[str, tuple[str, ...]]
    alpha: float | None
    mean_difference: float | None
    kendall_w: float | None
    spearman: float | None
    weight_distances: Mapping[str, float]
    leniency: Mapping[str, float]
    leniency_decides: bool
    decisive: Mapping[str, tuple[str, ...]]
    agenda: tuple[TopicToDiscuss, ...]
    hold: float | None
    certainty: tuple[float, float] | None
    settle: int | None
    minority: tuple[ViewOfOne, ...]
    findings: tuple[Finding, ...]


def group_view(decision: Decision, read: BallotsRead) -> GroupView:
    """What the panel whose ballots were read thinks of a decision.

    Parameters
    ----------
    decision : Decision
        Loaded with the same ballots, so that judged cells hold the means of their points.
    read : BallotsRead

    Returns
    -------
    GroupView
        Nodes that one person did not weigh take the mean of those who did, and the file's weights
        where nobody did; cells likewise the group's points.
    """
    panel = _Panel(decision, read)
    weights, levels = panel.weights, panel.levels
    whole = group_weights(weights)
    group = weighted_sum(panel.points, whole)
    first = leaders(group.scores)
    own = panel.own_scores()
    dispute = weigh_disagreement(levels, group.weights, points=panel.points)
    cells = dispute.agenda(_LONGEST_AGENDA)
    judges = severity(levels)
    adjusted = np.where(np.isnan(judges.adjusted), panel.points, judges.adjusted)
    fair = leaders(weighted_mean(adjusted, whole))
    flat = levels.reshape(len(levels), -1)
    own_ranked = panel.ranked_by_all(own)
    return GroupView(
        evaluators=panel.names,
        coverage=panel.coverage(),
        uneven=tuple(panel.uneven()),
        weights=dict(zip(panel.leaves, whole.tolist(), strict=True)),
        scores=dict(zip(panel.vendors, group.scores.tolist(), strict=True)),
        first=panel.named(first),
        first_by_evaluator={
            name: panel.named(leaders(row)) for name, row in zip(panel.names, own, strict=True)
        },
        alpha=krippendorff_alpha(flat),
        mean_difference=mean_difference(flat),
        kendall_w=kendall_w(own_ranked) if own_ranked else None,
        spearman=mean_spearman(own_ranked) if own_ranked else None,
        weight_distances={
            name: distance_of(row, whole) for name, row in zip(panel.names, weights, strict=True)
        },
        leniency=panel.by_name(judges.by_evaluator),
        leniency_decides=fair != first,
        decisive=panel.decisive(first),
        agenda=(*panel.topics(dispute, cells), *panel.node_topics(group.weights)),
        hold=float(dispute.hold[first].sum()) if first and dispute.flips else None,
        certainty=(dispute.certainty(), dispute.certainty(cells)) if cells else None,
        settle=panel.settle(group.weights),
        minority=tuple(panel.minority()),
        findings=panel.findings,
    )


class _Panel:
    """The arrays of a panel: evaluators x vendors x criteria."""

    def __init__(self, decision: Decision, read: BallotsRead) -> None:
        self.decision = decision
        shown: dict[str, str] = {}
        by_name: dict[str, dict[str, Ballot]] = {}
        for ballot in read.ballots:
            shown.setdefault(ballot.name.casefold(), ballot.name)
            by_name.setdefault(ballot.name.casefold(), {})[ballot.kind] = ballot
        # whoever judged on the sheet of the review belongs to the panel too
        for answers in decision.answers.given.values():
            for judged in (one for answer in answers.values() for one in answer.judgements):
                shown.setdefault(judged.assessor.casefold(), judged.assessor)
        self._ballots = [by_name.get(key, {}) for key in sorted(shown)]
        self.names = tuple(shown[key] for key in sorted(shown))
        self.vendors = decision.ranked_vendors
        self.leaves = tuple(leaf.id for leaf in decision.criteria_taking_part)
        self.points = decision.points[decision.rows_of(self.vendors)]
        self._stated = [self._weights_of(own.get("weights")) for own in self._ballots]
        found = [one.findings for one in self._stated if one is not None]
        self.findings = (*read.findings, *(finding for one in found for finding in one))
        self.weights = np.array([self._leaf_weights(one) for one in self._stated])
        self.levels = self._levels()

    def _weights_of(self, ballot: Ballot | None) -> PersonWeights | None:
        if ballot is None:
            return None
        values = values_of(self.decision.criteria.leaves())
        names = names_of(self.decision.criteria)
        return weights_of(ballot, self.decision.weight_tree, values, names)

    def _leaf_weights(self, stated: PersonWeights | None) -> list[float]:
        """Own weights, and at nodes that the person did not judge the mean of those who did."""
        if stated is not None and stated.methods.get("") in ("trade_offs", "limits"):
            return [stated.leaves[id] for id in self.leaves]
        own = {} if stated is None else stated.judged
        found = combine_nodes(self.decision.weight_tree, {**self._node_means(), **own}.values())
        return [found[id] for id in self.leaves]

    def _node_means(self) -> dict[str, dict[str, float]]:
        judged = [one.judged for one in self._stated if one is not None]
        known = {node for own in judged for node in own}
        nodes = {node: [own[node] for own in judged if node in own] for node in sorted(known)}
        return {
            node: {id: sum(one[id] for one in several) / len(several) for id in several[0]}
            for node, several in nodes.items()
        }

    def _levels(self) -> Floats:
        levels = np.full((len(self.names), len(self.vendors), len(self.leaves)), np.nan)
        row = {vendor: number for number, vendor in enumerate(self.vendors)}
        evaluator = {name.casefold(): number for number, name in enumerate(self.names)}
        for column, leaf in enumerate(self.decision.criteria_taking_part):
            anchors = leaf.value.anchors if leaf.kind.is_judged and leaf.value else None
            if anchors is None:
                continue
            for vendor in self.vendors:
                for one in self.decision.answers.of(vendor, leaf.id).judgements:
                    place = evaluator.get(one.assessor.casefold())
                    if place is not None:
                        levels[place, row[vendor], column] = anchors.points_at(one.level)
        return levels

    def named(self, rows: Sequence[int]) -> tuple[str, ...]:
        return tuple(self.vendors[row] for row in rows)

    def by_name(self, figures: Floats) -> dict[str, float]:
        named = zip(self.names, figures.tolist(), strict=True)
        return {name: figure for name, figure in named if not np.isnan(figure)}

    def own_scores(self) -> Floats:
        """Own weights and levels; a vendor from which somebody is recused has no place there."""
        own = own_scores(self.weights, self.levels, self.points)
        for number, ballots in enumerate(self._ballots):
            recused = ballots["scores"].recused if "scores" in ballots else frozenset()
            own[number, [row for row, name in enumerate(self.vendors) if name in recused]] = np.nan
        return own

    def ranked_by_all(self, own: Floats) -> list[list[float]]:
        ranked = own[:, ~np.isnan(own).any(axis=0)]
        few = len(ranked) < 2 or ranked.shape[1] < _LEAST_TO_RANK  # noqa: PLR2004
        return [] if few else [np.round(row, 9).tolist() for row in ranked]

    def coverage(self) -> dict[str, Coverage]:
        judged = [leaf for leaf in self.decision.criteria.leaves() if leaf.kind.is_judged]
        nodes = len(node_children(self.decision.weight_tree))
        found = {}
        for name, own, stated in zip(self.names, self._ballots, self._stated, strict=True):
            scores = own.get("scores")
            recused = scores.recused if scores is not None else frozenset()
            asked = len(judged) * len({*self.decision.vendors} - recused)
            cells = sum(
                one.assessor.casefold() == name.casefold()
                for leaf in judged
                for vendor in self.decision.vendors
                for one in self.decision.answers.of(vendor, leaf.id).judgements
            )
            found[name] = Coverage(
                nodes=0 if stated is None else len(stated.judged),
                nodes_asked=nodes if "weights" in own else 0,
                cells=cells,
                cells_asked=asked if scores is not None or cells else 0,
            )
        return found

    def uneven(self) -> Iterator[str]:
        for column, leaf in enumerate(self.leaves):
            judged = ~np.isnan(self.levels[:, :, column])
            if judged.any() and (judged.sum(axis=0).min() < 2 or (judged.T[0] != judged.T).any()):  # noqa: PLR2004
                yield leaf

    def decisive(self, first: Sequence[int]) -> dict[str, tuple[str, ...]]:
        """Evaluators without whom another vendor would be first."""
        found = {}
        for number, name in enumerate(self.names):
            if len(self.names) < 2:  # noqa: PLR2004
                break
            rest = np.delete(self.levels, number, axis=0)
            counts = (~np.isnan(rest)).sum(axis=0)
            means = np.nansum(rest, axis=0) / np.maximum(counts, 1)
            points = np.where(counts > 0, means, self.points)
            whole = group_weights(np.delete(self.weights, number, axis=0))
            without = leaders(weighted_mean(points, whole))
            if without != list(first):
                found[name] = self.named(without)
        return found

    def topics(self, dispute: Disagreement, cells: Sequence[Cell]) -> Iterator[TopicToDiscuss]:
        for vendor, column in cells:
            leaf = self.leaves[column]
            answer = self.decision.answers.of(self.vendors[vendor], leaf)
            reasons = {one.assessor.casefold(): one.reason for one in answer.judgements}
            levels = tuple(
                (name, float(points), reasons.get(name.casefold(), ""))
                for name, points in zip(self.names, self.levels[:, vendor, column], strict=True)
                if not np.isnan(points)
            )
            yield TopicToDiscuss(
                vendor=self.vendors[vendor],
                node=leaf,
                flip_share=dispute.flips[vendor, column],
                levels=levels,
            )

    def node_topics(self, counted: Floats) -> list[TopicToDiscuss]:
        """Groups of weights to discuss; not where an answer is excluded for some vendors alone."""
        judged = [one.judged if one is not None else {} for one in self._stated]
        nodes = {node for own in judged for node in own}
        tree = self.decision.weight_tree
        groups = {"": tuple(tree)} | {n.id: n.children for top in tree for n in top.walk()}
        local = {
            node: np.array([
                [own.get(node, {}).get(child.id, np.nan if node not in own else 0.0)
                 for child in groups[node]]
                for own in judged
            ])
            for node in nodes
        }  # fmt: skip
        if not local or (counted != counted[0]).any():
            return []
        flips = node_flip_shares(tree, local, self.points)
        found = [
            TopicToDiscuss(vendor=None, node=node, flip_share=flip)
            for node, flip in sorted(flips.items(), key=lambda one: (-round(one[1], 3), one[0]))
            if flip >= _LEAST_FLIP
        ]
        return found[:_LONGEST_AGENDA]

    def _filled(self) -> Floats:
        """Levels, with the group's points where nobody judged."""
        unjudged = np.isnan(self.levels).all(axis=0)
        return np.where(unjudged, np.nan_to_num(self.points), self.levels)

    def settle(self, weights: Floats) -> int | None:
        """The size of the smallest set of cells that makes the first place certain."""
        if np.isnan(self.levels).all():
            return None
        sure = guarantee(self._filled(), weights)
        return None if sure is None else len(sure.cells)

    def minority(self) -> Iterator[ViewOfOne]:
        """Everybody whose own first is not the group's, and where that comes from."""
        for view in minority_views(self.weights, self._filled()):
            yield ViewOfOne(
                evaluator=self.names[view.evaluator],
                first=self.vendors[view.own_first],
                against=self.vendors[view.group_first],
                own_lead=view.own_lead,
                group_lead=view.group_lead,
                by_weights=self._largest(view.by_weights),
                by_levels=self._largest(view.by_levels),
            )

    def _largest(self, parts: Floats) -> tuple[tuple[str, float], ...]:
        order = sorted(range(len(parts)), key=lambda j: -abs(parts[j]))
        return tuple((self.leaves[j], float(parts[j])) for j in order[:2] if abs(parts[j]) > 1e-9)  # noqa: PLR2004


def anonymous(view: GroupView) -> GroupView:
    """The same view with letters in place of names, in an order that tells nothing.

    Parameters
    ----------
    view : GroupView

    Returns
    -------
    GroupView
        Letters go by a digest of the name; reasons are left out, since words give people away.
    """
    order = sorted(view.evaluators, key=lambda name: hashlib.sha256(name.encode()).hexdigest())
    letter = {name: _letter(number) for number, name in enumerate(order)}

    def renamed(figures: Mapping[str, Any]) -> dict[str, Any]:
        return {letter[name]: figures[name] for name in order if name in figures}

    return replace(
        view,
        evaluators=tuple(letter.values()),
        coverage=renamed(view.coverage),
        first_by_evaluator=renamed(view.first_by_evaluator),
        weight_distances=renamed(view.weight_distances),
        leniency=renamed(view.leniency),
        decisive=renamed(view.decisive),
        agenda=tuple(
            replace(one, levels=tuple(sorted((letter[n], p, "") for n, p, _ in one.levels)))
            for one in view.agenda
        ),
        minority=tuple(replace(one, evaluator=letter[one.evaluator]) for one in view.minority),
        findings=(),
    )


def _letter(number: int) -> str:
    """A to Z, then AA, AB and so on."""
    rest, place = divmod(number, 26)
    return (_letter(rest - 1) if rest else "") + chr(ord("A") + place)


def coverage_as_json(view: GroupView) -> dict[str, Any]:
    """Who filled in how much, and nothing of what, schema ``vendor-score/group/1``.

    Parameters
    ----------
    view : GroupView

    Returns
    -------
    dict of str to object
    """
    whole = view_as_json(view)
    return {key: whole[key] for key in ("schema", "evaluators", "coverage")}


def view_as_json(view: GroupView) -> dict[str, Any]:
    """Plain data, schema ``vendor-score/group/1``.

    Parameters
    ----------
    view : GroupView

    Returns
    -------
    dict of str to object
    """
    return {
        "schema": "vendor-score/group/1",
        "evaluators": list(view.evaluators),
        "coverage": {
            name: {
                "nodes": one.nodes,
                "nodes_asked": one.nodes_asked,
                "cells": one.cells,
                "cells_asked": one.cells_asked,
            }
            for name, one in view.coverage.items()
        },
        "weights": dict(view.weights),
        "scores": dict(view.scores),
        "first": list(view.first),
        "first_by_evaluator": {n: list(first) for n, first in view.first_by_evaluator.items()},
        "agreement": {
            "alpha": view.alpha,
            "mean_difference": view.mean_difference,
            "kendall_w": view.kendall_w,
            "spearman": view.spearman,
            "weight_distance": dict(view.weight_distances),
        },
        "leniency": dict(view.leniency),
        "leniency_decides": view.leniency_decides,
        "decisive": {name: list(first) for name, first in view.decisive.items()},
        "agenda": [_topic(one) for one in view.agenda],
        "hold": view.hold,
        "certainty": None
        if view.certainty is None
        else {"now": view.certainty[0], "settled": view.certainty[1]},
        "settle": view.settle,
        "minority": [
            {
                "evaluator": one.evaluator,
                "first": one.first,
                "against": one.against,
                "own_lead": one.own_lead,
                "group_lead": one.group_lead,
                "by_weights": dict(one.by_weights),
                "by_levels": dict(one.by_levels),
            }
            for one in view.minority
        ],
    }


def _topic(topic: TopicToDiscuss) -> dict[str, Any]:
    if topic.vendor is None:
        return {"node": topic.node, "flip_share": topic.flip_share}
    return {"vendor": topic.vendor, "criterion": topic.node, "flip_share": topic.flip_share}
