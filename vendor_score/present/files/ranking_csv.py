"""ranking.csv: the ranking as a plain table that opens well in a spreadsheet program."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from vendor_score.criteria.model import Criterion, Group
from vendor_score.decision import KnockOut
from vendor_score.present.report import Report
from vendor_score.ranking.ranking import RankedVendor
from vendor_score.wording import text

__all__ = ["ranking_csv", "safe_cell"]

_BOM = "\ufeff"  # without it Excel takes UTF-8 for the local code page
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def ranking_csv(report: Report) -> str:
    """A row per vendor in rank order: place, score, status, points by group, then by criterion."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe_cell(head) for head in _heads(report)])
    for vendor in report.ranking.vendors:
        writer.writerow([safe_cell(cell) for cell in _row(report, vendor)])
    return _BOM + out.getvalue()


def safe_cell(cell: str | float | None) -> str | float:
    """The cell with an apostrophe before text that a spreadsheet would take for a formula."""
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
    yield from (text(f"workbook.{name}", lang) for name in ("knocked_out_by", "untested"))


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
    broken = decision.knock_outs_of(vendor.name)
    yield "; ".join(_broken(report, knock_out) for knock_out in broken)
    yield "; ".join(decision.untested[vendor.name])


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
