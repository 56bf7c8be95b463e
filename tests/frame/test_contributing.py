"""The recipes of CONTRIBUTING.md: the files they name exist, and following them works."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import vendor_score

ROOT = Path(vendor_score.__file__).parents[1]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
MADE_LATER = {"site/", "lexicon/en.json"}
RECIPES = ("kind", "phrase", "layout", "method", "chart", "language")
NAMED = re.findall(r"`((?:[a-z.][\w.<>-]*/)+[\w.<>-]*|[A-Z]\w+\.md|[\w-]+\.(?:toml|lock))`", PAGE)

CRITERIA = """\
title: Shortlist
reference_date: 2026-12-01
criteria:
- {id: trial, label: Trial seats, weight: 50, answer: pairs, value: {0: 0, 20: 100}}
- {id: speed, label: First response, weight: 50, answer: duration, value: {10: 100, 60: 0}}
"""
ANSWERS = {
    "One": ("12 pairs", "20 sekunder"),
    "Two": ("8 pairs", "45 s"),
}
KIND = '''\
"""Pairs of people, answered as a number of pairs."""

from __future__ import annotations

from vendor_score.grammar.money import read_count
from vendor_score.kinds.base import NumberKind
from vendor_score.wording import both


class Pairs(NumberKind):
    """How many pairs there are."""

    __slots__ = ()
    id = "pairs"
    dialect = "count"

    def reader(self, text, asked):
        return read_count(text.replace("pairs", "").strip(), asked)

    def unit_label(self, question):
        return both("questionnaire.unit.pairs")

    def example_figure(self, question):
        return "12"


KIND = Pairs()
'''
LAYOUT = '''\
"""Lines that hold question and answer in one cell, parted by an arrow."""

from __future__ import annotations

from dataclasses import replace

from vendor_score.questionnaire.sheets.layout import UnreadSheet
from vendor_score.questionnaire.sheets.grid import (
    LocatedAnswer,
    SheetReading,
    VendorBlock,
)


class ArrowLines:
    """Lines such as ``First response -> 20 s``."""

    def recognise(self, sheet: UnreadSheet) -> SheetReading | None:
        """Read the lines where there are any."""
        grid, found = sheet.grid, []
        for row in grid.rows:
            for _, cell in grid.row_cells(row):
                question, arrow, answer = cell.text.partition(" -> ")
                match = sheet.matcher.exact(question) if arrow else None
                if match is not None:
                    source = grid.source(cell.row, cell.column)
                    said = replace(cell, text=answer)
                    found.append(LocatedAnswer(question=match.id, cell=said, source=source))
        if not found:
            return None
        blocks = [VendorBlock(name=None, sightings=tuple(found))]
        asked = tuple(answer.question for answer in found)
        return SheetReading(sheet=grid.sheet.name, blocks=blocks, asked=asked, anonymous=True)
'''
IMPORTED = """\
from __future__ import annotations

