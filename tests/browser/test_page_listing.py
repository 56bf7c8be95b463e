"""What the ranking lists: found, hidden, the first so many, by a group; rows keep their place."""

from __future__ import annotations

import re

import pytest
from view_reports import report as make_report

from vendor_score.present.page.page import render_page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def long_page() -> bytes:
    return render_page(make_report([f"Vendor {i + 1:03}" for i in range(60)]))


def choose(opened, label: str, value: str) -> None:
    opened.page.locator(".listing").get_by_label(label, exact=True).select_option(value)


def test_vendors_are_found_by_part_of_their_name_and_keep_their_rank(open_page, long_page):
    opened = open_page(long_page)
    ranks = opened.page.eval_on_selector_all(
        "#ranking [data-vendor]",
        "rows => Object.fromEntries(rows.map(r => [r.dataset.vendor, r.dataset.rank]))",
    )
    opened.page.fill(".listing input", "vENDOR 03")
    assert {name[:9] for name in opened.order()} == {"Vendor 03"}
    shown = opened.page.eval_on_selector_all(
        "#ranking [data-vendor]",
        "rows => Object.fromEntries(rows.map(r => [r.dataset.vendor, r.dataset.rank]))",
    )
    assert shown == {name: ranks[name] for name in shown}
    assert "ranked vendors are listed" in opened.page.inner_text(".listing")
    opened.page.get_by_role("button", name="Show all by score").click()
    assert set(opened.order()) == set(ranks)


def test_the_first_so_many_follow_the_weights(open_page, long_page):
    opened = open_page(long_page)
    whole = opened.order()
    choose(opened, "Show", "10")
    assert opened.order() == whole[:10]
    opened.slide("certificates", 90)
    first_ten = opened.order()
    choose(opened, "Show", "0")
    assert opened.order()[:10] == first_ten


def test_vendors_are_hidden_and_shown_again(open_page, page_bytes):
    opened = open_page(page_bytes)
    whole = opened.order()
    opened.page.locator(".picker summary").click()
    opened.page.locator(".picker-list").get_by_label(whole[1], exact=True).uncheck()
    assert opened.order() == [whole[0], *whole[2:]]
    opened.page.get_by_role("button", name="中文").click()
    assert opened.order() == [whole[0], *whole[2:]]


def test_a_group_sorts_the_ranking(open_page, page_bytes):
    opened = open_page(page_bytes)
    choose(opened, "Sort by", "dsr")
    labels = opened.page.eval_on_selector_all(
        "#ranking [data-vendor]",
        """rows => rows.map(row => Number([...row.querySelectorAll(".seg")]
            .map(seg => seg.getAttribute("aria-label")).find(l => l.startsWith("DSR"))
            .split(": ")[1]))""",
    )
    assert labels == sorted(labels, reverse=True)
    assert len(labels) == len(opened.scores())


def test_long_lists_have_rows_of_twenty_pixels(open_page, long_page):
    opened = open_page(long_page)
    heights = opened.page.eval_on_selector_all(
        "#ranking .row", "rows => rows.map(r => r.getBoundingClientRect().height)"
    )
    assert set(heights) == {20}
    choose(opened, "Rows", "roomy")
    assert opened.page.locator("#ranking .row").first.bounding_box()["height"] > 40


def test_rows_out_of_sight_get_their_bars_when_they_come_near(open_page, long_page):
    opened = open_page(long_page)
    last = opened.page.locator("#ranking .row").last
    last.scroll_into_view_if_needed()
    last.locator(".seg").first.wait_for(state="attached")
    opened.slide("certificates", 60)
    last.scroll_into_view_if_needed()
    shown = last.locator(".score").inner_text()
    last.locator(".seg").first.wait_for(state="attached")
    assert float(shown) == pytest.approx(float(last.get_attribute("data-score")), abs=0.051)


def test_all_rows_are_printed_and_saved_with_their_bars(open_page, long_page):
    opened = open_page(long_page)
    opened.page.get_by_role("button", name="Share", exact=True).click()
    with opened.page.expect_download() as found:
        opened.page.get_by_role(
            "button", name="Save a copy of this page with these weights", exact=True
        ).click()
    saved = found.value.path().read_text("utf-8")
    rows = re.findall(r'class="row[^"]*"[^>]*data-vendor', saved)
    bars = re.findall(r'<div class="bar">(?:<i [^>]*></i>)*<span', saved)
    assert len(rows) == len(bars) == len(opened.order())


@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_jumps_while_a_slider_moves(open_page, page_bytes, width):
    opened = open_page(
        page_bytes, viewport={"width": width, "height": 900}, reduced_motion="reduce"
    )
    places = """() => ["#ranking", ".weights-panel", 'input[data-id="conversion"]',
        'input[data-id="certificates"]', ".part.why"]
        .map(s => document.querySelector(s).getBoundingClientRect().top)"""
    before = opened.page.evaluate(places)
    for percent in (20, 60, 95, 100, 40):
        opened.slide("dsr", percent, release=False)
        assert opened.page.evaluate(places) == before
    opened.slide("dsr", 40)
    assert opened.page.evaluate(places) == pytest.approx(before, abs=0.5)


def test_what_is_listed_is_kept_in_the_address_and_in_the_copy(open_page, page_bytes, tmp_path):
    opened = open_page(page_bytes)
    whole = opened.order()
    group = opened.page.locator(".listing").get_by_label("Sort by", exact=True)
    group.select_option(index=2)
    choose(opened, "Rows", "thin")
    opened.page.get_by_role("button", name="Split by group").click()
    opened.page.locator(".picker summary").click()
    opened.page.locator(".picker-list").get_by_label(whole[1], exact=True).uncheck()
    shown, sorted_by = opened.order(), group.input_value()
    address = opened.page.evaluate("location.hash")
    again = open_page(page_bytes, fragment=address)
    assert again.order() == shown
    assert whole[1] not in shown
    listing = again.page.locator(".listing")
    assert listing.get_by_label("Sort by", exact=True).input_value() == sorted_by
    assert listing.get_by_label("Rows", exact=True).input_value() == "thin"
    assert again.page.locator("#ranking.split.thin").count() == 1
    opened.page.get_by_role("button", name="Share").click()
    with opened.page.expect_download() as saved:
        opened.page.get_by_role("button", name="Save a copy").click()
    copy = open_page(saved.value.path().read_bytes())
    assert copy.order() == shown
    assert copy.page.locator("#ranking.split.thin").count() == 1


def test_find_and_the_first_so_many_are_kept_in_the_address(open_page, long_page):
    opened = open_page(long_page)
    choose(opened, "Show", "5")
    opened.page.fill(".listing input", "dor 04")
    shown = opened.order()
    assert len(shown) == 5
    address = opened.page.evaluate("location.hash")
    assert open_page(long_page, fragment=address).order() == shown
    strange = open_page(long_page, fragment="#top=7&sort=nothing&rows=wide&hide=Nobody,%E0%A4%A")
    assert len(strange.order()) == len(open_page(long_page).order())
    strange.page.evaluate("(hash) => { location.hash = hash; }", address)
    strange.page.wait_for_function("document.querySelectorAll('#ranking [data-vendor]').length < 9")
    assert strange.order() == shown
    strange.page.evaluate("location.hash = '#at=why'")
    assert strange.order() == shown, "an address that names a place alone leaves the list"
