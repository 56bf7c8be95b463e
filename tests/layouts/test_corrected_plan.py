"""What the buyer corrects in the reading plan counts instead of what the tool read."""

from __future__ import annotations

import pytest
from sheets_by_hand import QUESTIONS, book, codes, found, sheet, texts

from vendor_score.errors import NothingReadError
from vendor_score.findings import Severity
from vendor_score.questionnaire.reader import answers_from_workbooks
from vendor_score.reading_plan import PlanCorrection
from vendor_score.records import InvitedVendor, QuestionnaireSettings

ACME = [["Company name", "Acme Ltd"], ["Question", "Answer", "Comment"],
        ["首响", "30秒", "ok"], ["满意度", "95%", "18秒"]]  # fmt: skip
BOLT = [["Company name", "Bolt"], ["Question", "Answer"], ["首响", "20秒"], ["满意度", "90%"]]
ACROSS = [["Vendor", "首响", "满意度", "Notes"], ["Cedar", "30秒", "95%", "18秒"],
          ["Birch", "20秒", "90%", "9秒"], ["Target", "15秒", "92%", ""]]  # fmt: skip
COLUMNS = [["KPI", "Cedar", "Birch", "Budget"], ["首响", "30秒", "20秒", "9秒"],
           ["满意度", "95%", "90%", "99%"]]  # fmt: skip


def says(what, value, **more):
    return PlanCorrection(what=what, value=value, **more)


def read(*books, said=(), **settings):
    made = QuestionnaireSettings(corrections=tuple(said), **settings)
    return answers_from_workbooks(books, QUESTIONS, made)


def acted(answers):
    return [finding.found for finding in found(answers, "plan-corrected")]


def errors(answers):
    return {f.code for f in answers.findings if f.severity is Severity.ERROR}


def test_a_sheet_that_is_said_to_be_left_out_is_not_read():
    said = [says("use", "no", file="acme.xlsx", sheet="Old")]
    books = book(sheet(ACME, "Old"), sheet(BOLT, "New"), file="acme.xlsx")
    assert set(texts(read(books))) == {"Acme Ltd", "Bolt"}
    answers = read(books, said=said)
    assert set(texts(answers)) == {"Bolt"}
    assert [plan.layout for plan in answers.plan] == ["left_out", "question_rows"]
    assert acted(answers)
    assert not errors(answers)


def test_a_file_can_be_left_out_as_a_whole():
    said = [says("use", "no", file="acme.xlsx")]
    answers = read(book(ACME, file="acme.xlsx"), book(BOLT, file="bolt.xlsx"), said=said)
    assert set(texts(answers)) == {"Bolt"}
    assert not errors(answers)


def test_where_everything_is_left_out_nothing_is_read():
    with pytest.raises(NothingReadError):
        read(book(ACME, file="acme.xlsx"), said=[says("use", "no", file="acme.xlsx")])


@pytest.mark.parametrize("rows", [ACME, BOLT, [["Question", "Answer"], ["首响", "30秒"]]])
def test_whose_a_sheet_is_said_to_be_beats_its_cells_and_names(rows):
    said = [says("whose", "Dune", file="x.xlsx", sheet="Sheet1")]
    answers = read(book(rows, file="x.xlsx"), said=said)
    assert list(texts(answers)) == ["Dune"]
    assert answers.plan[0].whose == (("Dune", "plan"),)


def test_columns_of_a_sheet_that_is_one_vendors_are_parts_of_its_figures():
    rows = [["KPI", "2024", "2025"], ["首响", "30秒", "20秒"], ["满意度", "95%", "90%"]]
    answers = read(book(rows, file="x.xlsx"), said=[says("whose", "Dune", sheet="Sheet1")])
    assert texts(answers)["Dune"]["first_response"] == "20秒"


