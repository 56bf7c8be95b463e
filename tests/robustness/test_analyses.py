"""The other analyses: bounds, agreement, weight sets, leave one out, sampled answers, compare."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hand_made import answered, criteria, decision, group, leaf, matrix_decision, missing, number
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_score.criteria.model import MissingRules
from vendor_score.errors import UsageError
from vendor_score.kinds.value_functions import Anchors, OptionPoints, YesNoPoints
from vendor_score.records import EvidenceState, Override, Reading
from vendor_score.robustness.acceptability import answer_samplers, score_model
from vendor_score.robustness.assess import (
    assess,
    average_ranks,
    best_stays_best,
    diagnostics,
    kendall_w,
)
from vendor_score.robustness.compare import compare
from vendor_score.robustness.tipping import tipping_points
from vendor_score.robustness.what_ifs import leave_one_out, missing_ranks, weight_set_results

# Gamer M., R package irr, data "anxiety": 3 raters x 20 subjects with many ties;
# W = 0.5396569 (DescTools::KendallW, corrected for ties).
ANXIETY = [
    [3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3],
    [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4],
    [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2],
]
SPEED = Anchors(((10.0, 100.0), (60.0, 0.0)), "s", 0.0)


def test_kendalls_w_with_many_ties_is_the_published_one():
    assert kendall_w(ANXIETY) == pytest.approx(0.5396569, abs=6e-8)


def test_kendalls_w_of_equal_and_of_opposite_rankings():
    assert kendall_w([[1, 2, 3], [1, 2, 3]]) == 1.0
    assert kendall_w([[1, 2, 3], [3, 2, 1]]) == 0.0
    assert kendall_w([[1], [1]]) is None
    assert kendall_w([[1, 1], [1, 1]]) is None


def test_ties_share_the_mean_of_their_places():
    assert average_ranks([10, 8, 8, 5]).tolist() == [4, 2.5, 2.5, 1]


cells = st.one_of(st.sampled_from([0.0, 30.0, 50.0, 100.0]), st.just("blank"), st.just("range"))


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(cells, min_size=2, max_size=2), min_size=2, max_size=3), st.booleans())
def test_rank_intervals_are_those_of_all_completions(rows, leaves_out):
    rules = MissingRules(default="exclude" if leaves_out else "worst")
    tree = criteria(leaf("c0", 2, missing=rules), leaf("c1", 1, missing=rules))

    def problem(table):
        return decision(
            tree, {f"V{i}": {f"c{j}": v for j, v in enumerate(row)} for i, row in enumerate(table)}
        )

    given_answers = problem(
        [[number(20.0, 60.0) if v == "range" else v for v in row] for row in rows]
    )
    found = missing_ranks(given_answers, score_model(given_answers))
    options = {"blank": (0.0, 100.0), "range": (20.0, 60.0)}
    ranks = {name: set() for name in given_answers.vendors}
    for values in itertools.product(
        *(options.get(v, (v,)) if isinstance(v, str) else (v,) for row in rows for v in row)
    ):
        table = np.reshape(values, (len(rows), 2)).tolist()
        for name, rank in problem(table).rank().ranks.items():
            ranks[name].add(rank)
    for name, span in found.items():
        assert (span.best, span.worst) == (min(ranks[name]), max(ranks[name]))


def test_named_weight_sets_and_their_average():
    tree = criteria(
        leaf("c0", 1),
        leaf("c1", 1),
        weight_sets={"speed": {"c0": 3}, "safe": {"c1": 3}},
    )
    problem = decision(tree, {"A": {"c0": 100.0, "c1": 0.0}, "B": {"c0": 0.0, "c1": 90.0}})
    speed, safe, average = weight_set_results(problem, score_model(problem))
    assert (speed.first, safe.first, average.first) == (("A",), ("B",), ("A",))
    assert speed.weights == pytest.approx({"c0": 0.75, "c1": 0.25})
    assert average.scores == pytest.approx({"A": 50.0, "B": 45.0})
    assert assess(problem, samples=10, methods=False).weight_sets_agree is False


def test_dropping_a_vendor_cannot_change_anchored_scores():
    problem = matrix_decision([[90, 10], [60, 50], [10, 100]], [1, 1])
    found = [f for f in leave_one_out(problem, score_model(problem)) if f.kind == "vendor"]
    assert len(found) == 3
    assert not any(f.changes_scores or f.changes_first for f in found)


def test_dropping_the_end_of_a_relative_scale_changes_scores_and_says_so():
    problem = matrix_decision([[50, 100], [60, 70], [0, 0]], [1, 1], ["max", "max"])
    found = {
        f.vendor: f for f in leave_one_out(problem, score_model(problem)) if f.kind == "vendor"
    }
    direct = problem.without_vendor("A3").rank()
    assert found["A3"].changes_scores
    assert found["A3"].first == direct.leaders


def test_dropping_a_criterion_agrees_with_ranking_without_it():
    problem = matrix_decision([[90, 10, 40], [60, 50, 45], [10, 100, 50]], [3, 2, 1])
    for found in leave_one_out(problem, score_model(problem)):
        if found.kind == "criterion":
            assert found.first == problem.without_criterion(found.criterion).rank().leaders


def duration(low, high, *flags, **changes):
    reading = Reading(text="x", kind="duration", low=low, high=high, unit="s", flags=flags)
    return answered(reading, **changes)


def test_answers_are_drawn_inside_what_was_written_and_nowhere_else():
    options = OptionPoints({"a": 20.0, "b": 80.0})
    tree = criteria(
        leaf("speed", 1, answer="duration", unit="s", value=SPEED,
             evidence_discount={EvidenceState.NONE: 0.5}),
        leaf("rate", 1, answer="percent", unit="%",
             value=Anchors(((0.0, 0.0), (100.0, 100.0)), "%", 0.0, 100.0)),
        leaf("plan", 1, answer="choice", value=options),
        leaf("nda", 1, answer="yes_no", value=YesNoPoints(100.0, 0.0)),
        leaf("idle", 0),
    )  # fmt: skip
    about = Reading(
        text="about 99 %", kind="percent", low=99.0, high=99.0, unit="%", flags=("approx",)
    )
    problem = decision(
        tree,
        {
            "A": {
                "speed": duration(20.0, 30.0),
                "rate": answered(about),
                "plan": answered(Reading(text="a/b", kind="choice", items=("a", "b"))),
                "nda": answered(Reading(text="part", kind="yes_no", low=0.0, high=1.0)),
                "idle": number(10.0, 90.0),
            },
            "B": {
                "speed": duration(None, 30.0),
                "rate": missing("blank"),
                "plan": answered(Reading(text="a", kind="choice", items=("a",))),
                "nda": answered(Reading(text="yes", kind="yes_no", low=1.0, high=1.0)),
                "idle": number(10.0, 90.0),
            },
        },
    )
    samplers = answer_samplers(problem, problem.vendors)
    assert [cell[:2] for cell in samplers] == [(0, 0), (0, 1), (0, 2), (0, 3)]
    draws = [cell[2](np.random.default_rng(1), 20_000) for cell in samplers]
    # 20-30 s is 80 to 60 points, of which the discount keeps half
    assert (draws[0].min(), draws[0].max()) == pytest.approx((30, 40), abs=0.01)
    assert draws[0].mean() == pytest.approx(35, abs=0.1)
    # about 99 % is 97 to 101, clamped to the scale
    assert (draws[1].min(), draws[1].max()) == pytest.approx((97, 100), abs=0.01)
    assert set(draws[2]) == {20.0, 80.0}
    assert draws[3].mean() == pytest.approx(50, abs=1)


def test_weights_alone_and_weights_with_answers_differ_only_by_the_answers():
    tree = criteria(leaf("speed", 1, answer="duration", unit="s", value=SPEED), leaf("c", 1))
    problem = decision(
        tree,
        {
            "A": {"speed": duration(20.0, 40.0), "c": 50.0},
            "B": {"speed": duration(32.0, 32.0), "c": 50.0},
        },
    )
    smaa = assess(problem, samples=20_000, methods=False).smaa
    assert smaa.ranks_weights_only.tolist() == [[0, 1], [1, 0]]  # at its cautious 40 s A loses
    assert smaa.ranks[0, 0] == pytest.approx(12 / 20, abs=0.015)  # ahead below 32 s
    assert smaa.ranks.sum(axis=0) == pytest.approx(1)
    assert smaa.confidence["A"] == pytest.approx(0.6, abs=0.015)


def test_settings_out_of_range_are_refused():
    problem = matrix_decision([[90, 10], [60, 50]], [1, 1])
    for wrong in ({"samples": 0}, {"band": 1.5}, {"seed": -1}, {"weights": "none"}):
        with pytest.raises(UsageError):
            assess(problem, methods=False, **wrong)


def test_nobody_and_one_vendor_give_whole_records():
    out = decision(
        criteria(leaf("c0", 1, missing=MissingRules(default="fail"))),
        {"A": {"c0": "blank"}, "B": {"c0": "blank"}},
    )
    found = out.robustness(samples=100)
    assert found.smaa.vendors == ()
    assert found.acceptability.empty
    one = matrix_decision([[90, 10]], [1, 1]).robustness(samples=100)
    assert one.smaa.ranks.tolist() == [[1.0]]
    assert one.kendall_w is None
    assert one.to_win == {}


def test_effective_weights_add_up_and_double_counting_needs_eight():
    rng = np.random.default_rng(4)
    base = rng.integers(0, 100, 8).astype(float)
    rows = [
        [x, min(x + 1, 100), float(y)] for x, y in zip(base, rng.integers(0, 100, 8), strict=True)
    ]
    problem = matrix_decision(rows, [2, 1, 1])
    model = score_model(problem)
    found = diagnostics(model, tipping_points(model), 0.25)
    assert sum(found.effective_weights.values()) == pytest.approx(1)
    points, scores = model.points, model.scores()
    expected = 0.5 * np.cov(points[:, 0], scores, bias=True)[0, 1] / scores.var()
    assert found.effective_weights["c0"] == pytest.approx(expected)
    assert [pair[:2] for pair in found.double_counting] == [("c0", "c1")]
    few = score_model(matrix_decision(rows[:7], [2, 1, 1]))
    assert diagnostics(few, tipping_points(few), 0.25).double_counting == ()


def test_differences_between_two_vendors_add_up_by_criterion_and_by_group():
    tree = criteria(group("g", 3, leaf("a", 2), leaf("b", 1)), leaf("c", 2))
    problem = decision(
        tree, {"A": {"a": 90.0, "b": 40.0, "c": 7.0}, "B": {"a": 40.0, "b": 80.0, "c": 90.0}}
    )
    found = compare(problem, "A", "B")
    assert sum(d.difference for d in found.criteria) == pytest.approx(found.difference)
    assert [g.id for g in found.groups] == ["g", "c"]
    assert sum(g.difference for g in found.groups) == pytest.approx(found.difference)
    assert found.table.loc["a", "difference"] == pytest.approx(0.4 * 50)
    back = compare(problem, "B", "A")
    assert back.difference == pytest.approx(-found.difference)
    with pytest.raises(UsageError):
        compare(problem, "A", "A")


def test_the_trade_off_is_the_rate_at_which_the_score_stays():
    rate = Anchors(((0.0, 0.0), (50.0, 100.0)), "%", 0.0, 100.0)
    tree = criteria(
        leaf("speed", 2, answer="duration", unit="s", value=SPEED),
        leaf("rate", 1, answer="percent", unit="%", value=rate),
    )

    def percent(p):
        return answered(Reading(text="x", kind="percent", low=p, high=p, unit="%"))

    problem = decision(
        tree,
        {
            "A": {"speed": duration(20.0, 20.0), "rate": percent(20.0)},
            "B": {"speed": duration(35.0, 35.0), "rate": percent(40.0)},
        },
    )
    trade = compare(problem, "A", "B").trade_off
    # 2 points per second times 2/3 against 2 points per percent times 1/3
    assert (trade.gained.id, trade.much, trade.paid.id) == ("speed", 10.0, "rate")
    assert trade.worth == pytest.approx(20.0)
    assert trade.text()["en"] == "At these weights 10 s of speed are worth 20 points of rate."


def test_a_method_that_reverses_ranks_fails_the_reversal_test():
    # Found by search: TOPSIS divides columns by their length, which a worse vendor shortens.
    matrix = [[23, 1, 8], [28, 17, 4], [10, 18, 1], [13, 8, 10]]
    problem = matrix_decision(matrix, [1, 1, 1])
    assert best_stays_best(problem, "topsis") is False
    assert best_stays_best(problem, "weighted-sum") is True
    assert best_stays_best(matrix_decision([[1, 2], [3, 4]], [1, 1]), "topsis") is None


def test_the_table_of_two_vendors_says_what_each_answer_rests_on():
    told = replace(number(90.0), remarks="weekdays only", override=Override(text="90"))
    problem = decision(criteria(leaf("a")), {"A": {"a": told}, "B": {"a": 40.0}})
    row = compare(problem, "A", "B").table.loc["a"]
    assert (bool(row["corrected_a"]), bool(row["corrected_b"])) == (True, False)
    assert (row["remarks_a"], row["remarks_b"]) == ("weekdays only", "")
    assert row["cell_b"] == "a.xlsx › Service › C2"
