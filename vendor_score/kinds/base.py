"""What a kind of answer is, and the two families of kinds: those of numbers, those of options."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import ClassVar, Literal

from vendor_score.errors import nearest, one_of, shown
from vendor_score.grammar.figures import Asked, find_subject
from vendor_score.grammar.numerals import clean, fold
from vendor_score.grammar.options import Named, names_of
from vendor_score.grammar.quantities import LATEST_YEAR
from vendor_score.grammar.times import is_date_text
from vendor_score.grammar.words import Result, no_value
from vendor_score.kinds.rules import Rule, RuleForm, Scale, parse_rule
from vendor_score.kinds.value_functions import (
    MOST,
    Anchors,
    OptionForm,
    Points,
    ValueForm,
    ValueFunction,
)
from vendor_score.price.formulas import PriceRule
from vendor_score.records import Option, Question, Reading
from vendor_score.schema.schema_types import Field, Fields, Location
from vendor_score.schema.yaml_nodes import ScalarNode
from vendor_score.units import SECONDS, known_unit
from vendor_score.wording import (
    Label,
    Lang,
    both,
    has,
    in_every_language,
    joined,
    lexicon,
    text,
)

__all__ = [
    "AskedAnswer",
    "CellCheck",
    "Kind",
    "NumberKind",
    "OptionKind",
    "digits",
    "example_with_unit",
    "figure_by_unit",
    "figure_with_unit",
    "label_of_unit",
    "offered",
    "option_points",
    "plain_number",
    "span",
    "time_text",
]

NUMBER_RULES: tuple[RuleForm, ...] = ("<=", "<", ">=", ">", "==", "in")
_UNIT_KEYS = {"%": "percent", "h/day": "h_day"}
APPROXIMATE_SHARE = 0.10  # about 25 s: 22.5 to 27.5


@dataclass(frozen=True, slots=True)
class AskedAnswer:
    """Everything but the text that a reading depends on; the key of the cache of readings.

    ``bare`` is the unit of a bare number where the header names another one than the question;
    ``about`` are the words of the question, ``reference`` is the day to which ages and certificates
    count.
    """

    kind: str
    unit: str | None
    bare: str | None
    out_of: float | None
    low_is_good: bool
    may_be_negative: bool
    options: tuple[Named, ...]
    basis: str | None
    tax: str | None
    reference: dt.date | None
    about: tuple[str, ...]

    @property
    def year(self) -> int | None:
        """The year of the reference date."""
        return self.reference.year if self.reference else None


@dataclass(frozen=True, kw_only=True, slots=True)
class CellCheck:
    """What an answer cell of the questionnaire offers or checks.

    ``choices`` make a drop-down, ``note`` is shown while typing. ``formula`` (with ``{cell}``) and
    ``warning`` make a check that warns and lets the vendor keep the text: "15-20 s" is a good
    answer to a question for a number.
    """

    choices: tuple[Label, ...] = ()
    note: Label | None = None
    formula: str = ""
    warning: Label | None = None


class Kind:
    """A kind of answer, with the defaults of a plain number. Kinds hold no state."""

    __slots__ = ()

    id: ClassVar[str]
    is_scored: ClassVar[bool] = True
    """False for what is asked and shown and never earns points."""
    is_judged: ClassVar[bool] = False
    """Whether the buyer's assessors score it, not the vendor's answer."""
    is_computed: ClassVar[bool] = False
    """Whether it is worked out from offers, so that no vendor is asked."""
    answers_by_points: ClassVar[bool] = False
    """Whether points that somebody gave may be the answer."""
    is_verbatim: ClassVar[bool] = False
    """Whether the text itself is the answer: nothing is read from it."""
    is_number: ClassVar[bool] = True
    """A number is asked for, so a date in the cell is mostly a typed 3-5."""
    is_duration: ClassVar[bool] = False
    takes_elapsed_time: ClassVar[bool] = True
    """Whether a cell formatted [h]:mm:ss answers a question in a unit of time."""
    is_service_level: ClassVar[bool] = False
    """Whether a contract holds it as a level to be kept, where the buyer says nothing else."""
    has_promised_figure: ClassVar[bool] = True
    """Whether an answer's figure is one that a draft of a contract can promise, too."""
    is_price: ClassVar[bool] = False
    """Whether answers compare only on one basis, in one currency, with the same tax."""
    is_whole: ClassVar[bool] = False
    """Whether only whole numbers are answers."""
    starts_at_zero: ClassVar[bool] = True
    has_unit: ClassVar[bool] = True
    may_be_points: ClassVar[bool] = False
    """Whether ``value: points`` may take the answer as the points."""
    default_unit: ClassVar[str | None] = None
    known_units: ClassVar[tuple[str, ...]] = ()
    value_form: ClassVar[Literal["anchors", "yes_no"] | None] = "anchors"
    """How ``value`` is written; None where the kind has none."""
    fields: ClassVar[tuple[Field[object], ...]] = ()
    """The keys of criteria.yaml that belong to this kind alone."""
    required_key: ClassVar[str | None] = None
    options_key: ClassVar[str | None] = None
    """The key that lists options, items or grades."""
    is_picked: ClassVar[bool] = False
    """Whether answers are picked from options, which forms may ask one by one."""
    takes_several: ClassVar[bool] = False
    """Whether several of the options may be picked."""
    rule_forms: ClassVar[tuple[RuleForm, ...]] = NUMBER_RULES
    rule_operands: ClassVar[Literal["number", "yes_no", "names"]] = "number"
    rule_words: ClassVar[tuple[str, ...]] = ()
    """The words of its own that a must or target may name; options are named by their ids."""
    finding_codes: ClassVar[Mapping[str, str]] = {}
    """Findings that flags of a reading stand for where they differ from the usual ones."""
    has_date_cells: ClassVar[bool] = False
    has_limits: ClassVar[bool] = False
    """Whether ``possible`` and ``plausible`` say which figures are slips, and which unusual."""

    @property
    def is_anchored(self) -> bool:
        """Whether points are given by anchors, or relative to the vendors at hand."""
        return self.value_form == "anchors"

    @property
    def is_scored_by_answer(self) -> bool:
        """Whether points come from what the vendor answers."""
        return self.is_scored and not self.is_judged

    # Reading

    def read(self, text: str, asked: AskedAnswer, raw: str) -> Result:
        """Read a clean answer (``raw``: as written); never guess in silence."""
        raise NotImplementedError

    def means_something(self, text: str, flag: str, asked: AskedAnswer, raw: str) -> bool:
        """Whether what is no answer elsewhere (``flag``) is one here: √ for a yes or no."""
        return False

    def read_boolean(self, *, is_true: bool) -> Reading | None:
        """The reading of a TRUE or FALSE cell; None where its text is read like any other."""
        return None

    def rules_out(self, figure: float, reading: Reading, question: Question) -> bool:
        """Whether no answer to the question can be this figure, in the question's unit."""
        return False

    # Showing

    def write(self, reading: Reading, lang: Lang) -> str:
        """The reading as a person would write it; read again it gives the same value."""
        raise NotImplementedError

    def write_items(self, reading: Reading, lang: Lang) -> str:
        """Options or items by the names that ``reading.items`` holds."""
        if not reading.items:
            return text("reading.none", lang)
        return text("reading.list_joint", lang).join(reading.items)

    def unit_label(self, question: Question) -> Label:
        """The unit of a question as people write it; empty where it has none."""
        return label_of_unit(question.unit or self.default_unit or "")

    def example(self, question: Question) -> Label:
        """A credible answer in the form that is asked for; empty where none is harmless."""
        return Label.same(self.shown_figure(question))

    def shown_figure(self, question: Question) -> str:
        """The figure of the example: the question's own, else one of the right size."""
        return self.example_figure(question)

    def example_figure(self, question: Question) -> str:
        """A figure of the right size where the question has no example of its own."""
        return ""

    def expected_answer(self, question: Question) -> Label:
        """What an answer may look like, for a finding about one that could not be read."""
        return both(f"findings.example.{self.id}", example=self.example(question))

    def cell_check(self, question: Question) -> CellCheck | None:
        """What the answer cell of the questionnaire offers or checks."""
        unit = self.unit_label(question)
        warning = both("questionnaire.check_number", unit=unit)
        return CellCheck(formula="=ISNUMBER(VALUE({cell}))", warning=warning)

    # criteria.yaml

    def unit_and_basis(self, fields: Fields) -> tuple[str | None, str | None]:
        """The unit of anchors, rules and bare numbers; and what a price is for."""
        unit: str | None = fields.get("unit", self.default_unit)
        if unit is None or not fields.has("unit"):
            return unit, None
        unit = known_unit(unit) or unit
        if self.known_units and unit not in self.known_units:
            near, words = nearest(unit, self.known_units), one_of(self.known_units)
            fields.wrong("unit", "not_one_of", words=words, found=shown(unit), near=near)
            return self.default_unit, None
        return unit, None

    def scale(self, unit: str | None, *, end: float | None, year: int | None) -> Scale:
        """The scale of a criterion's numbers in its ``unit``; ``end`` is one it sets itself."""
        return Scale.of(unit, starts_at_zero=self.starts_at_zero, end=end)

    def scale_of_fields(self, fields: Fields, unit: str | None, year: int | None) -> Scale:
        """The scale that a criterion's keys declare."""
        return self.scale(unit, end=None, year=year)

    def out_of(self, scale: Scale) -> float | None:
        """The full mark of a score."""
        return None

    def options(self, fields: Fields) -> tuple[Option, ...]:
        """The options, items or grades to choose from."""
        return ()

    def options_earn_points(self, fields: Fields) -> bool:
        """Whether options or items are given points, as far as the keys say."""
        return False

    def value_function(self, fields: Fields, scale: Scale) -> ValueFunction | None:
        """The value function that the keys describe; None where there is none, or a wrong one."""
        return None

    def price_rule(self, fields: Fields) -> PriceRule | None:
        """The formula that decides in place of a value function, where the buyer's rules say so."""
        return None

    def check_fields(self, fields: Fields, unit: str | None, basis: str | None) -> None:
        """Note what keys say that does not go together."""

    def rule(self, written: str, scale: Scale, fields: Fields) -> Rule:
        """A must or target as written. Raises ValueError for text that is no rule."""
        return parse_rule(written, unit=scale.unit, names=self.rule_operands == "names")

    # Robustness and drawing

    def approximation(self, answer: float) -> float:
        """How far an approximate answer may lie to either side, in the criterion's unit."""
        return abs(answer) * APPROXIMATE_SHARE

    def option_label(self, id: str, options: tuple[Option, ...]) -> Label:
        """What an option is called; its id where it has no label."""
        return next((option.label for option in options if option.id == id), Label.same(id))

    def bars_named(self, value: ValueFunction | None, reading: Reading) -> list[str] | None:
        """The bars of a value function over words that the answer names."""
        return None if reading.items is None else list(reading.items)


