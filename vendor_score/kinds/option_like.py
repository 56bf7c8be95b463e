"""What the kinds share whose answers name options, items or grades."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from vendor_score.grammar.lists import names_of
from vendor_score.grammar.numerals import fold
from vendor_score.kinds.base import AskedAnswer, Kind
from vendor_score.kinds.value_functions import OptionForm
from vendor_score.records import Option, Question, Reading
from vendor_score.schema.problems import shown
from vendor_score.schema.schema_types import Fields
from vendor_score.wording import Label, Lang, both, joined

__all__ = ["OptionKind", "option_points"]

_MOST_SHOWN = 6


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
        return joined([option.label for option in question.options[:_MOST_SHOWN]])

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
