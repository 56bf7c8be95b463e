"""Answers as the page tells them: flags in words, readings in the unit of the question."""

from __future__ import annotations

import hand_made as made
import pytest
from report_made import report_of

from vendor_score.kinds.readings import FLAG_ORDER
from vendor_score.kinds.value_functions import Anchors
from vendor_score.present.page.payload import payload
from vendor_score.records import Answer, AnswerState, Reading
from vendor_score.wording import FALLBACK, catalogue


def test_every_flag_is_said_in_words():
    said = {key.removeprefix("page.flag.") for key in catalogue(FALLBACK) if "page.flag." in key}
    assert said == set(FLAG_ORDER)


@pytest.mark.parametrize(
    ("unit", "answer", "said", "on"),
    [
        ("min", (90.0, 120.0), ["1.5–2 min", "1.5–2分钟"], [1.5, 2.0]),
        ("s", (None, 20.0), ["≤20 s", "≤20秒"], [0.0, 20.0]),
    ],
)
def test_answers_lie_on_the_value_function_in_its_unit(unit, answer, said, on):
    anchors = Anchors(((0.5, 100.0), (30.0, 0.0)), unit=unit, natural_low=0.0)
    leaf = made.leaf("reply", 1, answer="duration", unit=unit, value=anchors)
    reading = Reading(text="", kind="duration", low=answer[0], high=answer[1], unit="s")
    given = Answer(criterion="reply", state=AnswerState.ANSWERED, reading=reading)
    decision = made.decision(made.criteria(leaf), {"A": {"reply": given}})
    [row] = payload(report_of(decision))["vendors"][0]["answers"]
    assert (row["reading"]["said"], row["reading"]["on"]) == (said, on)
