"""Where everything stands on the offer sheet: its columns, its rows, and its terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from vendor_score.price.offer import ITEM_BASES, ITEM_IDS, Offer, OfferLine

__all__ = [
    "COLUMN_WIDTHS",
    "FIRST_ROW",
    "HEAD_ROW",
    "LISTS",
    "TERMS",
    "SheetRow",
    "column",
    "rows_of",
]

COLUMN_WIDTHS: Final = {
    "id": 6, "item": 21, "basis": 17, "price": 11, "currency": 7, "tax": 9, "tax_rate": 6,
    "up_to": 9, "mode": 10, "free": 9, "minimum": 9, "maximum": 9, "unit": 10, "hours": 7,
    "days": 7, "state": 12, "total": 15, "remark": 20, "from_month": 8, "to_month": 8,
    "measured": 14, "block": 9, "free_per": 12, "of": 12, "part_year": 12, "special": 11,
    "driver": 12, "role": 10,
}  # fmt: skip
"""Columns in their order; those after the remark are seldom needed and print on a page apart."""
HEAD_ROW: Final = 4
FIRST_ROW: Final = 5
LISTS: Final = ("basis", "tax", "mode", "unit", "state", "measured", "free_per", "part_year",
                "role")  # fmt: skip
"""Columns with a drop-down list of known words."""
TERMS: Final = (
    "P19", "P20.word", "P20.amount", "P20.currency", "P20.agreed", "P20.refund", "P20.set_off",
    "P21.cycle", "P21.when", "P21.days", "P22.currency", "P22.tax", "P22.rate", "P22.special",
    "P23", "trial.days", "trial.share",
)  # fmt: skip
"""Ids of the rows with terms."""
_TIERS: Final = {"P01": 2, "P03": 3, "P04": 3, "P05": 2, "P06": 2, "P09": 2}
_FURTHER: Final = 6


def column(name: str) -> int:
    """Where a column stands, counted from 0.

    Parameters
    ----------
    name : str

    Returns
    -------
    int
    """
    return list(COLUMN_WIDTHS).index(name)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of the sheet: a line, or a further tier of the line above it.

    Attributes
    ----------
    row : int
        Counted from 0.
    id : str
        ``P03``, with ``.2`` for its second tier; empty for further rows.
    item : str
        Empty for further rows that nothing is entered in.
    tier : int
        0 for the line itself, which holds the first tier too.
    line : OfferLine or None
        What is entered.
    """

    row: int
    id: str
    item: str
    tier: int = 0
    line: OfferLine | None = None

    @property
    def usual_basis(self) -> str:
        """The basis where none is chosen; empty for an item of the vendor's own."""
        return ITEM_BASES.get(self.item, ("",))[0]


def rows_of(offer: Offer | None) -> tuple[SheetRow, ...]:
    """Every row below the headings: P01 to P18, rows for tiers, and further rows.

    Parameters
    ----------
    offer : Offer or None
        What is entered; None for an empty sheet.

    Returns
    -------
    tuple of SheetRow
    """
    rows: list[SheetRow] = []
    for id, item, line in _lines(offer.lines if offer else ()):
        tiers = max(_TIERS.get(id, 0), len(line.tiers) - 1 if line else 0)
        for tier in range(tiers + 1):
            name = f"{id}.{tier + 1}" if tier and id else id
            rows.append(SheetRow(FIRST_ROW + len(rows), name, item, tier, line))
    return tuple(rows)


def _lines(lines: Sequence[OfferLine]) -> Iterator[tuple[str, str, OfferLine | None]]:
    """Id, item and line of each line of the sheet; the first of an item has its fixed row."""
    left = list(lines)
    for id, item in ITEM_IDS.items():
        own = next((one for one in left if one.item == item and one.id in ("", id)), None)
        if own is not None:
            left = [one for one in left if one is not own]
        yield id, item, own
    for line in left:
        yield line.id, line.item, line
    for _ in range(_FURTHER):
        yield "", "", None
