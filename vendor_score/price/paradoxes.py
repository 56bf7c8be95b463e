"""What bid-relative formulas do when a bid comes or goes, worked out on the bids at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from vendor_score.price.formulas import FORMULAS, PriceRule, score_prices
from vendor_score.price.results import PriceScores

__all__ = ["DroppedBid", "Flip", "add_bid", "drop_each", "lowest_price_flips", "mean_flips"]


@dataclass(frozen=True, slots=True)
class DroppedBid:
    """What leaving out one bid does to the others.

    Attributes
    ----------
    dropped : int
        Position of the bid.
    first_before, first_after : tuple of int
        Positions of those first among the others, counted with all bids.
    is_order_changed : bool
    """

    dropped: int
    first_before: tuple[int, ...]
    first_after: tuple[int, ...]
    is_order_changed: bool


@dataclass(frozen=True, slots=True)
class Flip:
    """A bid of a third vendor, however poor, that would put another one ahead.

    Attributes
    ----------
    gains, loses : int
        Positions: ``gains`` comes to stand before ``loses``.
    price : float
        At which the two are even.
    side : {"below", "above"}
        Whether third prices below it or above it do so.
    """

    gains: int
    loses: int
    price: float
    side: str


def drop_each(
    prices: Sequence[float],
    rule: PriceRule,
    *,
    quality: Sequence[float] | None = None,
    weights: tuple[float, float] | None = None,
) -> tuple[DroppedBid, ...]:
    """Leave out each bid in turn: does the order of the others change?

    Parameters
    ----------
    prices : sequence of float
    rule : PriceRule
    quality : sequence of float, optional
    weights : (float, float), optional
        Of quality and price.

    Returns
    -------
    tuple of DroppedBid
        One for each bid where three or more stand.
    """
    if len(prices) < 3:  # noqa: PLR2004
        return ()
    whole = score_prices(prices, rule, quality=quality, weights=weights)
    found = []
    for dropped in range(len(prices)):
        kept = [place for place in range(len(prices)) if place != dropped]
        after = score_prices(
            [prices[place] for place in kept],
            rule,
            quality=None if quality is None else [quality[place] for place in kept],
            weights=weights,
        )
        before = [whole.ranks[place] for place in kept]
        found.append(
            DroppedBid(
                dropped=dropped,
                first_before=tuple(
                    place for place, rank in zip(kept, before, strict=True) if rank == min(before)
                ),
                first_after=tuple(kept[place] for place in after.first),
                is_order_changed=_order(before) != _order(after.ranks),
            )
        )
    return tuple(found)


def _order(ranks: Sequence[int]) -> list[int]:
    """Ranks among themselves, so that gaps left by others do not count."""
    steps = sorted(set(ranks))
    return [steps.index(rank) for rank in ranks]


def add_bid(  # noqa: PLR0913 - all that is optional is given by name
    prices: Sequence[float],
    rule: PriceRule,
    price: float,
    *,
    quality: Sequence[float] | None = None,
    its_quality: float | None = None,
    weights: tuple[float, float] | None = None,
) -> tuple[PriceScores, PriceScores]:
    """Scores before and after one more bid.

    Parameters
    ----------
    prices : sequence of float
    rule : PriceRule
    price : float
        Of the further bid.
    quality : sequence of float, optional
    its_quality : float, optional
        Of the further bid.
    weights : (float, float), optional

    Returns
    -------
    (PriceScores, PriceScores)
        The further bid stands last in the second.
    """
    more = None if quality is None else [*quality, its_quality or 0.0]
    return (
        score_prices(prices, rule, quality=quality, weights=weights),
        score_prices([*prices, price], rule, quality=more, weights=weights),
    )


def lowest_price_flips(
    prices: Sequence[float],
    quality: Sequence[float],
    rule: PriceRule,
    *,
    weights: tuple[float, float] = (1.0, 1.0),
) -> tuple[Flip, ...]:
    """Third prices that turn two bids under ``lowest_price``.

    Parameters
    ----------
    prices, quality : sequence of float
    rule : PriceRule
    weights : (float, float), optional
        Of quality and price.

    Returns
    -------
    tuple of Flip
        Each pair where a valid third price under ``Flip.price`` puts ``gains`` ahead.

    Examples
    --------
    >>> rule = PriceRule(formula="lowest_price", full=70)
    >>> [round(flip.price, 2) for flip in lowest_price_flips([10_000, 8_000], [88, 75], rule)]
    [7428.57]

    Notes
    -----
    D(m) = wQ (Qi - Qj) + wP F m (1/pi - 1/pj) for a lowest price m; where it is zero between 0 and
    the present lowest price, any lower third price puts i before j.
    """
    lowest = min(prices)
    of_quality, of_price = weights
    found = []
    for i, j in permutations(range(len(prices)), 2):
        by_quality = of_quality * (quality[i] - quality[j])
        by_price = of_price * rule.full * (1 / prices[i] - 1 / prices[j])
        if by_price >= 0 or by_quality <= 0:
            continue
        even = -by_quality / by_price
        if 0 < even < lowest:
            found.append(Flip(i, j, even, "below"))
    return tuple(found)


def mean_flips(
    prices: Sequence[float],
    quality: Sequence[float],
    rule: PriceRule,
    *,
    weights: tuple[float, float] = (1.0, 1.0),
) -> tuple[Flip, ...]:
    """Third prices that turn the first two bids under a formula on the mean of all bids.

    Parameters
    ----------
    prices, quality : sequence of float
    rule : PriceRule
        Of a bid-relative formula.
    weights : (float, float), optional

    Returns
    -------
    tuple of Flip
        At most one: the least dear third price, above all present ones, that takes the first place
        from the present winner without winning itself.

    Notes
    -----
    A very dear bid raises the mean, so that everyone else comes out cheap and quality decides. The
    price is found by halving between the dearest bid and a thousand times as much.
    """
    if not FORMULAS[rule.formula].is_relative:
        return ()
    now = score_prices(prices, rule, quality=quality, weights=weights)
    worst = min(quality)

    def others_first(third: float) -> tuple[int, ...]:
        after = add_bid(prices, rule, third, quality=quality, its_quality=worst, weights=weights)[1]
        return after.first

    def is_flipped(third: float) -> bool:
        first = others_first(third)
        return not set(first) & {*now.first, len(prices)}

    low, high = max(prices), max(prices) * 1000
    if is_flipped(low) or not is_flipped(high):
        return ()
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (low, middle) if is_flipped(middle) else (middle, high)
    return (Flip(others_first(high)[0], now.first[0], high, "above"),)
