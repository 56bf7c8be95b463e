"""A DataFrame as a workbook of one sheet, so that it is read like any other table."""

from __future__ import annotations

import datetime as dt
import numbers
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from vendor_score.questionnaire.cells import Cell, CellKind, Sheet, Workbook
from vendor_score.questionnaire.layouts.header_words import Role, role_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["FRAME_NAME", "frame_workbook"]

FRAME_NAME = "DataFrame"
"""Shown as the file of answers that came from a DataFrame."""

_EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - day 0 of spreadsheets, which know no zones


def frame_workbook(frame: pd.DataFrame) -> Workbook:
    """The frame with its header in row 1; the index is the first column unless a column names
    the vendors.
    """
    names = [_heading(column) for column in frame.columns]
    named = any(role_of(name) is Role.VENDOR for name in names)
    columns: list[Iterable[Any]] = [frame[column] for column in ()]
    if not named:
        names.insert(0, "Vendor")
        columns.append(frame.index)
    columns.extend(frame.iloc[:, at] for at in range(frame.shape[1]))
    cells: dict[tuple[int, int], Cell] = {}
    for column, name in enumerate(names, 1):
        cells[1, column] = Cell(row=1, column=column, kind=CellKind.TEXT, text=name)
    for row, values in enumerate(zip(*columns, strict=True), 2):
        for column, value in enumerate(values, 1):
            cell = _cell(row, column, value)
            if cell is not None:
                cells[row, column] = cell
    return Workbook(file=FRAME_NAME, sha256="", sheets=(Sheet(name="", cells=cells),))


def _heading(name: object) -> str:
    """A column's heading; of several levels, one below the other."""
    return "\n".join(str(part) for part in name) if isinstance(name, tuple) else str(name)


def _cell(row: int, column: int, value: Any) -> Cell | None:
    """A value as a cell; None for None, NaN, NaT and empty text."""
    if value is None or value != value or value is getattr(value, "NaT", ...):  # noqa: PLR0124 - NaN
        return None
    kind, text, number = _content(value)
    if not text.strip():
        return None
    return Cell(row=row, column=column, kind=kind, text=text, number=number)


def _content(value: Any) -> tuple[CellKind, str, float | None]:
    import numpy as np

    if isinstance(value, bool | np.bool_):
        return CellKind.BOOLEAN, "TRUE" if value else "FALSE", float(value)
    if isinstance(value, numbers.Real):
        return CellKind.NUMBER, f"{float(value):.15g}", float(value)
    if isinstance(value, dt.timedelta):
        return CellKind.DURATION, str(value), value.total_seconds()
    if isinstance(value, dt.datetime):
        days = (value.replace(tzinfo=None) - _EPOCH) / dt.timedelta(days=1)
        return CellKind.DATE, value.isoformat(sep=" ").removesuffix(" 00:00:00"), days
    if isinstance(value, dt.date):
        days = (dt.datetime.combine(value, dt.time()) - _EPOCH) / dt.timedelta(days=1)
        return CellKind.DATE, value.isoformat(), days
    if isinstance(value, dt.time):
        seconds = value.hour * 3600 + value.minute * 60 + value.second
        return CellKind.TIME, value.isoformat(), float(seconds)
    if isinstance(value, np.timedelta64):
        seconds = value / np.timedelta64(1, "s")
        return CellKind.DURATION, str(value), float(seconds)
    return CellKind.TEXT, str(value), None
