"""Read a table with a row per vendor: questions in its header, vendors down a column."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from vendor_score.findings import Finding, Severity, Source
from vendor_score.questionnaire.cells import Cell, CellKind
from vendor_score.questionnaire.column_doubts import bare_negative, missing_codes
from vendor_score.questionnaire.naming_signs import heads_breakdown, is_row_note
from vendor_score.questionnaire.questions import QuestionMatch, QuestionMatcher, normalize_heading
from vendor_score.questionnaire.sheets.grid import (
    ColumnRole,
    Grid,
    LocatedAnswer,
    SheetReading,
    VendorBlock,
    account_columns,
    ambiguous_question,
    holds_names,
    is_contact_word,
    is_example,
    is_no_vendor,
    is_note,
    layout_finding,
    merge_columns,
    near_match,
    planned_question,
    role_of,
)
from vendor_score.questionnaire.sheets.layout import SheetProfile, UnreadSheet, names_vendors
from vendor_score.questionnaire.sheets.option_columns import (
    OptionColumns,
    find_option_columns,
    ticked_option,
)
from vendor_score.questionnaire.sheets.question_table import ColumnSettings
from vendor_score.questionnaire.vendors import name_key
from vendor_score.reading_plan import PlannedColumn, PlannedQuestion
from vendor_score.records import Question
from vendor_score.wording import lexicon

__all__ = ["HeaderReader", "QuestionColumn", "VendorRows", "VendorTable"]

_OBEYS = frozenset({"header_row", "vendor_column"})
_NAME_CELL = frozenset({"vendor_name_cell"})  # beats what stands below a heading such as Month
_HIGHEST_HEADER = 4  # rows above the questions from which a heading may be merged down
_SAMPLE = 50  # rows that are looked at for the column of names


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionColumn:
    """A column of answers to one question."""

    column: int
    question: str
    unit: str | None = None
    evidence: int | None = None
    remarks: int | None = None
    ticks: OptionColumns | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class VendorTable:
    """A header with its columns, and the rows below it.

    ``head`` stands over the column ``vendor`` of names, ``is_headed`` where it says that they are
    vendors'. ``names`` are further columns of names, for rows that leave the first one empty;
    ``others`` those that hold neither names nor answers.
    """

    header: tuple[int, ...]
    vendor: int
    head: str = ""
    is_headed: bool = False
    names: tuple[int, ...] = ()
    others: tuple[int, ...] = ()
    columns: tuple[QuestionColumn, ...]
    rows: range


@dataclass(slots=True)
class HeaderReader:
    """Finds the tables of a sheet; what it could not place is in ``findings``, ``unmatched``."""

    grid: Grid
    matcher: QuestionMatcher
    found: SheetProfile
    settings: ColumnSettings
    findings: list[Finding] = field(default_factory=list)
    unmatched: list[tuple[str, Source]] = field(default_factory=list)
    planned: list[PlannedQuestion] = field(default_factory=list)

    def tables(self) -> list[VendorTable]:
        """The tables of the sheet, from top to bottom."""
        headers = self._headers()
        ends = [header[0] for header in headers[1:]] + [1 << 30]
        tables = []
        for header, end in zip(headers, ends, strict=True):
            table = self._table(header, end)
            if table is not None:
                tables.append(table)
        return tables

    def _headers(self) -> list[tuple[int, ...]]:
        """The header rows; neighbours make one header in two languages."""
        if self.settings.header_row is not None:
            return [(self.settings.header_row,)]
        most = max((len(ids) for ids in self.found.rows.values()), default=0)
        least = min(2, most)
        rows = sorted(row for row, ids in self.found.rows.items() if len(ids) >= least)
        if most == 1:
            rows = [row for row in rows if names_vendors(self.grid, row)] or rows[:1]
        headers: list[list[int]] = []
        for row in rows:
            if headers and self.grid.previous_row(row) == headers[-1][-1]:
                headers[-1].append(row)
            else:
                headers.append([row])
        return [tuple(header) for header in headers]

    def _table(self, header: tuple[int, ...], end: int) -> VendorTable | None:
        rows = self._with_sub_header(header)
        ticks = self._ticks(rows)
        matches, others = self._matches(rows, ticks)
        if not matches:
            return None
        columns = self._columns(rows, matches, ticks)
        vendor = self._vendor_column(rows, matches)
        self._tell_unmatched(rows, {column for column in others if column != vendor})
        if vendor is None:
            place = self.grid.source(rows[-1], min(matches))
            self.findings.append(
                layout_finding(
                    "no-vendor-column", place, self.grid.text(*_at(rows, matches)), Severity.ERROR
                )
            )
            return None
        said = self.settings.roles
        names = tuple(
            at for at in others if at != vendor and at not in said and self._holds_names(rows, at)
        )
        return VendorTable(
            header=rows,
            vendor=vendor,
            head=" ".join(self._texts(rows, vendor)),
            is_headed=self._says_vendor(rows, vendor),
            names=names,
            others=tuple(at for at in others if at != vendor and at not in names),
            columns=columns,
            rows=range(rows[-1] + 1, end),
        )

    def _says_vendor(self, rows: tuple[int, ...], column: int) -> bool:
        """Whether the column of names is one of vendors: by its heading, or as the buyer said."""
        if self.settings.vendor_column(self.grid) == column:
            return True
        over = self.grid.rows_before(rows[0], _HIGHEST_HEADER)
        return any(
            role_of(text) is ColumnRole.VENDOR for text in self._texts((*over, *rows), column)
        )

    def _holds_names(self, rows: tuple[int, ...], column: int) -> bool:
        """Whether a heading says that the column holds vendors' names too: short, brand, legal."""
        texts = self._texts(rows, column)
        if not texts or heads_breakdown(texts[-1]):
            return False
        return role_of(texts[-1]) is ColumnRole.VENDOR or holds_names(texts[-1])

    def _with_sub_header(self, header: tuple[int, ...]) -> tuple[int, ...]:
        """The header with the row below it, where that says what the columns hold."""
        below = self.grid.next_row(header[-1])
        if below is None or below not in self._merged_from(header[-1], below):
            texts = [cell for _, cell in self.grid.row_cells(below)] if below else []
            roles = [role_of(cell.text) for cell in texts if cell.kind is CellKind.TEXT]
            kinds = {ColumnRole.ANSWER, ColumnRole.EVIDENCE, ColumnRole.REMARKS}
            headed = bool(roles) and all(role in kinds for role in roles)
            if below is None or not (headed or self._options(below)):
                return header
        return (*header, below)

    def _options(self, row: int) -> tuple[OptionColumns, ...]:
        """Groups of columns that the row heads with the options of an answer, to be ticked."""
        return find_option_columns(self.grid, row, self.grid.columns(row), self.matcher)

    def _ticks(self, rows: tuple[int, ...]) -> dict[int, tuple[OptionColumns, QuestionMatch]]:
        """By their first column: columns to tick below a question, and that question."""
        found = {}
        for group in self._options(rows[-1]) if len(rows) > 1 else ():
            match = self._match(rows[:-1], group.columns[0])
            if match is not None and not match.is_ambiguous:
                found[group.columns[0]] = group, match
        return found

    def _merged_from(self, header: int, below: int) -> set[int]:
        """``below`` where cells of the header row are merged down into it."""
        for column in self.grid.columns(header):
            merge = self.grid.merge(header, column)
            if merge is not None and merge[0] <= header and merge[2] >= below:
                return {below}
        return set()

    def _matches(
        self, rows: tuple[int, ...], ticks: dict[int, tuple[OptionColumns, QuestionMatch]]
    ) -> tuple[dict[int, QuestionMatch], list[int]]:
        """The question of each column, and the other columns; near gives way to literal."""
        further = {at for group, _ in ticks.values() for at in group.columns[1:]}
        columns = sorted({column for row in rows for column in self._header_columns(row)} - further)
        found = {
            column: self._said(rows, column)
            or (ticks[column][1] if column in ticks else self._match(rows, column))
            for column in columns
            if self.settings.roles.get(column, "answer") == "answer"
        }
        found.update(dict.fromkeys(sorted(set(columns) - set(found))))
        literal = {m.id for m in found.values() if m and m.how != "near" and not m.is_ambiguous}
        matches: dict[int, QuestionMatch] = {}
        others: list[int] = []
        for column, match in found.items():
            text = " ".join(self._texts(rows, column))
            place = self.grid.source(rows[-1], column)
            if match is None or (match.how == "near" and match.id in literal):
                others.append(column)
            elif match.is_ambiguous:
                self.findings.append(ambiguous_question(match, text, place))
            else:
                matches[column] = match
                self.planned.append(planned_question(self.grid, match, rows[-1], column))
                if match.how == "near":
                    self.findings.append(near_match(match, text, place))
        return matches, others

    def _said(self, rows: tuple[int, ...], column: int) -> QuestionMatch | None:
        """The criterion that the buyer's plan says a column answers."""
        id = self.settings.criteria.get(column)
        if id is None:
            return None
        text = " ".join(self._texts(rows, column))
        unit = normalize_heading(text).unit
        return QuestionMatch(ids=(id,), how="mapped", name=text, unit=unit)

    def _role(self, rows: tuple[int, ...], column: int) -> ColumnRole | None:
        """What the heading, or rather the buyer's plan, says of a column."""
        said = self.settings.roles.get(column)
        if said is not None:
            return next((role for role in ColumnRole if role.value == said), ColumnRole.OTHER)
        texts = self._texts(rows, column)
        return role_of(texts[-1]) if texts else None

    def _header_columns(self, row: int) -> Iterator[int]:
        for column in self.grid.columns(row):
            first, last = self.grid.span(row, column)
            yield from range(first, last + 1)

    def _texts(self, rows: tuple[int, ...], column: int) -> list[str]:
        """The heading's texts from top to bottom, each once."""
        texts = (self.grid.text(row, column) for row in rows)
        return list(dict.fromkeys(text for text in texts if text))

    def _match(self, rows: tuple[int, ...], column: int) -> QuestionMatch | None:
        texts = self._texts(rows, column)
        if not texts or role_of(texts[-1]) in {ColumnRole.EVIDENCE, ColumnRole.REMARKS}:
            return None
        told = [t for t in texts if role_of(t) is None or self.matcher.exact(t) is not None]
        group = self._group(rows[0], column)
        if group and role_of(group) is None:
            told.insert(0, group)
        own = told[1:] if group and told and told[0] == group else told
        pairs = [f"{a} {b}" for a, b in itertools.pairwise(told)]
        pairs += [f"{a}{b}" for a, b in itertools.pairwise(told)]
        for text in (*reversed(own), *pairs):
            if (match := self.matcher.exact(text)) is not None:
                return match
        if not own and group:
            return self.matcher.exact(group)
        if len(own) > 1:
            return self.matcher.find(" ".join(own))
        return self.matcher.find(own[0]) if own else None

    def _group(self, row: int, column: int) -> str:
        """The heading over a group of columns, in the row above the header."""
        above = self.grid.previous_row(row)
        if above is None:
            return ""
        merge = self.grid.merge(above, column)
        return self.grid.text(above, column) if merge is not None else ""

    def _tell_unmatched(self, rows: tuple[int, ...], columns: AbstractSet[int]) -> None:
        """Headings that are no word of the form and no question, over columns that are filled."""
        for column in sorted(columns):
            texts = self._texts(rows, column)
            last = texts[-1] if texts else ""
            told = role_of(last) is not None or is_no_vendor(last) or is_contact_word(last)
            is_said = column in self.settings.roles or self.matcher.sets_aside(last)
            if not told and not is_said and self._filled(rows, column):
                self.unmatched.append((" ".join(texts), self.grid.source(rows[-1], column)))

    def _filled(self, rows: tuple[int, ...], column: int) -> bool:
        """Whether anything stands below the heading."""
        sample = self.grid.rows_after(rows[-1], _SAMPLE)
        return any(self.grid.at(row, column) is not None for row in sample)

    def _columns(
        self,
        rows: tuple[int, ...],
        matches: dict[int, QuestionMatch],
        ticks: dict[int, tuple[OptionColumns, QuestionMatch]],
    ) -> tuple[QuestionColumn, ...]:
        """Answer columns, with the evidence and remarks columns beside them."""
        columns = []
        order = sorted(matches)
        found = {column: self._roles_beside(rows, column, matches) for column in order}
        # one column of remarks is about the vendor; where they recur, each is about its answer
        recurs = sum(ColumnRole.REMARKS in roles for roles in found.values()) > 1
        for column in order:
            roles = found[column]
            if not recurs and not self._is_under(rows, column, roles.get(ColumnRole.REMARKS)):
                roles.pop(ColumnRole.REMARKS, None)
            columns.append(
                QuestionColumn(
                    column=column,
                    question=matches[column].id,
                    unit=matches[column].unit,
                    evidence=roles.get(ColumnRole.EVIDENCE),
                    remarks=roles.get(ColumnRole.REMARKS),
                    ticks=ticks[column][0] if column in ticks else None,
                )
            )
        return tuple(columns)

    def _roles_beside(
        self, rows: tuple[int, ...], column: int, matches: dict[int, QuestionMatch]
    ) -> dict[ColumnRole, int]:
        """Columns of evidence and of remarks right of an answer."""
        beside: dict[ColumnRole, int] = {}
        at = column + 1
        said = self.settings.roles
        while at not in matches and (self._texts(rows, at) or at in said):
            role = self._role(rows, at)
            if role not in {ColumnRole.EVIDENCE, ColumnRole.REMARKS}:
                break
            beside.setdefault(role, at)
            at += 1
        return beside

    def _is_under(self, rows: tuple[int, ...], column: int, at: int | None) -> bool:
        """Whether a column stands under the merged heading of another, or was named as its own."""
        first, last = self.grid.span(rows[0], column)
        return at is not None and (first <= at <= last or at in self.settings.roles)

    def _vendor_column(
        self, rows: tuple[int, ...], matches: dict[int, QuestionMatch]
    ) -> int | None:
        told = self.settings.vendor_column(self.grid)
        if told is not None:
            return told
        above = self.grid.previous_row(rows[0])
        heads = rows if above is None else (above, *rows)
        over = self.grid.rows_before(rows[0], _HIGHEST_HEADER)
        columns = sorted({column for row in (*over, *rows) for column in self.grid.columns(row)})
        for wanted in (ColumnRole.VENDOR, ColumnRole.NAME):
            for column in columns:
                if column in self.settings.roles:
                    continue
                if any(role_of(text) is wanted for text in self._texts(heads, column)):
                    return column
        return self._column_of_names(rows, matches)

    def _column_of_names(
        self, rows: tuple[int, ...], matches: dict[int, QuestionMatch]
    ) -> int | None:
        """Without a heading: the first column of texts that is no question and no numbering."""
        sample = self.grid.rows_after(rows[-1], _SAMPLE)
        columns = sorted({column for row in sample for column in self.grid.columns(row)})
        numbered = None
        for column in columns:
            if column in matches or column in self.settings.roles:
                continue
            texts = self._texts(rows, column)
            if texts and role_of(texts[-1]) not in {None, ColumnRole.NUMBER}:
                continue
            kinds = {cell.kind for row in sample if (cell := self.grid.at(row, column))}
            if kinds <= {CellKind.TEXT}:
                return column
            numbered = numbered or column
        return numbered


