"""The tree of criteria.yaml: groups and leaves read, weights settled, names checked across it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from vendor_score.criteria.build_criterion import Defaults, build_criterion, label_of
from vendor_score.criteria.fields import GROUP, LEAF, is_group, is_percent
from vendor_score.criteria.model import Criterion, Group
from vendor_score.kinds.registry import KINDS
from vendor_score.questionnaire.headings import alnum, normalize_heading, strip_numbering
from vendor_score.schema.problems import in_line, shown
from vendor_score.schema.schema_types import Fields, Location
from vendor_score.schema.yaml_nodes import MapNode, Node, ScalarNode, SequenceNode

__all__ = ["Draft", "build_tree", "check_names", "parse_nodes", "walk"]

_ZERO = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A node as read, before weights are settled and leaves are built."""

    fields: Fields
    path: tuple[str, ...]
    children: tuple[Draft, ...] | None = None

    @property
    def is_group(self) -> bool:
        return self.children is not None

    @property
    def can_score(self) -> bool:
        """Whether weight on this node could have an effect, as far as its keys say."""
        if self.children is not None:
            return any(child.can_score for child in self.children)
        kind = self.fields.get("answer")
        if kind is None:
            return True
        return KINDS[kind].is_scored and (KINDS[kind].is_judged or _has_points(self.fields))


def _has_points(fields: Fields) -> bool:
    if fields.has("value") or fields.has("direction"):
        return True
    kind = KINDS[fields.get("answer")]
    return kind.options_earn_points(fields)


def parse_nodes(
    nodes: SequenceNode | None, at: Location, path: tuple[str, ...] = ()
) -> tuple[Draft, ...]:
    """Read a list of groups and leaves; what is no mapping is noted and left out."""
    read = []
    for position, node in enumerate(nodes.items if nodes else (), start=1):
        step = _step(node, position)
        here = Location(at.problems, (*path, step))
        if not isinstance(node, MapNode):
            here.not_a("mapping", node)
        elif draft := _draft(node, here, (*path, step)):
            read.append(draft)
    return tuple(read)


def _step(node: Node, position: int) -> str:
    """The node's id for paths, or its place in the list where it has none."""
    id = node.get("id") if isinstance(node, MapNode) else None
    has_id = isinstance(id, ScalarNode) and bool(id.text.strip())
    return shown(id.text) if has_id and isinstance(id, ScalarNode) else f"criteria[{position}]"


def _draft(node: MapNode, at: Location, path: tuple[str, ...]) -> Draft | None:
    if not is_group(node):
        fields = LEAF.read(node, at)
        return Draft(fields=fields, path=path) if fields else None
    fields = GROUP.read(node, at)
    if fields is None:
        return None
    return Draft(fields=fields, path=path, children=parse_nodes(fields.get("criteria"), at, path))


def walk(tops: tuple[Draft, ...]) -> Iterator[Draft]:
    """Every draft, parents first."""
    for draft in tops:
        yield draft
        yield from walk(draft.children or ())


def build_tree(siblings: tuple[Draft, ...], defaults: Defaults) -> tuple[Group | Criterion, ...]:
    """Groups and criteria with their entered weights."""
    return _built(siblings, _weights(siblings), defaults)


def _built(
    siblings: tuple[Draft, ...], weights: list[float], defaults: Defaults
) -> tuple[Group | Criterion, ...]:
    nodes: list[Group | Criterion] = []
    for draft, weight in zip(siblings, weights, strict=True):
        if draft.children is None:
            criterion = build_criterion(draft.fields, draft.path, weight, defaults)
            nodes += [criterion] if criterion else []
        else:
            nodes.append(_group(draft, draft.children, weight, defaults))
    return tuple(nodes)


def _group(draft: Draft, inner: tuple[Draft, ...], weight: float, defaults: Defaults) -> Group:
    weights = _weights(inner)
    if weight > 0 and inner and not any(weights):
        draft.fields.wrong("weight", "group_of_zeros", found=f"{weight:g}")
    return Group(
        id=draft.fields.get("id", ""),
        path=draft.path,
        label=label_of(draft.fields),
        weight=weight,
        children=_built(inner, weights, defaults),
    )


