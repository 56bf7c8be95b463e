"""The weights on the scorecard: the cells that the buyer changes, and the shares that follow.

A changed cell holds its criterion's share of the whole; all cells left alone share the rest in
proportion, as with ``rank --weight``. Changed cells that add up to more than 1, or leave a rest
that nobody can take up, are no shares of one whole: then all cells count relative to each other,
and the sheet says so.
"""

from __future__ import annotations

from vendor_score.report.scorecard_places import (
    BASE_ROW,
    ENTRY_ROW,
    FIXED_COLUMNS,
    KEPT_ROW,
    NAME,
    SET_ROW,
    SHARE_ROW,
    Canvas,
    Formula,
    column_letters,
)

__all__ = ["write_weights"]

_SUM, _FACTOR = 1, 2
_SLACK = "0.000000000001"  # as in vendor_score.weights: 0.1 * 3 + 0.7 is 1


def write_weights(canvas: Canvas) -> None:
    """A cell to change for each criterion, the share that counts below it, and the steps between.

    The steps stand in hidden rows: the share as delivered, the share where the cell was changed
    (text and blanks are 0), the share where it was not.
    """
    canvas.put(ENTRY_ROW, NAME, canvas.say("workbook.weight_entered"), "bold")
    canvas.put(BASE_ROW, NAME, canvas.say("workbook.weight_delivered"), "hidden")
    canvas.put(SET_ROW, NAME, canvas.say("workbook.weight_changed"), "hidden")
    canvas.put(KEPT_ROW, NAME, canvas.say("workbook.weight_kept"), "hidden")
    canvas.put(SHARE_ROW, NAME, canvas.say("workbook.weight_used"))
    for at, leaf in enumerate(canvas.report.decision.criteria_taking_part):
        share = canvas.report.decision.leaf_weights[leaf.id]
        _write_column(canvas, canvas.places.value_column(at), share)
    _write_factors(canvas)
    _guide_entries(canvas)
    for row in (BASE_ROW, SET_ROW, KEPT_ROW):
        canvas.sheet.set_row(row, None, None, {"hidden": True})


def _write_column(canvas: Canvas, column: int, share: float) -> None:
    """One criterion, from the cell to change down to the share that counts."""
    letters = column_letters(column)
    entry, base = f"{letters}{ENTRY_ROW + 1}", f"{letters}{BASE_ROW + 1}"
    changed, kept = f"{letters}{SET_ROW + 1}", f"{letters}{KEPT_ROW + 1}"
    set_here = f"=IF(ISNUMBER({entry}),IF({entry}={base},0,MAX({entry},0)),0)"
    left_alone = f"=IF(ISNUMBER({entry}),IF({entry}={base},{base},0),0)"
    used = f"={changed}*{_cell(SET_ROW, _FACTOR)}+{kept}*{_cell(KEPT_ROW, _FACTOR)}"
    canvas.put(ENTRY_ROW, column, share, "entry")
    canvas.put(BASE_ROW, column, share, "hidden")
    canvas.formula(SET_ROW, column, Formula(set_here, "hidden", 0.0))
    canvas.formula(KEPT_ROW, column, Formula(left_alone, "hidden", share))
    canvas.formula(SHARE_ROW, column, Formula(used, "share", share))


def _write_factors(canvas: Canvas) -> None:
    """What changed and untouched cells add up to, and what each kind is multiplied by."""
    changed, kept = _cell(SET_ROW, _SUM), _cell(KEPT_ROW, _SUM)
    fits = f"AND({changed}<=1+{_SLACK},OR({kept}>0,{changed}>=1-{_SLACK}))"
    relative = f"IF({changed}+{kept}>0,1/({changed}+{kept}),0)"
    rest = f"IF({kept}>0,MAX(1-{changed},0)/{kept},0)"
    told = canvas.say("workbook.weights_relative")
    for row, stored in ((SET_ROW, 0.0), (KEPT_ROW, 1.0)):
        total = f"=SUM({canvas.places.across(row)})"
        canvas.formula(row, _SUM, Formula(total, "hidden", stored))
    canvas.formula(SET_ROW, _FACTOR, Formula(f"=IF({fits},1,{relative})", "hidden", 1.0))
    canvas.formula(KEPT_ROW, _FACTOR, Formula(f"=IF({fits},{rest},{relative})", "hidden", 1.0))
    canvas.formula(ENTRY_ROW, _SUM, Formula(f'=IF({fits},"","{told}")', "warning", ""))


def _guide_entries(canvas: Canvas) -> None:
    """Spreadsheet programs ask for numbers of 0 or more."""
    last = canvas.places.value_column(canvas.places.criteria - 1)
    least = {"validate": "decimal", "criteria": ">=", "value": 0}
    canvas.sheet.data_validation(ENTRY_ROW, FIXED_COLUMNS, ENTRY_ROW, last, least)


def _cell(row: int, column: int) -> str:
    return f"${column_letters(column)}${row + 1}"
