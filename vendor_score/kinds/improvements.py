"""Better answers: which points one answer of a vendor could still reach, and with what answer.

Every value function is searched the same way: what is the nearest answer, from the present one,
that earns at least so many points and meets the criterion's must?
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from vendor_score.kinds.rules import Rule
from vendor_score.records import Reading

if TYPE_CHECKING:
    from vendor_score.kinds.value_functions import Anchors, ItemPoints

__all__ = [
    "AnswerImprovement",
    "BetterAnswer",
    "ListImprovement",
    "NumberImprovement",
    "OptionImprovement",
    "meets",
]

_GRID = 1e-6  # answers are rounded towards winning to this
_MOST_TRIED = 2_000  # sets of so many items, or whole numbers; beyond, the weightiest items first

Shown = float | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BetterAnswer:
    """An answer and what it earns, before evidence discount.

    ``shown`` is a number rounded further towards winning, to two digits of the change, for people.
    """

    answer: Shown
    points: float
    shown: float | None = None


@dataclass(frozen=True, kw_only=True)
class AnswerImprovement:
    """The answers that one vendor could give to one criterion.

    ``before`` is the cautious end of the present answer, None where there is none.
    """

    before: Shown | None

    def nearest(self, points: float) -> BetterAnswer | None:
        """The nearest answer that earns ``points`` or more, None where none does."""
        raise NotImplementedError

    def steps(self) -> tuple[float, ...] | None:
        """All points that can be had, rising; None where everything up to `most` can be had."""
        raise NotImplementedError

    def most(self) -> float:
        """The most points that any answer earns that meets the must."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class NumberImprovement(AnswerImprovement):
    """Numbers: straight lines between anchors, both ways from the present answer."""

    anchors: Anchors
    must: Rule | None
    whole: bool

    def nearest(self, points: float) -> BetterAnswer | None:
        found = [x for x in self._candidates(points) if self._does(x, points)]
        start = self._start()
        best = min(found, key=lambda x: (abs(x - start), x), default=None)
        if best is None:
            return None
        return BetterAnswer(best, self.anchors.points_at(best), self._shown(best, points))

    def _shown(self, best: float, points: float) -> float:
        """``best`` rounded on, away from the present answer, as far as that still does."""
        change = best - self._start()
        if self.whole or change == 0:
            return best
        step = 10.0 ** (math.floor(math.log10(abs(change))) - 1)
        on = math.ceil if change > 0 else math.floor
        rounded = round(on(round(best / step, 9)) * step, 9)
        return rounded if self._does(rounded, points) else best

    def steps(self) -> tuple[float, ...] | None:
        if not self.whole:
            return None
        low, high = self.anchors.at[0][0], self.anchors.at[-1][0]
        if high - low > _MOST_TRIED:
            return None
        wholes = [float(x) for x in range(math.floor(low), math.ceil(high) + 1)]
        allowed = {self.anchors.points_at(x) for x in wholes if self._allowed(x)}
        return tuple(sorted(allowed))

    def most(self) -> float:
        xs = [x for x, _ in self.anchors.at] + self._must_ends()
        tried = (y for x in xs for y in self._rounded(x))
        return max(
            (self.anchors.points_at(x) for x in tried if self._allowed(x)), default=-math.inf
        )

    def _start(self) -> float:
        """Where the search starts: the present answer, else the answer that earns the least."""
        if isinstance(self.before, float):
            return self.before
        return min(self.anchors.at, key=lambda anchor: anchor[1])[0]

    def _candidates(self, points: float) -> Iterator[float]:
        ends = [end for piece in self.anchors.at_least(points) for end in piece]
        for end in (*ends, self._start(), *self._must_ends()):
            if math.isfinite(end):
                yield from self._rounded(end)

    def _must_ends(self) -> list[float]:
        if self.must is None:
            return []
        return [operand for operand in self.must.operands if isinstance(operand, float)]

    def _rounded(self, x: float) -> tuple[float, ...]:
        """``x``, and what lies next to it either way: whole numbers, or steps of the grid."""
        step = 1.0 if self.whole else _GRID
        down, up = math.floor(x / step), math.ceil(x / step)
        near = {float(round(n * step, 6)) for n in (down - 1, down, up, up + 1)}
        return tuple(near)

    def _does(self, x: float, points: float) -> bool:
        return self.anchors.points_at(x) >= points and self._allowed(x)

    def _allowed(self, x: float) -> bool:
        """On the scale, and meeting the must."""
        low, high = self.anchors.natural_low, self.anchors.natural_high
        inside = (low is None or x >= low) and (high is None or x <= high)
        return inside and (self.must is None or self.must.allows(x))


@dataclass(frozen=True, kw_only=True)
class OptionImprovement(AnswerImprovement):
    """Options, yes and no: the least better one."""

    options: tuple[tuple[str, float], ...]

    def nearest(self, points: float) -> BetterAnswer | None:
        better = [(option, p) for option, p in self.options if p >= points]
        best = min(better, key=lambda option: option[1], default=None)
        return None if best is None else BetterAnswer(*best)

    def steps(self) -> tuple[float, ...]:
        return tuple(sorted({points for _, points in self.options}))

    def most(self) -> float:
        return max((points for _, points in self.options), default=-math.inf)


@dataclass(frozen=True, kw_only=True)
class ListImprovement(AnswerImprovement):
    """Lists: the fewest items added; of such sets the one that earns least, in file order."""

    value: ItemPoints
    must: Rule | None
    held: tuple[str, ...]

    def nearest(self, points: float) -> BetterAnswer | None:
        for added in range(len(self._missing()) + 1):
            does = [
                (items, earned)
                for items in self._sets(added)
                if (earned := self.value.points_for(items)) >= points and self._allowed(items)
            ]
            if does:
                return BetterAnswer(*min(does, key=lambda found: found[1]))
        return None

    def steps(self) -> tuple[float, ...]:
        counts = range(len(self._missing()) + 1)
        sets = (items for added in counts for items in self._sets(added))
        return tuple(sorted({self.value.points_for(s) for s in sets if self._allowed(s)}))

    def most(self) -> float:
        everything = (*self.held, *self._missing())
        return self.value.points_for(everything) if self._allowed(everything) else -math.inf

    def _missing(self) -> list[str]:
        return [item for item in self.value.at if item not in self.held]

    def _sets(self, added: int) -> Iterable[tuple[str, ...]]:
        missing = self._missing()
        if math.comb(len(missing), added) <= _MOST_TRIED:
            return ((*self.held, *extra) for extra in combinations(missing, added))
        weightiest = sorted(missing, key=lambda item: -self.value.at[item])
        chosen = set(weightiest[:added])
        return [(*self.held, *(item for item in missing if item in chosen))]

    def _allowed(self, items: tuple[str, ...]) -> bool:
        return meets(self.must, Reading(text="", kind="list", items=items))


def meets(must: Rule | None, reading: Reading) -> bool:
    """Whether an answer meets the must of its criterion; any does where there is none."""
    return must is None or must.holds(reading)
