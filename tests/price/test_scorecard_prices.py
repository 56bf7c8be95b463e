"""The price sheet of the scorecard: changed volumes give the totals and ranks that Python gives."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from random import Random

import openpyxl
import pandas as pd
import pytest
import random_offers
from offer_sheets import CRITERIA, write_case

import vendor_score
from vendor_score.award.compare import compare_offers
from vendor_score.offers.read import read_offers
from vendor_score.present.files.scorecard import scorecard
from vendor_score.present.report import build_report
from vendor_score.price import Demand, Offer, Spread, total_cost
from vendor_score.price.assumptions import USUAL_ASSUMPTIONS

SHEET = "Price"


def book_of(demand: Demand, offers: list[Offer], tmp_path: Path) -> openpyxl.Workbook:
    (tmp_path / "criteria.yaml").write_text(CRITERIA, encoding="utf-8")
    answers = pd.DataFrame({"speed": ["15 s"] * len(offers)}, index=[o.vendor for o in offers])
    decision = vendor_score.load(answers, criteria=tmp_path / "criteria.yaml", offers=offers)
    criteria = replace(decision.criteria, demand=demand)
    decision = replace(decision, criteria=criteria, opened=tuple(offers))
    report = build_report(decision.rank(), lang="en", samples=100)
    return openpyxl.load_workbook(io.BytesIO(scorecard(report)))


def summary(book: openpyxl.Workbook) -> dict[str, tuple[float, int]]:
    found = {}
    for vendor, total, rank in book[SHEET].iter_rows(min_row=4, max_col=3, values_only=True):
        if vendor is None:
            return found
        found[vendor] = (total, rank)
    return found


def enter(book: openpyxl.Workbook, label: str, value: float) -> None:
    for row in book[SHEET].iter_rows(max_col=2):
        if row[0].value and str(row[0].value).startswith(label):
            row[1].value = value
            return
    raise AssertionError(label)


def recalculated(book: openpyxl.Workbook, tmp_path: Path, convert) -> openpyxl.Workbook:
    book.save(tmp_path / "changed.xlsx")
    return openpyxl.load_workbook(convert(tmp_path / "changed.xlsx", "xlsx"), data_only=True)


def made(seed: int) -> tuple[Demand, list[Offer]]:
    random = Random(seed)
    demand = random_offers.demand(random)
    demand = replace(
        demand,
        months=random.randint(1, 14),
        assumptions=dict(USUAL_ASSUMPTIONS) if seed % 2 else {},
        assumptions_cap=random.choice([None, 0.25]),
    )
    return demand, [random_offers.offer(random, f"V{number}") for number in range(4)]


def changed(demand: Demand, a_day: float) -> Demand:
    volume = demand.volumes["consultations"]
    return replace(
        demand,
        volumes={**demand.volumes, "consultations": replace(volume, amount=Spread(a_day))},
    )


@pytest.mark.libreoffice
@pytest.mark.parametrize("seed", range(6))
def test_a_changed_volume_gives_the_totals_of_python(seed: int, tmp_path: Path, convert) -> None:
    demand, offers = made(seed)
    book = book_of(demand, offers, tmp_path)
    before = demand.volumes["consultations"].amount.value
    after = round(before * 1.37)
    enter(book, "consultations", after)
    fresh = summary(recalculated(book, tmp_path, convert))
    for offer in offers:
        if any(line.free and line.free_per == "contract" for line in offer.lines):
            continue  # stands as a fixed figure, and says so
        cost = total_cost(offer, changed(demand, after))
        assert cost.total is not None
        assert fresh[offer.vendor][0] == pytest.approx(cost.total.high, rel=1e-9), seed
    totals = [total for total, _ in fresh.values()]
    for total, rank in fresh.values():
        assert rank == 1 + sum(other < total for other in totals)


def test_the_stored_figures_are_those_of_python(tmp_path: Path) -> None:
    demand, offers = made(3)
    (tmp_path / "stored").mkdir()
    book = book_of(demand, offers, tmp_path)
    book.save(tmp_path / "stored.xlsx")
    assert SHEET in book.sheetnames
    assert set(summary(book)) == {offer.vendor for offer in offers}


def test_without_offers_there_is_no_price_sheet(tmp_path: Path) -> None:
    case = write_case(tmp_path / "case")
    plain = vendor_score.load(case, criteria=case / "criteria.yaml")
    report = build_report(plain.rank(), lang="en", samples=100)
    assert SHEET not in openpyxl.load_workbook(io.BytesIO(scorecard(report))).sheetnames
    offers = read_offers([case / "offers"]).offers
    decision = vendor_score.load(case, criteria=case / "criteria.yaml", offers=offers)
    assert decision.offers == compare_offers(decision, offers)
