"""The own shop before the tender, own-baseline rows, the chart of a trial, what asks are worth."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

import vendor_score
from vendor_score.cli.main import main
from vendor_score.contract.annex import annex_of, with_baseline
from vendor_score.contract.baseline import read_baseline
from vendor_score.decision import Decision

sys.path.append(str(Path(__file__).parents[1] / "price"))

from offer_sheets import write_case

SAMPLE = Path(__file__).parents[2] / "sample_data" / "answers"
EXPORT = """旺旺,接待人数,询单人数,询单->最终付款人数,询单->最终付款成功率,首次响应(秒),上班天数
一号,2700,1000,{paid},0.3,14,30
二号,3300,1000,400,0.4,18,30
汇总,6000,2000,{sum},-,16,60
均值,3000,1000,0,0.35,16,30
"""
TABLE = """月份,指标,实测值,样本量
2027-01,首次响应,19秒,
2027-02,首次响应,12秒,
2027-03,首次响应,40秒,
"""


@pytest.fixture(scope="module")
def decision() -> Decision:
    return vendor_score.load(SAMPLE)


@pytest.fixture
def exports(tmp_path: Path) -> list[Path]:
    found = []
    for month, paid in (("2026-09-01_2026-09-30", 200), ("2026-10-01_2026-10-30", 600)):
        path = tmp_path / f"千牛_{month}.csv"
        path.write_text(EXPORT.format(paid=paid, sum=paid + 400), encoding="utf-8")
        found.append(path)
    return found


def test_the_baseline_is_a_ratio_of_sums_over_all_files(
    exports: list[Path], decision: Decision
) -> None:
    found = read_baseline(exports, decision.criteria.leaves())
    assert found.value("conversion") == pytest.approx(100 * (600 + 1000) / 4000)
    assert found.days == 60
    assert not found.overlaps
    assert found.seat is not None
    assert found.seat.per_day == pytest.approx(12_000 / 120)


def test_days_that_stand_in_two_files_are_said_to_overlap(
    exports: list[Path], decision: Decision, tmp_path: Path
) -> None:
    again = tmp_path / "再次_2026-09-15_2026-09-30.csv"
    again.write_bytes(exports[0].read_bytes())
    assert read_baseline([*exports, again], decision.criteria.leaves()).overlaps


def test_own_baseline_rows_get_a_target_that_stays_to_be_agreed(
    exports: list[Path], decision: Decision
) -> None:
    found = read_baseline(exports, decision.criteria.leaves())
    vendor = decision.rank().vendors[0].name
    annex = with_baseline(annex_of(decision, vendor), decision.criteria, found, 0.05)
    rows = {row.criterion: row for row in annex.section("own_baseline")}
    assert rows["conversion"].target_value == pytest.approx(42.0)
    assert rows["conversion"].state == "to_agree"
    assert "40" in rows["conversion"].target.text("zh")


def test_no_agent_is_named(exports: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    options = [option for path in exports for option in ("--measured", str(path))]
    assert main(["baseline", *options, "--lang", "zh"]) == 0
    out = capsys.readouterr().out
    assert "100" in out
    assert "一号" not in out


def test_the_chart_is_a_page_of_its_own_and_the_same_each_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "measured.csv"
    table.write_text(TABLE, encoding="utf-8")
    pages = []
    for name in ("one.html", "two.html"):
        out = tmp_path / name
        main([
            "trial", str(SAMPLE), "--vendor", "云帆", "--measured", str(table),
            "--chart", str(out), "--lang", "zh",
        ])  # fmt: skip
        pages.append(out.read_bytes())
    capsys.readouterr()
    assert pages[0] == pages[1]
    page = pages[0].decode()
    assert page.count("<circle") == 3
    assert "http:" not in page
    assert "未达标" in page


def test_money_stands_beside_points_where_offers_are_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    case = write_case(tmp_path / "case")
    out = tmp_path / "asks.md"
    assert main(["annex", str(case), "--vendor", "C", "--negotiation", str(out)]) == 0
    capsys.readouterr()
    rows = [line.split("|") for line in out.read_text("utf-8").splitlines() if "|" in line]
    assert any(cells[6].strip().replace(",", "").isdigit() for cells in rows[2:])


def test_json_of_the_baseline(exports: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["baseline", "--measured", str(exports[0]), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["schema"] == "vendor-score/baseline/1"
    assert record["per_seat_day"]["value"] == pytest.approx(100)
