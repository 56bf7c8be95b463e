"""Weights: shares down a tree and their change, checked by laws on random trees."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from vendor_score.errors import WeightError
from vendor_score.weights import (
    WeightNode,
    change_shares,
    enter_weights,
    leaf_shares,
    node_shares,
    prune,
    shares_to_enter,
)

LAW = settings(deadline=None, max_examples=150)


def node(id: str, weight: float, *children: WeightNode) -> WeightNode:
    return WeightNode(id=id, weight=weight, children=children)


TREE = (
    node("response", 20, node("first", 60), node("average", 40)),
    node("conversion", 60),
    node("security", 20, node("nda", 1), node("controls", 3, node("logs", 1), node("masks", 1))),
    node("company", 0, node("staff", 3), node("office", 1)),
)


def test_weights_are_normalised_among_siblings_and_multiplied_down() -> None:
    shares = leaf_shares(TREE)
    expected = {
        "first": 0.12, "average": 0.08, "conversion": 0.6,
        "nda": 0.05, "logs": 0.075, "masks": 0.075, "staff": 0.0, "office": 0.0,
    }  # fmt: skip
    assert shares == pytest.approx(expected, abs=1e-15)
    nodes = node_shares(TREE, shares)
    assert nodes["response"] == pytest.approx(0.2)
    assert nodes["controls"] == pytest.approx(0.15)
    assert nodes["company"] == 0


def test_weight_that_reaches_no_leaf_goes_to_the_siblings() -> None:
    tree = (node("a", 1, node("b", 0), node("c", 0)), node("d", 3))
    assert leaf_shares(tree) == {"b": 0, "c": 0, "d": 1}


def test_no_weight_at_all_is_refused() -> None:
    with pytest.raises(WeightError) as caught:
        leaf_shares((node("a", 0), node("b", 1, node("c", 0))))
    assert caught.value.key == "errors.weights_all_zero"
    assert caught.value.message("zh") == "没有任何指标有权重。"


def test_pruned_siblings_share_the_weight() -> None:
    kept = prune(TREE, frozenset({"average", "conversion", "logs"}))
    assert leaf_shares(kept) == pytest.approx({"average": 0.2, "conversion": 0.6, "logs": 0.2})
    assert prune(TREE, frozenset()) == ()


def changed(**targets: float) -> dict[str, float]:
    return change_shares(TREE, leaf_shares(TREE), targets)


def test_a_target_gets_its_share_and_the_others_shrink_in_proportion() -> None:
    shares = changed(conversion=0.8)
    assert shares["conversion"] == 0.8
    for id, share in leaf_shares(TREE).items():
        if id != "conversion":
            assert shares[id] == pytest.approx(share * 0.2 / 0.4)


def test_leaves_below_a_target_keep_their_proportions() -> None:
    shares = changed(security=0.5)
    assert shares["nda"] == pytest.approx(0.125)
    assert shares["logs"] == shares["masks"] == pytest.approx(0.1875)
    assert shares["conversion"] == pytest.approx(0.6 * 0.5 / 0.8)


def test_a_group_at_zero_takes_weight_in_its_entered_proportions() -> None:
    shares = changed(company=0.4)
    assert shares["staff"] == pytest.approx(0.3)
    assert shares["office"] == pytest.approx(0.1)
    alone = change_shares(TREE, leaf_shares(TREE), {"office": 0.25})
    assert alone["office"] == 0.25
    assert alone["staff"] == 0


def test_a_group_that_was_moved_to_zero_comes_back_as_it_was_entered() -> None:
    gone = changed(response=0.0)
    assert gone["first"] == gone["average"] == 0
    back = change_shares(TREE, gone, {"response": 0.2})
    assert back == pytest.approx(leaf_shares(TREE))


def test_locked_and_moved_sliders_apply_at_once() -> None:
    shares = changed(response=0.2, nda=0.05, conversion=0.3)
    assert sum(shares[id] for id in ("first", "average")) == pytest.approx(0.2)
    assert shares["nda"] == pytest.approx(0.05)
    assert shares["conversion"] == pytest.approx(0.3)
    assert shares["logs"] == shares["masks"] == pytest.approx(0.225)


def test_nothing_changes_without_targets() -> None:
    assert changed() == pytest.approx(leaf_shares(TREE), abs=1e-15)


def test_targets_that_add_up_to_one_up_to_the_last_digit_leave_the_others_nothing() -> None:
    shares = changed(response=0.1 + 0.2, conversion=0.7)
    assert shares["nda"] == 0
    tree = (node("a", 1), node("b", 1), node("c", 1))
    thirds = change_shares(tree, leaf_shares(tree), {"a": 0.3, "b": 0.3, "c": 0.4 - 1e-13})
    assert thirds["a"] == 0.3


@pytest.mark.parametrize(
    ("targets", "key"),
    [
        ({"convresion": 0.5}, "errors.weight_unknown"),
        ({"conversion": 1.5}, "errors.weight_share"),
        ({"conversion": -0.1}, "errors.weight_share"),
        ({"conversion": float("nan")}, "errors.weight_share"),
        ({"security": 0.5, "logs": 0.1}, "errors.weight_nested"),
        ({"conversion": 0.6, "response": 0.5}, "errors.weight_sum"),
        (
            {"response": 0.2, "conversion": 0.2, "security": 0.2, "company": 0.2},
            "errors.weight_nothing_left",
        ),
    ],
)
def test_changes_that_cannot_be_made(targets, key) -> None:
    with pytest.raises(WeightError) as caught:
        change_shares(TREE, leaf_shares(TREE), targets)
    assert caught.value.key == key
    for lang in ("en", "zh"):
        assert "{" not in caught.value.message(lang)


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(WeightError) as caught:
        changed(convresion=0.5)
    assert "(did you mean conversion?)" in caught.value.message("en")


def test_a_group_of_zeros_can_take_no_weight() -> None:
    tree = (node("a", 1), node("b", 0, node("c", 0)))
    with pytest.raises(WeightError) as caught:
        change_shares(tree, leaf_shares(tree), {"b": 0.5})
    assert caught.value.key == "errors.weight_empty_group"
    assert change_shares(tree, leaf_shares(tree), {"b": 0.0}) == {"a": 1, "c": 0}


def test_entered_weights_replace_those_named() -> None:
    tree = enter_weights(TREE, {"response": 0, "first": 1, "company": 30, "unknown": 5})
    shares = leaf_shares(tree)
    assert shares["first"] == 0
    assert shares["staff"] == pytest.approx(30 / 110 * 0.75)
    assert tree[0].children[0].weight == 1


weight = st.one_of(st.just(0.0), st.floats(0.001, 1000))


def trees(depth: int) -> st.SearchStrategy:
    """Forests with unique ids, some weights zero."""
    siblings = st.lists(
        st.tuples(weight, st.just(()) if depth == 0 else st.one_of(st.just(()), trees(depth - 1))),
        min_size=1, max_size=4,
    )  # fmt: skip
    return siblings.map(tuple)


def named(forest, numbers) -> tuple[WeightNode, ...]:
    return tuple(node(f"n{next(numbers)}", w, *named(inner, numbers)) for w, inner in forest)


forests = trees(3).map(lambda forest: named(forest, count()))


@LAW
@given(forests)
def test_law_shares_sum_to_one_and_follow_the_weights(tree) -> None:
    try:
        shares = leaf_shares(tree)
    except WeightError:
        assume(False)
    assert sum(shares.values()) == pytest.approx(1, abs=1e-12)
    assert all(share >= 0 for share in shares.values())
    doubled = enter_weights(tree, {n.id: 2 * n.weight for top in tree for n in top.walk()})
    assert leaf_shares(doubled) == pytest.approx(shares, abs=1e-12)


@LAW
@given(forests, st.data())
def test_law_a_change_hits_its_targets_and_keeps_all_other_proportions(tree, data) -> None:
    try:
        before = leaf_shares(tree)
    except WeightError:
        assume(False)
    nodes = [n for top in tree for n in top.walk()]
    target = data.draw(st.sampled_from(nodes))
    share = data.draw(st.floats(0, 1))
    try:
        after = change_shares(tree, before, {target.id: share})
    except WeightError as error:
        assert error.key in ("errors.weight_nothing_left", "errors.weight_empty_group")  # noqa: PT017
        return
    assert sum(after.values()) == pytest.approx(1, abs=1e-9)
    assert node_shares(tree, after)[target.id] == pytest.approx(share, abs=1e-12)
    below = {leaf.id for leaf in target.leaves()}
    for group in (below, before.keys() - below):
        old, new = sum(before[id] for id in group), sum(after[id] for id in group)
        if old > 1e-6:
            for id in group:
                assert after[id] == pytest.approx(before[id] / old * new, abs=1e-9)


@LAW
@given(forests, st.data())
def test_law_entered_again_shares_are_the_same(tree, data) -> None:
    try:
        before = leaf_shares(tree)
        nodes = [n for top in tree for n in top.walk()]
        target = data.draw(st.sampled_from(nodes))
        after = change_shares(tree, before, {target.id: data.draw(st.floats(0, 1))})
    except WeightError:
        assume(False)
    again = leaf_shares(enter_weights(tree, shares_to_enter(tree, after)))
    assert again == pytest.approx(after, abs=1e-12)
