"""``vendor-score signing``: the dated way to the end of the contract, as checklist or calendar."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vendor_score.cli.command import command
from vendor_score.cli.options import Run, run_options
from vendor_score.errors import UsageError
from vendor_score.present.terminal.screen import clean, emit, indented, screen
from vendor_score.wording import Lang, text

if TYPE_CHECKING:
    from vendor_score.contract.records import Step
    from vendor_score.contract.settings import SigningPlan

__all__ = ["signing_command"]

_FORMS = (".ics", ".xlsx", ".md")


@command("signing")
@run_options(
    click.option("-o", "--out", metavar="FILE", type=click.Path(path_type=Path)),
    needs_sources=False,
)
def signing_command(run: Run, *, out: Path | None) -> int:
    """Print or write the steps with their dates.

    Parameters
    ----------
    run : Run
        The options that commands share.
    out : Path or None
        A .ics, .xlsx or .md file.

    Returns
    -------
    int
        Exit code.

    Raises
    ------
    UsageError
        Without a decision date, or for a file of another form.
    """
    from vendor_score.contract.signing import signing_steps
    from vendor_score.library import find_criteria
    from vendor_score.safe_write import write_files

    if out is not None and out.suffix.lower() not in _FORMS:
        raise UsageError("errors.signing_form", file=out.name, known=", ".join(_FORMS))
    criteria = find_criteria(run.criteria())
    plan = criteria.contract.signing
    if plan is None:
        raise UsageError("errors.signing_no_date")
    steps = signing_steps(plan)
    if out is not None:
        content = _content(steps, plan, out.suffix.lower(), run.lang, criteria.title.text(run.lang))
        write_files(out.parent, {out.name: content})
    if run.as_json:
        run.emit_json(
            {
                "schema": "vendor-score/signing/1",
                "steps": [
                    {"id": s.id, "date": s.date.isoformat(), "title": s.title(run.lang)}
                    for s in steps
                ],
            }
        )
    elif run.shows:
        _print(steps, plan, run.lang)
        if out is not None:
            emit(text("terminal.written", run.lang, path=out))
    return 0


def _content(
    steps: tuple[Step, ...], plan: SigningPlan, ending: str, lang: Lang, project: str
) -> bytes:
    from vendor_score.contract.calendar_file import calendar_text
    from vendor_score.contract.checklist import checklist_markdown, checklist_workbook

    if ending == ".ics":
        return calendar_text(steps, lang, project=project).encode()
    note = _note(plan, lang)
    if ending == ".md":
        return checklist_markdown(steps, lang, note).encode()
    return checklist_workbook(steps, lang, note)


def _note(plan: SigningPlan, lang: Lang) -> str:
    if plan.holidays:
        return text("contract.checklist.holidays", lang, count=len(plan.holidays))
    return text("contract.checklist.no_holidays", lang)


def _print(steps: tuple[Step, ...], plan: SigningPlan, lang: Lang) -> None:
    view = screen(sys.stdout)
    for step in steps:
        for line in indented(
            clean(step.title(lang)), view.columns, first=f"{step.date.isoformat()}  ", rest=" " * 12
        ):
            emit(line)
    emit("")
    for line in indented(_note(plan, lang), view.columns):
        emit(line)
