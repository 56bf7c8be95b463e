"""The page's charts: what they show, in both themes, on a phone and at twice the size, by key and by pointer."""

# ruff: noqa: E501 - lines of JavaScript

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from view_reports import report as make_report

from vendor_score.present.page.page import render_page

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
ZOOMED = {"viewport": {"width": 720, "height": 450}, "device_scale_factor": 2}

CONTRASTS = """(selector) => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const rgb = (colour) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const light = (colour) => {
        const [r, g, b] = rgb(colour).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    return [...document.querySelectorAll(selector)].filter((el) => el.textContent.trim()).map((el) => {
        const style = getComputedStyle(el);
        const [dark, bright] = [light(style.color), light(style.backgroundColor)].sort((a, b) => a - b);
        return (bright + 0.05) / (dark + 0.05);
    });
}"""

OVERPRINTED = """() => {
    const boxes = [];
    const clip = (el, box) => {
        for (let at = el; at; at = at.parentElement) {
            const style = getComputedStyle(at);
            if (style.overflowX === "visible" && style.overflowY === "visible") continue;
            const own = at.getBoundingClientRect();
            box = { left: Math.max(box.left, own.left), right: Math.min(box.right, own.right),
                    top: Math.max(box.top, own.top), bottom: Math.min(box.bottom, own.bottom) };
        }
        return box;
    };
    for (const chart of document.querySelectorAll(".drawing, .places, .curve, #ranking")) {
        const walker = document.createTreeWalker(chart, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            if (!node.data.trim() || node.parentElement.closest(".hidden-text, [hidden], title")) continue;
            const range = document.createRange();
            range.selectNodeContents(node);
            for (const rect of range.getClientRects()) {
                const box = clip(node.parentElement, rect);
                if (box.right - box.left > 1 && box.bottom - box.top > 1) boxes.push({ left: box.left, right: box.right, top: box.top, bottom: box.bottom, text: node.data, node, chart });
            }
        }
    }
    const meet = [];
    boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
        if (a.chart !== b.chart || a.node === b.node) return;
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        // a line is higher than its letters
        if (wide > 2 && high > 0.35 * Math.min(a.bottom - a.top, b.bottom - b.top)) meet.push(`${a.text} / ${b.text}`);
    }));
    return meet;
}"""

NARROW = """() => [...document.querySelectorAll(".drawing button, .heat-table .cell, .chart-foot button, .bars-choice button, .section-body select, .section-body summary")]
    .filter((el) => el.checkVisibility())
    .map((el) => [el.className || el.tagName, el.getBoundingClientRect()])
    .filter(([, box]) => Math.round(box.height) < 44 || (Math.round(box.width) < 44 && box.width > 0))
    .map(([name, box]) => `${name} ${box.width.toFixed(1)} x ${box.height.toFixed(1)}`)"""


def opened_wide(open_page, content, **settings):
    opened = open_page(content, charts=True, reduced_motion="reduce", **settings)
    opened.unfold()
    opened.page.locator(".heat-table .cell").first.wait_for()
    return opened


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_in_a_cell_reads_on_its_colour(open_page, page_bytes, scheme):
    opened = opened_wide(open_page, page_bytes, color_scheme=scheme)
    for selector in (".heat-table .cell:not(.left-out)", ".places .place[class*=q]"):
        found = opened.page.evaluate(CONTRASTS, selector)
        assert len(found) > 5
        assert min(found) >= 4.5


def test_the_heat_map_names_every_column_and_stands_beside_rank_and_score(
    open_page, page_bytes, report
):
    page = opened_wide(open_page, page_bytes).page
    weights = report.decision.leaf_weights
    labels = [
        leaf.label["en"] for leaf in report.decision.criteria_taking_part if weights[leaf.id] > 0
    ]
    assert page.locator(".heat-table th.tall").all_inner_texts() == labels
    rows = page.locator(".heat-table tbody tr")
    for at, vendor in enumerate(report.ranking.vendors):
        row = rows.nth(at)
        assert row.locator("th").inner_text() == vendor.name
        assert row.locator(".heat-rank").inner_text() == str(vendor.rank or "–")
        assert float(row.locator(".heat-score").inner_text()) == pytest.approx(
            vendor.score, abs=0.06
        )
    assert page.locator(".heat-table .band").count() == 6
    assert "darker" not in page.locator(".heat .lead").inner_text()


