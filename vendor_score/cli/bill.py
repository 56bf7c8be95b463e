"""``vendor-score bill``: a vendor's monthly bill against what was signed and measured."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vendor_score.case_folder import MEASURED
from vendor_score.cli.command import command
from vendor_score.cli.options import Run, offers_option, run_options
from vendor_score.errors import NothingReadError, UsageError
from vendor_score.present.terminal.screen import Screen, clean, emit, indented, screen
from vendor_score.wording import Lang, text

if TYPE_CHECKING:
    from vendor_score.contract.bill import CheckedLine
    from vendor_score.decision import Decision
    from vendor_score.price.offer import Offer, Trial

__all__ = ["bill_command"]

_PATH = click.Path(path_type=Path)
_COLOURS = {"right": "dim", "too_little": "yellow", "not_billed": "yellow"}
_CENT = 0.005


@command("bill")
@run_options(
    click.option("--vendor", metavar="NAME", required=True),
    click.option("--bill", metavar="FILE", required=True, type=_PATH),
    click.option("--month", metavar="YYYY-MM", required=True),
    offers_option,
    click.option("--measured", metavar="FILE", multiple=True, type=_PATH),
    click.option("--volume", "volumes", metavar="NAME=NUMBER", multiple=True),
    click.option("--trial-share", metavar="SHARE", type=click.FloatRange(0, 1)),
    click.option("--credit", metavar="AMOUNT", type=click.FloatRange(0)),
)
def bill_command(  # the options of one command
    run: Run,
    *,
    vendor: str,
    bill: Path,
    month: str,
    measured: tuple[Path, ...],
    volumes: tuple[str, ...],
    trial_share: float | None,
    credit: float | None,
) -> int:
    """Check a bill.

    Parameters
    ----------
    run : Run
        The options that commands share.
    vendor : str
        Its name, or part of it.
    bill : Path
        A table with items and amounts.
    month : str
        Such as ``2027-03``.
    measured : tuple of Path
        Tables with volumes and levels of the month.
    volumes : tuple of str
        Such as ``consultations=28100``; they win over tables.
    trial_share : float or None
        What a day of the trial costs.
    credit : float or None
        Of the month; by default worked out from the levels that were measured.

    Returns
    -------
    int
        1 where more was billed than is due.

    Raises
    ------
    UsageError
        Without demand or the vendor's offer, or for a volume that is no number.
    """
    from vendor_score.contract.bill import check_bill, difference
    from vendor_score.contract.bill_due import BilledMonth, due_lines
    from vendor_score.contract.bill_table import read_bill, read_volumes
    from vendor_score.robustness.compare import find_vendor

    billed = read_bill(bill)
    decision = run.load()
    name = find_vendor(decision.vendors, vendor)
    files = list(measured) or run.case_files(MEASURED)
    known = read_volumes(files, month) | dict(map(_volume, volumes))
    demand = decision.criteria.demand
    if demand is None:
        raise UsageError("errors.bill_no_demand")
    at = BilledMonth(name=month, volumes=known, trial=_trial(decision, trial_share))
    due = due_lines(_offer(run, name), demand, at)
    if credit is None:
        credit = _credit(decision, name, files, month, sum(line.amount for line in due))
    checked = check_bill(billed, due, credit=credit)
    if run.as_json:
        run.emit_json(_record(name, month, checked))
    elif run.shows:
        _print(name, month, checked, run.lang)
    return int(difference(checked) > _CENT)


def _volume(said: str) -> tuple[str, float]:
    from vendor_score.wording import lexicon

    name, _, number = said.partition("=")
    try:
        return name.strip(), float(number.replace(",", ""))
    except ValueError:
        known = ", ".join(lexicon.group("draft.volume"))
        raise UsageError("errors.bill_volume", found=said, known=known) from None


def _offer(run: Run, vendor: str) -> Offer:
    """The vendor's one offer."""
    from vendor_score.questionnaire.vendors import name_key

    read = run.read_offers(usual=True)
    offers = read.offers if read is not None else ()
    own = [offer for offer in offers if name_key(offer.vendor) == name_key(vendor)]
    if not own and len(offers) == 1:
        own = list(offers)
    if not own:
        raise UsageError("errors.bill_no_offer", vendor=vendor)
    if len(own) > 1:
        files = ", ".join(str(offer.source.file) for offer in own)
        raise UsageError("errors.bill_two_offers", vendor=vendor, files=files)
    return own[0]


