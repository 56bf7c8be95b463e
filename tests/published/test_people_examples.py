"""Worked examples about weights and groups hold through the public library."""

from __future__ import annotations

import json
from pathlib import Path

import check
import pytest

EXAMPLES = json.loads((Path(__file__).parent / "people_examples.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one["id"])
def test_every_worked_example_holds(example: dict) -> None:
    assert check.check(example, {}) == []
