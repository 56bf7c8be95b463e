"""A chart that is listed with its table is drawn in the page, with no script of its own."""

from __future__ import annotations

import pytest

from vendor_score.present import charts
from vendor_score.present.charts.chart import Chart, as_figure
from vendor_score.present.page.page import render_page

pytestmark = pytest.mark.browser


def lollipops(ranking) -> dict:
    trace = {
        "type": "scatter",
        "mode": "markers",
        "x": [vendor.score for vendor in ranking.vendors],
        "y": [vendor.name for vendor in ranking.vendors],
    }
    return {"data": [trace], "layout": {"title": {"text": "Lollipops"}, "height": 300}}


def test_a_listed_chart_is_drawn_above_its_table(monkeypatch, open_page, report):
    chart = Chart(
        name="lollipops",
        show=lambda ranking: as_figure(lollipops(ranking)),
        picture=lambda report, lang: lollipops(report.ranking),
        table=lambda report, lang: (
            ["vendor", "score"],
            [[v.name, f"{v.score:.1f}"] for v in report.ranking.vendors],
        ),
    )
    monkeypatch.setitem(charts.CHARTS, chart.name, chart)
    opened = open_page(render_page(report), charts=True)
    section = opened.page.locator("section.lollipops")
    opened.unfold("lollipops")
    section.locator("summary").click()
    section.locator(".plot .main-svg").first.wait_for(state="attached")
    assert section.locator("h3").inner_text() == "Lollipops"
    rows = section.locator("tbody tr")
    rows.first.wait_for(state="attached")
    assert rows.count() == len(report.ranking.vendors)
    assert opened.said == []
