"""Options printed one below the other, a row each, with a column to tick beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from vendor_score.grammar.clean import clean
from vendor_score.kinds.registry import kind_of
from vendor_score.questionnaire.cells import Cell, CellKind
from vendor_score.questionnaire.sheets.grid import Grid
from vendor_score.questionnaire.sheets.option_columns import is_mark, is_tick
from vendor_score.records import Question
from vendor_score.wording import lexicon

__all__ = ["OptionRows", "find_option_rows", "ticked_row"]

MOST_OPTIONS = 60
EMPTY = "tick.empty"


@dataclass(frozen=True, slots=True)
class OptionRows:
    """The column of the options and the one to tick."""

    options: int
    tick: int


def find_option_rows(heads: Iterable[tuple[int, str]]) -> OptionRows | None:
    """The two columns by their headings (column and text); None unless both are there."""
    words = [(column, clean(text).partition("(")[0].strip(" :*")) for column, text in heads]
    options = next((at for at, word in words if word in lexicon.words("header.option")), None)
    tick = next((at for at, word in words if word in lexicon.words("header.tick")), None)
    if options is None or tick is None or options == tick:
        return None
    return OptionRows(options, tick)


def ticked_row(
    grid: Grid, row: int, asked: int, rows: OptionRows, question: Question
) -> tuple[Cell | None, tuple[int, int]]:
    """The options ticked from a row on, up to the next question in column ``asked``.

    Of two ticks none is taken unless the question takes several; no tick is no answer. Other words
    in the column to tick make a ``several`` cell too, which is not read.
    """
    lines = list(_lines(grid, row, asked, rows))
    empty = lexicon.words(EMPTY)
    filled = [
        (option, tick)
        for option, tick in lines
        if tick is not None and tick.text.strip() and tick.text.strip().casefold() not in empty
    ]
    ticks = any(is_tick(tick.text) for _, tick in filled if tick is not None)
    chosen = [
        (option, tick)
        for option, tick in filled
        if tick is not None and (is_tick(tick.text) or not (ticks and is_mark(tick.text)))
    ]
    if not chosen:
        return None, (row, rows.tick)
    words = [option.text.strip() for option, _ in chosen]
    cell = chosen[0][1]
    strange = any(not is_mark(tick.text) for _, tick in chosen)
    if strange or (len(chosen) > 1 and not kind_of(question.kind).takes_several):
        told = (
            f"{word} ({grid.source(tick.row, tick.column).cell}: {tick.text.strip()})"
            for word, (_, tick) in zip(words, chosen, strict=True)
        )
        return _answer(cell, CellKind.SEVERAL, ", ".join(told)), (cell.row, cell.column)
    return _answer(cell, CellKind.TEXT, ", ".join(words)), (cell.row, cell.column)


def _answer(cell: Cell, kind: CellKind, text: str) -> Cell:
    return replace(cell, kind=kind, text=text, number=None, number_format=None, look="")


def _lines(
    grid: Grid, row: int, asked: int, rows: OptionRows
) -> Iterable[tuple[Cell, Cell | None]]:
    """Each option with the cell beside it."""
    for at in (row, *grid.rows_after(row, MOST_OPTIONS)):
        question = grid.cells.get((at, asked))
        if at > row and question is not None and question.text.strip():
            return
        option = grid.cells.get((at, rows.options))
        if option is None or option.kind is CellKind.STRUCK:
            continue
        yield option, grid.cells.get((at, rows.tick))
