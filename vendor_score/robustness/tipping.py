"""Tipping points: how far one weight can move before the first place, or the order, changes.

With the other weights kept in proportion, a score is a straight line in the share of one node
(Triantaphyllou & Sanchez 1997, Decision Sciences 28(1), in its one-at-a-time form), and a ratio of
two straight lines where answers are excluded; two scores are equal at the roots of
N_a D_b - N_b D_a. All ends are closed forms: no search, no sampling.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from vendor_score.errors import WeightError
from vendor_score.robustness.acceptability import MOST_WORKED_OUT, ScoreModel, leading_rows
from vendor_score.robustness.records import SmallestChange, TippingPoint
from vendor_score.scoring import (
    TIE,
    Flags,
    Floats,
    Indices,
    ScoreLines,
    mean_of_sums,
    round_score,
    round_scores,
)
from vendor_score.weights import WeightNode, leaf_shares

__all__ = [
    "LEAD",
    "RIVALS",
    "LinearProgram",
    "ShareProblem",
    "nearest_by_search",
    "score_lines",
    "smallest_changes",
    "smallest_group_changes",
    "tipping_points",
]

_SAME = 1e-10  # relative difference of slopes that are the same
_AT_END = 1e-6  # nearer to share 0 or 1 a crossing lies at it: rounding moves a double root so far


def score_lines(model: ScoreModel, node: WeightNode) -> ScoreLines:
    """The scores along the share of one node, all other leaves in proportion.

    Parameters
    ----------
    model : ScoreModel
        Of the vendors that are not knocked out.
    node : WeightNode
        A group or a criterion.

    Returns
    -------
    ScoreLines

    Notes
    -----
    Triantaphyllou & Sanchez (1997), Decision Sciences 28(1), one weight at a time.
    """
    inside = np.isin(model.criteria, [leaf.id for leaf in node.leaves()])
    # at share x: x times the node's inner proportions, and (1 - x) times those of all others
    within = _within(model, node, inside)
    others = np.where(inside, 0.0, model.weights)
    share = float(model.weights[inside].sum()) if others.any() else 1.0
    rest = others.sum()
    low, high = (0.0, 1.0) if within.sum() > 0 and rest > 0 else (share, share)
    others = others / rest if rest > 0 else others
    n_in, n_out = model.filled @ within, model.filled @ others
    d_in, d_out = (_mass(model, part) for part in (within, others))
    # A score that rests on one side alone is that side's mean, whatever the share.
    n_out, d_out = np.where(d_out == 0, [n_in, d_in], [n_out, d_out])
    n_in, d_in = np.where(d_in == 0, [n_out, d_out], [n_in, d_in])
    return ScoreLines(
        share=share,
        low=low,
        high=high,
        now=model.scores(),
        n0=n_out,
        n1=n_in - n_out,
        d0=d_out,
        d1=d_in - d_out,
    )


def tipping_points(model: ScoreModel) -> tuple[TippingPoint, ...]:
    """The tipping points of every group and criterion, parents first, in file order.

    Parameters
    ----------
    model : ScoreModel

    Returns
    -------
    tuple of TippingPoint
        Shares of the whole: the interval in which the first place stays, the one in which the
        whole order stays, and who is first just beyond.
    """
    return tuple(_tipping_point(model, node) for top in model.tree for node in top.walk())


def _mass(model: ScoreModel, part: Floats) -> Floats:
    """The weight that counts for each vendor; exactly 1 where nothing is excluded."""
    return np.ones(len(model.vendors)) if model.is_linear else np.asarray(model.counted @ part)


def _within(model: ScoreModel, node: WeightNode, inside: Flags) -> Floats:
    """How the node's share is split among its leaves (sum 1); of a node at zero as entered."""
    present = np.where(inside, model.weights, 0.0)
    if present.sum() > 0:
        return np.asarray(present / present.sum())
    if not node.children:
        return inside.astype(np.float64)
    entered = _entered_inside(node)
    return np.array([entered.get(id, 0.0) for id in model.criteria])


