"""Know a vendor's price list among the answers: it belongs to the offers, wherever it was put."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath

from vendor_score.findings import Finding, Severity, Source
from vendor_score.questionnaire.cells import CellKind, Sheet, Workbook
from vendor_score.wording import lexicon

__all__ = ["price_list_findings"]

_ROWS = 40
_TITLE_ROWS = 3
_BRACKETS = re.compile(r"[(\[（【].*?[)\]）】]")


def price_list_findings(workbook: Workbook) -> Iterator[Finding]:
    """What looks like an offer that was not marked as one; at most one for a file.

    Parameters
    ----------
    workbook : Workbook

    Yields
    ------
    Finding
        Where file, sheet or title call it an offer, and headings name items and prices.
    """
    for sheet in workbook.sheets:
        titles = [PurePosixPath(workbook.file).stem, sheet.name, *_first_texts(sheet)]
        is_called = any(re.search(_names(), title.casefold()) for title in titles)
        if is_called and _has_price_headings(sheet):
            yield Finding(
                code="price-list-among-answers",
                severity=Severity.WARNING,
                source=Source(workbook.file, sheet.name),
                found=workbook.file,
            )
            return


@cache
def _names() -> str:
    return lexicon.pattern("offer.sheet_name")


def _first_texts(sheet: Sheet) -> list[str]:
    """What stands in the first rows, where a title does."""
    return [
        cell.text
        for (row, _), cell in sheet.cells.items()
        if row <= _TITLE_ROWS and cell.kind is CellKind.TEXT
    ]


def _has_price_headings(sheet: Sheet) -> bool:
    """Whether a row has a heading of items and one of prices, and no question beside them."""
    items, prices = ({_folded(w) for w in lexicon.words(f"offer.column.{n}")} for n in _COLUMNS)
    rows: dict[int, set[str]] = {}
    for (row, _), cell in sheet.cells.items():
        if row <= _ROWS and cell.kind is CellKind.TEXT:
            rows.setdefault(row, set()).add(_folded(_BRACKETS.sub("", cell.text)))
    return any(words & items and words & prices for words in rows.values())


_COLUMNS = ("item", "price")


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).casefold())
