"""Price: what each offer really costs, and what the better vendor is worth.

Importing this module is instant; its parts load when used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vendor_score.price.abnormally_low import low_offers
    from vendor_score.price.cost import total_cost
    from vendor_score.price.cost_quality import frontier
    from vendor_score.price.crossing import crossings
    from vendor_score.price.demand import (
        Assumption,
        CurrencyRate,
        Demand,
        OwnCost,
        Peak,
        SeatNeed,
        Spread,
        Tax,
        Volume,
    )
    from vendor_score.price.deposit import deposit_effect
    from vendor_score.price.formulas import score_prices
    from vendor_score.price.offer import (
        Covers,
        Deposit,
        LineState,
        Offer,
        OfferLine,
        Settlement,
        Tier,
        Trial,
    )
    from vendor_score.price.results import (
        CostQuality,
        Crossing,
        DepositEffect,
        Frontier,
        Interval,
        LowOffers,
        PriceScores,
        Run,
        TotalCost,
    )

__all__ = [
    "Assumption",
    "CostQuality",
    "Covers",
    "Crossing",
    "CurrencyRate",
    "Demand",
    "Deposit",
    "DepositEffect",
    "Frontier",
    "Interval",
    "LineState",
    "LowOffers",
    "Offer",
    "OfferLine",
    "OwnCost",
    "Peak",
    "PriceScores",
    "Run",
    "SeatNeed",
    "Settlement",
    "Spread",
    "Tax",
    "Tier",
    "TotalCost",
    "Trial",
    "Volume",
    "crossings",
    "deposit_effect",
    "frontier",
    "low_offers",
    "score_prices",
    "total_cost",
]

_HOMES = {
    "demand": (
        "Assumption", "CurrencyRate", "Demand", "OwnCost", "Peak", "SeatNeed", "Spread", "Tax",
        "Volume",
    ),
    "offer": (
        "Covers", "Deposit", "LineState", "Offer", "OfferLine", "Settlement", "Tier", "Trial",
    ),
    "results": (
        "CostQuality", "Crossing", "DepositEffect", "Frontier", "ImpliedPrice", "Interval",
        "LowOffers",
        "PriceScores", "Run", "TotalCost",
    ),
    "cost": ("total_cost",),
    "crossing": ("crossings",),
    "deposit": ("deposit_effect",),
    "formulas": ("score_prices",),
    "cost_quality": ("frontier",),
    "abnormally_low": ("low_offers",),
}  # fmt: skip


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"vendor_score.price.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
