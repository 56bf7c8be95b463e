"""What a good criteria.yaml says, in records: every form, every default, and as a dict."""
# ruff: noqa: E501 - tables of forms read better in rows

from __future__ import annotations

import datetime as dt

import pytest
import yaml

import vendor_score
from vendor_score.criteria.load import load_criteria, parse_criteria, shipped_criteria
from vendor_score.criteria.model import MissingRules
from vendor_score.errors import CriteriaError
from vendor_score.kinds.value_functions import (
    Anchors,
    ItemPoints,
    LevelPoints,
    OptionPoints,
    Points,
    YesNoPoints,
)
from vendor_score.records import AnswerState, EvidenceState
from vendor_score.weights import leaf_shares
from vendor_score.wording import Label

FORMS = """\
title: {en: Forms, zh: 形式}
reference_date: 2026-12-01
missing: {default: worst, refused: fail}
evidence_discount: {claimed: 0.1}
verdict: {lead_points: 3}
questionnaire: {answer_column: D, questions: {"How fast?": speed}}
weight_sets:
  plain: {speed: 2}
  named: {label: {en: Named, zh: 命名}, weights: {group: 5, speed: 1}}
criteria:
  - id: speed
    weight: 1
    answer: duration
    unit: 分钟
    value: {5: 0, 1: 100}
    must: "<= 300 s"
    evidence_discount: {none: 0.5}
  - id: group
    label: 组
    weight: 3
    criteria:
      - {id: share, answer: percent, value: {worst: -20, best: 30}, missing: exclude}
      - {id: rate, answer: percent, value: {15: 0, 3: 100}, missing: {pending: 40}}
      - {id: stars, answer: score, value: {4: 0, 5: 100}}
      - {id: stars_of_ten, answer: score, out_of: 10, value: {4: 0, 10: 100}}
      - {id: given, answer: score, value: points}
      - {id: hours, answer: number, unit: h/day, value: {8: 0, 24: 100}, target: ">= 15"}
      - {id: since, answer: years, value: {1: 0, 10: 100}}
      - {id: seats, answer: count, unit: seats, direction: max}
      - {id: price, answer: money, unit: CNY, basis: seat/month, tax: included, direction: min}
      - {id: rent, answer: money, unit: USD/hour, value: {worst: 20, best: 6}}
      - {id: nda, answer: yes_no, value: {yes: 100, no: 0, partial: 25}}
      - {id: kind, answer: choice, options: {a: 100, b: {label: B, aliases: [bee], points: 20}}}
      - {id: held, answer: list, items: {A: 40, B: {points: 70}}, best_of: [[A, B]], cap: 60}
      - {id: judged, answer: judged, levels: [none, some, all]}
      - {id: graded, answer: judged, levels: [{label: none, points: 0}, {label: all, points: 90}]}
      - {id: window, answer: choice, options: {same_day: {}, final: {label: {zh: 最终}}}}
      - {id: languages, answer: list}
      - {id: founded, answer: date}
      - {id: notes, answer: text, private: true, evidence: {en: A file, zh: 文件}}
      - {id: shown, answer: percent, target: "<= 5"}
"""
CRITERIA = parse_criteria(FORMS)


def value(id: str):
    return CRITERIA.criterion(id).value


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("speed", Anchors(((1.0, 100.0), (5.0, 0.0)), unit="min", natural_low=0.0)),
        ("share", Anchors(((-20.0, 0.0), (30.0, 100.0)), unit="%", natural_high=100.0)),
        ("rate", Anchors(((3.0, 100.0), (15.0, 0.0)), unit="%", natural_low=0.0, natural_high=100.0)),
        ("stars", Anchors(((4.0, 0.0), (5.0, 100.0)), unit="/5", natural_low=0.0, natural_high=5.0)),
        ("stars_of_ten",
         Anchors(((4.0, 0.0), (10.0, 100.0)), unit="/10", natural_low=0.0, natural_high=10.0)),
        ("given", Points()),
        ("hours",
         Anchors(((8.0, 0.0), (24.0, 100.0)), unit="h/day", natural_low=0.0, natural_high=24.0)),
        ("since", Anchors(((1.0, 0.0), (10.0, 100.0)), unit="years", natural_low=0.0,
                          reference_year=2026)),
        ("rent", Anchors(((6.0, 100.0), (20.0, 0.0)), unit="USD", natural_low=0.0)),
        ("nda", YesNoPoints(yes=100, no=0, partial=25)),
        ("kind", OptionPoints({"a": 100, "b": 20})),
        ("held", ItemPoints({"A": 40, "B": 70}, cap=60, best_of=(frozenset("AB"),))),
        ("judged", LevelPoints((0.0, 50.0, 100.0))),
        ("graded", LevelPoints((0.0, 90.0))),
        ("seats", None), ("price", None), ("window", None), ("languages", None),
        ("founded", None), ("notes", None), ("shown", None),
    ],
)  # fmt: skip
def test_value_functions(id, expected) -> None:
    assert value(id) == expected


