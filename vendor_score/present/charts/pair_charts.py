"""Charts of two vendors: where the points between them come from, by criterion and step by step."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from vendor_score import number_text
from vendor_score.present.charts.chart import LINE, MUTED, Chart, as_figure, axis, chosen, layout
from vendor_score.present.charts.ranking_charts import plain, weighted_leaves
from vendor_score.ranking.ranking import Ranking
from vendor_score.robustness.compare import Comparison
from vendor_score.robustness.compare import compare as compare_vendors
from vendor_score.wording import FALLBACK, Lang, text

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from vendor_score.present.report import Report

__all__ = [
    "COMPARE",
    "WATERFALL",
    "compare",
    "difference_figure",
    "signed",
    "waterfall",
    "waterfall_figure",
]

# Two vendors side by side: where the points between them come from, criterion by criterion.


def difference_figure(ranking: Ranking, a: str, b: str, lang: Lang = FALLBACK) -> dict[str, Any]:
    """What one vendor's contributions have ahead of those of another, the largest lead first.

    The bars add up to the difference of the scores; criteria without a difference have none.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.
    a : str
        A vendor: bars to the right speak for it.
    b : str
        A vendor: bars to the left speak for it.
    lang : str, optional
        Language of the words.

    Returns
    -------
    dict
        A plain plotly figure, in points.
    """
    of_a, of_b = ranking.by_name[a].contributions, ranking.by_name[b].contributions
    leads = [(leaf, of_a[leaf.id] - of_b[leaf.id]) for _, leaf in weighted_leaves(ranking)]
    leads = sorted((each for each in leads if each[1]), key=lambda each: -each[1])
    trace = {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(leads))),
        "x": [lead for _, lead in leads],
        "text": [signed(lead) for _, lead in leads],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": [_FOR_A if lead > 0 else _FOR_B for _, lead in leads]},
        "hovertemplate": "%{text}<extra></extra>",
    }
    labels = [plain(leaf.label.text(lang)) for leaf, _ in leads]
    span = _span([lead for _, lead in leads])
    return {"data": [trace], "layout": _pair_layout(labels, plain(a), plain(b), span, 24)}


def _span(levels: list[float]) -> list[float]:
    """From the least to the greatest level, zero among them, with room for the figures."""
    low, high = min(0.0, *levels, 0.0), max(0.0, *levels, 0.0)
    room = 0.14 * (high - low or 1.0)
    return [low - room, high + room]


def _pair_layout(labels: list[str], a: str, b: str, span: list[float], row: int) -> dict[str, Any]:
    """Both names at the ends of an axis of differences, zero always on it."""
    ends = [
        {"xref": "paper", "yref": "paper", "y": 1, "yanchor": "bottom", "showarrow": False,
         "x": x, "xanchor": anchor, "text": text, "yshift": 6}
        for x, anchor, text in ((0, "left", f"← {b}"), (1, "right", f"{a} →"))
    ]  # fmt: skip
    return layout(
        height=90 + row * max(len(labels), 1),
        margin={"l": 12, "r": 12, "t": 34, "b": 12},
        meta={"colours": [_FOR_A, _FOR_B]},
        bargap=0.4,
        annotations=ends,
        xaxis=axis(
            range=span,
            zeroline=True,
            zerolinecolor=MUTED,
            zerolinewidth=2,
            showgrid=True,
            gridcolor=LINE,
        ),
        yaxis=axis(
            range=[len(labels) - 0.5, -0.5],
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


# A against B as a waterfall: from no difference to the whole of it, step by step.

# apart for colour-blind eyes; side and sign say the same
_FOR_A, _FOR_B = "#1d62a8", "#c9521c"


def waterfall_figure(
    comparison: Comparison, lang: Lang = FALLBACK, *, by_group: bool = True
) -> dict[str, Any]:
    """From no difference to a's lead over b, the largest step first; the steps add up exactly.

    Parameters
    ----------
    comparison : Comparison
        Of two vendors.
    lang : str, optional
        Language of the words.
    by_group : bool, optional
        A step per top group, else per criterion.

    Returns
    -------
    dict
        A plain plotly figure, in points; ``customdata`` holds the score before and after a step,
        from that of b to that of a.
    """
    steps = (
        [(g.label.text(lang), g.difference) for g in comparison.groups]
        if by_group
        else [(d.criterion.label.text(lang), d.difference) for d in comparison.criteria]
    )
    steps = sorted((each for each in steps if each[1]), key=lambda each: -each[1])
    a, b = plain(comparison.a), plain(comparison.b)
    whole = comparison.score_a - comparison.score_b
    levels = list(accumulate((step for _, step in steps), initial=comparison.score_b))
    figures = [*(step for _, step in steps), whole]
    trace = {
        "type": "waterfall",
        "orientation": "h",
        "measure": [*("relative" for _ in steps), "total"],
        "x": figures,
        "y": list(range(len(figures))),
        "customdata": [*map(list, pairwise(levels)), [comparison.score_b, comparison.score_a]],
        "text": [signed(figure) for figure in figures],
        "textposition": "outside",
        "cliponaxis": False,
        "increasing": {"marker": {"color": _FOR_A}},
        "decreasing": {"marker": {"color": _FOR_B}},
        "totals": {"marker": {"color": MUTED}},
        "hovertemplate": "%{text}<extra></extra>",
    }
    names = [*(plain(label) for label, _ in steps), text("page.whole_difference", lang)]
    shared = _pair_layout(
        names,
        f"{a} {number_text.points(comparison.score_a)}",
        f"{b} {number_text.points(comparison.score_b)}",
        _span([level - comparison.score_b for level in levels]),
        30,
    )
    shared["margin"] = {**shared["margin"], "t": 70}
    shared["meta"] = {**shared["meta"], "alt": text("chart.waterfall_alt", lang, a=a, b=b)}
    title = {"text": text("chart.waterfall", lang, a=a, b=b)}
    return {"data": [trace], "layout": {**shared, "title": title}}


def signed(lead: float) -> str:
    """A difference in points with its sign.

    Parameters
    ----------
    lead : float
        In points.

    Returns
    -------
    str

    Examples
    --------
    >>> signed(2.44), signed(-0.5)
    ('+2.4', '−0.5')
    """
    if lead == 0:
        return number_text.points(lead)
    return ("+" if lead > 0 else "−") + number_text.gap(abs(lead))


def waterfall(
    comparison: Comparison, lang: Lang | None = None, *, by_group: bool = True
) -> go.Figure:
    """From no difference between two vendors to the whole of it, by group or by criterion.

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
    return waterfall_figure(compare_vendors(report.decision, first, last), lang)


WATERFALL = Chart(
    name="waterfall",
    show=waterfall,
    refilled=_first_to_last,
)
