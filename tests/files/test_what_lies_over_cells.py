"""Check boxes, option buttons and text boxes that lie over the cells of a sheet."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter

from vendor_score.questionnaire.cells import note_findings
from vendor_score.questionnaire.files import read_workbooks


def vml(*shapes):
    """A VML part; a shape is (object type, ticked, label, row from 0, column, linked cell)."""
    parts = "".join(
        f"<v:shape><v:textbox><div>{label}</div></v:textbox>"
        f'<x:ClientData ObjectType="{kind}">'
        f"<x:Anchor>{column}, 2, {row}, 1, {column}, 60, {row + 1}, 2</x:Anchor>"
        f"{f'<x:FmlaLink>{link}</x:FmlaLink>' if link else ''}"
        f"{f'<x:Checked>{ticked}</x:Checked>' if ticked else ''}</x:ClientData></v:shape>"
        for kind, ticked, label, row, column, link in shapes
    )
    spaces = (
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"'
    )
    return f"<xml {spaces}>{parts}</xml>"


def book_with(tmp_path, part, cells=()):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        page = book.add_worksheet("s")
        for address, value in (("A1", "Question"), ("B1", "Answer"), ("A2", "NDA"), *cells):
            page.write(address, value)
        page.insert_button("F9")
    path = tmp_path / "acme.xlsx"
    with zipfile.ZipFile(io.BytesIO(stream.getvalue())) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, part if name.endswith(".vml") else old.read(name))
    (book,) = read_workbooks([path])
    return book


def told(book):
    return [(finding.code, finding.source.cell) for finding in note_findings(book)]


def test_boxes_are_ticks_in_the_cells_that_they_lie_over(tmp_path):
    shapes = (("Checkbox", 1, "Check Box 1", 1, 1, ""), ("Checkbox", 0, "", 2, 1, ""))
    book = book_with(tmp_path, vml(*shapes))
    cells = book.sheets[0].cells
    assert (cells[2, 2].text, cells[3, 2].text) == ("☑", "☐")
    assert told(book) == [("sheet-controls-read", "B2")]


def test_option_buttons_with_labels_stand_side_by_side_in_one_cell(tmp_path):
    shapes = (("Radio", 0, "是", 1, 1, "$B$2"), ("Radio", 1, "否", 1, 1, ""))
    book = book_with(tmp_path, vml(*shapes), [("B2", 2)])
    assert book.sheets[0].cells[2, 2].text == "☐是 ☑否"


def test_a_printed_option_keeps_its_words_beside_the_box(tmp_path):
    book = book_with(tmp_path, vml(("Checkbox", 1, "", 1, 1, "")), [("B2", "ISO 27001")])
    assert book.sheets[0].cells[2, 2].text == "☑ ISO 27001"


def test_the_state_in_a_linked_cell_is_that_of_its_box(tmp_path):
    box = ("Checkbox", 0, "", 1, 2, "$B$2")
    book = book_with(tmp_path, vml(box), [("B2", False)])
    assert book.sheets[0].cells[2, 2].text == "☐"


def test_a_box_that_is_neither_and_a_list_are_named(tmp_path):
    shapes = (("Checkbox", 2, "", 1, 1, ""), ("Drop", 0, "", 2, 1, ""))
    book = book_with(tmp_path, vml(*shapes))
    assert told(book) == [("sheet-controls-unread", "B2")]
    assert (2, 2) not in book.sheets[0].cells


@pytest.mark.parametrize("part", ["<xml><br></xml>", "no xml"])
def test_a_part_that_is_not_well_formed_costs_only_itself(tmp_path, part):
    book = book_with(tmp_path, part)
    assert book.sheets[0].cells[2, 1].text == "NDA"
    assert told(book) == [("sheet-controls-unread", None)]


def test_a_document_type_in_a_part_is_refused(tmp_path):
    unread = book_with(tmp_path, "<!DOCTYPE xml><xml/>")
    assert unread.code == "file-doctype"


def test_words_in_a_text_box_are_read_where_an_answer_is_missing(tmp_path):
    path = tmp_path / "acme.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("s")
        page.write_column("A1", ["Question", "NDA", "CSAT"])
        page.write_column("B1", ["Answer", None, "92%"])
        size = {"width": 60, "height": 18, "x_offset": 1, "y_offset": 1}
        page.insert_textbox("B2", "Yes", size)
        page.insert_textbox("B3", "95%", size)
        page.insert_textbox("H1", "Please fill in", size)
    (read,) = read_workbooks([path])
    cells = read.sheets[0].cells
    assert (cells[2, 2].text, cells[3, 2].text) == ("Yes", "92%")
    assert (1, 8) not in cells
    (note,) = read.sheets[0].notes
    assert (note.code, note.places) == ("sheet-text-boxes", ("B2", "B3"))
