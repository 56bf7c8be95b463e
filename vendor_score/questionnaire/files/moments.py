"""Dates, times and durations behind serial numbers."""

from __future__ import annotations

import datetime as dt

from vendor_score.questionnaire.files.format_tokens import Section, Token, literal

__all__ = ["DAY", "MAC_EPOCH_SHIFT", "iso_date", "read_moment", "serial_of"]

DAY = 86_400
MAC_EPOCH_SHIFT = 1462
"""Days between the 1904 and the 1900 date system."""

EPOCH = dt.date(1899, 12, 30).toordinal()
FALSE_LEAP_DAY = 60
"""29 February 1900: Excel's calendar has it, no other does."""

LAST_SERIAL = 2_958_465  # 9999-12-31
NOON = 12


def read_moment(section: Section, serial: float) -> tuple[str, str, float]:
    """Kind, text and number of a serial in a date, time or duration format.

    A date is written as ISO 8601, with the time of day where it has one; a time of day and a
    duration as the format writes them, their number in seconds.
    """
    if section.kind == "date":
        return "date", iso_date(serial), serial
    if section.kind == "time":
        serial -= serial // 1
    seconds = round(serial * DAY, 6)
    if seconds == int(seconds):
        seconds = float(int(seconds))
    return section.kind, _clock(section.tokens, seconds), seconds


def iso_date(serial: float) -> str:
    """``2025-05-03``, with ``08:30:00`` behind it where there is a time of day."""
    day, seconds = divmod(round(serial * DAY), DAY)
    if not 0 <= day <= LAST_SERIAL:
        return "#####"
    if day == 0:
        date = "1900-01-00"
    elif day == FALSE_LEAP_DAY:
        date = "1900-02-29"
    else:
        date = dt.date.fromordinal(EPOCH + day + (day < FALSE_LEAP_DAY)).isoformat()
    if not seconds:
        return date
    return f"{date} {seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def serial_of(iso: str) -> float | None:
    """The serial day of an ISO date or date and time, None for anything else."""
    try:
        moment = dt.datetime.fromisoformat(iso)
    except ValueError:
        return None
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1e6
    day = moment.toordinal() - EPOCH
    return day - (0 < day <= FALSE_LEAP_DAY) + seconds / DAY


def _clock(tokens: list[Token], seconds: float) -> str:
    """Hours, minutes and seconds as the tokens ask; tenths where the format has them."""
    decimals = max(
        (len(mark.partition(".")[2]) for kind, mark in tokens if kind == "moment"), default=0
    )
    minus = "-" if seconds < 0 else ""
    shows_seconds = any(mark.strip("[")[:1] in "sS" for kind, mark in tokens if kind != "literal")
    rest = round(abs(seconds), decimals)
    if not shows_seconds:
        rest = rest // 60 * 60
    afternoon = any(kind == "ampm" for kind, _ in tokens)
    return minus + "".join(_part(token, rest, decimals, afternoon) for token in tokens)


def _part(token: Token, seconds: float, decimals: int, afternoon: bool) -> str:  # noqa: FBT001
    kind, mark = token
    whole = int(seconds)
    if kind == "ampm":
        morning, _, evening = mark.partition("/")
        return evening if whole // 3600 % 24 >= NOON else morning
    if kind == "elapsed":
        unit = {"h": 3600, "m": 60, "s": 1}[mark[1].lower()]
        return str(whole // unit).rjust(len(mark) - 2, "0")
    if kind == "minute":
        return str(whole // 60 % 60).rjust(len(mark), "0")
    if kind != "moment":
        return literal(token)
    letter = mark[0].lower()
    if letter == "h":
        hour = whole // 3600 % 24
        return str((hour % 12 or 12) if afternoon else hour).rjust(len(mark), "0")
    places = len(mark.partition(".")[0])
    fraction = f"{seconds % 1:.{decimals}f}"[1:] if "." in mark else ""
    return str(whole % 60).rjust(places, "0") + fraction
