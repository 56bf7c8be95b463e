"""What decides comes from the buyer: nothing that was returned among the answers has a say."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from vendor_score.cli.main import main
from vendor_score.completeness import check, write_review
from vendor_score.errors import UsageError
from vendor_score.library import find_criteria_file, load
from vendor_score.questionnaire.template import REVIEW_SHEET

CRITERIA = """\
title: Shortlist
reference_date: 2026-12-01
criteria:
  - id: first_response
    label: First response
    weight: 1
    answer: duration
    unit: s
    value: {worst: 60, best: 10}
"""
OTHERS = CRITERIA.replace("worst: 60, best: 10", "worst: 1, best: 60")
STRAY = "deciding-file-among-answers"


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case folder without criteria, whose answers put Alder before Birch."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    (elsewhere / "mine.yaml").write_text(CRITERIA, "utf-8")
    answers = tmp_path / "case" / "answers"
    answers.mkdir(parents=True)
    (answers / "alder.csv").write_text("Vendor,First response\nAlder,20 s\n", "utf-8")
    (answers / "birch.csv").write_text("Vendor,First response\nBirch,30 s\n", "utf-8")
    return tmp_path / "case"


def review_into(case: Path, path: Path) -> None:
    """A review workbook that corrects Birch's 30 s to 12 s."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_review(check(load(case / "answers", criteria="mine.yaml")), path, lang="en")
    book = load_workbook(path)
    sheet = book[REVIEW_SHEET]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in range(3, sheet.max_row + 1):
        if sheet.cell(row, columns["vendor"]).value == "Birch":
            entered = {"corrected": "12 s", "reason": "called", "basis": "Phone", "name": "Li"}
            for key, value in {**entered, "date": "2026-11-20"}.items():
                sheet.cell(row, columns[key]).value = value
    book.save(path)


def ranked(capsys: pytest.CaptureFixture[str], *args: str | Path) -> tuple[list[str], set[str]]:
    code = main(["rank", *map(str, args), "--json", "--samples", "50", "-o", "out"])
    said = json.loads(capsys.readouterr().out)
    assert code in (0, 1)
    order = [vendor["name"] for vendor in sorted(said["vendors"], key=lambda v: v["rank"])]
    return order, {f["file"] for f in said["findings"] if f["code"] == STRAY}


def leader(*sources: Path, criteria: str | None = "mine.yaml") -> tuple[str, dict[str, str]]:
    decision = load(*sources, criteria=criteria)
    stray = {f.source.file: f.severity.value for f in decision.all_findings if f.code == STRAY}
    return decision.rank().vendors[0].name, stray


@pytest.mark.parametrize("name", ["review.xlsx", "Birch answers.xlsx", "birch/more/x.xlsx"])
def test_a_review_among_the_answers_changes_nothing_and_is_named(case: Path, name: str) -> None:
    review_into(case, case / "answers" / name)
    assert leader(case) == ("Alder", {name: "warning"})
    assert leader(case / "answers") == ("Alder", {name: "warning"})


def test_a_review_counts_where_the_buyer_names_it(case: Path) -> None:
    review_into(case, case.parent / "my review.xlsx")
    assert leader(case, case.parent / "my review.xlsx") == ("Birch", {})
    review_into(case, case / "answers" / "named.xlsx")
    assert leader(case, case / "answers" / "named.xlsx") == ("Birch", {})


def test_a_review_counts_in_its_place_in_the_case_folder(case: Path) -> None:
    review_into(case, case / "review.xlsx")
    assert leader(case) == ("Birch", {})


def test_the_rest_of_the_case_folder_is_not_read_and_strays_are_named(case: Path) -> None:
    review_into(case, case / "other.xlsx")
    (case / "archive").mkdir()
    (case / "archive" / "cedar.csv").write_text("Vendor,First response\nCedar,5 s\n", "utf-8")
    (case / "offers").mkdir()
    shutil.copy(case / "archive" / "cedar.csv", case / "offers")
    decision = load(case, criteria="mine.yaml")
    assert list(decision.answers.vendors) == ["Alder", "Birch"]
    beside = [f.source.file for f in decision.all_findings if f.code == "file-beside-answers"]
    assert beside == ["archive/cedar.csv", "other.xlsx"]
    assert {f.severity.value for f in decision.all_findings} == {"warning"}


