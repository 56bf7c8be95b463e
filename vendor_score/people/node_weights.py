"""Weights of siblings from what one person states: swings, points or a rank order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from vendor_score.scoring import Floats, Indices
from vendor_score.weights import WeightNode, enter_weights, leaf_shares

__all__ = [
    "NodeWeights",
    "RankRule",
    "StatedMethod",
    "StatedNote",
    "combine_nodes",
    "point_weights",
    "rank_weights",
    "swing_weights",
    "weigh_node",
]

StatedMethod: TypeAlias = Literal["swing", "points", "rank"]
RankRule: TypeAlias = Literal["roc", "rank_sum", "rank_reciprocal"]
StatedNote: TypeAlias = Literal["incomplete", "all_zero", "largest", "sum"]

FULL = 100.0
"""What the largest swing is given, and what allocated points add up to."""
POINT_SLACK = 0.5
"""A sum of points so near to 100 is 100: 33 + 33 + 33.4 is rounding, not a slip."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NodeWeights:
    """What a person stated about the children of one node, and the weights that follow.

    Attributes
    ----------
    method : {"swing", "points", "rank"}
    stated : tuple of (float or None)
        In the order of the children; None where nothing was stated, which is no 0.
    weights : tuple of float or None
        Shares of the node, sum 1; None where the node counts as not judged.
    notes : tuple of str
        ``incomplete``: a child without a number; ``all_zero``: no child has weight; ``largest``:
        the largest swing is not 100; ``sum``: the points do not add up to 100.
    """

    method: StatedMethod
    stated: tuple[float | None, ...]
    weights: tuple[float, ...] | None
    notes: tuple[StatedNote, ...] = ()

    @property
    def figure(self) -> float:
        """The figure that ``notes`` is about: the largest swing, or the sum of the points."""
        given = [value for value in self.stated if value is not None]
        return max(given, default=0.0) if self.method == "swing" else sum(given)


def weigh_node(
    method: StatedMethod, stated: Sequence[float | None], *, rule: RankRule = "roc"
) -> NodeWeights:
    """The weights of siblings by the method that a person chose for their node.

    Parameters
    ----------
    method : {"swing", "points", "rank"}
    stated : sequence of (float or None)
        A number for each child; None where nothing was stated.
    rule : {"roc", "rank_sum", "rank_reciprocal"}
        How a rank order becomes weights.

    Returns
    -------
    NodeWeights
        Without weights where a child has no number, or all have 0.

    Raises
    ------
    ValueError
        For a number that is negative or not finite.

    Examples
    --------
    >>> weigh_node("points", [50, 30, 10]).notes
    ('sum',)
    >>> weigh_node("swing", [100, None]).weights is None
    True
    """
    given = tuple(None if value is None else float(value) for value in stated)
    numbers = [value for value in given if value is not None]
    _check(numbers)
    if not given or len(numbers) < len(given):
        return NodeWeights(method=method, stated=given, weights=None, notes=("incomplete",))
    if method == "rank":
        weights = rank_weights(numbers, rule)
        return NodeWeights(method=method, stated=given, weights=tuple(weights.tolist()))
    if not any(numbers):
        return NodeWeights(method=method, stated=given, weights=None, notes=("all_zero",))
    weights = np.asarray(numbers) / sum(numbers)
    return NodeWeights(
        method=method, stated=given, weights=tuple(weights.tolist()), notes=_notes(method, numbers)
    )


def _notes(method: StatedMethod, numbers: Sequence[float]) -> tuple[StatedNote, ...]:
    if method == "swing":
        return () if max(numbers) == FULL else ("largest",)
    return () if abs(sum(numbers) - FULL) <= POINT_SLACK else ("sum",)


