"""``vendor-score rank``: from returned workbooks to a ranking, how sure it is, and the report.

The ranking is printed as soon as it is known; what takes longer (how sure it is, the other methods,
the report) comes after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
from vendor_score.errors import UsageError
from vendor_score.findings import Severity, worst
from vendor_score.present.terminal.findings import say_unread_files
from vendor_score.present.terminal.screen import emit
from vendor_score.wording import Lang

if TYPE_CHECKING:
    from vendor_score.decision import Decision
    from vendor_score.present.report import Audience, Report
    from vendor_score.ranking.ranking import Ranking

__all__ = ["command"]

FORMATS: Final = ("html", "json", "csv", "xlsx", "png", "svg")
USUAL_FORMATS: Final = "html,json,csv,xlsx"


def _method_names(*_: Any) -> list[str]:
    from vendor_score.ranking.methods import METHODS

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
@click.option("--with-private-totals", is_flag=True)
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
    with_private_totals: bool,
    open_report: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Rank the vendors and write the report; 1 where errors remain among the findings."""
    from vendor_score.questionnaire.files import start_workers

    start_workers()  # they load while the program does
    shares, shows = _shares(weights), not (as_json or quiet)
    decision = _read(sources, criteria, shares, out, lang)
    if audience == "shared" and not with_private_totals:
        _check_totals(decision, lang)
    ranking = decision.rank(method)
    if shows:
        _show_ranking(ranking, sources, criteria, lang)
    robustness = decision.robustness(samples=samples, seed=seed, methods=True)
    from vendor_score.present.build import build_report
    from vendor_score.present.files.write import save_report

    report = build_report(ranking, lang=lang, audience=audience, robustness=robustness)
    written = save_report(report, out, formats)
    if as_json:
        _print_json(report)
    if shows:
        _show_results(report, written)
    if open_report:
        _open(written)
    return int(worst(decision.all_findings) is Severity.ERROR)


def _check_totals(decision: Decision, lang: Lang) -> None:
    from vendor_score.present.redact import check_private_totals

    check_private_totals(decision, lang)


def _read(
    sources: tuple[Path, ...],
    criteria: Path | None,
    shares: dict[str, float],
    out: Path,
    lang: Lang,
) -> Decision:
    """Read and score, telling on the way how far it is and which files were not read."""
    from vendor_score.library import load

    with progress_line(lang) as progress:
        decision = load(*sources, criteria=criteria, weights=shares, skip=out, progress=progress)
    say_unread_files(decision.all_findings, lang)
    return decision


def _show_ranking(
    ranking: Ranking, sources: tuple[Path, ...], criteria: Path | None, lang: Lang
) -> None:
    from vendor_score.library import find_criteria_file
    from vendor_score.present.terminal.rank_output import Asked, say_ranking

    used, named = criteria or find_criteria_file(sources), criteria is not None
    say_ranking(ranking, Asked(sources=sources, criteria=used, names_criteria=named, lang=lang))


def _print_json(report: Report) -> None:
    from vendor_score.present.files.ranking_json import ranking_json

    emit(ranking_json(report), nl=False)


def _show_results(report: Report, written: Sequence[Path]) -> None:
    from vendor_score.present.terminal.rank_output import say_results

    say_results(report, written)


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
