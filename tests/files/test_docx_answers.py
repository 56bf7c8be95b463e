"""Questionnaires returned as Word: from documents in a folder to each vendor's answers."""

from __future__ import annotations

import pytest
import word_documents as word

from vendor_score.cli.main import main
from vendor_score.findings import Severity
from vendor_score.questionnaire.reader import read_answers
from vendor_score.records import AnswerState, Question
from vendor_score.wording import Label

LABELS = {
    "first_response": ("duration", "First response", "首次响应时间"),
    "average_response": ("duration", "Average response", "平均响应时间"),
    "seats": ("count", "Seats", "坐席人数"),
    "nda": ("yes_no", "NDA", "签署保密协议"),
    "night": ("yes_no", "Night shift", "夜班值守"),
}
QUESTIONS = tuple(
    Question(
        id=id, kind=kind, label=Label(en=en, zh=zh), text=Label(en=f"{en}?", zh=f"{zh}？"),
        unit="s" if kind == "duration" else None,
    )
    for id, (kind, en, zh) in LABELS.items()
)  # fmt: skip


@pytest.fixture
def received(tmp_path):
    """The answers in documents, given by their names without ending."""

    def receive(**documents: bytes):
        for name, data in documents.items():
            (tmp_path / f"{name}.docx").write_bytes(data)
        return read_answers([tmp_path], QUESTIONS)

    return receive


def lows(answers, vendor) -> dict[str, float]:
    """The value of each answer that has one: a number, 1 for yes and 0 for no."""
    given = [answer for answer in answers.given[vendor].values() if answer.reading is not None]
    return {a.criterion: a.reading.low for a in given if a.reading.low is not None}


def codes(answers, *severities) -> set[str]:
    return {finding.code for finding in answers.findings if finding.severity in severities}


def test_two_columns_in_english(received):
    answers = received(
        Cedar=word.document(
            word.heading("Questionnaire 2026"),
            word.table(("First response", "20 s"), ("Seats", "40"), ("NDA", "yes")),
        )
    )
    assert answers.vendors == ("Cedar",)
    assert lows(answers, "Cedar") == {"first_response": 20, "seats": 40, "nda": 1}
    place = answers.given["Cedar"]["seats"].source
    assert str(place) == "Cedar.docx › Table 1 Questionnaire 2026 › B2"


def test_three_and_four_columns_in_chinese_with_remarks(received):
    ticked = word.paragraph(word.check_box(ticked=True), "是 ", word.check_box(ticked=False), "否")
    answers = received(
        星河=word.document(
            "公司名称：星河客服有限公司",
            "一、响应",
            word.table(
                ("问题", "回答", "备注"),
                ("首次响应时间", "15秒", "人工"),
                ("平均响应时间", "25秒", ""),
            ),
            "二、其他",
            word.table(
                ("序号", "问题", "回答", "备注"),
                ("1", "坐席人数", "40人", ""),
                ("2", "签署保密协议", word.cell(ticked), "盖章后寄回"),
                (
                    "3",
                    "夜班值守",
                    word.cell(word.paragraph(word.run("有", "<w:strike/>"), " 无")),
                    "",
                ),
            ),
        )
    )
    assert answers.vendors == ("星河客服有限公司",)
    assert lows(answers, "星河客服有限公司") == {
        "first_response": 15, "average_response": 25, "seats": 40, "nda": 1, "night": 0,
    }  # fmt: skip
    assert "file-struck-out" in codes(answers, Severity.INFO)


def test_vendors_across_the_columns(received):
    answers = received(
        offers=word.document(
            word.table(
                ("Question", "Cedar", "Birch"),
                ("First response", "20 s", "30 s"),
                ("Seats", "40", "60"),
            )
        )
    )
    assert lows(answers, "Cedar") == {"first_response": 20, "seats": 40}
    assert lows(answers, "Birch") == {"first_response": 30, "seats": 60}


def test_questions_in_the_text(received):
    answers = received(
        x1=word.document(
            "Company: Cedar Ltd",
            "1. First response: 20 s",
            "2. Average response?",
            "30 s",
            "3. Night shift? ☑ yes ☐ no",
            word.paragraph("4. Seats:", word.text_box("40")),
        )
    )
    assert lows(answers, "Cedar Ltd") == {
        "first_response": 20, "average_response": 30, "night": 1, "seats": 40,
    }  # fmt: skip


def test_merged_cells_and_a_title_over_the_table(received):
    wide, tall, below = (
        '<w:gridSpan w:val="3"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>",
    )  # fmt: skip
    answers = received(
        Cedar=word.document(
            word.table(
                word.row(word.cell("Returned questionnaire", properties=wide)),
                word.row("Area", "Question", "Answer"),
                word.row(word.cell("Chat", properties=tall), "First response", "20 s"),
                word.row(word.cell("", properties=below), "Seats", "40"),
                widths=(2000, 3000, 3000),
            )
        )
    )
    assert lows(answers, "Cedar") == {"first_response": 20, "seats": 40}


def test_a_form_within_a_frame(received):
    form = word.table(("Question", "Answer"), ("First response", "20 s"), ("Seats", "40"))
    answers = received(Cedar=word.document(word.table((word.cell("Company: Cedar Ltd", form),))))
    assert lows(answers, "Cedar Ltd") == {"first_response": 20, "seats": 40}


