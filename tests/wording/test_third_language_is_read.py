"""Answers and headings in a third language: they are read by its lexicon, a data file, alone."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pseudo_language import CODE, left_over, pseudo, pseudo_lexicon, write_language

ANSWERS = [
    ("yes", "yes_no"),
    ("no", "yes_no"),
    ("not supported", "yes_no"),
    ("partially", "yes_no"),
    ("not applicable", "yes_no"),
    ("none", "list"),
    ("none", "count"),
    ("english, japanese", "list"),
    ("25 seconds", "duration"),
    ("within 2 minutes", "duration"),
    ("about 25 seconds", "duration"),
    ("not more than 30 seconds", "duration"),
    ("between 10 and 20 seconds", "duration"),
    ("to be confirmed", "duration"),
    ("95 percent", "percent"),
    ("at least 95 percent", "percent"),
    ("half", "percent"),
    ("confidential", "percent"),
    ("300 agents", "count"),
    ("two hundred", "count"),
    ("24 hours", "count"),
    ("4.8 points", "score"),
    ("8 years", "years"),
    ("founded in 2016", "years"),
    ("4500 yuan per seat per month", "money"),
    ("free of charge", "money"),
    ("12 january 2026", "date"),
]
READ = """\
import json, sys
from vendor_score import parse_answer
cases = json.load(sys.stdin)
json.dump([repr((r.low, r.high, r.unit, r.flags, r.items, r.reason))
           for r in (parse_answer(text, kind) for text, kind in cases)], sys.stdout)
"""
CRITERIA = """\
title: {title}
reference_date: 2026-01-01
criteria:
- {{id: q1, label: {{qps: {speed}}}, weight: 50, answer: duration, unit: {unit},
    value: {{10: 100, 60: 0}}}}
- {{id: q2, label: {{qps: {proof}}}, weight: 50, answer: yes_no, value: {{yes: 100, no: 0}}}}
"""


@pytest.fixture(scope="module")
def words(tmp_path_factory) -> Path:
    return write_language(tmp_path_factory.mktemp("language") / "words")


def run(words: Path, cwd: Path, *args: str, told: str | None = None) -> str:
    done = subprocess.run(
        [sys.executable, *args],
        check=False,
        cwd=cwd,
        env={**os.environ, "VENDOR_SCORE_WORDING": str(words), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        input=told,
        timeout=300,
    )
    assert done.returncode in {0, 1}, done.stderr
    return done.stdout


def test_answers_mean_what_the_english_ones_mean(words, tmp_path) -> None:
    cases = [
        *((pseudo(text), kind) for text, kind in ANSWERS),
        *ANSWERS,
    ]
    read = json.loads(run(words, tmp_path, "-c", READ, told=json.dumps(cases)))
    theirs, english = read[: len(ANSWERS)], read[len(ANSWERS) :]
    assert [
        (case, a, b) for case, a, b in zip(ANSWERS, theirs, english, strict=True) if a != b
    ] == []


def test_its_words_are_no_parts_of_longer_words(words, tmp_path) -> None:
    short = pseudo("no")
    assert short in pseudo_lexicon()["no"]
    cases = [(pseudo("northbound"), "yes_no"), (short, "yes_no")]
    longer, whole = json.loads(run(words, tmp_path, "-c", READ, told=json.dumps(cases)))
    assert "unreadable" in longer
    assert whole.startswith("(0.0, 0.0")


@pytest.fixture(scope="module")
def returned(words, tmp_path_factory) -> Path:
    """Two vendors' forms: the questionnaire as it is written, without its ids, filled in."""
    case = tmp_path_factory.mktemp("returned")
    names = {name: pseudo(name) for name in ("speed", "proof")}
    criteria = CRITERIA.format(title=pseudo("a partner"), unit=pseudo("seconds"), **names)
    (case / "criteria.yaml").write_text(criteria, encoding="utf-8")
    made = ("-m", "vendor_score", "template", "-c", "criteria.yaml", "-o", "form.xlsx")
    run(words, case, *made, "--lang", CODE)
    form = [sheet for sheet in load_workbook(case / "form.xlsx") if sheet.sheet_state == "visible"]
    cover, questions = form[0], form[1]
    asks_for_name = cover["A3"].value
    assert asks_for_name == pseudo("Company name")
    (case / "answers").mkdir()
    for vendor, answers in (("Ա", ("18 seconds", "yes")), ("Բ", ("2 minutes", "no"))):
        rows = [[cell.value or "" for cell in row][1:] for row in questions.iter_rows()]
        answer = rows[0].index(pseudo("Answer"))
        asked = [row for row in rows[1:] if row[0]]
        for row, said in zip(asked, answers, strict=True):
            row[answer] = pseudo(said)
        with (case / "answers" / f"{len(vendor)}{ord(vendor)}.csv").open("w", newline="") as file:
            csv.writer(file).writerows([[asks_for_name, vendor], [], rows[0], *asked])
    return case


def test_a_returned_questionnaire_is_read_by_its_headings(words, returned) -> None:
    args = ("rank", "answers", "-c", "criteria.yaml", "-o", "out", "--lang", CODE)
    shown = run(words, returned, "-m", "vendor_score", *args)
    found = json.loads((returned / "out" / "ranking.json").read_text(encoding="utf-8"))
    vendors = {vendor["name"]: vendor["criteria"] for vendor in found["vendors"]}
    assert vendors.keys() == {"Ա", "Բ"}
    assert [vendors["Ա"][q]["low"] for q in ("q1", "q2")] == [18, 1]
    assert [vendors["Բ"][q]["low"] for q in ("q1", "q2")] == [120, 0]
    next_step = "vendor-score sensitivity answers"
    files = ("criteria.yaml", "out/report.html", "out/ranking.json", "out/ranking.csv")
    known = ("out/scorecard.xlsx", "vendor-score check answers", "weighted-sum", "copras")
    assert left_over(shown, *files, *known, "electre1", "electre2", "q1", "q2", next_step) == ""
