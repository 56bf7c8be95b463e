"""Records -> plain plotly figure dicts, used by the library and the page alike.

The functions here give plotly figures and import plotly when they are called; the modules of this
folder make the plain dicts and do not. No module has the name of a function: importing it would
put the module in the function's place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from vendor_score.decision import Decision
    from vendor_score.ranking.ranking import Ranking
    from vendor_score.robustness.compare import Comparison
    from vendor_score.robustness.records import Robustness
    from vendor_score.wording import Lang

__all__ = [
    "acceptability",
    "compare",
    "contributions",
    "heat_map",
    "methods",
    "profile",
    "rank_intervals",
    "tipping_points",
    "waterfall",
    "weight_line",
]


def contributions(ranking: Ranking, lang: Lang | None = None) -> go.Figure:
    """Score composition: a stacked bar per ranked vendor, a colour per group."""
    from vendor_score.present.charts.contribution_bars import contributions_figure

    return _figure(contributions_figure(ranking, _lang(lang)))


def heat_map(ranking: Ranking, lang: Lang | None = None) -> go.Figure:
    """The points of every answer, vendors x weighted criteria."""
    from vendor_score.present.charts.heat_map_cells import heat_map_figure

    return _figure(heat_map_figure(ranking, _lang(lang)))


def profile(ranking: Ranking, vendor: str | None = None, lang: Lang | None = None) -> go.Figure:
    """The points of one vendor on every weighted criterion, against the range of the others."""
    from vendor_score.present.charts.profile_dots import profile_figure

    return _figure(profile_figure(ranking, vendor, _lang(lang)))


def compare(ranking: Ranking, a: str, b: str, lang: Lang | None = None) -> go.Figure:
    """Where the points between two vendors come from, criterion by criterion."""
    from vendor_score.present.charts.difference_bars import difference_figure

    return _figure(difference_figure(ranking, a, b, _lang(lang)))


def acceptability(robustness: Robustness, lang: Lang | None = None) -> go.Figure:
    """The share of sampled weightings that gives each vendor each rank."""
    from vendor_score.present.charts.acceptability_heat import acceptability_figure

    return _figure(acceptability_figure(robustness.smaa, _lang(lang)))


def tipping_points(
    decision: Decision, robustness: Robustness, lang: Lang | None = None
) -> go.Figure:
    """For each group and criterion the weights at which the first place stays."""
    from vendor_score.present.charts.tipping_intervals import tipping_figure

    return _figure(tipping_figure(decision, robustness.tipping, _lang(lang)))


def weight_line(decision: Decision, node: str, lang: Lang | None = None) -> go.Figure:
    """Scores against the weight of one group or criterion, others in proportion."""
    from vendor_score.present.charts.weight_lines import weight_line_figure

    return _figure(weight_line_figure(decision, node, _lang(lang)))


def methods(robustness: Robustness, lang: Lang | None = None) -> go.Figure:
    """Methods against ranks. Raises UsageError where the other methods were not asked."""
    from vendor_score.errors import UsageError
    from vendor_score.present.charts.method_ranks import methods_figure

    if robustness.agreement is None:
        raise UsageError("errors.no_methods")
    return _figure(methods_figure(robustness.agreement, _lang(lang)))


def rank_intervals(ranking: Ranking, robustness: Robustness, lang: Lang | None = None) -> go.Figure:
    """The best and the worst rank that missing and vague answers still allow."""
    from vendor_score.present.charts.rank_interval_bars import rank_intervals_figure

    return _figure(rank_intervals_figure(ranking, robustness.missing_ranks, _lang(lang)))


def waterfall(
    comparison: Comparison, lang: Lang | None = None, *, by_group: bool = True
) -> go.Figure:
    """From the score of one vendor to that of another, group by group or by criterion."""
    from vendor_score.present.charts.comparison_waterfall import waterfall_figure

    return _figure(waterfall_figure(comparison, _lang(lang), by_group=by_group))


def _lang(lang: Lang | None) -> Lang:
    from vendor_score.wording import system_lang

    return lang or system_lang()


def _figure(plain: dict[str, Any]) -> go.Figure:
    import plotly.graph_objects as go

    # on white, whatever it is pasted into; the page puts the plain dict on its own ground
    return go.Figure(plain).update_layout(paper_bgcolor="#ffffff")
