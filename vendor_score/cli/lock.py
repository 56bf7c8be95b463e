"""``vendor-score lock``: freeze rules and quality before offers are opened."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

import click

from vendor_score.cli.command import command
from vendor_score.cli.options import Run, offers_option, refuse_without_sources, run_options
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
    needs_sources=False,
)
def lock_command(run: Run, *, out: Path, previous: Path | None, reason: str) -> int:
    """Write the record of rules and quality; offers are not opened, only their digests taken.

    With ``-c`` and no source, of rules alone. What prices of the market would mean at the buyer's
    volumes is shown first: anchors that they lie beyond are of no use once offers are opened.

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
    from vendor_score.award.lock import lock_record, read_lock, rules_record
    from vendor_score.award.market import market_totals
    from vendor_score.library import find_criteria
    from vendor_score.present.terminal.price import market_lines
    from vendor_score.present.terminal.screen import screen
    from vendor_score.safe_write import write_files

    if not run.sources and run.named_criteria is None:
        refuse_without_sources(click.get_current_context())
    if out.exists():
        raise UsageError("errors.lock_exists", file=out.name)
    if previous is not None and not reason.strip():
        raise UsageError("errors.lock_reason")
    before = read_lock(previous)["digest"] if previous is not None else None
    criteria = find_criteria(run.criteria())
    kept: dict[str, Any] = {
        "locked_on": dt.datetime.now().astimezone().date().isoformat(),
        "previous": before,
        "reason": reason.strip(),
    }
    if run.sources:
        record = lock_record(run.with_demand().load(), run.offer_files(), **kept)
    else:
        record = rules_record(criteria, run.offer_files(), **kept)
    content = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    write_files(out.parent, {out.name: content.encode()})
    if run.as_json:
        run.emit_json(record)
    elif run.shows:
        lines = market_lines(market_totals(criteria), screen(sys.stdout), run.lang)
        emit("\n".join(lines))
        emit(text("terminal.written", run.lang, path=out))
        emit(text("offers.locked", run.lang, digest=record["digest"]))
    return 0
