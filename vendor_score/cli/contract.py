"""``vendor-score contract``: drafts of vendors against clauses, promises and the ranking."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from vendor_score.cli.command import command
from vendor_score.cli.options import Run, run_options, weight_option
from vendor_score.errors import UsageError
from vendor_score.findings import Severity, worst
from vendor_score.present.terminal.screen import emit, screen

__all__ = ["contract_command"]

_PATH = click.Path(path_type=Path)


@command("contract")
@run_options(
    click.option("--vendor", "vendors", metavar="NAME", multiple=True),
    click.option("--draft", "drafts", metavar="FILE", multiple=True, type=_PATH),
    weight_option,
)
def contract_command(run: Run, *, vendors: tuple[str, ...], drafts: tuple[Path, ...]) -> int:
    """Check drafts of vendors.

    Parameters
    ----------
    run : Run
        The options that commands share.
    vendors, drafts : tuple
        A vendor's name, or part of it, and its draft; pairs in the order given.

    Returns
    -------
    int
        1 where errors remain among what was found.

    Raises
    ------
    UsageError
        Where a vendor or draft is missing from a pair, or a vendor is unknown or named twice.
    """
    if not vendors or len(vendors) != len(drafts):
        raise UsageError("errors.contract_pairs", vendors=len(vendors), drafts=len(drafts))
    from vendor_score.contract.document import read_document
    from vendor_score.contract.review import review_contracts, review_record
    from vendor_score.present.terminal.contract import contract_lines
    from vendor_score.robustness.compare import find_vendor

    decision = run.load()
    names = [find_vendor(decision.vendors, name) for name in vendors]
    if len(set(names)) != len(names):
        raise UsageError("errors.contract_twice", vendor=names[-1])
    review = review_contracts(
        decision, {name: read_document(path) for name, path in zip(names, drafts, strict=True)}
    )
    if run.as_json:
        run.emit_json(review_record(review, run.lang))
    elif run.shows:
        emit("\n".join(contract_lines(review, run.lang, screen(sys.stdout))))
    return int(worst(review.findings) is Severity.ERROR)
