"""Value functions: from a reading to points (multi-attribute value theory).

Keeney & Raiffa (1976), Decisions with Multiple Objectives, ch. 3; piecewise-linear value
functions as in Belton & Stewart (2002), Multiple Criteria Decision Analysis, ch. 5.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from vendor_score.questionnaire.records import Reading

__all__ = [
    "Anchors",
    "ItemPoints",
    "LevelPoints",
    "OptionPoints",
    "PointRange",
    "Points",
    "ValueFunction",
    "YesNoPoints",
]


@dataclass(frozen=True, slots=True)
class PointRange:
    """The least and the most points (0-100) that a value function gives over a whole reading."""

    low: float
    high: float


class ValueFunction(Protocol):
    """Points 0-100 for a reading; which kinds it fits is checked when criteria.yaml is read."""

    @property
    def low_is_good(self) -> bool:
        """Whether lower answers earn more points."""
        ...

    def points(self, reading: Reading) -> PointRange:
        """Minimum and maximum over the whole reading (SCORING: value of a reading).

        Raises ValueError for a reading that this function gives no points to (an option that is
        not listed); such an answer counts as unreadable.
        """
        ...


@dataclass(frozen=True, slots=True)
class Anchors:
    """Piecewise-linear points over a number, flat outside the outermost anchors.

    ``at`` are (answer in ``unit``, points), in rising order of the answer. ``natural_low`` and
    ``natural_high`` are the ends of the scale itself (0, 100 %, ``out_of``, 24 h a day), where
    it has them: there an open side of a reading closes.
    """

    at: tuple[tuple[float, float], ...]
    unit: str | None = None
    natural_low: float | None = None
    natural_high: float | None = None

    @property
    def low_is_good(self) -> bool:
        return self.at[0][1] > self.at[-1][1]

    def points(self, reading: Reading) -> PointRange:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Points:
    """``value: points``: the answer is the points as it stands, for a matrix that is already scored."""

    @property
    def low_is_good(self) -> bool:
        return False

    def points(self, reading: Reading) -> PointRange:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class YesNoPoints:
    """Points for yes and no, and for a partial yes where the criterion gives them."""

    yes: float
    no: float
    partial: float | None = None

    @property
    def low_is_good(self) -> bool:
        return self.no > self.yes

    def points(self, reading: Reading) -> PointRange:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class OptionPoints:
    """Points for each option of a ``choice``; a set of options gives a range."""

    at: Mapping[str, float]

    @property
    def low_is_good(self) -> bool:
        return False

    def points(self, reading: Reading) -> PointRange:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class ItemPoints:
    """Points for each item of a ``list``, added up to ``cap``; of a family only the best counts."""

    at: Mapping[str, float]
    cap: float = 100.0
    best_of: tuple[frozenset[str], ...] = field(default=())

    @property
    def low_is_good(self) -> bool:
        return False

    def points(self, reading: Reading) -> PointRange:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class LevelPoints:
    """Points for the levels 0, 1, 2 ... of a ``judged`` criterion, straight lines between."""

    at: tuple[float, ...]

    @property
    def low_is_good(self) -> bool:
        return False

    def points(self, reading: Reading) -> PointRange:
        raise NotImplementedError
