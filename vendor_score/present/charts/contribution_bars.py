"""Score composition: a stacked bar per vendor, a colour per group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vendor_score.present.charts.chart import Chart, as_figure, chosen
from vendor_score.present.charts.theme import axis, layout
from vendor_score.present.charts.top_groups import tops
from vendor_score.ranking.ranking import Ranking
from vendor_score.wording import FALLBACK, Lang

if TYPE_CHECKING:
    import plotly.graph_objects as go


__all__ = ["CONTRIBUTIONS", "contributions", "contributions_figure", "plain"]

_LONGEST = 40


def contributions_figure(ranking: Ranking, lang: Lang = FALLBACK) -> dict[str, Any]:
    """Vendors with a rank from top to bottom; segments in points, adding up to the score."""
    vendors = [vendor for vendor in ranking.vendors if vendor.rank is not None]
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "name": top.label.text(lang),
            "y": list(range(len(vendors))),
            "x": [sum(v.contributions[leaf.id] for leaf in top.leaves) for v in vendors],
            "marker": {"color": top.colour, "line": {"color": "#ffffff", "width": 1}},
            "hovertemplate": "%{x:.1f}<extra>%{fullData.name}</extra>",
        }
        for top in tops(ranking.decision)
    ]
    names = [f"{vendor.rank}  {plain(vendor.name)}" for vendor in vendors]
    return {"data": traces, "layout": _layout(names, [vendor.score for vendor in vendors])}


def plain(name: str) -> str:
    """A name as plotly shows it unchanged: its labels read a little HTML."""
    cut = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
    return cut.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _layout(names: list[str], scores: list[float]) -> dict[str, Any]:
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
