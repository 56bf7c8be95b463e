"""Charts of how sure the ranking is: acceptability, tipping points, rank intervals, methods."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from vendor_score import number_text
from vendor_score.decision import Decision
from vendor_score.errors import UsageError
from vendor_score.present.charts.chart import (
    ACCENT,
    INK,
    LINE,
    SCALE,
    STEPS,
    Chart,
    as_figure,
    axis,
    chosen,
    ink_on,
    layout,
    rank_axis,
)
from vendor_score.present.charts.ranking_charts import plain
from vendor_score.present.model import group_colour
from vendor_score.ranking.ranking import Ranking
from vendor_score.robustness.acceptability import ScoreModel, score_model
from vendor_score.robustness.records import (
    Acceptability,
    MethodAgreement,
    MethodResult,
    MissingRanks,
    Robustness,
    TippingPoint,
)
from vendor_score.robustness.tipping import score_lines
from vendor_score.robustness.tipping import tipping_points as find_tipping_points
from vendor_score.scoring import ScoreLines
from vendor_score.weights import WeightNode
from vendor_score.wording import FALLBACK, Lang, text

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from vendor_score.present.report import Report

__all__ = [
    "ACCEPTABILITY",
    "METHODS",
    "RANK_INTERVALS",
    "TIPPING_POINTS",
    "WEIGHT_LINE",
    "acceptability",
    "acceptability_figure",
    "methods",
    "methods_figure",
    "rank_intervals",
    "rank_intervals_figure",
    "tipping_figure",
    "tipping_points",
    "weight_line",
    "weight_line_figure",
]

_MOST_FIGURES = 10  # beyond so many ranks the figures would run into one another


def acceptability_figure(smaa: Acceptability, lang: Lang = FALLBACK) -> dict[str, Any]:
    """Vendors by expected rank x ranks; of few vendors the share stands in every cell.

    Parameters
    ----------
    smaa : Acceptability
        As sampled.
    lang : str, optional
        Language of the words.

    Returns
    -------
    dict
        A plain plotly figure; shares 0 to 1.
    """
    order = sorted(range(len(smaa.vendors)), key=lambda at: float(smaa.expected_rank[at]))
    shares = [[float(share) for share in smaa.ranks[at]] for at in order]
    names = [plain(smaa.vendors[at]) for at in order]
    places = list(range(len(order)))
    trace = {
        "type": "heatmap",
        "x": [place + 1 for place in places],
        "y": places,
        "z": shares,
        "zmin": 0.0,
        "zmax": 1.0,
        "colorscale": [list(stop) for stop in SCALE],
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "customdata": [[number_text.share(share) for share in row] for row in shares],
        "hovertemplate": "%{y}: %{x} – %{customdata}<extra></extra>",
    }
    title = text("chart.acceptability", lang)
    first = f"{names[0]} {number_text.share(shares[0][0])}" if names else ""
    return {
        "data": [trace],
        "layout": layout(
            title={"text": title},
            meta={
                "alt": text("chart.acceptability_alt", lang, first=first),
                "inks": [ink for _, ink in STEPS],
            },
            height=90 + 30 * max(len(names), 1),
            margin={"l": 12, "r": 12, "t": 64, "b": 12},
            annotations=_figures(shares) if len(shares) <= _MOST_FIGURES else [],
            xaxis=rank_axis(len(names), side="top"),
            yaxis=axis(autorange="reversed", tickmode="array", tickvals=places, ticktext=names),
        ),
    }


def _figures(shares: list[list[float]]) -> list[dict[str, Any]]:
    return [
        {
            "x": rank + 1,
            "y": row,
            "text": number_text.share(share),
            "showarrow": False,
            "font": {"size": 11, "color": ink_on(share)},
        }
        for row, line in enumerate(shares)
        for rank, share in enumerate(line)
        if share > 0
    ]


def acceptability(robustness: Robustness, lang: Lang | None = None) -> go.Figure:
    """The share of sampled weightings that gives each vendor each rank.

    Parameters
    ----------
    robustness : Robustness
        As `Decision.robustness` gives it.
    lang : str, optional
        Language of its words; by default that of the system.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    return as_figure(acceptability_figure(robustness.smaa, chosen(lang)))


