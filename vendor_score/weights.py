"""Weights: shares of the whole down a tree, and changing them (mirrored in weights.js).

Weights are entered relative to siblings, normalised among siblings with positive weight and
multiplied down the tree (hierarchical weighting; Belton & Stewart 2002, ch. 5.4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from vendor_score.errors import WeightError
from vendor_score.wording import Label, both

__all__ = [
    "WeightNode",
    "change_shares",
    "enter_weights",
    "leaf_shares",
    "node_shares",
    "prune",
    "shares_to_enter",
]

_SLACK = 1e-12  # a sum of shares this close to 1 is 1: 0.1 * 3 + 0.7 must not be refused


@dataclass(frozen=True, kw_only=True, slots=True)
class WeightNode:
    """A group or a criterion (no children) with its entered weight, relative to siblings.

    Attributes
    ----------
    id : str
    weight : float
        As entered, 0 or more.
    children : tuple of WeightNode
    """

    id: str
    weight: float
    children: tuple[WeightNode, ...] = ()

    def walk(self) -> Iterator[WeightNode]:
        """The node and everything below it, parents first.

        Yields
        ------
        WeightNode
        """
        yield self
        for child in self.children:
            yield from child.walk()

    def leaves(self) -> Iterator[WeightNode]:
        """The criteria at or below the node.

        Yields
        ------
        WeightNode
        """
        return (node for node in self.walk() if not node.children)


Tree = Sequence[WeightNode]


def leaf_shares(tree: Tree) -> dict[str, float]:
    """Each leaf's share of the whole.

    Parameters
    ----------
    tree : sequence of WeightNode
        Groups and criteria with their entered weights.

    Returns
    -------
    dict of str to float
        Sum 1.

    Raises
    ------
    WeightError
        Where no leaf has weight.
    """
    shares = dict(_spread(tree, 1.0))
    if not any(shares.values()):
        raise WeightError("errors.weights_all_zero")
    return shares


def node_shares(tree: Tree, leaves: Mapping[str, float]) -> dict[str, float]:
    """The share of every node, groups included: the sum over the leaves below it.

    Parameters
    ----------
    tree : sequence of WeightNode
        Groups and criteria with their entered weights.
    leaves : mapping of str to float
        Share of the whole by criterion; sum 1.

    Returns
    -------
    dict of str to float
    """
    return {
        node.id: sum(leaves[leaf.id] for leaf in node.leaves())
        for top in tree
        for node in top.walk()
    }


def shares_to_enter(tree: Tree, leaves: Mapping[str, float]) -> dict[str, float]:
    """Weights that, entered at the nodes, give every leaf its share in ``leaves``.

    Nodes inside a group without any share are left out: they keep what is entered.

    Parameters
    ----------
    tree : sequence of WeightNode
        Groups and criteria with their entered weights.
    leaves : mapping of str to float
        Share of the whole by criterion; sum 1.

    Returns
    -------
    dict of str to float
    """
    shares = node_shares(tree, leaves)
    entered: dict[str, float] = {node.id: shares[node.id] for node in tree}
    for top in tree:
        for node in top.walk():
            if shares[node.id] > 0:
                entered |= {child.id: shares[child.id] for child in node.children}
    return entered


def prune(tree: Tree, keep: frozenset[str]) -> tuple[WeightNode, ...]:
    """The tree with only the leaves in ``keep``; a group without any leaves the tree too.

    Parameters
    ----------
    tree : sequence of WeightNode
        Groups and criteria with their entered weights.
    keep : frozenset of str
        Ids of leaves.

    Returns
    -------
    tuple of WeightNode
    """
    kept = []
    for node in tree:
        if not node.children:
            kept += [node] if node.id in keep else []
        elif children := prune(node.children, keep):
            kept.append(replace(node, children=children))
    return tuple(kept)


def enter_weights(tree: Tree, entered: Mapping[str, float]) -> tuple[WeightNode, ...]:
    """The tree with the weights of some nodes entered anew, relative to their siblings.

    Nodes that are not named keep their weights; names that are not in the tree (a criterion that
    nobody was asked) are left aside.

    Parameters
    ----------
    tree : sequence of WeightNode
        Groups and criteria with their entered weights.
    entered : mapping of str to float
        By id, relative to siblings.

    Returns
    -------
    tuple of WeightNode
    """
    return tuple(_entered(node, entered) for node in tree)


def _entered(node: WeightNode, entered: Mapping[str, float]) -> WeightNode:
    children = tuple(_entered(child, entered) for child in node.children)
    return replace(node, weight=entered.get(node.id, node.weight), children=children)


def change_shares(
    tree: Tree, leaves: Mapping[str, float], targets: Mapping[str, float]
) -> dict[str, float]:
    """Leaf shares after every target node got its share of the whole, all at once.

    Descendants of a target keep their proportions (of a group at zero, the entered ones); every
    other leaf is scaled by one factor.

    Parameters
    ----------
    tree : sequence of WeightNode
        Groups and criteria with their entered weights.
    leaves : mapping of str to float
        Share of the whole by criterion; sum 1.
    targets : mapping of str to float
        Share of the whole by group or criterion, 0 to 1.

    Returns
    -------
    dict of str to float
        Share of the whole by criterion; sum 1.

    Raises
    ------
    WeightError
        For an unknown id, a share outside 0-1, a target inside a target, a sum above 1, a group
        without any weight inside, or nothing left to take up the rest.
    """
    nodes = {node.id: node for top in tree for node in top.walk()}
    _check_targets(nodes, targets)
    changed: dict[str, float] = {}
    for id, share in targets.items():
        changed |= _scaled_below(nodes[id], leaves, share)
    rest = 1.0 - sum(targets.values())
    others = {id: share for id, share in leaves.items() if id not in changed}
    free = sum(others.values())
    if free <= 0 and rest > _SLACK:
        raise WeightError("errors.weight_nothing_left", rest=f"{rest:.6g}")
    factor = max(rest, 0.0) / free if free > 0 else 0.0
    return {id: changed[id] if id in changed else share * factor for id, share in leaves.items()}


def _check_targets(nodes: Mapping[str, WeightNode], targets: Mapping[str, float]) -> None:
    for id, share in targets.items():
        if id not in nodes:
            raise WeightError(
                "errors.weight_unknown", id=id, near=_near(id, nodes), known=", ".join(nodes)
            )
        if not 0.0 <= share <= 1.0:
            raise WeightError("errors.weight_share", id=id, share=share)
        inner = {node.id for node in nodes[id].walk()} - {id}
        if nested := inner & targets.keys():
            raise WeightError("errors.weight_nested", id=min(nested), group=id)
    if sum(targets.values()) > 1.0 + _SLACK:
        raise WeightError("errors.weight_sum", sum=f"{sum(targets.values()):.6g}")


def _near(id: str, known: Mapping[str, object]) -> Label:
    """The known id that was probably meant, as words in brackets, or nothing."""
    close = get_close_matches(id, known, n=1)
    return both("errors.weight_near", near=close[0]) if close else Label.same("")


def _scaled_below(node: WeightNode, leaves: Mapping[str, float], share: float) -> dict[str, float]:
    """The leaves below ``node``, scaled so that they add up to ``share``."""
    below = {leaf.id: leaves[leaf.id] for leaf in node.leaves()}
    total = sum(below.values())
    if total <= 0:
        below = dict(_spread((replace(node, weight=1.0),), 1.0))
        total = sum(below.values())
    if total <= 0:
        if share > 0:
            raise WeightError("errors.weight_empty_group", id=node.id)
        return below
    return {id: value / total * share for id, value in below.items()}


def _spread(siblings: Sequence[WeightNode], share: float) -> Iterator[tuple[str, float]]:
    """Split ``share`` among siblings by their weights, down to the leaves."""
    total = sum(node.weight for node in siblings if _has_weight(node))
    for node in siblings:
        own = share * node.weight / total if total > 0 and _has_weight(node) else 0.0
        if node.children:
            yield from _spread(node.children, own)
        else:
            yield node.id, own


def _has_weight(node: WeightNode) -> bool:
    """Whether weight given to the node can reach a leaf."""
    return node.weight > 0 and (not node.children or any(map(_has_weight, node.children)))
