"""Weights drawn at random down the tree: around the stated ones, any at all, or in their order.

``any``: uniform on the simplex by normalised exponentials (Dirichlet of ones; Rubinstein &
Melamed 1998), for each set of siblings. ``ordinal``: the same, sorted into the stated order
(Tervonen & Lahdelma 2007, EJOR 178(2)). ``stated``: every share times U[1 - band, 1 + band],
normalised. A weight of 0 stays 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

import numpy as np

from vendor_score.robustness.records import WeightSpace
from vendor_score.scoring.kernel import Floats
from vendor_score.weights import WeightNode, node_shares

__all__ = ["WeightSampler", "weight_sampler"]

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
    """Draws leaf weights: each column of a draw adds up to 1."""

    size: int
    root: _Siblings
    split: Split

    def draw(self, rng: np.random.Generator, out: Floats) -> None:
        """Fill ``out``, criteria x draws."""
        out.fill(0.0)
        self._spread(rng, self.root, None, out)

    def _spread(
        self, rng: np.random.Generator, siblings: _Siblings, parent: Floats | None, out: Floats
    ) -> None:
        rows = [row for _, row in siblings.leaves]
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
    """The sampler of a tree of criteria with its present leaf shares, in file order."""
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
    rng.standard_exponential(out=out)
    out *= 1.0 / out.sum(axis=0)


def _split_within(band: float) -> Split:
    def split(rng: np.random.Generator, shares: Floats, out: Floats) -> None:
        rng.random(out=out)
        out *= 2 * band * shares
        out += (1 - band) * shares
        out *= 1.0 / out.sum(axis=0)

    return split


def _split_in_order(rng: np.random.Generator, shares: Floats, out: Floats) -> None:
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
