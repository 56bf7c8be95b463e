"""Read questions down the rows: a table of them, or lines that hold question and answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from vendor_score.findings import Finding, Severity
from vendor_score.questionnaire.cells import Cell, CellKind
from vendor_score.questionnaire.questions import NEAR_THRESHOLD, QuestionMatch, QuestionMatcher
from vendor_score.questionnaire.sheets.grid import Grid, is_filled, joined
from vendor_score.questionnaire.sheets.header_words import (
    ColumnRole,
    is_contact_word,
    is_no_vendor,
    role_of,
)
from vendor_score.questionnaire.sheets.located_answers import (
    LocatedAnswer,
    SheetReading,
    VendorBlock,
    ambiguous_question,
    near_match,
)
from vendor_score.questionnaire.sheets.profile import SheetProfile
from vendor_score.questionnaire.sheets.question_table import (
    AnswerColumn,
    ColumnSettings,
    QuestionTable,
    header_tables,
    implicit_table,
    sub_header_tables,
)
from vendor_score.source import NOWHERE, Source

__all__ = ["read_colon_form", "read_question_rows"]

_TICKS = frozenset("√✓✔☑xX×y1●■v✗✘V")
_ENOUGH_ROWS = 500  # question rows that are looked at for where the answers stand


def read_question_rows(
    grid: Grid, matcher: QuestionMatcher, found: SheetProfile, settings: ColumnSettings
) -> SheetReading:
    """The answers of a sheet whose questions stand one below the other."""
    reader = _Reader(grid, matcher, found, settings)
    reader.read()
    return reader.result()


_Key = tuple[str | None, Source, bool]
"""A block's name, its source, and whether it is the heading of the only answer column."""


