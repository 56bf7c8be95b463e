"""Pooling: laws of sums over sums, of weighted means and of what is told about summary rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_score.pooling import (
    Satisfaction,
    Share,
    find_summaries,
    overlapping_days,
    pool_mean,
    pool_satisfaction,
    pool_share,
    wilson_interval,
)

COUNTS = st.integers(1, 5000)
ROWS = st.lists(
    st.tuples(st.floats(0, 1), COUNTS).map(lambda one: (int(one[0] * one[1]), one[1])),
    min_size=1,
    max_size=12,
)


@given(ROWS)
def test_splitting_rows_changes_no_share(rows):
    pieces = [piece for part, whole in rows for piece in ((part, whole - 1), (0, 1)) if piece[1]]
    parts = sum(min(part, whole) for part, whole in pieces)
    assert pool_share([(min(part, whole), whole) for part, whole in pieces]) == Share(
        parts, sum(whole for _, whole in rows)
    )


@given(ROWS)
def test_a_pooled_share_lies_between_the_rows_and_within_its_interval(rows):
    share = pool_share(rows)
    rates = [part / whole for part, whole in rows]
    low, high = share.interval()
    assert min(rates) - 1e-12 <= share.value <= max(rates) + 1e-12
    assert 0 <= low <= share.value + 1e-12
    assert share.value - 1e-12 <= high <= 1


@given(ROWS, st.floats(0.5, 0.98))
def test_more_certainty_takes_a_wider_interval(rows, level):
    share = pool_share(rows)
    low, high = share.interval(level)
    wider = share.interval(0.99)
    assert wider[0] <= low + 1e-12
    assert high <= wider[1] + 1e-12


@given(st.lists(st.tuples(st.floats(0, 900), COUNTS), min_size=1, max_size=12))
def test_a_mean_does_not_change_when_all_weights_grow_alike(rows):
    grown = pool_mean((mean, 7 * weight) for mean, weight in rows)
    assert pool_mean(rows) == pytest.approx(grown)


@given(st.lists(st.tuples(COUNTS, COUNTS), min_size=2, max_size=12))
def test_the_sum_is_the_total_and_the_mean_is_none_whatever_they_are_called(rows):
    total = [sum(row[at] for row in rows) for at in (0, 1)]
    mean = [whole / len(rows) for whole in total]
    assert find_summaries(rows, {"Average": total, "Total": mean}) == {
        "Average": "total",
        "Total": "mean",
    }


def test_a_total_above_its_rows_tells_that_some_are_missing():
    assert find_summaries([(500, 260), (380, 171)], {"Total": (1100, 493)}) == {"Total": "partial"}


def test_what_cannot_be_pooled_is_refused():
    with pytest.raises(ValueError, match="middle"):
        pool_satisfaction([Satisfaction(9, 1, 0), Satisfaction(9, None, 1)])
    with pytest.raises(ValueError, match="part"):
        wilson_interval(11, 10)
    assert pool_share([(None, 10), (0, 0)]) is None
    assert pool_mean([(12.0, None), (None, 3)]) is None


def test_files_that_share_no_day_do_not_overlap():
    import datetime as dt

    days = [dt.date(2026, 10, at) for at in (1, 15, 16, 31)]
    assert overlapping_days([(days[0], days[1]), (days[2], days[3])]) == 0
    assert overlapping_days([(days[0], days[2]), (days[2], days[3])]) == 1