def test_whose_counts_beside_those_whom_the_buyer_invited():
    said = [says("whose", "Dune", file="acme.xlsx")]
    invited = (InvitedVendor(name="Bolt"),)
    books = [book(ACME, file="acme.xlsx"), book(BOLT, file="bolt.xlsx")]
    assert set(texts(read(*books, said=said, vendors=invited))) == {"Dune", "Bolt"}


@pytest.mark.parametrize("letters_or_heading", ["C", "Comment"])
def test_another_column_can_be_said_to_hold_the_answers(letters_or_heading):
    said = [says("column", "answer", file="acme.xlsx", key=letters_or_heading)]
    answers = read(book(ACME, file="acme.xlsx"), said=said)
    assert texts(answers)["Acme Ltd"] == {"first_response": "ok", "satisfaction": "18秒"}
    assert acted(answers)


def test_a_column_that_is_said_to_be_unused_gives_no_remark():
    said = [says("column", "unused", file="acme.xlsx", key="C")]
    remarks = {a.remarks for a in read(book(ACME, file="acme.xlsx")).given["Acme Ltd"].values()}
    assert "ok" in remarks
    answers = read(book(ACME, file="acme.xlsx"), said=said)
    assert {a.remarks for a in answers.given["Acme Ltd"].values()} == {""}
    assert {c.column: c.role for c in answers.plan[0].columns}["C"] == "unused"


def test_a_column_can_be_said_to_be_evidence():
    said = [says("column", "evidence", key="Comment")]
    answers = read(book(ACME, file="acme.xlsx"), said=said)
    assert answers.given["Acme Ltd"]["satisfaction"].evidence_text == "18秒"


def test_another_column_can_be_said_to_hold_the_questions():
    rows = [["Company name", "Acme Ltd"], ["No.", "Text", "Code", "Answer"],
            ["1", "首响", "满意度", "30秒"], ["2", "满意度", "首响", "95%"]]  # fmt: skip
    answers = read(book(rows), said=[says("column", "question", key="C")])
    assert texts(answers)["Acme Ltd"] == {"satisfaction": "30秒", "first_response": "95%"}


def test_a_column_beside_vendors_can_be_said_to_hold_a_vendors_answers():
    assert set(texts(read(book(COLUMNS)))) == {"Cedar", "Birch"}
    said = [says("column", "answer", key="D"), says("vendor", "yes", key="Budget")]
    assert set(texts(read(book(COLUMNS), said=said))) == {"Cedar", "Birch", "Budget"}


def test_another_column_of_a_vendors_group_can_be_said_to_hold_its_answers():
    rows = [["KPI", "Cedar", "", "Birch", ""], ["", "Score", "Comments", "Score", "Comments"],
            ["首响", "10", "30秒", "9", "20秒"], ["满意度", "8", "95%", "7", "90%"]]  # fmt: skip
    said = [says("column", "unused", key=at) for at in "BD"]
    said += [says("column", "answer", key=at) for at in "CE"]
    answers = texts(read(book(rows), said=said))
    assert answers["Cedar"] == {"first_response": "30秒", "satisfaction": "95%"}
    assert answers["Birch"]["first_response"] == "20秒"


def test_a_column_of_a_vendor_can_be_set_aside():
    answers = read(book(COLUMNS), said=[says("column", "unused", key="Birch")])
    assert set(texts(answers)) == {"Cedar"}


def test_a_column_of_a_row_per_vendor_can_be_said_to_answer_a_criterion():
    said = [says("column", "unused", key="B"), says("column", "first_response", key="Notes")]
    answers = read(book(ACROSS), said=said)
    assert texts(answers)["Cedar"]["first_response"] == "18秒"
    assert len(acted(answers)) == 2


def test_another_column_can_be_said_to_name_the_vendors():
    rows = [["Month", "首响", "满意度", "Firm of record"], ["May", "30秒", "95%", "Cedar"],
            ["June", "20秒", "90%", "Birch"]]  # fmt: skip
    answers = read(book(rows), said=[says("column", "vendor", key="D")])
    assert set(texts(answers)) == {"Cedar", "Birch"}


