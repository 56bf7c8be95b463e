"""The review workbook: corrections, proof seen, judgements; kept, applied, or stale."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from vendor_score.completeness import check, write_review
from vendor_score.decision import Decision
from vendor_score.errors import OutputError
from vendor_score.library import load
from vendor_score.questionnaire.template import JUDGEMENT_SHEET, REVIEW_SHEET
from vendor_score.records import AnswerState, EvidenceState

CRITERIA = {
    "title": {"en": "Shortlist", "zh": "比选"},
    "reference_date": "2026-12-01",
    "criteria": [
        {
            "id": "first_response",
            "label": {"en": "First response", "zh": "首次响应"},
            "weight": 3,
            "answer": "duration",
            "unit": "s",
            "value": {"worst": 60, "best": 10},
        },
        {
            "id": "cases",
            "label": {"en": "Quality of cases", "zh": "案例质量"},
            "weight": 1,
            "answer": "judged",
            "levels": [{"en": str(n), "zh": str(n)} for n in range(5)],
        },
    ],
}  # fmt: skip


def returned(folder: Path, **answers: str) -> None:
    """A workbook with a row per vendor."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Vendor", "First response"])
    for vendor, answer in answers.items():
        sheet.append([vendor, answer])
    folder.mkdir(exist_ok=True)
    book.save(folder / "answers.xlsx")


def decided(folder: Path) -> Decision:
    """What is read from a folder, with the review workbooks in it named by the buyer."""
    reviews = (folder / name for name in ("review.xlsx", "other.xlsx"))
    return load(folder, *(path for path in reviews if path.exists()), criteria=CRITERIA)


def enter(path: Path, vendor: str, criterion: str, **entries: object) -> None:
    """Type into the row of a vendor and criterion, as the buyer would."""
    judged = any(key.startswith("level") for key in entries)
    book = load_workbook(path)
    sheet = book[JUDGEMENT_SHEET if judged else REVIEW_SHEET]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in range(3, sheet.max_row + 1):
        told = [sheet.cell(row, columns[key]).value for key in ("vendor", "criterion_id")]
        if told == [vendor, criterion]:
            for key, value in entries.items():
                sheet.cell(row, columns[key]).value = value
            break
    else:
        pytest.fail("no such row")
    book.save(path)


def cell(path: Path, vendor: str, key: str) -> object:
    sheet = load_workbook(path)[REVIEW_SHEET]
    columns = {head.value: head.column for head in sheet[1]}
    row = next(
        r for r in range(3, sheet.max_row + 1) if sheet.cell(r, columns["vendor"]).value == vendor
    )
    return sheet.cell(row, columns[key]).value


