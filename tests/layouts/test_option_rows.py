"""Options one below the other with a column to tick: the ticked ones are the answer."""

from __future__ import annotations

import pytest
from sheets_by_hand import found
from test_option_columns import read, value

HEADS = [
    ("问题", "选项", "勾选（√）"),
    ("Question", "Options", "Tick"),
    ("问题", "备选答案", "请选择"),
]


@pytest.mark.parametrize("head", HEADS)
def test_the_ticked_option_is_the_answer(head):
    answers = read(list(head), ["保密协议", "是"], [None, "否", "√"], ["坐席形式", "专属坐席", "√"],
                   [None, "共享坐席"])  # fmt: skip
    assert answers.vendors == ("Acme",)
    assert (value(answers, "nda"), value(answers, "seats")) == (0.0, ("own",))
    assert answers.of("Acme", "nda").source.cell == "C3"


def test_a_question_merged_down_over_its_options():
    rows = [list(HEADS[0]), ["保密协议", "是", "×"], [None, "否", "√"], ["权限管理", "是", "√"]]
    answers = read(*rows, merged=((2, 1, 3, 1),))
    assert (value(answers, "nda"), value(answers, "access")) == (0.0, 1.0)


def test_no_tick_is_blank_and_two_are_unreadable():
    answers = read(list(HEADS[1]), ["保密协议", "是", "□"], [None, "否"], ["权限管理", "是", "√"],
                   [None, "否", "√"])  # fmt: skip
    assert (value(answers, "nda"), value(answers, "access")) == ("blank", "unreadable")
    assert found(answers, "several-options")[0].found == "是 (C4: √), 否 (C5: √)"
