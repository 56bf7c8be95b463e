"""The charts that plotly draws in the view: those of `vendor_score.charts`, once per language.

The page keeps their shape and colours and fills in vendors, order and weights as they change.
"""

from __future__ import annotations

from typing import Any

from vendor_score.charts import theme
from vendor_score.charts.contribution_bars import contributions_figure
from vendor_score.charts.difference_bars import difference_figure
from vendor_score.charts.heat_map_cells import heat_map_figure
from vendor_score.charts.profile_dots import profile_figure
from vendor_score.ranking.ranking import Ranking
from vendor_score.wording import LANGS

__all__ = ["chart_rows"]


def chart_rows(ranking: Ranking) -> dict[str, Any]:
    """Figures by name and language, and the inks to swap for the page's own."""
    first, last = ranking.vendors[0].name, ranking.vendors[-1].name
    return {
        "figures": {
            lang: {
                "contributions": contributions_figure(ranking, lang),
                "heat_map": heat_map_figure(ranking, lang),
                "profile": profile_figure(ranking, None, lang),
                "difference": difference_figure(ranking, first, last, lang),
            }
            for lang in LANGS
        },
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
