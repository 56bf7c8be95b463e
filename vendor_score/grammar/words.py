"""The words of answers by what they do; the phrases stand in the lexica (``word.*``, ``metric.*``).

Phrases are in lower case and simplified characters, as `clean` leaves text. They are loaded with
this module: nothing imports it before an answer is read.
"""

from __future__ import annotations

from enum import StrEnum

from vendor_score.wording import lexicon

__all__ = [
    "ARROWS",
    "EXCLUDING",
    "EXTREMES",
    "FALLING",
    "HIGHEST",
    "METRICS",
    "PHRASES",
    "SEGMENTS",
    "Role",
    "words",
]


class Role(StrEnum):
    """What a token does in an answer."""

    NUMBER = "number"
    CLOCK = "clock"
    UNIT = "unit"
    COUNTER = "counter"
    HALF = "half"
    PER_HUNDRED = "per_hundred"  # 百分之, before the number
    UPPER_BEFORE = "upper_before"
    UPPER_AFTER = "upper_after"
    UPPER = "upper"  # before or after the number
    LOWER_BEFORE = "lower_before"
    LOWER_AFTER = "lower_after"
    LOWER = "lower"
    APPROX_BEFORE = "approx_before"
    APPROX_AFTER = "approx_after"
    APPROX = "approx"
    RANGE = "range"
    PLUS_MINUS = "plus_minus"
    BETWEEN = "between"
    FROM = "from"
    AND = "and"
    PER = "per"
    SHARE = "share"  # 一半
    RATE = "rate"  # 每月, monthly
    SLASH = "slash"
    STOP = "stop"  # , ; newline: a new statement begins
    OPEN = "open"
    CLOSE = "close"
    METRIC = "metric"
    SEGMENT = "segment"
    TARGET = "target"
    PERIOD = "period"
    RECENT = "recent"
    EVIDENCE = "evidence"
    TAX_INCLUDED = "tax_included"
    TAX_EXCLUDED = "tax_excluded"
    NEGOTIABLE = "negotiable"
    PENDING = "pending"
    REFUSED = "refused"
    VAGUE = "vague"
    REFERENCE = "reference"
    CHANGE = "change"
    INDUSTRY = "industry"
    ABOVE = "above"
    BELOW = "below"
    NO = "no"
    PLANNED = "planned"
    FULL = "full"  # 满分
    OUT_OF = "out_of"
    SCALE = "scale"  # 百分制
    FREE = "free"
    CURRENCY = "currency"
    BASIS = "basis"
    FILLER = "filler"
    UNKNOWN = "unknown"


def words(table: str) -> tuple[str, ...]:
    """The phrases of a comma-separated table."""
    return tuple(phrase for part in table.split(",") if (phrase := " ".join(part.split())))


_TABLES = (
    Role.UPPER_BEFORE,
    Role.UPPER_AFTER,
    Role.UPPER,
    Role.LOWER_BEFORE,
    Role.LOWER_AFTER,
    Role.LOWER,
    Role.APPROX_BEFORE,
    Role.APPROX_AFTER,
    Role.RANGE,
    Role.PLUS_MINUS,
    Role.BETWEEN,
    Role.FROM,
    Role.AND,
    Role.SLASH,
    Role.STOP,
    Role.OPEN,
    Role.CLOSE,
    Role.HALF,
    Role.COUNTER,
    Role.TARGET,
    Role.PERIOD,
    Role.RECENT,
    Role.EVIDENCE,
    Role.TAX_INCLUDED,
    Role.TAX_EXCLUDED,
    Role.NEGOTIABLE,
    Role.NO,
    Role.CHANGE,
    Role.INDUSTRY,
    Role.ABOVE,
    Role.BELOW,
    Role.FULL,
    Role.OUT_OF,
    Role.FREE,
    Role.PER,
)
PHRASES: dict[Role, tuple[str, ...]] = {role: lexicon.words(f"word.{role}") for role in _TABLES}

FALLING = frozenset(lexicon.words("falling"))
HIGHEST = lexicon.words("highest")
ARROWS = frozenset({"->", "-->", "→", "=>", "⇒"})

# What an answer may measure beside the question that was asked; labels of several parts.
METRICS = lexicon.group("metric")

# The end of what happens; a bound, on the side that depends on what is asked.
EXTREMES = lexicon.group("extreme")
EXCLUDING = frozenset(lexicon.words("excluding"))

# The circumstance or the part of the work that a number holds for.
SEGMENTS = lexicon.group("segment")