def _entered_inside(group: WeightNode) -> dict[str, float]:
    try:
        return leaf_shares((replace(group, weight=1.0),))
    except WeightError:  # no weight was entered inside: the group cannot take any
        return {}


def _tipping_point(model: ScoreModel, node: WeightNode) -> TippingPoint:
    lines = score_lines(model, node)
    low, below = _first_place_end(model, lines, -1)
    high, above = _first_place_end(model, lines, +1)
    return TippingPoint(
        id=node.id,
        weight=lines.share,
        low=low,
        high=high,
        below=below,
        above=above,
        order_low=_order_end(lines, -1),
        order_high=_order_end(lines, +1),
    )


def _first_place_end(
    model: ScoreModel, lines: ScoreLines, way: int
) -> tuple[float, tuple[str, ...]]:
    """Where the set of first-placed vendors changes in direction ``way``, and who is first then."""
    limit = lines.high if way > 0 else lines.low
    if np.isnan(lines.now).all() or lines.share == limit:
        return limit, ()
    first = _top(lines.now)
    leader = int(np.flatnonzero(first)[0])
    rivals = np.flatnonzero(~first)
    # only where the leader meets somebody can the first place change; at each such place, who is
    # first just beyond it decides, since lines may touch without crossing
    for x in _ahead(lines, lines.crossings(leader, rivals), way):
        then = _first_beyond(lines, x, way)
        if not np.array_equal(then, first):
            return x, tuple(v for v, is_first in zip(model.vendors, then, strict=True) if is_first)
    return limit, ()


def _ahead(lines: ScoreLines, crossings: Floats, way: int) -> list[float]:
    """The present share and every crossing beyond it and before the limit, nearest first."""
    x = crossings[~np.isnan(crossings)]
    inside = (x > lines.low + _AT_END) & (x < lines.high - _AT_END)
    x = x[inside & (way * x > way * lines.share)]
    return [lines.share, *sorted({float(v) for v in x}, reverse=way < 0)]


def _top(scores: Floats) -> Flags:
    return np.asarray(scores >= np.nanmax(scores) - TIE)


def _first_beyond(lines: ScoreLines, x: float, way: int) -> Flags:
    """Who is first just beyond ``x``: the best by score, then slope, then curvature."""
    # equal at x: the steeper one is ahead a step further, and of equally steep ones the one that
    # bends upwards
    score, slope, bend = lines.beyond(x, way)
    first = score >= score.max() - TIE
    for figure in (slope, bend):
        first &= figure >= figure[first].max() - _SAME * (1 + abs(figure[first].max()))
    return np.asarray(first)


def _order_end(lines: ScoreLines, way: int) -> float:
    """Where the whole order changes going ``way``: neighbours in it are the first to meet."""
    limit = lines.high if way > 0 else lines.low
    if lines.share == limit:
        return limit
    here = lines.now
    if (np.isnan(here) & (lines.d0 > 0)).any():
        return lines.share  # a vendor without a score gets one at the first step
    ranked = np.flatnonzero(~np.isnan(here))
    order = ranked[np.argsort(-here[ranked], kind="stable")]
    a, b = order[:-1], order[1:]
    tied = here[a] - here[b] <= TIE
    if (tied & (_lead_beyond(lines, lines.share, way, a, b) != 0)).any():
        return lines.share
    # two that are not neighbours cannot meet before one of them has met a neighbour
    crossings = np.where(tied, np.nan, lines.crossings(a, b))
    for x in _ahead(lines, crossings, way)[1:]:
        meeting = (crossings == x).any(axis=0)
        if (_lead_beyond(lines, x, way, a[meeting], b[meeting]) < 0).any():
            return x
    return limit


