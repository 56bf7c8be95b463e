"""``vendor-score lock``: freeze rules and quality before offers are opened."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import click

from vendor_score.cli.command import command
from vendor_score.cli.options import Run, offers_option, run_options
from vendor_score.errors import UsageError
from vendor_score.present.terminal.screen import emit
from vendor_score.wording import text

__all__ = ["lock_command"]

_PATH = click.Path(path_type=Path)


@command("lock")
@run_options(
    offers_option,
    click.option("-o", "--out", metavar="FILE", type=_PATH, default="lock.json"),
    click.option("--previous", metavar="FILE", type=_PATH),
    click.option("--reason", metavar="TEXT", default=""),
)
def lock_command(run: Run, *, out: Path, previous: Path | None, reason: str) -> int:
    """Write the record of rules and quality; offers are not opened, only their digests taken.

    Parameters
    ----------
    run : Run
        The options that commands share.
    out : Path
        The record; one that stands there is not replaced.
    previous : Path or None
        The record that this one replaces.
    reason : str
        Why it does.

    Returns
    -------
    int
        Exit code.

    Raises
    ------
    UsageError
        Where a record stands there already, or one is to be replaced without a reason.
    """
    from vendor_score.award.lock import lock_record, read_lock
    from vendor_score.safe_write import write_files

    if out.exists():
        raise UsageError("errors.lock_exists", file=out.name)
    if previous is not None and not reason.strip():
        raise UsageError("errors.lock_reason")
    before = read_lock(previous)["digest"] if previous is not None else None
    record = lock_record(
        run.with_demand().load(),
        run.offer_files(),
        locked_on=dt.datetime.now().astimezone().date().isoformat(),
        previous=before,
        reason=reason.strip(),
    )
    content = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    write_files(out.parent, {out.name: content.encode()})
    if run.as_json:
        run.emit_json(record)
    elif run.shows:
        emit(text("terminal.written", run.lang, path=out))
        emit(text("offers.locked", run.lang, digest=record["digest"]))
    return 0
