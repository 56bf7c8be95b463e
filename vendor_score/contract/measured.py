"""Measured figures of a month: a typed table, or the buyer's own exports of the chat back end.

Exports are recognised and pooled as everywhere else: a ratio of sums, never a mean row, with the
number of cases that each figure was made from. Names of agents are never kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from vendor_score.errors import NothingReadError, SourceError
from vendor_score.kinds.readings import read_text
from vendor_score.questionnaire.cells import Workbook
from vendor_score.questionnaire.exports.backend_columns import find_backend, head_rows, heading_key
from vendor_score.questionnaire.exports.backend_export import (
    Figure,
    period_of,
    pooled_figures,
    sort_rows,
)
from vendor_score.questionnaire.files.reader import read_workbooks
from vendor_score.questionnaire.sheets.grid import Grid
from vendor_score.wording import lexicon

if TYPE_CHECKING:
    from vendor_score.criteria.model import Criterion

__all__ = ["MeasuredFigure", "read_measured"]

_WHOLE = re.compile(r"(?:^|[\s/])(\d[\d,]*(?:\.\d+)?)$")
"""The number of cases at the end of what a figure was made from: ``362/710``, ``served 3,880``."""
_HEADS: Final = ("metric", "value", "count", "period")
_LAST_ROW: Final = 1 << 20


@dataclass(frozen=True, kw_only=True, slots=True)
class MeasuredFigure:
    """What was measured of a criterion in a period.

    Attributes
    ----------
    criterion : str
    period : str
        As the file says it: ``2027-01`` or ``2027-01-01 – 2027-01-14``; empty where it does not.
    value : float
        In the unit of the criterion.
    count : int or None
        What it was made from.
    low, high : float or None
        95 % interval of a share, where its counts are known.
    is_own_export : bool
        Whether the buyer's back end wrote it: only then it counts as seen.
    file, place : str
    """

    criterion: str
    period: str
    value: float
    count: int | None = None
    low: float | None = None
    high: float | None = None
    is_own_export: bool = False
    file: str = ""
    place: str = ""


def read_measured(
    paths: Iterable[str | Path], leaves: Iterable[Criterion]
) -> tuple[MeasuredFigure, ...]:
    """Read tables and exports of measured figures.

    Parameters
    ----------
    paths : iterable of str or Path
        Workbooks or csv files.
    leaves : iterable of Criterion
        Those that may be named.

    Returns
    -------
    tuple of MeasuredFigure
        In the order of files, sheets and rows.

    Raises
    ------
    SourceError
        For a file that cannot be read.
    NothingReadError
        Where no figure was recognised.
    """
    listed = [Path(path) for path in paths]
    by_name = {heading_key(name): leaf for leaf in leaves for name in _names(leaf)}
    found: list[MeasuredFigure] = []
    for path, book in zip(listed, read_workbooks(listed, workers=1), strict=True):
        if not isinstance(book, Workbook):
            key = f"errors.{book.code.replace('-', '_')}"
            raise SourceError(key, file=path.name, **dict(book.values))
        for sheet in book.sheets:
            grid = Grid(sheet, path.name)
            found += _of_export(grid, by_name) or _of_table(grid, by_name)
    if not found:
        raise NothingReadError("errors.nothing_measured", files=", ".join(p.name for p in listed))
    return tuple(found)


def _names(leaf: Criterion) -> tuple[str, ...]:
    return (leaf.id, *leaf.label.values(), *leaf.aliases)


def _of_export(grid: Grid, by_name: Mapping[str, Criterion]) -> list[MeasuredFigure]:
    table = find_backend(grid, head_rows(grid))
    if table is None or not table.is_sure:
        return []
    rows = sort_rows(grid, table, grid.rows_between(range(table.row + 1, _LAST_ROW)))
    period = period_of(grid, table) or ""
    found: dict[str, MeasuredFigure] = {}
    for figure in pooled_figures(grid, table, rows):
        leaf = _leaf_of(figure.heading, by_name)
        if leaf is None or figure.value is None or leaf.id in found:
            continue
        value = _in_unit(leaf, f"{figure.value} {figure.unit}")
        if value is not None:
            found[leaf.id] = MeasuredFigure(
                criterion=leaf.id,
                period=period,
                value=value,
                count=_count(figure),
                low=figure.low,
                high=figure.high,
                is_own_export=True,
                file=grid.file or "",
                place=grid.sheet.name,
            )
    return list(found.values())


def _leaf_of(heading: str, by_name: Mapping[str, Criterion]) -> Criterion | None:
    """The criterion of that name, else the one whose name is the longest within the heading."""
    key = heading_key(heading)
    known = _export_columns().get(key)
    if key in by_name or known in by_name:
        return by_name[key if key in by_name else known or ""]
    inside = [name for name in by_name if len(name) > 2 and name in key]  # noqa: PLR2004
    return by_name[max(inside, key=len)] if inside else None


@cache
def _export_columns() -> Mapping[str, str]:
    """Headings of back ends to the criteria that they measure, both as they are looked up."""
    listed = lexicon.pairs("draft.export_column")
    return {heading_key(words): heading_key(id) for words, id in listed.items()}


def _count(figure: Figure) -> int | None:
    found = _WHOLE.search(figure.basis)
    return round(float(found[1].replace(",", ""))) if found is not None else None


def _in_unit(leaf: Criterion, text: str) -> float | None:
    """One exact number in the unit of the criterion."""
    reading = read_text(text, leaf.question())
    try:
        low, high = leaf.scale.closed(reading)
    except ValueError:
        return None
    return low if low == high else None


def _of_table(grid: Grid, by_name: Mapping[str, Criterion]) -> Iterator[MeasuredFigure]:
    """Rows below a heading row that names a metric and a value."""
    heads: dict[str, int] = {}
    for row in grid.rows:
        texts = {column: heading_key(grid.text(row, column)) for column in grid.columns(row)}
        here = {_head(text): column for column, text in texts.items() if _head(text)}
        if {"metric", "value"} <= here.keys():
            heads = {head: column for head, column in here.items() if head}
            continue
        if not heads:
            continue
        leaf = _leaf_of(grid.text(row, heads["metric"]), by_name)
        value = _in_unit(leaf, grid.text(row, heads["value"])) if leaf is not None else None
        if leaf is None or value is None:
            continue
        count = grid.text(row, heads["count"]).replace(",", "") if "count" in heads else ""
        yield MeasuredFigure(
            criterion=leaf.id,
            period=grid.text(row, heads["period"]).strip() if "period" in heads else "",
            value=value,
            count=int(count) if count.isdecimal() else None,
            file=grid.file or "",
            place=f"{grid.sheet.name}!A{row}",
        )


@cache
def _heads() -> Mapping[str, str]:
    return {
        heading_key(word): head for head in _HEADS for word in lexicon.words(f"draft.head.{head}")
    }


def _head(text: str) -> str | None:
    return _heads().get(text)
