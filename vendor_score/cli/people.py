"""``vendor-score weigh``, ``ballot`` and ``group``: weights and scores by several people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vendor_score.cli.command import Choice, command, lang_option
from vendor_score.cli.options import Run, criteria_option, quiet_option, run_options
from vendor_score.errors import UsageError
from vendor_score.present.terminal.screen import emit
from vendor_score.wording import Lang, text

if TYPE_CHECKING:
    from vendor_score.criteria.model import Criteria
    from vendor_score.people.weigh import Asked

__all__ = ["ballot_command", "group_command", "weigh_command"]

_PATH = click.Path(path_type=Path)
_WAYS = ("swing", "points", "rank", "pairs")
_WORKBOOK = ".xlsx"
_FEWEST_ANONYMOUS = 4


@command("weigh")
@criteria_option
@click.option("--method", type=Choice(_WAYS), metavar="|".join(_WAYS), default="swing")
@click.option("--only", "only", metavar="ID", multiple=True)
@click.option("--for", "name", metavar="NAME", default="")
@click.option("-o", "--out", metavar="FILE", type=_PATH)
@lang_option
@quiet_option
@click.pass_obj
def weigh_command(
    lang: Lang,
    *,
    criteria: Path | None,
    method: str,
    only: tuple[str, ...],
    name: str,
    out: Path | None,
    quiet: bool,
) -> int:
    """Ask one person for weights, or write the sheet that asks.

    Parameters
    ----------
    lang : str
        Language of the words.
    criteria : Path or None
        None: those found, else the shipped ones.
    method : str
        How each node is asked: ``swing``, ``points``, ``rank`` or ``pairs``.
    only : tuple of str
        Groups whose inside is asked about, ``all`` for the top; everything without it.
    name : str
        Of the person, for the sheet.
    out : Path or None
        A workbook for the sheet, else criteria.yaml with the new weights.
    quiet : bool
        Print no result.

    Returns
    -------
    int
        Exit code.
    """
    from vendor_score.library import find_criteria

    found = find_criteria(criteria)
    if out is not None and out.suffix.lower() == _WORKBOOK:
        from vendor_score.people.ballot_form import weights_ballot

        _write_new(out, weights_ballot(found, name, lang), lang, quiet=quiet)
        return 0
    judged = _ask_all(found, method, only, lang)
    if not quiet:
        from vendor_score.people.weigh import implied_lines
        from vendor_score.present.terminal.people import implied_screen, weight_screen
        from vendor_score.weights import enter_weights, leaf_shares

        entered = {id: w for node in judged.values() for id, w in node.items()}
        leaves = leaf_shares(enter_weights(found.weight_tree(), entered))
        emit("\n".join(weight_screen(found, leaves, lang)))
        emit("\n".join(implied_screen(implied_lines(found, leaves, lang), lang)))
    if out is not None:
        from vendor_score.people.weigh import criteria_with

        _write_new(out, criteria_with(found, judged).encode(), lang, quiet=quiet)
    return 0


def _ask_all(
    criteria: Criteria, method: str, only: tuple[str, ...], lang: Lang
) -> dict[str, dict[str, float]]:
    """The weights of every node that is asked about; nodes that are passed over are not there."""
    from vendor_score.people.weigh import questions

    asked = list(questions(criteria, lang))
    known = {one.node or "all" for one in asked}
    if strange := [id for id in only if id not in known]:
        known_names = ", ".join(sorted(known))
        raise UsageError("errors.weigh_unknown", id=strange[0], known=known_names)
    emit(text(f"weigh.how.{method}", lang))
    judged = {}
    for one in asked:
        if not only or (one.node or "all") in only:
            emit("")
            weights = _ask(one, method, lang)
            if weights is not None:
                judged[one.node] = weights
    return judged


def _ask(asked: Asked, method: str, lang: Lang) -> dict[str, float] | None:
    """Ask about the children of one node, again where a number is missing or contradicts others."""
    emit(asked.label or text("ballot.whole", lang))
    for number, (_, label, worst, best) in enumerate(asked.children, 1):
        ends = text("weigh.ends", lang, worst=_line(worst, lang), best=_line(best, lang))
        emit(f"  {number}. {label}: {ends}")
    while True:
        weights = _pairs(asked, lang) if method == "pairs" else _numbers(asked, method, lang)
        if weights is not None:
            return weights
        if not click.confirm(text("weigh.again", lang), default=True):
            return None


def _line(ends: str, lang: Lang) -> str:
    return text("language.list_joint", lang).join(ends.splitlines())


def _numbers(asked: Asked, method: str, lang: Lang) -> dict[str, float] | None:
    from typing import cast

    from vendor_score.people.node_weights import StatedMethod, weigh_node

    stated = [_number(label, lang) for _, label, _, _ in asked.children]
    found = weigh_node(cast("StatedMethod", method), stated)
    for note in found.notes:
        emit("  " + text(f"weigh.note.{note}", lang, figure=f"{found.figure:g}"))
    if found.weights is None:
        return None
    return dict(zip((id for id, *_ in asked.children), found.weights, strict=True))


def _number(label: str, lang: Lang) -> float | None:
    """A number of 0 or more, asked until it is one; None for an empty answer."""
    while True:
        told = str(click.prompt(f"  {label}", default="", show_default=False)).strip()
        if not told:
            return None
        try:
            number = float(told.removesuffix("%").replace("，", ".").replace(",", "."))
        except ValueError:
            number = -1.0
        if number >= 0 and number < float("inf"):
            return number
        emit("  " + text("weigh.no_number", lang, found=told))


def _pairs(asked: Asked, lang: Lang) -> dict[str, float] | None:
    from vendor_score.people.pairwise import circular_triads, fit_pairs, revise_first
    from vendor_score.people.read_ballots import read_ratio

    labels = [label for _, label, _, _ in asked.children]
    judgements = []
    for i, j in combinations(range(len(labels)), 2):
        shown = text("weigh.pair", lang, first=labels[i], second=labels[j])
        while True:
            told = str(click.prompt(f"  {shown}", default="", show_default=False)).strip()
            ratio = read_ratio(told)
            if ratio is not None or not told:
                break
            emit("  " + text("weigh.no_ratio", lang, found=told))
        if ratio is not None:
            judgements.append((i, j, ratio))
    fit = fit_pairs(len(labels), judgements)
    joint = text("language.list_joint", lang)
    if fit.weights is None:
        parts = " | ".join(joint.join(labels[k] for k in part) for part in fit.parts)
        emit("  " + text("weigh.unconnected", lang, parts=parts))
        return None
    emit("  " + _consistency(fit.gci, fit.consistency_ratio(), fit.freedom, lang))
    for one in revise_first(fit, 1) if fit.doubts else ():
        first, second = (labels[k] for k in one.pair)
        said = {"stated": f"{one.stated:.3g}", "others": f"{one.nearest_on_scale:.3g}"}
        emit("  " + text("weigh.revise", lang, first=first, second=second, **said))
    for triad in circular_triads(fit):
        emit("  " + text("weigh.circle", lang, names=" > ".join(labels[k] for k in triad)))
    return dict(zip((id for id, *_ in asked.children), fit.weights, strict=True))


def _consistency(gci: float | None, ratio: float | None, freedom: int, lang: Lang) -> str:
    if gci is None:
        return text("weigh.unchecked", lang)
    shown = "-" if ratio is None else f"{ratio:.3f}"
    return text("weigh.consistency", lang, gci=f"{gci:.3f}", ratio=shown, freedom=freedom)


@command("ballot")
@run_options(
    click.option("--for", "names", metavar="NAME", multiple=True, required=True),
    click.option("-o", "--out", metavar="DIR", type=_PATH, default=Path("ballots")),
    needs_sources=False,
)
def ballot_command(run: Run, *, names: tuple[str, ...], out: Path) -> int:
    """Write ballots: for weights without a source, for judged scores with one.

    Parameters
    ----------
    run : Run
        The options that commands share.
    names : tuple of str
        Of the persons, each with a ballot of its own.
    out : Path
        The folder; a ballot that is there already is left alone.

    Returns
    -------
    int
        Exit code.

    Raises
    ------
    UsageError
        Where a ballot of a person is there already: it may be filled in.
    """
    from vendor_score.library import file_name

    kind = "scores" if run.typed else "weights"
    persons = tuple(dict.fromkeys(name.strip() for one in names for name in _split(one)))
    stem = text(f"ballot.file.{kind}", run.lang)
    paths = {name: out / file_name(stem, name) for name in persons if name}
    if taken := [path for path in paths.values() if path.exists()]:
        raise UsageError("errors.ballot_exists", file=str(taken[0]))
    for name, content in _contents(run, kind, paths):
        _write_new(paths[name], content, run.lang, quiet=not run.shows)
    if run.shows:
        run.say_next("ballot", folder=out)
    return 0


def _contents(run: Run, kind: str, paths: Mapping[str, Path]) -> Iterator[tuple[str, bytes]]:
    from vendor_score.library import find_criteria
    from vendor_score.people.ballot_form import scores_ballot, weights_ballot

    if kind == "weights":
        criteria = find_criteria(run.criteria())
        yield from ((name, weights_ballot(criteria, name, run.lang)) for name in paths)
        return
    decision = run.load()
    if not any(leaf.kind.is_judged for leaf in decision.criteria.leaves()):
        raise UsageError("errors.nothing_judged")
    for name in paths:
        yield name, scores_ballot(decision.criteria, decision.answers, name, run.lang)


def _split(names: str) -> list[str]:
    return names.replace("，", ",").replace("、", ",").split(",")


def _write_new(path: Path, content: bytes, lang: Lang, *, quiet: bool) -> None:
    from vendor_score.safe_write import write_files

    for written in write_files(path.parent, {path.name: content}):
        if not quiet:
            emit(text("terminal.written", lang, path=written))


@command("group")
@run_options(
    click.option("--blind", is_flag=True),
    click.option("--anonymous", is_flag=True),
)
def group_command(run: Run, *, blind: bool, anonymous: bool) -> int:
    """Show what a panel thinks together, and which disagreements decide.

    Parameters
    ----------
    run : Run
        The options that commands share.
    blind : bool
        Who filled in how much, and nothing of what.
    anonymous : bool
        Letters in place of names.

    Returns
    -------
    int
        Exit code.

    Raises
    ------
    NothingReadError
        Where there is no ballot.
    """
    import sys

    from vendor_score.errors import NothingReadError
    from vendor_score.library import read_team_ballots
    from vendor_score.people import panel
    from vendor_score.present.terminal.people import group_screen
    from vendor_score.present.terminal.screen import screen

    decision = run.load()
    read = read_team_ballots(run.sources, decision.criteria, run.ballots)
    if read is None or not read.ballots:
        raise NothingReadError("errors.no_ballot_read", read.findings if read else ())
    view = panel.group_view(decision, read)
    if anonymous:
        view = panel.anonymous(view)
    if run.as_json:
        run.emit_json(panel.coverage_as_json(view) if blind else panel.view_as_json(view))
    elif run.shows:
        lines = group_screen(view, decision.criteria, screen(sys.stdout), run.lang, blind=blind)
        emit("\n".join(lines))
        if anonymous and len(view.evaluators) < _FEWEST_ANONYMOUS:
            emit(text("group.few", run.lang))
    return 0