def label_of_unit(unit: str) -> Label:
    """A unit's name; the unit as it stands where it has none."""
    try:
        return both("questionnaire.unit." + _UNIT_KEYS.get(unit, unit))
    except KeyError:
        return Label.same(unit)


def normalized(texts: tuple[str, ...]) -> list[str]:
    """The words of a question in the form in which answers are read."""
    return [clean(text) for text in texts]


# What the kinds that are numbers share: reading one, and value functions over numbers.

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
    return figure_with_unit(kind.shown_figure(question), kind.unit_label(question))


def figure_with_unit(figure: str, unit: Label) -> Label:
    """A figure and its unit: ``20 s`` and ``20秒``; a code such as EUR stands apart in both."""

    def written(lang: Lang) -> str:
        own = unit.text(lang)
        if own[:1].isascii() and own[:1].isalpha():
            return f"{figure} {own}"
        return text("language.figure_unit", lang, figure=figure, unit=own)

    return in_every_language(written) if any(unit.values()) else Label.same(figure)


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
        latest_year=asked.year or LATEST_YEAR,
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


# What the kinds share whose answers name options, items or grades.

_MOST_SHOWN = 6


def offered(question: Question) -> Label:
    """What there is to choose from; the first of many."""
    names: list[Label | str] = [option.label for option in question.options[:_MOST_SHOWN]]
    return joined(names + ["…"] * (len(question.options) > _MOST_SHOWN))


