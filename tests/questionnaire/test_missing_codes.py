"""Negative numbers that recur are codes for no answer; a single one is a figure or a slip."""

from __future__ import annotations

import pytest
from exported_tables import LAKE, NORTH, QUESTIONS, codes, read, values

from vendor_score.records import Question
from vendor_score.wording import Label

SALES = Label(en="Change of sales", zh="销售变化")
ASKED = (
    *QUESTIONS,
    Question(id="uplift", kind="percent", label=SALES, text=SALES, may_be_negative=True),
)
HEAD = ["Vendor", "First response", "Customer satisfaction", "Change of sales"]


@pytest.mark.parametrize("code", [-3, "-3", "－3", -99])
def test_one_code_under_several_questions_is_no_answer(code):
    answers = read([HEAD, [NORTH, 18, code, code], [LAKE, 25, "80%", "4%"]], questions=ASKED)
    assert values(answers, NORTH) == {"first": 18, "csat": None, "uplift": None}
    assert values(answers, LAKE) == {"first": 25, "csat": 80, "uplift": 4}
    assert "codes-for-no-answer" in codes(answers.findings)


def test_nines_that_recur_under_one_question_are_no_answer():
    rows = [HEAD, [NORTH, 18, "90%", -99], [LAKE, 25, "80%", -99], ["Cedar", 30, "70%", "5%"]]
    answers = read(rows, questions=ASKED)
    assert [values(answers, v)["uplift"] for v in answers.vendors] == [None, None, 5]


def test_a_figure_below_zero_goes_on_counting():
    rows = [HEAD, [NORTH, 18, "90%", "-3%"], [LAKE, 25, "80%", "-3"], ["Cedar", 30, "70%", "5%"]]
    answers = read(rows, questions=ASKED)
    assert [values(answers, v)["uplift"] for v in answers.vendors] == [-3, -3, 5]
    assert "codes-for-no-answer" not in codes(answers.findings)


def test_codes_of_a_survey_are_known_on_any_platform():
    head = ["Timestamp", "Company name", *HEAD[1:]]
    rows = [head, ["2026/11/03 10:00:00", NORTH, 18, -77, -77]]
    told = values(read(rows, questions=ASKED), NORTH)
    assert told == {"first": 18, "csat": None, "uplift": None}
