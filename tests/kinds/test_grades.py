"""Grades: read only where listed, one grade in all its spellings, in order."""

import pytest

from vendor_score.criteria.load import load_criteria
from vendor_score.errors import CriteriaError
from vendor_score.kinds import kind_of
from vendor_score.kinds.readings import format_reading, parse_answer, read_text
from vendor_score.records import Option
from vendor_score.wording import Label

LETTERS = ("AAA", "AA+", "AA", "AA-", "A", "BBB")
STARS = ("五星", "四星", "三星", "二星", "一星")


def read(text, grades=LETTERS):
    return parse_answer(text, "grade", options=grades)


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("AAA", "AAA"), ("aaa", "AAA"), ("AAA级", "AAA"), ("AAA (Moody's)", "AAA"),
        ("AA＋", "AA+"), ("AA－", "AA-"), ("AA−", "AA-"), ("A 级（2025年评）", "A"),
        ("信用等级：AA", "AA"), ("主体信用等级AA+（中诚信国际，2025年）", "AA+"),
        ("Rated AA by Fitch", "AA"), ("□AAA ☑AA □A", "AA"),
    ],
)  # fmt: skip
def test_a_grade_is_read_with_what_stands_beside_it(text, grade) -> None:
    assert read(text).items == (grade,)


@pytest.mark.parametrize("text", ["4 stars", "★★★★☆", "★★★★", "四星", "4星", "4星级", "4/5 stars"])
def test_stars_are_one_grade_in_every_notation(text) -> None:
    assert read(text, STARS).items == ("四星",)


@pytest.mark.parametrize("text", ["1级", "一级", "Level 1", "level 1"])
def test_levels_are_one_grade_in_every_notation(text) -> None:
    assert read(text, ("一级", "二级", "三级")).items == ("一级",)


@pytest.mark.parametrize(
    "text",
    [
        "AA, previously AAA", "BB", "A+", "甲级", "AAA?AA", "AA（已失效）", "目标AAA",
        "预计2026年AAA", "not rated AA", "AA / AAA", "A级以上", "母公司AAA", "AAA maybe", "4 stars",
    ],
)  # fmt: skip
def test_what_is_not_sure_is_never_guessed(text) -> None:
    assert read(text).items is None


def test_stars_out_of_another_number_are_unreadable() -> None:
    assert read("★★★☆", STARS).items is None
    assert read("4 out of 6 stars", STARS).items is None


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        ("AA or better", ("AAA", "AA+", "AA")), ("AA及以上", ("AAA", "AA+", "AA")),
        ("≥AA", ("AAA", "AA+", "AA")), ("不高于A", ("A", "BBB")), ("AA to AAA", LETTERS[:3]),
        ("A-AA+", LETTERS[1:5]),
    ],
)  # fmt: skip
def test_bounds_and_ranges_are_the_grades_between(text, grades) -> None:
    reading = read(text)
    assert reading.items == grades
    assert read(format_reading(reading, "en")).items == grades


@pytest.mark.parametrize("medal", ["金牌", "银牌"])
def test_medals_are_read(medal) -> None:
    assert read(medal, ("金牌", "银牌", "铜牌")).items == (medal,)


def test_class_a_in_chinese_is_not_the_letter() -> None:
    options = (Option(id="甲级", label=Label.same("甲级")), Option(id="A", label=Label.same("A")))
    assert parse_answer("甲级", "grade", options=options).items == ("甲级",)
    assert parse_answer("A级", "grade", options=options).items == ("A",)


def criteria(**changes):
    leaf = {"id": "credit", "answer": "grade", "grades": ["AAA", "AA", "A", "BBB", "BB"], **changes}
    return load_criteria({"criteria": [leaf]})


def test_a_list_runs_in_even_steps_from_100_to_0() -> None:
    leaf = criteria().criterion("credit")
    assert leaf.value.at == {"AAA": 100, "AA": 75, "A": 50, "BBB": 25, "BB": 0}


def test_a_map_gives_points_and_its_order_is_that_of_the_points() -> None:
    leaf = criteria(grades={"C": 10, "A": {"points": 90, "aliases": ["甲级"]}}).criterion("credit")
    assert leaf.value.at == {"A": 90, "C": 10}
    assert read_text("甲级", leaf.question()).items == ("A",)


@pytest.mark.parametrize(
    ("must", "text", "holds"),
    [(">= A", "AA", True), (">= A", "A", True), (">= A", "BBB", False), ("> A", "A", False),
     ("<= A", "BB", True), (">= A", "AA or better", True), (">= A", "BBB or better", False),
     ("== AAA", "AAA", True), ("in [AA, A]", "BB", False)],
)  # fmt: skip
def test_rules_go_by_the_order_of_grades(must, text, holds) -> None:
    leaf = criteria(must=must).criterion("credit")
    assert leaf.must.holds(read_text(text, leaf.question())) is holds


@pytest.mark.parametrize(
    ("changes", "part"),
    [({"must": ">= AAAA"}, "AAAA"), ({"must": "> AAA"}, "must"), ({"grades": ["A"]}, "grades"),
     ({"grades": ["4 stars", "四星"]}, "grades"), ({"grades": {"A": 1, "B": {"label": "b"}}}, "B")],
)  # fmt: skip
def test_mistakes_are_named(changes, part) -> None:
    with pytest.raises(CriteriaError) as caught:
        criteria(**changes)
    assert part in str(caught.value)


def test_the_questionnaire_offers_the_grades() -> None:
    question = criteria().criterion("credit").question()
    check = kind_of("grade").cell_check(question)
    assert [choice.text("en") for choice in check.choices] == ["AAA", "AA", "A", "BBB", "BB"]