def _lead_beyond(lines: ScoreLines, x: float, way: int, a: Indices, b: Indices) -> Floats:
    """For pairs that are equal at ``x``: 1 where a leads just beyond, -1 where b does, else 0."""
    _, slope, bend = lines.beyond(x, way)
    by_slope = _sign(slope[a] - slope[b], slope[a])
    by_bend = _sign(bend[a] - bend[b], bend[a])
    return np.where(by_slope != 0, by_slope, by_bend)


def _sign(difference: Floats, scale: Floats) -> Floats:
    return np.where(np.abs(difference) <= _SAME * (1 + np.abs(scale)), 0.0, np.sign(difference))


# The smallest change of weights that puts another vendor first, by linear programming.

_SLACK = 1e-10
_NOISE = 1e-8  # a solver's share so near to 0, or to the present one, is meant to be that
_OPTIONS = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}


class LinearProgram:
    """Shares w that add up to 1 with ``conditions @ w >= least``, as near to ``now`` as can be.

    Parameters
    ----------
    now : array of float, shape (shares,)
        The present shares of the whole, sum 1.
    conditions : array of float, shape (conditions, shares)
        What a unit of each share gives, in points.
    least : array of float, shape (conditions,), or float
        What each condition must reach.

    Notes
    -----
    Variables: shares w, their absolute changes t, the largest of these u. An absolute value is not
    linear; t >= w - now and t >= now - w are, and minimising t makes one of them tight.
    """

    def __init__(self, now: Floats, conditions: Floats, least: Floats | float = 0.0) -> None:
        size = len(now)
        one, none = np.eye(size), np.zeros((size, size))
        column, row = np.zeros((size, 1)), np.zeros((len(conditions), size + 1))
        self.now, self.size = now, size
        self.rows = [
            np.hstack([one, -one, column]),  # w - t <= now
            np.hstack([-one, -one, column]),  # -w - t <= -now
            np.hstack([none, one, column - 1]),  # t <= u
            np.hstack([-conditions, row]),
        ]
        self.bounds = [now, -now, np.zeros(size), -np.broadcast_to(least, len(conditions))]

    def solve(self) -> Floats | None:
        """The least sum of changes; among optima the smallest largest one, then file order.

        Returns
        -------
        array of float or None
            Shape (shares,), sum 1; None where the conditions cannot be met.
        """
        size = self.size
        largest = np.r_[np.zeros(2 * size), 1.0]
        in_order = np.r_[np.zeros(size), np.arange(1.0, size + 1), 0.0]
        found = None
        # one goal after the other, each held at its optimum while the next is sought: with one
        # goal alone many optima remain, and the answer would depend on the solver's release
        for goal in (self._total(), largest, in_order):
            x = self._minimum(goal)
            if x is None:
                break
            found = x[:size]
            self.rows.append(goal[None, :])
            # a little slack, or rounding alone makes the next programme infeasible
            self.bounds.append(np.array([goal @ x + _SLACK]))
        return None if found is None else self._settled(found, in_order)

    def least_total(self) -> Floats | None:
        """The least sum of changes alone.

        Returns
        -------
        array of float or None
            Shape (shares,), sum 1; None where the conditions cannot be met.
        """
        x = self._minimum(self._total())
        return None if x is None else np.asarray(x[: self.size], dtype=np.float64)

    def keep_within(self, at: Floats, radius: float) -> None:
        """Let no share move further than ``radius`` from ``at``.

        Parameters
        ----------
        at : array of float, shape (shares,)
            Shares that the conditions are linear around.
        radius : float
            Share of the whole.
        """
        step = np.hstack([np.eye(self.size), np.zeros((self.size, self.size + 1))])
        self.rows += [step, -step]
        self.bounds += [at + radius, radius - at]

    def _total(self) -> Floats:
        # half the sum of changes: what one share gains another loses, and counts once
        total: Floats = np.r_[np.zeros(self.size), np.full(self.size, 0.5), 0.0]
        return total

    def _settled(self, found: Floats, goal: Floats) -> Floats:
        """``found`` once more, with the shares that stay and those at 0 held at exactly that."""
        gone, kept = found <= _NOISE, np.abs(found - self.now) <= _NOISE
        fixed = np.where(gone, 0.0, self.now)
        # a person reads "unchanged", not 20.000000001 %; holding the unchanged ones can leave too
        # little room, then only those at 0 are held
        for held in (gone | kept, gone):
            x = self._minimum(goal, held, fixed)
            if x is not None:
                return np.where(held, fixed, x[: self.size])
        return np.clip(found, 0.0, None)

    def _minimum(
        self, goal: Floats, held: Flags | None = None, fixed: Floats | None = None
    ) -> Floats | None:
        from scipy import optimize

        linprog: Any = optimize.linprog  # typed in too many variants for a plain call
        ends = np.tile([0.0, np.inf], (2 * self.size + 1, 1))
        if held is not None and fixed is not None:
            ends[: self.size][held] = fixed[held, None]
        whole = np.r_[np.ones(self.size), np.zeros(self.size + 1)]
        result = linprog(
            goal,
            A_ub=np.vstack(self.rows),
            b_ub=np.concatenate(self.bounds),
            A_eq=whole[None, :],
            b_eq=[1.0],
            bounds=ends,
            method="highs",
            options=_OPTIONS,
        )
        return np.asarray(result.x, dtype=np.float64) if result.success else None


