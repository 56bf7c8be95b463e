"""The sheets behind the figures: every answer with its reading and its cell, and every finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from vendor_score.criteria.model import Criterion
from vendor_score.decision.criterion_column import in_own_unit
from vendor_score.findings import COLUMNS
from vendor_score.present.files.xlsx_text import Row, Styles, fit_columns, put, set_up_page
from vendor_score.present.report import Report
from vendor_score.records import Answer, AnswerState
from vendor_score.wording import Lang, text

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

__all__ = ["write_answers", "write_findings"]

_ANSWER_HEADS = (
    "vendor", "group", "criterion", "id", "state", "value", "answer", "low", "high", "unit",
    "items", "flags", "evidence", "evidence_text", "remarks", "override", "override_reason",
    "override_basis", "override_name", "override_date", "override_stale", "file", "sheet", "cell",
)  # fmt: skip
_POINTS, _WRAPPED = 5, (6, 13, 14)


def write_answers(sheet: Worksheet, report: Report, styles: Styles) -> None:
    """A row per vendor and criterion that was asked, in the order of ranking and criteria."""
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
    """A row per finding, in the columns of the contract."""
    lang = report.lang
    heads: Row = [text(f"workbook.finding.{name}", lang) for name in COLUMNS]
    rows: list[Row] = []
    for finding in report.findings:
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
