"""Records -> plain plotly figure dicts, used by the library and the page alike.

The functions here give plotly figures and import plotly when they are called; the modules of this
folder make the plain dicts and do not. No module has the name of a function: importing it would
put the module in the function's place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from vendor_score.ranking.ranking import Ranking
    from vendor_score.wording import Lang

__all__ = ["compare", "contributions", "heat_map", "profile"]


def contributions(ranking: Ranking, lang: Lang | None = None) -> go.Figure:
    """Score composition: a stacked bar per ranked vendor, a colour per group."""
    from vendor_score.charts.contribution_bars import contributions_figure

    return _figure(contributions_figure(ranking, _lang(lang)))


def heat_map(ranking: Ranking, lang: Lang | None = None) -> go.Figure:
    """The points of every answer, vendors x weighted criteria."""
    from vendor_score.charts.heat_map_cells import heat_map_figure

    return _figure(heat_map_figure(ranking, _lang(lang)))


def profile(ranking: Ranking, vendor: str | None = None, lang: Lang | None = None) -> go.Figure:
    """The points of one vendor on every weighted criterion, against the range of the others."""
    from vendor_score.charts.profile_dots import profile_figure

    return _figure(profile_figure(ranking, vendor, _lang(lang)))


def compare(ranking: Ranking, a: str, b: str, lang: Lang | None = None) -> go.Figure:
    """Where the points between two vendors come from, criterion by criterion."""
    from vendor_score.charts.difference_bars import difference_figure

    return _figure(difference_figure(ranking, a, b, _lang(lang)))


def _lang(lang: Lang | None) -> Lang:
    from vendor_score.wording import system_lang

    return lang or system_lang()


def _figure(plain: dict[str, Any]) -> go.Figure:
    import plotly.graph_objects as go

    return go.Figure(plain)
