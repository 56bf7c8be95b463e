"""The ranking as it stands in a terminal: a row per vendor, its bar split by group, a legend."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vendor_score import number_text
from vendor_score.award.envelopes import envelope_of
from vendor_score.decision import Decision, Status
from vendor_score.findings import NOWHERE
from vendor_score.present.model import RankRow, coloured_groups, rank_rows
from vendor_score.present.terminal.findings import doubt_lines, knock_out_lines, unconfirmed_lines
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
from vendor_score.ranking.ranking import RankedVendor, Ranking
from vendor_score.wording import Lang, text

if TYPE_CHECKING:
    from vendor_score.present.report import Report

__all__ = ["Asked", "lead_sentence", "ranking_lines", "say_ranking", "say_results", "shown_path"]

_NAME_SHARE = 0.34  # of the screen, for the longest name
_MOST_PARTS = 9  # parts of a bar that can be told apart; further ones are shown as one
_MIXED_SHOWN = 3  # ranks in the line on figures defined differently
_GAP = "  "


@dataclass(frozen=True, kw_only=True, slots=True)
class _Part:
    """A part of every bar: a top group (or a criterion without one), or what is left over.

    ``places`` are those of its groups among the parts of a `RankRow`.
    """

    label: str
    weight: float
    places: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Columns:
    rank: int
    name: int
    score: int
    bar: int


def ranking_lines(ranking: Ranking, lang: Lang, screen: Screen) -> Iterator[str]:
    """Head, a row per vendor in order, and what the parts of the bars are.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.
    lang : str
        Language of the words.
    screen : Screen
        What the stream can show.

    Yields
    ------
    str
    """
    parts = _parts(ranking, lang)
    rows = rank_rows(ranking)
    scores = number_text.apart([row.score for row in rows])
    columns = _columns(ranking, scores, lang, screen)
    yield screen.paint(_head(columns, lang), "dim")
    for vendor, score in zip(rows, scores, strict=True):
        yield _row(vendor, (_shown_name(vendor, lang), score), parts, columns, screen)
    yield ""
    yield from _legend(parts, lang, screen)


def lead_sentence(ranking: Ranking, lang: Lang) -> str:
    """Who leads, and by how much.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.
    lang : str
        Language of the words.

    Returns
    -------
    str
    """
    leaders = [clean(name) for name in ranking.leaders]
    if not leaders:
        return text("terminal.lead.none", lang)
    if ranking.method != "weighted-sum":
        names = text("terminal.and", lang).join(leaders)
        return text("terminal.lead.method", lang, names=names, method=ranking.method)
    ranked = [vendor for vendor in ranking.vendors if vendor.rank is not None]
    top = number_text.points(ranked[0].score)
    if len(ranked) == 1:
        return text("terminal.lead.only", lang, name=leaders[0], score=top)
    if len(leaders) > 1:
        names = text("terminal.and", lang).join(leaders)
        return text("terminal.lead.tie", lang, names=names, score=top)
    second = ranked[1]
    gap = number_text.gap(ranked[0].score - second.score)
    rest = {"score": top, "gap": gap, "second": clean(second.name)}
    return text("terminal.lead.one", lang, name=leaders[0], **rest)


def _parts(ranking: Ranking, lang: Lang) -> list[_Part]:
    """The parts with weight, in file order; the lightest are joined where there are too many."""
    parts = [
        _Part(label=clean(group.label.text(lang)), weight=group.weight, places=(at,))
        for at, group in enumerate(coloured_groups(ranking.decision))
        if group.weight > 0
    ]
    return _joined(parts, lang)


def _joined(parts: list[_Part], lang: Lang) -> list[_Part]:
    if len(parts) <= _MOST_PARTS:
        return parts
    kept = sorted(parts, key=lambda part: -part.weight)[: _MOST_PARTS - 1]
    others = [part for part in parts if part not in kept]
    rest = _Part(
        label=text("terminal.others", lang, count=len(others)),
        weight=sum(part.weight for part in others),
        places=tuple(at for part in others for at in part.places),
    )
    return [part for part in parts if part in kept] + [rest]


def _columns(ranking: Ranking, scores: Sequence[str], lang: Lang, screen: Screen) -> _Columns:
    heads = {part: width(text(f"terminal.head.{part}", lang)) for part in ("rank", "name", "score")}
    longest = max((width(_shown_name(v, lang)) for v in ranking.vendors), default=0)
    rank, score = max(3, heads["rank"]), max(5, heads["score"], *map(len, scores))
    name = max(heads["name"], min(longest, int(screen.columns * _NAME_SHARE)))
    bar = screen.columns - rank - name - score - 3 * len(_GAP)
    return _Columns(rank=rank, name=name, score=score, bar=bar)


def _head(columns: _Columns, lang: Lang) -> str:
    rank = pad(text("terminal.head.rank", lang), columns.rank)
    name = pad(text("terminal.head.name", lang), columns.name)
    score = pad(text("terminal.head.score", lang), columns.score, right=True)
    half = columns.bar // 2
    scale = pad("0", half) + pad("50", columns.bar - half - 3) + "100"
    return _GAP.join((rank, name, score, scale))


def _row(
    vendor: RankRow,
    shown: tuple[str, str],
    parts: Sequence[_Part],
    columns: _Columns,
    screen: Screen,
) -> str:
    rank = pad("-" if vendor.rank is None else str(vendor.rank), columns.rank)
    name = pad(fit(shown[0], columns.name), columns.name)
    score = pad(shown[1], columns.score, right=True)
    style = "dim" if vendor.rank is None else "bold"
    start = screen.paint(_GAP.join((rank, name, score)), style)
    return start + _GAP + _bar(vendor.parts, parts, columns.bar, screen)


def _shown_name(vendor: RankedVendor | RankRow, lang: Lang) -> str:
    mark = text("terminal.mark.unconfirmed", lang) if vendor.status is Status.UNCONFIRMED else ""
    return clean(vendor.name) + mark


def _bar(points: Sequence[float], parts: Sequence[_Part], columns: int, screen: Screen) -> str:
    """Parts as long as their contributions; rounded ends, so that the whole is right."""
    bar, drawn, so_far = "", 0, 0.0
    for number, part in enumerate(parts):
        so_far += sum(points[at] for at in part.places)
        end = round(so_far / 100 * columns)
        bar += screen.segment(number, end - drawn)
        drawn = end
    return bar


def _legend(parts: Sequence[_Part], lang: Lang, screen: Screen) -> Iterator[str]:
    """The parts side by side, as many in a line as fit."""
    indent = " " * 5
    shares = number_text.shares([part.weight for part in parts])
    said = [f"{part.label} {share}" for part, share in zip(parts, shares, strict=True)]
    line, used = indent, len(indent)
    for number, words in enumerate(said):
        needed = 2 + 1 + width(words) + 3
        if used + needed > screen.columns and used > len(indent):
            yield line.rstrip()
            line, used = indent, len(indent)
        line += f"{screen.segment(number, 2)} {words}{_GAP} "
        used += needed
    yield line.rstrip()
    yield from indented(text("terminal.legend", lang), screen.columns, first=indent)


# What ``rank`` prints: the ranking, what to look at, the verdict, where the results are.


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What was asked for, as it is named in the output.

    Attributes
    ----------
    sources : tuple of Path
        As typed.
    criteria : Path or None
        The file that is used; None for the shipped one.
    names_criteria : bool
        Whether the person named it.
    lang : str
        Language of the output.
    """

    sources: tuple[Path, ...]
    criteria: Path | None
    names_criteria: bool
    lang: Lang


