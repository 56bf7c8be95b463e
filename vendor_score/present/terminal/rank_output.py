"""What ``rank`` prints: the ranking, what to look at, the verdict, where the results are."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from vendor_score.decision import Decision
from vendor_score.present.report import Report
from vendor_score.present.terminal.findings import doubt_lines, knock_out_lines, unconfirmed_lines
from vendor_score.present.terminal.ranking import lead_sentence, ranking_lines
from vendor_score.present.terminal.screen import Screen, clean, emit, indented, screen
from vendor_score.ranking.ranking import Ranking
from vendor_score.wording import Lang, text

__all__ = ["Asked", "say_ranking", "say_results", "shown_path"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What was asked for, as it is named in the output.

    ``criteria`` is the file that is used, None for the shipped one; ``names_criteria``: because
    the person named it.
    """

    sources: tuple[Path, ...]
    criteria: Path | None
    names_criteria: bool
    lang: Lang


def say_ranking(ranking: Ranking, asked: Asked) -> None:
    """Print the ranking and what the buyer should look at."""
    view = screen(sys.stdout)
    emit("\n".join(_ranking_page(ranking, asked, view)))


def _ranking_page(ranking: Ranking, asked: Asked, view: Screen) -> Iterator[str]:
    lang, decision = asked.lang, ranking.decision
    yield from _title(ranking, asked, view)
    yield ""
    yield from ranking_lines(ranking, lang, view)
    yield ""
    yield from indented(lead_sentence(ranking, lang), view.columns)
    for block in (
        list(knock_out_lines(decision, lang, view)),
        list(unconfirmed_lines(decision, lang, view)),
        list(doubt_lines(decision, lang, view, _check_command(asked))),
    ):
        if block:
            yield ""
            yield from block


def _title(ranking: Ranking, asked: Asked, view: Screen) -> Iterator[str]:
    """What is compared, by which criteria and which method."""
    lang, decision = asked.lang, ranking.decision
    yield view.paint(clean(decision.criteria.title.text(lang)), "bold")
    said = text(
        "terminal.compared",
        lang,
        vendors=len(decision.vendors),
        files=len(decision.answers.inputs),
        method=ranking.method,
    )
    yield from indented(said, view.columns)
    yield from indented(_criteria_file(decision, asked), view.columns)


def _criteria_file(decision: Decision, asked: Asked) -> str:
    if asked.criteria is None:
        return text("terminal.criteria_shipped", asked.lang)
    shown, date = clean(shown_path(asked.criteria)), decision.criteria.reference_date
    return text("terminal.criteria_file", asked.lang, file=shown, date=date)


def _check_command(asked: Asked) -> str:
    named = ["-c", str(asked.criteria)] if asked.names_criteria else []
    words = ["vendor-score", "check", *map(str, asked.sources), *named]
    return clean(shlex.join(words) if os.name == "posix" else " ".join(words))


def say_results(report: Report, written: Sequence[Path]) -> None:
    """Print the verdict and where the results are."""
    view = screen(sys.stdout)
    emit("\n".join(_results_page(report, written, view)))


def _results_page(report: Report, written: Sequence[Path], view: Screen) -> Iterator[str]:
    lang = report.lang
    yield ""
    yield view.paint(text("terminal.verdict", lang), "bold")
    yield from indented(report.verdict.text(lang), view.columns, first="  ")
    yield ""
    yield view.paint(text("terminal.results", lang), "bold")
    for path in written:
        yield f"  {clean(shown_path(path))}"


def shown_path(path: Path) -> str:
    """The path from the working folder where that is shorter, with what people type."""
    try:
        near = os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)
    return near if len(near) < len(str(path)) or not path.is_absolute() else str(path)