def _at(rows: tuple[int, ...], matches: dict[int, QuestionMatch]) -> tuple[int, int]:
    return rows[-1], min(matches)


# Read a table with a row per vendor: questions in the header, vendors down a column.

_EXAMPLES = frozenset(lexicon.words("heading.example_row"))
_LONGEST_NAME = 80  # a longer text in a row without answers is a note to the table


class VendorRows:
    """Questions side by side in a header, over a row per vendor."""

    def recognise(self, sheet: UnreadSheet) -> SheetReading | None:
        """Read the tables of a sheet whose questions run across; None where they do not.

        The rows are read as they are asked for, since such a table may hold thousands of vendors;
        ``blocks`` of what is returned can therefore be gone through once, and ``findings`` are
        complete only then.
        """
        if sheet.direction() != "across":
            return None
        grid = sheet.grid
        header = HeaderReader(grid, sheet.matcher, sheet.profile, sheet.columns)
        tables = header.tables()
        questions = {q.id: q for q in sheet.matcher.questions}
        rows = _RowReader(grid, header.findings, questions, sheet.columns.invited)
        return SheetReading(
            sheet=grid.sheet.name,
            hidden=grid.is_hidden,
            blocks=(block for table in tables for block in rows.blocks(table)),
            asked=tuple(dict.fromkeys(c.question for table in tables for c in table.columns)),
            names_every_vendor=True,
            findings=header.findings,
            unmatched=header.unmatched,
            aliases=rows.aliases,
            layout="vendor_rows",
            headers=tuple(row for table in tables for row in table.header),
            columns=merge_columns(_account(grid, table) for table in tables),
            questions=tuple(header.planned),
            obeys=_OBEYS if any(table.is_headed for table in tables) else _OBEYS | _NAME_CELL,
        )


