"""Two vendors side by side: where the points between them come from, criterion by criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vendor_score.present.charts.chart import Chart, as_figure, chosen
from vendor_score.present.charts.contribution_bars import plain
from vendor_score.present.charts.theme import LINE, axis, layout
from vendor_score.present.charts.top_groups import tops
from vendor_score.ranking.ranking import Ranking
from vendor_score.wording import FALLBACK, Lang

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from vendor_score.present.report import Report

__all__ = ["COMPARE", "compare", "difference_figure"]


def difference_figure(ranking: Ranking, a: str, b: str, lang: Lang = FALLBACK) -> dict[str, Any]:
    """Contribution of ``a`` less that of ``b``: bars to the left speak for a, to the right for b.

    The bars add up to the difference of the scores.
    """
    decision = ranking.decision
    of_a, of_b = ranking.by_name[a].contributions, ranking.by_name[b].contributions
    leaves = [
        (top, leaf)
        for top in tops(decision)
        for leaf in top.leaves
        if decision.leaf_weights[leaf.id] > 0
    ]
    trace = {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(leaves))),
        "x": [of_b[leaf.id] - of_a[leaf.id] for _, leaf in leaves],
        "marker": {"color": [top.colour for top, _ in leaves]},
        "hovertemplate": "%{x:+.1f}<extra></extra>",
    }
    labels = [plain(leaf.label.text(lang)) for _, leaf in leaves]
    return {"data": [trace], "layout": _layout(labels, plain(a), plain(b))}


def _layout(labels: list[str], a: str, b: str) -> dict[str, Any]:
    ends = [
        {"xref": "paper", "yref": "paper", "y": 1, "yanchor": "bottom", "showarrow": False,
         "x": x, "xanchor": anchor, "text": text, "yshift": 6}
        for x, anchor, text in ((0, "left", f"← {a}"), (1, "right", f"{b} →"))
    ]  # fmt: skip
    return layout(
        height=90 + 24 * max(len(labels), 1),
        margin={"l": 12, "r": 12, "t": 34, "b": 12},
        bargap=0.4,
        annotations=ends,
        xaxis=axis(
            zeroline=True, zerolinecolor=LINE, zerolinewidth=2, showgrid=True, gridcolor=LINE
        ),
        yaxis=axis(
            autorange="reversed",
            tickmode="array",
            tickvals=list(range(len(labels))),
            ticktext=labels,
        ),
    )


def compare(ranking: Ranking, a: str, b: str, lang: Lang | None = None) -> go.Figure:
    """Where the points between two vendors come from, criterion by criterion.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.
    a, b : str
        Names of two vendors.
    lang : str, optional
        Language of its words; by default that of the system.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    return as_figure(difference_figure(ranking, a, b, chosen(lang)))


def _first_and_last(report: Report, lang: Lang) -> dict[str, Any]:
    vendors = report.ranking.vendors
    return difference_figure(report.ranking, vendors[0].name, vendors[-1].name, lang)


COMPARE = Chart(
    name="compare",
    show=compare,
    refilled=_first_and_last,
)
