"""How fast workbooks are read, beside pandas.read_excel with openpyxl on the same files.

    python benchmarks/reading.py [--books 200] [--rows 1000 10000 100000] [--rounds 3]

Both sides run in turn in one process, and ratios of their medians are printed: the machine's own
speed cancels out. pandas sees neither number formats nor formulas; vendor-score sees both.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pandas as pd
import xlsxwriter

from vendor_score.questionnaire.cells import CellKind, Workbook
from vendor_score.questionnaire.files import read_workbooks

COLUMNS = 20


def write_questionnaire(path: Path, number: int) -> None:
    """A vendor's answers as they come back: 50 rows, formats, formulas, some words."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None  # a new workbook has a sheet
    sheet.append(["No.", "Question", "Answer", "Evidence", "Remarks"])
    for row in range(2, 52):
        question = f"How do you answer question {row}? / 第 {row} 题如何回答?"
        sheet.append([f"Q-{row:02d}", question, None, "certificate.pdf", f"vendor {number}"])
        cell = sheet.cell(row, 3)
        cell.value, cell.number_format = _answer(row, number)
    book.save(path)


def _answer(row: int, number: int) -> tuple[str | float, str]:
    kinds: list[tuple[str | float, str]] = [
        (f"about {row + number} s, measured in June", "General"),
        ((row * 7 + number) % 100 / 100, "0.0%"),
        (row * 3 + number, '"≤"0"秒"'),
        (f"=SUM(A1:A{row})", "0.00"),
    ]
    return kinds[row % 4]


def write_table(path: Path, rows: int) -> None:
    """One table with a vendor a row and `COLUMNS` criteria."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet, percent = book.add_worksheet(), book.add_format({"num_format": "0.0%"})
    for column in range(COLUMNS):
        sheet.write(0, column, "Vendor" if column == 0 else f"Criterion {column}")
    for row in range(1, rows + 1):
        sheet.write(row, 0, f"Vendor {row}")
        for column in range(1, COLUMNS):
            value = (row * 31 + column * 17) % 997 / 10
            sheet.write(row, column, value / 100 if column % 3 else value, percent)
    book.close()


def medians(rounds: int, *sides: Callable[[], object]) -> list[float]:
    """The median seconds of each side, the sides taken in turn."""
    seconds: list[list[float]] = [[] for _ in sides]
    for _ in range(rounds):
        for side, taken in zip(sides, seconds, strict=True):
            start = time.perf_counter()
            side()
            taken.append(time.perf_counter() - start)
    return [statistics.median(taken) for taken in seconds]


def compare(title: str, paths: Sequence[Path], rounds: int) -> float:
    """Print one line; the seconds that vendor-score took."""

    def pandas_reads() -> None:
        for path in paths:
            pd.read_excel(path, engine="openpyxl", header=None)

    ours, theirs = medians(rounds, lambda: read_all(paths), pandas_reads)
    print(f"{title:<28}{ours:8.2f} s  pandas {theirs:8.2f} s  ratio {theirs / ours:6.1f}")
    return ours


def read_all(paths: Sequence[Path]) -> list[Workbook]:
    """Read with vendor-score; a comparison counts only where every file was really read."""
    books = []
    for outcome in read_workbooks(paths):
        if not isinstance(outcome, Workbook):
            raise SystemExit(outcome.message("en"))
        books.append(outcome)
    return books


def check_formats_are_seen(path: Path) -> None:
    """A comparison counts only where what pandas leaves out was seen."""
    (book,) = read_all([path])
    kinds = {cell.kind for cell in book.sheets[0].cells.values()}
    if not {CellKind.PERCENT, CellKind.UNCALCULATED, CellKind.NUMBER} <= kinds:
        raise SystemExit("formats or formulas were not seen")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--books", type=int, default=200)
    parser.add_argument("--rows", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        books = [Path(folder) / f"vendor{number:03d}.xlsx" for number in range(options.books)]
        for number, path in enumerate(books):
            write_questionnaire(path, number)
        check_formats_are_seen(books[0])
        compare(f"{len(books)} workbooks", books, options.rounds)
        before = None
        for rows in options.rows:
            path = Path(folder) / f"table{rows}.xlsx"
            write_table(path, rows)
            seconds = compare(f"{rows:,} vendors x {COLUMNS}", [path], options.rounds)
            if before:
                growth = (seconds / before[1]) / (rows / before[0])
                print(f"{'':<28}time per row x {growth:.2f}")
            before = rows, seconds


if __name__ == "__main__":
    main()
