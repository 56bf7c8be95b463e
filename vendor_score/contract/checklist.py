"""Signing steps as a checklist: Markdown or a workbook, the same bytes for the same plan."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence

from vendor_score.contract.records import Step
from vendor_score.wording import Lang, text

__all__ = ["checklist_markdown", "checklist_workbook", "markdown_table", "plain_workbook"]

_HEADS = ("date", "step", "owner", "state", "proof")
_WIDTHS = (12, 60, 14, 12, 44)
_MADE = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the format knows no time zones


def _rows(steps: Iterable[Step], lang: Lang) -> list[list[str]]:
    return [
        [step.date.isoformat(), step.title(lang), step.owner(lang), "", step.proof(lang)]
        for step in steps
    ]


def _heads(lang: Lang) -> list[str]:
    return [text(f"contract.checklist.{head}", lang) for head in _HEADS]


def checklist_markdown(steps: Iterable[Step], lang: Lang, note: str = "") -> str:
    """A table with a row for each step.

    Parameters
    ----------
    steps : iterable of Step
    lang : str
    note : str, optional
        Printed above the table.

    Returns
    -------
    str
    """
    title = text("contract.checklist.title", lang)
    return f"# {title}\n\n{note}\n\n{markdown_table(_heads(lang), _rows(steps, lang))}"


def markdown_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows between bars; bars and line ends within a cell are kept from parting it.

    Parameters
    ----------
    heads : sequence of str
    rows : iterable of sequence of str

    Returns
    -------
    str
    """
    lines = [list(heads), ["---"] * len(heads), *map(list, rows)]
    return "".join(
        "| " + " | ".join(cell.replace("|", "\\|").replace("\n", "<br>") for cell in line) + " |\n"
        for line in lines
    )


def checklist_workbook(steps: Iterable[Step], lang: Lang, note: str = "") -> bytes:
    """A workbook with a row for each step.

    Parameters
    ----------
    steps : iterable of Step
    lang : str
    note : str, optional
        Stands below the table.

    Returns
    -------
    bytes
    """
    title = text("contract.checklist.title", lang)
    return plain_workbook(title, _heads(lang), _rows(steps, lang), _WIDTHS, note)


def plain_workbook(
    title: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
    note: str = "",
) -> bytes:
    """One sheet of texts with a heading row that stays in view and is repeated on every page.

    Parameters
    ----------
    title : str
        Name of the sheet.
    heads : sequence of str
    rows : sequence of sequence of str
    widths : sequence of int
        Of the columns, in characters.
    note : str, optional
        Stands below the table.

    Returns
    -------
    bytes
    """
    import xlsxwriter

    buffer = io.BytesIO()
    # no text of ours is a formula or a link, whatever it begins with
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, plain) as book:
        book.set_properties({"created": _MADE, "author": "vendor-score", "title": title})
        sheet = book.add_worksheet(title[:31])
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, head, bold)
        for at, row in enumerate(rows, start=1):
            for column, words in enumerate(row):
                sheet.write_string(at, column, words, cell)
        if note:
            sheet.write_string(len(rows) + 2, 0, note)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
    return buffer.getvalue()
