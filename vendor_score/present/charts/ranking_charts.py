"""Charts of the ranking: composition of scores, heat map, profile, differences, waterfall."""

from __future__ import annotations

import math
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np

from vendor_score import number_text
from vendor_score.present.charts.chart import (
    LINE,
    MUTED,
    SCALE,
    Chart,
    as_figure,
    axis,
    chosen,
    layout,
)
from vendor_score.present.model import coloured_groups, rank_rows
from vendor_score.ranking.ranking import Ranking
from vendor_score.robustness.compare import Comparison
from vendor_score.robustness.compare import compare as compare_vendors
from vendor_score.wording import FALLBACK, Lang, text

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from vendor_score.present.report import Report

__all__ = [
    "COMPARE",
    "CONTRIBUTIONS",
    "HEAT_MAP",
    "PROFILE",
    "WATERFALL",
    "compare",
    "contributions",
    "contributions_figure",
    "difference_figure",
    "heat_map",
    "heat_map_figure",
    "plain",
    "profile",
    "profile_figure",
    "waterfall",
    "waterfall_figure",
]

_LONGEST = 40


def contributions_figure(ranking: Ranking, lang: Lang = FALLBACK) -> dict[str, Any]:
    """Vendors with a rank from top to bottom; segments in points, adding up to the score.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.
    lang : str, optional
        Language of the words.

    Returns
    -------
    dict
        A plain plotly figure.
    """
    vendors = [row for row in rank_rows(ranking) if row.rank is not None]
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "name": group.label.text(lang),
            "y": list(range(len(vendors))),
            "x": [vendor.parts[at] for vendor in vendors],
            "marker": {"color": group.colour, "line": {"color": "#ffffff", "width": 1}},
            "hovertemplate": "%{x:.1f}<extra>%{fullData.name}</extra>",
        }
        for at, group in enumerate(coloured_groups(ranking.decision))
    ]
    names = [f"{vendor.rank}  {plain(vendor.name)}" for vendor in vendors]
    return {
        "data": traces,
        "layout": _contributions_layout(names, [vendor.score for vendor in vendors]),
    }


def plain(name: str) -> str:
    """A name as plotly shows it unchanged: its labels read a little HTML.

    Parameters
    ----------
    name : str
        Of a vendor or criterion.

    Returns
    -------
    str
        At most 40 characters, before what HTML needs is escaped.
    """
    cut = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
    return cut.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _contributions_layout(names: list[str], scores: list[float]) -> dict[str, Any]:
    ticks = {"tickmode": "array", "tickvals": list(range(len(names))), "ticktext": names}
    return layout(
        barmode="stack",
        bargap=0.36,
        showlegend=True,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        height=110 + 34 * max(len(names), 1),
        xaxis=axis(range=[0, 100], side="bottom"),
        yaxis=axis(autorange="reversed", **ticks),
        annotations=[
            {"x": score, "y": i, "text": f"<b>{score:.1f}</b>", "showarrow": False,
             "xanchor": "left", "xshift": 6}
            for i, score in enumerate(scores)
        ],
    )  # fmt: skip


