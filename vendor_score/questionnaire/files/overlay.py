"""Lay what a sheet draws over its cells onto them: ticked boxes, and words in text boxes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from vendor_score.cell_names import a1
from vendor_score.questionnaire.cells import Cell, CellKind, SheetNote

__all__ = ["lay_over"]

Key = tuple[int, int]
Placed = Sequence[tuple[int, int, str]]
LONGEST_WORDS = 200
"""Characters beyond which words in a box are instructions and no answer."""


def lay_over(
    cells: Mapping[Key, Cell], boxes: Placed, linked: Placed, words: Placed
) -> tuple[Mapping[Key, Cell], tuple[SheetNote, ...]]:
    """The cells with what lies over them, and a note on the words that were found there.

    Parameters
    ----------
    cells
        Those of the sheet.
    boxes
        Ticked and empty boxes as text, with the row and column that they cover.
    linked
        Cells that hold the state of a box as TRUE or FALSE, or of option buttons as a number.
    words
        Texts of boxes and shapes. They are read where the cell below is empty and stands right of
        and below other cells, as answers do.
    """
    found = dict(cells)
    for row, column, text in linked:
        below = found.get((row, column))
        if below is not None and below.kind is CellKind.BOOLEAN and text:
            found[row, column] = replace(below, kind=CellKind.TEXT, text=text)
        elif below is not None and below.kind in {CellKind.NUMBER, CellKind.BOOLEAN}:
            del found[row, column]
    for (row, column), texts in _by_place(boxes).items():
        found[row, column] = _ticked(found.get((row, column)), row, column, texts)
    taken = [place for place in words if _is_answer(found, *place)]
    for row, column, text in taken:
        found[row, column] = Cell(row=row, column=column, kind=CellKind.TEXT, text=text)
    over = [place for place in words if place[:2] in found]
    if not over:
        return found, ()
    note = SheetNote(
        code="sheet-text-boxes",
        places=tuple(a1(row, column) for row, column, _ in over),
        found=over[0][2],
        count=len(over),
    )
    return found, (note,)


def _by_place(boxes: Placed) -> dict[Key, list[str]]:
    places: dict[Key, list[str]] = {}
    for row, column, text in boxes:
        places.setdefault((row, column), []).append(text)
    return places


def _ticked(below: Cell | None, row: int, column: int, texts: Iterable[str]) -> Cell:
    """The boxes before the text of the cell; its TRUE or FALSE is only what they say."""
    text = " ".join(texts)
    if below is None or below.kind is not CellKind.TEXT:
        return Cell(row=row, column=column, kind=CellKind.TEXT, text=text)
    return replace(below, text=f"{text} {below.text}" if below.text.strip() else text)


def _is_answer(cells: Mapping[Key, Cell], row: int, column: int, text: str) -> bool:
    if (row, column) in cells or len(text) > LONGEST_WORDS or "\n" in text:
        return False
    beside = any((row, at) in cells for at in range(1, column))
    return beside and any((at, column) in cells for at in range(max(row - 200, 1), row))
