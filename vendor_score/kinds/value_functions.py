"""Value functions: from a reading to points (multi-attribute value theory).

Keeney & Raiffa (1976), Decisions with Multiple Objectives, ch. 3; piecewise-linear value
functions as in Belton & Stewart (2002), Multiple Criteria Decision Analysis, ch. 5.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol

from vendor_score.errors import shown
from vendor_score.kinds.improvements import (
    AnswerImprovement,
    ListImprovement,
    NumberImprovement,
    OptionImprovement,
    meets,
)
from vendor_score.kinds.rules import Rule, Scale
from vendor_score.records import Reading
from vendor_score.schema.schema_types import (
    Field,
    LabelText,
    ListOf,
    Location,
    MapOf,
    Number,
    Record,
    Schema,
    Text,
)
from vendor_score.schema.yaml_nodes import MapNode, Node, ScalarNode, as_number
from vendor_score.wording import Label

if TYPE_CHECKING:
    import numpy as np

__all__ = [
    "ANCHORS_FORM",
    "NAMED_FORMS",
    "POINTS",
    "Anchors",
    "ItemPoints",
    "Level",
    "LevelPoints",
    "LevelShape",
    "OptionForm",
    "OptionPoints",
    "OptionsShape",
    "PointRange",
    "Points",
    "Value",
    "ValueForm",
    "ValueFunction",
    "YesNoPoints",
    "named_record",
]

MOST = 100.0


Families = tuple[float, tuple[frozenset[str], ...]]
"""Of items the most points together, and families of which only the best counts."""


@dataclass(frozen=True, slots=True)
class PointRange:
    """The least and the most points (0-100) that a value function gives over a whole reading."""

    low: float
    high: float


class ValueFunction(Protocol):
    """Points 0-100 for a reading; which kinds it fits is checked when criteria.yaml is read."""

    @property
    def is_written_in_value(self) -> bool:
        """Whether its points are the numbers that stand in ``value`` of criteria.yaml."""
        ...

    @property
    def families(self) -> Families | None:
        """Of items the most points together, and families of which only the best counts."""
        ...

    @property
    def low_is_good(self) -> bool:
        """Whether lower answers earn more points."""
        ...

    @property
    def anchors(self) -> Anchors | None:
        """The same function as anchors over numbers; None where answers are words."""
        ...

    @property
    def bars(self) -> tuple[tuple[str, float], ...]:
        """Points by the id of an option, in their order; empty where they lie on a line."""
        ...

    def equally_likely(self, reading: Reading) -> tuple[float, ...]:
        """The points among which a sample draws, where a reading leaves some options open.

        Empty for an exact answer, and where answers are numbers: those are drawn along `anchors`.
        """
        ...

    def improvement(
        self, reading: Reading | None, must: Rule | None, *, whole: bool
    ) -> AnswerImprovement:
        """What could be answered instead of ``reading`` (None: nothing was answered).

        ``must`` has to be met by every answer that is offered; ``whole``: numbers have no
        decimals. Raises ValueError for a reading in another unit.
        """
        ...

    def points(self, reading: Reading) -> PointRange:
        """Minimum and maximum over the whole reading (docs/methods.md).

        Raises ValueError for a reading that this function gives no points to (an option that is
        not listed); such an answer counts as unreadable.
        """
        ...


class _Usual:
    """What most value functions share: points of their own, no families, nothing left open."""

    __slots__ = ()
    is_written_in_value: ClassVar[bool] = False
    """Whether its points are the numbers that stand in ``value`` of criteria.yaml."""

    @property
    def families(self) -> Families | None:
        return None

    def equally_likely(self, _: Reading) -> tuple[float, ...]:
        return ()


class _OverNumbers(_Usual):
    """What value functions over numbers share: nothing but their line is drawn and sampled."""

    __slots__ = ()

    @property
    def bars(self) -> tuple[tuple[str, float], ...]:
        return ()

    def improvement(
        self: ValueFunction, reading: Reading | None, must: Rule | None, *, whole: bool
    ) -> NumberImprovement:
        anchors = self.anchors
        if anchors is None:
            raise TypeError("a value function over numbers has anchors")
        before = None if reading is None else anchors.cautious_end(reading)
        return NumberImprovement(before=before, anchors=anchors, must=must, whole=whole)


class _OverWords(_Usual):
    """What value functions over words share: there is no line over numbers."""

    __slots__ = ()

    @property
    def low_is_good(self) -> bool:
        return False

    @property
    def anchors(self) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Anchors(_OverNumbers):
    """Piecewise-linear points over a number, flat outside the outermost anchors.

    ``at`` are (answer in ``unit``, points), in rising order of the answer. ``natural_low`` and
    ``natural_high`` are the ends of the scale itself (0, 100 %, ``out_of``, 24 h a day), where
    it has them: there an open side of a reading closes. ``reference_year`` turns a founding year
    into years.
    """

    is_written_in_value: ClassVar[bool] = True

    at: tuple[tuple[float, float], ...]
    unit: str | None = None
    natural_low: float | None = None
    natural_high: float | None = None
    reference_year: int | None = None

    @property
    def low_is_good(self) -> bool:
        return self.at[0][1] > self.at[-1][1]

    @property
    def anchors(self) -> Anchors:
        return self

    @property
    def scale(self) -> Scale:
        return Scale(self.unit, self.natural_low, self.natural_high, self.reference_year)

    def interval(self, reading: Reading) -> tuple[float, float]:
        """The reading as a closed interval in ``unit``: where the least and most points are sought.

        An open side closes at the natural end, else at the outermost anchor, or at the bound
        itself where that lies beyond. Raises ValueError as `Scale.interval` does.
        """
        low, high = self.scale.interval(reading)
        if low == -math.inf:
            low = min(self.at[0][0], high)
        if high == math.inf:
            high = max(self.at[-1][0], low)
        return low, high

    def points(self, reading: Reading) -> PointRange:
        low, high = self.interval(reading)
        inside = (points for answer, points in self.at if low < answer < high)
        seen = (self.points_at(low), *inside, self.points_at(high))
        return PointRange(min(seen), max(seen))

    def cautious_end(self, reading: Reading) -> float:
        """The answer inside the reading that earns the least; of several one of its ends."""
        low, high = self.interval(reading)
        inside = (x for x, _ in self.at if low < x < high)
        return min((low, high, *inside), key=self.points_at)

    def points_at(self, answer: float) -> float:
        """The points of one exact answer, in ``unit``."""
        after = bisect_right(self.at, answer, key=lambda anchor: anchor[0])
        if after == 0:
            return self.at[0][1]
        if after == len(self.at):
            return self.at[-1][1]
        (x0, p0), (x1, p1) = self.at[after - 1], self.at[after]
        return p0 + (p1 - p0) * ((answer - x0) / (x1 - x0))

    def points_of(self, answers: np.ndarray[Any, Any]) -> np.ndarray[Any, np.dtype[np.float64]]:
        """`points_at` for an array of answers in ``unit``, of any shape."""
        import numpy as np

        xs, ps = np.array(self.at, dtype=float).T
        return np.asarray(np.interp(answers, xs, ps), dtype=float)

    def at_least(self, points: float) -> tuple[tuple[float, float], ...]:
        """All answers that earn ``points`` or more: closed intervals in rising order, ends open
        to infinity where the function is flat outside the outermost anchors; none overlap.
        """
        ends = [(-math.inf, self.at[0][1]), *self.at, (math.inf, self.at[-1][1])]
        found: list[tuple[float, float]] = []
        for (x0, p0), (x1, p1) in pairwise(ends):
            piece = _piece_at_least(points, x0, p0, x1, p1)
            if piece and found and piece[0] <= found[-1][1]:
                found[-1] = (found[-1][0], piece[1])
            elif piece:
                found.append(piece)
        return tuple(found)

    def nearest(self, answer: float, points: float) -> float | None:
        """The answer nearest to ``answer``, either way, that earns ``points`` or more.

        None where no answer does; of two equally near ones the lower.
        """
        clamped = (min(max(answer, low), high) for low, high in self.at_least(points))
        return min(clamped, key=lambda found: (abs(found - answer), found), default=None)


def _piece_at_least(
    points: float, x0: float, p0: float, x1: float, p1: float
) -> tuple[float, float] | None:
    """Where the straight line from (x0, p0) to (x1, p1) is at ``points`` or above."""
    if p0 >= points and p1 >= points:
        return x0, x1
    if p0 < points and p1 < points:
        return None
    crossing = x0 + (x1 - x0) * ((points - p0) / (p1 - p0))
    return (x0, crossing) if p0 >= points else (crossing, x1)


@dataclass(frozen=True, slots=True)
class Points(_OverNumbers):
    """``value: points``: the answer is the points as it stands, for a matrix already scored."""

    @property
    def low_is_good(self) -> bool:
        return False

    @property
    def anchors(self) -> Anchors:
        """The straight line from 0 to 100."""
        return Anchors(((0.0, 0.0), (MOST, MOST)), natural_low=0.0, natural_high=MOST)

    def points(self, reading: Reading) -> PointRange:
        low, high = Scale(None, 0.0, MOST).interval(reading)
        if not 0.0 <= low <= high <= MOST:
            raise ValueError("points are 0 to 100")
        return PointRange(low, high)


@dataclass(frozen=True, slots=True)
class YesNoPoints(_OverWords):
    """Points for yes and no, and for a partial yes where the criterion gives them."""

    is_written_in_value: ClassVar[bool] = True

    yes: float
    no: float
    partial: float | None = None

    @property
    def low_is_good(self) -> bool:
        return self.no > self.yes

    def points(self, reading: Reading) -> PointRange:
        match reading.low, reading.high:
            case (1.0, 1.0):
                return PointRange(self.yes, self.yes)
            case (0.0, 0.0):
                return PointRange(self.no, self.no)
            case (0.0, 1.0) if self.partial is not None:
                return PointRange(self.partial, self.partial)
            case (0.0, 1.0):
                return PointRange(min(self.yes, self.no), max(self.yes, self.no))
        raise ValueError("neither yes nor no")

    @property
    def bars(self) -> tuple[tuple[str, float], ...]:
        partial = () if self.partial is None else (("partial", self.partial),)
        return (("yes", self.yes), *partial, ("no", self.no))

    def equally_likely(self, reading: Reading) -> tuple[float, ...]:
        is_open = self.partial is None and reading.low != reading.high
        return (self.no, self.yes) if is_open else ()

    def improvement(
        self, reading: Reading | None, must: Rule | None, *, whole: bool
    ) -> OptionImprovement:
        del whole
        given = {"yes": (1.0, self.yes), "no": (0.0, self.no)}  # nobody improves to a partial yes
        allowed = tuple(
            (word, points)
            for word, (figure, points) in given.items()
            if meets(must, Reading(text=word, kind="yes_no", low=figure, high=figure))
        )
        before = None if reading is None else self._answered(reading)
        return OptionImprovement(before=before, options=allowed)

    @staticmethod
    def _answered(reading: Reading) -> str:
        if reading.low != reading.high:
            return "partial"
        return "yes" if reading.low == 1 else "no"


@dataclass(frozen=True, slots=True)
class OptionPoints(_OverWords):
    """Points for each option of a ``choice``; a set of options gives a range."""

    at: Mapping[str, float]

    def points(self, reading: Reading) -> PointRange:
        options = reading.items or ()
        if not options or not all(option in self.at for option in options):
            raise ValueError("not one of the options")
        return PointRange(*_ends(self.at[option] for option in options))

    @property
    def bars(self) -> tuple[tuple[str, float], ...]:
        return tuple(self.at.items())

    def equally_likely(self, reading: Reading) -> tuple[float, ...]:
        return tuple(self.at[option] for option in reading.items or ())

    def improvement(
        self, reading: Reading | None, must: Rule | None, *, whole: bool
    ) -> OptionImprovement:
        del whole
        allowed = tuple(
            (option, points)
            for option, points in self.at.items()
            if meets(must, Reading(text=option, kind="choice", items=(option,)))
        )
        given = [item for item in (reading.items or ()) if item in self.at] if reading else []
        before = min(given, key=self.at.__getitem__, default=None)
        return OptionImprovement(before=before, options=allowed)


@dataclass(frozen=True, slots=True)
class ItemPoints(_OverWords):
    """Points for each item of a ``list``, added up to ``cap``; of a family only the best counts.

    Items that are not listed earn nothing; an empty list is an answer, worth 0.
    """

    at: Mapping[str, float]
    cap: float = MOST
    best_of: tuple[frozenset[str], ...] = field(default=())

    @property
    def families(self) -> Families | None:
        return self.cap, self.best_of

    def points(self, reading: Reading) -> PointRange:
        if reading.items is None:
            raise ValueError("no list")
        points = self.points_for(reading.items)
        return PointRange(points, points)

    def points_for(self, items: Iterable[str]) -> float:
        """The points of a set of items."""
        held = frozenset(items) & self.at.keys()
        families = [family & held for family in self.best_of]
        single = held.difference(*families)
        counted = [self.at[item] for item in self.at if item in single]
        counted += [max(self.at[item] for item in family) for family in families if family]
        return min(math.fsum(counted), self.cap)

    @property
    def bars(self) -> tuple[tuple[str, float], ...]:
        return tuple(self.at.items())

    def improvement(
        self, reading: Reading | None, must: Rule | None, *, whole: bool
    ) -> ListImprovement:
        del whole
        held = () if reading is None or reading.items is None else reading.items
        before = None if reading is None else held
        return ListImprovement(before=before, value=self, must=must, held=held)


@dataclass(frozen=True, slots=True)
class LevelPoints(_OverNumbers):
    """Points for the levels 0, 1, 2 ... of a ``judged`` criterion, straight lines between."""

    at: tuple[float, ...]

    @property
    def low_is_good(self) -> bool:
        return False

    def points(self, reading: Reading) -> PointRange:
        low, high = Scale(None, 0.0, len(self.at) - 1.0).interval(reading)
        if not 0.0 <= low <= high <= len(self.at) - 1.0:
            raise ValueError("not one of the levels")
        return self.anchors.points(reading)

    @property
    def anchors(self) -> Anchors:
        """The same function over level numbers."""
        at = tuple((float(level), points) for level, points in enumerate(self.at))
        return Anchors(at, natural_low=0.0, natural_high=len(self.at) - 1.0)


def _ends(values: Iterable[float]) -> tuple[float, float]:
    seen = tuple(values)
    return min(seen), max(seen)


# How values, options and levels are written in criteria.yaml: anchors, yes and no, points.

POINTS: Final = Number(0, 100)
_NUMBER_KEY = r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$"
ANCHORS_FORM: Final[Schema] = {
    "type": "object",
    "minProperties": 2,
    "patternProperties": {_NUMBER_KEY: POINTS.schema()},
    "additionalProperties": False,
}
NAMED_FORMS: Final = (("worst", "best", "budget"), ("yes", "no", "partial"))


@dataclass(frozen=True, kw_only=True, slots=True)
class ValueForm:
    """A value function as written: named points, anchors in file order, or ``points``."""

    node: Node
    named: Mapping[str, float] | None = None
    anchors: tuple[tuple[float, float, ScalarNode], ...] | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """``points``, ``{worst: 60, best: 10}``, ``{yes: 100, no: 0}`` or ``{10: 100, 30: 50}``."""

    def read(self, node: Node, at: Location) -> ValueForm | None:
        if isinstance(node, ScalarNode) and node.value == "points":
            return ValueForm(node=node)
        if not isinstance(node, MapNode) or not node.entries:
            at.not_a("value", node)
            return None
        keys = {entry.key.text for entry in node.entries}
        for names in NAMED_FORMS:
            if keys & set(names):
                return self._named(node, names, at)
        return self._anchors(node, at)

    def _named(self, node: MapNode, names: tuple[str, ...], at: Location) -> ValueForm | None:
        fields = named_record(names).read(node, at)
        if fields is None or any(fields.values.get(name) is None for name in names[:2]):
            return None
        return ValueForm(node=node, named={k: v for k, v in fields.values.items() if v is not None})

    def _anchors(self, node: MapNode, at: Location) -> ValueForm | None:
        read = [self._anchor(entry.key, entry.value, at) for entry in node.entries]
        anchors = tuple(anchor for anchor in read if anchor is not None)
        return ValueForm(node=node, anchors=anchors) if len(anchors) == len(read) else None

    def _anchor(
        self, key: ScalarNode, value: Node, at: Location
    ) -> tuple[float, float, ScalarNode] | None:
        answer = as_number(key.text)
        points = POINTS.read(value, at.below(shown(key.text)))
        if answer is None or not math.isfinite(answer):
            at.below(shown(key.text)).wrong(key, "anchor_not_number", found=shown(key.text))
            return None
        return None if points is None else (answer, points, key)

    def schema(self) -> Schema:
        named = [named_record(names).schema() for names in NAMED_FORMS]
        return {"anyOf": [{"const": "points"}, *named, ANCHORS_FORM]}


def named_record(names: tuple[str, ...]) -> Record:
    shape = Number() if names[0] == "worst" else POINTS
    return Record(
        [
            Field(name=name, shape=shape, required=place < 2, about=name)  # noqa: PLR2004
            for place, name in enumerate(names)
        ]
    )


# Shapes of what can be chosen: options of a choice, items of a list, levels of a judgement.


@dataclass(frozen=True, kw_only=True, slots=True)
class OptionForm:
    """An option or item as written; ``points`` None where it is asked but not scored."""

    node: Node
    label: Label | None = None
    aliases: tuple[str, ...] = ()
    points: float | None = None


_OPTION = Record(
    (
        Field(
            name="label",
            shape=LabelText(),
            about="choice_label",
        ),
        Field(
            name="aliases",
            shape=ListOf(Text(200)),
            about="choice_aliases",
        ),
        Field(name="points", shape=POINTS, about="points"),
    )
)


@dataclass(frozen=True, slots=True)
class OptionsShape:
    """Each option's name with its points, or with ``{label, aliases, points}``."""

    def read(self, node: Node, at: Location) -> Mapping[str, OptionForm] | None:
        return MapOf(_OneOption(), least=1).read(node, at)

    def schema(self) -> Schema:
        return MapOf(_OneOption(), least=1).schema()