def test_the_row_of_headings_can_be_said():
    rows = [["首响", "满意度", "Vendor"], ["old", "old", "old"], ["", "", ""],
            ["Vendor", "首响", "满意度"], ["Cedar", "30秒", "95%"],
            ["Birch", "20秒", "90%"]]  # fmt: skip
    answers = read(book(rows), said=[says("header_row", "4", sheet="Sheet1")])
    assert set(texts(answers)) == {"Cedar", "Birch"}
    assert acted(answers)


def test_the_layout_can_be_said():
    rows = [["Vendor", "首响", "满意度"], ["首响", "30秒", "95%"], ["满意度", "20秒", "90%"]]
    down = read(book(rows, file="Elm.xlsx"), said=[says("layout", "question_rows")])
    across = read(book(rows, file="Elm.xlsx"), said=[says("layout", "vendor_rows")])
    assert down.plan[0].layout == "question_rows"
    assert across.plan[0].layout == "vendor_rows"
    assert acted(down)
    assert acted(across)


def test_a_question_can_be_said_to_ask_a_criterion_or_none():
    rows = [["Company name", "Acme"], ["Question", "Answer"], ["Quickness of us", "30秒"],
            ["满意度", "95%"]]  # fmt: skip
    said = [says("question", "first_response", key="Quickness of us")]
    assert texts(read(book(rows), said=said))["Acme"]["first_response"] == "30秒"
    said.append(says("question", "unused", key="满意度"))
    answers = read(book(rows), said=said)
    assert texts(answers)["Acme"] == {"first_response": "30秒"}
    assert "unmatched-question" not in codes(answers)
    assert len(acted(answers)) == 2


def test_a_question_can_be_said_for_one_file_alone():
    rows = [["Question", "Answer"], ["Quickness", "30秒"], ["满意度", "95%"]]
    said = [says("question", "first_response", key="Quickness", file="Acme.xlsx")]
    answers = read(book(rows, file="Acme.xlsx"), book(rows, file="Bolt.xlsx"), said=said)
    assert "first_response" in answers.given["Acme"]
    assert "first_response" not in answers.given["Bolt"]


def test_a_question_is_what_the_buyer_says_whatever_id_stands_beside_it():
    rows = [["vendor-score id", "Question", "Answer"], ["satisfaction", "满意度", "95%"],
            ["first_response", "Our speed", "9秒"]]  # fmt: skip
    said = [says("question", "average_response", key="Our speed")]
    assert texts(read(book(rows), said=said))["Acme"]["average_response"] == "9秒"


def test_names_can_be_said_to_be_vendors_or_none():
    said = [says("vendor", "no", key="birch"), says("vendor", "yes", key="Target")]
    answers = read(book(ACROSS), said=said)
    assert set(texts(answers)) == {"Cedar", "Target"}
    assert {n.name for n in answers.names if not n.is_vendor} == {"Birch"}


def test_two_names_can_be_said_to_be_one_vendor():
    said = [says("same_as", "Cedar", key="Acme Ltd"), says("short", "C", key="Cedar")]
    answers = read(book(ACROSS, file="all.xlsx"), book(ACME, file="acme.xlsx"), said=said)
    assert set(texts(answers)) == {"Cedar", "Birch"}
    assert answers.short_names == {"Cedar": "C"}


def test_names_that_are_said_to_be_each_other_are_an_error():
    said = [says("same_as", "Cedar", key="Birch"), says("same_as", "Birch", key="Cedar")]
    answers = read(book(ACROSS), said=said)
    assert set(texts(answers)) == {"Cedar", "Birch"}
    assert errors(answers) == {"plan-circular", "vendor-unsure"}  # Target, in the last row


def test_an_unsure_table_becomes_sure_by_what_the_buyer_says():
    rows = [["Site", "首响", "满意度"], ["Delhi", "30秒", "95%"], ["Pune", "20秒", "90%"]]
    own = sheet(ACME, "Answers")
    assert set(texts(read(book(own, sheet(rows, "Sites"))))) == {"Acme Ltd"}
    said = [says("vendor", "yes", key="Delhi"), says("vendor", "yes", key="Pune")]
    answers = read(book(own, sheet(rows, "Sites")), said=said)
    assert {"Delhi", "Pune"} <= set(texts(answers))


