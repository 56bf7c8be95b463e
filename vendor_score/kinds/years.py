"""Years of existence or experience; a founding year counts to the reference date."""

from __future__ import annotations

from typing import ClassVar

from vendor_score.grammar.figures import Asked
from vendor_score.grammar.times import date_year, founding_year, is_date_text, read_years
from vendor_score.grammar.words import Result
from vendor_score.kinds.base import AskedAnswer, NumberKind, example_with_unit
from vendor_score.kinds.rules import Scale
from vendor_score.records import Question
from vendor_score.wording import Label, both

__all__ = ["KIND"]

RECENT = 2
"""Years before the reference date from which a date is taken for a spreadsheet's typed 3-5."""


class Years(NumberKind):
    """A number of years, or the year from which it is counted."""

    __slots__ = ()

    id: ClassVar[str] = "years"
    has_promised_figure: ClassVar[bool] = False
    takes_elapsed_time: ClassVar[bool] = False
    default_unit: ClassVar[str | None] = "years"
    known_units: ClassVar[tuple[str, ...]] = ("years",)

    def read(self, text: str, asked: AskedAnswer, raw: str) -> Result:
        """A whole date is that of founding, unless it is recent: then 3-5 was probably typed."""
        if is_date_text(text) and asked.year is not None:
            founded = date_year(text)
            if founded is not None and founded <= asked.year - RECENT:
                return founding_year(founded)
        return super().read(text, asked, raw)

    def reader(self, text: str, asked: Asked) -> Result:
        return read_years(text, asked)

    def unit_label(self, question: Question) -> Label:
        return both("questionnaire.unit.years")

    def example(self, question: Question) -> Label:
        return example_with_unit(self, question)

    def example_figure(self, question: Question) -> str:
        return "6"

    def scale(self, unit: str | None, *, end: float | None, year: int | None) -> Scale:
        return Scale.of(unit, starts_at_zero=self.starts_at_zero, end=end, reference_year=year)


KIND = Years()
