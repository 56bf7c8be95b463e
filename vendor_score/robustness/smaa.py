"""Rank acceptability by sampling weights and answers (SMAA-2).

Lahdelma & Salminen (2001), Operations Research 49(3): rank acceptability indices, central weights
and confidence factors; pairwise winning indices as in Leskinen et al. (2006), Tervonen & Lahdelma
(2007).

Draws come in blocks. Every block has its own random streams, made from the seed and the block's
number, and blocks are added up in their order: the digits do not depend on how many cores share
the work, and memory does not grow with the number of draws. Ranks are counted by comparing pairs,
which needs no sorting and runs at the speed of memory in the cache.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, assert_never

import numpy as np

from vendor_score.robustness.records import WeightSpace
from vendor_score.scoring import DECIMALS, Flags, Floats
from vendor_score.weights import WeightNode, node_shares

__all__ = [
    "BufferPool",
    "CellSampler",
    "DuplicateGroups",
    "RankCounter",
    "RankCounts",
    "SampledRanks",
    "SamplingProblem",
    "WeightSampler",
    "duplicate_groups",
    "sample_confidence",
    "sample_ranks",
    "weight_sampler",
]

Counts = np.ndarray[Any, np.dtype[np.int64]]
Places = np.ndarray[Any, np.dtype[np.intp]]
Bytes = np.ndarray[Any, np.dtype[np.uint8 | np.uint16]]

_BYTE = 255
_PROBE = 64


class BufferPool:
    """Arrays that are used again from block to block: fresh memory costs more than the sums."""

    def __init__(self) -> None:
        self._arrays: dict[str, np.ndarray[Any, Any]] = {}

    def array(self, name: str, shape: tuple[int, ...], kind: type) -> np.ndarray[Any, Any]:
        """An array of this shape with arbitrary contents.

        Parameters
        ----------
        name : str
            What it is for; the same name gives the same memory.
        shape : tuple of int
            Of the array.
        kind : type
            Of its entries.

        Returns
        -------
        array
        """
        array = self._arrays.get(name)
        if array is None or array.shape != shape:
            array = self._arrays[name] = np.empty(shape, dtype=kind)
        return array


@dataclass(frozen=True, kw_only=True, eq=False)
class DuplicateGroups:
    """Vendors that can never be told apart, since all their points are the same.

    Attributes
    ----------
    first : array of int
        Shape (sets,): one vendor of each set.
    sizes : array of int
        Shape (sets,): how many vendors each has.
    of : array of int
        Shape (vendors,): the set of each vendor.
    """

    first: Places
    sizes: Counts
    of: Places


def duplicate_groups(points: Floats, apart: frozenset[int]) -> DuplicateGroups:
    """Sets of vendors with the same row; those in ``apart`` (with drawn answers) stand alone.

    Parameters
    ----------
    points : array of float, shape (vendors, criteria)
        0 to 100, NaN where excluded.
    apart : frozenset of int
        Vendors with drawn answers: they stand alone.

    Returns
    -------
    DuplicateGroups
    """
    seen: dict[object, int] = {}
    of = np.empty(len(points), dtype=np.intp)
    for vendor, row in enumerate(points):
        key = vendor if vendor in apart else (row + 0.0).tobytes()  # -0.0 + 0.0 is 0.0
        of[vendor] = seen.setdefault(key, len(seen))
    first = np.array([int(np.flatnonzero(of == g)[0]) for g in range(len(seen))], dtype=np.intp)
    return DuplicateGroups(first=first, sizes=np.bincount(of), of=of)


@dataclass(frozen=True, kw_only=True, eq=False)
class RankCounts:
    """Counts over draws, vendors in rows: ranks, who is ahead of whom, sums of winning weights.

    Attributes
    ----------
    ranks : array of float
        Shape (vendors, vendors): draws with rank r + 1 in column r, ties shared equally.
    ahead : array of float
        Shape (vendors, vendors): draws in which the row's vendor is ahead of the column's, ties
        half.
    weight_sums : array of float
        Shape (vendors, criteria): the sum of the weights of the draws that the vendor wins.
    """

    ranks: Floats
    ahead: Floats
    weight_sums: Floats

    def __add__(self, other: RankCounts) -> RankCounts:
        return RankCounts(
            ranks=self.ranks + other.ranks,
            ahead=self.ahead + other.ahead,
            weight_sums=self.weight_sums + other.weight_sums,
        )


class RankCounter:
    """Counts the ranks of draws for sets of vendors that are alike.

    Parameters
    ----------
    alike : DuplicateGroups
        Sets of vendors that are never told apart.
    ties_possible : bool
        Whether sets may tie in some draws only, as where answers are options. Otherwise two scores,
        being analytic in continuous draws, tie in all draws or (almost surely) in none, and a few
        draws tell which.
    """

    def __init__(self, alike: DuplicateGroups, *, ties_possible: bool) -> None:
        self.alike = alike
        self.vendors = len(alike.of)
        self._ties_possible = ties_possible
        self._scratch = BufferPool()

    def count(self, scores: Floats, weights: Floats) -> RankCounts:
        """Count the ranks of a block of draws.

        Parameters
        ----------
        scores : array of float, shape (vendors, draws)
            Rounded to whole numbers of the least unit.
        weights : array of float, shape (criteria, draws)
            Shares of the whole.

        Returns
        -------
        RankCounts
            Of all vendors, not of sets.
        """
        if len(self.alike.first) < self.vendors:
            scores = scores[self.alike.first]
        tied = self._tied_draws(scores)
        if tied is None:
            counts = self._count_apart(scores, weights)
        else:
            counts = self._count_apart(scores[:, ~tied], weights[:, ~tied])
            counts += self._count_tied(scores[:, tied], weights[:, tied])
        return self._of_vendors(counts, scores.shape[1])

    def _count_apart(self, scores: Floats, weights: Floats) -> RankCounts:
        """Counts of one vendor of each set, over draws in which no two sets tie."""
        sets, draws = scores.shape
        sizes = self.alike.sizes
        before = self._scratch.array("before", (sets, draws), self._kind())
        before.fill(0)
        ahead = np.zeros((sets, sets))
        wins = self._scratch.array("wins", (sets, draws), np.bool_)
        # each pair once: who does not win loses, since no two sets tie in these draws
        for a in range(sets - 1):
            won = np.greater(scores[a], scores[a + 1 :], out=wins[a + 1 :])
            # count_nonzero of one row at a time is vectorised; along an axis it is not
            ahead[a, a + 1 :] = [np.count_nonzero(row) for row in won]
            _add_before(before, a, won.view(np.uint8), sizes)
        below = np.tril_indices(sets, -1)
        ahead[below] = draws - ahead.T[below]
        # so many before a vendor is its rank less 1
        ranks = np.array([np.bincount(row, minlength=self.vendors) for row in before])
        return RankCounts(
            ranks=_shared_places(ranks, sizes),
            ahead=ahead,
            weight_sums=_sums_by_winner(before, weights) / sizes[:, None],
        )

    def _kind(self) -> type[np.uint8 | np.uint16]:
        # a count of vendors fits a byte up to 255 of them: a quarter of the memory to pass over
        return np.uint8 if self.vendors <= _BYTE else np.uint16

    def _tied_draws(self, scores: Floats) -> Flags | None:
        """The draws in which any two scores are equal; None where there are none."""
        # looking for ties costs as much as counting; without options among the answers a few draws
        # tell for all
        if not self._ties_possible and _equal_draws(scores[:, :_PROBE]) is None:
            return None
        return _equal_draws(scores)

    def _count_tied(self, scores: Floats, weights: Floats) -> RankCounts:
        """Counts of one vendor of each set, over draws in which some sets tie."""
        sets, draws = scores.shape
        sizes = self.alike.sizes.astype(np.float64)
        ranks = np.zeros((sets, self.vendors))
        ahead, sums = np.zeros((sets, sets)), np.zeros((sets, len(weights)))
        for a in range(sets):
            lost, level = scores > scores[a], scores == scores[a]
            ahead[a] = draws - lost.sum(axis=1) - level.sum(axis=1) / 2
            # whole sets count with their size: three alike above are three places lost
            above, among = (sizes @ lost).astype(np.intp), (sizes @ level).astype(np.intp)
            ranks[a] = _ranks_of_ties(above, among, self.vendors)
            sums[a] = weights @ np.where(above == 0, 1.0 / among, 0.0)
        return RankCounts(ranks=ranks, ahead=ahead, weight_sums=sums)

    def _of_vendors(self, counts: RankCounts, draws: int) -> RankCounts:
        of = self.alike.of
        ahead = counts.ahead[np.ix_(of, of)]
        ahead[of[:, None] == of] = draws / 2  # alike: tied in every draw, a half each
        np.fill_diagonal(ahead, 0.0)
        return RankCounts(ranks=counts.ranks[of], ahead=ahead, weight_sums=counts.weight_sums[of])


def _equal_draws(scores: Floats) -> Flags | None:
    sets, draws = scores.shape
    tied: Flags | None = None
    equal = np.empty((sets, draws), dtype=np.bool_)
    for a in range(sets - 1):
        same = np.equal(scores[a], scores[a + 1 :], out=equal[a + 1 :])
        if same.any():
            found = same.any(axis=0)
            tied = found if tied is None else tied | found
    return tied


def _add_before(before: Bytes, a: int, won: Bytes, sizes: Counts) -> None:
    """Add to everybody's count of vendors before it what set ``a`` and those after it settle."""
    kind = before.dtype
    # those after ``a`` that it beats have one (or its whole set) more before them; those it does
    # not beat stand before it
    after = sizes[a + 1 :]
    if (sizes == 1).all():
        before[a + 1 :] += won
        before[a] += (len(after) - np.add.reduce(won, axis=0, dtype=kind)).astype(kind, copy=False)
        return
    before[a + 1 :] += won * kind.type(sizes[a])
    lost = (1 - won).astype(kind) * after.astype(kind)[:, None]
    before[a] += np.add.reduce(lost, axis=0, dtype=kind)


