"""Whole numbers of things: seats, shops, sites."""

from __future__ import annotations

from typing import ClassVar

from vendor_score.grammar.figures import Asked
from vendor_score.grammar.money import read_count
from vendor_score.grammar.words import Result
from vendor_score.kinds.base import AskedAnswer, NumberKind
from vendor_score.kinds.rules import Scale
from vendor_score.records import Question
from vendor_score.schema.schema_types import Fields
from vendor_score.wording import Label, both

__all__ = ["KIND"]


class Count(NumberKind):
    """How many there are."""

    __slots__ = ()

    id: ClassVar[str] = "count"
    is_whole: ClassVar[bool] = True

    def reader(self, text: str, asked: Asked) -> Result:
        return read_count(text, asked)

    def nothing(self, asked: AskedAnswer) -> Result:
        """None of them is 0."""
        return Result(low=0.0, high=0.0, unit=asked.unit or "count")

    def unit_label(self, question: Question) -> Label:
        if question.unit in {None, "count"}:
            return both("questionnaire.unit.count")
        return super().unit_label(question)

    def example_figure(self, question: Question) -> str:
        return "120"

    def scale_of_fields(self, fields: Fields, unit: str | None, year: int | None) -> Scale:
        return self.scale("count", end=None, year=year)


KIND = Count()
