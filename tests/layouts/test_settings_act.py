"""Settings that say where the answers stand act, or are an error that names them."""

from __future__ import annotations

import pytest
from sheets_by_hand import QUESTIONS, book, found, sheet, texts

from vendor_score.errors import NothingReadError
from vendor_score.findings import Severity
from vendor_score.questionnaire.reader import answers_from_workbooks
from vendor_score.records import InvitedVendor, QuestionnaireSettings

ROWS = [["Question", "Answer", "Remarks"], ["首响", "18秒", None], ["满意度", "95%", None]]
TABLE = [["Vendor", "首响", "满意度"], ["Acme", "18秒", "95%"], ["Bolt", "25秒", "90%"]]


def read(*books, **settings):
    return answers_from_workbooks(books, QUESTIONS, QuestionnaireSettings(**settings))


def errors(answers):
    return [f for f in answers.findings if f.severity is Severity.ERROR]


FITS_NOTHING = {
    "vendor column": (TABLE, {"vendor_column": "Vendor nam"}, "Vendor"),
    "answer column": (ROWS, {"answer_column": "Answers given"}, "Answer"),
    "evidence column": (ROWS, {"evidence_column": "Proof"}, None),
    "remarks column": (ROWS, {"remarks_column": "Remark"}, "Remarks"),
    "question column": (ROWS, {"question_column": "Questoin"}, "Question"),
    "a column without cells": (TABLE, {"vendor_column": "H"}, None),
    "a row without cells": (TABLE, {"header_row": 90}, None),
    "an empty name cell": (ROWS, {"vendor_name_cell": "F9"}, None),
    "a mapped question": (ROWS, {"questions": {"How fast?": "first_response"}}, None),
    "a mapped question in Chinese": (ROWS, {"questions": {"满意": "satisfaction"}}, "满意度"),
}


@pytest.mark.parametrize(("rows", "settings", "near"), FITS_NOTHING.values(), ids=FITS_NOTHING)
def test_a_setting_that_fits_nothing_is_an_error_that_names_it(rows, settings, near):
    try:
        findings = read(book(rows), **settings).findings
    except NothingReadError as error:
        findings = error.findings
    (finding,) = [f for f in findings if f.code == "setting-fits-nothing"]
    assert finding.severity is Severity.ERROR
    (name, written), *_ = settings.items()
    assert (finding.found or "").startswith(f"questionnaire: {name}: ")
    for lang in ("en", "zh"):
        shown = next(iter(written)) if isinstance(written, dict) else str(written)
        assert shown in finding.expected(lang)
        assert near is None or near in finding.fix(lang)
    assert ("Did you mean" in finding.fix("en")) == (near is not None)
    assert ("是否应为" in finding.fix("zh")) == (near is not None)


def test_a_setting_that_fits_one_file_of_several_is_fine():
    answers = read(book(TABLE, file="t.xlsx"), book(ROWS, file="Crown.xlsx"), vendor_column="A")
    assert errors(answers) == []
    answers = read(book(ROWS, file="Crown.xlsx"), book(TABLE, file="t.xlsx"), answer_column="B")
    assert not found(answers, "setting-fits-nothing")


def test_a_sheet_that_no_file_has_is_an_error_with_the_nearest_name():
    answers = read(book(sheet(ROWS, name="Questionnaire")), sheet="Questionaire")
    (finding,) = found(answers, "sheet-not-found")
    assert finding.severity is Severity.ERROR
    assert "Questionnaire" in finding.fix("en")


def test_a_sheet_that_one_file_lacks_is_a_warning():
    one = book(sheet(ROWS, name="Final"), file="Crown.xlsx")
    other = book(sheet(ROWS, name="Form"), file="Delta.xlsx")
    (finding,) = found(read(one, other, sheet="Final"), "sheet-not-found")
    assert (finding.severity, finding.source.file) == (Severity.WARNING, "Delta.xlsx")


UNUSED = {
    "evidence of a vendor's row": (TABLE, {"evidence_column": "B"}),
    "remarks of a vendor's row": (TABLE, {"remarks_column": "满意度"}),
    "name cell beside vendors' rows": (TABLE, {"vendor_name_cell": "A2"}),
}


@pytest.mark.parametrize(("rows", "settings"), UNUSED.values(), ids=UNUSED)
def test_a_setting_that_its_layout_has_no_use_for_is_an_error(rows, settings):
    (finding,) = errors(read(book(rows), **settings))
    assert finding.code == "setting-not-used"


def test_a_column_may_be_named_by_a_whole_question():
    rows = [
        ["ID", "Name", "What is your company name?", "首响", "满意度"],
        [1, "Ann Archer", "Acme", "18秒", "95%"],
        [2, "Bo Brandt", "Bolt", "25秒", "90%"],
    ]
    answers = read(book(rows), vendor_column="What is your company name?")
    assert answers.vendors == ("Acme", "Bolt")
    assert errors(answers) == []


def test_a_whole_question_is_not_taken_for_a_shorter_heading():
    rows = [["ID", "Name", "首响", "满意度"], [1, "Ann Archer", "18秒", "95%"]]
    answers = read(book(rows), vendor_column="What is your company name?")
    assert [f.code for f in errors(answers)] == ["setting-fits-nothing"]


def test_a_named_cell_beats_the_headings_of_columns():
    rows = [["Acme Ltd", None, None], ["KPI", "Chat team", "Voice crew"], ["首响", "18秒", "18秒"]]
    answers = read(book(rows), vendor_name_cell="A1")
    assert texts(answers) == {"Acme Ltd": {"first_response": "18秒"}}
    assert found(answers, "columns-of-one-vendor")
    assert errors(answers) == []


def test_a_named_cell_beats_a_heading_such_as_vendor():
    rows = [["Acme Ltd", None], ["Vendor", "Offer one", "Offer two"], ["首响", "18秒", "25秒"]]
    answers = read(book(rows), vendor_name_cell="A1")
    assert answers.vendors == ("Acme Ltd",)
    assert found(answers, "conflicting-answers")


def test_a_named_cell_that_is_one_of_the_columns_leaves_them_vendors():
    rows = [["KPI", "Acme", "Bolt"], ["首响", "18秒", "25秒"]]
    assert read(book(rows), vendor_name_cell="B1").vendors == ("Acme", "Bolt")


def test_invited_vendors_are_no_settings_of_places():
    answers = read(book(TABLE), vendors=(InvitedVendor(name="Acme"), InvitedVendor(name="Crown")))
    assert errors(answers) == []
