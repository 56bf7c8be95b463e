"""A row per question: where the questions, the answers, the evidence and the remarks stand."""

from __future__ import annotations

import pytest
from sheets_by_hand import QUESTIONS, book, codes, found, sheet, texts

from vendor_score.questionnaire.reader import answers_from_workbooks
from vendor_score.records import EvidenceState, QuestionnaireSettings


def read(*books, **settings):
    return answers_from_workbooks(books, QUESTIONS, QuestionnaireSettings(**settings))


FIRST = {"first_response": "18秒", "average_response": "25秒"}
LAYOUTS = {
    "header in the first row": [
        ["问题", "回答"],
        ["首次响应时间?", "18秒"],
        ["平均响应时间?", "25秒"],
    ],
    "title and notes above": [
        ["客服外包问卷"],
        [],
        ["请在规定时间内填写"],
        ["问题", "回答"],
        ["首响", "18秒"],
        ["平响", "25秒"],
    ],
    "answers before the questions": [["回答", "问题"], ["18秒", "首响"], ["25秒", "平响"]],
    "no header at all": [["首次响应时间?", "18秒"], ["平均响应时间?", "25秒"]],
    "no header and a numbering": [[1, "首次响应时间?", "18秒"], [2, "平均响应时间?", "25秒"]],
    "a heading in words of its own": [
        ["No.", "Question", "Please answer here", "Comment"],
        [1, "First response time", "18秒", "chat"],
        [2, "Average response time", "25秒", None],
    ],
    "columns moved in the second section": [
        ["一、响应"],
        ["问题", "回答", "备注"],
        ["首响", "18秒", "在线"],
        ["二、其他"],
        ["序号", "备注", "问题", "回答"],
        [2, "在线", "平响", "25秒"],
    ],
    "a section heading in place of the word question": [
        ["一、响应时间", "权重", "回答"],
        ["首响", 10, "18秒"],
        ["二、平均", "权重", "回答"],
        ["平响", 20, "25秒"],
    ],
    "category, indicator and requirement beside": [
        ["类别", "指标", "要求", "回答", "证明材料"],
        ["响应", "首响", "≤20秒", "18秒", ""],
        ["", "平响", "≤25秒", "25秒", "截图"],
    ],
    "in both languages": [
        ["问题\nQuestion", "回答\nAnswer"],
        ["首次响应时间?\nFirst response time, chat?", "18秒"],
        ["平均响应时间 / Average response time", "25秒"],
    ],
    "two questions side by side": [
        ["问题", "回答", "问题", "回答"],
        ["首响", "18秒", "平响", "25秒"],
    ],
    "ids in a column, texts rewritten": [
        ["id", "Question", "Answer"],
        ["first_response", "How fast?", "18秒"],
        ["average_response", "And then?", "25秒"],
    ],
}


@pytest.mark.parametrize("rows", LAYOUTS.values(), ids=LAYOUTS)
def test_answers_are_found(rows):
    answers = read(book(rows))
    assert texts(answers) == {"Acme": FIRST}
    assert codes(answers) == []


def test_sources_name_file_sheet_and_cell():
    answers = read(
        book(sheet([["问题", "回答"], ["首响", "18秒"]], name="响应"), file="x/acme.xlsx")
    )
    source = answers.given["acme"]["first_response"].source
    assert (source.file, source.sheet, source.cell) == ("x/acme.xlsx", "响应", "B2")


def test_evidence_and_remarks_beside_the_answer():
    rows = [
        ["问题", "回答", "证明材料", "备注"],
        ["首响", "18秒", "附件1", "近30天"],
        ["平响", "25秒", "无", None],
        ["转化率", "45%", None, None],
    ]
    given = read(book(rows)).given["Acme"]
    first, average, conversion = given.values()
    assert (first.evidence, first.evidence_text, first.remarks) == (
        EvidenceState.CLAIMED,
        "附件1",
        "近30天",
    )
    assert average.evidence is EvidenceState.NONE
    assert conversion.evidence is EvidenceState.NONE


def test_column_asking_for_evidence_is_no_evidence():
    rows = [["问题", "回答", "所需证明"], ["首响", "18秒", "后台截图"]]
    (answer,) = read(book(rows)).given["Acme"].values()
    assert answer.evidence is EvidenceState.NONE


