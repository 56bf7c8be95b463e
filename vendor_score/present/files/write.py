"""The finished report as files: all of them whole in the folder, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from vendor_score.errors import UsageError
from vendor_score.present.report import Report
from vendor_score.ranking.ranking import Ranking
from vendor_score.safe_write import write_files
from vendor_score.wording import Lang

__all__ = ["FORMATS", "USUAL_FORMATS", "render", "save_ranking", "save_report"]

USUAL_FORMATS = ("html", "json", "csv", "xlsx")
FORMATS = (*USUAL_FORMATS, "png", "svg")


def save_report(
    report: Report, folder: Path | str, formats: Iterable[str] = USUAL_FORMATS
) -> list[Path]:
    """Write the report in each of ``formats`` into ``folder``; the paths written, in that order.

    Raises UsageError (unknown format) or OutputError; then nothing is written and what stood there
    before is left whole.
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
    """See `Ranking.save`."""
    from vendor_score.present.build import build_report

    report = build_report(ranking, lang=lang, samples=samples, seed=seed)
    return save_report(report, folder, FORMATS if formats is None else formats)


def render(report: Report, formats: Iterable[str] = USUAL_FORMATS) -> dict[str, bytes]:
    """File names and contents, the same for the same report. Raises UsageError (unknown format)."""
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
    from vendor_score.present.files.ranking_json import ranking_json

    return {"ranking.json": ranking_json(report).encode()}


def _csv(report: Report) -> Mapping[str, bytes]:
    from vendor_score.present.files.ranking_csv import ranking_csv

    return {"ranking.csv": ranking_csv(report).encode()}


def _xlsx(report: Report) -> Mapping[str, bytes]:
    from vendor_score.present.files.scorecard import scorecard

    return {"scorecard.xlsx": scorecard(report)}


def _png(report: Report) -> Mapping[str, bytes]:
    from vendor_score.present.files.images import chart_images

    return chart_images(report, "png")


def _svg(report: Report) -> Mapping[str, bytes]:
    from vendor_score.present.files.images import chart_images

    return chart_images(report, "svg")


_WRITERS: Mapping[str, Callable[[Report], Mapping[str, bytes]]] = {
    "html": _html,
    "json": _json,
    "csv": _csv,
    "xlsx": _xlsx,
    "png": _png,
    "svg": _svg,
}
