"""What the kinds that are numbers share: reading one, and value functions over numbers."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import ClassVar

from vendor_score.grammar.asked import Asked, find_subject
from vendor_score.grammar.non_answers import Result, no_value
from vendor_score.grammar.times import is_date_text
from vendor_score.kinds.base import AskedAnswer, Kind, normalized
from vendor_score.kinds.scale import Scale
from vendor_score.kinds.value_functions import MOST, Anchors, Points, ValueForm, ValueFunction
from vendor_score.records import Question, Reading
from vendor_score.schema.problems import shown
from vendor_score.schema.schema_types import Fields, Location
from vendor_score.schema.yaml_nodes import ScalarNode
from vendor_score.units import SECONDS, known_unit
from vendor_score.wording import Label, Lang, both, has, lexicon, text

__all__ = [
    "NumberKind",
    "digits",
    "example_with_unit",
    "figure_by_unit",
    "plain_number",
    "span",
    "time_text",
]

_MANY_SECONDS = 600


def digits(value: float) -> str:
    """With thousands separators, without exponent or needless digits."""
    written = f"{Decimal(repr(float(value))):,f}".removesuffix(".0")
    whole, _, decimals = written.partition(".")
    # Three decimals could be taken for a group of thousands: 1.234 is written 1.2340.
    return f"{whole}.{decimals}0" if len(decimals) == 3 else written  # noqa: PLR2004


def span(reading: Reading, lang: Lang, factor: float = 1.0) -> str:
    """Bounds, stretch or number, before its unit; both ends are divided by ``factor``."""
    low, high = reading.low, reading.high

    def about(value: float) -> str:
        figure = digits(value / factor)
        return text("reading.about", lang, figure=figure) if "approx" in reading.flags else figure

    if low is None and high is not None:
        return f"≤{about(high)}"
    if high is None and low is not None:
        return f"≥{about(low)}"
    if low is None or high is None or low == high:
        return about(low or 0.0)
    return f"{about(low)}–{digits(high / factor)}"


def time_text(reading: Reading, lang: Lang) -> str:
    """Seconds up to ten minutes, then in the largest unit that keeps the numbers whole."""
    unit, factor = reading.unit or "s", 1.0
    if unit == "s":
        ends = [v for v in (reading.low, reading.high) if v is not None]
        for larger in ("h", "min"):
            if min(ends) >= _MANY_SECONDS and all(v % SECONDS[larger] == 0 for v in ends):
                unit, factor = larger, SECONDS[larger]
                break
    return text(f"reading.time.{unit}", lang, figure=span(reading, lang, factor))


def plain_number(reading: Reading, lang: Lang) -> str:
    """A number with its unit, or the year of a founding."""
    if reading.unit == "founding_year":
        return text("reading.founded", lang, year=f"{reading.low:.0f}")
    if has(f"reading.time.{reading.unit}"):
        return time_text(reading, lang)
    return span(reading, lang) + ("%" if reading.unit == "%" else "")


_NOTHING = frozenset(lexicon.words("none", "none.event"))
_LATEST_YEAR = 2100
_DEFAULT_OUT_OF = 5.0
_FIGURES_BY_UNIT = {"s": "18", "min": "30", "h": "24", "days": "5", "weeks": "2", "h/day": "16"}

Written = tuple[tuple[float, float, ScalarNode], ...]


class NumberKind(Kind):
    """A kind whose answers are numbers."""

    __slots__ = ()

    has_limits: ClassVar[bool] = True
    checks_anchors: ClassVar[bool] = True
    """Whether anchors must lie on the scale; percentages of change may go beyond theirs."""

    @property
    def dialect(self) -> str:
        """Which words of the grammar count in its questions (`grammar.tokens.load_dialect`)."""
        return self.id

    def read(self, text: str, asked: AskedAnswer, raw: str) -> Result:
        if is_date_text(text):
            return no_value("excel_date")
        if text.strip(" .。!") in _NOTHING:
            return self.nothing(asked)
        return self.read_figure(text, asked)

    def read_figure(self, text: str, asked: AskedAnswer) -> Result:
        """Read a clean answer that is no date and does not say that there is none."""
        return self.reader(text, _number_asked(asked, self.dialect))

    def reader(self, text: str, asked: Asked) -> Result:
        """The grammar's reader of this kind of number."""
        raise NotImplementedError

    def nothing(self, asked: AskedAnswer) -> Result:
        """无 where a number is asked for: there is no figure, unless none of them is 0."""
        return no_value("ambiguous")

    def shown_figure(self, question: Question) -> str:
        if isinstance(question.example, float):
            return digits(question.example)
        return super().shown_figure(question)

    def write(self, reading: Reading, lang: Lang) -> str:
        return plain_number(reading, lang)

    def value_function(self, fields: Fields, scale: Scale) -> ValueFunction | None:
        form: ValueForm | None = fields.get("value")
        if form is None:
            return None
        if form.named is not None:
            return _straight_line(fields, form.named, scale)
        if form.anchors is None:
            return self._as_points(fields, scale)
        at = fields.at.below("value")
        if not _are_in_order(form.anchors, at, fields):
            return None
        if self.checks_anchors and not _are_on_scale(form.anchors, at, scale):
            return None
        return _anchors([(answer, points) for answer, points, _ in form.anchors], scale)

    def _as_points(self, fields: Fields, scale: Scale) -> Points | None:
        if not self.takes_points(scale):
            fields.wrong("value", "value_points_kind", kind=self.id)
            return None
        return Points()

    def takes_points(self, scale: Scale) -> bool:
        """Whether answers on this scale can be points already."""
        return self.may_be_points

    def check_fields(self, fields: Fields, unit: str | None, basis: str | None) -> None:
        if fields.has("direction") and fields.has("value"):
            fields.wrong("direction", "direction_and_value")


