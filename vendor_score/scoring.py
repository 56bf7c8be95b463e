"""The scoring kernel: missing rules, musts, weighted means, ranks, first places, ties and tips.

Everything that ranks vendors goes through these functions, so that two parts of the program cannot
disagree about what a score is, when two scores tie, or who is first. The kernel knows arrays only:
rows are vendors, columns criteria, NaN stands for an answer that is excluded.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
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
    "Indices",
    "MustResult",
    "ScoreLines",
    "Scores",
    "Whole",
    "competition_ranks",
    "is_tie",
    "leaders",
    "mean_of_sums",
    "missing_points",
    "must_result",
    "round_score",
    "round_scores",
    "row_sums",
    "weighted_mean",
    "weighted_sum",
]

Floats: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]
Flags: TypeAlias = np.ndarray[Any, np.dtype[np.bool_]]
Whole: TypeAlias = np.ndarray[Any, np.dtype[np.int_]]
Indices: TypeAlias = np.ndarray[Any, np.dtype[np.intp]]

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


class MustResult(Enum):
    """What a must does to a vendor: nothing, knocks it out, or leaves it unconfirmed."""

    MET = "met"
    BROKEN = "broken"
    UNTESTED = "untested"


def must_result(*, holds: bool | None, refused: bool = False) -> MustResult:
    """The result of a must, whatever weight the criterion has.

    Parameters
    ----------
    holds : bool or None
        Whether every point of the reading meets the must; None for an answer that is not there.
    refused : bool
        Whether the vendor refused to answer, which knocks out as breaking it does.

    Returns
    -------
    MustResult

    Examples
    --------
    >>> must_result(holds=False).value, must_result(holds=None).value
    ('broken', 'untested')
    >>> must_result(holds=None, refused=True).value
    'broken'
    """
    if holds is None:
        return MustResult.BROKEN if refused else MustResult.UNTESTED
    return MustResult.MET if holds else MustResult.BROKEN


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
    # NaN must not reach a product: NaN x 0 is NaN, also where the weight is 0
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
    # numpy divides before `where` chooses: 0 / 0 is meant to happen and is thrown away
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(masses > 0, sums / masses, np.nan))


def round_score(score: float) -> float:
    """One score, or difference of scores, as it is compared.

    Parameters
    ----------
    score : float
        In points.

    Returns
    -------
    float
    """
    return round(score, DECIMALS)


def round_scores(scores: ArrayLike) -> Floats:
    """Scores as they are compared: rounded to `DECIMALS`; NaN stays.

    Parameters
    ----------
    scores : array of float, any shape
        In points; NaN stays.

    Returns
    -------
    array of float
        Of the same shape.
    """
    return np.asarray(np.round(np.asarray(scores, dtype=np.float64), DECIMALS))


def is_tie(score: float, other: float) -> bool:
    """Whether two scores, in points, count as equal.

    Parameters
    ----------
    score : float
        In points.
    other : float
        In points.

    Returns
    -------
    bool

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
    # nanmax of nothing warns and gives NaN
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
    # 1 + how many are strictly better is the rank, which the first place of an equal one in the
    # sorted list says without counting for each vendor
    figures = round_scores(scores)
    ordered = np.sort(-figures if higher_is_better else figures)
    return np.searchsorted(ordered, -figures if higher_is_better else figures, side="left") + 1


def row_sums(array: Floats) -> Floats:
    """Row sums, column after column in file order.

    numpy's own sum adds in pairs and blocks whose size depends on the array, so that a vendor's
    last digit would depend on who else is in the list.

    Parameters
    ----------
    array : array of float, shape (vendors, criteria)
        Without NaN.

    Returns
    -------
    array of float
        Shape (vendors,).
    """
    total = np.zeros(len(array))
    for column in array.T:
        total += column
    return total


