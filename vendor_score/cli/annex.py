"""``vendor-score annex``: the service-level annex, and the negotiation list in a file of its own."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from vendor_score.cli.command import Choice, command
from vendor_score.cli.options import Run, run_options, weight_option
from vendor_score.errors import UsageError
from vendor_score.present.terminal.screen import clean, emit, fit, pad, screen
from vendor_score.wording import languages, text

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
    weight_option,
)
def annex_command(  # noqa: PLR0913 - one for each option
    run: Run,
    *,
    vendor: str,
    out: Path | None,
    negotiation: Path | None,
    draft: Path | None,
    wanted: str | None,
    name_rivals: bool,
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
    from vendor_score.contract.annex_files import FORMS, annex_file, negotiation_file
    from vendor_score.contract.negotiation import negotiation_list
    from vendor_score.robustness.compare import find_vendor
    from vendor_score.safe_write import write_files

    for path in (out, negotiation):
        if path is not None and path.suffix.lower() not in FORMS:
            raise UsageError("errors.signing_form", file=path.name, known=", ".join(FORMS))
    if out is not None and negotiation is not None and out.absolute() == negotiation.absolute():
        raise UsageError("errors.annex_same_file", file=out.name)
    decision = run.load()
    name = find_vendor(decision.vendors, vendor)
    annex = annex_of(decision, name)
    check, promises = None, ()
    if draft is not None:
        from vendor_score.contract.document import read_document
        from vendor_score.contract.review import review_contracts

        review = review_contracts(decision, {name: read_document(draft)})
        check, promises = review.checks[name], review.promises[name]
    asks = negotiation_list(
        decision, name, check=check, promises=promises, names_rivals=name_rivals
    )
    langs = languages() if wanted == _ALL else (wanted or run.lang,)
    written: list[Path] = []
    if out is not None:
        content = annex_file(annex, langs, out.suffix.lower())
        written += write_files(out.parent, {out.name: content})
    if negotiation is not None:
        content = negotiation_file(asks, name, langs, negotiation.suffix.lower())
        written += write_files(negotiation.parent, {negotiation.name: content})
    if run.as_json:
        run.emit_json({
            "schema": "vendor-score/annex/1",
            "vendor": name,
            "rows": [
                {
                    "criterion": row.criterion, "section": row.section,
                    "target": row.target_value, "target_text": row.target.text(run.lang),
                    "promised": row.promised, "state": row.state, "weight": row.weight,
                }
                for row in annex.rows
            ],
            "cap": annex.cap,
            "rate": annex.rate,
        })  # fmt: skip
    elif run.shows:
        view = screen(sys.stdout)
        for row in annex.rows:
            state = text(f"contract.annex.state.{row.state}", run.lang)
            section = text(f"contract.annex.section.{row.section}", run.lang)
            metric = pad(fit(clean(row.metric.text(run.lang)), 26), 26)
            target = pad(fit(clean(row.target.text(run.lang)), 20), 20)
            line = f"{metric} {target} {pad(fit(section, 16), 16)} {state}"
            emit(fit(line, view.columns))
        for path in written:
            emit(text("terminal.written", run.lang, path=path))
    return 0
