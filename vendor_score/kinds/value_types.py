"""How values, options and levels are written in criteria.yaml: anchors, yes and no, points."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from vendor_score.schema.problems import shown
from vendor_score.schema.schema_types import (
    Field,
    LabelText,
    ListOf,
    Location,
    MapOf,
    Number,
    Record,
    Schema,
    Text,
)
from vendor_score.schema.yaml_nodes import MapNode, Node, ScalarNode, as_number
from vendor_score.wording import Label

__all__ = [
    "ANCHORS_FORM",
    "NAMED_FORMS",
    "POINTS",
    "Level",
    "LevelShape",
    "OptionForm",
    "OptionsShape",
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
            Field(name=name, shape=shape, required=place < 2, about=name)  # noqa: PLR2004
            for place, name in enumerate(names)
        ]
    )


# Shapes of what can be chosen: options of a choice, items of a list, levels of a judgement.


@dataclass(frozen=True, kw_only=True, slots=True)
class OptionForm:
    """An option or item as written; ``points`` None where it is asked but not scored."""

    node: Node
    label: Label | None = None
    aliases: tuple[str, ...] = ()
    points: float | None = None


_OPTION = Record(
    (
        Field(
            name="label",
            shape=LabelText(),
            about="choice_label",
        ),
        Field(
            name="aliases",
            shape=ListOf(Text(200)),
            about="choice_aliases",
        ),
        Field(name="points", shape=POINTS, about="points"),
    )
)


@dataclass(frozen=True, slots=True)
class OptionsShape:
    """Each option's name with its points, or with ``{label, aliases, points}``."""

    def read(self, node: Node, at: Location) -> Mapping[str, OptionForm] | None:
        return MapOf(_OneOption(), least=1).read(node, at)

    def schema(self) -> Schema:
        return MapOf(_OneOption(), least=1).schema()


@dataclass(frozen=True, slots=True)
class _OneOption:
    def read(self, node: Node, at: Location) -> OptionForm | None:
        if isinstance(node, ScalarNode):
            points = POINTS.read(node, at)
            return None if points is None else OptionForm(node=node, points=points)
        fields = _OPTION.read(node, at)
        if fields is None:
            return None
        return OptionForm(
            node=node,
            label=fields.get("label"),
            aliases=fields.get("aliases", ()),
            points=fields.get("points"),
        )

    def schema(self) -> Schema:
        return {"anyOf": [POINTS.schema(), _OPTION.schema()]}


@dataclass(frozen=True, kw_only=True, slots=True)
class Level:
    """A level of a judged criterion: what it looks like, and its points where they are given."""

    label: Label
    points: float | None = None


_LEVEL = Record(
    (
        Field(
            name="label",
            shape=LabelText(),
            required=True,
            about="level_label",
        ),
        Field(name="points", shape=POINTS, about="points"),
    )
)


@dataclass(frozen=True, slots=True)
class LevelShape:
    """Text, ``{en, zh}``, or ``{label, points}``."""

    def read(self, node: Node, at: Location) -> Level | None:
        if not isinstance(node, MapNode) or node.get("label") is None:
            label = LabelText().read(node, at)
            return Level(label=label) if label else None
        fields = _LEVEL.read(node, at)
        if fields is None or fields.get("label") is None:
            return None
        return Level(label=fields.get("label"), points=fields.get("points"))

    def schema(self) -> Schema:
        return {"anyOf": [LabelText().schema(), _LEVEL.schema()]}
