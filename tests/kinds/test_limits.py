"""Impossible figures are slips and not read; unusual ones are read and flagged."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from vendor_score.criteria.load import load_criteria, parse_criteria
from vendor_score.decision.decision import decide
from vendor_score.errors import CriteriaError
from vendor_score.findings import Severity
from vendor_score.questionnaire.answers import read_cell
from vendor_score.questionnaire.cells import Cell, CellKind, Sheet, Workbook
from vendor_score.questionnaire.reader import answers_from_workbooks
from vendor_score.records import AnswerState, EvidenceState, Question
from vendor_score.wording import Label

DAY = dt.date(2026, 12, 1)


def ask(kind, **more):
    label = Label(en="question", zh="问题")
    return Question(id="q", kind=kind, label=label, text=label, reference_date=DAY, **more)


def read(text, question, number=None):
    kind = CellKind.TEXT if number is None else CellKind.NUMBER
    return read_cell(Cell(row=1, column=1, kind=kind, text=text, number=number), question)


CHAT = ask("duration", unit="s", low_is_good=True, possible=(0.3, 3600), plausible=(5, 300))
RATING = ask("score", out_of=5, possible=(0, 5), plausible=(4, 4.95))
LOGS = ask("duration", unit="months", possible=(0, 240), plausible=(1, 60))
UPLIFT = ask("percent", may_be_negative=True, possible=(-100, 1000), plausible=(-20, 40))
FOUNDED = ask("years", unit="years", possible=(0, 100), plausible=(0, 30))
PRICE = ask("money", unit="CNY", basis="seat/month", low_is_good=True)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("0.2 ms", CHAT),
        ("2 hours", CHAT),
        ("0 s", CHAT),
        ("30 years", LOGS),
        ("founded in 1905", FOUNDED),
        ("0", PRICE),
        ("0元", PRICE),
    ],
)
def test_an_impossible_figure_is_not_read_and_said(text, question):
    found = read(text, question)
    assert found.state is AnswerState.UNREADABLE
    assert not found.reading.has_value
    assert [(f.code, f.severity) for f in found.findings] == [
        ("impossible-answer", Severity.WARNING)
    ]


@pytest.mark.parametrize(
    ("text", "question", "low"),
    [
        ("3 s", CHAT, 3),
        ("10 min", CHAT, 600),
        ("5.0", RATING, 5),
        ("3.2", RATING, 3.2),
        ("-30%", UPLIFT, -30),
        ("since 1980", FOUNDED, 1980),
        ("0 months", LOGS, 0),
    ],
)
def test_an_unusual_figure_is_read_and_noted(text, question, low):
    found = read(text, question)
    assert found.state is AnswerState.ANSWERED
    assert found.reading.low == low
    assert "unusual" in found.reading.flags
    assert {f.severity for f in found.findings if f.code == "unusual-answer"} == {Severity.INFO}


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("18 s", CHAT),
        ("≤20 s", CHAT),
        ("4.8", RATING),
        ("6 months", LOGS),
        ("-5%", UPLIFT),
        ("since 2012", FOUNDED),
        ("4500", PRICE),
    ],
)
def test_a_usual_figure_is_read_without_a_word(text, question):
    found = read(text, question)
    assert found.reading.has_value
    assert "unusual" not in found.reading.flags


def test_free_of_charge_is_a_price_and_a_typed_zero_is_none():
    assert read("免费", PRICE).reading.low == 0
    assert read("0", PRICE, 0.0).reading.reason == "impossible"


def test_a_part_of_a_day_without_a_time_format_is_no_response_time():
    plain = ask("duration", unit="s", low_is_good=True)
    assert read("0.000208333333333", plain, 18 / 86_400).reading.reason == "impossible"
    assert read("0.5 s", plain).reading.low == 0.5


def test_nothing_takes_zero_time_only_where_a_reaction_is_asked_for():
    assert read("0", ask("duration", unit="s", low_is_good=True)).reading.reason == "impossible"
    assert read("0", ask("duration", unit="months")).reading.low == 0


ONE = """\
title: One
reference_date: 2026-12-01
criteria:
  - {{id: rate, weight: 1, answer: percent, value: {{0: 0, 60: 100}}, possible: {limits}}}