def _trial(decision: Decision, share: float | None) -> Trial | None:
    from vendor_score.price.offer import Trial

    plan = decision.criteria.contract.signing
    if share is None or plan is None or not plan.trial_days:
        return None
    return Trial(days=plan.trial_days, share=share)


def _credit(
    decision: Decision, vendor: str, files: Sequence[Path], month: str, fee: float
) -> float:
    """The credit for the levels that were measured in the month; 0 where none were."""
    from vendor_score.contract.measured import read_measured
    from vendor_score.contract.trial import review_trial

    if not files:
        return 0.0
    try:
        figures = read_measured(files, decision.criteria.leaves())
    except NothingReadError:
        return 0.0
    review = review_trial(decision, vendor, figures, fee=fee)
    return sum(one.credit.credit for one in review.months if one.period[: len(month)] == month)


def _record(vendor: str, month: str, checked: Iterable[CheckedLine]) -> dict[str, Any]:
    from vendor_score.contract.bill import difference

    lines = tuple(checked)
    return {
        "schema": "vendor-score/bill/1",
        "vendor": vendor,
        "month": month,
        "lines": [
            {
                "item": line.billed.item if line.billed else None,
                "place": line.billed.place if line.billed else None,
                "offer_line": line.due.id if line.due else None,
                "billed": line.billed.amount if line.billed else 0.0,
                "due": line.due.amount if line.due else 0.0,
                "over": line.over,
                "outcome": line.outcome,
                "why": line.why.as_dict(),
                "how": line.due.why.as_dict() if line.due and line.due.why else None,
            }
            for line in lines
        ],
        "over": difference(lines),
    }


def _print(vendor: str, month: str, checked: Sequence[CheckedLine], lang: Lang) -> None:
    from vendor_score.contract.bill import difference

    view = screen(sys.stdout)
    head = text("terminal.bill.head", lang, vendor=clean(vendor), month=clean(month))
    emit(view.paint(head, "bold"))
    for line in checked:
        _print_line(line, lang, view)
    over = difference(checked)
    key = "over" if over > _CENT else "under" if over < -_CENT else "equal"
    billed = sum(line.billed.amount for line in checked if line.billed)
    said = text(
        "terminal.bill.total", lang, billed=f"{billed:,.2f}", due=f"{billed - over:,.2f}",
        over=text(f"terminal.bill.{key}", lang, amount=f"{abs(over):,.2f}"),
    )  # fmt: skip
    emit("")
    for row in indented(said, view.columns):
        emit(view.paint(row, "bold"))


def _print_line(line: CheckedLine, lang: Lang, view: Screen) -> None:
    item = line.billed.item if line.billed else ""
    if line.billed is None and line.due is not None:
        item = (*line.due.names, line.due.id)[0]
    said = text(
        "terminal.bill.row", lang, item=clean(item),
        billed=f"{line.billed.amount:,.2f}" if line.billed else "–",
        due=f"{line.due.amount:,.2f}" if line.due else "–",
    )  # fmt: skip
    outcome = text(f"terminal.bill.{line.outcome}", lang)
    place = f" [{clean(line.billed.place)}]" if line.billed and line.billed.place else ""
    for row in indented(f"{outcome}: {said}{place}", view.columns, rest="    "):
        emit(view.paint(row, _COLOURS.get(line.outcome, "red")))
    due = line.due.why if line.due is not None else None
    for words in dict.fromkeys((line.why, due)):
        if words is not None:
            for row in indented(clean(words.text(lang)), view.columns, first="    "):
                emit(view.paint(row, "dim"))
