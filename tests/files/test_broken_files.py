"""Broken and odd files: one line that says what each is, the others still read."""

import hashlib
import os
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import make_broken_files
import pytest

from vendor_score.questionnaire.cells import Workbook
from vendor_score.questionnaire.files import containers as package
from vendor_score.questionnaire.files import find_sources, read_sources, read_workbooks, reader

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
    "letter.odt": "not-readable",
    "without_text.docx": "file-damaged",
    "entity.docx": "file-doctype",
    "bundle.zip": "not-readable",
    "entity.xlsx": "file-doctype",
    "doctype.xlsx": "file-doctype",
    "short_chain.xls": "file-damaged",
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
    "other_case.xlsx": (QUESTION, ()),
    "winding_paths.xlsx": (QUESTION, ()),
    "zip64.xlsx": (QUESTION, ()),
    "large_merge.xlsx": (QUESTION, ()),
    "far_cell.xlsx": ({"A1": "1", "T2000": "2"}, ()),
    "styled_rows.xlsx": ({"A1": "Question", "B1": "Answer"}, ()),
    "far_cell.ods": ({"A2000": "18 s"}, ()),
    "deep.xlsx": ({}, ()),
}
BEYOND_A_LOW_LIMIT = {
    "packed_much.xlsx": ("file-bomb", ("BOMB_BYTES", "BOMB_RATIO")),
    "packed_much_strings.xlsx": ("file-bomb", ("BOMB_BYTES", "BOMB_RATIO")),
    "much_in_all.xlsx": ("file-too-large", ("MAX_INFLATED_BYTES",)),
    "many_columns.xlsx": ("file-damaged", ("MAX_COLUMNS",)),
    "repeated_cell.ods": ("file-too-large", ("MAX_CELLS",)),
    "many_sheets.xlsx": ("file-too-many-sheets", ("MAX_SHEETS",)),
    "many_parts.xlsx": ("file-too-large", ("MAX_PARTS",)),
    "many_merges.xlsx": ("file-too-large", ("MAX_MERGES",)),
    "far_cell.xlsx": ("file-damaged", ("MAX_ROWS",)),
    "far_cell.ods": ("file-too-large", ("MAX_ROWS",)),
}
CUT = "long_text.xlsx"
WITH_LOW_LIMITS = """\
import sys; sys.path += sys.argv[1:]
from vendor_score.questionnaire.files import containers
low = {low}
vars(containers).update((name, value) for name, value in low.items())
from vendor_score.questionnaire.files import worker
worker.main()
"""
"""Started in place of a usual worker: the other modules take their limits from `containers`."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("broken")
    make_broken_files.make_files(folder)
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
    assert make_broken_files.FILES.keys() == {*REFUSED, *READ, *BEYOND_A_LOW_LIMIT, CUT}
    assert make_broken_files.LOW_LIMITS.keys() == {
        "MAX_TEXT",
        *(name for _, names in BEYOND_A_LOW_LIMIT.values() for name in names),
    }


def test_every_file_is_small_and_packs_little(folder):
    for path in folder.iterdir():
        assert path.stat().st_size < 100_000
        if path.name in REFUSED or not zipfile.is_zipfile(path):
            continue
        with zipfile.ZipFile(path) as parts:
            assert sum(info.file_size for info in parts.filelist) < 100_000
            assert len(parts.filelist) < 20
            assert all(".." not in info.filename[:3] for info in parts.filelist)


@pytest.mark.parametrize(("name", "code"), REFUSED.items())
def test_refused_in_one_line_that_names_the_file(outcomes, name, code):
    refused_in_one_line(outcomes[name], name, code)


def refused_in_one_line(outcome, name, code):
    assert outcome.code == code
    for lang in ("en", "zh"):
        line = outcome.message(lang)
        assert line.startswith(name)
        assert "\n" not in line
        assert outcome.finding().as_dict(lang)["fix"]


def read_with_low_limits(path, names, monkeypatch):
    low = {name: make_broken_files.LOW_LIMITS[name] for name in names}
    monkeypatch.setattr(reader, "BOOT", WITH_LOW_LIMITS.format(low=low))
    monkeypatch.setattr(reader, "_ready", [])
    return read_workbooks(find_sources([path]).files, workers=1)[0]


@pytest.mark.parametrize("name", BEYOND_A_LOW_LIMIT)
def test_a_file_beyond_a_limit_is_refused_and_read_within_it(folder, outcomes, name, monkeypatch):
    code, limits = BEYOND_A_LOW_LIMIT[name]
    refused_in_one_line(read_with_low_limits(folder / name, limits, monkeypatch), name, code)
    assert isinstance(outcomes[name], Workbook)


@pytest.mark.parametrize(("name", "expected"), READ.items())
def test_read_all_the_same(outcomes, name, expected):
    texts, notes = expected
    outcome = outcomes[name]
    assert isinstance(outcome, Workbook), outcome
    cells = outcome.sheets[0].cells.values()
    assert {address(cell): cell.text for cell in cells} == texts
    assert outcome.notes == notes


def test_a_text_beyond_what_a_cell_can_hold_is_cut_with_a_note(folder, outcomes, monkeypatch):
    cut = read_with_low_limits(folder / CUT, ["MAX_TEXT"], monkeypatch)
    whole = outcomes[CUT].sheets[0].cells[1, 1].text
    assert cut.sheets[0].cells[1, 1].text == whole[:40] != whole
    assert (cut.notes, outcomes[CUT].notes) == (("text-cut",), ())
    assert package.MAX_TEXT == 32_767


def address(cell):
    letters, column = "", cell.column
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{cell.row}"


@pytest.mark.skipif(os.name != "posix", reason="pipes and odd names are made as on posix")
def test_places_that_are_no_files_are_named_and_the_others_read(tmp_path):
    make_broken_files.make_places(tmp_path)
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
    script = ROOT / "scripts" / "make_broken_files.py"
    subprocess.run([sys.executable, script, tmp_path / "made"], check=True, timeout=300)
    assert (tmp_path / "made" / "packed_much.xlsx").stat().st_size < 10_000
