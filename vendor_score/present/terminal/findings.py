"""What the buyer should look at: knock-outs, doubts, and how each sheet was read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from vendor_score.decision import Decision, KnockOut
from vendor_score.findings import Finding, Severity, group_findings
from vendor_score.present.model import rule_words
from vendor_score.present.terminal.screen import Screen, clean, emit, indented, pad
from vendor_score.reading_plan import PlannedColumn, SheetPlan
from vendor_score.records import Answer, AnswerState
from vendor_score.wording import Lang, has, text

__all__ = ["doubt_lines", "knock_out_lines", "plan_lines", "say_unread_files", "unconfirmed_lines"]

_MOST_KINDS = 8
_MOST_PLACES = 2
_MOST_VENDORS = 5


def knock_out_lines(decision: Decision, lang: Lang, screen: Screen) -> Iterator[str]:
    """Who is out, by which rule, and the cell that says so.

    Parameters
    ----------
    decision : Decision
        The scored answers.
    lang : str
        Language of the words.
    screen : Screen
        What the stream can show.

    Yields
    ------
    str
    """
    if decision.knock_outs:
        yield screen.paint(text("terminal.knock_outs", lang), "bold")
    for knock_out in decision.knock_outs:
        yield from _item(_knock_out(knock_out, decision, lang), screen)


def unconfirmed_lines(decision: Decision, lang: Lang, screen: Screen) -> Iterator[str]:
    """Who is ranked although a must could not be tested.

    Parameters
    ----------
    decision : Decision
        The scored answers.
    lang : str
        Language of the words.
    screen : Screen
        What the stream can show.

    Yields
    ------
    str
    """
    waiting = {vendor: ids for vendor, ids in decision.untested.items() if ids}
    if waiting:
        yield screen.paint(text("terminal.unconfirmed", lang), "bold")
    for vendor, ids in waiting.items():
        musts = [_untested(decision, vendor, id, lang) for id in ids]
        said = text("terminal.listed", lang).join(musts)
        yield from _item(text("terminal.of", lang, name=clean(vendor), what=said), screen)


def doubt_lines(decision: Decision, lang: Lang, screen: Screen, check: str) -> Iterator[str]:
    """Findings by kind, the most important first.

    Parameters
    ----------
    decision : Decision
        The scored answers.
    lang : str
        Language of the words.
    screen : Screen
        What the stream can show.
    check : str
        The command that lists them all.

    Yields
    ------
    str
    """
    findings = decision.all_findings
    if not findings:
        return
    yield screen.paint(text("terminal.doubts", lang, counts=_counts(findings, lang)), "bold")
    kinds = _kinds(f for f in findings if f.severity is not Severity.INFO)
    for kind in kinds[:_MOST_KINDS]:
        style = "red" if kind[0].severity is Severity.ERROR else "yellow"
        mark = screen.paint("!" if style == "red" else "?", style)
        lines = indented(_kind(kind, decision, lang), screen.columns, first="    ")
        yield f"  {mark} {lines[0].lstrip()}"
        yield from lines[1:]
    said = text("terminal.doubts_all", lang, command=check)
    yield from indented(said, screen.columns, first="    ")


def _item(said: str, screen: Screen) -> list[str]:
    return indented(said, screen.columns, first="  ", rest="    ")


def _knock_out(knock_out: KnockOut, decision: Decision, lang: Lang) -> str:
    answer = knock_out.answer
    criterion = decision.criteria.criterion(knock_out.criterion)
    return text(
        "terminal.knock_out",
        lang,
        name=clean(knock_out.vendor),
        criterion=clean(criterion.label.text(lang)),
        rule=clean(rule_words(knock_out.rule, criterion, lang)),
        found=_found(answer, lang),
        where=clean(str(answer.source)) or text("terminal.nowhere", lang),
    )


def _found(answer: Answer, lang: Lang) -> str:
    """The answer as the vendor wrote it; how it is missing, where it is."""
    state = text(f"terms.state.{answer.state.value}", lang)
    if not answer.text.strip():
        return state
    quoted = text("terminal.quoted", lang, text=clean(answer.text))
    return quoted if answer.state is AnswerState.ANSWERED else f"{quoted} ({state})"


def _untested(decision: Decision, vendor: str, id: str, lang: Lang) -> str:
    criterion = decision.criteria.criterion(id)
    return text(
        "terminal.untested",
        lang,
        criterion=clean(criterion.label.text(lang)),
        rule=clean(rule_words(criterion.must.text, criterion, lang)) if criterion.must else "",
        found=_found(decision.answers.of(vendor, id), lang),
    )


def _counts(findings: Sequence[Finding], lang: Lang) -> str:
    counts = Counter(finding.severity for finding in findings)
    said = [
        text(f"terminal.count.{severity.value}", lang, count=counts[severity])
        for severity in Severity
        if counts[severity]
    ]
    return text("terminal.listed", lang).join(said)


def _kinds(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Findings of one code together; errors before warnings, then the most frequent first."""
    kinds: dict[tuple[Severity, str], list[Finding]] = {}
    for finding in findings:
        kinds.setdefault((finding.severity, finding.code), []).append(finding)
    order = list(Severity)
    return sorted(kinds.values(), key=lambda kind: (order.index(kind[0].severity), -len(kind)))


