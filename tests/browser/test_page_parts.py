"""The four parts of the page: folded at first, built when opened, each with an address."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

PARTS = ["answer", "why", "sure", "data"]


def shown_parts(page) -> list[str]:
    return page.eval_on_selector_all("[data-part]", "parts => parts.map(p => p.dataset.part)")


def top(opened, selector: str) -> float:
    return opened.page.locator(selector).first.bounding_box()["y"]


def test_the_page_has_four_parts_and_a_way_to_each(open_page, page_bytes):
    page = open_page(page_bytes).page
    assert shown_parts(page) == PARTS
    links = page.locator("nav.parts a")
    assert links.all_inner_texts() == ["Answer", "Why", "How sure", "Data"]
    page.get_by_role("link", name="Data").click()
    assert page.locator("[data-section=vendors] table.answers").is_visible()
    assert "at=data" in page.evaluate("location.hash")
    assert page.locator("nav.parts").is_visible()


def test_a_section_is_built_when_it_is_opened(open_page, page_bytes):
    opened = open_page(page_bytes)
    page = opened.page
    assert page.locator(".fold-body > *").count() == 0
    opened.unfold("criteria")
    assert page.locator(".fold-body > *").count() == 1
    assert page.locator("[data-section=criteria] .criterion").count() > 5


def test_plotly_is_unpacked_when_a_chart_comes_into_sight(open_page, page_bytes):
    opened = open_page(page_bytes, charts=True)
    page = opened.page
    page.wait_for_timeout(400)
    assert page.locator(".plot .main-svg").count() == 0
    assert page.evaluate("typeof globalThis.Plotly") == "undefined"


@pytest.mark.parametrize(
    ("fragment", "seen"),
    [
        ("#why", "[data-section=compare] .section-body"),
        ("#at=findings", "[data-section=findings] .section-body"),
        ("#at=sure&lang=en", "[data-section=places] .section-body"),
    ],
)
def test_an_address_leads_to_a_part_or_section(open_page, page_bytes, fragment, seen):
    page = open_page(page_bytes, fragment=fragment).page
    assert page.locator(seen).is_visible()


def test_an_address_leads_to_a_vendor_and_to_a_pair(open_page, page_bytes, report):
    from urllib.parse import quote

    first, second, third = (v.name for v in report.ranking.vendors[:3])
    one = open_page(page_bytes, fragment=f"#vendor={quote(third)}").page
    assert third == one.locator("[data-section=vendors] select option:checked").inner_text()
    pair = f"#at=compare&pair={quote(third)},{quote(second)}"
    two = open_page(page_bytes, fragment=pair).page
    chosen = two.locator("[data-section=compare] select option:checked").all_inner_texts()
    assert chosen == [third, second]
    two.locator("[data-section=compare] select").last.select_option(label=first)
    assert quote(first) in two.evaluate("location.hash")


def test_an_address_that_names_nothing_here_is_passed_over(open_page, page_bytes):
    opened = open_page(page_bytes, fragment="#at=nowhere&vendor=Nobody%E0%A4%A")
    assert opened.said == []
    assert opened.page.locator(".fold-head[aria-expanded=true]").count() == 0


def test_the_first_stop_of_the_tab_key_skips_to_the_ranking(open_page, page_bytes):
    page = open_page(page_bytes).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the ranking"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('#ranking') !== null")


def test_the_document_s_language_follows_the_page_and_open_sections_stay_open(
    open_page, page_bytes
):
    opened = open_page(page_bytes)
    page = opened.page
    opened.unfold("findings")
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_role("button", name="中文").click()
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    assert page.locator("[data-section=findings] .section-body").is_visible()
    assert page.locator("nav.parts a").first.inner_text() == "结论"


@pytest.mark.parametrize(("width", "height", "most"), [(1440, 900, 4), (390, 844, 8)])
def test_the_sample_stays_short_until_something_is_unfolded(open_page, width, height, most):
    from pathlib import Path

    from vendor_score.library import load
    from vendor_score.present.page.page import render_page
    from vendor_score.present.report import build_report

    root = Path(__file__).parents[2]
    ranking = load(root / "sample_data", criteria=root / "criteria.yaml").rank()
    content = render_page(build_report(ranking, lang="en", samples=200))
    opened = open_page(content, viewport={"width": width, "height": height})
    assert opened.page.evaluate("document.documentElement.scrollHeight") <= most * height
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_foot_of_the_page_has_the_date_and_a_digest_of_the_files(open_page, page_bytes, report):
    from vendor_score.present.page.payload import digest

    opened = open_page(page_bytes)
    foot = opened.page.locator("footer.foot").inner_text()
    assert report.decision.criteria.reference_date.isoformat() in foot
    assert digest(report.decision) in foot
