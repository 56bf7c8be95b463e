"""Measured months against the annex, and bills against what was signed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import vendor_score
from vendor_score.cli.main import main
from vendor_score.contract.bill import BilledLine, DueLine, check_bill, difference
from vendor_score.contract.measured import read_measured
from vendor_score.contract.trial import review_trial
from vendor_score.decision import Decision
from vendor_score.errors import NothingReadError

SAMPLE = Path(__file__).parents[2] / "sample_data"
EXPORT = """旺旺,咨询人数,接待人数,首次响应时间(秒),3分钟人工回复率
客服小一,1000,980,14,98%
客服小二,3000,2900,18,96%
均值,2000,1940,16,97%
"""
TABLE = """月份,指标,实测值,样本量
2027-01,首次响应,200秒,
2027-02,首次响应,15.4秒,
2027-02,3分钟人工回复率,96.5%,14000
"""


@pytest.fixture(scope="module")
def decision() -> Decision:
    return vendor_score.load(SAMPLE)


def test_an_own_export_is_pooled_by_sums_without_its_mean_row(
    tmp_path: Path, decision: Decision
) -> None:
    path = tmp_path / "千牛_2027-02-01_2027-02-28.csv"
    path.write_text(EXPORT, encoding="utf-8")
    figures = {f.criterion: f for f in read_measured([path], decision.criteria.leaves())}
    first = figures["first_response"]
    assert first.value == pytest.approx((14 * 980 + 18 * 2900) / 3880)
    assert first.count == 3880
    assert first.is_own_export
    assert first.period == "2027-02-01 – 2027-02-28"


def test_learning_months_are_reported_and_cost_nothing(tmp_path: Path, decision: Decision) -> None:
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="utf-8")
    figures = read_measured([path], decision.criteria.leaves())
    assert not any(figure.is_own_export for figure in figures)
    vendor = decision.rank().vendors[0].name
    january, february = review_trial(decision, vendor, figures, fee=1000).months
    assert january.learning
    assert january.credit.lost > 0
    assert january.credit.credit == 0
    assert not february.learning
    assert 0 < february.credit.credit <= 200
    outcomes = {row.criterion: row.outcome for row in february.rows}
    assert outcomes["first_response"] == "within"
    assert outcomes["reply_3min"] == "missed"
    assert outcomes["satisfaction"] == "not_delivered"


def test_the_rival_is_never_said_to_be_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="utf-8")
    args = ["trial", str(SAMPLE), "--vendor", "云帆", "--measured", str(path)]
    assert main([*args, "--lang", "en"]) == 1
    said = capsys.readouterr().out
    assert "if it kept at least" in said
    assert "would be first" not in said
    assert main([*args, "--json"]) == 1
    record = json.loads(capsys.readouterr().out)
    assert record["schema"] == "vendor-score/trial/1"
    assert 0 < record["rival_keeps"] < 1


def test_a_table_without_any_figure_is_refused(tmp_path: Path, decision: Decision) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(NothingReadError):
        read_measured([path], decision.criteria.leaves())


SIGNED = [
    DueLine(
        id="P01", names=("专属坐席", "dedicated seat"), amount=38_400, quantity=8, unit_price=4800
    ),
    DueLine(id="P17", names=("大促临时人员",), amount=0),
]


@pytest.mark.parametrize(
    ("line", "outcome", "over"),
    [
        (BilledLine(item="专属坐席费", amount=38_400), "right", 0),
        (BilledLine(item="P01", amount=40_000, quantity=8, unit_price=5000), "too_much", 1600),
        (BilledLine(item="Dedicated seat", amount=33_600, quantity=7), "too_little", -4800),
        (BilledLine(item="P01", amount=40_000, quantity=8, unit_price=4800), "sums_wrong", 1600),
    ],
)  # fmt: skip
def test_a_billed_line_is_held_against_the_signed_one(
    line: BilledLine, outcome: str, over: float
) -> None:
    (checked,) = check_bill([line], SIGNED)
    assert (checked.outcome, checked.over) == (outcome, over)


def test_what_was_not_agreed_and_a_credit_that_was_forgotten_are_named() -> None:
    billed = [BilledLine(item="专属坐席", amount=38_400), BilledLine(item="系统使用费", amount=500)]
    checked = check_bill(billed, SIGNED, credit=3360)
    assert [line.outcome for line in checked] == ["right", "not_agreed", "not_billed"]
    assert difference(checked) == pytest.approx(3860)
    assert difference(check_bill([*billed[:1], billed[0]], SIGNED)) == pytest.approx(38_400)
