"""Outputs of this tool among the answers are known by their headings, under any name."""

from __future__ import annotations

import csv
import io
import json

import openpyxl
import pytest
from exported_tables import HAITANG, MUJIN, write_xlsx

from vendor_score.cli.main import main
from vendor_score.library import load

CRITERIA = """title: T
reference_date: 2026-12-01
criteria:
  - {id: first, label: {en: First response, zh: 首次响应时间}, answer: duration, unit: s, value: {10: 100, 60: 0}}
  - {id: csat, label: {en: Customer satisfaction, zh: 客户满意率}, answer: percent, value: {70: 0, 100: 100}}
"""  # noqa: E501 - a criterion a line


@pytest.fixture
def case(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "criteria.yaml").write_text(CRITERIA, encoding="utf-8")
    for name, first in ((HAITANG, "18秒"), (MUJIN, "40秒")):
        rows = [
            ["公司名称", name],
            ["问题", "回答"],
            ["首次响应时间", first],
            ["客户满意率", "90%"],
        ]
        write_xlsx(tmp_path / "in" / f"{name}.xlsx", rows)
    return tmp_path


def _scores(decision):
    return {vendor.name: vendor.score for vendor in decision.rank().vendors}


def _rank(lang):
    main(["rank", "in", "-o", "out", "--formats", "csv,xlsx", "--samples", "50", "--lang", lang])


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("form", ["csv", "gb18030", "xlsx"])
def test_a_ranking_under_another_name_is_never_read(case, lang, form):
    before = _scores(load("in"))
    _rank(lang)
    told = (case / "out" / "ranking.csv").read_text(encoding="utf-8-sig")
    if form == "xlsx":
        write_xlsx(case / "in" / "shortlist.xlsx", csv.reader(io.StringIO(told)))
    else:
        encoding = "utf-8" if form == "csv" else form
        (case / "in" / "shortlist.csv").write_text(told, encoding=encoding)
    after = load("in")
    assert _scores(after) == before
    (finding,) = [f for f in after.all_findings if f.code == "own-output"]
    assert (finding.severity.value, finding.source.file[:10]) == ("info", "shortlist.")


def test_sheets_of_a_scorecard_and_a_review_are_known_without_their_marks(case):
    before = _scores(load("in"))
    _rank("en")
    main(["check", "in", "-o", "review.xlsx", "--lang", "zh"])
    for file in ("out/scorecard.xlsx", "review.xlsx"):
        book = openpyxl.load_workbook(case / file)
        for name in [n for n in book.sheetnames if book[n].sheet_state != "visible"]:
            del book[name]
        book.save(case / "in" / f"copy of {file.replace('/', ' ')}")
    after = load("in")
    assert _scores(after) == before
    assert {f.code for f in after.all_findings if f.severity.value == "error"} == set()


@pytest.mark.parametrize("name", ["template.xlsx", "问卷.xlsx", "RFP shared service desk.xlsx"])
def test_a_blank_questionnaire_among_answers_is_not_ranked(case, name):
    main(["template", "-o", f"in/{name}", "--lang", "zh"])
    decision = load("in")
    assert sorted(decision.answers.vendors) == sorted([HAITANG, MUJIN])
    assert [f.code for f in decision.all_findings if f.source.file == name] == [
        "blank-questionnaire"
    ]


def test_a_filled_in_questionnaire_is_read(case):
    main(["template", "-o", "in/template.xlsx", "--lang", "zh"])
    path = case / "in" / "template.xlsx"
    book = openpyxl.load_workbook(path)
    page = next(
        book[n]
        for n in book.sheetnames
        if book[n].sheet_state == "visible" and n != book.sheetnames[0]
    )
    book[book.sheetnames[0]]["B3"] = "芒种客服"
    heads = {cell.value: cell.column for cell in page[1]}
    row = next(r for r in range(2, 9) if "首次响应" in str([c.value for c in page[r]]))
    page.cell(row, next(at for head, at in heads.items() if head and "回答" in head), "12秒")
    book.save(path)
    assert "芒种客服" in load("in").answers.vendors


def test_a_table_of_answers_with_words_of_a_ranking_is_read(case):
    """Rank, vendor and score head many a buyer's table; only all headings together are ours."""
    rows = [
        ["Rank", "Vendor", "Score", "First response"],
        [1, "Alder", 80, "20 s"],
        [2, "Birch", 70, "30 s"],
    ]
    write_xlsx(case / "other" / "t.xlsx", rows)
    assert load("other").answers.vendors == ("Alder", "Birch")
    json.dumps([f.as_dict("zh") for f in load("other").all_findings])