def example_with_unit(kind: Kind, question: Question) -> Label:
    """The example's figure with the question's unit behind it."""
    figure, unit = kind.shown_figure(question), kind.unit_label(question)
    if any(unit.values()):
        return both("language.figure_unit", figure=figure, unit=unit)
    return Label.same(figure)


def figure_by_unit(unit: str) -> str:
    """A credible number of so many seconds, hours, days: nobody replies within 18 days."""
    return _FIGURES_BY_UNIT.get(unit, "12")


@lru_cache(maxsize=1024)
def _number_asked(asked: AskedAnswer, dialect: str) -> Asked:
    bare = known_unit(asked.bare)
    return Asked(
        unit=known_unit(asked.unit) or asked.unit,
        out_of=asked.out_of or _DEFAULT_OUT_OF,
        low_is_good=asked.low_is_good,
        may_be_negative=asked.may_be_negative,
        about=find_subject(normalized(asked.about), dialect),
        latest_year=asked.year or _LATEST_YEAR,
        bare=bare if bare in SECONDS else None,
    )


def _straight_line(fields: Fields, named: Mapping[str, float], scale: Scale) -> Anchors | None:
    if "worst" not in named:
        fields.wrong("value", "value_number")
        return None
    if "budget" in named:
        fields.wrong("value", "budget_for_cost")
        return None
    if named["worst"] == named["best"]:
        fields.wrong("value", "worst_is_best", found=f"{named['best']:g}")
        return None
    return _anchors([(named["worst"], 0.0), (named["best"], MOST)], scale)


def _anchors(written: list[tuple[float, float]], scale: Scale) -> Anchors:
    """Anchors in rising order. A scale ends nowhere that anchors go beyond (a change of -20 %)."""
    at = tuple(sorted(written))
    low, high = scale.low, scale.high
    return Anchors(
        at,
        unit=scale.unit,
        natural_low=low if low is not None and low <= at[0][0] else None,
        natural_high=high if high is not None and high >= at[-1][0] else None,
        reference_year=scale.reference_year,
    )


def _are_in_order(written: Written, at: Location, fields: Fields) -> bool:
    if len(written) < 2:  # noqa: PLR2004
        fields.wrong("value", "few_anchors")
        return False
    seen: dict[float, ScalarNode] = {}
    for answer, _, key in written:
        if answer in seen:
            first = seen[answer]
            at.wrong(key, "duplicate_anchor", found=shown(key.text), first=shown(first.text))
            return False
        seen[answer] = key
    steps = [b[0] - a[0] for a, b in pairwise(written)]
    for step, (_, _, key) in zip(steps, written[1:], strict=True):
        if (step > 0) != (steps[0] > 0):
            at.wrong(key, "unordered_anchors", found=shown(key.text))
            return False
    return True


def _are_on_scale(written: Written, at: Location, scale: Scale) -> bool:
    for answer, _, key in written:
        below = scale.low is not None and answer < scale.low
        if below or (scale.high is not None and answer > scale.high):
            low = "" if scale.low is None else f"{scale.low:g}"
            high = "…" if scale.high is None else f"{scale.high:g}"
            at.wrong(key, "anchor_off_scale", found=shown(key.text), low=low, high=high)
            return False
    return True
