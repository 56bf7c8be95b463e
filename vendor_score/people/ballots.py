"""What one person stated on a ballot, and the weights that follow from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import numpy as np

from vendor_score.errors import WeightError
from vendor_score.findings import NOWHERE, Finding, Severity, Source
from vendor_score.people.limit_sampling import draw_within_limits
from vendor_score.people.limits import (
    Limit,
    limits_of_tree,
    read_limit,
    smallest_contradiction,
)
from vendor_score.people.node_weights import StatedMethod, combine_nodes, weigh_node
from vendor_score.people.pairwise import PairwiseFit, fit_pairs, revise_first
from vendor_score.people.trade_offs import TradeOff, Values, fit_trade_offs
from vendor_score.questionnaire.review.overrides import JudgedLevel
from vendor_score.weights import WeightNode, leaf_shares

__all__ = [
    "Ballot",
    "NodeStatement",
    "PersonWeights",
    "limit_findings",
    "node_children",
    "weights_of",
]

_SLACK = 1e-9
_DRAWS = 20_000


@dataclass(frozen=True, kw_only=True, slots=True)
class NodeStatement:
    """What a person entered in the block of one node.

    Attributes
    ----------
    node : str
        Its id, "" for the top.
    method : {"swing", "points", "rank"} or None
        None where the block was left alone.
    values : mapping of str to (float or None)
        By child id; None where the cell is empty.
    source : Source
    """

    node: str
    method: StatedMethod | None
    values: Mapping[str, float | None]
    source: Source = NOWHERE


@dataclass(frozen=True, kw_only=True)
class Ballot:
    """A ballot as it was filled in: of weights, or of scores.

    Attributes
    ----------
    kind : {"weights", "scores"}
    name, role : str
    date : datetime.date or None
    digest : str
        Of the criteria that it was made for.
    source : Source
        The file.
    nodes : tuple of NodeStatement
    pairs : mapping of str to tuple of (str, str, float)
        By node id: (child, child, how many times as much the first counts).
    trade_offs : tuple of TradeOff
    limits : tuple of str
        Sentences, as typed.
    levels : tuple of JudgedLevel
    abstained : frozenset of (str, str)
        (vendor, criterion) that the person would not judge.
    recused : frozenset of str
        Vendors with a conflict of interest.
    findings : tuple of Finding
    """

    kind: str
    name: str
    role: str = ""
    date: dt.date | None = None
    digest: str = ""
    source: Source = NOWHERE
    nodes: tuple[NodeStatement, ...] = ()
    pairs: Mapping[str, tuple[tuple[str, str, float], ...]] = field(default_factory=dict)
    trade_offs: tuple[TradeOff, ...] = ()
    limits: tuple[str, ...] = ()
    levels: tuple[JudgedLevel, ...] = ()
    abstained: frozenset[tuple[str, str]] = frozenset()
    recused: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PersonWeights:
    """The weights of one person.

    Attributes
    ----------
    leaves : mapping of str to float
        Share of the whole by criterion, sum 1.
    judged : mapping of str to mapping of str to float
        By node that was judged, the shares of its children; other nodes keep the file's.
    fits : mapping of str to PairwiseFit
        By node that was judged by pairs.
    methods : mapping of str to str
        By judged node: ``swing``, ``points``, ``rank``, ``pairs``, ``trade_offs``
        or ``limits``.
    findings : tuple of Finding
    """

    leaves: Mapping[str, float]
    judged: Mapping[str, Mapping[str, float]]
    fits: Mapping[str, PairwiseFit]
    methods: Mapping[str, str]
    findings: tuple[Finding, ...] = ()


def node_children(tree: Sequence[WeightNode]) -> dict[str, tuple[str, ...]]:
    """The weighted children of every node that has two or more of them.

    Parameters
    ----------
    tree : sequence of WeightNode

    Returns
    -------
    dict of str to tuple of str
        By node id, "" for the top.
    """
    weighted = {leaf for leaf, share in leaf_shares(tree).items() if share > 0}
    groups = {"": tuple(tree)} | {n.id: n.children for top in tree for n in top.walk()}
    found = {
        id: tuple(c.id for c in children if any(leaf.id in weighted for leaf in c.leaves()))
        for id, children in groups.items()
    }
    return {id: children for id, children in found.items() if len(children) > 1}


def weights_of(
    ballot: Ballot,
    tree: Sequence[WeightNode],
    values: Values | None = None,
    names: Mapping[str, str] | None = None,
) -> PersonWeights:
    """The weights that a ballot states, node by node.

    Parameters
    ----------
    ballot : Ballot
        Of weights.
    tree : sequence of WeightNode
        Groups and criteria with the weights of the file.
    values : mapping of str to (Anchors or mapping of str to float), optional
        Points of the answers, for trade-offs.
    names : mapping of str to str, optional
        Id by every name that limits may call a criterion or group; ids alone without it.

    Returns
    -------
    PersonWeights
        What is wrong or doubtful in the statements is among its findings. A block counts before
        pairs of the same node, trade-offs weigh only where no node was judged, and limits where
        nothing else was stated: then the centroid of all weights that keep them counts.
    """
    work = _Weighing(ballot)
    children = node_children(tree)
    for node, ids in children.items():
        work.take_node(node, ids)
    for id in {s.node for s in ballot.nodes if s.method} | {*ballot.pairs}:
        if id not in children and id not in {n.id for top in tree for n in top.walk()}:
            work.report("ballot-unknown", found=id)
    leaves = combine_nodes(tree, work.judged.values())
    if not work.judged and ballot.trade_offs and values is not None:
        leaves = work.take_trade_offs(leaves, values)
    if ballot.limits:
        there = {node.id for top in tree for node in top.walk()}
        named = names or {id: id for id in there}
        known = {name: id for name, id in named.items() if id in there}
        leaves = work.take_limits(leaves, tree, known)
    return PersonWeights(
        leaves=leaves,
        judged=work.judged,
        fits=work.fits,
        methods=work.methods,
        findings=tuple(work.found),
    )


@dataclass
class _Weighing:
    ballot: Ballot
    judged: dict[str, Mapping[str, float]] = field(default_factory=dict)
    fits: dict[str, PairwiseFit] = field(default_factory=dict)
    methods: dict[str, str] = field(default_factory=dict)
    found: list[Finding] = field(default_factory=list)

    def take_node(self, node: str, ids: Sequence[str]) -> None:
        statement = next((s for s in self.ballot.nodes if s.node == node and s.method), None)
        if statement is not None and statement.method is not None:
            stated = weigh_node(statement.method, [statement.values.get(id) for id in ids])
            if "incomplete" in stated.notes:
                missing = [id for id in ids if statement.values.get(id) is None]
                self.report("weights-incomplete", statement.source, found=", ".join(missing))
            elif stated.weights is None:
                self.report("weights-incomplete", statement.source, found="0")
            for note in set(stated.notes) & {"sum", "largest"}:
                code = f"weights-{note}"
                self.report(code, statement.source, Severity.INFO, found=f"{stated.figure:g}")
            if stated.weights is not None:
                self.judged[node] = dict(zip(ids, stated.weights, strict=True))
                self.methods[node] = statement.method
                return
        self._take_pairs(node, ids)

    def _take_pairs(self, node: str, ids: Sequence[str]) -> None:
        place = {id: number for number, id in enumerate(ids)}
        pairs = [
            (place[a], place[b], ratio)
            for a, b, ratio in self.ballot.pairs.get(node, ())
            if a in place and b in place
        ]
        if not pairs:
            return
        fit = fit_pairs(len(ids), pairs)
        if fit.weights is None:
            parts = "; ".join(", ".join(ids[k] for k in part) for part in fit.parts)
            self.report("pairs-unconnected", found=parts)
            return
        self.judged[node] = dict(zip(ids, fit.weights, strict=True))
        self.fits[node], self.methods[node] = fit, "pairs"
        if fit.doubts:
            for one in revise_first(fit, 1):
                a, b = (ids[k] for k in one.pair)
                self.report(
                    "pairs-inconsistent",
                    found=f"{a} : {b}",
                    stated=f"{one.stated:.3g}",
                    others=f"{one.others_say:.3g}",
                )

    def take_trade_offs(self, leaves: Mapping[str, float], values: Values) -> dict[str, float]:
        weighted = [id for id, share in leaves.items() if share > 0]
        said = [
            one
            for one in self.ballot.trade_offs
            if {one.gain.criterion, one.loss.criterion} <= {*weighted} & {*values}
        ]
        try:
            fit = fit_trade_offs(values, said, weighted)
        except (KeyError, ValueError):
            self.report("trade-off-unusable")
            return dict(leaves)
        if fit.unusable:
            self.report("trade-off-unusable", found=", ".join(str(n + 1) for n in fit.unusable))
        if fit.weights is None:
            return dict(leaves)
        self.methods[""] = "trade_offs"
        return {id: fit.weights.get(id, 0.0) for id in leaves}

    def take_limits(
        self, leaves: Mapping[str, float], tree: Sequence[WeightNode], names: Mapping[str, str]
    ) -> dict[str, float]:
        """Test stated weights by the limits, or take the centroid of what they leave."""
        said = list(_limits_of(self.ballot, names))
        rows = limits_of_tree(said, tree, list(leaves))
        if clash := smallest_contradiction(rows):
            self.report("limits-contradict", found="; ".join(said[k].text for k in clash))
            return dict(leaves)
        if self.methods:
            stated = np.array(list(leaves.values()))
            outside = rows.a @ stated > rows.b + _SLACK
            broken = dict.fromkeys(said[rows.of[k]].text for k in np.flatnonzero(outside))
            if broken:
                self.report("limits-outside", found="; ".join(broken))
            return dict(leaves)
        centroid = draw_within_limits(tree, said, _DRAWS, 0).centroid if said else None
        if centroid is None:
            return dict(leaves)
        self.methods[""] = "limits"
        return dict(zip(leaves, centroid.tolist(), strict=True))

    def report(
        self,
        code: str,
        source: Source | None = None,
        severity: Severity = Severity.WARNING,
        *,
        found: str = "",
        **values: object,
    ) -> None:
        named = {"name": self.ballot.name, **values}
        place = source or self.ballot.source
        self.found.append(
            Finding(code=code, severity=severity, source=place, found=found, values=named)
        )


def _limits_of(ballot: Ballot, names: Mapping[str, str]) -> Iterator[Limit]:
    """The limits of a ballot that can be read."""
    for text in ballot.limits:
        with suppress(WeightError):
            yield read_limit(text, names)


def limit_findings(ballot: Ballot, names: Mapping[str, str]) -> Iterator[Finding]:
    """The sentences of a ballot that cannot be read as limits.

    Parameters
    ----------
    ballot : Ballot
    names : mapping of str to str
        Id by every name that a criterion or group may be called by.

    Yields
    ------
    Finding
    """
    for text in ballot.limits:
        try:
            read_limit(text, names)
        except WeightError:
            yield Finding(
                code="limit-unreadable",
                severity=Severity.WARNING,
                source=ballot.source,
                found=text,
                values={"name": ballot.name},
            )