@dataclass(slots=True)
class _Reader:
    grid: Grid
    matcher: QuestionMatcher
    found: SheetProfile
    settings: ColumnSettings
    panels: tuple[QuestionTable, ...] = ()
    given: dict[_Key, list[tuple[QuestionMatch, LocatedAnswer]]] = field(default_factory=dict)
    asked: dict[str, None] = field(default_factory=dict)
    literal: set[str] = field(default_factory=set)
    near: list[tuple[Finding, bool]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unmatched: list[tuple[str, Source]] = field(default_factory=list)
    vendor_name: tuple[str, Source] | None = None

    def read(self) -> None:
        header = 0
        for row in self.grid.rows:
            if self.settings.header_row is not None and row < self.settings.header_row:
                continue
            panels = self._header(row, header)
            if panels:
                self.panels, header = panels, row
                continue
            if not self.panels:
                self._start_without_header(row)
            for panel in self.panels:
                self._read_row(row, panel)

    def result(self) -> SheetReading:
        blocks = [self._block(key, told) for key, told in self.given.items()]
        for finding, answered in self.near:
            if finding.criterion not in self.literal:
                self.findings.append(finding)
            elif answered:
                self.unmatched.append((finding.found or "", finding.source))
        return SheetReading(
            sheet=self.grid.sheet.name,
            hidden=self.grid.is_hidden,
            blocks=blocks,
            asked=tuple(self.asked),
            anonymous=any(block.name is None or block.heading for block in blocks),
            vendor_name=self.vendor_name,
            findings=self.findings,
            unmatched=self.unmatched,
        )

    def _header(self, row: int, last_header: int) -> tuple[QuestionTable, ...]:
        if self.panels and last_header and self.grid.previous_row(row) == last_header:
            refined = sub_header_tables(self.grid, row, self.panels)
            if refined:
                return refined
        if self._asks(row):
            return ()
        panels = header_tables(self.grid, row, self._question_column(), self.found.columns)
        if self.panels and panels and not any(p.answers or p.yes for p in panels):
            return ()
        panels = tuple(self.settings.apply(self.grid, row, panel) for panel in panels)
        asking = {panel.question for panel in panels}
        return tuple(self._with_ids(self._with_answers(panel, row), asking) for panel in panels)

    def _with_ids(self, panel: QuestionTable, asking: AbstractSet[int]) -> QuestionTable:
        """The panel with the columns that hold ids of criteria, headed or not.

        A word that is an id by chance (NDA in a column of evidence, or as a question) makes none.
        """
        texts, most = self.found.columns, self.found.most
        taken = {*asking, *(c for a in panel.answers for c in (a.evidence, a.remarks))}
        ids = (
            column
            for column, ids in self.found.id_columns.items()
            if column not in taken and len(ids) > max(len(texts.get(column, ())), most // 2)
        )
        return replace(panel, ids=tuple(dict.fromkeys((*panel.ids, *ids))))

    def _question_column(self) -> int | None:
        return self.settings.question_column(self.grid) or self.found.best_column

    def _asks(self, row: int) -> bool:
        """Whether the row holds one of the questions literally, so that it is no header."""
        column = self._question_column()
        cell = self.grid.at(row, column) if column else None
        if cell is None or role_of(cell.text) is ColumnRole.QUESTION:
            return False
        return self.matcher.exact(cell.text) is not None

    def _with_answers(self, panel: QuestionTable, row: int) -> QuestionTable:
        """A header that names no answer column: the next filled one holds the answers."""
        if panel.answers or panel.yes is not None:
            return panel
        rows = [at for at in self._question_rows(panel.question) if at > row]
        told, open_choice = implicit_table(self.grid, rows, panel.question, None)
        self._tell_assumed(told, row, open_choice=open_choice)
        return replace(panel, answers=told.answers, assumed=True)

    def _start_without_header(self, row: int) -> None:
        column = self._question_column()
        if column is None or self._match(row, QuestionTable(question=column)) is None:
            return
        rows = self._question_rows(column)
        above = self.grid.previous_row(row)
        panel, open_choice = implicit_table(self.grid, rows, column, above)
        panel = self.settings.apply(self.grid, above or row, panel)
        if not self.settings.answer:
            self._tell_assumed(panel, row, open_choice=open_choice)
        self.panels = (self._with_ids(panel, {column}),)

    def _question_rows(self, column: int) -> list[int]:
        rows: list[int] = []
        for row in self.grid.rows:
            cell = self.grid.at(row, column)
            if cell is not None and self.matcher.find(cell.text) is not None:
                rows.append(row)
                if len(rows) == _ENOUGH_ROWS:
                    break
        return rows

    def _tell_assumed(self, panel: QuestionTable, row: int, *, open_choice: bool) -> None:
        if open_choice and panel.answers:
            self.findings.append(
                Finding(
                    code="answer-column-assumed",
                    severity=Severity.WARNING,
                    source=self.grid.source(row, panel.answers[0].first),
                    found=self.grid.text(row, panel.answers[0].first),
                )
            )

    def _match(self, row: int, panel: QuestionTable) -> QuestionMatch | None:
        """What the row asks, by its id, else by the text in its question column."""
        cell = self.grid.at(row, panel.question)
        text = cell.text if cell is not None else ""
        by_text = self.matcher.find(text) if text.strip() else None
        for column in panel.ids:
            id = self.matcher.by_id(self.grid.text(row, column))
            if id is None:
                continue
            if by_text is not None and by_text.how == "exact" and id not in by_text.ids:
                return replace(by_text, ids=(id, *by_text.ids))
            unit = by_text.unit if by_text is not None else None
            return QuestionMatch(ids=(id,), how="id", name=id, unit=unit)
        return by_text

    def _read_row(self, row: int, panel: QuestionTable) -> None:
        cell = self.grid.at(row, panel.question)
        if cell is None and not any(self.grid.text(row, column) for column in panel.ids):
            return
        merge = self.grid.merge(row, panel.question)
        if merge is not None and (merge[0] < row or self._is_heading(merge, panel)):
            return  # a further row of a question merged downwards; read with its first
        rows = range(row, merge[2] + 1) if merge is not None else range(row, row + 1)
        match = self._match(row, panel)
        if match is None:
            self._read_other(rows, panel, cell)
        elif match.is_ambiguous:
            self._tell_ambiguous(row, panel, match)
        elif not self._heads_section(row, panel, match):
            self._give(rows, panel, match)

    def _is_heading(self, merge: tuple[int, int, int, int], panel: QuestionTable) -> bool:
        """A cell merged over the answers heads a section, whatever its words."""
        answers = [column.first for column in panel.answers if not panel.below]
        return bool(answers) and all(merge[1] <= column <= merge[3] for column in answers)

    def _heads_section(self, row: int, panel: QuestionTable, match: QuestionMatch) -> bool:
        """Whether a line that merely contains a question's name stands alone, as headings do."""
        if match.how != "near" or match.similarity >= NEAR_THRESHOLD:
            return False
        others = set(self.grid.columns(row)) - {panel.question, *panel.ids}
        return not others and not self.grid.text(row, panel.question).endswith(("?", "？"))

    def _read_other(self, rows: range, panel: QuestionTable, cell: Cell | None) -> None:
        """A row that asks for no criterion: the vendor's name, a heading, another question."""
        answers = [a for column in panel.answers if (a := self._answer(rows, panel, column))]
        if cell is None or not answers or panel.below:
            return
        if role_of(cell.text) is ColumnRole.VENDOR:
            if len(panel.answers) == 1 and self.vendor_name is None:
                place = self.grid.source(answers[0].row, answers[0].column)
                self.vendor_name = (answers[0].text.strip(), place)
        elif not is_contact_word(cell.text) and not is_no_vendor(cell.text):
            self.unmatched.append((cell.text.strip(), self.grid.source(cell.row, cell.column)))

    def _tell_ambiguous(self, row: int, panel: QuestionTable, match: QuestionMatch) -> None:
        source = self.grid.source(row, panel.question)
        text = self.grid.text(row, panel.question)
        self.findings.append(ambiguous_question(match, text, source))

    def _give(self, rows: range, panel: QuestionTable, match: QuestionMatch) -> None:
        row = rows[0]
        unit = match.unit or (self.grid.text(row, panel.unit) or None if panel.unit else None)
        self.asked[match.id] = None
        answered = any(self._answer(rows, panel, column) for column in panel.answers)
        if match.how == "near":
            source = self.grid.source(row, panel.question)
            told = near_match(match, self.grid.text(row, panel.question), source)
            self.near.append((told, answered))
        elif answered:
            self.literal.add(match.id)
        for column in panel.answers:
            self._sight(rows, panel, column, match, unit)
        if panel.yes is not None and panel.no is not None:
            self._sight_tick(row, panel, match)

    def _sight(
        self,
        rows: range,
        panel: QuestionTable,
        column: AnswerColumn,
        match: QuestionMatch,
        unit: str | None,
    ) -> None:
        row = rows[0]
        answer = self._answer(rows, panel, column)
        place = (answer.row, answer.column) if answer is not None else (row, column.first)
        shown = [self.grid.is_hidden_at(*place), self.grid.is_hidden_at(row, column.first)]
        sighting = LocatedAnswer(
            question=match.id,
            cell=answer,
            source=self.grid.source(*place),
            unit=unit,
            evidence=self.grid.at(row, column.evidence) if column.evidence else None,
            remarks=self.grid.at(row, column.remarks) if column.remarks else None,
            hidden=any(shown),
        )
        name, source = column.name, column.name_source
        if panel.vendor is not None:
            name = self.grid.text(row, panel.vendor) or None
            source = self.grid.source(row, panel.vendor)
        heading = column.name is not None and len(panel.answers) == 1
        key = (name, source if panel.vendor is None else NOWHERE, heading)
        self.given.setdefault(key, []).append((match, sighting))

    def _sight_tick(self, row: int, panel: QuestionTable, match: QuestionMatch) -> None:
        """Columns to tick: the heading over the ticked one is the answer."""
        ticked = [
            cell
            for column in (panel.yes, panel.no)
            if column is not None and (cell := self.grid.at(row, column)) is not None
        ]
        answer: Cell | None = None
        if len(ticked) == 1 and ticked[0].text.strip() in _TICKS:
            said = "yes" if ticked[0].column == panel.yes else "no"
            answer = replace(ticked[0], kind=CellKind.TEXT, text=said, number=None)
        elif ticked:
            answer = joined(ticked)
        place = (answer.row, answer.column) if answer else (row, panel.yes or panel.question)
        sighting = LocatedAnswer(
            question=match.id,
            cell=answer,
            source=self.grid.source(*place),
            hidden=self.grid.is_hidden_at(*place),
        )
        self.given.setdefault((None, NOWHERE, False), []).append((match, sighting))

    def _answer(self, rows: range, panel: QuestionTable, column: AnswerColumn) -> Cell | None:
        """The answer in these rows: the first filled cell of its columns, row by row."""
        cells: dict[tuple[int, int], Cell] = {}
        if panel.below:
            return self._answer_below(rows[-1], column)
        question = self.grid.at(rows[0], panel.question)
        asked = (question.row, question.column) if question is not None else None
        for row in rows:
            for at in range(column.first, column.last + 1):
                cell = self.grid.at(row, at)
                if cell is not None and (cell.row, cell.column) != asked:
                    cells[cell.row, cell.column] = cell
                    break
        filled = [cell for cell in cells.values() if is_filled(cell)]
        return joined(filled) if filled else None

    def _answer_below(self, row: int, column: AnswerColumn) -> Cell | None:
        """What stands under the question, unless it is the next question."""
        cell = self.grid.at(row + 1, column.first)
        if cell is None or cell.row <= row or self.matcher.exact(cell.text) is not None:
            return None
        return cell

    def _block(self, key: _Key, told: Iterable[tuple[QuestionMatch, LocatedAnswer]]) -> VendorBlock:
        """A vendor's block; a near match gives way to a literal one in the same sheet."""
        name, source, heading = key
        kept = [
            sighting
            for match, sighting in told
            if match.how != "near" or match.id not in self.literal
        ]
        return VendorBlock(name=name, name_source=source, heading=heading, sightings=tuple(kept))


# Read a form whose lines hold question and answer in one cell, parted by a colon.

_COLON = re.compile(r"\s*[:：]\s*")
_MOST_CELLS = 5_000


def read_colon_form(grid: Grid, matcher: QuestionMatcher) -> SheetReading | None:
    """The answers of such a form; None where no line begins with a question literally."""
    sightings = []
    for cell in _texts(grid):
        parts = _COLON.split(cell.text, maxsplit=1)
        match = matcher.exact(parts[0]) if len(parts) > 1 else None
        if match is not None and not match.is_ambiguous:
            sightings.append(_sighting(grid, cell, match, parts[1].strip()))
    if not sightings:
        return None
    return SheetReading(
        sheet=grid.sheet.name,
        hidden=grid.is_hidden,
        blocks=[VendorBlock(name=None, sightings=tuple(sightings))],
        asked=tuple(dict.fromkeys(sighting.question for sighting in sightings)),
        anonymous=True,
    )


def _texts(grid: Grid) -> list[Cell]:
    cells: list[Cell] = []
    for row in grid.rows:
        cells.extend(cell for _, cell in grid.row_cells(row) if cell.kind is CellKind.TEXT)
        if len(cells) > _MOST_CELLS:
            break
    return cells


def _sighting(grid: Grid, cell: Cell, match: QuestionMatch, answer: str) -> LocatedAnswer:
    return LocatedAnswer(
        question=match.id,
        cell=replace(cell, text=answer) if answer else None,
        source=grid.source(cell.row, cell.column),
        unit=match.unit,
        hidden=grid.is_hidden_at(cell.row, cell.column),
    )
