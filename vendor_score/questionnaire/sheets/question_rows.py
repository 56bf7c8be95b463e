"""Read questions down the rows: sections under a header, then rows, then blocks of vendors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from vendor_score.findings import NOWHERE, Finding, Severity, Source
from vendor_score.questionnaire.cells import Cell
from vendor_score.questionnaire.plan_corrections import column_roles, correct_tables
from vendor_score.questionnaire.questions import NEAR_THRESHOLD, QuestionMatch
from vendor_score.questionnaire.sheets.grid import (
    ColumnRole,
    Grid,
    LocatedAnswer,
    Naming,
    SheetReading,
    VendorBlock,
    account_columns,
    ambiguous_question,
    is_contact_word,
    is_filled,
    is_no_vendor,
    joined,
    merge_columns,
    near_match,
    planned_question,
    role_of,
)
from vendor_score.questionnaire.sheets.layout import UnreadSheet
from vendor_score.questionnaire.sheets.option_columns import (
    OptionColumns,
    find_option_columns,
    printed_choice,
    ticked_option,
    ticked_row,
)
from vendor_score.questionnaire.sheets.question_table import (
    AnswerColumn,
    QuestionTable,
    grouped_table,
    header_tables,
    implicit_table,
    sub_header_tables,
)
from vendor_score.reading_plan import PlannedColumn, PlannedQuestion
from vendor_score.records import Question

__all__ = ["QuestionRows", "Section", "find_sections", "match_text"]

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
    column = sheet.columns.question_column(sheet.grid) or sheet.profile.best_column
    finder = _HeaderFinder(sheet, sheet.grid, column)
    opened: _Opened | None = None
    rows: list[int] = []
    above: int | None = None
    for row in sheet.grid.rows:
        before, above = above, row
        # A header row that the buyer named: what stands above it is a letter, not a table.
        if sheet.columns.header_row is not None and row < sheet.columns.header_row:
            continue
        header = finder.header(row, before, opened)
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
    """Says whether a row heads tables, and which columns these have.

    ``column`` is the one with the questions, as the settings or most of their names say.
    """

    sheet: UnreadSheet
    grid: Grid
    column: int | None

    def header(self, row: int, above: int | None, opened: _Opened | None) -> _Opened | None:
        """The tables that the row heads; None where it heads none.

        Right below a header, a row may refine it: vendors' names under a merged "Answer", or a
        word of its own for each of their columns. Elsewhere it must look like a header, which a
        row that holds a question literally never does, whatever its other cells say.
        """
        if opened is not None and above is not None and above == opened.row:
            refined = self._refined(row, opened)
            if refined is not None:
                return refined
        if self._asks(row) or (opened is not None and row == opened.sub):
            return None
        if (grouped := self._grouped(row)) is not None:
            return grouped
        tables = header_tables(
            self.grid,
            row,
            self.column,
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
        if row == opened.sub:
            return None
        refined = sub_header_tables(
            self.grid, row, opened.tables, self.sheet.matcher, self.sheet.columns.invited
        )
        return _Opened(tables=refined, row=row) if refined else None

    def _grouped(self, row: int) -> _Opened | None:
        """The table of names over repeated sub-headings, whose two header rows these are."""
        column = self.column
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
        column = self.column
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

    def _asks(self, row: int) -> bool:
        """Whether the row holds one of the questions literally, so that it is no header."""
        cell = self.grid.at(row, self.column) if self.column else None
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
        sections = [_corrected(section, sheet) for section in find_sections(sheet)]
        for section in sections:
            parts.append(_RowReading(findings=section.findings))
            parts.extend(rows.read_section(section))
        reading = _gather(sheet.grid, parts)
        reading.headers = tuple(row for section in sections for row in section.header)
        reading.columns = merge_columns(_account(sheet.grid, section) for section in sections)
        return reading


def _corrected(section: Section, sheet: UnreadSheet) -> Section:
    """The section with the columns that the buyer's plan says."""
    roles = sheet.columns.roles
    if not roles:
        return section
    tables = correct_tables(sheet.grid, section.header, section.tables, roles)
    is_said = "answer" in roles.values()
    findings = tuple(
        finding
        for finding in section.findings
        if not (is_said and finding.code == "answer-column-assumed")
    )
    return replace(section, tables=tables, findings=findings)


def _account(grid: Grid, section: Section) -> tuple[PlannedColumn, ...]:
    """What the columns of a section were taken for."""
    return account_columns(grid, section.header, section.rows, column_roles(section.tables))


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
        if by_text is not None and by_text.how == "mapped":
            return by_text  # as the buyer says, whatever id stands beside it
        matcher = self.sheet.matcher
        if matcher.has_mapping and matcher.sets_aside(self.grid.text(row, table.question)):
            return None
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
        if self.sheet.matcher.sets_aside(cell.text):
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
        question = self.grid.at(rows[0], table.question)
        asked = (question.row, question.column) if question is not None else None
        if len(rows) == 1 and column.first == column.last:  # as most tables are
            only = self.grid.at(rows[0], column.first)
            return only if only is not None and (only.row, only.column) != asked else None
        cells: dict[tuple[int, int], Cell] = {}
        for row in rows:
            for at in range(column.first, column.last + 1):
                cell = self.grid.at(row, at)
                # By its own place, since a merged cell is met once for every row it covers.
                if cell is not None and (cell.row, cell.column) != asked:
                    cells[cell.row, cell.column] = cell
                    break
        return joined(list(cells.values())) if cells else None

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
