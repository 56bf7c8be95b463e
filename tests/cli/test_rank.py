"""``vendor-score rank`` on real files: what it prints and writes, what it does with bad input."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from vendor_score.cli.main import main

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "sample_data" / "answers"
RESULTS = {"report.html", "ranking.json", "ranking.csv", "scorecard.xlsx"}
FEW = ("--samples", "200")


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, in English and 80 columns wide."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


@pytest.fixture
def answers(work: Path) -> Path:
    return Path(shutil.copytree(SAMPLES, work / "answers")).relative_to(work)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def one_table(path: Path, rows: dict[str, tuple[str, str]]) -> Path:
    """A csv with a row per vendor."""
    lines = ["Vendor,First response,NDA signed?"]
    lines += [f"{name},{first},{nda}" for name, (first, nda) in rows.items()]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


CRITERIA = """\
title: Two questions
reference_date: 2026-12-01
criteria:
  - id: first_response
    label: {en: First response, zh: 首次响应}
    weight: 60
    answer: duration
    unit: s
    value: {10: 100, 60: 0}
    must: "<= 300"
  - id: nda
    label: {en: NDA signed, zh: 保密协议}
    question: {en: "NDA signed?", zh: "是否签署保密协议?"}
    weight: 40
    answer: yes_no
    value: {yes: 100, no: 0}
