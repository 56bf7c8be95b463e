"""scorecard.xlsx: the arithmetic as live formulas, weights to change, every answer, findings."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import repeat
from typing import TYPE_CHECKING

from vendor_score.criteria.model import Criterion
from vendor_score.decision import Status
from vendor_score.decision.criterion_column import in_own_unit
from vendor_score.findings import COLUMNS, group_findings
from vendor_score.present.files.scorecard_price import write_price
from vendor_score.present.files.scorecard_sheet import (
    BASE_ROW,
    COUNTED,
    ENTRY_ROW,
    FIRST_ROW,
    FIXED_COLUMNS,
    GROUP_ROW,
    ID_ROW,
    KEPT_ROW,
    KEY,
    LABEL_ROW,
    METHOD,
    MOST_VENDORS,
    NAME,
    NOTE,
    PLACE,
    RANK,
    REST,
    RUNS,
    SCORE,
    SET_ROW,
    SHARE_ROW,
    STATUS,
    Canvas,
    Formula,
    Places,
    Row,
    Styles,
    cell_text,
    column_letters,
    fit_columns,
    put,
    set_up_page,
    text_width,
)
from vendor_score.present.model import coloured_groups, rule_words
from vendor_score.present.report import Report
from vendor_score.present.since_view import since_view
from vendor_score.questionnaire.template import write_marks
from vendor_score.ranking.ranking import WEIGHTED_SUM, RankedVendor
from vendor_score.records import Answer, AnswerState
from vendor_score.rounds.records import Since
from vendor_score.scoring import DECIMALS
from vendor_score.wording import Lang, text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = [
    "WEIGHTS",
    "note_of",
    "scorecard",
    "write_answers",
    "write_findings",
    "write_ranking",
    "write_since",
    "write_sums",
    "write_weights",
]

_SUM, _FACTOR = 1, 2
_SLACK = "0.000000000001"  # as in vendor_score.weights: 0.1 * 3 + 0.7 is 1


def write_weights(canvas: Canvas) -> None:
    """A cell to change for each criterion, the share that counts below it, and the steps between.

    The steps stand in hidden rows: the share as delivered, the share where the cell was changed
    (text and blanks are 0), the share where it was not.

    Parameters
    ----------
    canvas : Canvas
        The sheet with the sums.
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
    # a changed cell is a share of the whole; one put back to what was delivered counts as
    # untouched, and text or a blank in it is a weight of 0, not an error that spreads through the
    # sheet
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
    # changed shares stand as typed while they leave room for the rest, which is scaled to fill it;
    # beyond 1, or short of it with nothing left to scale, they can only be relative: all are
    # divided by their sum
    fits = f"AND({changed}<=1+{_SLACK},OR({kept}>0,{changed}>=1-{_SLACK}))"
    relative = f"IF({changed}+{kept}>0,1/({changed}+{kept}),0)"
    rest = f"IF({kept}>0,MAX(1-{changed},0)/{kept},0)"
    told = canvas.say("workbook.weights_relative")
    # no cell is changed yet: the stored sums are 0 and 1
    for row, stored in ((SET_ROW, 0.0), (KEPT_ROW, 1.0)):
        total = f"=SUM({canvas.places.across(row)})"
        canvas.formula(row, _SUM, Formula(total, "hidden", stored))
    canvas.formula(SET_ROW, _FACTOR, Formula(f"=IF({fits},1,{relative})", "hidden", 1.0))
    canvas.formula(KEPT_ROW, _FACTOR, Formula(f"=IF({fits},{rest},{relative})", "hidden", 1.0))
    canvas.formula(ENTRY_ROW, _SUM, Formula(f'=IF({fits},"","{told}")', "warning", ""))


def _guide_entries(canvas: Canvas) -> None:
    """Spreadsheet programs ask for numbers of 0 or more."""
    last = canvas.places.value_column(canvas.places.criteria - 1)
    # a hint for people; the formulas bear whatever is typed or pasted
    least = {"validate": "decimal", "criteria": ">=", "value": 0}
    canvas.sheet.data_validation(ENTRY_ROW, FIXED_COLUMNS, ENTRY_ROW, last, least)


