"""``vendor-score baseline``: the buyer's own figures before the tender, from its own exports."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vendor_score.case_folder import MEASURED
from vendor_score.cli.command import command
from vendor_score.cli.options import Run, run_options
from vendor_score.errors import UsageError
from vendor_score.present.terminal.screen import clean, emit, fit, indented, pad, screen
from vendor_score.wording import Lang, text

if TYPE_CHECKING:
    from vendor_score.contract.baseline import Baseline
    from vendor_score.criteria.model import Criteria

__all__ = ["baseline_command"]

_PATH = click.Path(path_type=Path)


@command("baseline")
@run_options(
    click.option("--measured", metavar="FILE", multiple=True, type=_PATH), needs_sources=False
)
def baseline_command(run: Run, *, measured: tuple[Path, ...]) -> int:
    """Pool the buyer's own exports.

    Parameters
    ----------
    run : Run
        The options that commands share.
    measured : tuple of Path
        Exports and typed tables; ``measured/`` of the case folder unless given.

    Returns
    -------
    int
        Exit code.

    Raises
    ------
    UsageError
        Where no file is named and the case folder has none.
    """
    from vendor_score.contract.baseline import read_baseline
    from vendor_score.library import find_criteria

    files = list(measured) or run.case_files(MEASURED)
    if not files:
        raise UsageError("errors.no_measured")
    criteria = find_criteria(run.criteria())
    found = read_baseline(files, criteria.leaves())
    if run.as_json:
        run.emit_json(_record(found))
    elif run.shows:
        _print(found, criteria, run.lang)
    return 0


def _record(found: Baseline) -> dict[str, Any]:
    seat = found.seat
    return {
        "schema": "vendor-score/baseline/1",
        "days": found.days,
        "overlaps": found.overlaps,
        "figures": [
            {
                "criterion": one.criterion, "value": one.value, "count": one.count,
                "files": one.files, "weighted": one.is_weighted,
            }
            for one in found.figures
        ],
        "per_seat_day": None if seat is None else {
            "value": seat.per_day, "low": seat.low, "high": seat.high,
            "served": seat.served, "seat_days": seat.seat_days,
        },
    }  # fmt: skip


def _print(found: Baseline, criteria: Criteria, lang: Lang) -> None:
    view = screen(sys.stdout)
    for one in found.figures:
        leaf = criteria.criterion(one.criterion)
        count = "" if one.count is None else f"n={one.count:,}"
        name = pad(fit(clean(leaf.label.text(lang)), 28), 28)
        emit(fit(f"{name} {one.value:9.2f} {pad(leaf.unit or '', 12)} {count}", view.columns))
    for note in _notes(found, lang):
        for line in indented(note, view.columns):
            emit(line)


def _notes(found: Baseline, lang: Lang) -> Iterator[str]:
    from vendor_score.contract.baseline import WANTED_DAYS

    if (seat := found.seat) is not None:
        ends = {"value": seat.per_day, "low": seat.low, "high": seat.high}
        shown = {name: f"{value:.0f}" for name, value in ends.items()}
        counts = {"served": f"{seat.served:,.0f}", "days": f"{seat.seat_days:,.0f}"}
        yield text("terminal.baseline.seat", lang, **shown, **counts)
    yield text("terminal.baseline.days", lang, days=found.days, wanted=WANTED_DAYS)
    if found.overlaps:
        yield text("terminal.baseline.overlap", lang)
    if not all(one.is_weighted for one in found.figures):
        yield text("terminal.baseline.unweighted", lang)
