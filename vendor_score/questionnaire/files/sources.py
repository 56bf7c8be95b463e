"""Everything that the sources hold: vendors' workbooks, reviews, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from vendor_score.questionnaire.cells import Workbook
from vendor_score.questionnaire.files.find import find_sources
from vendor_score.questionnaire.files.reader import Progress, read_workbooks
from vendor_score.questionnaire.files.records import Received, UnreadableFile
from vendor_score.questionnaire.template_marks import read_marks

__all__ = ["read_sources"]


def read_sources(
    paths: Iterable[Path | str],
    *,
    skip: Path | str | None = None,
    progress: Progress | None = None,
    workers: int | None = None,
) -> Received:
    """Find and read all files below ``paths``; see `find_sources` and `read_workbooks`."""
    found = find_sources(paths, skip=skip)
    outcomes = read_workbooks(found.files, progress=progress, workers=workers)
    books = [outcome for outcome in outcomes if isinstance(outcome, Workbook)]
    unread = [outcome for outcome in outcomes if isinstance(outcome, UnreadableFile)]
    kinds = [_kind(book) for book in books]
    return Received(
        workbooks=tuple(
            book for book, kind in zip(books, kinds, strict=True) if kind in (None, "questionnaire")
        ),
        reviews=tuple(book for book, kind in zip(books, kinds, strict=True) if kind == "review"),
        unreadable=tuple(sorted((*found.unreadable, *unread), key=lambda file: file.file)),
        skipped=tuple(
            book.file for book, kind in zip(books, kinds, strict=True) if kind == "scorecard"
        ),
        files=found.files,
    )


def _kind(book: Workbook) -> str | None:
    marks = read_marks(book)
    return marks.kind if marks else None
