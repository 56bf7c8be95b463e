"""``debrief`` and ``follow-up``: letters to vendors, each about itself alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vendor_score.cli.command import Choice, command
from vendor_score.cli.options import IntInRange, Run, offers_option, run_options, weight_option
from vendor_score.errors import UsageError
from vendor_score.present.terminal.screen import clean, emit
from vendor_score.wording import Lang, languages, text

if TYPE_CHECKING:
    from vendor_score.decision import Decision
    from vendor_score.documents.blocks import Document
    from vendor_score.letters.debrief import Rules

__all__ = ["debrief_command", "follow_up_command"]

_PATH = click.Path(path_type=Path)
_VENDORS = "vendor"
_SCALE = 1.2
"""Letters of a letter: a record has to fit one page, a letter does not."""
_vendor_option = click.option("--vendor", "vendors", metavar="NAME", multiple=True)
_all_option = click.option("--all", "writes_to_all", is_flag=True)
_out_option = click.option("-o", "--out", metavar="DIR", type=_PATH, default="letters")
_sender_option = click.option("--sender", metavar="TEXT", default="")
_language_option = click.option(
    "--letters-in",
    "letters_in",
    metavar="LANG",
    type=Choice((*languages(), _VENDORS)),
    default=_VENDORS,
)


@command("debrief")
@run_options(
    offers_option,
    _vendor_option,
    _all_option,
    _out_option,
    click.option("--rules", metavar="private|eu-public", type=Choice(("private", "eu-public")),
        default="private"),
    click.option("--winner", metavar="NAME"),
    click.option("--show-rank", "shows_rank", is_flag=True),
    click.option("--show-winner-score", "shows_winner_score", is_flag=True),
    click.option("--sent", metavar="DATE"),
    click.option("--standstill", metavar="DAYS", type=IntInRange(0, 365), default=10),
    _sender_option,
    _language_option,
    weight_option,
)  # fmt: skip
def debrief_command(
    run: Run,
    *,
    vendors: tuple[str, ...],
    writes_to_all: bool,
    out: Path,
    rules: Rules,
    winner: str | None,
    shows_rank: bool,
    shows_winner_score: bool,
    sent: str | None,
    standstill: int,
    sender: str,
    letters_in: str,
) -> int:
    """Write to vendors how they were evaluated.

    Parameters
    ----------
    run : Run
        The options that commands share.
    vendors : tuple of str
        Whom to write to.
    writes_to_all : bool
        Every vendor.
    out : Path
        The folder for the letters.
    rules : str
        ``private`` or ``eu-public``.
    winner : str or None
        Who gets the award; None: the first.
    shows_rank, shows_winner_score : bool
        What the buyer allows.
    sent : str or None
        The day of sending.
    standstill : int
        Calendar days.
    sender : str
        Who signs.
    letters_in : str
        A language, or ``vendor``.

    Returns
    -------
    int
        Exit code.
    """
    from vendor_score.letters.debrief import DebriefSettings, debrief_document
    from vendor_score.robustness.compare import find_vendor

    day = _day(sent)
    if rules == "eu-public" and day is None:
        raise UsageError("errors.debrief_sent")
    decision = run.load(skip=out)
    ranking = decision.rank()
    named = find_vendor(decision.vendors, winner) if winner else None
    if named is None and len(ranking.leaders) == 1:
        named = ranking.leaders[0]
    if named is None:
        raise UsageError("errors.debrief_winner")
    settings = DebriefSettings(
        rules=rules,
        winner=named,
        shows_rank=shows_rank,
        shows_winner_score=shows_winner_score,
        sent=day,
        standstill_days=standstill,
        sender=sender,
    )
    letters = {
        vendor: debrief_document(ranking, vendor, settings, _lang(decision, vendor, letters_in))
        for vendor in _vendors(decision, vendors, writes_to_all=writes_to_all)
    }
    return _write(run, out, "debrief", letters)


@command("follow-up")
@run_options(_vendor_option, _all_option, _out_option, _sender_option, _language_option)
def follow_up_command(
    run: Run,
    *,
    vendors: tuple[str, ...],
    writes_to_all: bool,
    out: Path,
    sender: str,
    letters_in: str,
) -> int:
    """Write to vendors what is still open.

    Parameters
    ----------
    run : Run
        The options that commands share.
    vendors : tuple of str
        Whom to write to.
    writes_to_all : bool
        Every vendor with whom something is open.
    out : Path
        The folder for the letters.
    sender : str
        Who signs.
    letters_in : str
        A language, or ``vendor``.

    Returns
    -------
    int
        Exit code.
    """
    from vendor_score.letters.follow_up import follow_up_document

    decision = run.load(skip=out)
    letters: dict[str, Document] = {}
    for vendor in _vendors(decision, vendors, writes_to_all=writes_to_all):
        lang = _lang(decision, vendor, letters_in)
        letter = follow_up_document(decision, vendor, sender, lang)
        if letter is not None:
            letters[vendor] = letter
        elif run.shows:
            emit(text("letter.nothing_open", run.lang, vendor=clean(vendor)))
    return _write(run, out, "follow-up", letters)


def _vendors(decision: Decision, named: Sequence[str], *, writes_to_all: bool) -> tuple[str, ...]:
    from vendor_score.robustness.compare import find_vendor

    if writes_to_all:
        return decision.vendors
    if not named:
        raise UsageError("errors.letter_to")
    return tuple(dict.fromkeys(find_vendor(decision.vendors, name) for name in named))


def _lang(decision: Decision, vendor: str, letters_in: str) -> Lang:
    from vendor_score.questionnaire.template import vendor_lang

    return vendor_lang(decision.answers, vendor) if letters_in == _VENDORS else letters_in


def _day(told: str | None) -> dt.date | None:
    if told is None:
        return None
    try:
        return dt.date.fromisoformat(told.strip())
    except ValueError:
        raise UsageError("errors.letter_day", found=told) from None


def _write(run: Run, out: Path, stem: str, letters: Mapping[str, Document]) -> int:
    """A docx and a html for each letter, all or none."""
    from vendor_score.documents.html import html_bytes
    from vendor_score.documents.word import word_bytes
    from vendor_score.library import file_name
    from vendor_score.safe_write import write_files

    contents: dict[str, bytes] = {}
    files: dict[str, list[str]] = {}
    for vendor, letter in letters.items():
        for suffix, content in (
            (".docx", word_bytes([letter], scale=_SCALE)),
            (".html", html_bytes([letter])),
        ):
            name = _free(file_name(stem, vendor, suffix), contents)
            contents[name] = content
            files.setdefault(vendor, []).append(name)
    written = write_files(out, contents) if contents else []
    if run.as_json:
        run.emit_json({"folder": out.name, "letters": files})
    elif run.shows:
        for path in written:
            emit(text("terminal.written", run.lang, path=path))
        run.say_next("letters")
    return 0


def _free(name: str, taken: Mapping[str, bytes]) -> str:
    """A name that no other letter has, since names of vendors are cleaned for file systems."""
    stem, dot, suffix = name.rpartition(".")
    number, free = 1, name
    while free.casefold() in {each.casefold() for each in taken}:
        number += 1
        free = f"{stem} {number}{dot}{suffix}"
    return free
