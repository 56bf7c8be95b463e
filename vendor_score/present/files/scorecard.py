"""scorecard.xlsx: the arithmetic as live formulas, every answer with its cell, and the findings.

Change a weight in the range ``weights`` and the workbook ranks anew, in Excel, WPS and LibreOffice.
Computed values are stored with the formulas, so that previews and phones show them.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from vendor_score.criteria.model import Criterion
from vendor_score.decision import Status
from vendor_score.decision.criterion_column import in_own_unit
from vendor_score.findings import COLUMNS, group_findings
from vendor_score.present.files.scorecard_price import write_price
from vendor_score.present.files.scorecard_scores import note_of, write_sums
from vendor_score.present.files.scorecard_sheet import (
    METHOD,
    MOST_VENDORS,
    NAME,
    NOTE,
    PLACE,
    RANK,
    SCORE,
    STATUS,
    Canvas,
    Formula,
    Places,
    Row,
    Styles,
    cell_text,
    fit_columns,
    put,
    set_up_page,
    text_width,
)
from vendor_score.present.model import coloured_groups
from vendor_score.present.report import Report
from vendor_score.questionnaire.template import write_marks
from vendor_score.ranking.ranking import WEIGHTED_SUM, RankedVendor
from vendor_score.records import Answer, AnswerState
from vendor_score.wording import Lang, text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["WEIGHTS", "scorecard", "write_answers", "write_findings", "write_ranking"]

_ANSWER_HEADS = (
    "vendor", "group", "criterion", "id", "state", "value", "answer", "low", "high", "unit",
    "items", "flags", "evidence", "evidence_text", "remarks", "override", "override_reason",
    "override_basis", "override_name", "override_date", "override_stale", "file", "sheet", "cell",
)  # fmt: skip
_POINTS, _WRAPPED = 5, (6, 13, 14)


def write_answers(sheet: Worksheet, report: Report, styles: Styles) -> None:
    """A row per vendor and criterion that was asked, in the order of ranking and criteria.

    Parameters
    ----------
    sheet : Worksheet
        Empty.
    report : Report
        Redacted already.
    styles : Styles
        Of this workbook.
    """
    heads: Row = [text(f"workbook.{name}", report.lang) for name in _ANSWER_HEADS]
    rows = [
        _answer_row(report, vendor.name, leaf)
        for vendor in report.ranking.vendors
        for leaf in report.decision.criteria.leaves()
        if _is_asked(report, leaf)
    ]
    kinds = {_POINTS: "points", 7: "figure", 8: "figure", **dict.fromkeys(_WRAPPED, "wrapped")}
    _write_table(sheet, heads, rows, styles, kinds)


def write_findings(sheet: Worksheet, report: Report, styles: Styles) -> None:
    """A row per finding, in the columns of the contract; like ones of a column in one row.

    Parameters
    ----------
    sheet : Worksheet
        Empty.
    report : Report
        Redacted already.
    styles : Styles
        Of this workbook.
    """
    lang = report.lang
    heads: Row = [text(f"workbook.finding.{name}", lang) for name in COLUMNS]
    rows: list[Row] = []
    for group in group_findings(report.findings):
        finding = group.finding
        told = finding.as_dict(lang)
        told["severity"] = text(f"terms.severity.{finding.severity}", lang)
        rows.append([told[name] for name in COLUMNS])
    _write_table(sheet, heads, rows, styles, {7: "wrapped", 8: "wrapped", 9: "wrapped"})


def _write_table(
    sheet: Worksheet, heads: Row, rows: Sequence[Row], styles: Styles, kinds: dict[int, str]
) -> None:
    for column, head in enumerate(heads):
        put(sheet, 0, column, head, styles["head"])
    for at, row in enumerate(rows, start=1):
        for column, content in enumerate(row):
            put(sheet, at, column, content, styles[kinds.get(column, "text")])
    fit_columns(sheet, heads, rows)
    sheet.autofilter(0, 0, max(len(rows), 1), len(heads) - 1)
    set_up_page(sheet, heads=1, columns=1)


def _is_asked(report: Report, leaf: Criterion) -> bool:
    given = report.decision.answers.given
    return any(leaf.id in given[vendor] for vendor in report.decision.vendors)


def _answer_row(report: Report, vendor: str, leaf: Criterion) -> Row:
    decision, lang = report.decision, report.lang
    scored = decision.scored[vendor].get(leaf.id)
    answer = scored.answer if scored else decision.answers.of(vendor, leaf.id)
    groups = {node.id: node.label.text(lang) for node in decision.criteria.nodes()}
    where = answer.source
    return [
        vendor,
        " › ".join(groups[id] for id in leaf.path[:-1]),
        leaf.label.text(lang),
        leaf.id,
        text(f"terms.state.{answer.state}", lang),
        report.rounded(scored.value) if scored else None,
        answer.text,
        *_reading(leaf, answer),
        text(f"terms.evidence.{answer.evidence}", lang),
        answer.evidence_text,
        answer.remarks,
        *_override(answer, lang),
        where.file,
        where.sheet,
        where.cell,
    ]


def _reading(leaf: Criterion, answer: Answer) -> Iterator[str | float | None]:
    reading = answer.reading if answer.state is AnswerState.ANSWERED else None
    if reading is None:
        yield from (None, None, None, None, None)
        return
    yield from in_own_unit(leaf, reading)
    yield None if reading.items is None else ", ".join(reading.items)
    yield ", ".join(reading.flags)


def _override(answer: Answer, lang: Lang) -> Iterator[str | None]:
    override = answer.override
    if override is None:
        yield from (None,) * 6
        return
    yield from (override.text, override.reason, override.basis, override.name, override.date)
    yield text("workbook.stale", lang) if override.stale else None


# The sheet with the ranking: verdict, the vendors in their live order, and a native chart.

_HEAD = 5
_FIRST = _HEAD + 1
_MATCH, _RANK, _VENDOR, _SCORE, _STATUS, _METHOD = range(6)
_GROUPS = 6
_MOST_BARS = 40
_LINE = 120
_MOST_SERIES = 255
"""Excel draws no more in one chart; the library would warn and leave the rest out."""


def write_ranking(book: Workbook, canvas: Canvas) -> None:
    """Every cell of the table looks up who stands in its place now, so the chart moves with it.

    Parameters
    ----------
    book : Workbook
        For the chart.
    canvas : Canvas
        The sheet of the ranking.
    """
    report, places = canvas.report, canvas.places
    canvas.put(0, _RANK, report.decision.criteria.title.text(report.lang), "title")
    _write_verdict(canvas)
    canvas.put(2, _RANK, canvas.say("workbook.verdict_note"), "small")
    if report.decimals is not None:
        canvas.put(4, _RANK, canvas.say("workbook.rounded_note"), "small")
    if hidden := len(report.weighted_sum.vendors) - places.vendors:
        told = canvas.say("workbook.best_only", most=MOST_VENDORS, count=hidden)
        canvas.put(3, _RANK, told, "small")
    for column, head in enumerate(_heads(report)):
        canvas.put(_HEAD, column, head, "head")
    for at, vendor in enumerate(report.weighted_sum.vendors[: places.vendors]):
        for column, formula in enumerate(_formulas(canvas, vendor, at)):
            canvas.formula(_FIRST + at, column, formula)
    _set_widths(canvas)
    set_up_page(canvas.sheet, heads=_FIRST)
    _insert_chart(book, canvas)


def _write_verdict(canvas: Canvas) -> None:
    """Across the table, as many lines high as it needs: merged cells do not grow by themselves."""
    told = cell_text(canvas.report.verdict.text(canvas.report.lang))
    last = _GROUPS + len(canvas.report.decision.top_groups)
    canvas.sheet.merge_range(1, _RANK, 1, last, "", canvas.styles["verdict"])
    canvas.put(1, _RANK, told, "verdict")
    canvas.sheet.set_row(1, 16 * (1 + text_width(told) // _LINE))


def _heads(report: Report) -> list[str]:
    lang = report.lang
    keys = ("workbook.place", "terms.rank", "terms.vendor", "terms.score", "workbook.status")
    groups = [top.label.text(lang) for top, _ in report.decision.top_groups]
    method = text("workbook.rank_by", lang, method=report.ranking.method)
    return [*(text(key, lang) for key in keys), method, *groups, text("workbook.note", lang)]


def _formulas(canvas: Canvas, vendor: RankedVendor, at: int) -> Iterator[Formula]:
    """One row: where the vendor of this place stands on the other sheet, and what stands there."""
    report, places, found = canvas.report, canvas.places, f"$A{_FIRST + at + 1}"

    def looked_up(column: int) -> str:
        return f"INDEX({places.from_elsewhere(column)},{found})"

    status = canvas.say(f"terms.status.{vendor.status}")
    by_method = report.ranking.by_name[vendor.name].rank
    yield Formula(f"=MATCH({at + 1},{places.from_elsewhere(PLACE)},0)", "hidden", at + 1)
    yield Formula(f"={looked_up(RANK)}", "whole", _shown(vendor.rank))
    yield Formula(f'={looked_up(NAME)}&""', "bold", cell_text(vendor.name))
    yield Formula(f"={looked_up(SCORE)}", "bold_points", vendor.score)
    yield Formula(f'={looked_up(STATUS)}&""', "text", status)
    yield Formula(f'={looked_up(METHOD)}&""', "text", str(_shown(by_method)))
    yield from _group_sums(report, places, vendor, found)
    yield Formula(f'={looked_up(NOTE)}&""', "text", cell_text(note_of(report, vendor.name)))


def _group_sums(
    report: Report, places: Places, vendor: RankedVendor, found: str
) -> Iterator[Formula]:
    stored, at = report.weighted_sum.group_contributions(vendor), 0
    for top, ids in report.decision.top_groups:
        block = places.contributions_from_elsewhere(at, at + len(ids) - 1)
        yield Formula(f"=SUM(INDEX({block},{found},0))", "points", stored[top.id])
        at += len(ids)


def _shown(rank: int | None) -> int | str:
    return "" if rank is None else rank


def _set_widths(canvas: Canvas) -> None:
    sheet, groups = canvas.sheet, len(canvas.report.decision.top_groups)
    is_plain = canvas.report.ranking.method == WEIGHTED_SUM
    sheet.set_column(_MATCH, _MATCH, 6, None, {"hidden": True})
    sheet.set_column(_RANK, _RANK, 8)
    sheet.set_column(_VENDOR, _VENDOR, 28)
    sheet.set_column(_SCORE, _STATUS, 12)
    sheet.set_column(_METHOD, _METHOD, 12, None, {"hidden": is_plain})
    sheet.set_column(_GROUPS, _GROUPS + groups - 1, 13)
    sheet.set_column(_GROUPS + groups, _GROUPS + groups, 40)
    sheet.set_row(0, 26)
    sheet.set_row(_HEAD, 32)


def _insert_chart(book: Workbook, canvas: Canvas) -> None:
    """Stacked bars by group, best on top; fed by the cells, so that it follows them."""
    report, places = canvas.report, canvas.places
    bars = min(_ranked(report), places.vendors, _MOST_BARS)
    if not bars:
        return
    name, last = places.sheet_names[0], _FIRST + bars - 1
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    for column, colour in _series(canvas):
        chart.add_series(
            {
                "name": [name, _HEAD, column],
                "categories": [name, _FIRST, _VENDOR, last, _VENDOR],
                "values": [name, _FIRST, column, last, column],
                "fill": {"color": colour},
                "gap": 45,
            }
        )
    chart.set_title({"name": text("terms.ranking", report.lang), "overlay": False})
    chart.set_y_axis({"reverse": True, "crossing": "max"})
    chart.set_x_axis({"min": 0, "max": 100, "num_format": "0"})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 900, "height": 160 + 26 * bars})
    canvas.sheet.insert_chart(_FIRST + places.vendors + 1, _RANK, chart)


def _series(canvas: Canvas) -> list[tuple[int, str]]:
    """Columns to draw with colours: each group's, or the score alone where those are too many."""
    groups = coloured_groups(canvas.report.decision)
    if len(groups) <= _MOST_SERIES:
        return [(_GROUPS + at, top.colour) for at, top in enumerate(groups)]
    told = canvas.say("workbook.chart_scores", most=_MOST_SERIES)
    canvas.put(_FIRST + canvas.places.vendors, _RANK, told, "small")
    return [(_SCORE, groups[0].colour)]


