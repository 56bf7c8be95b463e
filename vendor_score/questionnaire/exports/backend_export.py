"""Set the export of a chat back end aside as evidence, and hold claims against its figures.

One figure per column is kept, and no names.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from vendor_score import pooling
from vendor_score.findings import Finding, Severity, Source
from vendor_score.kinds.readings import parse_answer
from vendor_score.number_text import number as plain_number
from vendor_score.questionnaire.cells import Cell, CellKind
from vendor_score.questionnaire.exports.backend_columns import (
    BackendColumn,
    BackendTable,
    HeadRows,
    column_of,
    find_backend,
    heading_key,
    heading_traits,
    known_headings,
)
from vendor_score.questionnaire.questions import QuestionMatcher, alnum
from vendor_score.questionnaire.sheets.grid import Grid, MeasuredFigure, SheetReading
from vendor_score.questionnaire.sheets.layout import UnreadSheet
from vendor_score.questionnaire.vendors import core_key, name_key
from vendor_score.records import Answer, AnswerState, Reading
from vendor_score.wording import lexicon

__all__ = [
    "BackendRows",
    "Figure",
    "compare_claims",
    "period_of",
    "pooled_figures",
    "read_backend",
    "read_column",
    "sort_rows",
]

_LABELS = 3  # columns from the left among which the word for a total stands
_MOST_ROWS = 20_000
_SECONDS = {"s": 1.0, "min": 60.0, "h": 3600.0}


@dataclass(frozen=True, kw_only=True, slots=True)
class BackendRows:
    """The rows of an export, by what they are; none of their labels is kept."""

    single: tuple[int, ...]
    total: int | None = None

    def coverage(self, grid: Grid, table: BackendTable) -> float | None:
        """The rows' share of the total row, by the count that is largest there."""
        if self.total is None or not self.single:
            return None
        wholes = [
            (whole, column)
            for column in table.of("count")
            if (whole := _number(grid, self.total, column))
        ]
        if not wholes:
            return None
        whole, column = max(wholes, key=lambda told: told[0])
        return pooling.coverage((_number(grid, row, column) for row in self.single), whole)


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A pooled figure under its heading.

    ``basis`` says what it was made from (``362/710``, the weights' heading and sum), ``low`` and
    ``high`` bound it: the Wilson interval of a ratio of counts, the span of medians.
    """

    heading: str
    value: float | None
    unit: str
    basis: str
    low: float | None = None
    high: float | None = None

    def __str__(self) -> str:
        shown = f"{_shown(self.value)} {self.unit}" if self.value is not None else ""
        if self.low is not None and self.high is not None:
            shown = f"{shown} [{_shown(self.low)}–{_shown(self.high)} {self.unit}]".strip()
        return f"{self.heading} {shown} ({self.basis})"


def sort_rows(grid: Grid, table: BackendTable, rows: Sequence[int]) -> BackendRows:
    """Tell rows of agents or days from the total and the mean, by their words and their counts."""
    known = known_headings()
    told = table.of("count") + table.of("measure")
    single: list[int] = []
    totals: list[int] = []
    means: list[int] = []
    for row in rows[:_MOST_ROWS]:
        labels = {heading_key(grid.text(row, at)) for at in grid.columns(row)[:_LABELS]}
        if labels & known.totals:
            totals.append(row)
        elif labels & known.means:
            means.append(row)
        elif any(_cell(grid, row, column) is not None for column in told):
            single.append(row)
    kinds = _kinds_of_summaries(grid, table, single, (*totals, *means))
    total = next((row for row in totals if kinds[row] != "mean"), None)
    if total is None:
        total = next((row for row in means if kinds[row] == "total"), None)
    return BackendRows(single=tuple(single), total=total)


def _kinds_of_summaries(
    grid: Grid, table: BackendTable, single: Sequence[int], summaries: Sequence[int]
) -> dict[int, str]:
    """What each summary row is by its counts: their words alone deceive."""
    if not summaries or len(single) < 2:  # noqa: PLR2004 - of one row the sum is the mean
        return dict.fromkeys(summaries, "unknown")
    columns = table.of("count")
    counts = {
        row: [_number(grid, row, column) for column in columns] for row in (*single, *summaries)
    }
    found = pooling.find_summaries(
        [counts[row] for row in single], {str(row): counts[row] for row in summaries}
    )
    return {row: found[str(row)] for row in summaries}


def pooled_figures(grid: Grid, table: BackendTable, rows: BackendRows) -> tuple[Figure, ...]:
    """One figure for every column of rates or times that can be pooled, in their order."""
    found = (_figure(grid, table, column, rows) for column in table.of("measure"))
    return tuple(figure for figure in found if figure is not None)


def _figure(
    grid: Grid, table: BackendTable, column: BackendColumn, rows: BackendRows
) -> Figure | None:
    if column.median:
        return _span(grid, column, rows)
    kinds = {measure["type"] for measure in column.measures}
    if "time" in kinds:
        return _weighted(grid, table, column, rows, _times(grid, column, rows.single), "s")
    for measure in column.measures:
        if (figure := _ratio(grid, table, column, measure, rows)) is not None:
            return figure
    return _weighted(grid, table, column, rows, _rates(grid, column, rows.single), "%")


# Ratios of counts.


def _ratio(
    grid: Grid,
    table: BackendTable,
    column: BackendColumn,
    measure: Mapping[str, Any],
    rows: BackendRows,
) -> Figure | None:
    """The rate made anew from counts: of the total row, else of the rows."""
    part, whole, is_rest = _counts_of(table, measure)
    if not part or not whole:
        return None
    due = _due(grid, column, rows.single)
    single = [_sums(grid, row, part, whole) if row in due else (None, None) for row in rows.single]
    # the total counts those, too, of whom nothing is due yet
    is_whole = rows.total is not None and all(None not in pair for pair in single)
    total = _sums(grid, rows.total, part, whole) if is_whole and rows.total is not None else None
    told = total is not None and None not in total
    share = pooling.pool_share([total] if told and total is not None else single)
    if share is None:
        return None
    basis = f"{_shown(share.part)}/{_shown(share.whole)}"
    if is_rest:
        basis, share = f"1 − {basis}", share.rest
    low, high = share.interval()
    return Figure(
        heading=column.heading,
        value=100 * share.value,
        unit="%",
        basis=basis,
        low=100 * low,
        high=100 * high,
    )


def _due(grid: Grid, column: BackendColumn, rows: Sequence[int]) -> frozenset[int]:
    """Rows that show a rate, of a column that shows any: the last days may not be due yet."""
    shown = frozenset(row for row in rows if _cell(grid, row, column) is not None)
    return shown or frozenset(rows)


def _counts_of(
    table: BackendTable, measure: Mapping[str, Any]
) -> tuple[list[BackendColumn], list[BackendColumn], bool]:
    """The columns whose sums stand above and below the line, and whether their rest counts."""
    if "all" in measure:
        good = [c for key in measure["good"] if (c := table.count(key))]
        every = [c for key in measure["all"] if (c := table.count(key))]
        is_whole = len(good) == len(measure["good"]) and len(every) > len(good)
        return (good, every, False) if is_whole else ([], [], False)
    pair = measure.get("of") or measure.get("complement") or ("", "")
    above, below = (([c] if (c := table.count(key)) else []) for key in pair)
    return above, below, "complement" in measure


def _sums(
    grid: Grid, row: int, part: Iterable[BackendColumn], whole: Iterable[BackendColumn]
) -> tuple[float | None, float | None]:
    """What stands above and below the line in a row; None for both where a count is missing."""
    above = [_number(grid, row, column) for column in part]
    below = [_number(grid, row, column) for column in whole]
    if None in above or None in below:
        return None, None
    return sum(n for n in above if n is not None), sum(n for n in below if n is not None)


# Means weighted by the counts that stand beside them.


def _weighted(  # noqa: PLR0913, PLR0917 - what a column and its rows have in common
    grid: Grid,
    table: BackendTable,
    column: BackendColumn,
    rows: BackendRows,
    values: Mapping[int, float],
    unit: str,
) -> Figure | None:
    """Rows' figures weighted by the first count that the measure names and the table has."""
    for measure in column.measures:
        for key in measure["weights"]:
            weight = table.count(key)
            if weight is None:
                continue
            pairs = [(value, _number(grid, row, weight)) for row, value in values.items()]
            mean = pooling.pool_mean(pairs)
            if mean is not None:
                whole = sum(heavy for _, heavy in pairs if heavy and heavy > 0)
                basis = f"{weight.heading} {_shown(whole)}"
                return Figure(heading=column.heading, value=mean, unit=unit, basis=basis)
    if table.of("ticket") and values:  # a row each: every one weighs the same
        value = sum(values.values()) / len(values)
        basis = f"{table.of('ticket')[0].heading} {len(values)}"
        return Figure(heading=column.heading, value=value, unit=unit, basis=basis)
    return _printed(grid, column, rows, unit)


def _printed(grid: Grid, column: BackendColumn, rows: BackendRows, unit: str) -> Figure | None:
    """The total row's own figure, where nothing else can be made."""
    if rows.total is None:
        return None
    read = _times if unit == "s" else _rates
    value = read(grid, column, (rows.total,)).get(rows.total)
    if value is None:
        return None
    label = grid.text(rows.total, grid.columns(rows.total)[0])
    basis = label if heading_key(label) in known_headings().totals else "Σ"
    return Figure(heading=column.heading, value=value, unit=unit, basis=basis)


def _span(grid: Grid, column: BackendColumn, rows: BackendRows) -> Figure | None:
    """Medians of groups bound the median of all; nothing more is known of it."""
    values = _times(grid, column, rows.single).values()
    if not values:
        return None
    low, high = pooling.median_bounds(values)
    return Figure(heading=column.heading, value=None, unit="s", basis="median", low=low, high=high)


# Cells.


def _times(grid: Grid, column: BackendColumn, rows: Iterable[int]) -> dict[int, float]:
    """Seconds by row; a bare number without a unit in the heading is no time."""
    found = {}
    for row in rows:
        cell = _cell(grid, row, column)
        if cell is None:
            continue
        seconds = _seconds(cell, column.unit)
        if seconds is not None:
            found[row] = seconds
    return found


def _seconds(cell: Cell, unit: str | None) -> float | None:
    if cell.kind in {CellKind.TIME, CellKind.DURATION}:
        return cell.number
    bare = _bare(cell)
    if bare is not None:
        return bare * _SECONDS[unit] if unit is not None else None
    reading = parse_answer(cell.text, "duration", unit=unit)
    return reading.low if reading.low is not None and reading.low == reading.high else None


def _rates(grid: Grid, column: BackendColumn, rows: Iterable[int]) -> dict[int, float]:
    """Percent by row."""
    cells = {row: cell for row in rows if (cell := _cell(grid, row, column)) is not None}
    return _percents(cells)


def _percents(cells: Mapping[int, Cell]) -> dict[int, float]:
    """Percent by row. Whether bare numbers are fractions is decided by all of them."""
    signed: dict[int, float] = {}
    bare: dict[int, float] = {}
    for row, cell in cells.items():
        text = cell.text.strip().replace(",", "")
        if cell.kind is CellKind.PERCENT and cell.number is not None:
            signed[row] = 100 * cell.number
        elif text.endswith(("%", "％")) and (number := _float(text[:-1])) is not None:
            signed[row] = number
        elif (number := _bare(cell)) is not None:
            bare[row] = number
    percents = pooling.as_percents(list(bare.values()))
    return {**dict(zip(bare, percents or (), strict=False)), **signed}


def read_column(heading: str, cells: Sequence[Cell]) -> tuple[str, list[float | None] | None]:
    """Read the cells below a heading as times or as rates.

    Parameters
    ----------
    heading : str
        As written; its unit holds for bare numbers, a clock or a word in the cell overrules it.
    cells : sequence of Cell

    Returns
    -------
    unit : str
        ``"s"`` or ``"%"``.
    figures : list or None
        In that unit, None for each that is none; None where bare numbers may be fractions or
        percentages.
    """
    key = heading_key(heading)
    column = column_of(1, heading, key)
    unit, _, _ = heading_traits(key)
    is_time = column is not None and any(one["type"] == "time" for one in column.measures)
    if unit in _SECONDS or is_time:
        return "s", [_seconds(cell, unit) for cell in cells]
    found = _percents(dict(enumerate(cells)))
    return "%", [found.get(at) for at in range(len(cells))] if found else None


def _number(grid: Grid, row: int, column: BackendColumn) -> float | None:
    cell = _cell(grid, row, column)
    return _bare(cell) if cell is not None else None


def _cell(grid: Grid, row: int, column: BackendColumn) -> Cell | None:
    cell = grid.at(row, column.column)
    if cell is None or heading_key(cell.text) in known_headings().blank:
        return None
    return cell


def _bare(cell: Cell) -> float | None:
    """A number without a sign or word."""
    if cell.kind is CellKind.NUMBER:
        return _float(str(cell.number))
    return _float(cell.text.replace(",", "")) if cell.kind is CellKind.TEXT else None


def _float(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _shown(number: float) -> str:
    return plain_number(round(number, 2))


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
    measured: list[MeasuredFigure] = []
    return SheetReading(
        sheet=sheet.grid.sheet.name,
        hidden=sheet.grid.is_hidden,
        names_every_vendor=True,
        findings=list(_findings(sheet.grid, table, measured)),
        measured=measured,
    )


def _findings(grid: Grid, table: BackendTable, measured: list[MeasuredFigure]) -> Iterator[Finding]:
    """One finding for the export, or one for each vendor that a column of it names.

    The figures go to ``measured`` as well.
    """
    rows = grid.rows_between(range(table.row + 1, 1 << 30))
    if table.vendor is None:
        yield _finding(grid, table, rows, None, measured)
        return
    by_vendor: dict[str, list[int]] = {}
    for row in rows:
        if name := grid.text(row, table.vendor):
            by_vendor.setdefault(name, []).append(row)
    for name, own in list(by_vendor.items())[:_MOST_VENDORS]:
        yield _finding(grid, table, own, name, measured)


def _finding(
    grid: Grid,
    table: BackendTable,
    rows: list[int],
    vendor: str | None,
    measured: list[MeasuredFigure],
) -> Finding:
    sorted_rows = sort_rows(grid, table, rows)
    period = period_of(grid, table)
    is_team = len(_agents(grid, table, sorted_rows.single)) != 1  # of one they are that person's
    figures = pooled_figures(grid, table, sorted_rows) if is_team and period else ()
    told = [str(figure) for figure in figures]
    measured.extend(
        MeasuredFigure(
            vendor=vendor,
            heading=figure.heading,
            low=figure.value if figure.low is None else figure.low,
            high=figure.value if figure.high is None else figure.high,
            unit=figure.unit,
            shown=str(figure),
            source=Source(grid.file, grid.sheet.name or None),
        )
        for figure in figures
        if figure.value is not None
    )
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


# What a vendor claims beside what the export of its chat back end measures.

_TOLERANCE = 0.1
"""Share by which a time may differ: it has no interval, and periods are not quite the same."""
_ROUNDING = 0.5
"""Points of a percentage that a claim may be rounded by."""
_LEAST_NAME, _LEAST_WORD = 2, 4


def compare_claims(
    measured: Iterable[MeasuredFigure],
    given: Mapping[str, Mapping[str, Answer]],
    matcher: QuestionMatcher,
) -> Iterator[Finding]:
    """Warn of claims that lie outside what an export measures.

    Parameters
    ----------
    measured
        Figures of the exports of chat back ends.
    given
        Answers by vendor and question.
    matcher
        Says which question a column's heading asks; near matches do not count.

    Yields
    ------
    Finding
        With the claim as found, and the measure with what it was made from.
    """
    for figure in measured:
        match = matcher.exact(figure.heading)
        vendor = _vendor_of(figure, given)
        if match is None or match.is_ambiguous or vendor is None:
            continue
        answer = given[vendor].get(match.id)
        if answer is None or answer.state is not AnswerState.ANSWERED or answer.reading is None:
            continue
        if _differs(answer.reading, figure):
            yield Finding(
                code="claim-differs",
                severity=Severity.WARNING,
                vendor=vendor,
                criterion=match.id,
                source=answer.source,
                found=answer.text.strip(),
                values={"measure": figure.shown, "export": str(figure.source)},
            )


def _vendor_of(figure: MeasuredFigure, given: Mapping[str, Mapping[str, Answer]]) -> str | None:
    """Whose figure it is: as the export says, or its file; None where that is not certain."""
    if figure.vendor is not None:
        key = name_key(figure.vendor)
        return next((name for name in given if name_key(name) == key), None)
    file = figure.source.file or ""
    within = [
        name
        for name, answers in given.items()
        if any(answer.source.file == file for answer in answers.values())
    ]
    if within:
        return within[0] if len(within) == 1 else None
    stem = alnum(PurePosixPath(file).stem.casefold())
    named = [name for name in given if _short_name(name) in stem]
    if named or len(given) > 1:
        return named[0] if len(named) == 1 else None
    return next(iter(given), None)


def _short_name(vendor: str) -> str:
    """How files are named for a vendor: its first word, or the first characters of a Chinese name.

    Where that fits two vendors it names neither.
    """
    core = core_key(vendor)
    first = alnum(vendor.casefold().split()[0]) if vendor.split() else core
    return first if first.isascii() and len(first) >= _LEAST_WORD else core[:_LEAST_NAME] or core


def _differs(reading: Reading, figure: MeasuredFigure) -> bool:
    """Whether claim and measure have no value in common; an open side of the claim has no end."""
    low, high = reading.low, reading.high
    if figure.unit == "s":
        factor = _SECONDS.get(reading.unit or "")
        if factor is None:
            return False
        least, most = figure.low * (1 - _TOLERANCE), figure.high * (1 + _TOLERANCE)
    elif reading.unit == figure.unit:
        factor, least, most = 1.0, figure.low - _ROUNDING, figure.high + _ROUNDING
    else:
        return False
    is_below = high is not None and high * factor < least
    is_above = low is not None and low * factor > most
    return is_below or is_above
