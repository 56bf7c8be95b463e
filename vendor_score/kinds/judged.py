"""What the buyer's assessors judge, by described levels; the vendor may describe it in words."""

from __future__ import annotations

from typing import ClassVar, Literal

from vendor_score.grammar.words import Result
from vendor_score.kinds.base import AskedAnswer, CellCheck, Kind, plain_number
from vendor_score.kinds.rules import Scale
from vendor_score.kinds.value_functions import MOST, Level, LevelPoints, LevelShape, ValueFunction
from vendor_score.records import Question, Reading
from vendor_score.schema.schema_types import Field, Fields, ListOf
from vendor_score.wording import Lang

__all__ = ["KIND"]


class Judged(Kind):
    """A level 0, 1, 2 ...; several assessors' levels count by their mean."""

    __slots__ = ()

    id: ClassVar[str] = "judged"
    has_promised_figure: ClassVar[bool] = False
    is_judged: ClassVar[bool] = True
    answers_by_points: ClassVar[bool] = True
    is_verbatim: ClassVar[bool] = True
    is_number: ClassVar[bool] = False
    is_whole: ClassVar[bool] = True
    has_unit: ClassVar[bool] = False
    value_form: ClassVar[Literal["anchors", "yes_no"] | None] = None
    fields: ClassVar[tuple[Field[object], ...]] = (
        Field(
            name="levels",
            shape=ListOf(LevelShape(), least=2, most=21),
            about="levels",
        ),
    )
    required_key: ClassVar[str | None] = "levels"

    def read(self, text: str, asked: AskedAnswer, raw: str) -> Result:
        return Result()

    def write(self, reading: Reading, lang: Lang) -> str:
        return plain_number(reading, lang)

    def cell_check(self, question: Question) -> CellCheck | None:
        return None

    def scale_of_fields(self, fields: Fields, unit: str | None, year: int | None) -> Scale:
        return self.scale(None, end=float(max(len(fields.get("levels", ())) - 1, 1)), year=year)

    def value_function(self, fields: Fields, scale: Scale) -> ValueFunction | None:
        """Points of the levels as given, else in even steps from 0 to 100."""
        levels: tuple[Level, ...] = fields.get("levels", ())
        if len(levels) < 2:  # noqa: PLR2004
            return None
        given = [level.points for level in levels if level.points is not None]
        if not given:
            steps = len(levels) - 1
            return LevelPoints(tuple(MOST * place / steps for place in range(len(levels))))
        if len(given) < len(levels):
            fields.wrong("levels", "level_without_points")
            return None
        return LevelPoints(tuple(given))


KIND = Judged()
