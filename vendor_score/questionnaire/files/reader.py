"""Files to workbooks by worker processes, so that no vendor's file can bring the program down.

A worker is a plain Python process without site, environment or working folder in its path; it is
asked a file at a time and killed where it takes too long. Threads wait for the workers, which
works alike on Windows, in notebooks and where ``__main__`` is no module.
"""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from vendor_score.cell_names import a1
from vendor_score.questionnaire.cells import (
    Cell,
    CellKind,
    CellTableBuilder,
    FoundFile,
    Remark,
    Sheet,
    SheetNote,
    SheetState,
    UnreadableFile,
    Workbook,
)
from vendor_score.questionnaire.files.containers import BUSY_SECONDS, TIMEOUT_SECONDS

__all__ = ["Progress", "lay_over", "read_workbooks", "start_workers"]

Key = tuple[int, int]
Placed = Sequence[tuple[int, int, str]]
LONGEST_WORDS = 200
"""Characters beyond which words in a box are instructions and no answer."""


def lay_over(
    cells: Mapping[Key, Cell], boxes: Placed, linked: Placed, words: Placed
) -> tuple[Mapping[Key, Cell], tuple[SheetNote, ...]]:
    """The cells with what lies over them, and a note on the words that were found there.

    Parameters
    ----------
    cells
        Those of the sheet.
    boxes
        Ticked and empty boxes as text, with the row and column that they cover.
    linked
        Cells that hold the state of a box as TRUE or FALSE, or of option buttons as a number.
    words
        Texts of boxes and shapes. They are read where the cell below is empty and stands right of
        and below other cells, as answers do.
    """
    found = dict(cells)
    for row, column, text in linked:
        below = found.get((row, column))
        if below is not None and below.kind is CellKind.BOOLEAN and text:
            found[row, column] = replace(below, kind=CellKind.TEXT, text=text)
        elif below is not None and below.kind in {CellKind.NUMBER, CellKind.BOOLEAN}:
            del found[row, column]
    for (row, column), texts in _by_place(boxes).items():
        found[row, column] = _ticked(found.get((row, column)), row, column, texts)
    taken = [place for place in words if _is_answer(found, *place)]
    for row, column, text in taken:
        found[row, column] = Cell(row=row, column=column, kind=CellKind.TEXT, text=text)
    over = [place for place in words if place[:2] in found]
    if not over:
        return found, ()
    note = SheetNote(
        code="sheet-text-boxes",
        places=tuple(a1(row, column) for row, column, _ in over),
        found=over[0][2],
        count=len(over),
    )
    return found, (note,)


def _by_place(boxes: Placed) -> dict[Key, list[str]]:
    places: dict[Key, list[str]] = {}
    for row, column, text in boxes:
        places.setdefault((row, column), []).append(text)
    return places


def _ticked(below: Cell | None, row: int, column: int, texts: Iterable[str]) -> Cell:
    """The boxes before the text of the cell; its TRUE or FALSE is only what they say."""
    text = " ".join(texts)
    if below is None or below.kind is not CellKind.TEXT:
        return Cell(row=row, column=column, kind=CellKind.TEXT, text=text)
    return replace(below, text=f"{text} {below.text}" if below.text.strip() else text)


def _is_answer(cells: Mapping[Key, Cell], row: int, column: int, text: str) -> bool:
    if (row, column) in cells or len(text) > LONGEST_WORDS or "\n" in text:
        return False
    beside = any((row, at) in cells for at in range(1, column))
    return beside and any((at, column) in cells for at in range(max(row - 200, 1), row))


Progress = Callable[[int, int], None]
"""Called with the files done and the files in all, from the thread that asked."""

FILES_A_WORKER = 12
MAX_WORKERS = 8
POLL_SECONDS = 0.1
LONGEST_SECONDS = BUSY_SECONDS if hasattr(signal, "setitimer") else TIMEOUT_SECONDS
"""Of the clock for one file; the worker itself counts its processor time where it can."""
OUT_OF_TIME = -getattr(signal, "SIGPROF", 0)
BOOT = (
    "import sys; sys.path += sys.argv[1:]; "
    "from vendor_score.questionnaire.files.worker import main; main()"
)