SIGNED = {"reason": "called", "basis": "Phone", "name": "Li", "date": "2026-11-20"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    returned(tmp_path / "in", ACME="very fast", Beta="30 s")
    write_review(check(decided(tmp_path / "in")), tmp_path / "in" / "review.xlsx", lang="en")
    return tmp_path / "in"


def codes(decision: Decision) -> set[str]:
    return {f.code for f in decision.all_findings if f.severity.value != "info"}


def test_an_empty_review_changes_nothing(folder: Path) -> None:
    decision = decided(folder)
    assert decision.answers.of("ACME", "first_response").state is AnswerState.UNREADABLE
    assert decision.answers.of("ACME", "first_response").override is None


def test_a_correction_counts_and_the_original_stays_visible(folder: Path) -> None:
    enter(folder / "review.xlsx", "ACME", "first_response", corrected="20 s", **SIGNED)
    answer = decided(folder).answers.of("ACME", "first_response")
    assert answer.state is AnswerState.ANSWERED
    assert answer.reading is not None
    assert answer.reading.low == answer.reading.high == 20
    assert answer.text == "very fast"
    assert answer.source.file == "answers.xlsx"
    assert answer.override is not None
    assert answer.override.reason == "called"
    assert answer.override.name == "Li"
    assert answer.override.source.file == "review.xlsx"
    assert not {f.code for f in decided(folder).all_findings} & {"override-unsigned"}


def test_only_the_review_makes_evidence_seen(folder: Path) -> None:
    enter(folder / "review.xlsx", "Beta", "first_response", seen="Yes")
    answer = decided(folder).answers.of("Beta", "first_response")
    assert answer.evidence is EvidenceState.SEEN
    assert answer.reading is not None
    assert answer.reading.low == 30


def test_running_check_again_keeps_what_was_entered(folder: Path) -> None:
    review = folder / "review.xlsx"
    enter(review, "ACME", "first_response", corrected="20 s", **SIGNED)
    enter(review, "Beta", "cases", level_1=3, reason_1="good story")
    for _ in range(2):
        write_review(check(decided(folder)), review, lang="zh")
    decision = decided(folder)
    assert decision.answers.of("ACME", "first_response").reading.low == 20
    assert decision.answers.of("Beta", "cases").judgements[0].reason == "good story"


def test_a_correction_is_stale_once_the_vendors_cell_changes(folder: Path) -> None:
    review = folder / "review.xlsx"
    enter(review, "Beta", "first_response", corrected="20 s", **SIGNED)
    returned(folder, ACME="very fast", Beta="28 s")
    decision = decided(folder)
    answer = decision.answers.of("Beta", "first_response")
    assert answer.reading.low == 28
    assert answer.override is not None
    assert answer.override.stale
    assert "stale-override" in codes(decision)

    write_review(check(decision), review, lang="en")
    assert "stale-override" in codes(decided(folder)), "writing it again does not make it fresh"
    enter(review, "Beta", "first_response", still_holds="Yes")
    decision = decided(folder)
    assert decision.answers.of("Beta", "first_response").reading.low == 20
    assert "stale-override" not in codes(decision)

    write_review(check(decision), review, lang="en")
    assert decided(folder).answers.of("Beta", "first_response").reading.low == 20


def test_the_mean_of_the_assessors_counts_and_unjudged_is_pending(folder: Path) -> None:
    review = folder / "review.xlsx"
    enter(review, "Beta", "cases", level_1=1, level_2=4, reason_2="dated figures")
    decision = decided(folder)
    judged = decision.answers.of("Beta", "cases")
    assert judged.reading.low == judged.reading.high == 2.5
    assert [j.level for j in judged.judgements] == [1, 4]
    assert decision.answers.of("ACME", "cases").state is AnswerState.PENDING
    assert "judgements-differ" in {f.code for f in decision.all_findings}


@pytest.mark.parametrize("level", [9, -1, "very good"])
def test_a_level_off_the_scale_does_not_count(folder: Path, level: object) -> None:
    enter(folder / "review.xlsx", "Beta", "cases", level_1=level)
    decision = decided(folder)
    assert decision.answers.of("Beta", "cases").state is AnswerState.PENDING
    assert "judgement-unreadable" in codes(decision)


def test_a_correction_that_cannot_be_read_is_reported_and_not_applied(folder: Path) -> None:
    enter(folder / "review.xlsx", "Beta", "first_response", corrected="quite quick", **SIGNED)
    decision = decided(folder)
    assert decision.answers.of("Beta", "first_response").reading.low == 30
    assert "override-unreadable" in codes(decision)


def test_two_reviews_that_disagree_are_an_error_and_neither_counts(folder: Path) -> None:
    (folder / "other.xlsx").write_bytes((folder / "review.xlsx").read_bytes())
    enter(folder / "review.xlsx", "Beta", "first_response", corrected="20 s", **SIGNED)
    enter(folder / "other.xlsx", "Beta", "first_response", corrected="25 s", **SIGNED)
    decision = decided(folder)
    assert decision.answers.of("Beta", "first_response").reading.low == 30
    found = next(f for f in decision.all_findings if f.code == "conflicting-corrections")
    assert found.severity.value == "error"


def test_entries_about_a_vendor_that_left_are_kept_and_reported(folder: Path) -> None:
    review = folder / "review.xlsx"
    enter(review, "Beta", "first_response", corrected="20 s", **SIGNED)
    returned(folder, ACME="very fast")
    decision = decided(folder)
    assert "review-unknown-vendor" in codes(decision)
    write_review(check(decision), review, lang="en")
    assert cell(review, "Beta", "corrected") == "20 s"


def test_nothing_else_is_overwritten(folder: Path) -> None:
    before = (folder / "answers.xlsx").read_bytes()
    with pytest.raises(OutputError):
        write_review(check(decided(folder)), folder / "answers.xlsx", lang="en")
    assert (folder / "answers.xlsx").read_bytes() == before


def test_a_vendors_text_is_never_a_formula_in_it(tmp_path: Path) -> None:
    returned(tmp_path / "in", **{"=1+1": "=2+5", "Beta": "30 s"})
    out = tmp_path / "review.xlsx"
    write_review(check(decided(tmp_path / "in")), out, lang="en")
    sheet = load_workbook(io.BytesIO(out.read_bytes()))[REVIEW_SHEET]
    assert all(c.data_type != "f" for row in sheet.iter_rows() for c in row)


def rows_of(path: Path, sheet: str = REVIEW_SHEET) -> list[dict[str, object]]:
    page = load_workbook(path)[sheet]
    keys = [cell.value for cell in page[1]]
    rows = page.iter_rows(min_row=3, values_only=True)
    return [dict(zip(keys, row, strict=True)) for row in rows]


def test_doubtful_rows_stand_first_and_among_them_those_with_most_at_stake(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Vendor", "First response", "Satisfaction"])
    book.active.append(["ACME", "30 s", "about right"])
    book.active.append(["Beta", "very fast", "90%"])
    (tmp_path / "in").mkdir()
    book.save(tmp_path / "in" / "answers.xlsx")
    satisfaction = {
        "id": "csat",
        "label": {"en": "Satisfaction", "zh": "满意度"},
        "weight": 4,
        "answer": "percent",
        "value": {"worst": 80, "best": 100},
    }
    criteria = CRITERIA | {"criteria": [*CRITERIA["criteria"], satisfaction]}
    decision = load(tmp_path / "in", criteria=criteria)
    write_review(check(decision), tmp_path / "review.xlsx", lang="en")
    rows = rows_of(tmp_path / "review.xlsx")
    assert [(row["vendor"], row["criterion_id"]) for row in rows] == [
        ("ACME", "csat"), ("Beta", "first_response"),
        ("Beta", "csat"), ("ACME", "first_response"),
    ]  # fmt: skip
    # weights 3, 1 and 4 of 8; an unread answer can still move all of its weight, 90 % at most half
    assert [row["stake"] for row in rows] == [50.0, 37.5, 25.0, 22.5]


def test_assessors_see_what_the_vendor_wrote_beside_the_levels(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["公司名称", "云客服", None, None])
    book.active.append(["问题", "回答", "证明材料", "备注"])
    book.active.append(["首次响应", "20 s", "附件1", "不含机器人"])
    book.active.append(["案例质量", "三家旗舰店", "附件2", "可电话核实"])
    (tmp_path / "in").mkdir()
    book.save(tmp_path / "in" / "yun.xlsx")
    out = tmp_path / "review.xlsx"
    write_review(check(load(tmp_path / "in", criteria=CRITERIA)), out, lang="en")
    (judged,) = rows_of(out, JUDGEMENT_SHEET)
    assert str(judged["answer"]).startswith(
        "三家旗舰店\nEvidence: 附件2\nRemarks: 可电话核实\n[yun.xlsx"
    )
    (row,) = rows_of(out)
    assert row["beside"] == "Evidence: 附件1\nRemarks: 不含机器人"
    book = load_workbook(out)
    for sheet in (book[REVIEW_SHEET], book[JUDGEMENT_SHEET]):
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.scale >= 70, "small print cannot be read"
        assert sheet.print_title_cols, "each page says whose row it is"


def test_levels_given_by_assessors_are_not_shown_as_words_of_the_vendor(folder: Path) -> None:
    review = folder / "review.xlsx"
    enter(review, "Beta", "cases", level_1=3, reason_1="good story")
    write_review(check(decided(folder)), review, lang="en")
    beta = next(row for row in rows_of(review, JUDGEMENT_SHEET) if row["vendor"] == "Beta")
    assert beta["answer"] == "blank"
    assert beta["level_1"] == 3
