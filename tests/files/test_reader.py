"""Worker processes: what they may import, how they are ended, and that others are still read."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from types import SimpleNamespace

import pytest
import sample_books

from vendor_score.questionnaire.cells import Workbook
from vendor_score.questionnaire.files import read_workbooks, reader, start_workers, worker

ROOT = Path(__file__).parents[2]


@pytest.fixture
def three(tmp_path):
    paths = [tmp_path / f"{name}.xlsx" for name in "abc"]
    for path in paths:
        path.write_bytes(sample_books.xlsx())
    return paths


def run(code, cwd, *options, env=None):
    done = subprocess.run(
        [sys.executable, *options, "-c", textwrap.dedent(code)],
        cwd=cwd, capture_output=True, text=True, timeout=300, check=False, env=env,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_outcomes_stand_in_the_order_asked_for(three):
    outcomes = read_workbooks([three[2], three[0], three[0].with_name("none.xlsx"), three[1]])
    assert [o.file for o in outcomes] == ["c.xlsx", "a.xlsx", "none.xlsx", "b.xlsx"]
    assert [isinstance(o, Workbook) for o in outcomes] == [True, True, False, True]


def test_one_worker_or_several_read_the_same(three):
    assert read_workbooks(three * 9, workers=1) == read_workbooks(three * 9, workers=3)


def test_progress_counts_to_the_end(three):
    told = []
    read_workbooks(three, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (3, 3)
    assert told == sorted(told)


def test_an_error_in_the_progress_is_raised_and_leaves_nothing_running(three):
    def stop(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_workbooks(three, progress=stop)


def test_workers_started_early_are_used(three):
    start_workers(2)
    early = list(reader._ready)
    assert len(early) == 2
    assert all(isinstance(o, Workbook) for o in read_workbooks(three, workers=2))
    assert reader._ready == []
    assert not any(worker.is_alive for worker in early)


def test_a_worker_that_dies_costs_one_file(three, monkeypatch):
    deadly = "import os, sys; sys.path += sys.argv[1:]\n" + textwrap.dedent(
        """
        from vendor_score.questionnaire.files import worker
        read = worker.read_file
        worker.read_file = lambda path, out: os._exit(3) if b"b.xlsx" in path else read(path, out)
        worker.main()
        """
    )
    monkeypatch.setattr(reader, "BOOT", deadly)
    outcomes = read_workbooks(three, workers=1)
    assert [getattr(o, "code", None) for o in outcomes] == [None, "file-crash", None]


def test_a_file_that_takes_too_long_is_stopped(three, monkeypatch):
    begun = three[0].with_name("begun")
    slow = "import pathlib, sys, time; sys.path += sys.argv[1:]\n" + textwrap.dedent(
        f"""
        from vendor_score.questionnaire.files import worker
        read = worker.read_file
        def slowly(path, out):
            if b"b.xlsx" in path:
                pathlib.Path({str(begun)!r}).touch()
                time.sleep(600)
            return read(path, out)
        worker.read_file = slowly
        worker.main()
        """
    )
    monkeypatch.setattr(reader, "BOOT", slow)
    # a clock that stands still until the file is being read, and then has run on by far
    late = 10 * reader.LONGEST_SECONDS
    clock = SimpleNamespace(monotonic=lambda: late * begun.exists())
    monkeypatch.setattr(reader, "time", clock)
    outcomes = read_workbooks(three, workers=1)
    assert [getattr(o, "code", None) for o in outcomes] == [None, "file-too-slow", None]


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="processor time is not counted")
def test_a_file_that_takes_too_much_work_is_stopped_by_the_system(three, monkeypatch):
    busy = "import sys; sys.path += sys.argv[1:]\n" + textwrap.dedent(
        """
        from vendor_score.questionnaire.files import worker
        read, worker.TIMEOUT_SECONDS = worker.read_file, 2
        worker.read_file = lambda path, out: sum(b"b.xlsx" in path for _ in iter(int, 1)) if (
            b"b.xlsx" in path
        ) else read(path, out)
        worker.main()
        """
    )
    monkeypatch.setattr(reader, "BOOT", busy)
    outcomes = read_workbooks(three, workers=1)
    assert [getattr(o, "code", None) for o in outcomes] == [None, "file-too-slow", None]


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux")
def test_a_file_that_takes_too_much_memory_is_stopped(three, monkeypatch):
    greedy = "import sys; sys.path += sys.argv[1:]\n" + textwrap.dedent(
        """
        from vendor_score.questionnaire.files import worker
        load = worker._load
        worker._load = lambda path: bytes((b"b.xlsx" in path) * 600 * 2**20) and None or load(path)
        worker.main()
        """
    )
    monkeypatch.setattr(reader, "BOOT", greedy)
    outcomes = read_workbooks(three, workers=1)
    assert [getattr(o, "code", None) for o in outcomes] == [None, "file-too-large", None]


def test_nothing_beside_the_files_or_in_the_working_folder_is_imported(tmp_path):
    (tmp_path / "a.xls").write_bytes(sample_books.xls())
    (tmp_path / "b.xlsx").write_bytes(sample_books.xlsx())
    trap = f"import pathlib; pathlib.Path({str(tmp_path / 'sprung')!r}).touch()"
    traps = ("json", "xlrd", "zipfile", "sitecustomize", "vendor_score", "encodings", "hashlib")
    for name in traps:
        (tmp_path / f"{name}.py").write_text(trap)
    code = f"""
        import sys
        sys.path[:] = [path for path in sys.path if path not in ("", {str(tmp_path)!r})]
        sys.path.append({str(ROOT)!r})
        from vendor_score.questionnaire.files import read_workbooks
        print([len(book.sheets) for book in read_workbooks(["a.xls", "b.xlsx"])])
    """
    env = {**os.environ, "PYTHONSTARTUP": str(tmp_path / "json.py")}
    assert run(code, tmp_path, "-P", env=env) == "[1, 1]\n"
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize("main", ["", "del sys.modules['__main__']", "sys.argv[:] = []"])
def test_read_without_a_main_module_and_isolated(tmp_path, main):
    (tmp_path / "a.xlsx").write_bytes(sample_books.xlsx())
    code = f"""
        import sys
        sys.path.append({str(ROOT)!r})
        {main}
        from vendor_score.questionnaire.files import read_workbooks
        print([len(book.sheets) for book in read_workbooks(["a.xlsx"])])
    """
    assert run(code, tmp_path, "-I") == "[1]\n"


def test_the_worker_loads_quickly_because_it_loads_little():
    code = f"""
        import sys
        sys.path.append({str(ROOT)!r})
        from vendor_score.questionnaire.files import worker
        heavy = "numpy pandas openpyxl xlrd python_calamine dataclasses inspect yaml click"
        print([name for name in heavy.split() if name in sys.modules])
    """
    assert run(code, ROOT.parent, "-I", "-S") == "[]\n"


def test_the_worker_reads_only(three):
    before = {path.name: path.stat().st_mtime_ns for path in three[0].parent.iterdir()}
    for path in three:
        path.chmod(0o400)
    assert all(isinstance(o, Workbook) for o in read_workbooks(three))
    assert {path.name: path.stat().st_mtime_ns for path in three[0].parent.iterdir()} == before


def test_a_large_sheet_is_kept_in_columns_and_looks_like_any_mapping(tmp_path):
    lines = "".join(f"{row},{row % 7}\n" for row in range(1, 15_001))
    (tmp_path / "a.csv").write_text(lines)
    (book,) = read_workbooks([tmp_path / "a.csv"])
    cells = book.sheets[0].cells
    assert type(cells).__name__ == "CellTable"
    assert len(cells) == 30_000
    assert cells[15_000, 2].text == str(15_000 % 7)
    assert (15_001, 1) not in cells
    assert cells.get((1, 3)) is None
    listed = list(cells.items())
    assert [place for place, _ in listed] == list(cells)
    assert listed[-1][1] == cells[15_000, 2] == list(cells.values())[-1]


def test_the_memory_limit_is_that_of_the_design():
    assert worker.MEMORY_BYTES == 500 * 2**20
    assert worker.TIMEOUT_SECONDS == 10
