"""Points of options, items, grades and levels, and relative criteria, changed in the page."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pytest

from vendor_score.library import load
from vendor_score.present.page.page import render_page
from vendor_score.present.report import Report
from vendor_score.robustness.assess import assess
from vendor_score.robustness.verdict import verdict

pytestmark = pytest.mark.browser

CRITERIA = """title: Shortlist
reference_date: 2026-12-01
criteria:
  - id: seats
    label: Seats
    weight: 20
    answer: choice
    options:
      own: 100            # what we prefer
      mixed: {label: {en: Mixed seats, zh: 混合坐席}, points: 60}
      "shared desk":
        aliases: [hot desk]
        points: 20
  - id: certs
    label: Certificates
    weight: 20
    answer: list
    items: {ISO27001: 50, SOC2: {points: 30}, PCI: 40}
    cap: 90
    must: "has ISO27001"
  - {must: ">= AA", id: grade, label: Credit grade, weight: 10, answer: grade,
     grades: {AAA: 100, AA: 70, A: 40}}
  - id: cases
    label: Quality of cases
    weight: 20
    answer: judged
    levels:
      - None at all
      - {en: Names only, zh: 仅有名称}
      - en: Figures
        zh: 有数据
      - Confirmed
    missing: 40
  - {id: price, label: Price, weight: 30, answer: number, direction: min, must: "<= 90"}
  - {id: agents, label: Agents, weight: 10, answer: count, direction: max, missing: exclude}
"""
ROWS = """Vendor,Seats,Certificates,Credit grade,Price,Agents
Alder,own,ISO27001,AAA,80,120
Birch,hot desk,ISO27001 and PCI,A,50-60,≥ 90
Cedar,Mixed seats,ISO27001 and SOC2,AA,71,
Daphne,own,ISO27001 and SOC2 and PCI,AA,55,60
"""


@pytest.fixture(scope="module")
def case(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("points")
    (folder / "criteria.yaml").write_text(CRITERIA, encoding="utf-8")
    (folder / "a.csv").write_text(ROWS, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def page(case) -> bytes:
    decision = load(case / "a.csv", criteria=case / "criteria.yaml")
    ranking, sure = decision.rank(), assess(decision, samples=50, methods=False)
    said = verdict(decision, ranking, sure)
    return render_page(
        Report(decision=decision, ranking=ranking, robustness=sure, verdict=said, lang="en")
    )


def scores_of(decision) -> dict[str, float]:
    return {v.name: v.score for v in decision.rank().vendors if v.rank is not None}


def opened_with(open_page, page, criteria=(), answers=()):
    edits = {"criteria": list(criteria), "answers": list(answers)}
    return open_page(page, fragment=f"#lang=en&e={quote(json.dumps(edits))}")


EDITS = {
    "options": [["seats", {"bars": [["own", 90], ["mixed", 75.5], ["shared desk", 0]]}]],
    "items": [["certs", {"bars": [["ISO27001", 20], ["SOC2", 80], ["PCI", 35]]}]],
    "grades": [["grade", {"bars": [["AAA", 80], ["AA", 75], ["A", 10]]}]],
    "levels": [["cases", {"at": [[0, 0], [1, 10], [2, 70], [3, 100]], "missing": 55}]],
    "no must": [
        ["price", {"must": "", "target": "<= 60"}],
        ["certs", {"must": ""}],
        ["grade", {"must": ""}],
    ],
    "relative": [["price", {"must": "<= 75"}], ["agents", {"missing": 25}]],
    "all at once": [
        ["seats", {"bars": [["own", 50], ["mixed", 100], ["shared desk", 10]]}],
        ["certs", {"must": ""}],
        ["agents", {"missing": "worst", "must": ">= 61"}],
    ],
}


@pytest.mark.parametrize("name", EDITS)
def test_the_saved_criteria_rank_to_the_digits_of_the_page(open_page, page, case, tmp_path, name):
    opened = opened_with(open_page, page, EDITS[name])
    before = scores_of(load(case / "a.csv", criteria=case / "criteria.yaml"))
    opened.page.click(".share-button")
    with opened.page.expect_download() as waiting:
        opened.page.get_by_text("criteria.yaml", exact=False).first.click()
    saved = tmp_path / "criteria.yaml"
    waiting.value.save_as(saved)
    expected = scores_of(load(case / "a.csv", criteria=saved))
    assert opened.scores() == pytest.approx(expected, abs=1e-9)
    assert opened.order() == list(expected)
    assert expected != before
    assert "# what we prefer" in saved.read_text(encoding="utf-8")
    assert not opened.said


def test_levels_keep_their_words_when_they_get_points(open_page, page, case, tmp_path):
    opened = opened_with(open_page, page, EDITS["levels"])
    opened.page.click(".share-button")
    with opened.page.expect_download() as waiting:
        opened.page.get_by_text("criteria.yaml", exact=False).first.click()
    saved = tmp_path / "criteria.yaml"
    waiting.value.save_as(saved)
    own, other = (
        load(case / "a.csv", criteria=path).criteria.criterion("cases").levels
        for path in (case / "criteria.yaml", saved)
    )
    assert own == other


def test_answers_to_relative_criteria_and_levels_are_tried_as_if_given(
    open_page, page, case, tmp_path
):
    tried = [["Cedar", "agents", 200], ["Alder", "price", 40], ["Birch", "price", 95]]
    opened = opened_with(open_page, page, answers=tried)
    rows = ROWS.replace("AA,71,", "AA,71,200").replace("AAA,80,", "AAA,40,")
    (tmp_path / "b.csv").write_text(rows.replace("50-60", "95"), encoding="utf-8")
    expected = scores_of(load(tmp_path / "b.csv", criteria=case / "criteria.yaml"))
    assert "Birch" not in expected
    assert opened.scores() == pytest.approx(expected, abs=1e-9)


def test_every_form_of_points_has_fields(open_page, page):
    opened = open_page(page)
    opened.unfold("edit")
    choice = opened.page.locator(".edit select").first
    fields = opened.page.locator(".edit-criterion input[type=number]")
    for label, count in (("Seats", 3), ("Certificates", 3), ("Credit grade", 3),
                         ("Quality of cases", 4), ("Price", 0)):  # fmt: skip
        choice.select_option(label=label)
        assert fields.count() >= count, label
    choice.select_option(label="Quality of cases")
    opened.page.fill('[data-edit="level-1"]', "12")
    opened.page.keyboard.press("Tab")
    assert opened.page.input_value('[data-edit="level-1"]') == "12"
    assert "1 criteria" in opened.page.inner_text(".edited") or opened.page.inner_text(".edited")
