"""Rows taken at once and rows taken by the XML parser are the same cells."""

import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make_broken_files import book

from vendor_score.questionnaire.files import worker, xlsx_sheet
from vendor_score.questionnaire.files.xlsx_sheet import RowScan

TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1
)
VALUE = st.one_of(
    TEXT,
    st.sampled_from(["&amp;", "<c r=", "a & b", '"quoted"', "]]>", "</row>", "=1+1", '=A1&"<"']),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**9), 10**9),
    st.booleans(),
)
CODE = st.sampled_from(["General", "0%", "0.0%", '"≤"0"秒"', "mm:ss", "yyyy-mm-dd", "@"])


def frames(path):
    out = io.BytesIO()
    worker.read_file(str(path), out)
    return out.getvalue()


@settings(deadline=None, max_examples=40)
@given(
    st.dictionaries(
        st.tuples(st.integers(1, 30), st.integers(1, 30)), st.tuples(VALUE, CODE), max_size=25
    ),
    st.sets(st.integers(1, 30), max_size=3),
)
def test_the_same_cells_either_way(tmp_path_factory, cells, hidden):
    path = tmp_path_factory.mktemp("rows") / "a.xlsx"
    book = openpyxl.Workbook()
    for (row, column), (value, code) in cells.items():
        cell = book.active.cell(row, column)
        cell.value = value
        cell.number_format = code
    for row in hidden:
        book.active.row_dimensions[row].hidden = True
    book.save(path)
    at_once = frames(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xlsx_sheet, "_rows_begin", len)
        assert frames(path) == at_once


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><!-- a remark --><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v><![CDATA[1]]></v></c></row>',
        "<row r='1'><c r='A1'><v>1</v></c></row>",
        "<row><c><v>1</v></c></row>",
        '<row r="1"><c t="n" s="0" r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>1</t></r></is></c></row>',
        '<row r="1"><c r="A1"><v>&#49;</v></c></row>',
        '<row r="1"\n spans="1:1"\n><c r="A1" s="0"><v>1</v></c>\n</row>\n',
    ],
)  # fmt: skip
def test_other_spellings_are_read_too(tmp_path, rows):
    (tmp_path / "a.xlsx").write_bytes(book(rows))
    assert b'["cells",[1,1],[1],[0],[[' in frames(tmp_path / "a.xlsx")
    assert b'"1",' in frames(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>&unknown;</v></c></row>',
        '<row r="1"><c r="A1"><v>&#0;</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c>',
        '<c r="A1"><v>1</v></c></row><row r="1">',
        '<row r="1"><c r="A1"><v>1</c></v></row>',
        '<row r="1"><c r="A1" s="0" s="1"><v>1</v></c></row>',
        '<row r="1"><c r="A9999999"><v>1</v></c></row>',
        '<row r="1"><c r="ZZZ1"><v>1</v></c></row>',
        '<row r="0"><c r="A0"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>\x01</v></c></row>',
    ],
)
def test_what_is_no_xml_or_no_cell_is_refused(tmp_path, rows):
    (tmp_path / "a.xlsx").write_bytes(book(rows))
    assert b'["failed","file-damaged"' in frames(tmp_path / "a.xlsx")


def test_usual_rows_are_taken_at_once(monkeypatch, tmp_path):
    taken = []
    take = RowScan.take
    monkeypatch.setattr(
        RowScan, "take", lambda self, piece: taken.append(take(self, piece)) or taken[-1]
    )
    workbook = openpyxl.Workbook()
    workbook.active.append(["a & b", 1.5, True, "=1+1"])
    workbook.save(tmp_path / "a.xlsx")
    frames(tmp_path / "a.xlsx")
    assert taken == [True]
