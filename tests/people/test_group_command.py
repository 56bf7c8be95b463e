"""What a panel thinks, from ballots in a case folder: the command, its JSON and its screen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_ballots import CRITERIA, case, fill, judge

from vendor_score.cli.main import main
from vendor_score.criteria.load import load_criteria
from vendor_score.library import load, read_team_ballots
from vendor_score.people.ballot_form import weights_ballot
from vendor_score.people.panel import group_view

__all__ = ["case"]


@pytest.fixture
def panel(case: Path) -> Path:
    """Ann and Bo judge and weigh otherwise; Cem only judges."""
    judge(case, "Ann", {"Alder": 2, "Birch": 0})
    judge(case, "Bo", {"Alder": 0, "Birch": 2})
    judge(case, "Cem", {"Alder": 1, "Birch": 2})
    for name, speed, team in (("Ann", 80, 20), ("Bo", 10, 90)):
        typed = {
            ("weights", "*", "", "number"): "points",
            ("weights", "*", "speed", "number"): speed,
            ("weights", "*", "conversion", "number"): 0,
            ("weights", "*", "team", "number"): team,
        }
        content = weights_ballot(load_criteria(case / "criteria.yaml"), name, "en")
        fill(content, case / "ballots" / f"weights-{name}.xlsx", typed)
    return case


def found_in(panel: Path):
    decision = load(panel)
    read = read_team_ballots([panel], decision.criteria)
    return decision, group_view(decision, read)


def test_the_group_has_means_of_leaf_weights_and_of_points(panel: Path) -> None:
    _, view = found_in(panel)
    assert view.evaluators == ("Ann", "Bo", "Cem")
    assert sum(view.weights.values()) == pytest.approx(1)
    # Cem weighed nothing, so the mean of the two others stands in for him
    assert view.weights["team"] == pytest.approx(0.55)
    assert view.weights["first"] == pytest.approx(0.45 * 0.7)
    alder, birch = (100 + 0 + 20) / 3, (0 + 100 + 100) / 3
    speed = {"Alder": 95 * 0.7 + 80 * 0.3, "Birch": 75 * 0.7 + 80 * 0.3}
    assert view.scores["Alder"] == pytest.approx(0.45 * speed["Alder"] + 0.55 * alder)
    assert view.scores["Birch"] == pytest.approx(0.45 * speed["Birch"] + 0.55 * birch)
    assert view.first == ("Birch",)


def test_who_is_first_for_whom_and_why(panel: Path) -> None:
    _, view = found_in(panel)
    assert view.first_by_evaluator == {"Ann": ("Alder",), "Bo": ("Birch",), "Cem": ("Birch",)}
    [minority] = view.minority
    assert (minority.evaluator, minority.first, minority.against) == ("Ann", "Alder", "Birch")
    assert minority.own_lead > 0 > minority.group_lead
    assert {id for id, _ in minority.by_levels} == {"team"}
    assert view.coverage["Cem"].cells == 2
    assert (view.coverage["Cem"].nodes, view.coverage["Ann"].nodes) == (0, 1)


def test_the_agenda_holds_cells_and_weights_that_can_decide(panel: Path) -> None:
    _, view = found_in(panel)
    cells = {(one.vendor, one.node) for one in view.agenda if one.vendor}
    assert cells == {("Alder", "team"), ("Birch", "team")}
    assert all(0 < one.flip_share <= 1 for one in view.agenda)
    now, settled = view.certainty
    assert now < settled == pytest.approx(1)
    assert [p for _, p, _ in view.agenda[0].levels]


def test_a_group_of_one_is_that_person(case: Path) -> None:
    judge(case, "Ann", {"Alder": 1, "Birch": 0})
    decision, view = found_in(case)
    names = view.first_by_evaluator["Ann"]
    assert view.first == names == ("Alder",)
    assert view.weights == pytest.approx(dict(decision.leaf_weights))
    rows = zip(decision.vendors, decision.scores.scores, strict=True)
    assert view.scores == pytest.approx(dict(rows))
    assert (view.agenda, view.minority, view.decisive, view.alpha) == ((), (), {}, None)


def test_the_json_has_its_form(panel: Path, capsys) -> None:
    assert main(["group", str(panel), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "vendor-score/group/1"
    assert {"evaluators", "coverage", "weights", "first_by_evaluator", "agreement", "agenda",
            "certainty", "minority"} <= told.keys()  # fmt: skip
    assert {"alpha", "mean_difference", "kendall_w", "spearman"} <= told["agreement"].keys()
    assert {"now", "settled"} == told["certainty"].keys()
    assert {"vendor", "criterion", "flip_share"} == told["agenda"][0].keys()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_screen_fits_80_columns_and_names_nobody_where_letters_stand(
    panel: Path, capsys, lang: str
) -> None:
    assert main(["group", str(panel), "--lang", lang]) == 0
    shown = capsys.readouterr().out
    assert "Birch" in shown
    assert "Ann" in shown
    assert main(["group", str(panel), "--anonymous", "--lang", lang]) == 0
    hidden = capsys.readouterr().out
    assert not [name for name in ("Ann", "Bo ", "Cem") if name in hidden]
    assert "A" in hidden


def test_a_blind_look_tells_coverage_alone(panel: Path, capsys) -> None:
    assert main(["group", str(panel), "--blind", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert "2 of 2 judged cells" in shown
    assert not [word for word in ("Alder", "Birch", "first") if word in shown]
    assert main(["group", str(panel), "--blind", "--json"]) == 0
    assert json.loads(capsys.readouterr().out).keys() == {"schema", "evaluators", "coverage"}


def test_without_a_ballot_there_is_no_group(case: Path, capsys) -> None:
    assert CRITERIA
    assert main(["group", str(case), "--lang", "en"]) == 2
    assert "ballots/" in capsys.readouterr().err
