"""Read a table with a row per vendor: questions in the header, vendors down a column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vendor_score.findings import Finding, Severity
from vendor_score.questionnaire.cells import Cell
from vendor_score.questionnaire.folding import fold_heading
from vendor_score.questionnaire.layouts.columns import ColumnSettings
from vendor_score.questionnaire.layouts.grid import Grid
from vendor_score.questionnaire.layouts.header_tables import Role
from vendor_score.questionnaire.layouts.header_words import (
    is_example,
    is_no_vendor,
    is_note,
    role_of,
)
from vendor_score.questionnaire.layouts.notices import notice
from vendor_score.questionnaire.layouts.sightings import Block, SheetReading, Sighting
from vendor_score.questionnaire.layouts.survey import Survey
from vendor_score.questionnaire.layouts.vendor_header import Column, HeaderReader, Table
from vendor_score.questionnaire.matching import Matcher

__all__ = ["read_vendor_rows"]

_LONGEST_NAME = 80  # a longer text in a row without answers is a note to the table


def read_vendor_rows(
    grid: Grid, matcher: Matcher, found: Survey, settings: ColumnSettings
) -> SheetReading:
    """The answers of a sheet whose questions stand side by side, over a row per vendor."""
    header = HeaderReader(grid, matcher, found, settings)
    tables = header.tables()
    reader = _Reader(grid, header.findings)
    asked = dict.fromkeys(c.question for table in tables for c in table.columns)
    reading = SheetReading(
        sheet=grid.sheet.name,
        hidden=grid.is_hidden,
        asked=tuple(asked),
        findings=header.findings,
        unmatched=header.unmatched,
    )
    reading.blocks = (block for table in tables for block in reader.blocks(table))
    return reading


@dataclass(slots=True)
class _Reader:
    """Reads the rows of a table; rows that are no vendors go to ``findings``."""

    grid: Grid
    findings: list[Finding]

    def blocks(self, table: Table) -> Iterator[Block]:
        """The vendors of the table, one after the other, so that a long table stays small."""
        units: dict[int, str] = {}
        columns = [table.vendor, *(column.column for column in table.columns)]
        for row in self.grid.rows_between(table.rows):
            name, *answers = self.grid.row_at(row, columns)
            cells = list(zip(table.columns, answers, strict=True))
            if self._is_vendor(row, table, name, cells, units) and name is not None:
                yield self._block(row, name, cells, units)

    def _is_vendor(
        self,
        row: int,
        table: Table,
        name: Cell | None,
        cells: list[tuple[Column, Cell | None]],
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
                    notice("row-without-vendor", there, first.text, Severity.WARNING)
                )
            return False
        text = name.text.strip()
        if self._repeats_header(table, text):
            return False
        if is_no_vendor(text):
            self._takes_units(cells, units)
            self.findings.append(notice("row-is-no-vendor", place, text))
            return False
        if not answered and (
            is_note(text) or len(text) > _LONGEST_NAME or self._is_title(row, table)
        ):
            return False
        if is_example(text) and fold_heading(text).near in {"示例", "样例", "范例", "example"}:
            self.findings.append(notice("row-is-no-vendor", place, text))
            return False
        return True

    def _repeats_header(self, table: Table, text: str) -> bool:
        heading = self.grid.text(table.header[-1], table.vendor)
        return text == heading and role_of(text) is Role.VENDOR

    def _is_title(self, row: int, table: Table) -> bool:
        """A cell merged over the answers' columns is a line of text, not a vendor's name."""
        first, last = self.grid.span(row, table.vendor)
        return any(first <= column.column <= last for column in table.columns)

    def _takes_units(self, cells: list[tuple[Column, Cell | None]], units: dict[int, str]) -> bool:
        """A row of units below the header: each holds for the column's bare numbers."""
        texts = {column.column: cell.text for column, cell in cells if cell is not None}
        told = {at: fold_heading(f"x ({text})").unit for at, text in texts.items()}
        if not told or not all(told.values()):
            return False
        units.update({at: unit for at, unit in told.items() if unit})
        return True

    def _block(
        self,
        row: int,
        name: Cell,
        cells: list[tuple[Column, Cell | None]],
        units: dict[int, str],
    ) -> Block:
        sightings = tuple(self._sighting(row, column, cell, units) for column, cell in cells)
        source = self.grid.source(name.row, name.column)
        return Block(name=name.text, name_source=source, sightings=sightings)

    def _sighting(
        self, row: int, column: Column, cell: Cell | None, units: dict[int, str]
    ) -> Sighting:
        grid, at = self.grid, column.column
        return Sighting(
            question=column.question,
            cell=cell,
            source=grid.source(cell.row, cell.column) if cell is not None else grid.source(row, at),
            unit=column.unit or units.get(at),
            evidence=grid.at(row, column.evidence) if column.evidence else None,
            remarks=grid.at(row, column.remarks) if column.remarks else None,
            hidden=grid.is_hidden_at(row, at),
        )
