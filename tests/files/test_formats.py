"""The same answers read the same from every format."""

import openpyxl
import pytest
import sample_books
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_score.questionnaire.cells import CellKind, SheetState, Workbook
from vendor_score.questionnaire.files import read_workbooks


def read(path, data):
    path.write_bytes(data)
    (book,) = read_workbooks([path])
    assert isinstance(book, Workbook), book
    return book


def shown(sheet):
    return {place: (cell.kind.value, cell.text, cell.number) for place, cell in sheet.cells.items()}


@pytest.mark.parametrize(
    ("ending", "make"),
    [
        ("xlsx", sample_books.xlsx),
        ("xlsm", sample_books.xlsx),
        ("xls", sample_books.xls),
        ("xlsb", sample_books.xlsb),
        ("ods", sample_books.ods),
        ("et", sample_books.xls),
        ("et", sample_books.xlsx),
    ],
)
def test_the_same_answers_from_each_workbook_format(tmp_path, ending, make):
    (sheet,) = read(tmp_path / f"acme.{ending}", make()).sheets
    assert sheet.name == "答卷"
    found = shown(sheet)
    assert found.keys() == sample_books.SHOWN.keys()
    for place, (kind, text, number) in sample_books.SHOWN.items():
        assert found[place][:2] == (kind, text)
        assert found[place][2] == (number if number is None else pytest.approx(number, rel=1e-12))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["csv", "txt", "xlsx"])
def test_the_same_answers_from_text_in_each_encoding(tmp_path, encoding, separator, ending):
    data = sample_books.csv_text(separator).encode(encoding)
    (sheet,) = read(tmp_path / f"acme.{ending}", data).sheets
    found = {place: cell.text for place, cell in sheet.cells.items()}
    expected = {place: text for place, (_, text, _) in sample_books.SHOWN.items()}
    assert {k: v.replace("\r\n", "\n") for k, v in found.items()} == expected


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (
            "name;rating\nAcme;4,8\nBeta;4,5\n",
            [["name", "rating"], ["Acme", "4,8"], ["Beta", "4,5"]],
        ),
        ("sep=|\na|b\n", [["a", "b"]]),
        ('a,b\n"x;y;z",1\n"u;v;w",2\n', [["a", "b"], ["x;y;z", "1"], ["u;v;w", "2"]]),
        ('a,"two\nlines, ""quoted"""\nb,c\n', [["a", 'two\nlines, "quoted"'], ["b", "c"]]),
        ("only\none\ncolumn\n", [["only"], ["one"], ["column"]]),
        ("title\n\na\tb\tc\n1\t2\t3\n", [["title"], [], ["a", "b", "c"], ["1", "2", "3"]]),
        ("Café,1\nNaïve,2\n".encode("cp1252"), [["Café", "1"], ["Naïve", "2"]]),
    ],
)
def test_separators_and_quotes(tmp_path, data, rows):
    book = read(tmp_path / "a.csv", data if isinstance(data, bytes) else data.encode())
    expected = {
        (row, column): text
        for row, fields in enumerate(rows, start=1)
        for column, text in enumerate(fields, start=1)
    }
    assert {place: cell.text for place, cell in book.sheets[0].cells.items()} == expected


def test_formulas_with_and_without_values_hidden_parts_and_merges(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "=1+1"
    sheet["A2"] = '=_xlfn.DISPIMG("ID_1",1)'
    sheet["A3"] = "#REF!"
    sheet["C4"] = "hidden row"
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet.merge_cells("E5:F9")
    book.create_sheet("old").sheet_state = "veryHidden"
    book.save(tmp_path / "a.xlsx")
    first, second = read(tmp_path / "a.xlsx", (tmp_path / "a.xlsx").read_bytes()).sheets
    cells = first.cells
    assert (cells[1, 1].kind, cells[1, 1].formula) == (CellKind.UNCALCULATED, True)
    assert cells[2, 1].kind is CellKind.PICTURE
    assert (cells[3, 1].kind, cells[3, 1].text) == (CellKind.ERROR, "#REF!")
    assert first.hidden_rows == {4}
    assert first.hidden_columns == {3}
    assert first.merged == ((5, 5, 9, 6),)
    assert (first.state, second.state) == (SheetState.VISIBLE, SheetState.HIDDEN)


def test_the_1904_date_system_counts_from_1900_like_any_other(tmp_path):
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active["A1"] = 45_780 - 1462
    book.active["A1"].number_format = "yyyy-mm-dd"
    book.save(tmp_path / "a.xlsx")
    cell = read(tmp_path / "a.xlsx", (tmp_path / "a.xlsx").read_bytes()).sheets[0].cells[1, 1]
    assert (cell.text, cell.number) == ("2025-05-03", 45_780)


PLAIN = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc"],
        include_characters="\n\t",
        exclude_characters="\ufffe\uffff",
    ),
    min_size=1,
    max_size=20,
).filter(lambda text: not text.startswith("=") and "_x" not in text)


@settings(deadline=None, max_examples=25)
@given(st.dictionaries(st.tuples(st.integers(1, 300), st.integers(1, 40)), PLAIN, max_size=30))
def test_any_table_of_texts_is_read_back(tmp_path_factory, table):
    path = tmp_path_factory.mktemp("texts") / "a.xlsx"
    book = openpyxl.Workbook()
    for (row, column), text in table.items():
        cell = book.active.cell(row, column)
        cell.value = text
        cell.data_type = "s"
    book.save(path)
    (read_back,) = read_workbooks([path])
    cells = read_back.sheets[0].cells
    assert {place: cell.text for place, cell in cells.items()} == table
    assert list(cells) == sorted(cells)


HEADS = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x09\x08\x10\0\0\6", b"<html", b""]


@settings(deadline=None, max_examples=15)
@given(
    st.lists(
        st.tuples(st.sampled_from(HEADS), st.binary(max_size=600)).map(b"".join),
        min_size=8,
        max_size=8,
    )
)
def test_no_bytes_bring_the_reader_down(tmp_path_factory, contents):
    folder = tmp_path_factory.mktemp("bytes")
    paths = [folder / f"{number}.xlsx" for number in range(len(contents))]
    for path, data in zip(paths, contents, strict=True):
        path.write_bytes(data)
    outcomes = read_workbooks(paths)
    assert [outcome.file for outcome in outcomes] == [path.name for path in paths]
    for outcome in outcomes:
        if not isinstance(outcome, Workbook):
            assert outcome.code != "file-crash"
            assert outcome.message("en").count("\n") == outcome.message("zh").count("\n") == 0
