"""What has run out: expired, revoked, valid until a day that lies before the reference date."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from vendor_score.grammar.words import contains_phrase
from vendor_score.wording import lexicon

__all__ = ["EXPIRY", "drop_denials", "last_day", "says_expired"]

EXPIRY = re.compile(
    r"(?:有效期|有效|valid|expir|exp\b|到期)[^\d,;]{0,14}20\d\d"
    r"|20\d\d[\d年月日.\-/ ]{0,9}(?:底)?(?:到期|过期)"
)
"""A clause that names the day until which something holds."""
DAY = re.compile(
    r"(?P<year>20\d\d)(?:\s?[-/.年]\s?(?P<month>1[0-2]|0?[1-9])(?!\d)"
    r"(?:\s?[-/.月]\s?(?P<day>3[01]|[12]\d|0?[1-9])(?!\d))?)?"
)


def last_day(text: str) -> dt.date | None:
    """The last day that a clause on validity names; None where it names none.

    A month or a year counts to its end. Of several days the latest counts: a stretch of validity
    begins with the earlier one.
    """
    found = EXPIRY.search(text)
    if found is None:
        return None
    days = [_end_of(match) for match in DAY.finditer(text[found.start() :])]
    return max((day for day in days if day is not None), default=None)


def _end_of(match: re.Match[str]) -> dt.date | None:
    year, month = int(match["year"]), int(match["month"] or 12)
    last = calendar.monthrange(year, month)[1]
    day = int(match["day"] or last)
    return dt.date(year, month, day) if day <= last else None


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
        text = EXPIRY.sub(" ", text)  # 2027年到期: it will, and does not say that it has
    elif day is not None:
        return True
    return contains_phrase(drop_denials(text), lexicon.words("expired"))


def drop_denials(text: str) -> str:
    """A clean text without 未过期 and not expired, whose "not" denies nothing else."""
    for denied in lexicon.words("expired.denied"):
        text = text.replace(denied, " ")
    return text
