"""Marks out of a full mark: a shop rating of 4.8 out of 5."""

from __future__ import annotations

from typing import ClassVar

from vendor_score.grammar.figures import Asked
from vendor_score.grammar.percents import read_score
from vendor_score.grammar.words import Result
from vendor_score.kinds.base import NumberKind, digits, span
from vendor_score.kinds.rules import Scale
from vendor_score.kinds.value_functions import MOST
from vendor_score.records import Question, Reading
from vendor_score.schema.schema_types import Field, Fields, Number
from vendor_score.wording import Label, Lang, both, text

__all__ = ["KIND"]

APPROXIMATE = 0.05  # about 4.8 of 5: 4.75 to 4.85
DEFAULT_OUT_OF = 5.0


class Score(NumberKind):
    """A mark, with ``out_of`` for the full mark."""

    __slots__ = ()

    id: ClassVar[str] = "score"
    is_service_level: ClassVar[bool] = True
    has_unit: ClassVar[bool] = False
    may_be_points: ClassVar[bool] = True
    fields: ClassVar[tuple[Field[object], ...]] = (
        Field(
            name="out_of",
            shape=Number(0, 1_000, above_low=True),
            about="out_of",
        ),
    )

    def reader(self, text: str, asked: Asked) -> Result:
        return read_score(text, asked)

    def write(self, reading: Reading, lang: Lang) -> str:
        out_of = (reading.unit or "/5")[1:]
        if reading.parts:
            figures = map(digits, reading.parts)
            return "; ".join(text("reading.points", lang, figure=figure) for figure in figures)
        delta = reading.industry_delta_pct
        mark = f"{span(reading, lang)}/{out_of}"
        if delta is None:
            return mark
        key = "reading.above_industry" if delta >= 0 else "reading.below_industry"
        return text(key, lang, score=mark, percent=digits(abs(delta)))

    def unit_label(self, question: Question) -> Label:
        full_mark = f"{question.out_of or DEFAULT_OUT_OF:g}"
        return both("questionnaire.unit.out_of", out_of=full_mark)

    def example_figure(self, question: Question) -> str:
        return "4.8"

    def scale_of_fields(self, fields: Fields, unit: str | None, year: int | None) -> Scale:
        is_points = fields.has("value") and getattr(fields.nodes["value"], "value", 0) == "points"
        end = fields.get("out_of", MOST if is_points else DEFAULT_OUT_OF)
        return self.scale(f"/{end:g}", end=end, year=year)

    def out_of(self, scale: Scale) -> float | None:
        return scale.high

    def takes_points(self, scale: Scale) -> bool:
        return scale.high == MOST

    def approximation(self, answer: float) -> float:
        return APPROXIMATE


KIND = Score()
