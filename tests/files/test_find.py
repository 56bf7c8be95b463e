"""Which files are found, and by what names they are shown."""

import os

import pytest

from vendor_score.questionnaire.files import find_sources, read_sources


def write(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"Question,Answer\nx,y\n")


def names(found):
    return [file.file for file in found.files]


def test_folders_are_searched_to_the_bottom_and_names_are_relative_and_sorted(tmp_path):
    write(tmp_path, "b.csv", "a.csv", "sub/deep/c.csv")
    found = find_sources([tmp_path])
    assert names(found) == ["a.csv", "b.csv", "sub/deep/c.csv"]
    assert [file.path for file in found.files][2] == tmp_path / "sub/deep/c.csv"
    assert not any(str(tmp_path) in name for name in names(found))


@pytest.mark.parametrize(
    "name",
    ["~$a.xlsx", ".hidden.xlsx", ".git/a.xlsx", "criteria.yaml", "c.schema.json", "Thumbs.db",
     "__MACOSX/a.xlsx"],
)  # fmt: skip
def test_left_out(tmp_path, name):
    write(tmp_path, "a.csv", name)
    assert names(find_sources([tmp_path])) == ["a.csv"]


def test_the_output_folder_is_left_out_unless_the_sources_lie_in_it(tmp_path):
    write(tmp_path, "a.csv", "results/ranking.csv")
    assert names(find_sources([tmp_path], skip=tmp_path / "results")) == ["a.csv"]
    assert names(find_sources([tmp_path], skip=tmp_path)) == ["a.csv", "results/ranking.csv"]


def test_an_earlier_ranking_is_known_by_its_content(tmp_path):
    write(tmp_path, "a.csv", "old/ranking.csv", "old/report.html", "old/acme.csv")
    (tmp_path / "old/ranking.json").write_text('{"schema": "vendor-score/ranking/1"}')
    assert names(find_sources([tmp_path])) == ["a.csv", "old/acme.csv"]


def test_a_file_given_twice_is_taken_once(tmp_path):
    write(tmp_path, "a.csv")
    assert names(find_sources([tmp_path, tmp_path / "a.csv", tmp_path / "a.csv"])) == ["a.csv"]


def test_files_of_several_folders_keep_their_folders_names(tmp_path):
    write(tmp_path, "north/a.csv", "south/a.csv")
    found = find_sources([tmp_path / "south", tmp_path / "north"])
    assert names(found) == ["north/a.csv", "south/a.csv"]


def test_two_files_of_one_name_stay_two(tmp_path):
    write(tmp_path, "north/a.csv", "south/a.csv")
    found = find_sources([tmp_path / "north/a.csv", tmp_path / "south/a.csv"])
    assert names(found) == ["a.csv", "a.csv (2)"]


def test_what_is_not_there_is_said(tmp_path):
    (missing,) = find_sources([tmp_path / "nowhere"]).unreadable
    assert missing.code == "file-missing"
    assert missing.message("en") == "nowhere: there is no such file; check the name."


def test_a_relative_folder_is_found_from_where_one_stands(tmp_path, monkeypatch):
    write(tmp_path, "a.csv")
    monkeypatch.chdir(tmp_path)
    assert [book.file for book in read_sources(["."]).workbooks] == ["a.csv"]


def test_documents_are_listed_as_received_and_are_no_errors(tmp_path):
    write(tmp_path, "a.csv")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "c.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "d.txt").write_text("Dear buyer, we will answer soon.")
    received = read_sources([tmp_path])
    assert [book.file for book in received.workbooks] == ["a.csv"]
    assert [(f.file, f.values["kind"], f.is_error) for f in received.unreadable] == [
        ("b.pdf", "pdf", False),
        ("c.png", "picture", False),
        ("d.txt", "text", False),
    ]


def test_the_tools_own_workbooks_are_known_by_their_mark(tmp_path):
    import openpyxl

    for kind in ("scorecard", "review", "questionnaire"):
        book = openpyxl.Workbook()
        sheet = book.create_sheet("_vendor_score")
        sheet.append(["format", kind])
        book.save(tmp_path / f"{kind}.xlsx")
    received = read_sources([tmp_path, tmp_path / "review.xlsx"])
    assert received.skipped == ("scorecard.xlsx",)
    assert [book.file for book in received.reviews] == ["review.xlsx"]
    assert [book.file for book in received.workbooks] == ["questionnaire.xlsx"]


@pytest.mark.skipif(os.name != "posix", reason="needs links")
def test_links_are_followed_and_rounds_end(tmp_path):
    write(tmp_path, "real/a.csv")
    (tmp_path / "real/round").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "link.csv").symlink_to(tmp_path / "real/a.csv")
    assert names(find_sources([tmp_path])) == ["link.csv"]
