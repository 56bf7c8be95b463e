"""``vendor-score init``, ``template`` and ``check``: what is sent out, and what came back."""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vendor_score import number_text
from vendor_score.case_folder import CASE_FOLDERS, REVIEW, review_places
from vendor_score.cli.command import Choice, command, lang_option
from vendor_score.cli.options import (
    Amount,
    Run,
    amount_of,
    criteria_option,
    lock_option,
    offers_option,
    quiet_option,
    refuse_without_sources,
    run_options,
    say_next,
)
from vendor_score.errors import NothingReadError
from vendor_score.findings import Finding, FindingGroup, Severity, group_findings
from vendor_score.present.terminal.findings import plan_lines
from vendor_score.present.terminal.screen import Screen, clean, emit, fit, indented, pad, screen
from vendor_score.wording import Lang, languages, text

if TYPE_CHECKING:
    from vendor_score.award.price_question import PriceQuestion
    from vendor_score.completeness import CompletenessReport
    from vendor_score.decision import Decision
    from vendor_score.offers.read import OffersRead
    from vendor_score.questionnaire.template import TemplateLang

__all__ = ["check_command", "init_command", "template_command"]


@command("init")
@click.argument(
    "folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path(), required=False
)
@click.option("--more-a-year", metavar="AMOUNT", type=Amount())
@lang_option
@quiet_option
@click.pass_obj
def init_command(lang: Lang, *, folder: Path, more_a_year: float | None, quiet: bool) -> int:
    """Write what a comparison starts from; nothing that stands there is touched.

    Parameters
    ----------
    lang : str
        Language of the words.
    folder : Path
        Made where it does not exist.
    more_a_year : float or None
        What a faster first reply is worth, from which the weight of price follows; asked for at a
        terminal.
    quiet : bool
        Print nothing.

    Returns
    -------
    int
        Exit code.
    """
    from vendor_score.award.price_question import price_question, with_price_weight
    from vendor_score.criteria.load import shipped_criteria
    from vendor_score.library import init_project

    criteria = shipped_criteria()
    question = price_question(criteria)
    if more_a_year is None and question is not None and not quiet and _is_talking():
        more_a_year = _ask(question, lang)
    criteria_text, said = None, ""
    if more_a_year and question is not None:
        criteria_text, weight, groups = with_price_weight(criteria, question, more_a_year)
        said = text(
            "init.price_weight", lang, amount=number_text.money(more_a_year),
            share=number_text.share(question.price_share(more_a_year)), weight=f"{weight:.4g}",
            groups=f"{groups:g}", label=question.label.text(lang), better=question.better,
            usual=question.usual,
        )  # fmt: skip
    written = init_project(folder, criteria_text=criteria_text)
    if not quiet:
        for path in written:
            emit(text("terminal.written", lang, path=path))
        if said:
            emit("\n".join(indented(said, screen(sys.stdout).columns)))
        emit(text("terminal.made_folders", lang, folders=_named(lang)))
        say_next(lang, "init")
    return 0


