"""Scores against the weight of one group or criterion, with the points where the lead changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from vendor_score import number_text
from vendor_score.decision import Decision
from vendor_score.errors import UsageError
from vendor_score.present.charts.chart import Chart, as_figure, chosen
from vendor_score.present.charts.contribution_bars import plain
from vendor_score.present.charts.theme import ACCENT, INK, LINE, axis, group_colour, layout
from vendor_score.robustness.model import ScoreModel, score_model
from vendor_score.robustness.tipping import score_lines, tipping_points
from vendor_score.scoring.kernel import ScoreLines
from vendor_score.weights import WeightNode
from vendor_score.wording import FALLBACK, Lang, text

if TYPE_CHECKING:
    import plotly.graph_objects as go


__all__ = ["WEIGHT_LINE", "weight_line", "weight_line_figure"]

_STEPS = 100
_DASHES = ("solid", "dash", "dot", "dashdot", "longdash")


def weight_line_figure(decision: Decision, node: str, lang: Lang = FALLBACK) -> dict[str, Any]:
    """A line per ranked vendor, others in proportion. Raises UsageError for an unknown node."""
    model = score_model(decision)
    lines = score_lines(model, _node(model, node))
    label = plain(next(n.label for n in decision.criteria.nodes() if n.id == node).text(lang))
    ends = [
        end
        for point in tipping_points(model)
        if point.id == node
        for end, first in ((point.low, point.below), (point.high, point.above))
        if first
    ]
    now = {"type": "line", "x0": 100 * lines.share, "x1": 100 * lines.share}
    return {
        "data": _traces(model, lines),
        "layout": layout(
            title={"text": text("chart.weight_line", lang, node=label)},
            meta={"alt": text("chart.weight_line_alt", lang, node=label)},
            height=max(420, 110 + 20 * len(model.vendors)),
            margin={"l": 12, "r": 12, "t": 48, "b": 12},
            showlegend=True,
            shapes=[
                {**now, "y0": 0, "y1": 1, "yref": "paper", "line": {"color": ACCENT, "width": 2}},
                *(_mark(end) for end in ends),
            ],
            annotations=[_said(end) for end in ends],
            xaxis=axis(range=[0, 100], ticksuffix="%", title={"text": label}),
            yaxis=axis(range=[0, 100], showgrid=True, gridcolor=LINE),
        ),
    }


def _node(model: ScoreModel, id: str) -> WeightNode:
    nodes = {node.id: node for top in model.tree for node in top.walk()}
    if id not in nodes:
        known = ", ".join(nodes)
        raise UsageError("errors.criterion_unknown", id=id, known=known)
    return nodes[id]


def _traces(model: ScoreModel, lines: ScoreLines) -> list[dict[str, Any]]:
    """Straight lines need two points; ratios are drawn through more."""
    steps = 2 if model.is_linear else _STEPS + 1
    shares = np.linspace(lines.low, lines.high, steps)
    with np.errstate(invalid="ignore", divide="ignore"):
        scores = [(lines.n0 + lines.n1 * x) / (lines.d0 + lines.d1 * x) for x in shares]
    table = np.array(scores).T
    order = np.argsort(-np.nan_to_num(lines.now), kind="stable")
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": plain(model.vendors[at]),
            "x": (100 * shares).tolist(),
            "y": [None if np.isnan(score) else float(score) for score in table[at]],
            "line": {"color": group_colour(place), "dash": _DASHES[place % len(_DASHES)]},
            "hovertemplate": "%{y:.1f}<extra>%{fullData.name}</extra>",
        }
        for place, at in enumerate(order)
    ]


def _mark(share: float) -> dict[str, Any]:
    dotted = {"color": INK, "width": 1, "dash": "dot"}
    ends = {"x0": 100 * share, "x1": 100 * share, "y0": 0, "y1": 1}
    return {"type": "line", "yref": "paper", "line": dotted, **ends}


def _said(share: float) -> dict[str, Any]:
    shown = {"text": number_text.share(share), "showarrow": False, "yref": "paper", "y": 1}
    return {**shown, "x": 100 * share, "yanchor": "bottom"}


def weight_line(decision: Decision, node: str, lang: Lang | None = None) -> go.Figure:
    """Scores against the weight of one group or criterion, others in proportion.

    Parameters
    ----------
    decision : Decision
        The scored answers.
    node : str
        Id of a group or criterion.
    lang : str, optional
        Language of its words; by default that of the system.

    Returns
    -------
    plotly.graph_objects.Figure

    Raises
    ------
    UsageError
        Where no group or criterion has this id.
    """
    return as_figure(weight_line_figure(decision, node, chosen(lang)))


WEIGHT_LINE = Chart(
    name="weight_line",
    show=weight_line,
)
