"""The process that marks a copy of one workbook with openpyxl: order on stdin, copy on stdout."""

from __future__ import annotations

import contextlib
import io
import json
import sys
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

__all__ = ["main"]

_MEMORY = 1 << 30
_AUTHOR = "vendor-score"


def main() -> None:
    """Read the order, mark the copy, write it out. Any failure ends the process with a code."""
    _bound_memory()
    order = json.loads(sys.stdin.buffer.read())
    book = load_workbook(order["path"], keep_vba=order["path"].lower().endswith(".xlsm"))
    for sheet, cell, colour, note in order["notes"]:
        _mark(book[sheet] if sheet is not None else book.worksheets[0], cell, colour, note)
    buffer = io.BytesIO()
    book.save(buffer)
    sys.stdout.buffer.write(buffer.getvalue())


def _mark(sheet: Any, address: str, colour: str, note: str) -> None:
    cell = sheet[address]
    if isinstance(cell, MergedCell):
        ranges = sheet.merged_cells.ranges
        merged = next(r for r in ranges if address in r)
        cell = sheet.cell(merged.min_row, merged.min_col)
    before = f"{cell.comment.text}\n\n" if cell.comment else ""
    cell.comment = Comment(before + note, _AUTHOR, width=320, height=160)
    cell.fill = PatternFill("solid", start_color=colour, end_color=colour)


def _bound_memory() -> None:
    """Where the system has such a limit, a hostile file ends this process and not the machine."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