def say_ranking(ranking: Ranking, asked: Asked) -> None:
    """Print the ranking and what the buyer should look at.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.
    asked : Asked
        As it is named in the output.
    """
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
    envelope = envelope_of(decision)
    if envelope is not None:
        yield from indented(text(f"envelopes.{envelope}", lang), view.columns)


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
    """Print the verdict and where the results are.

    Parameters
    ----------
    report : Report
        Redacted already.
    written : sequence of Path
        The files.
    """
    view = screen(sys.stdout)
    emit("\n".join(_results_page(report, written, view)))


def _results_page(report: Report, written: Sequence[Path], view: Screen) -> Iterator[str]:
    lang = report.lang
    yield ""
    yield view.paint(text("terminal.verdict", lang), "bold")
    yield from indented(report.verdict.text(lang), view.columns, first="  ")
    yield from _without_mixed(report, view)
    yield from _deciding_readings(report, view)
    yield ""
    if report.since is not None:
        from vendor_score.present.terminal.since import since_lines

        yield from since_lines(report.since, report.decision, lang, view)
        yield ""
    yield view.paint(text("terminal.results", lang), "bold")
    for path in written:
        yield f"  {clean(shown_path(path))}"


def _without_mixed(report: Report, view: Screen) -> Iterator[str]:
    """The ranking without figures that are defined differently, in one line."""
    found, lang = report.robustness.without_mixed, report.lang
    if found is None:
        return
    labels = {node.id: node.label for node in report.decision.criteria.nodes()}
    ranked = sorted(found.ranks.items(), key=lambda pair: pair[1])[:_MIXED_SHOWN]
    said = text(
        f"terminal.without_mixed_{'changes' if found.first_changes else 'same'}",
        lang,
        criteria=text("language.list_joint", lang).join(
            labels[id].text(lang) if id in labels else id for id in found.criteria
        ),
        ranks=text("language.list_joint", lang).join(f"{rank} {name}" for name, rank in ranked),
    )
    yield from indented(clean(said), view.columns, first="  ", rest="  ")


def _deciding_readings(report: Report, view: Screen) -> Iterator[str]:
    """The cells to check before any other: each alone may change the first place."""
    lang, answers = report.lang, report.decision.answers
    found = [one for one in report.robustness.leave_one_out if one.kind == "reading"]
    if not found:
        return
    yield f"  {text('terminal.deciding_readings', lang)}"
    labels = {node.id: node.label for node in report.decision.criteria.nodes()}
    for one in found:
        vendor, criterion = one.vendor or "", one.criterion or ""
        place = answers.of(vendor, criterion).source if vendor in answers.given else NOWHERE
        said = text(
            "terminal.deciding_reading",
            lang,
            vendor=vendor,
            criterion=labels[criterion].text(lang) if criterion in labels else criterion,
            place=str(place) or "-",
            names=text("language.list_joint", lang).join(one.first),
        )
        yield from indented(clean(said), view.columns, first="  ? ", rest="    ")


def shown_path(path: Path) -> str:
    """The path from the working folder where that is shorter, with what people type.

    Parameters
    ----------
    path : Path
        Of a file.

    Returns
    -------
    str
    """
    try:
        near = os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)
    return near if len(near) < len(str(path)) or not path.is_absolute() else str(path)