"""


@pytest.fixture
def small(work: Path) -> Path:
    (work / "criteria.yaml").write_text(CRITERIA, encoding="utf-8")
    rows = {"Quick": ("20 s", "yes"), "Slow": ("50 s", "yes"), "Never": ("10 min", "yes")}
    return one_table(work / "answers.csv", rows).relative_to(work)


def test_the_sample_answers_are_ranked_without_errors(
    answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rank", str(answers), *FEW]) == 0
    seen = capsys.readouterr()
    assert seen.err == ""
    assert "8 vendors from 6 files" in seen.out
    assert "leads with" in seen.out
    assert "Knocked out" in seen.out
    assert "First response must be <= 300 s" in " ".join(seen.out.split())
    assert "Verdict" in seen.out
    assert f"results{os.sep}report.html" in seen.out
    assert set(files(Path("results"))) == RESULTS
    assert max(map(len, seen.out.splitlines())) <= 80


def test_chinese_output_holds_no_english_sentence(
    answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rank", str(answers), "--lang", "zh", *FEW]) == 0
    shown = capsys.readouterr().out
    assert "评选结论" in shown
    assert "综合得分" in shown
    assert not {"leads", "Score", "Vendor", "must", "found", "Criteria"} & set(shown.split())


def test_small_answers_are_ranked_by_the_criteria_here(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rank", str(small), *FEW]) == 0
    shown = capsys.readouterr().out
    assert "Criteria: criteria.yaml" in shown
    told = json.loads(Path("results/ranking.json").read_text(encoding="utf-8"))
    scores = {vendor["name"]: (vendor["rank"], vendor["score"]) for vendor in told["vendors"]}
    assert scores["Quick"] == (1, pytest.approx(0.6 * 80 + 40))
    assert scores["Slow"] == (2, pytest.approx(0.6 * 20 + 40))
    assert scores["Never"] == (None, pytest.approx(40))


def test_json_is_ranking_json_and_nothing_else(
    small: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["rank", str(small), "--json", *FEW]) == 0
    seen = capfd.readouterr()
    assert json.loads(seen.out) == json.loads(Path("results/ranking.json").read_bytes())
    assert seen.err == ""


def test_quiet_prints_nothing(small: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["rank", str(small), "--quiet", *FEW]) == 0
    assert capfd.readouterr() == ("", "")
    assert set(files(Path("results"))) == RESULTS


def test_formats_and_folder_are_the_ones_asked_for(small: Path) -> None:
    assert main(["rank", str(small), "-o", "out/deep", "--formats", "CSV,json", *FEW]) == 0
    assert set(files(Path("out/deep"))) == {"ranking.csv", "ranking.json"}
    assert not Path("results").exists()


def test_weights_apply_at_once_and_shrink_the_others(small: Path) -> None:
    assert main(["rank", str(small), "--weight", "first_response=10%", *FEW]) == 0
    told = json.loads(Path("results/ranking.json").read_text(encoding="utf-8"))
    weights = {criterion["id"]: criterion["weight"] for criterion in told["criteria"]}
    assert weights == {"first_response": pytest.approx(0.1), "nda": pytest.approx(0.9)}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--weight", "speed=0.5"], "speed"),
        (["--weight", "nda=0.5", "--weight", "nda=0.6"], "nda is given two shares"),
        (["--weight", "nda=0.7", "--weight", "first_response=0.7"], "1.4"),
        (["--method", "magic"], "magic"),
        (["-c", "nowhere.yaml"], "nowhere.yaml"),
        (["--samples", "-3"], "whole number"),
    ],
)
def test_wrong_usage_is_a_line_and_writes_nothing(
    small: Path, options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rank", str(small), *options]) == 2
    seen = capsys.readouterr()
    assert seen.out == ""
    assert said in seen.err
    assert len(seen.err.splitlines()) == 1
    assert not Path("results").exists()


def test_every_mistake_in_the_criteria_is_a_line(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = CRITERIA.replace("weight: 60", "weight: -2").replace("unit: s", "unti: s")
    Path("criteria.yaml").write_text(broken, encoding="utf-8")
    assert main(["rank", str(small)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("vendor-score: criteria.yaml:") for line in lines)


def test_another_method_ranks_and_says_so(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rank", str(small), "--method", "topsis", *FEW]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "By the method topsis, Quick is first" in shown


def test_another_method_that_refuses_says_why_in_one_line(
    work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (work / "criteria.yaml").write_text(CRITERIA, encoding="utf-8")
    table = one_table(work / "a.csv", {"A": ("60 s", "no"), "B": ("20 s", "yes")})
    assert main(["rank", str(table), "--method", "weighted-product"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert not Path("results").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [("notes.xlsx", b"not a workbook"), ("broken.xlsx", b"PK\x03\x04broken"), ("empty.csv", b"")],
)
def test_nothing_readable_is_a_line_each_and_exit_code_2(
    work: Path, name: str, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (work / name).write_bytes(content)
    assert main(["rank", name]) == 2
    seen = capsys.readouterr()
    assert seen.out == ""
    assert [name in line for line in seen.err.splitlines()] == [True]
    assert not Path("results").exists()


@pytest.mark.parametrize("name", ["nowhere", "nowhere.xlsx"])
def test_a_source_that_is_not_there(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rank", name]) == 2
    assert name in capsys.readouterr().err


def test_an_empty_folder(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (work / "empty").mkdir()
    assert main(["rank", "empty"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_no_question_matches(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (work / "prices.csv").write_text("Vendor,Colour\nA,red\nB,blue\n", encoding="utf-8")
    assert main(["rank", "prices.csv"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert ["prices.csv" in line for line in lines] == [True]


def test_where_some_files_read_the_rest_is_ranked_and_the_bad_are_named(
    small: Path, work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = work / "mixed"
    folder.mkdir()
    shutil.copy(small, folder)
    (folder / "bad.xlsx").write_bytes(b"PK\x03\x04broken")
    assert main(["rank", "mixed", *FEW]) == 1
    seen = capsys.readouterr()
    assert len(seen.err.splitlines()) == 1
    assert "bad.xlsx" in seen.err
    assert "Quick leads" in seen.out
    assert set(files(Path("results"))) == RESULTS


def test_conflicting_answers_are_ranked_with_exit_code_1(
    work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (work / "criteria.yaml").write_text(CRITERIA, encoding="utf-8")
    folder = work / "twice"
    folder.mkdir()
    one_table(folder / "a.csv", {"Quick": ("20 s", "yes"), "Slow": ("50 s", "yes")})
    one_table(folder / "b.csv", {"Quick": ("25 s", "yes")})
    assert main(["rank", "twice", *FEW]) == 1
    shown = " ".join(capsys.readouterr().out.split())
    assert "errors: 1" in shown
    assert "a.csv" in shown
    assert "b.csv" in shown


def test_results_inside_the_sources_are_not_read_again(small: Path, work: Path) -> None:
    folder = work / "all"
    folder.mkdir()
    shutil.copy(small, folder)
    options = ["rank", "all", "-o", "all/results", "--quiet", *FEW]
    assert main(options) == 0
    first = files(folder / "results")
    assert main(options) == 0
    assert files(folder / "results") == first


def test_the_same_input_gives_the_same_bytes(small: Path) -> None:
    assert main(["rank", str(small), "-o", "one", "--quiet", *FEW]) == 0
    assert main(["rank", str(small), "-o", "two", "--quiet", *FEW]) == 0
    assert files(Path("one")) == files(Path("two"))


@pytest.fixture
def old_results(work: Path) -> Iterator[dict[str, bytes]]:
    folder = work / "results"
    folder.mkdir()
    for name in RESULTS:
        (folder / name).write_text(f"old {name}", encoding="utf-8")
    yield files(folder)
    folder.chmod(0o755)


def refuses_to_write(capsys: pytest.CaptureFixture[str], old: dict[str, bytes]) -> None:
    seen = capsys.readouterr()
    assert len(seen.err.splitlines()) == 1
    assert "Traceback" not in seen.err
    assert files(Path("results")) == old
    assert [path.name for path in Path("results").iterdir() if path.name.startswith(".")] == []


def test_an_output_held_open_leaves_the_old_results_whole(
    small: Path,
    old_results: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As Excel holds a workbook open on Windows: it cannot be replaced."""
    replace = os.replace

    def held(source: str | Path, target: str | Path) -> None:
        if Path(source).name == "scorecard.xlsx" and Path(source).parent.name == "results":
            raise PermissionError(13, "The process cannot access the file")
        replace(source, target)

    with monkeypatch.context() as excel:
        excel.setattr(os, "replace", held)
        assert main(["rank", str(small), *FEW]) == 2
    refuses_to_write(capsys, old_results)


