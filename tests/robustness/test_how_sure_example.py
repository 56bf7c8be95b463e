"""The worked example of docs/how-sure.md: every figure it names comes out of the program."""

from pathlib import Path

import pytest
from hand_made import answered, criteria, decision, leaf

from vendor_score import number_text
from vendor_score.kinds.value_functions import Anchors, YesNoPoints
from vendor_score.records import Reading
from vendor_score.robustness.assess import assess
from vendor_score.robustness.compare import compare
from vendor_score.robustness.verdict import verdict_facts

DOCS = Path(__file__).parents[2] / "docs"


def seconds(low, high=None):
    ends = {"low": float(low), "high": float(high or low)}
    return answered(Reading(text=f"{low} s", kind="duration", unit="s", **ends))


def percent(value):
    return answered(
        Reading(text=f"{value} %", kind="percent", low=float(value), high=float(value), unit="%")
    )


def word(figure):
    return answered(Reading(text="", kind="yes_no", low=figure, high=figure))


@pytest.fixture(scope="module")
def problem():
    speed = Anchors(((10.0, 100.0), (60.0, 0.0)), "s", 0.0)
    share = Anchors(((0.0, 0.0), (50.0, 100.0)), "%", 0.0, 100.0)
    tree = criteria(
        leaf("response", 40, answer="duration", unit="s", value=speed),
        leaf("conversion", 35, answer="percent", unit="%", value=share),
        leaf("security", 25, answer="yes_no", value=YesNoPoints(100.0, 0.0)),
    )
    return decision(
        tree,
        {
            "Alder": {"response": seconds(20), "conversion": percent(30), "security": word(1.0)},
            "Birch": {
                "response": seconds(15, 25),
                "conversion": percent(42),
                "security": word(0.0),
            },
            "Cedar": {"response": seconds(40), "conversion": percent(20), "security": "blank"},
        },
    )


def test_the_page_names_the_figures_that_come_out(problem):
    found = problem.robustness(samples=20_000)
    tips = {point.id: point for point in found.tipping}
    any_weights = assess(problem, weights="any", methods=False)
    pair = {change.criterion: change.said for change in found.to_win["Cedar"].pair}
    comparison = compare(problem, "Alder", "Birch")
    figures = [
        *(number_text.points(vendor.score) for vendor in problem.rank().vendors),
        number_text.share(tips["security"].low)[:-1],
        number_text.share(tips["conversion"].high)[:-1],
        number_text.share(found.smallest_changes["Birch"].distance)[:-1],
        *(number_text.share(float(share))[:-1] for share in any_weights.smaa.ranks[:2, 0]),
        number_text.number(pair["response"]),
        number_text.gap(comparison.difference),
        *(f"{abs(group.difference):.1f}" for group in comparison.groups),
        number_text.number(float(f"{comparison.trade_off.worth:.2g}")),
    ]
    for name in ("how-sure.md", "how-sure.zh.md"):
        text = (DOCS / name).read_text("utf-8")
        assert [figure for figure in figures if figure not in text] == []
    assert found.smallest_changes["Cedar"] is None
    assert [c.criterion for c in found.to_win["Birch"].single] == ["security"]
    assert (tips["response"].below, tips["response"].above) == ((), ())
    assert {r.best - r.worst for r in found.missing_ranks.values()} == {0}
    assert found.kendall_w == 1.0
    assert [f.criterion for f in found.leave_one_out if f.changes_first] == ["security"]
    facts = verdict_facts(problem, problem.rank(), found)
    assert (facts.kind, facts.is_preliminary) == ("clear", True)
