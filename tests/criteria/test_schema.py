"""The JSON Schema: agrees with the reader, knows every key, and stands as a whole."""
# ruff: noqa: E501 - tables of forms read better in rows

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import vendor_score
from vendor_score.criteria.fields import (
    GROUP,
    LEAF,
    SCHEMA_LINE,
    SCHEMA_NAME,
    TOP,
    schema,
    schema_text,
)
from vendor_score.criteria.load import parse_criteria, shipped_criteria
from vendor_score.errors import CriteriaError, Problems
from vendor_score.schema.yaml_nodes import MapNode, Node, ScalarNode, SequenceNode, read_nodes

VALIDATOR = jsonschema.Draft7Validator(schema())


def plain(node: Node) -> Any:
    """The node as an editor's YAML support sees it."""
    match node:
        case MapNode():
            return {entry.key.text: plain(entry.value) for entry in node.entries}
        case SequenceNode():
            return [plain(item) for item in node.items]
        case ScalarNode(value=float() as number):
            return int(number) if number.is_integer() else number
        case ScalarNode():
            return node.value
    raise AssertionError(node)


def is_valid(text: str) -> bool:
    root = read_nodes(text, Problems("criteria.yaml"))
    return root is not None and VALIDATOR.is_valid(plain(root))


def leaf(**keys: str) -> str:
    """A file with one scored leaf beside the leaf in question."""
    settings = {"id": "x", **keys}
    return (
        "criteria:\n  - {id: other, weight: 1, answer: count, value: {0: 0, 5: 100}}\n  - "
        + "\n    ".join(f"{key}: {value}" for key, value in settings.items())
        + "\n"
    )


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(schema())
    assert json.loads(schema_text()) == schema()
    assert schema_text().isascii() is False


def test_the_shipped_file_has_its_schema_beside_it() -> None:
    """`python scripts/make_criteria_docs.py` writes it anew; editors look beside the file."""
    beside = Path(vendor_score.__file__).parent / "criteria" / SCHEMA_NAME
    for path in (beside, beside.resolve()):
        assert path.with_name("criteria.yaml").is_file()
        assert path.read_text(encoding="utf-8") == schema_text()


def test_the_shipped_file_is_valid_and_names_the_schema() -> None:
    file = shipped_criteria().file
    assert file is not None
    root = read_nodes(file.text, Problems("criteria.yaml"))
    assert root is not None
    assert [error.message for error in VALIDATOR.iter_errors(plain(root))] == []
    assert file.text.split("\n")[0] == SCHEMA_LINE


