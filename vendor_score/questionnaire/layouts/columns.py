"""Columns that the buyer named: by letter, or by the words of their heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from vendor_score.questionnaire.folding import fold_heading
from vendor_score.questionnaire.layouts.grid import Grid
from vendor_score.questionnaire.layouts.question_columns import AnswerColumn, Panel
from vendor_score.records import QuestionnaireSettings

__all__ = ["ColumnSettings"]

_LETTERS = re.compile(r"[A-Z]{1,3}")
_SEARCHED_ROWS = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnSettings:
    """Where the settings say that things stand; None where they say nothing."""

    header_row: int | None = None
    question: str | None = None
    answer: str | None = None
    evidence: str | None = None
    remarks: str | None = None
    vendor: str | None = None

    @classmethod
    def of(cls, settings: QuestionnaireSettings) -> ColumnSettings:
        return cls(
            header_row=settings.header_row,
            question=settings.question_column,
            answer=settings.answer_column,
            evidence=settings.evidence_column,
            remarks=settings.remarks_column,
            vendor=settings.vendor_column,
        )

    def question_column(self, grid: Grid) -> int | None:
        return self.column(grid, self.question)

    def vendor_column(self, grid: Grid) -> int | None:
        return self.column(grid, self.vendor)

    def apply(self, grid: Grid, row: int, panel: Panel) -> Panel:
        """The panel with the columns that the settings name."""
        question = self.column(grid, self.question, row) or panel.question
        evidence = self.column(grid, self.evidence, row)
        remarks = self.column(grid, self.remarks, row)
        answer = self.column(grid, self.answer, row)
        answers = panel.answers
        if answer is not None:
            first = answers[0] if answers else AnswerColumn(first=answer, last=answer)
            answers = (replace(first, first=answer, last=answer, name=None),)
        answers = tuple(
            replace(a, evidence=evidence or a.evidence, remarks=remarks or a.remarks)
            for a in answers
        )
        return replace(panel, question=question, answers=answers)

    def column(self, grid: Grid, told: str | None, row: int | None = None) -> int | None:
        """The column's number: of its letters, or where its heading stands in or above ``row``."""
        if told is None:
            return None
        if _LETTERS.fullmatch(told):
            return _number(told)
        keys = set(fold_heading(told).keys)
        rows = [row] if row is not None else []
        for at in [*rows, *grid.rows[:_SEARCHED_ROWS]]:
            for column, cell in grid.row_cells(at):
                if keys.intersection(fold_heading(cell.text).keys):
                    return column
        return None


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