def _ranked(report: Report) -> int:
    outside = {Status.KNOCKED_OUT, Status.UNRANKED}
    return sum(vendor.status not in outside for vendor in report.weighted_sum.vendors)


WEIGHTS = "weights"
"""The defined name of the cells whose numbers the buyer changes."""

_FIXED_DATE = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the same report, the same bytes
_PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}


def scorecard(report: Report) -> bytes:
    """The workbook's bytes; the same report gives the same bytes.

    Parameters
    ----------
    report : Report
        Redacted already.

    Returns
    -------
    bytes
    """
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    with Workbook(buffer, _PLAIN) as book:
        title = report.decision.criteria.title.text(report.lang)
        book.set_properties({"title": title, "created": _FIXED_DATE})
        book.set_calc_mode("auto")
        _write_sheets(book, report)
    return buffer.getvalue()


def _write_sheets(book: Workbook, report: Report) -> None:
    styles, places = Styles(book), Places.of(report)
    ranking, sums, answers, findings = (book.add_worksheet(name) for name in places.sheet_names)
    canvas = Canvas(sheet=sums, report=report, places=places, styles=styles)
    write_sums(canvas)
    write_ranking(book, replace(canvas, sheet=ranking))
    write_answers(answers, report, styles)
    write_findings(findings, report, styles)
    offers = report.decision.offers
    if offers is not None and offers.known:
        price = book.add_worksheet(text("workbook.sheet.price", report.lang))
        write_price(price, offers, styles, report.lang)
    book.define_name(WEIGHTS, f"={places.weights}")
    write_marks(book, "scorecard")
    ranking.activate()
