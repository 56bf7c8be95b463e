"""Settings given as Python objects (a notebook's dict) -> the same nodes as from YAML."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from numbers import Real
from typing import Any

from vendor_score.criteria.mistakes import Mistakes, Path, shown
from vendor_score.criteria.yaml_nodes import (
    MOST_DEPTH,
    MOST_NODES,
    Entry,
    MapNode,
    Node,
    ScalarNode,
    SequenceNode,
)

__all__ = ["nodes_of"]


def nodes_of(settings: Mapping[Any, Any], mistakes: Mistakes) -> MapNode | None:
    """Nodes without lines. Numbers, text, dates, booleans, None, lists and mappings are known."""
    builder = _Builder(mistakes)
    root = builder.node(settings, ())
    return root if isinstance(root, MapNode) and not builder.gave_up else None


class _Builder:
    def __init__(self, mistakes: Mistakes) -> None:
        self.mistakes = mistakes
        self.nodes = 0
        self.gave_up = False

    def node(self, found: Any, path: Path) -> Node:
        self.nodes += 1
        if len(path) > MOST_DEPTH or self.nodes > MOST_NODES:
            return self._give_up()
        if isinstance(found, Mapping):
            return MapNode(entries=tuple(self._entries(found, path)))
        if isinstance(found, Sequence | set | frozenset) and not isinstance(found, str | bytes):
            items = sorted(found, key=str) if isinstance(found, set | frozenset) else found
            return SequenceNode(items=tuple(self.node(item, (*path, "[]")) for item in items))
        return self._scalar(found, path)

    def _entries(self, found: Mapping[Any, Any], path: Path) -> list[Entry]:
        by_text: dict[str, Entry] = {}
        for key, value in found.items():
            name = self._key(key)
            if self.gave_up:
                break
            if name in by_text:
                self.mistakes.add("duplicate_key", None, (*path, shown(name)), first="")
                continue
            by_text[name] = Entry(
                key=ScalarNode(text=name, value=name), value=self.node(value, (*path, shown(name)))
            )
        return list(by_text.values())

    def _key(self, key: Any) -> str:
        scalar = self._scalar(key, ())
        return scalar.text

    def _scalar(self, found: Any, path: Path) -> ScalarNode:
        if found is None or isinstance(found, bool):
            return ScalarNode(text=str(found).lower(), value=found)
        if isinstance(found, str):
            return ScalarNode(text=found, value=found)
        if isinstance(found, Real):
            return ScalarNode(text=f"{float(found):.17g}", value=float(found))
        if isinstance(found, dt.date):
            day = found.date() if isinstance(found, dt.datetime) else found
            return ScalarNode(text=day.isoformat(), value=day.isoformat())
        self.mistakes.add("python_type", None, path, found=type(found).__name__)
        return ScalarNode(text="", value=None)

    def _give_up(self) -> ScalarNode:
        if not self.gave_up:
            self.mistakes.add("python_too_large", None, most=f"{MOST_NODES:,}", depth=MOST_DEPTH)
        self.gave_up = True
        return ScalarNode(text="", value=None)