def _without_vendors(report: Report, lang: Lang) -> dict[str, Any]:
    """The page has the vendors and their shares already."""
    nobody = np.zeros((0, 0))
    smaa = report.robustness.stated
    empty = replace(smaa, vendors=(), ranks=nobody, expected_rank=nobody.ravel())
    return acceptability_figure(empty, lang)


ACCEPTABILITY = Chart(
    name="acceptability",
    show=acceptability,
    picture=lambda report, lang: acceptability_figure(report.robustness.smaa, lang),
    refilled=_without_vendors,
)


# Tipping points: for each node the interval of its weight in which the first place stays.


def tipping_figure(
    decision: Decision, tipping: Iterable[TippingPoint], lang: Lang = FALLBACK
) -> dict[str, Any]:
    """A bar from end to end, and a mark at the present weight, of every node with weight.

    Parameters
    ----------
    decision : Decision
        The scored answers.
    tipping : iterable of TippingPoint
        Of every node.
    lang : str, optional
        Language of the words.

    Returns
    -------
    dict
        A plain plotly figure, in percent.
    """
    labels = {node.id: node.label.text(lang) for node in decision.criteria.nodes()}
    points = [point for point in tipping if point.weight > 0]
    places = list(range(len(points)))
    names = [plain(labels[point.id]) for point in points]
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": places,
        "base": [100 * point.low for point in points],
        "x": [100 * (point.high - point.low) for point in points],
        "marker": {"color": "#93b6cf"},
        "hovertext": [_told(point, lang) for point in points],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    marks = {
        "type": "scatter",
        "mode": "markers",
        "x": [100 * point.weight for point in points],
        "y": places,
        "marker": {"color": ACCENT, "size": 11, "symbol": "diamond", "line": {"color": INK}},
        "hovertemplate": "%{x:.1f}%<extra></extra>",
    }
    return {
        "data": [bars, marks],
        "layout": layout(
            title={"text": text("chart.tipping", lang)},
            meta={"alt": text("chart.tipping_alt", lang)},
            height=110 + 24 * max(len(points), 1),
            margin={"l": 12, "r": 12, "t": 48, "b": 12},
            bargap=0.45,
            xaxis=axis(range=[0, 100], ticksuffix="%", showgrid=True, gridcolor=LINE),
            yaxis=axis(autorange="reversed", tickmode="array", tickvals=places, ticktext=names),
        ),
    }


def _told(point: TippingPoint, lang: Lang) -> str:
    ends = ((point.low, point.below, "below"), (point.high, point.above, "above"))
    told = [
        text(f"chart.{way}", lang, at=number_text.share(end), names=plain(", ".join(first)))
        for end, first, way in ends
        if first
    ]
    return "<br>".join(told) or text("chart.never", lang)


def tipping_points(
    decision: Decision, robustness: Robustness, lang: Lang | None = None
) -> go.Figure:
    """For each group and criterion the weights at which the first place stays.

    Parameters
    ----------
    decision : Decision
        The scored answers.
    robustness : Robustness
        As `Decision.robustness` gives it.
    lang : str, optional
        Language of its words; by default that of the system.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    return as_figure(tipping_figure(decision, robustness.tipping, chosen(lang)))


TIPPING_POINTS = Chart(
    name="tipping_points",
    show=tipping_points,
    picture=lambda report, lang: tipping_figure(report.decision, report.robustness.tipping, lang),
    refilled=lambda report, lang: tipping_figure(report.decision, (), lang),
)


# Rank intervals: the best and the worst rank that missing and vague answers still allow.


def rank_intervals_figure(
    ranking: Ranking, missing: Mapping[str, MissingRanks], lang: Lang = FALLBACK
) -> dict[str, Any]:
    """A line from best to worst rank per vendor, and a mark at its present rank.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.
    missing : mapping of str to MissingRanks
        By vendor.
    lang : str, optional
        Language of the words.

    Returns
    -------
    dict
        A plain plotly figure.
    """
    vendors = [v for v in ranking.vendors if v.rank is not None and v.name in missing]
    names = [plain(vendor.name) for vendor in vendors]
    spans = [missing[vendor.name] for vendor in vendors]
    places = list(range(len(vendors)))
    lines = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [span.best, span.worst],
            "y": [place, place],
            "line": {"color": "#93b6cf", "width": 8},
            "hovertemplate": f"{span.best}–{span.worst}<extra></extra>",
        }
        for place, span in zip(places, spans, strict=True)
    ]
    marks = {
        "type": "scatter",
        "mode": "markers",
        "x": [vendor.rank for vendor in vendors],
        "y": places,
        "marker": {"color": ACCENT, "size": 11, "symbol": "diamond"},
        "hovertemplate": "%{x}<extra></extra>",
    }
    return {
        "data": [*lines, marks],
        "layout": layout(
            title={"text": text("chart.rank_intervals", lang)},
            meta={"alt": text("chart.rank_intervals_alt", lang)},
            height=110 + 28 * max(len(vendors), 1),
            margin={"l": 12, "r": 12, "t": 48, "b": 12},
            xaxis=rank_axis(
                max((span.worst for span in spans), default=1),
                showgrid=True,
                gridcolor=LINE,
                title={"text": text("terms.rank", lang)},
            ),
            yaxis=axis(autorange="reversed", tickmode="array", tickvals=places, ticktext=names),
        ),
    }


def rank_intervals(ranking: Ranking, robustness: Robustness, lang: Lang | None = None) -> go.Figure:
    """The best and the worst rank that missing and vague answers still allow.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.
    robustness : Robustness
        As `Decision.robustness` gives it.
    lang : str, optional
        Language of its words; by default that of the system.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    return as_figure(rank_intervals_figure(ranking, robustness.missing_ranks, chosen(lang)))