def test_merged_title_question_and_answer():
    rows = [
        ["问卷标题"],
        ["问题", None, "回答", None],
        ["首响", None, None, "18秒"],
        ["平响", None, "25秒", None],
    ]
    merged = [(1, 1, 1, 4), (2, 1, 2, 2), (2, 3, 2, 4), (3, 1, 3, 2), (4, 1, 4, 2), (4, 3, 4, 4)]
    assert texts(read(book(sheet(rows, merged=merged)))) == {"Acme": FIRST}


def test_answer_over_several_rows_of_one_merged_question():
    rows = [["问题", "回答"], ["保密协议", "可签"], [None, "附三方条款"], ["首响", "18秒"]]
    answers = read(book(sheet(rows, merged=[(2, 1, 3, 1)])))
    assert texts(answers) == {"Acme": {"nda": "可签\n附三方条款", "first_response": "18秒"}}


def test_one_answer_merged_over_several_questions_answers_each():
    rows = [["问题", "回答"], ["首响", "N/A"], ["平响", None]]
    answers = read(book(sheet(rows, merged=[(2, 2, 3, 2)])))
    assert texts(answers) == {"Acme": {"first_response": "N/A", "average_response": "N/A"}}


def test_questions_on_several_sheets_belong_to_one_vendor():
    one = sheet([["问题", "回答"], ["首响", "18秒"]], name="响应")
    two = sheet([["问题", "回答"], ["平响", "25秒"]], name="平均")
    assert texts(read(book(one, two))) == {"Acme": FIRST}


def test_unit_of_a_bare_number_stands_in_a_bracket_or_a_column():
    rows = [["问题", "单位", "回答"], ["首响(分钟)", None, 2], ["平响", "分钟", 3]]
    readings = [a.reading for a in read(book(rows)).given["Acme"].values()]
    assert [(r.low, r.unit) for r in readings] == [(120.0, "s"), (180.0, "s")]


def test_a_column_per_vendor_with_extra_columns():
    rows = [
        ["外包商对比"],
        ["类别", "指标", "权重", "要求", "甲公司", "乙公司", "平均", "备注"],
        ["响应", "首响", 10, "≤20", "18秒", "30秒", 24, ""],
        ["", "满意率", 20, "≥90%", "95%", None, 95, ""],
    ]
    assert texts(read(book(rows))) == {
        "甲公司": {"first_response": "18秒", "satisfaction": "95%"},
        "乙公司": {"first_response": "30秒", "satisfaction": ""},
    }


CORNERS = {
    "blank": None,
    "供应商": "供应商",
    "指标": "指标",
    "both": "指标/供应商",
    "Vendor": "Vendor",
}


@pytest.mark.parametrize("corner", CORNERS.values(), ids=CORNERS)
def test_corner_of_a_column_per_vendor(corner):
    rows = [[corner, "甲公司", "乙公司"], ["首响", "18秒", "30秒"], ["平响", "25秒", "40秒"]]
    assert texts(read(book(rows))) == {
        "甲公司": {"first_response": "18秒", "average_response": "25秒"},
        "乙公司": {"first_response": "30秒", "average_response": "40秒"},
    }


def test_vendors_over_answer_and_evidence_columns():
    rows = [
        [None, "Acme Ltd", None, "Beta Care", None],
        ["Question", "Answer", "Evidence", "Answer", "Evidence"],
        ["First response time", "18秒", "export", "30秒", None],
    ]
    answers = read(book(sheet(rows, merged=[(1, 2, 1, 3), (1, 4, 1, 5)]), file="all.xlsx"))
    assert texts(answers) == {
        "Acme Ltd": {"first_response": "18秒"},
        "Beta Care": {"first_response": "30秒"},
    }
    assert answers.of("Acme Ltd", "first_response").evidence_text == "export"
    assert answers.of("Beta Care", "first_response").evidence is EvidenceState.NONE


def test_names_below_a_heading_merged_over_them():
    rows = [
        ["指标", "供应商回答", None],
        [None, "甲公司", "乙公司"],
        ["首响", "18秒", "30秒"],
    ]
    answers = read(book(sheet(rows, merged=[(1, 1, 2, 1), (1, 2, 1, 3)])))
    assert texts(answers) == {
        "甲公司": {"first_response": "18秒"},
        "乙公司": {"first_response": "30秒"},
    }


