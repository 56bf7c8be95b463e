"""Forms whose rows hold several labels with their values, and tables that are none of these."""

from __future__ import annotations

import pytest
from sheets_by_hand import QUESTIONS, book, texts

from vendor_score.questionnaire.reader import answers_from_workbooks


def read(rows, file="Acme.xlsx", **more):
    return answers_from_workbooks([book(rows, file=file)], QUESTIONS, **more)


def test_labels_and_values_side_by_side():
    rows = [
        ["供应商基本情况表"],
        ["公司名称", "乙公司", "从业年限", "9年"],
        ["首次响应", "20秒", "平均响应", "35秒"],
        ["转化率", "25%", "保密协议", None],
        ["办公面积", "300平", "满意度", "95%"],
    ]
    answers = read(rows)
    assert answers.vendors == ("乙公司",)
    assert texts(answers)["乙公司"] == {
        "years": "9年", "first_response": "20秒", "average_response": "35秒",
        "conversion": "25%", "nda": "", "satisfaction": "95%",
    }  # fmt: skip
    unmatched = [f.found for f in answers.findings if f.code == "unmatched-question"]
    assert unmatched == ["办公面积"]


def test_three_labels_in_a_row_and_values_with_a_gap():
    rows = [
        ["FRT", "20 s", None, "ART", None, "35 s", "CSAT", "95%"],
        ["NDA", "yes", None, "conversion", None, "25%", "attrition", "12%"],
    ]
    assert texts(read(rows))["Acme"] == {
        "first_response": "20 s", "average_response": "35 s", "satisfaction": "95%",
        "nda": "yes", "conversion": "25%", "attrition": "12%",
    }  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        [["Vendor", "FRT", "Proof", "ART", "Proof"], ["Acme", "20 s", "a", "35 s", "b"]],
        [["Vendor", "FRT", "ART"], ["Acme", "20 s", "35 s"], ["Vendor", "CSAT"], ["Acme", "95%"]],
        [["Question", "Answer", "Question", "Answer"], ["FRT", "20 s", "ART", "35 s"],
         ["CSAT", "95%", "NDA", "yes"]],
        [["FRT", "20 s"], ["ART", "35 s"]],
    ],
)  # fmt: skip
def test_tables_are_read_as_before(rows):
    given = texts(read(rows))["Acme"]
    assert (given["first_response"], given["average_response"]) == ("20 s", "35 s")
    assert set(given) <= {"first_response", "average_response", "satisfaction", "nda"}
