"""Ballots are written blind, filled in by hand, and read back by every command."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest

from vendor_score.cli.main import main
from vendor_score.criteria.load import load_criteria, shipped_criteria
from vendor_score.library import load, read_team_ballots
from vendor_score.people.ballot_form import KEYS, scores_ballot, weights_ballot
from vendor_score.people.ballots import weights_of
from vendor_score.people.read_ballots import names_of, read_ballots
from vendor_score.people.scale_ends import values_of

CRITERIA = {
    "criteria": [
        {
            "id": "speed",
            "weight": 60,
            "label": {"en": "Speed", "zh": "速度"},
            "criteria": [
                {"id": "first", "weight": 70, "label": {"en": "First reply", "zh": "首次响应"},
                 "answer": "duration", "unit": "s", "value": {10: 100, 30: 50, 60: 0}},
                {"id": "peak", "weight": 30, "label": {"en": "At the peak", "zh": "大促"},
                 "answer": "duration", "unit": "s", "value": {20: 100, 120: 0}},
            ],
        },
        {"id": "conversion", "weight": 20, "label": {"en": "Conversion", "zh": "转化率"},
         "answer": "percent", "value": {10: 0, 30: 100}},
        {"id": "team", "weight": 20, "label": {"en": "Team", "zh": "团队"}, "answer": "judged",
         "levels": [{"label": "poor", "points": 0}, {"label": "fair", "points": 20},
                    {"label": "good", "points": 100}]},
    ]
}  # fmt: skip


@pytest.fixture
def criteria():
    return load_criteria(CRITERIA)


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case folder of two vendors with criteria of its own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "answers").mkdir()
    (tmp_path / "criteria.yaml").write_text(json.dumps(CRITERIA), encoding="utf-8")
    for name, first in (("Alder", "12 s"), ("Birch", "20 s")):
        book = openpyxl.Workbook()
        for row in (["Question", name], ["First reply", first], ["At the peak", "40 s"],
                    ["Conversion", "20%"], ["Team", f"{name}'s own praise"]):  # fmt: skip
            book.active.append(row)
        book.save(tmp_path / "answers" / f"{name}.xlsx")
    (tmp_path / "ballots").mkdir()
    return tmp_path


def fill(content: bytes, path: Path, cells: dict[tuple[str, ...], object]) -> None:
    """Type into cells: (kind, row's key, column's key) to what is typed."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        keys = [cell.value for cell in sheet[1]]
        kind = next((k for k, told in KEYS.items() if told[0] in keys), None)
        for (where, *row_keys, column), typed in cells.items():
            if where != kind:
                continue
            for row in sheet.iter_rows(min_row=4):
                told = [str(cell.value or "") for cell in row[: len(row_keys)]]
                if told == list(row_keys):
                    row[keys.index(column)].value = typed
    path.parent.mkdir(exist_ok=True)
    book.save(path)


SPEED = {
    ("weights", "speed", "", "number"): "swing",
    ("weights", "speed", "first", "number"): 100,
    ("weights", "speed", "peak", "number"): "25",
}


def test_a_ballot_of_weights_comes_back_as_it_was_filled_in(criteria, tmp_path: Path) -> None:
    typed = {
        **SPEED,
        ("about", "date", "about_value"): "2026-05-31",
        ("about", "role", "about_value"): "finance",
        ("weights", "*", "", "number"): "rank",
        ("weights", "*", "speed", "number"): 2,
        ("weights", "*", "conversion", "number"): "１",
        ("weights", "*", "team", "number"): 2,
        ("limits", "", "limit"): "speed >= 1.5 * team",
    }
    fill(weights_ballot(criteria, "Ann", "en"), tmp_path / "a.xlsx", typed)
    read = read_ballots([tmp_path], criteria)
    [ballot] = read.ballots
    assert (ballot.name, ballot.role, str(ballot.date)) == ("Ann", "finance", "2026-05-31")
    assert read.findings == ()
    assert ballot.limits[0] == "speed >= 1.5 * team"
    found = weights_of(ballot, criteria.weight_tree())
    assert found.methods == {"": "rank", "speed": "swing"}
    assert found.leaves == pytest.approx(
        {"first": 0.8 * 7 / 36, "peak": 0.2 * 7 / 36, "conversion": 11 / 18, "team": 7 / 36}
    )


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_empty_ballot_states_nothing_in_either_language(criteria, tmp_path, lang) -> None:
    (tmp_path / "a.xlsx").write_bytes(weights_ballot(criteria, "王芳", lang))
    [ballot] = read_ballots([tmp_path], criteria).ballots
    found = weights_of(ballot, criteria.weight_tree())
    assert (found.judged, found.findings, ballot.name) == ({}, (), "王芳")
    assert found.leaves == pytest.approx(
        {"first": 0.42, "peak": 0.18, "conversion": 0.2, "team": 0.2}
    )