def test_vendor_named_in_every_row():
    rows = [
        ["Vendor", "Question", "Answer"],
        ["Acme", "First response time", "18秒"],
        ["Beta", "First response time", "30秒"],
        ["Acme", "CSAT", "95%"],
    ]
    assert texts(read(book(rows, file="long.csv"))) == {
        "Acme": {"first_response": "18秒", "satisfaction": "95%"},
        "Beta": {"first_response": "30秒"},
    }


def test_columns_to_tick():
    rows = [["问题", "是", "否", "备注"], ["是否签保密协议?", "√", None, None]]
    (answer,) = read(book(rows)).given["Acme"].values()
    assert (answer.reading.low, answer.reading.high) == (1.0, 1.0)
    assert answer.source.cell == "B2"


def test_answer_column_without_heading_is_told():
    rows = [["首响", "18秒", "20秒"], ["平响", "25秒", "30秒"]]
    answers = read(book(rows))
    assert texts(answers) == {"Acme": FIRST}
    assert [f.source.cell for f in found(answers, "answer-column-assumed")] == ["B1"]


def test_near_match_is_used_and_told():
    answers = read(book([["Question", "Answer"], ["First reponse time", "18秒"]]))
    assert texts(answers) == {"Acme": {"first_response": "18秒"}}
    (near,) = found(answers, "near-match")
    assert (near.criterion, near.source.cell, near.found) == (
        "first_response",
        "A2",
        "First reponse time",
    )


def test_literal_match_goes_before_a_near_one():
    rows = [["Question", "Answer"], ["First reponse time", "99s"], ["First response time", "18秒"]]
    answers = read(book(rows))
    assert texts(answers) == {"Acme": {"first_response": "18秒"}}
    assert codes(answers) == ["unmatched-question"]


def test_unknown_questions_are_told_and_headings_are_not():
    rows = [["问题", "回答"], ["一、基本情况", None], ["首响", "18秒"], ["有食堂吗?", "有"]]
    answers = read(book(rows))
    assert [f.found for f in found(answers, "unmatched-question")] == ["有食堂吗?"]


def test_question_of_one_file_among_several_was_not_asked():
    one = book([["问题", "回答"], ["首响", "18秒"], ["有食堂吗?", "有"]], file="a.xlsx")
    two = book([["问题", "回答"], ["首响", "20秒"]], file="b.xlsx")
    assert codes(read(one, two)) == ["unasked-question"]


def test_question_that_fits_two_criteria_is_left_out():
    rows = [
        ["Question", "Answer"],
        ["首次响应时间 / Average response time", "18秒"],
        ["CSAT", "90%"],
    ]
    answers = read(book(rows))
    assert texts(answers) == {"Acme": {"satisfaction": "90%"}}
    (told,) = found(answers, "ambiguous-question")
    assert told.values["criteria"] == "first_response, average_response"


def test_id_and_text_that_disagree_are_left_out():
    rows = [
        ["id", "Question", "Answer"],
        ["first_response", "平均响应时间", "18秒"],
        ["nda", "NDA", "是"],
    ]
    answers = read(book(rows))
    assert texts(answers) == {"Acme": {"nda": "是"}}
    assert codes(answers) == ["ambiguous-question"]


def test_what_was_not_asked_is_told():
    one = book([["问题", "回答"], ["首响", "18秒"], ["平响", "25秒"]], file="a.xlsx")
    two = book([["问题", "回答"], ["首响", "20秒"]], file="b.xlsx")
    answers = read(one, two)
    assert [(f.vendor, f.criterion) for f in found(answers, "not-asked")] == [
        ("b", "average_response")
    ]
    asked_of_none = {f.criterion for f in found(answers, "criterion-not-asked")}
    assert asked_of_none == {q.id for q in QUESTIONS} - {"first_response", "average_response"}


SETTINGS = {
    "columns by letter": {"question_column": "A", "answer_column": "C"},
    "columns by heading": {"question_column": "Thema", "answer_column": "Zweitens"},
}


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
def test_settings_name_the_columns(settings):
    rows = [["Thema", "Erstens", "Zweitens"], ["首响", "99秒", "18秒"], ["平响", "99秒", "25秒"]]
    assert texts(read(book(rows), **settings)) == {"Acme": FIRST}


