"""The total of an offer is what loops over months and lines make of the specification."""

from __future__ import annotations

from random import Random

import brute_force
import pytest
import random_offers

from vendor_score.price import total_cost


@pytest.mark.parametrize("seed", range(60))
def test_totals_are_exact_by_months_and_lines(seed: int) -> None:
    random = Random(seed)
    for _ in range(8):
        demand, offer = random_offers.demand(random), random_offers.offer(random)
        found = total_cost(offer, demand)
        assert found.total is not None, found.findings
        for end in ("low", "high"):
            costs = brute_force.line_costs(offer, demand, end)
            ours = [[month.end(end) for month in line.by_month] for line in found.lines]
            for line, mine, theirs in zip(offer.lines, ours, costs, strict=True):
                assert mine == pytest.approx(theirs, rel=1e-9, abs=1e-9), (seed, line)
            whole = sum(map(sum, costs))
            assert found.total.end(end) == pytest.approx(whole, rel=1e-9)
            by_month = [sum(row) for row in zip(*costs, strict=True)]
            assert [m.end(end) for m in found.by_month] == pytest.approx(by_month, rel=1e-9)