GOOD = (
    {"weight": "1", "answer": "duration", "unit": "min", "value": "{10: 100, 30: 50, 60: 0}"},
    {"weight": "1", "answer": "percent", "value": "{worst: 60, best: 10}"},
    {"weight": "1", "answer": "number", "value": "points", "missing": "{blank: 10, refused: fail}"},
    {"weight": "1", "answer": "score", "out_of": "10", "value": "{5: 0, 9.5: 100}"},
    {"weight": "1", "answer": "number", "direction": "min"},
    {"weight": "1", "answer": "yes_no", "value": "{yes: 100, partial: 50, no: 0}", "must": '"== yes"'},
    {"weight": "1", "answer": "choice", "options": "{a: 100, b: {label: {en: B, zh: 乙}, points: 4}}"},
    {"weight": "1", "answer": "list", "items": "{A: 40, B: 60}", "best_of": "[[A, B]]", "cap": "90"},
    {"weight": "1", "answer": "judged", "levels": "[none, {en: some, zh: 部分}, {label: all}]"},
    {"weight": "1", "answer": "money", "unit": "CNY", "basis": "seat/month", "direction": "min"},
    {"answer": "date"},
    {"answer": "text", "private": "true", "label": "{zh: 文本}"},
)  # fmt: skip
BROKEN = (
    {"weight": "-2", "answer": "duration", "value": "{10: 100, 60: 0}"},
    {"weight": "yes", "answer": "duration", "value": "{10: 100, 60: 0}"},
    {"weight": "1", "answer": "durations", "value": "{10: 100, 60: 0}"},
    {"weight": "1", "answer": "duration", "value": "{10: 120, 60: 0}"},
    {"weight": "1", "answer": "duration", "value": "{10: 100}"},
    {"weight": "1", "answer": "duration", "value": "{yes: 100, no: 0}"},
    {"weight": "1", "answer": "duration", "value": "points"},
    {"weight": "1", "answer": "duration", "value": "{10s: 100, 60: 0}"},
    {"weight": "1", "answer": "yes_no", "value": "{10: 100, 60: 0}"},
    {"weight": "1", "answer": "yes_no", "value": "{yes: 100}"},
    {"weight": "1", "answer": "percent", "value": "{worst: 3}"},
    {"weight": "1", "answer": "number", "value": "{0: 0, 9: 100}", "direction": "max"},
    {"weight": "1", "answer": "number", "direction": "up"},
    {"weight": "1", "answer": "choice"},
    {"weight": "1", "answer": "judged"},
    {"weight": "1", "answer": "judged", "levels": "[one]"},
    {"weight": "1", "answer": "text"},
    {"weight": "1", "answer": "count", "out_of": "5", "value": "{0: 0, 9: 100}"},
    {"weight": "1", "answer": "list", "items": "{A: 400}"},
    {"weight": "1", "answer": "list", "items": "{A: 40}", "cap": "0"},
    {"weight": "1", "answer": "count", "value": "{0: 0, 9: 100}", "must": "three"},
    {"weight": "1", "answer": "count", "value": "{0: 0, 9: 100}", "missing": "best"},
    {"weight": "1", "answer": "count", "value": "{0: 0, 9: 100}", "missing": "{answered: worst}"},
    {"weight": "1", "answer": "count", "value": "{0: 0, 9: 100}", "evidence_discount": "{seen: 2}"},
    {"weight": "1", "answer": "count", "value": "{0: 0, 9: 100}", "aliases": "FRT"},
    {"weight": "1", "answer": "count", "value": "{0: 0, 9: 100}", "private": "yes"},
    {"weight": "1", "answer": "count", "value": "{0: 0, 9: 100}", "label": "{fr: Non}"},
    {"weight": "1", "answer": "count", "value": "{0: 0, 9: 100}", "colour": "red"},
    {"weight": "1", "answer": "count", "value": "{0: 0, 9: 100}", "id": "a b"},
    {"weight": "1", "value": "{0: 0, 9: 100}"},
)


@pytest.mark.parametrize("keys", GOOD, ids=str)
def test_what_is_right_is_right_for_both(keys) -> None:
    assert parse_criteria(leaf(**keys)).criterion("x")
    assert is_valid(leaf(**keys))


@pytest.mark.parametrize("keys", BROKEN, ids=str)
def test_what_is_broken_fails_in_both(keys) -> None:
    with pytest.raises(CriteriaError):
        parse_criteria(leaf(**keys))
    assert not is_valid(leaf(**keys))


@pytest.mark.parametrize(
    "text",
    ["titel: x\ncriteria: []", "criteria: []", "title: x", "criteria: {a: 1}",
     "criteria: [{id: g, criteria: []}]", "criteria: [{id: g, answer: text, criteria: [{id: a, answer: text}]}]",
     "verdict: {lead_share: 2}\ncriteria: [{id: a, answer: text}]",
     "reference_date: soon\ncriteria: [{id: a, answer: text}]"],
)  # fmt: skip
def test_what_is_broken_at_the_top_fails_in_both(text) -> None:
    with pytest.raises(CriteriaError):
        parse_criteria(text)
    assert not is_valid(text)


def test_every_key_is_described_in_both_languages() -> None:
    for record in (TOP, GROUP, LEAF):
        for one in record.fields:
            assert one.doc["en"]
            assert one.doc["zh"]
            assert one.doc["en"] != one.doc["zh"]
            assert one.doc["en"] in record.schema()["properties"][one.name]["description"]