def _is_talking() -> bool:
    """Whether somebody sits at the terminal who can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _ask(question: PriceQuestion, lang: Lang) -> float | None:
    """The amount that is entered; None where the question is skipped."""
    words = text(
        "init.price_question", lang, label=question.label.text(lang), better=question.better,
        usual=question.usual, currency=question.currency,
    )  # fmt: skip
    while True:
        entered = click.prompt(words, default="", show_default=False).strip()
        if not entered:
            return None
        amount = amount_of(entered)
        if amount is not None:
            return amount
        emit(text("init.price_amount", lang, found=entered))


@command("template")
@criteria_option
@click.option("-o", "--out", metavar="FILE|DIR", type=click.Path(path_type=Path), default=Path())
@click.option(
    "--lang",
    "language",
    metavar="|".join((*languages(), "both")),
    type=Choice((*languages(), "both")),
    default="both",
    is_eager=True,
)
@click.option("--vendors", metavar="LIST")
@click.option("--offer", is_flag=True)
@quiet_option
@click.pass_obj
def template_command(
    lang: Lang,
    *,
    criteria: Path | None,
    out: Path,
    language: TemplateLang,
    vendors: str | None,
    offer: bool,
    quiet: bool,
) -> int:
    """Write the questionnaire or the offer sheet, or one for each vendor named.

    Parameters
    ----------
    lang : str
        Language of the words.
    criteria : Path or None
        None: those found, else the shipped ones.
    out : Path
        Of the workbook, or a folder for it: without it, the one at hand.
    language : str
        A language, or ``both``.
    vendors : str or None
        Names with commas between, or a text file with a line each.
    offer : bool
        Write the offer sheet instead, with the demand as its first sheet.
    quiet : bool
        Print nothing.

    Returns
    -------
    int
        Exit code.
    """
    from vendor_score.library import find_criteria, write_offer_sheets, write_questionnaires

    names = _names(vendors) if vendors else ()
    write = write_offer_sheets if offer else write_questionnaires
    written = write(find_criteria(criteria), out, lang=language, vendors=names)
    if not quiet:
        for path in written:
            emit(text("terminal.written", lang, path=path))
        say_next(lang, "template_offer" if offer else "template")
    return 0


def _named(lang: Lang) -> str:
    return text("language.list_joint", lang).join(f"{name}/" for name in CASE_FOLDERS)


def _names(told: str) -> tuple[str, ...]:
    """Vendors named with commas between, or a line each in a text file."""
    path = Path(told)
    if path.is_file():
        lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    else:
        lines = unicodedata.normalize("NFKC", told).split(",")
    return tuple(dict.fromkeys(name.strip() for name in lines if name.strip()))


# ``vendor-score check``: what was read, every finding, and what to do about it.

_PATH = click.Path(path_type=Path)
_COLOURS = {"error": "red", "warning": "yellow", "info": "dim"}
_COUNTS = ("asked", "answered", "missing", "doubtful")


@command("check")
@run_options(
    offers_option,
    lock_option,
    click.option("-o", "--out", metavar="FILE", type=_PATH),
    click.option("--annotate", metavar="DIR", type=_PATH),
    click.option("--follow-up", metavar="VENDOR"),
    click.option("--blank", metavar="VENDOR"),
    click.option(
        "--fail-on", metavar="SEVERITY", type=Choice(("error", "warning", "info")), default="error"
    ),
    needs_sources=False,
)
def check_command(
    run: Run,
    *,
    out: Path | None,
    annotate: Path | None,
    follow_up: str | None,
    blank: str | None,
    fail_on: str,
) -> int:
    """Check what vendors returned.

    Parameters
    ----------
    run : Run
        The options that commands share.
    out : Path or None
        The review workbook to write.
    annotate : Path or None
        The folder for marked copies.
    follow_up : str or None
        The vendor whose open questions are printed.
    blank : str or None
        The vendor that gets an empty questionnaire instead.
    fail_on : str
        Severity from which on the exit code is 1.

    Returns
    -------
    int
        Exit code.

    Raises
    ------
    UsageError
        Without a source, or for a vendor that nobody knows.
    """
    if blank is not None:
        return _write_blank(run, blank)
    if not run.sources:
        refuse_without_sources(click.get_current_context())
    from vendor_score import completeness

    offers = run.read_offers()
    checked = completeness.check(_load(run, annotate, out, offers))
    written: list[Path] = []
    unmarked: list[str] = []
    shared: list[str] = []
    if out is not None:
        rows = _proposed(offers, run.lang)
        written += completeness.write_review(checked, out, lang=run.lang, offers=rows)
    if annotate is not None:
        copies, unmarked = completeness.write_annotated(checked, run.sources, annotate)
        written += copies
        names = {path.relative_to(annotate).with_suffix("").as_posix() for path in copies}
        shared = [
            file
            for file in completeness.files_of_several_vendors(checked)
            if Path(file).with_suffix("").as_posix() in names
        ]
    if run.as_json:
        run.emit_json(completeness.check_as_json(checked, run.lang))
    elif follow_up is not None:
        emit(_follow_up(checked, follow_up))
    elif run.shows:
        _print(checked, written, run.lang)
        for file in unmarked:
            emit(text("terminal.check.unmarked", run.lang, file=clean(file)))
        for file in shared:
            emit(text("terminal.check.several_vendors", run.lang, file=clean(file)))
        _say_next(run, checked, out)
    return int(checked.fails_on(fail_on))


def _say_next(run: Run, checked: CompletenessReport, review: Path | None) -> None:
    """To the review where something is doubtful or to be judged, else to the ranking."""
    if review is not None:
        own = run.typed or run.sources
        counts = {each.resolve() for each in review_places(own)}
        named = () if review.resolve() in counts else (str(review),)
        run.say_next("reviewed", review=review, rank=run.command_line("rank", *named))
    elif checked.fails_on("warning"):
        line = run.command_line("check", "-o", REVIEW)
        run.say_next("review", check=line)
    else:
        run.say_next("check", rank=run.command_line("rank"))


def _proposed(offers: OffersRead | None, lang: Lang) -> Sequence[Mapping[str, str | float]]:
    """The rows of the review for prices that vendors wrote in words."""
    if offers is None:
        return ()
    from vendor_score.offers.proposals import proposal_rows

    return proposal_rows(offers.proposals, lang)


def _load(run: Run, annotate: Path | None, out: Path | None, offers: OffersRead | None) -> Decision:
    """The scored answers; where nobody can be ranked, the plan is shown and can be corrected."""
    try:
        return run.load(skip=annotate, offers=offers)
    except NothingReadError as error:
        _show_plan(error, run, out)
        raise


def _show_plan(error: NothingReadError, run: Run, out: Path | None) -> None:
    """How the files were read although nobody can be ranked, to be corrected by the buyer."""
    import sys

    from vendor_score.completeness import write_plan
    from vendor_score.library import find_criteria

    written: list[Path] = []
    if out is not None:
        written = write_plan(error, find_criteria(run.criteria()), out, lang=run.lang)
    if run.shows and error.plan:
        view = screen(sys.stdout)
        lines = [*plan_lines(error.plan, view, run.lang), ""]
        for group in group_findings(error.findings):
            lines += _finding(group, view, run.lang)
        lines += [text("terminal.written", run.lang, path=path) for path in written]
        emit("\n".join(lines))


def _write_blank(run: Run, vendor: str) -> int:
    from vendor_score.library import find_criteria, write_questionnaires

    out = Path(text("questionnaire.file", run.lang))
    for path in write_questionnaires(find_criteria(run.criteria()), out, vendors=(vendor,)):
        emit(text("terminal.written", run.lang, path=path))
    if run.shows:
        run.say_next("blank", vendor=vendor)
    return 0


def _follow_up(checked: CompletenessReport, vendor: str) -> str:
    """The message for the vendor that a name, or any unambiguous part of it, means."""
    from vendor_score.robustness.compare import find_vendor

    by_name = {each.vendor: each for each in checked.vendors}
    return by_name[find_vendor([*by_name], vendor)].open_questions.text


def _print(checked: CompletenessReport, written: list[Path], lang: Lang) -> None:
    import sys

    view = screen(sys.stdout)
    lines = [*_coverage(checked, view, lang), ""]
    lines += [*plan_lines(checked.decision.answers.plan, view, lang), ""]
    aside: list[Finding] = []
    others: list[Finding] = []
    for finding in checked.findings:
        (aside if _is_aside(finding, checked) else others).append(finding)
    for group in group_findings(others):
        lines += _finding(group, view, lang)
    if aside:
        lines += [*_without_weight(aside, view, lang), ""]
    lines += [_summary(checked, lang)]
    lines += [text("terminal.written", lang, path=path) for path in written]
    emit("\n".join(lines))


def _is_aside(finding: Finding, checked: CompletenessReport) -> bool:
    """Whether an answer is missing that counts for nothing."""
    weights = checked.decision.leaf_weights
    is_note = finding.severity is Severity.INFO and finding.code == "missing-answer"
    return is_note and not weights.get(finding.criterion or "", 0.0)


def _without_weight(found: list[Finding], view: Screen, lang: Lang) -> list[str]:
    """All answers that are missing where nothing is weighted, in one line."""
    counts = Counter(clean(finding.vendor or "") for finding in found)
    said = text(
        "terminal.check.without_weight",
        lang,
        count=len(found),
        vendors=text("language.list_joint", lang).join(f"{v} {n}" for v, n in counts.items()),
    )
    return indented(said, view.columns, rest="  ")


def _coverage(checked: CompletenessReport, view: Screen, lang: Lang) -> Iterator[str]:
    heads = [text(f"terminal.check.{key}", lang) for key in _COUNTS]
    name_columns = view.columns - 11 * len(heads)
    head = pad(text("terms.vendor", lang), name_columns)
    yield view.paint(head + "".join(pad(h, 11, right=True) for h in heads), "bold")
    for vendor in checked.vendors:
        name = pad(fit(clean(vendor.vendor), name_columns - 1), name_columns)
        counts = (str(getattr(vendor, key)) for key in _COUNTS)
        yield name + "".join(pad(count, 11, right=True) for count in counts)


def _finding(group: FindingGroup, view: Screen, lang: Lang) -> Iterator[str]:
    finding = group.finding
    severity = text(f"terms.severity.{finding.severity.value}", lang)
    about = " · ".join(clean(part) for part in (finding.vendor, finding.criterion) if part)
    head = f"{severity}: {group.title(lang)} [{finding.code}]"
    yield view.paint(head, _COLOURS[finding.severity.value]) + (f"  {about}" if about else "")
    rows = {
        "where": str(finding.source),
        "found": finding.found_there or "",
        "expected": finding.expected(lang),
        "fix": finding.fix(lang),
    }
    for key, shown in rows.items():
        if shown:
            first = "  " + pad(text(f"terminal.check.{key}", lang), 10)
            yield from indented(clean(shown), view.columns, first=first)
    yield ""


def _summary(checked: CompletenessReport, lang: Lang) -> str:
    counts = {
        severity: sum(f.severity.value == severity for f in checked.findings)
        for severity in ("error", "warning", "info")
    }
    return text("terminal.check.summary", lang, **counts)
