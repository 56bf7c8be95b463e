"""Two envelopes: quality and rules are frozen before offers are opened, and changes are named."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import openpyxl
import pytest
from offer_sheets import CRITERIA, EACH, write_case, write_offer

from vendor_score.cli.main import main

TWO = CRITERIA.replace("criteria:\n", "price: {envelopes: 2}\ncriteria:\n", 1)


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_case(tmp_path / "case", TWO)


def record(name: str = "lock.json") -> dict:
    return json.loads(Path(name).read_text(encoding="utf-8"))


def test_the_digest_can_be_worked_out_again(case: Path) -> None:
    assert main(["lock", str(case), "--quiet"]) == 0
    found = record()
    assert found["schema"] == "vendor-score/lock/1"
    digest = found.pop("digest")
    text = json.dumps(
        found, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    assert digest == hashlib.sha256(text.encode("utf-8")).hexdigest()
    assert [one["file"] for one in found["offers"]] == ["A.xlsx", "B.xlsx", "C.xlsx"]
    assert found["quality"][0] == {
        "vendor": "A", "score": "90.000000000", "rank": 1, "status": "ranked",
    }  # fmt: skip
    assert (found["previous"], found["reason"]) == (None, "")


def test_price_asks_for_the_lock_and_says_how(case: Path, capsys) -> None:
    assert main(["price", str(case), "--lang", "en"]) == 2
    assert "vendor-score lock" in capsys.readouterr().err
    assert main(["lock", str(case), "--quiet"]) == 0
    assert main(["price", str(case), "--lock", "lock.json", "--json", "--lang", "en"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["lock"], found["envelopes"]) == (record()["digest"], 2)


def change_an_answer(case: Path) -> None:
    file = case / "answers" / "answers.xlsx"
    book = openpyxl.load_workbook(file)
    book.active["B2"] = "30 s"
    book.save(file)


def swap_an_offer(case: Path) -> None:
    write_offer(case / "offers" / "A.xlsx", "A", EACH)


def change_a_weight(case: Path) -> None:
    text = TWO.replace("weight: 70", "weight: 60")
    (case / "criteria.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (change_an_answer, "answers.xlsx"),
        (swap_an_offer, "A.xlsx"),
        (change_a_weight, "criteria"),
    ],
)
def test_what_changed_since_is_named(case: Path, capsys, change, named: str) -> None:
    assert main(["lock", str(case), "--quiet"]) == 0
    change(case)
    assert main(["price", str(case), "--lock", "lock.json", "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert named in said
    assert "--previous" in said


def test_a_new_lock_names_the_old_one_and_a_reason(case: Path, capsys) -> None:
    assert main(["lock", str(case), "--quiet"]) == 0
    change_an_answer(case)
    assert main(["lock", str(case), "--lang", "en"]) == 2
    assert "never replaced" in capsys.readouterr().err
    again = ["lock", str(case), "-o", "second.json", "--previous", "lock.json", "--quiet"]
    assert main([*again, "--lang", "en"]) == 2
    assert "--reason" in capsys.readouterr().err
    assert main([*again, "--reason", "A corrected its answer"]) == 0
    assert record("second.json")["previous"] == record()["digest"]
    assert record("second.json")["reason"] == "A corrected its answer"
    assert main(["price", str(case), "--lock", "second.json", "--quiet"]) == 0


def test_an_edited_record_is_refused(case: Path, capsys) -> None:
    assert main(["lock", str(case), "--quiet"]) == 0
    found = record()
    found["quality"][1]["score"] = "99.000000000"
    Path("lock.json").write_text(json.dumps(found), encoding="utf-8")
    assert main(["price", str(case), "--lock", "lock.json", "--lang", "en"]) == 2
    assert "changed by hand" in capsys.readouterr().err
    Path("lock.json").write_text("{}", encoding="utf-8")
    assert main(["price", str(case), "--lock", "lock.json", "--lang", "en"]) == 2
