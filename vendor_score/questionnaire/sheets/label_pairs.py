"""Read a form whose rows hold several labels, each with its value to the right of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from vendor_score.questionnaire.cells import Cell, CellKind
from vendor_score.questionnaire.questions import QuestionMatch, QuestionMatcher
from vendor_score.questionnaire.sheets.grid import (
    ColumnRole,
    Grid,
    LocatedAnswer,
    SheetReading,
    VendorBlock,
    ambiguous_question,
    is_contact_word,
    near_match,
    planned_question,
    role_of,
)
from vendor_score.questionnaire.sheets.layout import UnreadSheet
from vendor_score.reading_plan import PlannedQuestion

__all__ = ["ColonForm", "LabelPairs", "count_lines"]

_LEAST_ROWS = 2  # rows with questions; a single one is the header of a table
_MOST_ROWS = 500  # longer sheets are tables


class LabelPairs:
    """Rows such as ``Company | Acme | Seats | 40``, without a header: the forms of word processors.

    They are told from a header with a row per vendor below it by their rows: several of them ask,
    each something else, and no question stands right beside another.
    """

    def recognise(self, sheet: UnreadSheet) -> SheetReading | None:
        """Read a sheet whose questions stand in several columns; None where it is no such form."""
        columns = _label_columns(sheet)
        if not columns:
            return None
        grid, sightings = sheet.grid, list[LocatedAnswer]()
        reading = SheetReading(
            sheet=grid.sheet.name, hidden=grid.is_hidden, anonymous=True, layout="label_pairs"
        )
        planned: list[PlannedQuestion] = []
        for cell, value in _pairs(grid, columns):
            match = sheet.matcher.find(cell.text)
            source = grid.source(cell.row, cell.column)
            if match is None:
                is_said = sheet.matcher.sets_aside(cell.text)
                if value is not None and not _is_about_vendor(cell) and not is_said:
                    reading.unmatched.append((cell.text.strip(), source))
            elif match.is_ambiguous:
                reading.findings.append(ambiguous_question(match, cell.text, source))
            else:
                if match.how == "near":
                    reading.findings.append(near_match(match, cell.text, source))
                sightings.append(_sighting(grid, cell, match, value))
                planned.append(planned_question(grid, match, cell.row, cell.column))
        reading.blocks = [VendorBlock(name=None, sightings=tuple(sightings))]
        reading.asked = tuple(dict.fromkeys(sighting.question for sighting in sightings))
        reading.questions = tuple(planned)
        return reading


def _label_columns(sheet: UnreadSheet) -> list[int]:
    """The columns of labels; none where the sheet is another kind of table."""
    grid, profile = sheet.grid, sheet.profile
    settings = sheet.columns
    is_told = (settings.question, settings.answer, settings.vendor, settings.header_row)
    if any(told is not None for told in is_told) or len(profile.columns) < 2:  # noqa: PLR2004 - side by side
        return []
    columns = sorted(profile.columns)
    rows = sorted(profile.rows)
    named = [id for ids in profile.columns.values() for id in ids]
    is_form = (
        len(rows) >= _LEAST_ROWS
        and len(grid.rows) <= _MOST_ROWS
        and len(named) == len(set(named))
        and all(right - left > 1 for left, right in pairwise(columns))
        and max(columns) < max(column for row in rows for column in grid.columns(row))
        and not any(_heads(sheet, row) for row in grid.rows if row <= rows[-1])
    )
    return columns if is_form else []


def _heads(sheet: UnreadSheet, row: int) -> bool:
    """Whether a row heads a table: of questions and answers, or of vendors and questions."""
    cells = [cell for _, cell in sheet.grid.row_cells(row)]
    roles = [role_of(cell.text) for cell in cells]
    if ColumnRole.QUESTION in roles or ColumnRole.ANSWER in roles:
        return True
    return any(
        role is ColumnRole.VENDOR and sheet.matcher.exact(after.text) is not None
        for role, after in zip(roles, cells[1:], strict=False)
    )


def _pairs(grid: Grid, columns: list[int]) -> Iterator[tuple[Cell, Cell | None]]:
    """Every label with the first filled cell before the next one; a merged cell counts once."""
    ends = [*columns[1:], 1 << 30]
    for row in grid.rows:
        for column, end in zip(columns, ends, strict=True):
            cell = grid.cells.get((row, column))
            if cell is None or not cell.text.strip():
                continue
            after = grid.span(row, column)[1]
            values = [at for at in grid.columns(row) if after < at < end]
            yield cell, grid.cells[row, values[0]] if values else None


def _is_about_vendor(cell: Cell) -> bool:
    return role_of(cell.text) is ColumnRole.VENDOR or is_contact_word(cell.text)


def _sighting(grid: Grid, label: Cell, match: QuestionMatch, value: Cell | None) -> LocatedAnswer:
    place = (value.row, value.column) if value is not None else (label.row, label.column)
    return LocatedAnswer(
        question=match.id,
        cell=value,
        source=grid.source(*place),
        unit=match.unit,
        hidden=grid.is_hidden_at(*place),
    )


# Read a form whose lines hold question and answer in one cell, parted by a colon.

_COLON = re.compile(r"\s*[:：]\s*")
_MOST_CELLS = 5_000


class ColonForm:
    """Lines such as ``First response: 20 s``, one below the other."""

    def recognise(self, sheet: UnreadSheet) -> SheetReading | None:
        """Read the lines where the workbook is such a form; None where it is not.

        A sheet of such a workbook that holds no line is read as well, as one without answers: what
        little of a table it seems to have is part of its text.
        """
        if not sheet.is_in_lines:
            return None
        grid = sheet.grid
        lines = list(_lines(grid, sheet.matcher))
        sightings = tuple(_line_sighting(grid, cell, match, said) for cell, match, said in lines)
        return SheetReading(
            sheet=grid.sheet.name,
            hidden=grid.is_hidden,
            blocks=[VendorBlock(name=None, sightings=sightings)] if sightings else (),
            asked=tuple(dict.fromkeys(sighting.question for sighting in sightings)),
            anonymous=bool(sightings),
            layout="lines" if sightings else "none",
            questions=tuple(
                PlannedQuestion(
                    criterion=match.id,
                    text=_COLON.split(cell.text, maxsplit=1)[0],
                    how=match.how,
                    cell=grid.source(cell.row, cell.column).cell or "",
                )
                for cell, match, _ in lines
            ),
        )


def count_lines(grid: Grid, matcher: QuestionMatcher) -> int:
    """How many different questions the lines of a sheet begin with, literally."""
    return len({match.id for _, match, _ in _lines(grid, matcher)})


def _lines(grid: Grid, matcher: QuestionMatcher) -> Iterator[tuple[Cell, QuestionMatch, str]]:
    """Cells that begin with a question, the question, and what follows the colon."""
    for cell in _texts(grid):
        parts = _COLON.split(cell.text, maxsplit=1)
        match = matcher.exact(parts[0]) if len(parts) > 1 else None
        if match is not None and not match.is_ambiguous:
            yield cell, match, parts[1].strip()


def _texts(grid: Grid) -> list[Cell]:
    cells: list[Cell] = []
    for row in grid.rows:
        cells.extend(cell for _, cell in grid.row_cells(row) if cell.kind is CellKind.TEXT)
        if len(cells) > _MOST_CELLS:
            break
    return cells


def _line_sighting(grid: Grid, cell: Cell, match: QuestionMatch, answer: str) -> LocatedAnswer:
    return LocatedAnswer(
        question=match.id,
        cell=replace(cell, text=answer) if answer else None,
        source=grid.source(cell.row, cell.column),
        unit=match.unit,
        hidden=grid.is_hidden_at(cell.row, cell.column),
    )
