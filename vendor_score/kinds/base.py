"""What a kind of answer is: everything that reading, scoring and showing ask of it, in one place.

A kind is a module of this folder with one object, registered in `registry`. The defaults here are
those of a plain number with its own value function; a kind overrides what is different about it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from vendor_score.grammar.lists import Named
from vendor_score.grammar.non_answers import Result
from vendor_score.grammar.numerals import clean
from vendor_score.kinds.rules import Rule, RuleForm, parse_rule
from vendor_score.kinds.scale import Scale
from vendor_score.kinds.value_functions import ValueFunction
from vendor_score.price.formulas import PriceRule
from vendor_score.records import Option, Question, Reading
from vendor_score.schema.problems import nearest, one_of, shown
from vendor_score.schema.schema_types import Field, Fields
from vendor_score.units import known_unit
from vendor_score.wording import Label, Lang, both, text

__all__ = ["AskedAnswer", "CellCheck", "Kind", "label_of_unit"]

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
