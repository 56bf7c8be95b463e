"""What a chart is to the library, the pictures and the page: its name and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vendor_score.wording import Lang, system_lang

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from vendor_score.present.report import Report

__all__ = ["Chart", "Drawing", "Table", "as_figure", "chosen"]

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
    """The language asked for, else that of the system."""
    return lang or system_lang()


def as_figure(plain: Mapping[str, Any]) -> go.Figure:
    """A plotly figure on white, whatever it is pasted into; the page has its own ground."""
    import plotly.graph_objects as go

    return go.Figure(plain).update_layout(paper_bgcolor="#ffffff")
