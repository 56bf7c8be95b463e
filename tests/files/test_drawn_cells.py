"""Cells whose look says what their value does not: struck, in symbol fonts, ticked, hidden."""

from __future__ import annotations

import io
import re
import struct
import zipfile

import openpyxl
import pytest
import sample_books
import xlsxwriter
import xlwt
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill

from vendor_score.kinds.readings import parse_answer
from vendor_score.questionnaire.files import read_workbooks
from vendor_score.questionnaire.files.cell_formats import Font as Drawn
from vendor_score.questionnaire.files.cell_formats import RichText, drawn

OUT, WINGDINGS2 = InlineFont(strike=True), InlineFont(rFont="Wingdings 2")


def sheet_of(tmp_path, data, ending="xlsx"):
    path = tmp_path / f"acme.{ending}"
    path.write_bytes(data)
    (book,) = read_workbooks([path])
    return book.sheets[0]


def by_openpyxl(tmp_path, values, style=None):
    book = openpyxl.Workbook()
    for row, value in enumerate(values, 1):
        book.active.cell(row, 1).value = value
    if style:
        style(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return sheet_of(tmp_path, stream.getvalue())


def with_part(data, name, change):
    """The package with one of its parts changed as text."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, change(content.decode()) if part == name else content)
    return target.getvalue()


def cell(sheet, row, column=1):
    found = sheet.cells[row, column]
    return found.kind.value, found.text


def test_struck_words_are_left_out_and_a_struck_cell_is_no_text(tmp_path):
    rich = CellRichText([TextBlock(OUT, "3"), "5 years"])
    whole = CellRichText([TextBlock(OUT, "Tmall, "), TextBlock(OUT, "JD")])

    def strike(page):
        page["A3"].font = page["A4"].font = Font(strike=True)

    sheet = by_openpyxl(tmp_path, [rich, whole, "有", 12], strike)
    assert cell(sheet, 1) == ("text", "5 years")
    assert "struck" in sheet.cells[1, 1].look
    assert cell(sheet, 2) == ("struck", "Tmall, JD")
    assert cell(sheet, 3) == ("struck", "有")
    assert cell(sheet, 4) == ("struck", "12")


def test_a_run_with_a_font_of_its_own_does_not_share_the_strike_of_its_cell(tmp_path):
    kept = CellRichText([TextBlock(InlineFont(b=True), "JD"), ", Tmall"])

    def strike(page):
        page["A1"].font = Font(strike=True)

    # The run in bold has a font of its own; the one behind it has that of the cell.
    assert cell(by_openpyxl(tmp_path, [kept], strike), 1) == ("text", "JD")


def test_runs_written_into_the_cell_are_read_as_shared_ones(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    stream = io.BytesIO()
    book.save(stream)
    runs = "<r><rPr><strike/></rPr><t>old </t></r><r><t>new</t></r>"
    inline = f'<c r="A1" t="inlineStr"><is>{runs}</is></c>'
    data = with_part(
        stream.getvalue(),
        "xl/worksheets/sheet1.xml",
        lambda text: re.sub(r'<c r="A1".*?</c>', inline, text),
    )
    assert cell(sheet_of(tmp_path, data), 1) == ("text", "new")


@pytest.mark.parametrize(
    ("font", "letters", "signs"),
    [
        ("Wingdings", "\u00fc \u00fe \u00a8 \u006f \u00fd \u00fb", "✓ ☑ ☐ ☐ ☒ ✗"),
        ("Wingdings 2", "P R £ T", "✓ ☑ ☐ ☒"),
        ("WINGDINGS 2", "R", "☑"),
        ("Webdings", "a c r", "✓ ☐ ✗"),
        ("Symbol", "\u00d6", "√"),
        ("Wingdings", "\uf0fe\uf0a8", "☑☐"),
        ("Calibri", "\uf0fe yes", "☑ yes"),
        ("Calibri", "R&D", "R&D"),
        ("Wingdings", "是", "是"),
        ("Wingdings", "A", "\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_letters_of_symbol_fonts_are_the_signs_that_they_draw(font, letters, signs):
    assert drawn(letters, Drawn(name=font)) == (signs, "")


def test_a_symbol_font_holds_for_the_cell_and_for_runs(tmp_path):
    runs = CellRichText(
        [TextBlock(WINGDINGS2, "R"), "ISO 27001 ", TextBlock(WINGDINGS2, "£"), "SOC"]
    )

    def symbols(page):
        page["A2"].font = Font(name="Wingdings")

    sheet = by_openpyxl(tmp_path, [runs, "\u00fe"], symbols)
    assert cell(sheet, 1) == ("text", "☑ISO 27001 ☐SOC")
    assert cell(sheet, 2) == ("text", "☑")


def test_a_rich_text_is_the_text_of_its_runs():
    text = RichText([("a", None), ("b", Drawn(struck=True))])
    assert (str(text), drawn(text), drawn(text, Drawn(struck=True))) == (
        "ab",
        ("a", "b"),
        ("", "ab"),
    )


def test_cell_checkboxes_are_boxes_and_no_truth_values(tmp_path):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        page = book.add_worksheet()
        page.insert_checkbox("A1", True)
        page.insert_checkbox("A2", False)
        page.write_boolean("A3", True)
    sheet = sheet_of(tmp_path, stream.getvalue())
    assert [cell(sheet, row) for row in (1, 2, 3)] == [
        ("text", "☑"), ("text", "☐"), ("boolean", "TRUE"),
    ]  # fmt: skip


def test_what_sets_a_cell_apart_is_known(tmp_path):
    def mark(page):
        page["A1"].font = Font(bold=True)
        page["A2"].fill = PatternFill("solid", start_color="FFFF00")
        page["A3"].fill = PatternFill("solid", start_color="FFFFFF")

    sheet = by_openpyxl(tmp_path, ["a", "b", "c", "d"], mark)
    assert [sheet.cells[row, 1].look for row in range(1, 5)] == ["bold", "fill:FFFF00", "", ""]


def test_zeros_that_a_sheet_does_not_draw(tmp_path):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        page = book.add_worksheet()
        page.hide_zero()
        page.write_formula("A1", "=B9", None, 0)
        page.write_number("A2", 0)
        page.write_number("A3", 4)
    sheet = sheet_of(tmp_path, stream.getvalue())
    assert (1, 1) not in sheet.cells  # a link to an empty cell
    assert (sheet.cells[2, 1].text, sheet.cells[2, 1].look) == ("0", "unseen")
    assert sheet.cells[3, 1].look == ""


def zero_height(tmp_path, own_height):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        page = book.add_worksheet()
        for row in range(4):
            page.write_row(row, 0, ["q", "a"])
        for row in range(own_height):
            page.set_row(row, 15.5)
    data = with_part(
        stream.getvalue(),
        "xl/worksheets/sheet1.xml",
        lambda text: text.replace("<sheetFormatPr ", '<sheetFormatPr zeroHeight="1" '),
    )
    return sheet_of(tmp_path, data)


def test_rows_that_hide_by_default_are_named_beside_rows_with_a_height(tmp_path):
    notes = zero_height(tmp_path, 2).notes
    assert [(note.code, note.places) for note in notes] == [
        ("sheet-row-perhaps-hidden", ("B3",)), ("sheet-row-perhaps-hidden", ("B4",)),
    ]  # fmt: skip


def test_a_sheet_that_hides_only_its_unused_rows_is_not_doubted(tmp_path):
    assert zero_height(tmp_path, 0).notes == ()


def test_columns_without_a_width_hide_where_the_default_is_none(tmp_path):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        page = book.add_worksheet()
        page.set_column("A:B", 12)
        page.write_row(0, 0, ["q", "a", "b"])
    data = with_part(
        stream.getvalue(),
        "xl/worksheets/sheet1.xml",
        lambda text: text.replace("<sheetFormatPr ", '<sheetFormatPr defaultColWidth="0" '),
    )
    hidden = sheet_of(tmp_path, data).hidden_columns
    assert 3 in hidden
    assert not hidden & {1, 2}


def test_old_workbooks_have_struck_cells_and_symbol_fonts_too(tmp_path):
    book = xlwt.Workbook()
    page = book.add_sheet("s")
    page.write(0, 0, "有", xlwt.easyxf("font: struck_out on"))
    page.write(1, 0, "\u00fe", xlwt.easyxf("font: name Wingdings"))
    page.write(2, 0, "no", xlwt.easyxf("font: bold on"))
    struck, plain = xlwt.Font(), xlwt.Font()
    struck.struck_out = True
    page.write_rich_text(3, 0, [("3", struck), ("5 years", plain)])
    stream = io.BytesIO()
    book.save(stream)
    sheet = sheet_of(tmp_path, stream.getvalue(), "xls")
    assert [cell(sheet, row) for row in (1, 2, 3, 4)] == [
        ("struck", "有"), ("text", "☑"), ("text", "no"), ("text", "5 years"),
    ]  # fmt: skip
    assert sheet.cells[3, 1].look == "bold"


def test_one_printed_option_with_an_empty_box_is_not_chosen():
    assert parse_answer("☐ 是", "yes_no").flags == ("template_unanswered",)
    assert parse_answer("☐ shared", "choice", options=["shared"]).items is None
    assert parse_answer("☑ shared", "choice", options=["shared"]).items == ("shared",)


SPACES = 'xmlns:o="urn:o" xmlns:t="urn:t" xmlns:x="urn:x" xmlns:s="urn:s" xmlns:f="urn:f"'
SPACES += ' xmlns:d="urn:d" xmlns:m="urn:m"'
LOOKS = {
    "gone": '<s:text-properties s:text-line-through-style="solid"/>',
    "signs": '<s:text-properties s:font-name="F1"/>',
    "loud": '<s:text-properties f:font-weight="bold"/>'
    '<s:table-cell-properties f:background-color="#FFFF00"/>',
}


def opendocument(tmp_path, cells, ahead=""):
    """A sheet of one row; a cell is its style and its content."""
    styles = "".join(
        f'<s:style s:name="{name}" s:family="table-cell">{look}</s:style>'
        for name, look in LOOKS.items()
    )
    row = "".join(
        f'<t:table-cell t:style-name="{style}" o:value-type="string">{content}</t:table-cell>'
        for style, content in cells
    )
    content = (
        f'<o:document-content {SPACES}><o:font-face-decls><s:font-face s:name="F1" '
        f"f:font-family=\"'Wingdings 2'\"/></o:font-face-decls><o:automatic-styles>{styles}"
        f'</o:automatic-styles><o:body><o:spreadsheet><t:table t:name="s">{ahead}<t:table-row>'
        f"{row}</t:table-row></t:table></o:spreadsheet></o:body></o:document-content>"
    )
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("content.xml", content)
    (book,) = read_workbooks([path])
    return book


def test_opendocument_has_struck_words_symbol_fonts_and_looks_too(tmp_path):
    spans = '<x:p><x:span x:style-name="gone">30 s </x:span>20 s</x:p>'
    cells = [
        ("gone", "<x:p>yes</x:p>"), ("signs", "<x:p>R</x:p>"), ("loud", "<x:p>no</x:p>"),
        ("", spans),
    ]  # fmt: skip
    sheet = opendocument(tmp_path, cells).sheets[0]
    assert [(c.kind.value, c.text, c.look) for c in sheet.cells.values()] == [
        ("struck", "yes", ""),
        ("text", "☑", ""),
        ("text", "no", "bold fill:#ffff00"),
        ("text", "20 s", "struck"),
    ]


def test_form_controls_of_opendocument_are_ticks_in_their_cells(tmp_path):
    forms = (
        '<o:forms><m:form><m:checkbox m:id="c1" m:current-state="checked" m:label="yes"/>'
        '<m:checkbox m:id="c2" m:current-state="unchecked" m:linked-cell="s.D1"/>'
        '<m:listbox m:id="c3"/></m:form></o:forms>'
    )
    cells = [("", f'<d:control d:control="c{n}"/>') for n in (1, 2, 3)]
    book = opendocument(tmp_path, cells, forms)
    sheet = book.sheets[0]
    assert [(place, cell.text) for place, cell in sheet.cells.items()] == [
        ((1, 1), "☑yes"),
        ((1, 2), "☐"),
    ]
    assert {note.code: note.places for note in sheet.notes} == {
        "sheet-controls-read": ("A1", "B1"),
        "sheet-controls-unread": ("C1",),
    }


def test_binary_workbooks_have_struck_cells_symbol_fonts_and_runs_too(tmp_path):
    record, wide = sample_books.record, sample_books.wide

    def font(name, flags=0, weight=400):
        sizes = struct.pack("<HHHHBBBBQB", 220, flags, weight, 0, 0, 0, 0, 0, 0, 0)
        return record(43, sizes + wide(name))

    fonts = font("Calibri") + font("Calibri", 0x8) + font("Wingdings 2") + font("Calibri", 0, 700)
    formats = b"".join(record(47, struct.pack("<HHH10x", 0, 0, number)) for number in range(4))
    styles = fonts + record(617, b"\0" * 4) + formats + record(618, b"")
    runs = struct.pack("<IHHHH", 2, 0, 1, 5, 0)
    strings = record(19, b"\1" + wide("30 s 20 s") + runs)
    cells = b"".join(
        record(6, struct.pack("<II", column, style) + wide(text))
        for column, (style, text) in enumerate([(1, "yes"), (2, "R"), (3, "no")])
    )
    cells += record(7, struct.pack("<III", 3, 0, 0))
    row = record(0, struct.pack("<IIHHBI", 0, 0, 300, 0, 0, 0))
    path = tmp_path / "a.xlsb"
    with zipfile.ZipFile(io.BytesIO(sample_books.xlsb())) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/styles.bin":
                data = styles
            elif name == "xl/worksheets/sheet1.bin":
                data = record(145, b"") + row + cells + record(146, b"")
            elif name == "xl/_rels/workbook.bin.rels":
                kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
                more = b'<Relationship Id="s" Target="s.bin" Type="%s/sharedStrings"/>' % kind
                data = data.replace(b"</Relationships>", more + b"</Relationships>")
            new.writestr(name, data)
        new.writestr("xl/s.bin", strings)
    (book,) = read_workbooks([path])
    assert [(c.kind.value, c.text, c.look) for c in book.sheets[0].cells.values()] == [
        ("struck", "yes", ""),
        ("text", "☑", ""),
        ("text", "no", "bold"),
        ("text", "20 s", "struck"),
    ]
