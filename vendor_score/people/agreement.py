"""How far evaluators agree: about levels, about weights, and about who comes first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vendor_score.robustness.assess import kendall_w
from vendor_score.scoring import Floats

__all__ = [
    "FIVE_LEVELS",
    "intraclass_correlation",
    "krippendorff_alpha",
    "mean_difference",
    "mean_spearman",
    "share_within_one_level",
    "weight_distance",
]

FIVE_LEVELS = (0.0, 25.0, 50.0, 75.0, 100.0)
"""Points of five levels in even steps."""


def krippendorff_alpha(ratings: Floats) -> float | None:
    """Krippendorff's alpha with the interval metric, blanks allowed.

    Parameters
    ----------
    ratings : array of float, shape (raters, units)
        Points, NaN where a rater did not judge.

    Returns
    -------
    float or None
        1 is perfect, 0 what chance gives; None where all judgements are equal or none can be
        compared.

    Notes
    -----
    1 - D_o / D_e (Krippendorff 2004, Content Analysis, ch. 11). It is low, or negative, where
    vendors are alike, however near the levels: it never stands without `mean_difference`.

    Examples
    --------
    >>> round(krippendorff_alpha(np.array([[75, 75, 75, 100], [75, 100, 75, 75.], [75] * 4])), 3)
    -0.1
    """
    units = [unit for unit in _units(ratings) if len(unit) > 1]
    values = np.concatenate(units) if units else np.zeros(0)
    count = len(values)
    if count < 2 or (values == values[0]).all():  # noqa: PLR2004
        return None
    observed = sum(_squares(unit) / (len(unit) - 1) for unit in units) / count
    return 1.0 - observed / (_squares(values) / (count * (count - 1)))


def _units(ratings: Floats) -> list[Floats]:
    table = np.asarray(ratings, dtype=np.float64)
    return [column[~np.isnan(column)] for column in table.T]


def _squares(values: Floats) -> float:
    """Sum over ordered pairs of the squared difference."""
    centred = values - values.mean()
    return float(2 * len(values) * (centred @ centred))


def _pairs(ratings: Floats) -> list[tuple[float, float]]:
    return [
        (float(unit[a]), float(unit[b]))
        for unit in _units(ratings)
        for a in range(len(unit))
        for b in range(a + 1, len(unit))
    ]


def mean_difference(ratings: Floats) -> float | None:
    """The mean absolute difference of two judgements of the same thing.

    Parameters
    ----------
    ratings : array of float, shape (raters, units)
        Points, NaN where a rater did not judge.

    Returns
    -------
    float or None
        In points; None where nothing was judged twice.

    Examples
    --------
    >>> mean_difference(np.array([[75.0, 50.0], [50.0, 50.0]]))
    12.5
    """
    pairs = _pairs(ratings)
    return float(np.mean([abs(a - b) for a, b in pairs])) if pairs else None


def share_within_one_level(ratings: Floats, levels: Sequence[float] = FIVE_LEVELS) -> float | None:
    """The share of pairs of judgements that are at most one level apart.

    Parameters
    ----------
    ratings : array of float, shape (raters, units)
        Points, NaN where a rater did not judge.
    levels : sequence of float
        The points of the levels.

    Returns
    -------
    float or None
        0 to 1; None where nothing was judged twice.
    """
    steps = sorted(levels)
    places = np.arange(len(steps), dtype=np.float64)
    pairs = [np.interp(pair, steps, places) for pair in _pairs(ratings)]
    return float(np.mean([abs(a - b) <= 1 + 1e-9 for a, b in pairs])) if pairs else None


def intraclass_correlation(ratings: Floats) -> float | None:
    """ICC(A,1), absolute agreement of single raters, for a full table.

    Parameters
    ----------
    ratings : array of float, shape (targets, raters)

    Returns
    -------
    float or None
        None with a blank, with fewer than two raters or targets, or where all is equal.

    Notes
    -----
    McGraw & Wong (1996), Psychological Methods 1; ICC(2,1) of Shrout & Fleiss (1979).
    """
    table = np.asarray(ratings, dtype=np.float64)
    if table.ndim != 2 or min(table.shape) < 2 or np.isnan(table).any():  # noqa: PLR2004
        return None
    n, k = table.shape
    rows, columns, whole = table.mean(axis=1), table.mean(axis=0), table.mean()
    between = k * ((rows - whole) ** 2).sum() / (n - 1)
    raters = n * ((columns - whole) ** 2).sum() / (k - 1)
    rest = ((table - rows[:, None] - columns + whole) ** 2).sum() / ((n - 1) * (k - 1))
    below = between + (k - 1) * rest + k * (raters - rest) / n
    return float((between - rest) / below) if below > 0 else None


def mean_spearman(rankings: Sequence[Sequence[float]]) -> float | None:
    """The mean rank correlation over pairs of evaluators, from Kendall's W.

    Parameters
    ----------
    rankings : sequence of sequence of float
        One sequence of figures or ranks per evaluator over the same vendors.

    Returns
    -------
    float or None
        -1 to 1; None where W is. With two evaluators W is 0.5 for unrelated rankings, this is 0.

    Examples
    --------
    >>> mean_spearman([[1, 2, 3], [3, 2, 1]])
    -1.0
    """
    concordance = kendall_w(rankings)
    judges = len(rankings)
    return None if concordance is None else (judges * concordance - 1) / (judges - 1)


def weight_distance(weights: Floats, other: Floats) -> float:
    """The share of the whole weight that would have to move to make two weightings equal.

    Parameters
    ----------
    weights, other : arrays of float, shape (criteria,)
        Each with sum 1.

    Returns
    -------
    float
        0 to 1.

    Examples
    --------
    >>> round(weight_distance(np.array([0.5, 0.5]), np.array([0.8, 0.2])), 9)
    0.3
    """
    return float(np.abs(np.asarray(weights) - np.asarray(other)).sum() / 2)
