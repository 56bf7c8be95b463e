"""Shares in percent: conversion, attrition, accuracy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from vendor_score.grammar.figures import Asked
from vendor_score.grammar.percents import read_percent
from vendor_score.grammar.words import Result
from vendor_score.kinds.base import AskedAnswer, CellCheck, NumberKind, digits, span
from vendor_score.records import Question, Reading
from vendor_score.wording import Label, Lang, both, text

__all__ = ["KIND"]

APPROXIMATE = 2.0  # about 90 %: 88 to 92


class Percent(NumberKind):
    """A share of a hundred, or a change in percent."""

    __slots__ = ()

    id: ClassVar[str] = "percent"
    is_service_level: ClassVar[bool] = True
    default_unit: ClassVar[str | None] = "%"
    known_units: ClassVar[tuple[str, ...]] = ("%",)
    may_be_points: ClassVar[bool] = True
    checks_anchors: ClassVar[bool] = False
    finding_codes: ClassVar[Mapping[str, str]] = {"rescaled": "made-yearly"}

    def reader(self, text: str, asked: Asked) -> Result:
        return read_percent(text, asked)

    def nothing(self, asked: AskedAnswer) -> Result:
        """无 asked for a share that should be low (complaints) is 0 %."""
        if asked.low_is_good:
            return Result(low=0.0, high=0.0, unit="%")
        return super().nothing(asked)

    def write(self, reading: Reading, lang: Lang) -> str:
        level = span(reading, lang) + "%"
        if reading.within_s is None:
            return level
        return text("reading.within", lang, level=level, limit=digits(reading.within_s))

    def unit_label(self, question: Question) -> Label:
        return both("questionnaire.unit.percent")

    def shown_figure(self, question: Question) -> str:
        return super().shown_figure(question) + "%"

    def example_figure(self, question: Question) -> str:
        # Nobody holds an error rate of 92 %.
        return "0.8" if question.low_is_good else "92"

    def cell_check(self, question: Question) -> CellCheck | None:
        warning = both("questionnaire.check_percent", unit=self.unit_label(question))
        return CellCheck(formula="=AND(VALUE({cell})>=0,VALUE({cell})<=100)", warning=warning)

    def approximation(self, answer: float) -> float:
        return APPROXIMATE


KIND = Percent()
