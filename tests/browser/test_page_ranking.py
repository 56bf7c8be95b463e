"""The page in a real browser: it opens from disk, ranks as Python does, and follows the sliders."""

from __future__ import annotations

import random

import pytest

pytestmark = pytest.mark.browser


def test_opens_from_disk_without_a_word_or_a_request(open_page, page_bytes):
    opened = open_page(page_bytes, charts=True)
    opened.wait_for_charts()
    assert opened.said == []
    assert [url for url in opened.asked if not url.startswith("file://")] == []
    assert len(opened.asked) == 1


def test_ranking_holds_one_element_per_ranked_vendor_in_order(open_page, page_bytes, report):
    opened = open_page(page_bytes)
    ranked = [vendor for vendor in report.ranking.vendors if vendor.rank is not None]
    assert opened.order() == [vendor.name for vendor in ranked]
    shown = opened.page.eval_on_selector_all(
        "[data-vendor]", "rows => rows.map(r => [r.dataset.rank, r.dataset.score])"
    )
    assert [int(rank) for rank, _ in shown] == [vendor.rank for vendor in ranked]
    for (_, score), vendor in zip(shown, ranked, strict=True):
        assert float(score) == pytest.approx(vendor.score, abs=1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_sliders_rank_as_python_does(open_page, page_bytes, report, seed):
    draw = random.Random(seed)
    opened = open_page(page_bytes)
    decision = report.decision
    nodes = [node.id for node in decision.criteria.nodes()]
    for _ in range(5):
        id = draw.choice(nodes)
        share = draw.choice([0.0, 0.6, round(draw.random() * 0.9, 3)])
        decision = decision.with_weights({id: share})
        opened.slide(id, share * 100)
    expected = decision.rank()
    assert opened.order() == [v.name for v in expected.vendors if v.rank is not None]
    for name, score in opened.scores().items():
        assert score == pytest.approx(expected.by_name[name].score, abs=1e-9)


def test_sixty_percent_is_sixty_percent_and_stays(open_page, page_bytes):
    opened = open_page(page_bytes)
    before = {id: opened.share(id) for id in ("experience", "conversion")}
    opened.slide("dsr", 60)
    assert opened.share("dsr") == pytest.approx(60, abs=1e-9)
    assert opened.share("conversion") == pytest.approx(before["conversion"] * 40 / 85, abs=1e-9)
    assert opened.share("experience") / opened.share("conversion") == pytest.approx(15 / 20)


def test_one_drag_to_the_end_and_back_gives_the_others_their_weights_back(open_page, page_bytes):
    opened = open_page(page_bytes)
    for percent in (40, 100, 15):
        opened.slide("dsr", percent)
    assert opened.share("experience") == pytest.approx(15, abs=1e-9)


def test_locked_weights_stay(open_page, page_bytes):
    opened = open_page(page_bytes)
    opened.page.get_by_role("button", name="Lock the weight of Conversion rate", exact=True).click()
    opened.slide("dsr", 60)
    assert opened.share("conversion") == pytest.approx(20, abs=1e-9)
    assert opened.share("dsr") == pytest.approx(60, abs=1e-9)
    opened.slide("dsr", 95)
    assert opened.share("dsr") == pytest.approx(80, abs=1e-9)


def test_undo_redo_and_reset(open_page, page_bytes):
    opened = open_page(page_bytes)
    first = opened.scores()
    opened.slide("dsr", 60)
    second = opened.scores()
    assert second != first
    opened.page.get_by_role("button", name="Undo").click()
    assert opened.scores() == first
    opened.page.keyboard.press("Control+Shift+Z")
    assert opened.scores() == second
    opened.page.get_by_role("button", name="Reset").click()
    assert opened.scores() == first


def test_a_group_opens_into_its_criteria_and_tells_the_cell(open_page, page_bytes):
    opened = open_page(page_bytes)
    page = opened.page
    count = page.locator("#ranking .row").first.locator(".seg").count()
    page.locator(".legend button", has_text="Response time").click()
    assert page.locator("#ranking .row").first.locator(".seg").count() == count + 3
    page.locator("#ranking .row").first.locator('.seg[aria-label^="First response:"]').click()
    card = page.locator(".card")
    assert "27秒" in card.inner_text()
    assert "vendor-2.xlsx › Service 服务 › C24" in card.inner_text()
    assert card.locator("svg.curve circle").count() == 1
    page.mouse.move(0, 0)  # a pointer left on a segment would open its card again
    page.keyboard.press("Escape")
    card.wait_for(state="hidden")


def test_a_waived_must_lets_a_vendor_in(open_page, page_bytes, report):
    opened = open_page(page_bytes)
    out = report.decision.knock_outs[0]
    switch = opened.page.get_by_role("switch").first
    switch.click()
    waived = report.decision.with_waived(out.vendor, out.criterion).rank()
    assert opened.order() == [v.name for v in waived.vendors if v.rank is not None]
    switch.click()
    assert out.vendor not in opened.order()


def test_ranking_and_verdict_stand_without_scripts(open_page, page_bytes, report):
    opened = open_page(page_bytes, java_script_enabled=False)
    assert opened.order() == [v.name for v in report.ranking.vendors if v.rank is not None]
    assert report.verdict["en"] in opened.page.inner_text("body")
    out = report.decision.knock_outs[0]
    assert out.vendor in opened.page.inner_text(".outside")
    assert opened.page.locator("#ranking .seg").count() > 10


@pytest.mark.parametrize(("locale", "lang"), [("en-US", "en"), ("zh-CN", "zh")])
def test_the_verdict_is_python_s_word_for_word(open_page, page_bytes, report, locale, lang):
    opened = open_page(page_bytes, locale=locale)
    said = opened.page.locator(".verdict-text").inner_text()
    assert said == report.verdict.text(lang)


def test_moved_weights_get_a_short_sentence_and_the_full_verdict_stays_at_hand(
    open_page, page_bytes, report
):
    opened = open_page(page_bytes)
    full = opened.page.locator("details.rule", has_text=report.verdict["en"])
    assert full.is_hidden()
    opened.slide("certificates", 90)
    ranking = report.decision.with_weights({"certificates": 0.9}).rank()
    said = opened.page.locator(".verdict-text")
    said.filter(has_text="Of weightings within").wait_for()
    assert said.inner_text().startswith(f"At your weights {ranking.leaders[0]} leads by ")
    full.locator("summary").click()
    assert full.locator("p").inner_text() == report.verdict["en"]
    opened.page.get_by_role("button", name="Undo").click()
    assert said.inner_text() == report.verdict["en"]
    assert full.is_hidden()


def test_a_new_leader_is_announced(open_page, page_bytes, report):
    opened = open_page(page_bytes)
    live = opened.page.locator('[aria-live="polite"][role="status"]').first
    assert live.inner_text() == ""
    certified = report.decision.with_weights({"certificates": 0.9}).rank().leaders[0]
    assert certified != report.ranking.leaders[0]
    opened.slide("certificates", 90)
    assert certified in opened.page.locator(".hidden-text[role=status]").text_content()