def _sums_by_winner(before: Bytes, weights: Floats) -> Floats:
    """For every set, the sums of the weights of the draws in which nobody is before it."""
    sets = len(before)
    # the winner has nobody before it; argmin over bytes is slow, so it is only for large tables
    winner = before.argmin(axis=0) if sets > _BYTE else _winners(before)
    return np.array([np.bincount(winner, weights=w, minlength=sets) for w in weights]).T


def _winners(before: Bytes) -> Places:
    winner = np.zeros(before.shape[1], dtype=np.uint8)
    for a in range(1, len(before)):
        winner += (before[a] == 0) * np.uint8(a)
    return winner.astype(np.intp)


def _shared_places(before: Counts, sizes: Counts) -> Floats:
    """Counts of ranks, where each set's vendors share the places that it takes up equally."""
    ranks = before.astype(np.float64)
    for a in np.flatnonzero(sizes > 1):
        places = np.full(sizes[a], 1.0 / sizes[a])
        ranks[a] = np.convolve(before[a], places)[: before.shape[1]]
    return ranks


def _ranks_of_ties(above: Places, among: Places, vendors: int) -> Floats:
    """Counts of ranks where a tie of ``among`` vendors stands below ``above`` others."""
    counts = np.zeros(vendors)
    # one number for both figures, so that one pass counts every combination
    tallies = np.bincount(above * (vendors + 1) + among, minlength=1)
    for code in np.flatnonzero(tallies):
        start, size = divmod(int(code), vendors + 1)
        counts[start : start + size] += tallies[code] / size
    return counts


