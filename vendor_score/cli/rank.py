"""``vendor-score rank`` and ``methods``: from returned workbooks to a ranking and the report.

The ranking is printed as soon as it is known; what takes longer (how sure it is, the other methods,
the report) comes after it.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from vendor_score.cli.command import Choice, command, lang_option
from vendor_score.cli.options import (
    CommaList,
    Run,
    json_option,
    offers_option,
    run_options,
    samples_option,
    say_next,
    seed_option,
    weight_option,
)
from vendor_score.findings import Severity, worst
from vendor_score.present.terminal.screen import Screen, emit, indented, pad, screen, width
from vendor_score.wording import Lang, text

if TYPE_CHECKING:
    from vendor_score.decision import Decision
    from vendor_score.present.report import Audience, Report
    from vendor_score.ranking.methods import Method
    from vendor_score.ranking.ranking import Ranking

__all__ = ["methods_command", "progress_line", "rank_command"]

PATIENCE_SECONDS: Final = 1.0
CLEAR: Final = "\r\033[K"


def _formats() -> tuple[str, ...]:
    from vendor_score.present.files.write import FORMATS

    return FORMATS


def _method_names(*_: Any) -> list[str]:
    from vendor_score.ranking.methods import METHODS

    return [method.name for method in METHODS]


@command("rank")
@run_options(
    click.option("-o", "--out", metavar="DIR", type=click.Path(path_type=Path), default="results"),
    click.option("--method", metavar="NAME", default="weighted-sum", shell_complete=_method_names),
    weight_option,
    offers_option,
    click.option("--formats", metavar="LIST", type=CommaList(_formats)),
    samples_option,
    seed_option,
    click.option(
        "--audience", metavar="buyer|shared", type=Choice(("buyer", "shared")), default="buyer"
    ),
    click.option("--with-private-totals", is_flag=True),
    click.option("--open", "open_report", is_flag=True),
)
def rank_command(
    run: Run,
    *,
    out: Path,
    method: str,
    formats: tuple[str, ...] | None,
    samples: int,
    seed: int,
    audience: Audience,
    with_private_totals: bool,
    open_report: bool,
) -> int:
    """Rank the vendors and write the report; 1 where errors remain among the findings.

    Parameters
    ----------
    run : Run
        The options that commands share.
    out : Path
        The folder of the results.
    method : str
        Its name.
    formats : tuple of str or None
        None: the usual ones.
    samples : int
        Draws of weights and answers, at least 1.
    seed : int
        Same seed, same digits.
    audience : str
        ``buyer`` or ``shared``.
    with_private_totals : bool
        Share totals that hold nothing but private answers.
    open_report : bool
        Show the report in a browser.

    Returns
    -------
    int
        Exit code.
    """
    from vendor_score.questionnaire.files import start_workers

    start_workers()  # they load while the program does
    decision = _read(run, out)
    if audience == "shared" and not with_private_totals:
        _check_totals(decision, run.lang)
    ranking = decision.rank(method)
    if run.shows:
        _show_ranking(ranking, run)
    robustness = decision.robustness(samples=samples, seed=seed, methods=True)
    from vendor_score.present.build import build_report
    from vendor_score.present.files.write import USUAL_FORMATS, save_report

    report = build_report(ranking, lang=run.lang, audience=audience, robustness=robustness)
    written = save_report(report, out, formats or USUAL_FORMATS)
    if run.as_json:
        _print_json(report)
    if run.shows:
        _show_results(report, written)
        if audience == "shared":
            run.say_next("shared", folder=out)
        else:
            run.say_next("rank", sensitivity=run.command_line("sensitivity"))
    if open_report:
        _open(written)
    return int(worst(decision.all_findings) is Severity.ERROR)


def _check_totals(decision: Decision, lang: Lang) -> None:
    from vendor_score.present.redact import check_private_totals

    check_private_totals(decision, lang)


def _read(run: Run, out: Path) -> Decision:
    """Read and score, telling on the way how far it is and which files were not read."""
    from vendor_score.present.terminal.findings import say_unread_files

    with progress_line(run.lang) as progress:
        read = run.read_offers()
        offers = None if read is None else read.offers
        decision = run.load(skip=out, progress=progress, offers=offers)
    say_unread_files(decision.all_findings, run.lang)
    return decision


@contextmanager
def progress_line(lang: Lang) -> Iterator[Callable[[int, int], None] | None]:
    """A function that shows the files done and the files in all; None where nobody would see it.

    Parameters
    ----------
    lang : str
        Language of the words.

    Yields
    ------
    (callable or None)
    """
    if not sys.stderr.isatty():
        yield None
        return
    start, shown = time.monotonic(), False

    def show(done: int, total: int) -> None:
        nonlocal shown
        if time.monotonic() - start > PATIENCE_SECONDS:
            shown = True
            said = text("terminal.reading", lang, done=done, total=total)
            sys.stderr.write(CLEAR + said)
            sys.stderr.flush()

    try:
        yield show
    finally:
        if shown:
            sys.stderr.write(CLEAR)
            sys.stderr.flush()


def _show_ranking(ranking: Ranking, run: Run) -> None:
    from vendor_score.present.terminal.ranking import Asked, say_ranking

    asked = Asked(
        sources=run.typed,
        criteria=run.criteria(),
        names_criteria=run.named_criteria is not None,
        lang=run.lang,
    )
    say_ranking(ranking, asked)


def _print_json(report: Report) -> None:
    from vendor_score.present.files.ranking_files import ranking_json

    emit(ranking_json(report), nl=False)


def _show_results(report: Report, written: Sequence[Path]) -> None:
    from vendor_score.present.terminal.ranking import say_results

    say_results(report, written)


def _open(written: Iterable[Path]) -> None:
    """Show the report in the browser that the system prefers."""
    for path in written:
        if path.suffix == ".html":
            click.launch(path.resolve().as_uri())


# ``vendor-score methods``: the ranking methods, with what each assumes.


@command("methods")
@lang_option
@json_option
@click.pass_obj
def methods_command(lang: Lang, *, as_json: bool) -> int:
    """List the methods.

    Parameters
    ----------
    lang : str
        Language of the words.
    as_json : bool
        Print plain data.

    Returns
    -------
    int
        Exit code.
    """
    from vendor_score.ranking.methods import METHODS

    if as_json:
        told = [_method_record(method) for method in METHODS]
        emit(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        emit("\n".join(_methods_lines(METHODS, lang, screen(sys.stdout))))
        say_next(lang, "methods")
    return 0


def _methods_lines(methods: tuple[Method, ...], lang: Lang, view: Screen) -> Iterator[str]:
    """The name that ``--method`` takes, the method's own name, and under it what it assumes."""
    longest = max(width(method.name) for method in methods)
    for method in methods:
        yield f"{view.paint(pad(method.name, longest), 'bold')}  {method.label.text(lang)}"
        yield from indented(method.assumes.text(lang), view.columns, first="    ")


def _method_record(method: Method) -> dict[str, Any]:
    return {
        "name": method.name,
        "aliases": list(method.aliases),
        "label": method.label.as_dict(),
        "assumes": method.assumes.as_dict(),
        "category": method.category,
        "higher_is_better": method.higher_is_better,
    }
