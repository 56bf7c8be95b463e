"""Read answers: from files and folders, from workbooks already opened, or from a DataFrame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vendor_score.errors import NothingReadError
from vendor_score.questionnaire.cells import Workbook
from vendor_score.questionnaire.gathering import Reader
from vendor_score.records import Answers, InputFile, Question, QuestionnaireSettings

if TYPE_CHECKING:
    import pandas as pd

    from vendor_score.questionnaire.files import Received

__all__ = ["answers_from_frame", "answers_from_received", "answers_from_workbooks", "read_answers"]

_DEFAULTS = QuestionnaireSettings()


def read_answers(  # noqa: PLR0913 - all that is optional is given by name
    sources: Sequence[Path | str],
    questions: Sequence[Question],
    settings: QuestionnaireSettings = _DEFAULTS,
    *,
    skip: Path | str | None = None,
    named: Iterable[Path] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Answers:
    """The answers in ``sources`` (files, folders, case folders), with the buyer's reviews applied.

    A review counts where it is one of ``sources`` or lies in its place in a case folder. ``skip``
    is the output folder, ``named`` holds further files that the buyer named (the criteria),
    ``progress`` is called with the files done and the files in all.

    What could not be read is among the findings. Raises NothingReadError where no file could be
    read, no question was recognised or no vendor found.
    """
    from vendor_score.questionnaire.files import read_sources

    received = read_sources(sources, skip=skip, named=named, progress=progress)
    return answers_from_received(received, questions, settings)


def answers_from_received(
    received: Received,
    questions: Sequence[Question],
    settings: QuestionnaireSettings = _DEFAULTS,
) -> Answers:
    """The answers in files already read, with reviews applied. Raises NothingReadError."""
    from vendor_score.questionnaire.files import note_findings, stray_findings
    from vendor_score.questionnaire.review.applying import apply_reviews
    from vendor_score.questionnaire.review.reading import read_review

    reader = Reader(questions, settings)
    reader.findings.extend(unread.finding() for unread in received.unreadable)
    reader.findings.extend(stray_findings(received))
    _refuse_nothing(received)
    for workbook in received.workbooks:
        reader.findings.extend(note_findings(workbook))
        reader.add(workbook)
    inputs = [
        InputFile(file=b.file, sha256=b.sha256) for b in (*received.workbooks, *received.reviews)
    ]
    answers = reader.result(sorted(inputs, key=lambda each: each.file))
    return apply_reviews(answers, [read_review(book) for book in received.reviews], questions)


def answers_from_workbooks(
    workbooks: Iterable[Workbook],
    questions: Sequence[Question],
    settings: QuestionnaireSettings = _DEFAULTS,
) -> Answers:
    """The answers in vendors' workbooks, without files or reviews. Raises NothingReadError."""
    reader = Reader(questions, settings)
    inputs = []
    for workbook in workbooks:
        inputs.append(InputFile(file=workbook.file, sha256=workbook.sha256))
        reader.add(workbook)
    return reader.result(inputs)


def answers_from_frame(
    frame: pd.DataFrame,
    questions: Sequence[Question],
    settings: QuestionnaireSettings = _DEFAULTS,
) -> Answers:
    """The answers in a table with a row per vendor, whose columns are ids, labels or questions.

    Vendors are named by a column headed Vendor, Company, 供应商 ..., else by the index. Missing
    values are blanks. Cells are addressed as if the table stood in a sheet with its header in row
    1. Raises NothingReadError.
    """
    from vendor_score.questionnaire.frames import frame_workbook

    reader = Reader(questions, settings)
    reader.add(frame_workbook(frame))
    return reader.result([])


def _refuse_nothing(received: Received) -> None:
    if received.workbooks:
        return
    if not received.files and not received.unreadable:
        raise NothingReadError("errors.no_files")
    findings = [unread.finding() for unread in received.unreadable]
    raise NothingReadError("errors.nothing_readable", findings, count=len(findings))
