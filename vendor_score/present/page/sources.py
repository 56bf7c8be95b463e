"""The sources as the page lists them: whose each sheet is, its columns, what was not used."""

from __future__ import annotations

from typing import Any

from vendor_score.present.report import Report
from vendor_score.reading_plan import UNUSED, SheetPlan

__all__ = ["source_rows"]

_MOST_SHEETS = 2_000
_MOST_VENDORS = 20  # of one sheet that are named


def source_rows(report: Report) -> list[dict[str, Any]]:
    """How every sheet was read, in the order of the files.

    Parameters
    ----------
    report : Report
        Redacted already: then files have numbers for names, and columns that are not used no
        headings.

    Returns
    -------
    list of dict
        Nothing of what stands in columns but their headings, and how many cells are filled.
    """
    return [_row(plan) for plan in report.decision.answers.plan[:_MOST_SHEETS]]


def _row(plan: SheetPlan) -> dict[str, Any]:
    return {
        "file": plan.file,
        "sheet": plan.sheet,
        "layout": plan.layout,
        "hidden": plan.hidden,
        "headers": list(plan.headers),
        "whose": [[vendor, why] for vendor, why in plan.whose[:_MOST_VENDORS]],
        "vendors": len(plan.whose),
        "left_out": plan.left_out,
        "answers": plan.answers,
        "matched": len({question.criterion for question in plan.questions}),
        "near": sum(question.how == "near" for question in plan.questions),
        "unmatched": plan.unmatched,
        "columns": [
            [one.column, one.role, one.heading if one.role == UNUSED else "", one.filled]
            for one in plan.columns
        ],
    }
