"""China's rule for small firms: the evaluation leaves out part of their price, the contract none.

Off unless the buyer asks for it (``price: {small_firms: ...}``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

__all__ = ["NANJING_STEPS", "evaluated_prices", "small_firm_share"]

NANJING_STEPS: Final[tuple[tuple[float | None, float], ...]] = (
    (1_000_000, 0.20),
    (4_000_000, 0.15),
    (None, 0.10),
)
"""Budget below which so much is taken off: Nanjing public resources centre, February 2023."""


def small_firm_share(
    budget: float, steps: Sequence[tuple[float | None, float]] = NANJING_STEPS
) -> float:
    """The share of the price of a small firm that the evaluation leaves out.

    Parameters
    ----------
    budget : float
    steps : sequence of (float or None, float), optional
        Budgets below which a share holds, rising, the last one open.

    Returns
    -------
    float

    Examples
    --------
    >>> small_firm_share(3_200_000), small_firm_share(4_000_000)
    (0.15, 0.1)
    """
    return next(share for below, share in steps if below is None or budget < below)


def evaluated_prices(
    prices: Sequence[float], is_small: Sequence[bool], share: float
) -> tuple[float, ...]:
    """Prices as the formula sees them; the lowest of these is the benchmark.

    Parameters
    ----------
    prices : sequence of float
    is_small : sequence of bool
    share : float
        0.10 to 0.20 in national rules since 2022; 0.04 to 0.06 for a consortium or subcontract of
        at least 30 %.

    Returns
    -------
    tuple of float
        The contract price stays what was offered.

    Examples
    --------
    >>> evaluated_prices([3_000_000, 2_700_000], [True, False], 0.15)
    (2550000.0, 2700000.0)
    """
    if not 0 <= share < 1:
        raise ValueError(f"share must be from 0 to below 1, found {share:g}")
    return tuple(
        float(price) * (1 - share) if small else float(price)
        for price, small in zip(prices, is_small, strict=True)
    )
