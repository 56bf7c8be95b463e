"""Hidden marks in the workbooks that this tool writes, so that they are known when they return."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal, get_args

from vendor_score.questionnaire.cells import Workbook

__all__ = [
    "ID_HEADER",
    "JUDGEMENT_SHEET",
    "MARKS_SHEET",
    "REVIEW_SHEET",
    "Marks",
    "WorkbookKind",
    "read_marks",
    "vendor_id",
]

MARKS_SHEET = "_vendor_score"
"""The very hidden sheet: keys in column A, values in column B."""

ID_HEADER = "vendor-score id"
"""Header of the hidden column that holds criterion ids beside the questions."""

REVIEW_SHEET = "Review"
JUDGEMENT_SHEET = "Judgements"

WorkbookKind = Literal["questionnaire", "review", "scorecard"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Marks:
    """What the hidden sheet says: the kind of workbook and, where personal, whose it is."""

    kind: WorkbookKind
    vendor_id: str | None = None
    vendor_name: str | None = None


def vendor_id(name: str) -> str:
    """A stable id for a vendor's personal questionnaire, from its name."""
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def read_marks(workbook: Workbook) -> Marks | None:
    """The marks of a workbook written by this tool, None for any other workbook.

    An id that does not belong to the name beside it was typed by somebody, and is not believed.
    """
    sheet = next((sheet for sheet in workbook.sheets if sheet.name == MARKS_SHEET), None)
    if sheet is None:
        return None
    pairs = {
        cell.text: sheet.cells.get((row, 2)) for (row, col), cell in sheet.cells.items() if col == 1
    }
    told = {key: cell.text for key, cell in pairs.items() if cell is not None}
    kind = next((kind for kind in get_args(WorkbookKind) if kind == told.get("format")), None)
    if kind is None:
        return None
    name = told.get("vendor name")
    genuine = name is not None and told.get("vendor id") == vendor_id(name)
    return Marks(
        kind=kind,
        vendor_id=told.get("vendor id") if genuine else None,
        vendor_name=name if genuine else None,
    )
