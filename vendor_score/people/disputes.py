"""Which disagreements decide who is first: hold, flip share, certainty and guarantee.

The model: every disputed cell takes the points of one of its judges, drawn by vote, independently
of the others; everything else stays. It leaves out that a judge may be kind to one vendor in all
cells, so it stands beside `group.decisive_judges`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

import numpy as np

from vendor_score.people.group import vote_shares
from vendor_score.scoring import TIE, Floats, Indices, leaders, round_scores
from vendor_score.weights import WeightNode

__all__ = [
    "Cell",
    "Disagreement",
    "Guarantee",
    "guarantee",
    "node_flip_shares",
    "weigh_disagreement",
]

_Counts = np.ndarray[Any, np.dtype[np.uint16]]
Cell = tuple[int, int]
"""(vendor, criterion), places from 0."""
DRAWS: Final = 10_000
MOST_COMBINATIONS: Final = 20_000
"""Up to so many ways to mix opinions, all are gone through."""
_OUTER, _INNER = 1_024, 1_000
_LEAST_FLIP = 0.01
_LONGEST_AGENDA = 5
_HALF = TIE / 2
_SLACK = 1e-9


@dataclass(frozen=True, kw_only=True, eq=False)
class _Dispute:
    """A disputed cell: the different points that its judges give, and the votes for each."""

    cell: Cell
    weight: float
    values: Floats
    shares: Floats


@dataclass(frozen=True, kw_only=True, eq=False)
class _Mixes:
    """Ways to mix opinions: for every dispute, which value each way takes; how likely each is."""

    choices: _Counts
    chances: Floats
    scores: Floats


@dataclass(frozen=True, kw_only=True, eq=False)
class Disagreement:
    """What the disputed cells of a panel decide.

    Attributes
    ----------
    scores : array of float, shape (vendors,)
        The group's.
    hold : array of float, shape (vendors,)
        Share of the ways to mix opinions in which each vendor is first, ties shared.
    flips : mapping of (int, int) to float
        By disputed cell: how often taking another colleague's level there changes who is first.
    ranges : mapping of (int, int) to float
        By disputed cell: points of the score between its highest and its lowest level.
    is_exact : bool
        Whether all ways were gone through.
    """

    scores: Floats
    hold: Floats
    flips: Mapping[Cell, float]
    ranges: Mapping[Cell, float]
    is_exact: bool
    _disputes: tuple[_Dispute, ...]
    _mixes: _Mixes
    _seed: int

    def agenda(
        self, most: int = _LONGEST_AGENDA, *, least: float = _LEAST_FLIP
    ) -> tuple[Cell, ...]:
        """The cells to discuss, the one that decides most first.

        Parameters
        ----------
        most : int
            How many.
        least : float
            Flip share below which a cell is not worth a meeting.

        Returns
        -------
        tuple of (int, int)
            Ties to three decimals go by what the cell moves, then by file order.
        """
        found = [cell for cell, flip in self.flips.items() if flip >= least]
        found.sort(key=lambda c: (-round(self.flips[c], 3), -round(self.ranges[c], 9), c))
        return tuple(found[:most])

    def certainty(self, settled: Sequence[Cell] = ()) -> float:
        """How sure the first place is on average, once some cells are settled.

        Parameters
        ----------
        settled : sequence of (int, int)
            Disputed cells; without any, how sure it is now.

        Returns
        -------
        float
            Mean over the ways to settle them of the largest share of first places, 0 to 1.
        """
        chosen = [d for d in self._disputes if d.cell in set(settled)]
        mixes = self._mixes if self.is_exact else _some(self._mixes, _INNER)
        base = mixes.scores.copy()
        places = {d.cell: number for number, d in enumerate(self._disputes)}
        for dispute in chosen:
            taken = dispute.values[mixes.choices[places[dispute.cell]]]
            base[dispute.cell[0]] -= dispute.weight * taken
        total = whole = 0.0
        for chance, values in _ways(chosen, self._seed):
            scores = base.copy() if chosen else base
            for dispute, value in zip(chosen, values, strict=True):
                scores[dispute.cell[0]] += dispute.weight * value
            total += chance * float((_first_shares(scores) @ mixes.chances).max())
            whole += chance
        return total / whole


def weigh_disagreement(  # noqa: PLR0913 - all that is optional is given by name
    levels: Floats,
    weights: Floats,
    votes: Sequence[float] | None = None,
    *,
    points: Floats | None = None,
    settled: Sequence[Cell] = (),
    draws: int = DRAWS,
    seed: int = 0,
) -> Disagreement:
    """Flip shares of all disputed cells, and how often each vendor is first.

    Parameters
    ----------
    levels : array of float, shape (evaluators, vendors, criteria)
        Points of the levels, NaN where not judged.
    weights : array of float, shape (criteria,) or (vendors, criteria)
        The group's, or each vendor's own where an answer of its is excluded.
    votes : sequence of float, optional
        Equal without it.
    points : array of float, shape (vendors, criteria), optional
        The points of cells that nobody judged, and of settled ones; without it 0, and the mean.
    settled : sequence of (int, int)
        Cells with a consensus: not disputed.
    draws : int
        Ways to mix opinions that are drawn where there are more than 20,000.
    seed : int

    Returns
    -------
    Disagreement

    Notes
    -----
    Flip share of a cell: with p the votes for values that make its vendor lose, tie and win, all
    else as drawn, 1 - sum p^2 is the chance that two draws of the cell differ in who is first;
    twice the unnormalised total effect of Sobol' on "who is first". Its mean is taken over the
    draws, so the error of 10,000 is below 0.005.

    Examples
    --------
    >>> found = weigh_disagreement(np.array([[[80.0], [60.0]], [[40.0], [60.0]]]), np.array([1.0]))
    >>> found.hold.tolist(), dict(found.flips)
    ([0.5, 0.5], {(0, 0): 0.5})
    """
    table = np.asarray(levels, dtype=np.float64)
    shares = vote_shares(len(table), votes)
    own = np.broadcast_to(np.asarray(weights, dtype=np.float64), table.shape[1:])
    disputes = _disputes(table, own, shares, frozenset(settled))
    fixed = _group(table, shares, points, frozenset(settled))
    scores = (fixed * own).sum(axis=1)
    mixes, exact = _mix(disputes, scores, fixed, draws, seed)
    return Disagreement(
        scores=scores,
        hold=_first_shares(mixes.scores) @ mixes.chances,
        flips=_flips(disputes, mixes),
        ranges={d.cell: d.weight * float(np.ptp(d.values)) for d in disputes},
        is_exact=exact,
        _disputes=disputes,
        _mixes=mixes,
        _seed=seed,
    )


def _disputes(
    table: Floats, weights: Floats, shares: Floats, settled: frozenset[Cell]
) -> tuple[_Dispute, ...]:
    found = []
    judges = np.where(np.isnan(table), 0.0, shares[:, None, None]).sum(axis=0)
    for i, j in np.argwhere((judges > 0) & (weights > 0)).tolist():
        judged = ~np.isnan(table[:, i, j]) & (shares > 0)
        values, place = np.unique(table[judged, i, j], return_inverse=True)
        if len(values) > 1 and (i, j) not in settled:
            votes = np.bincount(place, weights=shares[judged])
            found.append(
                _Dispute(
                    cell=(i, j),
                    weight=float(weights[i, j]),
                    values=values,
                    shares=votes / votes.sum(),
                )
            )
    return tuple(found)


def _group(
    table: Floats, shares: Floats, points: Floats | None, settled: frozenset[Cell]
) -> Floats:
    judged = ~np.isnan(table)
    votes = (shares[:, None, None] * judged).sum(axis=0)
    sums = (shares[:, None, None] * np.nan_to_num(table)).sum(axis=0)
    given = np.zeros(table.shape[1:]) if points is None else np.nan_to_num(points)
    fixed = np.where(votes > 0, sums / np.where(votes > 0, votes, 1.0), given)
    if points is not None:
        for cell in settled:
            fixed[cell] = given[cell]
    return np.asarray(fixed)


def _mix(
    disputes: Sequence[_Dispute], scores: Floats, fixed: Floats, draws: int, seed: int
) -> tuple[_Mixes, bool]:
    """The ways to mix opinions, all of them or some drawn, with everybody's score in each."""
    sizes = [len(d.values) for d in disputes]
    exact = _are_few(sizes)
    if exact:
        count = int(np.prod(sizes, dtype=np.int64))
        choices = np.indices(sizes, dtype=np.uint16).reshape(len(sizes), count)
        chances = np.ones(choices.shape[1])
        for dispute, row in zip(disputes, choices, strict=True):
            chances = chances * dispute.shares[row]
    else:
        rng = np.random.Generator(np.random.SFC64(seed))
        choices = np.empty((len(sizes), draws), dtype=np.uint16)
        for number, dispute in enumerate(disputes):
            ends = np.cumsum(dispute.shares)[:-1]
            choices[number] = _count_below(ends, rng.random(draws))
        chances = np.full(draws, 1.0 / draws)
    mixed = np.repeat(scores[:, None], choices.shape[1], axis=1)
    for dispute, row in zip(disputes, choices, strict=True):
        moves = dispute.weight * (dispute.values - fixed[dispute.cell])
        mixed[dispute.cell[0]] += moves[row]
    return _Mixes(choices=choices, chances=chances, scores=mixed), exact


