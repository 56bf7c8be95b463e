"""Rounds from folders and from a saved ranking.json, and what every output says of them."""

from __future__ import annotations

import csv
import json

import openpyxl
import pytest
from click.testing import CliRunner

import vendor_score as vs
from vendor_score.cli.main import main
from vendor_score.errors import SourceError
from vendor_score.handover import since_round
from vendor_score.present.files.write import render, save_report
from vendor_score.present.report import build_report
from vendor_score.rounds.saved import compare_with_saved, read_saved

CRITERIA = """\
title: Small
reference_date: 2026-12-01
criteria:
- {id: speed, label: Speed, weight: 60, answer: number, value: points}
- {id: price, label: Price, weight: 40, answer: number, value: points, private: true}
"""
HEADS = ("Vendor", "Speed", "Price")


@pytest.fixture
def rounds(tmp_path, monkeypatch):
    """Two case folders; in the second one A answers better."""
    for name, speed in (("round1", 50), ("round2", 90)):
        folder = tmp_path / name / "answers"
        folder.mkdir(parents=True)
        rows = [HEADS, ("A", speed, 50), ("B", 60, 60), ("C", "", 10)]
        with (folder / "all.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        (tmp_path / name / "criteria.yaml").write_text(CRITERIA, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args):
    return main([str(arg) for arg in args])


def test_folders_are_compared_and_every_output_says_so(rounds, capsys) -> None:
    assert run("rank", "round2", "--against", "round1", "-o", "out", "--lang", "en") == 0
    said = capsys.readouterr().out
    assert "Since last round" in said
    assert "A is first now; in the last round it was B." in said
    told = json.loads((rounds / "out" / "ranking.json").read_text(encoding="utf-8"))["since"]
    moves = {one["name"]: one for one in told["vendors"]}
    assert moves["A"]["parts"]["answers"] == pytest.approx(24.0)
    assert sum(moves["A"]["parts"].values()) == pytest.approx(
        moves["A"]["score_after"] - moves["A"]["score_before"]
    )
    assert told["changes"][0]["first_without"] == ["B"]
    assert told["still_open"] == [
        {"vendor": "C", "criterion": "speed", "state": "blank", "text": ""}
    ]
    book = openpyxl.load_workbook(rounds / "out" / "scorecard.xlsx")
    cells = [[cell.value for cell in row] for row in book["Since last round"].iter_rows()]
    assert any(row[0] == "A" and 24.0 in row for row in cells)
    assert "Since last round" in (rounds / "out" / "report.html").read_text(encoding="utf-8")


def test_without_a_last_round_nothing_is_said_of_one(rounds) -> None:
    assert run("rank", "round2", "-o", "out", "--lang", "en") == 0
    assert "since" not in json.loads((rounds / "out" / "ranking.json").read_text(encoding="utf-8"))
    names = openpyxl.load_workbook(rounds / "out" / "scorecard.xlsx").sheetnames
    assert "Since last round" not in names


def test_what_is_shared_says_nothing_of_the_last_round(rounds) -> None:
    since = since_round(vs.load("round2"), "round1")
    ranking = vs.load("round2").rank()
    report = build_report(ranking, lang="en", samples=50, audience="shared", since=since)
    assert report.since is None
    written = render(report, ("json", "html"))
    assert b'"since":' not in written["ranking.json"]
    assert b'"since":null' in written["report.html"]


def test_a_saved_ranking_tells_answers_and_weights_apart_and_says_that_it_is_poorer(
    rounds, capsys
) -> None:
    assert run("rank", "round1", "-o", "first", "--quiet") == 0
    args = ("--against", "first/ranking.json", "--weight", "speed=0.8", "-o", "out", "--lang", "en")
    assert run("rank", "round2", *args) == 0
    assert "ranking.json alone" in " ".join(capsys.readouterr().out.split())
    told = json.loads((rounds / "out" / "ranking.json").read_text(encoding="utf-8"))["since"]
    assert told["steps"] == ["answers", "judgements", "weights"]
    parts = {one["name"]: one["parts"] for one in told["vendors"]}
    assert parts["A"] == {
        "answers": pytest.approx(24.0),
        "judgements": 0.0,
        "weights": pytest.approx(8.0),
    }
    assert told["changes"][0]["first_without"] == ["B"]


def test_a_saved_round_and_the_folder_agree_on_answers_and_weights(rounds) -> None:
    new = vs.load("round2").with_weights({"speed": 0.3})
    save_report(build_report(vs.load("round1").rank(), samples=50), "first", ("json",))
    saved = compare_with_saved(read_saved(rounds / "first" / "ranking.json"), new)
    whole = since_round(new, "round1")
    for one, other in zip(saved.moves, whole.moves, strict=True):
        exact = {part.step: part.points for part in other.parts}
        assert {part.step: pytest.approx(part.points) for part in one.parts} == {
            step: exact[step] for step in saved.steps
        }


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("{", "errors.saved_no_json"),
        ("[]", "errors.saved_other"),
        ('{"schema": "other/1"}', "errors.saved_other"),
        ('{"schema": "vendor-score/ranking/1"}', "errors.saved_broken"),
        (
            '{"schema": "vendor-score/ranking/1", "criteria": [], "vendors": [1]}',
            "errors.saved_broken",
        ),
    ],
)
def test_a_broken_ranking_is_refused_with_its_reason(tmp_path, content, key) -> None:
    file = tmp_path / "ranking.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError) as refused:
        read_saved(file)
    assert refused.value.key == key


