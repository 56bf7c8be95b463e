"""A third language is two data files: made by machine, used by rank, page, scorecard, template."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pseudo_language import CODE, left_over, pseudo, write_language

CRITERIA = """\
title: {{qps: {title}}}
reference_date: 2026-01-01
criteria:
- id: q1
  label: {{qps: {group}}}
  weight: 60
  criteria:
  - id: q2
    label: {{qps: {speed}}}
    weight: 50
    answer: duration
    unit: {unit}
    value: {{10: 100, 60: 0}}
  - id: q3
    label: {{qps: {rate}}}
    weight: 50
    answer: percent
    value: {{80: 0, 100: 100}}
    must: ">= 85"
- {{id: q4, label: {{qps: {proof}}}, weight: 40, answer: yes_no, value: {{yes: 100, no: 0}}}}
"""
ANSWERS = "{name},q2,q3,q4\nԱ,18,92,√\nԲ,25,95,√\nԳ,30,82,×\n"
NAMES = ("q1", "q2", "q3", "q4", "1.csv")
# what is written alike in every language: ids, file names, names of formats and commands
METHODS = ("weighted-sum", "copras", "electre1", "electre2")
FILES = (
    "criteria.yaml",
    "out/report.html",
    "out/ranking.json",
    "out/ranking.csv",
    "out/scorecard.xlsx",
)
CHECK, NEXT = "vendor-score check answers", "vendor-score sensitivity answers"
FORMATS = ("PNG", "SVG")
CODES = ("unit_assumed", "unit-assumed")
MARKS = ("vendor-score id",)


@pytest.fixture(scope="module")
def case(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("case")
    write_language(folder / "words")
    title = pseudo("choosing a partner")
    labels = {name: pseudo(name) for name in ("group", "speed", "rate", "proof")}
    criteria = CRITERIA.format(title=title, unit=pseudo("seconds"), **labels)
    (folder / "criteria.yaml").write_text(criteria, encoding="utf-8")
    (folder / "answers").mkdir()
    content = ANSWERS.format(name="Vendor")
    (folder / "answers" / "1.csv").write_text(content, encoding="utf-8")
    return folder


def run(case: Path, command: str, *args: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "vendor_score", command, "--lang", CODE, *args],
        check=False,
        cwd=case,
        env={**os.environ, "VENDOR_SCORE_WORDING": "words", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode in {0, 1}, done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def ranked(case) -> str:
    return run(case, "rank", "answers", "-c", "criteria.yaml", "-o", "out")


def cells(path: Path) -> str:
    """All that is written in a workbook, names of sheets too."""
    book = load_workbook(path)
    shown = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    for sheet in book:
        if sheet.sheet_state == "visible":
            values = (cell.value for row in sheet.iter_rows() for cell in row)
            shown += [v for v in values if isinstance(v, str) and not v.startswith("=")]
    return "\n".join(shown)


def test_the_third_language_is_offered(case) -> None:
    assert f"--lang en|zh|{CODE}" in run(case, "rank", "--help")


def test_the_ranking_is_printed_in_it(ranked) -> None:
    assert pseudo("points") in ranked
    assert left_over(ranked, *NAMES, *METHODS, *FILES, CHECK, NEXT) == ""


def test_the_scorecard_is_written_in_it(case, ranked) -> None:
    shown = cells(case / "out" / "scorecard.xlsx")
    assert pseudo("Ranking") in shown
    assert left_over(shown, *NAMES, *METHODS, *CODES) == ""


def test_the_questionnaire_is_written_in_it(case) -> None:
    run(case, "template", "-c", "criteria.yaml", "-o", "form.xlsx")
    assert left_over(cells(case / "form.xlsx"), *NAMES, *MARKS) == ""


def test_its_words_are_recognised(case, ranked) -> None:
    found = json.loads((case / "out" / "ranking.json").read_text(encoding="utf-8"))
    answer = next(v for v in found["vendors"] if v["name"] == "Ա")["criteria"]["q2"]
    assert (answer["low"], answer["unit"]) == (18, "s")  # criteria.yaml names the unit in it


@pytest.mark.browser
def test_the_page_speaks_it(case, ranked, browser) -> None:
    page = browser.new_page(locale=CODE)
    page.goto(f"{(case / 'out' / 'report.html').as_uri()}#lang={CODE}")
    page.wait_for_selector("#ranking [data-vendor]")
    for head in page.locator(".fold-head").all():
        head.click()
    page.wait_for_selector("svg.curve text")
    for closed in page.query_selector_all("details"):
        closed.evaluate("el => el.open = true")
    shown = page.evaluate(SHOWN)
    assert page.evaluate("document.getElementById('page').lang") == CODE
    page.close()
    others = ("English", "中文")
    assert len(shown) > 100
    assert left_over("\n".join(shown), *NAMES, *METHODS, *FORMATS, *others) == ""


SHOWN = """() => {
    const root = document.getElementById("page");
    const named = [...root.querySelectorAll("*")].flatMap((el) =>
        ["title", "aria-label", "placeholder", "alt"].map((name) => el.getAttribute(name)));
    return [root.innerText, ...[...root.querySelectorAll("text")].map((el) => el.textContent),
        ...named].filter(Boolean);
}"""
