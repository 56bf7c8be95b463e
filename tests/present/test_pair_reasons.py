"""Why B is not ahead of A: reasons that are the largest, and answers that do turn it round."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hand_made import answered, criteria, decision, leaf, number

from vendor_score.criteria.model import MissingRules
from vendor_score.errors import UsageError
from vendor_score.kinds.value_functions import Anchors
from vendor_score.records import Override, Reading
from vendor_score.robustness.compare import compare, find_vendor, why_not_of, why_not_text
from vendor_score.robustness.to_win import to_overtake

LEFT_OUT = {"missing": MissingRules(default="exclude")}


def test_equal_answers_make_no_difference_where_another_is_left_out():
    tree = criteria(leaf("rate", 40, **LEFT_OUT), leaf("held", 60))
    problem = decision(
        tree, {"Alder": {"rate": 30.0, "held": 50.0}, "Cedar": {"rate": "blank", "held": 50.0}}
    )
    found = compare(problem, "Alder", "Cedar")
    held = next(each for each in found.criteria if each.criterion.id == "held")
    assert held.difference == 0
    assert sum(each.difference for each in found.criteria) == pytest.approx(found.difference)
    assert found.difference == pytest.approx(42 - 50)
    said = why_not_text(why_not_of(problem, "Alder", "Cedar"), problem, "en")
    assert said.startswith("Cedar is 8.0 points ahead of Alder.")
    assert "Cedar is scored without rate" in said


def test_points_times_weight_are_the_contributions_of_both():
    tree = criteria(leaf("a", 1, **LEFT_OUT), leaf("b", 3), leaf("c", 2, **LEFT_OUT))
    problem = decision(
        tree,
        {"A": {"a": "blank", "b": 70.0, "c": 10.0}, "B": {"a": 20.0, "b": 30.0, "c": "refused"}},
    )
    found = compare(problem, "A", "B")
    for side, score in (("a", found.score_a), ("b", found.score_b)):
        parts = [getattr(each, f"contribution_{side}") for each in found.criteria]
        assert sum(parts) == pytest.approx(score)
        for each, part in zip(found.criteria, parts, strict=True):
            assert part == pytest.approx(each.weight * getattr(each, f"points_{side}"))


@pytest.mark.parametrize("asked", [("A", "B"), ("B", "A")])
def test_three_largest_reasons_stand_for_each(asked):
    ids = [f"c{i}" for i in range(8)]
    gaps = [10, 40, 5, 30, -20, -35, -7, -1]
    tree = criteria(*(leaf(id) for id in ids))
    problem = decision(
        tree,
        {
            "A": {id: 50.0 + gap for id, gap in zip(ids, gaps, strict=True)},
            "B": dict.fromkeys(ids, 50.0),
        },
    )
    found = why_not_of(problem, *asked)
    assert (found.ahead, found.behind) == ("A", "B")
    assert [each.criterion.id for each in found.for_ahead] == ["c1", "c3", "c0"]
    assert [each.criterion.id for each in found.for_behind] == ["c5", "c4", "c6"]


def test_the_answers_that_are_named_do_put_the_other_ahead():
    speed = Anchors(((10.0, 100.0), (60.0, 0.0)), "s", 0.0, None)
    tree = criteria(leaf("speed", 1, answer="duration", unit="s", value=speed), leaf("rest", 2))

    def seconds(x):
        return answered(Reading(text=f"{x} s", kind="duration", low=x, high=x, unit="s"))

    given = {
        "A": {"speed": seconds(20.0), "rest": 60.0},
        "B": {"speed": seconds(50.0), "rest": 50.0},
        "C": {"speed": seconds(10.0), "rest": 100.0},
    }
    problem = decision(tree, given)
    ways = to_overtake(problem, "B", "A").single
    assert {way.criterion for way in ways} == {"rest"}
    for way in ways:
        moved = decision(tree, {**given, "B": {**given["B"], way.criterion: way.after}}).rank()
        assert moved.by_name["B"].score > moved.by_name["A"].score
    # C is first all the same: the question was about these two
    assert problem.rank().leaders == ("C",)


def test_a_vendor_that_is_out_is_behind_and_has_its_must_named():
    from vendor_score.kinds.rules import Rule

    must = Rule(text=">= 30", form=">=", operands=(30.0,), unit=None)
    tree = criteria(leaf("a", 1, must=must), leaf("b", 3))
    problem = decision(tree, {"A": {"a": 10.0, "b": 90.0}, "B": {"a": 50.0, "b": 20.0}})
    said = why_not_text(why_not_of(problem, "A", "B"), problem, "en")
    assert "out of the ranking" in said
    assert "A would first have to meet: a." in said


def test_a_corrected_reading_is_marked():
    tree = criteria(leaf("a"), leaf("b"))
    corrected = replace(
        number(80.0), override=Override(text="80", reason="call", name="Li", date="2026-11-20")
    )
    problem = decision(tree, {"A": {"a": corrected, "b": 10.0}, "B": {"a": 10.0, "b": 20.0}})
    assert "80 (corrected by the buyer)" in why_not_text(
        why_not_of(problem, "A", "B"), problem, "en"
    )
    assert "采购方已更正" in why_not_text(why_not_of(problem, "A", "B"), problem, "zh")


def test_a_ranking_says_why_not_by_part_of_a_name():
    problem = decision(
        criteria(leaf("a")), {"Alder GmbH": {"a": 90.0}, "Birch": {"a": 10.0}, "Cedar": {"a": 30.0}}
    )
    ranking = problem.rank()
    assert ranking.why_not(lang="en").startswith("Alder GmbH is 60.0 points ahead of Cedar.")
    assert ranking.why_not("bir", lang="en").startswith("Alder GmbH is 80.0 points ahead of Birch.")
    assert ranking.compare("bir", "ced").loc["a", "difference"] == pytest.approx(-20)


def test_part_of_a_name_must_mean_one_vendor():
    names = ["North", "Northgate", "云帆客服", "ＡＣＭＥ Ltd"]
    assert find_vendor(names, "north") == "North"
    assert find_vendor(names, "gate") == "Northgate"
    assert find_vendor(names, "acme") == "ＡＣＭＥ Ltd"
    for wrong in ("r", "", "zzz"):
        with pytest.raises(UsageError):
            find_vendor(names, wrong)