# Shares that may change - of leaves, or of top groups - and what each gives every vendor.

LEAD = 1e-6
"""Points by which the changed weights let the vendor lead."""

RIVALS = 40
"""A programme starts with so many of the strongest rivals."""

_SAME_MASS = 1e-12


@dataclass(frozen=True, kw_only=True, eq=False)
class ShareProblem:
    """Shares that may change: their ids, present values, and what each gives every vendor.

    A vendor's score is sums @ shares / masses @ shares.

    Attributes
    ----------
    ids : tuple of str
        Of criteria or top groups.
    now : array of float
        Shape (shares,): the present shares, sum 1.
    sums : array of float
        Shape (vendors, shares): weighted points per unit of each share.
    masses : array of float
        Shape (vendors, shares): weight that counts per unit of each share.
    """

    ids: tuple[str, ...]
    now: Floats
    sums: Floats
    masses: Floats

    @property
    def is_linear(self) -> bool:
        """Whether all vendors divide by the same: the order of any two is linear in the shares.

        So it is where nothing is excluded, or the same for everybody.
        """
        return bool((np.ptp(self.masses, axis=0) <= _SAME_MASS).all())

    def scores(self, shares: Floats) -> Floats:
        """Every vendor's score in points; NaN for one that has nothing left to score.

        Parameters
        ----------
        shares : array of float, shape (shares,)
            Sum 1.

        Returns
        -------
        array of float
            Shape (vendors,), 0 to 100.
        """
        return mean_of_sums(self.sums @ shares, self.masses @ shares)

    def lead(self, row: int, shares: Floats) -> float:
        """How far the vendor is ahead of the best other one, in points.

        Parameters
        ----------
        row : int
            Of the vendor.
        shares : array of float, shape (shares,)
            Sum 1.

        Returns
        -------
        float
            Points, negative where it is behind; infinite where it is alone.
        """
        scores = self.scores(shares)
        others = np.delete(scores, row)
        return float(scores[row] - np.nanmax(others)) if others.size else np.inf

    def vendors(self, rows: list[int]) -> ShareProblem:
        """The same shares for some of the vendors, in this order.

        Parameters
        ----------
        rows : list of int
            In the order wanted.

        Returns
        -------
        ShareProblem
        """
        return replace(self, sums=self.sums[rows], masses=self.masses[rows])

    def others(self, row: int) -> list[int]:
        """The other vendors, without those whose rows are identical: they count as one with it.

        Parameters
        ----------
        row : int
            Of the vendor.

        Returns
        -------
        list of int
            Rows, in their order.
        """
        rows: np.ndarray[Any, np.dtype[np.float64]] = np.hstack([self.sums, self.masses])
        return np.flatnonzero(np.abs(rows - rows[row]).max(axis=1) > _SAME_MASS).tolist()


