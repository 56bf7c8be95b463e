"""Numbers that stand for "not answered": -3, -99 and their like, known by where they recur."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from vendor_score.questionnaire.cells import Cell, CellKind
from vendor_score.questionnaire.sheets.grid import Grid
from vendor_score.records import Question

__all__ = ["bare_negative", "missing_codes"]

_SAMPLE = 300  # rows by which the codes of a table are known
_BARE = re.compile(r"\s*[-−﹣－]\s?(\d{1,4})(?:\.0+)?\s*")
_REPEATED = re.compile(r"9+|8{2,}|7{2,}|6{2,}")  # -9, -99, -88 ...: nobody measures these twice
_FEWEST = 2


def bare_negative(cell: Cell | None) -> int | None:
    """The whole number below zero that a cell holds and nothing beside it, else None."""
    if cell is None:
        return None
    if cell.kind is CellKind.NUMBER:
        number = cell.number
        is_code = number is not None and number < 0 and number.is_integer()
        return int(number) if is_code and number is not None else None
    if cell.kind is not CellKind.TEXT:
        return None
    found = _BARE.fullmatch(cell.text)
    return -int(found[1]) if found is not None else None


def missing_codes(
    grid: Grid, rows: Iterable[int], columns: Mapping[int, Question]
) -> frozenset[int]:
    """The codes by which a table says that a question was skipped or left empty.

    A single negative number may be a figure or a slip. The same one below two questions, of which
    one cannot be answered below zero, is a code; so is -99 and its like where it recurs below one.

    Parameters
    ----------
    grid
        The sheet.
    rows
        Rows of the table; the first 300 are looked at.
    columns
        The questions by the columns that answer them.
    """
    met: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for _, row in zip(range(_SAMPLE), rows, strict=False):
        for column in columns:
            number = bare_negative(grid.cells.get((row, column)))
            if number is not None:
                met[number][column] += 1
    return frozenset(number for number, found in met.items() if _is_code(number, found, columns))


def _is_code(number: int, found: Mapping[int, int], columns: Mapping[int, Question]) -> bool:
    asked = {columns[column].id: columns[column] for column in found}
    if len(asked) >= _FEWEST:
        return not all(question.may_be_negative for question in asked.values())
    return _REPEATED.fullmatch(str(-number)) is not None and max(found.values()) >= _FEWEST
