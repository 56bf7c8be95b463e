"""What an offer looks like, so that one among the answers is named: it belongs into offers/."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from vendor_score.findings import Finding, Severity, Source
from vendor_score.questionnaire.cells import Sheet, Workbook
from vendor_score.wording import lexicon

__all__ = ["OFFER_PROPERTY", "is_marked_offer", "offers_among_answers"]

OFFER_PROPERTY: Final = "vendor-score-offer"
"""The property of an offer sheet of this tool by which it is known without being opened."""
_PROPERTIES: Final = "docProps/custom.xml"
_MOST: Final = 1 << 16
_HEADER_ROWS: Final = 30
_BRACKETS: Final = re.compile(r"[(\[（【].*?[)\]）】]")
_TITLE: Final = lexicon.pattern("offer.sheet_name")
_PRICE: Final = "price"
_BESIDE: Final = frozenset({"basis", "tax", "tax_rate", "currency", "quantity", "amount", "up_to"})
_LEAST_ITEMS: Final = 2


def is_marked_offer(path: Path) -> bool:
    """Whether a file says of itself that it is an offer sheet; none of its sheets is opened.

    Parameters
    ----------
    path : Path

    Returns
    -------
    bool
        False for what cannot be looked into: reading says why.
    """
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        return False
    try:
        with zipfile.ZipFile(path) as parts, parts.open(_PROPERTIES) as properties:
            return OFFER_PROPERTY.encode() in properties.read(_MOST)
    except (OSError, KeyError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile):
        return False


def offers_among_answers(book: Workbook) -> Iterator[Finding]:
    """A warning for a file with a sheet that looks like an offer: prices are no answers.

    Parameters
    ----------
    book : Workbook
        As read from a file among the answers.

    Yields
    ------
    Finding
    """
    for sheet in book.sheets:
        if _is_offer(book, sheet):
            place = Source(file=book.file, sheet=sheet.name)
            yield Finding(
                code="price-list-among-answers",
                severity=Severity.WARNING,
                source=place,
                found=book.file,
            )
            return


def _is_offer(book: Workbook, sheet: Sheet) -> bool:
    """A heading for prices, and with it a title, headings of an offer or names of its items."""
    rows: dict[int, list[str]] = {}
    for (row, _), cell in sorted(sheet.cells.items()):
        rows.setdefault(row, []).append(cell.text)
    for row in list(rows)[:_HEADER_ROWS]:
        columns = {column for text in rows[row] for column in _columns(text)}
        if _PRICE not in columns:
            continue
        below = [text for at, texts in rows.items() if at > row for text in texts]
        above = [book.file, sheet.name, *(t for at, ts in rows.items() if at < row for t in ts)]
        if any(re.search(_TITLE, _folded(text)) for text in above) and any(map(_digits, below)):
            return True
        items = sum(_folded(text) in _meanings("offer.item") for text in below)
        if items >= _LEAST_ITEMS or ("item" in columns and columns & _BESIDE):
            return True
    return False


def _digits(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _columns(text: str) -> frozenset[str]:
    """The columns of an offer that a heading may stand over."""
    known = _meanings("offer.column")
    plain, whole = _folded(_BRACKETS.sub("", text)), _folded(text)
    return known.get(plain, frozenset()) | known.get(whole, frozenset())


@cache
def _meanings(subject: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for meaning, words in lexicon.group(subject).items():
        for word in words:
            key = _folded(word)
            found[key] = found.get(key, frozenset()) | {meaning}
    return found


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).casefold()).strip(" :：*")
