"""What a vendor offers: lines with basis, tiers, state and tax; trial, deposit, settlement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from vendor_score.findings import NOWHERE, Source

__all__ = [
    "BASES",
    "EXTRA_ITEMS",
    "ITEM_BASES",
    "ITEM_IDS",
    "MAIN_ITEMS",
    "Basis",
    "Covers",
    "Deposit",
    "LineState",
    "Measured",
    "Offer",
    "OfferLine",
    "Settlement",
    "Tier",
    "TierMode",
    "Trial",
]

Basis = str
"""One of `BASES`, or the name of a volume of the demand."""
BASES: Final = (
    "seat/month", "shared_seat/month", "shop/month", "consultation", "order", "hour", "minute",
    "month", "year", "once", "person_once", "seat_day", "pct_sales", "pct_of", "minimum",
)  # fmt: skip
"""What a line can be charged by, as it is written in offers and in criteria.yaml."""

ITEM_IDS: Final[Mapping[str, str]] = {
    "P01": "seat", "P02": "shared_seat", "P03": "consultation", "P04": "order", "P05": "hour",
    "P06": "minute", "P07": "base_month", "P08": "base_year", "P09": "commission", "P10": "set_up",
    "P11": "management", "P12": "overtime", "P13": "holiday", "P14": "night", "P15": "system",
    "P16": "training", "P17": "promotion", "P18": "minimum",
}  # fmt: skip
"""Items of the offer sheet by their fixed id. P19 to P23 are terms, not lines."""
ITEM_BASES: Final[Mapping[str, tuple[Basis, ...]]] = {
    "seat": ("seat/month",),
    "shared_seat": ("shared_seat/month",),
    "consultation": ("consultation",),
    "order": ("order",),
    "hour": ("hour",),
    "minute": ("minute",),
    "base_month": ("month",),
    "base_year": ("year",),
    "commission": ("pct_sales",),
    "set_up": ("once",),
    "management": ("pct_of",),
    "overtime": ("hour",),
    "holiday": ("seat_day",),
    "night": ("hour",),
    "system": ("seat/month", "month"),
    "training": ("person_once",),
    "promotion": ("seat_day",),
    "minimum": ("minimum",),
}
"""Bases that the offer sheet proposes for an item, the usual one first."""
MAIN_ITEMS: Final = tuple(ITEM_IDS.values())[:9]
"""P01 to P09: an offer without one of them priced has no total."""
EXTRA_ITEMS: Final = tuple(ITEM_IDS.values())[9:17]
"""P10 to P17: what an offer says nothing about takes the buyer's assumption."""
_MAIN_BASES: Final = frozenset(BASES[:9]) | {"pct_sales"}


class LineState(StrEnum):
    """What an offer says about an item; the last four leave it open."""

    PRICED = "priced"
    INCLUDED = "included"
    NOT_APPLICABLE = "not_applicable"
    NOT_STATED = "not_stated"
    NEGOTIABLE = "negotiable"
    AT_COST = "at_cost"
    REFUSED = "refused"

    @property
    def is_open(self) -> bool:
        """Whether the item may cost something that the offer does not say."""
        return self not in (LineState.PRICED, LineState.INCLUDED, LineState.NOT_APPLICABLE)


TierMode = Literal["whole", "marginal", "block"]
"""All units at the price of the tier reached; each part at its own; started blocks."""
Measured = Literal["month_daily_average", "month", "year", "contract"]
"""The volume by which the tier is found."""


