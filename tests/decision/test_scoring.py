"""From answers to points: missing rules, evidence, intervals, musts, relative criteria."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hand_made import answered, criteria, decision, group, leaf, missing, number
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_score.criteria.model import MissingRules
from vendor_score.decision import Status
from vendor_score.errors import NothingReadError, UsageError, WeightError
from vendor_score.kinds.rules import parse_rule
from vendor_score.kinds.value_functions import Anchors, OptionPoints, YesNoPoints
from vendor_score.records import AnswerState, EvidenceState, Option, Reading
from vendor_score.wording import Label

PEAK = Anchors(at=((50.0, 0.0), (75.0, 100.0), (85.0, 100.0), (95.0, 0.0)))
MISSING = [state for state in AnswerState if state is not AnswerState.ANSWERED]


def codes(problem):
    return [(f.code, f.vendor, f.criterion, f.severity.value) for f in problem.all_findings]


def rule(given_rule, by_state=None):
    return MissingRules(default=given_rule, by_state=by_state or {})


# -- which criteria take part ---------------------------------------------------------------


def test_a_criterion_asked_of_nobody_leaves_and_its_siblings_share_its_weight():
    tree = criteria(
        group("g", 1, leaf("a", 1), leaf("b", 3), leaf("c", 4)), leaf("d", 1), leaf("e", 0)
    )
    problem = decision(tree, {"A": {"a": 10, "b": 20, "d": 30}, "B": {"a": 10, "d": 30}})
    assert problem.leaf_weights == {"a": 0.125, "b": 0.375, "d": 0.5}
    assert problem.scored["B"]["b"].answer.state is AnswerState.NOT_ASKED
    assert codes(problem) == [
        ("criterion-not-asked", None, "c", "warning"),
        ("criterion-not-asked", None, "e", "info"),
    ]


def test_a_group_asked_of_nobody_leaves_too():
    tree = criteria(group("g", 3, leaf("a")), leaf("b", 1))
    assert decision(tree, {"A": {"b": 5}}).leaf_weights == {"b": 1.0}


def test_nothing_that_can_be_scored_is_said():
    with pytest.raises(NothingReadError):
        decision(criteria(leaf("a", 0), leaf("b")), {"A": {"a": 5}})
    with pytest.raises(NothingReadError):
        decision(criteria(leaf("a")), {})


def test_what_the_buyer_has_yet_to_judge_is_pending_and_takes_part():
    judged = leaf("story", answer="judged", missing=rule("worst", {"pending": "exclude"}))
    problem = decision(criteria(judged, leaf("b")), {"A": {"b": 40}})
    assert problem.scored["A"]["story"].answer.state is AnswerState.PENDING
    assert problem.rank().vendors[0].score == 40


def test_findings_about_criteria_without_weight_are_notes_unless_a_must_stands_there():
    from vendor_score.findings import Finding, Severity

    tree = criteria(leaf("a"), leaf("idle", 0), leaf("nda", 0, must=parse_rule(">= 1")))
    told = tuple(
        Finding(code="unreadable", severity=Severity.ERROR, criterion=id, values={"expected": "x"})
        for id in ("a", "idle", "nda")
    )
    problem = decision(tree, {"A": {"a": 1, "idle": 1, "nda": 1}}, findings=told)
    assert [f.severity.value for f in problem.all_findings] == ["error", "info", "error"]
    reweighted = problem.with_weights({"idle": 0.2})
    assert [f.severity.value for f in reweighted.all_findings] == ["error", "error", "error"]


# -- missing rules --------------------------------------------------------------------------


@pytest.mark.parametrize("state", MISSING)
def test_worst_number_and_fail_for_every_missing_state(state):
    given = {"A": {"a": state.value, "b": 80}, "B": {"a": 60, "b": 20}}

    def under(missing_rule):
        return decision(criteria(leaf("a", missing=rule(missing_rule)), leaf("b")), given)

    assert under("worst").rank().by_name["A"].score == 40
    assert under(35.0).rank().by_name["A"].score == pytest.approx(57.5)
    failed = under("fail")
    assert failed.statuses["A"] is Status.KNOCKED_OUT
    assert failed.rank().by_name["A"].rank is None
    assert failed.rank().by_name["A"].score == 40
    assert [(k.vendor, k.rule) for k in failed.knock_outs] == [("A", "missing: fail")]
    assert failed.with_waived("A", "a").rank().by_name["A"].rank is not None


def test_exclude_spreads_the_weight_over_what_counts():
    tree = criteria(leaf("a", 6, missing=rule("exclude")), leaf("b", 3), leaf("c", 1))
    problem = decision(tree, {"A": {"a": "blank", "b": 80, "c": 40}, "B": {"a": 1, "b": 2, "c": 3}})
    first = problem.rank().by_name["A"]
    assert first.score == pytest.approx((3 * 80 + 40) / 4)
    assert dict(first.weights) == pytest.approx({"a": 0, "b": 0.75, "c": 0.25})
    assert sum(first.contributions.values()) == pytest.approx(first.score, abs=1e-12)
    assert problem.scored["A"]["a"].value is None
    assert math.isnan(problem.values.loc["A", "a"])


def test_exclude_with_nothing_left_is_not_ranked_but_still_a_number():
    excluded = leaf("a", missing=rule("exclude"))
    problem = decision(criteria(excluded), {"A": {"a": "refused"}, "B": {"a": 3}})
    assert problem.statuses["A"] is Status.UNRANKED
    last = problem.rank().vendors[-1]
    assert (last.name, last.rank, last.score) == ("A", None, 0.0)


def test_a_rule_may_differ_by_state():
    by_state = {AnswerState.NOT_APPLICABLE: "exclude", AnswerState.REFUSED: 10.0}
    tree = criteria(leaf("a", missing=rule("worst", by_state)), leaf("b"))
    given = {name: {"a": name, "b": 50} for name in ("blank", "not_applicable", "refused")}
    scores = {v.name: v.score for v in decision(tree, given).rank().vendors}
    assert scores == {"blank": 25, "not_applicable": 50, "refused": 30}


def test_bounds_span_the_scale_where_missing_and_follow_the_rule_where_not_applicable():
    by_state = {AnswerState.NOT_APPLICABLE: 40.0}
    tree = criteria(leaf("a", missing=rule("exclude", by_state)))
    given = {
        "asked": {"a": "blank"},
        "n/a": {"a": "not_applicable"},
        "range": {"a": number(20, 60)},
    }
    scored = decision(tree, given).scored
    assert [(scored[n]["a"].worst, scored[n]["a"].best) for n in given] == [
        (0, 100), (40, 40), (20, 60),
    ]  # fmt: skip


# -- values of readings ---------------------------------------------------------------------


def test_intervals_score_at_their_cautious_end_also_where_points_rise_and_fall():
    occupancy = leaf("occupancy", value=PEAK)
    given = {
        "inside": {"occupancy": number(70, 90)},
        "over the top": {"occupancy": number(60, 94)},
        "flat": {"occupancy": number(75, 85)},
    }
    scored = decision(criteria(occupancy), given).scored
    ends = {n: (scored[n]["occupancy"].value, scored[n]["occupancy"].value_high) for n in given}
    assert ends["inside"] == (50, 100)
    assert ends["over the top"] == pytest.approx((10, 100))
    assert ends["flat"] == (100, 100)


def test_an_option_that_is_not_listed_is_unreadable_and_named():
    options = (
        Option(id="own", label=Label(en="own", zh="自建")),
        Option(id="let", label=Label(en="let", zh="外包")),
    )
    choice = leaf(
        "site",
        answer="choice",
        options=options,
        value=OptionPoints({"own": 100.0, "let": 40.0}),
    )

    def chosen(*items):
        return answered(Reading(text="/".join(items), kind="choice", items=items))

    problem = decision(
        criteria(choice),
        {
            "A": {"site": chosen("own")},
            "B": {"site": chosen("own", "let")},
            "C": {"site": chosen("x")},
        },
    )
    assert [problem.scored[n]["site"].value for n in "ABC"] == [100, 40, 0]
    assert problem.scored["C"]["site"].answer.state is AnswerState.UNREADABLE
    assert codes(problem) == [("no-points", "C", "site", "warning")]
    assert "own" in problem.all_findings[0].expected("en")


@pytest.mark.parametrize(
    ("unit", "flags", "commission", "value"),
    [
        ("CNY/seat/month", (), None, 60),
        ("CNY/seat/month", ("tax_included",), None, 60),
        ("USD/seat/month", (), None, None),
        ("CNY/consultation", (), None, None),
        ("CNY/seat/month", ("tax_excluded",), None, None),
        ("CNY/seat/month", ("compound",), 2.0, None),
    ],
)
def test_money_on_another_basis_is_never_compared(unit, flags, commission, value):
    price = leaf(
        "price",
        answer="money",
        unit="CNY",
        basis="seat/month",
        tax="included",
        value=Anchors(at=((3000.0, 100.0), (8000.0, 0.0)), unit="CNY"),
    )
    offer = answered(
        Reading(
            text="?",
            kind="money",
            low=5000,
            high=5000,
            unit=unit,
            flags=flags,
            commission_pct=commission,
        )
    )
    problem = decision(criteria(price), {"A": {"price": offer}})
    scored = problem.scored["A"]["price"]
    if value is None:
        assert scored.answer.state is AnswerState.UNREADABLE
        assert problem.all_findings[0].code in ("other-basis", "other-tax")
        assert all(problem.all_findings[0].fix(lang) for lang in ("en", "zh"))
    else:
        assert scored.value == value


def test_what_is_free_is_free_on_any_basis():
    price = leaf(
        "price",
        answer="money",
        unit="CNY",
        basis="seat/month",
        value=Anchors(at=((0.0, 100.0), (100.0, 0.0)), unit="CNY"),
    )
    free = answered(Reading(text="免费", kind="money", low=0, high=0, unit="CNY"))
    assert decision(criteria(price), {"A": {"price": free}}).rank().vendors[0].score == 100


def test_evidence_discounts_the_cautious_value_only():
    discount = {EvidenceState.NONE: 0.5, EvidenceState.CLAIMED: 0.2}
    must = parse_rule(">= 60")
    tree = criteria(leaf("a", evidence_discount=discount, must=must))
    given = {
        state.value: {"a": answered(number(80, 90).reading, evidence=state)}
        for state in EvidenceState
    }
    problem = decision(tree, given)
    ends = {n: (problem.scored[n]["a"].value, problem.scored[n]["a"].best) for n in given}
    assert ends == {"none": (40, 90), "claimed": (64, 90), "seen": (80, 90)}
    assert not problem.knock_outs


# -- musts ----------------------------------------------------------------------------------


def must_problem(cell, weight=1.0):
    slow = leaf("speed", weight, must=parse_rule("<= 30"))
    return decision(criteria(slow, leaf("other")), {"A": {"speed": cell, "other": 50}})


@pytest.mark.parametrize("weight", [0.0, 1.0])
@pytest.mark.parametrize(
    ("cell", "status"),
    [
        (30.0, Status.RANKED),
        (number(10, 30), Status.RANKED),
        (number(20, 31), Status.KNOCKED_OUT),
        (31.0, Status.KNOCKED_OUT),
        ("refused", Status.KNOCKED_OUT),
        ("blank", Status.UNCONFIRMED),
        ("pending", Status.UNCONFIRMED),
        ("not_applicable", Status.UNCONFIRMED),
        ("unreadable", Status.UNCONFIRMED),
        ("not_asked", Status.UNCONFIRMED),
    ],
    ids=str,
)
def test_a_must_holds_for_every_point_and_at_any_weight(cell, status, weight):
    problem = must_problem(cell, weight)
    assert problem.statuses["A"] is status
    is_open = status is Status.UNCONFIRMED
    assert problem.untested["A"] == (("speed",) if is_open else ())
    if is_open:
        assert ("must-untested", "A", "speed", "warning") in codes(problem)
    assert problem.with_waived("A", "speed").statuses["A"] is Status.RANKED


def test_an_open_side_breaks_a_must():
    open_end = answered(Reading(text=">=20", kind="number", low=20, high=None))
    assert must_problem(open_end).statuses["A"] is Status.KNOCKED_OUT


def test_a_knock_out_says_rule_words_and_place():
    (broken,) = must_problem(45.0).knock_outs
    assert (broken.vendor, broken.criterion, broken.rule, broken.found) == (
        "A",
        "speed",
        "<= 30",
        "45.0",
    )
    assert broken.answer.source.cell == "C2"


def test_yes_and_no_musts():
    nda = leaf("nda", 0, answer="yes_no", value=YesNoPoints(100, 0), must=parse_rule("== yes"))

    def said(low, high):
        return answered(Reading(text="?", kind="yes_no", low=low, high=high))

    given = {
        "yes": {"nda": said(1, 1), "x": 1},
        "partly": {"nda": said(0, 1), "x": 1},
        "no": {"nda": said(0, 0), "x": 1},
    }
    problem = decision(criteria(nda, leaf("x")), given)
    assert [problem.statuses[n].value for n in given] == ["ranked", "knocked_out", "knocked_out"]


def test_all_vendors_knocked_out_leaves_nobody_in_first_place():
    tree = criteria(leaf("a", must=parse_rule(">= 90")), leaf("r", direction="max"))
    ranking = decision(tree, {"A": {"a": 1, "r": 1}, "B": {"a": 2, "r": 3}}).rank()
    assert ranking.leaders == ()
    assert [(v.name, v.rank, v.score) for v in ranking.vendors] == [
        ("B", None, 51),
        ("A", None, 0.5),
    ]


# -- relative criteria ----------------------------------------------------------------------


def test_relative_criteria_run_from_worst_to_best_of_those_in_the_running():
    tree = criteria(leaf("price", direction="min"), leaf("gate", 0, must=parse_rule(">= 1")))
    given = {
        "cheap": {"price": 40, "gate": 1},
        "dear": {"price": number(60, 80), "gate": 1},
        "mid": {"price": 50, "gate": 1},
        "silent": {"price": "blank", "gate": 1},
        "out": {"price": 10, "gate": 0},
    }
    problem = decision(tree, given)
    assert [problem.scored[n]["price"].value for n in given] == [100, 0, 75, 0, 100]
    assert problem.scored["dear"]["price"].value_high == 50
    waived = problem.with_waived("out", "gate")
    assert waived.scored["cheap"]["price"].value == pytest.approx(100 * 40 / 70)
    dropped = problem.without_vendor("cheap")
    assert dropped.scored["mid"]["price"].value == 100


def test_relative_criteria_where_all_are_equal_give_a_hundred():
    problem = decision(criteria(leaf("r", direction="max")), {n: {"r": 7} for n in "ABC"})
    assert problem.points.ravel().tolist() == [100, 100, 100]


def test_raw_matrix_holds_plain_numbers_and_directions():
    tree = criteria(leaf("p", 2, direction="min"), leaf("q", 1), leaf("idle", 0, value=PEAK))
    given = {
        "A": {"p": 3, "q": 20, "idle": 1},
        "B": {"p": 9, "q": 80, "idle": 1},
        "C": {"p": "blank", "q": 50, "idle": 1},
    }
    raw = decision(tree, given).matrix(raw=True)
    assert raw.matrix.to_numpy().tolist() == [[3, 20], [9, 80], [9, 50]]
    assert raw.iobjectives.tolist() == [-1, 1]
    anchored = decision(criteria(leaf("p", value=PEAK)), {"A": {"p": 60}})
    with pytest.raises(UsageError):
        anchored.matrix(raw=True)


# -- the weighted sum and its laws ----------------------------------------------------------


def test_weighted_sum_equals_the_library_on_the_matrix():
    from skcriteria.agg.simple import WeightedSumModel

    tree = criteria(
        group("g", 2, leaf("a", 1, missing=rule("exclude")), leaf("b", 2)), leaf("c", 3)
    )
    given = {
        "A": {"a": "blank", "b": 40, "c": 90},
        "B": {"a": 30, "b": 70, "c": number(10, 50)},
        "C": {"a": 99, "b": "refused", "c": 60},
    }
    problem = decision(tree, given)
    theirs = WeightedSumModel().evaluate(problem.matrix()).e_.score
    assert theirs == pytest.approx(problem.scores.scores, abs=1e-12)


points = st.floats(0, 100)
cells = st.one_of(points, st.sampled_from(["blank", "refused", "not_applicable"]))
tables = st.integers(1, 5).flatmap(
    lambda width: st.tuples(
        st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=6),
        st.lists(st.floats(0.01, 10), min_size=width, max_size=width),
        st.lists(st.sampled_from(["worst", "exclude", 30.0]), min_size=width, max_size=width),
    )
)


def table_problem(table, *, order=None, factor=1.0):
    rows, weights, rules = table
    leaves = [
        leaf(f"c{at}", weight * factor, missing=rule(its_rule))
        for at, (weight, its_rule) in enumerate(zip(weights, rules, strict=True))
    ]
    named = {
        f"V{at}": dict(zip([x.id for x in leaves], row, strict=True)) for at, row in enumerate(rows)
    }
    return decision(criteria(*leaves), {name: named[name] for name in (order or named)})


@settings(deadline=None, max_examples=60)
@given(tables)
def test_weights_sum_to_one_and_contributions_to_scores(table):
    problem = table_problem(table)
    assert math.fsum(problem.leaf_weights.values()) == pytest.approx(1, abs=1e-12)
    for vendor in problem.rank().vendors:
        assert math.fsum(vendor.contributions.values()) == pytest.approx(vendor.score, abs=1e-9)
        if vendor.rank is not None:
            assert math.fsum(vendor.weights.values()) == pytest.approx(1, abs=1e-12)


@settings(deadline=None, max_examples=60)
@given(tables, st.randoms())
def test_other_vendors_change_no_anchored_score_to_the_last_bit(table, random):
    whole = {v.name: v.score for v in table_problem(table).rank().vendors}
    order = [name for name in whole if random.random() < 0.7] or list(whole)
    random.shuffle(order)
    # whether a criterion was asked at all depends on nobody here: every cell is asked
    some = {v.name: v.score for v in table_problem(table, order=order).rank().vendors}
    assert some == {name: whole[name] for name in order}


@settings(deadline=None, max_examples=40)
@given(tables, st.floats(0.01, 100))
def test_the_size_of_weights_changes_no_rank(table, factor):
    plain, scaled = table_problem(table).rank(), table_problem(table, factor=factor).rank()
    assert {v.name: v.rank for v in plain.vendors} == {v.name: v.rank for v in scaled.vendors}


@settings(deadline=None, max_examples=40)
@given(tables)
def test_a_copy_of_a_vendor_ties_with_it(table):
    rows, *rest = table
    ranks = table_problem(([rows[0], *rows], *rest)).rank().ranks
    assert ranks.get("V0") == ranks.get("V1")


@settings(deadline=None, max_examples=40)
@given(tables, st.floats(0, 100))
def test_a_better_answer_never_lowers_a_rank(table, better):
    rows, weights, _ = table
    table = (rows, weights, ["worst"] * len(weights))
    before = table_problem(table)
    old = before.scored["V0"]["c0"].value
    after = before.with_answer("V0", number(max(old, better), id="c0"))
    assert after.rank().ranks["V0"] <= before.rank().ranks["V0"]


def test_ranks_are_1_2_2_4():
    problem = decision(
        criteria(leaf("a")), {n: {"a": v} for n, v in zip("ABCD", [9, 7, 7, 1], strict=True)}
    )
    assert list(problem.rank().ranks.values()) == [1, 2, 2, 4]
    both = decision(
        criteria(leaf("a")), {n: {"a": v} for n, v in zip("ABC", [7, 7, 1], strict=True)}
    )
    assert both.rank().leaders == ("A", "B")


# -- what-ifs -------------------------------------------------------------------------------


def deep():
    conv = group(
        "conv_group", 2, group("inner", 1, leaf("conv", 3), leaf("uplift", 1)), leaf("x", 1)
    )
    tree = criteria(conv, leaf("y", 1), leaf("idle", 0))
    ids = ("conv", "uplift", "x", "y", "idle")
    rows = {"A": (90, 10, 20, 30, 5), "B": (10, 80, 70, 60, 50)}
    return decision(tree, {name: dict(zip(ids, row, strict=True)) for name, row in rows.items()})


def test_a_share_is_set_as_asked_and_the_others_shrink_in_proportion():
    before = deep()
    after = before.with_weights({"conv": 0.6})
    assert after.leaf_weights["conv"] == 0.6
    factor = 0.4 / (1 - before.leaf_weights["conv"])
    for id in ("uplift", "x", "y", "idle"):
        assert after.leaf_weights[id] == pytest.approx(before.leaf_weights[id] * factor, abs=1e-15)
    assert after.entered_weights == before.leaf_weights
    assert before.leaf_weights["conv"] == pytest.approx(0.25)


def test_groups_take_shares_too_and_bad_ones_are_refused():
    assert deep().with_weights({"inner": 0.5}).leaf_weights["conv"] == pytest.approx(0.375)
    for bad in ({"inner": 0.5, "conv": 0.1}, {"x": 0.7, "y": 0.6}, {"nobody": 0.1}):
        with pytest.raises(WeightError):
            deep().with_weights(bad)


def test_entered_weights_of_a_set_are_relative_to_siblings():
    reweighted = deep().with_entered_weights({"y": 2, "x": 3})
    assert reweighted.leaf_weights == pytest.approx(
        {"conv": 0.09375, "uplift": 0.03125, "x": 0.375, "y": 0.5, "idle": 0}
    )
    with pytest.raises(UsageError):
        deep().with_entered_weights({"nobody": 1})


def test_dropping_a_criterion_keeps_its_must():
    problem = must_problem(45.0)
    assert problem.without_criterion("speed").statuses["A"] is Status.KNOCKED_OUT
    assert problem.without_criterion("speed").rank().vendors[0].score == 50


def test_another_answer_changes_that_cell_only():
    before = deep()
    after = before.with_answer("B", number(100, id="conv"))
    changed = after.points != before.points
    assert np.argwhere(changed).tolist() == [[1, 0]]
    gone = after.with_answer("B", missing("blank", id="conv"))
    assert gone.scored["B"]["conv"].value == 0
    assert before.answers.given["B"]["conv"].reading.low == 10


def test_unknown_names_are_refused():
    for call in (
        lambda d: d.without_vendor("nobody"),
        lambda d: d.with_waived("A", "nothing"),
        lambda d: d.with_answer("A", number(1, id="nothing")),
    ):
        with pytest.raises(UsageError):
            call(deep())


def test_the_last_vendor_cannot_be_dropped():
    one = deep().without_vendor("A")
    with pytest.raises(NothingReadError):
        one.without_vendor("B")


# -- shown to people ------------------------------------------------------------------------


def test_notebook_tables_escape_what_vendors_write():
    problem = decision(criteria(leaf("a")), {"<script>alert(1)</script>": {"a": 5}})
    for shown in (problem._repr_html_(), problem.rank()._repr_html_()):
        assert "<script>" not in shown
        assert "&lt;script&gt;" in shown


def test_the_table_of_a_ranking_adds_up_by_group():
    table = deep().rank().table
    assert list(table.columns) == ["rank", "vendor", "score", "status", "conv_group", "y", "idle"]
    assert table[["conv_group", "y", "idle"]].sum(axis=1).tolist() == pytest.approx(
        table["score"].tolist()
    )
    assert list(deep().values.index) == ["A", "B"]
    assert deep().weights.sum() == pytest.approx(1)
    assert deep().findings.empty
