"""The charts that plotly draws in the view: those of `present.charts`, once per language.

The page keeps their shape and colours and fills in vendors, order and weights as they change.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from vendor_score.present.charts import theme
from vendor_score.present.charts.acceptability_heat import acceptability_figure
from vendor_score.present.charts.comparison_waterfall import waterfall_figure
from vendor_score.present.charts.contribution_bars import contributions_figure
from vendor_score.present.charts.difference_bars import difference_figure
from vendor_score.present.charts.heat_map_cells import heat_map_figure
from vendor_score.present.charts.method_ranks import methods_figure
from vendor_score.present.charts.profile_dots import profile_figure
from vendor_score.present.charts.rank_interval_bars import rank_intervals_figure
from vendor_score.present.charts.tipping_intervals import tipping_figure
from vendor_score.present.report import Report
from vendor_score.robustness.compare import compare
from vendor_score.wording import Lang, languages

__all__ = ["chart_rows"]


def chart_rows(report: Report) -> dict[str, Any]:
    """Figures by name and language, and the inks to swap for the page's own."""
    return {
        "figures": {lang: _figures(report, lang) for lang in languages()},
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


def _figures(report: Report, lang: Lang) -> dict[str, Any]:
    ranking, decision, sure = report.ranking, report.decision, report.robustness
    first, last = ranking.vendors[0].name, ranking.vendors[-1].name
    nobody = np.zeros((0, 0))
    smaa = replace(sure.stated, vendors=(), ranks=nobody, expected_rank=nobody.ravel())
    made = {
        "contributions": contributions_figure(ranking, lang),
        "heat_map": heat_map_figure(ranking, lang),
        "profile": profile_figure(ranking, None, lang),
        "difference": difference_figure(ranking, first, last, lang),
        "acceptability": acceptability_figure(smaa, lang),
        "tipping": tipping_figure(decision, (), lang),
        "rank_intervals": _kinds(rank_intervals_figure(ranking, sure.missing_ranks, lang)),
    }
    if first != last:
        made["waterfall"] = waterfall_figure(compare(decision, first, last), lang)
    if sure.agreement is not None:
        made["methods"] = _kinds(methods_figure(sure.agreement, lang))
    return made


def _kinds(figure: dict[str, Any]) -> dict[str, Any]:
    """One trace of each kind, to be repeated for each vendor."""
    return {**figure, "data": list({trace["mode"]: trace for trace in figure["data"]}.values())}