def _weights(siblings: tuple[Draft, ...]) -> list[float]:
    """Entered weights. Where no sibling that can score has one, all weigh the same; where only
    some have, the others lack one. What is asked only weighs nothing.
    """
    scoring = [draft for draft in siblings if draft.can_score]
    all_open = not any(draft.fields.has("weight") for draft in scoring)
    _check_alike(siblings)
    weights = []
    for draft in siblings:
        weight = _entered(draft.fields)
        if draft.can_score and not draft.fields.has("weight"):
            weight = 1.0 if all_open else _ZERO
            if not all_open:
                draft.fields.wrong("weight", "missing_key")
        elif not draft.can_score and weight > 0:
            draft.fields.wrong("weight", "weight_without_value", found=f"{weight:g}")
        weights.append(weight)
    return weights


def _check_alike(siblings: tuple[Draft, ...]) -> None:
    """Percentages and plain numbers beside each other could mean 40 or 0.4 of the same whole.

    A zero is the same either way.
    """
    written = [draft for draft in siblings if draft.fields.get("weight", 0.0)]
    in_percent = [is_percent(draft.fields.nodes["weight"]) for draft in written]
    odd = next((n for n, each in enumerate(in_percent) if each != in_percent[0]), None)
    if odd is not None:
        other = shown(cast("ScalarNode", written[0].fields.nodes["weight"]).text)
        found = shown(cast("ScalarNode", written[odd].fields.nodes["weight"]).text)
        written[odd].fields.wrong("weight", "weights_mixed", found=found, other=other)


def _entered(fields: Fields) -> float:
    """The weight as written; one that is wrong is noted already and stands for any weight."""
    weight: float = fields.get("weight", 1.0 if fields.has("weight") else _ZERO)
    return weight


def check_names(tops: tuple[Draft, ...]) -> None:
    """Ids are unique; a word that names one question names no other."""
    ids: dict[str, Draft] = {}
    owners: dict[str, tuple[Draft, int | None]] = {}
    for draft in walk(tops):
        id = draft.fields.get("id")
        if id is None:
            continue
        if id in ids:
            first = ids[id].fields.nodes["id"].line
            draft.fields.wrong("id", "duplicate_id", id=id, first=in_line(first))
            continue
        ids[id] = draft
        if not draft.is_group:
            _claim(draft, owners)


def _claim(draft: Draft, owners: dict[str, tuple[Draft, int | None]]) -> None:
    for name, word, node in _words(draft.fields):
        key = _folded(word)
        owner, line = owners.setdefault(key, (draft, node.line))
        if key and owner is not draft:
            draft.fields.at.below(name).wrong(
                node,
                "alias_twice",
                found=shown(word),
                first=owner.fields.get("id"),
                where=in_line(line),
            )


def _words(fields: Fields) -> Iterator[tuple[str, str, Node]]:
    """Every word by which a question may be found: (key, word, node)."""
    yield "id", fields.get("id"), fields.nodes["id"]
    for name in ("label", "question"):
        if label := fields.get(name):
            for word in dict.fromkeys(label.values()):
                yield name, word, fields.nodes[name]
    aliases = fields.nodes.get("aliases")
    for node in aliases.items if isinstance(aliases, SequenceNode) else ():
        if isinstance(node, ScalarNode) and isinstance(node.value, str):
            yield "aliases", node.value, node


def _folded(word: str) -> str:
    """The word as questions are matched: case, spaces, numbering and bracketed units aside."""
    folded = normalize_heading(word)
    literal = dict.fromkeys((alnum(folded.text), alnum(strip_numbering(folded.text))))
    if folded.unit and len(folded.keys) > len(literal):
        return folded.keys[len(literal)]
    return list(literal)[-1]
