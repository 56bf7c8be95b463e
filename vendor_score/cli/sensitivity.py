"""``vendor-score sensitivity``: how sure the ranking is, in depth."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vendor_score.cli.command import command as named
from vendor_score.cli.options import (
    Choice,
    Whole,
    criteria_option,
    json_option,
    lang_option,
    quiet_option,
    samples_option,
    seed_option,
    sources_argument,
    weight_option,
)
from vendor_score.present.terminal.screen import emit, screen
from vendor_score.wording import Lang

if TYPE_CHECKING:
    from vendor_score.robustness.records import WeightSpace

__all__ = ["command"]


@named("sensitivity")
@sources_argument
@criteria_option
@weight_option
@samples_option
@seed_option
@click.option(
    "--weights",
    "space",
    metavar="stated|any|ordinal",
    type=Choice(("stated", "any", "ordinal")),
    default="stated",
)
@click.option("--band", metavar="PERCENT", type=Whole(0, 100), default=25)
@lang_option
@json_option
@quiet_option
@click.pass_obj
def command(
    lang: Lang,
    *,
    sources: tuple[Path, ...],
    criteria: Path | None,
    weights: tuple[tuple[str, float], ...],
    samples: int,
    seed: int,
    space: WeightSpace,
    band: int,
    as_json: bool,
    quiet: bool,
) -> int:
    """Say how sure the ranking is; 1 where errors remain among the findings."""
    from vendor_score.cli.shares import shares_of
    from vendor_score.findings import Severity, worst
    from vendor_score.library import find_criteria_file, load
    from vendor_score.present.build import build_report
    from vendor_score.present.terminal.robustness import sensitivity_lines

    used = criteria or find_criteria_file(sources)
    decision = load(*sources, criteria=used, weights=shares_of(weights))
    robustness = decision.robustness(samples=samples, seed=seed, weights=space, band=band / 100)
    report = build_report(decision.rank(), lang=lang, robustness=robustness)
    if as_json:
        from vendor_score.present.files.ranking_json import robustness_record

        told = {**robustness_record(report), "verdict": report.verdict.as_dict()}
        emit(json.dumps(told, ensure_ascii=False, indent=1))
    elif not quiet:
        emit("\n".join(sensitivity_lines(report, screen(sys.stdout))))
    return int(worst(decision.all_findings) is Severity.ERROR)
