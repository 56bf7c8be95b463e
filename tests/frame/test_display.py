"""How numbers look: short, and never more certain or more complete than they are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_score import number_text


@pytest.mark.parametrize(
    ("value", "shown"),
    [(81.44, "81.4"), (100, "100.0"), (99.96, "99.9"), (99.94, "99.9"), (0, "0.0"), (7, "7.0")],
)
def test_points(value: float, shown: str) -> None:
    assert number_text.points(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(2.44, "2.4"), (0.06, "0.1"), (0.04, "0.04"), (0.004, "<0.01"), (0, "0.0"), (30, "30.0")],
)
def test_a_gap_that_exists_is_seen(value: float, shown: str) -> None:
    assert number_text.gap(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.12, "12.0%"), (1, "100%"), (0.9999, "99.9%"), (0, "0%"), (0.0001, "0.1%"),
        (0.999, "99.9%"), (0.5, "50.0%"),
    ],
)  # fmt: skip
def test_share_is_all_or_nothing_only_when_truly_so(value: float, shown: str) -> None:
    assert number_text.share(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(18.0, "18"), (17.5, "17.5"), (12000, "12,000"), (0.1 + 0.2, "0.3"), (-3, "-3"), (-0.0, "0")],
)
def test_number(value: float, shown: str) -> None:
    assert number_text.number(value) == shown


@settings(deadline=None)
@given(st.floats(0, 100))
def test_only_a_hundred_looks_like_a_hundred(value: float) -> None:
    assert (number_text.points(value) == "100.0") is (value == 100)
    assert abs(float(number_text.points(value)) - value) <= 0.1


@given(st.lists(st.floats(0.0, 50.0), min_size=1, max_size=30).filter(lambda ws: sum(ws) > 1e-3))
def test_shares_that_are_shown_add_up_to_the_whole(weights):
    values = [weight / sum(weights) for weight in weights]
    shown = number_text.shares(values)
    tenths = [0 if "<" in text else 10 * float(text.strip("%<>")) for text in shown]
    if not any(text.startswith(">") for text in shown):
        assert round(sum(tenths)) == 1000
    for tenth, value in zip(tenths, values, strict=True):
        assert abs(tenth / 1000 - value) < 0.00101


@given(st.lists(st.floats(0.0, 100.0).map(lambda x: round(x, 4)), min_size=1, max_size=12))
def test_scores_that_differ_look_different(scores):
    shown = number_text.apart(scores)
    for one, own in zip(scores, shown, strict=True):
        for other, its in zip(scores, shown, strict=True):
            assert (one == other) == (float(own) == float(its))


@given(
    st.lists(st.floats(0, 100).map(lambda x: round(x, 4)), min_size=1, max_size=4),
    st.floats(0.0005, 1),
)
def test_shown_values_times_the_shown_weight_are_the_shown_products(values, weight):
    products = [number_text.points(value * weight) for value in values]
    shown, factors = number_text.multiplied(values, weight, products)
    for value, product in zip(factors, products, strict=True):
        found = float(value) * float(shown.rstrip("%")) / 100
        assert found == pytest.approx(float(product), abs=0.05 + 1e-8)


@given(st.floats(0, 100), st.floats(0, 100))
def test_two_figures_differ_as_shown_by_the_shown_gap(one, other):
    shown = number_text.differing(one, other)
    wanted = number_text.gap(abs(one - other))
    if wanted != "<0.01":
        assert number_text.gap(round(abs(float(shown[0]) - float(shown[1])), 9)) == wanted
