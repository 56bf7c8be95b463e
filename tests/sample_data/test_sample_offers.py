"""sample_data/offers: made by the script, different in kind, and what a comparison says of them."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

import vendor_score
from vendor_score.award.compare import compare_offers
from vendor_score.award.records import OfferComparison
from vendor_score.cli.main import main
from vendor_score.offers.read import OffersRead, read_offers

ROOT = Path(vendor_score.__file__).parents[1]
CASE = ROOT / "sample_data"
LOW, BEST, BY_CONSULTATION, BY_BASE, IN_WORDS = (
    "深圳极闪云客服科技有限公司", "杭州云帆客服外包有限公司", "苏州禾声电商服务有限公司",
    "广州珠港云客服有限公司", "Harbour Lane Support Ltd",
)  # fmt: skip


@cache
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("offers", ROOT / "scripts/make_sample_data.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@cache
def read() -> OffersRead:
    return read_offers([CASE / "offers"])


@cache
def comparison() -> OfferComparison:
    offers = read().offers
    decision = vendor_score.load(CASE, criteria=CASE / "criteria.yaml", offers=offers)
    return compare_offers(decision, offers)


def test_the_script_makes_the_offers_and_criteria_that_are_committed() -> None:
    made = dict(script().offers())
    assert sorted(made) == sorted(path.name for path in (CASE / "offers").iterdir())
    assert made == {path.name: path.read_bytes() for path in (CASE / "offers").iterdir()}
    assert script().criteria_text() == (CASE / "criteria.yaml").read_text(encoding="utf-8")


def test_the_criteria_differ_from_the_repositorys_in_price_alone() -> None:
    own = vendor_score.load(CASE, criteria=CASE / "criteria.yaml").rank()
    usual = vendor_score.load(CASE, criteria=ROOT / "criteria.yaml").rank()
    assert [(v.name, round(v.score, 9)) for v in own.vendors] == [
        (v.name, round(v.score, 9)) for v in usual.vendors
    ]


def test_every_vendor_has_an_offer_and_one_waits_to_be_confirmed() -> None:
    assert len(read().offers) == 8
    assert [offer.vendor for offer in read().offers if not offer.is_confirmed] == [IN_WORDS]
    [proposal] = read().proposals
    [line] = proposal.lines
    assert (line.item, line.low, line.from_month) == ("seat", 4200, 2)
    totals = {total.vendor: total.total for total in comparison().totals.values()}
    assert [vendor for vendor, total in totals.items() if total is None] == [IN_WORDS]


def test_offers_are_of_different_kinds() -> None:
    bases = {
        offer.vendor: {line.basis for line in offer.main_lines} for offer in read().offers
    }  # fmt: skip
    assert bases[BEST] == {"seat/month"}
    assert bases["BrightDesk Commerce Services"] == {"month", "pct_sales"}
    assert bases[BY_BASE] == {"month", "consultation"}
    [tiered] = [o for o in read().offers if o.vendor == BY_CONSULTATION]
    assert [len(line.tiers) for line in tiered.main_lines] == [3]


def test_the_best_is_dear_and_one_is_abnormally_low() -> None:
    highs = {t.vendor: t.total.high for t in comparison().totals.values() if t.total is not None}
    quality = vendor_score.load(CASE, criteria=ROOT / "criteria.yaml").rank()
    ranked = [vendor.name for vendor in quality.vendors if vendor.name in highs and vendor.rank]
    assert quality.vendors[0].name == BEST
    assert max(ranked, key=highs.__getitem__) == BEST
    assert min(highs, key=highs.__getitem__) == LOW
    assert {f.vendor for f in comparison().findings if f.code == "abnormally-low"} == {LOW}


def test_the_order_of_two_turns_between_low_and_high_volumes() -> None:
    offers = [one for one in read().offers if one.vendor in (BY_CONSULTATION, BY_BASE)]
    demand = vendor_score.load(CASE, criteria=CASE / "criteria.yaml").criteria.demand
    assert demand is not None
    from vendor_score.price import total_cost

    cheaper = {
        scenario: min(
            offers, key=lambda offer: total_cost(offer, demand, scenario=scenario).total.high
        ).vendor
        for scenario in ("low", "high")
    }
    assert cheaper == {"low": BY_CONSULTATION, "high": BY_BASE}


def test_price_takes_the_criteria_of_the_case_where_those_at_hand_have_no_demand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(ROOT / "criteria.yaml", tmp_path / "criteria.yaml")
    monkeypatch.chdir(tmp_path)
    assert main(["price", str(CASE), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["months"] == 12
    assert len(said["vendors"]) == 8
