"""The native chart of a ranking, made once for Word and for the slide."""

from __future__ import annotations

from typing import Any

from vendor_score.documents.blocks import RankingChart

__all__ = ["chart_data", "chart_xml", "dress_chart"]


def chart_data(chart: RankingChart) -> Any:
    """Names and points as python-pptx takes them.

    Parameters
    ----------
    chart : RankingChart

    Returns
    -------
    pptx.chart.data.CategoryChartData
    """
    from pptx.chart.data import CategoryChartData

    data = CategoryChartData(number_format="0.0")
    data.categories = list(chart.vendors)
    for series in chart.series:
        data.add_series(series.label, list(series.values))
    return data


def dress_chart(space: Any, chart: RankingChart, points: int) -> None:
    """Colours, order and letters: best on top, from 0 to 100, the legend below.

    Parameters
    ----------
    space : pptx.chart.chart.Chart
        As python-pptx makes it.
    chart : RankingChart
        For the colours.
    points : int
        Size of the letters.
    """
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
    from pptx.util import Pt

    space.font.size, space.font.name = Pt(points), "Calibri"
    space.has_title = False
    space.has_legend = len(chart.series) > 1
    if space.has_legend:
        space.legend.position = XL_LEGEND_POSITION.BOTTOM
        space.legend.include_in_layout = False
    names, scale = space.category_axis, space.value_axis
    names.reverse_order = True
    names.format.line.fill.background()
    names.major_tick_mark = XL_TICK_MARK.NONE
    scale.minimum_scale, scale.maximum_scale, scale.major_unit = 0, 100, 20
    scale.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    scale.format.line.fill.background()
    scale.major_gridlines.format.line.color.rgb = RGBColor(0xE3, 0xE6, 0xEA)
    plot = space.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    for drawn, series in zip(plot.series, chart.series, strict=True):
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = RGBColor.from_string(series.colour.lstrip("#").upper())


def chart_xml(chart: RankingChart, points: int) -> tuple[bytes, bytes]:
    """The chart as Word takes it, with the workbook behind it.

    The drawing language of charts is the same in every Office program, so that the slide library
    makes it for Word too.

    Parameters
    ----------
    chart : RankingChart
    points : int
        Size of the letters.

    Returns
    -------
    (bytes, bytes)
        The part, and its workbook.
    """
    from pptx import Presentation
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    size = Inches(6)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, 0, 0, size, size, chart_data(chart))
    dress_chart(frame.chart, chart, points)
    part = frame.chart.part
    return part.blob, part.chart_workbook.xlsx_part.blob
