"""``rank``, ``methods``, ``sensitivity`` and ``compare``: the ranking, and how sure it is."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from vendor_score import number_text
from vendor_score.cli.command import Choice, command, lang_option
from vendor_score.cli.options import (
    CommaList,
    IntInRange,
    NamePair,
    Run,
    json_option,
    lock_option,
    offers_option,
    run_options,
    samples_option,
    say_next,
    seed_option,
    weight_option,
)
from vendor_score.errors import UsageError
from vendor_score.findings import Severity, worst
from vendor_score.present.terminal.screen import (
    Screen,
    clean,
    emit,
    fit,
    indented,
    pad,
    screen,
    width,
)
from vendor_score.wording import Lang, in_every_language, text

if TYPE_CHECKING:
    from vendor_score.decision import Decision, ScoredAnswer
    from vendor_score.present.report import Audience, Report
    from vendor_score.ranking.methods import Method
    from vendor_score.ranking.ranking import Ranking
    from vendor_score.records import Answer
    from vendor_score.robustness.compare import Comparison, Difference
    from vendor_score.robustness.records import WeightSpace
    from vendor_score.rounds.records import Since

__all__ = [
    "compare_command",
    "methods_command",
    "progress_line",
    "rank_command",
    "sensitivity_command",
]

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
    lock_option,
    click.option("--formats", metavar="LIST", type=CommaList(_formats)),
    samples_option,
    seed_option,
    click.option(
        "--audience", metavar="buyer|shared", type=Choice(("buyer", "shared")), default="buyer"
    ),
    click.option("--with-private-totals", is_flag=True),
    click.option("--against", metavar="SOURCE", multiple=True, type=click.Path(path_type=Path)),
    click.option("--against-criteria", metavar="FILE", type=click.Path(path_type=Path)),
    click.option("--renamed", metavar="THEN=NOW", multiple=True, type=NamePair()),
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
    against: tuple[Path, ...],
    against_criteria: Path | None,
    renamed: tuple[tuple[str, str], ...],
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
    against : tuple of Path
        What the last round was ranked from, or its ranking.json.
    against_criteria : Path or None
        The criteria of the last round.
    renamed : tuple of (str, str)
        Names then and now of vendors that have another name.
    open_report : bool
        Show the report in a browser.

    Returns
    -------
    int
        Exit code.
    """
    from vendor_score.questionnaire.files import start_workers

    start_workers()  # they load while the program does
    if not against and (renamed or against_criteria):
        raise UsageError("options.refused.without_against")
    decision = _read(run, out)
    since = _since(decision, against, criteria=against_criteria, renamed=dict(renamed), skip=out)
    if audience == "shared" and not with_private_totals:
        _check_totals(decision, run.lang)
    ranking = decision.rank(method)
    if run.shows:
        _show_ranking(ranking, run)
    robustness = decision.robustness(samples=samples, seed=seed, methods=True)
    from vendor_score.present.files.write import USUAL_FORMATS, save_report
    from vendor_score.present.report import build_report

    report = build_report(
        ranking, lang=run.lang, audience=audience, robustness=robustness, since=since
    )
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


def _since(
    decision: Decision,
    against: tuple[Path, ...],
    *,
    criteria: Path | None,
    renamed: Mapping[str, str],
    skip: Path,
) -> Since | None:
    """What changed since the last round; None where none is named."""
    if not against:
        return None
    from vendor_score.handover import since_round

    return since_round(decision, *against, criteria=criteria, renamed=renamed, skip=skip)


def _check_totals(decision: Decision, lang: Lang) -> None:
    from vendor_score.present.redact import check_private_totals

    check_private_totals(decision, lang)


def _read(run: Run, out: Path) -> Decision:
    """Read and score, telling on the way how far it is and which files were not read."""
    from vendor_score.present.terminal.findings import say_unread_files

    with progress_line(run.lang) as progress:
        decision = run.load(skip=out, progress=progress)
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
        criteria=_shown_criteria(run),
        names_criteria=run.named_criteria is not None,
        lang=run.lang,
    )
    say_ranking(ranking, asked)


def _shown_criteria(run: Run) -> Path | None:
    """The criteria file as people know it: one in an archive by the name of the archive."""
    if run.archived_criteria is None:
        return run.criteria()
    return run.typed[0] / run.archived_criteria.name


def _print_json(report: Report) -> None:
    from vendor_score.present.files.write import ranking_json

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


# ``vendor-score sensitivity`` and ``compare``: how sure the ranking is, and why one leads.