@dataclass(frozen=True, slots=True)
class _OneOption:
    def read(self, node: Node, at: Location) -> OptionForm | None:
        if isinstance(node, ScalarNode):
            points = POINTS.read(node, at)
            return None if points is None else OptionForm(node=node, points=points)
        fields = _OPTION.read(node, at)
        if fields is None:
            return None
        return OptionForm(
            node=node,
            label=fields.get("label"),
            aliases=fields.get("aliases", ()),
            points=fields.get("points"),
        )

    def schema(self) -> Schema:
        return {"anyOf": [POINTS.schema(), _OPTION.schema()]}


@dataclass(frozen=True, kw_only=True, slots=True)
class Level:
    """A level of a judged criterion: what it looks like, and its points where they are given."""

    label: Label
    points: float | None = None


_LEVEL = Record(
    (
        Field(
            name="label",
            shape=LabelText(),
            required=True,
            about="level_label",
        ),
        Field(name="points", shape=POINTS, about="points"),
    )
)


@dataclass(frozen=True, slots=True)
class LevelShape:
    """Text, ``{en, zh}``, or ``{label, points}``."""

    def read(self, node: Node, at: Location) -> Level | None:
        if not isinstance(node, MapNode) or node.get("label") is None:
            label = LabelText().read(node, at)
            return Level(label=label) if label else None
        fields = _LEVEL.read(node, at)
        if fields is None or fields.get("label") is None:
            return None
        return Level(label=fields.get("label"), points=fields.get("points"))

    def schema(self) -> Schema:
        return {"anyOf": [LabelText().schema(), _LEVEL.schema()]}
