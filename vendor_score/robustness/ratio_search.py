"""The smallest change of weights where answers are excluded for some vendors only.

Scores are then ratios with different denominators and the programme is not linear: successive
linear programmes (Griffith & Stewart 1961, Management Science 7(4)) from several fixed starts, a
local search.
"""

from __future__ import annotations

import numpy as np

from vendor_score.robustness.linear_programme import Programme
from vendor_score.robustness.shares import LEAD, RIVALS, Shares
from vendor_score.scoring.kernel import Floats, mean_of_sums, round_score, round_scores

__all__ = ["nearest_by_search"]

_INSIDE = 1e-9  # kept off the edges of the simplex, where a vendor may have nothing to score
_AMPLE = 4 * LEAD  # steps aim a little higher, so that curvature does not undo them
_STREWN = 1_000
_STARTS = 5
_HALVINGS = 30
_STEPS = 30
_GAIN = 1e-6
_RADIUS, _LEAST_RADIUS = 0.25, 1e-4
_NOISE = 1e-7


def nearest_by_search(shares: Shares) -> tuple[float, Floats] | None:
    """For the vendor in row 0: the distance of the tie, and shares that lead; None: none found."""
    starts = _nearest_starts(shares)
    if not starts:
        return None
    ends = [_descend(shares, start) for start in starts]
    best = min(ends, key=lambda w: round_score(_distance(shares, w)))
    return (
        _distance(shares, _between(shares, shares.now, best, 0.0)),
        _without_noise(shares, _between(shares, shares.now, best, LEAD)),
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


def _nearest_starts(shares: Shares) -> list[Floats]:
    """The first points that lead on the ways to many others, the nearest of them to now."""
    ends = _tried(shares)
    ends = ends[_leads(shares, ends) >= LEAD]
    first = _first_leading(shares, ends)
    distances = np.abs(first - shares.now).sum(axis=1)
    nearest = np.argsort(round_scores(distances), kind="stable")[:_STARTS]
    return [first[at] for at in nearest]


def _tried(shares: Shares) -> Floats:
    """Corners, their mixtures, and points strewn over the simplex, always the same; rows."""
    size = len(shares.now)
    corners = np.eye(size)
    mixed = [(a + b) / 2 for i, a in enumerate(corners) for b in corners[i + 1 :]]
    rng = np.random.Generator(np.random.PCG64(0))
    strewn = [rng.dirichlet(np.full(size, alpha), _STREWN) for alpha in (1.0, 0.3)]
    ends = np.vstack([corners, *mixed, *strewn, np.full(size, 1 / size)])
    ends = np.vstack([ends, (ends + shares.now) / 2])
    return np.asarray(ends * (1 - _INSIDE) + _INSIDE / size)


def _leads(shares: Shares, points: Floats) -> Floats:
    """`Shares.lead` of row 0 for many points, in rows."""
    scores = mean_of_sums(points @ shares.sums.T, points @ shares.masses.T)
    return np.asarray(scores[:, 0] - scores[:, 1:].max(axis=1))


def _first_leading(shares: Shares, ends: Floats) -> Floats:
    """For each of ``ends``, which all lead, the first such point on the way there: bisection."""
    low, high = np.zeros(len(ends)), np.ones(len(ends))
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        leads = _leads(shares, shares.now + middle[:, None] * (ends - shares.now)) >= LEAD
        low, high = np.where(leads, low, middle), np.where(leads, middle, high)
    return np.asarray(shares.now + high[:, None] * (ends - shares.now))


def _between(shares: Shares, short: Floats, leading: Floats, lead: float) -> Floats:
    """The first point that leads by so much on the way from ``short`` to ``leading``: bisection."""
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
