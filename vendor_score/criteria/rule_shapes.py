"""Shapes of rules: missing answers, musts and targets, weights and weight sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from vendor_score.criteria.value_shapes import POINTS
from vendor_score.records import AnswerState
from vendor_score.schema.problems import shown
from vendor_score.schema.schema_types import (
    Choice,
    Field,
    Fields,
    LabelText,
    Location,
    MapOf,
    Number,
    Record,
    Schema,
    Text,
)
from vendor_score.schema.yaml_nodes import MapNode, Node, ScalarNode
from vendor_score.wording import Label

__all__ = ["WEIGHT", "MissingShape", "RuleText", "WeightSetForm", "WeightSetShape"]

WEIGHT: Final = Number(0, 1_000_000)
_RULE_WORDS = ("worst", "exclude", "fail")
_MISSING_STATES = tuple(s.value for s in AnswerState if s != AnswerState.ANSWERED)


@dataclass(frozen=True, slots=True)
class MissingShape:
    """One rule (worst, exclude, fail or points), or a map from answer state to rule.

    Reads as a mapping from state, or ``default``, to rule.
    """

    def read(self, node: Node, at: Location) -> Mapping[str, str | float] | None:
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
    def read(self, node: Node, at: Location) -> str | float | None:
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

    def read(self, node: Node, at: Location) -> str | None:
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

    def read(self, node: Node, at: Location) -> WeightSetForm | None:
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
