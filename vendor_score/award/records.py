"""What a comparison of offers found: totals, order under doubt, crossings, formulas, cash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vendor_score.findings import Finding
from vendor_score.price.cash import CashFlow
from vendor_score.price.demand import Demand, Scenario
from vendor_score.price.offer import Offer
from vendor_score.price.paradoxes import DroppedBid, Flip
from vendor_score.price.results import (
    Crossing,
    DepositEffect,
    Frontier,
    ImpliedPrice,
    Interval,
    LowOffers,
    PriceScores,
    TotalCost,
)
from vendor_score.wording import Label

__all__ = [
    "BoughtAnswer",
    "Concession",
    "FinalLine",
    "FinalPrice",
    "FormulaCheck",
    "LowCheck",
    "OfferComparison",
    "OrderCase",
    "StepUp",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderCase:
    """Who is cheapest where something that nobody has said is taken one way.

    Attributes
    ----------
    axis, value : str
        What is varied (``assumptions``, ``volume``, ``per_seat``, ``taxpayer``, ``unit``) and how.
    costs : mapping of str to float
        High ends by vendor.
    order : tuple of str
        Vendors by rising cost.
    """

    axis: str
    value: str
    costs: Mapping[str, float]
    order: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FormulaCheck:
    """A formula in use on the bids at hand, and what it would make of one bid more or less.

    Attributes
    ----------
    name : str
    vendors : tuple of str
        Whose bids count, in the order of the scores.
    scores : PriceScores or None
        None where it refuses these bids.
    first : tuple of str
    dropped : tuple of DroppedBid
    flips : tuple of Flip
        Positions are those of ``vendors``.
    is_relative : bool
    refusal : str
        Why there are no scores.
    """

    name: str
    vendors: tuple[str, ...]
    scores: PriceScores | None
    first: tuple[str, ...] = ()
    dropped: tuple[DroppedBid, ...] = ()
    flips: tuple[Flip, ...] = ()
    is_relative: bool = True
    refusal: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class LowCheck:
    """A rule for abnormally low offers on the bids at hand.

    Attributes
    ----------
    vendors : tuple of str
    result : LowOffers
    of_stated : bool
        Whether stated totals were compared, without assumptions.
    """

    vendors: tuple[str, ...]
    result: LowOffers
    of_stated: bool = False

    @property
    def flagged(self) -> tuple[str, ...]:
        """Vendors to ask for an explanation."""
        return tuple(self.vendors[place] for place in self.result.flagged)


@dataclass(frozen=True, kw_only=True, slots=True)
class BoughtAnswer:
    """One criterion in which the dearer vendor is better or worse.

    Attributes
    ----------
    criterion : str
    points : float
        Weighted points gained; below 0 where the dearer one is worse.
    dearer, cheaper : str
        Their answers in their own words.
    """

    criterion: str
    points: float
    dearer: str
    cheaper: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StepUp:
    """What the step from one vendor of the hull to the next dearer one costs and buys.

    Attributes
    ----------
    cheaper, dearer : str
    cost_a_year : float
    per_point : float or None
    bought : tuple of BoughtAnswer
        The largest differences first.
    """

    cheaper: str
    dearer: str
    cost_a_year: float
    per_point: float | None
    bought: tuple[BoughtAnswer, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Concession:
    """The total at which a vendor would be first, all else as it is.

    Attributes
    ----------
    vendor : str
    total : float
        Rounded on for people.
    off : float or None
        The same as a share off every priced line, 0 to 1; None where no such share does.
    """

    vendor: str
    total: float
    off: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class FinalLine:
    """A line before and after.

    Attributes
    ----------
    item, label : str
        As in the offer; ``label`` is the vendor's own word.
    kind : str
        ``stated``, ``top_up``, ``assumed`` or ``own``.
    before, after : Interval or None
        Over the contract; None where only the other offer has the line.
    """

    item: str
    label: str
    kind: str
    before: Interval | None
    after: Interval | None

    @property
    def is_changed(self) -> bool:
        """Whether the two differ."""
        return self.before != self.after


@dataclass(frozen=True, kw_only=True, slots=True)
class FinalPrice:
    """One vendor's first and final offer.

    Attributes
    ----------
    vendor : str
    before, after : Interval or None
        Totals; None where an offer has none.
    lines : tuple of FinalLine
        Empty where the vendor made no final offer: the first one counts.
    has_final : bool
    """

    vendor: str
    before: Interval | None
    after: Interval | None
    lines: tuple[FinalLine, ...]
    has_final: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class OfferComparison:
    """Offers compared at the buyer's volumes and beside quality.

    Attributes
    ----------
    demand : Demand
    offers : mapping of str to Offer
        By vendor.
    totals : mapping of str to TotalCost
        By vendor, in the order of the answers.
    quality : mapping of str to Interval
        Points without price criteria: cautious, and in the best case; none for the knocked out.
    scenarios : mapping of Scenario to (mapping of str to Interval)
        Totals where every volume is low, expected, high; those that have a total.
    cases : tuple of OrderCase
    crossings, by_length : tuple of Crossing
        Along consultations a day (or plain seats), and along months of the contract.
    frontier : Frontier or None
    steps : tuple of StepUp
    implied : ImpliedPrice or None
    concessions : tuple of Concession
    formulas : tuple of FormulaCheck
    low : tuple of LowCheck
    cash : mapping of str to CashFlow
    deposits : mapping of str to DepositEffect
    findings : tuple of Finding
    cost_points : mapping of str to (float or None)
        By vendor, of the cost criterion; empty where there is none.
    labels : mapping of str to Label
        Of the criteria that `StepUp.bought` names.
    envelopes : int
    lock : str or None
        Digest of the record that was locked before offers were opened.
    final : tuple of FinalPrice
        First and final offers, where there was a round of final prices.
    """

    demand: Demand
    offers: Mapping[str, Offer]
    totals: Mapping[str, TotalCost]
    quality: Mapping[str, Interval]
    scenarios: Mapping[Scenario, Mapping[str, Interval]] = field(default_factory=dict)
    cases: tuple[OrderCase, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    by_length: tuple[Crossing, ...] = ()
    frontier: Frontier | None = None
    steps: tuple[StepUp, ...] = ()
    implied: ImpliedPrice | None = None
    concessions: tuple[Concession, ...] = ()
    formulas: tuple[FormulaCheck, ...] = ()
    low: tuple[LowCheck, ...] = ()
    cash: Mapping[str, CashFlow] = field(default_factory=dict)
    deposits: Mapping[str, DepositEffect] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    cost_points: Mapping[str, float | None] = field(default_factory=dict)
    labels: Mapping[str, Label] = field(default_factory=dict)
    envelopes: int = 1
    lock: str | None = None
    final: tuple[FinalPrice, ...] = ()

    @property
    def known(self) -> dict[str, Interval]:
        """Totals of those that have one."""
        return {name: one.total for name, one in self.totals.items() if one.total is not None}
