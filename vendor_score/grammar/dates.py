"""Dates: 2016-05, 2016年5月, May 2016. A date reads as the stretch of days that it names."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from vendor_score.grammar.result import Result, no_value, unreadable

__all__ = ["is_date_text", "read_date"]

MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name}
MONTH_NAME = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
YEAR = r"(?P<year>(?:19|20)\d{2})"
FORMS = (
    re.compile(
        rf"{YEAR}\s?[-/.年]\s?(?P<month>\d{{1,2}})\s?"
        rf"(?:[-/.月]\s?(?P<day>\d{{1,2}})\s?[日号]?|月)?(?:份)?(?:[ t]\d{{1,2}}:\d{{2}}"
        rf"(?::\d{{2}})?)?"
    ),
    re.compile(rf"{YEAR}(?P<month>\d{{2}})(?P<day>\d{{2}})?"),
    re.compile(rf"{MONTH_NAME}\s?(?P<day>\d{{1,2}})?(?:st|nd|rd|th)?\s?,?\s?{YEAR}"),
    re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]?{MONTH_NAME},?[\s-]?{YEAR}"),
    re.compile(rf"(?P<first>\d{{1,2}})[/.-](?P<second>\d{{1,2}})[/.-]{YEAR}"),
    re.compile(rf"(?P<month>\d{{1,2}})[/.-]{YEAR}"),
    re.compile(rf"{YEAR}\s?年?"),
)
BESIDE = re.compile(
    r"(?:成立|创立|注册|创建|始|建)?于|成立时间|注册时间|成立日期|公司|我司|成立|创立"
    r"|注册|创建|founded|established|incorporated|registered|since|in|on|from|自|起"
    r"|[:()。.,\s]|date|约|about|年"
)
TYPED_DATE = re.compile(
    r"(?:(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?[日号]?"
    r"(?:[ t]\d{1,2}:\d{2}(?::\d{2})?(?:\.0+)?)?"
    r"|\d{1,2}月\d{1,2}[日号]|\d{1,2}-(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*-\d{1,2}"
    r"|\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d{2}(?: \d{1,2}:\d{2}(?::\d{2})?)?)\Z"
)


def is_date_text(text: str) -> bool:
    """Whether a clean answer is a whole date, as a spreadsheet writes a typed 3-5."""
    return TYPED_DATE.match(text) is not None


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
        month = str(MONTHS[str(fields["name"])])
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
