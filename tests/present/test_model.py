"""The rows that every stacked bar is drawn from."""

from __future__ import annotations

import re

import pytest
from hand_made import criteria, decision, group, leaf
from report_made import report_of

from vendor_score.present import charts
from vendor_score.present.model import GROUP_COLOURS, coloured_groups, rank_rows
from vendor_score.present.page.static import small_picture, static_body


def problem(weight_of_idle: float = 0):
    idle = group("idle", weight_of_idle, leaf("x", 1))
    tree = criteria(idle, group("care", 3, leaf("a", 2), leaf("b", 1)), leaf("price", 1))
    given = {
        "A": {"x": 100, "a": 80, "b": 20, "price": 50},
        "B": {"x": 0, "a": 40, "b": 90, "price": 70},
    }
    return decision(tree, given)


def test_the_parts_of_a_row_add_up_to_its_score() -> None:
    ranking = problem(2).rank()
    for row in rank_rows(ranking):
        assert sum(row.parts) == pytest.approx(row.score, abs=1e-12)
        assert row.score == ranking.by_name[row.name].score


def test_weights_of_groups_add_up_to_the_whole() -> None:
    groups = coloured_groups(problem(2))
    assert [found.id for found in groups] == ["idle", "care", "price"]
    assert [found.weight for found in groups] == pytest.approx([2 / 6, 3 / 6, 1 / 6])


def test_groups_with_weight_take_the_first_colours() -> None:
    assert [found.colour_index for found in coloured_groups(problem())] == [2, 0, 1]


def test_the_eleventh_group_begins_with_the_first_colour_again() -> None:
    leaves = [leaf(f"c{at}") for at in range(11)]
    many = decision(criteria(*leaves), {"A": {found.id: 50 for found in leaves}})
    assert coloured_groups(many)[-1].colour == GROUP_COLOURS[0]


def test_every_surface_draws_the_same_bars() -> None:
    decided = problem(2)
    ranking = decided.rank()
    parts = [[part for part in row.parts if part > 0] for row in rank_rows(ranking)]
    figure = charts.contributions(ranking, "en")
    drawn = [[trace.x[at] for trace in figure.data if trace.x[at] > 0] for at in range(2)]
    assert drawn == parts
    colours = [found.colour for found in coloured_groups(decided)]
    assert [trace.marker.color for trace in figure.data] == colours
    picture = small_picture(ranking)
    assert re.findall(r'height="12" fill="(#\w+)"', picture) == [
        colour
        for row in rank_rows(ranking)
        for colour, part in zip(colours, row.parts, strict=True)
        if part > 0
    ]
    page = static_body(report_of(decided))
    assert page.count('class="seg"') == sum(map(len, parts))
