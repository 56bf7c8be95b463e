"""Answers from a DataFrame: a row per vendor, named by a column or by the index."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from sheets_by_hand import QUESTIONS, codes, found, question, texts

from vendor_score.errors import NothingReadError
from vendor_score.questionnaire.reader import answers_from_frame
from vendor_score.records import AnswerState


def read(frame, questions=QUESTIONS):
    return answers_from_frame(frame, questions)


def test_index_names_the_vendors():
    frame = pd.DataFrame(
        {"first_response": ["18秒", 20], "满意度(%)": [95.5, np.nan]}, index=["甲公司", "乙公司"]
    )
    answers = read(frame)
    assert texts(answers) == {
        "甲公司": {"first_response": "18秒", "satisfaction": "95.5"},
        "乙公司": {"first_response": "20", "satisfaction": ""},
    }
    assert answers.of("乙公司", "satisfaction").state is AnswerState.BLANK
    source = answers.of("甲公司", "satisfaction").source
    assert (source.file, source.sheet, source.cell) == ("DataFrame", None, "C2")
    assert answers.inputs == ()


def test_column_names_the_vendors():
    frame = pd.DataFrame({"First response time": ["18 s"], "Vendor": ["Acme"], "CSAT": ["95%"]})
    answers = read(frame)
    assert texts(answers) == {"Acme": {"first_response": "18 s", "satisfaction": "95%"}}
    assert answers.of("Acme", "first_response").source.cell == "A2"


def test_numbers_of_an_index_name_vendors_too():
    answers = read(pd.DataFrame({"first_response": ["18 s", "20 s"]}))
    assert answers.vendors == ("0", "1")


def test_missing_values_are_blanks_and_words_are_answers():
    missing = [None, float("nan"), pd.NA, pd.NaT, ""]
    frame = pd.DataFrame({"nda": [*missing, "N/A", "None"]}, index=list("abcdefg"), dtype=object)
    states = [answer["nda"].state for answer in dict(read(frame).given).values()]
    assert states[:5] == [AnswerState.BLANK] * 5
    assert states[5] is AnswerState.NOT_APPLICABLE
    assert states[6] is AnswerState.ANSWERED


def test_booleans_dates_and_lengths_of_time_keep_their_kind():
    questions = (*QUESTIONS, question("founded", "years", "Company founded when?", "成立时间?"))
    frame = pd.DataFrame(
        {
            "nda": [True, np.False_],
            "first_response": [dt.timedelta(seconds=18), pd.Timedelta(minutes=1)],
            "cases": [pd.Timestamp("2026-03-05"), dt.date(2026, 3, 5)],
        },
        index=["a", "b"],
        dtype=object,
    )
    answers = read(frame, questions)
    assert [answers.of(v, "nda").reading.low for v in "ab"] == [1.0, 0.0]
    assert [answers.of(v, "first_response").reading.low for v in "ab"] == [18.0, 60.0]
    assert [f.code for f in answers.findings if f.criterion == "cases"] == ["excel-date"] * 2


def test_headings_of_two_levels():
    columns = pd.MultiIndex.from_tuples([("Response", "首响"), ("Service", "满意度")])
    frame = pd.DataFrame([["18秒", "95%"]], index=["甲"], columns=columns)
    assert texts(read(frame)) == {"甲": {"first_response": "18秒", "satisfaction": "95%"}}


def test_totals_are_no_vendors():
    answers = read(pd.DataFrame({"nda": ["是", "1"]}, index=["甲", "合计"]))
    assert answers.vendors == ("甲",)
    assert codes(answers) == ["row-is-no-vendor"]


def test_two_rows_of_one_vendor_are_compared():
    answers = read(pd.DataFrame({"first_response": ["18 s", "20 s"]}, index=["Acme", "ACME"]))
    (conflict,) = found(answers, "conflicting-answers")
    assert conflict.values["places"] == "DataFrame › B2; DataFrame › B3"  # noqa: PD011 - a finding


@pytest.mark.parametrize("frame", [pd.DataFrame(), pd.DataFrame({"x": [1]})])
def test_frame_without_questions_is_refused(frame):
    with pytest.raises(NothingReadError):
        read(frame)
