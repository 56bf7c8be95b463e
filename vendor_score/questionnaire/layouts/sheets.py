"""Read a sheet by whichever layout it has."""

from __future__ import annotations

from vendor_score.questionnaire.cells import Workbook
from vendor_score.questionnaire.layouts.columns import ColumnSettings
from vendor_score.questionnaire.layouts.grid import Grid
from vendor_score.questionnaire.layouts.name_cells import find_name, name_at
from vendor_score.questionnaire.layouts.question_rows import read_question_rows
from vendor_score.questionnaire.layouts.sightings import SheetReading
from vendor_score.questionnaire.layouts.survey import Direction, Survey, survey
from vendor_score.questionnaire.layouts.vendor_rows import read_vendor_rows
from vendor_score.questionnaire.matching import Matcher
from vendor_score.questionnaire.records import QuestionnaireSettings
from vendor_score.questionnaire.template_marks import MARKS_SHEET

__all__ = ["read_sheets"]

_LISTS_SHEET = "_lists"  # the template's drop-downs


def read_sheets(
    workbook: Workbook, matcher: Matcher, settings: QuestionnaireSettings
) -> list[SheetReading]:
    """What each sheet holds, in order; sheets that name no question may still name the vendor."""
    sheets = [s for s in workbook.sheets if s.name not in {MARKS_SHEET, _LISTS_SHEET}]
    if settings.sheet is not None and any(s.name == settings.sheet for s in sheets):
        chosen = [s for s in sheets if s.name == settings.sheet]
    else:
        chosen = sheets
    read = {s.name for s in chosen}
    return [
        _read_sheet(Grid(sheet, workbook.file), matcher, settings, only_name=sheet.name not in read)
        for sheet in sheets
    ]


def _read_sheet(
    grid: Grid, matcher: Matcher, settings: QuestionnaireSettings, *, only_name: bool
) -> SheetReading:
    columns = ColumnSettings.of(settings)
    found = Survey() if only_name else survey(grid, matcher)
    direction = _direction(grid, found, columns)
    if direction == "across":
        return read_vendor_rows(grid, matcher, found, columns)
    reading = SheetReading(sheet=grid.sheet.name, hidden=grid.is_hidden)
    if direction == "down":
        reading = read_question_rows(grid, matcher, found, columns)
    told = name_at(grid, settings.vendor_name_cell) if settings.vendor_name_cell else None
    if told is None and not grid.is_hidden:
        told = reading.vendor_name or find_name(grid)
    reading.vendor_name = told
    return reading


def _direction(grid: Grid, found: Survey, columns: ColumnSettings) -> Direction | None:
    if columns.vendor is not None and not (columns.question or columns.answer):
        return "across" if found.rows else None
    if columns.question or columns.answer:
        return "down" if found.rows else None
    return found.direction(grid)
