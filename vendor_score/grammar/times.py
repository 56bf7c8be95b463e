"""Times: how long (20秒, within 2 minutes), years in the field or of founding, and dates."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from vendor_score.grammar.figures import (
    Asked,
    choose,
    find_non_answer,
    finish_reading,
    levels_of,
    scaled,
    state_answer,
    why_no_value,
    without_periods,
)
from vendor_score.grammar.numerals import CHINESE
from vendor_score.grammar.quantities import EARLIEST_YEAR, LATEST_YEAR, Quantity
from vendor_score.grammar.statements import Part, Statement, is_long_time
from vendor_score.grammar.words import Result, Role, contains_phrase, no_value, unreadable
from vendor_score.units import SECONDS, convert
from vendor_score.wording import lexicon

__all__ = [
    "begins_later",
    "date_year",
    "drop_denials",
    "drop_expiry",
    "founding_year",
    "in_time",
    "is_date_text",
    "last_day",
    "read_date",
    "read_duration",
    "read_time",
    "read_years",
    "says_expired",
]

# 20,30秒 is a list of two times; a decimal comma before seconds is hardly ever meant.
TWO_TIMES = lexicon.regex(r"(?<![\d.,])(\d{2,3}),(\d{2})(?=\s?(?:s\b|{unit.s}))")

# 2 business hours are two hours, of those in which somebody works. Behind no number the words are
# a circumstance: 20s during business hours.
LARGEST_TIME = 1e10
"""Seconds, some three hundred years: beyond, a number is no length of time."""
WORKING_HOURS = lexicon.regex(
    rf"(?P<number>\d[\d.,]*|(?:[{''.join(sorted(CHINESE))}]|{{number.half}})+"
    r"|\b(?:{number.a}|{number_word.*}))\s?{working_hour}"
)
# 3 business days are days on which somebody works; how many hours of waiting is not said.
WORKING_DAYS = lexicon.regex(
    rf"(?:\d|{{number.half}}|{{number.a}}|{{number_word.*}}|[{''.join(sorted(CHINESE))}])"
    r"\s?{working_day}"
)

HOURS_AND_MINUTES = re.compile(r"(?P<h>\d{1,3}):(?P<m>[0-5]\d)")


def read_duration(text: str, asked: Asked) -> Result:
    """Read a clean answer as a length of time, in seconds.

    Parameters
    ----------
    text
        The answer, as `clean` leaves it.
    asked
        What is asked for; a bare number is in ``asked.bare``, else ``asked.unit``, else seconds.
    """
    clock = HOURS_AND_MINUTES.fullmatch(text)
    if clock is not None and (asked.bare or asked.unit) == "h":
        text = f"{clock['h']} h {clock['m']} min"  # 24:00 of hours is no 24 minutes
    text, working = WORKING_HOURS.subn(r"\g<number> h", text)
    statement = state_answer(TWO_TIMES.sub(r"\1;\2", text), "duration")
    unit = asked.bare or asked.unit
    bare = unit if unit in SECONDS else "s"
    result = find_non_answer(statement) or read_time(statement, asked, bare, "s")
    if max(result.low or 0.0, result.high or 0.0) > LARGEST_TIME:
        return unreadable("out_of_scale")
    if (working or WORKING_DAYS.search(text)) and (
        result.low is not None or result.high is not None
    ):
        return replace(result, flags=result.flags | {"conditional"})
    return result


def read_time(statement: Statement, asked: Asked, bare: str, into: str) -> Result:
    """A length of time in the unit ``into``; bare numbers are in ``bare``."""
    if any(t.role is Role.UNIT for t in statement.rates):
        return unreadable("rate")
    levels, extra = levels_of(statement)
    if not levels:
        return no_value(*extra) if extra else why_no_value(statement)
    parts, period = without_periods(levels)
    converted = [in_time(p, bare, into) for p in parts]
    if any(p is None for p in converted):
        return unreadable("other_unit")
    choice = choose([p for p in converted if p is not None], asked.about)
    return finish_reading(choice, statement, into, [*extra, *(["period"] if period else [])])


def in_time(part: Part, bare: str, into: str) -> Part | None:
    """The part converted to a unit of time; None where its unit is none of time."""
    quantity = part.quantity
    unit = quantity.unit
    if unit is not None and unit.dimension != "time":
        return None
    if unit is None:
        factor, flags = convert(1.0, bare, into), quantity.flags | {"unit_assumed"}
    else:
        factor, flags = convert(unit.factor, unit.unit, into), quantity.flags
    converted = scaled(quantity, factor)
    if flags != quantity.flags:
        converted = replace(converted, flags=flags)
    return part if converted is quantity else replace(part, quantity=converted)


# Years in the field, or the year of founding: 8年, since March 2016, 2016年成立.

LONGEST_HISTORY = 150  # years; beyond, a number is hardly one of years
SHORT_YEAR = lexicon.regex(r"[^\d]*{founding.short_year.pattern}[^\d]*")
# Founded 2016-03-15, since March 2016: the year is enough.
FOUNDING_DATE = lexicon.regex(
    r"((?:19|20)\d\d)(?:[-/.]|{date.year})(?:0?[1-9]|1[0-2])"
    r"(?:(?:[-/.]|{date.month})(?:[0-2]?\d|3[01]){date.day}?|{date.month})?(?=\s?{founding.behind})"
)
MONTH_BEFORE_YEAR = lexicon.regex(r"\b{month.*}[a-z]*\.?,? (?=(?:19|20)\d\d\b)")
# founded 15 March 2016: the day goes first, then the month.
DAY_BEFORE_MONTH = lexicon.regex(
    r"\b\d{1,2}{date.ordinal}?[ -](?={month.*}[a-z]*\.?,?[ -](?:19|20)\d\d\b)"
)


def read_years(text: str, asked: Asked) -> Result:
    """Read a clean answer as years in the field, or as the year of founding (its own unit)."""
    if SHORT_YEAR.fullmatch(text):
        return no_value("ambiguous")  # 16年成立: in 2016, or 16 years ago?
    text = MONTH_BEFORE_YEAR.sub("", DAY_BEFORE_MONTH.sub("", FOUNDING_DATE.sub(r"\1", text)))
    statement = state_answer(text, "years")
    return find_non_answer(statement) or _founded_or_counted(statement, asked)


def _founded_or_counted(statement: Statement, asked: Asked) -> Result:
    """Years in the field, or the year of founding as its own unit."""
    years = [p for p in statement.parts if _is_founding(p.quantity, asked.latest_year)]
    if years:
        others = [p for p in statement.parts if p not in years and not is_long_time(p.quantity)]
        if others:
            return unreadable("several_numbers")
        year = years[0].quantity.written[0]
        if any(p.quantity.written[0] != year or "range" in p.quantity.flags for p in years):
            return no_value("ambiguous")
        told = [p for p in statement.parts if p not in years and _is_years(p)]
        return _counted_since(year, told, statement, asked) if told else founding_year(year)
    unit = asked.bare or asked.unit
    result = read_time(statement, asked, unit if unit in SECONDS else "years", "years")
    if max(result.low or 0.0, result.high or 0.0) > LONGEST_HISTORY:
        return no_value("ambiguous")
    return result


def _counted_since(year: float, told: Sequence[Part], statement: Statement, asked: Asked) -> Result:
    """10 years (since 2014): the number of years counts, unless it goes back beyond the year.

    Where both say the same, or no reference date tells, the year counts: it stays true.
    """
    result = read_time(replace(statement, parts=tuple(told)), asked, "years", "years")
    if asked.latest_year == LATEST_YEAR or result.low is None:
        return founding_year(year)
    beyond = result.low - (asked.latest_year - year)
    if beyond > 1:
        return no_value("ambiguous")
    return founding_year(year) if beyond >= -1 else result


def founding_year(year: float) -> Result:
    """The year from which years are counted; it has a unit of its own."""
    flags = frozenset({"founding_year"})
    return Result(low=float(year), high=float(year), unit="founding_year", flags=flags)


def _is_years(part: Part) -> bool:
    unit = part.quantity.unit
    return unit is not None and unit.unit == "years" and not part.recent


def _is_founding(quantity: Quantity, latest: int) -> bool:
    """2016, 2016年, 2016年5月: a year, not that many years."""
    value = quantity.written[0] if quantity.written else 0.0
    is_time = quantity.unit is None or quantity.unit.dimension == "time"
    return is_time and value == int(value) and EARLIEST_YEAR <= value <= latest


# Dates: 2016-05, 2016年5月, May 2016. A date reads as the stretch of days that it names.

MONTHS = lexicon.meanings("month")
MONTH_NAME = r"(?P<name>{month.*})[a-z]*\.?"
YEAR = r"(?P<year>(?:19|20)\d{2})"
FORMS = (
    lexicon.regex(
        rf"{YEAR}\s?(?:[-/.]|{{date.year}})\s?(?P<month>\d{{1,2}})\s?"
        r"(?:(?:[-/.]|{date.month})\s?(?P<day>\d{1,2})\s?{date.day}?|{date.month})?"
        r"{date.month_behind}?(?:[ t]\d{1,2}:\d{2}(?::\d{2})?)?"
    ),
    re.compile(rf"{YEAR}(?P<month>\d{{2}})(?P<day>\d{{2}})?"),
    lexicon.regex(rf"{MONTH_NAME}\s?(?P<day>\d{{1,2}})?{{date.ordinal}}?\s?,?\s?{YEAR}"),
    lexicon.regex(rf"(?P<day>\d{{1,2}}){{date.ordinal}}?[\s-]?{MONTH_NAME},?[\s-]?{YEAR}"),
    re.compile(rf"(?P<first>\d{{1,2}})[/.-](?P<second>\d{{1,2}})[/.-]{YEAR}"),
    re.compile(rf"(?P<month>\d{{1,2}})[/.-]{YEAR}"),
    lexicon.regex(rf"{YEAR}\s?{{date.year}}?"),
)
BESIDE = lexicon.regex(r"{founding.beside}|[:()。.,\s]")
TYPED_DATE = lexicon.regex(
    r"(?:(?:19|20)\d{2}\s?(?:[-/.]|{date.year})\s?\d{1,2}\s?(?:[-/.]|{date.month})\s?\d{1,2}"
    r"\s?{date.day}?(?:[ t]\d{1,2}:\d{2}(?::\d{2})?(?:\.0+)?)?"
    r"|\d{1,2}{date.month}\d{1,2}{date.day}|\d{1,2}-{month.*}[a-z]*"
    r"|{month.*}[a-z]*-\d{1,2}"
    r"|\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d{2}(?: \d{1,2}:\d{2}(?::\d{2})?)?)\Z"
)


def is_date_text(text: str) -> bool:
    """Whether a clean answer is a whole date, as a spreadsheet writes a typed 3-5."""
    return TYPED_DATE.match(text) is not None


def date_year(text: str) -> int | None:
    """The year of a clean answer that is a date; None where it is none."""
    read = read_date(text)
    return dt.date.fromordinal(int(read.low)).year if read.low is not None else None


def read_date(text: str) -> Result:
    """Read a clean answer as a date: first and last day that it may mean, as day ordinals."""
    for form in FORMS:
        match = form.search(text)
        if match is None or BESIDE.sub("", text[: match.start()] + text[match.end() :]):
            continue
        return _stretch(match.groupdict())
    return unreadable("no_date")


def _stretch(fields: dict[str, str | None]) -> Result:
    year, day = int(fields["year"] or 0), fields.get("day")
    month = fields.get("month")
    if fields.get("name"):
        month = MONTHS[str(fields["name"])]
    if fields.get("first"):
        first, second = int(fields["first"] or 0), int(fields["second"] or 0)
        if first <= 12 and second <= 12 and first != second:  # noqa: PLR2004
            return no_value("ambiguous")
        month, day = (str(second), str(first)) if first > 12 else (str(first), str(second))  # noqa: PLR2004
    try:
        begin = dt.date(year, int(month or 1), int(day or 1))
    except ValueError:
        return unreadable("no_date")
    if day:
        end = begin
    elif month:
        end = begin.replace(day=calendar.monthrange(begin.year, begin.month)[1])
    else:
        end = dt.date(year, 12, 31)
    flags = frozenset({"range"} if end > begin else ())
    return Result(
        low=float(begin.toordinal()), high=float(end.toordinal()), unit="date", flags=flags
    )


# What has run out: expired, revoked, valid until a day that lies before the reference date.

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
        The answer, as `vendor_score.grammar.numerals.clean` leaves it.
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