from vendor_score.questionnaire.sheets.arrow_lines import ArrowLines
"""
METHOD = """\
METHODS: tuple[Method, ...] = (
    Method(
        name="plain-sum",
        category="ignores_weights",
        figures=lambda matrix: matrix.figures.sum(axis=1),
        tested_against="simple:WeightedSumModel",
    ),
"""


@pytest.mark.parametrize("thing", RECIPES)
def test_there_is_a_recipe_that_says_which_files_to_touch(thing: str) -> None:
    _, _, rest = PAGE.partition(f"\n## Add a {thing}\n")
    recipe = rest.partition("\n## ")[0]
    assert re.findall(r"^\d\. `", recipe, re.MULTILINE)


@pytest.mark.parametrize("name", sorted({*NAMED} - MADE_LATER))
def test_every_file_that_is_named_exists(name: str) -> None:
    """A name in angle brackets stands for the new file: its folder exists."""
    path = ROOT / name
    assert (path.parent if "<" in name else path).exists()


def test_the_tests_fail_below_a_floor_of_coverage() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings["tool"]["coverage"]["report"]["fail_under"] >= 90
    assert "-m pytest -n 2 --cov --cov-report=\n" in (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package after the recipes for a kind, a phrase, a layout and a method."""
    home = tmp_path_factory.mktemp("changed")
    package = home / "vendor_score"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "vendor_score", package, ignore=ignored)
    (package / "kinds" / "pairs.py").write_text(KIND, encoding="utf-8")
    replace(package / "kinds" / "__init__.py", '"grade",\n)', '"grade", "pairs",\n)')
    replace(package / "ranking" / "methods.py", "METHODS: tuple[Method, ...] = (\n", METHOD)
    sheets = package / "questionnaire" / "sheets"
    (sheets / "arrow_lines.py").write_text(LAYOUT, encoding="utf-8")
    replace(sheets / "layouts.py", "from __future__ import annotations\n", IMPORTED)
    replace(sheets / "layouts.py", "Layout, ...]] = (\n", "Layout, ...]] = (\n    ArrowLines(),\n")
    for lang, pairs, name in (("en", "pairs", "Plain sum"), ("zh", "对", "简单求和")):
        add_words(
            package / "wording" / "locale" / f"{lang}.json",
            {
                "findings.example.pairs": f"12 {pairs}",
                "questionnaire.unit.pairs": pairs,
                "methods.plain-sum.label": name,
                "methods.plain-sum.assumes": name,
            },
        )
    lexicon = package / "wording" / "lexicon" / "en.json"
    seconds = json.loads(lexicon.read_text(encoding="utf-8"))["time.s"]
    add_words(lexicon, {"time.s": [*seconds, "sekunder"]})
    (home / "criteria.yaml").write_text(CRITERIA, encoding="utf-8")
    rows = ["vendor,trial,speed", *(",".join((name, *row)) for name, row in ANSWERS.items())]
    (home / "answers").mkdir()
    (home / "answers" / "all.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return home


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def add_words(path: Path, words: dict[str, object]) -> None:
    held = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**held, **words}, ensure_ascii=False), encoding="utf-8")


def run(home: Path, *args: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "vendor_score", *args],
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(home), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_kind_a_phrase_and_a_method_work_once_the_recipe_is_followed(changed: Path) -> None:
    run(changed, "rank", "answers", "-o", "out", "--method", "plain-sum", "--lang", "en")
    result = json.loads((changed / "out" / "ranking.json").read_text(encoding="utf-8"))
    # 12 pairs of 20 are 60 points, 8 are 40; 20 seconds of 10 to 60 are 80 points, 45 are 30
    points = {
        vendor["name"]: {id: answer["value"] for id, answer in vendor["criteria"].items()}
        for vendor in result["vendors"]
    }
    assert [vendor["method_score"] for vendor in result["vendors"]] == [140, 70]
    assert points == {"One": {"trial": 60, "speed": 80}, "Two": {"trial": 40, "speed": 30}}


def test_a_layout_is_read_once_the_recipe_is_followed(changed: Path) -> None:
    (changed / "returned").mkdir()
    lines = ["Trial seats -> 12 pairs", "First response -> 20 s"]
    (changed / "returned" / "Three.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    run(changed, "rank", "returned", "-o", "read", "--lang", "en")
    result = json.loads((changed / "read" / "ranking.json").read_text(encoding="utf-8"))
    (vendor,) = result["vendors"]
    assert vendor["name"] == "Three"
    assert {id: answer["value"] for id, answer in vendor["criteria"].items()} == {
        "trial": 60,
        "speed": 80,
    }


def test_the_new_method_and_the_new_kind_are_told_of(changed: Path) -> None:
    assert "Plain sum" in run(changed, "methods", "--lang", "en")
    assert "简单求和" in run(changed, "methods", "--lang", "zh")
    run(changed, "template", "-o", "questionnaire.xlsx", "--lang", "en")
    assert (changed / "questionnaire.xlsx").exists()
