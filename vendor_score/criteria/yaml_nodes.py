"""YAML text -> nodes with lines: YAML 1.2 core scalars, within bounds of size, depth and aliases.

PyYAML scans (its C parser where there is one); nodes are built here from its events, because its
own construction follows YAML 1.1 (``yes`` is true, ``1:30`` is 90), keeps the last of two equal
keys, recurses without a bound, and lets a few lines of aliases grow into gigabytes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from vendor_score.criteria.mistakes import Mistakes, Path, in_line, shown
from vendor_score.criteria.yaml_problems import report_problem
from vendor_score.criteria.yaml_scalars import ScalarValue, resolve

__all__ = ["Entry", "MapNode", "Node", "ScalarNode", "SequenceNode", "read_nodes"]

MOST_CHARACTERS: Final = 1_000_000
MOST_NODES: Final = 20_000
MOST_DEPTH: Final = 100
MOST_REPAIRS: Final = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class Node:
    """A piece of the file: the line it starts on (from 1) and its characters (from 0).

    ``size`` counts the nodes inside, aliases written out. None where it came from a Python object.
    """

    line: int | None = None
    start: int = 0
    end: int = 0
    size: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class ScalarNode(Node):
    """``text`` as written, ``value`` as YAML 1.2 core resolves it."""

    text: str
    value: ScalarValue


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A key and its value in a mapping."""

    key: ScalarNode
    value: Node


@dataclass(frozen=True, kw_only=True, slots=True)
class MapNode(Node):
    """A mapping; ``is_flow``: written in braces; ``twice``: keys that stood above already."""

    entries: tuple[Entry, ...]
    is_flow: bool = False
    twice: tuple[ScalarNode, ...] = ()

    def get(self, key: str) -> Node | None:
        return next((entry.value for entry in self.entries if entry.key.text == key), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class SequenceNode(Node):
    items: tuple[Node, ...]


def read_nodes(text: str, mistakes: Mistakes) -> MapNode | None:
    """The one mapping that ``text`` holds; None with a mistake where it does not."""
    if len(text) > MOST_CHARACTERS:
        mistakes.add("too_long", None, most=f"{MOST_CHARACTERS:,}")
        return None
    root = _compose(text, mistakes)
    if root is None:
        if not mistakes.found:
            mistakes.add("empty_file", None)
        return None
    _report_twice(root, (), mistakes)
    if not isinstance(root, MapNode):
        mistakes.add("not_a_mapping", root.line)
        return None
    return root


def _compose(text: str, mistakes: Mistakes) -> Node | None:
    """Nodes of the text. Where quotes are the cure they are put there, to find further mistakes."""
    import yaml

    for _ in range(MOST_REPAIRS):
        composer = _Composer(Mistakes(mistakes.file))
        repaired: str | None = None
        try:
            _feed(composer, text)
        except yaml.YAMLError as error:
            repaired = report_problem(error, text, mistakes)
            composer.root = None
        except _GaveUpError:
            composer.root = None
        if repaired is None:
            mistakes.found += composer.mistakes.found
            return composer.root
        text = repaired
    return None


def _feed(composer: _Composer, text: str) -> None:
    import yaml

    for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        composer.take(event)


def _report_twice(node: Node, path: Path, mistakes: Mistakes) -> None:
    """Note keys that stand twice, with their path: ids for criteria, keys for the rest."""
    if isinstance(node, SequenceNode):
        for item in node.items:
            id = item.get("id") if isinstance(item, MapNode) else None
            step = (shown(id.text),) if isinstance(id, ScalarNode) else ()
            _report_twice(item, (*path, *step), mistakes)
    if isinstance(node, MapNode):
        for key in node.twice:
            first = next(e.key.line for e in node.entries if e.key.text == key.text)
            mistakes.add("duplicate_key", key.line, (*path, shown(key.text)), first=in_line(first))
        for entry in node.entries:
            step = () if entry.key.text == "criteria" else (shown(entry.key.text),)
            _report_twice(entry.value, (*path, *step), mistakes)


class _GaveUpError(Exception):
    """The text is beyond a bound; the mistake is already noted."""


@dataclass(slots=True)
class _Open:
    """A collection that has begun and not yet ended."""

    event: Any
    children: list[Node]


class _Composer:
    """Builds nodes from parser events, one at a time, without recursion."""

    def __init__(self, mistakes: Mistakes) -> None:
        self.mistakes = mistakes
        self.root: Node | None = None
        self.open: list[_Open] = []
        self.anchors: dict[str, Node] = {}
        self.nodes = 0
        self.documents = 0

    def take(self, event: Any) -> None:
        kind = type(event).__name__
        if kind == "DocumentStartEvent":
            self._start_document(event)
        elif kind == "ScalarEvent":
            self._put(event, _scalar(event))
        elif kind == "AliasEvent":
            self._put(event, self._alias(event))
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            self._start(event)
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._end(event)

    def _start_document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self._give_up("several_documents", event)

    def _start(self, event: Any) -> None:
        if len(self.open) >= MOST_DEPTH:
            self._give_up("too_deep", event, most=MOST_DEPTH)
        self.open.append(_Open(event, []))

    def _end(self, event: Any) -> None:
        done = self.open.pop()
        at = _place(done.event, event, 1 + sum(child.size for child in done.children))
        if type(done.event).__name__ == "SequenceStartEvent":
            self._put(done.event, SequenceNode(items=tuple(done.children), **at))
        else:
            self._put(done.event, self._mapping(done, at))

    def _mapping(self, done: _Open, at: dict[str, Any]) -> MapNode:
        entries: dict[str, Entry] = {}
        twice: list[ScalarNode] = []
        for key, value in zip(done.children[::2], done.children[1::2], strict=True):
            if not isinstance(key, ScalarNode):
                self.mistakes.add("key_not_text", key.line)
            elif key.text in entries:
                twice.append(key)
            else:
                entries[key.text] = Entry(key=key, value=value)
        return MapNode(
            entries=tuple(entries.values()),
            is_flow=bool(done.event.flow_style),
            twice=tuple(twice),
            **at,
        )

    def _alias(self, event: Any) -> Node:
        target = self.anchors.get(event.anchor)
        if target is None:
            self.mistakes.add("unknown_alias", _line(event), name=shown(event.anchor))
            target = ScalarNode(text="", value=None)
        return replace(target, **_place(event, event, target.size))

    def _put(self, event: Any, node: Node) -> None:
        self.nodes += node.size if isinstance(node, ScalarNode) else 1
        if self.nodes > MOST_NODES or node.size > MOST_NODES:
            self._give_up("too_many_nodes", event, most=f"{MOST_NODES:,}")
        if type(event).__name__ != "AliasEvent":
            self._note(event, node)
        if self.open:
            self.open[-1].children.append(node)
        else:
            self.root = node

    def _note(self, event: Any, node: Node) -> None:
        if event.tag not in (None, "!"):
            self.mistakes.add("tag", _line(event), tag=shown(event.tag))
        if event.anchor is not None:
            self.anchors[event.anchor] = node

    def _give_up(self, key: str, event: Any, most: object = "") -> None:
        self.mistakes.add(key, _line(event), most=most)
        raise _GaveUpError


def _scalar(event: Any) -> ScalarNode:
    is_plain = bool(event.implicit[0]) and event.style in (None, "")
    value = resolve(event.value) if is_plain else event.value
    return ScalarNode(text=event.value, value=value, **_place(event, event, 1))


def _place(first: Any, last: Any, size: int) -> dict[str, Any]:
    start, end = first.start_mark, last.end_mark
    return {"line": start.line + 1, "start": start.index, "end": end.index, "size": size}


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
