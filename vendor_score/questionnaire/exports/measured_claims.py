"""What a vendor claims beside what the export of its chat back end measures.

The vendor's word stays and is scored; a measure beyond it is a warning with both. Which of them
counts is for the buyer to say, since a file that the vendor hands in can be edited.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from vendor_score.findings import Finding, Severity
from vendor_score.questionnaire.questions import QuestionMatcher, alnum
from vendor_score.questionnaire.sheets.located_answers import MeasuredFigure
from vendor_score.questionnaire.vendors import core_key, name_key
from vendor_score.records import Answer, AnswerState, Reading

__all__ = ["compare_claims"]

_SECONDS = {"s": 1.0, "min": 60.0, "h": 3600.0}
_TOLERANCE = 0.1
"""Share by which a time may differ: it has no interval, and periods are not quite the same."""
_ROUNDING = 0.5
"""Points of a percentage that a claim may be rounded by."""
_LEAST_NAME, _LEAST_WORD = 2, 4


def compare_claims(
    measured: Iterable[MeasuredFigure],
    given: Mapping[str, Mapping[str, Answer]],
    matcher: QuestionMatcher,
) -> Iterator[Finding]:
    """Warn of claims that lie outside what an export measures.

    Parameters
    ----------
    measured
        Figures of the exports of chat back ends.
    given
        Answers by vendor and question.
    matcher
        Says which question a column's heading asks; near matches do not count.

    Yields
    ------
    Finding
        With the claim as found, and the measure with what it was made from.
    """
    for figure in measured:
        match = matcher.exact(figure.heading)
        vendor = _vendor_of(figure, given)
        if match is None or match.is_ambiguous or vendor is None:
            continue
        answer = given[vendor].get(match.id)
        if answer is None or answer.state is not AnswerState.ANSWERED or answer.reading is None:
            continue
        if _differs(answer.reading, figure):
            yield Finding(
                code="claim-differs",
                severity=Severity.WARNING,
                vendor=vendor,
                criterion=match.id,
                source=answer.source,
                found=answer.text.strip(),
                values={"measure": figure.shown, "export": str(figure.source)},
            )


def _vendor_of(figure: MeasuredFigure, given: Mapping[str, Mapping[str, Answer]]) -> str | None:
    """Whose figure it is: as the export says, or its file; None where that is not certain."""
    if figure.vendor is not None:
        key = name_key(figure.vendor)
        return next((name for name in given if name_key(name) == key), None)
    file = figure.source.file or ""
    within = [
        name
        for name, answers in given.items()
        if any(answer.source.file == file for answer in answers.values())
    ]
    if within:
        return within[0] if len(within) == 1 else None
    stem = alnum(PurePosixPath(file).stem.casefold())
    named = [name for name in given if _short_name(name) in stem]
    if named or len(given) > 1:
        return named[0] if len(named) == 1 else None
    return next(iter(given), None)


def _short_name(vendor: str) -> str:
    """How files are named for a vendor: its first word, or the first characters of a Chinese name.

    Where that fits two vendors it names neither.
    """
    core = core_key(vendor)
    first = alnum(vendor.casefold().split()[0]) if vendor.split() else core
    return first if first.isascii() and len(first) >= _LEAST_WORD else core[:_LEAST_NAME] or core


def _differs(reading: Reading, figure: MeasuredFigure) -> bool:
    """Whether claim and measure have no value in common; an open side of the claim has no end."""
    low, high = reading.low, reading.high
    if figure.unit == "s":
        factor = _SECONDS.get(reading.unit or "")
        if factor is None:
            return False
        least, most = figure.low * (1 - _TOLERANCE), figure.high * (1 + _TOLERANCE)
    elif reading.unit == figure.unit:
        factor, least, most = 1.0, figure.low - _ROUNDING, figure.high + _ROUNDING
    else:
        return False
    is_below = high is not None and high * factor < least
    is_above = low is not None and low * factor > most
    return is_below or is_above