def test_a_gap_is_no_zero_and_pairs_stand_in_where_there_is_no_block(criteria, tmp_path) -> None:
    typed = {
        ("weights", "speed", "", "number"): "points",
        ("weights", "speed", "first", "number"): 100,
        ("pairs", "*", "speed", "conversion", "ratio"): "3",
        ("pairs", "*", "speed", "team", "ratio"): "0.33",
    }
    fill(weights_ballot(criteria, "Ann", "zh"), tmp_path / "a.xlsx", typed)
    [ballot] = read_ballots([tmp_path], criteria).ballots
    found = weights_of(ballot, criteria.weight_tree())
    assert [one.code for one in found.findings] == ["weights-incomplete"]
    assert "peak" in found.findings[0].found
    assert found.methods == {"": "pairs"}
    assert found.judged[""] == pytest.approx(
        {"speed": 3 / 13, "conversion": 1 / 13, "team": 9 / 13}
    )


def test_pairs_that_leave_parts_or_contradict_are_said_so(criteria, tmp_path) -> None:
    typed = {("pairs", "*", "speed", "conversion", "ratio"): "3"}
    fill(weights_ballot(criteria, "Ann", "en"), tmp_path / "a.xlsx", typed)
    typed = {("pairs", "speed", "first", "peak", "ratio"): "twice"}
    fill(weights_ballot(criteria, "Bo", "en"), tmp_path / "b.xlsx", typed)
    read = read_ballots([tmp_path], criteria)
    ann, _ = read.ballots
    found = weights_of(ann, criteria.weight_tree())
    assert [one.code for one in found.findings] == ["pairs-unconnected"]
    assert [one.code for one in read.findings] == ["ballot-unreadable"]
    assert read.findings[0].found == "twice"


def test_trade_offs_weigh_where_nothing_else_does(criteria, tmp_path: Path) -> None:
    content = weights_ballot(criteria, "Ann", "en")
    path = tmp_path / "a.xlsx"
    fill(content, path, {})
    book = openpyxl.load_workbook(path)
    sheet = book["Trade-offs"]
    for row, cells in enumerate(
        [("Conversion", "20%", "25%", "First reply", "18 s", 30),
         ("Conversion", 20, 30, "peak", 20, "60 s"),
         ("Conversion", 10, 20, "Team", 0, 1)], 4):  # fmt: skip
        for column, typed in enumerate(cells, 1):
            sheet.cell(row, column).value = typed
    book.save(path)
    read = read_ballots([tmp_path], criteria)
    assert read.findings == ()
    [ballot] = read.ballots
    found = weights_of(ballot, criteria.weight_tree(), values_of(criteria.leaves()))
    w = found.leaves
    assert w["conversion"] / w["first"] == pytest.approx(1.2)
    assert w["conversion"] / w["peak"] == pytest.approx(0.8)
    assert w["conversion"] / w["team"] == pytest.approx(0.4)


