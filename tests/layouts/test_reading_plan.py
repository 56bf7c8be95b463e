"""The reading plan: every sheet, every column, every question accounted for, with whose and why."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from sheets_by_hand import QUESTIONS, book, sheet

from vendor_score.present.terminal.findings import plan_lines
from vendor_score.present.terminal.screen import Screen, width
from vendor_score.questionnaire.reader import answers_from_workbooks
from vendor_score.wording import languages


def read(*books):
    return answers_from_workbooks(books, QUESTIONS)


FORM = [
    ["Company name", "Acme Ltd"],
    ["No", "Question", "Weight", "Answer", "Remarks"],
    [1, "首响", 10, "18秒", "in chat"],
    [2, "满意度", 5, "95%"],
    [3, "What is the colour of your logo?", 1, "blue"],
]


def test_a_sheet_with_a_row_per_question():
    cover = sheet([["Thank you for the invitation"]], name="Cover")
    first, plan = read(book(cover, sheet(FORM, name="Form"), file="a.xlsx")).plan
    assert (first.sheet, first.layout, first.answers) == ("Cover", "none", 0)
    assert (plan.file, plan.sheet, plan.layout, plan.headers) == (
        "a.xlsx",
        "Form",
        "question_rows",
        (2,),
    )
    assert [(c.column, c.heading, c.role, c.filled) for c in plan.columns] == [
        ("A", "No", "id", 3),
        ("B", "Question", "question", 3),
        ("C", "Weight", "unused", 3),
        ("D", "Answer", "answer", 3),
        ("E", "Remarks", "remarks", 1),
    ]
    assert [(q.criterion, q.how, q.cell) for q in plan.questions] == [
        ("first_response", "exact", "B3"),
        ("satisfaction", "exact", "B4"),
    ]
    assert (plan.unmatched, plan.answers, plan.whose) == (1, 2, (("Acme Ltd", "cell"),))


def test_a_table_of_vendors_and_names_left_out():
    rows = [["供应商", "首响", "城市"], ["甲公司", "18秒", "合肥"], ["乙公司", "19秒", "成都"]]
    (plan,) = read(book(rows)).plan
    assert [(c.column, c.role, c.criterion) for c in plan.columns] == [
        ("A", "vendor", None),
        ("B", "answer", "first_response"),
        ("C", "unused", None),
    ]
    assert plan.whose == (("甲公司", "table"), ("乙公司", "table"))
    months = [["Month", "首响"], ["May", "1秒"], ["June", "2秒"]]
    _, left = read(book(rows, file="t.xlsx"), book(months, file="m.xlsx")).plan
    assert (left.whose, left.left_out, left.answers) == ((), 2, 0)


WORDS = st.sampled_from(["首响", "18秒", "Answer", "Question", "备注", "Vendor", "x", 5, None])


@given(rows=st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_every_filled_column_of_a_sheet_that_asks_is_accounted_for(rows):
    sure = sheet([["供应商", "首响"], ["甲公司", "18秒"]], name="Sure")
    plans = read(book(sure, sheet(rows, name="Any"))).plan
    plan = next(plan for plan in plans if plan.sheet == "Any")
    if plan.layout in {"question_rows", "vendor_rows"} and plan.headers:
        last = plan.headers[0]
        filled = {"ABCDE"[at] for row in rows[last:] for at, value in enumerate(row) if value}
        accounted = {column.column for column in plan.columns}
        assert filled - accounted <= set() or plan.headers[-1] != last


def test_the_plan_is_said_in_every_language_within_the_width():
    plan = read(book(sheet(FORM, name="Form"), file="a.xlsx")).plan
    for lang in languages():
        lines = list(plan_lines(plan, Screen(columns=80), lang))
        assert any("a.xlsx" in line for line in lines)
        assert any("C" in line and "Weight" in line for line in lines)
        assert all(width(line) <= 80 for line in lines)
