"""Signing steps as a calendar (RFC 5545): the same bytes for the same plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from hashlib import sha256

from vendor_score.contract.records import Step
from vendor_score.wording import Lang, text

__all__ = ["calendar_text"]

_LINE_BYTES = 75
_ALARM_DAYS = 3


def calendar_text(steps: Iterable[Step], lang: Lang, *, project: str = "") -> str:
    r"""All-day events with an alarm three days before each.

    Parameters
    ----------
    steps : iterable of Step
        The first is the decision, whose day stamps every event.
    lang : str
    project : str, optional
        Tells the events of one project from those of another, so that a file that is loaded again
        replaces its own events alone.

    Returns
    -------
    str
        With CRLF line ends, as the form wants them.

    Notes
    -----
    RFC 5545 3.1: lines are folded at 75 bytes, never inside a character; 3.6.1: the end of an
    all-day event is the day after it.
    """
    listed = tuple(steps)
    digest = sha256(project.encode()).hexdigest()[:16]
    stamp = listed[0].date.strftime("%Y%m%dT000000Z") if listed else ""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//vendor-score//signing//EN"]
    for step in listed:
        lines += _event(step, lang, f"{step.id}@{digest}", stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(step: Step, lang: Lang, uid: str, stamp: str) -> list[str]:
    day = step.date
    about = text("contract.step.about", lang, owner=step.owner(lang), proof=step.proof(lang))
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + dt.timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(step.title(lang))}",
        f"DESCRIPTION:{_escaped(about)}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escaped(step.title(lang))}",
        f"TRIGGER:-P{_ALARM_DAYS}D",
        "END:VALARM",
        "END:VEVENT",
    ]


def _escaped(words: str) -> str:
    for sign in ("\\", ",", ";"):
        words = words.replace(sign, f"\\{sign}")
    return words.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 bytes; those after the first begin with a blank."""
    piece = ""
    for character in line:
        if len(f"{piece}{character}".encode()) > _LINE_BYTES:
            yield piece
            piece = " "
        piece += character
    yield piece