# The smallest change of weights where answers are excluded for some vendors only.

_INSIDE = 1e-9  # kept off the edges of the simplex, where a vendor may have nothing to score
_AMPLE = 4 * LEAD  # steps aim a little higher, so that curvature does not undo them
_STREWN = 1_000
_STARTS = 5
_HALVINGS = 30
_STEPS = 30
_GAIN = 1e-6
_RADIUS, _LEAST_RADIUS = 0.25, 1e-4
_SEARCH_NOISE = 1e-7  # the local search ends less sharply than the solver


def nearest_by_search(shares: ShareProblem) -> tuple[float, Floats] | None:
    """For the vendor in row 0: how far the tie is, and the nearest shares found that lead.

    Parameters
    ----------
    shares : ShareProblem
        Some answers are excluded for some vendors only.

    Returns
    -------
    (float, array of float) or None
        Distance as a share of the whole, and shares of shape (shares,) that sum to 1; None where no
        point that was tried leads.

    Notes
    -----
    A local search by linear steps in a trusted radius (sequential linear programming, as in Nocedal
    & Wright 2006, Numerical Optimization, 18.5), from several starts: an upper bound of the
    distance.
    """
    # with quotients of different masses the leading region need not be convex: several starts
    starts = _nearest_starts(shares)
    if not starts:
        return None
    ends = [_descend(shares, start) for start in starts]
    best = min(ends, key=lambda w: round_score(_distance(shares, w)))
    return (
        _distance(shares, _between(shares, shares.now, best, 0.0)),
        _without_noise(shares, _between(shares, shares.now, best, LEAD)),
    )


def _distance(shares: ShareProblem, weights: Floats) -> float:
    return float(np.abs(weights - shares.now).sum() / 2)


def _without_noise(shares: ShareProblem, weights: Floats) -> Floats:
    """Shares that are all but 0 or all but unchanged are made so, where the vendor still leads."""
    clean = np.where(np.abs(weights - shares.now) <= _SEARCH_NOISE, shares.now, weights)
    clean = np.where(clean <= _SEARCH_NOISE, 0.0, clean)
    moved = clean != shares.now
    if not moved.any():
        return weights
    largest = int(np.argmax(np.where(moved, clean, -1.0)))
    clean[largest] += 1.0 - clean.sum()  # the sum must stay 1; the largest one feels it least
    in_reach = np.isfinite(shares.scores(clean)).all() and shares.lead(0, clean) >= LEAD / 2
    return clean if in_reach else weights


def _nearest_starts(shares: ShareProblem) -> list[Floats]:
    """The first points that lead on the ways to many others, the nearest of them to now."""
    ends = _tried(shares)
    ends = ends[_leads(shares, ends) >= LEAD]
    first = _first_leading(shares, ends)
    distances = np.abs(first - shares.now).sum(axis=1)
    nearest = np.argsort(round_scores(distances), kind="stable")[:_STARTS]
    return [first[at] for at in nearest]


def _tried(shares: ShareProblem) -> Floats:
    """Corners, their mixtures, and points strewn over the simplex, always the same; rows."""
    size = len(shares.now)
    corners = np.eye(size)
    mixed = [(a + b) / 2 for i, a in enumerate(corners) for b in corners[i + 1 :]]
    rng = np.random.Generator(np.random.PCG64(0))  # a fixed seed: same input, same bytes
    # alpha 1 strews evenly, 0.3 towards the edges, where few criteria decide
    strewn = [rng.dirichlet(np.full(size, alpha), _STREWN) for alpha in (1.0, 0.3)]
    ends = np.vstack([corners, *mixed, *strewn, np.full(size, 1 / size)])
    ends = np.vstack([ends, (ends + shares.now) / 2])
    return np.asarray(ends * (1 - _INSIDE) + _INSIDE / size)


