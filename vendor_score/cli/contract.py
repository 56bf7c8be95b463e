"""``vendor-score contract``: drafts of vendors against clauses, promises and the ranking."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vendor_score.case_folder import DRAFTS
from vendor_score.cli.command import command
from vendor_score.cli.options import Run, offers_option, run_options, weight_option
from vendor_score.errors import UsageError
from vendor_score.findings import Severity, worst
from vendor_score.present.terminal.screen import emit, screen
from vendor_score.questionnaire.vendors import name_key
from vendor_score.wording import Lang, text

if TYPE_CHECKING:
    from vendor_score.contract.review import ContractReview
    from vendor_score.price.offer import Offer

__all__ = ["contract_command"]

_PATH = click.Path(path_type=Path)


@command("contract")
@run_options(
    click.option("--vendor", "vendors", metavar="NAME", multiple=True),
    click.option("--draft", "drafts", metavar="FILE", multiple=True, type=_PATH),
    click.option("--review", "reviewed", metavar="FILE", type=_PATH),
    offers_option,
    click.option("-o", "--out", metavar="DIR", type=_PATH),
    weight_option,
)
def contract_command(
    run: Run,
    *,
    vendors: tuple[str, ...],
    drafts: tuple[Path, ...],
    reviewed: Path | None,
    out: Path | None,
) -> int:
    """Check drafts of vendors.

    Parameters
    ----------
    run : Run
        The options that commands share.
    vendors, drafts : tuple
        A vendor's name, or part of it, and its draft; pairs in the order given.
    reviewed : Path or None
        The workbook with the buyer's judgements.
    out : Path or None
        The folder for the report with the section on contracts.

    Returns
    -------
    int
        1 where errors remain among what was found.

    Raises
    ------
    UsageError
        Where a vendor or draft is missing from a pair, or a vendor is unknown or named twice.
    """
    if len(vendors) != len(drafts):
        raise UsageError("errors.contract_pairs", vendors=len(vendors), drafts=len(drafts))
    from vendor_score.contract.document import read_document
    from vendor_score.contract.review import review_contracts, review_record
    from vendor_score.present.terminal.contract import contract_lines
    from vendor_score.robustness.compare import find_vendor

    decision = run.load(skip=out)
    names = [find_vendor(decision.vendors, name) for name in vendors]
    pairs = list(zip(names, drafts, strict=True)) or list(_pairs_of_case(run, decision.vendors))
    if not pairs:
        raise UsageError("errors.contract_pairs", vendors=0, drafts=0)
    twice = [name for name, count in Counter(name for name, _ in pairs).items() if count > 1]
    if twice:
        raise UsageError("errors.contract_twice", vendor=twice[0])
    drafts_read = {name: read_document(path) for name, path in pairs}
    review = review_contracts(decision, drafts_read, _offers_of(run, decision.vendors))
    if reviewed is not None:
        review = _judged(review, reviewed, run.lang)
    written = [] if out is None else _write(run, review, out)
    if run.as_json:
        run.emit_json(review_record(review, run.lang))
    elif run.shows:
        emit("\n".join(contract_lines(review, run.lang, screen(sys.stdout))))
        for path in written:
            emit(text("terminal.written", run.lang, path=path))
    return int(worst(review.findings) is Severity.ERROR)


def _offers_of(run: Run, vendors: Sequence[str]) -> dict[str, Offer]:
    """The one offer of each vendor; of a vendor with several none is taken."""
    read = run.read_offers(usual=True)
    keys = {name_key(name): name for name in vendors}
    found: dict[str, list[Offer]] = {}
    for offer in read.offers if read is not None else ():
        if name_key(offer.vendor) in keys:
            found.setdefault(keys[name_key(offer.vendor)], []).append(offer)
    return {name: offers[0] for name, offers in found.items() if len(offers) == 1}


def _judged(review: ContractReview, path: Path, lang: Lang) -> ContractReview:
    """The review with the judgements of a workbook, which is brought up to date."""
    from vendor_score.contract.overrides import (
        apply_judgements,
        judgements_workbook,
        read_judgements,
    )
    from vendor_score.safe_write import write_files

    entered = read_judgements(path) if path.exists() else ()
    content = judgements_workbook(review, entered, lang)
    write_files(path.parent, {path.name: content})
    return apply_judgements(review, entered, path.name)


def _write(run: Run, review: ContractReview, out: Path) -> list[Path]:
    """The buyer's report with the section, and contract.json beside it."""
    import json

    from vendor_score.contract.review import review_record
    from vendor_score.present.files.write import save_ranking
    from vendor_score.safe_write import write_files

    written = save_ranking(review.decision.rank(), out, lang=run.lang, contract=review)
    content = json.dumps(review_record(review, run.lang), ensure_ascii=False, indent=1) + "\n"
    return [*written, *write_files(out, {"contract.json": content.encode()})]


def _pairs_of_case(run: Run, vendors: Sequence[str]) -> Iterator[tuple[str, Path]]:
    """Files of ``drafts/`` whose name holds how one vendor's name begins."""
    for path in run.case_files(DRAFTS):
        key = name_key(path.stem)
        held = [(length, name) for name in vendors if (length := _held(name_key(name), key))]
        best = max(held, default=(0, ""))
        if best[0] and [length for length, _ in held].count(best[0]) == 1:
            yield best[1], path


def _held(name: str, text: str) -> int:
    """How many signs a text holds of how a name begins, with the town before it or without."""
    starts, least = ((0,), 4) if name.isascii() else ((0, 2), 2)
    parts = (name[start:end] for start in starts for end in range(start + least, len(name) + 1))
    return max((len(part) for part in parts if part in text), default=0)