@dataclass(frozen=True, kw_only=True, eq=False)
class ScoreLines:
    """Every vendor's score along the share x of one node: (n0 + n1 x) / (d0 + d1 x).

    The lines hold strictly between 0 and 1: at an end a vendor can be left with nothing to score.

    Attributes
    ----------
    share : float
        The node's present share of the whole.
    low, high : float
        The shares that the node can have: 0 and 1, or its present share where nothing else could
        take up the rest, or nothing inside could take a share.
    now : array of float, shape (vendors,)
        The present scores; NaN for a vendor without one.
    n0, n1, d0, d1 : arrays of float, shape (vendors,)
        Weighted points and weight that counts; without an excluded answer d0 is 1 and d1 is 0.

    Notes
    -----
    Triantaphyllou & Sanchez (1997), Decision Sciences 28(1), one weight at a time.

    Examples
    --------
    A with 80 and 40 points, B with 60 and 60, by the share of the first criterion:

    >>> zeros, ones = np.zeros(2), np.ones(2)
    >>> lines = ScoreLines(share=0.75, low=0.0, high=1.0, now=np.array([70.0, 60.0]),
    ...     n0=np.array([40.0, 60.0]), n1=np.array([40.0, 0.0]), d0=ones, d1=zeros)
    >>> float(np.nanmin(lines.crossings(0, np.array([1]))))
    0.5
    """

    share: float
    low: float
    high: float
    now: Floats
    n0: Floats
    n1: Floats
    d0: Floats
    d1: Floats

    def beyond(self, x: float, way: int) -> tuple[Floats, Floats, Floats]:
        """Score, slope and curvature of every vendor just beyond a share.

        Two scores that agree in all three are the same function.

        Parameters
        ----------
        x : float
            A share, 0 to 1.
        way : int
            1 going up, -1 going down.

        Returns
        -------
        (array of float, array of float, array of float)
            Three of shape (vendors,): points, points per unit of share, and how that changes; -inf:
            nothing to score.
        """
        # quotient rule on N / D with N and D linear: the numerator of the slope has no x in it, so
        # that the second derivative is -2 D' / D times the slope
        mass = self.d0 + self.d1 * x
        with np.errstate(invalid="ignore", divide="ignore"):
            score = np.where(mass > 0, (self.n0 + self.n1 * x) / mass, -np.inf)
            slope = (self.n1 * self.d0 - self.n0 * self.d1) / mass**2
            bend = -2.0 * slope * self.d1 / mass
        return score, np.nan_to_num(way * slope), np.nan_to_num(bend)

    def crossings(self, a: Indices | int, b: Indices) -> Floats:
        """Shares at which two vendors are equal.

        Parameters
        ----------
        a : array of int, shape (pairs,), or int
            Rows of vendors.
        b : array of int, shape (pairs,)
            Rows of vendors.

        Returns
        -------
        array of float
            Shape (2, pairs); NaN where there is none.

        Notes
        -----
        The roots of N_a D_b - N_b D_a, a polynomial of degree 2 at most.
        """
        # N_a / D_a = N_b / D_b multiplied out, coefficient by coefficient of x
        c0 = self.n0[a] * self.d0[b] - self.n0[b] * self.d0[a]
        c1 = (self.n0[a] * self.d1[b] + self.n1[a] * self.d0[b]) - (
            self.n0[b] * self.d1[a] + self.n1[b] * self.d0[a]
        )
        c2 = self.n1[a] * self.d1[b] - self.n1[b] * self.d1[a]
        return _roots(np.atleast_1d(c0), np.atleast_1d(c1), np.atleast_1d(c2))


def _roots(c0: Floats, c1: Floats, c2: Floats) -> Floats:
    """The real roots of c0 + c1 x + c2 x^2, shape (2, n), NaN where there are none.

    In the form that does not cancel (Press et al. 2007, Numerical Recipes, 5.6), which also holds
    for a straight line (c2 = 0).
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        # adding what has the same sign: -b + sqrt(b^2 - 4ac) would cancel where b is large
        q = -0.5 * (c1 + np.copysign(np.sqrt(c1 * c1 - 4 * c0 * c2), c1))
        roots = np.array([q / c2, c0 / q])
    return np.where(np.isfinite(roots), roots, np.nan)
