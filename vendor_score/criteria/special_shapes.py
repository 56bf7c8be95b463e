"""Shapes of criteria.yaml that have several forms: value, options, levels, missing, weight sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from vendor_score.criteria.mistakes import shown
from vendor_score.criteria.shapes import (
    At,
    Choice,
    Field,
    Fields,
    LabelText,
    ListOf,
    MapOf,
    Number,
    Record,
    Text,
)
from vendor_score.criteria.yaml_nodes import MapNode, Node, ScalarNode
from vendor_score.criteria.yaml_scalars import as_number
from vendor_score.questionnaire.records import AnswerKind, AnswerState
from vendor_score.wording import Label

__all__ = [
    "ANCHORS_FORM",
    "NAMED_FORMS",
    "POINTS",
    "POINTS_KINDS",
    "WEIGHT",
    "Level",
    "LevelShape",
    "MissingShape",
    "OptionForm",
    "OptionsShape",
    "RuleText",
    "Value",
    "ValueForm",
    "WeightSetForm",
    "WeightSetShape",
    "named_record",
]

Schema = dict[str, Any]
POINTS: Final = Number(0, 100)
WEIGHT: Final = Number(0, 1_000_000)
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

    def read(self, node: Node, at: At) -> ValueForm | None:
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

    def _named(self, node: MapNode, names: tuple[str, ...], at: At) -> ValueForm | None:
        fields = named_record(names).read(node, at)
        if fields is None or any(fields.values.get(name) is None for name in names[:2]):
            return None
        return ValueForm(node=node, named={k: v for k, v in fields.values.items() if v is not None})

    def _anchors(self, node: MapNode, at: At) -> ValueForm | None:
        read = [self._anchor(entry.key, entry.value, at) for entry in node.entries]
        anchors = tuple(anchor for anchor in read if anchor is not None)
        return ValueForm(node=node, anchors=anchors) if len(anchors) == len(read) else None

    def _anchor(
        self, key: ScalarNode, value: Node, at: At
    ) -> tuple[float, float, ScalarNode] | None:
        answer = as_number(key.text)
        points = POINTS.read(value, at.below(shown(key.text)))
        if answer is None or answer in (float("inf"), float("-inf")) or answer != answer:  # noqa: PLR0124
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
        Field(name="points", shape=POINTS, doc=Label(en="Points, 0 to 100", zh="得分,0到100")),
    )
)


@dataclass(frozen=True, slots=True)
class OptionsShape:
    """Each option's name with its points, or with ``{label, aliases, points}``."""

    def read(self, node: Node, at: At) -> Mapping[str, OptionForm] | None:
        return MapOf(_OneOption(), least=1).read(node, at)

    def schema(self) -> Schema:
        return MapOf(_OneOption(), least=1).schema()


@dataclass(frozen=True, slots=True)
class _OneOption:
    def read(self, node: Node, at: At) -> OptionForm | None:
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
        Field(name="points", shape=POINTS, doc=Label(en="Points, 0 to 100", zh="得分,0到100")),
    )
)


@dataclass(frozen=True, slots=True)
class LevelShape:
    """Text, ``{en, zh}``, or ``{label, points}``."""

    def read(self, node: Node, at: At) -> Level | None:
        if not isinstance(node, MapNode) or node.get("label") is None:
            label = LabelText().read(node, at)
            return Level(label=label) if label else None
        fields = _LEVEL.read(node, at)
        if fields is None or fields.get("label") is None:
            return None
        return Level(label=fields.get("label"), points=fields.get("points"))

    def schema(self) -> Schema:
        return {"anyOf": [LabelText().schema(), _LEVEL.schema()]}


_RULE_WORDS = ("worst", "exclude", "fail")
_MISSING_STATES = tuple(s.value for s in AnswerState if s != AnswerState.ANSWERED)


@dataclass(frozen=True, slots=True)
class MissingShape:
    """One rule (worst, exclude, fail or points), or a map from answer state to rule.

    Reads as a mapping from state, or ``default``, to rule.
    """

    def read(self, node: Node, at: At) -> Mapping[str, str | float] | None:
        if not isinstance(node, MapNode):
            rule = _OneMissingRule().read(node, at)
            return None if rule is None else {"default": rule}
        fields = _MISSING_MAP.read(node, at)
        if fields is None:
            return None
        return {state: rule for state, rule in fields.values.items() if rule is not None}

    def schema(self) -> Schema:
        return {"anyOf": [_OneMissingRule().schema(), _MISSING_MAP.schema()]}


@dataclass(frozen=True, slots=True)
class _OneMissingRule:
    def read(self, node: Node, at: At) -> str | float | None:
        if isinstance(node, ScalarNode) and isinstance(node.value, float):
            return POINTS.read(node, at)
        return Choice(_RULE_WORDS).read(node, at)

    def schema(self) -> Schema:
        return {"anyOf": [Choice(_RULE_WORDS).schema(), POINTS.schema()]}


_MISSING_MAP = Record(
    [
        Field(
            name=state,
            shape=_OneMissingRule(),
            doc=Label(en=f"The rule for: {state}", zh=f"状态为 {state} 时的规则"),
        )
        for state in ("default", *_MISSING_STATES)
    ]
)


@dataclass(frozen=True, slots=True)
class RuleText:
    """A must or a target: its text; what it says is read where the kind of answer is known."""

    def read(self, node: Node, at: At) -> str | None:
        if isinstance(node, ScalarNode) and isinstance(node.value, float | bool):
            at.wrong(node, "rule_unreadable", found=shown(node.text))
            return None
        return Text(500).read(node, at)

    def schema(self) -> Schema:
        return {"type": "string", "pattern": r"^\s*(<=|<|>=|>|==|in\b|has\b|≤|≥)\s*\S"}


@dataclass(frozen=True, kw_only=True, slots=True)
class WeightSetForm:
    """A weight set as written: entered weights by id, with the nodes that they came from."""

    node: MapNode
    weights: Mapping[str, float]
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class WeightSetShape:
    """``{id: weight, ...}``, or ``{label: {en, zh}, weights: {id: weight, ...}}``."""

    def read(self, node: Node, at: At) -> WeightSetForm | None:
        inner = node.get("weights") if isinstance(node, MapNode) else None
        if not isinstance(inner, MapNode):
            weights = MapOf(WEIGHT, least=1).read(node, at)
            if not isinstance(node, MapNode) or weights is None:
                return None
            return WeightSetForm(node=node, weights=weights)
        fields: Fields | None = _LABELLED_SET.read(node, at)
        if fields is None:
            return None
        return WeightSetForm(
            node=inner, weights=fields.get("weights", {}), label=fields.get("label")
        )

    def schema(self) -> Schema:
        return {"anyOf": [MapOf(WEIGHT, least=1).schema(), _LABELLED_SET.schema()]}


_LABELLED_SET = Record(
    (
        Field(name="label", shape=LabelText(), doc=Label(en="Its name", zh="名称")),
        Field(
            name="weights",
            shape=MapOf(WEIGHT, least=1),
            required=True,
            doc=Label(en="Weights by id", zh="按id给出的权重"),
        ),
    )
)
