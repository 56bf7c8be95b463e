"""The keys of criteria.yaml: one table that drives reading, the JSON Schema and the docs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from vendor_score.kinds.registry import KINDS
from vendor_score.kinds.value_types import POINTS, Value
from vendor_score.records import AnswerState, EvidenceState
from vendor_score.schema.problems import shown
from vendor_score.schema.schema_types import (
    Choice,
    Date,
    Field,
    Fields,
    Flag,
    LabelText,
    ListOf,
    Location,
    MapOf,
    Number,
    Record,
    Schema,
    SchemaType,
    Text,
    WholeNumber,
)
from vendor_score.schema.yaml_nodes import MapNode, Node, ScalarNode, SequenceNode, as_number
from vendor_score.wording import Label

__all__ = [
    "GROUP",
    "LEAF",
    "NODE_ID",
    "TOP",
    "WEIGHT",
    "MissingShape",
    "RuleText",
    "WeightSetForm",
    "WeightSetShape",
    "is_percent",
    "kind_names",
]

WEIGHT: Final = Number(0, 1_000_000)
_PERCENT_SIGNS = ("%", "％")
_RULE_WORDS = ("worst", "exclude", "fail")
_MISSING_STATES = tuple(s.value for s in AnswerState if s != AnswerState.ANSWERED)


def is_percent(node: Node | None) -> bool:
    """Whether a weight is written as a percentage (``40%``)."""
    return isinstance(node, ScalarNode) and node.text.strip().endswith(_PERCENT_SIGNS)


@dataclass(frozen=True, slots=True)
class Weight:
    """A number of 0 or more, or a percentage: ``40%`` reads as 40, since only proportions count."""

    def read(self, node: Node, at: Location) -> float | None:
        if not isinstance(node, ScalarNode) or not is_percent(node):
            return WEIGHT.read(node, at)
        number = as_number(node.text.strip()[:-1].rstrip())
        if number is None:
            at.not_a("number", node)
            return None
        return Number(0, 100).read(replace(node, value=number), at)

    def schema(self) -> Schema:
        percent = {"type": "string", "pattern": r"^\s*\+?[0-9]*\.?[0-9]+\s*[%％]\s*$"}
        return {"anyOf": [WEIGHT.schema(), percent]}


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


NODE_ID: Final = r"^\w[\w\-]{0,63}$"
_ANCHORED: Final = frozenset(id for id, kind in KINDS.items() if kind.is_anchored)
_SCORED: Final = frozenset(id for id, kind in KINDS.items() if kind.is_scored)


def kind_names(kinds: frozenset[str]) -> tuple[str, ...]:
    """Kinds by name, in their own order."""
    return tuple(id for id in KINDS if id in kinds)


def _field(  # noqa: PLR0913
    name: str,
    shape: SchemaType[Any],
    en: str,
    zh: str,
    *,
    kinds: Any = None,
    required: bool = False,
) -> Field[Any]:
    return Field(name=name, shape=shape, doc=Label(en=en, zh=zh), kinds=kinds, required=required)


class Id:
    """Letters (of any script), digits, ``_`` and ``-``."""

    def read(self, node: Node, at: Location) -> str | None:
        import re

        text = Text(64).read(node, at)
        if text is not None and not re.fullmatch(NODE_ID, text):
            from vendor_score.schema.problems import shown

            at.wrong(node, "bad_id", found=shown(text))
            return None
        return text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^[^\s=,.:;/\\'\"<>{}\[\]()#]{1,64}$"}


class Nodes:
    """A list of groups and criteria, read one by one where the tree is built."""

    def read(self, node: Node, at: Location) -> SequenceNode | None:
        if not isinstance(node, SequenceNode):
            at.not_a("list", node)
            return None
        if not node.items:
            at.wrong(node, "empty")
        return node

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/node"}}


_COMMON = (
    _field("id", Id(), "The name that settings and options use", "设置与命令行所用的名称",
           required=True),
    _field("label", LabelText(), "The name that people see", "显示名称"),
    _field("weight", Weight(), "Weight relative to its siblings, 0 or more, or all in percent",
           "相对于同级指标的权重，不小于0；同级可以一律写成百分比"),
)  # fmt: skip

GROUP: Final = Record((
    *_COMMON,
    _field("criteria", Nodes(), "The criteria and groups inside", "组内的指标或指标组",
           required=True),
))  # fmt: skip

_DISCOUNT = Record([
    _field(state.value, Number(0, 1), f"Share of the points taken off: {state.value}",
           f"扣减得分的比例：{state.value}")
    for state in EvidenceState
])  # fmt: skip


def _fields_of_kinds() -> tuple[Field[Any], ...]:
    """The keys that belong to one kind alone, in the order of the kinds."""
    return tuple(
        replace(one, kinds=frozenset({id})) for id, kind in KINDS.items() for one in kind.fields
    )


LEAF: Final = Record((
    *_COMMON,
    _field("answer", Choice(tuple(KINDS)), "The kind of answer",
           "回答的类型", required=True),
    _field("question", LabelText(), "The question as it is put to vendors", "向供应商提出的问题"),
    _field("aliases", ListOf(Text(200)), "Header words under which vendors answer it",
           "供应商可能使用的表头"),
    _field("unit", Text(40), "The unit of anchors, rules and bare numbers",
           "锚点、规则及未带单位数字的单位",
           kinds=frozenset(id for id, kind in KINDS.items() if kind.has_unit)),
    *_fields_of_kinds(),
    _field("value", Value(), "From an answer to points, 0 to 100", "回答与得分的对应关系，0到100分",
           kinds=frozenset(id for id, kind in KINDS.items() if kind.value_form)),
    _field("direction", Choice(("max", "min")),
           "Scored relative to the vendors at hand instead of by value",
           "不设锚点时，按现有供应商相对计分的方向", kinds=_ANCHORED),
    _field("defined_by", Text(64),
           "The id of the question how this figure is defined; mixed definitions are a warning",
           "说明本指标统计口径的问题id;口径不一致时予以提示", kinds=_ANCHORED),
    _field("target", RuleText(), "A pass mark, shown without effect", "达标线，仅提示",
           kinds=_SCORED),
    _field("must", RuleText(), "A rule that knocks out", "硬性要求(一票否决)", kinds=_SCORED),
    _field("missing", MissingShape(), "What a missing answer is worth", "未回答时的计分规则",
           kinds=_SCORED),
    _field("evidence", LabelText(), "What to request as proof", "需要提供的证明材料"),
    _field("evidence_discount", _DISCOUNT, "Points taken off by state of the evidence",
           "按证明材料状态扣减得分", kinds=_SCORED),
    _field("private", Flag(), "true: left out of what is shared outside the buying team",
           "true：不随对外分享的文件提供"),
))  # fmt: skip

_QUESTIONNAIRE = Record((
    _field("sheet", Text(), "The sheet with the answers", "回答所在的工作表"),
    _field("header_row", WholeNumber(1, 1_048_576), "The row with the headers", "表头所在行"),
    _field("question_column", Text(), "Letter or header of the question column", "问题列"),
    _field("answer_column", Text(), "Letter or header of the answer column", "回答列"),
    _field("evidence_column", Text(), "Letter or header of the evidence column", "证明材料列"),
    _field("remarks_column", Text(), "Letter or header of the remarks column", "备注列"),
    _field("vendor_column", Text(), "Letter or header of the column of vendor names",
           "供应商名称列"),
    _field("vendor_name_cell", Text(), "The cell with the vendor's name", "供应商名称单元格"),
    _field("questions", MapOf(Text(64)), "Question texts as they stand, to criterion ids",
           "问题原文与指标id的对应"),
))  # fmt: skip

_VERDICT = Record((
    _field("lead_share", Number(0, 1), "Share of weightings from which a lead is clear",
           "领先明确所需的权重样本占比"),
    _field("lead_points", Number(0, 100), "Points from which a lead is clear",
           "领先明确所需的分差"),
    _field("excluded_share", Number(0, 1), "Share of weight left out that makes it provisional",
           "未计入权重超过此比例时结论附带条件"),
))  # fmt: skip

TOP: Final = Record((
    _field("title", LabelText(), "What is decided", "评选名称"),
    _field("reference_date", Date(), "The day to which ages and certificates count",
           "年限与证书有效期的计算基准日"),
    _field("missing", MissingShape(), "The missing rule of every criterion without its own",
           "各指标默认的未回答规则"),
    _field("weight_sets", MapOf(WeightSetShape()), "Named weightings to compare",
           "用于比较的多组权重"),
    _field("evidence_discount", _DISCOUNT, "Points taken off by state of the evidence",
           "按证明材料状态扣减得分"),
    _field("questionnaire", _QUESTIONNAIRE, "Where answers stand, if not found",
           "无法自动识别时，回答所在位置"),
    _field("verdict", _VERDICT, "Thresholds of the verdict", "评选结论的阈值"),
    _field("criteria", Nodes(), "The criteria and groups", "指标与指标组", required=True),
))  # fmt: skip


def is_group(node: MapNode) -> bool:
    """A node with ``criteria`` is a group, any other a leaf."""
    return node.get("criteria") is not None
