"""Dates, asked and shown, never scored."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

from vendor_score.grammar.times import read_date
from vendor_score.grammar.words import Result
from vendor_score.kinds.base import AskedAnswer, CellCheck, Kind
from vendor_score.records import Question, Reading
from vendor_score.wording import Lang, both

__all__ = ["KIND"]


class Date(Kind):
    """A day, a month or a year, as the stretch of days that it names (day ordinals)."""

    __slots__ = ()

    id: ClassVar[str] = "date"
    has_promised_figure: ClassVar[bool] = False
    is_scored: ClassVar[bool] = False
    is_number: ClassVar[bool] = False
    has_unit: ClassVar[bool] = False
    has_date_cells: ClassVar[bool] = True
    value_form: ClassVar[Literal["anchors", "yes_no"] | None] = None

    def read(self, text: str, asked: AskedAnswer, raw: str) -> Result:
        return read_date(text)

    def write(self, reading: Reading, lang: Lang) -> str:
        """2016-05-03, or the month or the year where no more is known."""
        first, last = (dt.date.fromordinal(int(v or 1)) for v in (reading.low, reading.high))
        if first == last:
            return first.isoformat()
        return f"{first:%Y-%m}" if first.month == last.month else f"{first.year:04d}"

    def example_figure(self, question: Question) -> str:
        return "2026-05-31"

    def cell_check(self, question: Question) -> CellCheck | None:
        warning = both("questionnaire.check_date", unit=self.unit_label(question))
        return CellCheck(formula="=ISNUMBER(VALUE({cell}))", warning=warning)


KIND = Date()
