"""The words of answers by what they do: roles, units, denials, and answers that are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from vendor_score.grammar.numerals import clean, fold
from vendor_score.wording import lexicon

__all__ = [
    "ANYWHERE",
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
    "Result",
    "Role",
    "UnitWord",
    "contains_phrase",
    "denies_an_answer",
    "drop_harmless",
    "has_exception",
    "has_own_noun",
    "is_asked",
    "is_assent",
    "is_blank_form",
    "is_bound",
    "no_value",
    "synonyms",
    "unreadable",
    "whole_answer",
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


# What a negation denies: its own noun, which is seldom what the question asked for.

LEAST_SHARED = 2  # Chinese characters in a row that a word shares with the question
LEAST_LETTERS = 4  # of an English word, beyond which endings are left aside


@cache
def _harmless() -> re.Pattern[str]:
    """A denial, words between it and its noun, nouns, and words behind them."""
    denial = lexicon.pattern("denial", "denial.found")
    between = lexicon.pattern("denial.between")
    noun = lexicon.pattern("denied.objection", "denied.harmless")
    joint = lexicon.alternatives(lexicon.words("denial.joint"))
    behind = lexicon.pattern("denial.behind")
    contracted = lexicon.alternatives(lexicon.words("denial.contracted"))
    return re.compile(
        rf"(?:(?:{denial})|{contracted})[ ]?(?:(?:{between})[ ]?){{0,4}}"
        rf"(?P<noun>(?:{noun})(?:[ ]?(?:{joint})?[ ]?(?:{noun})){{0,3}})"
        rf"(?:[ ]?(?:{behind})){{0,3}}"
    )


@cache
def _assent() -> re.Pattern[str]:
    """Nothing but an objection that is denied."""
    denial = lexicon.pattern("denial")
    between = lexicon.pattern("denial.between")
    noun = lexicon.pattern("denied.objection")
    behind = lexicon.pattern("denial.behind")
    contracted = lexicon.alternatives(lexicon.words("denial.contracted"))
    return re.compile(
        rf"(?:(?:{denial})|{contracted})[ ]?(?:(?:{between})[ ]?){{0,4}}"
        rf"(?:{noun})(?:[ ]?(?:{behind}))*"
    )


@cache
def _unanswered() -> re.Pattern[str]:
    """No response, 未作答, 没有统计过: what is denied is that an answer was given."""
    denial = lexicon.pattern("unanswered.denial")
    between = lexicon.pattern("unanswered.between")
    what = lexicon.pattern("unanswered.what")
    return re.compile(
        rf"(?:{denial})[ ]?(?:(?:{between})[ ]?){{0,3}}(?:{what})"
        rf"(?:[ ]?(?:{what}|{between})){{0,2}}"
    )


@cache
def _no_denials() -> re.Pattern[str]:
    """无锡, 非常, not only, 不超过: the signs of a denial, and none."""
    found = lexicon.pattern("denial.none_of_it", "denial.bound", "expired.denied")
    # 不同 (different) denies nothing, 不同意 (disagree) does
    signs = lexicon.words("denial.none_of_it")
    longer = tuple(w for w in lexicon.words("no") if w.startswith(signs) and w not in signs)
    return re.compile(rf"(?!{lexicon.alternatives(longer)})(?:{found})" if longer else found)


@cache
def _exception() -> re.Pattern[str]:
    return re.compile(lexicon.pattern("excepting"))


@cache
def _plain() -> re.Pattern[str]:
    return re.compile(rf"{lexicon.pattern('denied.plain')}|[\d\s.\-_'\"()]+")


def drop_harmless(text: str, about: tuple[str, ...] = ()) -> tuple[str, bool]:
    """Drop the denials that say nothing against the answer beside them.

    Parameters
    ----------
    text
        The answer, as `vendor_score.grammar.numerals.clean` leaves it.
    about
        The words of the question. A denial of what it asks for is not harmless: *No complaints*
        is a plain no where complaints are asked about.

    Returns
    -------
    tuple
        The text without them, and whether there were any.
    """
    asked = _asked(about)
    text = _no_denials().sub(" ", text)

    def drop(match: re.Match[str]) -> str:
        return match[0] if _names(asked, match["noun"]) else " "

    left = _harmless().sub(drop, text)
    return left.strip(), left != text


def is_assent(text: str, about: tuple[str, ...] = ()) -> bool:
    """Whether a clean text is nothing but an objection denied: 无保留, *No deviations*."""
    found = _assent().fullmatch(text.strip(" .。!,;"))
    return found is not None and drop_harmless(text, about)[1]


def denies_an_answer(text: str) -> bool:
    """Whether a clean text says that nothing was answered, measured or recorded."""
    return _unanswered().fullmatch(text.strip(" .。!,;:()")) is not None


def has_exception(text: str, about: tuple[str, ...] = ()) -> bool:
    """Whether a clean text excepts something, other than the consent that the question names."""
    if _exception().search(text) is None:
        return False
    consent = re.compile(lexicon.pattern("consent"))
    return not (consent.search(text) and any(consent.search(one) for one in _asked(about)))


def is_bound(noun: str, about: tuple[str, ...]) -> bool:
    """Whether what is denied is what the question asks for, or nothing of its own.

    *No drill* answers a question about drills; to one about a contract it says nothing certain.
    Without the words of a question everything is bound.
    """
    left = _plain().sub(" ", noun).strip()
    return not about or not left or is_asked(left, about)


def is_asked(noun: str, about: tuple[str, ...]) -> bool:
    """Whether the words of the question name the noun."""
    return _names(_asked(about), noun)


def has_own_noun(behind: str) -> bool:
    """Whether what stands behind a negation is something of its own: 不退, not *any more*."""
    return bool(_plain().sub("", behind).strip(" ,;。.()"))


@lru_cache(maxsize=512)
def _asked(about: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(clean(text) for text in about)


def _names(asked: tuple[str, ...], noun: str) -> bool:
    """Whether the words of the question name the noun: a word, or two characters in a row."""
    for word in re.findall(r"[a-z]+|[\u3400-\u9fff]+", noun):
        stem = word[: max(LEAST_LETTERS, len(word) - 3)]
        pieces = [stem] if word.isascii() else _pairs(word)
        if word.isascii() and len(word) < LEAST_LETTERS:
            pieces = [rf"\b{word}\b"]
        if any(re.search(piece, text) for piece in pieces for text in asked):
            return True
    return False


def _pairs(word: str) -> list[str]:
    if len(word) < LEAST_SHARED:
        return [word]
    return [word[i : i + LEAST_SHARED] for i in range(len(word) - LEAST_SHARED + 1)]


# Answers that are none: blank, refused, pending, vague, a reference, a template left untouched.

WHOLE = {
    **lexicon.group("not_answered"),
    "missing": lexicon.words("not_answered.missing", "unanswered"),
}
OPENINGS = lexicon.words("opening")
# Not applicable to us, N/A - no voice: the answer is what stands before.
_OPENING_ENDS = lexicon.regex(r"[(,;。\n]| - | (?:{opening.behind})\b")
MISSING_SIGNS = re.compile(r"[-/\\.,;:·*_~?!#=+|()'\"\s。、□]*\Z")
ERRORS = re.compile(r"#(ref!?|n/a|value!?|div/0!?|name\??|null!?|num!?"
    r"|spill!?|calc!?|getting_data|####*)\Z|#+\Z|err:\d+\Z")  # fmt: skip
ANYWHERE: dict[Role, tuple[str, ...]] = {
    role: lexicon.words(f"word.{role}")
    for role in (Role.REFUSED, Role.PENDING, Role.VAGUE, Role.REFERENCE, Role.PLANNED)
}
EXAMPLE = lexicon.regex(
    r"\(?\s*(?:{example.before}\s*(?:[:,]|(?=[\d≤<]|{example.about}))"
    r"|{example.as}\s*:|{example.whole})"
)
PLACEHOLDER = lexicon.regex(
    r"\(\s*\)(?=\s?{blank.unit})|_{2,}|\b[x]{2,}(?![a-z])|×{2,}|\*{2,}"
    r"|(?<![a-z])[x]{1,3}(?=\s?{blank.unit})"
)
BLANKS = frozenset(("()", *lexicon.words("blank.mark")))


@cache
def _whole() -> dict[str, str]:
    return {phrase: flag for flag, phrases in WHOLE.items() for phrase in phrases}


def whole_answer(text: str) -> str | None:
    """The flag of a clean answer that is none as a whole, None where it may be an answer."""
    if MISSING_SIGNS.match(text) and "/" not in text[1:] and text.strip("()") != '"':
        return "missing"
    if ERRORS.match(text) or text in BLANKS:
        return "missing"
    core = text.strip(" .。!,;:()'\n*-")
    found = _whole().get(text) or _whole().get(core) or _opening(text)
    if found is None and denies_an_answer(core):
        return "missing"
    if found is None and is_blank_form(text):
        return "template_unanswered"
    return found


def _opening(text: str) -> str | None:
    """不适用(无在线客服): what the first words say, where no number follows."""
    if not text.startswith(OPENINGS) or any(c.isdecimal() for c in text):
        return None
    flag = _whole().get(_OPENING_ENDS.split(text, maxsplit=1)[0].strip())
    return flag if flag in {"not_applicable", "missing"} else None


def is_blank_form(text: str) -> bool:
    """Whether it is a form that nobody filled in: an example text, or blanks to write in."""
    return EXAMPLE.match(text) is not None or PLACEHOLDER.search(text) is not None


# What a small parser hands back: a value with its flags, or why there is none.


@dataclass(frozen=True, slots=True)
class Result:
    """The fields of a reading that the parsers fill; ``reason`` where the answer was not read.

    ``words`` are those that were not understood.
    """

    low: float | None = None
    high: float | None = None
    unit: str | None = None
    flags: frozenset[str] = frozenset()
    items: tuple[str, ...] | None = None
    parts: tuple[float, ...] | None = None
    within_s: float | None = None
    industry_delta_pct: float | None = None
    commission_pct: float | None = None
    reason: str | None = None
    words: str | None = None


def no_value(*flags: str) -> Result:
    """An answer without a value."""
    return Result(flags=frozenset(flags))


def unreadable(reason: str, words: str | None = None) -> Result:
    """An answer that could not be read, and why."""
    return Result(flags=frozenset({"unreadable"}), reason=reason, words=words)
