"""Profile of one vendor: its points on every weighted criterion, against the others' range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from vendor_score.present.charts.chart import Chart, as_figure, chosen
from vendor_score.present.charts.contribution_bars import plain
from vendor_score.present.charts.theme import LINE, axis, layout
from vendor_score.present.charts.top_groups import tops
from vendor_score.ranking.ranking import Ranking
from vendor_score.wording import FALLBACK, Lang

if TYPE_CHECKING:
    import plotly.graph_objects as go


__all__ = ["PROFILE", "profile", "profile_figure"]


def profile_figure(
    ranking: Ranking, vendor: str | None = None, lang: Lang = FALLBACK
) -> dict[str, Any]:
    """One vendor (the first one by default) as dots over bars from the least to the most points.

    The bars span the ranked vendors.
    """
    decision = ranking.decision
    name = vendor or ranking.vendors[0].name
    leaves = [
        (top, decision.criteria_taking_part.index(leaf), leaf)
        for top in tops(decision)
        for leaf in top.leaves
        if decision.leaf_weights[leaf.id] > 0
    ]
    columns = [at for _, at, _ in leaves]
    among = list(decision.rows_of(decision.ranked_vendors)) or list(range(len(decision.vendors)))
    points = np.nan_to_num(decision.points[:, columns])
    low, high = points[among].min(axis=0), points[among].max(axis=0)
    own = decision.points[decision.rows_of([name])[0], columns]
    y = list(range(len(leaves)))
    spread = {
        "type": "bar", "orientation": "h", "y": y, "base": low.tolist(), "x": (high - low).tolist(),
        "marker": {"color": LINE}, "hoverinfo": "skip", "width": 0.34,
    }  # fmt: skip
    dots = {
        "type": "scatter", "mode": "markers", "y": y,
        "x": [None if np.isnan(x) else float(x) for x in own],
        "marker": {"size": 12, "color": [top.colour for top, _, _ in leaves],
                   "line": {"color": "#ffffff", "width": 1.5}},
        "hovertemplate": "%{x:.1f}<extra></extra>",
    }  # fmt: skip
    return {
        "data": [spread, dots],
        "layout": _layout([plain(leaf.label.text(lang)) for _, _, leaf in leaves]),
    }


def _layout(labels: list[str]) -> dict[str, Any]:
    return layout(
        height=70 + 24 * max(len(labels), 1),
        xaxis=axis(range=[-3, 103], showgrid=True, gridcolor=LINE, dtick=25, side="top"),
        yaxis=axis(
            autorange="reversed",
            tickmode="array",
            tickvals=list(range(len(labels))),
            ticktext=labels,
        ),
    )


def profile(ranking: Ranking, vendor: str | None = None, lang: Lang | None = None) -> go.Figure:
    """The points of one vendor on every weighted criterion, against the range of the others.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.
    vendor : str, optional
        By default the first one.
    lang : str, optional
        Language of its words; by default that of the system.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    return as_figure(profile_figure(ranking, vendor, chosen(lang)))


PROFILE = Chart(
    name="profile",
    show=profile,
    refilled=lambda report, lang: profile_figure(report.ranking, None, lang),
)
