"""Options printed side by side under one heading: the marked one is the answer, never the first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sheets_by_hand import cell, found
from test_option_columns import read, value

from vendor_score.questionnaire.cells import CellKind

HEAD = ["问题", "回答"]


def looking(row, column, text, **more):
    return replace(cell(row, column, text), **more)


@pytest.mark.parametrize("mark", ["√否", "否√", "☑ 否", "■否", "否 ✓"])
def test_the_option_with_a_tick_is_the_answer(mark):
    answers = read(HEAD, ["保密协议", "是", mark], ["权限管理", "是"])
    assert (value(answers, "nda"), value(answers, "access")) == (0.0, 1.0)
    assert answers.of("Acme", "nda").source.cell == "C2"


@pytest.mark.parametrize("look", ["fill:FFFF00", "bold", "underlined", "colour:FF0000 bold"])
def test_the_option_that_looks_otherwise_is_the_answer(look):
    answers = read(HEAD, ["坐席形式", "专属坐席", looking(2, 3, "共享坐席", look=look)])
    assert value(answers, "seats") == ("shared",)


def test_the_option_left_when_the_other_is_struck_through():
    struck = looking(2, 2, "是", kind=CellKind.STRUCK)
    assert value(read(HEAD, ["保密协议", struck, "否"]), "nda") == 0.0


def test_options_without_a_mark_are_no_answer():
    answers = read(HEAD, ["保密协议", "是", "否"], ["坐席形式", "专属坐席", "共享坐席"])
    assert (value(answers, "nda"), value(answers, "seats")) == ("blank", "blank")
    assert {f.criterion for f in found(answers, "template-unanswered")} == {"nda", "seats"}


def test_two_marked_options_are_unreadable_and_both_are_named():
    answers = read(HEAD, ["保密协议", "√是", "√否"])
    assert value(answers, "nda") == "unreadable"
    assert found(answers, "several-options")[0].found == "是 (B2), 否 (C2)"


def test_words_in_a_column_with_a_heading_are_no_options():
    answers = read([*HEAD, "备注"], ["保密协议", "是", "否"])
    assert value(answers, "nda") == 1.0


def test_options_beside_a_question_that_nobody_asks_head_no_columns():
    answers = read(HEAD, ["接受驻场", "是", "√否"], ["保密协议", "√是", "否"], ["权限管理", "否"])
    assert (value(answers, "nda"), value(answers, "access")) == (1.0, 0.0)
