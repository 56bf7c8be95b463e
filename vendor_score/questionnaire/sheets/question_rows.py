"""Read questions down the rows: sections under a header, then rows, then blocks of vendors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from vendor_score.findings import Finding
from vendor_score.questionnaire.cells import Cell
from vendor_score.questionnaire.questions import NEAR_THRESHOLD, QuestionMatch
from vendor_score.questionnaire.sheets.account import (
    account_columns,
    merge_columns,
    planned_question,
)
from vendor_score.questionnaire.sheets.grid import Grid, is_filled, joined
from vendor_score.questionnaire.sheets.header_words import (
    ColumnRole,
    is_contact_word,
    is_no_vendor,
    role_of,
)
from vendor_score.questionnaire.sheets.layout import UnreadSheet
from vendor_score.questionnaire.sheets.located_answers import (
    LocatedAnswer,
    Naming,
    SheetReading,
    VendorBlock,
    ambiguous_question,
    near_match,
)
from vendor_score.questionnaire.sheets.option_columns import OptionColumns, ticked_option
from vendor_score.questionnaire.sheets.option_rows import ticked_row
from vendor_score.questionnaire.sheets.printed_choice import printed_choice
from vendor_score.questionnaire.sheets.question_sections import Section, find_sections, match_text
from vendor_score.questionnaire.sheets.question_table import AnswerColumn, QuestionTable
from vendor_score.records import PlannedColumn, PlannedQuestion, Question
from vendor_score.source import NOWHERE, Source

__all__ = ["QuestionRows"]

_MOST_SPARE = 9  # columns behind the answers in which further options may be printed

_OBEYS = frozenset({"header_row", "question_column", "answer_column", "evidence_column",
                    "remarks_column"})  # fmt: skip


class QuestionRows:
    """Questions one below the other, with their answers beside or below them."""

    def recognise(self, sheet: UnreadSheet) -> SheetReading | None:
        """Read a sheet whose questions run down; None where they do not.

        Three passes: headers cut the sheet into sections; each row of a section is read by its
        table; what the rows hold is gathered by vendor. Only the last may drop anything, since
        only there it is known whether a question also stands somewhere literally.
        """
        if sheet.direction() != "down":
            return None
        rows = _RowReader(sheet, sheet.grid)
        parts: list[_RowReading] = []
        sections = list(find_sections(sheet))
        for section in sections:
            parts.append(_RowReading(findings=section.findings))
            parts.extend(rows.read_section(section))
        reading = _gather(sheet.grid, parts)
        reading.headers = tuple(row for section in sections for row in section.header)
        reading.columns = merge_columns(_account(sheet.grid, section) for section in sections)
        return reading


def _account(grid: Grid, section: Section) -> tuple[PlannedColumn, ...]:
    """What the columns of a section were taken for."""
    roles: dict[int, str] = {}
    for table in section.tables:
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
    return account_columns(grid, section.header, section.rows, roles)


@dataclass(frozen=True, slots=True)
class _Key:
    """What a block goes by in its sheet, as in `VendorBlock`."""

    name: str | None = None
    source: Source = NOWHERE
    naming: Naming | None = None
    head: str = ""
    is_headed: bool = False


_OF_THE_SHEET = _Key()


@dataclass(frozen=True, kw_only=True, slots=True)
class _RowReading:
    """What one row of a table holds.

    ``match`` is the question asked, ``answered`` whether any column answers it, ``located`` the
    answers with the blocks they belong to. A row that asks nothing may be ``unmatched`` (another
    question, answered) or state the ``vendor_name``.
    """

    match: QuestionMatch | None = None
    answered: bool = False
    near: Finding | None = None
    located: tuple[tuple[_Key, LocatedAnswer], ...] = ()
    findings: tuple[Finding, ...] = ()
    unmatched: tuple[str, Source] | None = None
    vendor_name: tuple[str, Source] | None = None
    planned: PlannedQuestion | None = None


def _gather(grid: Grid, rows: Iterable[_RowReading]) -> SheetReading:
    """The sheet's reading from those of its rows.

    A near match gives way to a literal one anywhere in the sheet: "First response (chat)" is the
    question only where no "First response" is answered. Given way, it is one more question that
    matched nothing; otherwise a finding names it, since the likeness may deceive.
    """
    rows = list(rows)
    asked = [row for row in rows if row.match is not None]
    literal = {
        row.match.id for row in asked if row.match and row.answered and row.match.how != "near"
    }
    blocks: dict[_Key, list[LocatedAnswer]] = {}
    findings = [finding for row in rows for finding in row.findings]
    unmatched = [row.unmatched for row in rows if row.unmatched is not None]
    for row in asked:
        gives_way = row.near is not None and row.near.criterion in literal
        if row.near is not None and not gives_way:
            findings.append(row.near)
        elif row.near is not None and row.answered:
            unmatched.append((row.near.found or "", row.near.source))
        for key, answer in row.located:
            kept = blocks.setdefault(key, [])  # a block that loses all its answers remains a block
            if not gives_way:
                kept.append(answer)
    return SheetReading(
        sheet=grid.sheet.name,
        hidden=grid.is_hidden,
        blocks=[_block(key, answers) for key, answers in blocks.items()],
        asked=tuple(dict.fromkeys(row.match.id for row in asked if row.match)),
        anonymous=any(key.name is None or key.naming == "heading" for key in blocks),
        vendor_name=next((row.vendor_name for row in rows if row.vendor_name), None),
        findings=findings,
        unmatched=unmatched,
        layout="question_rows",
        questions=tuple(row.planned for row in rows if row.planned is not None),
        obeys=_OBEYS,
    )


def _block(key: _Key, answers: list[LocatedAnswer]) -> VendorBlock:
    return VendorBlock(
        name=key.name,
        name_source=key.source,
        naming=key.naming,
        head=key.head,
        is_headed=key.is_headed,
        sightings=tuple(answers),
    )


@dataclass(frozen=True, slots=True)
class _RowReader:
    """Reads the rows of sections, each by itself."""

    sheet: UnreadSheet
    grid: Grid

    def read_section(self, section: Section) -> Iterator[_RowReading]:
        tables = [self._with_spare(table, section.header) for table in section.tables]
        for row in section.rows:
            for table in tables:
                if (reading := self._read(row, table)) is not None:
                    yield reading

    def _with_spare(self, table: QuestionTable, header: Sequence[int]) -> QuestionTable:
        """The table with the columns behind its only answers over which nothing stands."""
        if len(table.answers) != 1 or table.below or not header:
            return table
        answer, spare = table.answers[0], list[int]()
        for at in range(answer.last + 1, answer.last + _MOST_SPARE):
            if any(self.grid.text(row, at) for row in header):
                break
            spare.append(at)
        return replace(table, spare=tuple(spare))

    def _read(self, row: int, table: QuestionTable) -> _RowReading | None:
        cell = self.grid.at(row, table.question)
        if cell is None and not any(self.grid.text(row, column) for column in table.ids):
            return None
        merge = self.grid.merge(row, table.question)
        if merge is not None and (merge[0] < row or _is_heading(merge, table)):
            return None  # a further row of a question merged downwards; read with its first
        rows = range(row, merge[2] + 1) if merge is not None else range(row, row + 1)
        match = self._match(row, table)
        if match is None:
            return self._other(rows, table, cell)
        if match.is_ambiguous:
            source, text = (
                self.grid.source(row, table.question),
                self.grid.text(row, table.question),
            )
            return _RowReading(findings=(ambiguous_question(match, text, source),))
        if self._heads_section(row, table, match):
            return None
        return self._question(rows, table, match)

    def _match(self, row: int, table: QuestionTable) -> QuestionMatch | None:
        """What the row asks, by its id, else by the text in its question column.

        Where a text that is literally one question stands beside the id of another, both are
        named: which of the two the vendor answered cannot be known.
        """
        by_text = match_text(self.sheet, row, table.question)
        for column in table.ids:
            id = self.sheet.matcher.by_id(self.grid.text(row, column))
            if id is None:
                continue
            if by_text is not None and by_text.how == "exact" and id not in by_text.ids:
                return replace(by_text, ids=(id, *by_text.ids))
            unit = by_text.unit if by_text is not None else None
            return QuestionMatch(ids=(id,), how="id", name=id, unit=unit)
        return by_text

    def _heads_section(self, row: int, table: QuestionTable, match: QuestionMatch) -> bool:
        """Whether a line that merely contains a question's name stands alone, as headings do."""
        if match.how != "near" or match.similarity >= NEAR_THRESHOLD:
            return False
        others = set(self.grid.columns(row)) - {table.question, *table.ids}
        return not others and not self.grid.text(row, table.question).endswith(("?", "？"))

    def _other(self, rows: range, table: QuestionTable, cell: Cell | None) -> _RowReading | None:
        """A row that asks for no criterion: the vendor's name, a heading, another question."""
        answers = [a for column in table.answers if (a := self._answer(rows, table, column))]
        ticks = (self.grid.at(rows[0], at) for group in table.ticks for at in group.columns)
        answers += [tick for tick in ticks if tick is not None]
        if cell is None or not answers or table.below:
            return None
        if role_of(cell.text) is ColumnRole.VENDOR:
            if len(table.answers) > 1:
                return None  # a name in each column: the header names the vendors already
            place = self.grid.source(answers[0].row, answers[0].column)
            return _RowReading(vendor_name=(answers[0].text.strip(), place))
        if is_contact_word(cell.text) or is_no_vendor(cell.text):
            return None
        source = self.grid.source(cell.row, cell.column)
        return _RowReading(unmatched=(cell.text.strip(), source))

    def _question(self, rows: range, table: QuestionTable, match: QuestionMatch) -> _RowReading:
        grid, row = self.grid, rows[0]
        unit = match.unit or (grid.text(row, table.unit) or None if table.unit else None)
        question = self.sheet.matcher.question(match.id)
        found = [
            (
                column,
                self._printed(row, table, column, question) or self._answer(rows, table, column),
            )
            for column in table.answers
        ]
        located = [self._locate(row, table, column, cell, match, unit) for column, cell in found]
        located += [self._ticked(rows, group, match) for group in table.ticks]
        near = None
        if match.how == "near":
            source = grid.source(row, table.question)
            near = near_match(match, grid.text(row, table.question), source)
        return _RowReading(
            match=match,
            answered=any(answer.cell is not None for _, answer in located),
            near=near,
            located=tuple(located),
            planned=planned_question(grid, match, row, table.question),
        )

    def _locate(  # noqa: PLR0913, PLR0917 - what a row and a column have in common
        self,
        row: int,
        table: QuestionTable,
        column: AnswerColumn,
        cell: Cell | None,
        match: QuestionMatch,
        unit: str | None,
    ) -> tuple[_Key, LocatedAnswer]:
        """A column's answer to the question, or the place where it is missing, and its block."""
        grid = self.grid
        place = (cell.row, cell.column) if cell is not None else (row, column.first)
        answer = LocatedAnswer(
            question=match.id,
            cell=cell,
            source=grid.source(*place),
            unit=unit,
            evidence=grid.at(row, column.evidence) if column.evidence else None,
            remarks=grid.at(row, column.remarks) if column.remarks else None,
            points=column.points,
            # A merged cell begins elsewhere; hidden is what cannot be seen at either of its places.
            hidden=grid.is_hidden_at(*place) or grid.is_hidden_at(row, column.first),
        )
        return self._key(row, table, column), answer

    def _key(self, row: int, table: QuestionTable, column: AnswerColumn) -> _Key:
        """The block that an answer belongs to."""
        if table.vendor is not None:
            # One vendor stands in many rows: were its place part of the key, each made a block.
            name = self.grid.text(row, table.vendor) or None
            return _Key(name, NOWHERE, "row" if name else None, is_headed=True)
        if column.name is None:
            return _OF_THE_SHEET
        # A heading over the only answers may be any word; of several all are names or none is.
        naming: Naming = "heading" if len(table.answers) == 1 else "column"
        return _Key(column.name, column.name_source, naming, column.head, column.is_headed)

    def _ticked(
        self, rows: range, group: OptionColumns, match: QuestionMatch
    ) -> tuple[_Key, LocatedAnswer]:
        """Columns to tick: the heading over the ticked one is the answer."""
        grid, row = self.grid, rows[0]
        question = self.sheet.matcher.question(match.id)
        cell, place = ticked_option(grid, row, group, question)
        answer = LocatedAnswer(
            question=match.id,
            cell=cell,
            source=grid.source(*place),
            evidence=grid.at(row, group.evidence) if group.evidence else None,
            remarks=grid.at(row, group.remarks) if group.remarks else None,
            hidden=grid.is_hidden_at(*place),
        )
        naming: Naming | None = "column" if group.name is not None else None
        return _Key(group.name, group.name_source, naming), answer

    def _printed(
        self, row: int, table: QuestionTable, column: AnswerColumn, question: Question
    ) -> Cell | None:
        """The answer where the options are printed side by side and one is marked."""
        if table.option_rows is not None:
            return ticked_row(self.grid, row, table.question, table.option_rows, question)[0]
        columns = (*range(column.first, column.last + 1), *table.spare)
        if len(columns) == 1 or table.below:
            return None
        cells = [cell for at in columns if (cell := self.grid.cells.get((row, at))) is not None]
        filled = [cell for cell in cells if is_filled(cell)]
        return printed_choice(self.grid, filled, question) if len(filled) > 1 else None

    def _answer(self, rows: range, table: QuestionTable, column: AnswerColumn) -> Cell | None:
        """The answer in these rows: the first filled cell of its columns, row by row."""
        if table.below:
            return self._answer_below(rows[-1], column)
        if table.option_rows is not None:
            return None  # no option is ticked
        cells: dict[tuple[int, int], Cell] = {}
        question = self.grid.at(rows[0], table.question)
        asked = (question.row, question.column) if question is not None else None
        for row in rows:
            for at in range(column.first, column.last + 1):
                cell = self.grid.at(row, at)
                # By its own place, since a merged cell is met once for every row it covers.
                if cell is not None and (cell.row, cell.column) != asked:
                    cells[cell.row, cell.column] = cell
                    break
        filled = [cell for cell in cells.values() if is_filled(cell)]
        return joined(filled) if filled else None

    def _answer_below(self, row: int, column: AnswerColumn) -> Cell | None:
        """What stands under the question, unless it is the next question."""
        cell = self.grid.at(row + 1, column.first)
        if cell is not None and role_of(cell.text) is ColumnRole.ANSWER:
            after = (at for at in self.grid.columns(row + 1) if at > column.first)
            cell = self.grid.at(row + 1, next(after, 0))  # "Answer:" stands before it
        if cell is None or cell.row <= row or self.sheet.matcher.exact(cell.text) is not None:
            return None
        return cell


def _is_heading(merge: tuple[int, int, int, int], table: QuestionTable) -> bool:
    """A cell merged over the answers heads a section, whatever its words."""
    answers = [column.first for column in table.answers if not table.below]
    return bool(answers) and all(merge[1] <= column <= merge[3] for column in answers)
