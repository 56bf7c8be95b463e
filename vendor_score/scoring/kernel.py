"""The scoring kernel: missing rules, weighted means, ranks, first places and ties of arrays.

Everything that ranks vendors goes through these functions, so that two parts of the program cannot
disagree about what a score is, when two scores tie, or who is first. The kernel knows arrays only:
rows are vendors, columns criteria, NaN stands for an answer that is excluded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

__all__ = [
    "AHEAD",
    "DECIMALS",
    "TIE",
    "Flags",
    "Floats",
    "Scores",
    "Whole",
    "competition_ranks",
    "is_tie",
    "leaders",
    "mean_of_sums",
    "missing_points",
    "round_score",
    "round_scores",
    "row_sums",
    "weighted_mean",
    "weighted_sum",
]

Floats: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]
Flags: TypeAlias = np.ndarray[Any, np.dtype[np.bool_]]
Whole: TypeAlias = np.ndarray[Any, np.dtype[np.int_]]

DECIMALS = 9
"""Decimals to which scores are compared: sums of decimal weights differ in the sixteenth digit."""

TIE = 10.0**-DECIMALS
"""Points closer than which two scores tie."""

AHEAD = 2 * TIE
"""Points by which a score must lie above another one to be above it after rounding, surely."""


@dataclass(frozen=True, slots=True)
class Scores:
    """The weighted sum of every vendor, as `weighted_sum` gives it.

    Attributes
    ----------
    scores : array of float, shape (vendors,)
        Points, 0 to 100; 0 where nothing counts.
    contributions : array of float, shape (vendors, criteria)
        Points by criterion; a row adds up to the score.
    weights : array of float, shape (vendors, criteria)
        The weights that count for the vendor: shares normalised over the criteria that are not
        excluded (sum 1), 0 for the excluded.
    counted : array of float, shape (vendors,)
        The share of the whole that counts; where it is 0 the vendor has no score.
    """

    scores: Floats
    contributions: Floats
    weights: Floats
    counted: Floats


def missing_points(rule: Literal["exclude", "worst", "fail"] | float) -> float:
    """Points that a missing rule gives to an answer that is not there.

    Parameters
    ----------
    rule : "exclude", "worst", "fail" or float
        What criteria.yaml says under ``missing``.

    Returns
    -------
    float
        0 to 100; NaN for ``exclude``.

    Examples
    --------
    >>> missing_points("worst"), missing_points(30.0), missing_points("exclude")
    (0.0, 30.0, nan)
    """
    if isinstance(rule, str):
        return float("nan") if rule == "exclude" else 0.0
    return rule


def weighted_sum(points: Floats, weights: Floats) -> Scores:
    """Contributions and scores of every vendor (Fishburn 1967).

    Parameters
    ----------
    points : array of float, shape (vendors, criteria)
        0 to 100, NaN where the answer is excluded.
    weights : array of float, shape (criteria,)
        Shares of the whole, sum 1.

    Returns
    -------
    Scores
        s = sum(w v) / sum(w) over the criteria that count for the vendor.

    Examples
    --------
    >>> found = weighted_sum(np.array([[80.0, 40.0], [60.0, np.nan]]), np.array([0.75, 0.25]))
    >>> found.scores.tolist(), found.counted.tolist()
    ([70.0, 60.0], [1.0, 0.75])
    """
    counts = ~np.isnan(points)
    counted = row_sums(np.where(counts, weights, 0.0))
    # only a vendor that lacks something is divided: 1 / 0.9999999999999999 would move a last digit
    excluded = (~counts & (weights > 0)).any(axis=1)
    whole = np.where(excluded & (counted > 0), counted, 1.0)
    own = np.where(counts, weights, 0.0) / whole[:, None]
    contributions = own * np.where(counts, points, 0.0)
    return Scores(row_sums(contributions), contributions, own, counted)


def weighted_mean(points: Floats, weights: Floats) -> Floats:
    """Scores alone, by the matrix product: for what-ifs that are worked out many times over.

    Agrees with `weighted_sum` to about 1e-13 points; compare both through `round_scores`.

    Parameters
    ----------
    points : array of float, shape (vendors, criteria) or (criteria,)
        0 to 100, NaN where the answer is excluded.
    weights : array of float, shape (criteria,)
        Shares of the whole.

    Returns
    -------
    array of float, shape (vendors,) or ()
        NaN for a vendor that has nothing left to score.

    Examples
    --------
    >>> weighted_mean(np.array([[80.0, 40.0], [np.nan, np.nan]]), np.array([0.75, 0.25])).tolist()
    [70.0, nan]
    """
    counted = ~np.isnan(points)
    return mean_of_sums(np.nan_to_num(points) @ weights, counted @ weights)


def mean_of_sums(sums: Floats, masses: Floats) -> Floats:
    """Weighted sums divided by the weights that went into them; NaN where there are none.

    Parameters
    ----------
    sums, masses : arrays of float of one shape
        sum(w v) in points, and sum(w) over what counts.

    Returns
    -------
    array of float of the same shape
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(masses > 0, sums / masses, np.nan))


def round_score(score: float) -> float:
    """One score, or difference of scores, as it is compared."""
    return round(score, DECIMALS)


def round_scores(scores: ArrayLike) -> Floats:
    """Scores as they are compared: rounded to `DECIMALS`; NaN stays."""
    return np.asarray(np.round(np.asarray(scores, dtype=np.float64), DECIMALS))


def is_tie(score: float, other: float) -> bool:
    """Whether two scores, in points, count as equal.

    Examples
    --------
    >>> is_tie(0.1 + 0.2, 0.3), is_tie(70.0, 70.001)
    (True, False)
    """
    return round_score(score) == round_score(other)


def leaders(scores: ArrayLike) -> list[int]:
    """The rows in first place: several where they tie, none where nobody has a score.

    Parameters
    ----------
    scores : array of float, shape (vendors,)
        Points; NaN for a vendor without a score.

    Returns
    -------
    list of int

    Examples
    --------
    >>> leaders([70.0, 70.0 + 1e-12, 60.0, np.nan])
    [0, 1]
    """
    compared = round_scores(scores)
    if np.isnan(compared).all():
        return []
    return np.flatnonzero(compared == np.nanmax(compared)).tolist()


def competition_ranks(scores: ArrayLike, *, higher_is_better: bool = True) -> Whole:
    """Ranks 1, 2, 2, 4: ties share the better place, scores compared to `DECIMALS` decimals.

    Parameters
    ----------
    scores : array of float, shape (vendors,)
    higher_is_better : bool
        False for methods whose figure is a distance.

    Returns
    -------
    array of int, shape (vendors,)

    Examples
    --------
    >>> competition_ranks([50.0, 40.0, 40.0, 10.0]).tolist()
    [1, 2, 2, 4]
    """
    figures = round_scores(scores)
    ordered = np.sort(-figures if higher_is_better else figures)
    return np.searchsorted(ordered, -figures if higher_is_better else figures, side="left") + 1


def row_sums(array: Floats) -> Floats:
    """Row sums, column after column in file order.

    numpy's own sum adds in pairs and blocks whose size depends on the array, so that a vendor's
    last digit would depend on who else is in the list.
    """
    total = np.zeros(len(array))
    for column in array.T:
        total += column
    return total
