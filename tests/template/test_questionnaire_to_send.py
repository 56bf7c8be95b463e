"""The questionnaire that is sent out: filled in and read back, nothing is lost."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from vendor_score.criteria.load import load_criteria, shipped_criteria
from vendor_score.errors import UsageError
from vendor_score.library import file_name, load, questionnaire_sections, write_questionnaires
from vendor_score.questionnaire.template import ID_HEADER, template_workbook
from vendor_score.records import AnswerState

CRITERIA = {
    "title": {"en": "Shortlist", "zh": "比选"},
    "reference_date": "2026-12-01",
    "criteria": [
        {
            "id": "response",
            "label": {"en": "Response", "zh": "响应"},
            "weight": 1,
            "criteria": [
                {
                    "id": "first_response",
                    "label": {"en": "First response", "zh": "首次响应"},
                    "question": {"en": "First response time, chat?", "zh": "首次响应时间"},
                    "weight": 2,
                    "answer": "duration",
                    "unit": "s",
                    "value": {"worst": 60, "best": 10},
                    "evidence": {"en": "30-day export", "zh": "近30天导出"},
                },
                {
                    "id": "csat",
                    "label": {"en": "Satisfaction", "zh": "满意度"},
                    "weight": 1,
                    "answer": "percent",
                    "value": {"worst": 75, "best": 95},
                },
            ],
        },
        {
            "id": "nda",
            "label": {"en": "NDA signed", "zh": "签保密协议"},
            "weight": 1,
            "answer": "yes_no",
            "value": {"yes": 100, "no": 0},
        },
        {
            "id": "business",
            "label": {"en": "Main business", "zh": "主营业务"},
            "weight": 1,
            "answer": "choice",
            "options": {
                "shop": {"label": {"en": "Online shops, chat", "zh": "网店客服"}, "points": 100},
                "phone": {"label": {"en": "Call centre", "zh": "呼叫中心"}, "points": 20},
            },
        },
        {
            "id": "certificates",
            "label": {"en": "Certificates", "zh": "安全认证"},
            "weight": 1,
            "answer": "list",
            "items": {"ISO27001": 60, "MLPS3": 40},
        },
        {
            "id": "cases",
            "label": {"en": "Quality of cases", "zh": "案例质量"},
            "weight": 1,
            "answer": "judged",
            "levels": [{"en": "none", "zh": "无"}, {"en": "good", "zh": "好"}],
        },
    ],
}  # fmt: skip
FILLED = {
    "first_response": "15-20秒",
    "csat": "92%",
    "certificates": "ISO27001、等保三级",
}


def filled(content: bytes, answers: dict[str, object], evidence: str = "") -> bytes:
    """The questionnaire as a vendor returns it: ids found in the hidden column."""
    book = load_workbook(io.BytesIO(content))
    sheet = next(s for s in book.worksheets if s["A1"].value == ID_HEADER)
    heads = [str(cell.value) for cell in sheet[1]]
    answer = 1 + next(i for i, head in enumerate(heads) if "Answer" in head or "回答" in head)
    proof = 1 + next(i for i, head in enumerate(heads) if head.endswith(("Evidence", "证明材料")))
    for row in sheet.iter_rows(min_row=2):
        if row[0].value in answers:
            sheet.cell(row[0].row, answer).value = answers[row[0].value]
            sheet.cell(row[0].row, proof).value = evidence or None
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def drop_down(content: bytes, id: str, position: int) -> str:
    """An item of the drop-down in the answer cell of ``id``, as the vendor would pick it."""
    book = load_workbook(io.BytesIO(content))
    sheet = next(s for s in book.worksheets if s["A1"].value == ID_HEADER)
    row = next(cell.row for cell in sheet["A"] if cell.value == id)
    rule = next(
        v
        for v in sheet.data_validations.dataValidation
        if v.type == "list" and f"D{row}" in v.sqref
    )
    if rule.formula1.startswith('"'):
        return str(rule.formula1.strip('"').split(",")[position])
    name, area = rule.formula1.split("!")
    cells = book[name.strip("'")][area.replace("$", "")]
    return str(cells[position][0].value)


@pytest.mark.parametrize("lang", ["en", "zh", "both"])
def test_filled_in_and_read_back_nothing_is_lost(tmp_path: Path, lang: str) -> None:
    (sent,) = write_questionnaires(load_criteria(CRITERIA), tmp_path / "q.xlsx", lang=lang)
    content = sent.read_bytes()
    answers = {
        **FILLED,
        "nda": drop_down(content, "nda", 0),
        "business": drop_down(content, "business", 0),
    }
    back = tmp_path / "back"
    back.mkdir()
    (back / "ACME.xlsx").write_bytes(filled(content, answers, evidence="附件1"))

    decision = load(back, criteria=CRITERIA)

    given = decision.answers.given["ACME"]
    assert given["first_response"].reading.low == 15
    assert given["first_response"].reading.high == 20
    assert given["csat"].reading.low == 92
    assert set(given["certificates"].reading.items) == {"ISO27001", "MLPS3"}
    assert given["nda"].reading.low == given["nda"].reading.high == 1
    assert given["business"].reading.items == ("shop",)
    assert {given[id].evidence.value for id in answers} == {"claimed"}
    assert {a.state for id, a in given.items() if id in answers} == {AnswerState.ANSWERED}
    assert not [f for f in decision.answers.findings if f.severity.value != "info"]


@pytest.mark.parametrize("position", [0, 1])
@pytest.mark.parametrize("lang", ["en", "zh", "both"])
def test_every_drop_down_item_is_read_as_what_it_says(
    tmp_path: Path, lang: str, position: int
) -> None:
    (sent,) = write_questionnaires(load_criteria(CRITERIA), tmp_path / "q.xlsx", lang=lang)
    content = sent.read_bytes()
    picked = {id: drop_down(content, id, position) for id in ("nda", "business")}
    back = tmp_path / "back"
    back.mkdir()
    (back / "ACME.xlsx").write_bytes(filled(content, {**FILLED, **picked}))

    given = load(back, criteria=CRITERIA).answers.given["ACME"]

    assert given["business"].reading.items == (("shop", "phone")[position],)
    assert given["nda"].reading.low == 1 - position


def test_left_untouched_every_answer_is_blank(tmp_path: Path) -> None:
    (sent,) = write_questionnaires(shipped_criteria(), tmp_path / "q.xlsx")
    (tmp_path / "in").mkdir()
    sent.rename(tmp_path / "in" / "ACME.xlsx")
    criteria = shipped_criteria()

    given = load(tmp_path / "in", criteria=criteria).answers.given["ACME"]

    asked = [leaf for leaf in criteria.leaves() if leaf.answer != "judged"]
    assert {leaf.id for leaf in asked} <= set(given)
    assert {given[leaf.id].state for leaf in asked} == {AnswerState.BLANK}


def test_a_personal_questionnaire_is_known_under_any_file_name(tmp_path: Path) -> None:
    written = write_questionnaires(
        load_criteria(CRITERIA), tmp_path / "q.xlsx", vendors=("云客服", "ACME Ltd.")
    )
    assert [path.name for path in written] == ["q-云客服.xlsx", "q-ACME Ltd.xlsx"]
    back = tmp_path / "back"
    back.mkdir()
    for number, path in enumerate(written):
        (back / f"新建 {number}.xlsx").write_bytes(filled(path.read_bytes(), FILLED))

    assert set(load(back, criteria=CRITERIA).vendors) == {"云客服", "ACME Ltd."}


def test_what_went_out_is_never_overwritten(tmp_path: Path) -> None:
    out = tmp_path / "q.xlsx"
    write_questionnaires(load_criteria(CRITERIA), out)
    before = out.read_bytes()
    with pytest.raises(UsageError) as refused:
        write_questionnaires(shipped_criteria(), out)
    assert "q.xlsx" in refused.value.message("en")
    assert out.read_bytes() == before


def test_the_same_criteria_give_the_same_bytes() -> None:
    criteria = shipped_criteria()
    sections = questionnaire_sections(criteria)
    first, second = (template_workbook(sections, title=criteria.title) for _ in range(2))
    assert first == second


def test_vendors_can_type_in_answer_evidence_and_remarks_only() -> None:
    criteria = load_criteria(CRITERIA)
    content = template_workbook(questionnaire_sections(criteria), title=criteria.title)
    sheet = next(
        s for s in load_workbook(io.BytesIO(content)).worksheets if s["A1"].value == ID_HEADER
    )
    assert sheet.protection.sheet
    row = next(cell.row for cell in sheet["A"] if cell.value == "csat")
    unlocked = [cell.column_letter for cell in sheet[row] if not cell.protection.locked]
    assert unlocked == ["D", "H", "I"]
    assert sheet.column_dimensions["A"].hidden
    assert sheet.page_setup.paperSize == 9  # A4
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_nothing_in_it_is_a_formula_or_a_link(tmp_path: Path) -> None:
    hostile = {**CRITERIA, "title": {"en": "=cmd()", "zh": "http://example.org"}}
    (sent,) = write_questionnaires(load_criteria(hostile), tmp_path / "q.xlsx")
    with zipfile.ZipFile(sent) as package:
        for name in package.namelist():
            assert b"<f>" not in package.read(name)
            assert b"hyperlink" not in package.read(name)


@pytest.mark.parametrize(
    ("vendor", "name"),
    [
        ("ACME Ltd.", "q-ACME Ltd.xlsx"),
        ("../../etc/passwd", "q-etc passwd.xlsx"),
        ("a/b\\c:d*e?", "q-a b c d e.xlsx"),
        ("con", "q-con_.xlsx"),
        ("\x00\x1b[31m", "q-[31m.xlsx"),
        ("...", "q-vendor.xlsx"),
        ("长" * 200, f"q-{'长' * 60}.xlsx"),
    ],
)
def test_a_vendor_name_becomes_a_file_name_every_system_takes(vendor: str, name: str) -> None:
    assert file_name("q", vendor) == name


@pytest.mark.libreoffice
def test_it_opens_in_libreoffice_with_every_question(
    tmp_path: Path, convert: Callable[[Path, str], Path]
) -> None:
    (sent,) = write_questionnaires(load_criteria(CRITERIA), tmp_path / "q.xlsx", lang="en")
    given = load(convert(sent, "ods"), criteria=CRITERIA).answers.given
    assert {"first_response", "csat", "nda", "business", "certificates"} <= set(*given.values())


@pytest.mark.parametrize("other", ["ACME", "acme", "Acme/", "Acme"])
def test_names_that_would_share_a_file_are_refused(other: str, tmp_path: Path) -> None:
    """Windows and macOS tell no capitals apart in file names."""
    with pytest.raises(UsageError) as caught:
        write_questionnaires(load_criteria(CRITERIA), tmp_path / "q.xlsx", vendors=["Acme", other])
    assert caught.value.key == "errors.vendors_alike"
    assert list(tmp_path.iterdir()) == []


COVER = {
    "deadline": "2026-12-15",
    "return_to": {"en": "the supplier portal", "zh": "供应商平台"},
    "contact": {"en": "Li Na, purchasing", "zh": "采购部李娜"},
    "confidentiality": {"en": "Shown to nobody else.", "zh": "不会向他人披露。"},
}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_cover_says_by_when_to_whom_and_how_answers_are_treated(
    lang: str, tmp_path: Path
) -> None:
    criteria = load_criteria(CRITERIA | {"cover": COVER})
    (path,) = write_questionnaires(criteria, tmp_path / "q.xlsx", lang=lang)
    cover = load_workbook(path).worksheets[0]
    told = [row[1] for row in cover.iter_rows(min_row=3, max_row=6, values_only=True)]
    assert told == [COVER["deadline"], *(COVER[key][lang] for key in list(COVER)[1:])]
    assert all(cover.cell(row, 2).protection.locked for row in range(3, 7)), "they are the buyer's"


def test_what_the_buyer_says_on_the_cover_names_no_vendor_and_answers_nothing(
    tmp_path: Path,
) -> None:
    nda, *_ = (one for one in CRITERIA["criteria"] if one["id"] == "nda")
    others = [one for one in CRITERIA["criteria"] if one["id"] != "nda"]
    nda = nda | {"aliases": ["Confidentiality", "保密说明"]}
    criteria = CRITERIA | {"cover": COVER, "criteria": [*others, nda]}
    sections = questionnaire_sections(load_criteria(criteria))
    content = template_workbook(
        sections, title=load_criteria(criteria).title, cover=load_criteria(criteria).cover
    )
    (tmp_path / "Acme.xlsx").write_bytes(filled(content, {"first_response": "20 s"}))
    decision = load(tmp_path, criteria=criteria)
    assert decision.vendors == ("Acme",)
    assert decision.answers.of("Acme", "first_response").reading.low == 20
    assert decision.answers.of("Acme", "nda").state is AnswerState.BLANK


@pytest.mark.parametrize("out", ["new", "new/below", "old", "."])
def test_a_folder_gets_the_questionnaires(out: str, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    written = write_questionnaires(load_criteria(CRITERIA), tmp_path / out, vendors=("A", "B"))
    assert {path.parent.resolve() for path in written} == {(tmp_path / out).resolve()}
    assert [path.name for path in written] == ["questionnaire-A.xlsx", "questionnaire-B.xlsx"]


def test_a_name_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"q\.xlsx"):
        write_questionnaires(load_criteria(CRITERIA), tmp_path / "q.csv")
    assert not list(tmp_path.iterdir())
