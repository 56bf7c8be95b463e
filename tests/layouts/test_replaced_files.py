"""A newer file replaces an older one only where the buyer says so, and it is told."""

from __future__ import annotations

import datetime as dt

import pytest
from sheets_by_hand import QUESTIONS, book, codes, found, texts

from vendor_score.findings import Severity
from vendor_score.questionnaire.files.sources import round_of
from vendor_score.questionnaire.reader import answers_from_workbooks
from vendor_score.records import QuestionnaireSettings, Supersedes

OLD = [["Company name", "Acme Ltd"], ["Question", "Answer"], ["首响", "30秒"], ["满意度", "95%"]]
NEW = [["Company name", "Acme Ltd"], ["Question", "Answer"], ["首响", "18秒"], ["满意度", None]]
BOTH = {"Acme Ltd": {"first_response": "18秒", "satisfaction": "95%"}}


def read(*files, said=()):
    books = [book(rows, file=file) for file, rows in files]
    return answers_from_workbooks(books, QUESTIONS, QuestionnaireSettings(supersedes=tuple(said)))


def says(file, other, **more):
    return Supersedes(file=file, replaces=other, **more)


def test_until_it_is_said_two_answers_are_void_and_the_message_says_how_to_settle_it():
    answers = read(("old.xlsx", OLD), ("new.xlsx", NEW))
    (finding,) = found(answers, "conflicting-answers")
    assert "supersedes" in finding.fix("en")
    assert "supersedes" in finding.fix("zh")


@pytest.mark.parametrize("in_order", [True, False])
def test_a_file_that_supersedes_replaces_what_it_answers_again(in_order):
    files = [("old.xlsx", OLD), ("sub/new.xlsx", NEW)]
    said = says("sub/new.xlsx", "old.xlsx", reason="typo in v1", date=dt.date(2026, 11, 20))
    answers = read(*(files if in_order else files[::-1]), said=[said])
    assert texts(answers) == BOTH
    assert "conflicting-answers" not in codes(answers)
    (finding,) = found(answers, "replaced-answers")
    assert finding.severity is Severity.INFO
    assert "typo in v1 2026-11-20" in finding.expected("en")
    assert finding.found == "old.xlsx → sub/new.xlsx"


def test_what_replaces_what_replaces_counts_too():
    third = [["Company name", "Acme Ltd"], ["Question", "Answer"], ["首响", "9秒"]]
    said = [says("b.xlsx", "a.xlsx"), says("c.xlsx", "b.xlsx")]
    answers = read(("a.xlsx", OLD), ("b.xlsx", NEW), ("c.xlsx", third), said=said)
    assert texts(answers)["Acme Ltd"]["first_response"] == "9秒"


def test_files_that_replace_each_other_settle_nothing():
    said = [says("b.xlsx", "a.xlsx"), says("a.xlsx", "b.xlsx")]
    answers = read(("a.xlsx", OLD), ("b.xlsx", NEW), said=said)
    assert found(answers, "conflicting-answers")


def test_a_name_that_fits_no_file_is_an_error_with_the_nearest():
    answers = read(("old.xlsx", OLD), ("new.xlsx", NEW), said=[says("new.xlsx", "oldd.xlsx")])
    (finding,) = found(answers, "supersedes-unknown-file")
    assert finding.severity is Severity.ERROR
    assert "“old.xlsx”" in finding.fix("en")
    assert found(answers, "conflicting-answers")


def test_a_file_that_replaces_nothing_is_an_error():
    other = [["Company name", "Bolt"], *NEW[1:]]
    answers = read(("old.xlsx", OLD), ("b.xlsx", other), said=[says("b.xlsx", "old.xlsx")])
    assert found(answers, "supersedes-nothing")[0].severity is Severity.ERROR
    assert texts(answers)["Acme Ltd"]["first_response"] == "30秒"


ROUNDS = [
    ("round1", "round2"),
    ("Round 1", "Round 2"),
    ("第一轮", "第二轮"),
    ("第1轮", "第2轮报价"),
    ("bid round 1", "bid round 02"),
]


@pytest.mark.parametrize(("first", "second"), ROUNDS)
def test_a_folder_of_a_later_round_replaces_an_earlier_one(first, second):
    answers = read((f"{second}/acme.xlsx", NEW), (f"{first}/acme.xlsx", OLD))
    assert texts(answers) == BOTH
    (finding,) = found(answers, "replaced-answers")
    assert "later round" in finding.expected("en")
    assert not found(answers, "several-versions")


NO_ROUNDS = [("old", "new"), ("2025", "2026"), ("v1", "v2"), ("acme/round1", "acme/round2"),
             ("roundabout", "round"), ("around1", "around2")]  # fmt: skip


@pytest.mark.parametrize(("first", "second"), NO_ROUNDS)
def test_other_folders_and_those_a_vendor_may_have_made_replace_nothing(first, second):
    answers = read((f"{first}/acme.xlsx", OLD), (f"{second}/acme.xlsx", NEW))
    assert found(answers, "conflicting-answers")


def test_the_number_of_a_round():
    assert [round_of(f"{name}/a.xlsx") for name in ("round 12", "第三轮", "3轮", "round")] == [
        12, 3, 3, None,
    ]  # fmt: skip
    assert round_of("round2.xlsx") is None


def test_unmatched_questions_say_which_criterion_may_be_meant():
    rows = [["Question", "Answer"], ["首响", "18秒"], ["客户满意程度如何统计", "高"]]
    answers = read(("a.xlsx", [["Company name", "Acme Ltd"], *rows]))
    (finding,) = found(answers, "unmatched-question")
    assert finding.fix("en").endswith("leave it.") or "Did you mean" in finding.fix("en")
