"""The page in Firefox: it ranks, follows a slider, opens its parts and draws its charts."""

from __future__ import annotations

from pathlib import Path

import pytest

pytestmark = pytest.mark.firefox

ORDER = "[...document.querySelectorAll('#ranking [data-vendor]')].map(row => row.dataset.vendor)"
HEADS = """[...document.querySelectorAll('.fold-head[aria-expanded="false"]')]"""
OPEN_ALL = f"{HEADS}.forEach(head => head.click())"
SLIDER = """document.querySelector('input[type=range][data-id="certificates"]')"""


@pytest.fixture
def page(firefox, tmp_path: Path, page_bytes: bytes):
    path = tmp_path / "page.html"
    path.write_bytes(page_bytes)
    firefox.resize(1360, 900)
    firefox.goto(path.as_uri())
    firefox.wait_for(".weights input[type=range]")
    return firefox


def test_the_page_ranks_and_opens_its_parts_in_firefox(page, report):
    ranked = [vendor.name for vendor in report.ranking.vendors if vendor.rank is not None]
    assert page.evaluate(ORDER) == ranked
    page.evaluate(f"{SLIDER}.focus()")
    page.press(*["PageUp"] * 9)
    moved = report.decision.with_weights(
        {"certificates": float(page.evaluate(f"{SLIDER}.value")) / 100}
    )
    again = [vendor.name for vendor in moved.rank().vendors if vendor.rank is not None]
    assert page.evaluate(ORDER) == again
    page.evaluate(OPEN_ALL)
    seen = "[...document.querySelectorAll('.fold-body')].filter(body => body.offsetParent).length"
    assert page.evaluate(seen) == page.evaluate("document.querySelectorAll('.fold').length")
    assert page.errors == []


def test_charts_are_drawn_and_draws_are_made_anew_in_firefox(page):
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.querySelectorAll('.drawing svg, .drawing table').length") > 0
    page.evaluate("document.querySelector('.saves button').click()")
    page.wait_until("globalThis.Plotly")
    page.evaluate(f"{SLIDER}.focus({{ preventScroll: true }})")
    page.press(*["PageUp"] * 9)
    page.wait_for(".places:not(.stale)")
    assert page.errors == []


@pytest.mark.parametrize("width", [390, 720])
def test_nothing_is_wider_than_the_window_in_firefox(page, width):
    page.resize(width, 844)
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.errors == []


def test_chinese_is_chosen_and_kept_in_the_address_in_firefox(page):
    page.evaluate("""document.querySelector('[data-lang="zh"]').click()""")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    assert "lang=zh" in page.evaluate("location.hash")
    assert page.errors == []
