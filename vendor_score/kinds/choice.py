"""One of several options."""

from __future__ import annotations

from typing import ClassVar

from vendor_score.grammar.options import names_of, read_choice
from vendor_score.grammar.words import Result
from vendor_score.kinds.base import AskedAnswer, CellCheck, OptionKind, option_points
from vendor_score.kinds.rules import RuleForm, Scale
from vendor_score.kinds.value_functions import OptionPoints, OptionsShape, ValueFunction
from vendor_score.records import Question
from vendor_score.schema.schema_types import Field, Fields

__all__ = ["KIND"]


class Choice(OptionKind):
    """An option; an answer that leaves several open is all of them."""

    __slots__ = ()

    id: ClassVar[str] = "choice"
    fields: ClassVar[tuple[Field[object], ...]] = (
        Field(
            name="options",
            shape=OptionsShape(),
            about="options",
        ),
    )
    required_key: ClassVar[str | None] = "options"
    options_key: ClassVar[str | None] = "options"
    is_picked: ClassVar[bool] = True
    rule_forms: ClassVar[tuple[RuleForm, ...]] = ("==", "in")

    def read(self, text: str, asked: AskedAnswer, raw: str) -> Result:
        return read_choice(text, names_of(asked.options), asked.about)

    def cell_check(self, question: Question) -> CellCheck | None:
        return CellCheck(choices=tuple(option.label for option in question.options))

    def value_function(self, fields: Fields, scale: Scale) -> ValueFunction | None:
        points = option_points(fields, "options")
        return OptionPoints(points) if points else None


KIND = Choice()
