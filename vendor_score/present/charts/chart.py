"""What a chart is (its name, how it is drawn) and how all look: type, inks, axes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import floor
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
    "STEPS",
    "Chart",
    "Drawing",
    "Table",
    "as_figure",
    "axis",
    "chosen",
    "ink_on",
    "layout",
    "rank_axis",
    "to_be_filled",
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
# Points 0-100 in eleven steps of one hue, each with an ink that reads on it (4.5:1 or more): order
# survives colour-blind eyes and grey print. charts.css has the same steps, and others for the dark.
_DARK_INK, _LIGHT_INK = "#111318", "#ffffff"
STEPS = (
    ("#f4f1ea", _DARK_INK), ("#e5e9e7", _DARK_INK), ("#d6e0e4", _DARK_INK), ("#c3d4df", _DARK_INK),
    ("#abc5d7", _DARK_INK), ("#93b6cf", _DARK_INK), ("#77a2c4", _DARK_INK), ("#5b8eb9", _DARK_INK),
    ("#4279aa", _LIGHT_INK), ("#2d6498", _LIGHT_INK), ("#174f86", _LIGHT_INK),
)  # fmt: skip
# each step holds the values that round to it, so that a cell is as dark as its figure says
SCALE = tuple(
    (min(1.0, max(0.0, (2 * at + side) / (2 * (len(STEPS) - 1)))), colour)
    for at, (colour, _) in enumerate(STEPS)
    for side in (-1, 1)
)


_RANKS_NAMED = 15
_ENDS = 2  # notes that name the ends of an axis are filled in one by one


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


def ink_on(part: float) -> str:
    """The ink that reads on the colour of a value.

    Parameters
    ----------
    part : float
        Of the scale, 0 to 1.

    Returns
    -------
    str

    Examples
    --------
    >>> ink_on(0.2), ink_on(0.95)
    ('#111318', '#ffffff')
    """
    return STEPS[min(len(STEPS) - 1, max(0, floor(part * (len(STEPS) - 1) + 0.5)))][1]


_FILLED = ("x", "y", "z", "text", "base", "customdata", "hovertext")
_NAMED = ("tickvals", "ticktext")


def to_be_filled(figure: dict[str, Any]) -> dict[str, Any]:
    """A figure without its figures, which the page has already: shape, inks, at most two notes.

    Parameters
    ----------
    figure : dict
        A plain plotly figure.

    Returns
    -------
    dict
    """
    data = [
        {key: [] if key in _FILLED else setting for key, setting in trace.items()}
        for trace in figure["data"]
    ]
    shape = figure["layout"]
    axes = {
        name: {key: [] if key in _NAMED else setting for key, setting in shape[name].items()}
        for name in ("xaxis", "yaxis")
    }
    notes = shape.get("annotations", [])
    kept = {"annotations": notes if len(notes) == _ENDS else [], "shapes": []}
    return {"data": data, "layout": {**shape, **axes, **kept}}
