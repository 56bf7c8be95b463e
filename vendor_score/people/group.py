"""Several people's weights and levels as those of a group, and who disagrees with the result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vendor_score.scoring import Floats, Whole, leaders, weighted_mean

__all__ = [
    "Consensus",
    "GroupPoints",
    "MinorityView",
    "Severity",
    "decisive_judges",
    "group_points",
    "group_weights",
    "minority_views",
    "own_scores",
    "severity",
    "vote_shares",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Consensus:
    """What the panel agreed on for one cell; it takes the place of the mean, never of a ballot.

    Attributes
    ----------
    vendor, criterion : int
        Row and column.
    points : float
        0 to 100.
    reason : str
    """

    vendor: int
    criterion: int
    points: float
    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("a consensus needs a reason")


@dataclass(frozen=True, kw_only=True, eq=False)
class GroupPoints:
    """The points of a panel.

    Attributes
    ----------
    points : array of float, shape (vendors, criteria)
        Means of points, or the consensus; NaN where nobody judged.
    mean_before_consensus : array of float, shape (vendors, criteria)
    judged_by : array of int, shape (vendors, criteria)
        How many judged each cell.
    consensus_outside_range : tuple of (int, int)
        Cells whose consensus lies outside all single levels.
    """

    points: Floats
    mean_before_consensus: Floats
    judged_by: Whole
    consensus_outside_range: tuple[tuple[int, int], ...]


def vote_shares(count: int, votes: Sequence[float] | None = None) -> Floats:
    """Vote weights of evaluators as shares.

    Parameters
    ----------
    count : int
        Evaluators.
    votes : sequence of float, optional
        0 or more; equal without it.

    Returns
    -------
    array of float, shape (evaluators,)
        Sum 1.

    Raises
    ------
    ValueError
        For another number of votes, a negative one, or none above 0.
    """
    given = np.ones(count) if votes is None else np.asarray(votes, dtype=np.float64)
    if given.shape != (count,) or (given < 0).any() or given.sum() <= 0:
        raise ValueError("a vote of 0 or more for every evaluator, one at least above 0")
    return np.asarray(given / given.sum())


def group_weights(weights: Floats, votes: Sequence[float] | None = None) -> Floats:
    """Leaf weights of a group: the mean of its members' leaf weights.

    Parameters
    ----------
    weights : array of float, shape (evaluators, criteria)
        Leaf weights, each row with sum 1.
    votes : sequence of float, optional
        Equal without it.

    Returns
    -------
    array of float, shape (criteria,)

    Notes
    -----
    Aggregation of individual priorities with the arithmetic mean (Forman & Peniwati 1998, European
    Journal of Operational Research 108). Means of *leaf* weights: only then is the group's score
    the mean of its members' scores. Means of local weights, multiplied, are other numbers.

    Examples
    --------
    >>> group_weights(np.array([[0.5, 0.5], [0.9, 0.1]])).round(9).tolist()
    [0.7, 0.3]
    """
    table = np.asarray(weights, dtype=np.float64)
    return vote_shares(len(table), votes) @ table


def group_points(
    levels: Floats,
    votes: Sequence[float] | None = None,
    consensus: Sequence[Consensus] = (),
) -> GroupPoints:
    """The mean of the points of those who judged, cell by cell; a consensus takes its place.

    Parameters
    ----------
    levels : array of float, shape (evaluators, vendors, criteria)
        Points of the levels, NaN where blank, abstained or recused: never 0.
    votes : sequence of float, optional
        Normalised over those who judged a cell; equal without it.
    consensus : sequence of Consensus

    Returns
    -------
    GroupPoints

    Examples
    --------
    >>> found = group_points(np.array([[[75.0, np.nan]], [[25.0, 60.0]]]))
    >>> found.points.tolist(), found.judged_by.tolist()
    ([[50.0, 60.0]], [[2, 1]])
    """
    table = np.asarray(levels, dtype=np.float64)
    judged = ~np.isnan(table)
    shares = vote_shares(len(table), votes)[:, None, None] * judged
    whole = shares.sum(axis=0)
    sums = (shares * np.nan_to_num(table)).sum(axis=0)
    means = np.where(whole > 0, sums / np.where(whole > 0, whole, 1.0), np.nan)
    points, outside = means.copy(), []
    for one in consensus:
        cell = (one.vendor, one.criterion)
        single = table[:, *cell][judged[:, *cell]]
        points[cell] = one.points
        if len(single) and not single.min() <= one.points <= single.max():
            outside.append(cell)
    return GroupPoints(
        points=points,
        mean_before_consensus=means,
        judged_by=judged.sum(axis=0),
        consensus_outside_range=tuple(outside),
    )


def own_scores(weights: Floats, levels: Floats, group: Floats) -> Floats:
    """The score of every vendor as each evaluator sees it.

    Parameters
    ----------
    weights : array of float, shape (evaluators, criteria)
    levels : array of float, shape (evaluators, vendors, criteria)
        Own points, NaN where not judged: there the group's count.
    group : array of float, shape (vendors, criteria)
        The group's points, NaN where excluded.

    Returns
    -------
    array of float, shape (evaluators, vendors)
    """
    own = np.where(np.isnan(levels), group, levels)
    return np.array([weighted_mean(p, w) for p, w in zip(own, weights, strict=True)])


@dataclass(frozen=True, kw_only=True, eq=False)
class MinorityView:
    """Why an evaluator's own first is not the group's: parts that add up to the whole difference.

    Attributes
    ----------
    evaluator, own_first, group_first : int
    own_lead : float
        Points by which own first leads the group's first in the evaluator's own ranking.
    group_lead : float
        The same in the group's ranking: 0 or below.
    by_weights, by_levels : array of float, shape (criteria,)
        Points from weighing otherwise, and from judging otherwise.
    """

    evaluator: int
    own_first: int
    group_first: int
    own_lead: float
    group_lead: float
    by_weights: Floats
    by_levels: Floats


def minority_views(
    weights: Floats, levels: Floats, votes: Sequence[float] | None = None
) -> tuple[MinorityView, ...]:
    """Every evaluator whose own first is not the group's, and where that comes from.

    Parameters
    ----------
    weights : array of float, shape (evaluators, criteria)
    levels : array of float, shape (evaluators, vendors, criteria)
        NaN where not judged; every cell judged by somebody.
    votes : sequence of float, optional

    Returns
    -------
    tuple of MinorityView
        In the order of the evaluators.

    Notes
    -----
    With d and D the own and the group's difference of points of the two vendors, the product rule
    in its symmetric form splits w d - W D into (w - W)(d + D)/2 and (w + W)(d - D)/2.
    """
    table = np.asarray(levels, dtype=np.float64)
    group, whole = group_points(table, votes).points, group_weights(weights, votes)
    first = leaders(weighted_mean(group, whole))
    own = np.where(np.isnan(table), group, table)
    found = []
    for e, scores in enumerate(own_scores(weights, table, group)):
        ahead = leaders(scores)
        if not first or not ahead or set(ahead) & set(first):
            continue
        k, a = ahead[0], first[0]
        d, big = own[e, k] - own[e, a], group[k] - group[a]
        found.append(
            MinorityView(
                evaluator=e,
                own_first=k,
                group_first=a,
                own_lead=float(scores[k] - scores[a]),
                group_lead=float(whole @ big),
                by_weights=(weights[e] - whole) * (d + big) / 2,
                by_levels=(weights[e] + whole) / 2 * (d - big),
            )
        )
    return tuple(found)


@dataclass(frozen=True, kw_only=True, eq=False)
class Severity:
    """Strict and lenient judges, as a check that never enters a score.

    Attributes
    ----------
    by_evaluator : array of float, shape (evaluators,)
        Points above (lenient) or below (strict) the others on the same cells; sum 0 over those
        who share cells, directly or by way of others; NaN for who judged nothing.
    adjusted : array of float, shape (vendors, criteria)
        What the cells would be worth with all judges equally strict; NaN where nobody judged.
    """

    by_evaluator: Floats
    adjusted: Floats


def severity(levels: Floats) -> Severity:
    """How strict each judge is, by least squares on v = cell + judge.

    Parameters
    ----------
    levels : array of float, shape (evaluators, vendors, criteria)
        Points, NaN where not judged.

    Returns
    -------
    Severity

    Notes
    -----
    The additive model of rows and columns without interaction. Judges are comparable only where
    cells connect them, so every connected part has its own zero.
    """
    table = np.asarray(levels, dtype=np.float64)
    flat = table.reshape(len(table), -1)
    judged = ~np.isnan(flat)
    counts = judged.sum(axis=0)
    filled = np.where(judged, flat, 0.0)
    means = filled.sum(axis=0) / np.maximum(counts, 1)
    # normal equations of the judges, after the cells are eliminated
    shared = judged / np.maximum(counts, 1)
    laplacian = np.diag(judged.sum(axis=1).astype(np.float64)) - judged @ shared.T
    sums = np.where(judged, flat - means, 0.0).sum(axis=1)
    # the pseudo-inverse is 0 on the constants of each part: sum 0 in each of them
    bias = np.linalg.pinv(laplacian, hermitian=True) @ sums
    adjusted = (np.where(judged, flat - bias[:, None], 0.0)).sum(axis=0) / np.maximum(counts, 1)
    return Severity(
        by_evaluator=np.where(judged.any(axis=1), bias, np.nan),
        adjusted=np.where(counts > 0, adjusted, np.nan).reshape(table.shape[1:]),
    )


def decisive_judges(
    weights: Floats, levels: Floats, votes: Sequence[float] | None = None
) -> Mapping[int, list[int]]:
    """Evaluators without whom another vendor would be first, and who that would be.

    Parameters
    ----------
    weights : array of float, shape (evaluators, criteria)
    levels : array of float, shape (evaluators, vendors, criteria)
    votes : sequence of float, optional

    Returns
    -------
    mapping of int to list of int
        By evaluator, the vendors in first place without it; empty with a single evaluator.
    """
    shares = vote_shares(len(weights), votes)
    first = _first(weights, levels, shares)
    found: dict[int, list[int]] = {}
    for e in range(len(shares)):
        rest = np.delete(shares, e)
        if rest.sum() <= 0:
            continue
        without = _first(np.delete(weights, e, axis=0), np.delete(levels, e, axis=0), rest)
        if without != first:
            found[e] = without
    return found


def _first(weights: Floats, levels: Floats, votes: Floats) -> list[int]:
    points = group_points(levels, votes.tolist()).points
    return leaders(weighted_mean(points, group_weights(weights, votes.tolist())))
