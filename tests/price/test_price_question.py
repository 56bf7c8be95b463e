"""The price weight asked in money: what a better answer is worth makes the weight of price."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from vendor_score.award.price_question import price_question
from vendor_score.cli.main import main
from vendor_score.cli.options import amount_of
from vendor_score.criteria.load import load_criteria, shipped_criteria


def uncommented(text: str) -> str:
    """criteria.yaml as a buyer makes it who takes the marks off the example of a price."""
    start = text.index("# demand:")
    block = [line.removeprefix("#").removeprefix(" ") for line in text[start:].splitlines()]
    at = next(n for n, line in enumerate(block) if "- id: total_cost" in line)
    leaf = "\n".join(line if line.startswith("  ") else f"  {line}" for line in block[at:])
    return "\n".join([*block[:at], text[:start].rstrip(), leaf, ""])


@pytest.mark.parametrize("amount", [60_000, 200_000.0, 1_000_000])
def test_the_weight_makes_both_answers_even_at_that_difference(
    tmp_path: Path, amount: float
) -> None:
    assert main(["init", str(tmp_path), "--more-a-year", f"{amount:,.0f}", "--lang", "en"]) == 0
    file = tmp_path / "mine.yaml"
    file.write_text(uncommented((tmp_path / "criteria.yaml").read_text("utf-8")), "utf-8")
    criteria = load_criteria(file)
    leaves = {leaf.id: leaf for leaf in criteria.leaves()}
    tops = {top.id: top.weight for top in criteria.children}
    price = tops["total_cost"] / sum(tops.values())
    cost = [at for at, _ in leaves["total_cost"].value.anchors.at]
    question = price_question(shipped_criteria())
    gained = (1 - price) * question.gain
    lost = price * amount * criteria.demand.months / 12 / ((max(cost) - min(cost)) / 100)
    assert gained == pytest.approx(lost, rel=1e-3)


def test_the_more_a_better_answer_is_worth_the_less_price_weighs() -> None:
    question = price_question(shipped_criteria())
    shares = [question.price_share(amount) for amount in (10_000, 100_000, 1_000_000)]
    assert shares == sorted(shares, reverse=True)
    assert all(0 < share < 1 for share in shares)


def test_without_the_answer_criteria_are_as_shipped(tmp_path: Path, capsys) -> None:
    assert main(["init", str(tmp_path), "--lang", "en"]) == 0
    text = (tmp_path / "criteria.yaml").read_text("utf-8")
    assert text == shipped_criteria().file.text
    assert "How much more a year" not in capsys.readouterr().out


def test_at_a_terminal_the_question_is_asked_until_it_is_answered_or_skipped(
    tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vendor_score.cli.prepare._is_talking", lambda: True)
    entered = iter(["a lot", "20万"])
    asked = []
    monkeypatch.setattr("click.prompt", lambda words, **_: asked.append(words) or next(entered))
    assert main(["init", str(tmp_path / "a"), "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "12 s instead of 25 s" in asked[0]
    assert "found a lot" in said
    assert "200,000 a year" in said
    entered = iter([""])
    assert main(["init", str(tmp_path / "b"), "--lang", "zh"]) == 0
    assert "每年" in asked[-1]
    text = (tmp_path / "b" / "criteria.yaml").read_text("utf-8")
    assert yaml.safe_load(text) == yaml.safe_load(shipped_criteria().file.text)


@pytest.mark.parametrize("entered", ["0", "-5", "plenty", "nan", "inf", ""])
def test_what_is_no_amount_is_refused(tmp_path: Path, capsys, entered: str) -> None:
    assert amount_of(entered) is None
    assert main(["init", str(tmp_path), "--more-a-year", entered, "--lang", "en"]) == 2
    assert not (tmp_path / "criteria.yaml").exists()


@pytest.mark.parametrize(
    ("entered", "amount"), [("200,000", 2e5), ("２００k", 2e5), ("1.5万", 15_000), ("12", 12)]
)
def test_amounts_are_read_as_people_type_them(entered: str, amount: float) -> None:
    assert amount_of(entered) == amount