def _are_few(sizes: Sequence[int]) -> bool:
    # in logarithms: 600 cells have more combinations than a number holds
    return sum(math.log(size) for size in sizes) <= math.log(MOST_COMBINATIONS) + _SLACK


def _some(mixes: _Mixes, count: int) -> _Mixes:
    part = slice(0, count)
    chances = mixes.chances[part]
    return _Mixes(
        choices=mixes.choices[:, part],
        chances=chances / chances.sum(),
        scores=mixes.scores[:, part],
    )


def _first_shares(scores: Floats) -> Floats:
    """1 where a vendor is first in a draw, shared among those that tie."""
    compared = round_scores(scores)
    first = compared == compared.max(axis=0)
    return np.asarray(first / first.sum(axis=0))


def _flips(disputes: Sequence[_Dispute], mixes: _Mixes) -> dict[Cell, float]:
    best = _best_of_others(mixes.scores)
    found: dict[Cell, float] = {}
    for dispute, row in zip(disputes, mixes.choices, strict=True):
        vendor = dispute.cell[0]
        # what the cell's points must beat for its vendor to be first, all else as drawn
        bar = best[vendor] - mixes.scores[vendor] + dispute.weight * dispute.values[row]
        # so many of the values lose, and so many do not win: a table says what that flips
        scaled = dispute.weight * dispute.values
        losing = _count_below(scaled + _HALF, bar)
        not_winning = _count_below(scaled - _HALF, bar)
        below = np.append(0.0, np.cumsum(dispute.shares))
        lost, won = below[:, None], 1.0 - below[None, :]
        flip = 1.0 - lost**2 - won**2 - (1.0 - lost - won) ** 2
        kinds = losing.astype(np.intp) * len(below) + not_winning
        chances = np.bincount(kinds, weights=mixes.chances, minlength=flip.size)
        found[dispute.cell] = float(np.clip(flip.ravel() @ chances, 0.0, 1.0))
    return found


