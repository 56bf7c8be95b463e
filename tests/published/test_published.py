"""Worked examples hold when they are run as anybody would run them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import check
import pytest

HERE = Path(__file__).parent
EXAMPLES = json.loads((HERE / "price_examples.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one["id"])
def test_every_worked_example_of_what_is_built_holds(example: dict) -> None:
    misses = check.check(example, {one["id"]: one for one in EXAMPLES})
    assert misses == []


def run(*files: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(HERE / "check.py"), *map(str, files)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
        timeout=300,
    )


def test_the_script_says_how_many_hold_last() -> None:
    done = run(HERE / "price_examples.json")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "47 of 47 hold"


def test_the_script_names_a_figure_that_differs(tmp_path: Path) -> None:
    wrong = json.loads(json.dumps(EXAMPLES[0]))
    wrong["expected"]["scores"][1] = 39.0
    other = {"id": "other", "kind": "of_another_kind", "inputs": {}, "expected": {"x": 1}}
    file = tmp_path / "wrong.json"
    file.write_text(json.dumps([wrong, other, *EXAMPLES[1:3]]), encoding="utf-8")
    done = run(file)
    assert done.returncode == 1
    *lines, last = done.stdout.splitlines()
    assert last == "2 of 3 hold"
    assert any(line.startswith(f"{wrong['id']}: scores: expected") for line in lines)
    assert "not built yet: of_another_kind (1)" in lines


def test_every_key_that_is_expected_must_be_computed() -> None:
    more = {**EXAMPLES[0], "expected": {**EXAMPLES[0]["expected"], "unheard_of": 1}}
    [miss] = check.check(more, {})
    assert miss.startswith("unheard_of: expected 1, not computed")
