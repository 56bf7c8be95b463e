"""Options of one question printed side by side, a cell each, of which one is marked.

The mark is a tick beside the words, a fill, bold or underlined letters, or that the others are
struck through. What is not marked was not chosen, however it is printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from vendor_score.kinds.readings import read_text
from vendor_score.kinds.registry import kind_of
from vendor_score.questionnaire.cells import Cell, CellKind
from vendor_score.questionnaire.sheets.grid import Grid
from vendor_score.records import Question
from vendor_score.wording import lexicon

__all__ = ["printed_choice"]

BOX = "□"


def printed_choice(grid: Grid, cells: Sequence[Cell], question: Question) -> Cell | None:
    """The answer that printed options give; None where the cells are no such options.

    Parameters
    ----------
    grid
        The sheet, for naming cells.
    cells
        What stands side by side in a row, from left to right.
    question
        The question that the row asks; every cell must be one of its options.

    Returns
    -------
    Cell or None
        The option marked; a ``several`` cell where more than one is; where none is, all of them
        with empty boxes, which reading knows as a form that was not filled in.
    """
    if kind_of(question.kind).takes_several:
        return None  # a list may stand in several cells, an item each
    words = [_without_sign(cell.text) for cell in cells]
    said = [_option(text, question) for text in words]
    if None in said or len(set(said)) < max(len(said), 2):
        return None
    chosen = _chosen(cells)
    if not chosen:
        text = " ".join(f"{BOX}{text}" for text in words)
        return _answer(cells[0], text)
    if len(chosen) > 1:
        told = (
            f"{words[at]} ({grid.source(cells[at].row, cells[at].column).cell})" for at in chosen
        )
        return replace(_answer(cells[chosen[0]], ", ".join(told)), kind=CellKind.SEVERAL)
    return _answer(cells[chosen[0]], words[chosen[0]])


def _answer(cell: Cell, text: str) -> Cell:
    return replace(cell, kind=CellKind.TEXT, text=text, number=None, number_format=None, look="")


def _option(text: str, question: Question) -> object | None:
    """What a text alone says, where it is one option and nothing more."""
    read = read_text(text, question)
    if read.items is not None:
        return read.items if len(read.items) == 1 and question.options else None
    is_whole = (
        kind_of(question.kind).value_form == "yes_no"
        and read.low is not None
        and read.low == read.high
    )
    return read.low if is_whole and not read.flags else None


def _chosen(cells: Sequence[Cell]) -> list[int]:
    """The places of the cells that are marked, by the first kind of mark that parts them."""
    every = range(len(cells))
    ticked = [at for at in every if _is_ticked(cells[at].text)]
    if ticked:
        return ticked
    kept = [at for at in every if cells[at].kind is not CellKind.STRUCK]
    if len(kept) < len(cells):
        return kept
    found: list[int] = []
    for feature in ("fill", "bold", "underlined", "colour"):
        marked = [at for at in every if _has(cells[at], feature)]
        if marked and len(marked) < len(cells):
            found += [at for at in marked if at not in found]
    return sorted(found)


def _has(cell: Cell, feature: str) -> bool:
    return any(word.partition(":")[0] == feature for word in cell.look.split())


def _is_ticked(text: str) -> bool:
    plain = text.strip()
    return bool(plain) and (plain[0] in _signs("tick.yes") or plain[-1] in _signs("tick.yes"))


def _without_sign(text: str) -> str:
    signs = "".join(_signs("tick.yes") | _signs("tick.empty"))
    return text.strip().strip(signs + " ")


@cache
def _signs(meaning: str) -> frozenset[str]:
    """The signs that are neither letters nor digits, which alone may stand beside words."""
    return frozenset(w for w in lexicon.words(meaning) if len(w) == 1 and not w.isalnum())
