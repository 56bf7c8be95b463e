"""Apple Numbers: by numbers-parser where it is installed, else named with the cure."""

from __future__ import annotations

import datetime as dt
import sys
import types
import zipfile

import pytest

from vendor_score.questionnaire.files import read_workbooks
from vendor_score.questionnaire.files.containers import Sink, Unreadable
from vendor_score.questionnaire.files.csv_and_numbers import read_numbers

ROWS = [
    ("Question", "Answer"),
    ("First response", 20.0),
    ("Conversion", 0.22),
    ("NDA", True),
    ("Valid until", dt.datetime(2027, 3, 1)),  # noqa: DTZ001 - a date of a spreadsheet
]


class Cell:
    def __init__(self, value, shown=None, *, formula=False):
        self.value = value
        self.formatted_value = str(value) if shown is None else shown
        self.is_formula = formula


class ErrorCell(Cell):
    """As numbers-parser calls a cell whose formula failed."""


class Table:
    name = "Table 1"
    merge_ranges = ("A6:B7",)
    num_rows, num_cols = 3, 2

    def rows(self):
        return [
            [Cell("First response"), Cell(20.0, "20.0", formula=True)],
            [Cell("Conversion"), Cell(0.22000000000000003, "22%")],
            [Cell("Handling"), Cell(dt.timedelta(seconds=85), "1m 25s")],
            [ErrorCell(None, "#REF!"), Cell(None, "")],
        ]


@pytest.fixture
def parser(monkeypatch):
    """A stand-in for numbers-parser with two sheets, of one table and of two."""

    class NumbersError(Exception):
        pass

    def document(path):
        if path == "broken":
            raise NumbersError
        single = types.SimpleNamespace(name="Answers", tables=[Table()])
        return types.SimpleNamespace(
            sheets=[single, types.SimpleNamespace(name="More", tables=[Table(), Table()])]
        )

    exceptions = types.SimpleNamespace(NumbersError=NumbersError)
    monkeypatch.setitem(sys.modules, "numbers_parser", types.SimpleNamespace(Document=document))
    monkeypatch.setitem(sys.modules, "numbers_parser.exceptions", exceptions)


def test_tables_become_sheets_with_their_values(parser):
    frames = []
    read_numbers("a.numbers", Sink(frames.append))
    assert [f[1] for f in frames if f[0] == "sheet"] == ["Answers", "More Table 1", "More Table 1"]
    _, runs, columns, ids, values, formulas = frames[1]
    assert (runs, columns) == ([1, 2, 2, 2, 3, 2, 4, 1], [1, 2, 1, 2, 1, 2, 1])
    assert [values[id_] for id_ in ids][1::2] == [
        ("number", "20", 20.0, None),
        ("percent", "22%", 0.22000000000000003, None),
        ("duration", "1m 25s", 85.0, "[h]:mm:ss"),
    ]
    assert values[ids[-1]] == ("error", "#REF!", None, None)
    assert formulas == [1]
    assert (frames[2][0], frames[2][3]) == ("close", [(6, 1, 7, 2)])


def test_what_the_parser_refuses_is_damaged(parser):
    with pytest.raises(Unreadable, match="file-damaged"):
        read_numbers("broken", Sink(lambda _: None))


@pytest.mark.parametrize(
    ("name", "kind", "is_error"), [("a.numbers", "numbers", True), ("a.pages", "apple", False)]
)
def test_without_a_reader_a_package_of_apple_is_named_with_the_cure(
    tmp_path, monkeypatch, name, kind, is_error
):
    with zipfile.ZipFile(tmp_path / name, "w") as package:
        package.writestr("Index/Document.iwa", b"")
    monkeypatch.setattr("vendor_score.questionnaire.files.reader._home", lambda _: None)
    (outcome,) = read_workbooks([tmp_path / name])
    assert (outcome.code, outcome.values, outcome.is_error) == (
        "not-readable", {"kind": kind}, is_error,
    )  # fmt: skip
    assert "xlsx" in outcome.message("en")
    assert outcome.message("en") != outcome.message("zh")


def test_a_document_made_by_numbers_parser_is_read(tmp_path):
    parser = pytest.importorskip("numbers_parser")
    document = parser.Document()
    document.sheets[0].name = "Answers"
    for row, values in enumerate(ROWS):
        for column, value in enumerate(values):
            document.sheets[0].tables[0].write(row, column, value)
    document.save(str(tmp_path / "a.numbers"))
    (book,) = read_workbooks([tmp_path / "a.numbers"])
    (sheet,) = book.sheets
    shown = [(sheet.cells[row, 2].kind, sheet.cells[row, 2].text) for row in range(2, 6)]
    assert shown == [
        ("number", "20"), ("number", "0.22"), ("boolean", "TRUE"), ("date", "2027-03-01"),
    ]  # fmt: skip
