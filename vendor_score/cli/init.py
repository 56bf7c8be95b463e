"""``vendor-score init``: criteria.yaml, its schema and the questionnaire, to start from."""

from __future__ import annotations

from pathlib import Path

import click

from vendor_score.cli.command import command as named
from vendor_score.cli.language import lang_option
from vendor_score.cli.options import quiet_option
from vendor_score.present.terminal.screen import emit
from vendor_score.wording import Lang, text

__all__ = ["command"]


@named("init")
@click.argument(
    "folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path(), required=False
)
@lang_option
@quiet_option
@click.pass_obj
def command(lang: Lang, *, folder: Path, quiet: bool) -> int:
    """Write what a comparison starts from; nothing that stands there is touched."""
    from vendor_score.scaffold import init_project

    written = init_project(folder)
    if not quiet:
        for path in written:
            emit(text("terminal.written", lang, path=path))
        emit(text("terminal.started", lang))
    return 0
