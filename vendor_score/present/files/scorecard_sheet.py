"""How sheets of a scorecard are written: text that stays text, styles, places of everything."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from vendor_score import cell_names
from vendor_score.present.report import Report
from vendor_score.wording import text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = [
    "LONGEST",
    "MOST_VENDORS",
    "Canvas",
    "Formula",
    "Places",
    "Row",
    "Styles",
    "cell_text",
    "column_letters",
    "fit_columns",
    "put",
    "set_up_page",
    "text_width",
]

LONGEST = 32_767
"""Characters that a cell can hold."""

Row: TypeAlias = "Sequence[str | float | None]"

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WIDEST = 36
_NARROWEST = 8
_BASE: Mapping[str, Any] = {"font_size": 10, "valign": "top"}
_KINDS: Mapping[str, Mapping[str, Any]] = {
    "text": {},
    "wrapped": {"text_wrap": True},
    "verdict": {"bold": True, "font_size": 11, "text_wrap": True},
    "title": {"bold": True, "font_size": 16},
    "note": {"font_color": "#5f6368", "text_wrap": True},
    "small": {"font_color": "#5f6368", "font_size": 8},
    "warning": {"bold": True, "font_color": "#b3261e"},
    "head": {"bold": True, "bg_color": "#e8eef5", "bottom": 1, "text_wrap": True},
    "group": {"bold": True, "bg_color": "#e8eef5"},
    "bold": {"bold": True},
    "points": {"num_format": "0.0"},
    "bold_points": {"num_format": "0.0", "bold": True},
    "share": {"num_format": "0.0%"},
    "entry": {"num_format": "0.0%", "bg_color": "#fff8d6", "border": 1, "locked": False},
    "whole": {"num_format": "0"},
    "figure": {"num_format": "#,##0.######"},
    "hidden": {"font_color": "#9aa0a6", "font_size": 8, "num_format": "0.#########"},
}


class Styles:
    """The formats of one workbook, made once each."""

    def __init__(self, book: Workbook) -> None:
        self._make = cache(lambda kind: book.add_format({**_BASE, **_KINDS[kind]}))

    def __getitem__(self, kind: str) -> Format:
        return self._make(kind)


def cell_text(text: str) -> str:
    """The text as a cell can hold it: at most `LONGEST` characters, none that XML forbids."""
    clean = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n"))
    clean = clean.replace("\r", "\n")
    return clean if len(clean) <= LONGEST else clean[: LONGEST - 1] + "…"


def put(
    sheet: Worksheet, row: int, column: int, content: str | float | None, style: Format
) -> None:
    """Write text as text and a number as a number, whatever they look like."""
    if content is None or content == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(content, str):
        sheet.write_string(row, column, cell_text(content), style)
    else:
        sheet.write_number(row, column, content, style)


def fit_columns(sheet: Worksheet, heads: Row, rows: Iterable[Row]) -> None:
    """Columns as wide as their text, within reason; those without any content are folded away."""
    widths: dict[int, int] = {}
    for row in rows:
        for column, content in enumerate(row):
            if content is None or content == "":
                continue
            lines = content.splitlines() if isinstance(content, str) else ["00000.0"]
            longest = max(map(text_width, lines), default=0)
            widths[column] = max(widths.get(column, _NARROWEST), min(longest + 2, _WIDEST))
    for column, head in enumerate(heads):
        width = max(widths.get(column, _NARROWEST), min(text_width(str(head)) + 4, 14))
        sheet.set_column(column, column, width, None, {"hidden": column not in widths})


def set_up_page(
    sheet: Worksheet,
    *,
    heads: int,
    repeated: tuple[int, int] | None = None,
    columns: int = 0,
    is_wide: bool = False,
) -> None:
    """A4 across, heads repeated on every page and kept in sight; one page wide unless too wide."""
    sheet.set_landscape()
    sheet.set_paper(9)
    if is_wide:
        sheet.set_print_scale(60)
        sheet.repeat_columns(0, max(columns - 1, 0))
    else:
        sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer("&C&P / &N")
    sheet.repeat_rows(*(repeated or (heads - 1, heads - 1)))
    sheet.freeze_panes(heads, columns)


def text_width(text: str) -> int:
    """How many columns of a fixed-width font the text takes; a wide character takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text[:2000])


# Where everything stands on the scorecard, in one place, so that formulas find it.

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
