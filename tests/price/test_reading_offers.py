"""Offer sheets become offers: ids, bases, tiers, states; what cannot be read is named."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from offer_sheets import EACH, FEES, SEATS, write_offer

from vendor_score.offers.lines import price_text
from vendor_score.offers.read import read_offers
from vendor_score.price import LineState, Tier


def read(tmp_path: Path, rows: object, vendor: str = "A", **more: object) -> object:
    write_offer(tmp_path / "offer.xlsx", vendor, rows, **more)
    return read_offers([tmp_path])


def test_lines_are_read_with_their_ids_bases_and_tax(tmp_path: Path) -> None:
    [offer] = read(tmp_path, SEATS).offers
    assert offer.vendor == "A"
    assert [(line.id, line.item, line.basis, line.low) for line in offer.lines] == [
        ("P01", "seat", "seat/month", 4800), ("P15", "system", "seat/month", 100),
        ("P10", "set_up", "once", 8000),
    ]  # fmt: skip
    assert all(line.is_tax_included and line.tax_rate == 0.06 for line in offer.lines)
    assert str(offer.lines[0].source) == "offer.xlsx › Sheet › A4"


def test_tiers_stand_in_rows_below_their_line(tmp_path: Path) -> None:
    [offer] = read(tmp_path, EACH).offers
    [line] = offer.lines
    assert line.tiers == (Tier(800, 1.1), Tier(2000, 0.95), Tier(None, 0.85))
    assert (line.basis, line.mode, line.measured) == (
        "consultation", "whole", "month_daily_average",
    )  # fmt: skip
    assert line.is_tax_included is False
    assert line.minimum == 15000


def test_percentages_name_their_lines(tmp_path: Path) -> None:
    [offer] = read(tmp_path, FEES).offers
    fee, commission, management = offer.lines
    assert (fee.low, fee.high, fee.basis) == (18000, 20000, "month")
    assert (commission.basis, commission.low) == ("pct_sales", 2)
    assert (management.basis, management.of) == ("pct_of", ("P07",))


def test_a_chinese_sheet_is_read_alike(tmp_path: Path) -> None:
    headings = ("编号", "项目", "计费方式", "单价", "是否含税", "税率", "状态", "币种")
    rows = (
        ("P01", "专属坐席", "元/人/月", "4500-5500", "含税", "6%"),
        ("P16", "培训费", "元/人", "面议"),
        ("P12", "加班费", "元/小时", None, None, None, "实报实销"),
        ("P15", "系统使用费", "元/月", "免费"),
        ("P17", "大促临时人员", "元/人/天", "300起", "不含税", None, None, "USD"),
    )
    [offer] = read(tmp_path, rows, headings=headings).offers
    seat, training, overtime, system, staff = offer.lines
    assert (seat.low, seat.high, seat.is_tax_included) == (4500, 5500, True)
    assert training.state is LineState.NEGOTIABLE
    assert overtime.state is LineState.AT_COST
    assert (system.state, system.basis) == (LineState.INCLUDED, "month")
    assert (staff.low, staff.is_open_above, staff.currency) == (300, True, "USD")


def test_free_text_prices_are_a_finding_and_no_price(tmp_path: Path) -> None:
    said = "月费2万元，超出后每100次咨询300元"
    found = read(tmp_path, [("P07", "base fee, monthly", "month", said)])
    [line] = found.offers[0].lines
    assert (line.state, line.low) == (LineState.NOT_STATED, None)
    [finding] = found.findings
    assert (finding.code, finding.found) == ("offer-price-unreadable", said)
    assert finding.source.cell == "D4"


def test_a_table_of_several_vendors_gives_an_offer_for_each(tmp_path: Path) -> None:
    headings = ("Vendor", "item", "basis", "unit price")
    rows = (("A", "seat", None, 4800), ("B", "seat", None, 5000), ("A", "set-up", None, 100))
    offers = read(tmp_path, rows, headings=headings).offers
    assert {offer.vendor: len(offer.lines) for offer in offers} == {"A": 2, "B": 1}


def test_a_file_without_an_offer_is_named(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "empty.xlsx")
    found = read_offers([tmp_path])
    assert found.offers == ()
    assert [finding.code for finding in found.findings] == ["no-offer-in-file"]


def test_a_word_that_is_not_known_is_named(tmp_path: Path) -> None:
    row = ("P03", "consultation", None, 1.1, "no", 0.06, 800, "stepwise")
    found = read(tmp_path, [row, (None, None, None, 0.9)])
    assert [(one.code, one.found) for one in found.findings] == [("offer-word-unknown", "stepwise")]
    assert found.offers[0].lines[0].mode is None


@pytest.mark.parametrize(
    ("text", "low", "high", "is_open"),
    [
        ("4,800", 4800, None, False),
        ("￥4800", 4800, None, False),
        ("5000~5500", 5000, 5500, False),
        ("5,500 to 5,000", 5000, 5500, False),
        ("4500至5500", 4500, 5500, False),
        ("from 4500", 4500, None, True),
        ("≥4500", 4500, None, True),
        ("4500以上", 4500, None, True),
        ("3%", 3, None, False),
        ("5000元/月(4人起)", None, None, False),
        ("0.8元/条(月低消3000元)", None, None, False),
        ("500单内0.9元,超量部分0.7元", None, None, False),
    ],
)
def test_prices_are_numbers_ranges_or_nothing(
    text: str, low: float | None, high: float | None, is_open: bool
) -> None:
    found = price_text(text)
    assert (found.low, found.high, found.is_open_above, found.state) == (low, high, is_open, None)
