"""Word documents: what their tables, controls, changes, boxes and lines come out as."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
import word_documents as word

from vendor_score.questionnaire.cells import Workbook, note_findings
from vendor_score.questionnaire.files import containers as package
from vendor_score.questionnaire.files import read_workbooks
from vendor_score.questionnaire.files.cell_formats import sign_text
from vendor_score.questionnaire.files.containers import Package, Sink, Unreadable, encode
from vendor_score.questionnaire.files.docx_blocks import block_text, paragraphs
from vendor_score.questionnaire.files.docx_walker import walk_document
from vendor_score.questionnaire.files.reader import _WorkbookBuilder
from vendor_score.questionnaire.files.worker import read_content

WINGDINGS = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
PICTURE_ELSEWHERE = word.relation("rId9", "image", "file:///logo.png", external=True)


def read(data: bytes) -> Workbook:
    """The workbook that a document is read as, without a process of its own."""
    building = _WorkbookBuilder("answers.docx")
    sink = Sink(lambda frame: building.take(json.loads(encode(frame))))
    read_content(data, ".docx", sink)
    return building.take(["done", "", list(sink.notes), sink.remarks, sink.is_document])


def cells(sheet) -> dict[tuple[int, int], str]:
    return {place: cell.text for place, cell in sheet.cells.items()}


def answer_in(book: Workbook) -> str:
    """What stands in B1 of the first table; empty where nothing does."""
    return cells(book.sheets[0]).get((1, 2), "")


def one_answer(*content: str) -> bytes:
    """A document whose table asks one question; ``content`` is a line of its answer."""
    return word.document(word.table(("Question", word.cell(word.paragraph(*content)))))


def in_cell(*content: str) -> str:
    return word.table((word.cell(word.paragraph(*content)),))


def test_a_table_is_a_sheet_named_by_its_number_and_heading():
    book = read(
        word.document(
            word.heading("Service levels"),
            word.table(("Question", "Answer"), ("First response", "20 s")),
            word.heading("Security"),
            "Please fill in every line of this table, and leave none of them empty.",
            word.table(("NDA", "yes")),
        )
    )
    names = [sheet.name for sheet in book.sheets]
    assert names[:2] == ["Table 1 Service levels", "Table 2 Security"]
    assert cells(book.sheets[0])[2, 2] == "20 s"
    assert book.is_document
    assert book.notes == ()


def test_tables_of_a_chinese_document_are_named_in_chinese():
    book = read(
        word.document("一、服务水平", word.table(("首次响应", "15秒")), "公司名称：星河客服")
    )
    assert [sheet.name for sheet in book.sheets] == ["表格 1 一、服务水平", "正文"]


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ((word.check_box(ticked=True), "yes ", word.check_box(ticked=False), "no"), "☑yes ☐no"),
        ((word.check_box(ticked=True, glyph="R"), "是"), "☑是"),
        ((word.check_box(ticked=False, glyph="☒"), "是"), "☐是"),
        (
            (word.old_check_box(ticked=True), "是 ", word.old_check_box(ticked=False), "否"),
            "☑是 ☐否",
        ),
        (
            (word.symbol("Wingdings", "F0FE"), "有 ", word.symbol("Wingdings", "F0A8"), "无"),
            "☑有 ☐无",
        ),
        ((word.symbol("Wingdings 2", "F052"), "有"), "☑有"),
        ((word.run("þ", WINGDINGS), "有 ", word.run("o", WINGDINGS), "无"), "☑有 ☐无"),
        ((word.run("\uf0fc"), "有"), "✓有"),
        (("≤ ", word.symbol("Symbol", "F0B1"), "3"), "≤ ±3"),
        ((word.drop_down("Yes"),), "Yes"),
        ((word.drop_down("Click here to choose", placeholder=True),), ""),
        ((word.drop_down("Choose an item."),), ""),
        ((word.field(" FORMTEXT ", "25 s"),), "25 s"),
        ((word.field(" DATE ", "2026-11-27"),), "2026-11-27"),
        (("<w:fldSimple w:instr='PAGE'><w:r><w:t>7</w:t></w:r></w:fldSimple>",), "7"),
        ((word.run("8", "<w:vanish/>"), "12"), "12"),
        ((word.run("no", "<w:strike/>"), " yes"), "yes"),
        ((word.run("no", '<w:strike w:val="false"/>'), "!"), "no!"),
        ((word.inserted("20"), word.deleted("15"), " s"), "20 s"),
        (("<w:moveFrom><w:r><w:t>here</w:t></w:r></w:moveFrom>there",), ""),
        (("<w:smartTag><w:r><w:t>3 days</w:t></w:r></w:smartTag>",), "3 days"),
        (("<m:oMath><m:r><m:t>≤15</m:t></m:r></m:oMath>",), "≤15"),
        (("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>",), "a\tb\nc"),
        ((word.text_box("25 s"),), "25 s"),
        (("about ", word.text_box("25 s")), "about \n25 s"),
    ],
)
def test_an_answer_is_read_as_its_reader_sees_it(content, shown):
    assert answer_in(read(one_answer(*content))) == shown


def test_the_look_before_a_tracked_change_of_format_does_not_count():
    look = "<w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange>"
    assert answer_in(read(one_answer(word.run("yes", look)))) == "yes"


def test_yes_and_no_side_by_side_of_which_one_is_marked_are_ticked():
    yellow = '<w:highlight w:val="yellow"/>'
    assert answer_in(read(one_answer("是 / ", word.run("否", yellow)))) == "☐是 ☑否"
    assert answer_in(read(one_answer(word.run("Yes", "<w:b/>"), " / No"))) == "☑Yes ☐No"
    shade = '<w:shd w:val="clear" w:fill="FFFF00"/>'
    assert answer_in(read(one_answer("有、", word.run("无", shade)))) == "☐有 ☑无"
    lines = word.cell(word.paragraph(word.run("支持", yellow)), word.paragraph("不支持"))
    assert answer_in(read(word.document(word.table(("夜班", lines))))) == "☑支持 ☐不支持"


@pytest.mark.parametrize("look", ["<w:b/>", '<w:u w:val="single"/>', '<w:highlight w:val="red"/>'])
@pytest.mark.parametrize(
    ("marked", "rest"),
    [
        ("15", " 秒"),
        ("Taobao", " / JD / PDD"),
        ("淘宝", "、京东"),
        ("No", ", partially"),
        ("是", ""),
    ],
)
def test_words_that_are_marked_and_no_choice_stay_as_they_are(look, marked, rest):
    assert answer_in(read(one_answer(word.run(marked, look), rest))) == marked + rest


def test_two_of_two_choices_marked_stay_as_they_are():
    yellow = '<w:highlight w:val="yellow"/>'
    both = (word.run("Yes", yellow), " / ", word.run("No", yellow))
    assert answer_in(read(one_answer(*both))) == "Yes / No"


def test_a_number_changed_by_a_tracked_change_is_a_warning_with_place_old_and_new():
    book = read(
        word.document(
            word.heading("SLA"),
            word.table(
                (
                    "First response",
                    word.cell(word.paragraph(word.deleted("20"), word.inserted("60"), " s")),
                ),
                ("NDA", word.cell(word.paragraph(word.deleted("no"), word.inserted("yes")))),
                ("Seats", word.cell(word.paragraph(word.inserted("40")))),
            ),
        )
    )
    (warned,) = [f for f in note_findings(book) if f.code == "number-changed"]
    assert str(warned.source) == "answers.docx › Table 1 SLA › B1"
    assert (warned.severity.value, warned.found) == ("warning", "20 s → 60 s")
    assert book.notes == ("words-changed",)


def test_a_number_changed_in_the_text_is_warned_about_and_a_form_filled_in_is_not():
    change = word.deleted("20"), word.inserted("60")
    book = read(
        word.document(
            word.paragraph("1. First response: ", *change, " s"),
            word.paragraph("2. Seats: ", word.inserted("40")),
            word.table(("NDA", word.cell(word.paragraph(word.inserted("30"), " seconds")))),
        )
    )
    (remark,) = book.remarks
    assert (remark.sheet, remark.cell, remark.found) == ("Text", "B1", "20 s → 60 s")


def test_inserted_rows_are_read_and_deleted_ones_are_gone():
    gone, new = '<w:del w:id="1" w:author="x"/>', '<w:ins w:id="2" w:author="x"/>'
    book = read(
        word.document(
            word.table(
                ("a", "1"),
                word.row("b", "2", properties=gone),
                word.row("c", "3", properties=new),
            )
        )
    )
    assert cells(book.sheets[0]) == {(1, 1): "a", (1, 2): "1", (2, 1): "c", (2, 2): "3"}


def test_merged_cells_stand_once_with_the_places_they_cover():
    tall, below = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    book = read(
        word.document(
            word.table(
                word.row(word.cell("Response", properties='<w:gridSpan w:val="3"/>')),
                word.row(word.cell("chat", properties=tall), "first", "20 s"),
                word.row(word.cell("", properties=below), "average", "30 s"),
                widths=(2000, 3000, 3000),
            )
        )
    )
    sheet = book.sheets[0]
    assert sheet.merged == ((1, 1, 1, 3), (2, 1, 3, 1))
    assert cells(sheet)[3, 3] == "30 s"
    assert (3, 1) not in sheet.cells


def test_borders_dragged_row_by_row_make_no_further_columns():
    book = read(
        word.document(
            word.table(
                word.row(
                    word.cell("a", properties='<w:gridSpan w:val="1"/>'),
                    word.cell("1", properties='<w:gridSpan w:val="2"/>'),
                ),
                word.row(
                    word.cell("b", properties='<w:gridSpan w:val="2"/>'),
                    word.cell("2", properties='<w:gridSpan w:val="1"/>'),
                ),
                word.row(word.cell("title", properties='<w:gridSpan w:val="3"/>')),
                widths=(3000, 120, 3000),
            )
        )
    )
    assert cells(book.sheets[0]) == {
        (1, 1): "a", (1, 2): "1", (2, 1): "b", (2, 2): "2", (3, 1): "title",
    }  # fmt: skip


def test_a_row_that_begins_later_keeps_its_columns():
    late = '<w:gridBefore w:val="1"/>'
    book = read(word.document(word.table(("a", "b"), word.row("1", properties=late))))
    assert cells(book.sheets[0])[2, 2] == "1"


def test_a_table_within_a_cell_is_a_sheet_and_part_of_the_cell():
    inner = word.table(("peak", "15 s"), ("else", "10 s"))
    book = read(word.document(word.table(("First response", word.cell(inner)))))
    assert [sheet.name for sheet in book.sheets] == ["Table 1", "Table 1.1"]
    assert answer_in(book) == "peak\t15 s\nelse\t10 s"
    assert cells(book.sheets[1])[2, 2] == "10 s"


def test_controls_around_rows_cells_and_blocks_hide_nothing():
    row = f"<w:sdt><w:sdtContent>{word.row('a', '1')}</w:sdtContent></w:sdt>"
    inner = f"<w:sdt><w:sdtContent>{word.cell('2')}</w:sdtContent></w:sdt>"
    whole = f"<w:sdt><w:sdtContent>{word.table(row, word.row('b', inner))}</w:sdtContent></w:sdt>"
    book = read(word.document(whole))
    assert cells(book.sheets[0]) == {(1, 1): "a", (1, 2): "1", (2, 1): "b", (2, 2): "2"}


def test_a_picture_instead_of_an_answer_is_a_picture():
    drawing = "<w:r><w:drawing><a:graphic><a:blip/></a:graphic></w:drawing></w:r>"
    book = read(one_answer(drawing))
    assert book.sheets[0].cells[1, 2].kind == "picture"


def test_a_footnote_stands_in_brackets_where_it_belongs():
    notes = (
        f'<w:footnotes {word.SPACES}><w:footnote w:id="2">{word.paragraph("chat only")}'
        "</w:footnote></w:footnotes>"
    )
    data = word.document(
        word.table(
            (
                "First response",
                word.cell(word.paragraph("20 s", '<w:r><w:footnoteReference w:id="2"/></w:r>')),
            )
        ),
        parts={"word/footnotes.xml": notes},
        related=word.relation("rId2", "footnotes", "footnotes.xml"),
    )
    assert answer_in(read(data)) == "20 s (chat only)"


def test_lines_that_ask_are_a_sheet_of_two_columns():
    book = read(
        word.document(
            word.heading("客服外包问卷"),
            "公司名称：星河客服有限公司\t联系人：王小姐",
            "1. 首次响应时间：15秒",
            "2. 是否签署保密协议？ ☑是 □否",
            "3、贵司有哪些安全认证？",
            "ISO27001",
            "等保三级",
            "",
            "以上内容真实有效。",
            "4. 平均响应时间",
            "（单位：秒）",
            "25",
            "5. 坐席人数：______",
            "6. 夜班是否有人值守？",
            "答：有",
        )
    )
    (sheet,) = book.sheets
    assert cells(sheet) == {
        (1, 1): "公司名称", (1, 2): "星河客服有限公司",
        (2, 1): "联系人", (2, 2): "王小姐",
        (3, 1): "1. 首次响应时间", (3, 2): "15秒",
        (4, 1): "2. 是否签署保密协议？", (4, 2): "☑是 □否",
        (5, 1): "3、贵司有哪些安全认证？", (5, 2): "ISO27001\n等保三级",
        (6, 1): "4. 平均响应时间 （单位：秒）", (6, 2): "25",
        (7, 1): "5. 坐席人数",
        (8, 1): "6. 夜班是否有人值守？", (8, 2): "有",
    }  # fmt: skip


def test_a_list_below_a_question_answers_it():
    book = read(
        word.document(
            "1. Which certificates do you hold?", "(1) ISO 27001", "(2) SOC 2", "2. Seats: 40"
        )
    )
    assert cells(book.sheets[0]) == {
        (1, 1): "1. Which certificates do you hold?", (1, 2): "(1) ISO 27001\n(2) SOC 2",
        (2, 1): "2. Seats", (2, 2): "40",
    }  # fmt: skip


def test_a_label_may_end_in_a_digit_and_a_clock_time_is_none():
    book = read(
        word.document(
            "1. ISO27001: yes", "2. ISO 9001：no", "We open at 9:30.", "3. Hours: 9:30-18"
        )
    )
    assert cells(book.sheets[0]) == {
        (1, 1): "1. ISO27001", (1, 2): "yes", (2, 1): "2. ISO 9001", (2, 2): "no",
        (3, 1): "3. Hours", (3, 2): "9:30-18",
    }  # fmt: skip


def test_a_text_box_answers_the_question_it_is_fixed_to():
    book = read(word.document(word.paragraph("First response:", word.text_box("20 s"))))
    assert cells(book.sheets[0]) == {(1, 1): "First response", (1, 2): "20 s"}


@pytest.mark.parametrize(
    ("relations", "parts", "block", "note"),
    [
        ("", {"word/vbaProject.bin": "x"}, "", "macros"),
        ("", {"word/embeddings/book.xlsx": "x"}, "", "embedded-file"),
        (PICTURE_ELSEWHERE, {}, "", "external-links"),
        ("", {}, '<w:altChunk r:id="rId9"/>', "part-not-read"),
        ("", {}, word.paragraph(word.field(' INCLUDETEXT "a.docx" ', "20 s")), "external-links"),
        ("", {}, in_cell(word.symbol("Wingdings", "F021")), "unknown-sign"),
        ("", {}, in_cell("<w:r><w:object><w:control/></w:object></w:r>"), "active-control"),
    ],
)  # fmt: skip
def test_what_is_not_read_or_followed_is_said_once(relations, parts, block, note):
    book = read(word.document("Seats: 40", block, block, parts=parts, related=relations))
    assert book.notes == (note,)
    (finding,) = note_findings(book)
    assert finding.title("en") != finding.title("zh")


def test_a_remote_template_is_not_fetched():
    rels = word.relation("rId1", "attachedTemplate", "https://example.com/t.dotm", external=True)
    parts = {
        "word/settings.xml": f"<w:settings {word.SPACES}/>",
        "word/_rels/settings.xml.rels": word.relations(rels),
    }
    assert read(word.document("Seats: 40", parts=parts)).notes == ("external-links",)


def test_an_ordinary_link_is_nothing_to_speak_of():
    link = word.relation("rId9", "hyperlink", "https://example.com", external=True)
    inner = f'<w:hyperlink r:id="rId9">{word.run("our page")}</w:hyperlink>'
    book = read(word.document(word.paragraph("See: ", inner), related=link))
    assert book.notes == ()
    assert cells(book.sheets[0])[1, 2] == "our page"


def test_the_strict_namespace_is_read_too():
    spaces = word.SPACES.replace(word.W, word.STRICT)
    book = read(word.document(word.table(("Seats", "40")), spaces=spaces))
    assert answer_in(book) == "40"


def test_a_document_is_known_by_its_content_and_refused_in_one_line_where_cut_short(tmp_path):
    data = word.document(word.table(("Seats", "40")))
    (tmp_path / "a.doc").write_bytes(data)
    (tmp_path / "b.docx").write_bytes(data[: len(data) // 2])
    named, cut = read_workbooks([tmp_path / "a.doc", tmp_path / "b.docx"])
    assert (answer_in(named), named.is_document, len(named.sha256)) == ("40", True, 64)
    assert (cut.code, cut.is_error) == ("file-damaged", True)


def walked(data: bytes):
    return walk_document(Package(data))


def test_a_large_table_stops_at_the_limit_of_elements(monkeypatch):
    data = word.document(word.table(*[("Seats", "40")] * 200))
    assert len(walked(data).blocks[0].rows) == 200
    monkeypatch.setattr(package, "MAX_ELEMENTS", 1_000)
    with pytest.raises(Unreadable, match="file-too-large"):
        walked(data)


def test_deep_nesting_stops_at_the_limit_of_depth(monkeypatch):
    inner = "40"
    for _ in range(5):
        inner = word.cell(word.table((inner,)))
    data = word.document(word.table((inner,)))
    assert block_text(walked(data).blocks) == "40"
    monkeypatch.setattr(package, "MAX_XML_DEPTH", 15)
    with pytest.raises(Unreadable, match="file-too-large"):
        walked(data)


def test_the_deepest_document_within_the_limits_is_walked_through():
    depth = (package.MAX_XML_DEPTH - 8) // 2
    wraps = (
        "<w:sdt><w:sdtContent>" * depth + word.paragraph("40") + "</w:sdtContent></w:sdt>" * depth
    )
    assert block_text(walked(word.document(wraps)).blocks) == "40"


def test_remarks_stop_at_their_limit():
    sink = Sink(lambda _: None)
    sink.sheet("a")
    for _ in range(package.MAX_REMARKS + 5):
        sink.remark("number-changed", "B1", "1 → 2")
    assert len(sink.remarks) == package.MAX_REMARKS


def test_the_walker_keeps_what_a_contract_is_read_for():
    comments = (
        f'<w:comments {word.SPACES}><w:comment w:id="4" w:author="Han Mei">'
        f"{word.paragraph('too long?')}</w:comment></w:comments>"
    )
    header = f"<w:hdr {word.SPACES}>{word.paragraph('Draft 3')}</w:hdr>"
    document = walked(
        word.document(
            word.paragraph(
                "Within ", word.deleted("20"), word.inserted("60"), " s",
                '<w:r><w:commentReference w:id="4"/></w:r>',
                properties='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>',
            ),
            word.heading("Term", 2),
            parts={"word/comments.xml": comments, "word/header1.xml": header},
            related=word.relation("rId2", "comments", "comments.xml")
            + word.relation("rId3", "header", "header1.xml"),
        )
    )  # fmt: skip
    clause, title = document.blocks
    assert (clause.text(), clause.text("original")) == ("Within 60 s", "Within 20 s")
    assert (clause.list_level, clause.comments, title.level) == (("3", 1), ("4",), 2)
    assert document.comments == (("4", "too long?"),)
    assert block_text(document.headers) == "Draft 3"


def test_a_deleted_end_of_paragraph_joins_two():
    mark = '<w:rPr><w:del w:id="1" w:author="x"/></w:rPr>'
    document = walked(word.document(word.paragraph("20 ", properties=mark), "seconds"))
    assert block_text(document.blocks) == "20 seconds"


def test_paragraphs_in_boxes_and_cells_are_all_found():
    document = walked(
        word.document(word.paragraph("a", word.text_box("b")), word.table((word.cell("c"),)))
    )
    assert [p.text() for p in paragraphs(document.blocks)] == ["a", "b", "c"]


def test_letters_of_other_fonts_stay_what_they_are():
    assert sign_text("þ o", "Arial") == "þ o"
    assert sign_text("中文", "Wingdings") == "中文"


@pytest.mark.libreoffice
def test_a_document_of_these_tests_opens_and_one_by_libreoffice_is_read(tmp_path):
    made = word.document(
        word.heading("Questionnaire"),
        "Company: Cedar Ltd",
        word.table(("Question", "Answer"), ("First response", "20 s"), ("Seats", "40")),
    )
    (tmp_path / "made.docx").write_bytes(made)
    page = "<html><body><p>Company: Cedar Ltd</p><table border=1>"
    page += (
        "<tr><td>Question</td><td>Answer</td></tr><tr><td rowspan=2>Response</td><td>20 s</td></tr>"
        "<tr><td>30 s</td></tr></table></body></html>"
    )
    (tmp_path / "page.html").write_text(page)
    convert(tmp_path, "made.docx", "txt:Text")
    convert(tmp_path, "page.html", "docx:MS Word 2007 XML", "--writer")
    assert "First response" in (tmp_path / "made.txt").read_text("utf-8")
    book = read((tmp_path / "page.docx").read_bytes())
    assert cells(book.sheets[0]) == {
        (1, 1): "Question", (1, 2): "Answer", (2, 1): "Response", (2, 2): "20 s", (3, 2): "30 s",
    }  # fmt: skip
    assert book.sheets[0].merged == ((2, 1, 3, 1),)


def convert(folder: Path, name: str, into: str, *options: str) -> None:
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", *options,
         "--convert-to", into, "--outdir", str(folder), str(folder / name)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