def _cell(row: int, column: int) -> str:
    return f"${column_letters(column)}${row + 1}"


# The sheet of sums: weights, values, contributions, scores and ranks as formulas.

_LEFT_OUT = "–"
_FIXED_HEADS = (
    "terms.vendor", "workbook.status", "terms.rank", "terms.score", "workbook.counted",
    "workbook.method_rank", "workbook.runs", "workbook.key", "workbook.rest", "workbook.place",
    "workbook.note",
)  # fmt: skip
_SHADES = {
    "type": "2_color_scale",
    "min_type": "num",
    "max_type": "num",
    "min_value": 0,
    "max_value": 100,
    "min_color": "#ffffff",
    "max_color": "#9ec5e8",
}


def write_sums(canvas: Canvas) -> None:
    """Weights on top, a row per vendor below: values on the left, contributions on the right.

    Parameters
    ----------
    canvas : Canvas
        The sheet with the sums.
    """
    report, places = canvas.report, canvas.places
    canvas.put(0, 0, report.decision.criteria.title.text(report.lang), "title")
    notes = [canvas.say("workbook.weights_note")]
    if report.envelope is not None:
        notes.append(canvas.say(f"envelopes.{report.envelope}"))
    canvas.put(1, 0, " ".join(notes))
    _write_heads(canvas)
    write_weights(canvas)
    for at, vendor in enumerate(report.weighted_sum.vendors[: places.vendors]):
        _write_vendor(canvas, vendor, FIRST_ROW + at)
    _set_widths(canvas)
    _shade_values(canvas)
    set_up_page(
        canvas.sheet, heads=FIRST_ROW, repeated=(GROUP_ROW, LABEL_ROW), columns=1, is_wide=True
    )


def _write_heads(canvas: Canvas) -> None:
    for column, name in enumerate(_FIXED_HEADS):
        canvas.put(LABEL_ROW, column, canvas.say(name), "head")
    places = canvas.places
    _write_criteria(canvas, places.value_column, canvas.say("terms.value"))
    _write_criteria(canvas, places.contribution_column, canvas.say("terms.contribution"))


def _write_criteria(canvas: Canvas, column_of: Callable[[int], int], heading: str) -> None:
    """Group, label and id over the columns of one block."""
    decision, lang = canvas.report.decision, canvas.report.lang
    labels = {node.id: node.label.text(lang) for node in decision.criteria.nodes()}
    told = None
    for at, leaf in enumerate(decision.criteria_taking_part):
        column, group = column_of(at), leaf.path[0]
        shown = "" if group == told else f"{labels[group]} · {heading}"
        canvas.put(GROUP_ROW, column, shown, "group")
        canvas.put(LABEL_ROW, column, leaf.label.text(lang), "head")
        canvas.put(ID_ROW, column, leaf.id, "small")
        told = group


def _write_vendor(canvas: Canvas, vendor: RankedVendor, row: int) -> None:
    report, places = canvas.report, canvas.places
    canvas.put(row, NAME, vendor.name, "bold")
    canvas.put(row, STATUS, canvas.say(f"terms.status.{vendor.status}"))
    canvas.put(row, RUNS, int(vendor.status is not Status.KNOCKED_OUT), "hidden")
    canvas.put(row, METHOD, report.ranking.by_name[vendor.name].rank, "whole")
    canvas.put(row, NOTE, note_of(report, vendor.name))
    scored = report.decision.scored[vendor.name]
    for place, leaf in enumerate(report.decision.criteria_taking_part):
        # a dash where the answer is left out: SUMPRODUCT and ISNUMBER pass over text, 0 would
        # count
        value = scored[leaf.id].value
        shown = _LEFT_OUT if value is None else value
        canvas.put(row, places.value_column(place), shown, "points")
        stored = vendor.contributions[leaf.id]
        formula = Formula(_contribution(places, row, place), "contribution", stored)
        canvas.formula(row, places.contribution_column(place), formula)
    for column, formula in _outcome(canvas, vendor, row).items():
        canvas.formula(row, column, formula)


