"""``price``: totals beside quality on screen, in json and files; bad offers are named."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from offer_sheets import CRITERIA, EACH, SEATS, write_case, write_offer

import vendor_score
from vendor_score.cli.main import main
from vendor_score.offers.read import read_offers


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    return write_case(tmp_path / "case")


def as_json(capsys: pytest.CaptureFixture[str], *args: str) -> dict:
    capsys.readouterr()
    main(["price", *args, "--json", "--lang", "en"])
    return json.loads(capsys.readouterr().out)


def test_the_json_has_the_form_that_scripts_rely_on(case: Path, capsys) -> None:
    found = as_json(capsys, str(case))
    assert found["schema"] == "vendor-score/price/1"
    assert (found["currency"], found["months"], found["lock"]) == ("CNY", 12, None)
    assert [vendor["name"] for vendor in found["vendors"]] == ["A", "B", "C"]
    vendor = found["vendors"][0]
    assert vendor["stated"] == pytest.approx(551_900)
    assert vendor["total"]["low"] == pytest.approx(551_900)
    assert vendor["total"]["high"] > vendor["total"]["low"]
    assert {"item", "low", "high", "why"} <= vendor["assumed"][0].keys()
    assert sum(month["low"] for month in vendor["by_month"]) == pytest.approx(551_900)
    assert vendor["points"] == pytest.approx((800_000 - vendor["total"]["high"]) / 4_000)
    assert {"points", "on_frontier", "dominated_by", "flags"} <= vendor.keys()
    by_pair = {tuple(one["vendors"]): one["runs"] for one in found["crossings"]}
    assert set(by_pair) == {("A", "B"), ("A", "C"), ("B", "C")}
    for runs in by_pair.values():
        assert runs[0][0] == 1
        assert all(a[1] + 1 == b[0] for a, b in itertools.pairwise(runs))
    lowest = found["formulas"]["lowest_price"]
    assert lowest["first"]
    assert set(lowest["scores"]) == {"A", "B", "C"}


def test_vendors_on_the_frontier_and_beaten_ones_are_told(case: Path, capsys) -> None:
    vendors = {one["name"]: one for one in as_json(capsys, str(case))["vendors"]}
    assert vendors["A"]["on_frontier"]
    assert vendors["B"]["on_frontier"]
    assert not vendors["C"]["on_frontier"]
    assert "B" in vendors["C"]["dominated_by"]


def test_the_screen_says_the_same_in_both_languages(case: Path, capsys) -> None:
    for lang, words in (
        ("en", ("One envelope", "Who is cheapest where", "Cost against quality")),
        ("zh", ("单信封", "不同情形下的价格排序", "成本与质量")),
    ):
        assert main(["price", str(case), "--lang", lang]) == 0
        shown = capsys.readouterr().out
        assert "551,900" in shown
        assert all(word in shown for word in words)
        assert "lowest price:" not in shown
        assert "低价优先法：" not in shown


def test_formulas_stand_in_the_screen_only_where_asked_for(case: Path, capsys) -> None:
    assert main(["price", str(case), "--formulas", "--lang", "en"]) == 0
    assert "lowest price:" in capsys.readouterr().out


def test_the_report_holds_the_cost_as_a_criterion(case: Path, capsys) -> None:
    assert main(["price", str(case), "-o", "out", "--lang", "en"]) == 0
    ranking = json.loads(Path("out/ranking.json").read_text(encoding="utf-8"))
    assert [leaf["id"] for leaf in ranking["criteria"]] == ["speed", "total_cost"]
    price = json.loads(Path("out/price.json").read_text(encoding="utf-8"))
    points = {vendor["name"]: vendor["points"] for vendor in price["vendors"]}
    for vendor in ranking["vendors"]:
        assert vendor["score"] >= 0.3 * points[vendor["name"]]
    assert Path("out/report.html").is_file()
    assert Path("out/scorecard.xlsx").is_file()


def test_rank_opens_no_offers_unless_they_are_named(case: Path, capsys) -> None:
    assert main(["rank", str(case), "-o", "plain", "--lang", "en"]) == 0
    plain = json.loads(Path("plain/ranking.json").read_text(encoding="utf-8"))
    assert [leaf["id"] for leaf in plain["criteria"] if leaf["weight"]] == ["speed"]
    assert any(one["code"] == "offers-not-opened" for one in plain["findings"])
    assert main(["rank", str(case), "--offers", str(case / "offers"), "-o", "full"]) == 0
    full = json.loads(Path("full/ranking.json").read_text(encoding="utf-8"))
    weights = {leaf["id"]: leaf["weight"] for leaf in full["criteria"]}
    assert weights == pytest.approx({"speed": 0.7, "total_cost": 0.3})


def test_without_offers_the_way_to_give_them_is_said(case: Path, capsys) -> None:
    for offer in (case / "offers").iterdir():
        offer.unlink()
    assert main(["price", str(case), "--lang", "en"]) == 2
    assert "--offers" in capsys.readouterr().err


def test_without_a_demand_nothing_is_computed(case: Path, capsys) -> None:
    leaf = CRITERIA.index("  - id: total_cost")
    start, criteria = CRITERIA.index("demand:"), CRITERIA.index("criteria:")
    text = CRITERIA[:start] + CRITERIA[criteria:leaf]
    (case / "criteria.yaml").write_text(text, encoding="utf-8")
    assert main(["price", str(case), "--lang", "en"]) == 2
    assert "demand" in capsys.readouterr().err


def test_two_offers_of_one_vendor_are_named_and_neither_counts(case: Path, capsys) -> None:
    write_offer(case / "offers" / "later.xlsx", "A", EACH)
    found = as_json(capsys, str(case))
    assert [vendor["name"] for vendor in found["vendors"]] == ["B", "C"]
    assert "two-offers" in {one["code"] for one in found["findings"]}
    assert main(["price", str(case), "--quiet"]) == 1


def test_an_offer_of_nobody_is_named(case: Path, capsys) -> None:
    write_offer(case / "offers" / "other.xlsx", "Unknown Ltd", SEATS)
    codes = {one["code"] for one in as_json(capsys, str(case))["findings"]}
    assert "offer-of-nobody" in codes


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([("P01", "seat", "seat/month", 4800, "yes", None, None, None, None, None, None, "EUR")],
         "no-exchange-rate"),
        ([("P01", "seat", "per visit", 4800)], "unknown-basis"),
        ([("P03", "consultation", None, 1.1, "no", 0.06, 2000, "whole"),
          (None, None, None, 0.9, None, None, 800), (None, None, None, 0.8)],
         "tiers-out-of-order"),
        ([("P16", "training", None, 500)], "offer-without-price"),
        ([("P01", "seat", None, "from 4500")], "open-to-above"),
        ([("P04", "order", None, 0.8)], "volume-not-given"),
        ([("P01", "seat", None, 4800), ("P11", "management fee", None, 5, "yes", None, None, None,
           None, None, None, None, "P99")], "unknown-offer-line"),
    ],
)  # fmt: skip
def test_an_offer_without_a_total_says_why_and_is_pending(
    case: Path, capsys, rows: list, code: str
) -> None:
    write_offer(case / "offers" / "A.xlsx", "A", rows)
    found = as_json(capsys, str(case))
    vendor = found["vendors"][0]
    assert (vendor["name"], vendor["total"]) == ("A", None)
    assert code in vendor["flags"]
    [finding] = [f for f in found["findings"] if f["code"] == code and f["vendor"] == "A"]
    assert finding["file"] == "A.xlsx"
    assert {one["name"] for one in found["vendors"]} == {"A", "B", "C"}
    decision = vendor_score.load(case, offers=read_offers([case / "offers"]).offers)
    assert decision.answers.of("A", "total_cost").state == "pending"


def test_a_formula_decides_where_the_rules_say_so(case: Path) -> None:
    rule = "rule: {formula: lowest_price, round: 2}"
    text = CRITERIA.replace("value: {400000: 100, 800000: 0}", rule)
    (case / "criteria.yaml").write_text(text, encoding="utf-8")
    offers = read_offers([case / "offers"]).offers
    values = vendor_score.load(case, offers=offers).values["total_cost"]
    assert values.max() == 100
    assert values["B"] == 100
    assert 0 < values["A"] < 100


def test_small_firms_get_their_deduction_where_the_rules_say_so(case: Path) -> None:
    text = CRITERIA.replace(
        "criteria:\n", "price: {small_firms: {share: 0.2, vendors: [A]}}\ncriteria:\n", 1
    ).replace("value: {400000: 100, 800000: 0}", "rule: {formula: lowest_price}")
    (case / "criteria.yaml").write_text(text, encoding="utf-8")
    offers = read_offers([case / "offers"]).offers
    with_rule = vendor_score.load(case, offers=offers).values["total_cost"]
    (case / "criteria.yaml").write_text(
        text.replace("price: {small_firms: {share: 0.2, vendors: [A]}}\n", ""), encoding="utf-8"
    )
    without = vendor_score.load(case, offers=offers).values["total_cost"]
    assert with_rule["A"] == pytest.approx(without["A"] / 0.8)


def test_what_is_assumed_stays_at_its_dear_end_while_answers_are_drawn(case: Path) -> None:
    offers = read_offers([case / "offers"]).offers
    decision = vendor_score.load(case, criteria=case / "criteria.yaml", offers=offers)
    seats, fees = (decision.answers.of(name, "total_cost").reading for name in ("A", "C"))
    assert seats.low < seats.high
    assert seats.parts == pytest.approx((seats.high, seats.high))
    assert fees.parts[0] == pytest.approx(fees.high - 12 * 2000 * 1.05)


def test_bars_of_the_chart_run_from_low_to_high_with_the_buyers_own_costs(case: Path) -> None:
    own = "  own_costs: [{item: supervision, basis: month, price: 6000}]\n"
    text = CRITERIA.replace("demand:\n", f"demand:\n{own}", 1)
    assert own in text
    (case / "criteria.yaml").write_text(text, encoding="utf-8")
    offers = read_offers([case / "offers"]).offers
    decision = vendor_score.load(case, criteria=case / "criteria.yaml", offers=offers)
    drawn = vendor_score.charts.cost_quality(decision, lang="en").data
    bars = [trace.x for trace in drawn if trace.mode == "lines" and trace.line.width in (3, 5)]
    totals = decision.offers.totals.values()
    assert bars
    assert all(low < high for low, high in bars)
    ends = {end for bar in bars for end in bar}
    for total in totals:
        assert total.own_costs.high == pytest.approx(72_000)
        assert total.as_stated == pytest.approx(total.stated.high + 72_000)
        if total.total.low < total.total.high:
            assert {total.total.low, total.total.high} <= ends


def test_what_is_shared_tells_no_price(case: Path, capsys) -> None:
    asked = [
        "--offers",
        str(case / "offers"),
        "-o",
        "shared",
        "--audience",
        "shared",
        "--lang",
        "en",
    ]
    assert main(["rank", str(case), *asked, "--with-private-totals"]) == 0
    for name in ("report.html", "ranking.json", "ranking.csv"):
        text = Path("shared", name).read_text(encoding="utf-8-sig")
        for amount in ("551,900", "551900", "378,022", "378022", "4800"):
            assert amount not in text, (name, amount)