@pytest.mark.parametrize("order", ["gap", "stake"])
def test_the_heat_map_is_sorted_by_gap_on_request(open_page, page_bytes, order):
    page = opened_wide(open_page, page_bytes).page
    page.locator(".heat-tools select").select_option(order)
    gaps, weights = (
        [float(each.rstrip("%")) for each in row.locator("td.heat-foot").all_inner_texts()]
        for row in page.locator(".heat-table tfoot tr").all()
    )
    sizes = gaps if order == "gap" else [g * w for g, w in zip(gaps, weights, strict=True)]
    rounding = 0.1 if order == "gap" else 100 * 0.06 + 20 * 0.06
    assert all(a >= b - rounding for a, b in pairwise(sizes))
    assert page.locator(".heat-table .band").count() == 0


def test_a_cell_leads_to_answer_place_evidence_and_remarks_by_key_and_pointer(
    open_page, page_bytes
):
    page = opened_wide(open_page, page_bytes).page
    first = page.locator(".heat-table .cell").first
    first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.parentElement.rowIndex") == 3
    page.keyboard.press("Enter")
    assert "returned/vendor-" in page.locator(".card").inner_text()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className").startswith("cell")
    page.locator(".differences .answer-link").first.click()
    assert re.search(r"returned/vendor-\d+\.xlsx › Service", page.locator(".card").inner_text())


def test_bars_and_steps_start_at_zero_difference_and_go_the_same_way_round(
    open_page, page_bytes, report
):
    page = opened_wide(open_page, page_bytes).page
    first, second, *_ = report.ranking.vendors
    for kind in (".differences", ".stepwise"):
        chart = page.locator(kind)
        assert chart.locator(".pair-end.b bdi").inner_text() == second.name
        assert chart.locator(".pair-end.a bdi").inner_text() == first.name
        assert chart.locator(".pair-tick", has_text=re.compile("^0$")).count() == 1

    def figures(kind):
        texts = page.locator(f"{kind} .pair-figure").all_inner_texts()
        return [float(text.replace("−", "-").replace("<", "")) for text in texts]

    bars, steps = figures(".differences"), figures(".stepwise")
    assert bars == sorted(bars, reverse=True)
    assert steps[:-1] == sorted(steps[:-1], reverse=True)
    lead = first.score - second.score
    assert steps[-1] == pytest.approx(lead, abs=0.06)
    assert sum(steps[:-1]) == pytest.approx(lead, abs=0.06 * len(steps))
    assert sum(bars) == pytest.approx(lead, abs=0.06 * len(bars))


def test_the_split_view_has_a_column_per_group_on_a_common_zero(open_page, page_bytes):
    tall = {"viewport": {"width": 1280, "height": 1800}}  # rows are drawn when they are in sight
    page = open_page(page_bytes, reduced_motion="reduce", **tall).page
    page.get_by_role("button", name="Split by group").click()
    starts = page.evaluate(
        """() => [...document.querySelectorAll("#ranking .row")].map((row) => [...row.querySelectorAll(".seg:not([hidden])")]
            .map((seg) => [seg.dataset.unit, Math.round(seg.getBoundingClientRect().left)]))"""
    )
    zeros: dict[str, set[int]] = {}
    for row in starts:
        for unit, left in row:
            zeros.setdefault(unit, set()).add(left)
    assert len(zeros) == 6
    assert all(max(places) - min(places) <= 1 for places in zeros.values())
    inside = page.evaluate(
        """() => [...document.querySelectorAll("#ranking .row")].every((row) => [...row.querySelectorAll(".seg:not([hidden])")].every((seg, i, all) =>
            i + 1 === all.length || seg.getBoundingClientRect().right <= all[i + 1].getBoundingClientRect().left))"""
    )
    assert inside
    page.get_by_role("button", name="Stacked").click()
    assert page.locator("#ranking.split").count() == 0


