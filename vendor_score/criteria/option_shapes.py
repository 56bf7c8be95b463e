"""Shapes of what can be chosen: options of a choice, items of a list, levels of a judgement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vendor_score.criteria.value_shapes import POINTS
from vendor_score.schema.schema_types import (
    Field,
    LabelText,
    ListOf,
    Location,
    MapOf,
    Record,
    Schema,
    Text,
)
from vendor_score.schema.yaml_nodes import MapNode, Node, ScalarNode
from vendor_score.wording import Label

__all__ = ["Level", "LevelShape", "OptionForm", "OptionsShape"]


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
            doc=Label(en="How it is called", zh="名称"),
        ),
        Field(
            name="aliases",
            shape=ListOf(Text(200)),
            doc=Label(en="Other words for it", zh="其他说法"),
        ),
        Field(name="points", shape=POINTS, doc=Label(en="Points, 0 to 100", zh="得分，0到100")),
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
            doc=Label(en="What this level looks like", zh="该等级的描述"),
        ),
        Field(name="points", shape=POINTS, doc=Label(en="Points, 0 to 100", zh="得分，0到100")),
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
