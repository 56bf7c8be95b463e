"""Rank intervals: the best and the worst rank that missing and vague answers still allow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from vendor_score.present.charts.chart import Chart, as_figure, chosen
from vendor_score.present.charts.contribution_bars import plain
from vendor_score.present.charts.theme import (
    ACCENT,
    LINE,
    axis,
    layout,
    one_of_each_mode,
    rank_axis,
)
from vendor_score.ranking.ranking import Ranking
from vendor_score.robustness.records import MissingRanks, Robustness
from vendor_score.wording import FALLBACK, Lang, text

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from vendor_score.present.report import Report

__all__ = ["RANK_INTERVALS", "rank_intervals", "rank_intervals_figure"]


def rank_intervals_figure(
    ranking: Ranking, missing: Mapping[str, MissingRanks], lang: Lang = FALLBACK
) -> dict[str, Any]:
    """A line from best to worst rank per vendor, and a mark at its present rank."""
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


def _of_report(report: Report, lang: Lang) -> dict[str, Any]:
    return rank_intervals_figure(report.ranking, report.robustness.missing_ranks, lang)


RANK_INTERVALS = Chart(
    name="rank_intervals",
    show=rank_intervals,
    picture=_of_report,
    refilled=lambda report, lang: one_of_each_mode(_of_report(report, lang)),
)
