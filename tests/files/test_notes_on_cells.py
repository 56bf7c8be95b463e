"""Notes and threads on cells are the remarks of their answers, without who wrote them."""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import replace

import openpyxl
import pytest
import sample_books
import word_documents as word
from openpyxl.comments import Comment

from vendor_score.findings import Severity
from vendor_score.questionnaire.cells import Cell, CellKind, Sheet, Workbook
from vendor_score.questionnaire.files import read_workbooks
from vendor_score.questionnaire.files.containers import plain_note
from vendor_score.questionnaire.reader import answers_from_workbooks
from vendor_score.questionnaire.sheets.grid import enclose_own_note, without_form_notes
from vendor_score.records import Question
from vendor_score.wording import Label

ROWS = [("Question", "Answer"), ("First response", "20 s"), ("NDA", "yes"), ("Seats", None)]
NAMES = (
    ("first", "duration", "First response", "首次响应"),
    ("nda", "yes_no", "NDA", "保密协议"),
    ("seats", "count", "Seats", "坐席数"),
)
QUESTIONS = [
    Question(id=id, kind=kind, label=Label(en=en, zh=zh), text=Label(en=en, zh=zh), unit=unit)
    for (id, kind, en, zh), unit in zip(NAMES, ("s", None, None), strict=True)
]


def saved(tmp_path, comments, name="acme.xlsx"):
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    for cell, (text, author) in comments.items():
        book.active[cell].comment = Comment(text, author)
    book.save(tmp_path / name)
    return tmp_path / name


def with_parts(path, parts, relations=""):
    """The workbook with parts put in, and related to its first sheet."""
    with zipfile.ZipFile(path) as old:
        files = {name: old.read(name) for name in old.namelist()}
    files |= {name: text.encode() for name, text in parts.items()}
    if relations:
        name = "xl/worksheets/_rels/sheet1.xml.rels"
        head = (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        )
        known = files.get(name, head + b"</Relationships>")
        files[name] = known.replace(b"</Relationships>", relations.encode() + b"</Relationships>")
    with zipfile.ZipFile(path, "w") as new:
        for name, data in files.items():
            new.writestr(name, data)
    return path


def comments(path):
    (book,) = read_workbooks([path])
    return dict(book.sheets[0].comments)


def test_a_note_is_read_without_its_authors_name(tmp_path):
    path = saved(tmp_path, {"B3": ("Jane Doe:\nonly after signature", "Jane Doe")})
    assert comments(path) == {(3, 2): "only after signature"}


@pytest.mark.parametrize(
    ("text", "author", "first_run", "words"),
    [
        ("张三:\n仅限工作日", "张三", "张三:", "仅限工作日"),
        ("王五：\n另行报价", "", "王五：", "另行报价"),
        ("Except holidays: none", "", "", "Except holidays: none"),
        ("by phone\n\t-Jane Doe\n----\nalso by mail\n\t-Li Lei", "", "", "by phone\nalso by mail"),
        ("- none\n- but nights", "", "", "- none\n- but nights"),
        ("", "Jane", "", ""),
    ],
)
def test_names_that_programs_put_into_notes_are_left_out(text, author, first_run, words):
    assert plain_note(text, author, first_run) == words


def test_a_bold_name_before_a_note_is_left_out_where_the_file_names_another_author(tmp_path):
    path = saved(tmp_path, {"B3": ("x", "")})
    bold = '<r><rPr><b val="1"/></rPr><t>Han Mei:</t></r>'
    runs = f'{bold}<r><t xml:space="preserve">\nfrom May on</t></r>'
    part = (
        '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors>'
        f'<author>user</author></authors><commentList><comment ref="B3" authorId="0"><text>{runs}'
        "</text></comment></commentList></comments>"
    )
    with zipfile.ZipFile(path) as package:
        name = next(n for n in package.namelist() if "comment" in n and n.endswith(".xml"))
    assert comments(with_parts(path, {name: part})) == {(3, 2): "from May on"}


def test_a_thread_is_read_once_and_nobody_is_named(tmp_path):
    path = saved(tmp_path, {"B3": ("[Threaded comment] You may not see it", "tc={1}")})
    thread = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
        'threadedcomments"><threadedComment ref="B3" dT="2026-11-01T00:00:00" personId="{P}" '
        'id="{1}"><text>@Jane Doe not at night</text><mentions><mention mentionpersonId="{Q}" '
        'mentionId="{M}" startIndex="0" length="9"/></mentions></threadedComment><threadedComment '
        'ref="B3" personId="{Q}" id="{2}" parentId="{1}"><text>nor on Sundays</text>'
        "</threadedComment></ThreadedComments>"
    )
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    relation = f'<Relationship Id="t1" Type="{kind}" Target="../threadedComments/t1.xml"/>'
    path = with_parts(path, {"xl/threadedComments/t1.xml": thread}, relation)
    assert comments(path) == {(3, 2): "not at night\nnor on Sundays"}


