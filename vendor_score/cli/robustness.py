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
from vendor_score.errors import UsageError
from vendor_score.present.terminal.screen import Screen, clean, emit, fit, indented, pad, screen
from vendor_score.wording import Lang, text

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
        emit("\n".join(sensitivity_lines(report, screen(sys.stdout))))
    return int(worst(decision.all_findings) is Severity.ERROR)


# ``vendor-score compare``: why one vendor is ahead of another, criterion by criterion.

_FIGURES = 9
_PAIR = 2


@command("compare")
@run_options(
    click.option("--vendor", "vendors", metavar="NAME", multiple=True),
    weight_option,
)
def compare_command(run: Run, *, vendors: tuple[str, ...]) -> int:
    """Put two vendors side by side; 1 where errors remain among the findings.

    Parameters
    ----------
    run : Run
        The options that commands share.
    vendors : tuple of str
        Two names.

    Returns
    -------
    int
        Exit code.

    Raises
    ------
    UsageError
        For more or fewer than two.
    """
    from vendor_score.findings import Severity, worst
    from vendor_score.robustness.compare import compare

    if len(vendors) != _PAIR:
        raise UsageError("errors.compare_two", found=len(vendors))
    decision = run.load()
    comparison = compare(decision, *vendors)
    if run.as_json:
        run.emit_json(_comparison_record(comparison))
    elif run.shows:
        emit("\n".join(_comparison_lines(comparison, run.lang, screen(sys.stdout))))
    return int(worst(decision.all_findings) is Severity.ERROR)


def _comparison_lines(comparison: Comparison, lang: Lang, view: Screen) -> Iterator[str]:
    a, b = clean(comparison.a), clean(comparison.b)
    told = text(
        "terminal.compare.scores",
        lang,
        a=a,
        b=b,
        score_a=number_text.points(comparison.score_a),
        score_b=number_text.points(comparison.score_b),
        difference=_signed(comparison.difference),
    )
    yield from indented(view.paint(told, "bold"), view.columns)
    yield ""
    columns = view.columns - _FIGURES
    heading = text("terminal.compare.groups", lang, a=a, b=b)
    yield from (view.paint(line, "dim") for line in indented(heading, view.columns))
    weighted = {found.criterion.path[0] for found in comparison.criteria if found.weight > 0}
    for group in (group for group in comparison.groups if group.id in weighted):
        name = pad(fit(clean(group.label.text(lang)), columns - 1), columns)
        yield name + pad(_signed(group.difference), _FIGURES, right=True)
    yield ""
    for found in comparison.criteria:
        if found.weight > 0:
            yield from _criterion(found, (a, b), lang, view)
    if comparison.trade_off is not None:
        yield ""
        yield from indented(clean(comparison.trade_off.text().text(lang)), view.columns)


def _criterion(
    found: Difference, names: tuple[str, str], lang: Lang, view: Screen
) -> Iterator[str]:
    columns = view.columns - _FIGURES
    share = number_text.share(found.weight)
    label = fit(f"{clean(found.criterion.label.text(lang))} ({share})", columns - 1)
    yield view.paint(pad(label, columns), "bold") + pad(
        _signed(found.difference), _FIGURES, right=True
    )
    for name, scored, points in zip(
        names, (found.a, found.b), (found.contribution_a, found.contribution_b), strict=True
    ):
        said = f"{name}: {_answer(scored, lang)} [{number_text.points(points)}]"
        if where := clean(str(scored.answer.source)):
            said += f"  {where}"
        yield from indented(said, view.columns, first="  ")


def _answer(scored: ScoredAnswer, lang: Lang) -> str:
    if scored.rule is None:
        return clean(scored.answer.text)
    state = text(f"terms.state.{scored.state.value}", lang)
    return f"{clean(scored.answer.text)} ({state})" if scored.answer.text else state


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
        "a": _side(found.a, found.contribution_a),
        "b": _side(found.b, found.contribution_b),
    }


def _side(scored: ScoredAnswer, contribution: float) -> dict[str, Any]:
    where = scored.answer.source
    return {
        "text": scored.answer.text,
        "state": scored.state.value,
        "value": scored.value,
        "contribution": contribution,
        "source": {"file": where.file, "sheet": where.sheet, "cell": where.cell},
    }