def swing_weights(swings: Sequence[float]) -> Floats:
    """Weights from swings: the largest step from worst to best gets 100, the others 0 to 100.

    Parameters
    ----------
    swings : sequence of float
        One for each sibling, 0 or more, any largest number.

    Returns
    -------
    array of float, shape (siblings,)
        Sum 1.

    Raises
    ------
    ValueError
        For a negative or infinite number, or where all are 0.

    Notes
    -----
    Edwards & Barron (1994), Organizational Behavior and Human Decision Processes 60: w = s / sum s.
    SMART (Edwards 1977), where the least swing gets 10, is the same formula after another question.

    Examples
    --------
    >>> swing_weights([100, 60, 40]).tolist()
    [0.5, 0.3, 0.2]
    """
    _check(swings)
    total = float(sum(swings))
    if total <= 0:
        raise ValueError("at least one number must be above 0")
    return np.asarray(swings, dtype=np.float64) / total


def point_weights(points: Sequence[float]) -> Floats:
    """Weights from points shared out among siblings, which should add up to 100.

    Parameters
    ----------
    points : sequence of float
        One for each sibling, 0 or more.

    Returns
    -------
    array of float, shape (siblings,)
        Sum 1.

    Raises
    ------
    ValueError
        For a negative or infinite number, or where all are 0.

    Examples
    --------
    >>> point_weights([50, 30, 20]).tolist()
    [0.5, 0.3, 0.2]
    """
    return swing_weights(points)


def rank_weights(ranks: Sequence[float], rule: RankRule = "roc") -> Floats:
    """Weights from a rank order of siblings, 1 for the most important; ties are allowed.

    Parameters
    ----------
    ranks : sequence of float
        Read as an order only: 1, 2, 2, 4 says the same as 1, 2, 2, 3.
    rule : {"roc", "rank_sum", "rank_reciprocal"}
        ``roc``: the centroid of all weights that keep the order.

    Returns
    -------
    array of float, shape (siblings,)
        Sum 1.

    Raises
    ------
    ValueError
        For a rank that is negative or not finite, or without any.

    Notes
    -----
    ROC: Barron & Barrett (1996), Management Science 42(11); the two others: Stillwell, Seaver &
    Edwards (1981). Tied siblings share the mean of the strict weights of the places that they take
    up, which is the mean over all strict orders that the ties allow: no order is stated between
    them. Whoever means equal weights says so as a limit.

    Examples
    --------
    >>> rank_weights([1, 2, 2]).round(4).tolist()
    [0.6111, 0.1944, 0.1944]
    """
    _check(ranks)
    if not len(ranks):
        raise ValueError("at least one rank is needed")
    order, strict = np.asarray(ranks, dtype=np.float64), _strict_weights(len(ranks), rule)
    rows = np.sort(order)
    first: Indices = np.searchsorted(rows, order)
    last: Indices = np.searchsorted(rows, order, side="right")
    return np.array([strict[a:b].mean() for a, b in zip(first, last, strict=True)])


def _strict_weights(count: int, rule: RankRule) -> Floats:
    places = np.arange(1, count + 1, dtype=np.float64)
    if rule == "roc":
        return np.cumsum((1.0 / places)[::-1])[::-1] / count
    if rule == "rank_sum":
        return 2.0 * (count + 1 - places) / (count * (count + 1))
    return np.asarray((1.0 / places) / (1.0 / places).sum())


def combine_nodes(
    tree: Sequence[WeightNode], judged: Iterable[Mapping[str, float]]
) -> dict[str, float]:
    """Leaf weights from the weights that were judged, node by node; other nodes keep the tree's.

    Parameters
    ----------
    tree : sequence of WeightNode
        Groups and criteria with the weights of the file.
    judged : iterable of mapping of str to float
        For each judged node the weights of its children by id.

    Returns
    -------
    dict of str to float
        Share of the whole by criterion, sum 1: the product of the shares down the tree.

    Raises
    ------
    WeightError
        Where no leaf has weight.

    Examples
    --------
    >>> tree = (WeightNode(id="a", weight=1), WeightNode(id="b", weight=1))
    >>> combine_nodes(tree, [{"a": 0.75, "b": 0.25}])
    {'a': 0.75, 'b': 0.25}
    """
    entered: dict[str, float] = {}
    for node in judged:
        entered |= node
    return leaf_shares(enter_weights(tree, entered))


def _check(numbers: Sequence[float]) -> None:
    for number in numbers:
        if not (np.isfinite(number) and number >= 0):
            raise ValueError(f"{number:g} is no number of 0 or more")