def contributions(ranking: Ranking, lang: Lang | None = None) -> go.Figure:
    """Score composition: a stacked bar per ranked vendor, a colour per group.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.
    lang : str, optional
        Language of its words; by default that of the system.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    return as_figure(contributions_figure(ranking, chosen(lang)))


CONTRIBUTIONS = Chart(
    name="contributions",
    show=contributions,
    picture=lambda report, lang: contributions_figure(report.ranking, lang),
    refilled=lambda report, lang: contributions_figure(report.ranking, lang),
)


# Heat map: the points of every answer, vendors x criteria.

_FEW = 40  # up to so many vendors each cell has room for its points


def heat_map_figure(ranking: Ranking, lang: Lang = FALLBACK) -> dict[str, Any]:
    """Vendors in ranked order from top to bottom, weighted criteria by group from left to right.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.
    lang : str, optional
        Language of the words.

    Returns
    -------
    dict
        A plain plotly figure; points 0 to 100.
    """
    decision = ranking.decision
    leaves = [
        (at, leaf)
        for at, leaf in enumerate(decision.criteria_taking_part)
        if decision.leaf_weights[leaf.id] > 0
    ]
    rows = decision.rows_of([vendor.name for vendor in ranking.vendors])
    z = [[_cell(decision.points[row, at]) for at, _ in leaves] for row in rows]
    trace = {
        "type": "heatmap",
        "z": z,
        "x": list(range(len(leaves))),
        "y": list(range(len(rows))),
        "zmin": 0,
        "zmax": 100,
        "xgap": 2,
        "ygap": 2,
        "colorscale": [list(stop) for stop in SCALE],
        "showscale": False,
        "hoverongaps": False,
        "hovertemplate": "%{z:.1f}<extra></extra>",
        "texttemplate": "%{z:.0f}" if len(rows) <= _FEW else "",
    }
    labels = [leaf.label.text(lang) for _, leaf in leaves]
    names = [plain(vendor.name) for vendor in ranking.vendors]
    return {
        "data": [trace],
        "layout": _heat_map_layout(labels, names, _edges(ranking, [i for i, _ in leaves])),
    }


def _cell(points: float) -> float | None:
    return None if math.isnan(points) else float(points)


def _edges(ranking: Ranking, columns: list[int]) -> list[float]:
    """Where one group ends and the next begins."""
    groups = [top.id for top in coloured_groups(ranking.decision) for _ in top.leaves]
    shown = [groups[column] for column in columns]
    return [i - 0.5 for i in range(1, len(shown)) if shown[i] != shown[i - 1]]


def _heat_map_layout(labels: list[str], names: list[str], edges: list[float]) -> dict[str, Any]:
    return layout(
        margin={"l": 12, "r": 84, "t": 12, "b": 12},  # slanted labels lean over the right edge
        height=190 + 26 * max(len(names), 1),
        xaxis=axis(
            side="top",
            tickangle=-45,
            tickmode="array",
            tickvals=list(range(len(labels))),
            ticktext=[plain(label) for label in labels],
        ),
        yaxis=axis(
            autorange="reversed",
            tickmode="array",
            tickvals=list(range(len(names))),
            ticktext=names,
        ),
        shapes=[
            {"type": "line", "xref": "x", "yref": "paper", "x0": x, "x1": x, "y0": 0, "y1": 1,
             "line": {"color": "#ffffff", "width": 6}}
            for x in edges
        ],
    )  # fmt: skip


def heat_map(ranking: Ranking, lang: Lang | None = None) -> go.Figure:
    """The points of every answer, vendors x weighted criteria.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.
    lang : str, optional
        Language of its words; by default that of the system.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    return as_figure(heat_map_figure(ranking, chosen(lang)))


HEAT_MAP = Chart(
    name="heat_map",
    show=heat_map,
    picture=lambda report, lang: heat_map_figure(report.ranking, lang),
    refilled=lambda report, lang: heat_map_figure(report.ranking, lang),
)


# Profile of one vendor: its points on every weighted criterion, against the others' range.


def profile_figure(
    ranking: Ranking, vendor: str | None = None, lang: Lang = FALLBACK
) -> dict[str, Any]:
    """One vendor (the first one by default) as dots over bars from the least to the most points.

    The bars span the ranked vendors.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.
    vendor : str, optional
        Its name.
    lang : str, optional
        Language of the words.

    Returns
    -------
    dict
        A plain plotly figure; points 0 to 100.
    """
    decision = ranking.decision
    name = vendor or ranking.vendors[0].name
    leaves = [
        (top, decision.criteria_taking_part.index(leaf), leaf)
        for top in coloured_groups(decision)
        for leaf in top.leaves
        if decision.leaf_weights[leaf.id] > 0
    ]
    columns = [at for _, at, _ in leaves]
    among = list(decision.rows_of(decision.ranked_vendors)) or list(range(len(decision.vendors)))
    points = np.nan_to_num(decision.points[:, columns])
    low, high = points[among].min(axis=0), points[among].max(axis=0)
    own = decision.points[decision.rows_of([name])[0], columns]
    y = list(range(len(leaves)))
    spread = {
        "type": "bar", "orientation": "h", "y": y, "base": low.tolist(), "x": (high - low).tolist(),
        "marker": {"color": LINE}, "hoverinfo": "skip", "width": 0.34,
    }  # fmt: skip
    dots = {
        "type": "scatter", "mode": "markers", "y": y,
        "x": [None if np.isnan(x) else float(x) for x in own],
        "marker": {"size": 12, "color": [top.colour for top, _, _ in leaves],
                   "line": {"color": "#ffffff", "width": 1.5}},
        "hovertemplate": "%{x:.1f}<extra></extra>",
    }  # fmt: skip
    return {
        "data": [spread, dots],
        "layout": _profile_layout([plain(leaf.label.text(lang)) for _, _, leaf in leaves]),
    }


