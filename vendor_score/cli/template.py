"""``vendor-score init`` and ``template``: what a comparison starts from, and what is sent out."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vendor_score.case_folder import CASE_FOLDERS
from vendor_score.cli.command import Choice, command, lang_option
from vendor_score.cli.options import criteria_option, quiet_option, say_next
from vendor_score.present.terminal.screen import emit
from vendor_score.wording import Lang, languages, text

if TYPE_CHECKING:
    from vendor_score.questionnaire.template import TemplateLang

__all__ = ["init_command", "template_command"]


@command("init")
@click.argument(
    "folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path(), required=False
)
@lang_option
@quiet_option
@click.pass_obj
def init_command(lang: Lang, *, folder: Path, quiet: bool) -> int:
    """Write what a comparison starts from; nothing that stands there is touched.

    Parameters
    ----------
    lang : str
        Language of the words.
    folder : Path
        Made where it does not exist.
    quiet : bool
        Print nothing.

    Returns
    -------
    int
        Exit code.
    """
    from vendor_score.scaffold import init_project

    written = init_project(folder)
    if not quiet:
        for path in written:
            emit(text("terminal.written", lang, path=path))
        emit(text("terminal.made_folders", lang, folders=_named(lang)))
        say_next(lang, "init")
    return 0


@command("template")
@criteria_option
@click.option("-o", "--out", metavar="FILE|DIR", type=click.Path(path_type=Path), default=Path())
@click.option(
    "--lang",
    "language",
    metavar="|".join((*languages(), "both")),
    type=Choice((*languages(), "both")),
    default="both",
    is_eager=True,
)
@click.option("--vendors", metavar="LIST")
@quiet_option
@click.pass_obj
def template_command(
    lang: Lang,
    *,
    criteria: Path | None,
    out: Path,
    language: TemplateLang,
    vendors: str | None,
    quiet: bool,
) -> int:
    """Write the questionnaire, or one for each vendor named.

    Parameters
    ----------
    lang : str
        Language of the words.
    criteria : Path or None
        None: those found, else the shipped ones.
    out : Path
        Of the workbook, or a folder for it: without it, the one at hand.
    language : str
        A language, or ``both``.
    vendors : str or None
        Names with commas between, or a text file with a line each.
    quiet : bool
        Print nothing.

    Returns
    -------
    int
        Exit code.
    """
    from vendor_score.library import find_criteria
    from vendor_score.scaffold import write_questionnaires

    names = _names(vendors) if vendors else ()
    written = write_questionnaires(find_criteria(criteria), out, lang=language, vendors=names)
    if not quiet:
        for path in written:
            emit(text("terminal.written", lang, path=path))
        say_next(lang, "template")
    return 0


def _named(lang: Lang) -> str:
    return text("language.list_joint", lang).join(f"{name}/" for name in CASE_FOLDERS)


def _names(told: str) -> tuple[str, ...]:
    """Vendors named with commas between, or a line each in a text file."""
    path = Path(told)
    if path.is_file():
        lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    else:
        lines = unicodedata.normalize("NFKC", told).split(",")
    return tuple(dict.fromkeys(name.strip() for name in lines if name.strip()))
