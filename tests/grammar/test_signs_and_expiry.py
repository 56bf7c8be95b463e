"""Signs, ratios, working hours, guarded cells and what has run out: read rightly or not at all."""

from __future__ import annotations

import datetime as dt

import pytest

from vendor_score import parse_answer

DAY = dt.date(2026, 12, 1)
CHANGE = {"about": ["Uplift after take-over"]}


def ends(reading):
    return reading.low, reading.high


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2 business hours", 7200),
        ("8 working hours", 28_800),
        ("two office hours", 7200),
        ("一个工作小时", 3600),
        ("2个工作小时", 7200),
        ("半个工作小时", 1800),
        ("2 hours during working hours", 7200),
    ],
)
def test_working_hours_are_hours_and_a_condition(text, seconds):
    reading = parse_answer(text, "duration", unit="s")
    assert ends(reading) == (seconds, seconds)
    assert "conditional" in reading.flags


def test_a_bound_in_working_hours_stays_a_bound():
    assert ends(parse_answer("within 4 working hours", "duration", unit="s")) == (None, 14_400)


def test_working_hours_without_a_number_are_a_circumstance():
    assert ends(parse_answer("20s during business hours", "duration", unit="s")) == (20, 20)


@pytest.mark.parametrize("text", ["1:3", "9:1", "1比3", "3 : 7", "2：5"])
def test_a_ratio_is_no_percentage(text):
    reading = parse_answer(text, "percent")
    assert ends(reading) == (None, None)
    assert reading.reason == "ratio"


def test_a_service_level_is_no_ratio():
    assert parse_answer("80/20", "percent").within_s == 20


@pytest.mark.parametrize("text", ["2/3", "三分之二", "two thirds"])
def test_a_fraction_is_the_same_however_it_is_written(text):
    assert parse_answer(text, "percent").low == parse_answer("2/3", "percent").low
    assert parse_answer(text, "percent").low == pytest.approx(200 / 3, abs=1e-9)


@pytest.mark.parametrize("text", ["(5%)", "（5%）", "- 5%", "－ 5%"])
def test_a_sign_that_may_be_none_is_asked_about_where_a_change_is_asked_for(text):
    assert ends(parse_answer(text, "percent", **CHANGE)) == (None, None)


def test_a_minus_counts_and_a_bullet_does_no_harm_where_nothing_is_negative():
    assert parse_answer("-5%", "percent", **CHANGE).low == -5
    assert parse_answer("- 92%", "percent").low == 92


@pytest.mark.parametrize("text", ["(5)", "- 5", "($5)"])
def test_a_plain_number_in_brackets_has_no_value(text):
    assert not parse_answer(text, "number").has_value


@pytest.mark.parametrize("text", ["-$5", "($5)", "(4,500)"])
def test_a_price_is_never_negative(text):
    assert not parse_answer(text, "money", unit="USD", basis="hour").has_value


@pytest.mark.parametrize(
    ("text", "kind", "low"),
    [("'-5%", "percent", -5), ("'20s", "duration", 20), ('="20s"', "duration", 20),
     ('="1,200"', "count", 1200), ('= "95%"', "percent", 95)],
)  # fmt: skip
def test_what_guards_a_cell_against_formulas_is_taken_off(text, kind, low):
    assert parse_answer(text, kind, **CHANGE).low == low


@pytest.mark.parametrize(
    "text",
    ["Yes (expired 2025)", "Yes, expired", "是，已过期", "有，已到期", "Yes (revoked)",
     "Yes, suspended", "是（有效期至2025年12月）", "yes, valid until 2025-12-31",
     "yes, valid until 2026-11-30", "有（2026年11月到期）"],
)  # fmt: skip
def test_a_yes_that_has_run_out_is_no_yes(text):
    reading = parse_answer(text, "yes_no", reference_date=DAY)
    assert not reading.has_value
    assert reading.reason == "expired"


@pytest.mark.parametrize(
    "text",
    ["Yes, valid until 2027-12-31", "是（有效期至2026年12月）", "Yes (not expired)", "有，未过期",
     "yes, valid until 2026-12-01", "是（未被吊销）"],
)  # fmt: skip
def test_a_yes_that_holds_stays_a_yes(text):
    assert ends(parse_answer(text, "yes_no", reference_date=DAY)) == (1, 1)


def test_a_certificate_holds_to_its_last_day():
    asked = {"kind": "list", "options": ["ISO27001", "SOC2"], "reference_date": DAY}
    text = "ISO27001（有效期至2026年11月30日）、SOC2（有效期至2026年12月31日）"
    assert parse_answer(text, **asked).items == ("SOC2",)


@pytest.mark.parametrize(
    "text", ["2016-03-15", "2016年3月15日", "founded 15 March 2016", "2016年3月", "15th March 2016"]
)
def test_the_day_of_founding_gives_its_year(text):
    reading = parse_answer(text, "years", reference_date=DAY)
    assert (reading.low, reading.unit) == (2016, "founding_year")


def test_a_recent_date_was_probably_typed_as_a_range():
    assert not parse_answer("2026-03-05", "years", reference_date=DAY).has_value
    assert not parse_answer("2016-03-15", "years").has_value  # nothing says what is recent


def test_no_length_of_time_lasts_for_ages():
    assert parse_answer("20202020年", "duration").reason == "out_of_scale"


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("10 years (since 2014)", 10, "years"),
        ("公司2014年成立，从事外包8年", 8, "years"),
        ("since 2015 (11 years)", 2015, "founding_year"),
        ("20 years (since 2018)", None, None),
    ],
)
def test_stated_years_count_unless_they_go_back_beyond_the_founding(text, low, unit):
    reading = parse_answer(text, "years", reference_date=DAY)
    assert (reading.low, reading.unit) == (low, unit)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("-2%~3%", (-2, 3)),
        ("-2% to 3%", (-2, 3)),
        ("-2%~-1%", (-2, -1)),
        ("-2 ~ +3%", (-2, 3)),
        ("下降2%至上升3%", (None, None)),
    ],
)
def test_a_range_across_zero_keeps_both_signs(text, right):
    assert ends(parse_answer(text, "percent", about=["Change of conversion"])) == right


@pytest.mark.parametrize(
    ("text", "kind", "right"),
    [
        ("2/3以上", "percent", (200 / 3, None)),
        ("over 2/3", "percent", (200 / 3, None)),
        ("七比三", "percent", (None, None)),
        ("1亿2千万", "count", (120_000_000, 120_000_000)),
        ("1E5", "count", (100_000, 100_000)),
    ],
)
def test_fractions_with_bounds_and_large_numerals_are_read(text, kind, right):
    found = ends(parse_answer(text, kind))
    assert [None if end is None else pytest.approx(end) for end in right] == list(found)


def test_clock_text_is_in_hours_where_hours_are_asked_for():
    assert ends(parse_answer("24:00", "duration", unit="h")) == (86_400, 86_400)
    assert ends(parse_answer("1:30", "duration", unit="s")) == (90, 90)
