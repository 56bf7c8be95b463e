"""Shape of ``value``: anchors, worst and best, yes and no, or points as they stand."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from vendor_score.records import AnswerKind
from vendor_score.schema.problems import shown
from vendor_score.schema.schema_types import Field, Location, Number, Record, Schema
from vendor_score.schema.yaml_nodes import MapNode, Node, ScalarNode, as_number
from vendor_score.wording import Label

__all__ = [
    "ANCHORS_FORM",
    "NAMED_FORMS",
    "POINTS",
    "POINTS_KINDS",
    "Value",
    "ValueForm",
    "named_record",
]

POINTS: Final = Number(0, 100)
_NUMBER_KEY = r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$"
ANCHORS_FORM: Final[Schema] = {
    "type": "object",
    "minProperties": 2,
    "patternProperties": {_NUMBER_KEY: POINTS.schema()},
    "additionalProperties": False,
}
POINTS_KINDS: Final = frozenset({AnswerKind.NUMBER, AnswerKind.PERCENT, AnswerKind.SCORE})
"""The kinds whose answers can be points already."""
NAMED_FORMS: Final = (("worst", "best"), ("yes", "no", "partial"))


@dataclass(frozen=True, kw_only=True, slots=True)
class ValueForm:
    """A value function as written: named points, anchors in file order, or ``points``."""

    node: Node
    named: Mapping[str, float] | None = None
    anchors: tuple[tuple[float, float, ScalarNode], ...] | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """``points``, ``{worst: 60, best: 10}``, ``{yes: 100, no: 0}`` or ``{10: 100, 30: 50}``."""

    def read(self, node: Node, at: Location) -> ValueForm | None:
        if isinstance(node, ScalarNode) and node.value == "points":
            return ValueForm(node=node)
        if not isinstance(node, MapNode) or not node.entries:
            at.not_a("value", node)
            return None
        keys = {entry.key.text for entry in node.entries}
        for names in NAMED_FORMS:
            if keys & set(names):
                return self._named(node, names, at)
        return self._anchors(node, at)

    def _named(self, node: MapNode, names: tuple[str, ...], at: Location) -> ValueForm | None:
        fields = named_record(names).read(node, at)
        if fields is None or any(fields.values.get(name) is None for name in names[:2]):
            return None
        return ValueForm(node=node, named={k: v for k, v in fields.values.items() if v is not None})

    def _anchors(self, node: MapNode, at: Location) -> ValueForm | None:
        read = [self._anchor(entry.key, entry.value, at) for entry in node.entries]
        anchors = tuple(anchor for anchor in read if anchor is not None)
        return ValueForm(node=node, anchors=anchors) if len(anchors) == len(read) else None

    def _anchor(
        self, key: ScalarNode, value: Node, at: Location
    ) -> tuple[float, float, ScalarNode] | None:
        answer = as_number(key.text)
        points = POINTS.read(value, at.below(shown(key.text)))
        if answer is None or not math.isfinite(answer):
            at.below(shown(key.text)).wrong(key, "anchor_not_number", found=shown(key.text))
            return None
        return None if points is None else (answer, points, key)

    def schema(self) -> Schema:
        named = [named_record(names).schema() for names in NAMED_FORMS]
        return {"anyOf": [{"const": "points"}, *named, ANCHORS_FORM]}


def named_record(names: tuple[str, ...]) -> Record:
    shape = Number() if names[0] == "worst" else POINTS
    return Record(
        [
            Field(name=name, shape=shape, required=place < 2, doc=_VALUE_DOCS[name])  # noqa: PLR2004
            for place, name in enumerate(names)
        ]
    )


_VALUE_DOCS = {
    "worst": Label(en="The answer that earns 0 points", zh="得0分的回答"),
    "best": Label(en="The answer that earns 100 points", zh="得100分的回答"),
    "yes": Label(en="Points for yes", zh="回答“是”的得分"),
    "no": Label(en="Points for no", zh="回答“否”的得分"),
    "partial": Label(en="Points for a partial yes", zh="部分满足的得分"),
}
