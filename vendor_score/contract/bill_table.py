"""Tables of a bill and of measured volumes: columns are known by their headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from vendor_score.contract.bill import BilledLine
from vendor_score.errors import NothingReadError, SourceError
from vendor_score.questionnaire.cells import Workbook
from vendor_score.questionnaire.exports.backend_columns import heading_key
from vendor_score.questionnaire.files import read_workbooks
from vendor_score.questionnaire.sheets.grid import Grid
from vendor_score.wording import lexicon

__all__ = ["read_bill", "read_volumes"]

_BILL: Final = ("item", "amount", "quantity", "unit_price")
_VOLUMES: Final = ("metric", "value", "period")
_NUMBER = re.compile(r"[-−(]?\s*[^\d(.-]{0,4}\s*(\d[\d,]*(?:\.\d+)?)")
_WAN: Final = 10_000


def read_bill(path: Path) -> tuple[BilledLine, ...]:
    """The lines of a bill.

    Parameters
    ----------
    path : Path
        A workbook or csv with a heading over the items and one over the amounts.

    Returns
    -------
    tuple of BilledLine
        Without the total and rows that have no amount.

    Raises
    ------
    SourceError
        For a file that cannot be read.
    NothingReadError
        Where no table of a bill was recognised.
    """
    lines = [
        BilledLine(
            item=grid.text(row, heads["item"]).strip(),
            amount=amount,
            quantity=_number(grid.text(row, heads["quantity"])) if "quantity" in heads else None,
            unit_price=_price(grid, row, heads),
            place=f"{grid.sheet.name}!A{row}".removeprefix("!"),
        )
        for grid, row, heads in _rows([path], "bill", _BILL, ("item", "amount"))
        if (amount := _number(grid.text(row, heads["amount"]))) is not None
        and not _total().search(heading_key(grid.text(row, heads["item"])))
    ]
    if not lines:
        raise NothingReadError("errors.nothing_billed", file=path.name)
    return tuple(lines)


def read_volumes(paths: Iterable[Path], month: str) -> dict[str, float]:
    """Measured volumes of a month from typed tables: consultations, seats, orders ...

    Parameters
    ----------
    paths : iterable of Path
    month : str
        ``2027-03``; rows of other months are passed over.

    Returns
    -------
    dict of str to float
        By the names that the demand has; empty where no row names a volume.

    Raises
    ------
    SourceError
        For a file that cannot be read.
    """
    found: dict[str, float] = {}
    for grid, row, heads in _rows(list(paths), "head", _VOLUMES, ("metric", "value")):
        name = _volume_names().get(heading_key(grid.text(row, heads["metric"])))
        value = _number(grid.text(row, heads["value"]))
        period = _month_of(grid.text(row, heads["period"])) if "period" in heads else month
        if name is not None and value is not None and period == month:
            found[name] = value
    return found


def _rows(
    paths: Sequence[Path], subject: str, names: Sequence[str], needed: Sequence[str]
) -> Iterator[tuple[Grid, int, Mapping[str, int]]]:
    """Rows below a heading row, with the column of each heading."""
    words = _heads(subject, tuple(names))
    for path, book in zip(paths, read_workbooks(list(paths), workers=1), strict=True):
        if not isinstance(book, Workbook):
            key = f"errors.{book.code.replace('-', '_')}"
            raise SourceError(key, file=path.name, **dict(book.values))
        for sheet in book.sheets:
            grid = Grid(sheet, path.name)
            heads: dict[str, int] = {}
            for row in grid.rows:
                here: dict[str, int] = {}
                for column in grid.columns(row):
                    head = words.get(heading_key(grid.text(row, column)))
                    if head is not None:
                        here.setdefault(head, column)
                if set(needed) <= here.keys():
                    heads = here
                elif heads:
                    yield grid, row, heads


@cache
def _heads(subject: str, names: tuple[str, ...]) -> dict[str, str]:
    return {
        heading_key(word): name
        for name in names
        for word in lexicon.words(f"draft.{subject}.{name}")
    }


@cache
def _volume_names() -> dict[str, str]:
    """Names of volumes, and what they are called."""
    known = lexicon.group("draft.volume")
    return {
        heading_key(word): name for name, words in known.items() for word in (name, *words)
    }  # fmt: skip


@cache
def _total() -> re.Pattern[str]:
    return lexicon.regex("^(?:{draft.bill.total:words})$", re.IGNORECASE)


def _number(text: str) -> float | None:
    """A plain amount; minus or brackets make it less than nothing."""
    said = text.strip()
    found = _NUMBER.search(said)
    if found is None:
        return None
    value = float(found[1].replace(",", ""))
    if said[found.end() :].strip().startswith(lexicon.words("draft.ten_thousand")):
        value *= _WAN
    is_less = said[: found.start(1)].strip().startswith(("-", "−", "(", "（"))
    return -value if is_less or "-" in said[: found.start(1)] else value


def _price(grid: Grid, row: int, heads: Mapping[str, int]) -> float | None:
    return _number(grid.text(row, heads["unit_price"])) if "unit_price" in heads else None


def _month_of(text: str) -> str:
    found = re.search(r"(\d{4})\D{1,3}(\d{1,2})", text)
    return f"{found[1]}-{int(found[2]):02}" if found is not None else text.strip()
