"""Broken and hostile files: one line that says what each is, the others still read."""

import hashlib
import os
import socket
import subprocess
import sys
from pathlib import Path

import make_hostile_files
import pytest

from vendor_score.questionnaire.cells import Workbook
from vendor_score.questionnaire.files import find_sources, read_sources, read_workbooks

ROOT = Path(__file__).parents[2]

REFUSED = {
    "encrypted.xlsx": "file-encrypted",
    "encrypted.xls": "file-encrypted",
    "encrypted.ods": "file-encrypted",
    "encrypted_zip.xlsx": "file-encrypted",
    "truncated.xlsx": "file-damaged",
    "truncated.xls": "file-damaged",
    "wrong_crc.xlsx": "file-damaged",
    "broken_xml.xlsx": "file-damaged",
    "empty.xlsx": "file-empty",
    "zeros.xlsx": "file-empty",
    "noise.xls": "file-damaged",
    "page.xlsx": "not-readable",
    "page.xls": "not-readable",
    "paper.xlsx": "not-readable",
    "letter.docx": "not-readable",
    "bundle.zip": "not-readable",
    "zip_bomb.xlsx": "file-bomb",
    "string_bomb.xlsx": "file-bomb",
    "row_bomb.xlsx": "file-damaged",
    "entity_bomb.xlsx": "file-doctype",
    "entity_file.xlsx": "file-doctype",
    "repeat_bomb.ods": "file-too-large",
    "many_sheets.xlsx": "file-too-many-sheets",
    "many_parts.xlsx": "file-too-large",
    "many_merges.xlsx": "file-too-large",
    "looped.xls": "file-damaged",
    "deflate64.xlsx": "file-compression",
    "no_sheets.xlsx": "file-no-sheets",
    "charts_only.xlsx": "file-only-charts",
}
QUESTION = {"A1": "Question", "B1": "Answer", "A2": "First response time?", "B2": "18 s"}
READ = {
    "comma.xlsx": (QUESTION, ()),
    "old.xlsx": ({"A1": "18 s"}, ()),
    "new.xls": (QUESTION, ()),
    "new.csv": (QUESTION, ()),
    "strict.xlsx": (QUESTION, ()),
    "prefixed.xlsx": ({"A1": "18 s"}, ()),
    "odd_styles.xlsx": (QUESTION, ()),
    "macros.xlsm": (QUESTION, ("macros",)),
    "external_links.xlsx": ({"A1": "18"}, ("external-links",)),
    "dangling_strings.xlsx": ({"A1": "#REF!", "B1": "18"}, ("text-lost",)),
    "lost_sheet.xlsx": (QUESTION, ("sheet-lost",)),
    "duplicate_parts.xlsx": (QUESTION, ()),
    "outside_paths.xlsx": (QUESTION, ()),
    "zip64.xlsx": (QUESTION, ()),
    "whole_sheet_merge.xlsx": (QUESTION, ()),
    "far_cell.xlsx": ({"A1": "1", "XFD1048576": "2"}, ()),
    "million_rows.xlsx": ({"A1": "Question", "B1": "Answer"}, ()),
    "far_cell.ods": ({"A1048575": "18 s"}, ()),
    "deep.xlsx": ({}, ()),
}
CUT = "huge_string.xlsx"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    make_hostile_files.make_files(folder)
    return folder


@pytest.fixture(scope="module")
def outcomes(folder):
    before = digests(folder)
    found = find_sources([folder])
    outcomes = dict(zip((f.file for f in found.files), read_workbooks(found.files), strict=True))
    assert digests(folder) == before
    return outcomes


def digests(folder):
    return {
        path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in folder.iterdir()
    }


def test_every_class_has_its_outcome_written_down():
    assert make_hostile_files.FILES.keys() == {*REFUSED, *READ, CUT}


@pytest.mark.parametrize(("name", "code"), REFUSED.items())
def test_refused_in_one_line_that_names_the_file(outcomes, name, code):
    outcome = outcomes[name]
    assert outcome.code == code
    for lang in ("en", "zh"):
        line = outcome.message(lang)
        assert line.startswith(name)
        assert "\n" not in line
        assert outcome.finding().as_dict(lang)["fix"]


@pytest.mark.parametrize(("name", "expected"), READ.items())
def test_read_all_the_same(outcomes, name, expected):
    texts, notes = expected
    outcome = outcomes[name]
    assert isinstance(outcome, Workbook), outcome
    cells = outcome.sheets[0].cells.values()
    assert {address(cell): cell.text for cell in cells} == texts
    assert outcome.notes == notes


def test_a_text_beyond_what_a_cell_can_hold_is_cut_with_a_note(outcomes):
    assert len(outcomes[CUT].sheets[0].cells[1, 1].text) == 32_767
    assert outcomes[CUT].notes == ("text-cut",)


def address(cell):
    letters, column = "", cell.column
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{cell.row}"


@pytest.mark.skipif(os.name != "posix", reason="pipes and odd names are made as on posix")
def test_places_that_are_no_files_are_named_and_the_others_read(tmp_path):
    make_hostile_files.make_places(tmp_path)
    received = read_sources([tmp_path])
    refused = {file.file: file.code for file in received.unreadable}
    if os.geteuid() != 0:
        assert refused.pop("locked.xlsx") == "file-no-permission"
    if hasattr(socket, "AF_UNIX") and (tmp_path / "socket.xlsx").exists():
        assert refused.pop("socket.xlsx") == "file-special"
    assert refused == {
        "dangling.xlsx": "file-dangling-link",
        "folder.xlsx": "file-folder",
        "loop.xlsx": "file-dangling-link",
        "pipe.xlsx": "file-special",
    }
    names = {book.file for book in received.workbooks}
    assert {"new\\nline.xlsx", "\U0001f600.xlsx", "\\u202excod.xlsx", " blanks .xlsx"} <= names
    assert "\\xff\\xfe.xlsx" in names
    assert all(name.isprintable() for name in (*names, *refused))


@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may read everything")
def test_a_file_and_a_folder_without_permission(tmp_path):
    (tmp_path / "locked").mkdir()
    (tmp_path / "locked").chmod(0)
    (tmp_path / "a.csv").write_bytes(b"a,b\n")
    (tmp_path / "a.csv").chmod(0)
    received = read_sources([tmp_path])
    (tmp_path / "locked").chmod(0o700)
    assert [(f.file, f.code) for f in received.unreadable] == [
        ("a.csv", "file-no-permission"),
        ("locked", "folder-no-permission"),
    ]


def test_the_script_runs_by_itself(tmp_path):
    script = ROOT / "scripts" / "make_hostile_files.py"
    subprocess.run([sys.executable, script, tmp_path / "made"], check=True, timeout=120)
    assert (tmp_path / "made" / "zip_bomb.xlsx").stat().st_size < 50 * 2**20
