"""Cut a sheet with a row per question into sections, each under the header that holds for it."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from vendor_score.findings import Finding, Severity
from vendor_score.questionnaire.questions import QuestionMatch
from vendor_score.questionnaire.sheets.grid import Grid
from vendor_score.questionnaire.sheets.header_words import ColumnRole, role_of
from vendor_score.questionnaire.sheets.layout import UnreadSheet
from vendor_score.questionnaire.sheets.option_columns import find_option_columns
from vendor_score.questionnaire.sheets.question_table import (
    QuestionTable,
    grouped_table,
    header_tables,
    implicit_table,
    sub_header_tables,
)

__all__ = ["Section", "find_sections", "match_text"]

_ENOUGH_ROWS = 500  # question rows that are looked at for where the answers stand


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """Rows that are read by the same header.

    Attributes
    ----------
    tables
        The tables that the header opens, several where they stand side by side.
    rows
        Numbers of the rows below it, up to the next header.
    header
        Numbers of the rows of the header; empty where there is none.
    findings
        What had to be assumed about the columns.
    """

    tables: tuple[QuestionTable, ...]
    rows: tuple[int, ...]
    header: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()


def find_sections(sheet: UnreadSheet) -> Iterator[Section]:
    """Find the headers of a sheet whose questions stand one below the other.

    Parameters
    ----------
    sheet
        The sheet, with the questions that each row and column names.

    Yields
    ------
    Section
        From top to bottom. Rows above the first header, or above the first question where there
        is no header, are in none.
    """
    finder = _HeaderFinder(sheet, sheet.grid)
    opened: _Opened | None = None
    rows: list[int] = []
    for row in sheet.grid.rows:
        # A header row that the buyer named: what stands above it is a letter, not a table.
        if sheet.columns.header_row is not None and row < sheet.columns.header_row:
            continue
        header = finder.header(row, opened)
        if header is None and opened is None and (header := finder.start(row)) is not None:
            opened, rows = header, [row]  # no header at all: the row is itself the first question
        elif header is not None:
            if opened is not None:
                yield opened.section(rows)
            opened, rows = header, []
        elif opened is not None and row != opened.sub:
            rows.append(row)
    if opened is not None:
        yield opened.section(rows)


def match_text(sheet: UnreadSheet, row: int, column: int) -> QuestionMatch | None:
    """The question that the text in a cell asks."""
    cell = sheet.grid.at(row, column)
    if cell is None or not cell.text.strip():
        return None
    return sheet.matcher.find(cell.text)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Opened:
    """The tables that a header opens; ``row`` is None where there is no header row."""

    tables: tuple[QuestionTable, ...]
    row: int | None
    findings: tuple[Finding, ...] = ()
    sub: int | None = None  # a second header row, which is no question

    def section(self, rows: list[int]) -> Section:
        header = tuple(row for row in (self.row, self.sub) if row is not None)
        return Section(tables=self.tables, rows=tuple(rows), header=header, findings=self.findings)


@dataclass(frozen=True, slots=True)
class _HeaderFinder:
    """Says whether a row heads tables, and which columns these have."""

    sheet: UnreadSheet
    grid: Grid

    def header(self, row: int, opened: _Opened | None) -> _Opened | None:
        """The tables that the row heads; None where it heads none.

        Right below a header, a row may refine it: vendors' names under a merged "Answer", or a
        word of its own for each of their columns. Elsewhere it must look like a header, which a
        row that holds a question literally never does, whatever its other cells say.
        """
        if opened is not None and (refined := self._refined(row, opened)) is not None:
            return refined
        if self._asks(row) or (opened is not None and row == opened.sub):
            return None
        column = self._question_column()
        if (grouped := self._grouped(row, column)) is not None:
            return grouped
        tables = header_tables(
            self.grid,
            row,
            column,
            self.sheet.profile.columns,
            self.sheet.columns.invited,
            matcher=self.sheet.matcher,
        )
        # Words such as "Requirement" within a table are no new header unless answers are headed.
        if opened is not None and tables and not any(t.answers or t.ticks for t in tables):
            return None
        settings = self.sheet.columns
        tables = tuple(settings.apply(self.grid, row, table) for table in tables)
        asking = {table.question for table in tables}
        told = [self._with_answers(table, row) for table in tables]
        if not told:
            return None
        return _Opened(
            tables=tuple(self._with_ids(table, asking) for table, _ in told),
            row=row,
            findings=tuple(finding for _, findings in told for finding in findings),
        )

    def _refined(self, row: int, opened: _Opened) -> _Opened | None:
        """The tables with the names that a second header row adds to the first."""
        if opened.row is None or self.grid.previous_row(row) != opened.row or row == opened.sub:
            return None
        refined = sub_header_tables(self.grid, row, opened.tables, self.sheet.matcher)
        return _Opened(tables=refined, row=row) if refined else None

    def _grouped(self, row: int, column: int | None) -> _Opened | None:
        """The table of names over repeated sub-headings, whose two header rows these are."""
        if column is None or self.sheet.columns.answer:
            return None
        found = grouped_table(self.grid, row, column)
        if found is None or self._asks(found[1]) or self._heads_ticks(found[1]):
            return None
        return _Opened(tables=(self._with_ids(found[0], {column}),), row=row, sub=found[1])

    def _heads_ticks(self, row: int) -> bool:
        """Whether the row heads columns to tick, which `sub_header_tables` takes apart."""
        columns = self.grid.columns(row)
        return bool(find_option_columns(self.grid, row, columns, self.sheet.matcher))

    def start(self, row: int) -> _Opened | None:
        """The table of a sheet without a header, where this row asks its first question."""
        column = self._question_column()
        if column is None or match_text(self.sheet, row, column) is None:
            return None
        above = self.grid.previous_row(row)
        table, open_choice = implicit_table(self.grid, self._question_rows(column), column, above)
        table = self.sheet.columns.apply(self.grid, above or row, table)
        findings: tuple[Finding, ...] = ()
        if open_choice and not self.sheet.columns.answer:  # the buyer may have named the column
            findings = self._assumed(table, row)
        return _Opened(tables=(self._with_ids(table, {column}),), row=None, findings=findings)

    def _with_answers(
        self, table: QuestionTable, row: int
    ) -> tuple[QuestionTable, tuple[Finding, ...]]:
        """A header that names no answer column: the next filled one holds the answers."""
        if table.answers or table.ticks:
            return table, ()
        rows = [at for at in self._question_rows(table.question) if at > row]
        assumed, open_choice = implicit_table(self.grid, rows, table.question, None)
        findings = self._assumed(assumed, row) if open_choice else ()
        return replace(table, answers=assumed.answers, assumed=True), findings

    def _with_ids(self, table: QuestionTable, asking: AbstractSet[int]) -> QuestionTable:
        """The table with the columns that hold ids of criteria, headed or not.

        A word that is an id by chance (NDA in a column of evidence, or as a question) makes none:
        most of the questions must have an id there, and more cells be ids than texts.
        """
        profile = self.sheet.profile
        taken = {*asking, *(c for a in table.answers for c in (a.evidence, a.remarks))}
        ids = (
            column
            for column, ids in profile.id_columns.items()
            if column not in taken
            and len(ids) > max(len(profile.columns.get(column, ())), profile.most // 2)
        )
        return replace(table, ids=tuple(dict.fromkeys((*table.ids, *ids))))

    def _question_column(self) -> int | None:
        return self.sheet.columns.question_column(self.grid) or self.sheet.profile.best_column

    def _asks(self, row: int) -> bool:
        """Whether the row holds one of the questions literally, so that it is no header."""
        column = self._question_column()
        cell = self.grid.at(row, column) if column else None
        if cell is None or role_of(cell.text) is ColumnRole.QUESTION:
            return False
        return self.sheet.matcher.exact(cell.text) is not None

    def _question_rows(self, column: int) -> list[int]:
        rows: list[int] = []
        for row in self.grid.rows:
            cell = self.grid.at(row, column)
            if cell is not None and self.sheet.matcher.find(cell.text) is not None:
                rows.append(row)
                if len(rows) == _ENOUGH_ROWS:
                    break
        return rows

    def _assumed(self, table: QuestionTable, row: int) -> tuple[Finding, ...]:
        if not table.answers:
            return ()
        first = table.answers[0].first
        return (
            Finding(
                code="answer-column-assumed",
                severity=Severity.WARNING,
                source=self.grid.source(row, first),
                found=self.grid.text(row, first),
            ),
        )
