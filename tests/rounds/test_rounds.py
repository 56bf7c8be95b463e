"""Two rounds: parts add up, each change counts in its step, the first place is explained."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hand_made import answers, criteria, decision, group, leaf, missing, number
from hypothesis import given
from hypothesis import strategies as st

from vendor_score.decision import decide
from vendor_score.errors import UsageError
from vendor_score.kinds.value_functions import Points
from vendor_score.present.since_view import shown_parts, since_view
from vendor_score.records import InputFile, Judgement, Override
from vendor_score.rounds.records import STEPS, Part, VendorMove
from vendor_score.rounds.since import compare_rounds

TREE = criteria(leaf("speed", 60), leaf("price", 40))


def round_of(tree=TREE, **given_):
    return decision(tree, given_)


def parts(since, vendor):
    move = next(move for move in since.moves if move.vendor == vendor)
    return {part.step: part.points for part in move.parts}


def moved(since, vendor):
    return {step: round(points, 9) for step, points in parts(since, vendor).items() if points}


def corrected(low, text, corrected_to):
    return replace(number(low), text=text, override=Override(text=corrected_to, reason="checked"))


def test_a_new_answer_moves_its_vendor_alone_and_by_its_weight() -> None:
    old = round_of(A={"speed": 50, "price": 50}, B={"speed": 60, "price": 60})
    new = round_of(A={"speed": 90, "price": 50}, B={"speed": 60, "price": 60})
    since = compare_rounds(old, new)
    assert moved(since, "A") == {"answers": 24.0}
    assert moved(since, "B") == {}
    assert (since.first_before, since.first_after) == (("B",), ("A",))
    assert since.turned_in == "answers"
    (change,) = since.changes
    assert (change.vendor, change.criterion, change.first_without) == ("A", "speed", ("B",))


def test_a_correction_counts_as_a_reading_and_not_as_an_answer() -> None:
    old = round_of(A={"speed": number(50), "price": 50})
    new = round_of(A={"speed": corrected(80, "50", "80"), "price": 50})
    assert moved(compare_rounds(old, new), "A") == {"readings": 18.0}


def test_a_new_answer_that_is_corrected_at_once_is_split_between_both_steps() -> None:
    old = round_of(A={"speed": number(50), "price": 50})
    new = round_of(A={"speed": corrected(80, "70", "80"), "price": 50})
    assert moved(compare_rounds(old, new), "A") == {"answers": 12.0, "readings": 6.0}


def test_an_unchanged_file_that_is_read_otherwise_is_no_new_answer() -> None:
    same = (InputFile(file="a.xlsx", sha256="aa"),)
    old = decision(TREE, {"A": {"speed": "blank", "price": 50}}, inputs=same)
    new = decision(TREE, {"A": {"speed": 70, "price": 50}}, inputs=same)
    assert moved(compare_rounds(old, new), "A") == {"readings": 42.0}


def test_new_levels_of_the_assessors_are_judgements() -> None:
    levels = leaf("talks", 50, answer="judged", value=Points(), levels=())
    tree = criteria(levels, leaf("price", 50))

    def judged(level):
        return replace(
            number(level), judgements=(Judgement(assessor="Li", level=level),), text=f"Li {level}"
        )

    old = round_of(tree, A={"talks": judged(20), "price": 50})
    new = round_of(tree, A={"talks": judged(60), "price": 50})
    assert moved(compare_rounds(old, new), "A") == {"judgements": 20.0}


def test_other_weights_and_other_scales_are_told_apart() -> None:
    old = round_of(A={"speed": 50, "price": 100})
    heavier = criteria(leaf("speed", 20), leaf("price", 80))
    new = round_of(heavier, A={"speed": 50, "price": 100})
    assert moved(compare_rounds(old, new), "A") == {"weights": 20.0}
    extra = criteria(leaf("speed", 60), leaf("price", 40), leaf("proof", 100))
    new = round_of(extra, A={"speed": 50, "price": 100, "proof": 30})
    since = compare_rounds(old, new)
    assert moved(since, "A") == {"weights": pytest.approx(-20.0)}
    assert [(one.id, one.what) for one in since.criteria_changes] == [
        ("speed", "weight"),
        ("price", "weight"),
        ("proof", "added"),
    ]


def test_a_vendor_that_joins_moves_the_others_only_where_points_are_relative() -> None:
    tree = criteria(leaf("price", 1, direction="min"))
    old = round_of(tree, A={"price": 10}, B={"price": 20}, C={"price": 15})
    new = round_of(tree, A={"price": 10}, B={"price": 20}, C={"price": 15}, D={"price": 30})
    since = compare_rounds(old, new)
    assert moved(since, "B") == {"vendors": 50.0}
    assert moved(since, "C") == {"vendors": 25.0}
    assert since.arrived == ("D",)


def test_a_missing_answer_that_came_is_an_answer_and_one_that_did_not_is_listed() -> None:
    old = round_of(A={"speed": "blank", "price": missing("pending", text="soon")})
    new = round_of(A={"speed": 70, "price": missing("pending", text="soon")})
    since = compare_rounds(old, new)
    assert moved(since, "A") == {"answers": 42.0}
    assert [(one.criterion, one.state, one.text) for one in since.still_open] == [
        ("price", "pending", "soon")
    ]


def test_what_was_asked_for_and_was_declined_is_listed_too() -> None:
    old = round_of(A={"speed": "blank", "price": 50})
    new = round_of(A={"speed": "refused", "price": 50})
    assert [one.state for one in compare_rounds(old, new).still_open] == ["refused"]


def test_a_knock_out_that_a_new_answer_removes_decides_the_first_place() -> None:
    failing = replace(TREE.leaves()[0].missing, default="fail")
    tree = criteria(leaf("speed", 60, missing=failing), leaf("price", 40))
    old = round_of(tree, A={"speed": "refused", "price": 90}, B={"speed": 60, "price": 60})
    new = round_of(tree, A={"speed": 80, "price": 90}, B={"speed": 60, "price": 60})
    since = compare_rounds(old, new)
    (change,) = since.decisive
    assert (change.vendor, change.first_without) == ("A", ("B",))


def test_a_vendor_under_another_name_is_asked_about_and_not_guessed() -> None:
    rows = {"speed": 50, "price": 60}
    old = round_of(**{"Harbour Lane Ltd": rows, "B": {"speed": 1, "price": 1}})
    new = round_of(**{"Harbour Lane Support Ltd": rows, "B": {"speed": 1, "price": 1}})
    since = compare_rounds(old, new)
    assert since.may_be_same == (("Harbour Lane Ltd", "Harbour Lane Support Ltd"),)
    assert [move.vendor for move in since.moves] == ["B"]
    names = {"Harbour Lane Ltd": "Harbour Lane Support Ltd"}
    since = compare_rounds(old, new, renamed=names)
    assert since.may_be_same == ()
    assert since.moves[0].was_called == "Harbour Lane Ltd"
    assert moved(since, "Harbour Lane Support Ltd") == {}


@pytest.mark.parametrize("names", [{"X": "B"}, {"A": "X"}, {"A": "B"}, {"A": "C", "B": "C"}])
def test_names_that_cannot_be_are_refused(names) -> None:
    old = round_of(A={"speed": 1, "price": 1}, B={"speed": 2, "price": 2})
    new = round_of(B={"speed": 1, "price": 1}, C={"speed": 2, "price": 2})
    if names == {"A": "B"}:
        names = {"A": "B", "B": "B"}
    with pytest.raises(UsageError):
        compare_rounds(old, new, renamed=names)


def test_an_answer_is_scored_by_the_scale_of_its_own_step() -> None:
    """A new answer is worth what the old scale gives; the new scale is a step of its own."""
    from vendor_score.kinds.value_functions import Anchors

    halved = {"value": Anchors(at=((0.0, 0.0), (200.0, 100.0)))}
    old = round_of(A={"speed": 40, "price": 50})
    tree = criteria(leaf("speed", 60, **halved), leaf("price", 40))
    new = round_of(tree, A={"speed": 80, "price": 50})
    assert moved(compare_rounds(old, new), "A") == {"answers": 24.0, "criteria": -24.0}


cells = st.one_of(
    st.integers(0, 100),
    st.sampled_from(["blank", "refused", "pending", "not_applicable"]),
)
rows = st.fixed_dictionaries({"a": cells, "b": cells, "c": cells})
vendors = st.dictionaries(st.sampled_from(["P", "Q", "R", "S"]), rows, min_size=1)
weights = st.lists(st.integers(0, 5), min_size=3, max_size=3).filter(any)
rules = st.sampled_from(["worst", "exclude", "fail", 40.0])


@given(st.tuples(vendors, weights, rules), st.tuples(vendors, weights, rules), st.booleans())
def test_the_parts_of_every_vendor_add_up_to_the_change_of_its_score(
    round1, round2, is_relative
) -> None:
    (then, weights_then, rule_then), (now, weights_now, rule_now) = round1, round2
    way = {"direction": "max"} if is_relative else {}

    def tree(weights, rule):
        base = leaf("a").missing
        first = leaf("a", weights[0], missing=replace(base, default=rule), **way)
        rest = group("g", weights[1] + weights[2], leaf("b", weights[1]), leaf("c", weights[2]))
        return criteria(first, rest)

    old = decide(tree(weights_then, rule_then), answers(then))
    new = decide(tree(weights_now, rule_now), answers(now))
    since = compare_rounds(old, new)
    for move in since.moves:
        assert [part.step for part in move.parts] == list(STEPS)
        assert sum(part.points for part in move.parts) == pytest.approx(move.change, abs=1e-9)
        for part in move.parts:
            assert sum(part.by_criterion.values()) == pytest.approx(part.points, abs=1e-9)
    assert {move.vendor for move in since.moves} == set(then) & set(now)
    if set(since.first_before) != set(since.first_after):
        assert since.turned_in is not None


@given(vendors, weights)
def test_a_round_against_itself_moves_nobody(then, weights_) -> None:
    leaves = [leaf(id, weight) for id, weight in zip("abc", weights_, strict=True)]
    same = decide(criteria(*leaves), answers(then))
    since = compare_rounds(same, same)
    assert since.changes == ()
    assert since.arrived == since.left == ()
    assert all(part.points == 0 for move in since.moves for part in move.parts)


@given(
    st.lists(st.floats(-30, 30, allow_nan=False), min_size=2, max_size=6),
    st.floats(0, 100, allow_nan=False),
)
def test_the_parts_that_are_shown_add_up_to_the_change_that_is_shown(points, before) -> None:
    after = before + sum(points)
    move = VendorMove(
        vendor="A",
        was_called="A",
        score_before=before,
        score_after=after,
        rank_before=1,
        rank_after=1,
        status_before="ranked",
        status_after="ranked",
        parts=tuple(Part(step=step, points=p) for step, p in zip(STEPS, points, strict=False)),
    )
    if all(abs(each) <= 1e-9 for each in points):
        return
    shown = [float(each.replace("±", "")) for each in shown_parts(move)]
    assert sum(shown) == pytest.approx(round(after, 1) - round(before, 1), abs=1e-6)
    assert all(abs(one - exact) < 0.2 for one, exact in zip(shown, points, strict=True))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_first_sentence_names_who_was_and_who_is_first(lang) -> None:
    old = round_of(A={"speed": 50, "price": 50}, B={"speed": 60, "price": 60})
    new = round_of(A={"speed": 90, "price": 50}, B={"speed": 60, "price": 60})
    view = since_view(compare_rounds(old, new, against="round1"), new, lang)
    assert "A" in view.lead[0]
    assert "B" in view.lead[0]
    assert any("round1" in sentence for sentence in view.lead)
    assert [table.key for table in view.tables] == ["moves", "changes"]
