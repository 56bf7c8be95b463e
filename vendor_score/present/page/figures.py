"""The charts that plotly draws in the view: those of `present.charts`, once per language.

The page keeps their shape and colours and fills in vendors, order and weights as they change;
charts that bring their table are drawn as they are.
"""

from __future__ import annotations

from typing import Any

from vendor_score.present.charts import CHARTS, theme
from vendor_score.present.report import Report
from vendor_score.wording import Lang, languages

__all__ = ["chart_rows"]


def chart_rows(report: Report) -> dict[str, Any]:
    """Figures by name and language, and the inks to swap for the page's own.

    Parameters
    ----------
    report : Report
        Redacted already.

    Returns
    -------
    dict
        ``figures``: by language and name, plain plotly figures to be filled in. ``drawn``: by
        language, charts that stay as they are, each with title, figure and table. ``inks``: colour
        to the name of the page's own.
    """
    return {
        "figures": {lang: _refilled(report, lang) for lang in languages()},
        "drawn": {lang: _drawn(report, lang) for lang in languages()},
        "inks": {
            theme.INK: "--ink",
            theme.MUTED: "--ink-3",
            theme.LINE: "--line",
            theme.ACCENT: "--accent",
            "#ffffff": "--paper",
            **{colour: f"--g{i + 1}" for i, colour in enumerate(theme.GROUP_COLOURS)},
            **{colour: f"--s{i + 1}" for i, (_, colour) in enumerate(theme.SCALE)},
        },
    }


def _refilled(report: Report, lang: Lang) -> dict[str, Any]:
    made = {name: chart.refilled(report, lang) for name, chart in CHARTS.items() if chart.refilled}
    return {name: figure for name, figure in made.items() if figure is not None}


def _drawn(report: Report, lang: Lang) -> list[dict[str, Any]]:
    rows = []
    for name, chart in CHARTS.items():
        if chart.table is None or chart.picture is None:
            continue
        figure = chart.picture(report, lang)
        if figure is None:
            continue
        heads, cells = chart.table(report, lang)
        title = figure["layout"].get("title", {}).get("text", name)
        rows.append({"name": name, "title": title, "figure": figure, "heads": heads, "rows": cells})
    return rows
