"""Marked copies made in the package itself: nothing that the vendor's file holds is lost."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import xlsxwriter

from vendor_score.findings import Severity
from vendor_score.questionnaire.annotate import COLOURS, Note, annotated_copy, would_lose
from vendor_score.questionnaire.cells import Workbook


def book(path, fill):
    with xlsxwriter.Workbook(path) as made:
        fill(made, made.add_worksheet("s"))
    return path


def marked(path, *cells):
    notes = [
        Note(sheet="s", cell=cell, severity=Severity.WARNING, text=f"look <at> {cell}")
        for cell in cells
    ]
    return annotated_copy(path, Workbook(file=path.name, sha256="", sheets=()), notes)


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_checkboxes(made, page):
    page.write_column("A1", ["Question", "NDA", "CSAT"])
    page.insert_checkbox("B2", True)
    page.write("B3", "95%", made.add_format({"bold": True}))
    page.merge_range("A6:C6", "title")


def test_cell_checkboxes_stay_and_all_other_parts_are_the_same_bytes(tmp_path):
    path = book(tmp_path / "a.xlsx", with_checkboxes)
    assert would_lose(str(path))
    before, after = parts(path.read_bytes()), parts(marked(path, "B2", "B3", "B9", "C6", "D2"))
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        "[Content_Types].xml", "xl/styles.xml", "xl/worksheets/sheet1.xml",
    }  # fmt: skip
    page = openpyxl.load_workbook(io.BytesIO(marked(path, "B2", "B3", "B9", "C6", "D2")))["s"]
    for cell in ("B2", "B3", "B9", "A6", "D2"):
        assert page[cell].fill.start_color.rgb == f"FF{COLOURS[Severity.WARNING]}"
        assert "look <at>" in page[cell].comment.text
    assert (page["B3"].value, page["B3"].font.bold, page["B2"].value) == ("95%", True, True)


def test_notes_join_the_notes_and_controls_that_a_sheet_has(tmp_path):
    def fill(_made, page):
        page.write_column("A1", ["Question", "NDA"])
        page.write("B2", "see note")
        page.write_comment("B2", "our own words")
        page.insert_textbox("D2", "a shape")

    path = book(tmp_path / "a.xlsx", fill)
    copy = marked(path, "B2", "B3")
    page = openpyxl.load_workbook(io.BytesIO(copy))["s"]
    assert page["B2"].comment.text.startswith("our own words")
    assert "look <at> B2" in page["B2"].comment.text
    assert page["B3"].comment.text == "look <at> B3"
    before, after = parts(path.read_bytes()), parts(copy)
    assert before["xl/drawings/drawing1.xml"] == after["xl/drawings/drawing1.xml"]
    assert after["xl/drawings/vmlDrawing1.vml"].count(b'ObjectType="Note"') == 2


def test_a_plain_workbook_is_left_to_the_library(tmp_path):
    path = book(tmp_path / "a.xlsx", lambda _made, page: page.write("A1", "x"))
    assert not would_lose(str(path))
