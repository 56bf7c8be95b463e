"""The few readings on which the first place hangs are named; sure and proven ones are not."""

from __future__ import annotations

import pandas as pd

import vendor_score as vs
from vendor_score.robustness.acceptability import score_model
from vendor_score.robustness.what_ifs import deciding_readings

SPEED = {
    "id": "speed",
    "label": "First response",
    "weight": 60,
    "answer": "duration",
    "unit": "s",
    "value": {10: 100, 60: 0},
    "plausible": [5, 300],
}
RATE = {
    "id": "rate",
    "label": "Conversion",
    "weight": 40,
    "answer": "percent",
    "value": {0: 0, 100: 100},
}


def hanging(**answers):
    criteria = {"title": "t", "reference_date": "2026-12-01", "criteria": [SPEED, RATE]}
    frame = pd.DataFrame(answers.values(), index=list(answers), columns=["speed", "rate"])
    decision = vs.load(frame, criteria=criteria)
    found = deciding_readings(decision, score_model(decision))
    return [(one.vendor, one.criterion, one.first) for one in found]


def test_the_other_end_of_a_range_may_lead():
    assert hanging(A=["20 s", "50%"], B=["15-40 s", "50%"]) == [("B", "speed", ("B",))]


def test_an_unusual_figure_of_the_leader_is_to_be_checked():
    assert hanging(A=["3 s", "50%"], B=["20 s", "50%"]) == [("A", "speed", ("B",))]


def test_what_cannot_change_the_first_place_is_not_named():
    assert hanging(A=["12 s", "90%"], B=["60 s", "10%"], C=["50-60 s", "5%"]) == []
    assert hanging(A=["20 s", "50%"], B=["30 s", "50%"]) == []


def test_an_unread_answer_that_could_lead_is_named():
    unread = hanging(A=["40 s", "50%"], B=["12 parrots", "60%"])
    assert unread == [("B", "speed", ("B",))]


def test_five_cells_at_most_are_named():
    many = {f"V{n}": [f"{15 + n}-40 s", "50%"] for n in range(9)}
    assert len(hanging(A=["30 s", "50%"], **many)) == 5


SPEED_SHARE = {"id": "share", "label": "Night share", "weight": 40, "answer": "percent"}


def without_mixed(**answers):
    leaves = [SPEED, RATE, {**SPEED_SHARE, "value": {0: 0, 100: 100}}]
    criteria = {"title": "t", "reference_date": "2026-12-01", "criteria": leaves}
    frame = pd.DataFrame(answers.values(), index=list(answers), columns=["speed", "rate", "share"])
    return vs.load(frame, criteria=criteria).robustness(samples=200).without_mixed


def test_the_ranking_without_figures_defined_differently_is_given():
    found = without_mixed(A=["20 s", "80% (same day)", "30%"], B=["15 s", "20% final", "40%"])
    assert (found.criteria, found.first, found.first_changes) == (("rate",), ("B",), True)
    assert found.ranks == {"B": 1, "A": 2}


def test_the_first_place_may_stay_without_them():
    found = without_mixed(A=["10 s", "80% (same day)", "60%"], B=["50 s", "20% final", "40%"])
    assert (found.first, found.first_changes) == (("A",), False)


def test_nothing_is_said_where_all_figures_are_defined_alike():
    assert without_mixed(A=["20 s", "80%", "30%"], B=["15 s", "20%", "40%"]) is None
    alike = without_mixed(A=["20 s", "80% final", "30%"], B=["15 s", "20% final", "40%"])
    assert alike is None
