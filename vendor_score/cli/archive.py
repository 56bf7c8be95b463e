"""``vendor-score archive``: a case in one file, to be ranked again elsewhere."""

from __future__ import annotations

from pathlib import Path

import click

from vendor_score.cli.command import command
from vendor_score.cli.options import Run, run_options
from vendor_score.present.terminal.screen import emit
from vendor_score.wording import text

__all__ = ["archive_command"]


@command("archive")
@run_options(
    click.option(
        "-o", "--out", metavar="FILE", type=click.Path(path_type=Path), default=Path("case.zip")
    )
)
def archive_command(run: Run, *, out: Path) -> int:
    """Write everything that a ranking rests on into one file.

    Parameters
    ----------
    run : Run
        The options that commands share.
    out : Path
        Of the archive.

    Returns
    -------
    int
        Exit code.
    """
    from vendor_score.archive import write_archive
    from vendor_score.library import find_criteria

    criteria = run.criteria()
    day = find_criteria(criteria, run.sources).reference_date.isoformat()
    written, digests = write_archive(run.sources, out, criteria=criteria, day=day)
    if run.as_json:
        run.emit_json({"file": written.name, "files": dict(digests)})
    elif run.shows:
        emit(text("terminal.written", run.lang, path=written))
        emit(text("terminal.archive_private", run.lang, n=len(digests)))
        run.say_next("archive", file=written)
    return 0
