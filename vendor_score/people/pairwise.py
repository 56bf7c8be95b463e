"""Weights from pairwise comparisons (AHP) by least squares on logarithms, and what to revise.

Not every pair need be compared: any set of pairs that connects all siblings gives weights. For a
full matrix they are the geometric means of the rows (Crawford & Williams 1985, Journal of
Mathematical Psychology 29; incomplete: Bozoki, Fulop & Ronyai 2010, Mathematical and Computer
Modelling 52).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Final, Literal, TypeAlias

import numpy as np

from vendor_score.scoring import Floats

__all__ = [
    "RANDOM_INDEX",
    "SCALE",
    "Judgement",
    "PairwiseFit",
    "RandomIndex",
    "Revision",
    "circular_triads",
    "consistency_ratio",
    "eigenvector_weights",
    "enumerate_random_index",
    "fit_pairs",
    "judgements_of_matrix",
    "largest_eigenvalue",
    "merge_judgements",
    "revise_first",
]

RandomIndex: TypeAlias = Literal["alonso_lamata2006", "saaty1980", "saaty2005"]
Judgement: TypeAlias = tuple[int, int, float]
"""(i, j, how many times as much the swing of i counts as that of j), places from 0."""

RANDOM_INDEX: Final[Mapping[RandomIndex, tuple[float, ...]]] = {
    "alonso_lamata2006": (
        0.5245, 0.8815, 1.1086, 1.2479, 1.3417, 1.4056, 1.4499, 1.4854, 1.5141, 1.5365, 1.5551,
        1.5713, 1.5838,
    ),
    "saaty1980": (
        0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59,
    ),
    "saaty2005": (
        0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59,
    ),
}  # fmt: skip
"""Mean consistency index of random matrices by source, for 3 to 15 siblings."""
SCALE: Final = tuple([1.0 / k for k in range(9, 1, -1)] + [float(k) for k in range(1, 10)])
"""1/9 to 9: what people are offered."""
LEAST_WITH_INDEX, MOST_WITH_INDEX = 3, 15
RECIPROCAL_SLACK: Final = 0.01
"""a_ij and 1 / a_ji may differ by so much of themselves: 0.33 stands for 1/3."""

_BRIDGE = 1e-9


@dataclass(frozen=True, kw_only=True, slots=True)
class PairwiseFit:
    """Weights from pairwise comparisons, and how well the comparisons agree.

    Attributes
    ----------
    count : int
        Siblings.
    judgements : tuple of (int, int, float)
        As stated, i < j.
    weights : tuple of float or None
        Sum 1; None where the pairs do not connect all siblings.
    residuals : tuple of float
        By judgement: ln(stated) - ln(ratio of the weights).
    others_say : tuple of (float or None)
        By judgement: the ratio that the others give; None where nothing else speaks about it.
    parts : tuple of tuple of int
        The siblings that are connected with one another; one part where there are weights.
    """

    count: int
    judgements: tuple[Judgement, ...]
    weights: tuple[float, ...] | None
    residuals: tuple[float, ...] = ()
    others_say: tuple[float | None, ...] = ()
    parts: tuple[tuple[int, ...], ...] = ()

    @property
    def freedom(self) -> int:
        """Judgements beyond those that are needed: with 0 nothing can be checked."""
        return len(self.judgements) - self.count + len(self.parts)

    @property
    def gci(self) -> float | None:
        """Geometric consistency index: 0 is perfect; None where nothing can be checked.

        Sum of squared residuals by degree of freedom; for a full matrix that of Aguaron &
        Moreno-Jimenez (2003), European Journal of Operational Research 147.
        """
        if self.weights is None or self.freedom < 1:
            return None
        return sum(e * e for e in self.residuals) / self.freedom

    @property
    def gci_limit(self) -> float | None:
        """The GCI that answers to a consistency ratio of 0.10; None for fewer than 3 siblings."""
        if not LEAST_WITH_INDEX <= self.count <= MOST_WITH_INDEX:
            return None
        index = RANDOM_INDEX["alonso_lamata2006"][self.count - LEAST_WITH_INDEX]
        return 0.2 * self.count * index / (self.count - 2)

    @property
    def is_full(self) -> bool:
        """Whether every pair was compared."""
        return len(self.judgements) == self.count * (self.count - 1) // 2

    def consistency_ratio(self, random_index: RandomIndex = "alonso_lamata2006") -> float | None:
        """CR of a full matrix; None for an incomplete one, whose random index nobody has.

        Parameters
        ----------
        random_index : {"alonso_lamata2006", "saaty1980", "saaty2005"}
            Whose mean of random matrices it is measured by.

        Returns
        -------
        float or None
        """
        if not self.is_full or self.count > MOST_WITH_INDEX:
            return None
        return consistency_ratio(_matrix(self.count, self.judgements), random_index)

    @property
    def doubts(self) -> bool:
        """Whether the judgements disagree so much that one should be looked at.

        One degree of freedom would judge a single residual, so it takes two.
        """
        gci, limit, ratio = self.gci, self.gci_limit, self.consistency_ratio()
        if gci is None or limit is None or self.freedom < 2:  # noqa: PLR2004
            return False
        return gci > limit or (ratio is not None and ratio > 0.10)  # noqa: PLR2004 - Saaty's


@dataclass(frozen=True, kw_only=True, slots=True)
class Revision:
    """A judgement that the others contradict, and what they say instead.

    Attributes
    ----------
    pair : tuple of int
        Places of the two siblings, from 0.
    stated : float
    residual : float
        ln(stated) - ln(ratio of the weights).
    others_say : float
        The ratio from all other judgements.
    nearest_on_scale : float
        The value of 1/9 to 9 nearest to it on a logarithmic scale.
    after : PairwiseFit
        With that value in place of the stated one.
    """

    pair: tuple[int, int]
    stated: float
    residual: float
    others_say: float
    nearest_on_scale: float
    after: PairwiseFit


def fit_pairs(count: int, judgements: Sequence[Judgement]) -> PairwiseFit:
    """Weights from ratios of pairs, by least squares on logarithms.

    Parameters
    ----------
    count : int
        Siblings.
    judgements : sequence of (int, int, float)
        (i, j, ratio), places from 0; a pair is given once, in either direction.

    Returns
    -------
    PairwiseFit
        Without weights where the pairs do not connect all siblings.

    Raises
    ------
    ValueError
        For a ratio that is not above 0, a place that does not exist, or a pair given twice.

    Examples
    --------
    >>> [round(w, 3) for w in fit_pairs(3, [(0, 1, 2), (1, 2, 3)]).weights]
    [0.6, 0.3, 0.1]
    >>> fit_pairs(4, [(0, 1, 3), (2, 3, 5)]).parts
    ((0, 1), (2, 3))
    """
    pairs = tuple(_upwards(count, judgement) for judgement in judgements)
    if len({(i, j) for i, j, _ in pairs}) < len(pairs):
        raise ValueError("a pair is given twice")
    parts = _parts(count, pairs)
    if len(parts) != 1:
        return PairwiseFit(count=count, judgements=pairs, weights=None, parts=parts)
    laplacian, sums = np.zeros((count, count)), np.zeros(count)
    for i, j, ratio in pairs:
        laplacian[[i, j], [i, j]] += 1.0
        laplacian[[i, j], [j, i]] -= 1.0
        sums[i] += np.log(ratio)
        sums[j] -= np.log(ratio)
    inverse = np.linalg.pinv(laplacian, hermitian=True)
    logs = inverse @ sums
    weights = np.exp(logs - logs.max())
    errors = [float(np.log(r) - (logs[i] - logs[j])) for i, j, r in pairs]
    # the share of its own residual that a judgement takes: 1 where it is the only road (a bridge)
    leverage = [float(inverse[i, i] + inverse[j, j] - 2 * inverse[i, j]) for i, j, _ in pairs]
    return PairwiseFit(
        count=count,
        judgements=pairs,
        weights=tuple((weights / weights.sum()).tolist()),
        residuals=tuple(errors),
        others_say=tuple(
            None if 1.0 - h < _BRIDGE else float(ratio * np.exp(-e / (1.0 - h)))
            for (_, _, ratio), e, h in zip(pairs, errors, leverage, strict=True)
        ),
        parts=parts,
    )


def _upwards(count: int, judgement: Judgement) -> Judgement:
    i, j, ratio = judgement
    if not (0 <= i < count and 0 <= j < count and i != j):
        raise ValueError(f"({i}, {j}) is no pair of {count} siblings")
    if not (np.isfinite(ratio) and ratio > 0):
        raise ValueError(f"{ratio:g} is no ratio above 0")
    return (i, j, float(ratio)) if i < j else (j, i, 1.0 / float(ratio))


def _parts(count: int, judgements: Sequence[Judgement]) -> tuple[tuple[int, ...], ...]:
    part = list(range(count))
    for i, j, _ in judgements:
        old, new = max(part[i], part[j]), min(part[i], part[j])
        part = [new if p == old else p for p in part]
    return tuple(tuple(k for k in range(count) if part[k] == p) for p in sorted(set(part)))


def judgements_of_matrix(
    matrix: Sequence[Sequence[float | None]],
) -> tuple[tuple[Judgement, ...], tuple[tuple[int, int], ...]]:
    """The judgements of a comparison matrix, and the pairs that contradict themselves.

    Parameters
    ----------
    matrix : sequence of sequence of (float or None)
        a_ij says how many times as much i counts as j; None or NaN where nothing was stated.

    Returns
    -------
    (tuple of (int, int, float), tuple of (int, int))
        Judgements with i < j; pairs whose two cells are not reciprocal within 1 %, which count
        as not stated.

    Examples
    --------
    >>> judgements_of_matrix([[1, 3], [0.33, 1]])
    (((0, 1, 3.0),), ())
    """
    found: list[Judgement] = []
    contradictory: list[tuple[int, int]] = []
    for i, j in combinations(range(len(matrix)), 2):
        up, down = _number(matrix[i][j]), _number(matrix[j][i])
        if up is None and down is None:
            continue
        if up is not None and down is not None and abs(up * down - 1.0) > RECIPROCAL_SLACK + 1e-12:
            contradictory.append((i, j))
        elif up is not None:
            found.append((i, j, up))
        elif down is not None:
            found.append((i, j, 1.0 / down))
    return tuple(found), tuple(contradictory)


def _number(cell: float | None) -> float | None:
    return None if cell is None or np.isnan(cell) else float(cell)


def _matrix(count: int, judgements: Sequence[Judgement]) -> Floats:
    matrix = np.ones((count, count))
    for i, j, ratio in judgements:
        matrix[i, j], matrix[j, i] = ratio, 1.0 / ratio
    return matrix


def largest_eigenvalue(matrix: Floats) -> float:
    """The principal eigenvalue of a full comparison matrix: its size, where it is consistent.

    Parameters
    ----------
    matrix : array of float, shape (siblings, siblings)

    Returns
    -------
    float
    """
    return float(np.linalg.eigvals(np.asarray(matrix, dtype=np.float64)).real.max())


def eigenvector_weights(matrix: Floats) -> Floats:
    """Weights as the principal right eigenvector of a full comparison matrix (Saaty 1977).

    Parameters
    ----------
    matrix : array of float, shape (siblings, siblings)

    Returns
    -------
    array of float, shape (siblings,)
        Sum 1. For up to three siblings the same as `fit_pairs`; beyond, the order may differ.

    Examples
    --------
    >>> eigenvector_weights([[1, 3], [1 / 3, 1]]).round(9).tolist()
    [0.75, 0.25]
    """
    values, vectors = np.linalg.eig(np.asarray(matrix, dtype=np.float64))
    # the vector of the largest root is of one sign (Perron); its sign as computed is an accident
    vector = np.abs(vectors[:, values.real.argmax()].real)
    return np.asarray(vector / vector.sum())


def consistency_ratio(matrix: Floats, random_index: RandomIndex = "alonso_lamata2006") -> float:
    """Saaty's consistency ratio of a full comparison matrix.

    Parameters
    ----------
    matrix : array of float, shape (siblings, siblings)
        At most 15 siblings.
    random_index : {"alonso_lamata2006", "saaty1980", "saaty2005"}
        The mean index of random matrices that it is measured by.

    Returns
    -------
    float
        0 for fewer than 3 siblings; above 0.10 the judgements should be looked at.

    Raises
    ------
    ValueError
        For more than 15 siblings: the group should be split.

    Notes
    -----
    CR = CI / RI with CI = (largest eigenvalue - n) / (n - 1). Alonso & Lamata (2006), International
    Journal of Uncertainty, Fuzziness and Knowledge-Based Systems 14(4), is nearest to what random
    matrices of the scale give: all 4,913 of n = 3 have a mean of 0.524457.
    """
    count = len(matrix)
    if count < LEAST_WITH_INDEX:
        return 0.0
    if count > MOST_WITH_INDEX:
        raise ValueError(f"{count} siblings are too many to compare: split the group")
    index = (largest_eigenvalue(matrix) - count) / (count - 1)
    return index / RANDOM_INDEX[random_index][count - LEAST_WITH_INDEX]


def enumerate_random_index(count: int, scale: Sequence[float] = SCALE) -> float:
    """The mean consistency index of all comparison matrices over a scale.

    Parameters
    ----------
    count : int
        Siblings, at least 2; beyond 3 there are too many matrices on the usual scale.
    scale : sequence of float
        The values that a judgement may take.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        For more than a million matrices.
    """
    pairs = list(combinations(range(count), 2))
    if len(scale) ** len(pairs) > 1_000_000:  # noqa: PLR2004 - as the docstring says
        raise ValueError("there are too many matrices to go through")
    ratios = np.array(list(product(scale, repeat=len(pairs))))
    matrices = np.ones((len(ratios), count, count))
    for column, (i, j) in enumerate(pairs):
        matrices[:, i, j], matrices[:, j, i] = ratios[:, column], 1.0 / ratios[:, column]
    roots = np.linalg.eigvals(matrices).real.max(axis=1)
    return float(((roots - count) / (count - 1)).mean())


def revise_first(fit: PairwiseFit, most: int | None = None) -> tuple[Revision, ...]:
    """The judgements that the others contradict, the most contradicted first.

    Parameters
    ----------
    fit : PairwiseFit
    most : int, optional
        How many; all without it.

    Returns
    -------
    tuple of Revision
        Judgements that nothing else speaks about are left out, and so are those in agreement.

    Notes
    -----
    Leave one out: without judgement ij the fit says a exp(-e / (1 - h)), h the leverage of the
    pair. It needs no eigenvalues and holds for incomplete sets.

    Examples
    --------
    >>> [one] = revise_first(fit_pairs(3, [(0, 1, 2), (1, 2, 2), (0, 2, 1)]), 1)
    >>> one.pair, round(one.others_say, 6)
    ((0, 1), 0.5)
    """
    if fit.weights is None:
        return ()
    told = [
        (round(abs(float(np.log(stated / other))), 9), place, other)
        for place, ((_, _, stated), other) in enumerate(
            zip(fit.judgements, fit.others_say, strict=True)
        )
        if other is not None
    ]
    order = sorted((one for one in told if one[0] > 0), key=lambda one: (-one[0], one[1]))
    return tuple(_revision(fit, place, other) for _, place, other in order[:most])


def _revision(fit: PairwiseFit, place: int, other: float) -> Revision:
    i, j, stated = fit.judgements[place]
    nearest = min(SCALE, key=lambda value: (round(abs(float(np.log(value / other))), 12), value))
    changed = (*fit.judgements[:place], (i, j, nearest), *fit.judgements[place + 1 :])
    return Revision(
        pair=(i, j),
        stated=stated,
        residual=fit.residuals[place],
        others_say=other,
        nearest_on_scale=nearest,
        after=fit_pairs(fit.count, changed),
    )


def circular_triads(fit: PairwiseFit) -> tuple[tuple[int, int, int], ...]:
    """Triples in which i counts more than j, j more than k, and k more than i: slips.

    Parameters
    ----------
    fit : PairwiseFit

    Returns
    -------
    tuple of (int, int, int)
        Each once, in the direction of the circle, its least place first.

    Examples
    --------
    >>> circular_triads(fit_pairs(3, [(0, 1, 2), (1, 2, 2), (0, 2, 0.5)]))
    ((0, 1, 2),)
    """
    more = {(i, j) if ratio > 1 else (j, i) for i, j, ratio in fit.judgements if ratio != 1}
    return tuple(
        circle
        for i, j, k in combinations(range(fit.count), 3)
        for circle in ((i, j, k), (i, k, j))
        if {(circle[0], circle[1]), (circle[1], circle[2]), (circle[2], circle[0])} <= more
    )


def merge_judgements(
    panels: Sequence[Sequence[Judgement]], votes: Sequence[float] | None = None
) -> tuple[Judgement, ...]:
    """The judgements of a panel that acts as one (AIJ): geometric means over who stated each.

    Parameters
    ----------
    panels : sequence of sequence of (int, int, float)
        The judgements of each person.
    votes : sequence of float, optional
        Weight of each person; equal without it.

    Returns
    -------
    tuple of (int, int, float)
        In the order of the pairs.

    Notes
    -----
    Aczel & Saaty (1983), Journal of Mathematical Psychology 27; normalised over those who stated
    the pair.

    Examples
    --------
    >>> [(i, j, ratio)] = merge_judgements([[(0, 1, 2)], [(1, 0, 1 / 8)]])
    >>> i, j, round(ratio, 9)
    (0, 1, 4.0)
    """
    logs: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for vote, panel in zip(votes or [1.0] * len(panels), panels, strict=True):
        for i, j, ratio in panel:
            pair, log = ((i, j), np.log(ratio)) if i < j else ((j, i), -np.log(ratio))
            logs.setdefault(pair, []).append((vote, float(log)))
    return tuple(
        (*pair, float(np.exp(sum(v * x for v, x in told) / whole)))
        for pair, told in sorted(logs.items())
        if (whole := sum(v for v, _ in told)) > 0
    )
