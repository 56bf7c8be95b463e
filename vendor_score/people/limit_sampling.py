"""Weights drawn from what limits leave open, with the measure of ``any`` (SMAA ``constrained``).

Every set of siblings has a flat Dirichlet of its own. Limits among siblings are kept while their
set is drawn; limits across sets by throwing whole draws away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from vendor_score.people.limits import Limit
from vendor_score.scoring import Floats
from vendor_score.weights import WeightNode, leaf_shares, node_shares

__all__ = ["ConstrainedDraws", "draw_in_polytope", "draw_within_limits"]

MOST_TRIED: Final = 2_000_000
"""Whole draws that are tried where limits lie across sets of siblings."""
FEWEST: Final = 1_000
"""Fewer accepted draws than this say nothing about shares."""
_RAREST = 100
_PROBE = 20_000
_BATCH = 65_536
_CHAINS = 500
_FLAT = 1e-9
_STILL = 1e-13


@dataclass(frozen=True, kw_only=True, eq=False)
class ConstrainedDraws:
    """Weights that keep all limits.

    Attributes
    ----------
    leaves : tuple of str
    weights : array of float or None
        Shape (draws, leaves), each row with sum 1; None where too few were found.
    tried : int
        Whole draws made.
    reason : {"contradiction", "too_few"} or None
        Why there are none.
    """

    leaves: tuple[str, ...]
    weights: Floats | None
    tried: int = 0
    reason: Literal["contradiction", "too_few"] | None = None

    @property
    def centroid(self) -> Floats | None:
        """The mean of the draws: the point estimate where limits are all that was stated."""
        return None if self.weights is None else np.asarray(self.weights.mean(axis=0))


def draw_within_limits(
    tree: Sequence[WeightNode],
    limits: Sequence[Limit],
    samples: int,
    seed: int,
    *,
    most_tried: int = MOST_TRIED,
) -> ConstrainedDraws:
    """Draw leaf weights that keep limits.

    Parameters
    ----------
    tree : sequence of WeightNode
        Leaves and groups without weight stay at 0.
    limits : sequence of Limit
    samples : int
        Draws wanted.
    seed : int
        Same seed, same digits.
    most_tried : int
        Whole draws after which no more are tried.

    Returns
    -------
    ConstrainedDraws
        Fewer draws than wanted where whole draws are thrown away too often, but at least 1,000.

    Notes
    -----
    Rejection within a set of siblings, or hit-and-run inside its polytope where fewer than one in
    100 would be accepted: beyond that walking is faster (Smith 1984; Tervonen et al. 2013,
    European Journal of Operational Research 224).

    Examples
    --------
    >>> tree = tuple(WeightNode(id=i, weight=1) for i in "ab")
    >>> limit = Limit(text="a >= b", rows=(({"b": 1.0, "a": -1.0}, 0.0),))
    >>> found = draw_within_limits(tree, [limit], 20_000, 1)
    >>> bool((found.weights[:, 0] >= found.weights[:, 1]).all()), found.centroid.round(1).tolist()
    (True, [0.7, 0.3])
    """
    leaves = tuple(leaf_shares(tree))
    sets = _sibling_sets(tree)
    inner, across = _sort_limits(limits, sets)
    rng = np.random.Generator(np.random.SFC64(seed))
    whole = node_shares(tree, leaf_shares(tree))
    found: list[Floats] = []
    tried = kept = 0
    while kept < samples and tried < most_tried:
        count = min(_BATCH, most_tried - tried, samples if not across else _BATCH)
        nodes = _draw_nodes(sets, inner, whole, count, rng)
        if nodes is None:
            return ConstrainedDraws(leaves=leaves, weights=None, reason="contradiction")
        fits = np.ones(count, dtype=np.bool_)
        for factors, bound in across:
            total = sum(f * nodes[id] for id, f in factors.items() if id in nodes)
            fits &= np.asarray(total <= bound + _FLAT)
        found.append(np.array([nodes[leaf][fits] for leaf in leaves]).T)
        tried, kept = tried + count, kept + len(found[-1])
    if kept < min(FEWEST, samples):
        return ConstrainedDraws(leaves=leaves, weights=None, tried=tried, reason="too_few")
    return ConstrainedDraws(leaves=leaves, weights=np.vstack(found)[:samples], tried=tried)


_Row = tuple[Mapping[str, float], float]
_Inner = dict[str, list[tuple[dict[str, float], float]]]


def _sibling_sets(tree: Sequence[WeightNode]) -> dict[str, tuple[WeightNode, ...]]:
    """The children of every group, by its id; "" for the top."""
    groups = {n.id: n.children for top in tree for n in top.walk() if n.children}
    return {"": tuple(tree)} | groups


def _sort_limits(
    limits: Sequence[Limit], sets: Mapping[str, tuple[WeightNode, ...]]
) -> tuple[_Inner, list[_Row]]:
    """Limits within one set of siblings, in shares of their group, and those across sets."""
    parent = {child.id: id for id, children in sets.items() for child in children}
    inner: _Inner = {}
    across: list[_Row] = []
    for factors, bound in (row for limit in limits for row in limit.rows):
        homes = {parent[id] for id in factors if id in parent}
        # "of its group" names the group beside a child: both have a place in the child's set
        for id in factors:
            if len(homes) > 1 and id in homes:
                homes.discard(parent[id])
        home = homes.pop() if len(homes) == 1 else None
        if home is None or (home and bound != 0):
            across.append((factors, bound))
            continue
        own = {id: f for id, f in factors.items() if id != home}
        if any(parent.get(id) != home for id in own):
            across.append((factors, bound))
        else:
            inner.setdefault(home, []).append((own, bound - factors.get(home, 0.0)))
    return inner, across


def _draw_nodes(
    sets: Mapping[str, tuple[WeightNode, ...]],
    inner: _Inner,
    whole: Mapping[str, float],
    count: int,
    rng: np.random.Generator,
) -> dict[str, Floats] | None:
    """Shares of the whole of every node, draw by draw; None where siblings' limits contradict."""
    shares: dict[str, Floats] = {"": np.ones(count)}
    for id, children in sets.items():
        for child in children:
            shares[child.id] = np.zeros(count)
        weighted = [child.id for child in children if whole[child.id] > 0]
        if not weighted:
            continue
        rows = inner.get(id, [])
        a = np.array([[own.get(child, 0.0) for child in weighted] for own, _ in rows])
        local = draw_in_polytope(
            a.reshape(len(rows), len(weighted)),
            np.array([bound for _, bound in rows]),
            count,
            rng,
        )
        if local is None:
            return None
        for number, child_id in enumerate(weighted):
            shares[child_id] = shares[id] * local[:, number]
    return shares


