"""The verdict: its rule case by case, in both languages, and never without its reasons."""

from dataclasses import replace

import pytest
from hand_made import answered, criteria, decision, group, leaf, missing, number

from vendor_score.criteria.model import MissingRules, VerdictSettings
from vendor_score.kinds.rules import parse_rule
from vendor_score.present.terminal.ranking import lead_sentence
from vendor_score.records import EvidenceState, Reading
from vendor_score.robustness.verdict import explanation, verdict, verdict_facts

TREE = criteria(leaf("c0", 2), leaf("c1", 1))


def facts_of(problem, **settings):
    robustness = problem.robustness(samples=4_000, methods=False, **settings)
    return verdict_facts(problem, problem.rank(), robustness), robustness


def said(problem):
    robustness = problem.robustness(samples=4_000, methods=False)
    return verdict(problem, problem.rank(), robustness)


def points(**rows):
    return {name: {f"c{j}": value for j, value in enumerate(row)} for name, row in rows.items()}


def test_a_clear_lead():
    problem = decision(TREE, points(A=(90, 80), B=(60, 50), C=(10, 20)))
    facts, _ = facts_of(problem)
    assert (facts.kind, facts.leader, facts.second) == ("clear", "A", "B")
    assert facts.margin == pytest.approx(30)
    assert facts.win_share == 1.0
    text = said(problem)
    assert text["en"].startswith("A leads clearly with 86.7 points, 30.0 ahead of B, and is first")
    assert "明显领先" in text["zh"]
    assert "No change of a single weight" in text["en"]


def test_under_two_points_is_no_clear_winner_whatever_the_draws_say():
    problem = decision(TREE, points(A=(80, 80), B=(79, 79), C=(10, 20)))
    facts, _ = facts_of(problem)
    assert (facts.kind, facts.contenders) == ("unclear", ("B",))
    assert said(problem)["en"].startswith(
        "No clear winner between A and B, 1.0 points apart; A is first in"
    )
    assert "A与B难分高下，暂无明确首选" in said(problem)["zh"]


def test_exactly_two_points_with_every_draw_is_clear():
    facts, _ = facts_of(decision(TREE, points(A=(80, 80), B=(78, 78))))
    assert facts.kind == "clear"


def test_a_rival_ahead_in_more_than_a_tenth_of_draws_contends():
    problem = decision(TREE, points(A=(100, 0), B=(40, 98)))
    facts, robustness = facts_of(problem)
    share = robustness.stated.ahead[0, 1]
    assert facts.margin > 2
    assert share < 0.9
    assert facts.kind == "unclear"


def test_more_than_two_contenders_are_counted():
    problem = decision(TREE, points(A=(80, 80), B=(79.5, 79.5), C=(79, 79), D=(78.5, 78.5)))
    text = said(problem)
    assert "between A, B and 2 more" in text["en"]
    assert "A、B等4家难分高下" in text["zh"]


def test_a_tie_is_no_clear_winner():
    problem = decision(TREE, points(A=(80, 70), B=(80, 70)))
    facts, _ = facts_of(problem)
    assert (facts.kind, facts.margin, facts.contenders) == ("unclear", 0.0, ("B",))
    assert said(problem)["en"].startswith(
        "No clear winner between A and B, level with 76.7 points;"
    )
    more = said(decision(TREE, points(A=(80, 70), B=(80, 70), C=(79, 70))))
    assert "A、B等3家难分高下，暂无明确首选，这两家同为76.7分" in more["zh"]


def test_the_gap_that_is_told_is_that_to_the_vendor_that_is_named():
    # B is second and never ahead; C is further behind but leads in many a draw.
    facts, _ = facts_of(decision(TREE, points(A=(90, 30), B=(87, 24), C=(55, 86))))
    assert (facts.second, facts.contenders) == ("B", ("C",))
    assert facts.rival_margin == pytest.approx(70 - 196 / 3)
    assert facts.margin == pytest.approx(4)


def test_the_nearest_tip_is_among_what_the_buyer_weighted_and_groups_come_first():
    tree = criteria(group("g", 6, leaf("a", 5), leaf("b", 1)), leaf("c", 4), leaf("spare", 0))
    rows = {
        "A": {"a": 80.0, "b": 10.0, "c": 50.0, "spare": 0.0},
        "B": {"a": 70.0, "b": 50.0, "c": 54.0, "spare": 100.0},
    }
    problem = decision(tree, rows)
    facts, robustness = facts_of(problem)
    nearest = min(
        robustness.tipping,
        key=lambda p: (
            min(abs(end - p.weight) for end, who in ((p.low, p.below), (p.high, p.above)) if who)
            if p.below or p.above
            else 1.0
        ),
    )
    assert nearest.id not in ("g", "c")
    assert facts.tip.id in ("g", "c")


