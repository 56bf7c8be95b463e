"""``vendor-score rank``: from returned workbooks to a ranking, how sure it is, and the report.

The ranking is printed as soon as it is known; what takes longer (how sure it is, the other methods,
the report) comes after it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from vendor_score.cli.command import command as named
from vendor_score.cli.language import Choice, lang_option
from vendor_score.cli.options import (
    Names,
    criteria_option,
    json_option,
    quiet_option,
    samples_option,
    seed_option,
    sources_argument,
    weight_option,
)
from vendor_score.cli.progress import progress_line
from vendor_score.cli.terminal import emit
from vendor_score.cli.unread import say_unread_files
from vendor_score.errors import UsageError
from vendor_score.findings import Severity, worst
from vendor_score.wording import Lang

if TYPE_CHECKING:
    from vendor_score.report.record import Audience

__all__ = ["command"]

FORMATS: Final = ("html", "json", "csv", "xlsx", "png", "svg")
USUAL_FORMATS: Final = "html,json,csv,xlsx"


def _method_names(*_: Any) -> list[str]:
    from vendor_score.ranking.registry import METHODS

    return [method.name for method in METHODS]


@named("rank")
@sources_argument
@criteria_option
@click.option("-o", "--out", metavar="DIR", type=click.Path(path_type=Path), default="results")
@click.option("--method", metavar="NAME", default="weighted-sum", shell_complete=_method_names)
@weight_option
@click.option("--formats", metavar="LIST", type=Names(FORMATS), default=USUAL_FORMATS)
@samples_option
@seed_option
@click.option(
    "--audience", metavar="buyer|shared", type=Choice(("buyer", "shared")), default="buyer"
)
@click.option("--open", "open_report", is_flag=True)
@lang_option
@json_option
@quiet_option
@click.pass_obj
def command(
    lang: Lang,
    *,
    sources: tuple[Path, ...],
    criteria: Path | None,
    out: Path,
    method: str,
    weights: tuple[tuple[str, float], ...],
    formats: tuple[str, ...],
    samples: int,
    seed: int,
    audience: Audience,
    open_report: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Rank the vendors and write the report; 1 where errors remain among the findings."""
    from vendor_score.cli import rank_output as output
    from vendor_score.cli.cross_check import CrossCheck
    from vendor_score.library import criteria_on_the_way, load

    used = criteria or criteria_on_the_way(sources)
    speaks = not (as_json or quiet)
    with CrossCheck() as check, progress_line(lang) as progress:
        decision = load(
            *sources, criteria=used, weights=_shares(weights), skip=out, progress=progress
        )
        check.start(decision)
        say_unread_files(decision.all_findings, lang)
        ranking = decision.rank(method)
        if speaks:
            named = criteria is not None
            asked = output.Asked(sources=sources, criteria=used, names_criteria=named, lang=lang)
            output.say_ranking(ranking, asked)

        from vendor_score.robustness.assess import assess

        robustness = assess(decision, samples=samples, seed=seed, methods=False)
        robustness = replace(robustness, agreement=check.agreement(decision))

    from vendor_score.report.build import build_report
    from vendor_score.report.write import save_report

    report = build_report(ranking, lang=lang, audience=audience, robustness=robustness)
    written = save_report(report, out, formats)
    if as_json:
        from vendor_score.report.ranking_json import ranking_json

        emit(ranking_json(report), nl=False)
    if speaks:
        output.say_results(report, written)
    if open_report:
        _open(written)
    return int(worst(decision.all_findings) is Severity.ERROR)


def _shares(weights: Iterable[tuple[str, float]]) -> dict[str, float]:
    """The shares asked for. Raises UsageError for one that is given twice."""
    shares: dict[str, float] = {}
    for id, share in weights:
        if id in shares:
            raise UsageError("options.refused.twice", id=id)
        shares[id] = share
    return shares


def _open(written: Iterable[Path]) -> None:
    """Show the report in the browser that the system prefers."""
    for path in written:
        if path.suffix == ".html":
            click.launch(path.resolve().as_uri())
