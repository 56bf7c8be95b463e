"""The smallest change of weights that puts another vendor first, by linear programming.

Half the L1 distance between weights on the simplex (as in the weight stability of additive models:
Barron & Schmidt 1988, Operations Research 36(1); Rios Insua & French 1991, EJOR 54(2)). Where
answers are excluded scores are ratios and the programme is not linear: successive linear programmes
(Griffith & Stewart 1961) from several fixed starts, a local search, and the result is marked so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from vendor_score.robustness.acceptability import MOST_WORKED_OUT, leading_rows
from vendor_score.robustness.model import Floats, ScoreModel
from vendor_score.robustness.records import SmallestChange

__all__ = ["smallest_changes", "smallest_group_changes"]

Places = np.ndarray[Any, np.dtype[np.intp]]
Solve = Callable[["_Programme"], Floats | None]

LEAD = 1e-6
"""Points by which the changed weights let the vendor lead."""

_SLACK = 1e-10
_SAME = 1e-12
_ENOUGH = 1e-9  # points by which a rival may be ahead through rounding
_RIVALS = 40  # a programme starts with the strongest ones; others are added where they matter
_INSIDE = 1e-9  # kept off the edges of the simplex, where a vendor may have nothing to score
_AMPLE = 4 * LEAD  # steps aim a little higher, so that curvature does not undo them
_STARTS = 2
_STEPS = 30
_GAIN = 1e-6
_RADIUS, _LEAST_RADIUS = 0.25, 1e-4
_OPTIONS = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}


@dataclass(frozen=True, kw_only=True, eq=False)
class _Shares:
    """Shares that may change: their ids, present values, and what each gives every vendor.

    ``sums[v, j]`` and ``masses[v, j]`` are per unit of share j: a vendor's score is
    sums @ shares / masses @ shares.
    """

    ids: tuple[str, ...]
    now: Floats
    sums: Floats
    masses: Floats

    @property
    def is_linear(self) -> bool:
        return bool(np.ptp(self.masses) == 0.0)

    def lead(self, row: int, shares: Floats) -> float:
        """How far the vendor is ahead of the best other one, in points."""
        with np.errstate(invalid="ignore", divide="ignore"):
            scores = (self.sums @ shares) / (self.masses @ shares)
        others = np.delete(scores, row)
        return float(scores[row] - np.nanmax(others)) if others.size else np.inf


def smallest_changes(model: ScoreModel) -> dict[str, SmallestChange | None]:
    """For every vendor that is not first, over the leaves with weight; None where none will do."""
    weighted = np.flatnonzero(model.weights > 0)
    shares = _Shares(
        ids=tuple(model.criteria[at] for at in weighted),
        now=model.weights[weighted],
        sums=model.filled[:, weighted],
        masses=model.counted[:, weighted].astype(np.float64),
    )
    return _changes(model, shares)


def smallest_group_changes(model: ScoreModel) -> dict[str, SmallestChange | None]:
    """The same over the top groups with weight, each keeping its proportions inside."""
    inner = {top.id: _inside(model, [leaf.id for leaf in top.leaves()]) for top in model.tree}
    inner = {id: weights for id, weights in inner.items() if weights.any()}
    parts = np.array(list(inner.values())).T
    now = parts.sum(axis=0)
    shares = _Shares(
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


def _changes(model: ScoreModel, shares: _Shares) -> dict[str, SmallestChange | None]:
    first = model.first()
    ranked = np.flatnonzero(~np.isnan(model.scores()))
    own = _Shares(
        ids=shares.ids, now=shares.now, sums=shares.sums[ranked], masses=shares.masses[ranked]
    )
    places = {int(row): at for at, row in enumerate(ranked)}
    return {
        model.vendors[row]: _smallest_change(own, places[row])
        for row in leading_rows(model, MOST_WORKED_OUT)
        if model.vendors[row] not in first
    }


def _smallest_change(shares: _Shares, row: int) -> SmallestChange | None:
    others = _not_the_same(shares, row)
    if shares.is_linear:
        return _by_linear_programme(shares, shares.sums[row] - shares.sums[others])
    apart = _Shares(
        ids=shares.ids,
        now=shares.now,
        sums=np.vstack([shares.sums[row], shares.sums[others]]),
        masses=np.vstack([shares.masses[row], shares.masses[others]]),
    )
    return _by_local_search(apart)


def _not_the_same(shares: _Shares, row: int) -> Places:
    """The other vendors, without those whose rows are identical: they count as one with it."""
    rows = np.hstack([shares.sums, shares.masses])
    return np.flatnonzero(np.abs(rows - rows[row]).max(axis=1) > _SAME)


def _by_linear_programme(shares: _Shares, ahead: Floats) -> SmallestChange | None:
    """``ahead[i, j]``: by how much the vendor is ahead of rival i per unit of share j."""
    rivals = np.argsort(ahead @ shares.now, kind="stable")[:_RIVALS].tolist()
    tie = _solved(shares.now, ahead, rivals, 0.0, _Programme.least_total)
    if tie is None:
        return None
    lead = _solved(shares.now, ahead, rivals, LEAD, _Programme.solve)
    if lead is None:
        return None
    weights = np.clip(lead, 0.0, None)
    weights /= weights.sum()
    return SmallestChange(
        distance=float(np.abs(tie - shares.now).sum() / 2),
        weights=dict(zip(shares.ids, weights.tolist(), strict=True)),
        exact=True,
    )


def _solved(
    now: Floats, ahead: Floats, rivals: list[int], lead: float, solve: Solve
) -> Floats | None:
    """Solve against some rivals, and add the one that is most ahead then until none is."""
    while True:
        found = solve(_Programme(now, ahead[rivals], lead))
        if found is None:
            return None
        margins = ahead @ found - lead
        worst = int(margins.argmin())
        if margins[worst] >= -_ENOUGH or worst in rivals:
            return found
        rivals.append(worst)


class _Programme:
    """Variables: shares w, their absolute changes t, the largest of these u."""

    def __init__(self, now: Floats, ahead: Floats, lead: Floats | float) -> None:
        size = len(now)
        one, none = np.eye(size), np.zeros((size, size))
        column, row = np.zeros((size, 1)), np.zeros((len(ahead), size + 1))
        self.size = size
        self.rows = [
            np.hstack([one, -one, column]),  # w - t <= now
            np.hstack([-one, -one, column]),  # -w - t <= -now
            np.hstack([none, one, column - 1]),  # t <= u
            np.hstack([-ahead, row]),  # lead over every rival
        ]
        self.bounds = [now, -now, np.zeros(size), -np.broadcast_to(lead, len(ahead))]

    def solve(self) -> Floats | None:
        """The least sum of changes; among optima the smallest largest one, then file order."""
        size = self.size
        largest = np.r_[np.zeros(2 * size), 1.0]
        in_order = np.r_[np.zeros(size), np.arange(1.0, size + 1), 0.0]
        found = None
        for goal in (self._total(), largest, in_order):
            x = self._minimum(goal)
            if x is None:
                return found
            found = x[:size]
            self.rows.append(goal[None, :])
            self.bounds.append(np.array([goal @ x + _SLACK]))
        return found

    def least_total(self) -> Floats | None:
        """The least sum of changes alone."""
        x = self._minimum(self._total())
        return None if x is None else np.asarray(x[: self.size], dtype=np.float64)

    def keep_within(self, at: Floats, radius: float) -> None:
        """Let no share move further than ``radius`` from ``at``."""
        step = np.hstack([np.eye(self.size), np.zeros((self.size, self.size + 1))])
        self.rows += [step, -step]
        self.bounds += [at + radius, radius - at]

    def _total(self) -> Floats:
        total: Floats = np.r_[np.zeros(self.size), np.full(self.size, 0.5), 0.0]
        return total

    def _minimum(self, goal: Floats) -> Floats | None:
        from scipy import optimize

        linprog: Any = optimize.linprog  # typed in too many variants for a plain call
        whole = np.r_[np.ones(self.size), np.zeros(self.size + 1)]
        result = linprog(
            goal,
            A_ub=np.vstack(self.rows),
            b_ub=np.concatenate(self.bounds),
            A_eq=whole[None, :],
            b_eq=[1.0],
            bounds=(0.0, None),
            method="highs",
            options=_OPTIONS,
        )
        return np.asarray(result.x, dtype=np.float64) if result.success else None


def _by_local_search(shares: _Shares) -> SmallestChange | None:
    """Row 0 is the vendor. Successive linear programmes from shares under which it leads."""
    starts = sorted(_leading_starts(shares), key=lambda w: _distance(shares, w))
    if not starts:
        return None
    ends = [_descend(shares, start) for start in starts[:_STARTS]]
    best = min(ends, key=lambda w: round(_distance(shares, w), 9))
    return SmallestChange(
        distance=_distance(shares, _towards(shares, best, 0.0)),
        weights=dict(zip(shares.ids, _towards(shares, best, LEAD).tolist(), strict=True)),
        exact=False,
    )


def _distance(shares: _Shares, weights: Floats) -> float:
    return float(np.abs(weights - shares.now).sum() / 2)


def _leading_starts(shares: _Shares) -> list[Floats]:
    """Of corners, their mixtures with one another and with the present shares: those that lead."""
    size = len(shares.now)
    corners = list(np.eye(size))
    mixed = [(a + b) / 2 for i, a in enumerate(corners) for b in corners[i + 1 :]]
    halfway = [(shares.now + corner) / 2 for corner in (*corners, *mixed)]
    inner = _INSIDE / size
    tried = [
        w * (1 - _INSIDE) + inner for w in (*corners, *mixed, *halfway, np.full(size, 1 / size))
    ]
    return [_towards(shares, w, LEAD) for w in tried if shares.lead(0, w) >= LEAD]


def _towards(shares: _Shares, leading: Floats, lead: float) -> Floats:
    """The first point that leads on the way from the present shares to ``leading``: bisection."""
    return _between(shares, shares.now, leading, lead)


def _between(shares: _Shares, short: Floats, leading: Floats, lead: float) -> Floats:
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        at = short + middle * (leading - short)
        low, high = (low, middle) if shares.lead(0, at) >= lead else (middle, high)
    return np.asarray(short + high * (leading - short))


def _descend(shares: _Shares, start: Floats) -> Floats:
    """From shares that lead to nearer ones, by the leads as they slope there, in trusted steps."""
    at, radius = start, _RADIUS
    for _ in range(_STEPS):
        if radius < _LEAST_RADIUS:
            break
        slopes, leads = _slopes(shares, at)
        programme = _Programme(shares.now, slopes, _AMPLE - leads + slopes @ at)
        programme.keep_within(at, radius)
        then = programme.least_total()
        nearer = at if then is None else _leading_between(shares, then, at)
        if _distance(shares, nearer) < _distance(shares, at) - _GAIN:
            at = nearer
        else:
            radius /= 4
    return at


def _leading_between(shares: _Shares, found: Floats, leading: Floats) -> Floats:
    """``found``, moved towards ``leading`` as little as it takes to lead."""
    found = np.clip(found, 0.0, None)
    found = found / found.sum() * (1 - _INSIDE) + shares.now * _INSIDE  # where every score exists
    return found if shares.lead(0, found) >= LEAD else _between(shares, found, leading, LEAD)


def _slopes(shares: _Shares, at: Floats) -> tuple[Floats, Floats]:
    """How the strongest rivals' distances behind row 0 slope at ``at``, and how large they are."""
    masses = shares.masses @ at
    scores = (shares.sums @ at) / masses
    slopes = (shares.sums - scores[:, None] * shares.masses) / masses[:, None]
    strongest = 1 + np.argsort(-scores[1:], kind="stable")[:_RIVALS]
    return slopes[0] - slopes[strongest], scores[0] - scores[strongest]
