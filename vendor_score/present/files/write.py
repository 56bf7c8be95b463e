"""The finished report as files, pictures of the charts among them: all whole, or none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from vendor_score.errors import OutputError, UsageError
from vendor_score.present.report import Report
from vendor_score.ranking.ranking import Ranking
from vendor_score.safe_write import write_files
from vendor_score.wording import Lang

if TYPE_CHECKING:
    import plotly.graph_objects as go

__all__ = [
    "FORMATS",
    "USUAL_FORMATS",
    "chart_figures",
    "chart_images",
    "render",
    "save_ranking",
    "save_report",
]

USUAL_FORMATS = ("html", "json", "csv", "xlsx")
FORMATS = (*USUAL_FORMATS, "png", "svg")


def save_report(
    report: Report, folder: Path | str, formats: Iterable[str] = USUAL_FORMATS
) -> list[Path]:
    """Write the report as files.

    Parameters
    ----------
    report : Report
        Redacted already.
    folder : Path or str
        Made where it does not exist.
    formats : iterable of str, optional
        Names among `FORMATS`.

    Returns
    -------
    list of Path
        In the order of ``formats``.

    Raises
    ------
    UsageError
        For an unknown format.
    OutputError
        What cannot be written; then nothing is, and what stood there before is left whole.
    """
    return write_files(Path(folder), render(report, formats))


def save_ranking(  # noqa: PLR0913 - the settings of one report, all by name
    ranking: Ranking,
    folder: Path | str,
    *,
    formats: Iterable[str] | None = None,
    lang: Lang | None = None,
    samples: int = 100_000,
    seed: int = 0,
) -> list[Path]:
    """Work out how sure a ranking is and write its report; see `Ranking.save`.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.
    folder : Path or str
        Made where it does not exist.
    formats : iterable of str, optional
        Names among `FORMATS`; `USUAL_FORMATS` by default, which need no extra.
    lang : str, optional
        Language of the words.
    samples : int, optional
        Draws of weights and answers, at least 1.
    seed : int, optional
        Same seed, same digits.

    Returns
    -------
    list of Path
        In the order of ``formats``.

    Raises
    ------
    UsageError
        For an unknown format.
    OutputError
        What cannot be written; then nothing is.
    """
    from vendor_score.present.build import build_report

    report = build_report(ranking, lang=lang, samples=samples, seed=seed)
    return save_report(report, folder, USUAL_FORMATS if formats is None else formats)


def render(report: Report, formats: Iterable[str] = USUAL_FORMATS) -> dict[str, bytes]:
    """File names and contents, the same for the same report.

    Parameters
    ----------
    report : Report
        Redacted already.
    formats : iterable of str, optional
        Names among `FORMATS`.

    Returns
    -------
    dict of str to bytes

    Raises
    ------
    UsageError
        For an unknown format.
    """
    wanted = tuple(dict.fromkeys(formats))
    for name in wanted:
        if name not in FORMATS:
            raise UsageError("errors.format_unknown", format=name, known=", ".join(FORMATS))
    contents: dict[str, bytes] = {}
    for name in wanted:
        contents |= _WRITERS[name](report)
    return contents


def _html(report: Report) -> Mapping[str, bytes]:
    from vendor_score.present.page.page import render_page

    return {"report.html": render_page(report)}


def _json(report: Report) -> Mapping[str, bytes]:
    from vendor_score.present.files.ranking_files import ranking_json

    return {"ranking.json": ranking_json(report).encode()}


def _csv(report: Report) -> Mapping[str, bytes]:
    from vendor_score.present.files.ranking_files import ranking_csv

    return {"ranking.csv": ranking_csv(report).encode()}


def _xlsx(report: Report) -> Mapping[str, bytes]:
    from vendor_score.present.files.scorecard import scorecard

    return {"scorecard.xlsx": scorecard(report)}


def _png(report: Report) -> Mapping[str, bytes]:
    return chart_images(report, "png")


def _svg(report: Report) -> Mapping[str, bytes]:
    return chart_images(report, "svg")


_WRITERS: Mapping[str, Callable[[Report], Mapping[str, bytes]]] = {
    "html": _html,
    "json": _json,
    "csv": _csv,
    "xlsx": _xlsx,
    "png": _png,
    "svg": _svg,
}


# The charts as pictures, drawn by a Chromium on this machine; nothing is fetched.

_WIDTH = 1080
_SCALE = 2


def chart_images(report: Report, kind: Literal["png", "svg"]) -> dict[str, bytes]:
    """``charts/<name>.<kind>`` for every chart that has something to show.

    Parameters
    ----------
    report : Report
        Redacted already.
    kind : "png", "svg"
        Of the pictures.

    Returns
    -------
    dict of str to bytes

    Raises
    ------
    OutputError
        Where the ``images`` extra or a Chrome or Chromium is missing.
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
