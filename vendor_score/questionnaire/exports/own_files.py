"""Leave out what this tool wrote: rankings, scorecards and reviews, blank questionnaires."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from vendor_score.findings import Finding, Severity
from vendor_score.questionnaire.cells import Workbook
from vendor_score.questionnaire.exports.signatures import HeadRows, heading_key
from vendor_score.questionnaire.sheets.layout import UnreadSheet
from vendor_score.questionnaire.sheets.located_answers import SheetReading, layout_finding
from vendor_score.questionnaire.template_marks import read_marks
from vendor_score.questionnaire.vendors import named_by_file
from vendor_score.source import Source
from vendor_score.wording import both, languages, text

__all__ = ["blank_questionnaire", "own_headings", "read_own_output"]

_HEADS: Mapping[str, tuple[str, ...]] = {
    "ranking": (
        "terms.rank", "terms.vendor", "terms.score", "workbook.status", "workbook.knocked_out_by",
    ),
    "scorecard": ("terms.rank", "terms.vendor", "terms.score", "workbook.status", "workbook.note"),
    "scorecard_answers": (
        "workbook.vendor", "workbook.criterion", "workbook.answer", "workbook.state",
    ),
    "findings": ("workbook.finding.severity", "workbook.finding.code", "workbook.finding.fix"),
    "review": (
        "questionnaire.review.vendor", "questionnaire.review.criterion",
        "questionnaire.review.answer", "questionnaire.review.corrected",
    ),
}  # fmt: skip
"""Headings, as keys of the catalogues, that stand together in one row of each output."""


def read_own_output(sheet: UnreadSheet, rows: HeadRows) -> SheetReading | None:
    """Leave a sheet out where this tool wrote it; None for any other.

    Workbooks of the tool are known by their hidden marks; what was saved as csv or copied into
    another workbook has none, and its headings are as the tool writes them, in any language.
    """
    grid = sheet.grid
    for _, texts in rows:
        told = set(texts.values())
        kind = next((kind for kind, heads in own_headings() if heads <= told), None)
        if kind is not None:
            place = Source(grid.file, grid.sheet.name or None)
            name = both(f"findings.own-output.{kind}")
            return SheetReading(
                sheet=grid.sheet.name,
                hidden=grid.is_hidden,
                names_every_vendor=True,
                findings=[layout_finding("own-output", place, "", name=name)],
            )
    return None


@cache
def own_headings() -> tuple[tuple[str, frozenset[str]], ...]:
    """The headings of each output, in each language."""
    return tuple(
        (kind, frozenset(heading_key(text(key, lang)) for key in keys))
        for kind, keys in _HEADS.items()
        for lang in languages()
    )


def blank_questionnaire(workbook: Workbook, readings: Sequence[SheetReading]) -> Finding | None:
    """A finding where the workbook is a questionnaire of this tool that nobody has filled in.

    One that was made for a vendor by name is that vendor's, blank or not. A blank one whose file
    is named like a vendor may have been returned so, and is a warning.
    """
    marks = read_marks(workbook)
    if marks is None or marks.kind != "questionnaire" or marks.vendor_name:
        return None
    if any(reading.vendor_name for reading in readings):
        return None
    blocks = [block for reading in readings for block in reading.blocks]
    if any(answer.cell is not None for block in blocks for answer in block.sightings):
        return None
    severity = Severity.WARNING if named_by_file(workbook.file) else Severity.INFO
    return layout_finding("blank-questionnaire", Source(workbook.file), "", severity)
