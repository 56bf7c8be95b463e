"""Start-up: the program against the imports it cannot avoid, as ratios of whole-process times.

Run on an otherwise idle machine: ``python benchmarks/start_up.py [RUNS]``. Each run measures every
case once, one after the other, so that a slow moment hits all of them; the medians are compared.
The package is compiled first, as pip compiles what it installs.
"""

from __future__ import annotations

import compileall
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from openpyxl import Workbook

import vendor_score
from vendor_score.library import find_criteria

PYTHON = sys.executable
PROGRAM = (PYTHON, "-m", "vendor_score")
WORKBOOKS = 12
FIRST_RANKING = b"leads with"
ANSWERS = {
    "duration": "{n}秒", "percent": "{n}%", "score": "4.{n}",
    "years": "{n} years", "yes_no": "Yes", "count": "{n}",
    "number": "{n}",
}  # fmt: skip


def write_workbooks(folder: Path) -> None:
    """Twelve answered questionnaires, a row per question of the shipped criteria."""
    for number in range(1, WORKBOOKS + 1):
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append(["Question", "Answer", "Evidence"])
        for row, question in enumerate(find_criteria(None).questions()):
            words = ANSWERS.get(question.kind, "")
            sheet.append([question.text["en"], words.format(n=5 + (number * 7 + row * 3) % 40), ""])
        book.save(folder / f"Vendor {number:02}.xlsx")


def until_the_end(command: Sequence[str], folder: Path) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def until_the_ranking(command: Sequence[str], folder: Path) -> float:
    """Seconds until the first ranking stands in the terminal; the rest runs on, unmeasured."""
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if FIRST_RANKING in line:
                seconds = time.perf_counter() - start
                process.stdout.read()
                return seconds
    raise SystemExit("no ranking was printed")


Measured = Callable[[Sequence[str], Path], float]


def main(runs: int) -> None:
    compileall.compile_dir(Path(vendor_score.__file__).parent, quiet=1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "answers").mkdir()
        write_workbooks(folder / "answers")
        rank = (*PROGRAM, "rank", "answers", "--lang", "en")
        cases: dict[str, tuple[Measured, Sequence[str]]] = {
            "import click": (until_the_end, imports("click")),
            "--help": (until_the_end, (*PROGRAM, "--help")),
            "import pandas, openpyxl": (until_the_end, imports("pandas, openpyxl")),
            "first ranking": (until_the_ranking, rank),
            "import pandas, openpyxl, skcriteria": (
                until_the_end,
                imports("pandas, openpyxl, skcriteria"),
            ),
            "whole rank": (until_the_end, rank),
        }
        times = measure(cases, folder, runs)
    report(times, (("--help", "import click", 1.3),
                   ("first ranking", "import pandas, openpyxl", 1.5),
                   ("whole rank", "import pandas, openpyxl, skcriteria", 1.25)))  # fmt: skip


def imports(modules: str) -> tuple[str, ...]:
    return (PYTHON, "-c", f"import {modules}")


def measure(
    cases: dict[str, tuple[Measured, Sequence[str]]], folder: Path, runs: int
) -> dict[str, float]:
    """Median seconds of each case; a first round, which fills the disk cache, is not counted."""
    times: dict[str, list[float]] = {name: [] for name in cases}
    for number in range(runs + 1):
        for name, (measured, command) in cases.items():
            seconds = measured(command, folder)
            times[name] += [seconds] if number else []
    return {name: statistics.median(seconds) for name, seconds in times.items()}


def report(times: dict[str, float], pairs: Sequence[tuple[str, str, float]]) -> None:
    print("| what | against | ratio | target |\n|---|---|---|---|")
    for what, against, target in pairs:
        ratio = times[what] / times[against]
        seconds = f"`{what}` {times[what]:.2f} s | `{against}` {times[against]:.2f} s"
        print(f"| {seconds} | {ratio:.2f} | {target} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