def _profile_layout(labels: list[str]) -> dict[str, Any]:
    return layout(
        height=70 + 24 * max(len(labels), 1),
        xaxis=axis(range=[-3, 103], showgrid=True, gridcolor=LINE, dtick=25, side="top"),
        yaxis=axis(
            autorange="reversed",
            tickmode="array",
            tickvals=list(range(len(labels))),
            ticktext=labels,
        ),
    )


def profile(ranking: Ranking, vendor: str | None = None, lang: Lang | None = None) -> go.Figure:
    """The points of one vendor on every weighted criterion, against the range of the others.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.
    vendor : str, optional
        By default the first one.
    lang : str, optional
        Language of its words; by default that of the system.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    return as_figure(profile_figure(ranking, vendor, chosen(lang)))


PROFILE = Chart(
    name="profile",
    show=profile,
    refilled=lambda report, lang: profile_figure(report.ranking, None, lang),
)


# Two vendors side by side: where the points between them come from, criterion by criterion.


def difference_figure(ranking: Ranking, a: str, b: str, lang: Lang = FALLBACK) -> dict[str, Any]:
    """What one vendor's contributions lack against those of another.

    The bars add up to the difference of the scores.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.
    a : str
        A vendor: bars to the left speak for it.
    b : str
        A vendor: bars to the right speak for it.
    lang : str, optional
        Language of the words.

    Returns
    -------
    dict
        A plain plotly figure, in points.
    """
    decision = ranking.decision
    of_a, of_b = ranking.by_name[a].contributions, ranking.by_name[b].contributions
    leaves = [
        (top, leaf)
        for top in coloured_groups(decision)
        for leaf in top.leaves
        if decision.leaf_weights[leaf.id] > 0
    ]
    trace = {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(leaves))),
        "x": [of_b[leaf.id] - of_a[leaf.id] for _, leaf in leaves],
        "marker": {"color": [top.colour for top, _ in leaves]},
        "hovertemplate": "%{x:+.1f}<extra></extra>",
    }
    labels = [plain(leaf.label.text(lang)) for _, leaf in leaves]
    return {"data": [trace], "layout": _difference_layout(labels, plain(a), plain(b))}


def _difference_layout(labels: list[str], a: str, b: str) -> dict[str, Any]:
    ends = [
        {"xref": "paper", "yref": "paper", "y": 1, "yanchor": "bottom", "showarrow": False,
         "x": x, "xanchor": anchor, "text": text, "yshift": 6}
        for x, anchor, text in ((0, "left", f"← {a}"), (1, "right", f"{b} →"))
    ]  # fmt: skip
    return layout(
        height=90 + 24 * max(len(labels), 1),
        margin={"l": 12, "r": 12, "t": 34, "b": 12},
        bargap=0.4,
        annotations=ends,
        xaxis=axis(
            zeroline=True, zerolinecolor=LINE, zerolinewidth=2, showgrid=True, gridcolor=LINE
        ),
        yaxis=axis(
            autorange="reversed",
            tickmode="array",
            tickvals=list(range(len(labels))),
            ticktext=labels,
        ),
    )


def compare(ranking: Ranking, a: str, b: str, lang: Lang | None = None) -> go.Figure:
    """Where the points between two vendors come from, criterion by criterion.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.
    a, b : str
        Names of two vendors.
    lang : str, optional
        Language of its words; by default that of the system.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    return as_figure(difference_figure(ranking, a, b, chosen(lang)))


