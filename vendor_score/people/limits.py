"""Limits on weights (order, ratio, interval): read from sentences, and what they prove exactly.

A limit is linear in the weights of the leaves, a group's weight being the sum of its leaves. What
follows for all weightings that keep the limits is found by linear programmes, not by samples.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from vendor_score.errors import WeightError
from vendor_score.scoring import Flags, Floats
from vendor_score.weights import WeightNode
from vendor_score.wording import lexicon

__all__ = [
    "Limit",
    "Limits",
    "can_be_first",
    "dominance",
    "limits_of_arrays",
    "limits_of_tree",
    "read_limit",
    "smallest_contradiction",
    "weight_ranges",
]

SAME = 1e-9
"""Points, or shares, that count as nothing."""

_NAME = r"[^\s\[\]<>=≤≥*×∈,，%％()（）]+"
_NUMBER = r"\d+(?:\.\d+)?\s*[%％]?"
_TERM = re.compile(rf"^(?:({_NUMBER})\s*[*×]\s*)?({_NAME})$")
_IN = lexicon.regex(
    rf"^({_NAME})\s*{{limit.within:words}}\s*\[\s*({_NUMBER})\s*[,，]\s*({_NUMBER})\s*\]"
    rf"(?:\s*{{limit.share_of:words}}\s*({_NAME}))?$",
    re.IGNORECASE,
)
_SIDES = re.compile(r"(>=|=>|≥|<=|=<|≤|==|=|>|<)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Limit:
    """One sentence about weights, as rows ``sum of factor x weight of node <= bound``.

    Attributes
    ----------
    text : str
        As written.
    rows : tuple of (mapping of str to float, float)
        Factors by node id, and the bound, a share of the whole.
    """

    text: str
    rows: tuple[tuple[Mapping[str, float], float], ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Limits:
    """Limits over the leaves: the weightings w with ``a w <= b``, w >= 0, sum w = 1.

    Attributes
    ----------
    a : array of float, shape (rows, leaves)
    b : array of float, shape (rows,)
    of : tuple of int
        By row, which sentence it comes from.
    """

    a: Floats
    b: Floats
    of: tuple[int, ...] = field(default=())


def read_limit(text: str, names: Mapping[str, str]) -> Limit:
    """Read a sentence such as ``conversion >= 1.5 * cases`` or ``security in [15%, 30%]``.

    Parameters
    ----------
    text : str
        An order (``a >= b``, ``==`` for equal), a ratio (``a >= 1.5 * b``), a share of the whole
        (``a in [15%, 30%]``, ``a <= 30%``) or of a group (``a in [50%, 80%] of b``).
    names : mapping of str to str
        Id by every name that a criterion or group may be called by, its id among them.

    Returns
    -------
    Limit

    Raises
    ------
    WeightError
        For a sentence that cannot be read, an unknown name, or an interval that is empty.

    Examples
    --------
    >>> read_limit("a >= 1.5 * b", {"a": "a", "b": "b"}).rows
    (({'b': 1.5, 'a': -1.0}, 0.0),)
    """
    line = text.strip()
    if inside := _IN.match(line):
        return Limit(text=line, rows=_interval(line, inside, names))
    parts = [part.strip() for part in _SIDES.split(line)]
    if len(parts) != 3:  # noqa: PLR2004 - left, sign, right
        raise WeightError("errors.limit_unreadable", text=line)
    left, sign, right = parts
    more, less = (right, left) if sign in ("<=", "=<", "≤", "<") else (left, right)
    row = _difference(line, less, more, names)
    if sign in ("==", "="):
        return Limit(text=line, rows=(row, _difference(line, more, less, names)))
    return Limit(text=line, rows=(row,))


def _interval(
    line: str, inside: re.Match[str], names: Mapping[str, str]
) -> tuple[tuple[dict[str, float], float], ...]:
    name, low, high, whole = inside.groups()
    least, most, id = _share(low), _share(high), _id(line, name, names)
    if least > most or most > 1:
        raise WeightError("errors.limit_interval", text=line)
    if whole is None:
        return ({id: -1.0}, -least), ({id: 1.0}, most)
    of = _id(line, whole, names)
    return ({id: -1.0, of: least}, 0.0), ({id: 1.0, of: -most}, 0.0)


def _difference(
    line: str, less: str, more: str, names: Mapping[str, str]
) -> tuple[dict[str, float], float]:
    """The row that says ``less <= more``."""
    factors: dict[str, float] = {}
    bound = 0.0
    for side, sign in ((less, 1.0), (more, -1.0)):
        if re.fullmatch(_NUMBER, side):
            bound -= sign * _share(side)
            continue
        term = _TERM.match(side)
        if term is None:
            raise WeightError("errors.limit_unreadable", text=line)
        id = _id(line, term[2], names)
        factors[id] = factors.get(id, 0.0) + sign * (_share(term[1]) if term[1] else 1.0)
    if not factors:
        raise WeightError("errors.limit_unreadable", text=line)
    return factors, bound


def _share(number: str) -> float:
    bare = number.strip()
    percent = bare.endswith(("%", "％"))
    value = float(bare.rstrip("%％ "))
    return value / 100.0 if percent else value


def _id(line: str, name: str, names: Mapping[str, str]) -> str:
    if name not in names:
        raise WeightError("errors.limit_unknown", text=line, id=name)
    return names[name]


def limits_of_tree(
    limits: Sequence[Limit], tree: Sequence[WeightNode], leaves: Sequence[str]
) -> Limits:
    """Limits on nodes as rows over the leaves that are weighed.

    Parameters
    ----------
    limits : sequence of Limit
    tree : sequence of WeightNode
    leaves : sequence of str
        Ids, in the order of the columns; other leaves have weight 0.

    Returns
    -------
    Limits
    """
    below = {node.id: [leaf.id for leaf in node.leaves()] for top in tree for node in top.walk()}
    column = {id: number for number, id in enumerate(leaves)}
    rows, bounds, of = [], [], []
    for number, limit in enumerate(limits):
        for factors, bound in limit.rows:
            row = np.zeros(len(leaves))
            for id, factor in factors.items():
                for leaf in below.get(id, ()):
                    if leaf in column:
                        row[column[leaf]] += factor
            rows.append(row)
            bounds.append(bound)
            of.append(number)
    a = np.array(rows).reshape(len(rows), len(leaves))
    return Limits(a=a, b=np.array(bounds, dtype=np.float64), of=tuple(of))


def limits_of_arrays(a: Sequence[Sequence[float]], b: Sequence[float], count: int) -> Limits:
    """Limits from rows ``a w <= b`` over leaf weights.

    Parameters
    ----------
    a : sequence of sequence of float
        Shape (rows, leaves); may be empty.
    b : sequence of float
    count : int
        Leaves.

    Returns
    -------
    Limits
    """
    rows = np.asarray(a, dtype=np.float64).reshape(len(b), count)
    return Limits(a=rows, b=np.asarray(b, dtype=np.float64), of=tuple(range(len(b))))


def _minimise(limits: Limits, aim: Floats, *, free: int = 0) -> Floats | None:
    """The weights (and ``free`` more unbounded variables) that minimise ``aim``; None: none do."""
    from scipy.optimize import linprog

    count = limits.a.shape[1] - free
    found = linprog(
        aim,
        A_ub=limits.a if len(limits.b) else None,
        b_ub=limits.b if len(limits.b) else None,
        A_eq=[[1.0] * count + [0.0] * free],
        b_eq=[1.0],
        bounds=[(0.0, 1.0)] * count + [(None, None)] * free,
        method="highs",
    )
    return np.asarray(found.x) if found.success else None


def smallest_contradiction(limits: Limits) -> tuple[int, ...]:
    """Sentences that cannot hold together, none of which can be spared; empty where all can.

    Parameters
    ----------
    limits : Limits

    Returns
    -------
    tuple of int
        Numbers of the sentences, rising.

    Notes
    -----
    Deletion filter in file order (Chinneck & Dravnieks 1991, ORSA Journal on Computing 3).

    Examples
    --------
    >>> smallest_contradiction(limits_of_arrays([[-1, 1], [1, -1], [0, -1]], [0, -0.2, -0.1], 2))
    (0, 1)
    """
    kept = sorted(set(limits.of))
    if _feasible(limits, kept):
        return ()
    for sentence in list(kept):
        rest = [one for one in kept if one != sentence]
        if not _feasible(limits, rest):
            kept = rest
    return tuple(kept)


def _feasible(limits: Limits, sentences: Sequence[int]) -> bool:
    rows = [row for row, of in enumerate(limits.of) if of in set(sentences)]
    some = Limits(a=limits.a[rows], b=limits.b[rows])
    return _minimise(some, np.zeros(limits.a.shape[1])) is not None


def weight_ranges(limits: Limits, nodes: Floats | None = None) -> Floats | None:
    """The least and the most weight that each leaf, or node, can have.

    Parameters
    ----------
    limits : Limits
    nodes : array of float, shape (nodes, leaves), optional
        1 where a leaf lies below the node; every leaf alone without it.

    Returns
    -------
    array of float or None
        Shape (nodes, 2), shares of the whole; None where the limits contradict one another.

    Examples
    --------
    >>> weight_ranges(limits_of_arrays([[-1, 1]], [0], 2)).tolist()
    [[0.5, 1.0], [0.0, 0.5]]
    """
    rows = np.eye(limits.a.shape[1]) if nodes is None else np.asarray(nodes, dtype=np.float64)
    found = []
    for row in rows:
        least, most = _minimise(limits, row), _minimise(limits, -row)
        if least is None or most is None:
            return None
        found.append([float(row @ least), float(row @ most)])
    return np.asarray(np.clip(np.array(found), 0.0, 1.0))


def dominance(points: Floats, limits: Limits) -> Flags | None:
    """Who is ahead of whom under all weights that the limits allow.

    Parameters
    ----------
    points : array of float, shape (vendors, leaves)
        0 to 100.
    limits : Limits

    Returns
    -------
    array of bool or None
        Shape (vendors, vendors): the row's vendor is never behind the column's and at some weights
        ahead. None where the limits contradict one another, or an answer is excluded (NaN), since
        the score is then no linear function of the weights.
    """
    values = np.asarray(points, dtype=np.float64)
    start = _minimise(limits, np.zeros(values.shape[1]))
    if start is None or np.isnan(values).any():
        return None
    count = len(values)
    ahead = np.zeros((count, count), dtype=np.bool_)
    # one allowed weighting at which the other leads settles a pair, so those found are kept
    scores = [values @ start]
    for a in range(count):
        for b in range(count):
            if a == b or any(found[a] - found[b] < -SAME for found in scores):
                continue
            gap = values[a] - values[b]
            least, most = _minimise(limits, gap), _minimise(limits, -gap)
            if least is None or most is None:
                continue
            ahead[a, b] = gap @ least >= -SAME and gap @ most > SAME
            scores += [values @ least, values @ most]
    return ahead


def can_be_first(points: Floats, limits: Limits) -> tuple[bool, ...] | None:
    """Whether each vendor is first at some weights that the limits allow.

    Parameters
    ----------
    points : array of float, shape (vendors, leaves)
        0 to 100.
    limits : Limits

    Returns
    -------
    tuple of bool or None
        By vendor, ties included; None as in `dominance`.

    Notes
    -----
    The most by which a vendor can lead its best rival, one linear programme each: least t over
    weights and t with t >= S_k - S_i for every rival k.
    """
    values = np.asarray(points, dtype=np.float64)
    count, leaves = values.shape
    if np.isnan(values).any() or _minimise(limits, np.zeros(leaves)) is None:
        return None
    found = []
    for i in range(count):
        rivals = np.delete(values, i, axis=0) - values[i]
        a = np.vstack(
            [
                np.hstack([limits.a, np.zeros((len(limits.b), 1))]),
                np.hstack([rivals, -np.ones((count - 1, 1))]),
            ]
        )
        b = np.concatenate([limits.b, np.zeros(count - 1)])
        aim = np.append(np.zeros(leaves), 1.0)
        best = _minimise(Limits(a=a, b=b), aim, free=1) if count > 1 else None
        found.append(count == 1 or (best is not None and float(best[-1]) <= SAME))
    return tuple(found)
