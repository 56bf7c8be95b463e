"""The decision record: same files, same bytes; it says what it rests on and can be held against."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile

import docx
import pptx
import pytest

from vendor_score.cli.main import main
from vendor_score.documents.blocks import Document, Grid, Heading, Items, Text
from vendor_score.documents.html import html_bytes
from vendor_score.documents.word import lines_of, word_bytes

CRITERIA = """\
title: {en: Small, zh: 小型比选}
reference_date: 2026-12-01
criteria:
- id: speed
  label: {en: Speed, zh: 速度}
  weight: 60
  answer: number
  value: points
  must: ">= 20"
- {id: price, label: {en: Price, zh: 价格}, weight: 40, answer: number, value: points}
"""
HEADS = ("Vendor", "Speed", "Price")
FORMATS = ("docx", "pptx", "html")


def write_answers(folder, speed=90):
    folder.mkdir(parents=True, exist_ok=True)
    rows = [HEADS, ("Alder", speed, 50), ("Birch", 60, 60), ("Cedar", 10, 90)]
    with (folder / "all.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


@pytest.fixture
def case(tmp_path, monkeypatch):
    write_answers(tmp_path / "answers")
    (tmp_path / "criteria.yaml").write_text(CRITERIA, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args):
    return main([str(arg) for arg in args])


def record(*args):
    return run("record", "--samples", 200, *args)


def word_text(path):
    word = docx.Document(str(path))
    cells = [c.text for table in word.tables for row in table.rows for c in row.cells]
    return "\n".join([*(p.text for p in word.paragraphs), *cells])


def slide_text(path):
    deck = pptx.Presentation(str(path))
    return "\n".join(
        shape.text_frame.text for slide in deck.slides for shape in slide.shapes
        if shape.has_text_frame
    )  # fmt: skip


def test_the_same_files_make_the_same_bytes(case) -> None:
    assert record("-o", "one", "--lang", "en") == 0
    assert record("-o", "two", "--lang", "en") == 0
    for kind in FORMATS:
        one, two = ((case / name / f"record.{kind}").read_bytes() for name in ("one", "two"))
        assert one == two


@pytest.mark.parametrize("kind", FORMATS)
def test_the_record_names_verdict_knock_out_words_signature_and_digests(case, kind) -> None:
    assert record("-o", "out", "--lang", "en", "--signed", "Mia Chen, Head of Service") == 0
    path = case / "out" / f"record.{kind}"
    said = {
        "docx": lambda: word_text(path),
        "pptx": lambda: slide_text(path),
        "html": lambda: path.read_text(encoding="utf-8"),
    }[kind]()
    assert "Alder" in said
    assert "Cedar: Speed must be" in said
    if kind != "pptx":
        assert "Mia Chen, Head of Service" in said
        assert re.search(r"\b[0-9a-f]{64}\b", said)
        assert "all.csv" in said
        assert "criteria.yaml" in said


@pytest.mark.parametrize("kind", ["docx", "pptx"])
def test_the_chart_is_a_native_one_with_every_ranked_vendor(case, kind) -> None:
    assert record("-o", "out", "--lang", "en") == 0
    with zipfile.ZipFile(case / "out" / f"record.{kind}") as package:
        names = package.namelist()
        assert len(names) == len(set(names))
        (chart,) = [n for n in names if re.search(r"charts/chart\d*\.xml$", n)]
        xml = package.read(chart).decode()
        assert any(name.endswith(".xlsx") for name in names)
    assert "Alder" in xml
    assert "Birch" in xml
    assert "Cedar" not in xml  # knocked out


def test_both_languages_make_a_page_and_a_slide_each(case) -> None:
    assert record("-o", "out", "--both") == 0
    said = word_text(case / "out" / "record.docx")
    assert "Decision record: Small" in said
    assert "评选决定记录：小型比选" in said
    assert len(pptx.Presentation(str(case / "out" / "record.pptx")).slides) == 2
    assert (case / "out" / "record.html").read_text(encoding="utf-8").count("<article") == 2


@pytest.mark.parametrize("kind", FORMATS)
def test_a_record_of_unchanged_files_is_verified_byte_for_byte(case, kind, capsys) -> None:
    args = ("--weight", "speed=0.7", "--signed", "Mia", "--lang", "zh")
    assert record("-o", "out", *args) == 0
    capsys.readouterr()
    assert run("record", "--lang", "en", "--verify", case / "out" / f"record.{kind}") == 0
    assert "byte for byte" in capsys.readouterr().out


def test_a_changed_answer_is_named_with_what_it_did(case, capsys) -> None:
    assert record("-o", "out", "--lang", "en") == 0
    write_answers(case / "answers", speed=30)
    capsys.readouterr()
    assert run("record", "--lang", "en", "--verify", "out/record.docx") == 1
    said = capsys.readouterr().out
    assert "all.csv has changed" in said
    assert re.search(r"Alder: 1 · 74\.000000000 · ranked, now 2 · 38\.000000000", said)
    assert run("record", "--json", "--verify", "out/record.docx") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["same"] is False
    assert {one["what"] for one in told["differs"]} >= {"file_changed", "vendor", "verdict"}


def test_other_criteria_and_a_new_file_are_named(case, capsys) -> None:
    assert record("-o", "out", "--lang", "en") == 0
    changed = CRITERIA.replace("weight: 60", "weight: 30")
    (case / "criteria.yaml").write_text(changed, encoding="utf-8")
    (case / "answers" / "more.csv").write_text("Vendor,Speed,Price\nDate,50,50\n", encoding="utf-8")
    capsys.readouterr()
    assert run("record", "--lang", "en", "--verify", "out/record.html") == 1
    said = capsys.readouterr().out
    for words in (
        "criteria criteria.yaml have changed",
        "more.csv was not there",
        "weight of speed",
    ):
        assert words in said


def test_a_text_that_was_edited_is_quoted(case, capsys) -> None:
    assert record("-o", "out", "--lang", "en") == 0
    word = docx.Document(str(case / "out" / "record.docx"))
    paragraph = next(p for p in word.paragraphs if "Cedar: Speed" in p.text)
    paragraph.runs[0].text = "Cedar met every must."
    word.save(str(case / "out" / "record.docx"))
    capsys.readouterr()
    assert run("record", "--lang", "en", "--verify", "out/record.docx") == 1
    assert "changed or taken out since: “Cedar: Speed" in capsys.readouterr().out


def test_a_record_that_word_saved_anew_still_holds(case, capsys) -> None:
    assert record("-o", "out", "--lang", "en") == 0
    path = case / "out" / "record.docx"
    docx.Document(str(path)).save(str(path))
    capsys.readouterr()
    assert run("record", "--lang", "en", "--verify", path) == 0
    assert "another program has saved it" in capsys.readouterr().out


def test_a_record_whose_inputs_are_gone_names_them(case, capsys) -> None:
    assert record("-o", "out", "--lang", "en") == 0
    (case / "answers" / "all.csv").unlink()
    capsys.readouterr()
    assert run("record", "--lang", "en", "--verify", "out/record.docx") == 2
    assert "all.csv" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", b"PK no package"),
        ("a.pptx", b""),
        ("a.html", b"<html>nothing</html>"),
        ("a.html", b'<script id="record">{"schema": "vendor-score/record/1"}</script>'),
        ("a.html", b'<script id="record">[[[</script>'),
        ("a.pdf", b"%PDF"),
    ],
)
def test_what_is_no_record_is_refused_in_one_line(case, capsys, name, content) -> None:
    (case / name).write_bytes(content)
    assert run("record", "--lang", "en", "--verify", name) == 2
    err = capsys.readouterr().err
    assert name in err
    assert len(err.splitlines()) == 1


def test_a_record_with_settings_that_cannot_be_is_refused(case, capsys) -> None:
    assert record("-o", "out", "--lang", "en", "--formats", "html") == 0
    page = case / "out" / "record.html"
    page.write_text(
        page.read_text(encoding="utf-8").replace('"languages":["en"]', '"languages":["xx"]'),
        encoding="utf-8",
    )
    assert run("record", "--lang", "en", "--verify", page) == 2


def test_the_changes_since_the_last_round_stand_in_the_record(case) -> None:
    write_answers(case / "round1" / "answers", speed=30)
    assert record("-o", "out", "--lang", "en", "--against", "round1") == 0
    assert "Alder is first now; in the last round it was Birch." in word_text(
        case / "out" / "record.docx"
    )


def test_json_prints_the_facts_of_the_record(case, capsys) -> None:
    assert record("-o", "out", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "vendor-score/record/1"
    assert told["vendors"]["Alder"] == {"rank": 1, "score": "74.000000000", "status": "ranked"}


def test_words_that_look_like_markup_stay_words() -> None:
    bad = "<b>&\u0001</script>\ud800"
    document = Document(
        title=bad,
        lang="en",
        blocks=(
            Heading(text=bad, level=1),
            Text(text=bad),
            Items(texts=(bad,)),
            Grid(heads=(bad,), rows=((bad,),), widths=(1.0,)),
        ),
    )
    word = docx.Document(io.BytesIO(word_bytes([document])))
    assert word.paragraphs[0].text == "<b>& </script>\N{REPLACEMENT CHARACTER}"
    page = html_bytes([document]).decode()
    assert "<b>" not in page
    assert lines_of([document])[0] == "<b>& </script>\N{REPLACEMENT CHARACTER}"


@pytest.mark.libreoffice
def test_a_record_of_one_language_is_one_page_in_a_word_processor(case, convert) -> None:
    from pypdfium2 import PdfDocument

    assert record("-o", "out", "--lang", "zh", "--formats", "docx,pptx") == 0
    for kind in ("docx", "pptx"):
        printed = PdfDocument(convert(case / "out" / f"record.{kind}", "pdf"))
        assert len(printed) == 1
        assert "Alder" in printed[0].get_textpage().get_text_bounded()
