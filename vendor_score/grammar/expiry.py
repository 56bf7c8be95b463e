"""What has run out: expired, revoked, valid until a day that lies before the reference date."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import cache

from vendor_score.grammar.words import contains_phrase
from vendor_score.wording import lexicon

__all__ = ["begins_later", "drop_denials", "drop_expiry", "last_day", "says_expired"]

_NUMBER = r"(?P<month{n}>1[0-2]|0?[1-9])(?!\d)"
_DAY = r"(?P<day{n}>3[01]|[12]\d|0?[1-9])"
_FAR = 14  # characters between "valid until" and its date


@cache
def _months() -> dict[str, int]:
    return {word: int(number) for word, number in lexicon.meanings("month").items()}


@cache
def _dates() -> re.Pattern[str]:
    """2026-11-30, 30 June 2026, June 30, 2026, 06/2026, 2026."""
    name = r"(?P<name{n}>{month.*})[a-z]*\.?"
    year, month = "(?:[-/.]|{date.year})", "(?:[-/.]|{date.month})"
    forms = (
        rf"(?P<year0>20\d\d)(?:\s?{year}\s?{_NUMBER}(?:\s?{month}\s?{_DAY}(?!\d))?)?",
        rf"(?<!\d){_DAY}{{date.ordinal}}?[\s-]{name},?[\s-](?P<year1>20\d\d)",
        rf"\b{name}\s{_DAY}{{date.ordinal}}?,?\s(?P<year2>20\d\d)",
        rf"\b{name},?[\s-](?P<year3>20\d\d)",
        rf"(?<!\d)(?:{_DAY}[/.-])?{_NUMBER}[/.-](?P<year4>20\d\d)",
    )
    return lexicon.regex("|".join(form.replace("{n}", str(n)) for n, form in enumerate(forms)))


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a date to which something holds, and what stands behind one."""
    before = lexicon.pattern("expiry.before")
    return (
        re.compile(rf"(?:{before})[^\d,;]{{0,{_FAR}}}\Z"),
        lexicon.regex(r"(?:[\s)]|{expiry.beside}){0,4}{expiry.after:words}"),
    )


def last_day(text: str) -> dt.date | None:
    """The last day that a clause on validity names; None where it names none.

    A month or a year counts to its end. Of several days the latest counts: a stretch of validity
    begins with the earlier one.
    """
    found = [match for match in _dates().finditer(text) if _is_end(match, text)]
    if not found:
        return None
    begin = found[0].start()
    days = [_end_of(match) for match in _dates().finditer(text) if match.start() >= begin]
    return max((day for day in days if day is not None), default=None)


def _is_end(match: re.Match[str], text: str) -> bool:
    before, after = _cues()
    return bool(before.search(text[: match.start()]) or after.match(text[match.end() :]))


def _end_of(match: re.Match[str]) -> dt.date | None:
    parts = {k.rstrip("01234"): v for k, v in match.groupdict().items() if v is not None}
    year = int(parts["year"])
    month = int(parts.get("month") or _months().get(parts.get("name", ""), 12))
    last = calendar.monthrange(year, month)[1]
    day = int(parts.get("day") or last)
    return dt.date(year, month, day) if day <= last else None


def begins_later(text: str, reference: dt.date | None) -> bool:
    """Whether a clean text says that something begins after the reference date: from 2027."""
    if reference is None:
        return False
    before, after = _starts()
    return any(
        first is not None and first > reference
        for match in _dates().finditer(text)
        if before.search(text[: match.start()]) or after.match(text[match.end() :])
        for first in [_begin_of(match)]
    )


@cache
def _starts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before the day from which something holds, and what stands behind it."""
    before = lexicon.pattern("start.before")
    return (
        re.compile(rf"(?:{before})\s?\Z"),
        lexicon.regex(r"(?:[\s)]|{expiry.beside}){0,4}{start.after:words}"),
    )


def _begin_of(match: re.Match[str]) -> dt.date | None:
    """The first day of the day, month or year that a date names."""
    last = _end_of(match)
    parts = {k.rstrip("01234"): v for k, v in match.groupdict().items() if v is not None}
    if last is None or "day" in parts:
        return last
    has_month = "month" in parts or "name" in parts
    return last.replace(day=1) if has_month else last.replace(month=1, day=1)


def drop_expiry(text: str) -> str:
    """A clean text without the clauses that name the day until which something holds."""
    before, after = _cues()
    for match in reversed(list(_dates().finditer(text))):
        if not _is_end(match, text):
            continue
        cue = before.search(text[: match.start()])
        behind = after.match(text[match.end() :])
        begin = cue.start() if cue else match.start()
        end = match.end() + (behind.end() if behind else 0)
        text = f"{text[:begin]} {text[end:]}"
    return text


def says_expired(text: str, reference: dt.date | None) -> bool:
    """Whether a clean text says that something no longer holds.

    Parameters
    ----------
    text
        The answer, as `vendor_score.grammar.clean.clean` leaves it.
    reference
        The day to which validity counts; without one only words such as expired say so.
    """
    day = last_day(text)
    if day is not None and (reference is None or day >= reference):
        text = drop_expiry(text)  # 2027年到期: it will, and does not say that it has
    elif day is not None:
        return True
    return contains_phrase(drop_denials(text), lexicon.words("expired"))


def drop_denials(text: str) -> str:
    """A clean text without 未过期 and not expired, whose "not" denies nothing else."""
    for denied in lexicon.words("expired.denied"):
        text = text.replace(denied, " ")
    return text