def _first_and_last(report: Report, lang: Lang) -> dict[str, Any]:
    vendors = report.ranking.vendors
    return difference_figure(report.ranking, vendors[0].name, vendors[-1].name, lang)


COMPARE = Chart(
    name="compare",
    show=compare,
    refilled=_first_and_last,
)


# A against B as a waterfall: from one score to the other, step by step.

_UP, _DOWN = "#1d62a8", "#c9521c"  # apart for colour-blind eyes; the sign stands beside the bar


def waterfall_figure(
    comparison: Comparison, lang: Lang = FALLBACK, *, by_group: bool = True
) -> dict[str, Any]:
    """From the score of b to the score of a; the steps add up exactly.

    Parameters
    ----------
    comparison : Comparison
        Of two vendors.
    lang : str, optional
        Language of the words.
    by_group : bool, optional
        A step per top group, else per criterion.

    Returns
    -------
    dict
        A plain plotly figure, in points.
    """
    steps = (
        [(g.label.text(lang), g.difference) for g in comparison.groups]
        if by_group
        else [(d.criterion.label.text(lang), d.difference) for d in comparison.criteria]
    )
    steps = [(label, step) for label, step in steps if step]
    a, b = plain(comparison.a), plain(comparison.b)
    figures = [comparison.score_b, *(step for _, step in steps), comparison.score_a]
    trace = {
        "type": "waterfall",
        "orientation": "h",
        "measure": ["absolute", *("relative" for _ in steps), "total"],
        "x": figures,
        "y": list(range(len(figures))),
        "text": [
            number_text.points(comparison.score_b),
            *(_signed(step) for _, step in steps),
            number_text.points(comparison.score_a),
        ],
        "textposition": "outside",
        "increasing": {"marker": {"color": _UP}},
        "decreasing": {"marker": {"color": _DOWN}},
        "totals": {"marker": {"color": MUTED}},
        "hovertemplate": "%{text}<extra></extra>",
    }
    span = _span([comparison.score_b, *(step for _, step in steps)])
    names = [b, *(plain(label) for label, _ in steps), a]
    return {
        "data": [trace],
        "layout": layout(
            title={"text": text("chart.waterfall", lang, a=a, b=b)},
            meta={"alt": text("chart.waterfall_alt", lang, a=a, b=b)},
            height=120 + 30 * len(names),
            margin={"l": 12, "r": 12, "t": 48, "b": 12},
            xaxis=axis(showgrid=True, gridcolor=LINE, range=span),
            yaxis=axis(
                range=[len(names) - 0.5, -0.5],
                tickmode="array",
                tickvals=list(range(len(names))),
                ticktext=names,
            ),
        ),
    }


def _signed(step: float) -> str:
    return ("+" if step > 0 else "-") + number_text.gap(abs(step))


def _span(figures: list[float]) -> list[float]:
    """The scores on the way, with room for the figures: steps are read, not the whole bars."""
    levels = list(accumulate(figures))
    room = max(0.25 * (max(levels) - min(levels)), 1.0)
    return [max(0.0, min(levels) - room), max(levels) + room]


def waterfall(
    comparison: Comparison, lang: Lang | None = None, *, by_group: bool = True
) -> go.Figure:
    """From the score of one vendor to that of another, group by group or by criterion.

    Parameters
    ----------
    comparison : Comparison
        Of two vendors, as `robustness.compare.compare` gives it.
    lang : str, optional
        Language of its words; by default that of the system.
    by_group : bool
        A step per top group, else per criterion.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    return as_figure(waterfall_figure(comparison, chosen(lang), by_group=by_group))


def _first_to_last(report: Report, lang: Lang) -> dict[str, Any] | None:
    vendors = report.ranking.vendors
    first, last = vendors[0].name, vendors[-1].name
    if first == last:
        return None
    return waterfall_figure(compare_vendors(report.decision, first, last), lang)


WATERFALL = Chart(
    name="waterfall",
    show=waterfall,
    refilled=_first_to_last,
)
