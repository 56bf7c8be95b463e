"""Read a form whose lines hold question and answer in one cell, parted by a colon."""

from __future__ import annotations

import re
from dataclasses import replace

from vendor_score.questionnaire.cells import Cell, CellKind
from vendor_score.questionnaire.layouts.grid import Grid
from vendor_score.questionnaire.layouts.sightings import Block, SheetReading, Sighting
from vendor_score.questionnaire.matching import Match, Matcher

__all__ = ["read_lines"]

_COLON = re.compile(r"\s*[:：]\s*")
_MOST_CELLS = 5_000


def read_lines(grid: Grid, matcher: Matcher) -> SheetReading | None:
    """The answers of such a form; None where no line begins with a question literally."""
    sightings = []
    for cell in _texts(grid):
        parts = _COLON.split(cell.text, maxsplit=1)
        match = matcher.exact(parts[0]) if len(parts) > 1 else None
        if match is not None and not match.is_ambiguous:
            sightings.append(_sighting(grid, cell, match, parts[1].strip()))
    if not sightings:
        return None
    return SheetReading(
        sheet=grid.sheet.name,
        hidden=grid.is_hidden,
        blocks=[Block(name=None, sightings=tuple(sightings))],
        asked=tuple(dict.fromkeys(sighting.question for sighting in sightings)),
        anonymous=True,
    )


def _texts(grid: Grid) -> list[Cell]:
    cells: list[Cell] = []
    for row in grid.rows:
        cells.extend(cell for _, cell in grid.row_cells(row) if cell.kind is CellKind.TEXT)
        if len(cells) > _MOST_CELLS:
            break
    return cells


def _sighting(grid: Grid, cell: Cell, match: Match, answer: str) -> Sighting:
    return Sighting(
        question=match.id,
        cell=replace(cell, text=answer) if answer else None,
        source=grid.source(cell.row, cell.column),
        unit=match.unit,
        hidden=grid.is_hidden_at(cell.row, cell.column),
    )
