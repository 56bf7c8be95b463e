"""What every layout is given and gives back: a sheet looked over, and what was found in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from vendor_score.questionnaire.questions import QuestionMatcher
from vendor_score.questionnaire.sheets.grid import Grid
from vendor_score.questionnaire.sheets.located_answers import SheetReading
from vendor_score.questionnaire.sheets.profile import Direction, SheetProfile
from vendor_score.questionnaire.sheets.question_table import ColumnSettings

__all__ = ["Layout", "UnreadSheet"]

_DIRECTIONS: Mapping[str | None, Direction] = {"question_rows": "down", "vendor_rows": "across"}


@dataclass(frozen=True, kw_only=True, slots=True)
class UnreadSheet:
    """A sheet that was looked over but not read yet.

    Attributes
    ----------
    grid
        The cells, merged ranges filled.
    matcher
        Says which criterion a text asks.
    profile
        The questions named in each row and column.
    columns
        Where the buyer said that things stand.
    is_in_lines
        Whether the workbook is a form of lines (``Question: answer`` in one cell). This is decided
        over all its sheets, since a cover that names one question is no table.
    layout
        The layout that the buyer's plan says; None where it says none.
    """

    grid: Grid
    matcher: QuestionMatcher
    profile: SheetProfile
    columns: ColumnSettings
    is_in_lines: bool = False
    layout: str | None = None

    def direction(self) -> Direction | None:
        """Which way the questions run; None where none is named.

        Columns that the buyer named decide: one of vendors alone means a row per vendor, one of
        questions or answers a row per question. The sheet is asked where nobody said, or where
        no such column stands in it.
        """
        columns = self.columns
        if self.layout in _DIRECTIONS:
            return _DIRECTIONS[self.layout]
        if columns.question_column(self.grid) or columns.column(self.grid, columns.answer):
            return "down" if self.profile.rows else None
        if columns.vendor is not None and columns.vendor_column(self.grid) is not None:
            return "across" if self.profile.rows else None
        return self.profile.direction(self.grid)


class Layout(Protocol):
    """A way in which questionnaires are laid out.

    A new one is a module with a class of this form, a line in ``layouts.LAYOUTS`` and its tests.
    """

    def recognise(self, sheet: UnreadSheet) -> SheetReading | None:
        """Read the sheet if it has this layout.

        Parameters
        ----------
        sheet
            The sheet, with what a first look at it found.

        Returns
        -------
        SheetReading or None
            What it holds; None where the layout is another, so that the next one is tried.
        """