def _contribution(places: Places, row: int, place: int) -> str:
    """weight x value / share that counts; nothing where the answer is left out."""
    letters = column_letters(places.value_column(place))
    value, share = f"{letters}{row + 1}", f"{letters}${SHARE_ROW + 1}"
    counted = f"${column_letters(COUNTED)}{row + 1}"
    return f"=IF(AND(ISNUMBER({value}),{counted}>0),{share}*{value}/{counted},0)"


def _outcome(canvas: Canvas, vendor: RankedVendor, row: int) -> dict[int, Formula]:
    """Score, share that counts, rank, and the place on the sheet with the ranking."""
    places, decision = canvas.places, canvas.report.decision
    counted = float(decision.scores.counted[decision.rows_of([vendor.name])[0]])
    # what is stored is what a program shows before it computes: previews, phones, mail
    is_ranked, compared = vendor.rank is not None, round(vendor.score, DECIMALS)
    if canvas.report.decimals is not None:
        compared = round(compared - _tie_break(vendor), DECIMALS)
    cell = {column: f"${column_letters(column)}{row + 1}" for column in range(FIXED_COLUMNS)}
    key, rounded = cell[KEY], _compared(canvas, vendor, cell[SCORE])
    runs = f"AND({cell[RUNS]}=1,{cell[COUNTED]}>0)"
    shares, values = places.shares, places.values_of(row)
    rank = f"RANK({key},{places.down(KEY)},0)"
    # -- makes numbers of TRUE and FALSE, the habit in every spreadsheet program
    sum_of_shares = f"=SUMPRODUCT({shares},--ISNUMBER({values}))"
    return {
        SCORE: Formula(_score(canvas, row), "bold_points", vendor.score),
        COUNTED: Formula(sum_of_shares, "share", counted),
        # ranked and unranked vendors have a column each, so that RANK never mixes them; "" is
        # text, which RANK and COUNT pass over
        KEY: Formula(f'=IF({runs},{rounded},"")', "hidden", compared if is_ranked else ""),
        REST: Formula(f'=IF({runs},"",{rounded})', "hidden", "" if is_ranked else compared),
        RANK: Formula(f'=IF({runs},{rank},"")', "whole", vendor.rank or ""),
        PLACE: Formula(_place(places, cell, row), "hidden", row - FIRST_ROW + 1),
    }


def _score(canvas: Canvas, row: int) -> str:
    total, decimals = f"SUM({canvas.places.contributions_of(row)})", canvas.report.decimals
    return f"={total}" if decimals is None else f"=ROUND({total},{decimals})"


def _compared(canvas: Canvas, vendor: RankedVendor, score: str) -> str:
    """What is ranked: where scores are rounded, equal ones keep the order of the full figures."""
    if canvas.report.decimals is None:
        return f"ROUND({score},{DECIMALS})"
    # a millionth of a point by rank: far below the one decimal that is shown
    return f"ROUND({score}-{_tie_break(vendor):.6f},{DECIMALS})"


def _tie_break(vendor: RankedVendor) -> float:
    return (vendor.rank or 0) * 1e-6


def _place(places: Places, cell: Mapping[int, str], row: int) -> str:
    """By rank, then by score outside the ranking; equal ones in the order of the rows."""
    keys, rests = places.down(KEY), places.down(REST)
    # RANK gives equal ones the same place; COUNTIF from the top down to this row, itself included,
    # sets them one below the other, so that every place is taken once and MATCH finds it
    ranked = f"RANK({cell[KEY]},{keys},0)+COUNTIF({places.above(KEY, row)},{cell[KEY]})-1"
    outside = f"RANK({cell[REST]},{rests},0)+COUNTIF({places.above(REST, row)},{cell[REST]})-1"
    return f"=IF(ISNUMBER({cell[KEY]}),{ranked},COUNT({keys})+{outside})"