@dataclass(frozen=True, slots=True)
class Tier:
    """A step of a price by volume.

    Attributes
    ----------
    up_to : float or None
        Last unit of the tier, itself included; None for the last tier.
    low : float
        Price of a unit.
    high : float or None
        The other end of a range of prices; the same as ``low`` where None.
    """

    up_to: float | None
    low: float
    high: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Covers:
    """What one unit of a seat price covers.

    Attributes
    ----------
    of : {"post", "person"} or None
        A post that is staffed throughout, or one person; None where the offer does not say.
    hours_per_day, days_per_month : float or None
        Working time of the person.
    """

    of: Literal["post", "person"] | None = None
    hours_per_day: float | None = None
    days_per_month: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class OfferLine:
    """One line of an offer.

    Attributes
    ----------
    item : str
        One of ``ITEM_IDS.values()``, or a word of the vendor's own.
    basis : str
        One of `BASES`, or the name of a volume.
    state : LineState
    low : float or None
        Price of a unit, in percent for ``pct_sales`` and ``pct_of``, of a block in mode ``block``;
        None where there are tiers, or none is stated.
    high : float or None
        The upper end; None for one that equals ``low`` unless ``is_open_above``.
    is_open_above : bool
        "From 4,500": the upper end is not stated.
    tiers : tuple of Tier
        In rising order of ``up_to``, the last one open.
    mode : {"whole", "marginal", "block"} or None
        None where the offer does not say: both are counted.
    block : float or None
        Units of a block.
    measured : {"month_daily_average", "month", "year", "contract"}
    free : float
        Units without charge.
    free_per : {"month", "contract"}
    minimum, maximum : float or None
        Of the line's charge in a month, before tax.
    from_month, to_month : int or None
        First and last month of the contract in which it is charged, counted from 1.
    of : tuple of str
        Items or line ids that a percentage or a minimum charge refers to; empty for all main lines.
    is_part_year_whole : bool or None
        Of a yearly fee: whether a last part of a year is charged in full; None where not said.
    driver : str or None
        The volume that is counted, where item and basis do not say it.
    currency : str or None
        ISO code; None for that of the offer.
    is_tax_included : bool or None
        None where the line does not say: then as the offer says.
    tax_rate : float or None
        0.06 for 6 %.
    special_share : float or None
        Share of the price on a special VAT invoice, 0 to 1.
    covers : Covers
    role : {"main", "extra"} or None
        Whether it pays for the service itself; None to go by item and basis.
    id : str
        ``P01`` and so on; further rows have ids of their own.
    label : str
        The item as the vendor calls it.
    remark : str
    source : Source
        Where it stands.
    """

    item: str
    basis: Basis
    state: LineState = LineState.PRICED
    low: float | None = None
    high: float | None = None
    is_open_above: bool = False
    tiers: tuple[Tier, ...] = ()
    mode: TierMode | None = None
    block: float | None = None
    measured: Measured = "month"
    free: float = 0.0
    free_per: Literal["month", "contract"] = "month"
    minimum: float | None = None
    maximum: float | None = None
    from_month: int | None = None
    to_month: int | None = None
    of: tuple[str, ...] = ()
    is_part_year_whole: bool | None = None
    driver: str | None = None
    currency: str | None = None
    is_tax_included: bool | None = None
    tax_rate: float | None = None
    special_share: float | None = None
    covers: Covers = Covers()
    role: Literal["main", "extra"] | None = None
    id: str = ""
    label: str = ""
    remark: str = ""
    source: Source = NOWHERE

    @property
    def is_main(self) -> bool:
        """Whether it pays for the service itself."""
        if self.role is not None:
            return self.role == "main"
        is_own = self.item not in ITEM_BASES
        return self.item in MAIN_ITEMS or (is_own and self.basis in _MAIN_BASES)

    @property
    def is_priced(self) -> bool:
        """Whether the offer states a price."""
        has_price = self.low is not None or bool(self.tiers)
        return self.state is LineState.PRICED and has_price


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """The first days of the contract.

    Attributes
    ----------
    days : float
    share : float
        What a day of the trial costs, as a share of a normal one: 0 for a free trial.
    """

    days: float
    share: float = 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Deposit:
    """Money that is left with the vendor; never a cost.

    Attributes
    ----------
    word : str
        As the offer calls it: 定金, 订金, 押金, deposit.
    amount : float
    currency : str or None
    is_nature_agreed : bool or None
        Whether the offer says in so many words that it guarantees, as a 定金 does.
    refund_days : float or None
        Days from the end of the contract until it is back; None where nothing is said.
    is_set_off : bool or None
        Whether it is set off against the last bill.
    """

    word: str
    amount: float
    currency: str | None = None
    is_nature_agreed: bool | None = None
    refund_days: float | None = None
    is_set_off: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Settlement:
    """When the charges are paid.

    Attributes
    ----------
    cycle : {"week", "month", "quarter", "half_year", "year", "contract"}
    when : {"arrears", "advance"}
    days : float
        From the last day of the cycle (in advance: from its first) to the payment.
    """

    cycle: Literal["week", "month", "quarter", "half_year", "year", "contract"] = "month"
    when: Literal["arrears", "advance"] = "arrears"
    days: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """The offer of one vendor.

    Attributes
    ----------
    vendor : str
    lines : tuple of OfferLine
    currency : str or None
        Of every line that names none; None for the buyer's.
    is_tax_included : bool or None
        Of every line that does not say; None where the offer does not say either.
    tax_rate : float or None
    special_share : float or None
        Share of the price on special VAT invoices; None where it is not said.
    trial : Trial or None
    deposit : Deposit or None
    settlement : Settlement or None
    exit_fee : str
        As written.
    price_change : str
        As written.
    source : Source
    is_confirmed : bool
        False for one that was read from free text and waits for the buyer: it has no total.
    """

    vendor: str
    lines: tuple[OfferLine, ...] = ()
    currency: str | None = None
    is_tax_included: bool | None = None
    tax_rate: float | None = None
    special_share: float | None = None
    trial: Trial | None = None
    deposit: Deposit | None = None
    settlement: Settlement | None = None
    exit_fee: str = ""
    price_change: str = ""
    source: Source = NOWHERE
    is_confirmed: bool = True

    @property
    def main_lines(self) -> tuple[OfferLine, ...]:
        """Lines that pay for the service itself and have a price."""
        return tuple(line for line in self.lines if line.is_main and line.is_priced)