def _intervals_of_report(report: Report, lang: Lang) -> dict[str, Any]:
    return rank_intervals_figure(report.ranking, report.robustness.missing_ranks, lang)


RANK_INTERVALS = Chart(
    name="rank_intervals",
    show=rank_intervals,
    picture=_intervals_of_report,
)


# Methods against ranks: a line per vendor through the ranks that each method gives it.

_SYMBOLS = ("circle", "square", "diamond", "cross", "triangle-up", "x", "star")


def methods_figure(agreement: MethodAgreement, lang: Lang = FALLBACK) -> dict[str, Any]:
    """A bump chart, methods from top to bottom and ranks across; those without a ranking left out.

    The headline methods come first.

    Parameters
    ----------
    agreement : MethodAgreement
        Of the methods with the weighted sum.
    lang : str, optional
        Language of the words.

    Returns
    -------
    dict
        A plain plotly figure.
    """
    results = [found for found in agreement.results if found.ranks]
    results.sort(key=lambda found: not found.headline)
    ranks = (results[0].ranks or {}) if results else {}
    vendors = sorted(ranks, key=ranks.__getitem__)
    names = [plain(found.label.text(lang)) for found in results]
    return {
        "data": [_trace(vendor, place, results) for place, vendor in enumerate(vendors)],
        "layout": layout(
            title={"text": text("chart.methods", lang)},
            meta={"alt": text("chart.methods_alt", lang)},
            height=130 + 22 * max(len(vendors), len(results), 1),
            margin={"l": 12, "r": 12, "t": 76, "b": 12},
            showlegend=True,
            xaxis=rank_axis(len(vendors), side="top", title={"text": text("terms.rank", lang)}),
            yaxis=axis(
                range=[len(results) - 0.5, -0.5],
                tickmode="array",
                tickvals=list(range(len(results))),
                ticktext=names,
                showgrid=True,
                gridcolor=LINE,
            ),
        ),
    }


def _trace(vendor: str, place: int, results: list[MethodResult]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": plain(vendor),
        "x": [(found.ranks or {}).get(vendor) for found in results],
        "y": list(range(len(results))),
        "line": {"color": group_colour(place)},
        "marker": {"symbol": _SYMBOLS[place % len(_SYMBOLS)], "size": 9},
        "hovertemplate": "%{x}<extra>%{fullData.name}</extra>",
    }


def methods(robustness: Robustness, lang: Lang | None = None) -> go.Figure:
    """Methods against ranks.

    Parameters
    ----------
    robustness : Robustness
        As `Decision.robustness` gives it.
    lang : str, optional
        Language of its words; by default that of the system.

    Returns
    -------
    plotly.graph_objects.Figure

    Raises
    ------
    UsageError
        Where the other methods were not asked.
    """
    if robustness.agreement is None:
        raise UsageError("errors.no_methods")
    return as_figure(methods_figure(robustness.agreement, chosen(lang)))


def _ranks_by_method(report: Report, lang: Lang) -> dict[str, Any] | None:
    agreement = report.robustness.agreement
    return None if agreement is None else methods_figure(agreement, lang)