def note_of(report: Report, vendor: str) -> str:
    """Which musts knocked the vendor out, and which are untested.

    Parameters
    ----------
    report : Report
        Redacted already.
    vendor : str
        Its name.

    Returns
    -------
    str
    """
    decision, lang = report.decision, report.lang
    labels = {leaf.id: leaf.label.text(lang) for leaf in decision.criteria.leaves()}
    # a must inside a total would tell a private answer by its rule
    lines = [
        text("workbook.knocked_out_unseen", lang, label=labels[broken.criterion])
        if broken.criterion in report.only_totals
        else text(
            "workbook.knocked_out",
            lang,
            label=labels[broken.criterion],
            rule=rule_words(broken.rule, decision.criteria.criterion(broken.criterion), lang),
        )
        for broken in decision.knock_outs_of(vendor)
    ]
    if open_musts := decision.untested[vendor]:
        names = ", ".join(labels[id] for id in open_musts)
        lines.append(text("workbook.untested_musts", lang, names=names))
    return "; ".join(lines)


def _set_widths(canvas: Canvas) -> None:
    sheet, is_plain = canvas.sheet, canvas.report.ranking.method == WEIGHTED_SUM
    last = canvas.places.contribution_column(canvas.places.criteria - 1)
    sheet.set_column(NAME, NAME, 28)
    sheet.set_column(STATUS, STATUS, 14)
    sheet.set_column(RANK, COUNTED, 9)
    sheet.set_column(METHOD, METHOD, 11, None, {"hidden": is_plain})
    sheet.set_column(RUNS, NOTE, 9, None, {"hidden": True})
    sheet.set_column(FIXED_COLUMNS, last, 11)
    sheet.set_row(0, 26)
    sheet.set_row(LABEL_ROW, 42)
    sheet.set_v_pagebreaks([canvas.places.contribution_column(0)])


def _shade_values(canvas: Canvas) -> None:
    last = canvas.places.value_column(canvas.places.criteria - 1)
    canvas.sheet.conditional_format(FIRST_ROW, FIXED_COLUMNS, canvas.places.last_row, last, _SHADES)


# The sheets of answers and findings, a row each, and the ranking in front of them.

_ANSWER_HEADS = (
    "vendor", "group", "criterion", "id", "state", "value", "answer", "low", "high", "unit",
    "items", "flags", "evidence", "evidence_text", "remarks", "override", "override_reason",
    "override_basis", "override_name", "override_date", "override_stale", "file", "sheet", "cell",
)  # fmt: skip
_POINTS, _WRAPPED = 5, (6, 13, 14)


def write_answers(sheet: Worksheet, report: Report, styles: Styles) -> None:
    """A row per vendor and criterion that was asked, in the order of ranking and criteria.

    Parameters
    ----------
    sheet : Worksheet
        Empty.
    report : Report
        Redacted already.
    styles : Styles
        Of this workbook.
    """
    heads: Row = [text(f"workbook.{name}", report.lang) for name in _ANSWER_HEADS]
    rows = [
        _answer_row(report, vendor.name, leaf)
        for vendor in report.ranking.vendors
        for leaf in report.decision.criteria.leaves()
        if _is_asked(report, leaf)
    ]
    kinds = {_POINTS: "points", 7: "figure", 8: "figure", **dict.fromkeys(_WRAPPED, "wrapped")}
    _write_table(sheet, heads, rows, styles, kinds)


def write_findings(sheet: Worksheet, report: Report, styles: Styles) -> None:
    """A row per finding, in the columns of the contract; like ones of a column in one row.

    Parameters
    ----------
    sheet : Worksheet
        Empty.
    report : Report
        Redacted already.
    styles : Styles
        Of this workbook.
    """
    lang = report.lang
    heads: Row = [text(f"workbook.finding.{name}", lang) for name in COLUMNS]
    rows: list[Row] = []
    for group in group_findings(report.findings):
        finding = group.finding
        told = finding.as_dict(lang)
        told["severity"] = text(f"terms.severity.{finding.severity}", lang)
        rows.append([told[name] for name in COLUMNS])
    _write_table(sheet, heads, rows, styles, {7: "wrapped", 8: "wrapped", 9: "wrapped"})