def test_settings_map_a_question_and_name_sheet_and_cell():
    draft = sheet([["问题", "回答"], ["首响", "99秒"]], name="Draft")
    rows = [["Who", "Gamma"], ["问题", "回答"], ["How quick are you?", "18秒"], ["平响", "25秒"]]
    answers = read(
        book(draft, sheet(rows, name="Final")),
        sheet="Final",
        vendor_name_cell="B1",
        questions={"How quick are you?": "first_response"},
    )
    assert texts(answers) == {"Gamma": FIRST}
    assert codes(answers) == []


def test_sheet_of_the_settings_that_is_not_there_is_told():
    answers = read(book([["问题", "回答"], ["首响", "18秒"]]), sheet="Final")
    assert texts(answers) == {"Acme": {"first_response": "18秒"}}
    assert codes(answers) == ["sheet-not-found"]


def test_section_headings_ask_nothing():
    rows = [
        ["序号", "问题", "回答"],
        ["成功案例", None, None],
        [None, "客户满意度情况", None],
        [1, "首响", "18秒"],
        [2, "满意度指标", None],
    ]
    answers = read(book(sheet(rows, merged=[(2, 1, 2, 3)])))
    assert texts(answers) == {"Acme": {"first_response": "18秒"}}
    assert codes(answers) == []


def test_heading_that_is_an_alias_does_not_displace_the_question():
    rows = [["问题", "回答"], ["成功案例", None], ["近3年的案例数量", "9个"]]
    assert texts(read(book(rows))) == {"Acme": {"cases": "9个"}}


def test_answers_under_their_questions():
    rows = [
        ["客服外包问卷"],
        ["首响"],
        ["18秒"],
        ["平响"],
        ["25秒"],
        ["满意度"],
        ["转化率"],
        ["45%"],
    ]
    answers = read(book(rows))
    assert texts(answers) == {"Acme": {**FIRST, "conversion": "45%", "satisfaction": ""}}
    assert codes(answers) == []
    assert answers.of("Acme", "average_response").source.cell == "A5"


def test_question_and_answer_in_one_cell():
    rows = [["公司名称:甲公司"], ["1. 首响(分钟):2"], ["平响:25秒", "满意度:"], ["其他:无"]]
    answers = read(book(rows))
    assert texts(answers) == {
        "甲公司": {"first_response": "2", "average_response": "25秒", "satisfaction": ""}
    }
    assert answers.of("甲公司", "first_response").reading.low == 120
    assert answers.of("甲公司", "average_response").source.cell == "A3"


def test_lines_of_a_cover_are_no_answers_beside_a_questionnaire():
    cover = sheet([["公司名称:甲公司"], ["满意度:请填写百分比"]], name="封面")
    form = sheet([["问题", "回答"], ["首响", "18秒"], ["满意度", "95%"]], name="问卷")
    answers = read(book(cover, form))
    assert texts(answers) == {"甲公司": {"first_response": "18秒", "satisfaction": "95%"}}


@pytest.mark.parametrize("columns", [2, 3])
def test_a_title_merged_over_questions_and_answers_is_no_vendor(columns):
    number = [["1"], ["2"]] if columns == 3 else [[], []]
    rows = [
        ["一、响应时效"],
        [*number[0], "首响", "18秒"],
        [*number[1], "满意度", "95%"],
    ]
    answers = answers_from_workbooks(
        [book(sheet(rows, merged=[(1, 1, 1, columns)]), file="Acme.xlsx")], QUESTIONS
    )
    assert answers.vendors == ("Acme",)


@pytest.mark.parametrize("above", ["Yes", "有", "满足", "数据"])
def test_an_answer_above_the_first_question_heads_no_column(above):
    answers = read(book([["公司名称", "甲公司"], ["是否有食堂", above], ["首响", "20秒"]]))
    assert texts(answers) == {"甲公司": {"first_response": "20秒"}}


OWN_ANSWERS = [
    "供应商填写",
    "投标人响应",
    "投标响应",
    "乙方承诺",
    "Supplier commitment",
    "响应情况",
]


@pytest.mark.parametrize("heading", OWN_ANSWERS)
@pytest.mark.parametrize("beside", ["自评得分", "满分", "Supplier comments", "服务商说明"])
def test_a_column_for_the_vendor_to_fill_in_holds_its_answers(heading, beside):
    rows = [["指标", heading, beside], ["首响", "20秒", 8], ["平响", "30秒", 7]]
    answers = read(book(rows, file="甲公司.xlsx"))
    assert texts(answers) == {"甲公司": {"first_response": "20秒", "average_response": "30秒"}}
