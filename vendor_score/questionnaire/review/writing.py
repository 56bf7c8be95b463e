"""Write the review workbook: a row per vendor and criterion, and a sheet for judged criteria."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendor_score.findings import Finding, Severity
from vendor_score.kinds.registry import kind_of
from vendor_score.questionnaire.review.judging import write_judgement_sheet
from vendor_score.questionnaire.review.page import (
    FIRST_ROW,
    HEAD_ROW,
    ReviewPage,
    finish,
    review_styles,
)
from vendor_score.questionnaire.review.records import COLUMNS, Entry, Review, fingerprint
from vendor_score.questionnaire.showing import shown_reading
from vendor_score.questionnaire.template import FIXED_DATE, write_marks
from vendor_score.questionnaire.template_marks import REVIEW_SHEET
from vendor_score.records import Answer, Answers, AnswerState, Question
from vendor_score.wording import FALLBACK, Lang, text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["review_workbook"]

_HIDDEN = {"criterion_id", "answer_mark", "entry_mark"}
_OPEN = {"corrected", "reason", "basis", "name", "date", "seen", "still_holds"}
_WIDTHS = {
    "vendor": 18, "criterion": 18, "question": 28, "answer": 24, "reading": 14, "state": 12,
    "where": 22, "finding": 26, "fix": 28, "corrected": 20, "reason": 24, "basis": 12, "name": 12,
    "date": 12, "seen": 12, "still_holds": 12,
}  # fmt: skip
_CELL_LIMIT = 32_767
_LINE_HEIGHT, _MOST_LINES = 13.5, 8


def review_workbook(
    answers: Answers,
    questions: Sequence[Question],
    *,
    lang: Lang = FALLBACK,
    previous: Sequence[Review] = (),
) -> bytes:
    """The review workbook as bytes, with everything entered in ``previous`` reviews kept.

    An entry made against an answer that has changed since keeps the mark of the old answer, so
    that it stays stale until the buyer says that it still holds.
    """
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": FIXED_DATE})
        writer = _ReviewWriter(
            answers=answers,
            questions=tuple(questions),
            page=ReviewPage(lang=lang, styles=review_styles(book)),
        )
        writer.write_review(book, [e for review in previous for e in review.entries])
        write_judgement_sheet(book, answers, writer.questions, writer.page, previous)
        write_marks(book, "review")
    return buffer.getvalue()


@dataclass(frozen=True, kw_only=True)
class _ReviewWriter:
    answers: Answers
    questions: tuple[Question, ...]
    page: ReviewPage

    def write_review(self, book: Workbook, entries: Sequence[Entry]) -> None:
        sheet = book.add_worksheet(REVIEW_SHEET)
        self._write_review_head(sheet)
        kept = {(entry.vendor, entry.criterion): entry for entry in entries}
        row = FIRST_ROW
        for cells, severity in self._review_rows(kept):
            self._write_row(sheet, row, cells, severity)
            row += 1
        last = max(row - 1, FIRST_ROW)
        self._offer(sheet, last, "basis", ("phone", "mail", "visit", "document"))
        for column in ("seen", "still_holds"):
            at = COLUMNS.index(column)
            choices = {"validate": "list", "source": [self.page.say("yes"), self.page.say("no")]}
            sheet.data_validation(FIRST_ROW, at, last, at, choices)
        sheet.autofilter(HEAD_ROW, len(_HIDDEN), last, len(COLUMNS) - 1)
        sheet.freeze_panes(FIRST_ROW, COLUMNS.index("question"))
        finish(sheet)

    def _write_review_head(self, sheet: Worksheet) -> None:
        for column, key in enumerate(COLUMNS):
            sheet.write_string(0, column, key)
            hidden = key in _HIDDEN
            sheet.set_column(column, column, _WIDTHS.get(key, 8), None, {"hidden": hidden})
            head = key if hidden else self.page.say(f"review.{key}")
            sheet.write_string(HEAD_ROW, column, head, self.page.styles["head"])
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.write_comment(
            HEAD_ROW, COLUMNS.index("corrected"), self.page.say("review.intro"), {"x_scale": 2}
        )

    def _review_rows(
        self, kept: dict[tuple[str, str], Entry]
    ) -> Iterator[tuple[dict[str, str], Severity]]:
        noted = _by_answer(self.answers.findings)
        kept = dict(kept)
        for vendor in self.answers.vendors:
            for question in self.questions:
                if kind_of(question.kind).is_judged:
                    continue
                answer = self.answers.of(vendor, question.id)
                entry = kept.pop((vendor, question.id), None)
                findings = noted.get((vendor, question.id), [])
                cells = self._told(vendor, question, answer, findings)
                worst = min((f.severity for f in findings), key=list(Severity).index, default=None)
                yield cells | self._entered(entry, answer), worst or Severity.INFO
        for entry in kept.values():
            cells = {"criterion_id": entry.criterion, "vendor": entry.vendor}
            cells |= self._entered(entry, None) | {"finding": self.page.say("review.orphan")}
            yield cells, Severity.WARNING

    def _told(
        self, vendor: str, question: Question, answer: Answer, findings: Sequence[Finding]
    ) -> dict[str, str]:
        reading = answer.reading if answer.state is AnswerState.ANSWERED else None
        return {
            "criterion_id": question.id,
            "answer_mark": fingerprint(answer),
            "vendor": vendor,
            "criterion": question.label.text(self.page.lang),
            "question": question.text.text(self.page.lang),
            "answer": answer.text,
            "reading": shown_reading(reading, question, self.page.lang),
            "state": text(f"terms.state.{answer.state.value}", self.page.lang),
            "where": str(answer.source),
            "finding": "\n".join(finding.title(self.page.lang) for finding in findings),
            "fix": "\n".join(finding.fix(self.page.lang) for finding in findings),
        }

    def _entered(self, entry: Entry | None, answer: Answer | None) -> dict[str, str]:
        if entry is None:
            return {}
        cells = {key: getattr(entry, key) for key in ("reason", "basis", "name", "date", "seen")}
        cells["corrected"] = entry.corrected.text if entry.corrected else ""
        if answer is None or entry.mark != fingerprint(answer):
            cells["entry_mark"] = entry.mark
        if answer is not None and entry.mark != fingerprint(answer):
            column = self.page.say("review.still_holds")
            cells["finding"] = self.page.say(
                "review.stale", yes=self.page.say("yes"), column=column
            )
        return cells

    def _write_row(
        self, sheet: Worksheet, row: int, cells: Mapping[str, str], severity: Severity
    ) -> None:
        sheet.set_row(row, _LINE_HEIGHT * _lines(cells))
        for column, key in enumerate(COLUMNS):
            style = "open" if key in _OPEN else "cell"
            if key in {"finding", "fix"} and cells.get(key):
                style = severity.value
            shown = cells.get(key, "")[:_CELL_LIMIT]
            if shown:
                sheet.write_string(row, column, shown, self.page.styles[style])
            else:
                sheet.write_blank(row, column, None, self.page.styles[style])

    def _offer(self, sheet: Worksheet, last: int, column: str, keys: Sequence[str]) -> None:
        at = COLUMNS.index(column)
        words = [self.page.say(f"review.{column}.{key}") for key in keys]
        offered = {"validate": "list", "source": words, "show_error": False}
        sheet.data_validation(FIRST_ROW, at, last, at, offered)


def _lines(cells: Mapping[str, str]) -> int:
    """How many lines the fullest cell of a row takes; a Chinese character takes two columns."""
    wanted = 1
    for key, shown in cells.items():
        if key in _WIDTHS:
            columns = [sum(1 if c.isascii() else 2 for c in line) for line in shown.split("\n")]
            wanted = max(wanted, sum(1 + each // _WIDTHS[key] for each in columns))
    return min(wanted, _MOST_LINES)


def _by_answer(findings: Sequence[Finding]) -> dict[tuple[str, str], list[Finding]]:
    noted: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.vendor is not None and finding.criterion is not None:
            noted.setdefault((finding.vendor, finding.criterion), []).append(finding)
    return noted
