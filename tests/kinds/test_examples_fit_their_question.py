"""The example beside a question fits it: it reads back, keeps the rules, and harms nobody."""

import pytest

from vendor_score.criteria.load import load_criteria, shipped_criteria
from vendor_score.criteria.model import Criterion
from vendor_score.kinds import kind_of
from vendor_score.questionnaire.answers import read_cell
from vendor_score.questionnaire.cells import Cell, CellKind
from vendor_score.records import AnswerState, Reading

WEIGHTED = {
    "id": "other",
    "label": "Other",
    "weight": 1,
    "answer": "percent",
    "value": {0: 0, 9: 1},
}


def leaf(**settings: object) -> Criterion:
    weight = int(bool({"value", "options", "items"} & settings.keys()))
    criterion = {"id": "x", "label": {"en": "Topic", "zh": "题目"}, "weight": weight} | settings
    found = {"title": "t", "reference_date": "2026-12-01", "criteria": [criterion, WEIGHTED]}
    return load_criteria(found).criterion("x")


def shown(criterion: Criterion, lang: str = "en") -> str:
    question = criterion.question()
    return kind_of(question.kind).example(question).text(lang)


def read(criterion: Criterion, text: str) -> Reading:
    found = read_cell(Cell(row=1, column=1, kind=CellKind.TEXT, text=text), criterion.question())
    assert found.state is AnswerState.ANSWERED, (criterion.id, text)
    assert found.reading is not None
    return found.reading


SHIPPED = [one for one in shipped_criteria().leaves() if one.question().example is not None]


@pytest.mark.parametrize("criterion", SHIPPED, ids=[one.id for one in SHIPPED])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_shipped_example_is_a_good_answer_in_either_language(
    criterion: Criterion, lang: str
) -> None:
    reading = read(criterion, shown(criterion, lang))
    assert not {"unusual", "ambiguous", "unit_assumed"} & set(reading.flags)
    for rule in (criterion.target, criterion.must):
        assert rule is None or rule.holds(reading), rule
    if criterion.value is not None:
        assert criterion.value.points(reading).low >= 60


@pytest.mark.parametrize(
    ("settings", "example"),
    [
        ({"answer": "count", "value": {0: 0, 2: 50, 6: 100}}, "6"),
        ({"answer": "count", "value": {0: 100, 5: 40, 20: 0}}, "2"),
        ({"answer": "percent", "value": {5: 100, 20: 0}}, "8.8%"),
        ({"answer": "percent", "value": {80: 0, 99: 100}, "target": ">= 98"}, "98%"),
        ({"answer": "percent", "value": {1: 100, 4: 0}, "must": "< 1.5"}, "1.35%"),
        ({"answer": "duration", "unit": "min", "value": {2: 100, 60: 0}, "must": "<= 10"}, "10 m"),
        ({"answer": "score", "out_of": 10, "value": {6: 0, 9: 100}}, "8.2"),
        ({"answer": "years", "target": ">= 5"}, "5"),
        ({"answer": "number", "unit": "h/day", "value": {8: 0, 12: 100, 16: 0}}, "12 h"),
        ({"answer": "count", "must": "in [20, 40]", "value": {0: 0, 400: 100}}, "30"),
        ({"answer": "percent", "value": {1: 100, 2: 0}, "plausible": [1.6, 9]}, "1.6%"),
    ],
)
def test_a_figure_comes_from_anchors_and_keeps_target_must_and_limits(
    settings: dict[str, object], example: str
) -> None:
    assert shown(leaf(**settings)).startswith(example)


@pytest.mark.parametrize(
    ("settings", "example"),
    [
        ({"value": {"yes": 0, "no": 100}}, "No"),
        ({"value": {"yes": 100, "no": 0}}, "Yes"),
        ({"must": "== no"}, "No"),
        ({"value": {"yes": 50, "no": 50}}, "Yes or No"),
        ({}, "Yes or No"),
    ],
)
def test_a_yes_is_an_example_only_where_yes_is_good(
    settings: dict[str, object], example: str
) -> None:
    assert shown(leaf(answer="yes_no", **settings)) == example


def test_an_option_that_earns_nothing_is_no_example() -> None:
    options = {
        "outside": {"label": {"en": "Passed on to others", "zh": "转包"}, "points": 0},
        "own": {"label": {"en": "Own staff", "zh": "自有人员"}, "points": 100},
    }
    assert shown(leaf(answer="choice", options=options), "zh") == "自有人员"
    without = {id: {"label": one["label"]} for id, one in options.items()}
    assert shown(leaf(answer="choice", options=without, weight=0)) == "(choose from the list)"
    allowed = leaf(answer="choice", options=without, must="in [own]", weight=0)
    assert shown(allowed) == "Own staff"


def test_a_list_shows_what_must_be_held_and_one_of_a_family() -> None:
    items = {"a": {"points": 40}, "b": {"points": 35}, "c": {"points": 5}}
    assert shown(leaf(answer="list", items=items, best_of=[["a", "b"]])) == "a, c"
    assert shown(leaf(answer="list", items=items, must="has c")) == "c, a"


@pytest.mark.parametrize(
    ("basis", "tax", "unit", "example"),
    [
        ("seat/month", "included", "元/人/月", "6,700元/人/月（含税）"),
        ("consultation", "excluded", "元/条", "6,700元/条（不含税）"),
        ("min", None, "元/分钟", "6,700元/分钟"),
    ],
)
def test_prices_have_their_unit_in_the_language_of_the_cell(
    basis: str, tax: str | None, unit: str, example: str
) -> None:
    settings = {"answer": "money", "unit": "CNY", "basis": basis, "plausible": [1500, 30000]}
    criterion = leaf(**settings, **({"tax": tax} if tax else {}))
    question = criterion.question()
    assert kind_of("money").unit_label(question).text("zh") == unit
    assert shown(criterion, "zh") == example
    read(criterion, example)


@pytest.mark.parametrize(
    ("unit", "lang", "example"),
    [("EUR", "zh", "24 EUR"), ("EUR", "en", "24 EUR"), ("s", "zh", "24秒"), ("吨", "zh", "24吨")],
)
def test_a_unit_in_letters_stands_apart_from_its_figure(unit: str, lang: str, example: str) -> None:
    criterion = leaf(answer="number", unit=unit, value={18: 100, 40: 0})
    assert shown(criterion, lang) == example


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "those that apply of Ecolabel, Swan, or none"),
        ("zh", "以下各项中具备的：生态标签、天鹅；都没有则填“无”"),
    ],
)
def test_a_list_is_offered_to_choose_from_not_dictated(lang: str, expected: str) -> None:
    items = {
        "eco": {"label": {"en": "Ecolabel", "zh": "生态标签"}, "points": 60},
        "swan": {"label": {"en": "Swan", "zh": "天鹅"}, "points": 40},
    }
    question = leaf(answer="list", items=items).question()
    assert kind_of(question.kind).expected_answer(question).text(lang) == expected
