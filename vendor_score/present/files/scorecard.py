"""scorecard.xlsx: the arithmetic as live formulas, every answer with its cell, and the findings.

Change a weight in the range ``weights`` and the workbook ranks anew, in Excel, WPS and LibreOffice.
Computed values are stored with the formulas, so that previews and phones show them.
"""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from typing import TYPE_CHECKING

from vendor_score.present.files.scorecard_answers import write_answers, write_findings
from vendor_score.present.files.scorecard_layout import Canvas, Places
from vendor_score.present.files.scorecard_ranking import write_ranking
from vendor_score.present.files.scorecard_scores import write_sums
from vendor_score.present.files.xlsx_text import Styles
from vendor_score.present.report import Report
from vendor_score.questionnaire.template import write_marks

if TYPE_CHECKING:
    from xlsxwriter import Workbook

__all__ = ["WEIGHTS", "scorecard"]

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
    """The workbook's bytes; the same report gives the same bytes."""
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
    book.define_name(WEIGHTS, f"={places.weights}")
    write_marks(book, "scorecard")
    ranking.activate()
