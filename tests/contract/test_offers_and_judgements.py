"""Offers against drafts, and what the buyer judges otherwise."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from vendor_score.cli.main import main
from vendor_score.contract import draft_of_text
from vendor_score.contract.offer_terms import compare_offer
from vendor_score.price import Demand, Deposit, Offer, OfferLine, SeatNeed, Settlement, Trial

SAMPLE = Path(__file__).parents[2] / "sample_data"
OFFER = Offer(
    vendor="A",
    lines=(
        OfferLine(item="seat", basis="seat/month", low=4800, id="P01"),
        OfferLine(item="system", basis="month", low=300, id="P15"),
        OfferLine(item="commission", basis="pct_sales", low=1.2, id="P09"),
    ),
    deposit=Deposit(word="定金", amount=20_000),
    settlement=Settlement(cycle="month", days=10),
    trial=Trial(days=14),
)
DEMAND = Demand(start=dt.date(2027, 1, 1), months=12, seats=SeatNeed(plain=8))


def verdicts(text: str) -> dict[str, str]:
    return {t.id: t.verdict for t in compare_offer(OFFER, draft_of_text(text), DEMAND)}


def test_a_draft_that_says_what_was_offered() -> None:
    found = verdicts(
        "配置8名专属坐席。专属坐席4800元/人/月；系统使用费300元/月；佣金为销售额的1.2%。"
        "甲方支付定金20000元。按月结算，收到发票后10个工作日内付款。试用期14天。"
    )
    assert set(found.values()) == {"same"}, found


def test_a_draft_that_changes_the_offer() -> None:
    found = verdicts(
        "配置6名专属坐席。专属坐席5200元/人/月；佣金为销售额的2%。"
        "甲方支付订金5万元。按季度结算，收到发票后5日内付款。试用期7天。"
    )
    assert found == {
        "P01": "weaker", "P15": "not_found", "P09": "weaker", "seats": "weaker",
        "deposit": "weaker", "deposit_word": "different", "settlement": "different",
        "payment_days": "weaker", "trial": "weaker",
    }  # fmt: skip


def test_an_english_draft() -> None:
    found = verdicts(
        "8 dedicated agents. Dedicated seat: CNY 4,500 per agent per month. "
        "A deposit of CNY 20,000. Invoices monthly, payable within 30 days. Trial of 14 days."
    )
    assert found["P01"] == "better"
    assert found["payment_days"] == "better"
    assert {found[id] for id in ("seats", "deposit", "settlement", "trial")} == {"same"}


def judged(tmp_path: Path, capsys: pytest.CaptureFixture[str], draft: str) -> Any:
    path = tmp_path / "draft.txt"
    path.write_text(draft, encoding="utf-8")
    review = tmp_path / "contract_review.xlsx"
    main([
        "contract", str(SAMPLE / "answers"), "--vendor", "云帆", "--draft", str(path),
        "--review", str(review), "--json",
    ])  # fmt: skip
    return json.loads(capsys.readouterr().out)


def enter(tmp_path: Path, row: tuple[str, str], yours: str) -> None:
    path = tmp_path / "contract_review.xlsx"
    book = openpyxl.load_workbook(path)
    for cells in book.active.iter_rows(min_row=2):
        if (cells[1].value, str(cells[2].value)) == row:
            cells[6].value = yours
            cells[7].value = "seen in the annex"
    book.save(path)


def test_a_level_and_a_finding_are_overruled_and_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = "争议由甲方所在地人民法院管辖。甲方支付订金5000元。"
    before = judged(tmp_path, capsys, draft)
    assert before["clauses"][21]["level"] == 2
    enter(tmp_path, ("clause", "22"), "3")
    enter(tmp_path, ("finding", "contract-deposit-word"), "x")
    for _ in range(2):  # the second time reads what the first has written
        after = judged(tmp_path, capsys, draft)
        assert after["clauses"][21]["level"] == 3
        assert after["clauses"][21]["found_level"] == 2
        assert "contract-deposit-word" not in {one["code"] for one in after["findings"]}


def test_a_judgement_on_another_draft_is_not_applied(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    judged(tmp_path, capsys, "争议由甲方所在地人民法院管辖。")
    enter(tmp_path, ("clause", "22"), "3")
    after = judged(tmp_path, capsys, "争议由乙方所在地人民法院管辖。")
    assert after["clauses"][21]["level"] == 2
    assert "contract-override-stale" in {one["code"] for one in after["findings"]}
