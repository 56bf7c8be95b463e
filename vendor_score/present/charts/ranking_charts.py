"""Charts of the whole ranking: composition of scores, heat map."""

from __future__ import annotations

import math
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from vendor_score import number_text
from vendor_score.criteria.model import Criterion
from vendor_score.present.charts.chart import (
    MUTED,
    SCALE,
    STEPS,
    Chart,
    as_figure,
    axis,
    chosen,
    ink_on,
    layout,
)
from vendor_score.present.model import ColouredGroup, coloured_groups, rank_rows
from vendor_score.ranking.ranking import Ranking
from vendor_score.wording import FALLBACK, Lang

if TYPE_CHECKING:
    import plotly.graph_objects as go

__all__ = [
    "CONTRIBUTIONS",
    "HEAT_MAP",
    "contributions",
    "contributions_figure",
    "heat_map",
    "heat_map_figure",
    "plain",
    "weighted_leaves",
]

_LONGEST = 40


def contributions_figure(
    ranking: Ranking, lang: Lang = FALLBACK, *, split: bool = False
) -> dict[str, Any]:
    """Vendors with a rank from top to bottom; segments in points, adding up to the score.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.
    lang : str, optional
        Language of the words.
    split : bool, optional
        A column per group on a common zero instead of stacked bars.

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
    shape = _contributions_layout(names, [vendor.score for vendor in vendors])
    if split:
        _split_into_columns(traces, shape, ranking)
    return {"data": traces, "layout": shape}


_SEAM = 1.5  # points between two columns


def _split_into_columns(
    traces: list[dict[str, Any]], shape: dict[str, Any], ranking: Ranking
) -> None:
    """A column per group, as wide as its weight or as the most that a vendor has from it."""
    start, zeros = 0.0, list[float]()
    for trace, group in zip(traces, coloured_groups(ranking.decision), strict=True):
        wide = max(100 * group.weight, *trace["x"], 0.0)
        trace["base"] = [start] * len(trace["x"])
        trace["visible"] = wide > 0
        if wide > 0:
            zeros.append(start)
            start += wide + _SEAM
    shape["barmode"] = "overlay"
    shape["xaxis"] = {
        **shape["xaxis"], "range": [0, start], "tickmode": "array",
        "tickvals": zeros, "ticktext": ["0"] * len(zeros), "showgrid": True, "gridcolor": MUTED,
    }  # fmt: skip
    for said in shape["annotations"]:
        said.update(xref="paper", x=1)
    shape["margin"] = {**shape["margin"], "r": 56}


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


def contributions(ranking: Ranking, lang: Lang | None = None, *, split: bool = False) -> go.Figure:
    """Score composition: a stacked bar per ranked vendor, a colour per group.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.
    lang : str, optional
        Language of its words; by default that of the system.
    split : bool, optional
        A column per group on a common zero instead of stacked bars.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    return as_figure(contributions_figure(ranking, chosen(lang), split=split))


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
    leaves = weighted_leaves(ranking)
    columns = [decision.criteria_taking_part.index(leaf) for _, leaf in leaves]
    rows = decision.rows_of([vendor.name for vendor in ranking.vendors])
    z = [[_cell(decision.points[row, at]) for at in columns] for row in rows]
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
    }
    # the place before a name, the score behind it, as in the ranking
    names = [
        f"{vendor.rank or '–'}  {plain(vendor.name)}  {number_text.points(vendor.score)}"
        for vendor in ranking.vendors
    ]
    shape = _heat_map_layout(leaves, names, lang)
    if len(rows) <= _FEW:
        shape["annotations"] += _figures_in_cells(z)
    return {"data": [trace], "layout": shape}


def weighted_leaves(ranking: Ranking) -> list[tuple[ColouredGroup, Criterion]]:
    """The criteria with weight, each with its group.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.

    Returns
    -------
    list of (ColouredGroup, Criterion)
        In file order.
    """
    weights = ranking.decision.leaf_weights
    groups = coloured_groups(ranking.decision)
    return [(top, leaf) for top in groups for leaf in top.leaves if weights[leaf.id] > 0]


def _figures_in_cells(z: list[list[float | None]]) -> list[dict[str, Any]]:
    """The points of each cell, in the ink that reads on its colour."""
    return [
        {"x": x, "y": y, "text": number_text.points(points).removesuffix(".0"), "showarrow": False,
         "font": {"size": 11, "color": ink_on(points / 100)}}
        for y, row in enumerate(z)
        for x, points in enumerate(row)
        if points is not None
    ]  # fmt: skip


def _cell(points: float) -> float | None:
    return None if math.isnan(points) else float(points)


def _heat_map_layout(
    leaves: list[tuple[ColouredGroup, Criterion]], names: list[str], lang: Lang
) -> dict[str, Any]:
    bands = [list(band) for _, band in groupby(enumerate(leaves), lambda each: each[1][0].id)]
    return layout(
        # slanted labels lean over the right edge, the bands of the groups stand below the cells
        margin={"l": 12, "r": 150, "t": 12, "b": 64},
        height=250 + 26 * max(len(names), 1),
        xaxis=axis(
            side="top",
            tickangle=-45,
            ticklabeloverflow="allow",  # else plotly drops those that lean out
            tickmode="array",
            tickvals=list(range(len(leaves))),
            ticktext=[plain(leaf.label.text(lang)) for _, leaf in leaves],
        ),
        yaxis=axis(
            autorange="reversed",
            tickmode="array",
            tickvals=list(range(len(names))),
            ticktext=names,
        ),
        meta={"inks": [ink for _, ink in STEPS]},
        shapes=[shape for band in bands for shape in _band(band)],
        annotations=[_band_name(band, lang) for band in bands],
    )


_Band = list[tuple[int, tuple[ColouredGroup, Criterion]]]


def _band(band: _Band) -> list[dict[str, Any]]:
    """A line in the colour of a group below its criteria, and a seam before them."""
    (first, (group, _)), (last, _) = band[0], band[-1]
    below = {"type": "line", "xref": "x", "yref": "paper", "x0": first - 0.45, "x1": last + 0.45,
             "y0": 0, "y1": 0, "line": {"color": group.colour, "width": 5}}  # fmt: skip
    seam = {"type": "line", "xref": "x", "yref": "paper", "x0": first - 0.5, "x1": first - 0.5,
            "y0": 0, "y1": 1, "line": {"color": "#ffffff", "width": 6}}  # fmt: skip
    return [below] if first == 0 else [below, seam]


def _band_name(band: _Band, lang: Lang) -> dict[str, Any]:
    """The name of a group below its line, broken where its criteria are few."""
    (first, (group, _)), (last, _) = band[0], band[-1]
    width = max(6, 6 * len(band))
    lines = "<br>".join(plain(line) for line in wrap(group.label.text(lang), width)[:3])
    return {"xref": "x", "yref": "paper", "x": (first + last) / 2, "y": 0, "yshift": -6,
            "yanchor": "top", "showarrow": False, "text": lines, "font": {"size": 11}}  # fmt: skip


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
