"""A against B as a waterfall: from one score to the other, step by step."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

from vendor_score import number_text
from vendor_score.present.charts.chart import Chart, as_figure, chosen
from vendor_score.present.charts.contribution_bars import plain
from vendor_score.present.charts.theme import LINE, MUTED, axis, layout
from vendor_score.robustness.compare import Comparison, compare
from vendor_score.wording import FALLBACK, Lang, text

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from vendor_score.present.report import Report

__all__ = ["WATERFALL", "waterfall", "waterfall_figure"]

_UP, _DOWN = "#1d62a8", "#c9521c"  # apart for colour-blind eyes; the sign stands beside the bar


def waterfall_figure(
    comparison: Comparison, lang: Lang = FALLBACK, *, by_group: bool = True
) -> dict[str, Any]:
    """From the score of b to the score of a; the steps add up exactly."""
    steps = (
        [(g.label.text(lang), g.difference) for g in comparison.groups]
        if by_group
        else [(d.criterion.label.text(lang), d.difference) for d in comparison.criteria]
    )
    steps = [(label, step) for label, step in steps if step]
    a, b = plain(comparison.a), plain(comparison.b)
    figures = [comparison.score_b, *(step for _, step in steps), comparison.score_a]
    trace = {
        "type": "waterfall",
        "orientation": "h",
        "measure": ["absolute", *("relative" for _ in steps), "total"],
        "x": figures,
        "y": list(range(len(figures))),
        "text": [
            number_text.points(comparison.score_b),
            *(_signed(step) for _, step in steps),
            number_text.points(comparison.score_a),
        ],
        "textposition": "outside",
        "increasing": {"marker": {"color": _UP}},
        "decreasing": {"marker": {"color": _DOWN}},
        "totals": {"marker": {"color": MUTED}},
        "hovertemplate": "%{text}<extra></extra>",
    }
    span = _span([comparison.score_b, *(step for _, step in steps)])
    names = [b, *(plain(label) for label, _ in steps), a]
    return {
        "data": [trace],
        "layout": layout(
            title={"text": text("chart.waterfall", lang, a=a, b=b)},
            meta={"alt": text("chart.waterfall_alt", lang, a=a, b=b)},
            height=120 + 30 * len(names),
            margin={"l": 12, "r": 12, "t": 48, "b": 12},
            xaxis=axis(showgrid=True, gridcolor=LINE, range=span),
            yaxis=axis(
                range=[len(names) - 0.5, -0.5],
                tickmode="array",
                tickvals=list(range(len(names))),
                ticktext=names,
            ),
        ),
    }


def _signed(step: float) -> str:
    return ("+" if step > 0 else "-") + number_text.gap(abs(step))


def _span(figures: list[float]) -> list[float]:
    """The scores on the way, with room for the figures: steps are read, not the whole bars."""
    levels = list(accumulate(figures))
    room = max(0.25 * (max(levels) - min(levels)), 1.0)
    return [max(0.0, min(levels) - room), max(levels) + room]


def waterfall(
    comparison: Comparison, lang: Lang | None = None, *, by_group: bool = True
) -> go.Figure:
    """From the score of one vendor to that of another, group by group or by criterion.

    Parameters
    ----------
    comparison : Comparison
        Of two vendors, as `robustness.compare.compare` gives it.
    lang : str, optional
        Language of its words; by default that of the system.
    by_group : bool
        A step per top group, else per criterion.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    return as_figure(waterfall_figure(comparison, chosen(lang), by_group=by_group))


def _first_to_last(report: Report, lang: Lang) -> dict[str, Any] | None:
    vendors = report.ranking.vendors
    first, last = vendors[0].name, vendors[-1].name
    if first == last:
        return None
    return waterfall_figure(compare(report.decision, first, last), lang)


WATERFALL = Chart(
    name="waterfall",
    show=waterfall,
    refilled=_first_to_last,
)