def test_what_is_wrong_with_ballots_is_found(criteria, tmp_path: Path) -> None:
    other = load_criteria({"criteria": [
        {"id": "a", "weight": 1, "label": "A", "answer": "percent", "value": {0: 0, 9: 100}},
        {"id": "b", "weight": 1, "label": "B", "answer": "percent", "value": {0: 0, 9: 100}},
    ]})  # fmt: skip
    one = {("about", "date", "about_value"): "2026-05-01"}
    two = {("about", "date", "about_value"): "2026-05-02"}
    fill(weights_ballot(criteria, "Ann", "en"), tmp_path / "z.xlsx", {**one, **SPEED})
    fill(weights_ballot(criteria, "ann", "en"), tmp_path / "a.xlsx", two)
    bad = {("weights", "*", "speed", "number"): "-3", ("limits", "", "limit"): "speed >> 2"}
    strange = {("weights", "*", "a", "number"): 1}
    fill(weights_ballot(other, "Bo", "en"), tmp_path / "b.xlsx", strange)
    fill(weights_ballot(criteria, "", "en"), tmp_path / "c.xlsx", bad)
    openpyxl.Workbook().save(tmp_path / "d.xlsx")
    found = {(one.code, one.source.file) for one in read_ballots([tmp_path], criteria).findings}
    assert found == {
        ("ballot-double", "z.xlsx"),
        ("ballot-stale", "b.xlsx"),
        ("ballot-unknown", "b.xlsx"),
        ("ballot-unnamed", "c.xlsx"),
        ("ballot-unreadable", "c.xlsx"),
        ("limit-unreadable", "c.xlsx"),
        ("not-a-ballot", "d.xlsx"),
    }
    for one in read_ballots([tmp_path], criteria).findings:
        for lang in ("en", "zh"):
            assert "{" not in one.title(lang) + one.expected(lang) + one.fix(lang)


def judge(case: Path, name: str, levels: dict[str, object]) -> None:
    """A scores ballot of one person in the case folder."""
    decision = load(case)
    typed = {("judgements", "team", vendor, "level"): level for vendor, level in levels.items()}
    content = scores_ballot(decision.criteria, decision.answers, name, "en")
    fill(content, case / "ballots" / f"scores-{name}.xlsx", typed)


def test_levels_on_ballots_are_judgements_for_every_command(case: Path, capsys) -> None:
    judge(case, "Ann", {"Alder": 2, "Birch": "0"})
    judge(case, "Bo", {"Alder": 0})
    decision = load(case)
    assert [j.assessor for j in decision.answers.of("Alder", "team").judgements] == ["Ann", "Bo"]
    column = decision.columns["team"]
    # the mean of the points 100 and 0, not the points of the mean level 1, which are 20
    assert column.low.tolist() == [50.0, 0.0]
    for command in (["rank"], ["check"], ["compare"]):
        assert main([*command, str(case), "--json"]) in (0, 1)
        assert "not-judged" not in capsys.readouterr().out


def test_ballots_elsewhere_are_named_and_none_inside_the_answers_count(case: Path) -> None:
    judge(case, "Ann", {"Alder": 2, "Birch": 1})
    inside = case / "answers" / "ballots"
    shutil.move(str(case / "ballots"), inside)
    assert load(case).answers.of("Alder", "team").judgements == ()
    assert set(load(case).ranked_vendors) == {"Alder", "Birch"}
    elsewhere = case / "votes"
    shutil.move(str(inside), elsewhere)
    decision = load(case, ballots=elsewhere)
    assert [j.level for j in decision.answers.of("Alder", "team").judgements] == [2]
    assert main(["rank", str(case), "--ballots", str(case / "nowhere"), "--quiet"]) == 2


def test_a_recused_or_abstaining_judge_is_left_out(case: Path) -> None:
    decision = load(case)
    content = scores_ballot(decision.criteria, decision.answers, "Ann", "zh")
    typed = {
        ("judgements", "team", "Alder", "level"): 2,
        ("judgements", "team", "Birch", "level"): 1,
        ("judgements", "team", "Birch", "abstain"): "x",
        ("about", "conflict:Alder", "about_value"): "回避",
    }
    fill(content, case / "ballots" / "a.xlsx", typed)
    read = read_team_ballots([case], decision.criteria)
    [ballot] = read.ballots
    assert (ballot.recused, ballot.abstained) == ({"Alder"}, {("Birch", "team")})
    answers = load(case).answers
    assert answers.of("Alder", "team").judgements == ()
    assert answers.of("Birch", "team").judgements == ()


def test_a_level_that_is_none_is_found_with_its_cell(case: Path) -> None:
    judge(case, "Ann", {"Alder": 7, "Birch": "good"})
    found = [f for f in load(case).answers.findings if f.code == "judgement-unreadable"]
    assert {f.found for f in found} == {"7", "good"}
    assert all(f.source.cell for f in found)


