"""``vendor-score sensitivity``: how sure the ranking is, in depth."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from vendor_score.cli.command import command as named
from vendor_score.cli.language import Choice
from vendor_score.cli.options import (
    IntInRange,
    Run,
    run_options,
    samples_option,
    seed_option,
    weight_option,
)
from vendor_score.present.terminal.screen import emit, screen

if TYPE_CHECKING:
    from vendor_score.robustness.records import WeightSpace

__all__ = ["command"]


@named("sensitivity")
@run_options(
    weight_option,
    samples_option,
    seed_option,
    click.option(
        "--weights",
        "space",
        metavar="stated|any|ordinal",
        type=Choice(("stated", "any", "ordinal")),
        default="stated",
    ),
    click.option("--band", metavar="PERCENT", type=IntInRange(0, 100), default=25),
)
def command(run: Run, *, samples: int, seed: int, space: WeightSpace, band: int) -> int:
    """Say how sure the ranking is; 1 where errors remain among the findings."""
    from vendor_score.findings import Severity, worst
    from vendor_score.present.build import build_report
    from vendor_score.present.terminal.robustness import sensitivity_lines

    decision = run.load()
    robustness = decision.robustness(samples=samples, seed=seed, weights=space, band=band / 100)
    report = build_report(decision.rank(), lang=run.lang, robustness=robustness)
    if run.as_json:
        from vendor_score.present.files.ranking_json import robustness_record

        run.emit_json({**robustness_record(report), "verdict": report.verdict.as_dict()})
    elif run.shows:
        emit("\n".join(sensitivity_lines(report, screen(sys.stdout))))
    return int(worst(decision.all_findings) is Severity.ERROR)
