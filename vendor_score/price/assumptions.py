"""The usual assumptions about items that an offer leaves open, from market prices seen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from vendor_score.price.demand import Assumption

__all__ = ["ASSUMPTIONS_CAP", "MARKET_PRICES", "USUAL_ASSUMPTIONS"]

USUAL_ASSUMPTIONS: Final[Mapping[str, Assumption]] = {
    "set_up": Assumption(basis="once", high=20_000),
    "management": Assumption(basis="pct_main", high=10),
    "system": Assumption(
        basis="seat/month", high=200, otherwise=Assumption(basis="pct_main", high=4)
    ),
    "training": Assumption(basis="person_once", high=800),
    "holiday": Assumption(
        basis="pct_seat_day", high=200, otherwise=Assumption(basis="seat_day", high=300)
    ),
    "night": Assumption(basis="pct_hour", high=30, otherwise=Assumption(basis="hour", high=15)),
    "overtime": Assumption(basis="hour", high=50),
    "promotion": Assumption(basis="seat_day", high=400),
}
"""By item; what criteria.yaml says under ``assumptions`` replaces an item of these.

Sources: market prices of Chinese outsourcers (`MARKET_PRICES`); hidden items add 10 to 25 %.
"""
ASSUMPTIONS_CAP: Final = 0.25
"""Together at most this share of the main lines."""

MARKET_PRICES: Final[Mapping[str, tuple[float, float]]] = {
    "seat/month": (2_500, 8_000),
    "shared_seat/month": (800, 1_500),
    "consultation": (0.5, 3),
    "hour": (20, 100),
    "seat_day": (200, 400),
    "pct_sales": (1, 3),
    "once": (5_000, 20_000),
}
"""Prices seen in China, in CNY, by basis: what lies outside is asked about, never cut."""
