"""Whose answers: hidden id, name cell, sheet, file, in this order; what is merged, what not."""

from __future__ import annotations

import pytest
from sheets_by_hand import QUESTIONS, book, codes, found, sheet, texts

from vendor_score.errors import NothingReadError
from vendor_score.findings import Severity
from vendor_score.questionnaire.reader import answers_from_workbooks
from vendor_score.questionnaire.template import MARKS_SHEET, vendor_id
from vendor_score.records import AnswerState, EvidenceState

HEAD = ["问题", "回答"]
FORM = [HEAD, ["首响", "18秒"], ["满意度", "95%"]]


def read(*books):
    return answers_from_workbooks(books, QUESTIONS)


def form(first="18秒", satisfaction="95%"):
    return [HEAD, ["首响", first], ["满意度", satisfaction]]


def marks(name):
    rows = [["format", "questionnaire"], ["vendor id", vendor_id(name)], ["vendor name", name]]
    return sheet(rows, name=MARKS_SHEET, hidden=True)


NAME_CELLS = {
    "beside the words": [["公司名称", "甲公司"]],
    "after a colon": [["公司名称:甲公司"]],
    "after a colon and a gap": [["公司名称:", None, "甲公司"]],
    "below the words": [["Company name"], ["甲公司"]],
    "in English": [["Questionnaire"], ["Vendor name:", "甲公司", "Date:", "2026-11-20"]],
    "in both languages": [["公司名称 / Company name", "甲公司"]],
}


@pytest.mark.parametrize("cover", NAME_CELLS.values(), ids=NAME_CELLS)
def test_name_cell_on_the_cover_or_above_the_questions(cover):
    on_cover = read(book(sheet(cover, name="封面"), sheet(FORM, name="问卷"), file="x1.xlsx"))
    above = read(book([*cover, [], *FORM], file="x1.xlsx"))
    assert on_cover.vendors == above.vendors == ("甲公司",)


UNFILLED = ["(请填写)", "____", "请填写公司全称", "[Company name]", "-", "N/A", "联系人:", None]


@pytest.mark.parametrize("text", UNFILLED)
def test_name_cell_left_unfilled_tells_nothing(text):
    answers = read(book(sheet([["公司名称", text]], name="封面"), sheet(FORM), file="Acme.xlsx"))
    assert answers.vendors == ("Acme",)


def test_name_as_the_answer_of_a_row():
    rows = [["序号", "问题", "权重", "回答"], [1, "公司名称", 0, "甲公司"], [2, "首响", 10, "18秒"]]
    assert read(book(rows, file="x.xlsx")).vendors == ("甲公司",)


def test_hidden_id_goes_before_everything_and_a_different_name_is_told():
    cover = sheet([["公司名称", "乙公司"]], name="封面")
    answers = read(book(cover, sheet(FORM, name="丙公司"), marks("甲公司"), file="丁.xlsx"))
    assert answers.vendors == ("甲公司",)
    (told,) = found(answers, "vendor-name-differs")
    assert (told.vendor, told.found) == ("甲公司", "乙公司")


def test_id_that_does_not_belong_to_its_name_is_not_believed():
    rows = [["format", "questionnaire"], ["vendor id", "123"], ["vendor name", "乙公司"]]
    forged = sheet(rows, name=MARKS_SHEET, hidden=True)
    assert read(book(FORM, forged, file="甲.xlsx")).vendors == ("甲",)


def test_renamed_personal_questionnaire_merges_with_the_table():
    table = book([["供应商", "平响"], ["甲公司", "25秒"]], file="table.xlsx")
    personal = book(sheet(FORM), marks("甲公司"), file="renamed (3).xlsx")
    answers = read(personal, table)
    assert texts(answers) == {
        "甲公司": {"first_response": "18秒", "average_response": "25秒", "satisfaction": "95%"}
    }
    assert codes(answers) == ["merged-files"]


SHEETS = {"甲公司": "甲公司", "Sheet1": "return_1", "问卷": "return_1", "数据安全": "return_1"}


@pytest.mark.parametrize(("name", "vendor"), SHEETS.items())
def test_sheet_names_a_vendor_unless_it_names_its_content(name, vendor):
    assert read(book(sheet(FORM, name=name), file="return_1.xlsx")).vendors == (vendor,)


