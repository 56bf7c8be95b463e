"""``vendor-score trial``: measured figures of a month or trial against the annex."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vendor_score.case_folder import MEASURED
from vendor_score.cli.command import command
from vendor_score.cli.options import IntInRange, Run, run_options, weight_option
from vendor_score.errors import UsageError
from vendor_score.present.terminal.screen import Screen, clean, emit, fit, indented, pad, screen
from vendor_score.wording import Lang, text

if TYPE_CHECKING:
    from vendor_score.contract.trial import Month, TrialReview, TrialRow
    from vendor_score.decision import Decision

__all__ = ["trial_command"]

_PATH = click.Path(path_type=Path)
_COLOURS = {"met": "dim", "within": "yellow", "missed": "red", "not_delivered": "yellow"}


@command("trial")
@run_options(
    click.option("--vendor", metavar="NAME", required=True),
    click.option("--measured", metavar="FILE", multiple=True, type=_PATH),
    click.option("--fee", metavar="AMOUNT", type=click.FloatRange(0), default=0.0),
    click.option("--learning", metavar="N", type=IntInRange(0, 120), default=1),
    click.option("--chart", metavar="FILE", type=_PATH),
    weight_option,
)
def trial_command(
    run: Run,
    *,
    vendor: str,
    measured: tuple[Path, ...],
    fee: float,
    learning: int,
    chart: Path | None,
) -> int:
    """Put measured figures against the annex.

    Parameters
    ----------
    run : Run
        The options that commands share.
    vendor : str
        Its name, or part of it.
    measured : tuple of Path
        Typed tables, or exports of the buyer's back end.
    fee : float
        Of a month.
    learning : int
        Periods at the start that are reported only.
    chart : Path or None
        The page with a chart over time.

    Returns
    -------
    int
        1 where a level was missed beyond tolerance in a month that counts.

    Raises
    ------
    UsageError
        Where no file is named and the case folder has none.
    """
    from vendor_score.contract.measured import read_measured
    from vendor_score.contract.trial import review_trial
    from vendor_score.robustness.compare import find_vendor

    decision = run.load()
    name = find_vendor(decision.vendors, vendor)
    files = list(measured) or run.case_files(MEASURED)
    if not files:
        raise UsageError("errors.no_measured")
    figures = read_measured(files, decision.criteria.leaves())
    review = review_trial(decision, name, figures, fee=fee, learning=learning)
    if chart is not None:
        _write_chart(review, decision, chart, run.lang)
    if run.as_json:
        run.emit_json(_record(review))
    elif run.shows:
        _print(review, decision, run.lang)
    missed = [
        row
        for month in review.months
        for row in month.rows
        if row.outcome == "missed" and not month.learning
    ]
    return int(bool(missed))


def _write_chart(review: TrialReview, decision: Decision, path: Path, lang: Lang) -> None:
    from vendor_score.present.trial_chart import trial_page
    from vendor_score.safe_write import write_files

    if path.suffix.lower() != ".html":
        raise UsageError("errors.chart_form", file=path.name)
    write_files(path.parent, {path.name: trial_page(review, decision.criteria, lang)})


def _record(review: TrialReview) -> dict[str, Any]:
    return {
        "schema": "vendor-score/trial/1",
        "vendor": review.vendor,
        "months": [
            {
                "period": month.period,
                "learning": month.learning,
                "lost": month.credit.lost,
                "credit": month.credit.credit,
                "rows": [_row_record(row) for row in month.rows],
            }
            for month in review.months
        ],
        "rival_keeps": review.rival_keeps,
    }


def _row_record(row: TrialRow) -> dict[str, Any]:
    figure = row.measured
    return {
        "criterion": row.criterion,
        "target": row.target,
        "measured": figure.value if figure else None,
        "count": figure.count if figure else None,
        "interval": [figure.low, figure.high] if figure and figure.low is not None else None,
        "tolerance": row.tolerance,
        "outcome": row.outcome,
        "own_export": figure.is_own_export if figure else False,
        "file": figure.file if figure else None,
    }


def _print(review: TrialReview, decision: Decision, lang: Lang) -> None:
    view = screen(sys.stdout)
    labels = {leaf.id: leaf.label.text(lang) for leaf in decision.criteria.leaves()}
    for month in review.months:
        _print_month(month, labels, lang, view)
    said = _rival_said(review, lang)
    if said:
        for line in indented(said, view.columns):
            emit(line)


def _print_month(month: Month, labels: dict[str, str], lang: Lang, view: Screen) -> None:
    period = month.period or text("terminal.trial.no_period", lang)
    emit(view.paint(clean(period), "bold"))
    for row in month.rows:
        figure = row.measured
        shown = f"{figure.value:g}" if figure else "–"
        count = f"n={figure.count}" if figure and figure.count else ""
        outcome = text(f"terminal.trial.{row.outcome}", lang)
        cells = ((labels[row.criterion], 26), (f"{row.target:g}", 9), (shown, 10), (count, 10))
        line = " ".join(pad(fit(clean(words), width), width) for words, width in cells)
        emit(view.paint(fit(f"{line} {outcome}", view.columns), _COLOURS[row.outcome]))
    key = "learning" if month.learning else "credit"
    said = text(
        f"terminal.trial.{key}",
        lang,
        lost=f"{month.credit.lost:.2f}",
        credit=f"{month.credit.credit:,.2f}",
    )
    for line in indented(said, view.columns):
        emit(line)
    emit("")


def _rival_said(review: TrialReview, lang: Lang) -> str:
    keeps = review.rival_keeps
    if keeps is None:
        return ""
    if keeps > 1:
        return text("terminal.trial.rival_behind", lang)
    if keeps <= 0:
        return text("terminal.trial.rival_any", lang)
    return text("terminal.trial.rival_keeps", lang, share=f"{100 * keeps:.0f}")
