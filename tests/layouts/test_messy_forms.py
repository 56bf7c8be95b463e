"""Forms as they come back: words that are ids by chance, labels in many forms, examples beside."""

from __future__ import annotations

import pytest
from sheets_by_hand import QUESTIONS, book, codes, sheet, texts

from vendor_score.questionnaire.reader import answers_from_workbooks
from vendor_score.questionnaire.sheets.grid import ColumnRole, role_of

ASKED = [["First response time", "18 s"], ["CSAT", "92%"], ["NDA", "Yes"], ["Attrition", "20%"]]
READ = {"first_response": "18 s", "satisfaction": "92%", "nda": "Yes", "attrition": "20%"}


def read(*books):
    return answers_from_workbooks(books, QUESTIONS)


def test_words_that_are_ids_by_chance_make_no_column_of_ids():
    rows = [["Question", "Answer", "Evidence"], *([*row, "NDA"] for row in ASKED)]
    rows[1][2] = "conversion"
    answers = read(book(rows))
    assert texts(answers) == {"Acme": READ}
    assert not {"ambiguous-question", "conflicting-answers"}.intersection(codes(answers))


def test_questions_side_by_side_whose_words_are_ids():
    pairs = zip(ASKED[:2], [["NDA", "Yes"], ["Attrition", "20%"]], strict=True)
    rows = [["Question", "Answer", "", "Question", "Answer"], *([*a, "", *b] for a, b in pairs)]
    assert texts(read(book(rows))) == {"Acme": READ}


def test_columns_to_tick_headed_yes_and_no():
    rows = [["Question", "Yes", "No", "Comment"], ["NDA", "x", None, "c"], ["CSAT", "92%"]]
    assert texts(read(book(rows)))["Acme"]["nda"] == "yes"
    rows = [["Question", "Yes", "No"], ["NDA", None, "x"], ["CSAT", "92%"]]
    assert texts(read(book(rows)))["Acme"]["nda"] == "no"


@pytest.mark.parametrize(
    "label",
    [
        "Name of your company", "Please enter your company name", "Your company", "Trading name",
        "Registered company name:", "Name of supplier (full legal name)", "贵公司名称", "申报单位",
        "请填写贵公司名称", "外包服务商名称", "投标单位（盖章）：",
    ],
)  # fmt: skip
def test_labels_that_ask_for_the_vendors_name(label):
    assert role_of(label.rstrip(":：")) is ColumnRole.VENDOR
    answers = read(book([[label, "Blue Sky"], ["Question", "Answer"], *ASKED], file="a.xlsx"))
    assert answers.vendors == ("Blue Sky",)


@pytest.mark.parametrize("name", ["Your Agency Ltd", "贵州公司", "Best Company Group", "单位科技"])
def test_names_with_such_words_are_no_labels(name):
    assert role_of(name) is None


@pytest.mark.parametrize(
    "line",
    [
        "【供应商】蓝天", "Company - 蓝天", "供应商名称:蓝天   日期：2026年1月1日",
        "填报单位： 蓝天（盖章）",
    ],
)  # fmt: skip
def test_the_name_without_what_else_stands_in_its_line(line):
    answers = read(book([[line], ["Question", "Answer"], *ASKED], file="a.xlsx"))
    assert answers.vendors == ("蓝天",)


def test_a_sheet_of_examples_is_left_out_of_tables_too():
    table = [["Vendor", *(q for q, _ in ASKED)], ["Real Ltd", *(a for _, a in ASKED)]]
    example = [table[0], ["XX Ltd", "1 s", "1%", "No", "1%"]]
    answers = read(book(sheet(example, name="填写示例"), sheet(table, name="答复")))
    assert answers.vendors == ("Real Ltd",)
    assert "example-sheet" in codes(answers)
    assert read(book(sheet(example, name="Example"))).vendors == ("XX Ltd",)


def test_a_vendor_heading_merged_over_several_header_rows():
    rows = [
        ["Vendor", "Figures", None, None, None],
        [None, "a", "b", "c", "d"],
        [None, *(q for q, _ in ASKED)],
        ["Real Ltd", *(a for _, a in ASKED)],
    ]
    answers = read(book(sheet(rows, merged=[(1, 1, 3, 1), (1, 2, 1, 5)])))
    assert texts(answers) == {"Real Ltd": READ}


def test_columns_of_who_filled_the_form_in_are_no_questions():
    rows = [["Timestamp", "#", "Vendor", "Email Address", "CSAT"], ["2026", "1", "A", "a@b", "92%"]]
    assert "unmatched-question" not in codes(read(book(rows)))
