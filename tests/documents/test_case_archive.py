"""An archive gives the same result elsewhere, and is refused where anything in it is odd."""

from __future__ import annotations

import csv
import hashlib
import json
import stat
import zipfile

import pytest

from vendor_score.archive import MANIFEST, open_archive, write_archive
from vendor_score.cli.main import main
from vendor_score.errors import SourceError

CRITERIA = """\
title: Small
reference_date: 2026-12-01
criteria:
- {id: speed, label: Speed, weight: 60, answer: number, value: points}
- {id: price, label: Price, weight: 40, answer: number, value: points}
"""
OUTPUTS = ("ranking.json", "ranking.csv", "scorecard.xlsx", "report.html")


@pytest.fixture
def case(tmp_path, monkeypatch):
    folder = tmp_path / "case"
    (folder / "answers" / "sub").mkdir(parents=True)
    rows = [("Vendor", "Speed", "Price"), ("A", 90, 50), ("B", 60, 60)]
    with (folder / "answers" / "sub" / "all.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    (folder / "criteria.yaml").write_text(CRITERIA, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def run(*args):
    return main([str(arg) for arg in args])


def rank(*args):
    return run("rank", *args, "--samples", 100, "--lang", "en")


def test_the_result_from_an_archive_is_the_same_byte_by_byte(case, tmp_path, monkeypatch) -> None:
    assert rank(".", "-o", "results") == 0
    assert run("archive", ".", "-o", tmp_path / "case.zip", "--quiet") == 0
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    # criteria that lie there do not count: the archive brings its own
    other = CRITERIA.replace("weight: 60", "weight: 1")
    (elsewhere / "criteria.yaml").write_text(other, encoding="utf-8")
    monkeypatch.chdir(elsewhere)
    assert rank(tmp_path / "case.zip", "-o", "again") == 0
    for name in OUTPUTS:
        assert (elsewhere / "again" / name).read_bytes() == (case / "results" / name).read_bytes()


def test_the_first_line_says_what_was_applied_and_only_its_owner_may_read_it(case, capsys) -> None:
    assert run("archive", "-o", "case.zip", "--lang", "en") == 0
    assert "only you may read this file" in " ".join(capsys.readouterr().out.split())
    assert stat.S_IMODE((case / "case.zip").stat().st_mode) == 0o600
    assert rank("case.zip", "-o", "out") == 0
    assert capsys.readouterr().out.startswith("From case.zip: ")


def test_the_same_case_makes_the_same_archive(case) -> None:
    for name in ("one.zip", "two.zip"):
        assert run("archive", "answers", "-o", f"../{name}", "--quiet") == 0
    one, two = ((case.parent / name).read_bytes() for name in ("one.zip", "two.zip"))
    assert one == two


def test_other_criteria_and_other_sources_beside_it_are_refused(case, capsys) -> None:
    assert run("archive", "-o", "case.zip", "--quiet") == 0
    assert rank("case.zip", "-c", "criteria.yaml") == 2
    assert "brings its own criteria" in capsys.readouterr().err
    assert rank("case.zip", "answers") == 2
    assert "name nothing else beside it" in capsys.readouterr().err


def test_among_the_answers_it_is_no_archive(case, capsys) -> None:
    assert run("archive", "-o", "../case.zip", "--quiet") == 0
    (case / "answers" / "case.zip").write_bytes((case.parent / "case.zip").read_bytes())
    rank(".", "-o", "out")
    assert "From case.zip" not in capsys.readouterr().out
    told = json.loads((case / "out" / "ranking.json").read_text(encoding="utf-8"))
    assert [one["name"] for one in told["vendors"]] == ["A", "B"]


def test_the_last_round_may_be_an_archive(case, capsys) -> None:
    assert run("archive", "-o", "../round1.zip", "--quiet") == 0
    assert rank(".", "--against", "../round1.zip", "-o", "out") == 0
    assert "Compared with round1.zip" in " ".join(capsys.readouterr().out.split())


def remade(case, change):
    """The archive with members changed by hand; the manifest follows unless it is told not to."""
    write_archive([case], case.parent / "case.zip")
    with zipfile.ZipFile(case.parent / "case.zip") as package:
        members = {name: package.read(name) for name in package.namelist()}
    change(members)
    path = case.parent / "changed.zip"
    with zipfile.ZipFile(path, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)
    return path


def listed(members, name, content):
    members[name] = content
    told = json.loads(members[MANIFEST])
    told["files"][name] = {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    members[MANIFEST] = json.dumps(told).encode()


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lambda m: m.update({"answers/sub/all.csv": b"changed"}), "errors.archive_changed"),
        (lambda m: m.update({"answers/more.csv": b"x"}), "errors.archive_member"),
        (lambda m: m.pop("answers/sub/all.csv"), "errors.archive_member"),
        (lambda m: listed(m, "../out.csv", b"x"), "errors.archive_member"),
        (lambda m: listed(m, "/out.csv", b"x"), "errors.archive_member"),
        (lambda m: listed(m, "answers\\out.csv", b"x"), "errors.archive_member"),
        (lambda m: listed(m, "answers/c:out.csv", b"x"), "errors.archive_member"),
        (lambda m: listed(m, "answers/inner.zip", b"x"), "errors.archive_member"),
        (lambda m: m.update({MANIFEST: b"{"}), "errors.archive_other"),
        (lambda m: m.update({MANIFEST: b"[]"}), "errors.archive_other"),
        (lambda m: m.pop(MANIFEST), "errors.archive_other"),
    ],
)
def test_an_archive_with_an_odd_member_is_refused(case, change, key) -> None:
    with pytest.raises(SourceError) as refused:
        open_archive(remade(case, change))
    assert refused.value.key == key
    assert not (case.parent / "out.csv").exists()


def test_a_link_in_an_archive_is_refused(case) -> None:
    def link(members):
        listed(members, "answers/link.csv", b"/etc/hostname")

    path = remade(case, link)
    with zipfile.ZipFile(path) as package:
        members = {info.filename: package.read(info) for info in package.infolist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, content in members.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = (stat.S_IFLNK if "link" in name else stat.S_IFREG) << 16
            package.writestr(info, content)
    with pytest.raises(SourceError) as refused:
        open_archive(path)
    assert refused.value.key == "errors.archive_member"


@pytest.mark.parametrize("limits", [{"most_files": 2}, {"most_bytes": 5_000}])
def test_an_archive_beyond_the_caps_is_refused(case, limits) -> None:
    (case / "answers" / "long.csv").write_bytes(b"x" * 6_000)
    write_archive([case], case.parent / "case.zip")
    with pytest.raises(SourceError) as refused:
        open_archive(case.parent / "case.zip", **limits)
    assert refused.value.key == "errors.archive_large"


def test_a_damaged_archive_is_refused_in_one_line(case, capsys) -> None:
    assert run("archive", "-o", "case.zip", "--quiet") == 0
    whole = (case / "case.zip").read_bytes()
    at = whole.index(b"answers/sub/all.csv") + 30
    (case / "case.zip").write_bytes(whole[:at] + bytes(8) + whole[at + 8 :])
    capsys.readouterr()
    assert rank("case.zip", "-o", "out") == 2
    err = capsys.readouterr().err
    assert "case.zip" in err
    assert len(err.splitlines()) == 1
