"""Real files from a folder to answers: layouts mixed, some files bad, nothing written."""

from __future__ import annotations

import openpyxl
import pytest
from sheets_by_hand import QUESTIONS, codes, found, texts

from vendor_score.errors import NothingReadError
from vendor_score.questionnaire.reader import read_answers
from vendor_score.questionnaire.template import Section, template_workbook
from vendor_score.records import AnswerState
from vendor_score.wording import Label

HEAD = ["问题", "回答", "证明材料", "备注"]


def save(path, *sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)


@pytest.fixture
def folder(tmp_path):
    save(
        tmp_path / "云客服_问卷回复_终稿.xlsx",
        ("封面", [["客服外包问卷"], [], ["公司名称", "云客服有限公司"]]),
        ("响应", [HEAD, ["首次响应时间(秒)", 18, "后台截图", "近30天"]]),
        ("服务", [HEAD, ["客户满意度?", "95%"]]),
    )
    save(
        tmp_path / "columns.xlsx",
        ("对比", [["指标", "甲公司", "乙公司"], ["首响", "20秒", "25秒"]]),
    )
    rows = "供应商,首响(秒),满意度(%)\n丙公司,30,90\n平均,30,90\n"
    (tmp_path / "rows.csv").write_bytes(rows.encode("gb18030"))
    return tmp_path


def test_a_folder_of_every_layout(folder):
    answers = read_answers([folder], QUESTIONS)
    assert texts(answers) == {
        "甲公司": {"first_response": "20秒"},
        "乙公司": {"first_response": "25秒"},
        "丙公司": {"first_response": "30", "satisfaction": "90"},
        "云客服有限公司": {"first_response": "18", "satisfaction": "95%"},
    }
    first = answers.of("云客服有限公司", "first_response")
    assert (first.evidence_text, first.remarks, first.source.sheet) == (
        "后台截图",
        "近30天",
        "响应",
    )
    assert [each.file for each in answers.inputs] == [
        "columns.xlsx",
        "rows.csv",
        "云客服_问卷回复_终稿.xlsx",
    ]


def test_bad_files_are_named_and_the_rest_is_read(folder):
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04 cut short")
    save(folder / "other.xlsx", ("Sheet1", [["Einkaufsliste"], ["Brot"]]))
    answers = read_answers([folder], QUESTIONS)
    assert len(answers.vendors) == 4
    errors = [f.source.file for f in answers.findings if f.severity == "error"]
    assert errors == ["broken.xlsx", "other.xlsx"]


def test_nothing_readable_is_an_error(tmp_path):
    with pytest.raises(NothingReadError):
        read_answers([tmp_path], QUESTIONS)
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 cut short")
    with pytest.raises(NothingReadError):
        read_answers([tmp_path], QUESTIONS)


@pytest.mark.parametrize("lang", ["en", "zh", "both"])
def test_filled_template_loses_nothing(tmp_path, lang):
    section = Section(label=Label(en="Case studies", zh="成功案例"), questions=QUESTIONS)
    title = Label(en="Questionnaire", zh="问卷")
    path = tmp_path / "renamed (2) final.xlsx"
    path.write_bytes(template_workbook([section], title=title, lang=lang, vendor="云客服"))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[1]
    heads = {cell.value.split("\n")[0]: cell.column for cell in sheet[1]}
    column = {
        key: heads.get(en, heads.get(zh))
        for key, en, zh in (
            ("answer", "Answer", "回答"),
            ("evidence", "Evidence", "证明材料"),
            ("remarks", "Remarks", "备注"),
        )
    }
    rows = [row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value]
    for row in rows:
        for key, at in column.items():
            sheet.cell(row, at).value = f"{key} {row}"
    book.save(path)
    answers = read_answers([path], QUESTIONS)
    assert answers.vendors == ("云客服",)
    told = answers.given["云客服"].values()
    assert [a.criterion for a in told] == [q.id for q in QUESTIONS]
    assert [(a.text, a.evidence_text, a.remarks) for a in told] == [
        (f"answer {row}", f"evidence {row}", f"remarks {row}") for row in rows
    ]
    assert not {"near-match", "unmatched-question", "hidden-answer"} & set(codes(answers))


def test_unfilled_template_is_blank_everywhere(tmp_path):
    section = Section(label=Label(en="Case studies", zh="成功案例"), questions=QUESTIONS)
    path = tmp_path / "q.xlsx"
    path.write_bytes(
        template_workbook([section], title=Label(en="Q", zh="问卷"), lang="both", vendor="Acme")
    )
    answers = read_answers([path], QUESTIONS)
    assert {a.state for a in answers.given["Acme"].values()} == {AnswerState.BLANK}
    assert len(found(answers, "missing-answer")) == len(QUESTIONS)
