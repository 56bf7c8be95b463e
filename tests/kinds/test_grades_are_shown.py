"""A criterion answered with grades, in everything that a person is given."""

from __future__ import annotations

import io

import openpyxl
import pytest
from hand_made import answered, criteria, decision, leaf

from vendor_score.kinds.value_functions import OptionPoints
from vendor_score.present import charts
from vendor_score.present.files.scorecard import scorecard
from vendor_score.present.files.write import ranking_record
from vendor_score.present.page.payload import payload
from vendor_score.present.report import build_report
from vendor_score.present.terminal.robustness import change_words
from vendor_score.records import Option, Reading
from vendor_score.wording import Label

GRADES = {
    "gold": ("Gold", "金牌", 100.0),
    "silver": ("Silver", "银牌", 50.0),
    "tin": ("Tin", "锡", 0.0),
}
STATED = {"North": ("gold",), "South": ("silver",), "东方": ("gold", "silver")}
PRICE = {"North": 40, "South": 90, "东方": 30}


def problem():
    options = tuple(Option(id=id, label=Label(en=en, zh=zh)) for id, (en, zh, _) in GRADES.items())
    value = OptionPoints({id: points for id, (_, _, points) in GRADES.items()})
    award = leaf("award", 3, answer="grade", options=options, value=value)
    given = {
        vendor: {
            "award": answered(Reading(text="as written", kind="grade", items=items), id="award"),
            "price": PRICE[vendor],
        }
        for vendor, items in STATED.items()
    }
    return decision(criteria(award, leaf("price", 1)), given)


@pytest.fixture(scope="module")
def report():
    decided = problem()
    return build_report(decided.rank(), lang="en", robustness=decided.robustness(samples=2_000))


def test_a_grade_earns_its_points_and_an_open_one_the_least_of_them(report) -> None:
    points = {v: report.decision.scored[v]["award"].value for v in STATED}
    assert points == {"North": 100.0, "South": 50.0, "东方": 50.0}


def test_the_page_says_grades_in_the_words_of_the_buyer(report) -> None:
    data = payload(report)
    award = next(row for row in data["criteria"] if row["id"] == "award")
    shown = [
        (bar["id"], bar["label"]["en"], bar["label"]["zh"], bar["points"])
        for bar in award["curve"]["bars"]
    ]
    assert shown == [(id, *words) for id, words in GRADES.items()]
    at = data["languages"].index("zh")
    said = {v["name"]: v["answers"][0]["reading"] for v in data["vendors"]}
    assert "金牌" in said["North"]["said"][at]
    assert said["东方"]["held"] == ["gold", "silver"]


def test_the_page_draws_both_grades_that_an_answer_leaves_open(report) -> None:
    drawn = payload(report)["draws"]
    ((vendor, column, points),) = [row for row in drawn if row[1] == 0]
    assert (report.decision.vendors[vendor], column) == ("东方", 0)
    assert set(points) == {100.0, 50.0}


def test_the_scorecard_holds_the_grade_as_it_was_read(report) -> None:
    book = openpyxl.load_workbook(io.BytesIO(scorecard(report)))
    rows = list(book.worksheets[2].values)
    items = rows[0].index("items")
    held = {(row[0], row[3]): row[items] for row in rows[1:]}
    assert held["North", "award"] == "gold"
    assert held["东方", "award"] == "gold, silver"


def test_the_heat_map_colours_a_grade_by_its_points(report) -> None:
    (trace,) = charts.heat_map(report.ranking, "en").data
    at = [vendor.name for vendor in report.ranking.vendors].index("North")
    assert trace.z[at][0] == 100.0


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "award Silver → Gold"), ("zh", "award项 银牌 → 金牌")]
)
def test_the_terminal_says_which_grade_would_win(report, lang, said) -> None:
    change = next(c for c in report.robustness.to_win["South"].single if c.criterion == "award")
    award = report.decision.criteria.criterion("award")
    assert change_words(change, award, lang) == said


def test_a_grade_that_would_win_is_in_ranking_json(report) -> None:
    found = ranking_record(report)["robustness"]["to_win"]["South"]
    award = next(change for change in found if change["criterion"] == "award")
    assert (award["from"], award["to"]) == ("silver", "gold")


def test_an_open_grade_makes_the_rank_open(report) -> None:
    ranks = report.robustness.missing_ranks["东方"]
    assert ranks.best < ranks.worst
    at = report.robustness.smaa.vendors.index("东方")
    assert 0.2 < report.robustness.smaa.ranks[at, 1] < 0.8
