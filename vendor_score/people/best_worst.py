"""Weights from comparisons with the best and the worst criterion (best-worst method).

The linear model is the one for weights; the nonlinear one gives intervals, for whoever has to
reproduce a paper (Rezaei 2015, Omega 53; 2016, Omega 64).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from vendor_score.scoring import Floats

__all__ = [
    "BestWorst",
    "IntervalWeights",
    "LinearWeights",
    "input_consistency",
    "input_threshold",
    "linear_weights",
    "nonlinear_weights",
]

# Liang, Brunelli & Rezaei (2020), Omega 96: rows a_BW = 3..9, columns 3..9 criteria
_THRESHOLDS: Final = (
    (0.1667, 0.1667, 0.1667, 0.1667, 0.1667, 0.1667, 0.1667),
    (0.1121, 0.1529, 0.1898, 0.2206, 0.2527, 0.2577, 0.2683),
    (0.1354, 0.1994, 0.2306, 0.2546, 0.2716, 0.2844, 0.2960),
    (0.1330, 0.1990, 0.2643, 0.3044, 0.3144, 0.3221, 0.3262),
    (0.1294, 0.2457, 0.2819, 0.3029, 0.3144, 0.3251, 0.3403),
    (0.1309, 0.2521, 0.2958, 0.3154, 0.3408, 0.3620, 0.3657),
    (0.1359, 0.2681, 0.3062, 0.3337, 0.3517, 0.3620, 0.3662),
)
_LEAST, _MOST = 3, 9
_HALVINGS = 100
_SLACK = 1e-12


@dataclass(frozen=True, kw_only=True, slots=True)
class BestWorst:
    """The two rows of comparisons that the best-worst method asks for.

    Attributes
    ----------
    best_to_others : tuple of float
        How many times as much the best counts as each; 1 for itself.
    others_to_worst : tuple of float
        How many times as much each counts as the worst; 1 for itself.
    best, worst : int
        Their places, from 0.

    Raises
    ------
    ValueError
        For rows of different lengths, comparisons below 1, or best and worst that are the same or
        are compared twice with different results.
    """

    best_to_others: tuple[float, ...]
    others_to_worst: tuple[float, ...]
    best: int
    worst: int

    def __post_init__(self) -> None:
        count = len(self.best_to_others)
        if count != len(self.others_to_worst) or self.best == self.worst:
            raise ValueError("two rows of one length, with a best that is not the worst")
        if not (0 <= self.best < count and 0 <= self.worst < count):
            raise ValueError("best and worst are places in the rows")
        if min(*self.best_to_others, *self.others_to_worst) < 1:
            raise ValueError("comparisons are 1 or more")
        if self.best_to_others[self.worst] != self.others_to_worst[self.best]:
            raise ValueError("best and worst are compared once")
        if self.best_to_others[self.best] != 1 or self.others_to_worst[self.worst] != 1:
            raise ValueError("a criterion counts once as much as itself")

    @property
    def best_to_worst(self) -> float:
        """How many times as much the best counts as the worst."""
        return self.best_to_others[self.worst]

    def between(self) -> list[int]:
        """The places of the criteria that are neither best nor worst.

        Returns
        -------
        list of int
        """
        count = len(self.best_to_others)
        return [j for j in range(count) if j not in (self.best, self.worst)]


@dataclass(frozen=True, kw_only=True, slots=True)
class LinearWeights:
    """Weights of the linear model.

    Attributes
    ----------
    weights : tuple of float
        Sum 1.
    xi : float
        The largest deviation, itself the figure of consistency: near 0 is good.
    """

    weights: tuple[float, ...]
    xi: float


@dataclass(frozen=True, kw_only=True, slots=True)
class IntervalWeights:
    """What the nonlinear model leaves open: an interval for every weight.

    Attributes
    ----------
    low, high : tuple of float
        Shares of the whole.
    xi : float
        The least largest deviation of a ratio.
    consistency_index : float
        The largest xi that comparisons with this a_BW can have.
    consistency_ratio : float or None
        xi by the index; None where the index is 0.
    """

    low: tuple[float, ...]
    high: tuple[float, ...]
    xi: float
    consistency_index: float
    consistency_ratio: float | None


def linear_weights(stated: BestWorst) -> LinearWeights:
    """Weights of the linear best-worst method.

    Parameters
    ----------
    stated : BestWorst

    Returns
    -------
    LinearWeights

    Raises
    ------
    RuntimeError
        Where the solver fails, which no valid statement makes it do.

    Examples
    --------
    >>> found = linear_weights(BestWorst(
    ...     best_to_others=(1, 2, 4), others_to_worst=(4, 2, 1), best=0, worst=2))
    >>> [round(w, 4) for w in found.weights]
    [0.5714, 0.2857, 0.1429]
    """
    from scipy.optimize import linprog

    count, best, worst = len(stated.best_to_others), stated.best, stated.worst
    rows: list[Floats] = []
    for j in range(count):
        if j != best:
            rows += _within(count, best, j, stated.best_to_others[j])
        if j not in (best, worst):
            rows += _within(count, j, worst, stated.others_to_worst[j])
    found = linprog(
        np.append(np.zeros(count), 1.0),
        A_ub=np.array(rows),
        b_ub=np.zeros(len(rows)),
        A_eq=[np.append(np.ones(count), 0.0)],
        b_eq=[1.0],
        method="highs",
    )
    if found.x is None or not found.success:
        raise RuntimeError(found.message)
    *weights, xi = found.x.tolist()
    return LinearWeights(weights=tuple(weights), xi=xi)


def _within(count: int, more: int, less: int, ratio: float) -> list[Floats]:
    """Both sides of |w_more - ratio w_less| <= xi, as rows over weights and xi."""
    row = np.zeros(count + 1)
    row[more], row[less] = 1.0, -ratio
    last = np.append(np.zeros(count), -1.0)
    return [row + last, -row + last]


def input_consistency(stated: BestWorst) -> tuple[float, int | None]:
    """The input-based consistency ratio, and the criterion whose comparisons to look at.

    Parameters
    ----------
    stated : BestWorst

    Returns
    -------
    (float, int or None)
        0 is consistent; None where nothing stands between best and worst or nothing contradicts.

    Notes
    -----
    Liang, Brunelli & Rezaei (2020), Omega 96:
    max |a_Bj a_jW - a_BW| / (a_BW^2 - a_BW), 0 where a_BW = 1.

    Examples
    --------
    >>> input_consistency(BestWorst(
    ...     best_to_others=(1, 2, 1, 3), others_to_worst=(3, 3, 1, 1), best=0, worst=3))
    (0.5, 1)
    """
    whole = stated.best_to_worst
    if whole == 1:
        return 0.0, None
    found = {
        j: abs(stated.best_to_others[j] * stated.others_to_worst[j] - whole) / (whole**2 - whole)
        for j in stated.between()
    }
    most = max(found.values(), default=0.0)
    return most, next((j for j, value in found.items() if value == most), None) if most else None


def input_threshold(stated: BestWorst) -> float | None:
    """The input-based ratio above which comparisons should be looked at.

    Parameters
    ----------
    stated : BestWorst

    Returns
    -------
    float or None
        None beyond the published table: more than 9 criteria, or comparisons that are no whole
        numbers up to 9.
    """
    whole, count = stated.best_to_worst, len(stated.best_to_others)
    if whole in (1, 2):
        return 0.0
    if whole != int(whole) or not (_LEAST <= whole <= _MOST and _LEAST <= count <= _MOST):
        return None
    return _THRESHOLDS[int(whole) - _LEAST][count - _LEAST]


def nonlinear_weights(stated: BestWorst) -> IntervalWeights:
    """The weights that the nonlinear best-worst method leaves open, for reproducing papers.

    Parameters
    ----------
    stated : BestWorst

    Returns
    -------
    IntervalWeights

    Notes
    -----
    r = w_best / w_worst lies in an interval that narrows as xi falls; the least xi that leaves it
    open is found by bisection. Maxima over single criteria would be too low where two criteria
    bind together. The index is (1 + 2 a - sqrt(1 + 8 a)) / 2 with a = a_BW.

    Examples
    --------
    >>> round(nonlinear_weights(BestWorst(best_to_others=(1, 2, 1, 3),
    ...     others_to_worst=(3, 3, 1, 1), best=0, worst=3)).xi, 4)
    0.7143
    """
    low, high = 0.0, float(max(*stated.best_to_others, *stated.others_to_worst))
    if _is_open(stated, 0.0):
        high = 0.0
    for _ in range(_HALVINGS if high else 0):
        middle = (low + high) / 2
        low, high = (low, middle) if _is_open(stated, middle) else (middle, high)
    least, most = _to_worst(stated, high)
    whole = stated.best_to_worst
    index = (1 + 2 * whole - np.sqrt(1 + 8 * whole)) / 2
    sums = [(most.sum() - m, least.sum() - n) for m, n in zip(most, least, strict=True)]
    return IntervalWeights(
        low=tuple(float(n / (n + rest)) for n, (rest, _) in zip(least, sums, strict=True)),
        high=tuple(float(m / (m + rest)) for m, (_, rest) in zip(most, sums, strict=True)),
        xi=high,
        consistency_index=float(index),
        consistency_ratio=float(high / index) if index > 0 else None,
    )


def _ends(stated: BestWorst, xi: float) -> tuple[float, float]:
    """Between which ends w_best / w_worst may lie where no ratio is off by more than xi."""
    low, high = stated.best_to_worst - xi, stated.best_to_worst + xi
    for j in stated.between():
        a, b = stated.best_to_others[j], stated.others_to_worst[j]
        low = max(low, max(a - xi, 0.0) * max(b - xi, 0.0))
        high = min(high, (a + xi) * (b + xi))
    return low, high


def _is_open(stated: BestWorst, xi: float) -> bool:
    low, high = _ends(stated, xi)
    return low <= high + _SLACK


def _to_worst(stated: BestWorst, xi: float) -> tuple[Floats, Floats]:
    """Least and most of every weight by the worst one's, at the least xi."""
    low, high = _ends(stated, xi)
    ratio = (low + high) / 2
    count = len(stated.best_to_others)
    least, most = np.ones(count), np.ones(count)
    least[stated.best] = most[stated.best] = ratio
    for j in stated.between():
        a, b = stated.best_to_others[j], stated.others_to_worst[j]
        least[j] = max(b - xi, ratio / (a + xi))
        most[j] = min(b + xi, ratio / (a - xi) if a > xi else np.inf)
    return least, most
