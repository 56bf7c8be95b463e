"""The offer sheet: written, filled in, read back without loss, with totals while typing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import openpyxl
import pytest
import random_offers

from vendor_score.findings import NOWHERE
from vendor_score.offers.layout import column
from vendor_score.offers.read import read_offers
from vendor_score.offers.write_sheet import offer_workbook
from vendor_score.price import (
    Covers,
    Demand,
    Deposit,
    LineState,
    Offer,
    OfferLine,
    SeatNeed,
    Settlement,
    Tier,
    Trial,
    Volume,
    total_cost,
)
from vendor_score.price.demand import Spread
from vendor_score.price.offer import ITEM_IDS

LANGS = ("zh", "en", "both")
NEED = Demand(
    start=dt.date(2027, 1, 1),
    months=3,
    volumes={"consultations": Volume(per="day", amount=Spread(900.0))},
    seats=SeatNeed(plain=8),
)
_IDS = {item: id for id, item in ITEM_IDS.items()}


def without_places(offer: Offer) -> Offer:
    """An offer as it is compared: ids of fixed rows filled in, no sources, lines in any order."""
    seen: set[str] = set()
    lines = []
    for line in offer.lines:
        id = line.id
        if line.item in _IDS and line.item not in seen:
            id = _IDS[line.item]
            seen.add(line.item)
        lines.append(replace(line, id=id, source=NOWHERE))
    return replace(offer, lines=tuple(sorted(lines, key=repr)), source=NOWHERE)


def with_everything(random: Random, vendor: str) -> Offer:
    """A random offer with the settings and terms that the engine's own tests leave out."""
    offer = random_offers.offer(random, vendor)
    further = [
        OfferLine(item="quality reports 质检报告", basis="month", low=900.0, role="extra",
                  label="quality reports 质检报告", remark="monthly"),
        OfferLine(item="night", basis="hour", state=LineState.NEGOTIABLE, id="P14"),
        OfferLine(item="set_up", basis="once", state=LineState.INCLUDED, id="P10"),
        OfferLine(item="order", basis="order", low=1.5, is_open_above=True, tax_rate=0.06,
                  special_share=0.5, driver="consultations"),
    ]  # fmt: skip
    taken = {line.item for line in offer.lines}
    lines = [line for line in further if line.item not in taken and random.random() < 0.5]
    words = random.choice(["定金", "订金", "security deposit"])
    deposit = Deposit(word=words, amount=20000.0, currency=random.choice([None, "USD"]),
                      is_nature_agreed=random.choice([None, True, False]),
                      refund_days=random.choice([None, 0.0, 30.0]),
                      is_set_off=random.choice([None, True, False]))  # fmt: skip
    settlement = Settlement(
        cycle=random.choice(["week", "month", "quarter", "half_year", "year", "contract"]),
        when=random.choice(["arrears", "advance"]),
        days=float(random.randint(0, 60)),
    )
    return replace(
        offer,
        lines=(*offer.lines, *lines),
        currency=random.choice([None, "USD", "CNY"]),
        deposit=random.choice([None, deposit]),
        settlement=random.choice([None, settlement]),
        trial=random.choice([None, Trial(days=14.0, share=0.5)]),
        exit_fee=random.choice(["", "one month’s fee"]),
        price_change=random.choice(["", "CPI, once a year"]),
    )


