"""The keys of criteria.yaml: one table that drives reading, the JSON Schema and the docs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from vendor_score.cell_names import MAX_ROWS
from vendor_score.contract.settings import BINDINGS
from vendor_score.criteria.contract_fields import CONTRACT
from vendor_score.criteria.demand import DEMAND, PRICE
from vendor_score.criteria.plan_fields import NameShape, PlanShape, line_of
from vendor_score.errors import shown
from vendor_score.kinds import KINDS
from vendor_score.kinds.base import Kind
from vendor_score.kinds.value_functions import (
    ANCHORS_FORM,
    NAMED_FORMS,
    POINTS,
    Value,
    named_record,
)
from vendor_score.records import AnswerState, EvidenceState, InvitedVendor, Limits, Supersedes
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
    "SCHEMA_LINE",
    "SCHEMA_NAME",
    "TOP",
    "WEIGHT",
    "MissingShape",
    "RuleText",
    "WeightSetForm",
    "WeightSetShape",
    "is_percent",
    "kind_names",
    "schema",
    "schema_text",
]

WEIGHT: Final = Number(0, 1_000_000)
_PERCENT_SIGNS = ("%", "％")
_RULE_WORDS = ("worst", "exclude", "fail")
_MISSING_STATES = tuple(s.value for s in AnswerState if s != AnswerState.ANSWERED)


def is_percent(node: Node | None) -> bool:
    """Whether a weight is written as a percentage (``40%``).

    Parameters
    ----------
    node : Node or None
        As written.

    Returns
    -------
    bool
    """
    return isinstance(node, ScalarNode) and node.text.strip().endswith(_PERCENT_SIGNS)


@dataclass(frozen=True, slots=True)
class Weight:
    """A number of 0 or more, or a percentage: ``40%`` reads as 40, since only proportions count."""

    def read(self, node: Node, at: Location) -> float | None:
        """A number of 0 or more, or a percentage as the number before its sign.

        Parameters
        ----------
        node : Node
            As written.
        at : Location
            Where reading is.

        Returns
        -------
        float or None
            None where it is wrong; a problem is noted.
        """
        if not isinstance(node, ScalarNode) or not is_percent(node):
            return WEIGHT.read(node, at)
        number = as_number(node.text.strip()[:-1].rstrip())
        if number is None:
            at.not_a("number", node)
            return None
        return Number(0, 100).read(replace(node, value=number), at)

    def schema(self) -> Schema:
        """The part of the JSON Schema.

        Returns
        -------
        dict
        """
        percent = {"type": "string", "pattern": r"^\s*\+?[0-9]*\.?[0-9]+\s*[%％]\s*$"}
        return {"anyOf": [WEIGHT.schema(), percent]}


@dataclass(frozen=True, slots=True)
class MissingShape:
    """One rule (worst, exclude, fail or points), or a map from answer state to rule.

    Reads as a mapping from state, or ``default``, to rule.
    """

    def read(self, node: Node, at: Location) -> Mapping[str, str | float] | None:
        """One rule for all states, or a map from state to rule.

        Parameters
        ----------
        node : Node
            As written.
        at : Location
            Where reading is.

        Returns
        -------
        mapping of str to (str or float) or None
            By state; None where it is wrong.
        """
        if not isinstance(node, MapNode):
            rule = _OneMissingRule().read(node, at)
            return None if rule is None else {"default": rule}
        fields = _MISSING_MAP.read(node, at)
        if fields is None:
            return None
        return {state: rule for state, rule in fields.values.items() if rule is not None}

    def schema(self) -> Schema:
        """The part of the JSON Schema.

        Returns
        -------
        dict
        """
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
            about="missing_rule",
        )
        for state in ("default", *_MISSING_STATES)
    ]
)


@dataclass(frozen=True, slots=True)
class RuleText:
    """A must or a target: its text; what it says is read where the kind of answer is known."""

    def read(self, node: Node, at: Location) -> str | None:
        """A rule as text; a bare number stands for itself.

        Parameters
        ----------
        node : Node
            As written.
        at : Location
            Where reading is.

        Returns
        -------
        str or None
            None where it is wrong.
        """
        if isinstance(node, ScalarNode) and isinstance(node.value, float | bool):
            at.wrong(node, "rule_unreadable", found=shown(node.text))
            return None
        return Text(500).read(node, at)

    def schema(self) -> Schema:
        """The part of the JSON Schema.

        Returns
        -------
        dict
        """
        return {"type": "string", "pattern": r"^\s*(<=|<|>=|>|==|in\b|has\b|≤|≥)\s*\S"}


@dataclass(frozen=True, slots=True)
class LimitsShape:
    """``[low, high]``, either of them ``null`` where that side is open."""

    def read(self, node: Node, at: Location) -> Limits | None:
        if not isinstance(node, SequenceNode) or len(node.items) != 2:  # noqa: PLR2004
            at.wrong(node, "limits_form")
            return None
        low, high = (
            None if _is_open(end) else Number().read(end, at.below(f"[{place}]"))
            for place, end in enumerate(node.items, start=1)
        )
        if low is not None and high is not None and low > high:
            at.wrong(node, "limits_order", low=f"{low:g}", high=f"{high:g}")
            return None
        return (low, high) if (low, high) != (None, None) else None

    def schema(self) -> Schema:
        end = {"anyOf": [Number().schema(), {"type": "null"}]}
        return {"type": "array", "items": end, "minItems": 2, "maxItems": 2}


def _is_open(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.value is None


@dataclass(frozen=True, kw_only=True, slots=True)
class WeightSetForm:
    """A weight set as written: entered weights by id, with the nodes that they came from.

    Attributes
    ----------
    node : MapNode
        Where it stands.
    weights : mapping of str to float
        Entered weights by id.
    label : Label or None
        None where the set has none.
    """

    node: MapNode
    weights: Mapping[str, float]
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class WeightSetShape:
    """``{id: weight, ...}``, or ``{label: {en, zh}, weights: {id: weight, ...}}``."""

    def read(self, node: Node, at: Location) -> WeightSetForm | None:
        """Entered weights by id, and a label where there is one.

        Parameters
        ----------
        node : Node
            As written.
        at : Location
            Where reading is.

        Returns
        -------
        WeightSetForm or None
            None where it is wrong.
        """
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
        """The part of the JSON Schema.

        Returns
        -------
        dict
        """
        return {"anyOf": [MapOf(WEIGHT, least=1).schema(), _LABELLED_SET.schema()]}


_LABELLED_SET = Record(
    (
        Field(name="label", shape=LabelText(), about="set_label"),
        Field(
            name="weights",
            shape=MapOf(WEIGHT, least=1),
            required=True,
            about="weights",
        ),
    )
)


NODE_ID: Final = r"^\w[\w\-]{0,63}$"
_LIMITED: Final = frozenset(id for id, kind in KINDS.items() if kind.has_limits)
_ANCHORED: Final = frozenset(id for id, kind in KINDS.items() if kind.is_anchored)
_SCORED: Final = frozenset(id for id, kind in KINDS.items() if kind.is_scored)


def kind_names(kinds: frozenset[str]) -> tuple[str, ...]:
    """Kinds by name, in their own order.

    Parameters
    ----------
    kinds : frozenset of str
        Ids of kinds.

    Returns
    -------
    tuple of str
    """
    return tuple(id for id in KINDS if id in kinds)


def _field(
    name: str,
    shape: SchemaType[Any],
    about: str | None = None,
    *,
    kinds: Any = None,
    required: bool = False,
) -> Field[Any]:
    """A key that is described under its own name, or under ``about``."""
    return Field(name=name, shape=shape, about=about or name, kinds=kinds, required=required)


class InvitedShape:
    """A vendor's name alone, or ``{name: ..., short: ..., aliases: [...]}``."""

    def read(self, node: Node, at: Location) -> InvitedVendor | None:
        if isinstance(node, ScalarNode):
            name = Text(200).read(node, at)
            return InvitedVendor(name=name) if name else None
        fields: Fields | None = _INVITED.read(node, at)
        if fields is None or not fields.get("name"):
            return None
        return InvitedVendor(
            name=fields.get("name"), short=fields.get("short"), aliases=fields.get("aliases", ())
        )

    def schema(self) -> Schema:
        return {"anyOf": [Text(200).schema(), _INVITED.schema()]}


