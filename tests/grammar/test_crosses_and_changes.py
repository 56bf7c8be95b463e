"""Crosses beside ticks, negations before an item, and changes told by both ends."""

from __future__ import annotations

import pytest

import vendor_score as vs
from vendor_score.criteria.load import shipped_criteria
from vendor_score.kinds.readings import read_text


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("√ISO27001 ×SOC2 □PCI", ("ISO27001",)),
        ("√ISO27001 ×SOC2", ("ISO27001",)),
        ("(√)ISO27001 (x)SOC2", ("ISO27001",)),
        ("☒ISO27001 ☐SOC2", ("ISO27001",)),
    ],
)
def test_beside_a_tick_a_cross_is_a_no(text, items):
    assert vs.parse_answer(text, kind="list").items == items


@pytest.mark.parametrize(("text", "value"), [("√是 ×否", 1), ("×是 √否", 0), ("☒是 ☐否", 1)])
def test_of_yes_and_no_the_ticked_one_counts(text, value):
    reading = vs.parse_answer(text, kind="yes_no")
    assert (reading.low, reading.high) == (value, value)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("天猫 京东 没做过抖音", ("tmall", "jd")),
        ("天猫，没做过抖音", ("tmall",)),
        ("天猫、京东（抖音未接过）", None),
    ],
)
def test_a_platform_never_served_is_not_served(text, items):
    reading = vs.parse_answer(text, kind="list")
    assert "douyin" not in (reading.items or ())
    assert items is None or reading.items == items


@pytest.mark.parametrize("text", ["ok with changes", "Yes, with amendments"])
def test_a_yes_with_changes_has_a_condition(text):
    reading = vs.parse_answer(text, kind="yes_no")
    assert (reading.low, set(reading.flags)) == (1, {"conditional"})


@pytest.mark.parametrize("text", ["从20%到25%", "由20%提升至25%", "from 20% to 25%"])
def test_a_change_told_by_both_ends_is_ambiguous(text):
    questions = shipped_criteria().questions()
    uplift = next(one for one in questions if one.id == "conversion_uplift")
    reading = read_text(text, uplift)
    assert reading.low is None
    assert "ambiguous" in reading.flags