def test_who_is_scored_and_how() -> None:
    relative = {leaf.id for leaf in CRITERIA.leaves() if leaf.is_relative}
    asked_only = {leaf.id for leaf in CRITERIA.leaves() if not leaf.is_scored}
    assert relative == {"seats", "price"}
    assert asked_only == {"window", "languages", "founded", "notes", "shown"}
    low = {leaf.id for leaf in CRITERIA.leaves() if leaf.low_is_good}
    assert low == {"speed", "rate", "price", "rent", "shown"}


def test_weights_are_equal_where_no_sibling_gives_one() -> None:
    shares = leaf_shares(CRITERIA.weight_tree())
    assert shares["speed"] == 0.25
    assert {round(share * 15, 9) for id, share in shares.items() if id != "speed"} == {0.75}
    assert "notes" not in shares


def test_rules_carry_unit_and_scale() -> None:
    must = CRITERIA.criterion("speed").must
    assert must
    assert (must.operands, must.unit, must.text) == ((5.0,), "min", "<= 300 s")
    target = CRITERIA.criterion("hours").target
    assert target
    assert (target.natural_low, target.natural_high) == (0.0, 24.0)


def test_missing_rules_fall_back_on_those_of_the_file() -> None:
    default = CRITERIA.missing
    assert default == MissingRules(default="worst", by_state={AnswerState.REFUSED: "fail"})
    assert CRITERIA.criterion("speed").missing == default
    assert CRITERIA.criterion("share").missing == MissingRules(default="exclude")
    rate = CRITERIA.criterion("rate").missing
    assert [rate.rule(s) for s in (AnswerState.PENDING, AnswerState.REFUSED, AnswerState.BLANK)] == [
        40.0, "fail", "worst",
    ]  # fmt: skip


def test_discounts_fall_back_on_those_of_the_file() -> None:
    assert CRITERIA.criterion("speed").evidence_discount == {
        EvidenceState.CLAIMED: 0.1,
        EvidenceState.NONE: 0.5,
    }
    assert CRITERIA.criterion("rate").evidence_discount == {EvidenceState.CLAIMED: 0.1}


def test_labels_are_filled_from_what_there_is() -> None:
    assert CRITERIA.criterion("stars_of_ten").label == Label(en="Stars of ten", zh="Stars of ten")
    assert CRITERIA.criterion("window").options[1].label == Label(en="最终", zh="最终")
    assert CRITERIA.criterion("kind").options[1].aliases == ("bee",)
    assert CRITERIA.children[1].label == Label(en="组", zh="组")
    assert CRITERIA.criterion("notes").question_text["en"] == "Notes"


def test_settings_of_the_file() -> None:
    assert CRITERIA.title == Label(en="Forms", zh="形式")
    assert CRITERIA.reference_date == dt.date(2026, 12, 1)
    assert CRITERIA.weight_sets == {"plain": {"speed": 2}, "named": {"group": 5, "speed": 1}}
    assert CRITERIA.weight_set_labels["named"]["zh"] == "命名"
    assert CRITERIA.weight_set_labels["plain"]["en"] == "plain"
    assert CRITERIA.verdict.lead_points == 3
    assert CRITERIA.verdict.lead_share == 0.9
    assert CRITERIA.questionnaire.answer_column == "D"
    assert CRITERIA.questionnaire.questions == {"How fast?": "speed"}
    price = CRITERIA.criterion("price").question()
    assert (price.unit, price.basis, price.tax) == ("CNY", "seat/month", "included")
    rent = CRITERIA.criterion("rent").question()
    assert (rent.unit, rent.basis) == ("USD", "hour")


