"""Findings of scoring: not asked, without points, a must untested, or defined in another way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from vendor_score.criteria.model import Criteria, Criterion
from vendor_score.decision.criterion_column import Column
from vendor_score.errors import WeightError
from vendor_score.findings import Finding, Severity
from vendor_score.grammar.figures import find_subject
from vendor_score.grammar.numerals import clean
from vendor_score.questionnaire.template import Ask
from vendor_score.records import Answer, Answers, AnswerState
from vendor_score.weights import leaf_shares
from vendor_score.wording import Label, both, joined

DEFINITIONS = frozenset({"same_day", "next_day", "final"})
"""Conversions of the day, of the next day and of the final payment do not compare."""

__all__ = [
    "about_those_left_out",
    "definition_findings",
    "definitions_to_align",
    "not_asked_findings",
    "settled",
    "unjudged_findings",
    "unread_findings",
    "untested_findings",
]


def definition_findings(criteria: Criteria, answers: Answers) -> Iterator[Finding]:
    """Warnings where figures lack the definition that is asked beside them, or theirs differ.

    Parameters
    ----------
    criteria : Criteria
        As read from criteria.yaml.
    answers : Answers
        As read from the sources.

    Yields
    ------
    Finding
    """
    leaves = {leaf.id: leaf for leaf in criteria.leaves()}
    for leaf in leaves.values():
        if leaf.defined_by in leaves:
            yield from _of_figure(leaf, leaves[leaf.defined_by], answers)
        elif leaf.is_scored and leaf.kind.default_unit == "%":
            yield from _of_own_words(leaf, answers)


def _of_figure(figure: Criterion, definition: Criterion, answers: Answers) -> Iterator[Finding]:
    values = {"label": figure.label, "definition": definition.label}
    by_definition: dict[str, list[str]] = {}
    for vendor, defined in _definitions_given(figure, definition, answers):
        if defined is not None:
            by_definition.setdefault(defined, []).append(vendor)
            continue
        given = answers.of(vendor, figure.id)
        yield Finding(
            code="undefined-figure",
            severity=Severity.WARNING,
            vendor=vendor,
            criterion=figure.id,
            source=given.source,
            found=given.text,
            values=values,
        )
    if len(by_definition) > 1:
        told = "; ".join(
            f"{' / '.join(dict.fromkeys(_names(one, definition).as_dict().values()))}: "
            f"{', '.join(who)}"
            for one, who in by_definition.items()
        )
        yield Finding(
            code="mixed-definitions",
            severity=Severity.WARNING,
            criterion=figure.id,
            found=told,
            values=values,
        )


def _definitions_given(
    figure: Criterion, definition: Criterion, answers: Answers
) -> Iterator[tuple[str, str | None]]:
    """Vendors that gave the figure, each with its definition, None where it gave none."""
    for vendor in answers.vendors:
        if answers.of(vendor, figure.id).state is AnswerState.ANSWERED:
            yield vendor, _defined(answers.of(vendor, definition.id))


def definitions_to_align(criteria: Criteria, answers: Answers) -> Iterator[Ask]:
    """What to ask vendors whose figure has another definition than most of the others' have.

    Parameters
    ----------
    criteria : Criteria
        As read from criteria.yaml.
    answers : Answers
        As read from the sources.

    Yields
    ------
    Ask
        Where no definition is the most common one, of every vendor, for the others' definitions.
    """
    leaves = {leaf.id: leaf for leaf in criteria.leaves()}
    for figure in leaves.values():
        if figure.defined_by not in leaves:
            continue
        definition = leaves[figure.defined_by]
        given = {
            vendor: defined
            for vendor, defined in _definitions_given(figure, definition, answers)
            if defined is not None
        }
        counts = Counter(given.values())
        most = [one for one, count in counts.items() if count == max(counts.values())]
        for vendor, own in given.items():
            wanted = [one for one in most if one != own]
            if wanted and (len(most) > 1 or own not in most):
                yield Ask(
                    vendor=vendor,
                    criterion=figure.id,
                    text=both(
                        "questionnaire.follow_up.definition",
                        given=_names(own, definition),
                        wanted=joined([_names(one, definition) for one in wanted]),
                    ),
                    is_pressing=True,
                )


def _names(defined: str, definition: Criterion) -> Label:
    return joined([definition.option_label(one) for one in defined.split("/")])


def _of_own_words(figure: Criterion, answers: Answers) -> Iterator[Finding]:
    """A finding where the figures themselves say that they are of different definitions."""
    by_words: dict[str, list[str]] = {}
    for vendor in answers.vendors:
        given = answers.of(vendor, figure.id)
        if given.state is AnswerState.ANSWERED:
            for definition in _definitions(f"{given.text} {given.remarks}"):
                by_words.setdefault(definition, []).append(vendor)
    if len(by_words) > 1:
        yield Finding(
            code="mixed-definitions",
            severity=Severity.WARNING,
            criterion=figure.id,
            found="; ".join(
                f"{answers.of(vendor, figure.id).text.strip()} ({vendor})"
                for vendors in by_words.values()
                for vendor in vendors
            ),
            values={"label": figure.label, "definition": figure.label},
        )


@lru_cache(maxsize=4096)
def _definitions(text: str) -> tuple[str, ...]:
    """The definitions that an answer names; most are a figure and name none."""
    if not any(letter.isalpha() for letter in text):
        return ()
    return tuple(sorted(find_subject([clean(text)], "percent").segments & DEFINITIONS))


def _defined(answer: Answer) -> str | None:
    """The definition as one word: the options recognised, else the answer as written."""
    if answer.state is not AnswerState.ANSWERED:
        return None
    items = answer.reading.items if answer.reading else None
    return "/".join(items) if items else " ".join(answer.text.casefold().split()) or None


_NOT_ASKED = "criterion-not-asked"


def about_those_left_out(
    findings: Sequence[Finding], taking_part: frozenset[str]
) -> tuple[Finding, ...]:
    """The findings of reading, less "asked of nobody" about what the buyer has yet to judge.

    Parameters
    ----------
    findings : sequence of Finding
        Of reading.
    taking_part : frozenset of str
        Ids of the criteria that take part.

    Returns
    -------
    tuple of Finding
    """
    return tuple(f for f in findings if f.code != _NOT_ASKED or f.criterion not in taking_part)


def not_asked_findings(
    criteria: Criteria, asked: frozenset[str], told: Sequence[Finding]
) -> Iterator[Finding]:
    """A criterion that nobody was asked: it leaves the model, and its siblings share its weight.

    Reading says so as well where it looked for the question; once is enough.

    Parameters
    ----------
    criteria : Criteria
        As read from criteria.yaml.
    asked : frozenset of str
        Ids of the criteria that some vendor was asked.
    told : sequence of Finding
        What reading has said already.

    Yields
    ------
    Finding
    """
    known = {finding.criterion for finding in told if finding.code == _NOT_ASKED}
    for leaf in criteria.leaves():
        if leaf.is_scored and leaf.id not in asked | known:
            yield Finding(
                code="offers-not-opened" if leaf.kind.is_computed else _NOT_ASKED,
                severity=Severity.WARNING,
                criterion=leaf.id,
                values={"label": leaf.label},
            )


def unjudged_findings(columns: Sequence[Column]) -> Iterator[Finding]:
    """A criterion that the buyer scores and has not judged for some vendors.

    Parameters
    ----------
    columns : sequence of Column
        Of all criteria.

    Yields
    ------
    Finding
    """
    for column in columns:
        states = [answer.state for answer in column.answers]
        if column.criterion.kind.is_judged and AnswerState.PENDING in states:
            yield Finding(
                code="not-judged",
                severity=Severity.WARNING,
                criterion=column.criterion.id,
                values={
                    "label": column.criterion.label,
                    "count": states.count(AnswerState.PENDING),
                },
            )


def unread_findings(vendors: Sequence[str], columns: Sequence[Column]) -> Iterator[Finding]:
    """An answer that was read but earns no points: an unlisted option, money on another basis.

    Parameters
    ----------
    vendors : sequence of str
        In the order of the columns' rows.
    columns : sequence of Column
        Of all criteria.

    Yields
    ------
    Finding
    """
    for column in columns:
        for row, problem in column.problems.items():
            yield Finding(
                code=problem.code,
                severity=Severity.WARNING,
                vendor=vendors[row],
                criterion=column.criterion.id,
                source=column.answers[row].source,
                found=problem.found,
                values={"expected": problem.expected, "label": column.criterion.label},
            )


def untested_findings(vendors: Sequence[str], columns: Sequence[Column]) -> Iterator[Finding]:
    """A must that a vendor's missing answer leaves open.

    Parameters
    ----------
    vendors : sequence of str
        In the order of the columns' rows.
    columns : sequence of Column
        Of all criteria.

    Yields
    ------
    Finding
    """
    for column in columns:
        must = column.criterion.must
        if must is None:
            continue
        for row in column.untested.nonzero()[0].tolist():
            answer = column.answers[row]
            yield Finding(
                code="must-untested",
                severity=Severity.WARNING,
                vendor=vendors[row],
                criterion=column.criterion.id,
                source=answer.source,
                found=answer.text or None,
                values={"rule": must.text, "label": column.criterion.label},
            )


def settled(
    findings: Sequence[Finding], criteria: Criteria, shares: Mapping[str, float]
) -> tuple[Finding, ...]:
    """The findings with those about criteria without weight (and without a must) as mere notes.

    Parameters
    ----------
    findings : sequence of Finding
        Of reading and scoring.
    criteria : Criteria
        As read from criteria.yaml.
    shares : mapping of str to float
        Share of the whole by criterion.

    Returns
    -------
    tuple of Finding
    """
    shares = {**_shares_if_all_were_asked(criteria), **shares}
    with_must = {leaf.id for leaf in criteria.leaves() if leaf.must is not None}
    known = {leaf.id for leaf in criteria.leaves()}

    def matters(finding: Finding) -> bool:
        id = finding.criterion
        return id is None or id not in known or id in with_must or shares.get(id, 0.0) > 0

    return tuple(f if matters(f) else f.with_severity(Severity.INFO) for f in findings)


def _shares_if_all_were_asked(criteria: Criteria) -> dict[str, float]:
    try:
        return leaf_shares(criteria.weight_tree())
    except WeightError:
        return {}
