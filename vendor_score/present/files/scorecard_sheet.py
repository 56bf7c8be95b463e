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
    # more digits where there are some: figures that differ look different, and multiply out
    "points": {"num_format": "0.0##"},
    "bold_points": {"num_format": "0.0##", "bold": True},
    "contribution": {"num_format": "0.0#"},
    "share": {"num_format": "0.0##%"},
    "entry": {"num_format": "0.0##%", "bg_color": "#fff8d6", "border": 1, "locked": False},
    "input": {"num_format": "#,##0.######", "bg_color": "#fff8d6", "border": 1, "locked": False},
    "whole": {"num_format": "0"},
    "figure": {"num_format": "#,##0.######"},
    "hidden": {"font_color": "#9aa0a6", "font_size": 8, "num_format": "0.#########"},
}


class Styles:
    """The formats of one workbook, made once each.

    Parameters
    ----------
    book : Workbook
        Whose formats they are.
    """

    def __init__(self, book: Workbook) -> None:
        self._make = cache(lambda kind: book.add_format({**_BASE, **_KINDS[kind]}))

    def __getitem__(self, kind: str) -> Format:
        return self._make(kind)


def cell_text(text: str) -> str:
    """The text as a cell can hold it: at most `LONGEST` characters, none that XML forbids.

    Parameters
    ----------
    text : str
        Of any length.

    Returns
    -------
    str
    """
    clean = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n"))
    clean = clean.replace("\r", "\n")
    return clean if len(clean) <= LONGEST else clean[: LONGEST - 1] + "…"


def put(
    sheet: Worksheet, row: int, column: int, content: str | float | None, style: Format
) -> None:
    """Write text as text and a number as a number, whatever they look like.

    Parameters
    ----------
    sheet : Worksheet
        To write on.
    row : int
        From 0.
    column : int
        From 0.
    content : str, float or None
        None or empty: a blank cell.
    style : Format
        Of the workbook.
    """
    if content is None or content == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(content, str):
        sheet.write_string(row, column, cell_text(content), style)
    else:
        sheet.write_number(row, column, content, style)


