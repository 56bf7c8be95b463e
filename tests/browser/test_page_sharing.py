"""Sharing the page: link, text, saved copy, criteria.yaml, pictures, print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from view_reports import report

from vendor_score.present.page.page import render_page

pytestmark = pytest.mark.browser


def download(opened, label: str) -> Path:
    with opened.page.expect_download() as found:
        opened.page.get_by_role("button", name=label, exact=True).click()
    return Path(found.value.path())


def printed_pages(opened) -> int:
    pdf = opened.page.pdf(format="A4", prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def open_share(opened) -> None:
    opened.page.get_by_role("button", name="Share", exact=True).click()


def test_a_link_holds_weights_locks_and_language(open_page, page_bytes):
    opened = open_page(page_bytes)
    opened.page.get_by_role("button", name="Lock the weight of Experience", exact=True).click()
    opened.slide("dsr", 33.3)
    opened.slide("first_response", 12)
    opened.page.get_by_role("button", name="中文").click()
    fragment = opened.page.evaluate("location.hash")
    again = open_page(page_bytes, fragment=fragment)
    assert again.scores() == pytest.approx(opened.scores(), abs=1e-9)
    assert again.page.locator("h1").inner_text() == "客服外包供应商比选"
    assert again.page.locator('.lock[aria-pressed="true"]').count() == 1


def test_nothing_is_written_to_the_address_while_a_slider_is_held(open_page, page_bytes):
    opened = open_page(page_bytes)
    opened.slide("dsr", 50, release=False)
    assert opened.page.evaluate("location.hash") == ""
    opened.slide("dsr", 50)
    assert "dsr:50" in opened.page.evaluate("location.hash")


def test_text_can_be_pasted_back(open_page, page_bytes):
    opened = open_page(page_bytes)
    opened.slide("dsr", 44)
    open_share(opened)
    text = opened.page.input_value(".share-panel textarea")
    again = open_page(page_bytes)
    open_share(again)
    again.page.fill(".share-panel textarea", f"Dear all, how about {text} ?")
    again.page.get_by_role("button", name="Use this text").click()
    assert again.scores() == pytest.approx(opened.scores(), abs=1e-9)
    again.page.fill(".share-panel textarea", "w=nobody:50")
    again.page.get_by_role("button", name="Use this text").click()
    assert "no weights that fit" in again.page.inner_text(".share-panel")
    assert again.scores() == pytest.approx(opened.scores(), abs=1e-9)


def test_a_saved_copy_opens_with_these_weights(open_page, page_bytes):
    opened = open_page(page_bytes, charts=True)
    opened.wait_for_charts()
    opened.slide("dsr", 60)
    order, scores = opened.order(), opened.scores()
    open_share(opened)
    saved = download(opened, "Save a copy of this page with these weights").read_bytes()
    again = open_page(saved, charts=True)
    again.wait_for_charts()
    assert again.said == []
    assert (again.order(), again.scores()) == (order, scores)
    plain = open_page(saved, java_script_enabled=False)
    assert plain.order() == order
    assert len(saved) < len(page_bytes) * 1.05
    open_share(again)
    second = download(again, "Save a copy of this page with these weights").read_bytes()
    assert open_page(second).scores() == scores


def test_pictures_are_saved(open_page, page_bytes):
    from PIL import Image

    opened = open_page(page_bytes)
    open_share(opened)
    with Image.open(download(opened, "Save as a long picture for a phone")) as picture:
        assert picture.width == 1080
        assert picture.height > 1080
    assert download(opened, "Save the ranking as SVG").read_text("utf-8").startswith("<svg")
    with Image.open(download(opened, "Save the ranking as PNG")) as picture:
        assert picture.width == 2000
    assert opened.said == []


def test_prints_on_two_pages(open_page, page_bytes):
    opened = open_page(page_bytes, charts=True)
    assert printed_pages(opened) == 2


def test_what_stands_open_is_printed_and_what_is_folded_is_named(open_page, page_bytes):
    opened = open_page(page_bytes)
    page = opened.page
    page.emulate_media(media="print")
    assert "Vendor by vendor" in page.inner_text(".unprinted")
    assert page.locator("[data-section=vendors]").is_hidden()
    page.emulate_media(media="screen")
    opened.unfold("vendors")
    page.emulate_media(media="print")
    assert page.locator("[data-section=vendors] table.answers").is_visible()
    assert "Vendor by vendor" not in page.inner_text(".unprinted")
    assert printed_pages(opened) > 2


def test_language_follows_the_browser_at_first(open_page, page_bytes):
    chinese = open_page(page_bytes, locale="zh-CN")
    assert chinese.page.locator("h1").inner_text() == "客服外包供应商比选"
    assert chinese.page.evaluate("document.querySelector('#page').lang") == "zh-CN"
    english = open_page(page_bytes, locale="en-GB")
    assert english.page.locator("h1").inner_text() == "Customer-service outsourcing shortlist"
    other = open_page(page_bytes, locale="fr-FR")
    assert other.page.locator("h1").inner_text() == "Customer-service outsourcing shortlist"


def test_downloaded_criteria_rank_to_the_same_digits(open_page, tmp_path):
    from vendor_score.library import load
    from vendor_score.present.page.page import render_page
    from vendor_score.present.report import build_report

    sample = Path(__file__).parents[2] / "sample_data"
    criteria = Path(__file__).parents[2] / "criteria.yaml"
    made = load(sample, criteria=criteria)
    opened = open_page(render_page(build_report(made.rank(), lang="en", samples=200)))
    before = criteria.read_text("utf-8")
    open_share(opened)
    same = download(opened, "Download criteria.yaml with these weights")
    assert same.read_text("utf-8") == before
    opened.page.keyboard.press("Escape")
    opened.slide("response_time", 37.5)
    opened.slide("first_response", 21)
    opened.slide("coverage", 12)
    open_share(opened)
    saved = tmp_path / "criteria.yaml"
    saved.write_bytes(download(opened, "Download criteria.yaml with these weights").read_bytes())
    again = load(sample, criteria=saved).rank()
    for name, score in opened.scores().items():
        assert again.by_name[name].score == pytest.approx(score, abs=1e-9)
    assert opened.order() == [v.name for v in again.vendors if v.rank is not None]


def test_a_page_to_be_shared_shows_no_private_answer_and_still_ranks(open_page):
    shared = report(audience="shared")
    opened = open_page(render_page(shared))
    given = {v.name: v.rank for v in shared.ranking.vendors if v.rank is not None}
    ranks = opened.page.eval_on_selector_all(
        "#ranking [data-vendor]",
        "rows => rows.map(({ dataset }) => [dataset.vendor, Number(dataset.rank)])",
    )
    assert dict(ranks) == given
    drawn = opened.page.inner_text("body") + opened.page.inner_text("#page")
    buyers = report()
    secret = {buyers.decision.answers.of(name, "seat_price").text for name in given}
    assert not [words for words in secret if len(words) >= 4 and words in drawn]
    assert "returned/vendor" not in opened.page.content()
    assert opened.page.locator('input[type=range][data-id="seat_price"]').count() == 0
    before = opened.scores()
    opened.slide("price", 60)
    assert opened.scores() != before
    assert all(round(score, 1) == score for score in opened.scores().values())
    assert opened.said == []
