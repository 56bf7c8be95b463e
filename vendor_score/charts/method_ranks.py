"""Methods against ranks: a line per vendor through the ranks that each method gives it."""

from __future__ import annotations

from typing import Any

from vendor_score.charts.contribution_bars import plain
from vendor_score.charts.theme import LINE, axis, group_colour, layout
from vendor_score.robustness.records import MethodAgreement, MethodResult
from vendor_score.wording import Lang, text

__all__ = ["methods_figure"]

_SYMBOLS = ("circle", "square", "diamond", "cross", "triangle-up", "x", "star")


def methods_figure(agreement: MethodAgreement, lang: Lang = "en") -> dict[str, Any]:
    """A bump chart; headline methods come first, those without a ranking are left out."""
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
            height=160 + 30 * max(len(vendors), 1),
            margin={"l": 12, "r": 12, "t": 48, "b": 12},
            showlegend=True,
            xaxis=axis(tickmode="array", tickvals=list(range(len(results))), ticktext=names),
            yaxis=axis(autorange="reversed", dtick=1, showgrid=True, gridcolor=LINE),
        ),
    }


def _trace(vendor: str, place: int, results: list[MethodResult]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": plain(vendor),
        "x": list(range(len(results))),
        "y": [(found.ranks or {}).get(vendor) for found in results],
        "line": {"color": group_colour(place)},
        "marker": {"symbol": _SYMBOLS[place % len(_SYMBOLS)], "size": 9},
        "hovertemplate": "%{y}<extra>%{fullData.name}</extra>",
    }
