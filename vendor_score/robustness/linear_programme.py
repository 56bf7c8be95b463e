"""Linear programmes over shares of the whole: the least sum of changes under linear conditions."""

from __future__ import annotations

from typing import Any

import numpy as np

from vendor_score.scoring.kernel import Flags, Floats

__all__ = ["Programme"]

_SLACK = 1e-10
_NOISE = 1e-8  # a solver's share so near to 0, or to the present one, is meant to be that
_OPTIONS = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}


class Programme:
    """Shares w that add up to 1 with ``conditions @ w >= least``, as near to ``now`` as can be.

    Variables: shares w, their absolute changes t, the largest of these u.
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
        """The least sum of changes; among optima the smallest largest one, then file order."""
        size = self.size
        largest = np.r_[np.zeros(2 * size), 1.0]
        in_order = np.r_[np.zeros(size), np.arange(1.0, size + 1), 0.0]
        found = None
        for goal in (self._total(), largest, in_order):
            x = self._minimum(goal)
            if x is None:
                break
            found = x[:size]
            self.rows.append(goal[None, :])
            self.bounds.append(np.array([goal @ x + _SLACK]))
        return None if found is None else self._settled(found, in_order)

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

    def _settled(self, found: Floats, goal: Floats) -> Floats:
        """``found`` once more, with the shares that stay and those at 0 held at exactly that."""
        gone, kept = found <= _NOISE, np.abs(found - self.now) <= _NOISE
        fixed = np.where(gone, 0.0, self.now)
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