def _kind(kind: Sequence[Finding], decision: Decision, lang: Lang) -> str:
    """One kind of finding: each place of errors or of few, else how many from each vendor."""
    title = _common_title(kind, lang)
    if len(kind) <= _MOST_PLACES or kind[0].severity is Severity.ERROR:
        groups = group_findings(kind)
        told = (_place(group.finding, decision, lang) for group in groups)
        places = text("terminal.listed", lang).join(told)
        return text("terminal.of", lang, name=title, what=places) if places else title
    vendors = Counter(clean(finding.vendor) for finding in kind if finding.vendor)
    said = [f"{name} {count}" for name, count in vendors.most_common(_MOST_VENDORS)]
    if len(vendors) > _MOST_VENDORS:
        said.append("…")
    counted = text("terminal.kind", lang, title=title, count=len(kind))
    listed = text("terminal.listed", lang).join(said)
    return text("terminal.of", lang, name=counted, what=listed) if said else counted


def _common_title(kind: Sequence[Finding], lang: Lang) -> str:
    """The title of all of a kind; without the reason behind its colon where they differ in it."""
    titles = list(dict.fromkeys(clean(finding.title(lang)) for finding in kind))
    heads = {re.split("[:：]", title, maxsplit=1)[0] for title in titles}
    return heads.pop() if len(titles) > 1 and len(heads) == 1 else titles[0]


def _place(finding: Finding, decision: Decision, lang: Lang) -> str:
    """Vendor, criterion in its own words, cell; of an error also what was found there."""
    labels = {leaf.id: leaf.label.text(lang) for leaf in decision.criteria.leaves()}
    criterion = labels.get(finding.criterion or "", finding.criterion)
    parts = (finding.vendor, criterion, str(finding.source))
    place = ", ".join(clean(part) for part in parts if part)
    if finding.severity is not Severity.ERROR or not finding.found_there:
        return place
    said = {"found": clean(finding.found_there), "expected": clean(finding.expected(lang))}
    return text("terminal.doubt_found", lang, place=place, **said)


# Files that could not be read: one line each on standard error, what it is and what to do.


def say_unread_files(
    findings: Iterable[Finding], lang: Lang, least: Severity = Severity.ERROR
) -> int:
    """Name each file that ought to have been read and was not, on standard error.

    Parameters
    ----------
    findings : iterable of Finding
        Of reading.
    lang : str
        Language of the words.
    least : Severity, optional
        Severity from which on a file is named.

    Returns
    -------
    int
        How many there were.
    """
    about_files = [f for f in findings if _is_about_a_whole_file(f) and _counts_unread(f, least)]
    for finding in about_files:
        emit(text("terminal.error", lang, message=clean(_line(finding, lang))), err=True)
    return len(about_files)


def _is_about_a_whole_file(finding: Finding) -> bool:
    where = finding.source
    about_answers = finding.vendor or finding.criterion or where.sheet or where.cell
    return bool(where.file) and not about_answers


