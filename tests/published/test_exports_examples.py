"""Worked examples about exports of chat back ends hold through the public library."""

from __future__ import annotations

import json
from pathlib import Path

import check
import pytest

EXAMPLES = json.loads((Path(__file__).parent / "exports_examples.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one["id"])
def test_every_worked_example_holds(example: dict) -> None:
    assert check.check(example, {}) == []


def test_examples_of_another_form_are_no_misses() -> None:
    ranking = {"id": "one", "kind": "aggregation", "method": "SAW", "matrix": [[1]], "expected": {}}
    assert check.check(ranking, {}) is None
