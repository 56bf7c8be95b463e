"""The finished report as files, all whole or none; ranking.json and ranking.csv among them."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from vendor_score.criteria.model import Criterion, Group
from vendor_score.decision import KnockOut, ScoredAnswer
from vendor_score.decision.criterion_column import in_own_unit
from vendor_score.errors import OutputError, UsageError
from vendor_score.findings import Source
from vendor_score.present.model import encode, renamed
from vendor_score.present.report import Report
from vendor_score.present.since_view import since_record
from vendor_score.ranking.ranking import RankedVendor, Ranking
from vendor_score.records import Answer, AnswerState, Override
from vendor_score.safe_write import write_files
from vendor_score.version import __version__
from vendor_score.wording import Lang, text

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from vendor_score.contract.review import ContractReview

__all__ = [
    "FORMATS",
    "SCHEMA",
    "USUAL_FORMATS",
    "chart_figures",
    "chart_images",
    "ranking_csv",
    "ranking_json",
    "ranking_record",
    "render",
    "robustness_record",
    "safe_cell",
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
    contract: ContractReview | None = None,
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
    contract : ContractReview, optional
        What was found in draft contracts.

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
    from vendor_score.present.report import build_report

    report = build_report(ranking, lang=lang, samples=samples, seed=seed, contract=contract)
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

    return {"ranking.json": ranking_json(report).encode()}


def _csv(report: Report) -> Mapping[str, bytes]:

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


# ranking.json, the whole result for scripts at full precision, and ranking.csv, a plain table.


SCHEMA = "vendor-score/ranking/1"


def ranking_json(report: Report) -> str:
    """The text of ranking.json: keys in a fixed order, no NaN, a line break at the end.

    Parameters
    ----------
    report : Report
        Redacted already.

    Returns
    -------
    str
    """
    record = _finite(ranking_record(report))
    return json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def ranking_record(report: Report) -> dict[str, Any]:
    """What ranking.json holds, as plain data.

    Parameters
    ----------
    report : Report
        Redacted already.

    Returns
    -------
    dict
    """
    decision, ranking = report.decision, report.ranking
    since = {} if report.since is None else {"since": since_record(report.since)}
    envelopes = {} if report.envelope is None else {"envelopes": _ENVELOPES[report.envelope]}
    return {
        "schema": SCHEMA,
        "title": decision.criteria.title.text(report.lang),
        "method": ranking.method,
        "version": __version__,
        "reference_date": decision.criteria.reference_date.isoformat(),
        "inputs": [
            {"file": file.file or None, "sha256": file.sha256} for file in decision.answers.inputs
        ],
        "criteria_file": _criteria_file(report),
        "criteria": [_criterion(report, leaf) for leaf in report.listed_criteria],
        "vendors": [_vendor(report, vendor) for vendor in ranking.vendors],
        "robustness": robustness_record(report),
        "verdict": report.verdict.as_dict(),
        "findings": [finding.as_dict(report.lang) for finding in report.findings],
        **envelopes,
        **since,
    }


_ENVELOPES: Final = {"one": 1, "two": 2}


def _criteria_file(report: Report) -> dict[str, str | None] | None:
    file = report.decision.criteria.file
    if file is None:
        return None
    return {"file": file.file or None, "sha256": file.sha256}


def _criterion(report: Report, leaf: Criterion) -> dict[str, Any]:
    return {
        "id": leaf.id,
        "path": list(leaf.path),
        "label": leaf.label.as_dict(),
        "weight": report.decision.leaf_weights.get(leaf.id),
        "answer": leaf.answer,
        "unit": leaf.unit,
    }


def _vendor(report: Report, vendor: RankedVendor) -> dict[str, Any]:
    decision = report.decision
    scored = decision.scored[vendor.name]
    return {
        "name": vendor.name,
        "rank": vendor.rank,
        "score": vendor.score,
        "method_score": vendor.method_score,
        "higher_is_better": report.ranking.higher_is_better,
        "status": vendor.status.value,
        "knock_outs": [
            _knock_out(report, knock_out) for knock_out in decision.knock_outs_of(vendor.name)
        ],
        "untested": list(decision.untested[vendor.name]),
        "criteria": {
            leaf.id: _cell(report, vendor, leaf, scored.get(leaf.id))
            for leaf in report.listed_criteria
        },
    }


def _knock_out(report: Report, knock_out: KnockOut) -> dict[str, Any]:
    is_total = knock_out.criterion in report.only_totals
    return {
        "criterion": knock_out.criterion,
        "rule": None if is_total else knock_out.rule,
        "found": None if is_total else knock_out.found,
        "source": _source(knock_out.answer.source),
    }


def _cell(
    report: Report, vendor: RankedVendor, leaf: Criterion, scored: ScoredAnswer | None
) -> dict[str, Any]:
    """One answer with its points, its words and its reading; a total has its points alone."""
    answer = scored.answer if scored else report.decision.answers.of(vendor.name, leaf.id)
    words = {} if leaf.id in report.only_totals else _words(leaf, answer)
    return {
        "value": report.rounded(scored.value) if scored else None,
        "value_high": report.rounded(scored.value_high) if scored else None,
        "weight": vendor.weights.get(leaf.id),
        "contribution": vendor.contributions.get(leaf.id),
        "state": answer.state.value,
        **words,
    }


def _words(leaf: Criterion, answer: Answer) -> dict[str, Any]:
    reading = answer.reading if answer.state is AnswerState.ANSWERED else None
    low, high, unit = (None, None, leaf.unit) if reading is None else in_own_unit(leaf, reading)
    return {
        "text": answer.text,
        "low": low,
        "high": high,
        "unit": unit,
        "flags": list(reading.flags) if reading else [],
        "items": list(reading.items) if reading and reading.items is not None else None,
        "evidence": answer.evidence.value,
        "evidence_text": answer.evidence_text,
        "remarks": answer.remarks,
        "override": _override(answer.override),
        "source": _source(answer.source),
    }


def _override(override: Override | None) -> dict[str, Any] | None:
    """The buyer's correction; ``stale`` where the vendor's cell has changed since."""
    if override is None:
        return None
    return {
        "text": override.text,
        "reason": override.reason,
        "basis": override.basis,
        "name": override.name,
        "date": override.date,
        "stale": override.stale,
    }


def _source(source: Source) -> dict[str, str | None] | None:
    if not any((source.file, source.sheet, source.cell)):
        return None
    return {"file": source.file, "sheet": source.sheet, "cell": source.cell}


def _finite(value: Any) -> Any:
    """The same data with null for what is no number, and plain numbers for numpy's."""
    if isinstance(value, Mapping):
        return {str(key): _finite(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(entry) for entry in value]
    if isinstance(value, bool | str | int) or value is None:
        return value
    number = float(value)
    return number if math.isfinite(number) else None


# The block of ranking.json that says how sure the ranking is.

# Names in ranking.json, and the fields of the records that stand under them.
_ACCEPTABILITY = {
    "samples": "samples",
    "seed": "seed",
    "weights": "weights",
    "band": "band",
    "acceptability": "ranks",
    "acceptability_weights_only": "ranks_weights_only",
    "expected_rank": "expected_rank",
    "ahead": "ahead",
    "central_weights": "central_weights",
    "confidence": "confidence",
}
_CHANGE = {
    "criterion": "criterion",
    "from": "before",
    "to": "after",
    "shown": "shown",
    "unit": "unit",
    "points_from": "points_before",
    "points_to": "points_after",
}


def robustness_record(report: Report) -> dict[str, Any]:
    """Every figure of `Robustness`, by vendor name and criterion id.

    Parameters
    ----------
    report : Report
        Redacted already.

    Returns
    -------
    dict
        The block ``robustness`` of ranking.json.
    """
    rows = encode(report.robustness)
    return {
        **renamed(rows["smaa"], _ACCEPTABILITY),
        "stated": rows["stated_smaa"] and renamed(rows["stated_smaa"], _ACCEPTABILITY),
        "tipping_points": rows["tipping"],
        "smallest_change": rows["smallest_changes"],
        "smallest_group_change": rows["smallest_group_changes"],
        "rank_interval": {
            name: [ranks["best"], ranks["worst"]] for name, ranks in rows["missing_ranks"].items()
        },
        **_agreement(rows["agreement"]),
        "to_win": {
            name: [_change(change) for change in found["single"]]
            for name, found in rows["to_win"].items()
        },
        "to_win_pairs": {
            name: [_change(change) for change in found["pair"]]
            for name, found in rows["to_win"].items()
            if found["pair"]
        },
        "first_meet": {
            name: found["first_meet"]
            for name, found in rows["to_win"].items()
            if found["first_meet"]
        },
        "proven_only": rows["proven_only"],
        "weight_sets": rows["weight_sets"],
        "leave_one_out": rows["leave_one_out"],
        "without_mixed": rows["without_mixed"],
        "diagnostics": rows["diagnostics"],
    }


def _change(row: Mapping[str, Any]) -> dict[str, Any]:
    # people are shown a rounded answer where the exact one is a long number
    shown = row["after"] if row["shown"] is None else row["shown"]
    return renamed({**row, "shown": shown}, _CHANGE)


def _agreement(row: Mapping[str, Any] | None) -> dict[str, Any]:
    if row is None:
        return {"methods": {}, "kendall_w": None, "same_first": None}
    results = {found["method"]: found for found in row["results"]}

    def given(field: str) -> dict[str, Any]:
        return {name: found[field] for name, found in results.items() if found[field] is not None}

    return {
        "methods": given("ranks"),
        "kendall_w": row["kendall_w"],
        "same_first": row["same_first"],
        "headline_methods": [name for name, found in results.items() if found["headline"]],
        "method_relations": given("relation"),
        "methods_refused": given("reason"),
    }


# ranking.csv: the ranking as a plain table that opens well in a spreadsheet program.

_BOM = "\ufeff"  # without it Excel takes UTF-8 for the local code page
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def ranking_csv(report: Report) -> str:
    """A row per vendor in rank order: place, score, status, points by group, then by criterion.

    Parameters
    ----------
    report : Report
        Redacted already.

    Returns
    -------
    str
        With a byte order mark, lines ended as spreadsheets want.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe_cell(head) for head in _heads(report)])
    for vendor in report.ranking.vendors:
        writer.writerow([safe_cell(cell) for cell in _row(report, vendor)])
    return _BOM + out.getvalue()


def safe_cell(cell: str | float | None) -> str | float:
    """The cell with an apostrophe before text that a spreadsheet would take for a formula.

    Parameters
    ----------
    cell : str, float or None
        None: an empty cell.

    Returns
    -------
    str or float

    Notes
    -----
    Vendors' answers may begin with a formula; quoting them is what OWASP advises against CSV
    injection.
    """
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return cell
    cell = cell.replace("\0", "")
    is_formula = cell.startswith(_FORMULA_STARTS) or cell.lstrip().startswith(_FORMULA_STARTS)
    return f"'{cell}" if is_formula else cell


def _heads(report: Report) -> Iterator[str]:
    lang = report.lang
    yield from (text(f"terms.{term}", lang) for term in ("rank", "vendor", "score"))
    if _has_method(report):
        yield report.ranking.method
    yield text("workbook.status", lang)
    for group in _groups(report):
        yield f"{group.label.text(lang)} ({text('terms.contribution', lang)})"
    for leaf in report.decision.criteria_taking_part:
        yield f"{leaf.label.text(lang)} ({text('terms.value', lang)})"
    names = ("corrected", "remarks", "knocked_out_by", "untested")
    yield from (text(f"workbook.{name}", lang) for name in names)


def _row(report: Report, vendor: RankedVendor) -> Iterator[str | float | None]:
    decision, lang = report.decision, report.lang
    yield from (vendor.rank, vendor.name, vendor.score)
    if _has_method(report):
        yield vendor.method_score
    yield text(f"terms.status.{vendor.status}", lang)
    contributions = report.ranking.group_contributions(vendor)
    for group in _groups(report):
        yield report.rounded(contributions.get(group.id, 0.0))
    scored = decision.scored[vendor.name]
    for leaf in decision.criteria_taking_part:
        yield report.rounded(scored[leaf.id].value)
    yield from _beside(report, vendor.name)
    broken = decision.knock_outs_of(vendor.name)
    yield "; ".join(_broken(report, knock_out) for knock_out in broken)
    yield "; ".join(decision.untested[vendor.name])


def _beside(report: Report, vendor: str) -> Iterator[str]:
    """Whose readings the buyer corrected, and the vendor's remarks, by criterion."""
    lang, decision = report.lang, report.decision
    told = [leaf for leaf in report.listed_criteria if leaf.id not in report.only_totals]
    answers = [(leaf.label.text(lang), decision.answers.of(vendor, leaf.id)) for leaf in told]
    yield "; ".join(label for label, answer in answers if answer.is_corrected)
    yield "; ".join(
        f"{label}: {' '.join(answer.remarks.split())}"
        for label, answer in answers
        if answer.remarks.strip()
    )


def _broken(report: Report, knock_out: KnockOut) -> str:
    if knock_out.criterion in report.only_totals:
        return knock_out.criterion
    return f"{knock_out.criterion} {knock_out.rule}"


def _groups(report: Report) -> Iterator[Group | Criterion]:
    """Top groups of which some criterion takes part."""
    for top, _ in report.decision.top_groups:
        if isinstance(top, Group) or top.id in report.only_totals:
            yield top


def _has_method(report: Report) -> bool:
    return any(vendor.method_score is not None for vendor in report.ranking.vendors)
