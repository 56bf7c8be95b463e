"""What both sheets of the review workbook share: styles, wordings, rows and print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vendor_score.wording import Lang, text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["FIRST_ROW", "HEAD_ROW", "ReviewPage", "finish", "review_styles"]

HEAD_ROW, FIRST_ROW = 1, 2  # row 0 holds the column keys and is hidden


@dataclass(frozen=True, kw_only=True)
class ReviewPage:
    """The language and the cell styles of a review workbook."""

    lang: Lang
    styles: Mapping[str, Any]

    def say(self, key: str, **values: object) -> str:
        return text(f"questionnaire.{key}", self.lang, **values)


def review_styles(book: Workbook) -> dict[str, Any]:
    base = {"valign": "top", "text_wrap": True, "font_size": 10, "border": 1}
    base["border_color"] = "#D0D5DD"
    open_cell = base | {"bg_color": "#FFFBE6", "locked": False}
    head = base | {"bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF"}
    return {
        "head": book.add_format(head),
        "name": book.add_format(open_cell | {"bold": True}),
        "cell": book.add_format(base),
        "error": book.add_format(base | {"bg_color": "#FDE8E7"}),
        "warning": book.add_format(base | {"bg_color": "#FFF1DB"}),
        "info": book.add_format(base),
        "open": book.add_format(open_cell | {"num_format": "@"}),
        "level": book.add_format(open_cell),
        "figure": book.add_format(base | {"num_format": "0.0"}),
    }


def finish(sheet: Worksheet) -> None:
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.protect(
        "", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True}
    )
