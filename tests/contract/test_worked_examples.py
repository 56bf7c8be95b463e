"""Worked examples hold through the public library."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
sys.path.append(str(HERE.parent / "published"))

import contract_forms  # noqa: E402 - beside the other forms of examples

EXAMPLES = json.loads((HERE / "worked_examples.json").read_text(encoding="utf-8"))
AS_A_SOURCE = {"python_docx_1_2_0_paragraph_text"}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["id"])
def test_each_example_holds(example: dict[str, Any]) -> None:
    found = contract_forms.compute(example, {})
    assert found is not None
    for key, expected in example["expected"].items():
        if key in AS_A_SOURCE:
            continue
        if key == "findings":
            assert set(expected) <= set(found[key])
        elif key == "must_contain":
            assert all(part in found["must_contain"] for part in expected)
        elif isinstance(expected, float):
            assert found[key] == pytest.approx(expected, abs=example["tolerance"])
        elif isinstance(expected, dict) and key == "points_lost":
            assert found[key] == pytest.approx(expected)
        else:
            assert found[key] == expected, key
