"""Where everything stands on the scorecard, in one place, so that formulas find it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendor_score import cell_names
from vendor_score.present.files.xlsx_text import Styles, put
from vendor_score.present.report import Report
from vendor_score.wording import text

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

__all__ = ["MOST_VENDORS", "Canvas", "Formula", "Places", "column_letters"]

MOST_VENDORS = 1_000
"""Vendors on a scorecard: each live rank looks at all others, so that work grows by the square."""

FIRST_ROW = 12
FIXED_COLUMNS = 11
NAME, STATUS, RANK, SCORE, COUNTED, METHOD, RUNS, KEY, REST, PLACE, NOTE = range(FIXED_COLUMNS)
GROUP_ROW, LABEL_ROW, ID_ROW, ENTRY_ROW = range(3, 7)
BASE_ROW, SET_ROW, KEPT_ROW, SHARE_ROW = range(7, 11)


@dataclass(frozen=True, kw_only=True, slots=True)
class Canvas:
    """A sheet to write on, with what is written and where."""

    sheet: Worksheet
    report: Report
    places: Places
    styles: Styles

    def put(self, row: int, column: int, content: str | float | None, style: str = "text") -> None:
        """Write text as text and a number as a number."""
        put(self.sheet, row, column, content, self.styles[style])

    def formula(self, row: int, column: int, formula: Formula) -> None:
        """Write a formula with its computed value."""
        style = self.styles[formula.style]
        self.sheet.write_formula(row, column, formula.text, style, formula.stored)

    def say(self, key: str, **values: object) -> str:
        """A wording of the workbook in the report's language."""
        return text(key, self.report.lang, **values)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, how it looks, and its value as computed here."""

    text: str
    style: str
    stored: str | float


@dataclass(frozen=True, kw_only=True, slots=True)
class Places:
    """Rows and columns (from 0) of the sheet with the sums, and references to them (A1)."""

    sheet_names: tuple[str, ...]
    vendors: int
    criteria: int

    @staticmethod
    def of(report: Report) -> Places:
        names = ("ranking", "scorecard", "answers", "findings")
        return Places(
            sheet_names=tuple(text(f"workbook.sheet.{name}", report.lang) for name in names),
            vendors=min(len(report.weighted_sum.vendors), MOST_VENDORS),
            criteria=len(report.decision.criteria_taking_part),
        )

    @property
    def sums(self) -> str:
        return self.sheet_names[1]

    @property
    def last_row(self) -> int:
        return FIRST_ROW + self.vendors - 1

    def value_column(self, criterion: int) -> int:
        return FIXED_COLUMNS + criterion

    def contribution_column(self, criterion: int) -> int:
        return FIXED_COLUMNS + self.criteria + 1 + criterion

    @property
    def weights(self) -> str:
        """The cells of the entered weights, with the sheet's name."""
        return f"'{self.sums}'!{self.across(ENTRY_ROW)}"

    @property
    def shares(self) -> str:
        """The shares that count, on the sheet itself."""
        return self.across(SHARE_ROW)

    def values_of(self, row: int) -> str:
        return self.across(row, is_fixed=False)

    def contributions_of(self, row: int) -> str:
        first = column_letters(self.contribution_column(0))
        last = column_letters(self.contribution_column(self.criteria - 1))
        return f"{first}{row + 1}:{last}{row + 1}"

    def down(self, column: int) -> str:
        """One column over all vendors, fixed, on the sheet itself."""
        letters = column_letters(column)
        return f"${letters}${FIRST_ROW + 1}:${letters}${self.last_row + 1}"

    def above(self, column: int, row: int) -> str:
        """One column from the first vendor down to this one."""
        letters = column_letters(column)
        return f"${letters}${FIRST_ROW + 1}:{letters}{row + 1}"

    def from_elsewhere(self, column: int) -> str:
        """One column over all vendors, for formulas on other sheets."""
        return f"'{self.sums}'!{self.down(column)}"

    def contributions_from_elsewhere(self, first: int, last: int) -> str:
        """The contributions of criteria ``first`` to ``last`` of all vendors, for other sheets."""
        left = column_letters(self.contribution_column(first))
        right = column_letters(self.contribution_column(last))
        return f"'{self.sums}'!${left}${FIRST_ROW + 1}:${right}${self.last_row + 1}"

    def across(self, row: int, *, is_fixed: bool = True) -> str:
        """One row over the values of all criteria, on the sheet itself."""
        first = column_letters(self.value_column(0))
        last = column_letters(self.value_column(self.criteria - 1))
        mark = "$" if is_fixed else ""
        return f"${first}{mark}{row + 1}:${last}{mark}{row + 1}"


def column_letters(column: int) -> str:
    """The letters of a column counted from 0, as xlsxwriter counts."""
    return cell_names.column_letters(column + 1)
