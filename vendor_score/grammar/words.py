"""The words of answers by what they do: roles, units, stopwords, items of lists.

The phrases stand in the lexica (``word.*``, ``metric.*``, ``time.*``, ``item.*`` ...).

Phrases are in lower case and simplified characters, as `clean` leaves text. They are loaded with
this module: nothing imports it before an answer is read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from vendor_score.grammar.numerals import fold
from vendor_score.wording import lexicon

__all__ = [
    "ARROWS",
    "BASES",
    "COUNT_NOUNS",
    "CURRENCIES",
    "EXCLUDING",
    "EXTREMES",
    "FALLING",
    "HIGHEST",
    "ITEMS",
    "METRICS",
    "PERCENTS",
    "PER_HUNDRED",
    "PHRASES",
    "RATES",
    "SCORES",
    "SEGMENTS",
    "STOPWORDS",
    "TIMES",
    "TYPING_SLIPS",
    "Role",
    "UnitWord",
    "contains_phrase",
    "synonyms",
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


# The words of units, currencies and price bases, as the lexica hold them.


@dataclass(frozen=True, slots=True)
class UnitWord:
    """What a unit word means: its dimension, the unit it is converted to, and the factor."""

    dimension: str
    unit: str
    factor: float = 1.0


TIMES: dict[UnitWord, tuple[str, ...]] = {
    UnitWord("time", "s", 0.001): lexicon.words("time.ms"),
    UnitWord("time", "s"): lexicon.words("time.s"),
    UnitWord("time", "min"): lexicon.words("time.min"),
    UnitWord("time", "min", 15.0): lexicon.words("time.quarter_hour"),
    UnitWord("time", "h"): lexicon.words("time.h"),
    UnitWord("time", "days"): lexicon.words("time.days"),
    UnitWord("time", "weeks"): lexicon.words("time.weeks"),
    UnitWord("time", "months"): lexicon.words("time.months"),
    UnitWord("time", "years", 10.0): lexicon.words("time.decade"),
    UnitWord("time", "months", 3.0): lexicon.words("time.quarter"),
    UnitWord("time", "years"): lexicon.words("time.years"),
}  # fmt: skip
TYPING_SLIPS = frozenset(lexicon.words("typing_slip"))
PERCENTS: dict[UnitWord, tuple[str, ...]] = {
    UnitWord("percent", "%"): lexicon.words("percent.hundredth"),
    UnitWord("percent", "%", 0.1): lexicon.words("percent.thousandth"),
    UnitWord("percent", "%", 0.01): lexicon.words("percent.ten_thousandth"),
    UnitWord("percent", "%", 10.0): lexicon.words("percent.tenth"),
}  # fmt: skip
# 百分之, 千分之: before the number, with what one of them is in percent.
PER_HUNDRED = {
    phrase: float(scale)
    for scale, phrases in lexicon.group("per_hundred").items()
    for phrase in phrases
}
SCORES: dict[UnitWord, tuple[str, ...]] = {
    UnitWord("score", "points"): lexicon.words("score.points"),
}  # fmt: skip
# Nouns that only say what is counted.
COUNT_NOUNS = lexicon.words("counted")
CURRENCIES = lexicon.group("currency_word")
BASES = lexicon.group("price_basis")
# One word that says per what.
RATES: dict[UnitWord, tuple[str, ...]] = {
    UnitWord("time", "h"): lexicon.words("rate.h"),
    UnitWord("time", "days"): lexicon.words("rate.days"),
    UnitWord("time", "months"): lexicon.words("rate.months"),
    UnitWord("time", "years"): lexicon.words("rate.years"),
}  # fmt: skip


# Words that may stand beside an answer without changing what it says.

STOPWORDS = lexicon.words("stopword")


# Items of lists as people write them: certificates, platforms, channels, languages.


def _named(*items: str) -> dict[str, tuple[str, ...]]:
    """Item to the names it goes by, in the lexica as ``item.ISO27001``."""
    return {item: lexicon.words(f"item.{item}") for item in items}


CERTIFICATES = _named(
    "ISO27001", "ISO27701", "ISO9001", "ISO18295", "SOC2", "PCI_DSS", "MLPS2", "MLPS3", "COPC",
)  # fmt: skip
PLATFORMS = _named(
    "taobao", "tmall", "jd", "douyin", "pdd", "kuaishou", "xiaohongshu",
)  # fmt: skip
CHANNELS = _named(
    "voice", "chat", "email", "social",
)  # fmt: skip
LANGUAGES = _named(
    "zh", "yue", "en", "ja", "ko", "fr", "de", "es", "pt", "it", "ru", "ar", "th", "vi", "id",
    "ms", "tl", "hi", "tr", "nl", "pl",
)  # fmt: skip
ITEMS = {**CERTIFICATES, **PLATFORMS, **CHANNELS, **LANGUAGES}


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """For every folded name, id included, the names of the same item."""
    table: dict[str, tuple[str, ...]] = {}
    for item, names in ITEMS.items():
        for name in (item, *names):
            table[fold(name)] = (item, *names)
    return table


def contains_phrase(text: str, phrases: Sequence[str]) -> bool:
    """Whether a clean text holds one of the phrases; those of letters as whole words.

    Chinese ones are held anywhere, since nothing parts Chinese words.
    """
    padded = f" {text} "
    return any(
        re.search(rf"(?<![a-z]){re.escape(p)}(?![a-z])", padded)
        if p.isascii()
        else p in text and (not _is_word(p) or re.search(rf"\b{re.escape(p)}\b", text))
        for p in phrases
    )


def _is_word(phrase: str) -> bool:
    return phrase[0].isalpha() and lexicon.parts_words(phrase[0])
