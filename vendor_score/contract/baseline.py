"""The buyer's own figures before the tender: from its back end, pooled over all files."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from vendor_score.contract.measured import MeasuredFigure, read_measured
from vendor_score.errors import NothingReadError
from vendor_score.questionnaire.cells import Workbook
from vendor_score.questionnaire.exports.backend_columns import (
    BackendTable,
    find_backend,
    head_rows,
    heading_key,
)
from vendor_score.questionnaire.exports.backend_export import period_of, sort_rows
from vendor_score.questionnaire.files import read_workbooks
from vendor_score.questionnaire.sheets.grid import Grid
from vendor_score.wording import lexicon

if TYPE_CHECKING:
    from vendor_score.criteria.model import Criterion

__all__ = ["WANTED_DAYS", "Baseline", "BaselineFigure", "SeatLoad", "read_baseline"]

WANTED_DAYS: Final = 90
_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_SERVED: Final = ("served", "sessions", "needing_human", "consulted")
_LAST_ROW: Final = 1 << 20


@dataclass(frozen=True, kw_only=True, slots=True)
class BaselineFigure:
    """One figure of the own shop.

    Attributes
    ----------
    criterion : str
    value : float
        In the unit of the criterion; of several files the mean by their numbers of cases.
    count : int or None
    files : int
    is_weighted : bool
        False where a file gives no number of cases, so that all files counted alike.
    """

    criterion: str
    value: float
    count: int | None
    files: int
    is_weighted: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class SeatLoad:
    """What one seat takes in a day on duty.

    Attributes
    ----------
    per_day, low, high : float
        Over all agents; the least and most of a file.
    served, seat_days : float
    """

    per_day: float
    low: float
    high: float
    served: float
    seat_days: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Baseline:
    """The own shop before the tender.

    Attributes
    ----------
    figures : tuple of BaselineFigure
    seat : SeatLoad or None
        None where no export says how many days agents worked and whom they served.
    days : int
        That the files cover, each once.
    overlaps : bool
        Whether days stand in two files.
    """

    figures: tuple[BaselineFigure, ...]
    seat: SeatLoad | None
    days: int
    overlaps: bool = False

    def value(self, criterion: str) -> float | None:
        """The figure of a criterion.

        Parameters
        ----------
        criterion : str

        Returns
        -------
        float or None
        """
        return next((one.value for one in self.figures if one.criterion == criterion), None)


def read_baseline(paths: Iterable[str | Path], leaves: Iterable[Criterion]) -> Baseline:
    """Read own exports, and typed tables for what no export has (scores of the shop).

    Parameters
    ----------
    paths : iterable of str or Path
    leaves : iterable of Criterion

    Returns
    -------
    Baseline

    Raises
    ------
    NothingReadError
        Where neither a figure nor the load of a seat was recognised.
    """
    files = [Path(path) for path in paths]
    loads = list(_loads(files))
    try:
        measured = read_measured(files, leaves)
    except NothingReadError:
        if not loads:
            raise
        measured = ()
    by_id: dict[str, list[MeasuredFigure]] = {}
    for figure in measured:
        by_id.setdefault(figure.criterion, []).append(figure)
    spans = sorted({span for figure in measured if (span := _span(figure.period)) is not None})
    days, overlaps = _covered(spans)
    return Baseline(
        figures=tuple(_pooled(id, figures) for id, figures in by_id.items()),
        seat=_seat(loads), days=days, overlaps=overlaps,
    )  # fmt: skip


def _pooled(id: str, figures: Sequence[MeasuredFigure]) -> BaselineFigure:
    counts = [figure.count for figure in figures]
    known = [count for count in counts if count]
    is_weighted = len(known) == len(figures)
    weights = [float(count or 0) if is_weighted else 1.0 for count in counts]
    value = sum(w * f.value for w, f in zip(weights, figures, strict=True)) / sum(weights)
    return BaselineFigure(
        criterion=id, value=value, count=sum(known) if is_weighted else None,
        files=len({figure.file for figure in figures}), is_weighted=is_weighted,
    )  # fmt: skip


def _span(period: str) -> tuple[dt.date, dt.date] | None:
    found = _DAY.findall(period)
    if not found:
        return None
    (year, month, day), (last_year, last_month, last_day) = found[0], found[-1]
    first = dt.date(int(year), int(month), int(day or 1))
    if last_day:
        return first, dt.date(int(last_year), int(last_month), int(last_day))
    after = dt.date(int(last_year), int(last_month), 28) + dt.timedelta(days=4)
    return first, after.replace(day=1) - dt.timedelta(days=1)


def _covered(spans: Sequence[tuple[dt.date, dt.date]]) -> tuple[int, bool]:
    """Days in all, each once, and whether any stands in two files."""
    days: set[int] = set()
    total = 0
    for first, last in spans:
        range_of = range(first.toordinal(), last.toordinal() + 1)
        total += len(range_of)
        days.update(range_of)
    return len(days), total > len(days)


@dataclass(frozen=True, slots=True)
class _Load:
    served: float
    seat_days: float


def _loads(files: Sequence[Path]) -> Iterator[_Load]:
    """Cases and days on duty of all agents of an export; no row keeps its name."""
    for path, book in zip(files, read_workbooks(files, workers=1), strict=True):
        for sheet in book.sheets if isinstance(book, Workbook) else ():
            grid = Grid(sheet, path.name)
            table = find_backend(grid, head_rows(grid))
            if table is not None and table.of("agent") and (load := _load(grid, table)) is not None:
                yield load


def _load(grid: Grid, table: BackendTable) -> _Load | None:
    served = next((c for key in _SERVED if (c := table.count(key)) is not None), None)
    rows = sort_rows(grid, table, grid.rows_between(range(table.row + 1, _LAST_ROW))).single
    words = {heading_key(word) for word in lexicon.words("draft.head.days_on_duty")}
    on_duty = next(
        (at for at in grid.columns(table.row) if heading_key(grid.text(table.row, at)) in words),
        None,
    )
    if served is None or not rows:
        return None
    cases = sum(_number(grid.text(row, served.column)) for row in rows)
    if on_duty is not None:
        seat_days = sum(_number(grid.text(row, on_duty)) for row in rows)
    else:
        span = _span(period_of(grid, table) or "")
        seat_days = len(rows) * ((span[1] - span[0]).days + 1) if span is not None else 0.0
    return _Load(cases, seat_days) if cases > 0 and seat_days > 0 else None


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "").strip())
    except ValueError:
        return 0.0


def _seat(loads: Sequence[_Load]) -> SeatLoad | None:
    if not loads:
        return None
    served, days = sum(one.served for one in loads), sum(one.seat_days for one in loads)
    each = [one.served / one.seat_days for one in loads]
    return SeatLoad(
        per_day=served / days, low=min(each), high=max(each), served=served, seat_days=days
    )
