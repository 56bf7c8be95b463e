"""What is found about offers: totals by month and line, crossings, frontier, scores, flags."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from vendor_score.findings import Finding
from vendor_score.price.demand import End

__all__ = [
    "Assumed",
    "CostQuality",
    "Crossing",
    "DepositEffect",
    "Frontier",
    "ImpliedPrice",
    "Interval",
    "LineCost",
    "LowOffers",
    "PriceScores",
    "Run",
    "TotalCost",
]


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure between two ends.

    Attributes
    ----------
    low, high : float
    """

    low: float
    high: float

    def end(self, end: End) -> float:
        """One of the two.

        Parameters
        ----------
        end : {"low", "high"}

        Returns
        -------
        float
        """
        return self.low if end == "low" else self.high


@dataclass(frozen=True, kw_only=True, slots=True)
class LineCost:
    """What one line costs, month by month, in the buyer's currency.

    Attributes
    ----------
    item, id, label : str
        Of the line; those of an assumption are the item's.
    kind : {"stated", "top_up", "assumed", "own"}
        A line of the offer; what a minimum charge adds to others; an assumption of the buyer; a
        cost of the buyer himself.
    basis : str
    by_month : tuple of Interval
        One for each month of the contract.
    total : Interval
    """

    item: str
    kind: Literal["stated", "top_up", "assumed", "own"]
    basis: str
    by_month: tuple[Interval, ...]
    total: Interval
    id: str = ""
    label: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Assumed:
    """An item that the offer leaves open, and what it may be worth over the contract.

    Attributes
    ----------
    item : str
    low, high : float
        In the buyer's currency, after the cap.
    why : str
        State of the line (``not_stated``, ``negotiable``, ...), or ``open_above``.
    gain : float
        What stating 0 would take off the total's high end.
    """

    item: str
    low: float
    high: float
    why: str
    gain: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class TotalCost:
    """What one offer costs over the contract.

    Attributes
    ----------
    vendor : str
    currency : str
        The buyer's.
    months : tuple of str
        ``2027-01`` and so on.
    total : Interval or None
        All lines at their low ends, all at their high ends; None where there is no total.
    stated : Interval or None
        Without what is assumed and without the buyer's own costs.
    by_month : tuple of Interval
    lines : tuple of LineCost
    assumed : tuple of Assumed
    asked : tuple of str
        Volumes that a line or assumption needs and the demand does not give.
    cap_factor : float
        What assumptions were scaled down by to keep within the cap; 1 where they were not.
    seats : tuple of float
        Dedicated seats of each month.
    findings : tuple of Finding
        Among them why there is no total.
    """

    vendor: str
    currency: str
    months: tuple[str, ...]
    total: Interval | None = None
    stated: Interval | None = None
    by_month: tuple[Interval, ...] = ()
    lines: tuple[LineCost, ...] = ()
    assumed: tuple[Assumed, ...] = ()
    asked: tuple[str, ...] = ()
    cap_factor: float = 1.0
    seats: tuple[float, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def flags(self) -> tuple[str, ...]:
        """Codes of the findings, each once."""
        return tuple(dict.fromkeys(finding.code for finding in self.findings))

    @property
    def own_costs(self) -> Interval:
        """What the buyer pays himself with this vendor; outside every concession."""
        own = [line.total for line in self.lines if line.kind == "own"]
        return Interval(sum(cost.low for cost in own), sum(cost.high for cost in own))

    @property
    def as_stated(self) -> float | None:
        """The high end of what is stated, with the buyer's own costs and without assumptions."""
        return None if self.stated is None else self.stated.high + self.own_costs.high


@dataclass(frozen=True, slots=True)
class Run:
    """Whole numbers, one after the other, at which the same offer is cheapest.

    Attributes
    ----------
    start, stop : int
        First and last of them, both included.
    cheaper : tuple of str
        The cheapest; more than one where they cost the same.
    """

    start: int
    stop: int
    cheaper: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Crossing:
    """Which offer is cheaper at which volume, length or number of seats.

    Attributes
    ----------
    vendors : tuple of str
    axis : {"consultations", "months", "seats"}
    runs : tuple of Run
    at : mapping of int to (tuple of float)
        Costs, in the order of ``vendors``, at the buyer's own figure and to both sides of each
        change of the order.
    is_near_step : tuple of bool
        For each change: whether it lies within 5 % of one of a number of seats, so that only
        "about" may be said of it.
    """

    vendors: tuple[str, ...]
    axis: Literal["consultations", "months", "seats"]
    runs: tuple[Run, ...]
    at: Mapping[int, tuple[float, ...]] = field(default_factory=dict)
    is_near_step: tuple[bool, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class PriceScores:
    """What a formula in use makes of prices.

    Attributes
    ----------
    formula : str
    scores : tuple of float
        Points, or an index; in the order of the prices.
    higher_is_better : bool
    ranks : tuple of int
        1, 2, 2, 4, by the total where there is one.
    first : tuple of int
        Positions of those with rank 1.
    totals : tuple of float or None
        With quality, where the formula gives points.
    rounded : tuple of str or None
        Scores as the rules ask for them to be rounded, half-up.
    figures : mapping of str to (float or tuple of float)
        What the formula went through: ``lowest``, ``mean``, ``baseline``, ``si``, ``deduction``.
    """

    formula: str
    scores: tuple[float, ...]
    higher_is_better: bool
    ranks: tuple[int, ...]
    first: tuple[int, ...]
    totals: tuple[float, ...] | None = None
    rounded: tuple[str, ...] | None = None
    figures: Mapping[str, float | tuple[float, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class CostQuality:
    """A vendor between cost and quality.

    Attributes
    ----------
    name : str
    cost : float
        The end that the score uses: the high one.
    quality : float
        Points without the price criteria, at the cautious end.
    cost_low : float or None
        The other end; the same where None.
    quality_high : float or None
        Points in the best case over what is missing.
    """

    name: str
    cost: float
    quality: float
    cost_low: float | None = None
    quality_high: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Frontier:
    """Who is not beaten on cost and quality at once, and what each step up costs.

    Attributes
    ----------
    names : tuple of str
        The efficient frontier, by rising cost.
    dominated : mapping of str to (tuple of str)
        Each of the others, with those that cost no more and are no worse.
    surely_dominated : mapping of str to (tuple of str)
        The same, over the whole intervals.
    incremental : tuple of (float or None)
        What a point costs between neighbours on the frontier; None between equals.
    off_hull : tuple of str
        On the frontier, but with a step dearer than the next: best only for budgets from their own
        cost up to the next vendor's.
    hull : tuple of str
    hull_incremental : tuple of (float or None)
    cost_per_point : mapping of str to (float or None)
        An average, which does not decide between two vendors; None at 0 points.
    """

    names: tuple[str, ...]
    dominated: Mapping[str, tuple[str, ...]]
    surely_dominated: Mapping[str, tuple[str, ...]]
    incremental: tuple[float | None, ...]
    off_hull: tuple[str, ...]
    hull: tuple[str, ...]
    hull_incremental: tuple[float | None, ...]
    cost_per_point: Mapping[str, float | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class ImpliedPrice:
    """What anchors and the weight of price pay for one quality point.

    Attributes
    ----------
    per_point : float
        In the segment of the first two totals.
    low, high : float
        Over all segments.
    weight : float
        Share of price in the whole, 0 to 1.
    """

    per_point: float
    low: float
    high: float
    weight: float


@dataclass(frozen=True, kw_only=True, slots=True)
class DepositEffect:
    """What a deposit means by its word (Civil Code of China, art. 586 to 588).

    Attributes
    ----------
    is_guarantee : bool
        Whether it has the effect of a 定金.
    effective : float
        The part that guarantees: at most 20 % of the contract value.
    advance : float
        The rest, which is paid in advance.
    if_vendor_fails, if_buyer_fails : float
        What comes back to the buyer.
    penalty : float
        What the vendor pays on top where he fails.
    findings : tuple of str
        Codes: ``deposit-over-cap``, ``deposit-no-guarantee``.
    """

    is_guarantee: bool
    effective: float
    advance: float
    if_vendor_fails: float
    if_buyer_fails: float
    penalty: float
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class LowOffers:
    """Which offers look abnormally low by a rule: questions to the vendors, never verdicts.

    Attributes
    ----------
    rule : str
    flagged : tuple of int
        Positions of the prices.
    thresholds : tuple of (float or None)
        Below which each price is flagged; None where the rule cannot test it.
    is_tested : bool
        False where the rule lacks what it needs, such as a floor or a second offer.
    kept : tuple of int
        Positions that a mean of the rule counts in the end.
    figures : mapping of str to float
        ``mean``, ``new_mean``, ``adjusted_average``.
    """

    rule: str
    flagged: tuple[int, ...]
    thresholds: tuple[float | None, ...]
    is_tested: bool = True
    kept: tuple[int, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)
