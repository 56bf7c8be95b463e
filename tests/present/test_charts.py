"""A chart is a module and a place in the list of charts: library, pictures and page follow."""

from __future__ import annotations

from pathlib import Path

import pytest
from hand_made import criteria, decision, leaf
from report_made import report_of

import vendor_score as vs
from vendor_score.present import charts
from vendor_score.present.charts.chart import Chart, as_figure
from vendor_score.present.files.write import chart_figures
from vendor_score.present.page.page import render_page
from vendor_score.present.page.payload import chart_rows


def report(**changes):
    tree = criteria(leaf("a", 2), leaf("b", 1))
    given = {"A": {"a": 80, "b": 20}, "北京": {"a": 40, "b": 90}, "C": {"a": 10, "b": 30}}
    return report_of(decision(tree, given), is_assessed=True, **changes)


def lollipops(ranking) -> dict:
    vendors = ranking.vendors
    trace = {
        "type": "scatter",
        "mode": "markers",
        "x": [vendor.score for vendor in vendors],
        "y": [vendor.name for vendor in vendors],
    }
    return {"data": [trace], "layout": {"title": {"text": "Lollipops"}, "height": 300}}


def rows(report, lang):
    return ["vendor", "score"], [[v.name, f"{v.score:.1f}"] for v in report.ranking.vendors]


@pytest.fixture
def listed(monkeypatch):
    chart = Chart(
        name="lollipops",
        show=lambda ranking: as_figure(lollipops(ranking)),
        picture=lambda report, lang: lollipops(report.ranking),
        table=rows,
    )
    monkeypatch.setitem(charts.CHARTS, chart.name, chart)
    return chart


def test_a_listed_chart_is_in_the_library(listed):
    figure = vs.charts.lollipops(report().ranking)
    assert figure.data[0].y == ("A", "北京", "C")


def test_a_chart_that_is_not_listed_is_unknown():
    with pytest.raises(AttributeError, match="lollipops"):
        _ = vs.charts.lollipops


def test_a_listed_chart_is_among_the_pictures(listed):
    figures = dict(chart_figures(report()))
    assert list(figures["lollipops"].data[0].y) == ["A", "北京", "C"]
    assert set(figures) >= {"contributions", "heat_map", "tipping_points", "methods"}


def test_a_listed_chart_is_in_the_page_with_its_table(listed):
    for drawn in chart_rows(report())["drawn"].values():
        (entry,) = drawn
        assert (entry["name"], entry["title"]) == ("lollipops", "Lollipops")
        assert entry["rows"][0][0] == "A"
    assert b'"name":"lollipops"' in render_page(report())


def test_every_function_of_the_charts_is_listed_and_each_that_the_page_asks_for_is_there():
    assert {name for name in charts.__all__ if name != "CHARTS"} == set(charts.CHARTS)
    web = Path(charts.__file__).parent.parent / "page" / "web"
    asked = {
        name
        for name, chart in charts.CHARTS.items()
        for script in web.glob("*.js")
        if chart.refilled and f'"{name}"' in script.read_text(encoding="utf-8")
    }
    assert asked == {name for name, chart in charts.CHARTS.items() if chart.refilled}
