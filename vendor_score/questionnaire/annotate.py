"""Copies of vendors' workbooks with the doubtful cells marked, ready to be sent back.

The copy of an xlsx file is made in a process of its own, bounded in time and memory, since the file
is a stranger's: by openpyxl, or in the package itself where that would lose form controls and such.
Where that fails, and for every other format, the copy is a new workbook with the same sheets and
texts. The original is never written to.
"""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vendor_score.cell_names import a1
from vendor_score.findings import Finding, Severity
from vendor_score.questionnaire.cells import Sheet, Workbook
from vendor_score.questionnaire.template import FIXED_DATE
from vendor_score.wording import Lang, text

__all__ = ["COLOURS", "Note", "annotated_copy", "main", "notes_of"]

COLOURS = {Severity.ERROR: "F8B4B0", Severity.WARNING: "FFD58A", Severity.INFO: "CFE3FF"}
_SECONDS = 30
_CELL_LIMIT = 32_767
_COPIER = "vendor_score.questionnaire.annotate"


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """A comment for one cell. ``sheet`` is None in a csv file."""

    sheet: str | None
    cell: str
    severity: Severity
    text: str


def notes_of(findings: Sequence[Finding], file: str, lang: Lang) -> tuple[Note, ...]:
    """What to write on which cells of ``file``; several findings about a cell share its note."""
    by_cell: dict[tuple[str | None, str], list[Finding]] = {}
    for finding in findings:
        where = finding.source
        if where.file == file and where.cell is not None and finding.severity is not Severity.INFO:
            by_cell.setdefault((where.sheet, where.cell), []).append(finding)
    return tuple(
        Note(
            sheet=sheet,
            cell=cell,
            severity=min((f.severity for f in found), key=list(Severity).index),
            text="\n\n".join(_told(finding, lang) for finding in found),
        )
        for (sheet, cell), found in by_cell.items()
    )


def _told(finding: Finding, lang: Lang) -> str:
    parts = {
        "title": finding.title(lang),
        "expected": finding.expected(lang),
        "fix": finding.fix(lang),
    }
    return text("questionnaire.annotated.note", lang, **parts)


def annotated_copy(path: Path, workbook: Workbook, notes: Sequence[Note]) -> bytes:
    """The bytes of a marked copy, always an xlsx workbook."""
    copied = _copy_apart(path, notes) if path.suffix.lower() in {".xlsx", ".xlsm"} else None
    return copied or _new_workbook(workbook, notes)


def _copy_apart(path: Path, notes: Sequence[Note]) -> bytes | None:
    """openpyxl's copy, made in a process of its own; None where it could not be made."""
    order = {
        "path": str(path.resolve()),
        "notes": [[n.sheet, n.cell, COLOURS[n.severity], n.text] for n in notes],
    }
    root = str(Path(__file__).resolve().parents[2])
    start = f"import sys; sys.path.insert(0, {root!r}); import {_COPIER} as copier; copier.main()"
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-c", start],
            input=json.dumps(order).encode(),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout if done.returncode == 0 and done.stdout.startswith(b"PK") else None


def _new_workbook(workbook: Workbook, notes: Sequence[Note]) -> bytes:
    from xlsxwriter import Workbook as Book

    by_sheet: dict[str | None, dict[str, Note]] = {}
    for note in notes:
        by_sheet.setdefault(note.sheet, {})[note.cell] = note
    buffer = io.BytesIO()
    with Book(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": FIXED_DATE})
        for number, sheet in enumerate(workbook.sheets, 1):
            marked = by_sheet.get(sheet.name, by_sheet.get(None, {}))
            _copy_sheet(book, sheet, number, marked)
    return buffer.getvalue()


def _copy_sheet(book: Any, sheet: Sheet, number: int, notes: Mapping[str, Note]) -> None:
    page = book.add_worksheet(_sheet_name(sheet.name, number))
    page.set_column(0, 40, 18)
    style = book.add_format({"text_wrap": True, "valign": "top"})
    for (row, column), cell in sheet.cells.items():
        page.write_string(row - 1, column - 1, cell.text[:_CELL_LIMIT], style)
    at = {a1(row, column): cell.text for (row, column), cell in sheet.cells.items()}
    for cell_name, note in notes.items():
        fill = book.add_format(
            {"text_wrap": True, "valign": "top", "bg_color": f"#{COLOURS[note.severity]}"}
        )
        page.write_string(cell_name, at.get(cell_name, "")[:_CELL_LIMIT], fill)
        page.write_comment(cell_name, note.text[:_CELL_LIMIT], {"x_scale": 2, "y_scale": 1.5})


def _sheet_name(name: str, number: int) -> str:
    """A name that Excel takes: at most 31 characters, none of those it refuses."""
    cleaned = "".join("_" if c in "[]:*?/\\" else c for c in name).strip("'")[:31]
    return cleaned or f"Sheet{number}"


# The process that marks a copy of one workbook with openpyxl: order on stdin, copy on stdout.
# openpyxl is imported there alone: `check` without marked copies does without it, and it takes
# longer to load than a questionnaire to read.

_MEMORY = 1 << 30
_AUTHOR = "vendor-score"


def main() -> None:
    """Read the order, mark the copy, write it out. Any failure ends the process with a code."""
    from openpyxl import load_workbook

    from vendor_score.questionnaire.mark_package import mark_package, would_lose

    _bound_memory()
    order = json.loads(sys.stdin.buffer.read())
    if would_lose(order["path"]):
        marks = [(sheet, cell, colour, note) for sheet, cell, colour, note in order["notes"]]
        sys.stdout.buffer.write(mark_package(order["path"], marks))
        return
    book = load_workbook(order["path"], keep_vba=order["path"].lower().endswith(".xlsm"))
    for sheet, cell, colour, note in order["notes"]:
        _mark(book[sheet] if sheet is not None else book.worksheets[0], cell, colour, note)
    buffer = io.BytesIO()
    book.save(buffer)
    sys.stdout.buffer.write(buffer.getvalue())


def _mark(sheet: Any, address: str, colour: str, note: str) -> None:
    from openpyxl.cell.cell import MergedCell
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

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