_INVITED = Record((
    _field("name", Text(200), "invited_name", required=True),
    _field("short", Text(60), "invited_short"),
    _field("aliases", ListOf(Text(200)), "invited_aliases"),
))  # fmt: skip


class SupersedesShape:
    """A file and the older one that it replaces: ``{file: ..., replaces: ..., reason: ...}``."""

    def read(self, node: Node, at: Location) -> Supersedes | None:
        fields: Fields | None = _SUPERSEDES.read(node, at)
        if fields is None or not (fields.get("file") and fields.get("replaces")):
            return None
        return Supersedes(
            file=fields.get("file"),
            replaces=fields.get("replaces"),
            reason=fields.get("reason", ""),
            date=fields.get("date"),
            line=line_of(fields, at, "file"),
        )

    def schema(self) -> Schema:
        return _SUPERSEDES.schema()


_SUPERSEDES = Record((
    _field("file", Text(400), "supersedes_file", required=True),
    _field("replaces", Text(400), "supersedes_replaces", required=True),
    _field("reason", Text(400), "supersedes_reason"),
    _field("date", Date(), "supersedes_date"),
))  # fmt: skip


class Id:
    """Letters (of any script), digits, ``_`` and ``-``."""

    def read(self, node: Node, at: Location) -> str | None:
        """A word that can be an id.

        Parameters
        ----------
        node : Node
            As written.
        at : Location
            Where reading is.

        Returns
        -------
        str or None
            None where it is wrong.
        """
        import re

        text = Text(64).read(node, at)
        if text is not None and not re.fullmatch(NODE_ID, text):
            from vendor_score.errors import shown

            at.wrong(node, "bad_id", found=shown(text))
            return None
        return text

    def schema(self) -> dict[str, Any]:
        """The part of the JSON Schema.

        Returns
        -------
        dict
        """
        return {"type": "string", "pattern": r"^[^\s=,.:;/\\'\"<>{}\[\]()#]{1,64}$"}