def test_whiskers_of_the_ranking_are_the_reported_intervals(open_page, page_bytes, report):
    page = open_page(page_bytes).page
    for vendor in report.ranking.vendors:
        if vendor.rank is None:
            continue
        span = report.robustness.missing_ranks[vendor.name]
        shown = page.locator(f'[data-vendor="{vendor.name}"] .whisker-text').inner_text()
        same = str(span.best) if span.best == span.worst else f"{span.best}–{span.worst}"
        assert shown == same


def test_value_curves_hold_every_answer_target_must_and_ticks(open_page, page_bytes):
    page = opened_wide(open_page, page_bytes).page
    curve = page.locator(".criterion", has_text="First response").first.locator("svg")
    said = curve.locator("text").all_text_contents()
    assert "Target ≤ 20" in said
    assert any(text.startswith("Must ≤ 300") for text in said)
    assert any(text.endswith(" s") for text in said)
    assert curve.locator(".curve-tick").count() >= 3
    assert curve.locator(".curve-other").count() >= 5


def test_other_methods_are_one_sentence_with_the_table_on_request(open_page, page_bytes):
    page = opened_wide(open_page, page_bytes).page
    section = page.locator("[data-section=methods]")
    assert re.match(
        r"\d+ of \d+ methods put .+ first", section.locator(".methods-sentence").inner_text()
    )
    assert section.locator("table").count() <= 1  # what was left out
    section.locator("summary").first.click()
    section.locator(".twin tbody tr").nth(20).wait_for()


def test_tipping_points_stand_once_with_both_ends(open_page, page_bytes):
    page = opened_wide(open_page, page_bytes).page
    said = page.locator(".held > ul > li .held-said").all_inner_texts()
    assert len(said) == 6
    for text in said:
        assert re.match(r"The first place holds (at any weight|from [\d.]+% to [\d.]+%; )", text)
    # beside the nearest one, which the verdict names
    seen = page.evaluate("""() => [...document.querySelectorAll("#page *")].filter((el) => !el.children.length
        && el.checkVisibility() && !el.closest(".hidden-text, .held") && el.textContent.includes("would lead")).length""")
    assert seen <= 1


@pytest.mark.parametrize("settings", [PHONE, ZOOMED], ids=["phone", "zoomed"])
@pytest.mark.parametrize("lang", ["en-GB", "zh-CN"])
@pytest.mark.parametrize("count", [3, 8])
def test_charts_are_fit_for_a_finger_and_nothing_is_overprinted(open_page, settings, lang, count):
    names = ("Lantu Service 蓝途客服", "Northgate BPO", "云帆电商服务有限公司", "Harbour Contact Centers and Sons",
             "星火客服", "Meridian Care", "Qingteng Outsourcing", "Redwood Voice & Chat")  # fmt: skip
    content = render_page(make_report(names[:count]))
    opened = opened_wide(open_page, content, locale=lang, **settings)
    page = opened.page
    assert page.evaluate("document.documentElement.scrollWidth") <= settings["viewport"]["width"]
    assert page.evaluate(NARROW) == []
    assert page.evaluate(OVERPRINTED) == []


def test_on_a_phone_a_narrow_segment_opens_all_groups(open_page, page_bytes):
    page = open_page(page_bytes, **PHONE).page
    page.locator("#ranking .row .who").first.tap()
    assert page.locator(".card .card-choice").count() == 6
    page.locator(".card .card-choice").first.tap()
    assert page.locator(".card h3").inner_text() == "Experience"


def test_many_vendors_are_shown_by_pages_on_a_phone_and_whole_on_request(open_page):
    content = render_page(make_report([f"Vendor {i + 1}" for i in range(60)]))
    page = opened_wide(open_page, content).page
    assert page.locator(".heat-table tbody tr").count() == 40
    page.get_by_role("button", name="Show all 60 vendors").click()
    assert page.locator(".heat-table tbody tr").count() == 60
    phone = opened_wide(open_page, content, **PHONE).page
    first = phone.locator(".turned-vendor").first.get_attribute("title")
    phone.get_by_role("button", name="Vendors after these").click()
    assert phone.locator(".turned-vendor").first.get_attribute("title") != first
    assert phone.locator(".turned-vendor").count() <= 8
