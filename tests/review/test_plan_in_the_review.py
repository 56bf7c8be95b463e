"""The plan in the review workbook: read back unchanged it changes nothing, each cell of it acts."""

from __future__ import annotations

import io

import openpyxl
import pytest

import vendor_score
from vendor_score import completeness
from vendor_score.cli.main import main
from vendor_score.criteria.load import parse_criteria
from vendor_score.findings import Severity
from vendor_score.questionnaire.review.plan_entries import KEYS
from vendor_score.wording import text

CRITERIA = """\
criteria:
  - {id: speed, answer: duration, unit: s, label: {en: Speed, zh: 速度}, question: First reply,
     value: {5: 100, 60: 0}}
  - {id: csat, answer: percent, question: Satisfaction, value: {80: 0, 100: 100}}
"""
ACME = [["Company name", "Acme Ltd"], ["Question", "Answer", "Comment"],
        ["First reply", "30 s", "19 s"], ["Our quickness", "9 s", ""],
        ["Satisfaction", "95%", "99%"]]  # fmt: skip
NEWER = [["Company name", "Acme Ltd"], ["Question", "Answer"], ["First reply", "12 s"]]
ALL = [["Vendor", "First reply", "Satisfaction", "Last year"], ["Bolt", "20 s", "90%", "50 s"],
       ["Cedar", "25 s", "91%", "55 s"], ["Target", "15 s", "92%", ""]]  # fmt: skip
GRID = [["KPI", "Bolt GmbH", "Elm", "Budget"], ["First reply", "40 s", "21 s", "5 s"],
        ["Satisfaction", "85%", "88%", "99%"]]  # fmt: skip


@pytest.fixture
def case(tmp_path):
    """A case folder with four workbooks."""
    folder = tmp_path / "answers"
    folder.mkdir()
    for name, rows in {"acme": ACME, "acme2": NEWER, "all": ALL, "grid": GRID}.items():
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(folder / f"{name}.xlsx")
    return tmp_path


def load(case):
    return vendor_score.load(case, criteria=parse_criteria(CRITERIA))


def write(case, lang="en"):
    completeness.write_review(completeness.check(load(case)), case / "review.xlsx", lang=lang)


def plan_sheet(book, kind):
    return next(sheet for sheet in book if sheet["A1"].value == kind)


def rows_of(sheet):
    keys = [cell.value for cell in sheet[1]]
    return [dict(zip(keys, list(row), strict=True)) for row in sheet.iter_rows(min_row=4)]


def enter(case, kind, key, value, **where):
    """Type a value into a cell of a sheet of the plan, as a buyer would."""
    book = openpyxl.load_workbook(case / "review.xlsx")
    for row in rows_of(plan_sheet(book, kind)):
        if all((row[name].value or "") == wanted for name, wanted in where.items()):
            row[key].value = value
            row["reason"].value = "seen by us"
            book.save(case / "review.xlsx")
            return row[key].coordinate
    raise LookupError(where)


def texts(decision):
    return {
        vendor: {id: answer.text for id, answer in row.items() if answer.text}
        for vendor, row in decision.answers.given.items()
    }


def errors(decision):
    return [f for f in decision.all_findings if f.severity is Severity.ERROR]