def test_a_ballot_names_nobody_else_and_shows_praise_beside_the_levels_alone(case: Path) -> None:
    decision = load(case)
    weights = weights_ballot(decision.criteria, "Ann", "en")
    scores = scores_ballot(decision.criteria, decision.answers, "Ann", "en")
    inside = {}
    for name, content in (("weights", weights), ("scores", scores)):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            inside[name] = b"".join(book.read(part) for part in book.namelist()).decode("utf-8")
            properties = book.read("docProps/core.xml").decode()
        assert "Ann" not in properties
    assert "Alder" not in inside["weights"]
    assert "own praise" in inside["scores"]
    assert weights == weights_ballot(decision.criteria, "Ann", "en")


def test_the_command_writes_a_ballot_for_each_and_overwrites_none(tmp_path, capsys) -> None:
    out = tmp_path / "ballots"
    assert main(["ballot", "--for", "Ann,李雷", "-o", str(out), "--lang", "en"]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["weights-Ann.xlsx", "weights-李雷.xlsx"]
    assert main(["ballot", "--for", "Ann", "-o", str(out), "--lang", "en"]) == 2
    assert "already" in capsys.readouterr().err


def test_the_shipped_criteria_have_both_ends_of_every_scale_on_the_sheet() -> None:
    content = weights_ballot(shipped_criteria(), "Ann", "zh")
    sheet = openpyxl.load_workbook(io.BytesIO(content))["权重"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    children = [row for row in rows if row[1]]
    assert len(children) > 30
    assert all(row[3] and row[4] and row[3] != row[4] for row in children)


@pytest.mark.libreoffice
def test_a_ballot_saved_by_another_program_reads_the_same(criteria, tmp_path: Path) -> None:
    fill(weights_ballot(criteria, "Ann", "en"), tmp_path / "a.xlsx", SPEED)
    (tmp_path / "out").mkdir()
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "xlsx", "--outdir", "out", "a.xlsx"],
        cwd=tmp_path, check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    before, after = (read_ballots([p], criteria) for p in (tmp_path / "a.xlsx", tmp_path / "out"))
    assert after.findings == ()
    assert before.ballots[0].nodes[0].values == after.ballots[0].nodes[0].values
    tree = criteria.weight_tree()
    assert weights_of(before.ballots[0], tree).leaves == weights_of(after.ballots[0], tree).leaves


def stated(criteria, tmp_path: Path, typed: dict) -> object:
    content = weights_ballot(criteria, "Ann", "zh")
    path = tmp_path / "a.xlsx"
    fill(content, path, {k: v for k, v in typed.items() if isinstance(k, tuple)})
    book = openpyxl.load_workbook(path)
    for row, sentence in enumerate(typed.get("limits", []), 4):
        book["权重限制"].cell(row, 1).value = sentence
    book.save(path)
    [ballot] = read_ballots([tmp_path], criteria).ballots
    return weights_of(ballot, criteria.weight_tree(), names=names_of(criteria))


def test_limits_alone_weigh_by_the_centroid_of_what_they_leave(criteria, tmp_path: Path) -> None:
    found = stated(criteria, tmp_path, {"limits": ["转化率 >= speed", "speed >= 团队"]})
    assert found.methods == {"": "limits"}
    assert found.leaves["conversion"] == pytest.approx(11 / 18, abs=0.01)
    assert found.leaves["team"] == pytest.approx(2 / 18, abs=0.01)
    assert found.findings == ()


def test_limits_that_contradict_or_that_weights_break_are_named(criteria, tmp_path: Path) -> None:
    found = stated(criteria, tmp_path, {"limits": ["speed >= 60%", "team in [10%, 30%]",
                                                  "conversion >= speed"]})  # fmt: skip
    [clash] = found.findings
    assert clash.code == "limits-contradict"
    assert clash.found == "speed >= 60%; conversion >= speed"
    assert found.leaves == pytest.approx(
        {"first": 0.42, "peak": 0.18, "conversion": 0.2, "team": 0.2}
    )
    found = stated(criteria, tmp_path, {**SPEED, "limits": ["peak >= first", "team <= 30%"]})
    [outside] = found.findings
    assert (outside.code, outside.found) == ("limits-outside", "peak >= first")
    assert found.methods == {"speed": "swing"}
