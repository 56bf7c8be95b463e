"""Tipping points: how far one weight can move before the first place, or the order, changes.

With the other weights kept in proportion, a score is a straight line in the share of one node
(Triantaphyllou & Sanchez 1997, Decision Sciences 28(1), in its one-at-a-time form), and a ratio of
two straight lines where answers are excluded; two scores are equal at the roots of
N_a D_b - N_b D_a. All ends are closed forms: no search, no sampling.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from vendor_score.errors import WeightError
from vendor_score.robustness.model import ScoreModel
from vendor_score.robustness.records import TippingPoint
from vendor_score.scoring.kernel import TIE, Flags, Floats, Indices, ScoreLines
from vendor_score.weights import WeightNode, leaf_shares

__all__ = ["score_lines", "tipping_points"]

_SAME = 1e-10  # relative difference of slopes that are the same
_AT_END = 1e-12  # a crossing this close to share 0 or 1 lies at it: nothing changes before the end


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
