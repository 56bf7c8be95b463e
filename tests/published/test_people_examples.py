"""Worked examples about weights and groups hold through the public library."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import people_forms
import pytest

EXAMPLES = json.loads((Path(__file__).parent / "people_examples.json").read_text(encoding="utf-8"))
SAMPLED = {"centroid", "first_share"}
"""What is drawn; everything else is worked out."""


def tolerance_of(example: dict, key: str) -> float:
    within = example["tolerance"]
    if isinstance(within, dict):
        return within["sampled" if key in SAMPLED else "exact"]
    return within


def is_same(expected: Any, found: Any, within: float) -> bool:
    if isinstance(expected, dict):
        return expected.keys() == found.keys() and all(
            is_same(value, found[key], within) for key, value in expected.items()
        )
    if isinstance(expected, list):
        return len(expected) == len(found) and all(map(is_same, expected, found, [within] * 99))
    if isinstance(expected, bool | str) or expected is None:
        return expected == found
    return found is not None and abs(expected - found) <= within + 1e-9


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one["id"])
def test_every_worked_example_holds(example: dict) -> None:
    found = people_forms.compute(example, {})
    assert found is not None
    misses = {
        key: (expected, found.get(key, "not computed"))
        for key, expected in example["expected"].items()
        if key not in found or not is_same(expected, found[key], tolerance_of(example, key))
    }
    assert misses == {}
