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
