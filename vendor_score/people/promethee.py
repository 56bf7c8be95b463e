"""PROMETHEE flows and the GAIA plane, as a cross-check relative to the vendors at hand.

Brans & Vincke (1985), Management Science 31(6); Mareschal & Brans (1988), European Journal of
Operational Research 34. Dropping a vendor may reverse the order of others: no score is made of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from vendor_score.scoring import DECIMALS, Floats

__all__ = ["Flows", "GaiaPlane", "Preference", "PreferenceType", "gaia_plane", "promethee_flows"]

PreferenceType: TypeAlias = Literal[1, 2, 3, 4, 5, 6]

_SAME = 1e-9
_LEAST_CRITERIA = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Preference:
    """How far a difference of points counts as a preference, 0 to 1.

    Attributes
    ----------
    type : {1, 2, 3, 4, 5, 6}
        1 usual, 2 U-shape, 3 V-shape, 4 level, 5 linear with indifference, 6 Gaussian.
    q, p, s : float
        Indifference, preference and inflection, all measured from 0.

    Raises
    ------
    ValueError
        For an unknown type, or thresholds that cannot be.
    """

    type: PreferenceType = 5
    q: float = 0.0
    p: float = 0.0
    s: float = 0.0

    def __post_init__(self) -> None:
        if self.type not in (1, 2, 3, 4, 5, 6):
            raise ValueError(f"{self.type} is no type of preference")
        if self.q < 0 or (self.type in (4, 5) and self.q > self.p):
            raise ValueError("q is 0 or more and not above p")
        if (self.type == 3 and self.p <= 0) or (self.type == 6 and self.s <= 0):  # noqa: PLR2004
            raise ValueError("type 3 needs p and type 6 needs s above 0")

    def degree(self, difference: Floats) -> Floats:
        """The preference for the better of two, by how much better it is.

        Parameters
        ----------
        difference : array of float, any shape
            More is better; nothing is preferred at 0 or below.

        Returns
        -------
        array of float
            Of the same shape, 0 to 1.

        Examples
        --------
        >>> Preference(type=5, q=5, p=10).degree(np.array([5.0, 7.5, 10.0])).tolist()
        [0.0, 0.5, 1.0]
        """
        d = np.maximum(np.asarray(difference, dtype=np.float64), 0.0)
        above_q, above_p = (d > self.q).astype(np.float64), (d > self.p).astype(np.float64)
        # level and linear forms whose q is p are the U-shape
        form = 2 if self.type in (4, 5) and self.q == self.p else self.type
        match form:
            case 1:
                degree = (d > 0).astype(np.float64)
            case 2:
                degree = above_q
            case 3:
                degree = np.minimum(d / self.p, 1.0)
            case 4:
                degree = (above_q + above_p) / 2
            case 5:
                degree = np.clip((d - self.q) / (self.p - self.q), 0.0, 1.0)
            case _:
                degree = 1.0 - np.exp(-(d**2) / (2 * self.s**2))
        return np.asarray(degree)


@dataclass(frozen=True, kw_only=True, eq=False)
class Flows:
    """How far vendors are preferred to the others, and the others to them.

    Attributes
    ----------
    leaving, entering : array of float
        Shape (vendors,): phi plus and phi minus, 0 to 1.
    by_criterion : array of float
        Shape (vendors, criteria): net flows of each criterion alone, unweighted.
    """

    leaving: Floats
    entering: Floats
    by_criterion: Floats

    @property
    def net(self) -> Floats:
        """phi = phi plus - phi minus, by which PROMETHEE II ranks; -1 to 1."""
        return self.leaving - self.entering

    def relations(self) -> tuple[str, ...]:
        """The partial order of PROMETHEE I, a row of signs for each vendor.

        Returns
        -------
        tuple of str
            ``P`` preferred to the column's vendor, ``<`` the reverse, ``I`` indifferent, ``R`` not
            comparable, ``-`` itself.
        """
        count = len(self.leaving)
        return tuple(
            "".join("-" if a == b else self._relation(a, b) for b in range(count))
            for a in range(count)
        )

    def _relation(self, a: int, b: int) -> str:
        more = round(float(self.leaving[a] - self.leaving[b]), DECIMALS)
        less = round(float(self.entering[b] - self.entering[a]), DECIMALS)
        if more == 0 and less == 0:
            return "I"
        if more >= 0 and less >= 0:
            return "P"
        return "<" if more <= 0 and less <= 0 else "R"


@dataclass(frozen=True, kw_only=True, eq=False)
class GaiaPlane:
    """The plane that shows most of how criteria agree and conflict.

    Attributes
    ----------
    vendors : array of float, shape (vendors, 2)
    criteria : array of float, shape (criteria, 2)
    axis : array of float, shape (2,)
        Where the weights point; a short one means that they stand between conflicting criteria.
    delta : float
        Share of the information that the plane keeps; below 0.7 it should not be trusted.
    eigenvalues : array of float, shape (criteria,)
        Falling.
    is_unique : bool
        False where the second and the third direction carry as much.
    """

    vendors: Floats
    criteria: Floats
    axis: Floats
    delta: float
    eigenvalues: Floats
    is_unique: bool


def promethee_flows(
    matrix: Floats,
    weights: Floats,
    preferences: Sequence[Preference] | Preference,
    objectives: Sequence[Literal["max", "min"]] | None = None,
) -> Flows | None:
    """Leaving, entering and net flows of every vendor.

    Parameters
    ----------
    matrix : array of float, shape (vendors, criteria)
        Points, or figures with ``objectives``.
    weights : array of float, shape (criteria,)
        Normalised here.
    preferences : Preference or sequence of Preference
        One for all criteria, or one for each.
    objectives : sequence of {"max", "min"}, optional
        All ``max`` without it.

    Returns
    -------
    Flows or None
        None for fewer than two vendors.

    Notes
    -----
    Sums are divided by n - 1, as all present programs do; the paper of 1986 prints them whole. With
    type 3 and p = 100 on points the net flow is n / (n - 1) (S - mean S) / 100, the weighted sum.
    """
    values = np.asarray(matrix, dtype=np.float64)
    vendors, criteria = values.shape
    if vendors < 2:  # noqa: PLR2004 - nobody to be preferred to
        return None
    if objectives is not None:
        values = values * np.array([-1.0 if one == "min" else 1.0 for one in objectives])
    forms = [preferences] * criteria if isinstance(preferences, Preference) else preferences
    shares = np.asarray(weights, dtype=np.float64) / np.sum(weights)
    preferred = np.zeros((vendors, vendors))
    alone = np.zeros((vendors, criteria))
    for j, form in enumerate(forms):
        degrees = form.degree(values[:, j, None] - values[None, :, j])
        preferred += shares[j] * degrees
        alone[:, j] = (degrees.sum(axis=1) - degrees.sum(axis=0)) / (vendors - 1)
    return Flows(
        leaving=preferred.sum(axis=1) / (vendors - 1),
        entering=preferred.sum(axis=0) / (vendors - 1),
        by_criterion=alone,
    )


def gaia_plane(flows: Flows, weights: Floats) -> GaiaPlane | None:
    """The GAIA plane of flows.

    Parameters
    ----------
    flows : Flows
    weights : array of float, shape (criteria,)
        Normalised here; criteria without weight should be left out before.

    Returns
    -------
    GaiaPlane or None
        None for fewer than 3 criteria, or where no criterion tells vendors apart.

    Notes
    -----
    Signs are fixed so that a picture does not flip from run to run: the first direction so that the
    weights point along it, the second so that its largest criterion lies above.
    """
    alone = flows.by_criterion
    if alone.shape[1] < _LEAST_CRITERIA:
        return None
    values, vectors = np.linalg.eigh(alone.T @ alone)
    values, vectors = values[::-1], vectors[:, ::-1]
    total = float(values.sum())
    if total <= _SAME:
        return None
    shares = np.asarray(weights, dtype=np.float64) / np.sum(weights)
    along = float(shares @ vectors[:, 0])
    first = _signed(vectors[:, 0], along if abs(along) > _SAME else 0.0)
    plane = np.column_stack([first, _signed(vectors[:, 1], 0.0)])
    return GaiaPlane(
        vendors=alone @ plane,
        criteria=plane,
        axis=shares @ plane,
        delta=float(values[:2].sum()) / total,
        eigenvalues=values,
        is_unique=bool(abs(values[1] - values[2]) > _SAME),
    )


def _signed(vector: Floats, along: float) -> Floats:
    # of equally large entries the first in file order decides
    largest = np.flatnonzero(np.abs(vector) >= np.abs(vector).max() - _SAME)[0]
    sign = along or float(vector[largest])
    return vector if sign > 0 else -vector