def test_sheet_name_that_recurs_in_other_files_is_no_vendor():
    books = [
        book(sheet(form(t), name="RFP 7"), file=f"{n}.xlsx") for n, t in (("a", "1"), ("b", "2"))
    ]
    assert read(*books).vendors == ("a", "b")


def test_heading_over_the_only_answer_column_that_recurs_is_no_vendor():
    rows = [["Question", "Antwort hier"], ["First response time", "18秒"], ["CSAT", "95%"]]
    assert read(book(rows, file="a.xlsx"), book(rows, file="b.xlsx")).vendors == ("a", "b")


def test_sheet_per_vendor_beside_cover_and_example():
    example = sheet(form("99秒"), name="示例")
    answers = read(
        book(
            sheet([["说明"]], name="说明"), example, sheet(form("1秒"), name="甲"),
            sheet(form("2秒"), name="乙"), file="all.xlsx",
        )
    )  # fmt: skip
    assert answers.vendors == ("甲", "乙")
    assert codes(answers) == ["example-sheet"]


def test_copy_of_a_sheet_is_compared_not_chosen():
    answers = read(book(sheet(form("18秒"), name="Sheet1"), sheet(form("20秒"), name="Sheet1 (2)")))
    assert answers.vendors == ("Acme",)
    assert codes(answers) == ["conflicting-answers"]


