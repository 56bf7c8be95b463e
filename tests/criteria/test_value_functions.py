"""Value functions: points over whole readings, their inverse, and the laws that both keep."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_score.kinds.rules import Scale
from vendor_score.kinds.value_functions import (
    Anchors,
    ItemPoints,
    LevelPoints,
    OptionPoints,
    PointRange,
    Points,
    YesNoPoints,
)
from vendor_score.records import Reading

FALLING = Anchors(((10.0, 100.0), (30.0, 50.0), (60.0, 0.0)), unit="s", natural_low=0.0)
PEAK = Anchors(
    ((50.0, 0.0), (75.0, 100.0), (85.0, 100.0), (95.0, 0.0)),
    unit="%", natural_low=0.0, natural_high=100.0,
)  # fmt: skip
YEARS = Anchors(((1.0, 0.0), (10.0, 100.0)), unit="years", natural_low=0.0, reference_year=2026)


def reading(
    low: float | None, high: float | None = None, unit: str | None = "s", **more
) -> Reading:
    return Reading(text="", kind="", low=low, high=high, unit=unit, **more)


def exact(value: float, unit: str | None = "s") -> Reading:
    return reading(value, value, unit)


@pytest.mark.parametrize(
    ("answer", "points"),
    [(0, 100), (10, 100), (20, 75), (30, 50), (45, 25), (60, 0), (1000, 0)],
)
def test_straight_lines_between_anchors_and_flat_outside(answer: float, points: float) -> None:
    assert FALLING.points_at(answer) == points
    assert FALLING.points(exact(answer)) == PointRange(points, points)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (15, 20, PointRange(75, 87.5)),
        (None, 20, PointRange(75, 100)),  # closes at 0 s
        (20, None, PointRange(0, 75)),  # closes at the outermost anchor, 60 s
        (70, None, PointRange(0, 0)),  # closes at the bound itself, beyond the last anchor
    ],
)
def test_the_range_over_a_whole_reading(low, high, expected) -> None:
    assert FALLING.points(reading(low, high)) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (60, 90, PointRange(40, 100)),  # rises and falls inside: the best is at interior anchors
        (40, 99, PointRange(0, 100)),
        (90, None, PointRange(0, 50)),  # closes at 100 %
        (None, 60, PointRange(0, 40)),
        (76, 84, PointRange(100, 100)),
    ],
)
def test_functions_that_rise_and_fall_look_at_interior_anchors(low, high, expected) -> None:
    assert PEAK.points(reading(low, high, "%")) == expected


def test_a_valley_is_found_inside_a_reading() -> None:
    valley = Anchors(((0.0, 100.0), (5.0, 10.0), (10.0, 100.0)))
    assert valley.points(reading(1, 9, None)) == PointRange(10, 82)


@pytest.mark.parametrize(
    ("value", "unit", "own", "points"),
    [(120.0, "s", "min", 60.0), (0.1, "h", "s", 0.0), (2.0, "min", "s", 0.0)],
)
def test_readings_are_converted_into_the_unit_of_the_anchors(value, unit, own, points) -> None:
    per_minute = Anchors(((0.0, 100.0), (5.0, 0.0)), unit="min", natural_low=0.0)
    function = per_minute if own == "min" else FALLING
    assert function.points(exact(value, unit)).low == points


def test_a_founding_year_becomes_years_to_the_reference_date() -> None:
    assert YEARS.points(exact(2016, "founding_year")) == PointRange(100, 100)
    assert YEARS.points(exact(2020.5, "founding_year")).low == pytest.approx(50)
    before = YEARS.points(reading(None, 2020, "founding_year"))  # founded 2020 or earlier
    assert before == PointRange(YEARS.points_at(6), 100)


@pytest.mark.parametrize(
    "wrong",
    [reading(None), exact(5, "%"), exact(2030, "founding_year"), exact(4.5, "CNY/seat/month")],
)
def test_what_cannot_be_compared_is_refused(wrong: Reading) -> None:
    with pytest.raises(ValueError, match=r".+"):
        YEARS.points(wrong)


def test_scores_convert_by_their_scale() -> None:
    out_of_ten = Anchors(((0.0, 0.0), (10.0, 100.0)), unit="/10", natural_high=10.0)
    assert out_of_ten.points(exact(4.5, "/5")).low == 90


anchors = st.builds(
    lambda xs, ps: Anchors(tuple(zip(sorted(xs), ps, strict=False))),
    st.lists(st.integers(-1000, 1000).map(float), min_size=8, max_size=8, unique=True),
    st.lists(st.integers(0, 100).map(float), min_size=2, max_size=8),
)
answers = st.floats(-1200, 1200)
LAW = settings(deadline=None, max_examples=200)


@LAW
@given(anchors, answers, answers)
def test_law_points_over_a_reading_bound_every_answer_in_it(function, a, b) -> None:
    low, high = min(a, b), max(a, b)
    found = function.points(reading(low, high, None))
    inside = np.linspace(low, high, 41)
    points = [function.points_at(x) for x in inside]
    assert 0 <= found.low <= min(points) + 1e-9
    assert max(points) - 1e-9 <= found.high <= 100
    np.testing.assert_allclose(function.points_of(inside), points, atol=1e-9)


@LAW
@given(anchors, st.integers(0, 100), answers)
def test_law_answers_of_at_least_so_many_points_are_exactly_those(function, points, answer) -> None:
    intervals = function.at_least(points)
    assert all(a[1] < b[0] for a, b in pairwise(intervals))
    gap = min((abs(answer - end) for pair in intervals for end in pair), default=1)
    is_inside = any(low <= answer <= high for low, high in intervals)
    if gap > 1e-6:
        assert is_inside == (function.points_at(answer) >= points)


@LAW
@given(anchors, st.integers(0, 100), answers)
def test_law_the_nearest_answer_earns_the_points_and_nothing_nearer_does(
    function, points, answer
) -> None:
    found = function.nearest(answer, points)
    if found is None:
        assert max(p for _, p in function.at) < points
        return
    assert function.points_at(found) >= points - 1e-9
    nearer = np.linspace(answer, found, 50)[:-1]
    if found != answer:
        assert all(function.points_at(x) < points + 1e-9 for x in nearer)


def test_the_inverse_of_a_peak_goes_both_ways() -> None:
    assert PEAK.at_least(50) == ((62.5, 90.0),)
    assert PEAK.nearest(92, 50) == 90
    assert PEAK.nearest(60, 50) == 62.5
    assert PEAK.nearest(80, 50) == 80
    assert FALLING.at_least(50) == ((-math.inf, 30.0),)
    assert FALLING.at_least(100.5) == ()


def test_points_as_they_stand() -> None:
    assert Points().points(reading(40, 60, None)) == PointRange(40, 60)
    assert Points().points(reading(40, None, "%")) == PointRange(40, 100)
    with pytest.raises(ValueError, match="0 to 100"):
        Points().points(exact(101, None))


def test_a_partial_yes_is_no_to_yes_unless_it_has_points() -> None:
    plain, graded = YesNoPoints(yes=100, no=10), YesNoPoints(yes=100, no=0, partial=40)
    assert plain.points(reading(0, 1, None)) == PointRange(10, 100)
    assert graded.points(reading(0, 1, None)) == PointRange(40, 40)
    assert plain.points(exact(1, None)) == PointRange(100, 100)
    assert YesNoPoints(yes=0, no=80).points(exact(0, None)) == PointRange(80, 80)
    assert YesNoPoints(yes=0, no=80).low_is_good
    with pytest.raises(ValueError, match="neither"):
        plain.points(reading(None, None, None))


def test_a_choice_may_be_one_of_several_options() -> None:
    function = OptionPoints({"a": 100.0, "b": 40.0, "c": 0.0})
    assert function.points(reading(None, items=("b", "a"))) == PointRange(40, 100)
    for items in (("a", "d"), (), None):
        with pytest.raises(ValueError, match="options"):
            function.points(reading(None, items=items))


CERTIFICATES = ItemPoints(
    {"ISO27001": 40.0, "MLPS3": 35.0, "SOC2": 25.0, "MLPS2": 15.0},
    cap=90.0, best_of=(frozenset({"MLPS2", "MLPS3"}),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("items", "points"),
    [
        ((), 0),  # an empty list is an answer
        (("ISO27001", "ISO9001"), 40),  # what is not listed earns nothing
        (("MLPS2", "MLPS3"), 35),  # the best of a family
        (("MLPS2",), 15),
        (("ISO27001", "MLPS3", "SOC2"), 90),  # capped
        (("SOC2", "SOC2"), 25),
    ],
)
def test_items_add_up(items, points) -> None:
    assert CERTIFICATES.points(reading(None, items=items)) == PointRange(points, points)
    assert CERTIFICATES.points_for(reversed(items)) == points


def test_a_list_that_was_not_read_is_refused() -> None:
    with pytest.raises(ValueError, match="list"):
        CERTIFICATES.points(reading(None))


def test_levels_have_straight_lines_between() -> None:
    levels = LevelPoints((0.0, 20.0, 50.0, 100.0))
    assert levels.points(exact(1.5, None)) == PointRange(35, 35)
    assert levels.points(reading(1, 3, None)) == PointRange(20, 100)
    with pytest.raises(ValueError, match="levels"):
        levels.points(exact(3.5, None))


@pytest.mark.parametrize(
    ("scale", "low", "high", "expected"),
    [
        (Scale("%", 0, 100), 95, None, (95, 100)),
        (Scale("%", 0, 100), 120, None, (120, 120)),
        (Scale("s", 0), None, 20, (0, 20)),
        (Scale(None), None, 20, (20, 20)),  # nothing to close at but the bound itself
        (Scale(None), 20, None, (20, 20)),
        (Scale("s", 0), None, -5, (-5, -5)),
    ],
)
def test_closed_intervals_of_a_scale(scale, low, high, expected) -> None:
    assert scale.closed(reading(low, high, scale.unit)) == expected
