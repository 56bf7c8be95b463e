"""``questionnaire: plan`` and ``names`` of criteria.yaml say what counts instead of the reading."""

from __future__ import annotations

import pytest

import vendor_score
from vendor_score.criteria.load import parse_criteria
from vendor_score.errors import CriteriaError
from vendor_score.findings import Severity

HEAD = """\
criteria:
  - {id: speed, answer: duration, unit: s, question: First reply, value: {5: 100, 60: 0}}
  - {id: csat, answer: percent, question: Satisfaction, value: {80: 0, 100: 100}}
questionnaire:
"""
PLAN = """\
  plan:
    - file: acme.csv
      whose: Acme Ltd
      columns: {B: unused, Reply: answer}
      questions: {Our quickness: speed}
      reason: C is the final column
      by: Wu
      date: 2026-11-20
    - {file: old.csv, use: no}
  names:
    - {name: Bolt, short: B}
  questions: {Hobby: unused}
"""


def criteria(text):
    return parse_criteria(HEAD + text)


@pytest.fixture
def answers(tmp_path):
    folder = tmp_path / "answers"
    folder.mkdir()
    rows = "Question,Draft,Reply\nOur quickness,50 s,20 s\nSatisfaction,80%,95%\nHobby,chess,go\n"
    (folder / "acme.csv").write_text(rows, encoding="utf-8")
    (folder / "old.csv").write_text("Vendor,First reply\nGone,1 s\n", encoding="utf-8")
    bolt = "Vendor,First reply,Satisfaction\nBolt,30 s,90%\n"
    (folder / "bolt.csv").write_text(bolt, encoding="utf-8")
    return folder


def test_all_that_is_said_counts(answers):
    decision = vendor_score.load(answers, criteria=criteria(PLAN))
    given = decision.answers.given
    assert set(given) == {"Acme Ltd", "Bolt"}
    assert given["Acme Ltd"]["speed"].text == "20 s"
    assert decision.answers.short_names == {"Bolt": "B"}
    findings = decision.all_findings
    assert not [f for f in findings if f.severity is Severity.ERROR]
    told = [f for f in findings if f.code == "plan-corrected"]
    assert len(told) == 6
    whose = next(f for f in told if "whose" in (f.found or ""))
    assert whose.found == "criteria.yaml:7 · acme.csv: whose = Acme Ltd"
    assert "C is the final column" in whose.expected("en")
    assert "Wu 2026-11-20" in whose.expected("zh")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  plan:\n    - {file: acmee.csv, use: false}\n", 6),
        ("  plan:\n    - file: acme.csv\n      columns: {Replies: answer}\n", 7),
        ("  names:\n    - {name: Bold, vendor: false}\n", 6),
        ("  header_row: 1\n  questions: {Never asked: csat}\n", 6),
        ("  header_row: 1\n  vendor_column: Firm\n", 6),
        ("  supersedes:\n    - {file: acme.csv, replaces: gone.csv}\n", 6),
    ],
)
def test_an_entry_that_fits_nothing_is_an_error_with_its_line(answers, text, line):
    decision = vendor_score.load(answers, criteria=criteria(text))
    errors = [f for f in decision.all_findings if f.severity is Severity.ERROR]
    assert any((f.found or "").startswith(f"criteria.yaml:{line} · ") for f in errors)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("  plan:\n    - {file: a.csv, columns: {B: anwser}}\n", "answer"),
        ("  plan:\n    - {file: a.csv, questions: {Hobby: spead}}\n", "speed"),
        ("  plan:\n    - {file: a.csv, layout: rows}\n", "question_rows"),
        ("  plan:\n    - {file: a.csv}\n", "says nothing"),
        ("  plan:\n    - {file: a.csv, header_row: 0}\n", "header_row"),
        ("  names:\n    - {name: Bolt}\n", "says nothing"),
        (
            "  names:\n    - {name: B, vendor: true}\n    - {name: b, vendor: no}\n",
            "contradicts",
        ),
        ("  plan:\n    - {file: a.csv, use: maybe}\n", "maybe"),
        ("  plan: {file: a.csv}\n", "list"),
        ("  plan:\n    - {fill: a.csv, use: false}\n", "file"),
    ],
)
def test_a_mistake_is_named_with_its_line(text, message):
    with pytest.raises(CriteriaError) as error:
        criteria(text)
    assert message in str(error.value)
    assert "criteria.yaml:" in str(error.value)
