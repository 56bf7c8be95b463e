"""The smallest change of weights that puts another vendor first, by linear programming.

Half the L1 distance between weights on the simplex (as in the weight stability of additive models:
Barron & Schmidt 1988, Operations Research 36(1); Rios Insua & French 1991, EJOR 54(2)). Where
answers are excluded scores are ratios and the programme is not linear: a local solver, sequential
least squares (Kraft 1988), from several fixed starts, and the result is marked as not exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from vendor_score.robustness.acceptability import leading_rows
from vendor_score.robustness.model import Floats, ScoreModel
from vendor_score.robustness.records import SmallestChange

__all__ = ["smallest_changes", "smallest_group_changes"]

LEAD = 1e-6
"""Points by which the changed weights let the vendor lead."""

_SLACK = 1e-10
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
    rows = leading_rows(model)
    own = _Shares(
        ids=shares.ids, now=shares.now, sums=shares.sums[rows], masses=shares.masses[rows]
    )
    names = [model.vendors[row] for row in rows]
    return {name: _smallest_change(own, at) for at, name in enumerate(names) if name not in first}


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


def _not_the_same(shares: _Shares, row: int) -> list[int]:
    """The other vendors, without those whose rows are identical: they count as one with it."""
    rows = np.hstack([shares.sums, shares.masses])
    return [k for k in range(len(rows)) if not np.allclose(rows[k], rows[row], rtol=0, atol=1e-12)]


def _by_linear_programme(shares: _Shares, ahead: Floats) -> SmallestChange | None:
    """``ahead[i, j]``: by how much the vendor is ahead of rival i per unit of share j."""
    tie = _Programme(shares.now, ahead, 0.0).solve()
    lead = _Programme(shares.now, ahead, LEAD).solve() if tie is not None else None
    if tie is None or lead is None:
        return None
    weights = np.clip(lead, 0.0, None)
    weights /= weights.sum()
    return SmallestChange(
        distance=float(np.abs(tie - shares.now).sum() / 2),
        weights=dict(zip(shares.ids, weights.tolist(), strict=True)),
        exact=True,
    )


class _Programme:
    """Variables: shares w, their absolute changes t, the largest of these u."""

    def __init__(self, now: Floats, ahead: Floats, lead: float) -> None:
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
        self.bounds = [now, -now, np.zeros(size), np.full(len(ahead), -lead)]

    def solve(self) -> Floats | None:
        """The least sum of changes; among optima the smallest largest one, then file order."""
        size = self.size
        total = np.r_[np.zeros(size), np.full(size, 0.5), 0.0]
        largest = np.r_[np.zeros(2 * size), 1.0]
        in_order = np.r_[np.zeros(size), np.arange(1.0, size + 1), 0.0]
        found = None
        for goal in (total, largest, in_order):
            x = self._minimum(goal)
            if x is None:
                return found
            found = x[:size]
            self.rows.append(goal[None, :])
            self.bounds.append(np.array([goal @ x + _SLACK]))
        return found

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
        return np.asarray(result.x) if result.success else None


def _by_local_search(shares: _Shares) -> SmallestChange | None:
    """Row 0 is the vendor. From fixed starts that lead, towards the present shares."""
    starts = sorted(_leading_starts(shares), key=lambda w: float(np.abs(w - shares.now).sum()))
    ends = [end for start in starts[:3] if (end := _descend(shares, start)) is not None]
    if not ends:
        return None
    best = min(ends, key=lambda w: round(float(np.abs(w - shares.now).sum()), 9))
    tie = _towards(shares, best, 0.0)
    return SmallestChange(
        distance=float(np.abs(tie - shares.now).sum() / 2),
        weights=dict(zip(shares.ids, best.tolist(), strict=True)),
        exact=False,
    )


def _leading_starts(shares: _Shares) -> list[Floats]:
    """Of corners, their mixtures with one another and with the present shares: those that lead."""
    size = len(shares.now)
    corners = list(np.eye(size))
    mixed = [(a + b) / 2 for i, a in enumerate(corners) for b in corners[i + 1 :]]
    halfway = [(shares.now + corner) / 2 for corner in (*corners, *mixed)]
    inner = 1e-6 / size
    tried = [w * (1 - 1e-6) + inner for w in (*corners, *mixed, *halfway, np.ones(size) / size)]
    return [_towards(shares, w, LEAD) for w in tried if shares.lead(0, w) >= LEAD]


def _towards(shares: _Shares, leading: Floats, lead: float) -> Floats:
    """The first point that leads on the way from the present shares to ``leading``: bisection."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        at = shares.now + middle * (leading - shares.now)
        low, high = (low, middle) if shares.lead(0, at) >= lead else (middle, high)
    return np.asarray(shares.now + high * (leading - shares.now))


def _descend(shares: _Shares, start: Floats) -> Floats | None:
    """Sequential least squares over increases and decreases, then back to where it leads."""
    from scipy import optimize

    minimize: Any = optimize.minimize
    size, now = len(shares.now), shares.now

    def lead(x: Floats) -> Floats:
        w = now + x[:size] - x[size:]
        sums, masses = shares.sums @ w, shares.masses @ w
        return np.asarray(
            sums[0] * masses[1:] - sums[1:] * masses[0] - LEAD * masses[0] * masses[1:]
        )

    result = minimize(
        lambda x: x.sum() / 2,
        np.r_[np.clip(start - now, 0, None), np.clip(now - start, 0, None)],
        jac=lambda _: np.full(2 * size, 0.5),
        bounds=[(0, 1 - n) for n in now] + [(0, n) for n in now],
        constraints=[
            {"type": "ineq", "fun": lead},
            {"type": "eq", "fun": lambda x: x[:size].sum() - x[size:].sum()},
        ],
        method="SLSQP",
        options={"maxiter": 60, "ftol": 1e-12},
    )
    found = np.clip(now + result.x[:size] - result.x[size:], 0, None)
    found /= found.sum()
    close = _restored(shares, found, start)
    nearer = np.abs(close - now).sum() < np.abs(start - now).sum()
    return close if nearer else start


def _restored(shares: _Shares, found: Floats, start: Floats) -> Floats:
    """``found``, moved towards the start as little as it takes to lead."""
    if shares.lead(0, found) >= LEAD:
        return found
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        at = found + middle * (start - found)
        low, high = (low, middle) if shares.lead(0, at) >= LEAD else (middle, high)
    return np.asarray(found + high * (start - found))