def _leads(shares: ShareProblem, points: Floats) -> Floats:
    """`ShareProblem.lead` of row 0 for many points, in rows."""
    scores = mean_of_sums(points @ shares.sums.T, points @ shares.masses.T)
    return np.asarray(scores[:, 0] - scores[:, 1:].max(axis=1))


def _first_leading(shares: ShareProblem, ends: Floats) -> Floats:
    """For each of ``ends``, which all lead, the first such point on the way there: bisection."""
    # at 0 (now) the vendor does not lead, at 1 it does: the way between holds a first such point
    low, high = np.zeros(len(ends)), np.ones(len(ends))
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        leads = _leads(shares, shares.now + middle[:, None] * (ends - shares.now)) >= LEAD
        low, high = np.where(leads, low, middle), np.where(leads, middle, high)
    return np.asarray(shares.now + high[:, None] * (ends - shares.now))


def _between(shares: ShareProblem, short: Floats, leading: Floats, lead: float) -> Floats:
    """The first point that leads by so much on the way from ``short`` to ``leading``: bisection."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        at = short + middle * (leading - short)
        low, high = (low, middle) if shares.lead(0, at) >= lead else (middle, high)
    return np.asarray(short + high * (leading - short))


def _descend(shares: ShareProblem, start: Floats) -> Floats:
    """From shares that lead to nearer ones, by the leads as they slope there, in trusted steps."""
    at, radius = start, _RADIUS
    for _ in range(_STEPS):
        if radius < _LEAST_RADIUS:
            break
        # near ``at`` each lead is all but a straight line, so a linear programme gives the step;
        # where the step is no nearer, the lines were trusted too far: a smaller radius
        slopes, leads = _slopes(shares, at)
        programme = LinearProgram(shares.now, slopes, _AMPLE - leads + slopes @ at)
        programme.keep_within(at, radius)
        then = programme.least_total()
        nearer = at if then is None else _leading_between(shares, then, at)
        if _distance(shares, nearer) < _distance(shares, at) - _GAIN:
            at = nearer
        else:
            radius /= 4
    return at


def _leading_between(shares: ShareProblem, found: Floats, leading: Floats) -> Floats:
    """``found``, moved towards ``leading`` as little as it takes to lead."""
    found = np.clip(found, 0.0, None)
    found = found / found.sum() * (1 - _INSIDE) + shares.now * _INSIDE  # where every score exists
    return found if shares.lead(0, found) >= LEAD else _between(shares, found, leading, LEAD)


def _slopes(shares: ShareProblem, at: Floats) -> tuple[Floats, Floats]:
    """How the strongest rivals' distances behind row 0 slope at ``at``, and how large they are."""
    # derivative of a quotient: (N / D)' = (N' - (N / D) D') / D
    masses = shares.masses @ at
    scores = (shares.sums @ at) / masses
    slopes = (shares.sums - scores[:, None] * shares.masses) / masses[:, None]
    strongest = 1 + np.argsort(-scores[1:], kind="stable")[:RIVALS]
    return slopes[0] - slopes[strongest], scores[0] - scores[strongest]


Solve = Callable[[LinearProgram], Floats | None]

_KEPT = (1e-3, 1.0)  # of the weight that counts, so much goes on counting; all where that is little


def smallest_changes(model: ScoreModel) -> dict[str, SmallestChange | None]:
    """The smallest change of criteria's weights that puts each vendor first.

    Parameters
    ----------
    model : ScoreModel

    Returns
    -------
    dict of str to SmallestChange or None
        By vendor, those in first place left out; None where no weights will do. Distances and
        weights are shares of the whole.

    Notes
    -----
    Half the sum of absolute differences over the leaves with positive weight; among optima the
    smallest largest difference, then file order.
    """
    weighted = np.flatnonzero(model.weights > 0)
    shares = ShareProblem(
        ids=tuple(model.criteria[at] for at in weighted),
        now=model.weights[weighted],
        sums=model.filled[:, weighted],
        masses=model.counted[:, weighted].astype(np.float64),
    )
    return _changes(model, shares)