def draw_in_polytope(a: Floats, b: Floats, count: int, rng: np.random.Generator) -> Floats | None:
    """Uniform draws from the weightings with ``a w <= b``, w >= 0 and sum w = 1.

    Parameters
    ----------
    a : array of float, shape (rows, weights)
    b : array of float, shape (rows,)
    count : int
    rng : np.random.Generator

    Returns
    -------
    array of float or None
        Shape (count, weights); None where no weighting keeps the limits.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> draws = draw_in_polytope(np.array([[1.0, -1.0]]), np.zeros(1), 100, rng)
    >>> bool((draws[:, 0] <= draws[:, 1]).all())
    True
    """
    size = a.shape[1]
    if size == 1:
        return np.ones((count, 1)) if (a[:, 0] <= b + _FLAT).all() else None
    a, b, order = _without_order(a, b)
    draws = _simplex(count, size, order, rng)
    if not len(b):
        return draws
    found = [draws[_fits(draws, a, b)]]
    if len(found[0]) * _RAREST < count or count < _PROBE:
        probe = _simplex(_PROBE, size, order, rng)
        if _fits(probe, a, b).mean() * _RAREST < 1:
            rows = [a, *([_order_rows(order)] if order is not None else [])]
            bounds = np.concatenate([b, np.zeros(sum(map(len, rows[1:])))])
            return _hit_and_run(np.vstack(rows), bounds, count, rng)
    kept = len(found[0])
    while kept < count:
        draws = _simplex(_BATCH, size, order, rng)
        found.append(draws[_fits(draws, a, b)])
        kept += len(found[-1])
    return np.vstack(found)[:count]


def _simplex(
    count: int, size: int, order: Sequence[int] | None, rng: np.random.Generator
) -> Floats:
    # exponentials divided by their sum are a flat Dirichlet (Devroye 1986, XI.4)
    draws = rng.standard_exponential((count, size))
    draws /= draws.sum(axis=1, keepdims=True)
    if order is None:
        return draws
    draws.sort(axis=1)
    sorted_draws = np.empty_like(draws)
    sorted_draws[:, list(order)] = draws[:, ::-1]
    return sorted_draws


