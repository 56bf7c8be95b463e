"""Charts of what answers are worth: one vendor's profile, one criterion's value function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from vendor_score import number_text
from vendor_score.criteria.model import Criterion
from vendor_score.errors import UsageError
from vendor_score.kinds.rules import Rule
from vendor_score.present.charts.chart import (
    ACCENT,
    INK,
    LINE,
    MUTED,
    Chart,
    as_figure,
    axis,
    chosen,
    layout,
)
from vendor_score.present.charts.ranking_charts import plain, weighted_leaves
from vendor_score.ranking.ranking import Ranking
from vendor_score.wording import FALLBACK, Lang, text

if TYPE_CHECKING:
    import plotly.graph_objects as go

__all__ = [
    "PROFILE",
    "VALUE_CURVE",
    "profile",
    "profile_figure",
    "value_curve",
    "value_curve_figure",
]

# Profile of one vendor: its points on every weighted criterion, against the others' range.


def profile_figure(
    ranking: Ranking, vendor: str | None = None, lang: Lang = FALLBACK
) -> dict[str, Any]:
    """One vendor (the first one by default) as dots over bars from the least to the most points.

    The bars span the ranked vendors.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.
    vendor : str, optional
        Its name.
    lang : str, optional
        Language of the words.

    Returns
    -------
    dict
        A plain plotly figure; points 0 to 100.
    """
    decision = ranking.decision
    name = vendor or ranking.vendors[0].name
    leaves = weighted_leaves(ranking)
    columns = [decision.criteria_taking_part.index(leaf) for _, leaf in leaves]
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
        "marker": {"size": 12, "color": [top.colour for top, _ in leaves],
                   "line": {"color": "#ffffff", "width": 1.5}},
        "hovertemplate": "%{x:.1f}<extra></extra>",
    }  # fmt: skip
    return {
        "data": [spread, dots],
        "layout": _profile_layout([plain(leaf.label.text(lang)) for _, leaf in leaves]),
    }


def _profile_layout(labels: list[str]) -> dict[str, Any]:
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


# The value function of one criterion, with target and must, and every vendor's answer on it.

_FAR = 0.35  # of the distance between the outer anchors
_QUARTERS = [0, 25, 50, 75, 100]
_BOUNDS = (("target", "#12704f", "dash"), ("must", "#a8321a", "solid"))


def value_curve_figure(ranking: Ranking, criterion: str, lang: Lang = FALLBACK) -> dict[str, Any]:
    """Points over answers, with target, must and the vendors' answers by place in the ranking.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.
    criterion : str
        Id of a criterion with a value function.
    lang : str, optional
        Language of the words.

    Returns
    -------
    dict
        A plain plotly figure; points 0 to 100 up, answers in the criterion's unit across.

    Raises
    ------
    UsageError
        For an unknown criterion, or one without a value function.
    """
    leaf = _leaf(ranking, criterion)
    label = plain(leaf.label.text(lang))
    drawn = _line(ranking, leaf, lang) if _has_axis(leaf) else _bars(ranking, leaf, lang)
    data, changes = drawn
    shared = layout(
        title={"text": label},
        meta={"alt": text("page.curve_of", lang, criterion=label)},
        margin={"l": 12, "r": 24, "t": 84, "b": 12},
        height=420,
        **changes,
    )
    return {"data": data, "layout": shared}


def _leaf(ranking: Ranking, id: str) -> Criterion:
    leaves = {leaf.id: leaf for leaf in ranking.decision.criteria.leaves()}
    with_value = [key for key, leaf in leaves.items() if leaf.value is not None]
    if id not in with_value:
        raise UsageError("errors.criterion_unknown", id=id, known=", ".join(with_value))
    return leaves[id]


def _has_axis(leaf: Criterion) -> bool:
    return leaf.value is not None and leaf.value.anchors is not None


_Drawn = tuple[list[dict[str, Any]], dict[str, Any]]


def _line(ranking: Ranking, leaf: Criterion, lang: Lang) -> _Drawn:
    anchors = leaf.value.anchors if leaf.value else None
    assert anchors is not None, "asked of criteria with an axis only"
    at = sorted(anchors.at)
    answers, worth = [answer for answer, _ in at], [points for _, points in at]
    low, high = _near(answers, leaf, told := _answers_on(ranking, leaf))
    # the line is flat beyond its ends
    line = {"type": "scatter", "mode": "lines", "x": [low, *answers, high],
            "y": [worth[0], *worth, worth[-1]], "hoverinfo": "skip",
            "line": {"color": MUTED, "width": 2}}  # fmt: skip
    bounds = [
        bound
        for name, ink, dash in _BOUNDS
        for bound in _bound(leaf, name, ink, dash, (low, high), lang)
    ]
    changes = {
        "xaxis": axis(
            range=[low, high], ticks="outside", tickcolor=MUTED, title={"text": leaf.unit}
        ),
        "yaxis": axis(range=[-14, 116], showgrid=True, gridcolor=LINE, tickvals=_QUARTERS),
        "shapes": [shape for shape, _ in bounds if shape],
        "annotations": [said for _, said in bounds],
    }
    return [line, _dots(told, (answers, worth), (low, high))], changes


_Told = list[tuple[float, str, str]]


def _near(answers: list[float], leaf: Criterion, told: _Told) -> tuple[float, float]:
    """The ends of the axis: what lies far beyond the anchors stands at an end, with an arrow."""
    first, last = answers[0], answers[-1]
    reach = _FAR * ((last - first) or abs(first) or 1.0)
    rules = [rule for rule in (leaf.target, leaf.must) if rule is not None and rule.is_numeric]
    values = [at for at, _, _ in told] + [float(at) for rule in rules for at in rule.operands]
    near = [min(last + reach, max(first - reach, value)) for value in values]
    low, high = min(first, *near, first), max(last, *near, last)
    room = 0.04 * ((high - low) or 1.0)
    return low - room, high + room


def _dots(
    told: _Told, curve: tuple[list[float], list[float]], ends: tuple[float, float]
) -> dict[str, Any]:
    """A dot per answer; the places of answers that lie close together stand in one text."""
    low, high = ends
    close = 0.03 * (high - low)
    groups: list[tuple[float, list[str], list[str]]] = []
    for at, place, name in sorted(told):
        shown = min(high, max(low, at))
        if not groups or shown - groups[-1][0] > close:
            groups.append((shown, [], []))
        _, places, names = groups[-1]
        places.append(f"{place} →" if at > high else f"← {place}" if at < low else place)
        names.append(f"{place} {plain(name)}: {number_text.number(at)}")
    xs = [at for at, _, _ in groups]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": xs,
        "y": np.interp(xs, *curve).tolist(),
        "text": [", ".join(places) for _, places, _ in groups],
        # neighbours alternate, so that their texts do not meet
        "textposition": ["top center" if at % 2 == 0 else "bottom center" for at in range(len(xs))],
        "marker": {"size": 9, "color": ACCENT, "line": {"color": "#ffffff", "width": 1.5}},
        "hovertext": ["<br>".join(names) for _, _, names in groups],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _answers_on(ranking: Ranking, leaf: Criterion) -> _Told:
    """Middle of each answer, place in the ranking, name of the vendor; best place first."""
    anchors = leaf.value.anchors if leaf.value else None
    found = []
    for vendor in ranking.vendors:
        reading = ranking.decision.answers.of(vendor.name, leaf.id).reading
        if anchors is None or reading is None or not reading.has_value:
            continue
        try:
            low, high = anchors.interval(reading)
        except ValueError:  # not in this criterion's unit: it earns no points either
            continue
        found.append(((low + high) / 2, _place(vendor.rank), vendor.name))
    return found


def _place(rank: int | None) -> str:
    return "–" if rank is None else str(rank)


def _bound(  # noqa: PLR0913, PLR0917 - how one rule is drawn
    leaf: Criterion, name: str, ink: str, dash: str, ends: tuple[float, float], lang: Lang
) -> list[tuple[dict[str, Any] | None, dict[str, Any]]]:
    """A line at each number of a rule, and its text above; the two rules in rows of their own."""
    rule: Rule | None = leaf.target if name == "target" else leaf.must
    if rule is None or not rule.is_numeric:
        return []
    low, high = ends
    said = f"{text(f'terms.{name}', lang)} {plain(rule.text)}"
    found: list[tuple[dict[str, Any] | None, dict[str, Any]]] = []
    for at in map(float, rule.operands):
        line = {"type": "line", "yref": "paper", "x0": at, "x1": at, "y0": 0, "y1": 1,
                "line": {"color": ink, "dash": dash, "width": 1.5}}  # fmt: skip
        arrowed = f"{said} →" if at > high else f"← {said}" if at < low else said
        anchor = "right" if at > high else "left" if at < low else "center"
        found.append((
            line if low <= at <= high else None,
            {"x": min(high, max(low, at)), "xanchor": anchor, "yref": "paper", "y": 1,
             "yanchor": "bottom", "showarrow": False, "yshift": 4 if name == "target" else 20,
             "text": arrowed, "font": {"color": ink}},
        ))  # fmt: skip
    return found


def _bars(ranking: Ranking, leaf: Criterion, lang: Lang) -> _Drawn:
    """A bar per option or item, with the places of those who hold it."""
    bars = leaf.value.bars if leaf.value else ()
    asked = {
        id: name
        for name, rule in (("target", leaf.target), ("must", leaf.must))
        for id in (rule.operands if rule else ())
    }
    labels = []
    for id, _ in bars:
        said = f" · {text(f'terms.{asked[id]}', lang)}" if id in asked else ""
        labels.append(f"{plain(leaf.option_label(id).text(lang))}{said}")
    trace = {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(bars))),
        "x": [points for _, points in bars],
        "text": [
            f"{number_text.points(points)}  <b>{_holders(ranking, leaf, id)}</b>"
            for id, points in bars
        ],
        "textposition": "outside",
        "textfont": {"color": INK},
        "cliponaxis": False,
        "marker": {"color": "#93b6cf"},
        "hoverinfo": "skip",
    }
    changes = {
        "bargap": 0.45,
        "xaxis": axis(range=[0, 150], tickvals=_QUARTERS, showgrid=True, gridcolor=LINE),
        "yaxis": axis(
            range=[len(bars) - 0.5, -0.5],
            tickmode="array",
            tickvals=list(range(len(bars))),
            ticktext=labels,
        ),
    }
    return [trace], changes


def _holders(ranking: Ranking, leaf: Criterion, id: str) -> str:
    """The places of the vendors whose answer names an option."""
    places = []
    for vendor in ranking.vendors:
        reading = ranking.decision.answers.of(vendor.name, leaf.id).reading
        if reading is None or not reading.has_value:
            continue
        if id in (leaf.kind.bars_named(leaf.value, reading) or ()):
            places.append(_place(vendor.rank))
    return ", ".join(places)


def value_curve(ranking: Ranking, criterion: str, lang: Lang | None = None) -> go.Figure:
    """What an answer is worth: the value function of a criterion with every vendor's answer on it.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.
    criterion : str
        Id of a criterion with a value function.
    lang : str, optional
        Language of its words; by default that of the system.

    Returns
    -------
    plotly.graph_objects.Figure

    Raises
    ------
    UsageError
        For an unknown criterion, or one without a value function.
    """
    return as_figure(value_curve_figure(ranking, criterion, chosen(lang)))


VALUE_CURVE = Chart(
    name="value_curve",
    show=value_curve,
)