def test_at_a_tie_the_tip_has_no_distance_and_is_said_so():
    problem = decision(TREE, points(A=(80, 70), B=(70, 90)))
    assert problem.rank().vendors[0].score == pytest.approx(problem.rank().vendors[1].score)
    text = said(problem)
    assert "as soon as the weight of c0 fell below 66.7%" in text["en"]
    assert "的权重一旦低于66.7%" in text["zh"]


def test_everybody_knocked_out_and_only_one_left():
    must = parse_rule(">= 50")
    tree = criteria(leaf("c0", 2, must=must), leaf("c1", 1))
    out = decision(tree, points(A=(10, 80), B=(20, 50)))
    assert facts_of(out)[0].kind == "nobody_out"
    assert said(out)["en"].startswith("Every candidate is knocked out")
    assert said(out)["zh"].startswith("全部候选供应商均未达硬性要求")
    assert lead_sentence(out.rank(), "zh") == "没有供应商进入排名。"
    one = decision(tree, points(A=(10, 80), B=(60, 50)))
    assert facts_of(one)[0].kind == "single"
    assert said(one)["en"].startswith("Only one candidate is left in the ranking, B with 56.7")


def test_missing_answers_of_a_rival_turn_clearly_into_provided_that():
    rows = points(A=(80, 80), B=(79, "blank"))
    facts, _ = facts_of(decision(TREE, rows))
    assert facts.kind == "provided" if facts.catching_up else "clear"
    rows = points(A=(80, 80), B=(75, "blank"))
    facts, _ = facts_of(decision(TREE, rows))
    assert (facts.kind, facts.catching_up, facts.unanswered) == ("provided", ("B",), 1)
    assert "provided that B does not catch up" in said(decision(TREE, rows))["en"]
    rows = points(A=(90, 90), B=(60, "blank"))
    assert facts_of(decision(TREE, rows))[0].kind == "clear"


def test_an_untested_must_of_the_leader_is_a_condition():
    tree = criteria(leaf("c0", 2), leaf("c1", 1), leaf("c2", 0, must=parse_rule(">= 1")))
    problem = decision(tree, points(A=(90, 80, "blank"), B=(20, 20, 5)))
    facts, _ = facts_of(problem)
    assert facts.kind == "provided"
    assert [label["en"] for label in facts.untested] == ["c2"]


def test_a_fifth_of_weight_left_out_is_a_condition_and_less_is_not():
    for weight, expected in ((1.0, 1 / 3), (0.2, None)):
        rules = MissingRules(default="exclude")
        tree = criteria(leaf("c0", 2), leaf("c1", weight, missing=rules))
        facts, _ = facts_of(decision(tree, points(A=(90, "blank"), B=(20, 20))))
        assert facts.excluded == (None if expected is None else pytest.approx(expected))


def test_dropping_a_vendor_that_dethrones_the_leader_is_a_condition():
    # On a relative criterion C stretches the scale: without it B would be first.
    tree = criteria(leaf("c0", 1, direction="max"), leaf("c1", 1))
    rows = points(A=(50, 100), B=(60, 70), C=(0, 0))
    problem = decision(tree, rows)
    facts, robustness = facts_of(problem)
    assert facts.leader == "A"
    changed = [f for f in robustness.leave_one_out if f.vendor == "C"]
    assert changed[0].changes_scores
    assert changed[0].first == ("B",)
    assert facts.pillars == (("C", ("B",)),)


def test_a_vendor_that_would_lead_without_its_must_is_named():
    tree = criteria(leaf("c0", 2), leaf("c1", 1, must=parse_rule(">= 50")))
    problem = decision(tree, points(A=(60, 60), B=(99, 40), C=(1, 1)))
    facts, _ = facts_of(problem)
    assert [(vendor, label["en"]) for vendor, label in facts.waivers] == [("B", "c1")]
    assert "B would lead if the must on c1 were waived" in said(problem)["en"]


def claim(value, evidence):
    reading = Reading(text=f"{value}", kind="number", low=value, high=value)
    return answered(reading, evidence=EvidenceState(evidence))