def write_since(sheet: Worksheet, report: Report, since: Since, styles: Styles) -> None:
    """What changed since the last round: the sentences, then each table below its heading.

    Parameters
    ----------
    sheet : Worksheet
        Empty.
    report : Report
        Redacted already.
    since : Since
        Of the report.
    styles : Styles
        Of this workbook.
    """
    view, at = since_view(since, report.decision, report.lang), 2
    put(sheet, 0, 0, text("since.title", report.lang), styles["title"])
    for sentence in view.lead:
        put(sheet, at, 0, sentence, styles["text"])
        at += 1
    for table in view.tables:
        put(sheet, at + 1, 0, table.title, styles["bold"])
        put(sheet, at + 2, 0, table.note, styles["small"])
        for column, head in enumerate(table.heads):
            put(sheet, at + 3, column, head, styles["head"])
        at += 4
        for row, exact in zip(table.rows, table.exact or repeat({}), strict=False):
            for column, content in enumerate(row):
                style = styles["points" if column in exact else "text"]
                put(sheet, at, column, exact.get(column, content), style)
            at += 1
    rows = [row for table in view.tables for row in (table.heads, *table.rows)]
    fit_columns(sheet, [""] * max(map(len, rows), default=0), rows)
    set_up_page(sheet, heads=1)


def _write_table(
    sheet: Worksheet, heads: Row, rows: Sequence[Row], styles: Styles, kinds: dict[int, str]
) -> None:
    for column, head in enumerate(heads):
        put(sheet, 0, column, head, styles["head"])
    for at, row in enumerate(rows, start=1):
        for column, content in enumerate(row):
            put(sheet, at, column, content, styles[kinds.get(column, "text")])
    fit_columns(sheet, heads, rows)
    sheet.autofilter(0, 0, max(len(rows), 1), len(heads) - 1)
    set_up_page(sheet, heads=1, columns=1)


def _is_asked(report: Report, leaf: Criterion) -> bool:
    given = report.decision.answers.given
    return any(leaf.id in given[vendor] for vendor in report.decision.vendors)


def _answer_row(report: Report, vendor: str, leaf: Criterion) -> Row:
    decision, lang = report.decision, report.lang
    scored = decision.scored[vendor].get(leaf.id)
    answer = scored.answer if scored else decision.answers.of(vendor, leaf.id)
    groups = {node.id: node.label.text(lang) for node in decision.criteria.nodes()}
    where = answer.source
    return [
        vendor,
        " › ".join(groups[id] for id in leaf.path[:-1]),
        leaf.label.text(lang),
        leaf.id,
        text(f"terms.state.{answer.state}", lang),
        report.rounded(scored.value) if scored else None,
        answer.text,
        *_reading(leaf, answer),
        text(f"terms.evidence.{answer.evidence}", lang),
        answer.evidence_text,
        answer.remarks,
        *_override(answer, lang),
        where.file,
        where.sheet,
        where.cell,
    ]


def _reading(leaf: Criterion, answer: Answer) -> Iterator[str | float | None]:
    reading = answer.reading if answer.state is AnswerState.ANSWERED else None
    if reading is None:
        yield from (None, None, None, None, None)
        return
    yield from in_own_unit(leaf, reading)
    yield None if reading.items is None else ", ".join(reading.items)
    yield ", ".join(reading.flags)


def _override(answer: Answer, lang: Lang) -> Iterator[str | None]:
    override = answer.override
    if override is None:
        yield from (None,) * 6
        return
    yield from (override.text, override.reason, override.basis, override.name, override.date)
    yield text("workbook.stale", lang) if override.stale else None


# The sheet with the ranking: verdict, the vendors in their live order, and a native chart.

_HEAD = 5
_FIRST = _HEAD + 1
_MATCH, _RANK, _VENDOR, _SCORE, _STATUS, _METHOD = range(6)
_GROUPS = 6
_MOST_BARS = 40
_LINE = 120
_MOST_SERIES = 255
"""Excel draws no more in one chart; the library would warn and leave the rest out."""