class Nodes:
    """A list of groups and criteria, read one by one where the tree is built."""

    def read(self, node: Node, at: Location) -> SequenceNode | None:
        """The list as it stands: `parse_nodes` reads what is in it.

        Parameters
        ----------
        node : Node
            As written.
        at : Location
            Where reading is.

        Returns
        -------
        SequenceNode or None
            None where it is no list.
        """
        if not isinstance(node, SequenceNode):
            at.not_a("list", node)
            return None
        if not node.items:
            at.wrong(node, "empty")
        return node

    def schema(self) -> dict[str, Any]:
        """The part of the JSON Schema.

        Returns
        -------
        dict
        """
        return {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/node"}}


_COMMON = (
    _field("id", Id(),
           required=True),
    _field("label", LabelText()),
    _field("weight", Weight()),
)  # fmt: skip

GROUP: Final = Record((
    *_COMMON,
    _field("envelope", Choice(("quality", "price"))),
    _field("criteria", Nodes(), "group_criteria",
           required=True),
))  # fmt: skip

_DISCOUNT = Record([
    _field(state.value, Number(0, 1), "evidence_share")
    for state in EvidenceState
])  # fmt: skip


def _fields_of_kinds() -> tuple[Field[Any], ...]:
    """The keys that belong to one kind alone, in the order of the kinds."""
    return tuple(
        replace(one, kinds=frozenset({id})) for id, kind in KINDS.items() for one in kind.fields
    )


LEAF: Final = Record((
    *_COMMON,
    _field("answer", Choice(tuple(KINDS)), required=True),
    _field("question", LabelText()),
    _field("aliases", ListOf(Text(200))),
    _field("unit", Text(40),
           kinds=frozenset(id for id, kind in KINDS.items() if kind.has_unit)),
    *_fields_of_kinds(),
    _field("value", Value(),
           kinds=frozenset(id for id, kind in KINDS.items() if kind.value_form)),
    _field("direction", Choice(("max", "min")), kinds=_ANCHORED),
    _field("defined_by", Text(64), kinds=_ANCHORED),
    _field("target", RuleText(),
           kinds=_SCORED),
    _field("must", RuleText(), kinds=_SCORED),
    _field("missing", MissingShape(),
           kinds=_SCORED),
    _field("evidence", LabelText()),
    _field("evidence_discount", _DISCOUNT, kinds=_SCORED),
    _field("private", Flag()),
    _field("envelope", Choice(("quality", "price"))),
    _field("contract", Choice(BINDINGS), "contract_binding"),
    _field("possible", LimitsShape(), kinds=_LIMITED),
    _field("plausible", LimitsShape(), kinds=_LIMITED),
))  # fmt: skip

_QUESTIONNAIRE = Record((
    _field("sheet", Text()),
    _field("header_row", WholeNumber(1, MAX_ROWS)),
    _field("question_column", Text()),
    _field("answer_column", Text()),
    _field("evidence_column", Text()),
    _field("remarks_column", Text()),
    _field("vendor_column", Text()),
    _field("vendor_name_cell", Text()),
    _field("questions", MapOf(Text(64))),
    _field("plan", ListOf(PlanShape())),
    _field("names", ListOf(NameShape())),
    _field("supersedes", ListOf(SupersedesShape())),
))  # fmt: skip

_COVER = Record((
    _field("deadline", Date(), "cover_deadline"),
    _field("return_to", LabelText(), "cover_return_to"),
    _field("contact", LabelText(), "cover_contact"),
    _field("confidentiality", LabelText(), "cover_confidentiality"),
))  # fmt: skip

_VERDICT = Record((
    _field("lead_share", Number(0, 1)),
    _field("lead_points", Number(0, 100)),
    _field("excluded_share", Number(0, 1)),
))  # fmt: skip

TOP: Final = Record((
    _field("title", LabelText()),
    _field("reference_date", Date()),
    _field("missing", MissingShape(), "missing_default"),
    _field("weight_sets", MapOf(WeightSetShape())),
    _field("evidence_discount", _DISCOUNT),
    _field("questionnaire", _QUESTIONNAIRE),
    _field("vendors", ListOf(InvitedShape())),
    _field("cover", _COVER),
    _field("verdict", _VERDICT),
    _field("contract", CONTRACT, "contract_settings"),
    _field("demand", DEMAND, "demand"),
    _field("price", PRICE, "price"),
    _field("criteria", Nodes(), required=True),
))  # fmt: skip


def is_group(node: MapNode) -> bool:
    """A node with ``criteria`` is a group, any other a leaf.

    Parameters
    ----------
    node : MapNode
        A node of the tree.

    Returns
    -------
    bool
    """
    return node.get("criteria") is not None


# The JSON Schema of criteria.yaml, made from the same tables that read it.

SCHEMA_NAME: Final = "criteria.schema.json"
SCHEMA_LINE: Final = f"# yaml-language-server: $schema={SCHEMA_NAME}"


def schema() -> Schema:
    """The schema as plain data.

    Returns
    -------
    dict
    """
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "criteria.yaml of vendor-score",
        **TOP.schema(),
        "definitions": {
            "node": {
                "if": {"type": "object", "required": ["criteria"]},
                "then": GROUP.schema(),
                "else": LEAF.schema() | {"allOf": [_of_kind(kind) for kind in KINDS.values()]},
            }
        },
    }


def schema_text() -> str:
    """The schema as the text of criteria.schema.json.

    Returns
    -------
    str
    """
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _of_kind(kind: Kind) -> Schema:
    """What holds for leaves with this kind of answer."""
    foreign = [f.name for f in LEAF.fields if f.kinds is not None and kind.id not in f.kinds]
    then: Schema = {"properties": dict.fromkeys(foreign, False)}
    if form := _value_form(kind):
        then["properties"]["value"] = form
    if kind.is_anchored:
        then["not"] = {"required": ["value", "direction"]}
    if not kind.is_scored:
        then["properties"]["weight"] = {"const": 0}
    if kind.required_key:
        then["required"] = [kind.required_key]
    return {"if": {"properties": {"answer": {"const": kind.id}}}, "then": then}


def _value_form(kind: Kind) -> Schema | None:
    straight_line, yes_no = (named_record(names).schema() for names in NAMED_FORMS)
    if kind.value_form == "yes_no":
        return yes_no
    if kind.value_form is None:
        return None
    as_it_stands: list[Schema] = [{"const": "points"}] if kind.may_be_points else []
    return {"anyOf": [straight_line, ANCHORS_FORM, *as_it_stands]}
