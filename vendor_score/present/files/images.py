"""The charts as pictures, drawn by a Chromium on this machine; nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal

from vendor_score.errors import OutputError
from vendor_score.present.report import Report

if TYPE_CHECKING:
    import plotly.graph_objects as go

__all__ = ["chart_figures", "chart_images"]

_WIDTH = 1080
_SCALE = 2


def chart_images(report: Report, kind: Literal["png", "svg"]) -> dict[str, bytes]:
    """``charts/<name>.<kind>`` for every chart that has something to show.

    Raises OutputError where the ``images`` extra or a Chrome or Chromium is missing.
    """
    try:
        import kaleido  # type: ignore[import-untyped]
    except ImportError:
        raise OutputError("errors.no_kaleido") from None
    figures = dict(chart_figures(report))
    try:
        with _server(kaleido):
            return {
                f"charts/{name}.{kind}": _image(kaleido, figure, kind)
                for name, figure in figures.items()
            }
    except Exception as error:  # noqa: BLE001 - whatever the browser and its driver raise
        reason = str(error).strip().partition("\n")[0][:200] or type(error).__name__
        raise OutputError("errors.no_browser", reason=reason) from None


def chart_figures(report: Report) -> Iterator[tuple[str, go.Figure]]:
    """Each chart that has something to show, by name.

    Parameters
    ----------
    report : Report
        Redacted already.

    Yields
    ------
    tuple of str and plotly.graph_objects.Figure
    """
    from vendor_score.present.charts import CHARTS
    from vendor_score.present.charts.chart import as_figure

    if not report.ranking.ranks:
        return
    for name, chart in CHARTS.items():
        figure = chart.picture(report, report.lang) if chart.picture else None
        if figure is not None:
            yield name, as_figure(figure)


class _server:  # noqa: N801 - used as a function
    """One browser for all pictures."""

    def __init__(self, kaleido: Any) -> None:
        self._kaleido = kaleido

    def __enter__(self) -> None:
        page = self._kaleido.PageGenerator(mathjax=False)
        self._kaleido.start_sync_server(page_generator=page, silence_warnings=True)

    def __exit__(self, *_: object) -> None:
        self._kaleido.stop_sync_server(silence_warnings=True)


def _image(kaleido: Any, figure: go.Figure, kind: str) -> bytes:
    height = figure.layout.height or _WIDTH // 2
    shape: Mapping[str, Any] = {"format": kind, "width": _WIDTH, "height": height}
    scale = {"scale": _SCALE} if kind == "png" else {}
    return _same_each_time(bytes(kaleido.calc_fig_sync(figure, opts={**shape, **scale})))


def _same_each_time(image: bytes) -> bytes:
    """An SVG without plotly's random part of its ids; the same report, the same bytes."""
    drawn = re.search(rb'id="defs-([0-9a-f]{6})"', image)
    if drawn is None:
        return image
    image = re.sub(rb"(?<=[a-z-])" + drawn[1], b"chart", image)  # a colour follows its "#"
    return re.sub(rb"\btrace[0-9a-f]{6}\b", b"trace", image)
