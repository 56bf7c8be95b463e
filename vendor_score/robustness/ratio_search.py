"""The smallest change of weights where answers are excluded for some vendors only.

Scores are then ratios with different denominators and the programme is not linear: successive
linear programmes (Griffith & Stewart 1961, Management Science 7(4)) from several fixed starts, a
local search.
"""

from __future__ import annotations

import numpy as np

from vendor_score.robustness.linear_programme import Programme
from vendor_score.robustness.model import Floats
from vendor_score.robustness.shares import LEAD, RIVALS, Shares

__all__ = ["nearest_by_search"]

_INSIDE = 1e-9  # kept off the edges of the simplex, where a vendor may have nothing to score
_AMPLE = 4 * LEAD  # steps aim a little higher, so that curvature does not undo them
_STARTS = 2
_STEPS = 30
_GAIN = 1e-6
_RADIUS, _LEAST_RADIUS = 0.25, 1e-4
_NOISE = 1e-7


def nearest_by_search(shares: Shares) -> tuple[float, Floats] | None:
    """For the vendor in row 0: the distance of the tie, and shares that lead; None: none found."""
    starts = sorted(_leading_starts(shares), key=lambda w: _distance(shares, w))
    if not starts:
        return None
    ends = [_descend(shares, start) for start in starts[:_STARTS]]
    best = min(ends, key=lambda w: round(_distance(shares, w), 9))
    return (
        _distance(shares, _towards(shares, best, 0.0)),
        _without_noise(shares, _towards(shares, best, LEAD)),
    )


def _distance(shares: Shares, weights: Floats) -> float:
    return float(np.abs(weights - shares.now).sum() / 2)


def _without_noise(shares: Shares, weights: Floats) -> Floats:
    """Shares that are all but 0 or all but unchanged are made so, where the vendor still leads."""
    clean = np.where(np.abs(weights - shares.now) <= _NOISE, shares.now, weights)
    clean = np.where(clean <= _NOISE, 0.0, clean)
    moved = clean != shares.now
    if not moved.any():
        return weights
    largest = int(np.argmax(np.where(moved, clean, -1.0)))
    clean[largest] += 1.0 - clean.sum()
    in_reach = np.isfinite(shares.scores(clean)).all() and shares.lead(0, clean) >= LEAD / 2
    return clean if in_reach else weights


def _leading_starts(shares: Shares) -> list[Floats]:
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


def _towards(shares: Shares, leading: Floats, lead: float) -> Floats:
    """The first point that leads on the way from the present shares to ``leading``: bisection."""
    return _between(shares, shares.now, leading, lead)


def _between(shares: Shares, short: Floats, leading: Floats, lead: float) -> Floats:
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        at = short + middle * (leading - short)
        low, high = (low, middle) if shares.lead(0, at) >= lead else (middle, high)
    return np.asarray(short + high * (leading - short))


def _descend(shares: Shares, start: Floats) -> Floats:
    """From shares that lead to nearer ones, by the leads as they slope there, in trusted steps."""
    at, radius = start, _RADIUS
    for _ in range(_STEPS):
        if radius < _LEAST_RADIUS:
            break
        slopes, leads = _slopes(shares, at)
        programme = Programme(shares.now, slopes, _AMPLE - leads + slopes @ at)
        programme.keep_within(at, radius)
        then = programme.least_total()
        nearer = at if then is None else _leading_between(shares, then, at)
        if _distance(shares, nearer) < _distance(shares, at) - _GAIN:
            at = nearer
        else:
            radius /= 4
    return at


def _leading_between(shares: Shares, found: Floats, leading: Floats) -> Floats:
    """``found``, moved towards ``leading`` as little as it takes to lead."""
    found = np.clip(found, 0.0, None)
    found = found / found.sum() * (1 - _INSIDE) + shares.now * _INSIDE  # where every score exists
    return found if shares.lead(0, found) >= LEAD else _between(shares, found, leading, LEAD)


def _slopes(shares: Shares, at: Floats) -> tuple[Floats, Floats]:
    """How the strongest rivals' distances behind row 0 slope at ``at``, and how large they are."""
    masses = shares.masses @ at
    scores = (shares.sums @ at) / masses
    slopes = (shares.sums - scores[:, None] * shares.masses) / masses[:, None]
    strongest = 1 + np.argsort(-scores[1:], kind="stable")[:RIVALS]
    return slopes[0] - slopes[strongest], scores[0] - scores[strongest]
