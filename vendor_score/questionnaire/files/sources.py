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
    named: Iterable[Path] = (),
    progress: Progress | None = None,
    workers: int | None = None,
) -> Received:
    """Find and read all files below ``paths``; see `find_sources` and `read_workbooks`.

    A review workbook counts only where the buyer named it or where it lies in its place in the
    case folder: whatever a vendor returned cannot change what others answered.
    """
    found = find_sources(paths, skip=skip, named=named)
    outcomes = read_workbooks(found.files, progress=progress, workers=workers)
    books = [outcome for outcome in outcomes if isinstance(outcome, Workbook)]
    unread = [outcome for outcome in outcomes if isinstance(outcome, UnreadableFile)]
    kinds = {book.file: _kind(book) for book in books}
    may_decide = {file.file for file in found.files if file.named}
    reviews = [book for book in books if kinds[book.file] == "review"]
    strays = [book.file for book in reviews if book.file not in may_decide]
    return Received(
        workbooks=tuple(b for b in books if kinds[b.file] in (None, "questionnaire")),
        reviews=tuple(book for book in reviews if book.file in may_decide),
        unreadable=tuple(sorted((*found.unreadable, *unread), key=lambda file: file.file)),
        skipped=tuple(book.file for book in books if kinds[book.file] == "scorecard"),
        files=found.files,
        stray=tuple(sorted((*found.stray, *strays))),
    )


def _kind(book: Workbook) -> str | None:
    marks = read_marks(book)
    return marks.kind if marks else None
