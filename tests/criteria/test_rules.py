"""Musts and targets: read as written, held by every point of a reading."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_score.kinds.rules import parse_rule
from vendor_score.records import Reading


def reading(low=None, high=None, unit=None, items=None) -> Reading:
    return Reading(text="", kind="", low=low, high=high, unit=unit, items=items)


@pytest.mark.parametrize(
    ("text", "form", "operands"),
    [
        ("<= 300", "<=", (300.0,)),
        ("<=300", "<=", (300.0,)),
        ("≤ 5 min", "<=", (300.0,)),
        (">= 1.5e2 s", ">=", (150.0,)),
        ("== 3", "==", (3.0,)),
        ("== yes", "==", ("yes",)),
        ("in [10, 20]", "in", (10.0, 20.0)),
        ("in [tmall, 'jd']", "in", ("tmall", "jd")),
        ("has ISO27001", "has", ("ISO27001",)),
        ("has [ISO27001, SOC2]", "has", ("ISO27001", "SOC2")),
    ],
)
def test_rules_as_written(text, form, operands) -> None:
    rule = parse_rule(text, unit="s")
    assert (rule.form, rule.operands, rule.text) == (form, operands, text)


@pytest.mark.parametrize(
    "text",
    ["", "300", "<=", "=< 3", "about 300", "<= x", "<= 5 %", "in 3", "in []", "in [3, 2]",
     "in [1, 2, 3]", "in [1, a]", "has", "has 3", "<== 3", "<= 3 4"],
)  # fmt: skip
def test_what_is_no_rule(text) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_rule(text, unit="s")


def test_names_may_look_like_numbers() -> None:
    assert parse_rule("has 24", names=True).operands == ("24",)


@pytest.mark.parametrize(
    ("text", "low", "high", "holds"),
    [
        ("<= 300", 18, 18, True),
        ("<= 300", 300, 300, True),
        ("<= 300", 200, 301, False),  # every point must meet it
        ("<= 300", None, 300, True),
        ("<= 300", 20, None, False),  # an open side has no end
        ("< 300", 300, 300, False),
        (">= 3", 3, None, True),
        (">= 3", None, 5, False),
        ("> 3", 3, None, False),
        ("== 3", 3, 3, True),
        ("== 3", 3, 4, False),
        ("in [10, 20]", 10, 20, True),
        ("in [10, 20]", 9, 20, False),
        ("in [10, 20]", 10, None, False),
    ],
)
def test_a_rule_holds_for_whole_readings(text, low, high, holds) -> None:
    assert parse_rule(text).holds(reading(low, high)) is holds


def test_an_open_side_ends_at_the_natural_limit() -> None:
    share = replace(parse_rule("<= 100", unit="%"), natural_low=0.0, natural_high=100.0)
    assert share.holds(reading(95, None, "%"))
    assert replace(parse_rule(">= 0"), natural_low=0.0).holds(reading(None, 5))


def test_readings_are_converted() -> None:
    assert parse_rule("<= 5 min", unit="min").holds(reading(300, 300, "s"))
    assert parse_rule("<= 360", unit="s").holds(reading(0.1, 0.1, "h"))
    age = replace(parse_rule(">= 10", unit="years"), reference_year=2026)
    assert age.holds(reading(2016, 2016, "founding_year"))
    assert not age.holds(reading(2017, 2017, "founding_year"))
    assert age.holds(reading(None, 2016, "founding_year"))


def test_yes_and_no() -> None:
    yes, no = parse_rule("== yes"), parse_rule("== no")
    assert yes.holds(reading(1, 1))
    assert no.holds(reading(0, 0))
    for rule in (yes, no):
        assert not rule.holds(reading(0, 1))  # a partial yes meets neither


def test_options_and_items() -> None:
    either = parse_rule("in [a, b]", names=True)
    assert either.holds(reading(items=("a",)))
    assert either.holds(reading(items=("b", "a")))
    assert not either.holds(reading(items=("a", "c")))
    assert not either.holds(reading(items=()))
    assert parse_rule("== a", names=True).holds(reading(items=("a",)))
    both = parse_rule("has [A, B]", names=True)
    assert both.holds(reading(items=("B", "C", "A")))
    assert not both.holds(reading(items=("A",)))


@pytest.mark.parametrize("text", ["<= 3", "== yes", "has A"])
def test_without_a_value_nothing_can_be_tested(text) -> None:
    with pytest.raises(ValueError, match="no value"):
        parse_rule(text).holds(reading())


@settings(deadline=None, max_examples=100)
@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.integers(-1000, 1000))
def test_law_a_rule_that_holds_for_a_reading_holds_for_every_point_of_it(a, b, bound) -> None:
    low, high = sorted((a, b))
    for form in ("<=", "<", ">=", ">"):
        rule = parse_rule(f"{form} {bound}")
        ends = [rule.allows(x) for x in (low, (low + high) / 2, high)]
        assert rule.holds(reading(low, high)) == all(ends)