def fit_columns(sheet: Worksheet, heads: Row, rows: Iterable[Row]) -> None:
    """Columns as wide as their text, within reason; those without any content are folded away.

    Parameters
    ----------
    sheet : Worksheet
        Whose columns they are.
    heads : sequence
        The first row.
    rows : iterable of sequence
        All others.
    """
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
    """A4 across, heads repeated on every page and kept in sight; one page wide unless too wide.

    Parameters
    ----------
    sheet : Worksheet
        To print.
    heads : int
        Rows kept in sight above.
    repeated : (int, int), optional
        First and last row that every page repeats, from 0.
    columns : int, optional
        Columns kept in sight on the left.
    is_wide : bool, optional
        Too wide for one page.
    """
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
    """How many columns of a fixed-width font the text takes; a wide character takes two.

    Parameters
    ----------
    text : str
        In one line.

    Returns
    -------
    int
    """
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
    """A sheet to write on, with what is written and where.

    Attributes
    ----------
    sheet : Worksheet
        Of xlsxwriter.
    report : Report
        Redacted already.
    places : array of int
        Where everything stands.
    styles : Styles
        Of this workbook.
    """

    sheet: Worksheet
    report: Report
    places: Places
    styles: Styles

    def put(self, row: int, column: int, content: str | float | None, style: str = "text") -> None:
        """Write text as text and a number as a number.

        Parameters
        ----------
        row : int
            From 0.
        column : int
            From 0.
        content : str, float or None
            None or empty: a blank cell.
        style : str, optional
            A kind of `Styles`.
        """
        put(self.sheet, row, column, content, self.styles[style])

    def formula(self, row: int, column: int, formula: Formula) -> None:
        """Write a formula with its computed value.

        Parameters
        ----------
        row : int
            From 0.
        column : int
            From 0.
        formula : Formula
            With its value.
        """
        style = self.styles[formula.style]
        self.sheet.write_formula(row, column, formula.text, style, formula.stored)

    def say(self, key: str, **values: object) -> str:
        """A wording of the workbook in the report's language.

        Parameters
        ----------
        key : str
            Of the wording.
        **values : object
            What it is filled with.

        Returns
        -------
        str
        """
        return text(key, self.report.lang, **values)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, how it looks, and its value as computed here.

    Attributes
    ----------
    text : str
        In A1 notation, with its equals sign.
    style : str
        A kind of `Styles`.
    stored : str or float
        Its value as computed here.
    """

    text: str
    style: str
    stored: str | float


@dataclass(frozen=True, kw_only=True, slots=True)
class Places:
    """Rows and columns (from 0) of the sheet with the sums, and references to them (A1).

    Attributes
    ----------
    sheet_names : tuple of str
        Of ranking, scorecard, answers, findings and, where a last round was named, what changed.
    vendors : int
        Rows.
    criteria : int
        Columns of values, and of contributions.
    """

    sheet_names: tuple[str, ...]
    vendors: int
    criteria: int

    @staticmethod
    def of(report: Report) -> Places:
        """The places for a report.

        Parameters
        ----------
        report : Report
            Redacted already.

        Returns
        -------
        array of int
        """
        names = ["ranking", "scorecard", "answers", "findings"]
        names += [] if report.since is None else ["since"]
        return Places(
            sheet_names=tuple(text(f"workbook.sheet.{name}", report.lang) for name in names),
            vendors=min(len(report.weighted_sum.vendors), MOST_VENDORS),
            criteria=len(report.decision.criteria_taking_part),
        )

    @property
    def sums(self) -> str:
        """The name of the sheet with the sums."""
        return self.sheet_names[1]

    @property
    def last_row(self) -> int:
        """The row of the last vendor."""
        return FIRST_ROW + self.vendors - 1

    def value_column(self, criterion: int) -> int:
        """The column of a criterion's values.

        Parameters
        ----------
        criterion : int
            Its position, from 0.

        Returns
        -------
        int
        """
        return FIXED_COLUMNS + criterion

    def contribution_column(self, criterion: int) -> int:
        """The column of a criterion's contributions.

        Parameters
        ----------
        criterion : int
            Its position, from 0.

        Returns
        -------
        int
        """
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
        """One row over the values of all criteria, the row free to move.

        Parameters
        ----------
        row : int
            From 0.

        Returns
        -------
        str
        """
        return self.across(row, is_fixed=False)

    def contributions_of(self, row: int) -> str:
        """One row over the contributions of all criteria.

        Parameters
        ----------
        row : int
            From 0.

        Returns
        -------
        str
        """
        first = column_letters(self.contribution_column(0))
        last = column_letters(self.contribution_column(self.criteria - 1))
        return f"{first}{row + 1}:{last}{row + 1}"

    def down(self, column: int) -> str:
        """One column over all vendors, fixed, on the sheet itself.

        Parameters
        ----------
        column : int
            From 0.

        Returns
        -------
        str
        """
        letters = column_letters(column)
        return f"${letters}${FIRST_ROW + 1}:${letters}${self.last_row + 1}"

    def above(self, column: int, row: int) -> str:
        """One column from the first vendor down to this one.

        Parameters
        ----------
        column : int
            From 0.
        row : int
            From 0, of the vendor.

        Returns
        -------
        str
        """
        letters = column_letters(column)
        return f"${letters}${FIRST_ROW + 1}:{letters}{row + 1}"

    def from_elsewhere(self, column: int) -> str:
        """One column over all vendors, for formulas on other sheets.

        Parameters
        ----------
        column : int
            From 0.

        Returns
        -------
        str
        """
        return f"'{self.sums}'!{self.down(column)}"

    def contributions_from_elsewhere(self, first: int, last: int) -> str:
        """The contributions of some criteria of all vendors, for other sheets.

        Parameters
        ----------
        first : int
            Position of the first criterion.
        last : int
            Position of the last one.

        Returns
        -------
        str
        """
        left = column_letters(self.contribution_column(first))
        right = column_letters(self.contribution_column(last))
        return f"'{self.sums}'!${left}${FIRST_ROW + 1}:${right}${self.last_row + 1}"

    def across(self, row: int, *, is_fixed: bool = True) -> str:
        """One row over the values of all criteria, on the sheet itself.

        Parameters
        ----------
        row : int
            From 0.
        is_fixed : bool, optional
            Whether the row stays where the formula is copied.

        Returns
        -------
        str
        """
        first = column_letters(self.value_column(0))
        last = column_letters(self.value_column(self.criteria - 1))
        mark = "$" if is_fixed else ""
        return f"${first}{mark}{row + 1}:${last}{mark}{row + 1}"


def column_letters(column: int) -> str:
    """The letters of a column as xlsxwriter counts.

    Parameters
    ----------
    column : int
        From 0.

    Returns
    -------
    str
    """
    return cell_names.column_letters(column + 1)
