"""Answers ticked under the options that head their columns: never a vendor, nor a yes under no."""

from __future__ import annotations

import pytest
from sheets_by_hand import book, codes, found, question, sheet

from vendor_score.questionnaire.reader import answers_from_workbooks
from vendor_score.records import AnswerState, Option
from vendor_score.wording import Label

ASKED = (
    question("nda", "yes_no", "Non-disclosure agreement?", "保密协议?"),
    question("access", "yes_no", "Access control?", "权限管理?"),
    question("desk", "yes_no", "Clean desk?", "职场管控?"),
    question("attitude", "score", "Service attitude score?", "服务态度评分?", out_of=5.0),
    question(
        "seats", "choice", "Kind of seats?", "坐席形式?",
        options=(
            Option(id="own", label=Label(en="Dedicated", zh="专属坐席")),
            Option(id="shared", label=Label(en="Shared", zh="共享坐席")),
        ),
    ),
)  # fmt: skip


def read(*rows, merged=()):
    return answers_from_workbooks([book(sheet(rows, merged=merged))], ASKED)


def value(answers, id, vendor="Acme"):
    answer = answers.of(vendor, id)
    if answer.state is not AnswerState.ANSWERED:
        return answer.state.value
    reading = answer.reading
    return reading.items or (
        reading.low if reading.low == reading.high else (reading.low, reading.high)
    )


@pytest.mark.parametrize(
    ("yes", "no"),
    [
        ("是", "否"), ("有", "无"), ("具备", "不具备"), ("同意", "不同意"), ("能", "不能"),
        ("Yes", "No"), ("True", "False"), ("Comply", "Does not comply"), ("Pass", "Fail"),
        ("Available", "Not available"), ("正偏离", "负偏离"), ("合格", "不合格"),
        ("合规", "不合规"),
        ("是 Yes", "否 No"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("turned", [False, True])
def test_the_heading_over_the_tick_is_the_answer(yes, no, turned):
    heads = [no, yes] if turned else [yes, no]
    under = {yes: heads.index(yes), no: heads.index(no)}
    lines = [
        [name, *("√" if at == under[head] else None for at in (0, 1)), "remark"]
        for name, head in (("保密协议", yes), ("权限管理", no))
    ]
    answers = read(["问题", *heads, "备注"], *lines)
    assert answers.vendors == ("Acme",)
    assert (value(answers, "nda"), value(answers, "access")) == (1.0, 0.0)
    assert answers.of("Acme", "access").remarks == "remark"
    assert answers.of("Acme", "access").source.cell == f"{'BC'[under[no]]}3"


def test_grades_between_yes_and_no_and_not_applicable():
    heads = ["Question", "Yes", "Partially", "No", "N/A", "Comments"]
    answers = read(heads, ["保密协议", None, "x"], ["权限管理", None, None, "x"],
                   ["职场管控", None, None, None, "x"])  # fmt: skip
    assert answers.vendors == ("Acme",)
    assert value(answers, "nda") == (0.0, 1.0)
    assert [f.criterion for f in found(answers, "option-in-part")] == ["nda"]
    assert (value(answers, "access"), value(answers, "desk")) == (0.0, "not_applicable")


def test_two_ticks_are_unreadable_and_both_cells_are_named():
    answers = read(["问题", "是", "否"], ["保密协议", "√", "√"], ["权限管理", "√"])
    assert value(answers, "nda") == "unreadable"
    (told,) = found(answers, "several-options")
    assert told.found == "是 (B2), 否 (C2)"


def test_no_tick_is_blank_and_a_cross_beside_ticks_is_none():
    answers = read(
        ["问题", "是", "否"], ["保密协议"], ["权限管理", "√", "×"], ["职场管控", "×", "√"]
    )
    assert value(answers, "nda") == "blank"
    assert (value(answers, "access"), value(answers, "desk")) == (1.0, 0.0)


def test_empty_boxes_and_truth_values_are_ticks_too():
    answers = read(["问题", "是", "否"], ["保密协议", "☑", "☐"], ["权限管理", "☐", "☑"])
    assert (value(answers, "nda"), value(answers, "access")) == (1.0, 0.0)


def test_figures_of_a_scale():
    answers = read(["问题", 1, 2, 3, 4, 5], ["服务态度评分", None, None, None, "√"])
    assert (answers.vendors, value(answers, "attitude")) == (("Acme",), 4.0)


def test_options_of_a_question():
    answers = read(["问题", "专属坐席", "共享坐席"], ["坐席形式", None, "√"])
    assert (answers.vendors, value(answers, "seats")) == (("Acme",), ("shared",))


@pytest.mark.parametrize("merged", [(), ((1, 2, 1, 3), (1, 4, 1, 5))])
def test_pairs_of_columns_for_each_vendor(merged):
    answers = read(
        ["问题", "海棠客服", None, "木槿客服"],
        [None, "是", "否", "是", "否"],
        ["保密协议", "√", None, None, "√"],
        ["权限管理", None, "√", "√"],
        merged=merged,
    )
    assert answers.vendors == ("海棠客服", "木槿客服")
    assert (value(answers, "nda", "海棠客服"), value(answers, "access", "海棠客服")) == (1.0, 0.0)
    assert (value(answers, "nda", "木槿客服"), value(answers, "access", "木槿客服")) == (0.0, 1.0)


def test_names_above_the_row_that_heads_questions_and_options():
    answers = read(
        [None, "海棠客服", None, "木槿客服"],
        ["问题", "有", "无", "有", "无"],
        ["保密协议", "√", None, None, "√"],
    )
    assert (value(answers, "nda", "海棠客服"), value(answers, "nda", "木槿客服")) == (1.0, 0.0)


@pytest.mark.parametrize("merged", [(), ((1, 2, 1, 3), (1, 4, 1, 5))])
def test_a_row_for_each_vendor_under_two_header_rows(merged):
    answers = read(
        ["供应商名称", "保密协议", None, "权限管理"],
        [None, "有", "无", "有", "无"],
        ["海棠客服", "√", None, None, "√"],
        ["木槿客服", None, "√", "√"],
        merged=merged,
    )
    assert answers.vendors == ("海棠客服", "木槿客服")
    assert (value(answers, "nda", "海棠客服"), value(answers, "access", "海棠客服")) == (1.0, 0.0)
    assert (value(answers, "nda", "木槿客服"), value(answers, "access", "木槿客服")) == (0.0, 1.0)


def test_one_merged_heading_over_the_options():
    answers = read(
        ["问题", "贵司答复"], [None, "满足", "部分满足", "不满足"], ["保密协议", None, None, "√"],
        merged=((1, 2, 1, 4),),
    )  # fmt: skip
    assert (answers.vendors, value(answers, "nda")) == (("Acme",), 0.0)


def test_figures_and_options_head_vendors_where_their_cells_are_no_ticks():
    rows = [["问题", "1", "2", "3"], ["保密协议", "是", "否", "是"]]
    assert read(*rows).vendors == ("1", "2", "3")


def test_words_under_an_option_are_read_as_they_stand():
    answers = read(["问题", "是", "否"], ["保密协议", "是", None], ["权限管理", None, "2027年上线"])
    assert value(answers, "nda") == 1.0
    assert "unreadable-answer" in codes(answers) or value(answers, "access") != 1.0
