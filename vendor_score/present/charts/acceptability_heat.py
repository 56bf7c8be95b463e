"""Rank acceptability: the share of sampled weightings that gives each vendor each rank."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from vendor_score import number_text
from vendor_score.present.charts.chart import Chart, as_figure, chosen
from vendor_score.present.charts.contribution_bars import plain
from vendor_score.present.charts.theme import INK, SCALE, axis, layout, rank_axis
from vendor_score.robustness.records import Acceptability, Robustness
from vendor_score.wording import FALLBACK, Lang, text

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from vendor_score.present.report import Report

__all__ = ["ACCEPTABILITY", "acceptability", "acceptability_figure"]

_MOST_FIGURES = 10  # beyond so many ranks the figures would run into one another
_DARK = 0.6  # from here on, white figures read better on the cell


def acceptability_figure(smaa: Acceptability, lang: Lang = FALLBACK) -> dict[str, Any]:
    """Vendors by expected rank x ranks; of few vendors the share stands in every cell."""
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
            meta={"alt": text("chart.acceptability_alt", lang, first=first)},
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
            "font": {"size": 11, "color": "#ffffff" if share >= _DARK else INK},
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
