"""How every chart looks: type, colours, margins; the page swaps the inks in dark mode."""

from __future__ import annotations

from typing import Any

__all__ = [
    "ACCENT",
    "FONT",
    "GROUP_COLOURS",
    "INK",
    "LINE",
    "MUTED",
    "SCALE",
    "axis",
    "group_colour",
    "layout",
    "one_of_each_mode",
    "rank_axis",
]

INK = "#17191e"
MUTED = "#666b75"
LINE = "#e3e3de"
ACCENT = "#2a4bc7"
FONT = (
    "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'PingFang SC', 'Hiragino Sans GB', "
    "'Microsoft YaHei', 'Noto Sans', 'Noto Sans CJK SC', system-ui, sans-serif"
)
# Okabe & Ito's set, darkened until each has 3:1 against white; neighbours differ in lightness too,
# so that they stay apart for colour-blind eyes and in grey print. view.css has the same ten.
GROUP_COLOURS = (
    "#1d62a8", "#cf8a0e", "#0b8a68", "#bd6a9b", "#4c9fd3",
    "#c9521c", "#6f5fb4", "#8b8428", "#757b85", "#8c5c48",
)  # fmt: skip
# points 0-100, light to dark in one hue: order survives colour blindness and grey print
SCALE = (
    (0.0, "#f4f1ea"),
    (0.25, "#cfdce3"),
    (0.5, "#93b6cf"),
    (0.75, "#4d84b3"),
    (1.0, "#174f86"),
)


_RANKS_NAMED = 15


def group_colour(place: int) -> str:
    """The colour of the group at this place, weighted groups counted first."""
    return GROUP_COLOURS[place % len(GROUP_COLOURS)]


def layout(**changes: Any) -> dict[str, Any]:
    """The layout that all charts share, with their own settings on top."""
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
    """An axis of ranks 1 to ``ranks``; of many only every fifth is named."""
    few = ranks <= _RANKS_NAMED
    named = [rank for rank in range(1, ranks + 1) if few or rank == 1 or rank % 5 == 0]
    shared = {"range": [0.5, ranks + 0.5], "tickmode": "array", "tickvals": named, "tickangle": 0}
    return axis(**{**shared, **changes})


def axis(**changes: Any) -> dict[str, Any]:
    """An axis without ornament, labels never cut off, not to be zoomed by accident."""
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
    """One trace of each kind, which the page repeats for each vendor."""
    return {**figure, "data": list({trace["mode"]: trace for trace in figure["data"]}.values())}
