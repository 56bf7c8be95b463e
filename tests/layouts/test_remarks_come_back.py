"""What vendors remark beside an answer stays with that answer, in every layout."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from vendor_score.library import load

CRITERIA = {
    "title": "t",
    "reference_date": "2026-12-01",
    "criteria": [
        {
            "id": "first",
            "label": {"en": "First response", "zh": "首次响应"},
            "weight": 1,
            "answer": "duration",
            "unit": "s",
            "value": {10: 100, 60: 0},
        },
        {
            "id": "csat",
            "label": {"en": "Satisfaction", "zh": "满意度"},
            "weight": 1,
            "answer": "percent",
            "value": {70: 0, 100: 100},
        },
    ],
}
OWN = {"Acme Ltd": ("r1", "r2"), "Beta Ltd": ("q1", "q2")}
SHARED = {"Acme Ltd": ("r1", "r2"), "Beta Ltd": ("r1", "r2")}
NONE = {"Acme Ltd": ("", ""), "Beta Ltd": ("", "")}


@pytest.mark.parametrize(
    ("rows", "remarks"),
    [
        (
            [
                ["Vendor", "First response", "Remarks", "Satisfaction", "Remarks"],
                ["Acme Ltd", "20 s", "r1", "90%", "r2"],
                ["Beta Ltd", "30 s", "q1", "80%", "q2"],
            ],
            OWN,
        ),
        (
            [
                ["供应商", "首次响应", "证明材料", "备注", "满意度", "证明材料", "备注"],
                ["Acme Ltd", "20秒", "x", "r1", "90%", "y", "r2"],
                ["Beta Ltd", "30秒", "x", "q1", "80%", "y", "q2"],
            ],
            OWN,
        ),
        (
            [
                ["Question", "Acme Ltd", "Remarks", "Beta Ltd", "Remarks"],
                ["First response", "20 s", "r1", "30 s", "q1"],
                ["Satisfaction", "90%", "r2", "80%", "q2"],
            ],
            OWN,
        ),
        (  # one column behind all vendors is about the question
            [
                ["Question", "Acme Ltd", "Beta Ltd", "Remarks"],
                ["First response", "20 s", "30 s", "r1"],
                ["Satisfaction", "90%", "80%", "r2"],
            ],
            SHARED,
        ),
        (  # one column behind all questions is about the vendor, not about the last answer
            [
                ["Vendor", "First response", "Satisfaction", "Remarks"],
                ["Acme Ltd", "20 s", "90%", "long known"],
                ["Beta Ltd", "30 s", "80%", "new"],
            ],
            NONE,
        ),
    ],
    ids=["a row per vendor", "with evidence", "a column per vendor", "shared", "of the vendor"],
)
def test_remarks_stay_with_their_answer(
    rows: list[list[str]], remarks: dict[str, tuple[str, str]], tmp_path: Path
) -> None:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "table.xlsx")
    given = load(tmp_path, criteria=CRITERIA).answers.given
    assert {
        vendor: tuple(answers[id].remarks for id in ("first", "csat"))
        for vendor, answers in given.items()
    } == remarks
