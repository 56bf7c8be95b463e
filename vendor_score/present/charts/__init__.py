"""The charts: records to plotly figures, for the library, the pictures and the page alike.

A chart is a module of this folder and a place in `CHARTS`. The functions give plotly figures and
import plotly when they are called; beneath each stands one that makes a plain dict and does not.
No module has the name of a function: importing it would put the module in the function's place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vendor_score.present.charts.cost_chart import COST_QUALITY, cost_quality
from vendor_score.present.charts.pair_charts import COMPARE, WATERFALL, compare, waterfall
from vendor_score.present.charts.ranking_charts import (
    CONTRIBUTIONS,
    HEAT_MAP,
    contributions,
    heat_map,
)
from vendor_score.present.charts.robustness_charts import (
    ACCEPTABILITY,
    METHODS,
    RANK_INTERVALS,
    TIPPING_POINTS,
    WEIGHT_LINE,
    acceptability,
    methods,
    rank_intervals,
    tipping_points,
    weight_line,
)
from vendor_score.present.charts.value_charts import PROFILE, VALUE_CURVE, profile, value_curve

if TYPE_CHECKING:
    from vendor_score.present.charts.chart import Chart

__all__ = [
    "CHARTS",
    "acceptability",
    "compare",
    "contributions",
    "cost_quality",
    "heat_map",
    "methods",
    "profile",
    "rank_intervals",
    "tipping_points",
    "value_curve",
    "waterfall",
    "weight_line",
]

CHARTS: dict[str, Chart] = {
    chart.name: chart
    for chart in (
        CONTRIBUTIONS,
        HEAT_MAP,
        PROFILE,
        COMPARE,
        ACCEPTABILITY,
        TIPPING_POINTS,
        RANK_INTERVALS,
        WATERFALL,
        METHODS,
        WEIGHT_LINE,
        VALUE_CURVE,
        COST_QUALITY,
    )
}
"""Every chart by its name, in the order of pictures and page."""

if not TYPE_CHECKING:  # type checkers see the names above, and no others

    def __getattr__(name: str) -> Any:
        """A chart that is listed, by the name it is listed under."""
        if name in CHARTS:
            return CHARTS[name].show
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
