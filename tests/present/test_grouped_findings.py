"""Thousands of like findings of one column are one line, wherever findings are listed."""

from __future__ import annotations

import json

import openpyxl
import pytest

import vendor_score
from vendor_score.cli.main import main
from vendor_score.criteria.load import parse_criteria
from vendor_score.findings import Finding, Severity, Source, group_findings

CRITERIA = """\
criteria:
  - {id: speed, answer: duration, unit: s, question: First reply, value: {5: 100, 60: 0}}
  - {id: csat, answer: percent, question: Satisfaction, value: {80: 0, 100: 100}}
"""
MANY = 400


@pytest.fixture
def case(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "criteria.yaml").write_text(CRITERIA, encoding="utf-8")
    lines = [f"Firm {n},soon{n},9{n % 10}%" for n in range(MANY)]
    text = "\n".join(["Vendor,First reply,Satisfaction", *lines])
    (tmp_path / "all.csv").write_text(text, encoding="utf-8")
    return tmp_path


def made(code, cell, severity=Severity.INFO, **more):
    return Finding(code=code, severity=severity, source=Source("a.xlsx", "S", cell), **more)


def test_like_findings_of_one_column_are_one_with_their_count():
    found = [made("blank", f"C{row}", vendor=f"V{row}", criterion="speed") for row in range(1, 100)]
    (group,) = group_findings(found)
    assert group.count == 99
    assert group.finding.source.cell == "C1, C2, C3 … (99)"
    assert (group.finding.vendor, group.finding.criterion) == (None, "speed")


def test_few_findings_and_those_of_other_columns_sheets_and_severities_stay_apart():
    found = [made("blank", f"{column}{row}") for column in "CD" for row in range(1, 6)]
    assert [group.count for group in group_findings(found)] == [1] * 10
    errors = [made("blank", f"C{row}", Severity.ERROR) for row in range(1, 30)]
    assert len(group_findings(errors)) == 29


def test_nothing_is_lost_in_groups():
    found = [made("blank", f"{'CDE'[row % 3]}{row}") for row in range(1, 200)]
    assert sum(group.count for group in group_findings(found)) == len(found)


def test_check_says_them_in_one_line_and_json_one_by_one(case, capsys):
    main(["check", "all.csv"])
    shown = capsys.readouterr().out
    assert f"({MANY} times)" in shown
    assert shown.count("soon") < 5
    assert len(shown.splitlines()) < MANY + 40  # the vendors, a line each
    main(["check", "all.csv", "--json"])
    assert len(json.loads(capsys.readouterr().out)["findings"]) >= MANY


def test_workbook_and_page_have_one_row_and_ranking_json_all(case):
    decision = vendor_score.load("all.csv", criteria=parse_criteria(CRITERIA))
    decision.rank().save("out", formats=("json", "xlsx", "html"))
    sheet = openpyxl.load_workbook(case / "out" / "scorecard.xlsx").worksheets[-1]
    assert sheet.max_row < 40
    ranking = json.loads((case / "out" / "ranking.json").read_text(encoding="utf-8"))
    assert len(ranking["findings"]) >= MANY


def test_reasons_that_differ_are_not_given_to_all_of_a_kind(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "criteria.yaml").write_text(
        "criteria:\n"
        "  - {id: n, answer: count, question: Complaints, value: {0: 100, 9: 0}}\n"
        "  - {id: y, answer: yes_no, question: Weekly checks, value: {yes: 100, no: 0}}\n",
        encoding="utf-8",
    )
    lines = [f"Firm {n},2 per 1000 visits,by our inspectors" for n in range(5)]
    text = "\n".join(["Vendor,Complaints,Weekly checks", *lines, "Last,1,yes"])
    (tmp_path / "all.csv").write_text(text, encoding="utf-8")
    main(["rank", "all.csv", "-o", "out", "--lang", "en"])
    assert "answer not readable (10): Firm 0 2" in capsys.readouterr().out
