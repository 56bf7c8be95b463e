"""Heat map: the points of every answer, vendors x criteria."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from vendor_score.present.charts.chart import Chart, as_figure, chosen
from vendor_score.present.charts.contribution_bars import plain
from vendor_score.present.charts.theme import SCALE, axis, layout
from vendor_score.present.charts.top_groups import tops
from vendor_score.ranking.ranking import Ranking
from vendor_score.wording import FALLBACK, Lang

if TYPE_CHECKING:
    import plotly.graph_objects as go


__all__ = ["HEAT_MAP", "heat_map", "heat_map_figure"]

_FEW = 40  # up to so many vendors each cell has room for its points


def heat_map_figure(ranking: Ranking, lang: Lang = FALLBACK) -> dict[str, Any]:
    """Vendors in ranked order from top to bottom, weighted criteria by group from left to right."""
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
        "layout": _layout(labels, names, _edges(ranking, [i for i, _ in leaves])),
    }


def _cell(points: float) -> float | None:
    return None if math.isnan(points) else float(points)


def _edges(ranking: Ranking, columns: list[int]) -> list[float]:
    """Where one group ends and the next begins."""
    groups = [top.id for top in tops(ranking.decision) for _ in top.leaves]
    shown = [groups[column] for column in columns]
    return [i - 0.5 for i in range(1, len(shown)) if shown[i] != shown[i - 1]]


def _layout(labels: list[str], names: list[str], edges: list[float]) -> dict[str, Any]:
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
