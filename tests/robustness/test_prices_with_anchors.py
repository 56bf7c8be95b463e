"""A price with a value function of its own, read with its basis, takes part in what-ifs."""

from __future__ import annotations

from pathlib import Path

import pytest

from vendor_score.library import load
from vendor_score.robustness.compare import compare

CRITERIA = {
    "title": "Shortlist",
    "reference_date": "2026-12-01",
    "criteria": [
        {
            "id": "seat",
            "label": "Seat price",
            "weight": 1,
            "answer": "money",
            "unit": "CNY",
            "basis": "seat/month",
            "value": {"worst": 8000, "best": 3000},
        }
    ],
}


@pytest.fixture
def priced(tmp_path: Path):
    def read(second: str):
        rows = f"Vendor,Seat price\nACME,4000 CNY/seat/month\nBeta,{second}\n"
        (tmp_path / "prices.csv").write_text(rows, encoding="utf-8")
        return load(tmp_path / "prices.csv", criteria=CRITERIA)

    return read


def test_a_dearer_vendor_learns_which_price_would_win(priced):
    (change,) = priced("6000 CNY/seat/month").robustness(samples=50).to_win["Beta"].single
    assert change.before == 6000
    assert change.after == pytest.approx(4000, abs=1)


def test_a_price_in_another_currency_has_no_figure_to_start_from(priced):
    (change,) = priced("900 USD/seat/month").robustness(samples=50).to_win["Beta"].single
    assert change.before is None
    assert change.after == pytest.approx(4000, abs=1)


def test_two_prices_are_compared(priced):
    found = compare(priced("6000 CNY/seat/month"), "ACME", "Beta")
    assert found.criteria[0].difference == pytest.approx(40.0)


def test_a_price_that_earns_nothing_is_compared_all_the_same(priced):
    found = compare(priced("900 USD/seat/month"), "ACME", "Beta")
    assert found.criteria[0].difference == pytest.approx(80.0)
