"""What goes back to a vendor asks that vendor, in its language, and keeps the buyer's secrets."""

import json
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from vendor_score.cli.main import main
from vendor_score.findings import Finding, Severity
from vendor_score.wording import catalogue, languages

CRITERIA = {
    "title": "Shortlist",
    "reference_date": "2026-12-01",
    "criteria": [
        {
            "id": "price",
            "label": {"en": "Price per seat", "zh": "坐席单价"},
            "weight": 1,
            "answer": "money",
            "unit": "CNY",
            "basis": "seat/month",
            "value": {3000: 100, 9000: 0},
        },
        {
            "id": "conversion",
            "label": {"en": "Conversion rate", "zh": "询单转化率"},
            "weight": 1,
            "answer": "percent",
            "value": {30: 0, 60: 100},
            "defined_by": "window",
        },
        {
            "id": "window",
            "label": {"en": "Definition of conversion", "zh": "转化率统计口径"},
            "weight": 0,
            "answer": "choice",
            "options": {
                "same_day": {"label": {"en": "Same day", "zh": "当日付款"}},
                "final": {"label": {"en": "Final payment", "zh": "最终付款"}},
            },
        },
        {
            "id": "nda",
            "label": {"en": "NDA signed", "zh": "签署保密协议"},
            "weight": 1,
            "answer": "yes_no",
            "value": {"yes": 100, "no": 0},
            "must": "== yes",
        },
        {
            "id": "trips",
            "label": {"en": "Site visits", "zh": "实地考察次数"},
            "weight": 1,
            "answer": "count",
            "value": {0: 0, 4: 100},
        },
    ],
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "criteria.yaml").write_text(json.dumps(CRITERIA), encoding="utf-8")
    (tmp_path / "in").mkdir()
    return tmp_path


def returned(folder: Path, vendor: str, **answers: str) -> None:
    labels = {one["id"]: one["label"] for one in CRITERIA["criteria"]}
    lang = "en" if vendor.isascii() else "zh"
    book = Workbook()
    for row in (
        ["Company", vendor],
        ["Question", "Answer"],
        *([labels[id][lang], answers.get(id)] for id in labels),
    ):
        book.active.append(row)
    book.save(folder / "in" / f"{vendor}.xlsx")


def mail(capsys: pytest.CaptureFixture[str], vendor: str) -> str:
    assert main(["check", "in", "--follow-up", vendor]) in {0, 1}
    return capsys.readouterr().out


PLAIN = {"price": "5000 CNY/seat/month", "conversion": "50%", "window": "Final payment"}
ALL = PLAIN | {"nda": "Yes", "trips": "2"}


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"price": "5000 USD/seat/month"}, "its currency is not the one asked for"),
        ({"price": "2 CNY per order"}, "its price basis is not the one asked for"),
        ({"window": "no idea yet, will ask"}, "Please say how this figure is defined"),
        ({"trips": "as many as needed"}, "a whole number, such as 4"),
        ({"conversion": "see attachment"}, "You refer to an attachment"),
        ({"conversion": "TBD"}, "the answer will follow"),
        ({"conversion": "8% better than before"}, "Please give"),
    ],
)
def test_the_mail_says_the_true_reason(
    folder: Path, capsys: pytest.CaptureFixture[str], answers: dict[str, str], reason: str
) -> None:
    returned(folder, "Acme", **(ALL | answers))
    told = mail(capsys, "Acme")
    assert reason in told
    assert "cannot read this for certain" not in told


def test_a_figure_by_another_definition_is_asked_for_by_that_of_the_others(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    returned(folder, "Acme", **ALL)
    returned(folder, "Beta", **ALL)
    returned(folder, "云客服", **(ALL | {"window": "当日付款", "trips": "两次"}))
    assert not mail(capsys, "Acme").strip()
    told = mail(capsys, "云客服")
    assert "“当日付款”" in told
    assert "请同时提供“最终付款”口径的数据" in told


def test_what_was_refused_or_corrected_is_not_asked_again(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    returned(folder, "Acme", **(ALL | {"price": "confidential"}))
    assert not mail(capsys, "Acme").strip()


def test_options_and_figures_show_what_can_be_answered(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    returned(folder, "Acme", **(ALL | {"window": "", "nda": "", "trips": ""}))
    told = mail(capsys, "Acme")
    assert "To choose from: Same day, Final payment" in told
    assert "For example: 4" in told
    assert "For example: Yes" not in told, "a yes is not put into anybody's mouth"


def comments(path: Path) -> dict[str, str]:
    sheet = load_workbook(path).worksheets[0]
    return {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment}


def test_comments_ask_the_vendor_and_leave_the_buyers_findings_at_home(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    returned(folder, "Acme", **(ALL | {"price": "confidential", "nda": "perhaps", "trips": "some"}))
    assert main(["check", "in", "--annotate", "back"]) in {0, 1}
    told = comments(folder / "back" / "Acme.xlsx")
    assert set(told) == {"B6", "B7"}, "a refusal is a matter of the buyer"
    assert "Please give a whole number, such as 4" in told["B7"]
    for text in told.values():
        for secret in ("Ask the vendor", "review workbook", "must", "ranked", "criteria.yaml"):
            assert secret not in text


def test_a_copy_with_several_vendors_answers_is_not_to_be_sent_on(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = Workbook()
    book.active.append(["Vendor", "NDA signed", "Site visits", "Conversion rate"])
    book.active.append(["Acme Ltd", "Yes", "2", "50%"])
    book.active.append(["Beta Ltd", "Yes", "some", "40%"])
    book.save(folder / "in" / "table.xlsx")
    main(["check", "in", "--annotate", "back"])
    assert "Keep table.xlsx to yourself" in capsys.readouterr().out


@pytest.mark.parametrize("lang", languages())
def test_no_question_to_a_vendor_speaks_of_the_buyers_own_work(lang: str) -> None:
    asks = {key: told for key, told in catalogue(lang).items() if key.endswith(".ask")}
    assert len(asks) > 30
    for key, told in asks.items():
        for word in ("vendor", "供应商", "criteria.yaml", "复核", "review", "{others}", "排名"):
            assert word not in told, key


def test_a_must_and_others_figures_are_asked_of_nobody() -> None:
    for code in ("must-untested", "mixed-definitions", "no-points", "near-match"):
        finding = Finding(code=code, severity=Severity.WARNING, vendor="Acme", criterion="x")
        assert not finding.ask("en")