def _counts_unread(finding: Finding, least: Severity) -> bool:
    order = list(Severity)
    return order.index(finding.severity) <= order.index(least)


def _line(finding: Finding, lang: Lang) -> str:
    """The one line that the reader of files has for it, else what the finding says."""
    file, key = finding.source.file, f"errors.{finding.code.replace('-', '_')}"
    if has(key):
        return text(key, lang, file=file, **finding.values)
    said = {"title": finding.title(lang), "fix": finding.fix(lang)}
    return text("terminal.unread", lang, file=file, **said)


# How the files were read, sheet by sheet: whose, by which layout, which column is what.

_SHOWN = 6  # vendors or columns named in one line
_LABEL = 12


def plan_lines(plan: Sequence[SheetPlan], view: Screen, lang: Lang) -> Iterator[str]:
    """The reading plan as lines of the terminal; sheets without questions in one line each.

    Parameters
    ----------
    plan
        How every sheet was read.
    view
        The terminal's width and colours.
    lang
        Language of the words.

    Yields
    ------
    str
        A line.
    """
    yield view.paint(text("plan.title", lang), "bold")
    for sheet in plan:
        name = " · ".join(clean(part) for part in (sheet.file, sheet.sheet) if part)
        if sheet.layout == "none":
            yield from indented(f"{name}: {text('plan.layout.none', lang)}", view.columns)
            continue
        yield from indented(name, view.columns)
        for key, said in _rows(sheet, lang):
            first = "  " + pad(text(f"plan.{key}", lang), _LABEL)
            yield from indented(clean(said), view.columns, first=first)


def _rows(sheet: SheetPlan, lang: Lang) -> Iterator[tuple[str, str]]:
    layout = text(f"plan.layout.{sheet.layout}", lang)
    if sheet.headers:
        rows = _some([str(row) for row in sheet.headers], lang)
        layout = text("plan.with_header", lang, layout=layout, rows=rows)
    if sheet.hidden:
        layout = text("plan.hidden", lang, layout=layout)
    yield "layout", layout
    yield "whose", _whose(sheet, lang)
    if sheet.columns:
        yield "columns", _columns(sheet.columns, lang)
    near = sum(question.how == "near" for question in sheet.questions)
    yield (
        "questions",
        text(
            "plan.counts",
            lang,
            matched=len({question.criterion for question in sheet.questions}),
            near=near,
            unmatched=sheet.unmatched,
            answers=sheet.answers,
        ),
    )


def _whose(sheet: SheetPlan, lang: Lang) -> str:
    named = [
        text("plan.vendor", lang, vendor=vendor, why=text(f"plan.why.{why}", lang))
        for vendor, why in sheet.whose[:_SHOWN]
    ]
    said = _some(named, lang, len(sheet.whose)) if named else text("plan.nobody", lang)
    if sheet.left_out:
        said = text("plan.left_out", lang, whose=said, count=sheet.left_out)
    return said


def _columns(columns: Sequence[PlannedColumn], lang: Lang) -> str:
    """The columns by what they were taken for; those not used with heading and count."""
    by_role: dict[str, list[str]] = {}
    for column in columns:
        if column.role == "unused":
            unused = text(
                "plan.unused_column",
                lang,
                column=column.column,
                heading=column.heading or "-",
                filled=column.filled,
            )
            by_role.setdefault("unused", []).append(unused)
        else:
            by_role.setdefault(column.role, []).append(column.column)
    joint = text("plan.joint", lang)
    return joint.join(
        text("plan.role", lang, role=text(f"plan.role.{role}", lang), columns=_some(named, lang))
        for role, named in by_role.items()
    )


def _some(named: Sequence[str], lang: Lang, total: int | None = None) -> str:
    """The first few, and how many more there are."""
    total = len(named) if total is None else total
    said = text("language.list_joint", lang).join(named[:_SHOWN])
    more = total - min(len(named), _SHOWN)
    return text("plan.more", lang, names=said, count=more) if more > 0 else said
