"""Prices in sentences: a proposed line, confirmed in the review workbook, never a total before."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from offer_sheets import write_case

from vendor_score.cli.main import main
from vendor_score.offers.price_texts import proposed_lines
from vendor_score.offers.proposals import read_confirmed
from vendor_score.offers.read import read_offers
from vendor_score.questionnaire.review.offer_rows import OFFER_COLUMNS, OFFER_SHEET

ONE_LINE = {
    "0.8元/条(月低消3000元)": {"item": "consultation", "low": 0.8, "minimum": 3000},
    "4500-5500元/人/月,视类目": {"item": "seat", "low": 4500, "high": 5500},
    "5000元/月(4人起)": {"item": "seat", "low": 5000, "minimum": 20000},
    "按销售额3%": {"item": "commission", "basis": "pct_sales", "low": 3},
    "含6%增值税5000元/人/月":
        {"item": "seat", "low": 5000, "is_tax_included": True, "tax_rate": 0.06},
    "大促期间300元/人/天": {"item": "promotion", "basis": "seat_day", "low": 300},
    "首月免费,之后4500元/人/月": {"item": "seat", "low": 4500, "from_month": 2},
    "保底20000元/月,超出部分0.8元/条": {"item": "consultation", "low": 0.8, "minimum": 20000},
    "3% of sales": {"item": "commission", "low": 3},
    "first month free, then 4,500 per agent per month":
        {"item": "seat", "low": 4500, "from_month": 2},
    "$0.80 per chat (minimum $3,000 per month)": {"low": 0.8, "minimum": 3000, "currency": "USD"},
    "free for the first 2 months, afterwards $1,900 per seat per month":
        {"low": 1900, "from_month": 3},
    "不含税4800元/人/月，税率6%": {"low": 4800, "is_tax_included": False, "tax_rate": 0.06},
}  # fmt: skip
TIERS = {
    "500单内0.9元,超量部分0.7元": ("order", [(500, 0.9), (None, 0.7)]),
    "up to 500 orders 0.9 each, 0.7 thereafter": ("order", [(500, 0.9), (None, 0.7)]),
    "1-1000单0.9元;1001-3000单0.8元;3000单以上0.7元":
        ("order", [(1000, 0.9), (3000, 0.8), (None, 0.7)]),
    "EUR 1.1 per contact, volumes above 20,000 at 0.9":
        ("consultation", [(20000, 1.1), (None, 0.9)]),
}  # fmt: skip
TWO_LINES = {
    "月费2万元，超出后每100次咨询300元": [("base_month", 20000, None), ("consultation", 300, 100)],
    "月费8000元含5000条咨询，超过5000条部分1.2元/条":
        [("base_month", 8000, None), ("consultation", 1.2, None)],
    "$2,000 per month plus $0.50 per chat over 1,000":
        [("base_month", 2000, None), ("consultation", 0.5, None)],
    "培训费500元/人，大促加人280元/人/天": [("training", 500, None), ("promotion", 280, None)],
}  # fmt: skip


@pytest.mark.parametrize("text", ONE_LINE)
def test_a_sentence_makes_one_line(text: str) -> None:
    [line] = proposed_lines(text)
    assert {name: getattr(line, name) for name in ONE_LINE[text]} == ONE_LINE[text]


@pytest.mark.parametrize("text", TIERS)
def test_a_sentence_makes_tiers(text: str) -> None:
    [line] = proposed_lines(text)
    assert (line.basis, [(tier.up_to, tier.low) for tier in line.tiers]) == TIERS[text]


@pytest.mark.parametrize("text", TWO_LINES)
def test_a_sentence_makes_two_lines(text: str) -> None:
    lines = proposed_lines(text)
    assert [(line.item, line.low, line.block) for line in lines] == TWO_LINES[text]


def test_what_a_fee_covers_is_free_of_the_charge_beyond_it() -> None:
    _, beyond = proposed_lines("月费8000元含5000条咨询，超过5000条部分1.2元/条")
    assert beyond.free == 5000
    _, beyond = proposed_lines("$2,000 per month plus $0.50 per chat over 1,000")
    assert beyond.free == 1000
    [line] = proposed_lines("前3000条免费，之后0.6元/条")
    assert (line.low, line.free) == (0.6, 3000)


def test_hours_are_no_money_and_a_seat_by_the_month_is_each_seat() -> None:
    [line] = proposed_lines("EUR 18/hour, minimum 40 hours per month")
    assert (line.basis, line.minimum) == ("hour", None)
    [line] = proposed_lines("坐席4800元/月")
    assert (line.item, line.basis) == ("seat", "seat/month")


@pytest.mark.parametrize(
    "text", ["一口价", "3倍工资", "one week free", "视情况而定", "to be agreed later"]
)
def test_where_no_price_is_nothing_is_proposed(text: str) -> None:
    assert proposed_lines(text) == ()


def in_words(folder: Path, text: str) -> Path:
    """A case whose vendor A quotes in words."""
    case = write_case(folder / "case")
    book = openpyxl.Workbook()
    for row in (("Vendor", "A"), ("Item", "Price"), ("Dedicated seat", text)):
        book.active.append(row)
    book.save(case / "offers" / "A.xlsx")
    return case


def decide(review: Path, said: str, **entered: object) -> None:
    book = openpyxl.load_workbook(review)
    sheet = book[OFFER_SHEET]
    for name, value in {**entered, "confirm": said}.items():
        sheet.cell(4, OFFER_COLUMNS.index(name) + 1).value = value
    book.save(review)


def seat_of(case: Path) -> tuple[bool, float | None]:
    confirmed, _ = read_confirmed([case])
    [offer] = [o for o in read_offers([case / "offers"], confirmed).offers if o.vendor == "A"]
    return offer.is_confirmed, next(iter(offer.lines)).low


def test_a_proposal_counts_once_the_buyer_has_confirmed_it(tmp_path: Path) -> None:
    case = in_words(tmp_path, "首月免费,之后4500元/人/月")
    assert seat_of(case) == (False, None)
    review = case / "review.xlsx"
    assert main(["check", str(case), "--offers", str(case / "offers"), "-o", str(review)]) == 0
    assert seat_of(case) == (False, None)
    decide(review, "no")
    assert seat_of(case) == (False, None)
    decide(review, "yes", price=4600)
    assert seat_of(case) == (True, 4600)


def test_what_was_confirmed_stays_when_the_review_is_written_again(tmp_path: Path) -> None:
    case = in_words(tmp_path, "4500-5500元/人/月,视类目")
    review = case / "review.xlsx"
    check = ["check", str(case), "-o", str(review)]
    main([*check, "--offers", str(case / "offers")])
    decide(review, "yes")
    main(check)
    assert seat_of(case) == (True, 4500)


def test_a_confirmed_line_goes_stale_with_the_text_it_was_proposed_for(tmp_path: Path) -> None:
    case = in_words(tmp_path, "首月免费,之后4500元/人/月")
    review = case / "review.xlsx"
    main(["check", str(case), "--offers", str(case / "offers"), "-o", str(review)])
    decide(review, "yes")
    book = openpyxl.load_workbook(case / "offers" / "A.xlsx")
    book.active.cell(3, 2).value = "首月免费,之后5500元/人/月"
    book.save(case / "offers" / "A.xlsx")
    assert seat_of(case) == (False, None)


def test_offers_among_the_answers_are_named_marked_or_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = write_case(tmp_path / "case")
    criteria = str(case / "criteria.yaml")
    assert (
        main(["template", "--offer", "-c", criteria, "-o", str(case / "answers" / "B.xlsx")]) == 0
    )
    book = openpyxl.Workbook()
    for row in (("报价单",), ("项目", "单价"), ("专属坐席", 4800)):
        book.active.append(row)
    book.save(case / "answers" / "C.xlsx")
    capsys.readouterr()
    main(["check", str(case)])
    said = capsys.readouterr().out
    assert "offer-among-answers" in said
    assert "price-list-among-answers" in said


def test_the_offer_sheet_needs_a_demand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["template", "--offer"]) == 2
    assert "demand" in capsys.readouterr().err
