"""Text and styles in workbooks: nothing that XML cannot hold, nothing that becomes a formula."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = [
    "LONGEST",
    "Row",
    "Styles",
    "cell_text",
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
