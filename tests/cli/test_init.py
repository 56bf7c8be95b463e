"""``init``: what a comparison starts from, whole or not at all, and never over anything."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from vendor_score.cli.main import main
from vendor_score.criteria.load import load_criteria, shipped_criteria
from vendor_score.library import init_project

NAMES = ["criteria.schema.json", "criteria.yaml", "questionnaire.xlsx"]


FOLDERS = ["answers", "ballots", "drafts", "measured", "offers", "results"]


def names(folder: Path) -> list[str]:
    """The files; the folders beside them are always the same."""
    assert sorted(path.name for path in folder.iterdir() if path.is_dir()) in ([], FOLDERS)
    return sorted(path.name for path in folder.iterdir() if not path.is_dir())


def test_everything_to_start_from(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "new" / "选型"
    assert main(["init", str(folder), "--lang", "en"]) == 0
    assert names(folder) == NAMES
    said = capsys.readouterr().out
    assert all(name in said for name in NAMES)
    written, shipped = load_criteria(folder / "criteria.yaml"), shipped_criteria()
    assert written.file == shipped.file
    first = (folder / "criteria.yaml").read_text(encoding="utf-8").split("\n")[0]
    assert (folder / first.rpartition("=")[2]).is_file()


def test_it_makes_the_folders_of_a_case_and_leaves_those_that_are_there(tmp_path: Path) -> None:
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers" / "Acme.csv").write_text("mine", encoding="utf-8")
    init_project(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == FOLDERS
    assert (tmp_path / "answers" / "Acme.csv").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("command", ["check", "rank", "sensitivity", "compare"])
def test_in_a_case_folder_no_source_need_be_named(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([command, "--lang", "en"]) == 2, "an ordinary folder is no case"
    assert "SOURCE... is missing." in capsys.readouterr().err
    init_project(tmp_path)
    rows = "Vendor,First response,Average response\nAcme,20 s,25 s\nBeta,30 s,40 s\n"
    (tmp_path / "answers" / "table.csv").write_text(rows, encoding="utf-8")
    assert main([command, "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "Acme" in said
    last = said.strip().split("\n\n")[-1].strip()
    assert last.startswith("Next: vendor-score ")
    assert " ." not in last, "no source is named where none was"


@pytest.mark.parametrize("command", ["check", "rank", "sensitivity", "compare"])
@pytest.mark.parametrize("how", ["--json", "--quiet"])
def test_what_comes_next_is_said_to_people_only(
    command: str, how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    init_project(tmp_path)
    rows = "Vendor,First response,Average response\nAcme,20 s,25 s\nBeta,30 s,40 s\n"
    (tmp_path / "answers" / "table.csv").write_text(rows, encoding="utf-8")
    main([command, how, "--lang", "en"])
    assert "Next:" not in capsys.readouterr().out


def test_missing_answers_without_weight_are_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    init_project(tmp_path)
    aside = "Training before going live,Quality sampling,Yearly attrition"
    rows = f"Vendor,First response,NDA signed,{aside}\nAcme,20 s,,,,\nBeta,30 s,yes,,5%,\n"
    (tmp_path / "answers" / "table.csv").write_text(rows, encoding="utf-8")
    main(["check", "--lang", "en"])
    said = capsys.readouterr().out
    (line,) = (line for line in said.splitlines() if "without weight" in line)
    assert "no answer to 5 questions" in line
    assert said.count("[missing-answer]") == 1, "what counts is still listed one by one"


def test_the_schema_beside_the_file_accepts_it(tmp_path: Path) -> None:
    init_project(tmp_path)
    schema = json.loads((tmp_path / "criteria.schema.json").read_text(encoding="utf-8"))
    settings = yaml.load(  # plain strings: what matters here is the shape
        (tmp_path / "criteria.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
    )
    for key in ("weight_sets", "criteria", "contract"):  # they hold numbers
        settings.pop(key)
    top = {**schema, "required": []}
    jsonschema.Draft7Validator(top).validate(settings)


def test_the_working_folder_is_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init", "--quiet"]) == 0
    assert names(tmp_path) == NAMES
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_stands_there_is_touched(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text("mine", encoding="utf-8")
    for lang, words in (("en", "nothing was written"), ("zh", "未写入任何文件")):
        assert main(["init", str(tmp_path), "--lang", lang]) == 2
        said = capsys.readouterr().err
        assert name in said
        assert words in said
        assert said.count("\n") == 1
    assert names(tmp_path) == [name]
    assert (tmp_path / name).read_text(encoding="utf-8") == "mine"


def test_a_dangling_link_counts_as_standing_there(tmp_path: Path) -> None:
    (tmp_path / "criteria.yaml").symlink_to(tmp_path / "elsewhere")
    assert main(["init", str(tmp_path)]) == 2
    assert names(tmp_path) == ["criteria.yaml"]


def test_a_file_in_the_place_of_the_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    assert main(["init", str(tmp_path / "taken")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    first, second = init_project(tmp_path / "a"), init_project(tmp_path / "b")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
