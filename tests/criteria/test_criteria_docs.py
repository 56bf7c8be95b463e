"""docs/criteria*.md: tables as the code makes them, examples that load, every form explained."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

import vendor_score
from vendor_score.criteria.fields import GROUP, LEAF, TOP
from vendor_score.criteria.load import parse_criteria
from vendor_score.kinds import KINDS
from vendor_score.records import AnswerState

ROOT = Path(vendor_score.__file__).parents[1]


def page(lang: str) -> str:
    name = "criteria.md" if lang == "en" else "criteria.zh.md"
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_tables_are_up_to_date(lang) -> None:
    spec = importlib.util.spec_from_file_location("d", ROOT / "scripts/make_criteria_docs.py")
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.filled(page(lang), lang) == page(lang)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_example_loads(lang) -> None:
    example = re.search(r"```yaml\n(.*?)```", page(lang), re.DOTALL)
    assert example
    criteria = parse_criteria(example[1])
    assert [leaf.id for leaf in criteria.leaves()] == ["first_response", "nda"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_key_kind_and_state_is_named(lang) -> None:
    names = {one.name for record in (TOP, GROUP, LEAF) for one in record.fields}
    names |= set(KINDS)
    names |= {state.value for state in AnswerState} - {"answered"}
    assert {name for name in names if f"`{name}`" not in page(lang)} == set()


def test_both_pages_have_the_same_parts() -> None:
    parts = [re.findall(r"^(#+) ", page(lang), re.MULTILINE) for lang in ("en", "zh")]
    assert parts[0] == parts[1]
