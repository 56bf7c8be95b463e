"""Grid questions of forms of any make: the row of the grid in each heading is the question."""

from __future__ import annotations

import pytest
from exported_tables import LAKE, NORTH, read, refused, values

STEM = "What are your present figures?"
FORMS = {
    "brackets": "{stem} [{row}]",
    "full-width brackets": "{stem}［{row}］",
    "a dash": "{stem} - {row}",
    "a long dash": "7、{stem}——{row}",
    "the row first": "{row}:{stem}",
    "a code": "Q12[{row}]. {stem}",
    "a number": "12(3、{row})",
}


def table(form, rows=("First response", "Customer satisfaction"), stem=STEM):
    heads = [FORMS[form].format(stem=stem, row=row) for row in rows]
    return [
        ["No", "Company name", *heads, "E-mail"],
        [1, NORTH, "18 s", "92%", "ann@example.com"],
        [2, LAKE, "25 s", "80%", "bo@example.com"],
    ]


@pytest.mark.parametrize("form", FORMS)
def test_the_row_of_a_grid_is_the_question(form):
    answers = read(table(form))
    assert answers.vendors == (NORTH, LAKE)
    assert values(answers, NORTH)["first"] == 18
    assert values(answers, LAKE)["csat"] == 80
    assert all("example.com" not in str(finding) for finding in answers.findings)


def test_a_stem_that_makes_another_question_of_its_rows_is_no_answer_to_them():
    told = refused(table("brackets", stem="At night, by phone"))
    assert "nothing-matched" in {finding.code for finding in told}
