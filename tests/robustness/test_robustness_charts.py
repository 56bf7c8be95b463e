"""Charts of robustness: plotly accepts them, they show the figures, and say what they show."""

import plotly.graph_objects as go
import pytest
from hand_made import criteria, decision, group, leaf

from vendor_score import charts
from vendor_score.errors import UsageError
from vendor_score.present.charts.pair_charts import difference_figure, waterfall_figure
from vendor_score.present.charts.robustness_charts import (
    acceptability_figure,
    methods_figure,
    rank_intervals_figure,
    tipping_figure,
    weight_line_figure,
)
from vendor_score.robustness.compare import compare


@pytest.fixture(scope="module")
def problem():
    tree = criteria(group("g", 3, leaf("a", 2), leaf("b", 1)), leaf("c", 2))
    return decision(
        tree,
        {
            "A <1>": {"a": 90.0, "b": 40.0, "c": 70.0},
            "B": {"a": 40.0, "b": 80.0, "c": 90.0},
            "C": {"a": 20.0, "b": "blank", "c": 60.0},
        },
    )


@pytest.fixture(scope="module")
def robustness(problem):
    return problem.robustness(samples=2_000)


def figures(problem, robustness, lang):
    ranking = problem.rank()
    return [
        acceptability_figure(robustness.smaa, lang),
        tipping_figure(problem, robustness.tipping, lang),
        weight_line_figure(problem, "g", lang),
        methods_figure(robustness.agreement, lang),
        rank_intervals_figure(ranking, robustness.missing_ranks, lang),
        waterfall_figure(compare(problem, "A <1>", "B"), lang),
        waterfall_figure(compare(problem, "A <1>", "B"), lang, by_group=False),
    ]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_figure_is_one_that_plotly_takes_and_says_what_it_shows(problem, robustness, lang):
    for figure in figures(problem, robustness, lang):
        shown = go.Figure(figure)
        assert shown.layout.title.text
        assert len(shown.layout.meta["alt"]) > 10
        assert "<1>" not in shown.to_json()  # names are text, never markup


def test_both_languages_differ_in_words_only(problem, robustness):
    for en, zh in zip(
        figures(problem, robustness, "en"), figures(problem, robustness, "zh"), strict=True
    ):
        assert en["layout"]["title"] != zh["layout"]["title"]
        assert [t["type"] for t in en["data"]] == [t["type"] for t in zh["data"]]


def test_the_waterfall_leads_exactly_from_one_score_to_the_other(problem):
    for by_group in (True, False):
        trace = waterfall_figure(compare(problem, "A <1>", "B"), by_group=by_group)["data"][0]
        *steps, whole = trace["x"]
        (start, first), *_, (_, end) = trace["customdata"]
        assert first == pytest.approx(start + steps[0])
        assert start + sum(steps) == pytest.approx(end)
        scores = {v.name: v.score for v in problem.rank().vendors}
        assert (start, end) == pytest.approx((scores["B"], scores["A <1>"]))
        assert sum(steps) == pytest.approx(whole)
        assert steps == sorted(steps, reverse=True)


def test_no_axis_of_differences_is_cut_off_from_zero(problem):
    ranking = problem.rank()
    for figure in (
        waterfall_figure(compare(problem, "A <1>", "B")),
        difference_figure(ranking, "A <1>", "B"),
        difference_figure(ranking, "C", "B"),
    ):
        low, high = figure["layout"]["xaxis"]["range"]
        assert low < 0 < high


def test_bars_and_steps_are_the_same_way_round_with_both_names_at_the_axis(problem):
    bars = difference_figure(problem.rank(), "A <1>", "B")
    steps = waterfall_figure(compare(problem, "A <1>", "B"), by_group=False)
    assert bars["data"][0]["x"] == pytest.approx(steps["data"][0]["x"][:-1])
    assert bars["data"][0]["text"] == steps["data"][0]["text"][:-1]
    for figure in (bars, steps):
        left, right = (each["text"] for each in figure["layout"]["annotations"])
        assert left.startswith("← B")
        assert right.startswith("A &lt;1&gt;")


def test_lines_over_a_weight_pass_through_the_scores_at_other_weights(problem):
    figure = weight_line_figure(problem, "g")
    then = problem.with_weights({"g": 1.0})
    ends = {trace["name"]: trace["y"][-1] for trace in figure["data"]}
    for vendor in then.rank().vendors:
        assert ends[vendor.name.replace("<", "&lt;").replace(">", "&gt;")] == pytest.approx(
            vendor.score
        )


def test_bars_of_tipping_points_go_from_end_to_end(problem, robustness):
    bars, marks = tipping_figure(problem, robustness.tipping)["data"]
    for base, width, point in zip(bars["base"], bars["x"], robustness.tipping, strict=True):
        assert (base, base + width) == pytest.approx((100 * point.low, 100 * point.high))
    assert marks["x"] == pytest.approx([100 * point.weight for point in robustness.tipping])


def test_library_users_get_plotly_figures(problem, robustness):
    ranking = problem.rank()
    for figure in (
        charts.acceptability(robustness),
        charts.tipping_points(problem, robustness),
        charts.weight_line(problem, "c"),
        charts.methods(robustness),
        charts.rank_intervals(ranking, robustness),
        charts.waterfall(compare(problem, "B", "C")),
    ):
        assert isinstance(figure, go.Figure)


@pytest.mark.parametrize("vendors", [2, 8, 30])
def test_every_label_has_its_place_however_many_vendors(vendors):
    tree = criteria(leaf("a", 2), leaf("b", 1))
    rows = {f"V{i}": {"a": 3.0 * i, "b": 80.0 - 2 * i} for i in range(vendors)}
    problem = decision(tree, rows)
    found = problem.robustness(samples=500, methods=False)
    heat = acceptability_figure(found.smaa)
    spans = rank_intervals_figure(problem.rank(), found.missing_ranks)
    for figure in (heat, spans):
        layout = figure["layout"]
        assert layout["xaxis"]["range"] == [0.5, layout["xaxis"]["range"][1]]
        assert layout["xaxis"]["tickvals"][0] == 1
        assert layout["height"] >= 28 * vendors  # a row for every name
        assert len(layout["yaxis"]["ticktext"]) == vendors
    assert bool(heat["layout"]["annotations"]) == (vendors <= 10)
    lines = weight_line_figure(problem, "a")
    assert lines["layout"]["height"] >= 20 * vendors  # a row of the legend for every line


def test_an_unknown_node_is_a_plain_error(problem):
    with pytest.raises(UsageError, match="nothing"):
        charts.weight_line(problem, "nothing")
