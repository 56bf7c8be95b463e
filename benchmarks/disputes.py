"""How fast flip shares are worked out, beside a loop that ranks every draw anew.

    python benchmarks/disputes.py [--cells 600] [--judges 6] [--rounds 5]

Both sides treat the same panel in one run. The loop redraws each cell in a few draws only and is
scaled up; the targets are 0.5 s for 600 cells and 6 judges, and 100 times the loop.
"""

from __future__ import annotations

import argparse
import statistics
import time

import numpy as np

from vendor_score.people import weigh_disagreement
from vendor_score.people.disputes import DRAWS
from vendor_score.scoring import Floats, leaders

CRITERIA = 20
LOOP_DRAWS = 3


def main() -> None:
    """Print both times and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cells", type=int, default=600)
    parser.add_argument("--judges", type=int, default=6)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    rng = np.random.default_rng(1)
    vendors = options.cells // CRITERIA
    shape = (options.judges, vendors, CRITERIA)
    levels: Floats = rng.integers(0, 5, shape).astype(np.float64) * 25.0
    weights = rng.dirichlet(np.ones(CRITERIA))
    ours = statistics.median(_time_of_ours(levels, weights) for _ in range(options.rounds))
    loop = _time_of_loop(levels, weights) * DRAWS / LOOP_DRAWS
    print(f"{vendors * CRITERIA} cells, {options.judges} judges, {DRAWS} draws")
    print(f"flip shares: {ours:.3f} s; a loop that ranks again: {loop:.0f} s; {loop / ours:.0f}x")


def _time_of_ours(levels: Floats, weights: Floats) -> float:
    start = time.perf_counter()
    weigh_disagreement(levels, weights)
    return time.perf_counter() - start


def _time_of_loop(levels: Floats, weights: Floats) -> float:
    rng = np.random.default_rng(2)
    judges, vendors, criteria = levels.shape
    start = time.perf_counter()
    for _ in range(LOOP_DRAWS):
        who = rng.integers(0, judges, (vendors, criteria))
        points = np.take_along_axis(levels, who[None], axis=0)[0]
        first = leaders(points @ weights)
        for i in range(vendors):
            for j in range(criteria):
                other = points.copy()
                other[i, j] = levels[rng.integers(judges), i, j]
                _ = leaders(other @ weights) != first
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