def smallest_group_changes(model: ScoreModel) -> dict[str, SmallestChange | None]:
    """The same over the top groups with weight, each keeping its proportions inside.

    Parameters
    ----------
    model : ScoreModel
        Of the vendors that are not knocked out.

    Returns
    -------
    dict of str to (SmallestChange or None)
        By vendor, those in first place left out; distances and weights are shares of the whole.
    """
    inner = {top.id: _inside(model, [leaf.id for leaf in top.leaves()]) for top in model.tree}
    inner = {id: weights for id, weights in inner.items() if weights.any()}
    parts = np.array(list(inner.values())).T
    now = parts.sum(axis=0)
    shares = ShareProblem(
        ids=tuple(inner),
        now=now,
        sums=model.filled @ parts / now,
        masses=model.counted @ parts / now
        if not model.is_linear
        else np.ones((len(model.vendors), len(inner))),
    )
    return _changes(model, shares)


def _inside(model: ScoreModel, leaves: list[str]) -> Floats:
    return np.where(np.isin(model.criteria, leaves), model.weights, 0.0)


def _changes(model: ScoreModel, shares: ShareProblem) -> dict[str, SmallestChange | None]:
    first = model.first()
    ranked = np.flatnonzero(~np.isnan(model.scores())).tolist()
    own = shares.vendors(ranked)
    places = {row: at for at, row in enumerate(ranked)}
    return {
        model.vendors[row]: _smallest_change(own, places[row])
        for row in leading_rows(model, MOST_WORKED_OUT)
        if model.vendors[row] not in first
    }


def _smallest_change(shares: ShareProblem, row: int) -> SmallestChange | None:
    apart = shares.vendors([row, *shares.others(row)])
    is_linear = apart.is_linear
    found = _by_linear_programme(apart) if is_linear else nearest_by_search(apart)
    if found is None:
        return None
    distance, weights = found
    named = dict(zip(shares.ids, (weights / weights.sum()).tolist(), strict=True))
    return SmallestChange(distance=distance, weights=named, exact=is_linear)


def _by_linear_programme(shares: ShareProblem) -> tuple[float, Floats] | None:
    """Row 0 is the vendor: the distance of the tie, and shares that lead."""
    ahead = shares.sums[0] - shares.sums[1:]
    # ahead by so much in the score, which is divided by the weight that counts
    leads = ahead - LEAD * shares.masses[0]
    # where hardly any weight that counts is left, a lead in the sum is none after the division;
    # then all of that weight has to stay
    for kept in _KEPT:
        tie = _solved(shares, ahead, kept, LinearProgram.least_total)
        lead = None if tie is None else _solved(shares, leads, kept, LinearProgram.solve)
        if tie is None or lead is None:
            return None
        if shares.lead(0, lead) >= LEAD / 2:
            return float(np.abs(tie - shares.now).sum() / 2), lead
    return None


def _solved(shares: ShareProblem, ahead: Floats, kept: float, solve: Solve) -> Floats | None:
    """Solve against some rivals, and add the one that is most ahead then until none is.

    ``ahead[i, j]``: by how much the vendor is ahead of rival i per unit of share j. At least the
    part ``kept`` of the weight that counts now stays where it counts.
    """
    # 500 vendors would be 500 rows; those who are far behind never come into play
    rivals = np.argsort(ahead @ shares.now, kind="stable")[:RIVALS].tolist()
    mass = shares.masses[0]
    while True:
        least = np.r_[kept * (mass @ shares.now), np.zeros(len(rivals))]
        found = solve(LinearProgram(shares.now, np.vstack([mass, ahead[rivals]]), least))
        if found is None:
            return None
        margins = ahead @ found
        worst = int(margins.argmin())
        if margins[worst] >= -TIE or worst in rivals:
            return found
        rivals.append(worst)
