"""The formulas of the aggregation methods: a prepared matrix in, a figure per vendor out.

Each is a small function of our own that follows its paper; its row in `methods.METHODS` names the
class of scikit-criteria that the tests hold it to. Criteria have positive weights that sum to 1.

Notes
-----
The operations stand in the order in which scikit-criteria does them, so that both give the same
digits; `methods` hands the matrix over column by column (Fortran order) for the same reason.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from vendor_score.errors import MethodRefusalError
from vendor_score.ranking.matrices import Matrix, inverted
from vendor_score.scoring import DECIMALS, Flags, Floats, competition_ranks

if TYPE_CHECKING:
    Levels = np.ndarray[Any, np.dtype[np.int_]]

__all__ = [
    "aras",
    "cocoso",
    "codas",
    "copras",
    "edas",
    "electre1",
    "electre2",
    "ervd",
    "full_multiplicative_form",
    "kernel",
    "mabac",
    "mairca",
    "marcos",
    "multimoora",
    "ocra",
    "probid",
    "ram",
    "ratio_moora",
    "reference_point_moora",
    "rim",
    "simplified_probid",
    "simus",
    "spotis",
    "topsis",
    "vikor",
    "waspas",
    "weighted_product",
    "weighted_sum",
]


CODAS_THRESHOLD = 0.02
ERVD_POWER, ERVD_LOSSES = 0.88, 2.25  # Kahneman & Tversky's (1992), as Shyur et al. use them

_NOISE = 1e-9  # a solver's share so near to 0 is meant to be 0


def weighted_sum(matrix: Matrix) -> Floats:
    """Sum of w x (Fishburn 1967).

    Parameters
    ----------
    matrix : Matrix
        Prepared as the method's row in `methods.METHODS` says.

    Returns
    -------
    array of float
        Shape (vendors,); more is better.
    """
    return np.asarray(np.inner(matrix.figures, matrix.weights))


def weighted_product(matrix: Matrix) -> Floats:
    """Product of x ** w (Bridgman 1922; Miller & Starr 1963).

    Parameters
    ----------
    matrix : Matrix
        Prepared as the method's row in `methods.METHODS` says.

    Returns
    -------
    array of float
        Shape (vendors,); more is better.
    """
    # by logarithms: a product of forty numbers would leave the range of a float
    logarithms = np.log10(matrix.figures) * matrix.weights
    return np.asarray(10.0 ** logarithms.sum(axis=1), dtype=np.float64)


def topsis(matrix: Matrix) -> Floats:
    """Relative closeness to the ideal (Hwang & Yoon 1981).

    Parameters
    ----------
    matrix : Matrix
        Prepared as the method's row in `methods.METHODS` says.

    Returns
    -------
    array of float
        Shape (vendors,): 0 to 1; more is better. NaN where best and worst are the same.
    """
    weighted = matrix.figures * matrix.weights
    best, worst = _ends(weighted, matrix)
    to_best, to_worst = _distances(weighted, best[None]), _distances(weighted, worst[None])
    return np.asarray(to_worst / (to_best + to_worst)).ravel()


def vikor(matrix: Matrix) -> Floats:
    """Q with v = 0.5, compromise sets not merged (Opricovic & Tzeng 2004); less is better.

    Parameters
    ----------
    matrix : Matrix
        Prepared as the method's row in `methods.METHODS` says.

    Returns
    -------
    array of float
        Shape (vendors,): 0 to 1; less is better.
    """
    best, worst = _ends(matrix.figures, matrix)
    # a criterion in which all are alike regrets nothing: 0 / 0 counts as 0
    regret = np.nan_to_num((matrix.figures - best) / (worst - best)) * matrix.weights
    group_and_own = np.column_stack((regret.sum(axis=1), regret.max(axis=1)))
    low, high = group_and_own.min(axis=0), group_and_own.max(axis=0)
    return np.asarray(np.nan_to_num((group_and_own - low) / (high - low)) @ [0.5, 0.5])


def copras(matrix: Matrix) -> Floats:
    """Utility degree in percent (Zavadskas & Kaklauskas 1996).

    Parameters
    ----------
    matrix : Matrix
        Prepared as the method's row in `methods.METHODS` says.

    Returns
    -------
    array of float
        Shape (vendors,): percent of the best; more is better.
    """
    weighted = matrix.figures * matrix.weights
    gains, costs = _sums(weighted, matrix.directions > 0), _sums(weighted, matrix.directions < 0)
    # as published; the least cost cancels out but for the digits, which follow scikit-criteria
    least = costs.min()
    significance = gains + (least * costs.sum()) / (costs * (least / costs).sum())
    return np.asarray(significance / significance.max() * 100.0)


def ratio_moora(matrix: Matrix) -> Floats:
    """Ratio system (Brauers & Zavadskas 2006).

    Parameters
    ----------
    matrix : Matrix
        Prepared as the method's row in `methods.METHODS` says.

    Returns
    -------
    array of float
        Shape (vendors,); more is better.
    """
    return np.asarray(np.inner(matrix.figures, matrix.weights * matrix.directions))


def reference_point_moora(matrix: Matrix) -> Floats:
    """Largest weighted distance to the best of each column (ibid.); less is better.

    Parameters
    ----------
    matrix : Matrix
        Prepared as the method's row in `methods.METHODS` says.

    Returns
    -------
    array of float
        Shape (vendors,); less is better.
    """
    best, _ = _ends(matrix.figures, matrix)
    return np.asarray(np.abs(matrix.weights * (matrix.figures - best)).max(axis=1))


def full_multiplicative_form(matrix: Matrix) -> Floats:
    """Product of w x where more is better over that where less is (Brauers & Zavadskas 2010).

    Parameters
    ----------
    matrix : Matrix
        Prepared as the method's row in `methods.METHODS` says.

    Returns
    -------
    array of float
        Shape (vendors,); more is better.
    """
    return np.asarray(np.exp(_log_form(matrix)))


def multimoora(matrix: Matrix) -> Floats:
    """How many vendors each beats in more of the three MOORA orders than it loses (ibid.).

    Parameters
    ----------
    matrix : Matrix
        Prepared as the method's row in `methods.METHODS` says.

    Returns
    -------
    array of float
        Shape (vendors,): vendors beaten; more is better.
    """
    orders = (
        competition_ranks(ratio_moora(matrix)),
        competition_ranks(reference_point_moora(matrix), higher_is_better=False),
        competition_ranks(_log_form(matrix)),
    )
    # a smaller rank is better: the sign counts orders won less orders lost, pair by pair
    ahead = sum(np.sign(order[None, :] - order[:, None]) for order in orders)
    return np.asarray((np.asarray(ahead) > 0).sum(axis=1), dtype=np.float64)


def aras(matrix: Matrix) -> Floats:
    """Utility degree against the ideal row (Zavadskas & Turskis 2010).

    Takes the matrix before scaling, since the ideal row takes part in it.

    Parameters
    ----------
    matrix : Matrix
        Prepared as the method's row in `methods.METHODS` says.

    Returns
    -------
    array of float
        Shape (vendors,): share of the ideal; more is better.
    """
    # the ideal row is scaled together with the vendors, so that costs are inverted first
    gain = inverted(matrix)
    ideal = gain.figures.max(axis=0)
    sums = gain.figures.sum(axis=0) + ideal
    scale = np.divide(1.0, sums, out=np.zeros_like(sums), where=sums != 0)
    scores = (gain.figures * scale * matrix.weights).sum(axis=1)
    return np.asarray(scores / (ideal * scale * matrix.weights).sum())


def mabac(matrix: Matrix) -> Floats:
    """Distance from the border approximation area (Pamucar & Cirovic 2015).

    Parameters
    ----------
    matrix : Matrix
        Prepared as the method's row in `methods.METHODS` says.

    Returns
    -------
    array of float
        Shape (vendors,): distance; more is better.
    """
    weighted = (matrix.figures + 1) * matrix.weights
    border = np.prod(weighted, axis=0) ** (1 / len(weighted))
    return np.asarray((weighted - border).sum(axis=1))


def mairca(matrix: Matrix) -> Floats:
    """Total gap between theoretical and real ponder (Pamucar et al. 2014); less is better.

    Takes columns from 0 for the worst to 1 for the best vendor.

    Parameters
    ----------
    matrix : Matrix
        Prepared as the method's row in `methods.METHODS` says.

    Returns
    -------
    array of float
        Shape (vendors,): gap; less is better.
    """
    theoretical = matrix.weights / len(matrix.vendors)  # every vendor is as likely to be preferred
    return np.asarray((theoretical - theoretical * matrix.figures).sum(axis=1))


def marcos(matrix: Matrix) -> Floats:
    """Utility between the anti-ideal and the ideal (Stevic et al. 2020).

    Parameters
    ----------
    matrix : Matrix
        Prepared as the method's row in `methods.METHODS` says.

    Returns
    -------
    array of float
        Shape (vendors,): utility; more is better.

    Raises
    ------
    MethodRefusalError
        Where the anti-ideal row holds nothing but zeros.
    """
    # a column of zeros has no best to divide by and says nothing
    lacking = np.abs(matrix.figures).max(axis=0) == 0
    if lacking.any():
        matrix = _without(matrix, lacking)
    is_gain = matrix.directions > 0
    if is_gain.all() and not matrix.figures.min(axis=0).any():
        raise MethodRefusalError("methods.refusal.empty_anti_ideal", method="marcos")
    best, worst = _ends(matrix.figures, matrix)
    extended = np.vstack([worst, matrix.figures, best])
    sums = (np.where(is_gain, extended / best, best / extended) * matrix.weights).sum(axis=1)
    to_worst, to_best = sums[1:-1] / sums[0], sums[1:-1] / sums[-1]
    both = to_best + to_worst
    f_best, f_worst = to_worst / both, to_best / both
    return np.asarray(both / (1 + (1 - f_best) / f_best + (1 - f_worst) / f_worst))


def edas(matrix: Matrix) -> Floats:
    """Appraisal score from distances to the average (Keshavarz Ghorabaee et al. 2015).

    A column of zeros has no average to compare with; it says nothing and is left out.

    Parameters
    ----------
    matrix : Matrix
        Prepared as the method's row in `methods.METHODS` says.

    Returns
    -------
    array of float
        Shape (vendors,): 0 to 1; more is better.
    """
    matrix = _without(matrix, matrix.figures.mean(axis=0) == 0)
    mean = matrix.figures.mean(axis=0)
    divisor = np.where(mean == 0, 1.0, mean)
    above, is_gain = matrix.figures - mean, matrix.directions > 0
    better = np.maximum(0, np.where(is_gain, above, -above)) / divisor * matrix.weights
    worse = np.maximum(0, np.where(is_gain, -above, above)) / divisor * matrix.weights
    gain, loss = better.sum(axis=1), worse.sum(axis=1)
    return np.asarray(0.5 * (gain / (gain.max() or 1.0) + (1 - loss / (loss.max() or 1.0))))


def codas(matrix: Matrix) -> Floats:
    """Relative assessment, threshold 0.02 (Keshavarz Ghorabaee et al. 2016).

    Parameters
    ----------
    matrix : Matrix
        Prepared as the method's row in `methods.METHODS` says.

    Returns
    -------
    array of float
        Shape (vendors,); more is better.
    """
    weighted = matrix.figures * matrix.weights
    above = weighted - weighted.min(axis=0)
    straight, along = np.sqrt((above**2).sum(axis=1)), np.abs(above).sum(axis=1)
    apart = straight[:, None] - straight[None, :]
    # the distance along the criteria counts only where the straight ones differ enough
    differs = (np.abs(apart) >= CODAS_THRESHOLD).astype(int)
    return np.asarray((apart + differs * (along[:, None] - along[None, :])).sum(axis=1))


def waspas(matrix: Matrix) -> Floats:
    """Half weighted sum, half weighted product (Zavadskas et al. 2012).

    Parameters
    ----------
    matrix : Matrix
        Prepared as the method's row in `methods.METHODS` says.

    Returns
    -------
    array of float
        Shape (vendors,); more is better.
    """
    return 0.5 * weighted_sum(matrix) + 0.5 * weighted_product(matrix)


def cocoso(matrix: Matrix) -> Floats:
    """Combined compromise of weighted sum and exponential product (Yazdani et al. 2019).

    Parameters
    ----------
    matrix : Matrix
        Prepared as the method's row in `methods.METHODS` says.

    Returns
    -------
    array of float
        Shape (vendors,); more is better.

    Raises
    ------
    MethodRefusalError
        Where a vendor is the worst in everything.
    """
    nothing = ~matrix.figures.any(axis=1)
    if nothing.any():
        vendor = matrix.vendors[int(np.argmax(nothing))]
        raise MethodRefusalError("methods.refusal.worst_everywhere", method="cocoso", vendor=vendor)
    sums = (matrix.figures * matrix.weights).sum(axis=1)
    powers = (matrix.figures**matrix.weights).sum(axis=1)
    both = sums + powers
    share = both / both.sum()
    to_worst = sums / sums.min() + powers / powers.min()
    to_best = (0.5 * sums + 0.5 * powers) / (0.5 * sums.max() + 0.5 * powers.max())
    product, total = share * to_worst * to_best, share + to_worst + to_best
    return np.asarray(product ** (1 / 3) + total * (1 / 3))


def ervd(matrix: Matrix) -> Floats:
    """Closeness in relative value, seen from the mean of each column (Shyur et al. 2015).

    Parameters
    ----------
    matrix : Matrix
        Prepared as the method's row in `methods.METHODS` says.

    Returns
    -------
    array of float
        Shape (vendors,): 0 to 1; more is better.
    """
    gain = (matrix.figures - matrix.figures.mean(axis=0)) * matrix.directions
    value = np.where(gain > 0, 1.0, -ERVD_LOSSES) * np.abs(gain) ** ERVD_POWER
    to_best = (np.abs(value - value.max(axis=0)) * matrix.weights).sum(axis=1)
    to_worst = (np.abs(value - value.min(axis=0)) * matrix.weights).sum(axis=1)
    return np.asarray(to_worst / (to_best + to_worst))


def ocra(matrix: Matrix) -> Floats:
    """Operational competitiveness rating (Parkan 1994).

    Parameters
    ----------
    matrix : Matrix
        Prepared as the method's row in `methods.METHODS` says.

    Returns
    -------
    array of float
        Shape (vendors,): from 0 for the worst; more is better.
    """
    least, most, is_gain = matrix.figures.min(axis=0), matrix.figures.max(axis=0), matrix.directions
    saved = (most - matrix.figures) * matrix.weights / least
    gained = (matrix.figures - least) * matrix.weights / least
    savings, gains = _sums(saved, is_gain < 0), _sums(gained, is_gain > 0)
    rating = (savings - savings.min()) + (gains - gains.min())
    return np.asarray(rating - rating.min())


def probid(matrix: Matrix) -> Floats:
    """Preference by the spectrum of ideals and the average (Wang et al. 2021).

    Parameters
    ----------
    matrix : Matrix
        Prepared as the method's row in `methods.METHODS` says.

    Returns
    -------
    array of float
        Shape (vendors,); more is better.
    """
    weighted = matrix.figures * matrix.weights
    to_ideals = _distances(weighted, _ideals(weighted, matrix))
    to_mean = _distances(weighted, weighted.mean(axis=0)[None]).ravel()
    count = len(weighted)
    half = (count + count % 2) // 2
    # the ideal in the middle belongs to both halves
    to_better = (to_ideals[:, :half] * (1 / np.arange(1, half + 1))).sum(axis=1)
    nearness = 1 / (count - np.arange(half, count + 1) + 1)
    to_worse = (to_ideals[:, half - 1 :] * nearness).sum(axis=1)
    return np.asarray(1 / (1 + (to_better / to_worse) ** 2) + to_mean)


def simplified_probid(matrix: Matrix) -> Floats:
    """The same by the outer quarters of the spectrum only (ibid.).

    Parameters
    ----------
    matrix : Matrix
        Prepared as the method's row in `methods.METHODS` says.

    Returns
    -------
    array of float
        Shape (vendors,); more is better.
    """
    weighted = matrix.figures * matrix.weights
    to_ideals = _distances(weighted, _ideals(weighted, matrix))
    count = len(weighted)
    quarter = max(1, count // 4)
    to_better = (to_ideals[:, :quarter] * (1 / np.arange(1, quarter + 1))).sum(axis=1)
    nearness = 1 / (count - np.arange(count - quarter, count))
    to_worse = (to_ideals[:, count - quarter :] * nearness).sum(axis=1)
    return np.asarray(to_worse / to_better)


def ram(matrix: Matrix) -> Floats:
    """Root assessment (Sotoudeh-Anvari 2023).

    Parameters
    ----------
    matrix : Matrix
        Prepared as the method's row in `methods.METHODS` says.

    Returns
    -------
    array of float
        Shape (vendors,); more is better.
    """
    weighted = matrix.figures * matrix.weights
    gains, costs = _sums(weighted, matrix.directions > 0), _sums(weighted, matrix.directions < 0)
    return np.asarray((2 + gains) ** (1 / (2 + costs)))


def rim(matrix: Matrix) -> Floats:
    """Closeness to the reference ideal, here the best of each scale (Cables et al. 2016).

    Parameters
    ----------
    matrix : Matrix
        Prepared as the method's row in `methods.METHODS` says.

    Returns
    -------
    array of float
        Shape (vendors,): 0 to 1; more is better.
    """
    low, high = _bounds(matrix)
    is_gain = matrix.directions > 0
    best, worst = np.where(is_gain, high, low), np.where(is_gain, low, high)
    from_best = np.abs(matrix.figures - best)
    # the best itself is at no distance, on a scale without any width too
    nearness = np.where(from_best == 0, 1.0, 1 - from_best / np.abs(worst - best))
    weighted = nearness * matrix.weights
    to_best = np.linalg.norm(weighted - matrix.weights, axis=1)
    to_worst = np.linalg.norm(weighted, axis=1)
    return np.asarray(to_worst / (to_best + to_worst))


def spotis(matrix: Matrix) -> Floats:
    """Distance to the ideal within each scale (Dezert et al. 2020); less is better.

    Parameters
    ----------
    matrix : Matrix
        Prepared as the method's row in `methods.METHODS` says.

    Returns
    -------
    array of float
        Shape (vendors,): 0 to 1; less is better.
    """
    matrix = _without(matrix, np.ptp(_bounds(matrix), axis=0) == 0)
    low, high = _bounds(matrix)
    best = np.where(matrix.directions > 0, high, low)
    return np.asarray((np.abs((matrix.figures - best) / (high - low)) * matrix.weights).sum(axis=1))


def simus(matrix: Matrix) -> Floats:
    """Sequential linear programmes, first ranking (Munier 2011); knows nothing of weights.

    Every criterion in turn is the goal of a programme that shares one unit of effort among vendors
    while the other criteria stay within their best. Equal vendors share one variable: the
    programme would give all to one of them.

    Parameters
    ----------
    matrix : Matrix
        Prepared as the method's row in `methods.METHODS` says.

    Returns
    -------
    array of float
        Shape (vendors,); more is better.
    """
    figures, back = np.unique(matrix.figures, axis=0, return_inverse=True)
    directions = matrix.directions.astype(np.float64)
    limits = np.where(directions > 0, figures.max(axis=0), figures.min(axis=0))
    stages = np.array(
        [_stage(figures, directions, limits, goal) for goal in range(figures.shape[1])]
    )
    totals = stages.sum(axis=1, keepdims=True)
    shares = np.divide(stages, totals, out=np.zeros_like(stages), where=totals != 0)
    taking_part = (shares > _NOISE).sum(axis=0) / len(shares)
    return np.asarray((shares.sum(axis=0) * taking_part)[back.ravel()])


def _stage(figures: Floats, directions: Floats, limits: Floats, goal: int) -> Floats:
    """One programme of `simus`: as much (as little) of the goal as the others' limits allow."""
    from scipy import optimize  # loaded by whoever asks for smallest changes anyway

    others = np.arange(figures.shape[1]) != goal
    found = optimize.linprog(
        -directions[goal] * figures[:, goal],
        A_ub=(directions * figures)[:, others].T if others.any() else None,
        b_ub=(directions * limits)[others] if others.any() else None,
        method="highs",
    )
    if found.x is None:  # without a limit (a single criterion) nobody is preferred
        return np.zeros(len(figures))
    return np.asarray(found.x, dtype=np.float64)


