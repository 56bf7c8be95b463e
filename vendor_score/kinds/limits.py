"""What a figure can be and what it usually is: impossible ones are slips, unusual ones claims."""

from __future__ import annotations

from dataclasses import replace

from vendor_score.grammar.asked import find_subject
from vendor_score.grammar.numerals import clean
from vendor_score.grammar.words import contains_phrase
from vendor_score.kinds.registry import kind_of
from vendor_score.kinds.scale import FOUNDING_YEAR
from vendor_score.records import Limits, Question, Reading
from vendor_score.wording import Label, both, lexicon

__all__ = ["IMPOSSIBLE", "UNUSUAL", "doubted", "limits_text"]

IMPOSSIBLE = "impossible"
UNUSUAL = "unusual"


def doubted(reading: Reading, question: Question) -> Reading:
    """The reading held to the limits of its question; an aim where a figure is asked is none.

    A figure that cannot be is none: it lies outside ``possible``, or its kind of answer rules it
    out (a first response of 0.2 ms). One outside ``plausible`` is read and flagged ``unusual``.
    The limits bind every stated end; an open side has none.
    """
    ends = _stated_ends(reading, question)
    if not ends:
        return reading
    if "target" in reading.flags and _is_aim(reading, question):
        return Reading(text=reading.text, kind=reading.kind, flags=("target",), reason="target")
    kind = kind_of(question.kind)
    if not _within(ends, question.possible) or any(
        kind.rules_out(end, reading, question) for end in ends
    ):
        return Reading(
            text=reading.text, kind=reading.kind, flags=("unreadable",), reason=IMPOSSIBLE
        )
    if _within(ends, question.plausible):
        return reading
    return replace(reading, flags=(*reading.flags, UNUSUAL))


def _is_aim(reading: Reading, question: Question) -> bool:
    """12秒（目标）, where what is measured is asked for; who promises a notice period keeps it."""
    if not contains_phrase(clean(reading.text), lexicon.words("target.aim")):
        return False
    words = (*question.label.values(), *question.text.values(), *question.aliases)
    return bool(find_subject([clean(word) for word in words], question.kind).metrics)


def limits_text(limits: Limits | None, unit: Label) -> Label | None:
    """Limits for people: ``5–300 s``, ``≥ 0``; None where there are none."""
    if limits is None:
        return None
    low, high = limits
    if low is None or high is None:
        figure = f"≤ {high:g}" if high is not None else f"≥ {low:g}"
    else:
        figure = f"{low:g}–{high:g}"
    return (
        both("language.figure_unit", figure=figure, unit=unit)
        if any(unit.values())
        else (Label.same(figure))
    )


def _stated_ends(reading: Reading, question: Question) -> tuple[float, ...]:
    """The ends that the answer states, in the question's unit; none where they do not convert."""
    kind = kind_of(question.kind)
    if not kind.has_limits or (reading.low is None and reading.high is None):
        return ()
    if kind.is_price:
        return tuple(end for end in (reading.low, reading.high) if end is not None)
    year = question.reference_date.year if question.reference_date else None
    try:
        low, high = kind.scale(question.unit, end=question.out_of, year=year).interval(reading)
    except ValueError:
        return ()
    is_turned = reading.unit == FOUNDING_YEAR
    stated = (reading.high, reading.low) if is_turned else (reading.low, reading.high)
    return tuple(end for end, own in zip((low, high), stated, strict=True) if own is not None)


def _within(ends: tuple[float, ...], limits: Limits | None) -> bool:
    if limits is None:
        return True
    low, high = limits
    return all((low is None or end >= low) and (high is None or end <= high) for end in ends)