def corrected(decision):
    return [f for f in decision.all_findings if f.code == "plan-corrected"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_untouched_plan_changes_nothing(case, lang):
    before = load(case)
    write(case, lang)
    after = load(case)
    assert after.answers.given == before.answers.given
    assert after.all_findings == before.all_findings
    assert after.answers.plan == before.answers.plan


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_correcting_back_to_what_was_read_changes_nothing(case, lang):
    before = load(case)
    write(case, lang)
    book = openpyxl.load_workbook(case / "review.xlsx")
    for kind, keys in KEYS.items():
        for row in rows_of(plan_sheet(book, kind)):
            for key in keys:
                proposal = row[f"{key}_now"].value if f"{key}_now" in keys else None
                is_open = proposal and "unsure" not in proposal and "无法" not in proposal
                if is_open and not (key == "question" and proposal in _UNKNOWN):
                    row[key].value = proposal
    book.save(case / "review.xlsx")
    after = load(case)
    assert after.answers.given == before.answers.given
    assert after.all_findings == before.all_findings


_UNKNOWN = {text("plan.no_criterion", lang) for lang in ("en", "zh")}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_sheet_can_be_left_out(case, lang):
    write(case, lang)
    word = text("plan.use.no", lang)
    where = enter(case, "plan:sheets", "use", word, file="acme.xlsx", column="")
    decision = load(case)
    assert texts(decision)["Acme Ltd"] == {"speed": "12 s"}
    (finding,) = corrected(decision)
    assert finding.source.file == "review.xlsx"
    assert finding.source.cell == where
    assert "seen by us" in finding.expected("en")


def test_a_column_can_be_given_another_role(case):
    write(case)
    enter(case, "plan:sheets", "use", "answer", file="acme.xlsx", column="C")
    assert texts(load(case))["Acme Ltd"]["csat"] == "99%"


def test_a_column_can_be_said_to_answer_a_criterion(case):
    write(case)
    enter(case, "plan:sheets", "use", "not used", file="all.xlsx", column="B")
    enter(case, "plan:questions", "question", "Speed (speed)", question_text="Last year")
    assert texts(load(case))["Cedar"]["speed"] == "55 s"


def test_a_sheet_can_be_said_to_be_a_vendors(case):
    write(case)
    enter(case, "plan:sheets", "whose", "Dune", file="acme2.xlsx", column="")
    assert texts(load(case))["Dune"] == {"speed": "12 s"}


def test_layout_and_row_of_headings_can_be_said(case):
    write(case)
    layout = text("plan.layout.question_rows", "en")
    enter(case, "plan:sheets", "header_row", "2", file="acme.xlsx", column="")
    assert not corrected(load(case))  # that is how it was read
    enter(case, "plan:sheets", "layout", layout, file="all.xlsx", column="")
    errors_of = {f.code for f in errors(load(case))}
    assert "plan-not-possible" in errors_of or corrected(load(case))


def test_a_question_can_be_said_to_ask_a_criterion_and_none(case):
    write(case)
    enter(case, "plan:questions", "question", "speed", question_text="Our quickness")
    enter(case, "plan:questions", "question", "not used", question_text="First reply")
    given = texts(load(case))
    assert given["Acme Ltd"]["speed"] == "9 s"
    assert "speed" not in given["Bolt"]


def test_names_can_be_vendors_or_none_and_the_same(case):
    write(case)
    assert set(texts(load(case))) == {"Acme Ltd", "Bolt", "Cedar", "Bolt GmbH", "Elm"}
    enter(case, "plan:names", "vendor", "no vendor", vendor_name="Cedar")
    enter(case, "plan:names", "vendor", "a vendor", vendor_name="Target")
    enter(case, "plan:names", "same_as", "Bolt", vendor_name="Bolt GmbH")
    enter(case, "plan:names", "short", "AC", vendor_name="Acme Ltd")
    decision = load(case)
    assert set(texts(decision)) == {"Acme Ltd", "Bolt", "Elm", "Target"}
    assert decision.answers.short_names == {"Acme Ltd": "AC"}
    assert len(corrected(decision)) == 4


def test_a_file_can_be_said_to_replace_an_older_one(case):
    write(case)
    assert any(f.code == "conflicting-answers" for f in errors(load(case)))
    book = openpyxl.load_workbook(case / "review.xlsx")
    row = rows_of(plan_sheet(book, "plan:replaced"))[0]
    row["replaced_by"].value, row["replaced"].value = "acme2.xlsx", "acme.xlsx"
    row["reason"].value, row["date"].value = "typo", "2026-11-20"
    book.save(case / "review.xlsx")
    decision = load(case)
    assert texts(decision)["Acme Ltd"]["speed"] == "12 s"
    (told,) = [f for f in decision.all_findings if f.code == "replaced-answers"]
    assert "typo 2026-11-20" in told.expected("en")
    write(case)  # it is kept
    assert texts(load(case))["Acme Ltd"]["speed"] == "12 s"


def test_what_was_entered_stays_when_the_workbook_is_written_anew(case):
    write(case)
    enter(case, "plan:sheets", "use", "answer", file="acme.xlsx", column="C")
    enter(case, "plan:sheets", "use", "leave out", file="acme2.xlsx", column="")
    enter(case, "plan:names", "same_as", "Bolt", vendor_name="Bolt GmbH")
    enter(case, "plan:questions", "question", "not used", question_text="Our quickness")
    once = load(case)
    for _ in range(2):
        write(case)
        again = load(case)
        assert again.answers.given == once.answers.given
        assert {f.found for f in corrected(again)} == {f.found for f in corrected(once)}
    book = openpyxl.load_workbook(case / "review.xlsx")
    row = next(r for r in rows_of(plan_sheet(book, "plan:sheets")) if r["use"].value == "answer")
    assert row["use_now"].value == "remarks"


def test_sheets_may_be_renamed_and_their_columns_moved(case):
    write(case)
    enter(case, "plan:names", "vendor", "no vendor", vendor_name="Cedar")
    book = openpyxl.load_workbook(case / "review.xlsx")
    sheet = plan_sheet(book, "plan:names")
    sheet.title = "Mine"
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    for cells in sheet.merged_cells.ranges.copy():
        sheet.unmerge_cells(str(cells))
    for at, row in enumerate(values, 1):
        for column, value in enumerate([row[0], *row[:0:-1]], 1):
            sheet.cell(at, column, value)
    book.save(case / "review.xlsx")
    assert "Cedar" not in texts(load(case))


def test_a_file_that_is_gone_is_an_error_with_sheet_and_cell(case):
    write(case)
    where = enter(case, "plan:sheets", "whose", "Dune", file="acme2.xlsx", column="")
    (case / "answers" / "acme2.xlsx").rename(case / "answers" / "acme3.xlsx")
    (finding,) = [f for f in errors(load(case)) if f.code == "plan-fits-nothing"]
    assert (finding.source.sheet, finding.source.cell) == ("Plan", where)
    assert "acme" in finding.fix("en")


def test_a_column_with_another_heading_is_an_error(case):
    write(case)
    enter(case, "plan:sheets", "use", "not used", file="acme.xlsx", column="C")
    book = openpyxl.load_workbook(case / "answers" / "acme.xlsx")
    book.active["C2"] = "Evidence"
    book.save(case / "answers" / "acme.xlsx")
    assert "plan-out-of-date" in {f.code for f in errors(load(case))}


@pytest.mark.parametrize(
    ("kind", "key", "where"),
    [
        ("plan:sheets", "use", {"file": "acme.xlsx", "column": "C"}),
        ("plan:sheets", "layout", {"file": "acme.xlsx", "column": ""}),
        ("plan:sheets", "header_row", {"file": "acme.xlsx", "column": ""}),
        ("plan:questions", "question", {"question_text": "Our quickness"}),
        ("plan:names", "vendor", {"vendor_name": "Cedar"}),
    ],
)
@pytest.mark.parametrize("typed", ["perhaps", "9" * 400, "1e999"])
def test_what_cannot_be_read_is_an_error_with_its_cell_and_stays(case, kind, key, where, typed):
    before = texts(load(case))
    write(case)
    cell = enter(case, kind, key, typed, **where)
    decision = load(case)
    found = [f for f in errors(decision) if f.code == "plan-unreadable"]
    assert [f.source.cell for f in found] == [cell]
    assert found[0].expected("en")
    assert texts(decision) == before
    write(case)
    assert any(f.code == "plan-unreadable" for f in errors(load(case)))


def test_a_plan_with_strange_cells_breaks_nothing(case):
    write(case)
    book = openpyxl.load_workbook(case / "review.xlsx")
    for kind in KEYS:
        sheet = plan_sheet(book, kind)
        for row in range(4, 8):
            for column in range(1, sheet.max_column + 1):
                sheet.cell(row, column, "\u202e../../etc " + "(" * 50)
        sheet.cell(1, sheet.max_column + 1, "use")
    book.save(case / "review.xlsx")
    decision = load(case)
    assert set(texts(decision)) == {"Acme Ltd", "Bolt", "Cedar", "Bolt GmbH", "Elm"}
    assert {f.code for f in errors(decision)} & {"plan-unreadable", "plan-fits-nothing"}


def test_a_plan_among_the_answers_decides_nothing(case):
    write(case)
    enter(case, "plan:names", "vendor", "no vendor", vendor_name="Cedar")
    content = (case / "review.xlsx").read_bytes()
    (case / "review.xlsx").unlink()
    (case / "answers" / "review.xlsx").write_bytes(content)
    assert "Cedar" in texts(load(case))


def test_two_workbooks_that_contradict_each_other_count_in_neither(case, tmp_path):
    write(case)
    enter(case, "plan:names", "vendor", "no vendor", vendor_name="Cedar")
    other = io.BytesIO((case / "review.xlsx").read_bytes())
    write(case)
    enter(case, "plan:names", "vendor", "a vendor", vendor_name="Cedar")
    second = tmp_path / "second" / "review2.xlsx"
    second.parent.mkdir()
    second.write_bytes(other.getvalue())
    decision = vendor_score.load(case, second, criteria=parse_criteria(CRITERIA))
    assert "Cedar" in texts(decision)
    assert "plan-conflict" in {f.code for f in errors(decision)}


def test_a_review_counts_before_criteria_yaml(case):
    write(case)
    enter(case, "plan:names", "vendor", "no vendor", vendor_name="Cedar")
    said = CRITERIA + "questionnaire: {names: [{name: Cedar, vendor: true}]}\n"
    decision = vendor_score.load(case, criteria=parse_criteria(said))
    assert "Cedar" not in texts(decision)


def test_where_nobody_can_be_ranked_the_plan_is_written_to_settle_it(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "criteria.yaml").write_text(CRITERIA, encoding="utf-8")
    (tmp_path / "answers").mkdir()
    rows = "Site,First reply,Satisfaction\nManila,20 s,90%\nCebu,30 s,95%\n"
    (tmp_path / "answers" / "all.csv").write_text(rows, encoding="utf-8")
    assert main(["check", ".", "-o", "review.xlsx"]) == 2
    told = capsys.readouterr()
    assert "Manila" in told.out
    assert "sheet Vendors" in told.err
    for name in ("Manila", "Cebu"):
        enter(tmp_path, "plan:names", "vendor", "a vendor", vendor_name=name)
    assert set(texts(load(tmp_path))) == {"Manila", "Cebu"}
    write(tmp_path)
    assert set(texts(load(tmp_path))) == {"Manila", "Cebu"}


def test_a_sheet_said_to_be_a_vendors_stays_so_when_the_workbook_is_written_anew(tmp_path):
    (tmp_path / "answers").mkdir()
    rows = "KPI,2024,2025\nFirst reply,20 s,22 s\nSatisfaction,90%,93%\n"
    (tmp_path / "answers" / "all.csv").write_text(rows, encoding="utf-8")
    other = "Vendor,First reply,Satisfaction\nBolt,20 s,90%\n"
    (tmp_path / "answers" / "bolt.csv").write_text(other, encoding="utf-8")
    write(tmp_path)
    enter(tmp_path, "plan:sheets", "whose", "Acme", file="all.csv", column="")
    for _ in range(2):
        assert texts(load(tmp_path))["Acme"] == {"speed": "22 s", "csat": "93%"}
        write(tmp_path)


def test_a_name_that_is_said_to_be_itself_is_left_alone(case):
    write(case)
    enter(case, "plan:names", "same_as", "Cedar", vendor_name="Cedar")
    assert not corrected(load(case))