def _ends(figures: Floats, matrix: Matrix) -> tuple[Floats, Floats]:
    """Best and worst of each column, by its direction."""
    high, low, is_gain = figures.max(axis=0), figures.min(axis=0), matrix.directions > 0
    return np.where(is_gain, high, low), np.where(is_gain, low, high)


def _ideals(weighted: Floats, matrix: Matrix) -> Floats:
    """The spectrum of ideals: each column sorted from best to worst."""
    ascending = np.sort(weighted, axis=0)
    return np.where(matrix.directions > 0, ascending[::-1], ascending)


def _distances(rows: Floats, points: Floats) -> Floats:
    """Straight distance of each row to each point, shape (rows, points), column after column."""
    squares = np.zeros((len(rows), len(points)))
    for column in range(rows.shape[1]):
        apart = rows[:, column, None] - points[None, :, column]
        squares += apart * apart
    return np.asarray(np.sqrt(squares))


def _sums(figures: Floats, columns: Flags) -> Floats:
    """Row sums over some of the columns."""
    return np.asarray(np.compress(columns, figures, axis=1).sum(axis=1))


def _log_form(matrix: Matrix) -> Floats:
    """The logarithm of the multiplicative form."""
    logarithms = np.log(matrix.figures * matrix.weights)
    return _sums(logarithms, matrix.directions > 0) - _sums(logarithms, matrix.directions < 0)


