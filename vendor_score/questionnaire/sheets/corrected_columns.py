"""Change what the columns of a section are taken for, as the buyer's reading plan says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from vendor_score.questionnaire.sheets.grid import Grid
from vendor_score.questionnaire.sheets.option_columns import OptionColumns
from vendor_score.questionnaire.sheets.question_table import (
    AnswerColumn,
    QuestionTable,
    named_column,
)
from vendor_score.reading_plan import UNUSED

__all__ = ["column_roles", "correct_tables"]


def column_roles(tables: Sequence[QuestionTable]) -> dict[int, str]:
    """What each column of a section's tables that is used was taken for, by its number."""
    roles: dict[int, str] = {}
    for table in tables:
        found = {table.question: "question", **dict.fromkeys(table.ids, "id")}
        named = {"unit": table.unit, "vendor": table.vendor}
        found.update({at: role for role, at in named.items() if at is not None})
        found.update(dict.fromkeys((at for ticks in table.ticks for at in ticks.columns), "tick"))
        sides = [(a.evidence, a.remarks) for a in table.answers]
        for evidence, remarks in (*sides, *((t.evidence, t.remarks) for t in table.ticks)):
            beside = {"evidence": evidence, "remarks": remarks}
            found.update({at: role for role, at in beside.items() if at is not None})
        for answers in table.answers:
            found.update(dict.fromkeys(range(answers.first, answers.last + 1), "answer"))
        roles = {**found, **roles}
    return roles


def correct_tables(
    grid: Grid, header: Sequence[int], tables: Sequence[QuestionTable], roles: Mapping[int, str]
) -> tuple[QuestionTable, ...]:
    """The tables of a section with the roles that the buyer gives to columns.

    Parameters
    ----------
    grid
        The sheet.
    header
        Numbers of the rows with headings.
    tables
        As the headings were understood.
    roles
        By number of the column. A column that is said to hold answers joins the others where
        these are named (a column per vendor), and takes their place where they are not. What is
        said as it was understood changes nothing.
    """
    known = column_roles(tables)
    new = {at: role for at, role in roles.items() if known.get(at, UNUSED) != role}
    ends = [*(table.question for table in tables[1:]), 1 << 30]
    corrected = []
    for at, (table, end) in enumerate(zip(tables, ends, strict=True)):
        # Of tables side by side each column belongs to the one that begins at its left.
        first = 0 if at == 0 else table.question
        mine = {column: role for column, role in new.items() if first <= column < end}
        corrected.append(_Correction(grid, header, mine).table(table) if mine else table)
    return tuple(corrected)


@dataclass(frozen=True, slots=True)
class _Correction:
    """The corrected roles of one table."""

    grid: Grid
    header: Sequence[int]
    roles: Mapping[int, str]

    def table(self, table: QuestionTable) -> QuestionTable:
        question = next(iter(self._of("question")), table.question)
        answers = self._answers(table, question)
        ticks = tuple(self._beside(group) for group in table.ticks if self._keeps_ticks(group))
        down = table.option_rows
        is_down = down is not None and self.roles.get(down.tick, "answer") == "answer"
        return replace(
            table,
            question=question,
            answers=self._with_sides(answers),
            ids=tuple(dict.fromkeys((*filter(self._keeps, table.ids), *self._of("id")))),
            unit=self._one("unit", table.unit),
            vendor=self._one("vendor", table.vendor),
            ticks=ticks,
            spare=tuple(filter(self._keeps, table.spare)),
            option_rows=down if is_down and not self._new_answers(table) else None,
            assumed=table.assumed and not self._of("answer"),
            below=table.below and not self._of("answer"),
        )

    def _of(self, role: str) -> list[int]:
        return sorted(column for column, said in self.roles.items() if said == role)

    def _keeps(self, column: int) -> bool:
        """Whether nothing else is said of a column."""
        return column not in self.roles

    def _one(self, role: str, column: int | None) -> int | None:
        said = self._of(role)
        if said:
            return said[0]
        return column if column is None or self._keeps(column) else None

    def _new_answers(self, table: QuestionTable) -> list[int]:
        read = {at for answer in table.answers for at in range(answer.first, answer.last + 1)}
        return [column for column in self._of("answer") if table.below or column not in read]

    def _answers(self, table: QuestionTable, question: int) -> list[AnswerColumn]:
        new = self._new_answers(table)
        kept = [
            part
            for answer in table.answers
            for part in [self._without_others(answer)]
            if part is not None and question not in {part.first, part.last}
        ]
        if not new:
            return kept
        names = {answer.name for answer in table.answers if answer.name is not None}
        # A single heading over the answers may be any word; of several all are names.
        if len(names) > 1 and self.header:
            kept += [self._named(table, at) for at in new]
        else:
            said = {*self._of("answer")}
            kept = [answer for answer in kept if said & {answer.first, answer.last}]
            kept = [] if table.below else kept
            kept += [AnswerColumn(first=at, last=at) for at in new]
        return sorted(kept, key=lambda answer: answer.first)

    def _named(self, table: QuestionTable, column: int) -> AnswerColumn:
        """A column beside those of vendors, with the name over it or over its group."""
        corner = self.grid.at(self.header[0], table.question)
        row = self._row_of_names(table)
        left = (at for at in self.grid.columns(row) if table.question < at <= column)
        place = column if self.grid.text(row, column) else max(left, default=column)
        named = named_column(self.grid, row, place, place, corner)
        return replace(named, first=column, last=column)

    def _row_of_names(self, table: QuestionTable) -> int:
        """The row of the header in which the names of the other columns stand."""
        names = {answer.name for answer in table.answers if answer.name}
        for row in self.header:
            if any(self.grid.text(row, answer.first) in names for answer in table.answers):
                return row
        return self.header[-1]

    def _without_others(self, answer: AnswerColumn) -> AnswerColumn | None:
        """The column, or the first of several under one heading that are still answers."""
        left = [
            at
            for at in range(answer.first, answer.last + 1)
            if self.roles.get(at, "answer") == "answer"
        ]
        return replace(answer, first=left[0], last=left[-1]) if left else None

    def _keeps_ticks(self, group: OptionColumns) -> bool:
        return not any(at in self.roles for at in group.columns)

    def _with_sides(self, answers: Sequence[AnswerColumn]) -> tuple[AnswerColumn, ...]:
        """The answers with their columns of evidence and remarks, said or found."""
        kept = [
            replace(
                answer,
                evidence=self._kept_side(answer.evidence),
                remarks=self._kept_side(answer.remarks),
            )
            for answer in answers
        ]
        for column in self._of("evidence") if kept else ():
            at = _left_of(kept, column)
            kept[at] = replace(kept[at], evidence=column)
        for column in self._of("remarks") if kept else ():
            at = _left_of(kept, column)
            kept[at] = replace(kept[at], remarks=column)
        return tuple(kept)

    def _beside(self, group: OptionColumns) -> OptionColumns:
        """Columns to tick with those of evidence and remarks beside them."""
        return replace(
            group,
            evidence=next(iter(self._of("evidence")), self._kept_side(group.evidence)),
            remarks=next(iter(self._of("remarks")), self._kept_side(group.remarks)),
        )

    def _kept_side(self, column: int | None) -> int | None:
        return column if column is None or self._keeps(column) else None


def _left_of(answers: Sequence[AnswerColumn], column: int) -> int:
    """Which of the answers a column beside them belongs to: the last one left of it."""
    left = [at for at, answer in enumerate(answers) if answer.first < column]
    return left[-1] if left else 0
