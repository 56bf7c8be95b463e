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
from vendor_score.cli.options import Run, run_options, weight_option
from vendor_score.errors import UsageError
from vendor_score.findings import Severity, worst
from vendor_score.present.terminal.screen import emit, screen
from vendor_score.questionnaire.vendors import name_key
from vendor_score.wording import text

if TYPE_CHECKING:
    from vendor_score.contract.review import ContractReview

__all__ = ["contract_command"]

_PATH = click.Path(path_type=Path)


@command("contract")
@run_options(
    click.option("--vendor", "vendors", metavar="NAME", multiple=True),
    click.option("--draft", "drafts", metavar="FILE", multiple=True, type=_PATH),
    click.option("-o", "--out", metavar="DIR", type=_PATH),
    weight_option,
)
def contract_command(
    run: Run, *, vendors: tuple[str, ...], drafts: tuple[Path, ...], out: Path | None
) -> int:
    """Check drafts of vendors.

    Parameters
    ----------
    run : Run
        The options that commands share.
    vendors, drafts : tuple
        A vendor's name, or part of it, and its draft; pairs in the order given.
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
    review = review_contracts(decision, {name: read_document(path) for name, path in pairs})
    written = [] if out is None else _write(run, review, out)
    if run.as_json:
        run.emit_json(review_record(review, run.lang))
    elif run.shows:
        emit("\n".join(contract_lines(review, run.lang, screen(sys.stdout))))
        for path in written:
            emit(text("terminal.written", run.lang, path=path))
    return int(worst(review.findings) is Severity.ERROR)


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