def _fits(draws: Floats, a: Floats, b: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.asarray((draws @ a.T <= b + _FLAT).all(axis=1))


def _without_order(a: Floats, b: Floats) -> tuple[Floats, Floats, list[int] | None]:
    """The rows without those that put all weights in one order, and that order, heaviest first."""
    size = a.shape[1]
    steps: dict[int, tuple[int, int]] = {}  # row: (heavier, lighter)
    for number, (row, bound) in enumerate(zip(a, b, strict=True)):
        up, down = np.flatnonzero(row < 0), np.flatnonzero(row > 0)
        plain = len(up) == len(down) == 1 and bound == 0 and row[up[0]] == -row[down[0]]
        if plain:
            steps[number] = (int(up[0]), int(down[0]))
    beats = {i: {lo for hi, lo in steps.values() if hi == i} for i in range(size)}
    for middle in range(size):  # whatever follows from the stated steps (Warshall 1962)
        for i in range(size):
            if middle in beats[i]:
                beats[i] |= beats[middle]
    order = sorted(range(size), key=lambda i: -len(beats[i]))
    if [len(beats[i]) for i in order] != list(range(size - 1, -1, -1)):
        return a, b, None
    rest = [number for number in range(len(b)) if number not in steps]
    return a[rest], b[rest], order


def _order_rows(order: Sequence[int]) -> Floats:
    rows = np.zeros((len(order) - 1, len(order)))
    for number in range(len(order) - 1):
        rows[number, order[number]], rows[number, order[number + 1]] = -1.0, 1.0
    return rows


def _hit_and_run(a: Floats, b: Floats, count: int, rng: np.random.Generator) -> Floats | None:
    """Draws from a thin polytope: walks along random lines, many side by side."""
    corners = _corners(a, b)
    if corners is None:
        return None
    size = a.shape[1]
    rows, bounds = np.vstack([a, -np.eye(size)]), np.concatenate([b, np.zeros(size)])
    shape = corners - corners.mean(axis=0)
    if np.abs(shape).max() <= _FLAT:
        return np.repeat(corners[:1], count, axis=0)
    # the corners span what the limits leave open, equalities included: lines are mixed from them,
    # so that a polytope a thousand times longer than wide is walked along its length as well
    _, values, vectors = np.linalg.svd(shape)
    free = vectors[: int((values > _FLAT).sum())]
    chains = min(_CHAINS, count)
    thin = max(len(free) ** 3, 1)
    at = rng.dirichlet(np.ones(len(corners)), chains) @ corners
    found: list[Floats] = []
    for step in range(thin * (5 + -(-count // chains))):
        mixed = shape if step % 4 else free
        lines = rng.standard_normal((chains, len(mixed))) @ mixed
        moves = _along(lines @ rows.T, bounds - at @ rows.T, rng.random(chains))
        at = at + moves[:, None] * lines
        if step >= thin * 5 and (step + 1) % thin == 0:
            found.append(np.maximum(at, 0.0))
    draws = np.vstack(found)[:count]
    return np.asarray(draws / draws.sum(axis=1, keepdims=True))


def _along(slopes: Floats, room: Floats, shares: Floats) -> Floats:
    """How far to go along each line: evenly between where it enters and leaves the polytope."""
    # a limit that leaves no room has a slope of 0 but for rounding
    steep = np.abs(slopes) > _STILL
    ends = np.maximum(room, 0.0) / np.where(steep, slopes, 1.0)
    high = np.where(steep & (slopes > 0), ends, np.inf).min(axis=1)
    low = np.where(steep & (slopes < 0), ends, -np.inf).max(axis=1)
    moves = low + (high - low) * shares
    return np.asarray(np.where(np.isfinite(moves), moves, 0.0))


def _corners(a: Floats, b: Floats) -> Floats | None:
    """Corners of the polytope at which some row, or some weight, is least or most."""
    from scipy.optimize import linprog

    size = a.shape[1]
    found = []
    for row in np.vstack([np.eye(size), -np.eye(size), a]):
        best = linprog(
            row,
            A_ub=a,
            b_ub=b,
            A_eq=[[1.0] * size],
            b_eq=[1.0],
            bounds=[(0.0, 1.0)] * size,
            method="highs",
        )
        if best.x is None or not best.success:
            return None
        found.append(np.asarray(best.x))
    return np.array(found)
