"""``vendor-score sensitivity`` and ``compare``: how sure the ranking is, and why one leads."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from vendor_score import number_text
from vendor_score.cli.command import Choice, command
from vendor_score.cli.options import (
    IntInRange,
    Run,
    run_options,
    samples_option,
    seed_option,
    weight_option,
)
from vendor_score.present.terminal.screen import Screen, clean, emit, fit, indented, pad, screen
from vendor_score.wording import Lang, in_every_language, text

if TYPE_CHECKING:
    from vendor_score.decision import ScoredAnswer
    from vendor_score.robustness.compare import Comparison, Difference
    from vendor_score.robustness.records import WeightSpace

__all__ = ["compare_command", "sensitivity_command"]


@command("sensitivity")
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
    from vendor_score.present.build import build_report
    from vendor_score.present.terminal.robustness import sensitivity_lines

    decision = run.load()
    robustness = decision.robustness(samples=samples, seed=seed, weights=space, band=band / 100)
    report = build_report(decision.rank(), lang=run.lang, robustness=robustness)
    if run.as_json:
        from vendor_score.present.files.ranking_files import robustness_record

        run.emit_json({**robustness_record(report), "verdict": report.verdict.as_dict()})
    elif run.shows:
        emit("\n".join(sensitivity_lines(report, screen(sys.stdout))).rstrip("\n"))
        run.say_next("sensitivity", compare=run.command_line("compare"))
    return int(worst(decision.all_findings) is Severity.ERROR)


# ``vendor-score compare``: why one vendor is ahead of another, criterion by criterion.

_FIGURES = 9
_LINES = 25
"""Lines that are printed without --all: what a terminal shows at once."""


@command("compare")
@run_options(
    click.option("--vendor", "vendors", metavar="NAME", multiple=True),
    weight_option,
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
    from vendor_score.present.why_not import why_not_of, why_not_text
    from vendor_score.robustness.compare import compare, pair_of

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
    said = text(
        "terminal.compare.scores",
        lang,
        a=clean(comparison.a),
        b=clean(comparison.b),
        score_a=number_text.points(comparison.score_a),
        score_b=number_text.points(comparison.score_b),
        difference=_signed(comparison.difference),
    )
    return (view.paint(line, "bold") for line in indented(said, view.columns))


def _origins(comparison: Comparison, lang: Lang, view: Screen, room: int | None) -> Iterator[str]:
    """Where the points come from: by group in so many lines, or everything where there is room."""
    names = clean(comparison.a), clean(comparison.b)
    heading = text("terminal.compare.groups", lang, a=names[0], b=names[1])
    head = [view.paint(line, "dim") for line in indented(heading, view.columns)]
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
    for group in (group for group in comparison.groups if group.id in weighted):
        name = pad(fit(clean(group.label.text(lang)), columns - 1), columns)
        yield name + pad(_signed(group.difference), _FIGURES, right=True)


def _criterion(
    found: Difference, names: tuple[str, str], lang: Lang, view: Screen
) -> Iterator[str]:
    columns = view.columns - _FIGURES
    share = number_text.share(found.weight)
    label = fit(f"{clean(found.criterion.label.text(lang))} ({share})", columns - 1)
    yield view.paint(pad(label, columns), "bold") + pad(
        _signed(found.difference), _FIGURES, right=True
    )
    sides = ((found.a, found.points_a), (found.b, found.points_b))
    for name, (scored, points) in zip(names, sides, strict=True):
        worth = text(
            "terminal.compare.worth",
            lang,
            value=number_text.points(points),
            weight=share,
            points=number_text.points(points * found.weight),
        )
        said = f"{name}: {_answer(scored, points, lang)} [{worth}]"
        if where := clean(str(scored.answer.source)):
            said += f"  {where}"
        yield from indented(said, view.columns, first="  ")


def _answer(scored: ScoredAnswer, points: float, lang: Lang) -> str:
    """As written, with how it is missing, what corrected it, and whether it is left out."""
    answer = scored.answer
    said = [clean(answer.text)] if answer.text else []
    notes = []
    if scored.rule is not None:
        notes.append(text(f"terms.state.{scored.state.value}", lang))
    if answer.override is not None and not answer.override.stale:
        mark = text("terminal.compare.corrected", lang)
        notes.append(clean(f"{mark}: {answer.override.text}"))
    if scored.value is None:
        notes.append(text("terminal.compare.left_out", lang, points=number_text.points(points)))
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
    where, override = scored.answer.source, scored.answer.override
    return {
        "text": scored.answer.text,
        "state": scored.state.value,
        "value": scored.value,
        "counts_as": counts_as,
        "contribution": contribution,
        "override": None if override is None or override.stale else override.text,
        "source": {"file": where.file, "sheet": where.sheet, "cell": where.cell},
    }