"""


def parsed(limits):
    return parse_criteria(ONE.format(limits=limits), "criteria.yaml").criterion("rate")


def test_an_end_may_stay_open():
    assert parsed("[0, null]").possible == (0, None)
    assert parsed("[-20, 40]").possible == (-20, 40)


def test_what_may_lie_below_zero_may_be_answered_below_zero():
    assert parsed("[-20, 40]").may_be_negative
    assert not parsed("[0, 40]").may_be_negative


@pytest.mark.parametrize(
    ("limits", "said"),
    [("[40, 0]", "above"), ("[0]", "two numbers"), ("5", "two numbers"), ("[a, 4]", "number")],
)
def test_wrong_limits_are_told_with_their_line(limits, said):
    with pytest.raises(CriteriaError) as error:
        parsed(limits)
    assert said in str(error.value)
    assert ":4:" in str(error.value)


def test_limits_go_with_numbers_only():
    text = ONE.format(limits="[0, 1]").replace("percent, value: {0: 0, 60: 100}", "text")
    with pytest.raises(CriteriaError, match="possible"):
        parse_criteria(text, "criteria.yaml")


def test_every_shipped_number_has_both_limits():
    for leaf in load_criteria("criteria.yaml").leaves():
        if leaf.kind.has_limits:
            assert leaf.possible is not None, leaf.id
            assert leaf.plausible is not None, leaf.id


def test_an_aim_is_no_figure_where_one_is_measured():
    label = Label(en="First response", zh="首次响应时间")
    chat = Question(id="q", kind="duration", label=label, text=label, unit="s")
    for text in ("12秒（目标）", "target 12 s"):
        found = read(text, chat)
        assert not found.reading.has_value
        assert [(f.code, f.severity) for f in found.findings] == [
            ("target-not-measured", Severity.WARNING)
        ]
    assert read("18秒（目标15秒）", chat).reading.low == 18
    assert read("承诺20秒", chat).reading.low == 20
    assert read("target 24 h", ask("duration", unit="h")).reading.low == 86_400


def load_speeds(discount, proof=None):
    """The decision on two first responses, one of them unusual, with a column of evidence."""
    rows = [("Question", "Answer", "Evidence"), ("Speed", "3 s", proof)]
    speed = {
        "id": "speed", "label": "Speed", "answer": "duration", "unit": "s",
        "value": {10: 100, 60: 0}, "plausible": [5, 300], "evidence_discount": discount,
    }  # fmt: skip
    criteria = {"title": "t", "reference_date": "2026-12-01", "criteria": [speed]}
    cells = {
        (row, column): Cell(row=row, column=column, kind=CellKind.TEXT, text=text)
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts, 1)
        if text is not None
    }
    book = Workbook(file="Acme.xlsx", sha256="", sheets=(Sheet(name="s", cells=cells),))
    tree = parse_criteria(json.dumps(criteria))
    answers = answers_from_workbooks([book], tree.questions())
    return answers.of("Acme", "speed"), decide(tree, answers)


def test_an_unusual_figure_is_only_claimed():
    answer, _ = load_speeds({})
    assert (answer.evidence, answer.is_bare_claim) == (EvidenceState.CLAIMED, True)
    answer, _ = load_speeds({}, proof="export attached")
    assert (answer.evidence, answer.is_bare_claim) == (EvidenceState.CLAIMED, False)


@pytest.mark.parametrize(
    ("proof", "points"), [(None, 80.0), ("none", 80.0), ("export attached", 90.0)]
)
def test_being_unusual_neither_costs_nor_earns_points(proof, points):
    _, decision = load_speeds({"none": 0.2, "claimed": 0.1}, proof)
    assert decision.columns["speed"].kept[0] * 100 == pytest.approx(points)
    _, decision = load_speeds({"claimed": 0.1}, None)
    assert decision.columns["speed"].kept[0] * 100 == pytest.approx(100.0)
