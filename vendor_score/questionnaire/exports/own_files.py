"""Leave out what this tool wrote: rankings, scorecards and reviews, blank questionnaires."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from vendor_score.findings import Source
from vendor_score.questionnaire.cells import Workbook
from vendor_score.questionnaire.exports.backend_columns import (
    HeadRows,
    head_rows,
    heading_key,
    headings_of,
    known_headings,
)
from vendor_score.questionnaire.exports.backend_export import read_backend
from vendor_score.questionnaire.exports.survey_export import read_survey
from vendor_score.questionnaire.sheets.layout import UnreadSheet
from vendor_score.questionnaire.sheets.located_answers import SheetReading, layout_finding
from vendor_score.questionnaire.template_marks import read_marks
from vendor_score.wording import both, languages, text

__all__ = ["ProgramOutput", "is_own_form", "own_headings", "read_own_output"]

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
    "review_judgements": (
        "questionnaire.judged.levels", "questionnaire.judged.mean", "questionnaire.judged.spread",
    ),
    "plan_sheets": ("plan.head.file", "plan.head.use_now", "plan.head.whose_now"),
    "plan_names": ("plan.head.vendor_name", "plan.head.vendor_now", "plan.head.vendor"),
    "plan_questions": ("plan.head.question_text", "plan.head.question_now", "plan.head.question"),
    "plan_replaced": ("plan.head.replaced_by", "plan.head.replaced"),
}  # fmt: skip
"""Headings, as keys of the catalogues, that stand together in one row of each output."""

_NAMES = {
    kind: "review" for kind in _HEADS if kind.startswith(("review", "plan"))
}  # sheets of one workbook


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
            name = both(f"findings.own-output.{_NAMES.get(kind, kind)}")
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


def is_own_form(workbook: Workbook) -> bool:
    """Whether the workbook is a questionnaire of this tool that was made for no vendor by name.

    Filled in or not: who is a vendor, and whether a form is blank, is decided over all files.
    """
    marks = read_marks(workbook)
    return marks is not None and marks.kind == "questionnaire" and not marks.vendor_name


# The layout of sheets that a program wrote: this tool, a survey platform, a chat back end.

_SHORTEST, _SHARED = 5, 2  # characters of a heading, and of what two of a grid share at least


class ProgramOutput:
    """Exports and outputs that are known by headings which only their programs write.

    They are looked for before any other layout, since to a table of vendors a respondent, an agent
    or a ranked vendor's points look like answers. Only the first rows of a sheet are looked at.
    """

    def recognise(self, sheet: UnreadSheet) -> SheetReading | None:
        """Read the sheet or set it aside; None where people wrote it."""
        rows = head_rows(sheet.grid)
        known = _known()
        if not any(text in known for _, texts in rows for text in texts.values()):
            return read_survey(sheet, rows) if _may_be_grid(rows) else None
        for read in (read_own_output, read_survey, read_backend):
            if (reading := read(sheet, rows)) is not None:
                return reading
        return None


def _may_be_grid(rows: HeadRows) -> bool:
    """Whether headings of a row begin or end alike, as those of a grid question do."""
    for _, texts in rows:
        long = [text for text in texts.values() if len(text) >= _SHORTEST]
        starts = {text[:_SHARED] for text in long}
        ends = {text[-_SHARED:] for text in long}
        if len(long) > min(len(starts), len(ends)):
            return True
    return False


@cache
def _known() -> frozenset[str]:
    """Every heading by which one of them may be known, for a first glance."""
    own = (heads for _, heads in own_headings())
    return frozenset().union(*own, headings_of("surveys"), known_headings().all_headings)
