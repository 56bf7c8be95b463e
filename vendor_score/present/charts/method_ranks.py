"""Methods against ranks: a line per vendor through the ranks that each method gives it."""

from __future__ import annotations

from typing import Any

from vendor_score.present.charts.contribution_bars import plain
from vendor_score.present.charts.theme import LINE, axis, group_colour, layout, rank_axis
from vendor_score.robustness.records import MethodAgreement, MethodResult
from vendor_score.wording import FALLBACK, Lang, text

__all__ = ["methods_figure"]

_SYMBOLS = ("circle", "square", "diamond", "cross", "triangle-up", "x", "star")


def methods_figure(agreement: MethodAgreement, lang: Lang = FALLBACK) -> dict[str, Any]:
    """A bump chart, methods from top to bottom and ranks across; those without a ranking left out.

    The headline methods come first.
    """
    results = [found for found in agreement.results if found.ranks]
    results.sort(key=lambda found: not found.headline)
    ranks = (results[0].ranks or {}) if results else {}
    vendors = sorted(ranks, key=ranks.__getitem__)
    names = [plain(found.label.text(lang)) for found in results]
    return {
        "data": [_trace(vendor, place, results) for place, vendor in enumerate(vendors)],
        "layout": layout(
            title={"text": text("verdict.chart.methods", lang)},
            meta={"alt": text("verdict.chart.methods_alt", lang)},
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
