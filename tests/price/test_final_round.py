"""A round of final prices: both totals side by side, line by line, and the new ones decide."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from offer_sheets import SEATS, write_case, write_offer

from vendor_score.cli.main import main

CHEAPER = (
    ("P01", "dedicated seat", "seat/month", 4500, "yes", "6%"),
    ("P15", "system use", "seat/month", 100, "yes", "6%"),
    ("P16", "training", "person_once", 300, "yes", "6%"),
)


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    case = write_case(tmp_path / "case")
    (case / "final").mkdir()
    write_offer(case / "final" / "A.xlsx", "A", CHEAPER)
    return case


def priced(case: Path, capsys, *more: str) -> dict:
    capsys.readouterr()
    main(["price", str(case), *more, "--json", "--lang", "en"])
    return json.loads(capsys.readouterr().out)


def test_old_and_new_totals_stand_side_by_side_and_the_new_one_counts(case: Path, capsys) -> None:
    first = {one["name"]: one for one in priced(case, capsys)["vendors"]}
    found = priced(case, capsys, "--final", str(case / "final"))
    last = {one["name"]: one for one in found["vendors"]}
    by_name = {one["vendor"]: one for one in found["final_round"]}
    assert by_name["A"]["before"] == first["A"]["total"]
    assert by_name["A"]["after"] == last["A"]["total"]
    assert last["A"]["total"]["high"] < first["A"]["total"]["high"]
    assert last["B"]["total"] == first["B"]["total"]
    assert not by_name["B"]["has_final_offer"]


def test_lines_add_to_both_totals_and_name_what_is_new_and_what_went(case: Path, capsys) -> None:
    [one] = [x for x in priced(case, capsys, "--final", str(case / "final"))["final_round"]
             if x["vendor"] == "A"]  # fmt: skip
    for side in ("before", "after"):
        sums = sum(line[side]["high"] for line in one["lines"] if line[side])
        assert sums == pytest.approx(one[side]["high"])
    lines = {(line["item"], line["kind"]): line for line in one["lines"]}
    assert lines["training", "stated"]["before"] is None
    assert lines["training", "assumed"]["after"] is None
    assert lines["system", "stated"]["before"] == lines["system", "stated"]["after"]


def test_the_screen_shows_what_changed(case: Path, capsys) -> None:
    for lang, words in (("en", "Final prices: before and after"), ("zh", "最终报价：前后对照")):
        assert main(["price", str(case), "--final", str(case / "final"), "--lang", lang]) == 0
        said = capsys.readouterr().out
        assert words in said
        assert "no final offer" in said or "未提交最终报价" in said


def test_the_same_offer_again_changes_nothing(case: Path, capsys) -> None:
    write_offer(case / "final" / "A.xlsx", "A", SEATS)
    [one] = [x for x in priced(case, capsys, "--final", str(case / "final"))["final_round"]
             if x["vendor"] == "A"]  # fmt: skip
    assert one["before"] == one["after"]
    assert all(line["before"] == line["after"] for line in one["lines"])
