"""Answers of the trade in many forms: what is read from them, and what is left alone."""

import pytest
from variants import LEFT_ALONE, READ

from vendor_score.kinds.readings import parse_answer

NUMBERS = [(kind, *row) for kind, rows in READ.items() if kind != "list" for row in rows]
LISTS = READ["list"]
NO_VALUE = [
    (kind, flags, text)
    for kind, by_flags in LEFT_ALONE.items()
    for flags, texts in by_flags.items()
    for text in texts
]
EXTRA = ("parts", "within_s", "industry_delta_pct", "commission_pct")


@pytest.mark.parametrize(("kind", "text", "low", "high", "unit", "flags", "more"), NUMBERS)
def test_is_read_as(kind, text, low, high, unit, flags, more):  # noqa: PLR0917
    reading = parse_answer(text, kind)
    assert (reading.low, reading.high, reading.unit) == (low, high, unit)
    assert set(reading.flags) == set(flags.split())
    assert {k: getattr(reading, k) for k in EXTRA} == {**dict.fromkeys(EXTRA), **more}


@pytest.mark.parametrize(("text", "items", "flags"), LISTS)
def test_lists_are_read_as(text, items, flags):
    reading = parse_answer(text, "list")
    assert reading.items == items
    assert set(reading.flags) == set(flags.split())


@pytest.mark.parametrize(("kind", "flags", "text"), NO_VALUE)
def test_is_left_alone(kind, flags, text):
    reading = parse_answer(text, kind)
    assert not reading.has_value
    assert set(reading.flags) == set(flags.split())
