"""The JSON Schema of criteria.yaml, made from the same tables that read it.

Draft 7, since that is what the editors' YAML support follows. It says what a schema can say: keys,
shapes, ranges, which keys go with which kind of answer. Order of anchors, names that stand twice
and weights that reach nothing are found when the file is read.
"""

from __future__ import annotations

import json
from typing import Any, Final

from vendor_score.criteria.fields import ANCHORED, GROUP, LEAF, TOP, UNSCORED
from vendor_score.kinds.value_types import ANCHORS_FORM, NAMED_FORMS, POINTS_KINDS, named_record
from vendor_score.records import AnswerKind

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
                "else": LEAF.schema() | {"allOf": [_of_kind(kind) for kind in AnswerKind]},
            }
        },
    }


def schema_text() -> str:
    """The schema as the text of criteria.schema.json."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _of_kind(kind: AnswerKind) -> Schema:
    """What holds for leaves with this kind of answer."""
    foreign = [f.name for f in LEAF.fields if f.kinds is not None and kind not in f.kinds]
    then: Schema = {"properties": dict.fromkeys(foreign, False)}
    if form := _value_form(kind):
        then["properties"]["value"] = form
    if kind in ANCHORED:
        then["not"] = {"required": ["value", "direction"]}
    if kind in UNSCORED:
        then["properties"]["weight"] = {"const": 0}
    if needed := {AnswerKind.CHOICE: "options", AnswerKind.JUDGED: "levels"}.get(kind):
        then["required"] = [needed]
    return {"if": {"properties": {"answer": {"const": kind.value}}}, "then": then}


def _value_form(kind: AnswerKind) -> Schema | None:
    straight_line, yes_no = (named_record(names).schema() for names in NAMED_FORMS)
    if kind == AnswerKind.YES_NO:
        return yes_no
    if kind not in ANCHORED:
        return None
    as_it_stands: list[Schema] = [{"const": "points"}] if kind in POINTS_KINDS else []
    return {"anyOf": [straight_line, ANCHORS_FORM, *as_it_stands]}
