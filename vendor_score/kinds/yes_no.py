"""Questions for yes or no; in part is between the two."""

from __future__ import annotations

from typing import ClassVar, Literal

from vendor_score.grammar.times import begins_later, drop_denials, says_expired
from vendor_score.grammar.words import Result, unreadable
from vendor_score.grammar.yes_no import KNOWN, read_yes_no
from vendor_score.kinds.base import AskedAnswer, CellCheck, Kind
from vendor_score.kinds.rules import RuleForm, Scale
from vendor_score.kinds.value_functions import ValueForm, ValueFunction, YesNoPoints
from vendor_score.records import Option, Question, Reading
from vendor_score.schema.schema_types import Fields
from vendor_score.wording import Label, Lang, both, joined, text

__all__ = ["KIND"]


class YesNo(Kind):
    """Yes is 1, no is 0, in part 0 to 1."""

    __slots__ = ()

    id: ClassVar[str] = "yes_no"
    has_promised_figure: ClassVar[bool] = False
    is_number: ClassVar[bool] = False
    has_unit: ClassVar[bool] = False
    value_form: ClassVar[Literal["anchors", "yes_no"] | None] = "yes_no"
    rule_forms: ClassVar[tuple[RuleForm, ...]] = ("==",)
    rule_operands: ClassVar[Literal["number", "yes_no", "names"]] = "yes_no"
    rule_words: ClassVar[tuple[str, ...]] = ("yes", "no", "partial")

    def read(self, text: str, asked: AskedAnswer, raw: str) -> Result:
        result = read_yes_no(drop_denials(text), asked.about)
        # Yes (expired 2025): the yes is about a time that is over
        if result.high == 1 and says_expired(text, asked.reference):
            return unreadable("expired")
        if result.high == 1 and begins_later(text, asked.reference):
            return Result(low=0.0, high=0.0, flags=frozenset({"planned"}))
        return result

    def means_something(self, text: str, flag: str, asked: AskedAnswer, raw: str) -> bool:
        return text.strip(" .。!") in KNOWN

    def read_boolean(self, *, is_true: bool) -> Reading | None:
        figure = 1.0 if is_true else 0.0
        return Reading(text="", kind=self.id, low=figure, high=figure)

    def write(self, reading: Reading, lang: Lang) -> str:
        if reading.low != reading.high:
            return text("reading.partially", lang)
        return text("reading.yes" if reading.low else "reading.no", lang)

    def example(self, question: Question) -> Label:
        named = question.example if isinstance(question.example, tuple) else ("yes", "no")
        return joined([both(f"questionnaire.{word}") for word in named], "questionnaire.or_joint")

    def cell_check(self, question: Question) -> CellCheck | None:
        keys = ("yes", "no", "partly")
        return CellCheck(choices=tuple(both(f"questionnaire.{key}") for key in keys))

    def value_function(self, fields: Fields, scale: Scale) -> ValueFunction | None:
        form: ValueForm | None = fields.get("value")
        if form is None:
            return None
        if form.named is None or "yes" not in form.named:
            fields.wrong("value", "value_yes_no")
            return None
        named = form.named
        return YesNoPoints(yes=named["yes"], no=named["no"], partial=named.get("partial"))

    def option_label(self, id: str, options: tuple[Option, ...]) -> Label:
        return both(f"page.{id}")

    def bars_named(self, value: ValueFunction | None, reading: Reading) -> list[str] | None:
        if value is None:
            return None
        exact = {1.0: "yes", 0.0: "no"}.get(reading.low or 0.0, "partial")
        return [exact if reading.low == reading.high else "partial"]


KIND = YesNo()
