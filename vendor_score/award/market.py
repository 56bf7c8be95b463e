"""What prices of the market mean at the buyer's volumes, to be seen before anchors are locked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from vendor_score.criteria.model import Criteria, Criterion
from vendor_score.kinds.value_functions import Anchors
from vendor_score.price.cost import total_cost
from vendor_score.price.offer import Offer, OfferLine
from vendor_score.price.results import Interval

__all__ = ["MARKET_CURRENCY", "MarketTotal", "anchors_of", "market_totals"]

MARKET_CURRENCY: Final = "CNY"
_BASE_FEE: Final = 1_500
_USUAL: Final[dict[str, tuple[tuple[str, str, float, float], ...]]] = {
    "seat": (("seat", "seat/month", 4_500, 5_500),),
    "shared_seat": (("shared_seat", "shared_seat/month", 800, 1_500),),
    "consultation": (("consultation", "consultation", 0.8, 1.5),),
    "commission": (
        ("base_month", "month", _BASE_FEE, _BASE_FEE),
        ("commission", "pct_sales", 1, 3),
    ),
    "hour": (("hour", "hour", 20, 50),),
}
"""Model to its lines: item, basis, usual low and high price in CNY. Price lists of Chinese vendors
and notices of tenders, 2023 to 2026; without extras, which add 10 to 25 %."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MarketTotal:
    """What one way of charging usually costs at the buyer's volumes.

    Attributes
    ----------
    model : str
        ``seat``, ``shared_seat``, ``consultation``, ``commission`` or ``hour``.
    total : Interval
        Over the contract.
    points : (float, float) or None
        What the value function gives to both ends, dear end first; None without one.
    anchors : (float, float) or None
        Its own cheap and dear end.
    """

    model: str
    total: Interval
    points: tuple[float, float] | None
    anchors: tuple[float, float] | None = None


def market_totals(criteria: Criteria) -> tuple[MarketTotal, ...]:
    """Usual prices at the buyer's volumes, for each way of charging whose volume he gave.

    Parameters
    ----------
    criteria : Criteria

    Returns
    -------
    tuple of MarketTotal
        Empty without a demand in CNY: prices of other markets are not known here.
    """
    demand = criteria.demand
    if demand is None or demand.currency != MARKET_CURRENCY:
        return ()
    leaf = next((one for one in criteria.leaves() if one.kind.is_computed), None)
    found = []
    for model, prices in _USUAL.items():
        lines = tuple(
            OfferLine(item=item, basis=basis, low=low, high=high, is_tax_included=True)
            for item, basis, low, high in prices
        )
        cost = total_cost(Offer(vendor=model, lines=lines), demand).stated
        if cost is not None and cost.low > 0:
            found.append(_placed(model, cost, anchors_of(leaf)))
    return tuple(found)


def anchors_of(leaf: Criterion | None) -> Anchors | None:
    """The value function of a cost; None where a formula decides or there is no cost.

    Parameters
    ----------
    leaf : Criterion or None

    Returns
    -------
    Anchors or None
    """
    return None if leaf is None or leaf.value is None else leaf.value.anchors


def _placed(model: str, cost: Interval, anchors: Anchors | None) -> MarketTotal:
    if anchors is None:
        return MarketTotal(model=model, total=cost, points=None)
    ends = [at for at, _ in anchors.at]
    return MarketTotal(
        model=model,
        total=cost,
        points=(anchors.points_at(cost.high), anchors.points_at(cost.low)),
        anchors=(min(ends), max(ends)),
    )