def write_ranking(book: Workbook, canvas: Canvas) -> None:
    """Every cell of the table looks up who stands in its place now, so the chart moves with it.

    Parameters
    ----------
    book : Workbook
        For the chart.
    canvas : Canvas
        The sheet of the ranking.
    """
    report, places = canvas.report, canvas.places
    canvas.put(0, _RANK, report.decision.criteria.title.text(report.lang), "title")
    _write_verdict(canvas)
    canvas.put(2, _RANK, canvas.say("workbook.verdict_note"), "small")
    if report.decimals is not None:
        canvas.put(4, _RANK, canvas.say("workbook.rounded_note"), "small")
    if hidden := len(report.weighted_sum.vendors) - places.vendors:
        told = canvas.say("workbook.best_only", most=MOST_VENDORS, count=hidden)
        canvas.put(3, _RANK, told, "small")
    for column, head in enumerate(_heads(report)):
        canvas.put(_HEAD, column, head, "head")
    for at, vendor in enumerate(report.weighted_sum.vendors[: places.vendors]):
        for column, formula in enumerate(_formulas(canvas, vendor, at)):
            canvas.formula(_FIRST + at, column, formula)
    _set_ranking_widths(canvas)
    set_up_page(canvas.sheet, heads=_FIRST)
    _insert_chart(book, canvas)


def _write_verdict(canvas: Canvas) -> None:
    """Across the table, as many lines high as it needs: merged cells do not grow by themselves."""
    told = cell_text(canvas.report.verdict.text(canvas.report.lang))
    last = _GROUPS + len(canvas.report.decision.top_groups)
    canvas.sheet.merge_range(1, _RANK, 1, last, "", canvas.styles["verdict"])
    canvas.put(1, _RANK, told, "verdict")
    canvas.sheet.set_row(1, 16 * (1 + text_width(told) // _LINE))


def _heads(report: Report) -> list[str]:
    lang = report.lang
    keys = ("workbook.place", "terms.rank", "terms.vendor", "terms.score", "workbook.status")
    groups = [top.label.text(lang) for top, _ in report.decision.top_groups]
    method = text("workbook.rank_by", lang, method=report.ranking.method)
    return [*(text(key, lang) for key in keys), method, *groups, text("workbook.note", lang)]


def _formulas(canvas: Canvas, vendor: RankedVendor, at: int) -> Iterator[Formula]:
    """One row: where the vendor of this place stands on the other sheet, and what stands there."""
    report, places, found = canvas.report, canvas.places, f"$A{_FIRST + at + 1}"

    def looked_up(column: int) -> str:
        return f"INDEX({places.from_elsewhere(column)},{found})"

    status = canvas.say(f"terms.status.{vendor.status}")
    by_method = report.ranking.by_name[vendor.name].rank
    yield Formula(f"=MATCH({at + 1},{places.from_elsewhere(PLACE)},0)", "hidden", at + 1)
    yield Formula(f"={looked_up(RANK)}", "whole", _shown(vendor.rank))
    yield Formula(f'={looked_up(NAME)}&""', "bold", cell_text(vendor.name))
    yield Formula(f"={looked_up(SCORE)}", "bold_points", vendor.score)
    yield Formula(f'={looked_up(STATUS)}&""', "text", status)
    yield Formula(f'={looked_up(METHOD)}&""', "text", str(_shown(by_method)))
    yield from _group_sums(report, places, vendor, found)
    yield Formula(f'={looked_up(NOTE)}&""', "text", cell_text(note_of(report, vendor.name)))


def _group_sums(
    report: Report, places: Places, vendor: RankedVendor, found: str
) -> Iterator[Formula]:
    stored, at = report.weighted_sum.group_contributions(vendor), 0
    for top, ids in report.decision.top_groups:
        block = places.contributions_from_elsewhere(at, at + len(ids) - 1)
        yield Formula(f"=SUM(INDEX({block},{found},0))", "points", stored[top.id])
        at += len(ids)


def _shown(rank: int | None) -> int | str:
    return "" if rank is None else rank


def _set_ranking_widths(canvas: Canvas) -> None:
    sheet, groups = canvas.sheet, len(canvas.report.decision.top_groups)
    is_plain = canvas.report.ranking.method == WEIGHTED_SUM
    sheet.set_column(_MATCH, _MATCH, 6, None, {"hidden": True})
    sheet.set_column(_RANK, _RANK, 8)
    sheet.set_column(_VENDOR, _VENDOR, 28)
    sheet.set_column(_SCORE, _STATUS, 12)
    sheet.set_column(_METHOD, _METHOD, 12, None, {"hidden": is_plain})
    sheet.set_column(_GROUPS, _GROUPS + groups - 1, 13)
    sheet.set_column(_GROUPS + groups, _GROUPS + groups, 40)
    sheet.set_row(0, 26)
    sheet.set_row(_HEAD, 32)


def _insert_chart(book: Workbook, canvas: Canvas) -> None:
    """Stacked bars by group, best on top; fed by the cells, so that it follows them."""
    report, places = canvas.report, canvas.places
    bars = min(_ranked(report), places.vendors, _MOST_BARS)
    if not bars:
        return
    name, last = places.sheet_names[0], _FIRST + bars - 1
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    for column, colour in _series(canvas):
        chart.add_series(
            {
                "name": [name, _HEAD, column],
                "categories": [name, _FIRST, _VENDOR, last, _VENDOR],
                "values": [name, _FIRST, column, last, column],
                "fill": {"color": colour},
                "gap": 45,
            }
        )
    chart.set_title({"name": text("terms.ranking", report.lang), "overlay": False})
    chart.set_y_axis({"reverse": True, "crossing": "max"})
    chart.set_x_axis({"min": 0, "max": 100, "num_format": "0"})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 900, "height": 160 + 26 * bars})
    canvas.sheet.insert_chart(_FIRST + places.vendors + 1, _RANK, chart)