SAME = [
    ("Acme Ltd", "ACME LTD."),
    ("甲公司", "甲 公司"),
    ("Ａｃｍｅ", "acme"),
    ("A-B Care", "AB care"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same_name_but_for_case_width_blanks_and_signs(one, other):
    table = book([["Vendor", "首响"], [one, "18秒"]], file="a.xlsx")
    more = book([["Vendor", "平响"], [other, "25秒"]], file="b.xlsx")
    answers = read(table, more)
    assert answers.vendors == (one,)
    assert len(answers.given[one]) == 2


ALIKE = [
    ("Acme Ltd", "ACME Limited"),
    ("上海云客服", "上海云客服科技有限公司"),
    ("Acme", "Acme Philippines"),
    ("云客服集团", "云客服上海分公司"),
    ("Betacare Services", "Betacare Sevices"),
    ("海棠客服", "杭州海棠客户服务外包有限公司"),
    ("上海青云信息", "青云客服"),
]
APART = [
    ("Supplier A", "Supplier B"),
    ("Vendor 1", "Vendor 10"),
    ("甲公司", "乙公司"),
    ("Acme", "Acumen"),
    ("云客服", "云上客服"),
    ("青云客服", "北京长青云上科技有限公司"),
    ("海棠客服", "杭州白海科技有限公司"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_names_alike_are_told_and_kept_apart(one, other):
    answers = read(book([["Vendor", "首响"], [one, "18秒"], [other, "20秒"]]))
    assert answers.vendors == (one, other)
    (told,) = found(answers, "similar-vendor-names")
    assert {one, other} == set(told.found.split(" | "))


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_that_clearly_differ_are_not_told(one, other):
    answers = read(book([["Vendor", "首响"], [one, "18秒"], [other, "20秒"]]))
    assert codes(answers) == []


def test_two_versions_with_different_answers():
    answers = read(
        book(form("18秒", "95%"), file="Acme v1.xlsx"),
        book(form("20秒", "95 %"), file="Acme v2 FINAL.xlsx"),
    )
    assert answers.vendors == ("Acme",)
    first = answers.of("Acme", "first_response")
    assert (first.state, first.reading) == (AnswerState.UNREADABLE, None)
    assert answers.of("Acme", "satisfaction").reading.low == 95
    (conflict,) = found(answers, "conflicting-answers")
    assert conflict.severity is Severity.ERROR
    assert conflict.found == "18秒 ≠ 20秒"
    assert (
        conflict.values["places"] == "Acme v1.xlsx › Sheet1 › B2; Acme v2 FINAL.xlsx › Sheet1 › B2"
    )
    (versions,) = found(answers, "several-versions")
    assert versions.values == {"same": 1, "different": 1, "differing": "first_response"}
    assert versions.found == "Acme v1.xlsx; Acme v2 FINAL.xlsx"


EQUAL = [("18秒", "18 s"), ("0.3分钟", "18秒"), ("18秒", None), ("18秒", "待补充"), (None, "18秒")]


@pytest.mark.parametrize(("one", "other"), EQUAL)
def test_equal_answers_and_gaps_are_no_conflict(one, other):
    answers = read(book(form(one), file="Acme.xlsx"), book(form(other), file="Acme (1).xlsx"))
    assert answers.of("Acme", "first_response").reading.low == 18
    assert "conflicting-answers" not in codes(answers)


DIFFERENT = [("18秒", "≤18秒"), ("18秒", "保密"), ("18秒", "N/A"), ("15-20秒", "15秒")]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_answers_that_differ_are_a_conflict(one, other):
    answers = read(book(form(one), file="Acme.xlsx"), book(form(other), file="Acme (1).xlsx"))
    assert "conflicting-answers" in codes(answers)
    assert answers.of("Acme", "first_response").state is AnswerState.UNREADABLE


def test_evidence_beside_either_of_two_equal_answers_counts():
    plain = book(form(), file="Acme.xlsx")
    proved = book([[*HEAD, "证明材料"], ["首响", "18s", "附件1"]], file="Acme (1).xlsx")
    answer = read(plain, proved).of("Acme", "first_response")
    assert (answer.evidence, answer.evidence_text) == (EvidenceState.CLAIMED, "附件1")
    assert answer.source.file == "Acme.xlsx"


def test_hostile_names_stay_text_on_one_line():
    long = "长" * 10_000
    rows = [
        ["Vendor", "首响"],
        ["=cmd()", "1秒"],
        ["two\nlines\t\u202egnp", "2秒"],
        [long, "3秒"],
        ["***", "4秒"],
    ]
    answers = read(book(rows))
    assert answers.vendors[:2] == ("=cmd()", "two lines gnp")
    assert len(answers.vendors[2]) == 120
    assert answers.vendors[3] == "***"


def test_long_names_that_are_shown_alike_stay_two_vendors():
    rows = [["Vendor", "首响"], ["x" * 500 + "1", "1秒"], ["x" * 500 + "2", "2秒"]]
    assert len(read(book(rows)).vendors) == 2


def test_file_without_questions_is_an_error_and_the_rest_is_read():
    answers = read(
        book(FORM, file="Acme.xlsx"), book([["Einkaufsliste", "Äpfel"]], file="other.xlsx")
    )
    assert answers.vendors == ("Acme",)
    (told,) = found(answers, "nothing-matched")
    assert (told.severity, told.source.file) == (Severity.ERROR, "other.xlsx")


NOTHING = {
    "no workbook": ((), "errors.no_question_matched"),
    "an empty workbook": ((book(),), "errors.no_question_matched"),
    "an empty sheet": ((book(sheet([])),), "errors.no_question_matched"),
    "another table": ((book([["a", "b"], [1, 2]]),), "errors.no_question_matched"),
    "headers without vendors": ((book([["Vendor", "首响", "满意度"]]),), "errors.no_vendor"),
}


@pytest.mark.parametrize(("books", "key"), NOTHING.values(), ids=NOTHING)
def test_nothing_read_is_an_error_with_the_reason(books, key):
    with pytest.raises(NothingReadError) as error:
        read(*books)
    assert error.value.key == key


def test_doubts_of_the_answer_that_counts_stay_and_others_go():
    blank_first = read(book(form(None), file="Acme.xlsx"), book(form("快"), file="Acme (1).xlsx"))
    told = [f for f in blank_first.findings if f.criterion == "first_response"]
    assert [(f.code, f.source.file) for f in told] == [("vague-answer", "Acme (1).xlsx")]
    conflict = read(book(form("快"), file="Acme.xlsx"), book(form("18秒"), file="Acme (1).xlsx"))
    told = [f.code for f in conflict.findings if f.criterion == "first_response"]
    assert told == ["conflicting-answers"]


def test_doubts_about_one_cell_that_answers_two_questions_are_kept_apart():
    rows = [["问题", "回答"], ["首响", "快"], ["平响", None], ["首次响应", "18秒"]]
    answers = read(book(sheet(rows, merged=[(2, 2, 3, 2)])))
    told = {f.criterion: f.code for f in answers.findings if f.vendor and "asked" not in f.code}
    assert told == {"first_response": "conflicting-answers", "average_response": "vague-answer"}
