"""``bill``: a monthly bill against the signed offer, line by line and with reasons."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from vendor_score.cli.main import main

sys.path.append(str(Path(__file__).parents[1] / "price"))

from offer_sheets import write_case

BY_SEATS = """项目,数量,单价,金额
专属坐席,8,4800,38400
系统使用费,8,100,900
节日慰问金,,,2000
合计,,,41300
"""


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = write_case(tmp_path / "case")
    (folder / "measured").mkdir()
    return folder


def billed(case: Path, capsys: pytest.CaptureFixture[str], bill: str, *options: str) -> Any:
    path = case.parent / "bill.csv"
    path.write_text(bill, encoding="utf-8")
    code = main(["bill", str(case), "--bill", str(path), "--json", *options])
    read = capsys.readouterr()
    assert read.out, read.err
    return code, json.loads(read.out)


def test_each_line_says_what_was_due_and_why(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, found = billed(case, capsys, BY_SEATS, "--vendor", "A", "--month", "2027-02")
    assert code == 1
    outcomes = [(line["item"], line["outcome"], line["over"]) for line in found["lines"]]
    assert outcomes == [
        ("专属坐席", "right", 0.0), ("系统使用费", "sums_wrong", 100.0),
        ("节日慰问金", "not_agreed", 2000.0),
    ]  # fmt: skip
    assert found["over"] == pytest.approx(2100)
    assert "8" in found["lines"][0]["how"]["en"]


def test_a_fee_that_is_paid_once_is_due_in_the_first_month_only(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bill = "Item,Amount\nset-up,8000\n"
    for month, over in (("2027-01", 0.0), ("2027-02", 8000.0)):
        _, found = billed(case, capsys, bill, "--vendor", "A", "--month", month)
        assert found["lines"][0]["over"] == pytest.approx(over)


def test_measured_volumes_decide_the_tier_and_the_amount(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = "指标,数值,月份\n咨询量,28100,2027-02\n咨询量,1,2027-03\n"
    (case / "measured" / "2027.csv").write_text(table, encoding="utf-8")
    due = 28_100 * 0.95 * 1.06
    bill = f"Item,Amount\nconsultation,{due:.2f}\n"
    code, found = billed(case, capsys, bill, "--vendor", "B", "--month", "2027-02")
    assert code == 0
    assert found["lines"][0]["outcome"] == "right"
    option = ("--volume", "consultations=20000")
    code, found = billed(case, capsys, bill, "--vendor", "B", "--month", "2027-02", *option)
    assert code == 1


def test_a_month_of_the_trial_costs_its_share(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    criteria = case / "criteria.yaml"
    more = "contract: {signing: {decision: 2026-12-01, trial_days: 31}}\n"
    criteria.write_text(criteria.read_text("utf-8") + more, "utf-8")
    bill = "Item,Amount\ndedicated seat,19200\nsystem use,400\nset-up,8000\n"
    options = ("--vendor", "A", "--month", "2027-01", "--trial-share", "0.5")
    code, found = billed(case, capsys, bill, *options)
    assert [line["outcome"] for line in found["lines"]] == ["right"] * 3
    assert code == 0


def test_a_credit_has_to_be_on_the_bill(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bill = "Item,Amount\ndedicated seat,38400\nsystem use,800\n"
    options = ("--vendor", "A", "--month", "2027-02", "--credit", "3360")
    code, found = billed(case, capsys, bill, *options)
    assert code == 1
    assert found["lines"][-1]["outcome"] == "not_billed"
    assert found["over"] == pytest.approx(3360)
    with_credit = bill + "服务费扣减,-3360\n"
    assert billed(case, capsys, with_credit, *options)[0] == 0


@pytest.mark.parametrize(
    "options",
    [
        ("--vendor", "A", "--month", "2029-01"),
        ("--vendor", "A", "--month", "2027-02", "--volume", "seats=many"),
    ],
)
def test_what_cannot_be_worked_out_is_said_in_a_line(
    case: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...]
) -> None:
    path = case.parent / "bill.csv"
    path.write_text(BY_SEATS, encoding="utf-8")
    assert main(["bill", str(case), "--bill", str(path), *options]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_file_without_a_bill_is_named(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = case.parent / "notes.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    main(["bill", str(case), "--vendor", "A", "--bill", str(path), "--month", "2027-01"])
    assert "notes.csv" in capsys.readouterr().err
