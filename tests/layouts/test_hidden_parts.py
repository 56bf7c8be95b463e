"""Hidden sheets, rows and columns: told, and never used."""

from __future__ import annotations

from sheets_by_hand import QUESTIONS, book, codes, found, sheet, texts

from vendor_score.questionnaire.reader import answers_from_workbooks
from vendor_score.records import AnswerState

HEAD = ["问题", "回答"]


def read(*books):
    return answers_from_workbooks(books, QUESTIONS)


def test_answer_in_a_hidden_row_is_told_and_counts_as_unreadable():
    rows = [HEAD, ["首响", "18秒"], ["满意度", "95%"]]
    answers = read(book(sheet(rows, hidden_rows=[3])))
    hidden = answers.of("Acme", "satisfaction")
    assert (hidden.state, hidden.reading, hidden.text) == (AnswerState.UNREADABLE, None, "95%")
    (told,) = found(answers, "hidden-answer")
    assert (told.criterion, told.source.cell, told.found) == ("satisfaction", "B3", "95%")


def test_blank_in_a_hidden_row_was_not_asked():
    answers = read(book(sheet([HEAD, ["首响", "18秒"], ["满意度", None]], hidden_rows=[3])))
    assert answers.of("Acme", "satisfaction").state is AnswerState.NOT_ASKED
    assert codes(answers) == []


def test_visible_answer_counts_beside_a_hidden_one_that_differs():
    rows = [HEAD, ["首响", "18秒"], ["首响", "99秒"]]
    answers = read(book(sheet(rows, hidden_rows=[3])))
    assert answers.of("Acme", "first_response").text == "18秒"
    assert codes(answers) == ["hidden-answer"]


def test_hidden_answer_column_is_not_used():
    rows = [["指标", "甲公司", "乙公司"], ["首响", "18秒", "30秒"]]
    answers = read(book(sheet(rows, hidden_columns=[3])))
    assert list(answers.vendors) == ["甲公司"]
    (told,) = found(answers, "hidden-vendor")
    assert told.found == "乙公司"


def test_hidden_row_of_a_table_is_no_vendor():
    rows = [["供应商", "首响"], ["甲公司", "18秒"], ["乙公司", "30秒"]]
    answers = read(book(sheet(rows, hidden_rows=[3])))
    assert list(answers.vendors) == ["甲公司"]
    assert codes(answers) == ["hidden-vendor"]


def test_hidden_sheet_is_told_and_its_other_answers_are_named():
    shown = sheet([HEAD, ["首响", "18秒"], ["满意度", "95%"]], name="问卷")
    old = sheet([HEAD, ["首响", "18秒"], ["满意度", "80%"]], name="旧版", hidden=True)
    answers = read(book(shown, old))
    assert texts(answers) == {"Acme": {"first_response": "18秒", "satisfaction": "95%"}}
    assert codes(answers) == ["hidden-sheet", "hidden-answer"]
    assert found(answers, "hidden-answer")[0].source.sheet == "旧版"


def test_hidden_sheet_of_another_vendor_makes_no_vendor():
    sheets = [
        sheet([HEAD, ["首响", t]], name=n, hidden=n == "丙")
        for n, t in zip("甲乙丙", "123", strict=True)
    ]
    answers = read(book(*sheets))
    assert list(answers.vendors) == ["甲", "乙"]
    assert "hidden-sheet" in codes(answers)
    assert "hidden-vendor" in codes(answers)
