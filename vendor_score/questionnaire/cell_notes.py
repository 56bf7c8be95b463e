"""Notes and threads on cells: the remarks of the answers they stand on, or the form's own hints.

A vendor limits a yes in a note as often as in a column of remarks. A note is shown with its answer
and never changes what was chosen; one on an empty cell is named, since it may hold the answer.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from vendor_score.cell_names import a1, read_address
from vendor_score.questionnaire.sheets.located_answers import (
    LocatedAnswer,
    SheetReading,
    VendorBlock,
    layout_finding,
)

if TYPE_CHECKING:
    from vendor_score.questionnaire.cells import Sheet, Workbook
    from vendor_score.questionnaire.sheets.grid import Grid

__all__ = ["attach_notes", "enclose_own_note", "without_form_notes"]

_Place = tuple[int, int]

_HEAD, _FOOT = "— vendor-score —", "— — —"
_OWN = re.compile(rf"\s*{_HEAD}\n.*?(?:\n{_FOOT}|\Z)", re.DOTALL)
_MOST_PLACES = 20


def enclose_own_note(text: str) -> str:
    """A note that this tool writes, between lines by which it is known when it comes back."""
    return f"{_HEAD}\n{text}\n{_FOOT}"


def without_form_notes(workbooks: Sequence[Workbook]) -> list[Workbook]:
    """The workbooks less the notes that are nobody's remark.

    Parameters
    ----------
    workbooks
        All that were returned.

    Returns
    -------
    list of Workbook
        Without the notes that this tool wrote into a marked copy, and without those that stand on
        the same cell with the same words in every file that has the sheet: they came with the
        form. A sheet that only one file has tells nothing of that.
    """
    if not any(sheet.comments for book in workbooks for sheet in book.sheets):
        return list(workbooks)
    having: dict[str, int] = defaultdict(int)
    noted: dict[tuple[str, _Place, str], int] = defaultdict(int)
    for book in workbooks:
        for sheet in book.sheets:
            having[sheet.name] += 1
            for place, text in _foreign(sheet).items():
                noted[sheet.name, place, text] += 1
    of_form = {key for key, count in noted.items() if count == having[key[0]] > 1}
    return [
        replace(book, sheets=tuple(_less(sheet, of_form) for sheet in book.sheets))
        for book in workbooks
    ]


def _foreign(sheet: Sheet) -> dict[_Place, str]:
    """The notes without what this tool wrote into them."""
    kept = {place: _OWN.sub("", text).strip() for place, text in sheet.comments.items()}
    return {place: text for place, text in kept.items() if text}


def _less(sheet: Sheet, of_form: set[tuple[str, _Place, str]]) -> Sheet:
    if not sheet.comments:
        return sheet
    kept = {p: text for p, text in _foreign(sheet).items() if (sheet.name, p, text) not in of_form}
    return replace(sheet, comments=kept)


def attach_notes(grid: Grid, reading: SheetReading) -> None:
    """Give each answer of a sheet the notes on its cell; name those that stand on no answer.

    Parameters
    ----------
    grid
        The sheet.
    reading
        What was read of it; its blocks are read once, and its findings are complete only then.
    """
    if grid.sheet.comments and reading.asked and not reading.hidden:
        reading.blocks = _noted(grid, reading, reading.blocks)


def _noted(
    grid: Grid, reading: SheetReading, blocks: Iterable[VendorBlock]
) -> Iterator[VendorBlock]:
    comments = grid.sheet.comments
    taken: set[_Place] = set()
    for block in blocks:
        for sighting in block.sightings:
            places = [place for place in _places(grid, sighting) if place in comments]
            taken.update(places)
            sighting.note = "\n".join(comments[place] for place in places)
        yield block
    left = [place for place in comments if place not in taken]
    if left:
        shown = [a1(*place) for place in sorted(left)[:_MOST_PLACES]]
        source = grid.source(*min(left))
        reading.findings.append(
            layout_finding(
                "notes-elsewhere",
                source,
                comments[min(left)],
                places=", ".join([*shown, *(["…"] if len(left) > len(shown) else [])]),
                count=len(left),
            )
        )


def _places(grid: Grid, sighting: LocatedAnswer) -> list[_Place]:
    """The cells of an answer, its evidence and its remarks, and where their merged ranges begin."""
    own = read_address(sighting.source.cell or "")
    beside = [cell for cell in (sighting.cell, sighting.evidence, sighting.remarks) if cell]
    places = [*([own] if own else []), *((cell.row, cell.column) for cell in beside)]
    begins = [merge[:2] for place in places if (merge := grid.merge(*place)) is not None]
    return list(dict.fromkeys([*places, *begins]))
