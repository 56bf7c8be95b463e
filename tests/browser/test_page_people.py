"""The page for everybody: keyboard, screen reader, phone, odd names, many vendors."""

# ruff: noqa: E501 - lines of JavaScript

from __future__ import annotations

from pathlib import Path

import pytest
from view_reports import report as make_report

from vendor_score.present.page.page import render_page

pytestmark = pytest.mark.browser

HOSTILE = (
    "</script><img src=x onerror=alert(1)>",
    "__proto__",
    "constructor",
    '"><svg onload=alert(1)>',
    "شركة خدمة العملاء المحدودة",
    "🦊🚀 Fox & Rocket <b>Care</b>",
    "A very long company name of sixty characters, Ltd. and Sons 6",
    "${alert(1)} {{alert(2)}} \u2028 \u202e",
)


@pytest.fixture
def axe_source() -> str:
    import axe_core_python

    return Path(axe_core_python.__file__).with_name("axe.min.js").read_text("utf-8")


AXE = """async () => {
    const found = await axe.run(document, { resultTypes: ["violations"] });
    return found.violations.map(v => `${v.id}: ${v.nodes.length} x ${v.nodes[0].html.slice(0, 200)} | ${v.nodes[0].failureSummary}`);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(open_page, page_bytes, axe_source, scheme):
    # colours on their way to others would be judged too
    still = {"color_scheme": scheme, "reduced_motion": "reduce"}
    opened = open_page(page_bytes, charts=True, bypass_csp=True, **still)
    opened.wait_for_charts()
    page = opened.page
    page.locator(".legend button", has_text="Response time").click()
    page.get_by_role("button", name="Share", exact=True).click()
    for summary in page.locator("summary").all():
        if summary.is_visible():
            summary.click()
    page.evaluate(axe_source)
    assert page.evaluate(AXE) == []
    page.keyboard.press("Escape")
    page.locator("#ranking .seg:visible").first.click()
    assert page.evaluate(AXE) == []


def test_hostile_names_are_names(open_page):
    opened = open_page(render_page(make_report(HOSTILE)), charts=True)
    opened.wait_for_charts()
    assert opened.said == []
    assert len(opened.asked) == 1
    assert set(opened.order()) <= set(HOSTILE)
    assert opened.page.locator("img, #page b").count() == 0
    opened.slide("dsr", 70)
    opened.page.wait_for_timeout(300)
    assert opened.said == []


def test_everything_can_be_done_by_keyboard(open_page, page_bytes):
    opened = open_page(page_bytes)
    page = opened.page
    first = opened.scores()
    page.focus('input[type=range][data-id="dsr"]')
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    assert opened.share("dsr") == pytest.approx(20, abs=1e-9)
    assert opened.scores() != first
    page.focus('#ranking .seg[tabindex="0"]')
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    focused = page.evaluate("document.activeElement.closest('.row').dataset.rank")
    assert focused == "2"
    page.keyboard.press("Enter")
    assert page.locator(".card").is_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "seg"


def test_every_control_is_reached_by_tab(open_page, page_bytes):
    opened = open_page(page_bytes)
    page = opened.page
    seen = set()
    for _ in range(90):
        page.keyboard.press("Tab")
        seen.add(
            page.evaluate("document.activeElement.dataset.id ?? document.activeElement.className")
        )
    assert {"dsr", "data_security", "seg", "share-button", "key", "percent", "lock"} <= seen


def test_fits_a_phone(open_page, page_bytes):
    phone = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
    opened = open_page(page_bytes, charts=True, **phone)
    opened.wait_for_charts()
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_long_names_do_not_widen_a_phone(open_page):
    content = render_page(make_report(HOSTILE))
    opened = open_page(content, viewport={"width": 390, "height": 844}, is_mobile=True)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("count", [1, 2, 3, 200])
def test_few_and_many_vendors(open_page, count):
    made = make_report([f"Vendor {i + 1}" for i in range(count)])
    content = render_page(made)
    opened = open_page(content, charts=True)
    opened.wait_for_charts(2)
    assert opened.said == []
    assert opened.order() == [v.name for v in made.ranking.vendors if v.rank is not None]
    assert len(content) < 2_500_000