def _without(matrix: Matrix, columns: Flags) -> Matrix:
    rows, kept = range(len(matrix.vendors)), np.nonzero(~columns)[0].tolist()
    if len(kept) in {0, len(matrix.criteria)}:
        return matrix
    some = matrix.take(rows, kept)
    return replace(some, figures=np.asfortranarray(some.figures))


def _bounds(matrix: Matrix) -> Floats:
    """Least and most of each scale: 0-100 for points, else what the vendors span."""
    if matrix.in_points:
        width = matrix.figures.shape[1]
        return np.array([[0.0] * width, [100.0] * width])
    return np.stack([matrix.figures.min(axis=0), matrix.figures.max(axis=0)])


# ELECTRE I and II: who outranks whom, by concordance and discordance.


def kernel(matrix: Matrix, *, p: float = 0.65, q: float = 0.35) -> tuple[str, ...]:
    """The vendors that none outranks with concordance ``p`` and discordance ``q`` (Roy 1968).

    Parameters
    ----------
    matrix : Matrix
        Prepared as the method's row in `methods.METHODS` says.
    p : float, optional
        Concordance from which on one outranks another, 0 to 1.
    q : float, optional
        Discordance up to which it does, 0 to 1.

    Returns
    -------
    tuple of str
        Names.
    """
    concordance, discordance = _indices(matrix)
    outranks = (concordance >= p) & (discordance <= q)
    free = np.nonzero(~np.any(outranks, axis=0))[0]
    return tuple(matrix.vendors[row] for row in free)


