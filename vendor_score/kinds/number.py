"""Numbers of any sort, with any unit or none; they may be negative."""

from __future__ import annotations

from typing import ClassVar

from vendor_score.grammar.figures import Asked
from vendor_score.grammar.money import read_plain_number
from vendor_score.grammar.words import Result
from vendor_score.kinds.base import AskedAnswer, NumberKind, example_with_unit, figure_by_unit
from vendor_score.records import Question
from vendor_score.wording import Label

__all__ = ["KIND"]


class PlainNumber(NumberKind):
    """A number."""

    __slots__ = ()

    id: ClassVar[str] = "number"
    starts_at_zero: ClassVar[bool] = False
    may_be_points: ClassVar[bool] = True
    answers_by_points: ClassVar[bool] = True

    def reader(self, text: str, asked: Asked) -> Result:
        return read_plain_number(text, asked)

    def nothing(self, asked: AskedAnswer) -> Result:
        """None of them is 0."""
        return Result(low=0.0, high=0.0, unit=asked.unit)

    def example(self, question: Question) -> Label:
        return example_with_unit(self, question)

    def example_figure(self, question: Question) -> str:
        return figure_by_unit(question.unit or "s")


KIND = PlainNumber()
