"""Figures say whether they rest on a corrected reading, and lead to cell, evidence, remarks."""

from __future__ import annotations

from dataclasses import replace

import hand_made as made
import pytest
from report_made import report_of

from vendor_score.kinds.value_functions import Anchors
from vendor_score.present.page.page import render_page
from vendor_score.records import EvidenceState, Override

pytestmark = pytest.mark.browser


def answer(figure: float, about: str, override: Override | None = None):
    return replace(
        made.number(figure),
        evidence=EvidenceState.CLAIMED,
        evidence_text=f"export of {about}",
        remarks=f"{about} without holidays",
        override=override,
    )


@pytest.fixture(scope="module")
def page() -> bytes:
    value = Anchors(at=((0, 0), (100, 100)))
    tree = made.criteria(
        made.group("speed", 60, made.leaf("first", value=value), made.leaf("later", value=value)),
        made.leaf("price", 40),
    )
    fixed = Override(text="70", reason="typed into the wrong row", name="Ada")
    gone = Override(text="1", reason="of an older file", stale=True)
    given = {
        "Tern": {
            "first": answer(70, "T1", fixed),
            "later": answer(40, "T2"),
            "price": answer(70, "T3"),
        },
        "Wren": {
            "first": answer(60, "W1"),
            "later": answer(80, "W2", gone),
            "price": answer(30, "W3"),
        },
    }
    return render_page(report_of(made.decision(tree, given)))


def marks(opened, within: str) -> int:
    return opened.page.locator(f"{within} .fix:visible").count()


def test_what_rests_on_a_corrected_reading_is_marked_everywhere(open_page, page):
    opened = open_page(page)
    opened.unfold("compare", "heat", "vendors", "criteria")
    assert marks(opened, "#ranking [data-vendor=Tern]") == 1
    assert marks(opened, "#ranking [data-vendor=Wren]") == 0, "a stale correction does not count"
    segment = opened.page.locator("#ranking [data-vendor=Tern] .seg").first
    assert "corrected by the buyer" in segment.get_attribute("aria-label")
    corrected = opened.page.locator(".heat-table .cell.corrected")
    assert corrected.evaluate_all("cells => cells.map((c) => c.dataset.criterion)") == ["first"]
    for chart in (".pair-chart.stepwise", ".pair-chart.differences", ".profile"):
        assert marks(opened, chart) > 0, chart
    for summary in opened.page.locator("[data-section=compare] .twin-of summary").all():
        summary.click()
    # a twin is filled once its details tell that they were opened
    opened.page.locator("[data-section=compare] .twin table .fix:visible").nth(1).wait_for()
    assert marks(opened, "[data-section=compare] .twin table") >= 2
    answers = opened.page.locator("[data-section=vendors] table.answers tbody tr")
    counts = [row.locator(".fix").count() for row in answers.all()]
    assert counts[0] >= 1
    assert not any(counts[1:])


def test_without_weight_a_corrected_reading_marks_no_bar(open_page, page):
    opened = open_page(page)
    opened.slide("price", 100)
    assert marks(opened, "#ranking") == 0
    opened.slide("price", 50)
    assert marks(opened, "#ranking") == 1


FIGURES = {
    "heat map": ".heat-table .cell[data-criterion=later][data-v='0']",
    "bars of two": ".pair-chart.differences li:has-text('later') .pair-side.a button",
    "table of two": "#page .compare .twin tr:has-text('later') td.figure:nth-child(5) button",
    "profile": ".profile-row:has-text('later') .profile-figure button",
    "answers": ".answers tr:has-text('later') [data-label=Contribution] button",
}  # fmt: skip


@pytest.mark.parametrize("figure", FIGURES)
def test_a_figure_leads_to_its_cell_evidence_and_remarks(open_page, page, figure):
    opened = open_page(page)
    opened.unfold("compare", "heat", "vendors")
    for summary in opened.page.locator("[data-section=compare] .twin-of summary").all():
        summary.click()
    opened.page.locator(FIGURES[figure]).last.click()
    card = opened.page.locator(".card.pinned")
    said = card.inner_text()
    assert all(
        part in said for part in ("a.xlsx › Service › C3", "export of T2", "T2 without holidays")
    )


def test_a_bar_leads_through_its_group_to_each_answer(open_page, page):
    opened = open_page(page)
    opened.page.locator("#ranking [data-vendor=Wren] .seg").first.click()
    card = opened.page.locator(".card.pinned")
    assert "W2 without holidays" in card.inner_text()
    card.get_by_role("button", name="later").click()
    assert "export of W2" in card.inner_text()
    assert "Service › C3" in card.inner_text()


def test_a_press_near_a_dot_of_a_value_curve_opens_that_answer(open_page, page):
    opened = open_page(page)
    opened.unfold("criteria")
    dot = opened.page.locator(".criterion:has-text('later') .curve-other").first
    dot.scroll_into_view_if_needed()
    box = dot.bounding_box()
    opened.page.mouse.click(box["x"] + box["width"] + 3, box["y"] + 2)
    said = opened.page.locator(".card.pinned").inner_text()
    assert "Tern" in said
    assert "T2 without holidays" in said
