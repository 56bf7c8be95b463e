"""Texts, asked and shown, never scored."""

from __future__ import annotations

from typing import ClassVar, Literal

from vendor_score.grammar.words import Result
from vendor_score.kinds.base import AskedAnswer, CellCheck, Kind, plain_number
from vendor_score.records import Question, Reading
from vendor_score.wording import Lang

__all__ = ["KIND"]


class FreeText(Kind):
    """Whatever the vendor wrote."""

    __slots__ = ()

    id: ClassVar[str] = "text"
    is_scored: ClassVar[bool] = False
    is_verbatim: ClassVar[bool] = True
    is_number: ClassVar[bool] = False
    has_unit: ClassVar[bool] = False
    value_form: ClassVar[Literal["anchors", "yes_no"] | None] = None

    def read(self, text: str, asked: AskedAnswer, raw: str) -> Result:
        return Result()

    def means_something(self, text: str, flag: str, asked: AskedAnswer, raw: str) -> bool:
        return flag == "vague"

    def write(self, reading: Reading, lang: Lang) -> str:
        return plain_number(reading, lang)

    def cell_check(self, question: Question) -> CellCheck | None:
        return None


KIND = FreeText()
