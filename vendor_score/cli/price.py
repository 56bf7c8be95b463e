"""``vendor-score price``: what each offer really costs, and what the better vendor is worth."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vendor_score.cli.command import Choice, command
from vendor_score.cli.options import Run, lock_option, offers_option, run_options
from vendor_score.errors import NothingReadError
from vendor_score.present.terminal.screen import emit
from vendor_score.price.demand import SCENARIOS, Scenario
from vendor_score.wording import text

if TYPE_CHECKING:
    from vendor_score.award.records import OfferComparison
    from vendor_score.decision import Decision
    from vendor_score.offers.read import OffersRead

__all__ = ["price_command"]


@command("price")
@run_options(
    offers_option,
    lock_option,
    click.option("--final", metavar="PATH", type=click.Path(path_type=Path)),
    click.option("--scenario", metavar="low|base|high", type=Choice(SCENARIOS), default="base"),
    click.option("--formulas", is_flag=True),
    click.option("-o", "--out", metavar="DIR", type=click.Path(path_type=Path)),
)
def price_command(
    run: Run, *, final: Path | None, scenario: Scenario, formulas: bool, out: Path | None
) -> int:
    """Compare offers at the buyer's volumes and beside quality.

    Parameters
    ----------
    run : Run
        The options that commands share.
    final : Path or None
        Offers of a final round, which count in place of the first ones.
    scenario : str
        Which volumes everything is worked out at: ``low``, ``base`` or ``high``.
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
    from vendor_score.award.final_round import final_prices, with_final_offers
    from vendor_score.findings import Severity, worst
    from vendor_score.offers.read import read_offers
    from vendor_score.price.formulas import FORMULAS
    from vendor_score.questionnaire.files import start_workers

    start_workers()  # they load while the program does
    run = run.with_demand()
    digest = run.checked_lock(out)
    read = run.read_offers(usual=True)
    if read is None or not read.offers:
        raise NothingReadError("errors.no_offers", read.findings if read else ())
    first = read.offers
    last = None if final is None else read_offers([final])
    if last is not None:
        read = with_final_offers(read, last)
    decision = run.load(skip=out, offers=read, scenario=scenario)
    names = tuple(FORMULAS) if formulas else ()
    comparison = replace(compare_offers(decision, read.offers, formulas=names), lock=digest)
    if last is not None:
        rounds = final_prices(decision.vendors, first, last.offers, comparison.demand)
        comparison = replace(comparison, final=rounds)
    written = [] if out is None else _write(decision, comparison, run, out)
    if run.as_json:
        from vendor_score.award.as_json import comparison_as_json

        run.emit_json(comparison_as_json(comparison, run.lang))
    elif run.shows:
        _show(comparison, read, run, formulas=formulas)
        for path in written:
            emit(text("terminal.written", run.lang, path=path))
    return int(worst((*read.findings, *comparison.findings)) is Severity.ERROR)


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