METHODS = Chart(
    name="methods",
    show=methods,
    picture=_ranks_by_method,
)


# Scores against the weight of one group or criterion, with the points where the lead changes.

_STEPS = 100
_DASHES = ("solid", "dash", "dot", "dashdot", "longdash")


def weight_line_figure(decision: Decision, node: str, lang: Lang = FALLBACK) -> dict[str, Any]:
    """A line per ranked vendor over the weight of one node, the others in proportion.

    Parameters
    ----------
    decision : Decision
        The scored answers.
    node : str
        Id of a group or criterion.
    lang : str, optional
        Language of the words.

    Returns
    -------
    dict
        A plain plotly figure; percent across, points up.

    Raises
    ------
    UsageError
        For an unknown node.
    """
    model = score_model(decision)
    lines = score_lines(model, _node(model, node))
    label = plain(next(n.label for n in decision.criteria.nodes() if n.id == node).text(lang))
    ends = [
        end
        for point in find_tipping_points(model)
        if point.id == node
        for end, first in ((point.low, point.below), (point.high, point.above))
        if first
    ]
    now = {"type": "line", "x0": 100 * lines.share, "x1": 100 * lines.share}
    return {
        "data": _traces(model, lines),
        "layout": layout(
            title={"text": text("chart.weight_line", lang, node=label)},
            meta={"alt": text("chart.weight_line_alt", lang, node=label)},
            height=max(420, 110 + 20 * len(model.vendors)),
            margin={"l": 12, "r": 12, "t": 48, "b": 12},
            showlegend=True,
            shapes=[
                {**now, "y0": 0, "y1": 1, "yref": "paper", "line": {"color": ACCENT, "width": 2}},
                *(_mark(end) for end in ends),
            ],
            annotations=[_said(end) for end in ends],
            xaxis=axis(range=[0, 100], ticksuffix="%", title={"text": label}),
            yaxis=axis(range=[0, 100], showgrid=True, gridcolor=LINE),
        ),
    }


def _node(model: ScoreModel, id: str) -> WeightNode:
    nodes = {node.id: node for top in model.tree for node in top.walk()}
    if id not in nodes:
        known = ", ".join(nodes)
        raise UsageError("errors.criterion_unknown", id=id, known=known)
    return nodes[id]


def _traces(model: ScoreModel, lines: ScoreLines) -> list[dict[str, Any]]:
    """Straight lines need two points; ratios are drawn through more."""
    steps = 2 if model.is_linear else _STEPS + 1
    shares = np.linspace(lines.low, lines.high, steps)
    with np.errstate(invalid="ignore", divide="ignore"):
        scores = [(lines.n0 + lines.n1 * x) / (lines.d0 + lines.d1 * x) for x in shares]
    table = np.array(scores).T
    order = np.argsort(-np.nan_to_num(lines.now), kind="stable")
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": plain(model.vendors[at]),
            "x": (100 * shares).tolist(),
            "y": [None if np.isnan(score) else float(score) for score in table[at]],
            "line": {"color": group_colour(place), "dash": _DASHES[place % len(_DASHES)]},
            "hovertemplate": "%{y:.1f}<extra>%{fullData.name}</extra>",
        }
        for place, at in enumerate(order)
    ]


def _mark(share: float) -> dict[str, Any]:
    dotted = {"color": INK, "width": 1, "dash": "dot"}
    ends = {"x0": 100 * share, "x1": 100 * share, "y0": 0, "y1": 1}
    return {"type": "line", "yref": "paper", "line": dotted, **ends}


def _said(share: float) -> dict[str, Any]:
    shown = {"text": number_text.share(share), "showarrow": False, "yref": "paper", "y": 1}
    return {**shown, "x": 100 * share, "yanchor": "bottom"}


def weight_line(decision: Decision, node: str, lang: Lang | None = None) -> go.Figure:
    """Scores against the weight of one group or criterion, others in proportion.

    Parameters
    ----------
    decision : Decision
        The scored answers.
    node : str
        Id of a group or criterion.
    lang : str, optional
        Language of its words; by default that of the system.

    Returns
    -------
    plotly.graph_objects.Figure

    Raises
    ------
    UsageError
        Where no group or criterion has this id.
    """
    return as_figure(weight_line_figure(decision, node, chosen(lang)))


WEIGHT_LINE = Chart(
    name="weight_line",
    show=weight_line,
)
