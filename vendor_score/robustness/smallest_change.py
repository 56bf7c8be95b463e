"""The smallest change of weights that puts another vendor first, by linear programming.

Half the L1 distance between weights on the simplex (as in the weight stability of additive models:
Barron & Schmidt 1988, Operations Research 36(1); Rios Insua & French 1991, EJOR 54(2)). Where the
same answers are excluded for all vendors the condition "a is ahead of b" stays linear; where they
are excluded for some only, a local search takes its place (`ratio_search`), and the result is
marked so.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from vendor_score.robustness.acceptability import MOST_WORKED_OUT, leading_rows
from vendor_score.robustness.linear_programme import Programme
from vendor_score.robustness.model import ScoreModel
from vendor_score.robustness.ratio_search import nearest_by_search
from vendor_score.robustness.records import SmallestChange
from vendor_score.robustness.shares import LEAD, RIVALS, Shares
from vendor_score.scoring.kernel import TIE, Floats

__all__ = ["smallest_changes", "smallest_group_changes"]

Solve = Callable[[Programme], Floats | None]

_KEPT = (1e-3, 1.0)  # of the weight that counts, so much goes on counting; all where that is little


def smallest_changes(model: ScoreModel) -> dict[str, SmallestChange | None]:
    """For every vendor that is not first, over the leaves with weight; None where none will do."""
    weighted = np.flatnonzero(model.weights > 0)
    shares = Shares(
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
    shares = Shares(
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


def _changes(model: ScoreModel, shares: Shares) -> dict[str, SmallestChange | None]:
    first = model.first()
    ranked = np.flatnonzero(~np.isnan(model.scores())).tolist()
    own = shares.vendors(ranked)
    places = {row: at for at, row in enumerate(ranked)}
    return {
        model.vendors[row]: _smallest_change(own, places[row])
        for row in leading_rows(model, MOST_WORKED_OUT)
        if model.vendors[row] not in first
    }


def _smallest_change(shares: Shares, row: int) -> SmallestChange | None:
    apart = shares.vendors([row, *shares.others(row)])
    is_linear = apart.is_linear
    found = _by_linear_programme(apart) if is_linear else nearest_by_search(apart)
    if found is None:
        return None
    distance, weights = found
    named = dict(zip(shares.ids, (weights / weights.sum()).tolist(), strict=True))
    return SmallestChange(distance=distance, weights=named, exact=is_linear)


def _by_linear_programme(shares: Shares) -> tuple[float, Floats] | None:
    """Row 0 is the vendor: the distance of the tie, and shares that lead."""
    ahead = shares.sums[0] - shares.sums[1:]
    # ahead by so much in the score, which is divided by the weight that counts
    leads = ahead - LEAD * shares.masses[0]
    for kept in _KEPT:
        tie = _solved(shares, ahead, kept, Programme.least_total)
        lead = None if tie is None else _solved(shares, leads, kept, Programme.solve)
        if tie is None or lead is None:
            return None
        if shares.lead(0, lead) >= LEAD / 2:
            return float(np.abs(tie - shares.now).sum() / 2), lead
    return None


def _solved(shares: Shares, ahead: Floats, kept: float, solve: Solve) -> Floats | None:
    """Solve against some rivals, and add the one that is most ahead then until none is.

    ``ahead[i, j]``: by how much the vendor is ahead of rival i per unit of share j. At least the
    part ``kept`` of the weight that counts now stays where it counts.
    """
    rivals = np.argsort(ahead @ shares.now, kind="stable")[:RIVALS].tolist()
    mass = shares.masses[0]
    while True:
        least = np.r_[kept * (mass @ shares.now), np.zeros(len(rivals))]
        found = solve(Programme(shares.now, np.vstack([mass, ahead[rivals]]), least))
        if found is None:
            return None
        margins = ahead @ found
        worst = int(margins.argmin())
        if margins[worst] >= -TIE or worst in rivals:
            return found
        rivals.append(worst)
