"""``vendor-score record``: the decision record, and an earlier one held against today's files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vendor_score.cli.command import command
from vendor_score.cli.options import (
    CommaList,
    Run,
    lock_option,
    offers_option,
    run_options,
    samples_option,
    seed_option,
    weight_option,
)
from vendor_score.present.terminal.screen import clean, emit
from vendor_score.wording import languages, text

if TYPE_CHECKING:
    from vendor_score.record.files import Verification

__all__ = ["record_command"]

_PATH = click.Path(path_type=Path)


def _formats() -> tuple[str, ...]:
    from vendor_score.record.files import FORMATS

    return FORMATS


@command("record")
@run_options(
    offers_option,
    click.option("-o", "--out", metavar="DIR", type=_PATH, default="results"),
    click.option("--formats", metavar="LIST", type=CommaList(_formats)),
    click.option("--method", metavar="NAME", default="weighted-sum"),
    weight_option,
    samples_option,
    seed_option,
    click.option("--signed", metavar="NAME", multiple=True),
    lock_option,
    click.option("--against", metavar="SOURCE", multiple=True, type=_PATH),
    click.option("--both", is_flag=True),
    click.option("--verify", metavar="FILE", type=_PATH),
)
def record_command(
    run: Run,
    *,
    out: Path,
    formats: tuple[str, ...] | None,
    method: str,
    samples: int,
    seed: int,
    signed: tuple[str, ...],
    against: tuple[Path, ...],
    both: bool,
    verify: Path | None,
) -> int:
    """Write the decision record; or with ``verify`` say whether an earlier one still holds.

    Parameters
    ----------
    run : Run
        The options that commands share.
    out : Path
        The folder for the record.
    formats : tuple of str or None
        None: all.
    method : str
        The method that ranks.
    samples : int
        Draws of weights and answers, at least 1.
    seed : int
        Same seed, same digits.
    signed : tuple of str
        Who signs.
    against : tuple of Path
        The last round.
    both : bool
        Every language, a page each.
    verify : Path or None
        An earlier record.

    Returns
    -------
    int
        Exit code.
    """
    from vendor_score.handover import RecordRequest, hold_against, write_record

    if verify is not None:
        found = hold_against(verify, run.load, run.read_offers, lock=run.lock)
        return _say_verified(run, verify, found)
    decision = run.load(skip=out)
    request = RecordRequest(
        langs=languages() if both else (run.lang,),
        method=method,
        samples=samples,
        seed=seed,
        signed=signed,
        weights=run.weights,
        lock=run.lock,
        against=against,
    )
    facts, written = write_record(decision, request, out, formats or _formats())
    if run.as_json:
        run.emit_json(facts)
    elif run.shows:
        for path in written:
            emit(text("terminal.written", run.lang, path=path))
        line = run.command_line("record", "--verify", str(written[0]))
        run.say_next("record", verify=line)
    return 0


def _say_verified(run: Run, file: Path, found: Verification) -> int:
    """What differs, a line each; 1 where anything does."""
    said = [text(f"record.differs.{key}", run.lang, **told) for key, told in found.differs]
    said += [text("record.differs.edited", run.lang, text=each) for each in found.edited]
    if run.as_json:
        run.emit_json(
            {
                "same": found.is_same,
                "same_bytes": found.same_bytes,
                "differs": [{"what": key, **told} for key, told in found.differs],
                "edited": list(found.edited),
            }
        )
    elif run.shows:
        key = "other" if said else "same_bytes" if found.same_bytes else "same"
        emit(text(f"record.{key}", run.lang, file=clean(file.name)))
        for each in said:
            emit(f"  {clean(each)}")
    return int(not found.is_same)
