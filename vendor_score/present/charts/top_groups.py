"""The top groups of the criteria that take part: label, colour and leaves, in file order."""

from __future__ import annotations

from dataclasses import dataclass

from vendor_score.criteria.model import Criterion, Group
from vendor_score.decision import Decision
from vendor_score.present.charts.theme import GROUP_COLOURS, group_colour
from vendor_score.wording import Label

__all__ = ["Top", "tops"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Top:
    """A top group, or a criterion that stands at the top. ``place`` numbers its colour."""

    id: str
    label: Label
    place: int
    leaves: tuple[Criterion, ...]

    @property
    def colour(self) -> str:
        return group_colour(self.place)


def tops(decision: Decision) -> tuple[Top, ...]:
    """Weighted groups take the first colours, so that those seen are furthest apart."""
    asked = {leaf.id for leaf in decision.criteria_taking_part}
    nodes = [node for node in decision.criteria.children if _leaves(node, asked)]
    by_weight = sorted(nodes, key=lambda node: not node.weight > 0)
    places = {node.id: i % len(GROUP_COLOURS) for i, node in enumerate(by_weight)}
    return tuple(
        Top(id=node.id, label=node.label, place=places[node.id], leaves=_leaves(node, asked))
        for node in nodes
    )


def _leaves(node: Group | Criterion, asked: set[str]) -> tuple[Criterion, ...]:
    leaves = node.leaves() if isinstance(node, Group) else (node,)
    return tuple(leaf for leaf in leaves if leaf.id in asked)
