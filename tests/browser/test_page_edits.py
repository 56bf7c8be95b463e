"""Criteria changed and answers tried in the page rank as Python ranks them, to the digit."""

# ruff: noqa: E501 - lines of JavaScript

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
missing: worst
criteria:
  - {id: speed, label: {en: First response, zh: 首次响应}, weight: 40, answer: duration, unit: s, value: {10: 100, 30: 50, 60: 0}, must: "<= 300"}
  - id: rate            # the rate of the same day
    label: {en: Conversion rate, zh: 转化率}
    weight: 35
    answer: percent
    missing: {refused: exclude}
    value:
      20: 0
      60: 100
    target: ">= 30"
  - {id: nda, label: {en: Agreement signed, zh: 保密协议}, weight: 25, answer: yes_no, value: {yes: 100, no: 0}}
"""
ROWS = """Vendor,First response,Conversion rate,Agreement signed
Alder,18 s,52%,yes
Birch,≤ 25 s,≥ 40%,no
Cedar,12-20 s,refused,yes
Daphne,,35%,yes
"""


@pytest.fixture(scope="module")
def case(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("edits")
    (folder / "criteria.yaml").write_text(CRITERIA, encoding="utf-8")
    (folder / "a.csv").write_text(ROWS, encoding="utf-8")
    return folder


def as_report(decision) -> Report:
    ranking, sure = decision.rank(), assess(decision, samples=50, methods=False)
    said = verdict(decision, ranking, sure)
    return Report(decision=decision, ranking=ranking, robustness=sure, verdict=said, lang="en")


@pytest.fixture(scope="module")
def edits_page(case) -> bytes:
    decision = load(case / "a.csv", criteria=case / "criteria.yaml")
    return render_page(as_report(decision))


def scores_of(decision) -> dict[str, float]:
    return {v.name: v.score for v in decision.rank().vendors if v.rank is not None}


def opened_with(open_page, page, edits):
    return open_page(page, fragment=f"#lang=en&e={quote(json.dumps(edits))}")


EDITS = {
    "anchors": {"criteria": [["speed", {"at": [[5, 100], [15, 80], [90, 0]]}]], "answers": []},
    "missing": {
        "criteria": [["rate", {"missing": 30}], ["speed", {"missing": "exclude"}]],
        "answers": [],
    },
    "must": {"criteria": [["speed", {"must": "<= 20", "target": ""}]], "answers": []},
    "yes and no": {
        "criteria": [
            ["nda", {"bars": [["yes", 80], ["no", 20]]}],
            ["rate", {"at": [[50, 100], [10, 0]], "target": ">= 45"}],
        ],
        "answers": [],
    },
    "fail": {
        "criteria": [["rate", {"missing": "fail"}], ["speed", {"missing": "fail"}]],
        "answers": [],
    },
}


@pytest.mark.parametrize("name", EDITS)
def test_the_saved_criteria_rank_to_the_digits_of_the_page(
    open_page, edits_page, case, tmp_path, name
):
    opened = opened_with(open_page, edits_page, EDITS[name])
    opened.page.click(".share-button")
    with opened.page.expect_download() as waiting:
        opened.page.get_by_text("criteria.yaml", exact=False).first.click()
    saved = tmp_path / "criteria.yaml"
    waiting.value.save_as(saved)
    expected = scores_of(load(case / "a.csv", criteria=saved))
    assert opened.scores() == pytest.approx(expected, abs=1e-9)
    assert opened.order() == list(expected)
    assert "# the rate of the same day" in saved.read_text(encoding="utf-8")
    assert not opened.said


def test_a_tried_answer_ranks_as_if_it_had_been_given_and_is_marked(
    open_page, edits_page, case, tmp_path
):
    edits = {
        "criteria": [],
        "answers": [["Birch", "speed", 11], ["Birch", "nda", "yes"], ["Daphne", "speed", 20]],
    }
    opened = opened_with(open_page, edits_page, edits)
    rows = ROWS.replace("Birch,≤ 25 s,≥ 40%,no", "Birch,11 s,≥ 40%,yes").replace(
        "Daphne,,", "Daphne,20 s,"
    )
    (tmp_path / "b.csv").write_text(rows, encoding="utf-8")
    expected = scores_of(load(tmp_path / "b.csv", criteria=case / "criteria.yaml"))
    assert opened.scores() == pytest.approx(expected, abs=1e-9)
    assert "3 answers tried" in opened.page.inner_text(".edited")
    opened.unfold()
    opened.page.locator(".vendors select").first.select_option(label="Birch")
    assert "11 s (tried)" in opened.page.inner_text(".vendors table.answers")


def test_charts_show_the_points_and_rules_of_the_edits(open_page, edits_page, case, tmp_path):
    edits = {
        "criteria": [["speed", {"must": "<= 20"}], ["rate", {"target": ">= 45"}]],
        "answers": [["Alder", "nda", "no"]],
    }
    written = CRITERIA.replace('"<= 300"', '"<= 20"').replace('">= 30"', '">= 45"')
    (tmp_path / "criteria.yaml").write_text(written, encoding="utf-8")
    (tmp_path / "a.csv").write_text(ROWS.replace("52%,yes", "52%,no"), encoding="utf-8")
    anew = load(tmp_path / "a.csv", criteria=tmp_path / "criteria.yaml")

    def drawn(opened) -> tuple[dict[str, str], list[list[str]], list[str]]:
        opened.unfold()
        page = opened.page
        page.locator(".heat-table .cell").first.wait_for()
        page.locator(".vendors select").first.select_option(label="Alder")
        return (
            page.evaluate(
                "Object.fromEntries([...document.querySelectorAll('.heat-table .cell')].map(cell => [`${cell.dataset.v} ${cell.dataset.criterion}`, cell.textContent]))"
            ),
            page.evaluate(
                "[...document.querySelectorAll('.criteria .curve-bound')].map(line => [line.getAttribute('class'), line.getAttribute('x1')])"
            ),
            page.evaluate(
                "[...document.querySelectorAll('.vendors .profile-dot')].map(dot => dot.style.left)"
            ),
        )

    edited = drawn(opened_with(open_page, edits_page, edits))
    assert [kind for kind, _ in edited[1]] == ["curve-bound must", "curve-bound target"]
    assert edited == drawn(open_page(render_page(as_report(anew)), fragment="#lang=en"))


def test_whiskers_are_of_the_edited_answers_and_rules(open_page, edits_page, tmp_path):
    edits = {
        "criteria": [["speed", {"at": [[10, 100], [40, 50], [60, 0]], "missing": 30}]],
        "answers": [["Birch", "speed", 11]],
    }
    written = CRITERIA.replace(
        "value: {10: 100, 30: 50, 60: 0}", "missing: 30, value: {10: 100, 40: 50, 60: 0}"
    )
    (tmp_path / "criteria.yaml").write_text(written, encoding="utf-8")
    (tmp_path / "a.csv").write_text(ROWS.replace("≤ 25 s", "11 s"), encoding="utf-8")
    sure = assess(load(tmp_path / "a.csv", criteria=tmp_path / "criteria.yaml"), samples=50)
    page = opened_with(open_page, edits_page, edits).page
    shown = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('[data-vendor]')].map(row => [row.dataset.vendor, row.querySelector('.whisker-text').textContent]))"
    )
    spans = {name: (each.best, each.worst) for name, each in sure.missing_ranks.items()}
    assert shown == {
        name: str(best) if best == worst else f"{best}–{worst}"
        for name, (best, worst) in spans.items()
    }
    assert spans["Daphne"][0] < spans["Daphne"][1]


def test_edits_by_hand_stay_in_the_address_and_are_undone(open_page, edits_page):
    opened = open_page(edits_page, fragment="#lang=en&at=edit")
    before = opened.scores()
    opened.page.select_option(".edit .choices select", "speed")
    opened.page.fill('[data-edit="anchor-0-1"]', "60")
    opened.page.locator('[data-edit="anchor-0-1"]').blur()
    opened.page.wait_for_selector(".edited")
    assert opened.scores() != before
    address = opened.page.evaluate("location.href")
    again = opened.scores()
    opened.page.goto("about:blank")
    opened.page.goto(address)
    opened.page.wait_for_selector(".edited")
    assert opened.scores() == again
    opened.page.get_by_role("button", name="Take all back").click()
    assert opened.scores() == pytest.approx(before)
    assert opened.page.locator(".edited").count() == 0


def test_what_is_no_rule_or_anchor_is_refused(open_page, edits_page):
    opened = open_page(edits_page, fragment="#lang=en&at=edit")
    before = opened.scores()
    opened.page.fill('[data-edit="must"]', "quick")
    opened.page.locator('[data-edit="must"]').blur()
    assert "Not taken up" in opened.page.inner_text(".edit")
    assert opened.scores() == before
    wrong = {
        "criteria": [["speed", {"at": [[1, 200], [2, 0]]}], ["strange", {}]],
        "answers": [["X", "speed", 3]],
    }
    assert opened_with(open_page, edits_page, wrong).scores() == before


def test_colleagues_are_read_as_they_are_sent_and_change_nothing_of_mine(open_page, edits_page):
    opened = open_page(edits_page, fragment="#lang=en&at=colleagues")
    before = opened.scores()
    opened.page.fill(
        ".drop textarea",
        "王芳的权重：\n首次响应：20％\n转化率 60%\n保密协议 ２０ %\n\nLi Wei\nFirst response 70 %\n- Conversion rate: 20%\nAgreement signed = 10",
    )
    opened.page.get_by_role("button", name="Add", exact=True).click()
    rows = opened.page.locator(".colleagues tbody tr").all_inner_texts()
    assert len(rows) == 3
    assert "王芳" in rows[1]
    assert "60.0%" in rows[1]
    assert "Li Wei" in rows[2]
    assert "70.0%" in rows[2]
    assert opened.scores() == before
    opened.page.fill(".drop textarea", "First response 90 %\nConversion rate 80 %")
    opened.page.get_by_role("button", name="Add", exact=True).click()
    assert "170" in opened.page.inner_text(".colleagues [role=status]")
    assert opened.page.locator(".colleagues tbody tr").count() == 3


def test_notes_and_sign_off_are_saved_in_the_copy(open_page, edits_page, tmp_path):
    opened = open_page(edits_page, fragment="#lang=en&at=notes")
    opened.page.fill("[data-sign=name]", "Zhang Min")
    opened.page.fill("[data-sign=decision]", "Alder, from January")
    opened.page.fill(".note-field textarea >> nth=0", "Met on site </script>")
    opened.page.click(".share-button")
    with opened.page.expect_download() as waiting:
        opened.page.get_by_text("copy of this page", exact=False).first.click()
    copy = tmp_path / "copy.html"
    waiting.value.save_as(copy)
    again = open_page(copy.read_bytes(), fragment="#lang=en&at=notes")
    assert again.page.input_value("[data-sign=name]") == "Zhang Min"
    assert "Met on site </script>" in again.page.inner_text(".notes-written")
    again.page.emulate_media(media="print")
    assert again.page.locator(".sign-off .print-only").first.inner_text() == "Alder, from January"


def test_the_text_to_copy_holds_numbers_that_people_read(open_page, edits_page):
    opened = open_page(edits_page, fragment="#lang=en")
    opened.slide("speed", 33.3)
    opened.page.click(".share-button")
    text = opened.page.input_value(".share-text textarea")
    figures = [entry.split(":")[1] for entry in text.split("&")[0].removeprefix("w=").split(",")]
    assert all(len(figure) <= 13 for figure in figures)
    assert "33.3" in figures
    assert sum(map(float, figures)) == pytest.approx(100)
