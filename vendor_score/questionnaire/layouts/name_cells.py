"""The cell in which a vendor wrote its name: beside or below "Company name", or after its colon."""

from __future__ import annotations

import re

from vendor_score.questionnaire.cells import Cell, CellKind
from vendor_score.questionnaire.folding import squash
from vendor_score.questionnaire.layouts.grid import Grid
from vendor_score.questionnaire.layouts.header_words import Role, is_contact_word, role_of
from vendor_score.source import Source

__all__ = ["find_name", "is_name", "name_at"]

_ROWS, _CELLS = 80, 4_000  # a name stands near the top of a sheet
_COLON = re.compile(r"\s*[:：]\s*")
_DASH = re.compile(r"\s+[-–—]+\s+")
_FRAMED = re.compile(r"[【\[]\s*([^】\]]+?)\s*[】\]]\s*[:：]?\s*(.+)", re.DOTALL)
_NEXT_LABEL = re.compile(r"\n|\t|\s{2,}(?=[^:：]{1,20}[:：])|[,，;；]\s*(?=[^:：]{1,12}[:：])")
_STAMP = re.compile(
    r"\s*[(（【\[]\s*(?:(?:加?盖)?公?章处?|签章|签字|stamp|(?:company )?seal)\s*[)）】\]]\s*$",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"^(?:[(\[{<【（《]?\s*(?:请|此处|在此|please|enter|insert|type|your|fill|to be"
    r"|company name here|name here)|[_\-—.…*#/\\xX×?？\s]+$|n/?a$|tbd$)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:(?P<sheet>.+)!)?\$?(?P<letters>[A-Z]{1,3})\$?(?P<row>\d{1,7})")


def find_name(grid: Grid) -> tuple[str, Source] | None:
    """The vendor's name that a sheet states beside a word for it."""
    left = _CELLS
    for row in grid.rows[:_ROWS]:
        for column, cell in grid.row_cells(row):
            left -= 1
            if left < 0:
                return None
            if cell.kind is CellKind.TEXT and (found := _beside(grid, row, column, cell)):
                return found
    return None


def name_at(grid: Grid, address: str) -> tuple[str, Source] | None:
    """The name in the cell that the settings give: ``B2`` or ``Cover!B2``."""
    told = _ADDRESS.fullmatch(address.strip())
    if told is None or (told["sheet"] and told["sheet"].strip("'") != grid.sheet.name):
        return None
    column = 0
    for letter in told["letters"]:
        column = column * 26 + ord(letter) - 64
    cell = grid.at(int(told["row"]), column)
    if cell is None or not is_name(cell.text):
        return None
    return cell.text.strip(), grid.source(cell.row, cell.column)


def is_name(text: str) -> bool:
    """Whether a text may be a name: not empty, no word of the form, nothing left to fill in."""
    text = text.strip()
    if not squash(text) or _PLACEHOLDER.search(text):
        return False
    return role_of(text) is None and not is_contact_word(text)


def _beside(grid: Grid, row: int, column: int, cell: Cell) -> tuple[str, Source] | None:
    label, colon, rest = _split(cell.text)
    if role_of(label) is not Role.VENDOR:
        return None
    if colon and is_name(rest):
        return _trimmed(rest), grid.source(row, column)
    right = grid.span(row, column)[1]
    after = [at for at in grid.columns(row) if at > right]
    if after:
        cell = grid.cells[row, after[0]]
        return _named(grid, cell) if _is_value(cell) else None
    below = grid.cells.get((row + 1, column))
    if below is not None and len(grid.columns(row + 1)) == 1 and _is_value(below):
        return _named(grid, below)
    return None


def _split(text: str) -> tuple[str, bool, str]:
    """Label, whether a sign parts it from what follows, and that: ``Company: A``, ``【公司】A``."""
    text = text.strip()
    if (framed := _FRAMED.fullmatch(text)) is not None:
        return framed[1], True, framed[2]
    for sign in (_COLON, _DASH):
        parts = sign.split(text, maxsplit=1)
        if len(parts) > 1:
            return parts[0], True, parts[1]
    return text, False, ""


def _trimmed(text: str) -> str:
    """The name without what else stands in its line: a stamp, the next label with its value."""
    text = _NEXT_LABEL.split(text.strip(), maxsplit=1)[0]
    return _STAMP.sub("", text).strip()


def _is_value(cell: Cell) -> bool:
    return (
        cell.kind is CellKind.TEXT
        and is_name(cell.text)
        and not cell.text.strip().endswith((":", "：", "?", "？"))
    )


def _named(grid: Grid, cell: Cell) -> tuple[str, Source]:
    return _trimmed(cell.text), grid.source(cell.row, cell.column)
