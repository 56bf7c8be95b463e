"""The figures of the library hold what the page's charts show."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hand_made import criteria, decision, group, leaf

import vendor_score as vs
from vendor_score.errors import UsageError
from vendor_score.kinds.rules import Rule
from vendor_score.kinds.value_functions import Anchors, YesNoPoints
from vendor_score.present.charts.ranking_charts import contributions_figure, heat_map_figure
from vendor_score.present.charts.value_charts import value_curve_figure


def ranking():
    speed = leaf(
        "speed",
        2,
        answer="duration",
        unit="s",
        value=Anchors(((10, 100), (30, 50), (60, 0)), unit="s"),
        target=Rule("<= 20", "<=", (20.0,)),
        must=Rule("<= 300", "<=", (300.0,)),
    )
    nda = leaf("nda", 1, answer="yes_no", value=YesNoPoints(100, 0))
    tree = criteria(group("g", 3, leaf("a", 2), leaf("b", 1)), speed, nda)
    given = {
        "A": {"a": 90.0, "b": 40.0, "speed": 12.0, "nda": 1.0},
        "B <i>": {"a": 40.0, "b": 80.0, "speed": 25.0, "nda": 0.0},
        "C": {"a": 20.0, "b": "blank", "speed": 25.0, "nda": 1.0},
    }
    return decision(tree, given).rank()


def test_the_heat_map_names_rank_and_score_and_bands_the_groups():
    made = ranking()
    layout = heat_map_figure(made)["layout"]
    for name, vendor in zip(layout["yaxis"]["ticktext"], made.vendors, strict=True):
        assert name.startswith(f"{vendor.rank}  ")
        assert name.endswith(f"{vendor.score:.1f}")
    assert len(layout["xaxis"]["ticktext"]) == 4
    lines = [shape for shape in layout["shapes"] if shape["y0"] == shape["y1"]]
    assert [(line["x0"], line["x1"]) for line in lines] == [
        (-0.45, 1.45),
        (1.55, 2.45),
        (2.55, 3.45),
    ]
    names = [said["text"] for said in layout["annotations"] if said.get("yref") == "paper"]
    assert len(names) == 3


def test_split_bars_stand_in_columns_that_add_up_to_the_scores():
    made = ranking()
    figure = contributions_figure(made, split=True)
    shown = [trace for trace in figure["data"] if trace["visible"]]
    assert [trace["base"][0] for trace in shown] == pytest.approx([0, 51.5, 51.5 + 100 / 3 + 1.5])
    assert all(len(set(trace["base"])) == 1 for trace in shown)
    for at, vendor in enumerate(made.vendors):
        assert sum(trace["x"][at] for trace in shown) == pytest.approx(vendor.score)
    for before, after in pairwise(shown):
        assert max(before["x"]) + before["base"][0] < after["base"][0]


def test_a_value_curve_holds_the_answers_target_and_a_must_that_lies_far_out():
    figure = value_curve_figure(ranking(), "speed")
    _, dots = figure["data"]
    assert dots["x"] == [12.0, 25.0]
    assert dots["y"] == pytest.approx([95.0, 62.5])
    assert dots["text"] == ["1", "2, 3"]
    said = [note["text"] for note in figure["layout"]["annotations"]]
    assert said == ["target &lt;= 20", "must &lt;= 300 →"]
    assert len(figure["layout"]["shapes"]) == 1
    assert figure["layout"]["xaxis"]["range"][1] < 100


def test_options_are_bars_with_the_places_of_those_who_named_them():
    (bars,) = value_curve_figure(ranking(), "nda")["data"]
    assert bars["x"] == [100.0, 0.0]
    assert [text.split("<b>")[1] for text in bars["text"]] == ["1, 3</b>", "2</b>"]


def test_a_criterion_without_a_value_function_has_no_curve():
    with pytest.raises(UsageError, match="nothing"):
        vs.charts.value_curve(ranking(), "nothing")


def test_library_users_get_plotly_figures():
    made = ranking()
    assert vs.charts.value_curve(made, "speed", "zh").layout.title.text
    assert vs.charts.contributions(made, "en", split=True).layout.barmode == "overlay"
