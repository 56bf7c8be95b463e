"""TOPSIS and VIKOR on anchored scales: as the library with two rows added, and untilted."""

from __future__ import annotations

import numpy as np
import pytest
from hand_made import criteria, decision, leaf, matrix_decision
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_score.errors import UsageError
from vendor_score.robustness.assess import ANCHORED, anchored_ranks, anchored_scores

tables = st.integers(1, 4).flatmap(
    lambda width: st.tuples(
        st.lists(
            st.lists(st.floats(0, 100), min_size=width, max_size=width), min_size=1, max_size=6
        ),
        st.lists(st.floats(0.05, 1), min_size=width, max_size=width),
    )
)


@pytest.mark.parametrize("method", ["topsis", "vikor"])
def test_as_the_library_with_rows_of_zeros_and_hundreds(method):
    import skcriteria
    from skcriteria.agg.topsis import TOPSIS
    from skcriteria.agg.vikor import VIKOR

    figures = np.random.default_rng(7).uniform(0, 100, (6, 4))
    weights = [0.1, 0.2, 0.3, 0.4]
    padded = np.vstack([figures, np.zeros(4), np.full(4, 100.0)])
    problem = skcriteria.mkdm(padded, [max] * 4, weights=weights)
    if method == "topsis":
        theirs = TOPSIS().evaluate(problem).e_.similarity[:6]
    else:
        theirs = VIKOR(use_compromise_set=False).evaluate(problem).e_.q_k[:6]
    ours = anchored_scores(matrix_decision(figures.tolist(), weights), method)
    assert list(ours.values()) == pytest.approx(theirs.tolist(), abs=1e-12)


@settings(deadline=None, max_examples=60)
@given(tables, st.randoms())
def test_other_vendors_change_nothing_to_the_last_bit(table, random):
    problem = matrix_decision(*table)
    some = [name for name in problem.vendors if random.random() < 0.6] or list(problem.vendors)
    random.shuffle(some)
    for method in ANCHORED:
        whole = anchored_scores(problem, method)
        part = anchored_scores(problem.with_vendors(some), method)
        assert part == {name: whole[name] for name in some}


@settings(deadline=None, max_examples=60)
@given(tables, st.floats(0, 100))
def test_a_better_answer_never_lowers_a_rank(table, better):
    rows, weights = table
    improved = [[max(rows[0][0], better), *rows[0][1:]], *rows[1:]]
    for method in ANCHORED:
        before = anchored_ranks(matrix_decision(rows, weights), method)["A1"]
        assert anchored_ranks(matrix_decision(improved, weights), method)["A1"] <= before


def test_only_ranked_vendors_and_known_methods():
    from vendor_score.kinds.rules import parse_rule

    tree = criteria(leaf("a", must=parse_rule(">= 10")))
    problem = decision(tree, {"A": {"a": 5}, "B": {"a": 50}, "C": {"a": "blank"}})
    assert anchored_ranks(problem, "topsis") == {"B": 1, "C": 2}
    with pytest.raises(UsageError):
        anchored_ranks(problem, "copras")
