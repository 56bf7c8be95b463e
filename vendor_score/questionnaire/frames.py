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

_DAY_0 = dt.date(1899, 12, 30)  # of spreadsheets


def frame_workbook(frame: pd.DataFrame) -> Workbook:
    """The frame with its header in row 1.

    The index is the first column, unless a column is headed Vendor, Company, 供应商 ...
    """
    names = [_heading(column) for column in frame.columns]
    columns: list[Iterable[Any]] = [frame.iloc[:, at] for at in range(frame.shape[1])]
    if not any(role_of(name) is Role.VENDOR for name in names):
        names.insert(0, "Vendor")
        columns.insert(0, frame.index)
    cells = {
        (1, column): Cell(row=1, column=column, kind=CellKind.TEXT, text=name)
        for column, name in enumerate(names, 1)
    }
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
    import pandas as pd

    if pd.api.types.is_scalar(value) and pd.isna(value):
        return None
    kind, text, number = _content(value)
    if not text.strip():
        return None
    return Cell(row=row, column=column, kind=kind, text=text, number=number)


def _content(value: Any) -> tuple[CellKind, str, float | None]:
    """Kind, text and number of a value, as a spreadsheet would hold it."""
    import numpy as np

    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, bool):
        return CellKind.BOOLEAN, str(value).upper(), float(value)
    if isinstance(value, numbers.Real):
        return CellKind.NUMBER, f"{float(value):.15g}", float(value)
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return _moment(value)
    return CellKind.TEXT, str(value), None


def _moment(value: dt.date | dt.time | dt.timedelta) -> tuple[CellKind, str, float]:
    """Dates as serial days, times and lengths of time in seconds."""
    if isinstance(value, dt.timedelta):
        return CellKind.DURATION, str(value), value.total_seconds()
    if isinstance(value, dt.time):
        return CellKind.TIME, value.isoformat(), float(_seconds(value))
    clock = value.time() if isinstance(value, dt.datetime) else dt.time()
    days = value.toordinal() - _DAY_0.toordinal() + _seconds(clock) / 86_400
    return CellKind.DATE, value.isoformat().replace("T00:00:00", "").replace("T", " "), days


def _seconds(clock: dt.time) -> int:
    return clock.hour * 3_600 + clock.minute * 60 + clock.second