def test_two_documents_of_one_company_are_one_vendor(received):
    answers = received(
        part1=word.document(
            "Company: Cedar Ltd", word.table(("First response", "20 s"), ("Seats", "40"))
        ),
        part2=word.document(
            "Company: Cedar Ltd", word.table(("NDA", "yes"), ("Night shift", "no"))
        ),
    )
    assert answers.vendors == ("Cedar Ltd",)
    assert lows(answers, "Cedar Ltd") == {"first_response": 20, "seats": 40, "nda": 1, "night": 0}


def test_a_letter_is_one_line_of_information_whatever_it_holds(received):
    price = word.paragraph(word.deleted("9"), word.inserted("8"))
    link = word.relation("rId9", "image", "file:///logo.png", external=True)
    answers = received(
        Cedar=word.document(word.table(("First response", "20 s"), ("Seats", "40"))),
        letter=word.document(
            "Dear Ms Lee:", "Our answers are enclosed.", "Company: Birch Ltd",
            word.table(("Date", "2026-11-27"), ("Price", word.cell(price))),
            related=link,
        ),
    )  # fmt: skip
    assert answers.vendors == ("Cedar",)
    (told,) = [f for f in answers.findings if f.source.file == "letter.docx"]
    assert (told.code, told.severity) == ("no-question-in-document", Severity.INFO)


def test_the_figures_of_a_contract_are_no_answers(received):
    levels = word.table(("First response", "60 s"), ("Seats", "10"))
    answers = received(
        Cedar=word.document(word.table(("First response", "20 s"), ("Seats", "40"))),
        Birch=word.document(
            "Outsourcing Services Agreement", "between Buyer and Birch Ltd", levels
        ),
        Elm=word.document("客服外包服务合同（草案）", "甲方：采购商贸  乙方：榆树客服", levels),
    )
    assert answers.vendors == ("Cedar",)
    told = [(f.source.file, f.severity) for f in answers.findings if f.code == "file-contract"]
    assert told == [("Birch.docx", Severity.WARNING), ("Elm.docx", Severity.WARNING)]


def test_a_questionnaire_about_a_contract_is_a_questionnaire(received):
    answers = received(
        Cedar=word.document(
            "客服外包合同供应商问卷",
            "甲方：采购商贸  乙方：雪松",
            word.table(("坐席人数", "40"), ("夜班值守", "有")),
        )
    )
    assert answers.given["Cedar"]["seats"].reading.low == 40


def test_several_labels_with_values_in_a_row(received):
    answers = received(
        x1=word.document(
            word.table(
                ("公司名称", "乙公司", "坐席人数", "40"),
                ("首次响应时间", "20秒", "平均响应时间", "35秒"),
            )
        )
    )
    assert lows(answers, "乙公司") == {"first_response": 20, "average_response": 35, "seats": 40}


def test_an_answer_in_the_row_below_behind_a_word_for_it(received):
    wide = '<w:gridSpan w:val="2"/>'
    rows = [
        row
        for question, answer in (("First response?", "20 s"), ("Seats?", "40"))
        for row in (
            word.row(word.cell(question, properties=wide)),
            word.row("Supplier response:", answer),
        )
    ]
    answers = received(Cedar=word.document(word.table(*rows, widths=(3000, 3000))))
    assert lows(answers, "Cedar") == {"first_response": 20, "seats": 40}


def test_an_answer_filled_into_an_underlined_blank(received):
    line = '<w:u w:val="single"/>'
    answers = received(
        Cedar=word.document(
            word.paragraph("1. First response: ", word.run("  20  ", line), "s"),
            word.paragraph("2. Seats ", word.run("  40  ", line)),
        )
    )
    assert lows(answers, "Cedar") == {"first_response": 20, "seats": 40}


def test_a_frame_of_one_column_is_text(received):
    frame = word.table(("1. First response?",), ("Answer: 20 s",), ("2. Seats?",), ("40",))
    answers = received(Cedar=word.document(frame))
    assert lows(answers, "Cedar") == {"first_response": 20, "seats": 40}


def test_a_number_changed_by_a_tracked_change_is_read_anew_and_warned_about(received):
    changed = word.paragraph(word.deleted("20"), word.inserted("60"), " s")
    answers = received(
        Cedar=word.document(word.table(("First response", word.cell(changed)), ("Seats", "40")))
    )
    assert answers.given["Cedar"]["first_response"].reading.low == 60
    (warned,) = [f for f in answers.findings if f.code == "number-changed"]
    assert (warned.source.cell, warned.found) == ("B1", "20 s → 60 s")


def test_prompts_left_in_their_controls_are_blank(received):
    prompt = word.paragraph(word.drop_down("Choose an item.", placeholder=True))
    answers = received(Cedar=word.document(word.table(("Seats", "40"), ("NDA", word.cell(prompt)))))
    assert answers.given["Cedar"]["nda"].state is AnswerState.BLANK


def test_clean_documents_bring_no_finding_of_their_own(received):
    form = ("First response", "20 s"), ("Average response", "30 s"), ("Seats", "40"), ("NDA", "yes")
    answers = received(
        Cedar=word.document(word.heading("Questionnaire"), word.table(*form, ("Night shift", "no")))
    )
    assert codes(answers, Severity.ERROR, Severity.WARNING) == set()


def test_documents_are_not_marked_and_it_is_said(tmp_path, capsys):
    blank = word.document(word.table(("First response time", "soon"), ("NDA signed", "yes")))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "Cedar.docx").write_bytes(blank)
    main(["check", str(tmp_path / "in"), "--annotate", str(tmp_path / "back"), "--lang", "en"])
    assert "Not marked: Cedar.docx is a Word document" in capsys.readouterr().out
    assert not (tmp_path / "back" / "Cedar.xlsx").exists()
