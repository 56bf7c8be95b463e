"""Cost against quality: each offer between its stated and assumed cost, frontier and hull."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vendor_score.award.records import OfferComparison
from vendor_score.decision import Decision
from vendor_score.errors import UsageError
from vendor_score.number_text import money
from vendor_score.present.charts.chart import (
    ACCENT,
    LINE,
    MUTED,
    Chart,
    as_figure,
    axis,
    chosen,
    layout,
)
from vendor_score.present.charts.ranking_charts import plain
from vendor_score.price.results import CostQuality, Frontier
from vendor_score.ranking.ranking import Ranking
from vendor_score.wording import FALLBACK, Lang, text

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from vendor_score.present.report import Report

__all__ = ["COST_QUALITY", "cost_quality", "cost_quality_figure", "cost_quality_table"]


_HEIGHT = 420
_LINE = 18  # of the key below the axis


def cost_quality_figure(comparison: OfferComparison, lang: Lang = FALLBACK) -> dict[str, Any]:
    """Cost across, quality upwards: what is stated as a solid bar, what is assumed as a dotted one.

    Parameters
    ----------
    comparison : OfferComparison
    lang : str, optional
        Language of the words.

    Returns
    -------
    dict
        A plain plotly figure. The frontier is a line of steps, the hull a dashed line; whoever is
        beaten on both is grey.
    """
    edge = comparison.frontier
    points = _points(comparison)
    data: list[dict[str, Any]] = []
    if edge is not None:
        data += [_steps(points, edge), _hull(points, edge)]
    for name, point in points.items():
        is_beaten = edge is not None and name in edge.dominated
        data += _bars(comparison, name, point, MUTED if is_beaten else ACCENT)
    data.append(_marks(points, edge, lang))
    first = plain(edge.names[0]) if edge is not None and edge.names else ""
    return {
        "data": data,
        "layout": layout(
            title={"text": text("chart.cost_quality", lang)},
            meta={"alt": text("chart.cost_quality_alt", lang, first=first)},
            height=_HEIGHT + _LINE * len(points),
            margin={"l": 12, "r": 24, "t": 64, "b": 12},
            xaxis=axis(
                title={"text": _key(comparison, list(points), lang)}, range=_range(points),
                showgrid=True, gridcolor=LINE, tickformat=",.0f",
            ),
            yaxis=axis(
                title={"text": text("chart.quality", lang)}, showgrid=True, gridcolor=LINE
            ),
        ),
    }  # fmt: skip


def _key(comparison: OfferComparison, names: list[str], lang: Lang) -> str:
    """What the axis is, and below it the vendors by their numbers: names would overlap."""
    title = text("chart.cost", lang, currency=comparison.demand.currency)
    return "<br>".join((title, *(f"{at} {plain(name)}" for at, name in enumerate(names, start=1))))


def _range(points: dict[str, CostQuality]) -> list[float]:
    """From the lowest to the highest cost, with some air."""
    ends = [end for one in points.values() for end in (one.cost, one.cost_low or one.cost)]
    if not ends:
        return [0.0, 1.0]
    air = 0.06 * (max(ends) - min(ends)) or 0.1 * max(ends)
    return [min(ends) - air, max(ends) + air]


def _points(comparison: OfferComparison) -> dict[str, CostQuality]:
    """Offers with a total and a quality score, by rising cost."""
    found = {}
    for name, total in comparison.totals.items():
        quality = comparison.quality.get(name)
        if total.total is not None and quality is not None:
            found[name] = CostQuality(
                name=name,
                cost=total.total.high,
                cost_low=total.total.low,
                quality=quality.low,
                quality_high=quality.high,
            )
    return dict(sorted(found.items(), key=lambda pair: pair[1].cost))


def _steps(points: dict[str, CostQuality], edge: Frontier) -> dict[str, Any]:
    kept = [points[name] for name in edge.names if name in points]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [one.cost for one in kept],
        "y": [one.quality for one in kept],
        "line": {"shape": "hv", "color": ACCENT, "width": 1.5},
        "hoverinfo": "skip",
    }


def _hull(points: dict[str, CostQuality], edge: Frontier) -> dict[str, Any]:
    kept = [points[name] for name in edge.hull if name in points]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [one.cost for one in kept],
        "y": [one.quality for one in kept],
        "line": {"dash": "dash", "color": MUTED, "width": 1},
        "hoverinfo": "skip",
    }


def _bars(
    comparison: OfferComparison, name: str, point: CostQuality, ink: str
) -> list[dict[str, Any]]:
    """What is stated, what is assumed on top, and how far quality may still rise."""
    total = comparison.totals[name]
    stated = point.cost if total.as_stated is None else min(total.as_stated, point.cost)
    low = point.cost if point.cost_low is None else point.cost_low
    best = point.quality if point.quality_high is None else point.quality_high
    spans = (
        ([low, stated], [point.quality] * 2, "solid", 5),
        ([stated, point.cost], [point.quality] * 2, "dot", 3),
        ([point.cost] * 2, [point.quality, best], "solid", 1),
    )
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": x,
            "y": y,
            "line": {"color": ink, "width": width, "dash": dash},
            "hoverinfo": "skip",
        }
        for x, y, dash, width in spans
        if x[0] != x[1] or y[0] != y[1]
    ]


def _marks(points: dict[str, CostQuality], edge: Frontier | None, lang: Lang) -> dict[str, Any]:
    """A mark and a name at the end that the score uses."""
    beaten = edge.dominated if edge is not None else {}
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [one.cost for one in points.values()],
        "y": [one.quality for one in points.values()],
        "text": [str(at) for at in range(1, len(points) + 1)],
        "textposition": "middle center",
        "textfont": {"color": "#ffffff", "size": 11},
        "marker": {
            "size": 19,
            "color": [MUTED if name in beaten else ACCENT for name in points],
        },
        "cliponaxis": False,
        "customdata": [
            [money(one.cost), f"{one.quality:.1f}", plain(one.name)] for one in points.values()
        ],
        "hovertemplate": text("chart.cost_quality_hover", lang) + "<extra></extra>",
    }


def cost_quality_table(
    comparison: OfferComparison, lang: Lang = FALLBACK
) -> tuple[list[str], list[list[str]]]:
    """The same facts as a table.

    Parameters
    ----------
    comparison : OfferComparison
    lang : str, optional

    Returns
    -------
    (list of str, list of list of str)
        Headings, and a row for each offer by rising cost.
    """
    heads = [text("terms.vendor", lang)]
    heads += [text(f"offers.head.{key}", lang) for key in ("stated", "total", "quality")]
    heads.append(text("chart.place", lang))
    points, edge = _points(comparison), comparison.frontier
    numbers = {name: str(at) for at, name in enumerate(points, start=1)}
    rows = []
    for name, point in points.items():
        stated = comparison.totals[name].as_stated
        low = point.cost if point.cost_low is None else point.cost_low
        ends = dict.fromkeys(money(end) for end in (low, point.cost))
        rows.append([
            f"{numbers[name]} {name}",
            "–" if stated is None else money(stated),
            " – ".join(ends),
            f"{point.quality:.1f}",
            _place(name, edge, numbers, lang),
        ])  # fmt: skip
    return heads, rows


def _place(name: str, edge: Frontier | None, numbers: dict[str, str], lang: Lang) -> str:
    """Whether a vendor is beaten on both, and by whom, by their numbers."""
    if edge is None or name not in edge.dominated:
        return text("chart.on_frontier", lang)
    by = text("offers.name_joint", lang).join(numbers[other] for other in edge.dominated[name])
    return text("chart.beaten_by", lang, by=by)


def cost_quality(
    of: OfferComparison | Decision | Ranking, *, lang: Lang | None = None
) -> go.Figure:
    """Cost against quality, with the efficient frontier.

    Parameters
    ----------
    of : OfferComparison, Decision or Ranking
        A decision or ranking that was loaded with offers.
    lang : str, optional
        Language of the words; the system's unless given.

    Returns
    -------
    plotly.graph_objects.Figure

    Raises
    ------
    UsageError
        Where no offers were opened.
    """
    decision = of.decision if isinstance(of, Ranking) else of
    comparison = decision.offers if isinstance(decision, Decision) else decision
    if comparison is None:
        raise UsageError("errors.no_offers")
    return as_figure(cost_quality_figure(comparison, chosen(lang)))


def _of_report(report: Report, lang: Lang) -> dict[str, Any] | None:
    comparison = report.decision.offers
    return None if comparison is None else cost_quality_figure(comparison, lang)


def _table_of_report(report: Report, lang: Lang) -> tuple[list[str], list[list[str]]]:
    comparison = report.decision.offers
    return ([], []) if comparison is None else cost_quality_table(comparison, lang)


COST_QUALITY = Chart(
    name="cost_quality", show=cost_quality, picture=_of_report, table=_table_of_report
)
