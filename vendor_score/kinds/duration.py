"""Lengths of time: first response, time to staff up, notice periods. Read in seconds."""

from __future__ import annotations

from typing import ClassVar

from vendor_score.grammar.figures import Asked
from vendor_score.grammar.times import read_duration
from vendor_score.grammar.words import Result
from vendor_score.kinds.base import NumberKind, example_with_unit, figure_by_unit, time_text
from vendor_score.records import Question, Reading
from vendor_score.units import SECONDS, convert
from vendor_score.wording import Label, Lang

__all__ = ["KIND"]


INSTANT = 0.05
"""Seconds; the least that any reaction of people or machines takes."""


class Duration(NumberKind):
    """A length of time."""

    __slots__ = ()

    id: ClassVar[str] = "duration"
    is_service_level: ClassVar[bool] = True
    is_duration: ClassVar[bool] = True
    default_unit: ClassVar[str | None] = "s"
    known_units: ClassVar[tuple[str, ...]] = tuple(SECONDS)

    def reader(self, text: str, asked: Asked) -> Result:
        return read_duration(text, asked)

    def rules_out(self, figure: float, reading: Reading, question: Question) -> bool:
        """Nothing takes less than an instant; 18 s stored as a part of a day is 0.0002.

        None at all is an answer (logs are not kept), but not to a question for a reaction: nobody
        responds in 0 seconds.
        """
        seconds = convert(figure, question.unit or "s", "s")
        if question.low_is_good and question.unit in {None, "s", "min"}:
            return seconds < INSTANT
        return 0 < seconds < INSTANT

    def write(self, reading: Reading, lang: Lang) -> str:
        return time_text(reading, lang)

    def example(self, question: Question) -> Label:
        return example_with_unit(self, question)

    def example_figure(self, question: Question) -> str:
        return figure_by_unit(question.unit or "s")


KIND = Duration()
