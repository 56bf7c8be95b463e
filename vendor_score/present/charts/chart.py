"""What a chart is (its name, how it is drawn) and how all look: type, inks, axes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vendor_score.present.model import GROUP_COLOURS
from vendor_score.wording import Lang, system_lang

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from vendor_score.present.report import Report

__all__ = [
    "ACCENT",
    "FONT",
    "INK",
    "LINE",
    "MUTED",
    "SCALE",
    "Chart",
    "Drawing",
    "Table",
    "as_figure",
    "axis",
    "chosen",
    "layout",
    "one_of_each_mode",
    "rank_axis",
]

Drawing = Callable[["Report", Lang], "dict[str, Any] | None"]
"""A plain plotly figure of a report in a language; None where there is nothing to show."""

Table = Callable[["Report", Lang], tuple[list[str], list[list[str]]]]
"""Headings and rows that say the same as a chart: the first cell of a row names it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """One chart: a module of this folder makes it, `CHARTS` lists it, and nothing else knows it.

    Parameters
    ----------
    name : str
        Its name in ``vendor_score.charts``, among the saved pictures and in the page.
    show : callable
        The public function of the library: records to a plotly figure.
    picture : Drawing, optional
        What is saved as png and svg.
    refilled : Drawing, optional
        The shape and inks that a section of the page fills in as weights change.
    table : Table, optional
        With it the page draws ``picture`` as it is, in a section of its own above this table.
    """

    name: str
    show: Callable[..., go.Figure]
    picture: Drawing | None = None
    refilled: Drawing | None = None
    table: Table | None = None


def chosen(lang: Lang | None) -> Lang:
    """The language asked for, else that of the system.

    Parameters
    ----------
    lang : str or None
        None: that of the system.

    Returns
    -------
    str
    """
    return lang or system_lang()


def as_figure(plain: Mapping[str, Any]) -> go.Figure:
    """A plotly figure on white, whatever it is pasted into; the page has its own ground.

    Parameters
    ----------
    plain : mapping
        ``data`` and ``layout``, as plotly names them.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    import plotly.graph_objects as go

    return go.Figure(plain).update_layout(paper_bgcolor="#ffffff")


# How every chart looks: type, inks, margins; the page swaps the inks in dark mode.

INK = "#17191e"
MUTED = "#666b75"
LINE = "#e3e3de"
ACCENT = "#2a4bc7"
FONT = (
    "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'PingFang SC', 'Hiragino Sans GB', "
    "'Microsoft YaHei', 'Noto Sans', 'Noto Sans CJK SC', system-ui, sans-serif"
)
# points 0-100, light to dark in one hue: order survives colour blindness and grey print
SCALE = (
    (0.0, "#f4f1ea"),
    (0.25, "#cfdce3"),
    (0.5, "#93b6cf"),
    (0.75, "#4d84b3"),
    (1.0, "#174f86"),
)


_RANKS_NAMED = 15


def layout(**changes: Any) -> dict[str, Any]:
    """The layout that all charts share, with their own settings on top.

    Parameters
    ----------
    **changes : object
        Settings of plotly's layout.

    Returns
    -------
    dict
    """
    shared: dict[str, Any] = {
        "font": {"family": FONT, "size": 12.5, "color": INK},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 12, "r": 12, "t": 12, "b": 12},
        "hoverlabel": {"bgcolor": INK, "bordercolor": INK, "font": {"color": "#ffffff"}},
        "colorway": list(GROUP_COLOURS),
        "dragmode": False,
        "showlegend": False,
    }
    return {**shared, **changes}


def rank_axis(ranks: int, **changes: Any) -> dict[str, Any]:
    """An axis of ranks 1 to ``ranks``; of many only every fifth is named.

    Parameters
    ----------
    ranks : int
        How many there are.
    **changes : object
        Settings of plotly's axis.

    Returns
    -------
    dict
    """
    few = ranks <= _RANKS_NAMED
    named = [rank for rank in range(1, ranks + 1) if few or rank == 1 or rank % 5 == 0]
    shared = {"range": [0.5, ranks + 0.5], "tickmode": "array", "tickvals": named, "tickangle": 0}
    return axis(**{**shared, **changes})


def axis(**changes: Any) -> dict[str, Any]:
    """An axis without ornament, labels never cut off, not to be zoomed by accident.

    Parameters
    ----------
    **changes : object
        Settings of plotly's axis.

    Returns
    -------
    dict
    """
    shared: dict[str, Any] = {
        "automargin": True,
        "fixedrange": True,
        "zeroline": False,
        "showgrid": False,
        "ticks": "",
        "tickfont": {"color": MUTED},
    }
    return {**shared, **changes}


def one_of_each_mode(figure: dict[str, Any]) -> dict[str, Any]:
    """One trace of each kind, which the page repeats for each vendor.

    Parameters
    ----------
    figure : dict
        Whose traces have a ``mode`` each.

    Returns
    -------
    dict
    """
    return {**figure, "data": list({trace["mode"]: trace for trace in figure["data"]}.values())}
