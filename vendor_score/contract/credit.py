"""The fee reduction for missed service levels, on the same value functions as the selection.

lost = sum of w_j max(0, v_j(target) - v_j(actual)) / sum of w_j: what is better never offsets what
is worse, and below the scale the last segment runs on, so that ever worse figures cost ever more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from vendor_score.contract.records import CreditResult

__all__ = ["Measured", "Tolerance", "level_points", "sla_credit", "tolerance_of"]

Points = Sequence[tuple[float, float]]
_MOST = 100.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Tolerance:
    """How far a month's figure may miss its target before it counts as missed.

    Attributes
    ----------
    share_of_time : float
        Part of a target in seconds.
    points_of_share : float
        Percentage points of a share.
    of_score : float
        Of a score such as 4.8 of 5.
    """

    share_of_time: float = 0.05
    points_of_share: float = 0.5
    of_score: float = 0.02


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """A month's figure; None where none was delivered. ``count`` is what a share was taken of."""

    value: float | None
    count: int | None = None


def level_points(anchors: Points, answer: float) -> float:
    """Points of an answer; beyond the poor end the last segment runs on below 0.

    Parameters
    ----------
    anchors : sequence of (float, float)
        Answer and points, in any order.
    answer : float
        In the unit of the anchors.

    Returns
    -------
    float
        At most the best anchor's points.

    Examples
    --------
    >>> level_points([(10, 100), (30, 50), (60, 0)], 75)
    -25.0
    """
    at = sorted(anchors)
    if len(at) == 1:
        return at[0][1]
    low, high = at[0], at[-1]
    if answer <= low[0]:
        return low[1] if low[1] >= high[1] else _on(at[0], at[1], answer)
    if answer >= high[0]:
        return high[1] if high[1] >= low[1] else _on(at[-2], at[-1], answer)
    after = next(n for n, (x, _) in enumerate(at) if x > answer)
    return _on(at[after - 1], at[after], answer)


def _on(a: tuple[float, float], b: tuple[float, float], answer: float) -> float:
    return a[1] + (b[1] - a[1]) * (answer - a[0]) / (b[0] - a[0])


def tolerance_of(
    unit: str | None, target: float, count: int | None, allowed: Tolerance | None = None
) -> float:
    """How far a figure may miss its target: two standard errors of a share whose count is known.

    Parameters
    ----------
    unit : str or None
        Of the criterion: ``%``, ``s``, ``/5`` ...
    target : float
        In that unit.
    count : int or None
        What a share was taken of.
    allowed : Tolerance, optional
        The usual one unless given.

    Returns
    -------
    float
        In the unit.

    Examples
    --------
    >>> tolerance_of("s", 20, None)
    1.0
    >>> round(tolerance_of("%", 97, 900), 3)
    1.137
    """
    allowed = allowed or Tolerance()
    if unit == "%":
        if count:
            share = min(max(target / _MOST, 0.0), 1.0)
            return 2 * _MOST * sqrt(share * (1 - share) / count)
        return allowed.points_of_share
    if unit is not None and unit.startswith("/"):
        return allowed.of_score
    return allowed.share_of_time * abs(target)


def sla_credit(  # noqa: PLR0913 - the parts of one formula
    *,
    weights: Mapping[str, float],
    targets: Mapping[str, float],
    actual: Mapping[str, float | None],
    anchors: Mapping[str, Points],
    fee: float,
    rate: float = 1.0,
    cap: float = 0.2,
    tolerance: Mapping[str, float] | float = 0.0,
) -> CreditResult:
    """The reduction of a month's fee.

    Parameters
    ----------
    weights, targets : mapping of str to float
        By criterion; targets in the unit of its anchors.
    actual : mapping of str to float or None
        The month's figures; where none was delivered (None), all points of the target are lost.
    anchors : mapping of str to sequence of (float, float)
        Answer and points, by criterion.
    fee : float
        Of the month.
    rate, cap : float, optional
        Part of the fee for a loss of all points, and the largest part of it.
    tolerance : mapping or float, optional
        In the unit of each criterion: a miss within it is none; beyond it the whole miss counts.

    Returns
    -------
    CreditResult

    Raises
    ------
    ValueError
        Without weights, or where rate, cap or fee are negative.

    Examples
    --------
    >>> result = sla_credit(weights={"r": 1}, targets={"r": 20}, actual={"r": 30},
    ...     anchors={"r": [(10, 100), (30, 50), (60, 0)]}, fee=1000, cap=0.5)
    >>> result.lost, result.credit
    (25.0, 250.0)
    """
    total = sum(weights.values())
    if total <= 0 or min(fee, rate, cap) < 0:
        raise ValueError("weights, fee, rate and cap have to be positive")
    lost_by = {
        id: _lost(
            anchors[id],
            targets[id],
            actual.get(id),
            tolerance if isinstance(tolerance, int | float) else tolerance.get(id, 0.0),
        )
        for id in weights
    }
    lost = sum(weights[id] * lost_by[id] for id in weights) / total
    part = rate * lost / _MOST
    return CreditResult(
        points_lost=lost_by, lost=lost, credit=fee * min(cap, part), capped=part > cap
    )


def _lost(anchors: Points, target: float, actual: float | None, tolerance: float) -> float:
    wanted = level_points(anchors, target)
    if actual is None:
        return max(0.0, wanted)
    # Half a millionth forgives what the arithmetic of doubles adds to an exact tolerance.
    if abs(actual - target) <= tolerance + 1e-9:
        return 0.0
    return max(0.0, wanted - level_points(anchors, actual))
