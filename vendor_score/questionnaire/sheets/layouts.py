"""Read a sheet by whichever layout it has."""

from __future__ import annotations

from vendor_score.questionnaire.cells import Workbook
from vendor_score.questionnaire.questions import QuestionMatcher
from vendor_score.questionnaire.sheets.grid import Grid
from vendor_score.questionnaire.sheets.located_answers import SheetReading
from vendor_score.questionnaire.sheets.profile import (
    Direction,
    SheetProfile,
    find_name,
    name_at,
    profile_sheet,
)
from vendor_score.questionnaire.sheets.question_rows import read_colon_form, read_question_rows
from vendor_score.questionnaire.sheets.question_table import ColumnSettings
from vendor_score.questionnaire.sheets.vendor_table import read_vendor_rows
from vendor_score.questionnaire.template_marks import MARKS_SHEET
from vendor_score.records import QuestionnaireSettings
from vendor_score.source import Source

__all__ = ["read_sheets"]

_FEW = 3  # questions up to which a sheet may be a form of lines instead
_LISTS_SHEET = "_lists"  # the template's drop-downs


def read_sheets(
    workbook: Workbook, matcher: QuestionMatcher, settings: QuestionnaireSettings
) -> list[SheetReading]:
    """What each sheet holds, in order; sheets that name no question may still name the vendor."""
    sheets = [s for s in workbook.sheets if s.name not in {MARKS_SHEET, _LISTS_SHEET}]
    if settings.sheet is not None and any(s.name == settings.sheet for s in sheets):
        chosen = [s for s in sheets if s.name == settings.sheet]
    else:
        chosen = sheets
    read = {s.name for s in chosen}
    grids = [Grid(sheet, workbook.file) for sheet in sheets]
    found = [profile_sheet(g, matcher) if g.sheet.name in read else SheetProfile() for g in grids]
    if _most(found) <= _FEW:
        told = [read_colon_form(g, matcher) if g.sheet.name in read else None for g in grids]
        if max((len(lines.asked) for lines in told if lines), default=0) > _most(found):
            return [_with_name(g, settings, lines) for g, lines in zip(grids, told, strict=True)]
    return [_read_sheet(g, matcher, f, settings) for g, f in zip(grids, found, strict=True)]


def _most(found: list[SheetProfile]) -> int:
    return max((each.most for each in found), default=0)


def _read_sheet(
    grid: Grid, matcher: QuestionMatcher, found: SheetProfile, settings: QuestionnaireSettings
) -> SheetReading:
    columns = ColumnSettings.of(settings)
    direction = _direction(grid, found, columns)
    if direction == "across":
        return read_vendor_rows(grid, matcher, found, columns)
    reading = read_question_rows(grid, matcher, found, columns) if direction == "down" else None
    return _with_name(grid, settings, reading)


def _with_name(
    grid: Grid, settings: QuestionnaireSettings, reading: SheetReading | None
) -> SheetReading:
    reading = reading or SheetReading(sheet=grid.sheet.name, hidden=grid.is_hidden)
    reading.vendor_name = _vendor_name(grid, settings, reading)
    return reading


def _vendor_name(
    grid: Grid, settings: QuestionnaireSettings, reading: SheetReading
) -> tuple[str, Source] | None:
    """The name that the settings point at, else the one that the sheet states."""
    told = name_at(grid, settings.vendor_name_cell) if settings.vendor_name_cell else None
    if told is not None or grid.is_hidden:
        return told
    return reading.vendor_name or find_name(grid)


def _direction(grid: Grid, found: SheetProfile, columns: ColumnSettings) -> Direction | None:
    if columns.vendor is not None and not (columns.question or columns.answer):
        return "across" if found.rows else None
    if columns.question or columns.answer:
        return "down" if found.rows else None
    return found.direction(grid)
