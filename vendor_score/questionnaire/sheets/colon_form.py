"""Read a form whose lines hold question and answer in one cell, parted by a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from vendor_score.questionnaire.cells import Cell, CellKind
from vendor_score.questionnaire.questions import QuestionMatch, QuestionMatcher
from vendor_score.questionnaire.sheets.grid import Grid
from vendor_score.questionnaire.sheets.layout import UnreadSheet
from vendor_score.questionnaire.sheets.located_answers import (
    LocatedAnswer,
    SheetReading,
    VendorBlock,
)

__all__ = ["ColonForm", "count_lines"]

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
        lines = _lines(grid, sheet.matcher)
        sightings = tuple(_sighting(grid, cell, match, said) for cell, match, said in lines)
        return SheetReading(
            sheet=grid.sheet.name,
            hidden=grid.is_hidden,
            blocks=[VendorBlock(name=None, sightings=sightings)] if sightings else (),
            asked=tuple(dict.fromkeys(sighting.question for sighting in sightings)),
            anonymous=bool(sightings),
            layout="lines" if sightings else "none",
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


def _sighting(grid: Grid, cell: Cell, match: QuestionMatch, answer: str) -> LocatedAnswer:
    return LocatedAnswer(
        question=match.id,
        cell=replace(cell, text=answer) if answer else None,
        source=grid.source(cell.row, cell.column),
        unit=match.unit,
        hidden=grid.is_hidden_at(cell.row, cell.column),
    )
