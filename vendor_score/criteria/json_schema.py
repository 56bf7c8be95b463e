"""The JSON Schema of criteria.yaml, made from the same tables that read it.

Draft 7, since that is what the editors' YAML support follows. It says what a schema can say: keys,
shapes, ranges, which keys go with which kind of answer. Order of anchors, names that stand twice
and weights that reach nothing are found when the file is read.
"""

from __future__ import annotations

import json
from typing import Any, Final

from vendor_score.criteria.fields import GROUP, LEAF, TOP
from vendor_score.kinds.base import Kind
from vendor_score.kinds.registry import KINDS
from vendor_score.kinds.value_types import ANCHORS_FORM, NAMED_FORMS, named_record

__all__ = ["SCHEMA_LINE", "SCHEMA_NAME", "schema", "schema_text"]

SCHEMA_NAME: Final = "criteria.schema.json"
SCHEMA_LINE: Final = f"# yaml-language-server: $schema={SCHEMA_NAME}"
Schema = dict[str, Any]


def schema() -> Schema:
    """The schema as plain data."""
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
    """The schema as the text of criteria.schema.json."""
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
