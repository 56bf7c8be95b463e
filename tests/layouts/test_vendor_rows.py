"""A row per vendor: headers of one or two rows, and rows that are no vendors."""

from __future__ import annotations

import pytest
from sheets_by_hand import QUESTIONS, book, codes, found, sheet, texts

from vendor_score.questionnaire.reader import answers_from_workbooks
from vendor_score.records import EvidenceState, QuestionnaireSettings


def read(*books, **settings):
    return answers_from_workbooks(books, QUESTIONS, QuestionnaireSettings(**settings))


BOTH = {
    "甲公司": {"first_response": "18秒", "satisfaction": "95%"},
    "乙公司": {"first_response": "30秒", "satisfaction": "90%"},
}
A, B = ["18秒", "95%"], ["30秒", "90%"]
LAYOUTS = {
    "plain": ([["供应商", "首响", "满意度"], ["甲公司", *A], ["乙公司", *B]], []),
    "notes above": (
        [
            ["外包商对比表"],
            ["单位:见表头"],
            [],
            ["供应商", "首响", "满意度"],
            ["甲公司", *A],
            ["乙公司", *B],
        ],
        [],
    ),
    "numbering, contact and remarks beside": (
        [
            ["序号", "公司名称", "联系人", "首响", "满意度", "备注"],
            [1, "甲公司", "张三", *A, "x"],
            [2, "乙公司", "李四", *B, ""],
        ],
        [],
    ),
    "no heading over the names": ([[None, "首响", "满意度"], ["甲公司", *A], ["乙公司", *B]], []),
    "an unknown heading over the names": (
        [["Dienstleister", "首响", "满意度"], ["甲公司", *A], ["乙公司", *B]],
        [],
    ),
    "groups merged above": (
        [
            ["供应商", "响应时间", "服务评价"],
            [None, "首次响应", "满意率"],
            ["甲公司", *A],
            ["乙公司", *B],
        ],
        [(1, 1, 2, 1)],
    ),
    "group and part make the question": (
        [["供应商", "首次", "客户"], [None, "响应", "满意度"], ["甲公司", *A], ["乙公司", *B]],
        [(1, 1, 2, 1), (1, 2, 1, 2)],
    ),
    "both languages in two rows": (
        [
            ["供应商", "首次响应", "满意率"],
            ["Vendor", "First response time", "CSAT"],
            ["甲公司", *A],
            ["乙公司", *B],
        ],
        [],
    ),
    "line breaks, numbering and units in the heads": (
        [["供应商\nVendor", "1. 首响\n(秒)", "(2) 满意度(%)"], ["甲公司", *A], ["乙公司", *B]],
        [],
    ),
    "ids as heads": (
        [["vendor", "first_response", "satisfaction"], ["甲公司", *A], ["乙公司", *B]],
        [],
    ),
    "the header repeated for print": (
        [
            ["供应商", "首响", "满意度"],
            ["甲公司", *A],
            ["供应商", "首响", "满意度"],
            ["乙公司", *B],
        ],
        [],
    ),
    "two tables, one below the other": (
        [
            ["供应商", "首响"],
            ["甲公司", A[0]],
            ["乙公司", B[0]],
            [],
            ["供应商", "满意度"],
            ["甲公司", A[1]],
            ["乙公司", B[1]],
        ],
        [],
    ),
    "notes below": (
        [
            ["供应商", "首响", "满意度"],
            ["甲公司", *A],
            ["乙公司", *B],
            [],
            ["注:以上为近30天数据"],
            ["* 未经审计"],
        ],
        [],
    ),
}


@pytest.mark.parametrize(("rows", "merged"), LAYOUTS.values(), ids=LAYOUTS)
def test_vendors_are_found(rows, merged):
    answers = read(book(sheet(rows, merged=merged), file="table.xlsx"))
    assert texts(answers) == BOTH
    assert [code for code in codes(answers) if code != "unmatched-question"] == []


TOTALS = [
    "合计",
    "总计",
    "平均",
    "平均值",
    "均值:",
    "权重",
    "权重(%)",
    "类型",
    "最大值",
    "最小值",
    "Total",
    "Average",
    "Mean",
    "Weight",
    "Weights (sum 100)",
    "Type",
    "Max",
    "Min",
    "Average of all vendors",
    "平均 / Average",
]


@pytest.mark.parametrize("word", TOTALS)
def test_totals_and_weights_are_no_vendors_and_are_told(word):
    rows = [
        ["Vendor", "首响", "满意度"],
        [word, 10, 20],
        ["甲公司", *A],
        ["乙公司", *B],
        [word, 24, 92],
    ]
    answers = read(book(rows))
    assert texts(answers) == BOTH
    assert [f.source.cell for f in found(answers, "row-is-no-vendor")] == ["A2", "A5"]