@pytest.mark.parametrize("seed", range(18))
def test_what_is_entered_is_read_back_without_loss(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    need = replace(random_offers.demand(random), months=2)
    offer = with_everything(random, "Acme BPO")
    content = offer_workbook(need, offer=offer, lang=LANGS[seed % 3])
    (tmp_path / "returned.xlsx").write_bytes(content)
    read = read_offers([tmp_path])
    assert not [one for one in read.findings if one.code != "offer-lines-alike"]
    [back] = read.offers
    assert without_places(back) == without_places(offer)


@pytest.mark.parametrize("lang", LANGS)
def test_an_empty_sheet_holds_no_price(tmp_path: Path, lang: str) -> None:
    (tmp_path / "Acme.xlsx").write_bytes(offer_workbook(NEED, lang=lang))
    [offer] = read_offers([tmp_path]).offers
    assert (offer.vendor, offer.main_lines) == ("Acme", ())
    codes = {one.code for one in total_cost(offer, NEED).findings}
    assert "offer-without-price" in codes


def test_a_personal_sheet_says_whose_it_is_whatever_its_file_is_called(tmp_path: Path) -> None:
    content = offer_workbook(NEED, vendor="上海云客服")
    (tmp_path / "scan (3).xlsx").write_bytes(content)
    [offer] = read_offers([tmp_path]).offers
    assert offer.vendor == "上海云客服"


def test_tiers_that_a_vendor_types_into_the_rows_of_steps_are_read(tmp_path: Path) -> None:
    path = tmp_path / "Acme.xlsx"
    path.write_bytes(offer_workbook(NEED))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[1]
    rows = {str(sheet.cell(row, 1).value): row for row in range(1, sheet.max_row + 1)}
    for id, up_to, price in (("P03", 20000, 1.2), ("P03.2", 40000, 1.0), ("P03.3", None, 0.8)):
        sheet.cell(rows[id], column("price") + 1).value = price
        sheet.cell(rows[id], column("up_to") + 1).value = up_to
    sheet.cell(rows["P03"], column("mode") + 1).value = "累进 | each part"
    book.save(path)
    [offer] = read_offers([tmp_path]).offers
    [line] = [line for line in offer.lines if line.is_priced]
    assert line.tiers == (Tier(20000, 1.2), Tier(40000, 1.0), Tier(None, 0.8))
    assert line.mode == "marginal"


def test_the_demand_is_the_first_sheet_and_names_what_vendors_must_know(tmp_path: Path) -> None:
    need = replace(
        NEED, channels=("IM", "phone"), holidays=(dt.date(2027, 2, 6),), hours_per_day=16.0,
        by_hour={"9-18": 0.7, "18-24": 0.3}, months_factor={2: 1.5},
    )  # fmt: skip
    path = tmp_path / "offer.xlsx"
    path.write_bytes(offer_workbook(need, lang="en"))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    said = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert {"2027-01-01", "IM, phone", "2027-02-06", "9-18", "900", "16"} <= said


def test_lists_offer_every_basis_and_the_volumes_of_the_buyer(tmp_path: Path) -> None:
    need = replace(NEED, volumes={**NEED.volumes, "returns": Volume(per="day", amount=Spread(5))})
    path = tmp_path / "offer.xlsx"
    path.write_bytes(offer_workbook(need, lang="en"))
    words = [cell.value for cell in openpyxl.load_workbook(path)["_lists"]["A"]]
    assert "per seat and month" in words
    assert "returns" in words


@pytest.mark.libreoffice
def test_totals_follow_what_is_typed_and_equal_those_of_the_engine(
    tmp_path: Path, convert: Callable[[Path, str], Path]
) -> None:
    lines = (
        OfferLine(item="seat", id="P01", basis="seat/month", low=4800.0, high=5200.0,
                  covers=Covers(of="person", hours_per_day=8.0, days_per_month=22.0)),
        OfferLine(item="consultation", basis="consultation", free=1000.0, minimum=9000.0,
                  tiers=(Tier(20000.0, 1.2), Tier(None, 0.9)), is_tax_included=True),
        OfferLine(item="base_year", basis="year", low=12000.0, is_part_year_whole=False),
        OfferLine(item="commission", basis="pct_sales", low=2.0, to_month=2),
        OfferLine(item="management", basis="pct_of", low=10.0, of=("P01",)),
        OfferLine(item="minimum", basis="minimum", low=90000.0),
        OfferLine(item="set_up", basis="once", low=1000.0, currency="USD"),
    )  # fmt: skip
    offer = Offer(
        vendor="A", lines=lines, is_tax_included=False, tax_rate=0.06, special_share=1.0,
        trial=Trial(days=10.0, share=0.5),
    )  # fmt: skip
    need = replace(
        random_offers.demand(Random(4)), months=5, hours_per_day=12.0, days_per_week=7.0,
    )  # fmt: skip
    path = tmp_path / "offer.xlsx"
    path.write_bytes(offer_workbook(need, offer=offer))
    sheet = openpyxl.load_workbook(convert(path, "xlsx"), data_only=True).worksheets[1]
    shown = {row[0].value: row[column("total")].value for row in sheet.iter_rows(min_row=6)}
    stated = total_cost(offer, need)
    assert stated.stated is not None
    for line in stated.lines:
        if line.kind in ("stated", "top_up"):
            assert shown[_IDS[line.item]] == pytest.approx(line.total.high, rel=1e-9), line.item
    figures = [row[column("total")].value for row in sheet.iter_rows(min_row=6)]
    sums = [one for one in figures if isinstance(one, int | float)][-2:]
    assert sums[0] == pytest.approx(stated.stated.high, rel=1e-9)