def _count_below(marks: Floats, figures: Floats) -> _Counts:
    """How many of a few marks each figure exceeds: faster than a search for each figure."""
    counts = np.zeros(len(figures), dtype=np.uint16)
    for mark in marks.tolist():
        counts += figures > mark
    return counts


def _best_of_others(scores: Floats) -> Floats:
    """By vendor and draw, the best score among all other vendors."""
    if len(scores) < 2:  # noqa: PLR2004 - nobody to lose to
        return np.full(scores.shape, -np.inf)
    two = np.partition(scores, len(scores) - 2, axis=0)[-2:]
    return np.asarray(np.where(scores == two[1], two[0], two[1]))


def _ways(disputes: Sequence[_Dispute], seed: int) -> list[tuple[float, tuple[float, ...]]]:
    """Ways to settle cells with how likely each is: all up to 1,024, else so many drawn."""
    if math.prod(len(d.values) for d in disputes) <= _OUTER:
        return [
            (
                float(np.prod([d.shares[n] for d, n in zip(disputes, way, strict=True)])),
                tuple(float(d.values[n]) for d, n in zip(disputes, way, strict=True)),
            )
            for way in product(*(range(len(d.values)) for d in disputes))
        ]
    rng = np.random.Generator(np.random.SFC64([seed, 1]))
    drawn = [rng.choice(d.values, size=_OUTER, p=d.shares).tolist() for d in disputes]
    return [(1.0, way) for way in zip(*drawn, strict=True)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Guarantee:
    """The fewest cells that, kept at the group's points, leave nothing to change the first place.

    Attributes
    ----------
    cells : tuple of (int, int)
        Of the leader first, then of each rival.
    """

    cells: tuple[Cell, ...]


def guarantee(
    levels: Floats, weights: Floats, votes: Sequence[float] | None = None
) -> Guarantee | None:
    """The smallest set of cells whose settling at the mean makes the first place certain.

    Parameters
    ----------
    levels : array of float, shape (evaluators, vendors, criteria)
        Points of the levels; every cell judged by somebody.
    weights : array of float, shape (criteria,)
    votes : sequence of float, optional

    Returns
    -------
    Guarantee or None
        None where the first place is tied.

    Notes
    -----
    What the leader may lose in a cell and a rival may gain add up, so the largest of each are kept:
    for each number of the leader's cells every rival needs its own fewest.
    """
    table = np.asarray(levels, dtype=np.float64)
    shares = vote_shares(len(table), votes)
    own = np.broadcast_to(np.asarray(weights, dtype=np.float64), table.shape[1:])
    fixed = _group(table, shares, None, frozenset())
    scores = (fixed * own).sum(axis=1)
    first = leaders(scores)
    if len(first) != 1:
        return None
    leader = first[0]
    risks: dict[int, list[tuple[float, Cell]]] = {i: [] for i in range(len(scores))}
    for dispute in _disputes(table, own, shares, frozenset()):
        i, mean = dispute.cell[0], fixed[dispute.cell]
        end = mean - dispute.values.min() if i == leader else dispute.values.max() - mean
        risks[i].append((dispute.weight * float(end), dispute.cell))
    for found in risks.values():
        found.sort(key=lambda one: (-one[0], one[1]))
    best: list[Cell] | None = None
    for kept in range(len(risks[leader]) + 1):
        cells = _kept_with(risks, leader, kept, scores)
        if cells is not None and (best is None or len(cells) < len(best)):
            best = cells
    return Guarantee(cells=tuple(best or ()))


def _kept_with(
    risks: Mapping[int, list[tuple[float, Cell]]], leader: int, kept: int, scores: Floats
) -> list[Cell] | None:
    """The cells to keep with the leader's ``kept`` largest; None where a rival cannot be held."""
    cells = [cell for _, cell in risks[leader][:kept]]
    left = sum(risk for risk, _ in risks[leader][kept:])
    for rival, found in risks.items():
        if rival == leader:
            continue
        lead = float(scores[leader] - scores[rival])
        need = 0
        while left + sum(risk for risk, _ in found[need:]) >= lead - _HALF:
            need += 1
            if need > len(found):
                return None
        cells += [cell for _, cell in found[:need]]
    return cells


def node_flip_shares(  # noqa: PLR0913 - all that is optional is given by name
    tree: Sequence[WeightNode],
    local: Mapping[str, Floats],
    points: Floats,
    votes: Sequence[float] | None = None,
    *,
    draws: int = DRAWS,
    seed: int = 0,
) -> dict[str, float]:
    """How often taking another colleague's weights at one node changes who is first.

    Parameters
    ----------
    tree : sequence of WeightNode
        Leaves in the order of the columns.
    local : mapping of str to array of float, shape (evaluators, children)
        Local weights of each evaluator by node id, "" for the top; NaN rows: not judged. Nodes
        that are not named keep the tree's weights.
    points : array of float, shape (vendors, criteria)
        The group's.
    votes : sequence of float, optional
    draws : int
        Ways to mix opinions that are drawn where there are more than 20,000.
    seed : int

    Returns
    -------
    dict of str to float
        By node at which evaluators differ, 0 to 1.
    """
    nodes = _nodes(tree, local, votes)
    leaves = [leaf.id for top in tree for leaf in top.leaves()]
    paths = [path for top in tree for path in _paths(top, "", tree, ())]
    count = [len(shares) for _, _, shares in nodes.values()]
    if _are_few(count):
        whole = int(np.prod(count, dtype=np.int64))
        choices: Indices = np.indices(count).reshape(len(count), whole)
        chances = np.ones(choices.shape[1])
        for row, (_, _, shares) in zip(choices, nodes.values(), strict=True):
            chances = chances * shares[row]
    else:
        rng = np.random.Generator(np.random.SFC64([seed, 2]))
        choices = np.array(
            [rng.choice(len(shares), size=draws, p=shares) for _, _, shares in nodes.values()]
        )
        chances = np.full(draws, 1.0 / draws)
    chosen = dict(zip(nodes, choices, strict=True))
    mix = _NodeMix(nodes=nodes, paths=paths, leaves=leaves, points=np.nan_to_num(points))
    return {id: mix.flip(id, chosen, chances) for id in nodes}


_Nodes = dict[str, tuple[dict[str, int], Floats, Floats]]


def _nodes(
    tree: Sequence[WeightNode], local: Mapping[str, Floats], votes: Sequence[float] | None
) -> _Nodes:
    """By node at which evaluators differ: places of its children, weights, votes."""
    found: _Nodes = {}
    groups = {"": tuple(tree)} | {n.id: n.children for top in tree for n in top.walk()}
    for id, children in groups.items():
        if id not in local:
            continue
        table = np.asarray(local[id], dtype=np.float64)
        judged = ~np.isnan(table).any(axis=1)
        shares = vote_shares(len(table), votes)[judged]
        if len(shares) and shares.sum() > 0:
            places = {child.id: number for number, child in enumerate(children)}
            found[id] = (places, table[judged], shares / shares.sum())
    return found


def _paths(
    node: WeightNode,
    parent: str,
    siblings: Sequence[WeightNode],
    above: tuple[tuple[str, str, float], ...],
) -> list[tuple[tuple[str, str, float], ...]]:
    """By leaf, the steps down to it: (node, child, the child's share in the tree)."""
    total = sum(one.weight for one in siblings)
    path = (*above, (parent, node.id, node.weight / total if total > 0 else 0.0))
    if not node.children:
        return [path]
    return [p for child in node.children for p in _paths(child, node.id, node.children, path)]


@dataclass(frozen=True, kw_only=True, eq=False)
class _NodeMix:
    nodes: _Nodes
    paths: Sequence[tuple[tuple[str, str, float], ...]]
    leaves: Sequence[str]
    points: Floats

    def flip(self, id: str, chosen: Mapping[str, Indices], chances: Floats) -> float:
        """The chance that two draws of one node differ in who is first, all else as drawn."""
        _, table, shares = self.nodes[id]
        draws = len(chances)
        firsts = []
        for place in range(len(table)):
            own = {**chosen, id: np.full(draws, place, dtype=np.intp)}
            scores = round_scores(self.points @ self._weights(own, draws))
            firsts.append(scores == scores.max(axis=0))
        same = np.zeros(draws)
        for a, first in enumerate(firsts):
            for b, other in enumerate(firsts):
                same += shares[a] * shares[b] * (first == other).all(axis=0)
        return float(np.clip((1.0 - same) @ chances, 0.0, 1.0))

    def _weights(self, chosen: Mapping[str, Indices], draws: int) -> Floats:
        weights = np.ones((len(self.leaves), draws))
        for row, path in enumerate(self.paths):
            for node, child, share in path:
                if node in self.nodes:
                    places, table, _ = self.nodes[node]
                    weights[row] *= table[chosen[node], places[child]]
                else:
                    weights[row] *= share
        return weights