def _account(grid: Grid, table: VendorTable) -> tuple[PlannedColumn, ...]:
    """What the columns of a table were taken for."""
    roles = dict.fromkeys((table.vendor, *table.names), "vendor")
    asked = {column.column: column.question for column in table.columns}
    for column in table.columns:
        beside = {"evidence": column.evidence, "remarks": column.remarks}
        roles.update({at: role for role, at in beside.items() if at is not None})
    roles.update(dict.fromkeys(asked, "answer"))
    return account_columns(grid, table.header, grid.rows_between(table.rows), roles, asked)


@dataclass(slots=True)
class _RowReader:
    """Reads the rows of a table; rows that are no vendors go to ``findings``."""

    grid: Grid
    findings: list[Finding]
    questions: Mapping[str, Question]
    invited: frozenset[str] = frozenset()
    aliases: list[tuple[str, str]] = field(default_factory=list)

    def blocks(self, table: VendorTable) -> Iterator[VendorBlock]:
        """The vendors of the table, one after the other, so that a long table stays small."""
        units: dict[int, str] = {}
        named = (table.vendor, *table.names)
        columns = [*named, *(column.column for column in table.columns)]
        codes = self._codes(table)
        rows_of: dict[str, list[int]] = {}
        last = self._last_answered(table)
        for row in self.grid.rows_between(table.rows):
            found = self.grid.row_at(row, columns)
            names = [cell for cell in found[: len(named)] if cell is not None]
            name = names[0] if names else None
            answers = _beside(name, found[len(named) :])
            if codes:
                answers = [None if bare_negative(cell) in codes else cell for cell in answers]
            cells = [
                (column, self._ticked(row, column) if column.ticks else cell)
                for column, cell in zip(table.columns, answers, strict=True)
            ]
            if not self._is_vendor(row, table, name, cells, units) or name is None:
                continue
            if row > last and is_row_note(name.text):
                continue
            self.aliases.extend((name.text, other.text) for other in names[1:])
            rows_of.setdefault(name.text.strip(), []).append(row)
            yield self._block(row, table, name, cells, units)
        self._tell_several_rows(table, rows_of)

    def _last_answered(self, table: VendorTable) -> int:
        """The last row of the table that answers anything; what follows may be its notes."""
        columns = [column.column for column in table.columns]
        for row in reversed(self.grid.rows_between(table.rows)):
            name = self.grid.at(row, table.vendor)
            if any(cell is not None for cell in _beside(name, self.grid.row_at(row, columns))):
                return row
        return table.header[-1]

    def _tell_several_rows(self, table: VendorTable, rows_of: Mapping[str, Sequence[int]]) -> None:
        """Several rows of one vendor: by which column they differ, so that a buyer can choose."""
        repeated = {name: rows for name, rows in rows_of.items() if len(rows) > 1}
        if not repeated:
            return
        telling = next((at for at in table.others if self._tells_apart(at, repeated)), None)
        heading = self.grid.text(table.header[-1], telling) if telling is not None else "-"
        name, rows = next(iter(repeated.items()))
        self.findings.append(
            layout_finding(
                "several-rows-of-a-vendor",
                self.grid.source(rows[0], table.vendor),
                name,
                Severity.WARNING,
                count=len(repeated),
                column=heading,
            )
        )

    def _tells_apart(self, column: int, rows_of: Mapping[str, Sequence[int]]) -> bool:
        for rows in rows_of.values():
            texts = [self.grid.text(row, column) for row in rows]
            if "" in texts or len(set(texts)) < len(texts):
                return False
        return True

    def _codes(self, table: VendorTable) -> frozenset[int]:
        """Numbers that mean "not answered" in this table; a finding names them."""
        asked = {column.column: self.questions[column.question] for column in table.columns}
        codes = missing_codes(self.grid, self.grid.rows_between(table.rows), asked)
        if codes:
            place = Source(self.grid.file, self.grid.sheet.name or None)
            told = ", ".join(map(str, sorted(codes)))
            self.findings.append(layout_finding("codes-for-no-answer", place, told))
        return codes

    def _ticked(self, row: int, column: QuestionColumn) -> Cell | None:
        """The option that the row ticks under a question."""
        if column.ticks is None:
            return None
        question = self.questions[column.question]
        return ticked_option(self.grid, row, column.ticks, question)[0]

    def _is_vendor(
        self,
        row: int,
        table: VendorTable,
        name: Cell | None,
        cells: list[tuple[QuestionColumn, Cell | None]],
        units: dict[int, str],
    ) -> bool:
        """Whether the row is a vendor's; what else it may be is noted or reported."""
        answered = any(cell is not None for _, cell in cells)
        place = self.grid.source(row, table.vendor)
        if name is None:
            if answered and not self._takes_units(cells, units):
                first = next(cell for _, cell in cells if cell is not None)
                there = self.grid.source(row, first.column)
                self.findings.append(
                    layout_finding("row-without-vendor", there, first.text, Severity.WARNING)
                )
            return False
        text = name.text.strip()
        if self._repeats_header(table, text):
            return False
        if is_no_vendor(text) and not self._may_be_called_so(table, text):
            self._takes_units(cells, units)
            self.findings.append(layout_finding("row-is-no-vendor", place, text))
            return False
        if not answered and (
            is_note(text) or len(text) > _LONGEST_NAME or self._is_title(row, table)
        ):
            return False
        if is_example(text) and normalize_heading(text).near in _EXAMPLES:
            self.findings.append(layout_finding("row-is-no-vendor", place, text))
            return False
        return True

    def _may_be_called_so(self, table: VendorTable, text: str) -> bool:
        """Whether a word such as Target may be a vendor's: invited, or below Vendor."""
        if name_key(text) in self.invited:
            return True
        return table.is_headed and text.casefold() in lexicon.words("name.also_word")

    def _repeats_header(self, table: VendorTable, text: str) -> bool:
        heading = self.grid.text(table.header[-1], table.vendor)
        return text == heading and role_of(text) is ColumnRole.VENDOR

    def _is_title(self, row: int, table: VendorTable) -> bool:
        """A cell merged over the answers' columns is a line of text, not a vendor's name."""
        first, last = self.grid.span(row, table.vendor)
        return any(first <= column.column <= last for column in table.columns)

    def _takes_units(
        self, cells: list[tuple[QuestionColumn, Cell | None]], units: dict[int, str]
    ) -> bool:
        """A row of units below the header: each holds for the column's bare numbers."""
        texts = {column.column: cell.text for column, cell in cells if cell is not None}
        told = {at: normalize_heading(f"x ({text})").unit for at, text in texts.items()}
        if not told or not all(told.values()):
            return False
        units.update({at: unit for at, unit in told.items() if unit})
        return True

    def _block(
        self,
        row: int,
        table: VendorTable,
        name: Cell,
        cells: list[tuple[QuestionColumn, Cell | None]],
        units: dict[int, str],
    ) -> VendorBlock:
        sightings = tuple(self._sighting(row, column, cell, units) for column, cell in cells)
        source = self.grid.source(name.row, name.column)
        return VendorBlock(
            name=name.text,
            name_source=source,
            naming="row",
            head=table.head,
            is_headed=table.is_headed,
            sightings=sightings,
        )

    def _sighting(
        self, row: int, column: QuestionColumn, cell: Cell | None, units: dict[int, str]
    ) -> LocatedAnswer:
        grid, at = self.grid, column.column
        return LocatedAnswer(
            question=column.question,
            cell=cell,
            source=grid.source(cell.row, cell.column) if cell is not None else grid.source(row, at),
            unit=column.unit or units.get(at),
            evidence=grid.at(row, column.evidence) if column.evidence else None,
            remarks=grid.at(row, column.remarks) if column.remarks else None,
            hidden=grid.is_hidden_at(row, at),
        )


def _beside(name: Cell | None, cells: Sequence[Cell | None]) -> list[Cell | None]:
    """The cells without the name's own, which is met again where it is merged over them."""
    if name is None:
        return list(cells)
    own = (name.row, name.column)
    return [None if cell is None or (cell.row, cell.column) == own else cell for cell in cells]
