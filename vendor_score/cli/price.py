"""``vendor-score price``: what each offer really costs, and what the better vendor is worth."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vendor_score.cli.command import command
from vendor_score.cli.options import Run, offers_option, run_options
from vendor_score.errors import NothingReadError, UsageError
from vendor_score.present.terminal.screen import emit
from vendor_score.wording import text

if TYPE_CHECKING:
    from vendor_score.award.records import OfferComparison
    from vendor_score.decision import Decision
    from vendor_score.offers.read import OffersRead

__all__ = ["price_command"]


@command("price")
@run_options(
    offers_option,
    click.option("--lock", metavar="FILE", type=click.Path(path_type=Path)),
    click.option("--formulas", is_flag=True),
    click.option("-o", "--out", metavar="DIR", type=click.Path(path_type=Path)),
)
def price_command(run: Run, *, lock: Path | None, formulas: bool, out: Path | None) -> int:
    """Compare offers at the buyer's volumes and beside quality.

    Parameters
    ----------
    run : Run
        The options that commands share.
    lock : Path or None
        The record of rules and quality that was made before; asked for where there are two
        envelopes.
    formulas : bool
        Whether formulas in use are shown; they never decide.
    out : Path or None
        The folder for the report with price in it.

    Returns
    -------
    int
        Exit code.

    Raises
    ------
    NothingReadError
        Where no offer lies where it was looked for.
    UsageError
        Where two envelopes are asked for and nothing was locked, or it has changed since.
    """
    from vendor_score.award.compare import compare_offers
    from vendor_score.findings import Severity, worst
    from vendor_score.price.formulas import FORMULAS
    from vendor_score.questionnaire.files import start_workers

    start_workers()  # they load while the program does
    run = run.with_demand()
    digest = _checked_lock(run, lock, out)
    read = run.read_offers(usual=True)
    if read is None or not read.offers:
        raise NothingReadError("errors.no_offers", read.findings if read else ())
    decision = run.load(skip=out, offers=read.offers)
    names = tuple(FORMULAS) if formulas else ()
    comparison = replace(compare_offers(decision, read.offers, formulas=names), lock=digest)
    written = [] if out is None else _write(decision, comparison, run, out)
    if run.as_json:
        from vendor_score.award.as_json import comparison_as_json

        run.emit_json(comparison_as_json(comparison, run.lang))
    elif run.shows:
        _show(comparison, read, run, formulas=formulas)
        for path in written:
            emit(text("terminal.written", run.lang, path=path))
    return int(worst((*read.findings, *comparison.findings)) is Severity.ERROR)


def _checked_lock(run: Run, lock: Path | None, out: Path | None) -> str | None:
    """The digest of the lock, everything still as it was locked; offers are not opened before.

    Raises UsageError where two envelopes are asked for and there is none, or it is broken.
    """
    from vendor_score.award.lock import changes_since, lock_record, read_lock
    from vendor_score.library import find_criteria

    if lock is None:
        if find_criteria(run.criteria()).price.envelopes > 1:
            raise UsageError("errors.lock_needed")
        return None
    record = read_lock(lock)
    fresh = lock_record(run.load(skip=out), run.offer_files(), locked_on=record["locked_on"])
    changed = changes_since(record, fresh)
    if changed:
        raise UsageError("errors.lock_broken", file=lock.name, changed=", ".join(changed))
    digest: str = record["digest"]
    return digest


def _show(comparison: OfferComparison, read: OffersRead, run: Run, *, formulas: bool) -> None:
    import sys

    from vendor_score.present.terminal.price import finding_lines, price_lines
    from vendor_score.present.terminal.screen import screen

    view = screen(sys.stdout)
    lines = list(price_lines(comparison, view, run.lang, formulas=formulas))
    lines += finding_lines((*read.findings, *comparison.findings), view, run.lang)
    emit("\n".join(lines))


def _write(decision: Decision, comparison: OfferComparison, run: Run, out: Path) -> list[Path]:
    """The report, scorecard and json of the ranking with its cost, and price.json beside them."""
    import json

    from vendor_score.award.as_json import comparison_as_json
    from vendor_score.present.files.write import save_ranking
    from vendor_score.safe_write import write_files

    written = save_ranking(decision.rank(), out, lang=run.lang)
    record = comparison_as_json(comparison, run.lang)
    content = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    return [*written, *write_files(out, {"price.json": content.encode()})]
