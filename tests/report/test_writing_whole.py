"""Outputs appear whole or not at all, and what stood there before is left whole."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hand_made import criteria, decision, leaf
from report_made import report_of

from vendor_score import safe_write
from vendor_score.errors import OutputError, UsageError
from vendor_score.present.files.write import save_report
from vendor_score.safe_write import write_files

NEW = {"a.txt": b"new a", "charts/b.txt": b"new b", "c.txt": b"new c"}


def tree(folder: Path) -> dict[str, bytes]:
    """Every file in the folder, hidden ones too."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def fill(folder: Path) -> dict[str, bytes]:
    (folder / "charts").mkdir(parents=True)
    for name, content in {"a.txt": b"old a", "charts/b.txt": b"old b", "mine.txt": b"mine"}.items():
        (folder / name).write_bytes(content)
    return tree(folder)


def test_files_are_written_and_others_left_alone(tmp_path):
    fill(tmp_path)
    assert write_files(tmp_path, NEW) == [tmp_path / name for name in NEW]
    assert tree(tmp_path) == {**NEW, "mine.txt": b"mine"}


def test_folders_are_made_as_deep_as_needed(tmp_path):
    write_files(tmp_path / "x" / "y", NEW)
    assert tree(tmp_path / "x" / "y") == NEW


@pytest.mark.parametrize("at", range(3))
def test_a_target_that_cannot_be_replaced_leaves_everything_as_it_was(tmp_path, monkeypatch, at):
    before = fill(tmp_path)
    held = tmp_path / list(NEW)[at]
    replace = os.replace

    def held_open(source, target):
        if held in (Path(source), Path(target)) and ".vendor-score-" in f"{source}":
            raise PermissionError(13, "Permission denied")
        replace(source, target)

    monkeypatch.setattr(safe_write.os, "replace", held_open)
    with pytest.raises(OutputError) as error:
        write_files(tmp_path, NEW)
    assert held.name in error.value.message("en")
    assert "\n" not in error.value.message("zh")
    # the file that is held open could be moved aside but not back: it is kept, not thrown away
    kept = {name: content for name, content in tree(tmp_path).items() if "vendor-score" in name}
    whole = {name: content for name, content in tree(tmp_path).items() if name not in kept}
    missing = before.keys() - whole.keys()
    assert {before[name] for name in missing} <= set(kept.values())
    assert all(before[name] == content for name, content in whole.items())


def test_a_program_that_holds_a_file_open_leaves_everything_as_it_was(tmp_path, monkeypatch):
    before = fill(tmp_path)
    replace = os.replace

    def held_open(source, target):
        if Path(target) == tmp_path / "charts" / "b.txt":
            raise PermissionError(13, "Permission denied")
        replace(source, target)

    monkeypatch.setattr(safe_write.os, "replace", held_open)
    with pytest.raises(OutputError, match=r"b\.txt"):
        write_files(tmp_path, NEW)
    assert tree(tmp_path) == before


def test_a_program_that_holds_a_file_open_stops_the_write_before_anything_changes(
    tmp_path, monkeypatch
):
    before = fill(tmp_path)
    replace = os.replace

    def held_open(source, target):
        if Path(source) == tmp_path / "charts" / "b.txt":
            raise PermissionError(13, "Permission denied")
        replace(source, target)

    monkeypatch.setattr(safe_write.os, "replace", held_open)
    with pytest.raises(OutputError, match=r"b\.txt"):
        write_files(tmp_path, NEW)
    assert tree(tmp_path) == before


def test_each_file_is_there_at_every_moment(tmp_path, monkeypatch):
    before = fill(tmp_path)
    replace = os.replace
    seen = []

    def watched(source, target):
        seen.append({name: (tmp_path / name).read_bytes() for name in ("a.txt", "charts/b.txt")})
        replace(source, target)

    monkeypatch.setattr(safe_write.os, "replace", watched)
    write_files(tmp_path, NEW)
    assert len(seen) >= len(NEW)
    for moment in seen:
        assert all(content in (before[name], NEW[name]) for name, content in moment.items())