def test_a_vendors_folder_called_answers_does_not_make_the_others_files_vanish(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    returned = case / "answers"
    review_into(case, returned / "review.xlsx")
    (returned / "answers").mkdir()
    (returned / "answers" / "birch.csv").write_text("Vendor,First response\nBirch,30 s\n", "utf-8")
    (returned / "birch.csv").unlink()
    # a folder that is itself called answers is no case folder
    assert leader(returned) == ("Alder", {"review.xlsx": "warning"})
    shutil.move(returned, case.parent / "returned")
    assert main(["rank", str(case.parent / "returned"), "-c", "mine.yaml", "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "alder.csv lies beside a folder called answers" in said


def test_answers_that_a_shell_names_one_by_one_decide_nothing(case: Path) -> None:
    review_into(case, case / "answers" / "z.xlsx")
    returned = sorted((case / "answers").iterdir())
    assert leader(*returned) == ("Alder", {"z.xlsx": "warning"})
    assert leader(case / "answers", *returned) == ("Alder", {"z.xlsx": "warning"})
    # the buyer's own review, from its place or from elsewhere, goes on counting
    shutil.copy(case / "answers" / "z.xlsx", case / "own.xlsx")
    assert leader(*returned, case / "own.xlsx") == ("Birch", {"z.xlsx": "warning"})
    shutil.move(case / "own.xlsx", case / "review.xlsx")
    assert leader(*returned) == ("Birch", {"z.xlsx": "warning"})


def test_a_review_in_a_folder_beside_vendors_folders_is_among_their_answers(case: Path) -> None:
    returned = case / "returned"
    for vendor in ("alder", "birch"):
        (returned / vendor).mkdir(parents=True)
        shutil.copy(case / "answers" / f"{vendor}.csv", returned / vendor)
    review_into(case, returned / "cedar" / "z.xlsx")
    files = [path for path in returned.rglob("*") if path.is_file()]
    assert leader(*files) == ("Alder", {"z.xlsx": "warning"})
    (case.parent / "reviews").mkdir()
    shutil.copy(returned / "cedar" / "z.xlsx", case.parent / "reviews")
    files.remove(returned / "cedar" / "z.xlsx")
    assert leader(*files, case.parent / "reviews" / "z.xlsx") == ("Birch", {})


def test_the_review_beside_the_answers_counts_when_the_answers_are_named(case: Path) -> None:
    review_into(case, case / "review.xlsx")
    assert leader(case / "answers") == ("Birch", {})
    assert leader(case / "answers" / "alder.csv", case / "answers" / "birch.csv")[0] == "Birch"
    names = [file.file for file in load(case / "answers", criteria="mine.yaml").answers.inputs]
    assert names == ["alder.csv", "birch.csv", "review.xlsx"]


def test_what_is_no_review_is_not_read_from_the_place_of_the_review(case: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["Vendor", "First response"])
    book.active.append(["Cedar", "5 s"])
    book.save(case / "review.xlsx")
    for source in (case, case / "answers"):
        decision = load(source, criteria="mine.yaml")
        assert list(decision.answers.vendors) == ["Alder", "Birch"]
        (finding,) = [f for f in decision.all_findings if f.code == "file-no-review"]
        assert (finding.source.file, finding.severity.value) == ("review.xlsx", "error")


@pytest.mark.skipif(os.name != "posix", reason="needs links")
def test_a_link_among_files_named_together_is_not_followed_out_of_their_folder(case: Path) -> None:
    outside = case.parent / "dogwood.csv"
    outside.write_text("Vendor,First response\nDogwood,5 s\n", "utf-8")
    link = case / "answers" / "d.csv"
    link.symlink_to(outside)
    together = load(*sorted((case / "answers").iterdir()), criteria="mine.yaml")
    assert list(together.answers.vendors) == ["Alder", "Birch"]
    assert [f.source.file for f in together.all_findings if f.code == "file-link-outside"] == [
        "d.csv"
    ]
    # named alone it is what the buyer means
    assert "Dogwood" in load(link, criteria="mine.yaml").answers.vendors


def test_names_are_relative_to_the_answers_folder(case: Path) -> None:
    given = load(case, criteria="mine.yaml").answers.inputs
    assert given == load(case / "answers", criteria="mine.yaml").answers.inputs
    assert [file.file for file in given] == ["alder.csv", "birch.csv"]


def test_criteria_among_the_answers_have_no_effect_and_are_named(case: Path) -> None:
    (case / "answers" / "criteria.yaml").write_text(OTHERS, "utf-8")
    assert leader(case) == ("Alder", {"criteria.yaml": "warning"})


@pytest.mark.parametrize("place", ["criteria.yaml", "birch/Criteria.YAML", "criteria.yml"])
def test_where_criteria_lie_only_among_the_answers_the_run_ends(
    case: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    stray = case / "answers" / place
    stray.parent.mkdir(exist_ok=True)
    stray.write_text(OTHERS, "utf-8")
    for source in (case, case / "answers"):
        for command in ("rank", "check", "sensitivity"):
            assert main([command, str(source), "--lang", "en"]) == 2
            said = capsys.readouterr().err
            assert "-c PATH" in said
            assert place in said
    with pytest.raises(UsageError):
        load(case / "answers")


def test_criteria_beside_a_file_that_is_a_source_do_not_count(case: Path) -> None:
    (case / "answers" / "criteria.yaml").write_text(OTHERS, "utf-8")
    with pytest.raises(UsageError, match=r"-c PATH"):
        load(case / "answers" / "alder.csv")
    (case / "criteria.yaml").write_text(CRITERIA, "utf-8")
    assert find_criteria_file([case / "answers" / "alder.csv"]) == case / "criteria.yaml"


@pytest.mark.parametrize("planted", ["criteria.yaml", "north/criteria.yaml"])
def test_folders_within_the_answers_take_nothing_from_around_them_but_from_the_case(
    case: Path, monkeypatch: pytest.MonkeyPatch, planted: str
) -> None:
    """Neither does a folder called answers that a vendor returned."""
    north = case / "answers" / "north"
    (north / "answers").mkdir(parents=True)
    shutil.move(case / "answers" / "alder.csv", north)
    shutil.move(case / "answers" / "birch.csv", north / "answers")
    (case / "answers" / planted).write_text(OTHERS, "utf-8")
    shutil.copy("mine.yaml", case.parent)
    monkeypatch.chdir(case.parent)
    folder = Path("case/answers/north")
    given = [[folder], sorted(folder.iterdir()), [folder / "alder.csv"], [folder / "answers"]]
    for sources in given:
        with pytest.raises(UsageError, match=r"-c PATH"):
            find_criteria_file(sources)
    (case / "criteria.yaml").write_text(CRITERIA, "utf-8")
    review_into(case, case / "review.xlsx")
    for sources in given:
        assert find_criteria_file(sources) == case / "criteria.yaml"
    assert leader(folder, criteria=None)[0] == "Birch"


def test_criteria_are_taken_from_the_case_folder(case: Path) -> None:
    (case / "criteria.yaml").write_text(CRITERIA, "utf-8")
    assert leader(case, criteria=None) == ("Alder", {})
    assert leader(case / "answers", criteria=None) == ("Alder", {})


def test_criteria_of_the_working_folder_come_first(case: Path) -> None:
    (case / "criteria.yaml").write_text(OTHERS, "utf-8")
    Path("criteria.yaml").write_text(CRITERIA, "utf-8")
    assert leader(case, criteria=None) == ("Alder", {})


def test_who_works_in_the_folder_of_the_answers_has_put_the_criteria_there(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (case / "answers" / "criteria.yaml").write_text(CRITERIA, "utf-8")
    monkeypatch.chdir(case / "answers")
    assert leader(Path(), criteria=None) == ("Alder", {})


def test_criteria_that_are_named_may_lie_anywhere(case: Path) -> None:
    own = case / "answers" / "criteria.yaml"
    own.write_text(CRITERIA, "utf-8")
    assert leader(case, criteria=str(own)) == ("Alder", {})


def test_a_folder_of_answers_that_is_a_source_holds_no_criteria_for_another(case: Path) -> None:
    (case / "answers" / "criteria.yaml").write_text(OTHERS, "utf-8")
    (case / "answers" / "sub").mkdir()
    with pytest.raises(UsageError):
        find_criteria_file([case / "answers", case / "answers" / "sub"])


def test_the_command_line_tells_the_same(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    review_into(case, case / "answers" / "Birch.xlsx")
    capsys.readouterr()
    assert ranked(capsys, case, "-c", "mine.yaml") == (["Alder", "Birch"], {"Birch.xlsx"})


@pytest.mark.skipif(os.name != "posix", reason="needs links")
def test_links_that_lead_out_of_the_folder_are_named_and_not_followed(case: Path) -> None:
    outside = case.parent / "outside"
    outside.mkdir()
    (outside / "dogwood.csv").write_text("Vendor,First response\nDogwood,5 s\n", "utf-8")
    (case / "answers" / "more").symlink_to(outside, target_is_directory=True)
    (case / "answers" / "d.csv").symlink_to(outside / "dogwood.csv")
    decision = load(case, criteria="mine.yaml")
    assert list(decision.answers.vendors) == ["Alder", "Birch"]
    out = [f.source.file for f in decision.all_findings if f.code == "file-link-outside"]
    assert out == ["d.csv", "more"]
    # the buyer names the other folder, or has linked the answers themselves
    assert "Dogwood" in load(case, outside, criteria="mine.yaml").answers.vendors
    shutil.move(case / "answers", case.parent / "returned")
    (case.parent / "returned" / "more").unlink()
    (case.parent / "returned" / "d.csv").unlink()
    (case / "answers").symlink_to(case.parent / "returned", target_is_directory=True)
    assert leader(case) == ("Alder", {})


def test_folders_too_deep_are_named(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from vendor_score.questionnaire.files import sources

    monkeypatch.setattr(sources, "MAX_DEPTH", 2)
    deep = case / "answers" / "a" / "b" / "c"
    deep.mkdir(parents=True)
    (deep / "x.csv").write_text("Vendor,First response\nDeep,1 s\n", "utf-8")
    (refused,) = sources.find_sources([case]).unreadable
    assert (refused.file, refused.code) == ("a/b/c", "folder-too-deep")