def test_an_output_that_is_a_folder_leaves_the_old_results_whole(
    small: Path, work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (work / "results" / "ranking.json").mkdir(parents=True)
    (work / "results" / "ranking.csv").write_text("old", encoding="utf-8")
    assert main(["rank", str(small), *FEW]) == 2
    refuses_to_write(capsys, {"ranking.csv": b"old"})


def test_an_output_folder_that_is_a_file(
    small: Path, work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (work / "results").write_text("mine", encoding="utf-8")
    assert main(["rank", str(small), *FEW]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert (work / "results").read_text(encoding="utf-8") == "mine"


MAY_WRITE_ANYWHERE = not hasattr(os, "geteuid") or os.geteuid() == 0


@pytest.mark.skipif(MAY_WRITE_ANYWHERE, reason="permissions do not bind this user")
def test_an_output_folder_without_permission(
    small: Path, old_results: dict[str, bytes], work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (work / "results").chmod(0o555)
    assert main(["rank", str(small), *FEW]) == 2
    refuses_to_write(capsys, old_results)


@pytest.mark.parametrize("encoding", ["cp936", "cp1252"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_output_survives_other_code_pages(answers: Path, encoding: str, lang: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "vendor_score", "rank", str(answers), "--lang", lang, *FEW],
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        capture_output=True, check=False, timeout=300,
    )  # fmt: skip
    shown = done.stdout.decode(encoding)
    assert done.returncode == 0, done.stderr
    assert "84.9" in shown or "." in shown
    assert ("杭州云帆" in shown) is (encoding == "cp936")
    assert "####" in shown
    assert done.stderr == b""


def test_an_interrupted_or_closed_output_writes_nothing_half(answers: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "vendor_score", "rank", str(answers), *FEW],
            stdout=pipe, stderr=subprocess.PIPE, check=False, timeout=300,
        )  # fmt: skip
    assert done.returncode == 141
    assert done.stderr == b""
    assert not Path("results").exists()