KILLED = """
import os, signal, sys
from pathlib import Path
from vendor_score import safe_write

moves, replace = [0], os.replace

def then_killed(source, target):
    replace(source, target)
    moves[0] += 1
    if moves[0] == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)

os.replace = then_killed
safe_write.write_files(Path(sys.argv[1]), {"a.txt": b"new a", "charts/b.txt": b"new b"})
"""


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
@pytest.mark.parametrize("moves", [1, 2, 3, 4])
def test_what_a_killed_run_leaves_is_whole_and_swept_by_the_next(tmp_path, moves):
    before = fill(tmp_path)
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), str(moves)], check=False)
    left = tree(tmp_path)
    for name in before:
        assert left[name] in (before[name], NEW.get(name))
    assert len(list(tmp_path.glob(".vendor-score-*"))) == 1
    write_files(tmp_path, NEW)
    assert tree(tmp_path) == {**NEW, "mine.txt": b"mine"}
    assert not list(tmp_path.glob(".vendor-score-*"))


def test_only_what_is_surely_ours_and_dead_is_swept(tmp_path):
    mark = safe_write.OWNER_MARK
    foreign = {
        ".vendor-score-notes/owner": mark,
        ".vendor-score-abcdefgh/diary.txt": b"mine",
        ".vendor-score-abcdefgi/owner": b"somebody",
    }
    for name, content in foreign.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes(content)
    alive = tmp_path / ".vendor-score-abcdefgj"
    alive.mkdir()
    with safe_write._owned(alive):
        write_files(tmp_path, NEW)
        assert alive.exists()
    assert tree(tmp_path) == {**NEW, **foreign, ".vendor-score-abcdefgj/owner": mark}
    write_files(tmp_path, NEW)
    assert not alive.exists()


def test_a_target_that_is_a_folder_is_refused(tmp_path):
    before = fill(tmp_path)
    (tmp_path / "c.txt").mkdir()
    with pytest.raises(OutputError, match=r"c\.txt"):
        write_files(tmp_path, NEW)
    assert tree(tmp_path) == before
    assert not list(tmp_path.glob(".vendor-score-*"))


def test_an_interrupt_puts_everything_back(tmp_path, monkeypatch):
    before = fill(tmp_path)
    replace = os.replace

    def interrupted(source, target):
        if Path(target) == tmp_path / "c.txt":
            raise KeyboardInterrupt
        replace(source, target)

    monkeypatch.setattr(safe_write.os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_files(tmp_path, NEW)
    assert tree(tmp_path) == before


def test_a_full_disk_is_said_and_leaves_no_folder_behind(tmp_path, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(safe_write.os, "fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        write_files(tmp_path / "results", NEW)
    assert not (tmp_path / "results").exists()


def test_a_folder_that_is_a_file_or_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_bytes(b"x")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(OutputError):
            write_files(folder, NEW)


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="needs a user without all rights"
)
def test_a_folder_without_write_permission_is_said(tmp_path):
    before = fill(tmp_path)
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OutputError):
            write_files(tmp_path, NEW)
    finally:
        tmp_path.chmod(0o700)
    assert tree(tmp_path) == before


def test_a_link_is_replaced_and_never_written_through(tmp_path):
    outside, folder = tmp_path / "outside.txt", tmp_path / "results"
    outside.write_bytes(b"outside")
    folder.mkdir()
    (folder / "a.txt").symlink_to(outside)
    (folder / "c.txt").symlink_to(tmp_path / "nowhere")
    write_files(folder, NEW)
    assert outside.read_bytes() == b"outside"
    assert tree(folder) == NEW
    assert not (folder / "a.txt").is_symlink()


def test_a_dangling_link_is_put_back_after_a_failure(tmp_path):
    (tmp_path / "a.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "c.txt").mkdir()
    with pytest.raises(OutputError):
        write_files(tmp_path, NEW)
    assert (tmp_path / "a.txt").is_symlink()


def test_a_report_is_saved_in_the_formats_asked_for_and_always_the_same(tmp_path):
    report = report_of(decision(criteria(leaf("x")), {"A": {"x": 5}, "B": {"x": 7}}))
    first = save_report(report, tmp_path / "1", ("csv", "json", "xlsx"))
    save_report(report, tmp_path / "2", ("csv", "json", "xlsx"))
    assert [path.name for path in first] == ["ranking.csv", "ranking.json", "scorecard.xlsx"]
    assert tree(tmp_path / "1") == tree(tmp_path / "2")
    assert not any(str(tmp_path).encode() in content for content in tree(tmp_path / "1").values())


def test_an_unknown_format_writes_nothing(tmp_path):
    report = report_of(decision(criteria(leaf("x")), {"A": {"x": 5}}))
    with pytest.raises(UsageError, match="pdf"):
        save_report(report, tmp_path / "out", ("csv", "pdf"))
    assert not (tmp_path / "out").exists()
