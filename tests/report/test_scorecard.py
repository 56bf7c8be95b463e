"""The scorecard: live formulas that agree with Python, text that stays text, the same bytes."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest
from hand_made import answered, criteria, decision, group, leaf, number
from report_made import report_of

from vendor_score.criteria.model import MissingRules
from vendor_score.kinds.rules import parse_rule
from vendor_score.present.files.scorecard import scorecard
from vendor_score.present.files.scorecard_sheet import MOST_VENDORS, column_letters
from vendor_score.present.model import coloured_groups
from vendor_score.records import Answer, AnswerState, Override, Reading

FORMULA_NAME = '=HYPERLINK("http://x","y")'


def problem():
    """Two levels, an excluded answer, a tie, a knock-out, an open must, an idle criterion."""
    tree = criteria(
        group(
            "speed",
            3,
            leaf("first", 1, missing=MissingRules(default="exclude")),
            leaf("peak", 2, must=parse_rule(">= 10")),
        ),
        leaf("proof", 1),
        leaf("idle", 0),
    )
    given = {
        FORMULA_NAME: {"first": 50, "peak": 30, "proof": 100, "idle": 1},
        "北京客服": {"first": "refused", "peak": 40, "proof": number(20, 60), "idle": 70},
        "Gamma": {"first": 50, "peak": 30, "proof": 100, "idle": 1},
        "Out": {"first": 90, "peak": 5, "proof": 100, "idle": 90},
        "Open": {"first": 10, "peak": "blank", "proof": 50, "idle": 100},
    }
    return decision(tree, given)


def book_of(report, **options):
    return openpyxl.load_workbook(io.BytesIO(scorecard(report)), **options)


def weight_cells(book):
    ((sheet, cells),) = book.defined_names["weights"].destinations
    return book[sheet][cells.replace("$", "")][0]


def enter(book, weights):
    """Write weights by criterion into the cells that the buyer changes."""
    for cell in weight_cells(book):
        id = cell.offset(row=-1).value
        cell.value = weights.get(id, cell.value)


def warning(book):
    """What stands beside the weights."""
    return weight_cells(book)[0].parent["B7"].value or None


def recalculated(book, folder, convert):
    """The workbook as LibreOffice computes it from formulas alone: openpyxl keeps no values."""
    path = folder / "changed.xlsx"
    book.save(path)
    return openpyxl.load_workbook(convert(path, "xlsx:Calc MS Excel 2007 XML"), data_only=True)


def sums(book):
    """Vendor to (rank, score) on the second sheet."""
    rows = book.worksheets[1].iter_rows(min_row=13, max_col=4, values_only=True)
    return {name: (rank or None, score) for name, _, rank, score in rows if name}


def listed(book):
    """(rank, vendor, score) in order on the first sheet."""
    rows = book.worksheets[0].iter_rows(min_row=7, min_col=2, max_col=4, values_only=True)
    return [(rank or None, name, score) for rank, name, score in rows if name]


def agrees(book, ranking):
    found = sums(book)
    assert set(found) == {vendor.name for vendor in ranking.vendors}
    for vendor in ranking.vendors:
        rank, score = found[vendor.name]
        assert rank == vendor.rank
        assert score == pytest.approx(vendor.score, abs=1e-9)
    assert [(rank, name) for rank, name, _ in listed(book)] == [
        (vendor.rank, vendor.name) for vendor in ranking.vendors
    ]


def test_stored_values_are_those_of_the_ranking():
    report = report_of(problem())
    agrees(book_of(report, data_only=True), report.ranking)


def test_weights_are_the_shares_of_the_whole_in_the_order_of_the_criteria():
    report = report_of(problem())
    cells = weight_cells(book_of(report))
    assert [cell.value for cell in cells] == list(report.decision.leaf_weights.values())
    ids = [cell.offset(row=-1).value for cell in cells]
    assert ids == ["first", "peak", "proof", "idle"]


CHANGES = {
    "one leaf": {"first": 0.9},
    "one leaf to nothing": {"peak": 0},
    "an idle leaf": {"idle": 0.4},
    "two leaves": {"first": 0.2, "proof": 0.45},
    "all of the whole": {"proof": 1},
    "all but an idle leaf": {"first": 0.1, "peak": 0.2, "proof": 0.7},
    "every leaf": {"first": 0.1, "peak": 0.2, "proof": 0.3, "idle": 0.4},
}


@pytest.mark.libreoffice
@pytest.mark.parametrize("shares", CHANGES.values(), ids=CHANGES)
def test_changed_weights_rank_as_the_same_shares_do_in_python(shares, tmp_path, convert):
    report = report_of(problem())
    book = book_of(report)
    enter(book, shares)
    fresh = recalculated(book, tmp_path, convert)
    assert warning(fresh) is None
    agrees(fresh, report.decision.with_weights(shares).rank())


RELATIVE = {
    "weights like 30": {"first": 10, "peak": 20, "proof": 30, "idle": 40},
    "above the whole": {"first": 0.7, "proof": 0.5},
    "nobody to take up the rest": {"first": 0.1, "peak": 0.2, "proof": 0.2},
}


@pytest.mark.libreoffice
@pytest.mark.parametrize("entered", RELATIVE.values(), ids=RELATIVE)
def test_weights_that_are_no_shares_of_one_whole_count_relative_and_say_so(
    entered, tmp_path, convert
):
    report = report_of(problem())
    book = book_of(report)
    enter(book, entered)
    cells = {cell.offset(row=-1).value: cell.value for cell in weight_cells(book)}
    shares = {id: weight / sum(cells.values()) for id, weight in cells.items()}
    fresh = recalculated(book, tmp_path, convert)
    assert "relative" in warning(fresh)
    agrees(fresh, report.decision.with_weights(shares).rank())


@pytest.mark.libreoffice
def test_blanks_words_and_negative_numbers_are_no_weight(tmp_path, convert):
    report = report_of(problem())
    book = book_of(report)
    enter(book, {"first": None, "peak": "a lot", "idle": -3})
    agrees(
        recalculated(book, tmp_path, convert),
        report.decision.with_weights({"first": 0, "peak": 0, "idle": 0}).rank(),
    )


@pytest.mark.libreoffice
def test_every_formula_recomputes_to_its_stored_value(tmp_path, convert):
    report = report_of(problem(), lang="zh", method="vikor")
    stored = book_of(report, data_only=True)
    fresh = recalculated(book_of(report), tmp_path, convert)
    for before, after in zip(stored.worksheets[:2], fresh.worksheets[:2], strict=True):
        for row in before.iter_rows():
            for cell in row:
                found = after[cell.coordinate].value
                if isinstance(cell.value, float | int):
                    assert found == pytest.approx(cell.value, abs=1e-9), cell.coordinate
                else:
                    assert (found or "") == (cell.value or ""), cell.coordinate


def test_names_are_text_and_never_formulas():
    book = book_of(report_of(problem()))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    named = [cell for cell in cells if cell.value == FORMULA_NAME]
    assert named
    assert all(cell.data_type == "s" for cell in named)
    assert not any("HYPERLINK" in str(cell.value) for cell in cells if cell.data_type == "f")


def test_text_that_xml_or_a_cell_cannot_hold_is_made_fit():
    wild = "a\x00\x0b\ud800\ufffe_x0041_\r\nend" + "长" * 40_000
    answer = answered(Reading(text=wild, kind="number", low=5, high=5))
    report = report_of(decision(criteria(leaf("x")), {wild[:40]: {"x": answer}}))
    content = scorecard(report)
    book = openpyxl.load_workbook(io.BytesIO(content))
    shown = book.worksheets[2].cell(2, 7).value
    assert len(shown) <= 32_767
    assert shown.endswith("…")
    assert "_x0041_" in shown
    assert "\nend" in shown


def test_the_same_report_gives_the_same_bytes():
    assert scorecard(report_of(problem())) == scorecard(report_of(problem()))


def test_it_opens_with_everything_a_buyer_asks_for():
    content = scorecard(report_of(problem()))
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames[:4] == ["Ranking", "Scorecard", "Answers", "Findings"]
    assert [sheet.freeze_panes for sheet in book.worksheets[:4]] == ["A7", "B13", "B2", "B2"]
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert "xl/charts/chart1.xml" in names
    for sheet in book.worksheets[:4]:
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToHeight == 0 or sheet.page_setup.scale == 60


def test_every_answer_stands_with_its_reading_state_evidence_correction_and_cell():
    corrected = Answer(
        criterion="x",
        text="about 20",
        state=AnswerState.ANSWERED,
        reading=Reading(text="18", kind="number", low=18, high=18, flags=("approx",)),
        override=Override(text="18", reason="phoned", name="Li", date="2026-11-02", basis="phone"),
    )
    report = report_of(
        decision(criteria(leaf("x")), {"A": {"x": corrected}, "B": {"x": "pending"}})
    )
    rows = list(book_of(report).worksheets[2].iter_rows(values_only=True))
    by_vendor = {row[0]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}
    assert by_vendor["A"]["answer"] == "about 20"
    assert (by_vendor["A"]["low"], by_vendor["A"]["high"]) == (18, 18)
    assert (by_vendor["A"]["correction"], by_vendor["A"]["reason"]) == ("18", "phoned")
    assert (by_vendor["A"]["file"], by_vendor["A"]["cell"]) == ("a.xlsx", "C2")
    assert (by_vendor["B"]["state"], by_vendor["B"]["value"]) == ("pending", 0)


def test_what_is_shared_lacks_private_answers_and_file_names():
    tree = criteria(leaf("price", private=True), leaf("speed"))
    given = {"A": {"price": 41, "speed": 52}, "B": {"price": 63, "speed": 74}}
    content = scorecard(report_of(decision(tree, given), audience="shared"))
    rows = openpyxl.load_workbook(io.BytesIO(content)).worksheets[2].iter_rows(values_only=True)
    shown = [cell for row in rows for cell in row]
    assert "speed" in shown
    assert "price" not in shown
    packed = zipfile.ZipFile(io.BytesIO(content))
    assert not any(b"a.xlsx" in packed.read(name) for name in packed.namelist())


def test_groups_have_the_colours_of_the_page():
    content = scorecard(report_of(problem()))
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        chart = packed.read("xl/charts/chart1.xml").decode()
    fills = re.findall(r'<c:spPr><a:solidFill><a:srgbClr val="([0-9A-Fa-f]{6})"', chart)
    assert [f"#{fill.lower()}" for fill in fills] == [
        group.colour for group in coloured_groups(problem())
    ]


def test_the_reader_knows_it_again():
    book = openpyxl.load_workbook(io.BytesIO(scorecard(report_of(problem()))))
    marks = book["_vendor_score"]
    assert marks.sheet_state == "veryHidden"
    assert (marks["A1"].value, marks["B1"].value) == ("format", "scorecard")


def test_a_long_list_is_cut_to_the_best_and_says_so():
    given = {f"V{at}": {"x": at % 101} for at in range(MOST_VENDORS + 7)}
    book = book_of(report_of(decision(criteria(leaf("x")), given), is_assessed=False))
    assert len(listed(book)) == MOST_VENDORS
    assert "7 more" in book.worksheets[0]["B4"].value


def test_columns_beyond_z_have_their_letters():
    assert [column_letters(at) for at in (0, 25, 26, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip


def test_more_groups_than_a_chart_holds_are_drawn_as_whole_scores(recwarn):
    ids = [f"c{number}" for number in range(256)]
    tree = criteria(*(leaf(id) for id in ids))
    report = report_of(decision(tree, {"A": dict.fromkeys(ids, 50), "B": dict.fromkeys(ids, 60)}))
    content = scorecard(report)
    assert not recwarn.list
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        chart = packed.read("xl/charts/chart1.xml").decode()
    assert chart.count("<c:ser>") == 1
    assert "$D$7:$D$8" in chart
    said = [
        cell.value
        for row in openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        for cell in row
    ]
    assert any("at most 255" in str(value) for value in said)