def test_paths_lead_from_the_top_group_to_the_leaf() -> None:
    assert CRITERIA.criterion("rate").path == ("group", "rate")
    assert CRITERIA.criterion("speed").path == ("speed",)


AS_DICT = {
    "title": "Dict",
    "reference_date": dt.date(2026, 12, 1),
    "criteria": [
        {"id": "speed", "weight": 2, "answer": "duration", "value": {10: 100, 60.0: 0}},
        {"id": "nda", "weight": 1, "answer": "yes_no", "value": {"yes": 100, "no": 0}},
        {"id": "held", "weight": 1, "answer": "list", "items": {"A": 40}, "aliases": ("x", "y")},
    ],
}


def test_settings_as_a_dict() -> None:
    criteria = load_criteria(AS_DICT)
    assert criteria.criterion("speed").value == Anchors(
        ((10.0, 100.0), (60.0, 0.0)), unit="s", natural_low=0.0
    )
    assert criteria.criterion("held").aliases == ("x", "y")
    assert criteria.reference_date == dt.date(2026, 12, 1)
    assert criteria.file is None


def loop() -> dict:
    settings: dict = {"title": "x"}
    settings["criteria"] = [settings]
    return settings


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"criteria": [{"id": "a", "weight": -1, "answer": "judged", "levels": ["x", "y"]}]},
         "criteria: a.weight: must be 0 or more, found -1"),
        ({"criteria": [{"id": "a", "answer": object()}]}, "found object"),
        ({"criteria": [{"id": "a", "answer": "date", 3: 4}]}, "a.3: unknown key"),
        ({"criteria": [{"id": "a", "answer": "number", "value": {1: 0, 1.5: 3, "1": 5}}]},
         "stands twice"),
        (loop(), "nested more than"),
        ({}, "criteria: criteria: is missing"),
    ],
)  # fmt: skip
def test_mistakes_in_a_dict(settings, expected) -> None:
    with pytest.raises(CriteriaError) as caught:
        load_criteria(settings)
    assert expected in caught.value.message("en")


def test_without_a_reference_date_the_day_of_the_run_counts() -> None:
    criteria = load_criteria({"criteria": AS_DICT["criteria"]})
    assert abs(criteria.reference_date - dt.datetime.now(tz=dt.UTC).date()) <= dt.timedelta(days=1)
    assert criteria.title["en"]


def test_the_shipped_file_reads_the_same_without_the_c_parser(monkeypatch) -> None:
    with_it = shipped_criteria()
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    assert shipped_criteria() == with_it


@pytest.mark.parametrize(
    "price",
    [{"unit": "CNY/seat/month"}, {"unit": "CNY", "basis": "per seat and month"},
     {"unit": "元/人/月"}, {"basis": "CNY/seat/month"}, {"unit": "元", "basis": "每人每月"}],
    ids=str,
)  # fmt: skip
def test_a_price_is_scored_on_its_own_basis_only(price, tmp_path) -> None:
    (tmp_path / "answers.csv").write_text(
        "Vendor,Price per seat\nA,4500元/人/月\nB,¥5000-6000/人/月\nC,12元/小时\nD,面议\n"
        "E,底薪5000+2%提成\n",
        encoding="utf-8",
    )
    settings = {
        "id": "price", "weight": 1, "label": "Price per seat", "answer": "money",
        "value": {6000: 0, 4000: 100}, "must": "<= 5800", **price,
    }  # fmt: skip
    decision = vendor_score.load(tmp_path / "answers.csv", criteria={"criteria": [settings]})
    assert {v: scored["price"].value for v, scored in decision.scored.items()} == {
        "A": 75, "B": 0, "C": 0, "D": 0, "E": 0,
    }  # fmt: skip
    assert {v: str(decision.statuses[v]) for v in decision.vendors} == {
        "A": "ranked", "B": "knocked_out", "C": "unconfirmed", "D": "unconfirmed",
        "E": "unconfirmed",
    }  # fmt: skip
    told = [f for f in decision.all_findings if f.code == "other-basis"]
    assert [(f.vendor, f.found, f.as_dict("en")["expected"]) for f in told] == [
        ("C", "12元/小时", "CNY/seat/month"), ("E", "底薪5000+2%提成", "CNY/seat/month"),
    ]  # fmt: skip