@command("sensitivity")
@run_options(
    weight_option,
    offers_option,
    lock_option,
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
def sensitivity_command(run: Run, *, samples: int, seed: int, space: WeightSpace, band: int) -> int:
    """Say how sure the ranking is; 1 where errors remain among the findings.

    Parameters
    ----------
    run : Run
        The options that commands share.
    samples : int
        Draws of weights and answers, at least 1.
    seed : int
        Same seed, same digits.
    space : str
        ``stated``, ``any`` or ``ordinal``.
    band : int
        Half width of ``stated``, in percent.

    Returns
    -------
    int
        Exit code.
    """
    from vendor_score.findings import Severity, worst
    from vendor_score.present.report import build_report
    from vendor_score.present.terminal.robustness import sensitivity_lines

    decision = run.load()
    robustness = decision.robustness(samples=samples, seed=seed, weights=space, band=band / 100)
    report = build_report(decision.rank(), lang=run.lang, robustness=robustness)
    if run.as_json:
        from vendor_score.present.files.write import robustness_record

        run.emit_json({**robustness_record(report), "verdict": report.verdict.as_dict()})
    elif run.shows:
        emit("\n".join(sensitivity_lines(report, screen(sys.stdout))).rstrip("\n"))
        run.say_next("sensitivity", compare=run.command_line("compare"))
    return int(worst(decision.all_findings) is Severity.ERROR)


# ``vendor-score compare``: why one vendor is ahead of another, criterion by criterion.

_FIGURES = 9
_CORRECTED = " *"
_LINES = 25
"""Lines that are printed without --all: what a terminal shows at once."""


@command("compare")
@run_options(
    click.option("--vendor", "vendors", metavar="NAME", multiple=True),
    weight_option,
    offers_option,
    lock_option,
    click.option("--all", "shows_all", is_flag=True),
)
def compare_command(run: Run, *, vendors: tuple[str, ...], shows_all: bool) -> int:
    """Put two vendors side by side; 1 where errors remain among the findings.

    Parameters
    ----------
    run : Run
        The options that commands share.
    vendors : tuple of str
        Up to two names, or parts of names; by default the first and the second are compared.
    shows_all : bool
        Every criterion, not only what decides.

    Returns
    -------
    int
        Exit code.

    Raises
    ------
    UsageError
        For more than two names, and for one that is unknown or ambiguous.
    """
    from vendor_score.findings import Severity, worst
    from vendor_score.robustness.compare import compare, pair_of, why_not_of, why_not_text

    decision = run.load()
    pair = pair_of(decision.rank(), vendors)
    comparison = compare(decision, *pair)
    why = why_not_of(decision, *pair)
    if run.as_json:
        said = in_every_language(lambda lang: why_not_text(why, decision, lang))
        run.emit_json({**_comparison_record(comparison), "why": said.as_dict()})
    elif run.shows:
        view = screen(sys.stdout)
        lines = [
            *_scores(comparison, run.lang, view),
            "",
            *indented(clean(why_not_text(why, decision, run.lang)), view.columns),
        ]
        shared = run.command_line("rank", "--audience", "shared")
        last = ["", *run.next_lines("compare", rank=shared)]
        room = None if shows_all else _LINES - len(lines) - len(last)
        lines += _origins(comparison, run.lang, view, room)
        emit("\n".join([*lines, *last]))
    return int(worst(decision.all_findings) is Severity.ERROR)


def _scores(comparison: Comparison, lang: Lang, view: Screen) -> Iterator[str]:
    scores = number_text.differing(comparison.score_a, comparison.score_b)
    said = text(
        "terminal.compare.scores",
        lang,
        a=clean(comparison.a),
        b=clean(comparison.b),
        score_a=scores[0],
        score_b=scores[1],
        difference=_signed(comparison.difference),
    )
    return (view.paint(line, "bold") for line in indented(said, view.columns))


def _origins(comparison: Comparison, lang: Lang, view: Screen, room: int | None) -> Iterator[str]:
    """Where the points come from: by group in so many lines, or everything where there is room."""
    names = clean(comparison.a), clean(comparison.b)
    heading = text("terminal.compare.groups", lang, a=names[0], b=names[1])
    head = [view.paint(line, "dim") for line in indented(heading, view.columns)]
    if _corrected_groups(comparison):
        said = f"{_CORRECTED.strip()} {text('page.corrected_key', lang)}"
        head += [view.paint(line, "dim") for line in indented(said, view.columns)]
    trade = comparison.trade_off
    tail = [] if trade is None else ["", *indented(clean(trade.text().text(lang)), view.columns)]
    groups = list(_group_lines(comparison, lang, view))
    if room is None:
        yield from ("", *head, *groups, "")
        for found in comparison.criteria:
            if found.weight > 0:
                yield from _criterion(found, names, lang, view)
        yield from tail
        return
    # head, groups and the last line each with an empty line before it, in whatever room is left
    fits = room - len(head) - 3
    if len(groups) + len(tail) > fits:
        tail = []
    shown = groups if len(groups) <= fits else groups[: max(fits, 0)]
    if shown:
        yield from ("", *head, *shown, *tail)
    hidden = len(groups) - len(shown)
    key = "terminal.compare.more" if hidden else "terminal.compare.all"
    yield from ("", *indented(text(key, lang, n=hidden), view.columns))


def _group_lines(comparison: Comparison, lang: Lang, view: Screen) -> Iterator[str]:
    columns = view.columns - _FIGURES
    weighted = {found.criterion.path[0] for found in comparison.criteria if found.weight > 0}
    corrected = _corrected_groups(comparison)
    for group in (group for group in comparison.groups if group.id in weighted):
        mark = _CORRECTED if group.id in corrected else ""
        name = pad(fit(clean(group.label.text(lang)), columns - 3) + mark, columns)
        yield name + pad(_signed(group.difference), _FIGURES, right=True)


def _corrected_groups(comparison: Comparison) -> set[str]:
    """The top groups of which some figure rests on a reading that the buyer corrected."""
    return {
        found.criterion.path[0]
        for found in comparison.criteria
        if found.weight > 0 and (found.a.answer.is_corrected or found.b.answer.is_corrected)
    }


def _criterion(
    found: Difference, names: tuple[str, str], lang: Lang, view: Screen
) -> Iterator[str]:
    columns = view.columns - _FIGURES
    products = number_text.differing(found.contribution_a, found.contribution_b)
    share, values = number_text.multiplied((found.points_a, found.points_b), found.weight, products)
    label = fit(f"{clean(found.criterion.label.text(lang))} ({share})", columns - 1)
    yield view.paint(pad(label, columns), "bold") + pad(
        _signed(found.difference), _FIGURES, right=True
    )
    sides = zip(names, (found.a, found.b), values, products, strict=True)
    for name, scored, value, product in sides:
        worth = text("terminal.compare.worth", lang, value=value, weight=share, points=product)
        said = f"{name}: {_answer(scored, value, lang)} [{worth}]"
        if where := clean(str(scored.answer.source)):
            said += f"  {where}"
        yield from indented(said, view.columns, first="  ")
        yield from _beside(scored.answer, lang, view)


def _beside(answer: Answer, lang: Lang, view: Screen) -> Iterator[str]:
    """What the vendor wrote beside the answer: evidence and remarks."""
    for key, said in (
        ("terms.evidence", answer.evidence_text),
        ("workbook.remarks", answer.remarks),
    ):
        if said.strip():
            beside = text("terminal.of", lang, name=text(key, lang), what=clean(said))
            yield from indented(beside, view.columns, first="    ", rest="    ")


def _answer(scored: ScoredAnswer, counts_as: str, lang: Lang) -> str:
    """As written, with how it is missing, what corrected it, and whether it is left out."""
    answer = scored.answer
    said = [clean(answer.text)] if answer.text else []
    notes = []
    if scored.rule is not None:
        notes.append(text(f"terms.state.{scored.state.value}", lang))
    if answer.is_corrected and answer.override is not None:
        mark = text("terminal.compare.corrected", lang)
        notes.append(clean(f"{mark}: {answer.override.text}"))
    if scored.value is None:
        notes.append(text("terminal.compare.left_out", lang, points=counts_as))
    note = text("language.list_joint", lang).join(notes)
    return " ".join([*said, f"({note})"] if said and note else [*said, note] if note else said)


def _signed(figure: float) -> str:
    shown = number_text.gap(abs(figure))
    return f"+{shown}" if figure > 0 else f"-{shown}" if figure < 0 else shown


def _comparison_record(comparison: Comparison) -> dict[str, Any]:
    trade = comparison.trade_off
    return {
        "a": comparison.a,
        "b": comparison.b,
        "score_a": comparison.score_a,
        "score_b": comparison.score_b,
        "difference": comparison.difference,
        "groups": [
            {"id": g.id, "label": g.label.as_dict(), "difference": g.difference}
            for g in comparison.groups
        ],
        "criteria": [_difference(found) for found in comparison.criteria],
        "trade_off": trade
        and {
            "gained": trade.gained.id,
            "much": trade.much,
            "paid": trade.paid.id,
            "worth": trade.worth,
            "text": trade.text().as_dict(),
        },
    }


def _difference(found: Difference) -> dict[str, Any]:
    return {
        "id": found.criterion.id,
        "weight": found.weight,
        "difference": found.difference,
        "a": _side(found.a, found.contribution_a, found.points_a),
        "b": _side(found.b, found.contribution_b, found.points_b),
    }


def _side(scored: ScoredAnswer, contribution: float, counts_as: float) -> dict[str, Any]:
    answer = scored.answer
    where, override = answer.source, answer.override
    return {
        "text": answer.text,
        "state": scored.state.value,
        "value": scored.value,
        "counts_as": counts_as,
        "contribution": contribution,
        "override": override.text if override is not None and answer.is_corrected else None,
        "evidence": answer.evidence.value,
        "evidence_text": answer.evidence_text,
        "remarks": answer.remarks,
        "source": {"file": where.file, "sheet": where.sheet, "cell": where.cell},
    }
