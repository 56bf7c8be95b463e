"""A reading as people see it beside its question: in its unit, with its options' names."""

from __future__ import annotations

from dataclasses import replace

from vendor_score.kinds.readings import format_reading
from vendor_score.records import Question, Reading
from vendor_score.units import SECONDS
from vendor_score.wording import Lang

__all__ = ["shown_reading"]


def shown_reading(reading: Reading | None, question: Question, lang: Lang) -> str:
    """``24 months`` where the question asks for months, though readings are kept in seconds."""
    if reading is None or not reading.has_value:
        return ""
    if reading.items is not None:
        labels = {option.id: option.label.text(lang) for option in question.options}
        named = tuple(labels.get(item, item) for item in reading.items)
        return format_reading(replace(reading, items=named), lang)
    if reading.unit == "s" and question.unit in SECONDS:
        return format_reading(_in(reading, question.unit), lang)
    return format_reading(reading, lang)


def _in(reading: Reading, unit: str) -> Reading:
    factor = SECONDS[unit]
    low = None if reading.low is None else reading.low / factor
    high = None if reading.high is None else reading.high / factor
    return replace(reading, low=low, high=high, unit=unit)