def test_a_ranking_that_was_rounded_for_sharing_is_refused(rounds) -> None:
    ranking = vs.load("round1").with_weights({"speed": 1 / 3}).rank()
    report = build_report(ranking, samples=50, audience="shared")
    save_report(report, "shared", ("json",))
    with pytest.raises(SourceError) as refused:
        read_saved(rounds / "shared" / "ranking.json")
    assert refused.value.key in {"errors.saved_rounded", "errors.saved_broken"}


def test_the_last_round_is_scored_by_the_criteria_of_its_own_case_folder(rounds) -> None:
    changed = CRITERIA.replace("weight: 60", "weight: 40").replace("weight: 40,", "weight: 60,", 1)
    (rounds / "round1" / "criteria.yaml").write_text(changed, encoding="utf-8")
    since = since_round(vs.load("round2"), "round1")
    assert any(one.what == "weight" for one in since.criteria_changes) == (changed != CRITERIA)
    named = since_round(vs.load("round2"), "round1", criteria="round2/criteria.yaml")
    assert named.criteria_changes == ()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--renamed", "A=B"), "--against"),
        (("--against", "gone"), "last round cannot be read"),
        (("--against", "round1", "--renamed", "A"), "name then=name now"),
        (("--against", "round1", "--renamed", "X=A"), "no vendor X in the last round"),
        (("--against", "round1", "--against", "x.json"), "whole last round"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(rounds, capsys, args, said) -> None:
    assert run("rank", "round2", "-o", "out", "--lang", "en", *args) == 2
    err = capsys.readouterr().err
    assert said in err
    assert len(err.splitlines()) == 1
    assert not (rounds / "out").exists()


def test_the_sheet_of_the_last_round_is_no_table_of_answers(rounds, tmp_path) -> None:
    assert run("rank", "round2", "--against", "round1", "-o", "out", "--quiet", "--lang", "zh") == 0
    book = openpyxl.load_workbook(rounds / "out" / "scorecard.xlsx")
    for name in book.sheetnames:
        if name != "与上一轮相比":
            del book[name]
    copy = rounds / "round2" / "answers" / "copied.xlsx"
    book.save(copy)
    decision = vs.load("round2")
    assert decision.vendors == ("A", "B", "C")
    assert "own-output" in {finding.code for finding in decision.all_findings}


def test_a_third_file_format_of_the_last_round_is_read_too(rounds) -> None:
    book = openpyxl.Workbook()
    for row in (HEADS, ("A", 90, 50), ("B", 60, 60), ("C", None, 10)):
        book.active.append(row)
    book.save(rounds / "round1.xlsx")
    since = since_round(vs.load("round2"), "round1.xlsx", criteria="round2/criteria.yaml")
    assert since.changes == ()


def test_help_names_the_options_of_rounds() -> None:
    from vendor_score.cli.main import cli

    said = CliRunner().invoke(cli, ["rank", "--help"]).output
    assert "--against" in said
    assert "--renamed" in said
