"""Drafts are read whole: every construct of Word once, in its view, with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
import word_files as word
from word_files import box, check_box, deleted, document, ins, p, row, saved, t, table

from vendor_score.contract import draft_of_text, read_document
from vendor_score.contract.records import Draft
from vendor_score.errors import SourceError


def read(folder: Path, *body: str, **more: object) -> Draft:
    return read_document(saved(folder, document(*body, **more)))  # type: ignore[arg-type]


def test_a_tracked_change_shows_both_views_its_author_and_the_number(tmp_path: Path) -> None:
    draft = read(tmp_path, p(t("首响 "), deleted("20秒"), ins("60秒"), t(" 以内")))
    assert draft.text() == "首响 60秒 以内"
    assert draft.text("original") == "首响 20秒 以内"
    (change,) = draft.changes
    assert (change.removed, change.added, change.author) == ("20秒", "60秒", "Seller Zhang")
    assert change.date.startswith("2026-11-20")
    assert change.place == "¶1"
    assert change.changes_a_number
    assert {"inserted", "deleted"} <= set(draft.flags)


def test_moved_words_stand_in_each_view_once(tmp_path: Path) -> None:
    moved = p(
        f"<w:moveFrom {word.BY}>{t('alpha')}</w:moveFrom>", t(" beta "),
        f"<w:moveTo {word.BY}>{t('alpha')}</w:moveTo>",
    )  # fmt: skip
    draft = read(tmp_path, moved)
    assert draft.text() == "beta alpha"
    assert draft.text("original") == "alpha beta"


def test_inserted_and_deleted_rows_belong_to_one_view(tmp_path: Path) -> None:
    draft = read(
        tmp_path,
        table(
            row(p(t("a")), p(t("1"))),
            row(p(t("b")), p(t("2")), properties=f"<w:ins {word.BY}/>"),
            row(p(t("c")), p(t("3")), properties=f"<w:del {word.BY}/>"),
        ),
    )
    assert draft.text() == "a | 1\nb | 2"
    assert draft.text("original") == "a | 1\nc | 3"
    assert draft.blocks[0].place == "table 1, row 1"


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    draft = read(tmp_path, p(t("before "), box("违约金10%")))
    assert draft.text().count("违约金10%") == 1
    assert "text-box" in draft.flags


@pytest.mark.parametrize("kind", ["block", "inline", "cell", "row"])
def test_content_controls_are_read_wherever_they_are(tmp_path: Path, kind: str) -> None:
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    cell = f"<w:tc>{p(t('TOKEN'))}</w:tc>"
    bodies = {
        "block": control(p(t("TOKEN"))),
        "inline": p(control(t("TOKEN"))),
        "cell": f"<w:tbl><w:tr>{control(cell)}</w:tr></w:tbl>",
        "row": f"<w:tbl>{control(row(p(t('TOKEN'))))}</w:tbl>",
    }
    assert read(tmp_path, bodies[kind]).text() == "TOKEN"


def test_ticked_boxes_are_known_from_empty_ones(tmp_path: Path) -> None:
    draft = read(tmp_path, p(check_box(True), t(" 定金 "), check_box(False), t(" 订金")))
    assert draft.checked == ("定金",)


def test_notes_stand_where_they_are_marked_and_struck_words_are_left_out(tmp_path: Path) -> None:
    body = p(t("首响20秒"), "<w:r><w:footnoteReference w:id='2'/></w:r>", t(" 旧价", "<w:strike/>"))
    draft = read(tmp_path, body, footnotes={"2": "除促销期外"})
    assert draft.text() == "首响20秒（除促销期外）"
    assert {"struck", "note"} <= set(draft.flags)


def test_hidden_words_are_read_and_flagged(tmp_path: Path) -> None:
    draft = read(tmp_path, p(t("open"), t(" secret", "<w:vanish/>")))
    assert draft.text() == "open secret"
    assert "hidden" in draft.flags


def test_comments_keep_their_author_and_place(tmp_path: Path) -> None:
    body = p(t("fee"), "<w:r><w:commentReference w:id='7'/></w:r>")
    (comment,) = read(tmp_path, body, comments={"7": "still open?"}).comments
    assert (comment.text, comment.author, comment.place) == ("still open?", "Li", "¶1")


@pytest.mark.parametrize(
    ("style", "words", "shown"),
    [
        ("decimal", "%1.", "2. "),
        ("chineseCounting", "第%1条", "第二条 "),
        ("lowerRoman", "%1)", "#) "),
    ],
)
def test_automatic_numbers_are_written_out(
    tmp_path: Path, style: str, words: str, shown: str
) -> None:
    level = f"<w:lvl w:ilvl='0'><w:numFmt w:val='{style}'/><w:lvlText w:val='{words}'/></w:lvl>"
    numbering = (
        f"<w:abstractNum w:abstractNumId='4'>{level}</w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='4'/></w:num>"
    )
    listed = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"
    draft = read(
        tmp_path,
        p(t("one"), properties=listed),
        p(t("two"), properties=listed),
        numbering=numbering,
    )
    assert draft.blocks[1].text == f"{shown}two"
    assert "numbered" in draft.flags


def test_an_embedded_part_that_is_not_read_is_named(tmp_path: Path) -> None:
    assert "part-not-read" in read(tmp_path, p(t("a")), "<w:altChunk r:id='x'/>").flags


def test_strict_documents_read_alike(tmp_path: Path) -> None:
    assert read(tmp_path, p(t("first response")), strict=True).text() == "first response"


def test_merged_and_nested_cells_stand_once(tmp_path: Path) -> None:
    inner = table(row(p(t("inner"))))
    draft = read(tmp_path, table(row(p(t("outer")) + inner + p())))
    assert draft.text() == "outer inner"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", b"<html><body>contract</body></html>"),
        ("b.docx", b"PK\x03\x04 cut short"),
        ("c.docx", b""),
        ("d.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("e.pdf", b"%PDF-1.4 nothing"),
    ],
)
def test_what_is_no_draft_is_refused_in_one_line(tmp_path: Path, name: str, data: bytes) -> None:
    path = saved(tmp_path, data, name)
    with pytest.raises(SourceError) as refused:
        read_document(path)
    for lang in ("en", "zh"):
        said = refused.value.message(lang)
        assert name in said
        assert "\n" not in said


def test_a_document_type_declaration_is_refused(tmp_path: Path) -> None:
    extra = {"word/document.xml": "<!DOCTYPE x><w:document xmlns:w='x'/>"}
    with pytest.raises(SourceError):
        read_document(saved(tmp_path, document(p(t("a")), extra=extra)))


def test_markdown_gives_headings_rows_and_lines(tmp_path: Path) -> None:
    path = saved(tmp_path, b"# Fees\n\n| a | b |\n|---|---|\n| 1 | 2 |\n- ~~old~~ new\n", "d.md")
    draft = read_document(path)
    assert [(b.text, b.place, b.level) for b in draft.blocks] == [
        ("Fees", "line 1", 1), ("a | b", "line 3", None), ("1 | 2", "line 5", None),
        ("new", "line 6", None),
    ]  # fmt: skip
    assert draft.flags == ("struck",)


def test_a_workbook_gives_its_rows(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "SLA"
    book.active.append(["First response", "20 s"])
    book.save(tmp_path / "sla.xlsx")
    draft = read_document(tmp_path / "sla.xlsx")
    assert [(b.text, b.place) for b in draft.blocks] == [("First response | 20 s", "SLA!A1")]


def test_what_stands_behind_an_annex_heading_is_annex() -> None:
    draft = draft_of_text("First response 20 s.\nAnnex 1\nFirst response 40 s.")
    assert [block.is_annex for block in draft.blocks] == [False, True, True]
