"""A against B as a waterfall: from one score to the other, step by step."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from vendor_score import number_text
from vendor_score.present.charts.contribution_bars import plain
from vendor_score.present.charts.theme import LINE, MUTED, axis, layout
from vendor_score.robustness.compare import Comparison
from vendor_score.wording import FALLBACK, Lang, text

__all__ = ["waterfall_figure"]

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
            title={"text": text("verdict.chart.waterfall", lang, a=a, b=b)},
            meta={"alt": text("verdict.chart.waterfall_alt", lang, a=a, b=b)},
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
