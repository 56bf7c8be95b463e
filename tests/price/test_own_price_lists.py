"""Price lists of vendors' own making, whichever way they run; what is not understood is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

from vendor_score.offers.read import OffersRead, read_offers
from vendor_score.price import LineState, Settlement, Tier

Rows = Sequence[Sequence[object]]


def read(
    tmp_path: Path, sheets: Mapping[str, Rows], name: str = "云客服报价单.xlsx", *merged: str
) -> OffersRead:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for cells in merged:
            sheet.merge_cells(cells)
    book.save(tmp_path / name)
    return read_offers([tmp_path])


def prices(found: OffersRead) -> dict[str, dict[str, float | None]]:
    return {offer.vendor: {line.item: line.low for line in offer.lines} for offer in found.offers}


def test_unit_currency_and_tax_stand_in_the_heading_below_a_title(tmp_path: Path) -> None:
    rows = (("客服外包报价单",), (), ("序号", "收费项目", "单价（元/人/月，含6%税）", "备注"),
            (1, "专属坐席", 4800, "8小时"), (2, "共享坐席", 1200, None))  # fmt: skip
    [offer] = read(tmp_path, {"Sheet1": rows}).offers
    assert offer.vendor == "云客服"
    seat, shared = offer.lines
    assert (seat.basis, seat.low, seat.currency) == ("seat/month", 4800, "CNY")
    assert (seat.is_tax_included, seat.tax_rate) == (True, 0.06)
    assert shared.basis == "shared_seat/month"


def test_units_stand_in_the_cells(tmp_path: Path) -> None:
    rows = (("项目", "报价"), ("人工坐席费", "4500元/人/月"), ("系统使用费", "US$30/坐席/月"),
            ("接入费", "免费"))  # fmt: skip
    [offer] = read(tmp_path, {"报价": rows}).offers
    seat, system, set_up = offer.lines
    assert (seat.item, seat.basis, seat.low, seat.currency) == ("seat", "seat/month", 4500, "CNY")
    assert (system.item, system.currency) == ("system", "USD")
    assert set_up.state is LineState.INCLUDED


def test_the_currency_before_a_number_is_never_lost(tmp_path: Path) -> None:
    rows = (("Item", "Rate", "Unit"), ("Dedicated agent", "USD 1,900", "per agent per month"))
    [offer] = read(tmp_path, {"Rates": rows}).offers
    [line] = offer.lines
    assert (line.low, line.currency, line.basis) == (1900, "USD", "seat/month")


def test_items_down_and_vendors_across(tmp_path: Path) -> None:
    rows = (("项目", "单位", "云客服", "智服", "Acme BPO"),
            ("专属坐席", "元/人/月", 4800, 5200, "$700"),
            ("培训费", "元/人", 500, "免费", None))  # fmt: skip
    found = read(tmp_path, {"比价": rows})
    assert prices(found) == {
        "云客服": {"seat": 4800, "training": 500},
        "智服": {"seat": 5200, "training": None},
        "Acme BPO": {"seat": 700, "training": None},
    }


def test_vendors_stand_below_one_heading_for_prices(tmp_path: Path) -> None:
    rows = (("项目", "单位", "单价（元）", None), (None, None, "云客服", "智服"),
            ("专属坐席", "元/人/月", 4800, 5200))  # fmt: skip
    found = read(tmp_path, {"比价": rows}, "比价.xlsx", "A1:A2", "B1:B2", "C1:D1")
    assert prices(found) == {"云客服": {"seat": 4800}, "智服": {"seat": 5200}}


def test_vendors_down_and_items_across(tmp_path: Path) -> None:
    rows = (
        ("供应商", "专属坐席（元/人/月）", "培训费（元/人）"),
        ("云客服", 4800, 500),
        ("智服", 5200, "免费"),
    )
    found = read(tmp_path, {"x": rows})
    assert prices(found)["智服"] == {"seat": 5200, "training": None}


@pytest.mark.parametrize(
    "rows",
    [
        (("项目", "单位", "≤20000", "20001-50000", "50000以上"),
         ("咨询接待", "元/条", 1.2, 1.0, 0.8)),
        (("项目", "区间", "单价(元/条)"), ("咨询接待", "1-20000条", 1.2),
         (None, "20001-50000条", 1.0),
         (None, "50000条以上", 0.8)),
        (("Item", "Volume band", "Unit price", "Unit"), ("Chat", "0-20,000", 1.2, "per chat"),
         ("Chat", "20,001-50,000", 1.0, "per chat"), ("Chat", "over 50,000", 0.8, "per chat")),
    ],
)  # fmt: skip
def test_steps_stand_in_columns_or_in_rows(tmp_path: Path, rows: Rows) -> None:
    [offer] = read(tmp_path, {"报价": rows}).offers
    [line] = offer.lines
    assert line.basis == "consultation"
    assert line.tiers == (Tier(20000, 1.2), Tier(50000, 1.0), Tier(None, 0.8))


def test_traditional_chinese_with_terms(tmp_path: Path) -> None:
    rows = (("供應商：", "東方客服"), ("項目", "計價單位", "單價(新台幣)"),
            ("專屬座席", "每人每月", 38000),
            ("教育訓練費", "每人", 3000), ("付款條件", "月結30天"))  # fmt: skip
    [offer] = read(tmp_path, {"報價單": rows}).offers
    assert offer.vendor == "東方客服"
    assert [(line.item, line.currency) for line in offer.lines] == [
        ("seat", "TWD"), ("training", "TWD"),
    ]  # fmt: skip
    assert offer.settlement == Settlement(cycle="month", when="arrears", days=30)


def test_notes_and_sums_are_no_lines(tmp_path: Path) -> None:
    rows = (("Description", "Rate", "Unit", "Total"),
            ("Dedicated agent", 1900, "per agent per month", 15200),
            ("Grand total", None, None, 15200), ("All prices exclude 6% VAT",))  # fmt: skip
    [offer] = read(tmp_path, {"Quotation": rows}).offers
    assert [line.item for line in offer.lines] == ["seat"]
    assert (offer.is_tax_included, offer.tax_rate) == (False, 0.06)


def test_sheets_are_of_one_vendor_or_of_several(tmp_path: Path) -> None:
    head = ("项目", "单位", "单价")
    found = read(
        tmp_path,
        {
            "云客服": (head, ("专属坐席", "元/人/月", 4800)),
            "智服": (head, ("专属坐席", "元/人/月", 5200)),
        },
    )
    assert prices(found) == {"云客服": {"seat": 4800}, "智服": {"seat": 5200}}
    found = read(
        tmp_path,
        {
            "基础": (head, ("专属坐席", "元/人/月", 4800)),
            "增值": (head, ("夜班补贴", "元/小时", 15)),
        },
    )
    assert prices(found) == {"云客服": {"seat": 4800, "night": 15}}


@pytest.mark.parametrize(
    ("rows", "code", "cell"),
    [
        ((("项目", "单位", "单价", "折扣"), ("专属坐席", "元/人/月", 4800, 0.9)),
         "offer-column-unknown", "D1"),
        ((("项目", "单价"), ("专属坐席", "4500-5500元/人/月,视类目")),
         "offer-price-unreadable", "B2"),
        ((("项目", "单位", "单价"), ("夜班补贴", "", "30%")), "offer-price-unreadable", "C2"),
        ((("项目", "单位", "单价"), ("白班坐席", "元/人/月", 4800), ("夜班坐席", "元/人/月", 5200)),
         "offer-lines-alike", "A3"),
        ((("项目", "单价", "阶梯方式"), ("咨询量", 1.2, "看情况")), "offer-word-unknown", "C2"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_named_with_its_cell(
    tmp_path: Path, rows: Rows, code: str, cell: str
) -> None:
    found = read(tmp_path, {"报价": rows})
    assert (code, cell) in {(one.code, one.source.cell) for one in found.findings}


def test_a_file_without_prices_is_named(tmp_path: Path) -> None:
    [finding] = read(tmp_path, {"x": (("hello",),)}).findings
    assert finding.code == "no-offer-in-file"


def test_prices_on_two_bases_stand_side_by_side(tmp_path: Path) -> None:
    rows = (("Charge", "Monthly fee", "One-off fee"), ("Platform fee, monthly", 3000, None),
            ("Onboarding", None, 5000))  # fmt: skip
    [offer] = read(tmp_path, {"Quote": rows}).offers
    assert [(line.item, line.basis, line.low) for line in offer.lines] == [
        ("base_month", "month", 3000), ("set_up", "once", 5000),
    ]  # fmt: skip


def test_a_minimum_is_no_fee_beside_the_others_and_a_dash_is_no_price(tmp_path: Path) -> None:
    rows = (("项目", "报价"), ("咨询量", "0.9元/条"), ("最低消费", "20000元/月"), ("培训费", "-"))
    found = read(tmp_path, {"报价": rows})
    assert found.findings == ()
    lines = {line.item: line for line in found.offers[0].lines}
    assert (lines["minimum"].basis, lines["minimum"].low) == ("minimum", 20000)
    assert lines["training"].state is LineState.NOT_STATED
