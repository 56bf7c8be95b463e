"""How the buyer wants offers judged: cross-checks, tests for low offers, envelopes, small firms."""

from __future__ import annotations

from dataclasses import dataclass

from vendor_score.price.abnormally_low import LowOfferRule

__all__ = ["PriceSettings", "SmallFirms"]


@dataclass(frozen=True, kw_only=True, slots=True)
class SmallFirms:
    """China's deduction for small and micro firms, where the buyer's rules ask for it.

    Attributes
    ----------
    share : float
        What the evaluation leaves out of their price, 0 to 1.
    vendors : tuple of str
        Whose price it is.
    """

    share: float
    vendors: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PriceSettings:
    """The ``price`` part of criteria.yaml.

    Attributes
    ----------
    envelopes : int
        2 where quality is locked before offers are opened.
    cross_checks : tuple of str
        Formulas to work out beside the value function that decides.
    low_offers : tuple of str
        Rules for abnormally low offers.
    cost_floor : float or None
        What a seat and month costs its employer at the least, net of tax.
    budget : float or None
        For the rules that compare with one.
    discount_rate : float or None
        A year, for present values; never part of a score.
    small_firms : SmallFirms or None
    weight_limits : (float, float) or None
        Least and largest share of price in the whole by the buyer's rules, 0 to 1.
    """

    envelopes: int = 1
    cross_checks: tuple[str, ...] = (
        "lowest_price", "linear_above_lowest", "mean", "price_per_point",
    )  # fmt: skip
    low_offers: tuple[LowOfferRule, ...] = ("others_20",)
    cost_floor: float | None = None
    budget: float | None = None
    discount_rate: float | None = None
    small_firms: SmallFirms | None = None
    weight_limits: tuple[float, float] | None = None