_ready: list[_Worker] = []
_ready_lock = threading.Lock()


def start_workers(count: int = 1) -> None:
    """Start workers ahead of `read_workbooks`, so that they load while the program does."""
    with _ready_lock:
        while len(_ready) < count:
            _ready.append(_Worker())


def read_workbooks(
    files: Iterable[FoundFile | Path | str],
    *,
    progress: Progress | None = None,
    workers: int | None = None,
) -> list[Workbook | UnreadableFile]:
    """Read each file; an `UnreadableFile` stands for one that cannot be read, in its place.

    At most 10 seconds and 500 MB a file. ``workers`` is the number of processes, by default one
    for few files and as many as there are processors for many.
    """
    wanted = [_found(file) for file in files]
    if not wanted:
        return []
    reading = _Reading(wanted)
    count = workers or min(_processors(), -(-len(wanted) // FILES_A_WORKER))
    reading.run(min(count, len(wanted)), progress)
    return [outcome for outcome in reading.outcomes if outcome is not None]


def _found(file: FoundFile | Path | str) -> FoundFile:
    if isinstance(file, FoundFile):
        return file
    return FoundFile(path=Path(file), file=Path(file).name)


def _processors() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return min(len(affinity(0)) if affinity else os.cpu_count() or 1, MAX_WORKERS)


class _Reading:
    """One call of `read_workbooks`: threads take files in turn, each with its own worker."""

    def __init__(self, files: list[FoundFile]) -> None:
        self.files = files
        self.outcomes: list[Workbook | UnreadableFile | None] = [None] * len(files)
        self._turn = iter(range(len(files)))
        self._changed = threading.Condition()
        self._running: list[_Worker] = []
        self._done = 0
        self._stop = False
        self._error: BaseException | None = None

    def run(self, count: int, progress: Progress | None) -> None:
        threads = [threading.Thread(target=self._work, daemon=True) for _ in range(count)]
        for thread in threads:
            thread.start()
        try:
            self._wait(progress)
        finally:
            self._stop = True
            for worker in list(self._running):
                worker.kill()
        for thread in threads:
            thread.join()

    def _wait(self, progress: Progress | None) -> None:
        """Report progress and kill what takes too long, until every file has an outcome."""
        told = -1
        while told < len(self.files):
            with self._changed:
                if self._done == max(told, 0) and self._error is None:
                    self._changed.wait(POLL_SECONDS)
                done = self._done
            if self._error is not None:
                raise self._error
            for worker in list(self._running):
                worker.kill_if_late()
            if progress and done != told:
                progress(done, len(self.files))
            told = done

    def _work(self) -> None:
        worker = _take()
        self._running.append(worker)
        try:
            while not self._stop and (at := self._next()) is not None:
                if not worker.is_alive:
                    self._running.remove(worker)
                    worker.close()
                    worker = _Worker()
                    self._running.append(worker)
                self._settle(at, worker.read(self.files[at]))
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that waits
            self._fail(error)
        finally:
            self._running.remove(worker)
            worker.close()

    def _next(self) -> int | None:
        with self._changed:
            return next(self._turn, None)

    def _settle(self, at: int, outcome: Workbook | UnreadableFile) -> None:
        with self._changed:
            self.outcomes[at] = outcome
            self._done += 1
            self._changed.notify()

    def _fail(self, error: BaseException) -> None:
        with self._changed:
            self._error = error
            self._changed.notify()


def _take() -> _Worker:
    with _ready_lock:
        worker = _ready.pop() if _ready else None
    return worker if worker is not None and worker.is_alive else _Worker()


class _Worker:
    """A worker process and the conversation with it."""

    def __init__(self) -> None:
        self._deadline: float | None = None
        self._late = False
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-I", "-S", "-X", "utf8", "-c", BOOT, *_roots()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(__file__).parent,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def read(self, file: FoundFile) -> Workbook | UnreadableFile:
        """Ask for a file; a worker that dies or is killed on the way makes it unreadable."""
        self._late = False
        self._deadline = time.monotonic() + LONGEST_SECONDS
        try:
            outcome = self._converse(file)
        except OSError:
            outcome = None
        self._deadline = None
        if outcome is not None:
            return outcome
        self.kill()
        # Until it has ended it would pass for alive, and be asked for the next file.
        slow = self._process.wait() == OUT_OF_TIME < 0 or self._late
        return UnreadableFile(file=file.file, code="file-too-slow" if slow else "file-crash")

    def kill_if_late(self) -> None:
        deadline = self._deadline
        if deadline is not None and time.monotonic() > deadline:
            self._late = True
            self.kill()

    def kill(self) -> None:
        self._process.kill()

    def close(self) -> None:
        """End the process and wait for it; its pipes are closed."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was not yet sent has nobody to go to
                    continue

    def _converse(self, file: FoundFile) -> Workbook | UnreadableFile | None:
        asked, answers = self._process.stdin, self._process.stdout
        if asked is None or answers is None:
            return None
        asked.write(json.dumps(str(file.path.absolute())).encode() + b"\n")
        asked.flush()
        building = _WorkbookBuilder(file.file)
        for line in answers:
            outcome = building.take(json.loads(line))
            if outcome is not None:
                return outcome
        return None


class _WorkbookBuilder:
    """Frames of one file to its workbook."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._sheets: list[Sheet] = []
        self._name, self._hidden = "", False
        self._over: list[Any] | None = None
        self._cells = CellTableBuilder()

    def take(self, frame: list[Any]) -> Workbook | UnreadableFile | None:
        """Take a frame; the last one gives the outcome."""
        match frame[0]:
            case "cells":
                self._cells.add(frame)
            case "sheet":
                self._name, self._hidden = frame[1], frame[2]
                self._cells, self._over = CellTableBuilder(), None
            case "over":
                self._over = frame[1:]
            case "close":
                self._close(*frame[1:])
            case "failed":
                return UnreadableFile(
                    file=self._file, code=frame[1], values=frame[2], sha256=frame[3]
                )
            case "done":
                return Workbook(
                    file=self._file,
                    sha256=frame[1],
                    sheets=tuple(self._sheets),
                    notes=tuple(frame[2]),
                    remarks=tuple(Remark(*remark) for remark in frame[3]),
                    is_document=frame[4],
                )
        return None

    def _close(
        self,
        hidden_rows: list[int],
        hidden_columns: list[int],
        merged: list[list[int]],
        told: list[list[Any]],
        comments: list[list[Any]],
    ) -> None:
        cells = self._cells.finish()
        over: tuple[SheetNote, ...] = ()
        if self._over is not None:
            cells, over = lay_over(cells, *map(_placed, self._over))
        sheet = Sheet(
            name=self._name,
            cells=cells,
            state=SheetState.HIDDEN if self._hidden else SheetState.VISIBLE,
            hidden_rows=frozenset(hidden_rows),
            hidden_columns=frozenset(hidden_columns),
            merged=tuple((top, left, bottom, right) for top, left, bottom, right in merged),
            notes=(
                *(
                    SheetNote(code=code, places=tuple(places), found=found, count=count)
                    for code, places, found, count in told
                ),
                *over,
            ),
            comments={(row, column): text for row, column, text in comments},
        )
        self._sheets.append(sheet)


def _placed(sent: list[list[Any]]) -> list[tuple[int, int, str]]:
    return [(row, column, text) for row, column, text in sent]


def _roots() -> list[str]:
    """Where the worker finds this package and the readers of some formats, and nothing else."""
    package = Path(__file__).parents[3]
    readers = ("xlrd", "python_calamine", "numbers_parser")
    roots = [*map(_home, readers), str(package.absolute())]
    return list(dict.fromkeys(root for root in roots if root))


def _home(module: str) -> str | None:
    spec = importlib.util.find_spec(module)
    if spec is None or spec.origin is None:
        return None
    return str(Path(spec.origin).absolute().parents[1])