def _series(canvas: Canvas) -> list[tuple[int, str]]:
    """Columns to draw with colours: each group's, or the score alone where those are too many."""
    groups = coloured_groups(canvas.report.decision)
    if len(groups) <= _MOST_SERIES:
        return [(_GROUPS + at, top.colour) for at, top in enumerate(groups)]
    told = canvas.say("workbook.chart_scores", most=_MOST_SERIES)
    canvas.put(_FIRST + canvas.places.vendors, _RANK, told, "small")
    return [(_SCORE, groups[0].colour)]


def _ranked(report: Report) -> int:
    outside = {Status.KNOCKED_OUT, Status.UNRANKED}
    return sum(vendor.status not in outside for vendor in report.weighted_sum.vendors)


WEIGHTS = "weights"
"""The defined name of the cells whose numbers the buyer changes."""

_FIXED_DATE = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the same report, the same bytes
_PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}


def scorecard(report: Report) -> bytes:
    """The workbook's bytes; the same report gives the same bytes.

    Parameters
    ----------
    report : Report
        Redacted already.

    Returns
    -------
    bytes
    """
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    with Workbook(buffer, _PLAIN) as book:
        title = report.decision.criteria.title.text(report.lang)
        book.set_properties({"title": title, "created": _FIXED_DATE})
        book.set_calc_mode("auto")
        _write_sheets(book, report)
    return buffer.getvalue()


def _write_sheets(book: Workbook, report: Report) -> None:
    styles, places = Styles(book), Places.of(report)
    ranking, sums, answers, findings, *since = map(book.add_worksheet, places.sheet_names)
    canvas = Canvas(sheet=sums, report=report, places=places, styles=styles)
    write_sums(canvas)
    write_ranking(book, replace(canvas, sheet=ranking))
    write_answers(answers, report, styles)
    write_findings(findings, report, styles)
    if report.since is not None:
        write_since(since[0], report, report.since, styles)
    offers = report.decision.offers
    if offers is not None and offers.known:
        price = book.add_worksheet(text("workbook.sheet.price", report.lang))
        write_price(price, offers, styles, report.lang)
    book.define_name(WEIGHTS, f"={places.weights}")
    write_marks(book, "scorecard")
    ranking.activate()
