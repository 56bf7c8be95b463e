"""Rank acceptability: the share of sampled weightings that gives each vendor each rank."""

from __future__ import annotations

from typing import Any

from vendor_score import number_text
from vendor_score.present.charts.contribution_bars import plain
from vendor_score.present.charts.theme import INK, SCALE, axis, layout, rank_axis
from vendor_score.robustness.records import Acceptability
from vendor_score.wording import FALLBACK, Lang, text

__all__ = ["acceptability_figure"]

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
    title = text("verdict.chart.acceptability", lang)
    first = f"{names[0]} {number_text.share(shares[0][0])}" if names else ""
    return {
        "data": [trace],
        "layout": layout(
            title={"text": title},
            meta={"alt": text("verdict.chart.acceptability_alt", lang, first=first)},
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