@pytest.mark.parametrize(
    ("correction", "near"),
    [
        (says("use", "no", file="acmee.xlsx"), "acme.xlsx"),
        (says("whose", "Dune", file="acme.xlsx", sheet="Sheet11"), "Sheet1"),
        (says("column", "answer", key="Commment"), "Comment"),
        (says("vendor", "no", key="Acme Limited"), "Acme Ltd"),
        (says("question", "cases", key="never asked"), ""),
    ],
)
def test_what_fits_nothing_is_an_error_that_says_what_is_near(correction, near):
    answers = read(book(ACME, file="acme.xlsx"), said=[correction])
    (finding,) = found(answers, "plan-fits-nothing")
    assert finding.severity is Severity.ERROR
    assert near in finding.fix("en")
    assert texts(answers) == texts(read(book(ACME, file="acme.xlsx")))


def test_a_column_with_another_heading_than_when_it_was_corrected_is_left_alone():
    said = [says("column", "unused", key="C", heading="Remarks")]
    answers = read(book(ACME, file="acme.xlsx"), said=said)
    assert errors(answers) == {"plan-out-of-date"}
    assert answers.given["Acme Ltd"]["first_response"].remarks == "ok"


def test_a_sheet_is_found_by_its_name_without_blanks_and_a_heading_with_its_own_signs():
    rows = [["Company name", "Acme"], ["Question", "Yes / No", "Memo"], ["首响", "30秒", "9秒"],
            ["满意度", "95%", "99%"]]  # fmt: skip
    made = book(sheet(rows, "Data "), file="Acme.xlsx")
    said = [says("column", "unused", sheet="Data", key="B", heading="Yes / No"),
            says("column", "answer", sheet="Data", key="C", heading="Memo")]  # fmt: skip
    answers = read(made, said=said)
    assert texts(answers)["Acme"]["first_response"] == "9秒"
    assert not errors(answers)


@pytest.mark.parametrize(
    "correction",
    [says("column", "unit", key="Notes"), says("layout", "label_pairs"), says("header_row", "77")],
)
def test_what_the_layout_cannot_do_is_an_error(correction):
    assert "plan-not-possible" in errors(read(book(ACROSS), said=[correction]))


@pytest.mark.parametrize("rows", [ACME, BOLT, ACROSS, COLUMNS])
def test_what_is_said_as_it_was_read_changes_nothing(rows):
    plain = read(book(rows, file="acme.xlsx"))
    (plan,) = plain.plan
    said = [says("layout", plan.layout), says("header_row", str(plan.headers[0]))]
    roles = [c for c in plan.columns if c.role != "tick"]
    said += [says("column", c.role, key=c.column, heading=c.heading) for c in roles]
    said += [says("question", q.criterion, key=q.text) for q in plan.questions]
    sure = [name for name in plain.names if not name.is_unsure]
    said += [says("vendor", "yes" if name.is_vendor else "no", key=name.name) for name in sure]
    again = read(book(rows, file="acme.xlsx"), said=said)
    assert again.given == plain.given
    assert errors(again) == errors(plain)


@pytest.mark.parametrize(
    "head", ["Employee name", "Name of the agent", "Team member", "客服姓名", "处理人", "Agent ID"]
)
def test_names_of_people_are_not_among_the_names_that_may_be_vendors(head):
    rows = [[head, "首响", "满意度"], ["Edda Moos", "9秒", "97%"], ["Finn Stahl", "40秒", "85%"]]
    answers = read(book(sheet(ACME, "Answers"), sheet(rows, "People"), file="acme.xlsx"))
    assert {name.name for name in answers.names} == {"Acme Ltd"}
    assert not any("Edda" in str(finding) for finding in answers.findings)