def test_notes_of_opendocument_are_read(tmp_path):
    content = (
        '<o:document-content xmlns:o="urn:o" xmlns:t="urn:t" xmlns:x="urn:x" xmlns:d="urn:d">'
        '<o:body><o:spreadsheet><t:table t:name="s"><t:table-row><t:table-cell '
        'o:value-type="string"><x:p>NDA</x:p></t:table-cell><t:table-cell o:value-type="string">'
        "<o:annotation><d:creator>Jane Doe</d:creator><d:date>2026-11-01</d:date>"
        "<x:p>Jane Doe:</x:p><x:p>only after <x:span>signature</x:span></x:p>"
        "<x:p>clause 5</x:p></o:annotation>"
        "<x:p>yes</x:p></t:table-cell></t:table-row></t:table></o:spreadsheet></o:body>"
        "</o:document-content>"
    )
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("content.xml", content)
    (book,) = read_workbooks([path])
    assert book.sheets[0].cells[1, 2].text == "yes"
    assert book.sheets[0].comments == {(1, 2): "only after signature\nclause 5"}


def test_notes_of_binary_workbooks_are_read(tmp_path):
    record, wide = sample_books.record, sample_books.wide
    note = struct.pack("<5I16x", 0, 2, 2, 1, 1)
    part = (
        record(628, b"") + record(632, wide("Jane Doe")) + record(635, note)
        + record(637, b"\0" + wide("Jane Doe:\nnot at night")) + record(636, b"")
    )  # fmt: skip
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="c" Type="{kind}" Target="../comments1.bin"/></Relationships>'
    )
    path = tmp_path / "a.xlsb"
    with zipfile.ZipFile(io.BytesIO(sample_books.xlsb())) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/comments1.bin", part)
        new.writestr("xl/worksheets/_rels/sheet1.bin.rels", relations)
    assert comments(path) == {(3, 2): "not at night"}


def test_comments_of_a_document_stand_on_their_answers(tmp_path):
    def noted(id):
        return f'<w:r><w:commentReference w:id="{id}"/></w:r>'

    said = "".join(
        f'<w:comment w:id="{id}" w:author="Han Mei" w:initials="HM">{word.paragraph(text)}'
        "</w:comment>"
        for id, text in ((1, "not at night"), (2, "from May on"), (3, "a title"))
    )
    data = word.document(
        word.paragraph("Answers", noted(3)),
        "",
        word.table(
            ("Question", "Answer"),
            word.row("First response", word.cell(word.paragraph("20 s", noted(1)))),
        ),
        "",
        word.paragraph("Seats: 40", noted(2)),
        parts={"word/comments.xml": f"<w:comments {word.SPACES}>{said}</w:comments>"},
        related=word.relation("rId2", "comments", "comments.xml"),
    )
    (tmp_path / "a.docx").write_bytes(data)
    (book,) = read_workbooks([tmp_path / "a.docx"])
    table, text = book.sheets
    assert table.comments == {(2, 2): "not at night"}
    assert [text.cells[place[0], 1].text for place in text.comments] == ["Seats"]
    assert list(text.comments.values()) == ["from May on"]
    assert "comments" in book.notes  # the one on the title stands on no answer


def workbook(file, comments, rows=ROWS):
    cells = {
        (row, column): Cell(row=row, column=column, kind=CellKind.TEXT, text=str(value))
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values, 1)
        if value is not None
    }
    return Workbook(file=file, sha256="", sheets=(Sheet(name="s", cells=cells, comments=comments),))


def notes(answers):
    codes = {"note-on-answer", "note-without-answer", "notes-elsewhere"}
    return [(f.code, f.source.cell, f.severity) for f in answers.findings if f.code in codes]


def test_a_note_is_a_remark_of_its_answer_and_changes_nothing_in_it():
    plain = answers_from_workbooks([workbook("Acme.xlsx", {})], QUESTIONS)
    noted = answers_from_workbooks([workbook("Acme.xlsx", {(3, 2): "only by day"})], QUESTIONS)
    answer = noted.of("Acme", "nda")
    assert answer.remarks == "only by day"
    assert replace(answer, remarks="") == plain.of("Acme", "nda")
    assert notes(noted) == [("note-on-answer", "B3", Severity.INFO)]


def test_a_note_on_an_empty_cell_is_named_and_not_read():
    answers = answers_from_workbooks([workbook("Acme.xlsx", {(4, 2): "40 seats"})], QUESTIONS)
    assert answers.of("Acme", "seats").reading is None
    assert ("note-without-answer", "B4", Severity.WARNING) in notes(answers)


def test_notes_that_stand_on_no_answer_are_counted_in_one_line():
    given = {(1, 1): "fill in", (2, 1): "in seconds"}
    answers = answers_from_workbooks([workbook("Acme.xlsx", given)], QUESTIONS)
    (found,) = [f for f in answers.findings if f.code == "notes-elsewhere"]
    assert (found.values["count"], found.values["places"]) == (2, "A1, A2")


def test_notes_that_came_with_the_form_are_nobodys_remarks():
    hint = {(4, 2): "number of seats, without leads"}
    books = [workbook("Acme.xlsx", {**hint, (3, 2): "by day"}), workbook("Birch.xlsx", hint)]
    answers = answers_from_workbooks(books, QUESTIONS)
    assert notes(answers) == [("note-on-answer", "B3", Severity.INFO)]


def test_notes_of_a_marked_copy_are_not_read_again_and_replies_to_them_are():
    own = enclose_own_note("The answer is vague.")
    books = [workbook("Acme.xlsx", {(3, 2): f"by day\n\n{own}\nfrom May on", (2, 2): own})]
    (book,) = without_form_notes(books)
    assert book.sheets[0].comments == {(3, 2): "by day\nfrom May on"}