def test_unseen_claims_that_decide_make_it_preliminary_and_seen_ones_do_not():
    def problem(evidence):
        return decision(
            TREE,
            {
                "A": {"c0": claim(90.0, evidence), "c1": claim(80.0, "seen")},
                "B": {"c0": claim(60.0, "claimed"), "c1": claim(50.0, "claimed")},
            },
        )

    facts, robustness = facts_of(problem("claimed"))
    assert facts.is_preliminary
    assert robustness.proven_only.deciding_claims == (("A", "c0"),)
    assert robustness.proven_only.critical_claims == (("A", "c0"),)
    text = said(problem("claimed"))
    assert text["en"].startswith("Preliminary verdict: ")
    assert text["zh"].startswith("初步结论：")
    facts, robustness = facts_of(problem("seen"))
    assert not facts.is_preliminary
    assert robustness.proven_only.deciding_claims == ()
    assert not robustness.proven_only.first_changes


def test_the_verdict_rests_on_stated_draws_whatever_was_sampled():
    problem = decision(TREE, points(A=(100, 0), B=(40, 90)))
    stated, _ = facts_of(problem)
    free, robustness = facts_of(problem, weights="any")
    assert robustness.smaa.weights == "any"
    assert stated == free


def test_the_thresholds_are_settings_and_named():
    loose = replace(TREE, verdict=VerdictSettings(lead_share=0.5, lead_points=0.5))
    problem = decision(loose, points(A=(80, 80), B=(79, 79)))
    facts, robustness = facts_of(problem)
    assert facts.kind == "clear"
    told = explanation(loose.verdict, robustness)
    assert "50.0%" in told["en"]
    assert "0.5 points" in told["en"]
    assert "0.5分" in told["zh"]


def test_first_sentence_before_anything_is_sampled():
    lead = decision(TREE, points(A=(80, 80), B=(70, 70))).rank()
    assert lead_sentence(lead, "en") == "A leads with 80.0 points, 10.0 ahead of B."
    tie = decision(TREE, points(A=(80, 80), B=(80, 80))).rank()
    assert lead_sentence(tie, "zh") == "A与B并列第一，均为 80.0 分。"


def test_at_most_two_sentences():
    rows = {"A": {"c0": number(80.0), "c1": missing("blank")}, "B": {"c0": 70.0, "c1": 40.0}}
    text = said(decision(TREE, rows))
    assert text["zh"].count("。") <= 2
    assert text["en"].rstrip(".").count(". ") <= 1


def test_critical_claims_are_the_fewest_whose_failing_costs_the_first_place():
    tree = criteria(*(leaf(f"c{j}", 1) for j in range(4)))
    rows = {
        "A": {f"c{j}": claim(value, "claimed") for j, value in enumerate((90.0, 80.0, 70.0, 60.0))},
        "B": {f"c{j}": claim(50.0, "seen") for j in range(4)},
    }
    _, robustness = facts_of(decision(tree, rows))
    # A is 25 ahead: its best claim is worth 22.5, the two best 42.5
    assert robustness.proven_only.critical_claims == (("A", "c0"), ("A", "c1"))
    # settled from 50 on: 22.5 + 20 are not enough, with 17.5 they are
    assert robustness.proven_only.deciding_claims == (("A", "c0"), ("A", "c1"), ("A", "c2"))


@pytest.mark.parametrize(
    ("rows", "english", "chinese"),
    [
        ({"A": (90, 80), "B": (60, 50)}, "first whatever reasonable weights", "无论权重在合理范围"),
        ({"A": (100, 0), "B": (40, 98)}, "first in most reasonable weightings", "并非全部"),
        ({"A": (80, 80), "B": (79, 79)}, "first in every reasonable weighting", "在每种合理权重下"),
    ],
)
def test_how_often_it_is_first_never_reads_like_a_chance_of_being_right(rows, english, chinese):
    text = said(decision(TREE, points(**rows)))
    first = text["en"].split(". ")[0]
    assert english in first
    assert "%" not in first
    assert chinese in text["zh"]


def test_it_says_which_answers_the_lead_counts_on_that_are_not_what_was_asked_for():
    rows = points(A=(90, 80), B=(60, 50))
    reading = Reading(text="12 s (target)", kind="number", low=90, high=90, flags=("target",))
    rows["A"]["c0"] = answered(reading, id="c0")
    text = said(decision(TREE, rows))
    assert "the lead counts on 90 for c0, a target" in text["en"]
    assert "c0项90（系目标值）" in text["zh"]


def test_what_has_been_seen_proven_is_no_longer_called_a_target():
    rows = points(A=(90, 80), B=(60, 50))
    reading = Reading(text="12 s (target)", kind="number", low=90, high=90, flags=("target",))
    rows["A"]["c0"] = replace(answered(reading, id="c0"), evidence=EvidenceState.SEEN)
    assert "a target" not in said(decision(TREE, rows))["en"]
