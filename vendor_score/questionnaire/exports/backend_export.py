"""Set the export of a chat back end aside as evidence, with one figure per column and no names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import PurePosixPath

from vendor_score.findings import Finding, Severity
from vendor_score.questionnaire.cells import CellKind
from vendor_score.questionnaire.exports.backend_columns import BackendTable, find_backend
from vendor_score.questionnaire.exports.backend_figures import pooled_figures, sort_rows
from vendor_score.questionnaire.exports.signatures import HeadRows
from vendor_score.questionnaire.sheets.grid import Grid
from vendor_score.questionnaire.sheets.layout import UnreadSheet
from vendor_score.questionnaire.sheets.located_answers import SheetReading
from vendor_score.source import Source
from vendor_score.wording import lexicon

__all__ = ["period_of", "read_backend"]

_MOST_VENDORS = 50
_LEAST_COVERAGE = 0.98
_DAY = lexicon.regex(
    r"(?<!\d)(20\d{2})(?:[-./_]|{date.year}|(?=\d{4}(?!\d)))(0?[1-9]|1[0-2])"
    r"(?:[-./_]|{date.month}|(?=\d{2}(?!\d)))(0?[1-9]|[12]\d|3[01]){date.day}?(?!\d)"
)
_MONTH = lexicon.regex(
    r"(?<!\d)(20\d{2})(?:[-./_]|{date.year})?"
    r"(0[1-9]|1[0-2]|[1-9](?={date.month})){date.month}?(?!\d)"
)
_LAST_SERIAL = 2_958_466  # the day after 9999-12-31
_DAY_0 = dt.date(1899, 12, 30)  # of spreadsheets


def read_backend(sheet: UnreadSheet, rows: HeadRows) -> SheetReading | None:
    """Set a sheet aside where a chat back end wrote it; None for any other.

    Its rows are people at work and their customers, never vendors, and no row's label reaches a
    finding or an output. What the export says of the team as a whole is pooled and reported.
    """
    settings = sheet.columns
    if settings.question or settings.answer or settings.vendor:
        return None
    table = find_backend(sheet.grid, rows, settings.header_row)
    if table is None:
        return None
    return SheetReading(
        sheet=sheet.grid.sheet.name,
        hidden=sheet.grid.is_hidden,
        names_every_vendor=True,
        findings=list(_findings(sheet.grid, table)),
    )


def _findings(grid: Grid, table: BackendTable) -> Iterator[Finding]:
    """One finding for the export, or one for each vendor that a column of it names."""
    rows = grid.rows_between(range(table.row + 1, 1 << 30))
    if table.vendor is None:
        yield _finding(grid, table, rows, None)
        return
    by_vendor: dict[str, list[int]] = {}
    for row in rows:
        if name := grid.text(row, table.vendor):
            by_vendor.setdefault(name, []).append(row)
    for name, own in list(by_vendor.items())[:_MOST_VENDORS]:
        yield _finding(grid, table, own, name)


def _finding(grid: Grid, table: BackendTable, rows: list[int], vendor: str | None) -> Finding:
    sorted_rows = sort_rows(grid, table, rows)
    period = period_of(grid, table)
    is_team = len(_agents(grid, table, sorted_rows.single)) != 1  # of one they are that person's
    figures = pooled_figures(grid, table, sorted_rows) if is_team and period else ()
    told = [str(figure) for figure in figures]
    coverage = sorted_rows.coverage(grid, table)
    if told and coverage is not None and coverage < _LEAST_COVERAGE:
        told.append(f"Σ {coverage:.1%}")
    code = "backend-export" if period else "backend-export-without-period"
    return Finding(
        code=code,
        severity=Severity.INFO if table.is_sure else Severity.WARNING,
        vendor=vendor,
        source=Source(grid.file, grid.sheet.name or None),
        found="; ".join(told),
        values={
            "platform": table.name,
            "count": len(sorted_rows.single),
            "period": period or "",
        },
    )


def _agents(grid: Grid, table: BackendTable, rows: Iterable[int]) -> set[str]:
    """The different agents of the rows, to count them; none where no column names them."""
    columns = table.of("agent")
    return {grid.text(row, columns[0].column) for row in rows} if columns else set()


def period_of(grid: Grid, table: BackendTable) -> str | None:
    """The days that an export covers: by its file or sheet name, a line above, a date column."""
    above = [grid.text(row, at) for row in grid.rows if row < table.row for at in grid.columns(row)]
    for text in (PurePosixPath(grid.file or "").stem, grid.sheet.name, *above[:20]):
        if (told := _period_in(text)) is not None:
            return told
    days = sorted(_days_below(grid, table))
    return f"{days[0]} – {days[-1]}" if days else None


def _period_in(text: str) -> str | None:
    days = [day for parts in _DAY.findall(text) if (day := _day(*parts)) is not None]
    if len(days) > 1:
        return f"{min(days)} – {max(days)}"
    if days:
        return str(days[0])
    if (month := _MONTH.search(text)) is not None:
        return f"{month[1]}-{int(month[2]):02}"
    if (named := _month_names().search(text)) is not None:
        return f"{named[2]}-{int(lexicon.meanings('month')[named[1].casefold()]):02}"
    return None


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


@cache
def _month_names() -> re.Pattern[str]:
    return lexicon.regex(r"(?<![a-z])({month.*})[\s,_.-]*(20\d{2})(?!\d)", re.IGNORECASE)


def _days_below(grid: Grid, table: BackendTable) -> Iterator[dt.date]:
    for column in table.of("date"):
        for row in grid.rows_after(table.row, 5_000):
            cell = grid.at(row, column.column)
            if cell is None:
                continue
            if cell.kind is CellKind.DATE and 0 <= (cell.number or -1) < _LAST_SERIAL:
                yield _DAY_0 + dt.timedelta(days=int(cell.number or 0))
            elif (found := _DAY.search(cell.text)) and (day := _day(*found.groups())):
                yield day
