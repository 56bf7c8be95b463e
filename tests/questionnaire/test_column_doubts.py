"""A figure that its column contradicts is not read; what a unit or the others explain is."""

from __future__ import annotations

import pandas as pd
import pytest

import vendor_score as vs


def decide(answers, **criterion):
    criteria = {
        "title": "t",
        "reference_date": "2026-12-01",
        "criteria": [{"id": "q", "weight": 1, **criterion}],
    }
    frame = pd.DataFrame({"Vendor": [f"V{n}" for n in range(len(answers))], "q": answers})
    return vs.load(frame, criteria=criteria)


def codes(decision, vendor):
    return {f.code for f in decision.answers.findings if f.vendor == vendor}


def low(decision, vendor):
    reading = decision.answers.of(vendor, "q").reading
    return None if reading is None else reading.low


CSAT = {"label": "Customer satisfaction", "answer": "percent", "value": {70: 0, 100: 100}}
RATE = {"label": "Conversion rate", "answer": "percent", "value": {0: 0, 60: 100}}
LEAVERS = {"label": "Attrition", "answer": "percent", "value": {15: 100, 60: 0}}
PRICE = {
    "label": "Price",
    "answer": "money",
    "unit": "CNY",
    "basis": "seat/month",
    "direction": "min",
}


@pytest.mark.parametrize(
    ("criterion", "answers", "doubted"),
    [
        (CSAT, [4.8, "96%", 0.95], {0}),
        (CSAT, ["4.92", "4.8"], {0, 1}),
        (RATE, [4.8, 48, 51], {0}),
        (LEAVERS, [0.18, "25%", "30%"], {0}),
        (PRICE, [4500, 5200, 1], {2}),
    ],
)
def test_what_is_out_of_line_is_not_read(criterion, answers, doubted):
    decision = decide(answers, **criterion)
    for n in range(len(answers)):
        assert ("out-of-line" in codes(decision, f"V{n}")) == (n in doubted)
        assert (low(decision, f"V{n}") is None) == (n in doubted)


@pytest.mark.parametrize(
    ("criterion", "answers"),
    [
        (CSAT, ["4.8%", "96%", "95%"]),
        (RATE, [5, 48, 51]),
        (RATE, [4.8, 5.2, 6.1]),
        (LEAVERS, ["0.18%", "25%", "30%"]),
        (LEAVERS, [0.8, "0.9%", "1%"]),
        (PRICE, [4500, 5200, 900]),
        (PRICE, [4500, 1]),
    ],
)
def test_what_the_column_or_a_unit_explains_is_read(criterion, answers):
    decision = decide(answers, **criterion)
    for n in range(len(answers)):
        assert "out-of-line" not in codes(decision, f"V{n}")
        assert low(decision, f"V{n}") is not None


def test_figures_that_say_how_they_are_defined_are_told_apart():
    mixed = decide(["48%（当日转化率）", "51% (final payment)"], **RATE)
    assert "mixed-definitions" in set(mixed.findings["code"])
    same = decide(["48%（当日）", "51% same-day", "40%"], **RATE)
    assert "mixed-definitions" not in set(same.findings["code"])


LEAF = {
    "csat": CSAT, "rate": RATE, "leavers": LEAVERS,
    "speed": {"label": "Speed", "answer": "duration", "unit": "s", "value": {10: 100, 60: 0}},
    "seats": {"label": "Seats", "answer": "count", "value": {0: 0, 100: 100}},
}  # fmt: skip


def decide_all(**answers):
    leaves = [{"id": id, "weight": 1, **leaf} for id, leaf in LEAF.items()]
    criteria = {"title": "t", "reference_date": "2026-12-01", "criteria": leaves}
    frame = pd.DataFrame(answers.values(), columns=list(LEAF), index=list(answers))
    return vs.load(frame, criteria=criteria)


def doubted(decision, vendor):
    found = decision.answers.findings
    return {f.criterion for f in found if f.vendor == vendor and f.code == "out-of-line"}


@pytest.mark.parametrize("answer", ["4.6/5", "4.6 / 5", "9/10", "4／5"])
def test_a_mark_where_a_percentage_is_asked_is_not_read(answer):
    decision = decide([answer, "94%"], **CSAT)
    assert (codes(decision, "V0") >= {"out-of-line"}, low(decision, "V0")) == (True, None)


def test_a_low_fraction_among_fractions_of_the_same_table_is_not_read():
    decision = decide_all(A=[0.95, 0.32, 0.18, "20 s", 40])
    assert doubted(decision, "A") == {"leavers"}


def test_a_low_figure_beside_percentages_written_as_such_is_read():
    assert doubted(decide_all(A=["95%", "32%", "0.18%", "20 s", 40]), "A") == set()
    assert doubted(decide_all(A=[95, 0.32, 0.18, "20 s", 40]), "A") == set()


def test_where_low_is_good_one_other_answer_is_enough_to_ask():
    decision = decide([0.18, "22%"], **LEAVERS)
    assert (codes(decision, "V0") >= {"out-of-line"}, low(decision, "V0")) == (True, None)


def test_a_number_that_answers_questions_of_three_sorts_is_a_code():
    decision = decide_all(A=["95%", 999, 999, 999, 999], B=["94%", "30%", "20%", "20 s", 40])
    assert doubted(decision, "A") >= {"speed", "seats", "leavers"}
    assert doubted(decision, "B") == set()


def test_figures_that_happen_to_repeat_are_no_codes():
    decision = decide_all(A=[99, 99, "20%", "20 s", 99], B=["94%", "30%", "20%", "20 s", 40])
    assert "seats" not in doubted(decision, "A")
