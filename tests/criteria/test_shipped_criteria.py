"""The shipped criteria.yaml: groups, shares, anchors and words as a seller would trust them."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from vendor_score.criteria.load import shipped_criteria
from vendor_score.criteria.model import Group
from vendor_score.kinds.value_functions import Anchors, ItemPoints, LevelPoints
from vendor_score.records import AnswerState
from vendor_score.weights import enter_weights, leaf_shares, node_shares

CRITERIA = shipped_criteria()
GROUPS = [top for top in CRITERIA.children if isinstance(top, Group)]
LEAVES = {leaf.id: leaf for leaf in CRITERIA.leaves()}

SHARES = {
    "experience": (15, {"years": 30, "same_category": 35, "platforms": 20, "promotions": 15}),
    "case_studies": (
        10, {"cases": 20, "category_cases": 25, "case_quality": 40, "reference_calls": 15},
    ),
    "response_time": (
        20,
        {"first_response": 25, "average_response": 25, "reply_3min": 30, "peak_response": 20},
    ),
    "conversion_rate": (20, {"conversion": 75, "conversion_window": 0, "conversion_uplift": 25}),
    "dsr_scores": (
        15,
        {"dsr_service": 35, "satisfaction": 25, "dissatisfaction": 20,
         "dsr_described": 10, "dsr_logistics": 10},
    ),
    "data_security": (20, {"controls": 60, "certificates": 40}),
}  # fmt: skip


def test_six_headline_groups_with_their_shares_then_supporting_groups_at_zero() -> None:
    assert all(isinstance(top, Group) for top in CRITERIA.children)
    headline = [(top.id, top.weight) for top in GROUPS if top.weight]
    assert headline == [(id, weight) for id, (weight, _) in SHARES.items()]
    assert [top.id for top in GROUPS[6:]] == ["company", "team", "price", "coverage"]
    assert {top.weight for top in GROUPS[6:]} == {0}


@pytest.mark.parametrize("id", SHARES)
def test_leaves_and_their_shares(id) -> None:
    group = next(top for top in GROUPS if top.id == id)
    assert {child.id: child.weight for child in group.children} == SHARES[id][1]


def test_controls_and_certificates() -> None:
    controls = next(node for node in CRITERIA.nodes() if node.id == "controls")
    assert isinstance(controls, Group)
    assert {leaf.id: leaf.weight for leaf in controls.leaves()} == {
        "nda": 15, "access_control": 15, "floor_controls": 10,
        "log_retention": 5, "breach_notice": 5, "subcontracting": 10,
    }  # fmt: skip
    assert LEAVES["certificates"].value == ItemPoints(
        {"ISO27001": 40, "MLPS3": 35, "SOC2": 25, "PCI_DSS": 15, "MLPS2": 15},
        cap=100,
        best_of=(frozenset({"MLPS2", "MLPS3"}),),
    )


ANCHORS = {
    "years": {1: 0, 3: 60, 5: 90, 10: 100},
    "cases": {0: 0, 3: 50, 8: 100},
    "first_response": {10: 100, 30: 50, 60: 0},
    "average_response": {12: 100, 25: 50, 60: 0},
    "reply_3min": {85: 0, 97: 50, 99.9: 100},
    "conversion": {30: 0, 45: 50, 65: 100},
    "conversion_uplift": {0: 0, 10: 50, 25: 100},
    "dsr_service": {4.5: 0, 4.7: 40, 4.75: 50, 4.8: 80, 4.9: 100},
    "satisfaction": {75: 0, 85: 50, 95: 100},
    "dissatisfaction": {3: 100, 8: 50, 15: 0},
    "log_retention": {0: 0, 6: 50, 24: 100},
    "breach_notice": {24: 100, 48: 50, 72: 0},
    "attrition": {15: 100, 40: 50, 60: 0},
    "qa_share": {1: 0, 5: 50, 30: 100},
    "training_days": {1: 0, 5: 50, 10: 100},
    "span": {10: 100, 15: 50, 25: 0},
    "hours": {8: 0, 15: 50, 24: 100},
}


@pytest.mark.parametrize("id", ANCHORS)
def test_anchors(id) -> None:
    value = LEAVES[id].value
    assert isinstance(value, Anchors)
    assert dict(value.at) == ANCHORS[id]


def test_gates_are_targets_and_only_two_are_musts() -> None:
    assert {id: leaf.must.text for id, leaf in LEAVES.items() if leaf.must} == {
        "first_response": "<= 300",
        "nda": "== yes",
    }
    targets = {id: leaf.target.text for id, leaf in LEAVES.items() if leaf.target}
    assert targets == {
        "years": ">= 3", "cases": ">= 1", "first_response": "<= 20", "average_response": "<= 25",
        "dsr_service": ">= 4.7", "dsr_described": ">= 4.7", "dsr_logistics": ">= 4.7",
        "satisfaction": ">= 90", "log_retention": ">= 6", "breach_notice": "<= 72",
        "staff": ">= 30", "span": "<= 20", "notice": "<= 30", "hours": ">= 15",
    }  # fmt: skip


def test_judged_cases_are_never_zero_before_they_are_judged() -> None:
    for id in ("case_quality", "reference_calls"):
        leaf = LEAVES[id]
        assert leaf.answer == "judged"
        assert leaf.value == LevelPoints((0, 25, 50, 75, 100))
        assert leaf.missing.rule(AnswerState.PENDING) == "exclude"


def test_price_is_never_weighted_before_the_buyer_sets_anchors() -> None:
    price = next(top for top in GROUPS if top.id == "price")
    assert not any(leaf.is_scored for leaf in price.leaves())
    seat = LEAVES["seat_price"]
    assert (seat.unit, seat.basis, seat.tax, seat.private) == (
        "CNY",
        "seat/month",
        "included",
        True,
    )


def test_everything_is_worded_in_both_languages() -> None:
    han = re.compile(r"[\u4e00-\u9fff]")
    for leaf in LEAVES.values():
        options = [option.label for option in leaf.options]
        for label in (leaf.label, leaf.question_text, leaf.evidence, *leaf.levels):
            assert label is not None
            assert not han.search(label["en"])
            assert han.search(label["zh"])
        assert all(not han.search(label["en"]) for label in options)
        assert leaf.question_text["en"].endswith(("?", "."))
        assert leaf.question_text["zh"].endswith(("？", "。"))
        assert any(han.search(alias) for alias in leaf.aliases)
        assert any(not han.search(alias) for alias in leaf.aliases)


@pytest.mark.parametrize("name", CRITERIA.weight_sets)
def test_weight_sets_name_the_six_groups_and_two_languages(name) -> None:
    entered = CRITERIA.weight_sets[name]
    assert set(entered) == set(SHARES)
    tree = enter_weights(CRITERIA.weight_tree(), entered)
    assert sum(leaf_shares(tree).values()) == pytest.approx(1)
    label = CRITERIA.weight_set_labels[name]
    assert label["en"] != label["zh"]


def test_the_equal_set_gives_every_group_a_sixth() -> None:
    tree = enter_weights(CRITERIA.weight_tree(), CRITERIA.weight_sets["equal"])
    nodes = node_shares(tree, leaf_shares(tree))
    assert {round(nodes[id], 12) for id in SHARES} == {round(1 / 6, 12)}


def test_every_anchor_has_its_reason_or_source() -> None:
    """A comment stands beside or above each value function, options and items included."""
    assert CRITERIA.file
    lines = CRITERIA.file.text.split("\n")
    bare = [
        line
        for above, line in pairwise(lines)
        if re.match(r"\s*(value|items): ?", line) and "{yes: 100, no: 0}" not in line
        if "#" not in line and not above.lstrip().startswith("#")
    ]
    assert bare == []
