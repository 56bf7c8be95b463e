"""Everything that the sources hold: vendors' workbooks, reviews, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from vendor_score.case_folder import lies_among
from vendor_score.errors import UsageError
from vendor_score.questionnaire.cells import Workbook
from vendor_score.questionnaire.files.find import find_sources
from vendor_score.questionnaire.files.reader import Progress, read_workbooks
from vendor_score.questionnaire.files.records import FoundFile, ReadFiles, UnreadableFile
from vendor_score.questionnaire.template_marks import read_marks

__all__ = ["read_sources"]


def read_sources(
    paths: Iterable[Path | str],
    *,
    skip: Path | str | None = None,
    named: Iterable[Path] = (),
    progress: Progress | None = None,
    workers: int | None = None,
) -> ReadFiles:
    """Find and read all files below ``paths``; see `find_sources` and `read_workbooks`.

    A review workbook counts only where the buyer named it or where it lies in its place in the
    case folder: whatever a vendor returned cannot change what others answered. Raises UsageError
    where it cannot be told whether a folder is a case folder.
    """
    found = find_sources(paths, skip=skip, named=named)
    beside = _own_workbooks(found.beside)
    outcomes = read_workbooks(found.files, progress=progress, workers=workers)
    books = [outcome for outcome in outcomes if isinstance(outcome, Workbook)]
    unread = [outcome for outcome in outcomes if isinstance(outcome, UnreadableFile)]
    kinds = {book.file: _kind(book) for book in books}
    places = {file.file for file in found.files if file.is_review}
    wrong = [
        UnreadableFile(file=book.file, code="file-no-review", sha256=book.sha256)
        for book in books
        if book.file in places and kinds[book.file] != "review"
    ]
    answers = [
        book
        for book in books
        if book.file not in places and kinds[book.file] in (None, "questionnaire")
    ]
    may_decide = _may_decide(found.files, {book.file for book in answers})
    reviews = [book for book in books if kinds[book.file] == "review"]
    strays = [book.file for book in reviews if book.file not in may_decide]
    unreadable = (*found.unreadable, *unread, *wrong, *beside)
    return ReadFiles(
        workbooks=tuple(answers),
        reviews=tuple(book for book in reviews if book.file in may_decide),
        unreadable=tuple(sorted(unreadable, key=lambda file: file.file)),
        skipped=tuple(book.file for book in books if kinds[book.file] == "scorecard"),
        files=found.files,
        stray=tuple(sorted((*found.stray, *strays))),
    )


def _may_decide(files: Iterable[FoundFile], answers: set[str]) -> set[str]:
    """The files that the buyer named, without those that lie among answers named with them."""
    named = [file for file in files if file.named]
    among = [file.path for file in named if file.file in answers]
    return {file.file for file in named if file.is_review or not lies_among(file.path, among)}


def _own_workbooks(beside: Sequence[FoundFile]) -> list[UnreadableFile]:
    """Workbooks beside ``answers/`` that this tool wrote, as files that are not read.

    Any other may hold answers: then the folder may be one of answers, in which a vendor's archive
    left a folder of that name. Neither reading it nor passing over it would be safe.
    """
    for file, outcome in zip(beside, read_workbooks([each.path for each in beside]), strict=True):
        kind = _kind(outcome) if isinstance(outcome, Workbook) else None
        if kind not in ("review", "scorecard"):
            raise UsageError("errors.case_or_answers", file=file.file)
    return [UnreadableFile(file=file.file, code="file-beside-answers") for file in beside]


def _kind(book: Workbook) -> str | None:
    marks = read_marks(book)
    return marks.kind if marks else None
