"""Counting ranks over many draws by comparing pairs, ties sharing their ranks equally.

For up to a hundred vendors comparing each with each, a whole block of draws at a time, is faster
than sorting each draw: the inner loops are single passes over bytes that stay in the cache.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from vendor_score.scoring.kernel import Flags, Floats

__all__ = ["BufferPool", "DuplicateGroups", "RankCounter", "RankCounts", "duplicate_groups"]

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