def electre1(matrix: Matrix) -> Floats:
    """Always a refusal that names the kernel: ELECTRE I ranks nobody.

    Parameters
    ----------
    matrix : Matrix
        Prepared as the method's row in `methods.METHODS` says.

    Returns
    -------
    array of float
        Never.

    Raises
    ------
    MethodRefusalError
        That names the kernel.
    """
    names = ", ".join(kernel(matrix)) or "–"
    raise MethodRefusalError("methods.refusal.kernel", method="electre1", kernel=names)


def electre2(matrix: Matrix) -> Floats:
    """Mean of the direct and the inverse order; less is better (Roy & Bertier 1971).

    Thresholds of Gomes et al. (2004): concordance 0.65, 0.5, 0.35, discordance 0.65, 0.35.

    Parameters
    ----------
    matrix : Matrix
        Prepared as the method's row in `methods.METHODS` says.

    Returns
    -------
    array of float
        Shape (vendors,): mean of two ranks; less is better.
    """
    concordance, discordance = _indices(matrix)
    stronger, weaker = discordance <= 0.35, discordance <= 0.65  # noqa: PLR2004 - see above
    ahead = concordance > concordance.T
    firmly = (concordance >= 0.65) & weaker | (concordance >= 0.5) & stronger  # noqa: PLR2004
    loosely = (concordance >= 0.35) & weaker  # noqa: PLR2004
    outranks = ahead & (firmly | loosely)
    direct, inverse = _levels(outranks), _levels(outranks.T)
    return np.asarray((direct + inverse.max() + 1 - inverse) / 2.0, dtype=np.float64)


def _indices(matrix: Matrix) -> tuple[Floats, Floats]:
    """Concordance and discordance of each vendor against each; NaN on the diagonal."""
    gains = matrix.figures * matrix.directions
    # Roy's scale: the widest column of all, which is why ELECTRE is given columns that sum to 1
    widest = np.ptp(matrix.figures, axis=0).max()
    concordance = [((row >= gains) * matrix.weights).sum(axis=1) for row in gains]
    discordance = [np.maximum(gains - row, 0.0).max(axis=1) / widest for row in gains]
    indices = np.round([concordance, discordance], DECIMALS)
    indices[:, np.arange(len(gains)), np.arange(len(gains))] = np.nan
    return indices[0], indices[1]


def _levels(outranks: Flags) -> Levels:
    """1 for those whom none outranks, 2 for those whom none of the rest does; a ring shares one."""
    levels = np.zeros(len(outranks), dtype=np.int_)
    left, level = np.arange(len(outranks)), 1
    while left.size:
        free = ~outranks[np.ix_(left, left)].any(axis=0)
        free = free if free.any() else np.ones_like(free)
        levels[left[free]] = level
        left, level = left[~free], level + 1
    return levels
