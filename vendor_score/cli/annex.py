"""``vendor-score annex``: the service-level annex, and the negotiation list beside it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vendor_score.cli.command import Choice, command
from vendor_score.cli.options import Run, offers_option, run_options, weight_option
from vendor_score.contract.annex_files import FORMS, annex_file, negotiation_file
from vendor_score.errors import UsageError
from vendor_score.present.terminal.screen import clean, emit, fit, pad, screen
from vendor_score.wording import Lang, languages, text

if TYPE_CHECKING:
    from vendor_score.contract.annex import Annex
    from vendor_score.contract.negotiation import Ask
    from vendor_score.decision import Decision

__all__ = ["annex_command"]

_PATH = click.Path(path_type=Path)
_ALL = "both"


@command("annex")
@run_options(
    click.option("--vendor", metavar="NAME", required=True),
    click.option("-o", "--out", metavar="FILE", type=_PATH),
    click.option("--negotiation", metavar="FILE", type=_PATH),
    click.option("--draft", metavar="FILE", type=_PATH),
    click.option("--in", "wanted", metavar="LANGUAGE", type=Choice((*languages(), _ALL))),
    click.option("--name-rivals", is_flag=True),
    offers_option,
    click.option("--baseline", metavar="FILE", multiple=True, type=_PATH),
    click.option("--uplift", metavar="SHARE", type=click.FloatRange(-1, 10), default=0.0),
    weight_option,
)
def annex_command(
    run: Run,
    *,
    vendor: str,
    out: Path | None,
    negotiation: Path | None,
    draft: Path | None,
    wanted: str | None,
    name_rivals: bool,
    baseline: tuple[Path, ...],
    uplift: float,
) -> int:
    """Write the annex for one vendor.

    Parameters
    ----------
    run : Run
        The options that commands share.
    vendor : str
        Its name, or part of it.
    out, negotiation : Path or None
        The annex, and the list that stays with the buyer: .docx, .xlsx or .md each.
    draft : Path or None
        The vendor's draft: what is weaker there is asked for too.
    wanted : str or None
        Language of the files; by default that of the run.
    name_rivals : bool
        Name the runner-up in the negotiation list.
    baseline : tuple of Path
        Own exports, for the targets of the own-baseline rows.
    uplift : float
        Above the baseline.

    Returns
    -------
    int
        Exit code.

    Raises
    ------
    UsageError
        For a file of another form, or one file for both.
    """
    from vendor_score.contract.annex import annex_of
    from vendor_score.robustness.compare import find_vendor

    _check_files(out, negotiation)
    decision = run.load(offers=run.read_offers(usual=negotiation is not None))
    name = find_vendor(decision.vendors, vendor)
    annex = annex_of(decision, name)
    if baseline:
        from vendor_score.contract.annex import with_baseline
        from vendor_score.contract.baseline import read_baseline

        found = read_baseline(baseline, decision.criteria.leaves())
        annex = with_baseline(annex, decision.criteria, found, uplift)
    langs = languages() if wanted == _ALL else (wanted or run.lang,)
    written: list[Path] = []
    if out is not None:
        written += _write(out, annex_file(annex, langs, out.suffix.lower()))
    if negotiation is not None:
        asks = _asks(decision, name, draft, name_rivals=name_rivals)
        content = negotiation_file(asks, name, langs, negotiation.suffix.lower())
        written += _write(negotiation, content)
    if run.as_json:
        run.emit_json(_record(annex, run.lang))
    elif run.shows:
        _print(annex, run.lang)
        for path in written:
            emit(text("terminal.written", run.lang, path=path))
    return 0


def _check_files(out: Path | None, negotiation: Path | None) -> None:
    for path in (out, negotiation):
        if path is not None and path.suffix.lower() not in FORMS:
            raise UsageError("errors.signing_form", file=path.name, known=", ".join(FORMS))
    if out is not None and negotiation is not None and out.absolute() == negotiation.absolute():
        raise UsageError("errors.annex_same_file", file=out.name)


def _asks(
    decision: Decision, vendor: str, draft: Path | None, *, name_rivals: bool
) -> tuple[Ask, ...]:
    from vendor_score.contract.negotiation import negotiation_list

    withheld = [leaf.id for leaf in decision.criteria.leaves() if leaf.private]
    compared = decision.offers
    implied = compared.implied if compared is not None else None
    price = implied.per_point if implied is not None else None
    total = compared.totals.get(vendor) if compared is not None else None
    assumed = total.assumed if total is not None else ()
    if draft is None:
        return negotiation_list(
            decision, vendor, names_rivals=name_rivals, withheld=withheld,
            price_of_point=price, assumed=assumed,
        )  # fmt: skip
    from vendor_score.contract.document import read_document
    from vendor_score.contract.review import review_contracts

    review = review_contracts(decision, {vendor: read_document(draft)})
    return negotiation_list(
        decision,
        vendor,
        check=review.checks[vendor],
        promises=review.promises[vendor],
        names_rivals=name_rivals,
        withheld=withheld,
        price_of_point=price,
        assumed=assumed,
    )


def _write(path: Path, content: bytes) -> list[Path]:
    from vendor_score.safe_write import write_files

    return write_files(path.parent, {path.name: content})


def _record(annex: Annex, lang: Lang) -> dict[str, Any]:
    return {
        "schema": "vendor-score/annex/1",
        "vendor": annex.vendor,
        "rows": [
            {
                "criterion": row.criterion,
                "section": row.section,
                "target": row.target_value,
                "target_text": row.target.text(lang),
                "promised": row.promised,
                "state": row.state,
                "weight": row.weight,
            }
            for row in annex.rows
        ],
        "cap": annex.cap,
        "rate": annex.rate,
    }


def _print(annex: Annex, lang: Lang) -> None:
    view = screen(sys.stdout)
    for row in annex.rows:
        cells = (
            (row.metric.text(lang), 26),
            (row.target.text(lang), 20),
            (text(f"contract.annex.section.{row.section}", lang), 16),
        )
        line = " ".join(pad(fit(clean(words), width), width) for words, width in cells)
        state = text(f"contract.annex.state.{row.state}", lang)
        emit(fit(f"{line} {state}", view.columns))