class OptionKind(Kind):
    """A kind whose answers name some of the words in its `options_key`."""

    __slots__ = ()

    is_number: ClassVar[bool] = False
    has_unit: ClassVar[bool] = False
    value_form: ClassVar[Literal["anchors", "yes_no"] | None] = None
    rule_operands: ClassVar[Literal["number", "yes_no", "names"]] = "names"

    def means_something(self, text: str, flag: str, asked: AskedAnswer, raw: str) -> bool:
        return fold(text) in names_of(asked.options).ids

    def write(self, reading: Reading, lang: Lang) -> str:
        return ""  # items are written by their names

    def example(self, question: Question) -> Label:
        named = question.example if isinstance(question.example, tuple) else ()
        if named:
            return joined([self.option_label(id, question.options) for id in named])
        return both("questionnaire.pick_one") if question.options else Label.same("")

    def expected_answer(self, question: Question) -> Label:
        if not question.options:
            return super().expected_answer(question)
        form = "of_several" if self.takes_several else "of_one"
        return both(f"findings.example.{form}", names=offered(question))

    def options(self, fields: Fields) -> tuple[Option, ...]:
        name = self.options_key or ""
        forms: Mapping[str, OptionForm] = fields.get(name, {})
        options = tuple(
            Option(id=id, label=form.label or Label.same(id), aliases=form.aliases)
            for id, form in forms.items()
        )
        self._check_words(fields, name, options)
        return options

    def options_earn_points(self, fields: Fields) -> bool:
        forms: Mapping[str, OptionForm] = fields.get(self.options_key or "", {})
        return any(form.points is not None for form in forms.values())

    def word_key(self, word: str) -> str:
        """The form in which two words of the options are the same."""
        return " ".join(word.casefold().split())

    def _check_words(self, fields: Fields, name: str, options: tuple[Option, ...]) -> None:
        """No word may stand for two options."""
        owner: dict[str, str] = {}
        for option in options:
            words = {option.id, *option.label.values(), *option.aliases}
            for word in sorted(words):
                first = owner.setdefault(self.word_key(word), option.id)
                if first != option.id:
                    form: OptionForm = fields.get(name)[option.id]
                    at = fields.at.below(name).below(shown(option.id))
                    at.wrong(form.node, "option_word_twice", found=shown(word), first=shown(first))


def option_points(fields: Fields, name: str) -> dict[str, float] | None:
    """Points by option; None where they are asked only. Some with and some without is a problem."""
    forms: Mapping[str, OptionForm] = fields.get(name, {})
    points = {option: form.points for option, form in forms.items() if form.points is not None}
    if points and len(points) < len(forms):
        lacking = next(option for option, form in forms.items() if form.points is None)
        at = fields.at.below(name).below(shown(lacking))
        at.wrong(forms[lacking].node, "option_without_points")
    return points or None
