"""Methods against ranks: a line per vendor through the ranks that each method gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vendor_score.errors import UsageError
from vendor_score.present.charts.chart import Chart, as_figure, chosen
from vendor_score.present.charts.contribution_bars import plain
from vendor_score.present.charts.theme import (
    LINE,
    axis,
    group_colour,
    layout,
    one_of_each_mode,
    rank_axis,
)
from vendor_score.robustness.records import MethodAgreement, MethodResult, Robustness
from vendor_score.wording import FALLBACK, Lang, text

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from vendor_score.present.report import Report

__all__ = ["METHODS", "methods", "methods_figure"]

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


def _of_report(report: Report, lang: Lang) -> dict[str, Any] | None:
    agreement = report.robustness.agreement
    return None if agreement is None else methods_figure(agreement, lang)


def _of_page(report: Report, lang: Lang) -> dict[str, Any] | None:
    figure = _of_report(report, lang)
    return figure and one_of_each_mode(figure)


METHODS = Chart(
    name="methods",
    show=methods,
    picture=_of_report,
    refilled=_of_page,
)