NAMES = [
    "Total Care Ltd",
    "Maxim",
    "平均科技有限公司",
    "Average Joe's BPO",
    "Mina",
    "Typeform",
    "Weightless",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_that_only_begin_like_totals_are_vendors(name):
    answers = read(book([["Vendor", "首响", "满意度"], [name, *A]]))
    assert list(answers.vendors) == [name]


def test_row_of_units_below_the_header():
    rows = [["供应商", "首响", "满意度"], ["单位", "分钟", "%"], ["甲公司", 2, 95]]
    answers = read(book(rows))
    reading = answers.of("甲公司", "first_response").reading
    assert (reading.low, reading.unit) == (120.0, "s")


def test_evidence_beside_an_answer():
    rows = [
        ["供应商", "首响", "证明材料", "满意度", "备注"],
        ["甲公司", "18秒", "附件1", "95%", "ok"],
    ]
    answers = read(book(rows))
    assert answers.of("甲公司", "first_response").evidence_text == "附件1"
    satisfaction = answers.of("甲公司", "satisfaction")
    assert (satisfaction.evidence, satisfaction.remarks) == (EvidenceState.NONE, "")


def test_answer_and_evidence_under_one_merged_question():
    rows = [
        ["供应商", "首响", None, None, "满意度"],
        [None, "回答", "证明材料", "备注", "回答"],
        ["甲公司", "18秒", "附件1", "近30天", "95%"],
    ]
    answers = read(book(sheet(rows, merged=[(1, 1, 2, 1), (1, 2, 1, 4)])))
    first = answers.of("甲公司", "first_response")
    assert (first.text, first.evidence_text, first.remarks) == ("18秒", "附件1", "近30天")
    assert answers.of("甲公司", "satisfaction").text == "95%"


def test_answers_in_a_row_without_a_name_are_told():
    rows = [["供应商", "首响", "满意度"], ["甲公司", *A], [None, "40秒", "80%"]]
    answers = read(book(rows))
    assert list(answers.vendors) == ["甲公司"]
    assert [f.source.cell for f in found(answers, "row-without-vendor")] == ["B3"]


def test_a_vendor_that_left_everything_blank_is_a_vendor():
    answers = read(book([["供应商", "首响", "满意度"], ["甲公司", *A], ["乙公司", None, None]]))
    assert texts(answers)["乙公司"] == {"first_response": "", "satisfaction": ""}


def test_headers_that_differ_in_meaning_are_not_taken_for_one_another():
    rows = [
        ["供应商", "不满意率", "满意率", "平均响应", "大促首响", "3分钟回复率", "30秒应答率"],
        ["甲公司", "1%", "95%", "25秒", "40秒", "98%", "85%"],
    ]
    assert texts(read(book(rows)))["甲公司"] == {
        "dissatisfaction": "1%",
        "satisfaction": "95%",
        "average_response": "25秒",
        "peak_response": "40秒",
        "reply_3min": "98%",
        "answer_30s": "85%",
    }


def test_duplicated_headers_with_equal_answers_are_one():
    answers = read(book([["供应商", "首响", "首次响应"], ["甲公司", "18秒", "18 s"]]))
    assert answers.of("甲公司", "first_response").reading.low == 18
    assert codes(answers) == []


def test_duplicated_headers_with_different_answers_are_a_conflict():
    answers = read(book([["供应商", "首响", "首次响应"], ["甲公司", "18秒", "20秒"]]))
    (conflict,) = found(answers, "conflicting-answers")
    assert conflict.values["places"] == "Acme.xlsx › Sheet1 › B2; Acme.xlsx › Sheet1 › C2"


def test_settings_name_the_header_row_and_the_column_of_names():
    rows = [
        ["首响", "满意度", "Code", "Firm name"],
        ["首响", "满意度", "Code", "Firm"],
        ["18秒", "95%", "X1", "甲公司"],
        ["30秒", "90%", "X2", "乙公司"],
    ]
    assert texts(read(book(rows), header_row=2, vendor_column="D")) == BOTH


def test_a_wide_sheet_is_read_once_over():
    heads = ["供应商", "首响", *(f"Sonstiges {n}" for n in range(16_382))]
    answers = read(book([heads, ["甲公司", "18秒", *(["x"] * 16_382)]]))
    assert texts(answers) == {"甲公司": {"first_response": "18秒"}}
    assert len(found(answers, "unmatched-question")) == 200
    assert found(answers, "more-unmatched-questions")[0].found == str(16_382 - 200)
