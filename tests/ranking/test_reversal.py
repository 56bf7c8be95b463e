"""scikit-criteria's rank reversal test ends for every problem, and says when it does not apply."""

import pandas as pd
import pytest

import vendor_score as vs
from vendor_score.robustness.assess import REVERSAL_METHODS, best_stays_best


def decision(rows: dict[str, list[float]]) -> vs.Decision:
    names = [f"c{number}" for number in range(len(next(iter(rows.values()))))]
    leaves = [
        {"id": name, "label": name, "weight": 1, "answer": "number", "value": "points"}
        for name in names
    ]
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=names)
    return vs.load(frame, criteria={"reference_date": "2026-12-01", "criteria": leaves})


@pytest.mark.parametrize("method", REVERSAL_METHODS)
@pytest.mark.parametrize(
    "rows",
    [
        {"A": [90, 80], "B": [50, 40], "C": [50, 40]},
        {"A": [90, 80], "B": [0, 0], "C": [0, 0]},
        {"A": [50, 50], "B": [50, 50], "C": [50, 50]},
        {"A": [90, 80], "B": [50, 40], "C": [0, 0]},
    ],
    ids=["two alike", "zeros", "all alike", "one of zeros"],
)
def test_it_ends_where_a_vendor_cannot_be_made_worse(
    rows: dict[str, list[float]], method: str
) -> None:
    assert best_stays_best(decision(rows), method) in {None, True, False}


def test_the_weighted_sum_passes() -> None:
    rows = {"A": [90.0, 80.0], "B": [60.0, 40.0], "C": [20.0, 30.0], "D": [10.0, 70.0]}
    assert best_stays_best(decision(rows), "weighted-sum") is True
