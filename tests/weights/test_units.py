"""Units: conversions that keep what was written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_score.units import BASES, SECONDS, convert, known_unit, price_unit
from vendor_score.wording import lexicon


@pytest.mark.parametrize(
    ("value", "unit", "into", "expected"),
    [
        (5, "min", "s", 300),
        (300, "s", "min", 5),
        (0.1, "h", "s", 360),
        (1, "years", "months", 12),
        (18, "months", "years", 1.5),
        (2, "weeks", "days", 14),
        (4.5, "/5", "/10", 9),
        (96, "/100", "/5", 4.8),
        (200, "count", "seats", 200),
        (200, None, "seats", 200),
        (16, "h/day", "h/day", 16),
        (16, "h", "h/day", 16),
        (480, "min", "h/day", 8),
    ],
)
def test_conversions(value, unit, into, expected) -> None:
    assert convert(value, unit, into) == expected


@pytest.mark.parametrize(
    ("unit", "into"),
    [("s", "%"), ("%", "/5"), ("/5", "/0"), ("/x", "/5"), ("CNY/seat/month", "CNY/order"),
     ("days", "h/day"), ("h/day", "h"), ("USD/hour", "CNY/hour")],
)  # fmt: skip
def test_what_does_not_convert(unit, into) -> None:
    with pytest.raises(ValueError, match="no conversion"):
        convert(1, unit, into)


@settings(deadline=None, max_examples=100)
@given(st.integers(0, 10**6), st.sampled_from([*SECONDS]), st.sampled_from([*SECONDS]))
def test_law_there_and_back_is_the_same(value, unit, into) -> None:
    assert convert(convert(value, unit, into), into, unit) == pytest.approx(value, rel=1e-12)


def test_names_stand_for_one_unit() -> None:
    names = [name for unit, others in lexicon.group("unit").items() for name in (unit, *others)]
    assert len(names) == len(set(names))
    assert known_unit(" Minutes ") == "min"
    assert known_unit("秒") == "s"
    assert known_unit("seats") is None
    assert known_unit(None) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CNY", ("CNY", None)),
        ("seat/month", (None, "seat/month")),
        ("CNY/seat/month", ("CNY", "seat/month")),
        ("per seat and month", (None, "seat/month")),
        ("per seat per month", (None, "seat/month")),
        ("Per agent monthly", (None, "seat/month")),
        ("month/seat", (None, "seat/month")),
        ("USD per seat and year", ("USD", "seat/year")),
        ("per consultation", (None, "consultation")),
        ("元/人/月", ("CNY", "seat/month")),
        ("元／坐席／月", ("CNY", "seat/month")),
        ("人月", (None, "seat/month")),
        ("每人每月", (None, "seat/month")),
        ("每席位每年", (None, "seat/year")),
        ("元/条", ("CNY", "consultation")),
        ("每次咨询", (None, "consultation")),
        ("￥/单", ("CNY", "order")),
        ("$/hr", ("USD", "hour")),
        ("per order", (None, "order")),
        ("min", (None, "min")),
        ("", (None, None)),
    ],
)
def test_prices_name_their_basis_in_words_or_in_short(text, expected) -> None:
    assert price_unit(text) == expected


@pytest.mark.parametrize("text", ["per smile", "seat", "CNY/seat/moon", "4500元/月", "CNY/USD"])
def test_what_is_no_basis_of_a_price(text) -> None:
    with pytest.raises(ValueError, match="price"):
        price_unit(text)


@pytest.mark.parametrize("basis", BASES)
def test_every_basis_is_its_own_name(basis) -> None:
    assert price_unit(f"EUR/{basis}") == ("EUR", basis)