Split = Callable[[np.random.Generator, Floats, Floats], None]
"""Fills (siblings, draws) with factors that add up to 1, given the siblings' shares."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Siblings:
    """The children of one node that have weight: their shares, and where their draws go."""

    shares: Floats
    leaves: tuple[tuple[int, int], ...]  # (position among the siblings, row of the leaf)
    groups: tuple[tuple[int, _Siblings], ...]


@dataclass(frozen=True, kw_only=True)
class WeightSampler:
    """Draws leaf weights: each column of a draw adds up to 1.

    Attributes
    ----------
    size : int
        Leaves, those without weight included.
    root : _Siblings
        The tree as shares among siblings.
    split : Split
        How the share of a node is drawn for its children.
    """

    size: int
    root: _Siblings
    split: Split

    def draw(self, rng: np.random.Generator, out: Floats) -> None:
        """Fill ``out``, criteria x draws.

        Parameters
        ----------
        rng : np.random.Generator
            Of this block.
        out : array of float, shape (criteria, draws)
            Filled; every column adds up to 1.
        """
        out.fill(0.0)
        self._spread(rng, self.root, None, out)

    def _spread(
        self, rng: np.random.Generator, siblings: _Siblings, parent: Floats | None, out: Floats
    ) -> None:
        rows = [row for _, row in siblings.leaves]
        # siblings that lie in a row of the result are drawn right there, without a copy
        in_place = not siblings.groups and rows == list(range(rows[0], rows[0] + len(rows)))
        shape = (len(siblings.shares), out.shape[1])
        factors = out[rows[0] : rows[0] + len(rows)] if in_place else np.empty(shape)
        self._factors(rng, siblings.shares, factors)
        if parent is not None:
            factors *= parent
        if not in_place:
            for position, row in siblings.leaves:
                out[row] = factors[position]
        for position, inner in siblings.groups:
            self._spread(rng, inner, factors[position], out)

    def _factors(self, rng: np.random.Generator, shares: Floats, out: Floats) -> None:
        if len(shares) == 1:
            out.fill(1.0)
        else:
            self.split(rng, shares, out)


def weight_sampler(
    tree: Sequence[WeightNode],
    leaves: Mapping[str, float],
    space: WeightSpace,
    band: float,
) -> WeightSampler:
    """The sampler of a tree of criteria with its present leaf shares, in file order.

    Parameters
    ----------
    tree : sequence of WeightNode
    leaves : mapping of str to float
        Share of the whole by criterion; sum 1.
    space : str
        ``stated``, ``any`` or ``ordinal``.
    band : float
        Half width of ``stated``, 0 to 1.

    Returns
    -------
    WeightSampler
    """
    rows = {id: row for row, id in enumerate(leaves)}
    root = _siblings(tree, node_shares(tree, leaves), rows)
    return WeightSampler(size=len(rows), root=root, split=_split(space, band))


def _siblings(
    nodes: Sequence[WeightNode], shares: Mapping[str, float], rows: Mapping[str, int]
) -> _Siblings:
    weighted = [node for node in nodes if shares[node.id] > 0]
    return _Siblings(
        shares=np.array([shares[node.id] for node in weighted])[:, None],
        leaves=tuple((i, rows[n.id]) for i, n in enumerate(weighted) if not n.children),
        groups=tuple(
            (i, _siblings(n.children, shares, rows)) for i, n in enumerate(weighted) if n.children
        ),
    )


def _split(space: WeightSpace, band: float) -> Split:
    if space == "any":
        return _split_any
    if space == "ordinal":
        return _split_in_order
    if space == "stated":
        return _split_within(band)
    assert_never(space)


def _split_any(rng: np.random.Generator, shares: Floats, out: Floats) -> None:
    del shares
    # exponentials divided by their sum are a flat Dirichlet (Devroye 1986, XI.4)
    rng.standard_exponential(out=out)
    out *= 1.0 / out.sum(axis=0)


def _split_within(band: float) -> Split:
    def split(rng: np.random.Generator, shares: Floats, out: Floats) -> None:
        # in place: entered share x U[1 - band, 1 + band], normalised among the siblings
        rng.random(out=out)
        out *= 2 * band * shares
        out += (1 - band) * shares
        out *= 1.0 / out.sum(axis=0)

    return split


def _split_in_order(rng: np.random.Generator, shares: Floats, out: Floats) -> None:
    # sorted draws keep the entered order; equal shares take the places of their set by chance
    draws = rng.standard_exponential((out.shape[1], len(shares)))
    draws /= draws.sum(axis=1, keepdims=True)
    draws.sort(axis=1)
    for size, positions in _tied_sets(shares[:, 0]):
        tied = draws[:, size - len(positions) : size]
        out[positions] = rng.permuted(tied, axis=1).T if len(positions) > 1 else tied.T


def _tied_sets(shares: Floats) -> list[tuple[int, list[int]]]:
    """Sets of equal shares, lightest first: how many shares are no heavier, and which these are."""
    rounded = np.round(shares / shares.sum(), 12)
    return [
        (int((rounded <= value).sum()), np.flatnonzero(rounded == value).tolist())
        for value in np.unique(rounded)
    ]


CellSampler = Callable[[np.random.Generator, int], Floats]
"""Draws so many answers of one cell, in points."""

Progress = Callable[[int, int], None]
"""Told how many draws are done, and of how many."""

_UNITS = 10.0**DECIMALS  # scores are compared as whole numbers of the least unit
_COLUMNS = 512  # a product of this width stays below the size at which BLAS starts threads
_BLOCK = 16_384
_BLOCK_CELLS = 1 << 20
_CONFIDENCE_DRAWS = 100_000


@dataclass(frozen=True, kw_only=True, eq=False)
class SamplingProblem:
    """What is sampled: points (vendors x criteria, NaN where excluded), weights, and answers.

    Every vendor needs a criterion with weight that counts.

    Attributes
    ----------
    points : array of float
        Shape (vendors, criteria): 0 to 100, NaN where excluded.
    weights : WeightSampler
        Draws the weights.
    cells : tuple of (int, int, CellSampler)
        (vendor, criterion, sampler) for every answer that is not exact; the others stay at
        ``points``.
    """

    points: Floats
    weights: WeightSampler
    cells: tuple[tuple[int, int, CellSampler], ...] = ()

    @property
    def counted(self) -> Floats:
        """1 where an answer counts and 0 where it is excluded, shape (vendors, criteria)."""
        return (~np.isnan(self.points)).astype(np.float64)

    @property
    def filled(self) -> Floats:
        """The points with 0 where an answer is excluded, shape (vendors, criteria)."""
        return np.nan_to_num(self.points)

    def masses(self, weights: Floats) -> Floats | None:
        """The weight that counts for each vendor, vendors x draws; None where it is all of it.

        Parameters
        ----------
        weights : array of float, shape (criteria, draws)
            Shares of the whole.

        Returns
        -------
        array of float or None
        """
        counted = self.counted
        if counted.all():
            return None
        masses = np.empty((len(counted), weights.shape[1]))
        _product(counted, weights, masses)
        return masses


@dataclass(frozen=True, kw_only=True, eq=False)
class SampledRanks:
    """Counts over all draws: weights with answers, and weights alone.

    Attributes
    ----------
    samples : int
        Draws.
    with_answers : RankCounts
        Weights and answers drawn.
    weights_only : RankCounts
        Weights drawn, answers at their points.
    """

    samples: int
    with_answers: RankCounts
    weights_only: RankCounts


def sample_ranks(
    problem: SamplingProblem,
    samples: int,
    seed: int,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
) -> SampledRanks:
    """Draw weightings (and answers) and count ranks.

    Parameters
    ----------
    problem : SamplingProblem
    samples : int
        Draws, at least 1.
    seed : int
        Same seed, same digits, on any number of cores.
    workers : int, optional
        Threads; as many as there are cores.
    progress : callable, optional
        Called with draws done and draws in all.

    Returns
    -------
    SampledRanks
        Counts over all draws, not yet shares.

    Raises
    ------
    ValueError
        Without a sample.
    """
    size = _block_size(len(problem.points))
    sizes = [min(size, samples - start) for start in range(0, samples, size)]
    total: SampledRanks | None = None
    for part in _in_order(_BlockSampler(problem, seed), sizes, workers or _cores()):
        total = part if total is None else _add(total, part)
        if progress is not None:
            progress(total.samples, samples)
    if total is None:
        raise ValueError("at least one sample is needed")
    return total


def sample_confidence(
    problem: SamplingProblem, centres: Sequence[Floats | None], samples: int, seed: int
) -> list[float | None]:
    """For every vendor, the share of answer draws in which it is first at its central weights.

    Parameters
    ----------
    problem : SamplingProblem
    centres : sequence of (array of float or None)
        Shape (criteria,) each: the central weights of each vendor; None where it is never first.
    samples : int
        Draws of answers, at most 100,000 are made.
    seed : int
        Same seed, same digits.

    Returns
    -------
    list of (float or None)
        0 to 1 by vendor; None where it has no central weights.

    Notes
    -----
    The confidence factor of Lahdelma & Salminen (2001), section 3.3.
    """
    draws = min(samples, _CONFIDENCE_DRAWS) if problem.cells else 1
    size = _block_size(len(problem.points))
    won = np.zeros(len(problem.points))
    for number, start in enumerate(range(0, draws, size)):
        rng = _stream(seed, number, 2)  # the same answers for every vendor's weights
        count = min(size, draws - start)
        answers = [(v, c, draw(rng, count)) for v, c, draw in problem.cells]
        for vendor, centre in enumerate(centres):
            if centre is not None:
                won[vendor] += _share_won(problem, centre, answers, count, vendor)
    return [None if c is None else float(w / draws) for c, w in zip(centres, won, strict=True)]


def _share_won(
    problem: SamplingProblem,
    centre: Floats,
    answers: Sequence[tuple[int, int, Floats]],
    count: int,
    vendor: int,
) -> float:
    weights = centre[:, None]
    masses = problem.masses(weights)
    scores = np.repeat(problem.filled @ weights, count, axis=1) * _UNITS
    _shift(problem, scores, np.repeat(weights, count, axis=1), answers)
    scores = _rounded(scores, masses)
    equal = scores == scores.max(axis=0)
    return float((equal[vendor] / equal.sum(axis=0)).sum())


class _BlockSampler:
    """Draws a block and counts its ranks; each thread keeps its own scratch arrays."""

    def __init__(self, problem: SamplingProblem, seed: int) -> None:
        self._problem = problem
        self._seed = seed
        # scaled once, so that rounding to nine decimals is rounding to whole numbers
        self._units = problem.filled * _UNITS
        self._exact = duplicate_groups(problem.points, frozenset())
        self._drawn = duplicate_groups(problem.points, frozenset(v for v, _, _ in problem.cells))
        self._threads = threading.local()

    def __call__(self, number: int, count: int) -> SampledRanks:
        problem, own = self._problem, self._own()
        weights = own.scratch.array("weights", (problem.weights.size, count), np.float64)
        problem.weights.draw(_stream(self._seed, number, 0), weights)
        sums = own.scratch.array("sums", (len(self._units), count), np.float64)
        _product(self._units, weights, sums)
        masses = problem.masses(weights)
        if not problem.cells:
            counts = own.exact.count(_rounded(sums, masses), weights)
            return SampledRanks(samples=count, with_answers=counts, weights_only=counts)
        moved = own.scratch.array("moved", sums.shape, np.float64)
        # most answers are exact: the sums are moved by the few that are drawn
        np.copyto(moved, sums)
        rng = _stream(self._seed, number, 1)
        _shift(problem, moved, weights, ((v, c, draw(rng, count)) for v, c, draw in problem.cells))
        alone = own.exact.count(_rounded(sums, masses), weights)
        both = own.drawn.count(_rounded(moved, masses), weights)
        return SampledRanks(samples=count, with_answers=both, weights_only=alone)

    def _own(self) -> _ThreadTools:
        if not hasattr(self._threads, "own"):
            self._threads.own = _ThreadTools(
                scratch=BufferPool(),
                exact=RankCounter(self._exact, ties_possible=False),
                drawn=RankCounter(self._drawn, ties_possible=True),
            )
        own: _ThreadTools = self._threads.own
        return own


@dataclass(frozen=True, kw_only=True, eq=False)
class _ThreadTools:
    scratch: BufferPool
    exact: RankCounter
    drawn: RankCounter


def _shift(
    problem: SamplingProblem,
    sums: Floats,
    weights: Floats,
    answers: Sequence[tuple[int, int, Floats]] | Iterator[tuple[int, int, Floats]],
) -> None:
    """Move weighted sums from the points of the problem to the drawn ones, in place."""
    filled = problem.filled
    for vendor, criterion, points in answers:
        sums[vendor] += weights[criterion] * (points - filled[vendor, criterion]) * _UNITS


def _rounded(sums: Floats, masses: Floats | None) -> Floats:
    if masses is not None:
        sums /= masses
    return np.rint(sums, out=sums)


def _product(left: Floats, right: Floats, out: Floats) -> None:
    """left @ right, in columns so narrow that BLAS keeps to this thread."""
    for start in range(0, right.shape[1], _COLUMNS):
        part = slice(start, start + _COLUMNS)
        np.matmul(left, right[:, part], out=out[:, part])


def _add(a: SampledRanks, b: SampledRanks) -> SampledRanks:
    alone = a.weights_only + b.weights_only
    same = a.with_answers is a.weights_only
    return SampledRanks(
        samples=a.samples + b.samples,
        with_answers=alone if same else a.with_answers + b.with_answers,
        weights_only=alone,
    )


def _block_size(vendors: int) -> int:
    return int(np.clip(_BLOCK_CELLS // max(vendors, 1), 1024, _BLOCK))


def _stream(seed: int, number: int, kind: int) -> np.random.Generator:
    """The random stream of a block: 0 weights, 1 answers, 2 answers at central weights."""
    # spawn keys give streams that do not overlap (numpy's SeedSequence), SFC64 is its fastest
    sequence = np.random.SeedSequence(entropy=seed, spawn_key=(number, kind))
    return np.random.Generator(np.random.SFC64(sequence))


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _in_order(
    block: Callable[[int, int], SampledRanks], sizes: Sequence[int], workers: int
) -> Iterator[SampledRanks]:
    """The blocks' counts in order, a few computed ahead: memory stays bounded."""
    if workers == 1 or len(sizes) == 1:
        yield from (block(number, size) for number, size in enumerate(sizes))
        return
    with ThreadPoolExecutor(workers) as pool:
        waiting: deque[Future[SampledRanks]] = deque()
        for number, size in enumerate(sizes):
            waiting.append(pool.submit(block, number, size))
            if len(waiting) > 2 * workers:  # no block waits for ever behind a slow one
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
