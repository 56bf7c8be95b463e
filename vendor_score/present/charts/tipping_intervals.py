"""Tipping points: for each node the interval of its weight in which the first place stays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from vendor_score import number_text
from vendor_score.decision import Decision
from vendor_score.present.charts.chart import Chart, as_figure, chosen
from vendor_score.present.charts.contribution_bars import plain
from vendor_score.present.charts.theme import ACCENT, INK, LINE, axis, layout
from vendor_score.robustness.records import Robustness, TippingPoint
from vendor_score.wording import FALLBACK, Lang, text

if TYPE_CHECKING:
    import plotly.graph_objects as go


__all__ = ["TIPPING_POINTS", "tipping_figure", "tipping_points"]


def tipping_figure(
    decision: Decision, tipping: Iterable[TippingPoint], lang: Lang = FALLBACK
) -> dict[str, Any]:
    """A bar from end to end, and a mark at the present weight, of every node with weight."""
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
