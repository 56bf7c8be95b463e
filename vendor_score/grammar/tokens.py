"""Cut a clean answer into tokens: numbers, units and the phrases of the tables, longest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from vendor_score.grammar.numerals import (
    CHINESE,
    MULTIPLIERS,
    PLACES,
    POINT,
    WORDS,
    Numeral,
    bounded_number,
    read_chinese,
    read_digits,
    round_off,
)
from vendor_score.grammar.words import (
    ANYWHERE,
    BASES,
    COUNT_NOUNS,
    CURRENCIES,
    EXTREMES,
    METRICS,
    PER_HUNDRED,
    PERCENTS,
    PHRASES,
    RATES,
    SCORES,
    SEGMENTS,
    STOPWORDS,
    TIMES,
    Role,
    UnitWord,
)
from vendor_score.wording import lexicon

__all__ = ["Dialect", "Token", "build_dialect", "load_dialect", "phrase_layer", "tokenize"]

ROUND = {
    phrase: float(value)
    for value, phrases in lexicon.group("round_number").items()
    for phrase in phrases
}
SHARES = {
    "half": 50.0, "whole": 100.0, "one_third": round_off(100 / 3), "two_thirds": round_off(200 / 3),
    "one_quarter": 25.0, "three_quarters": 75.0,
}  # fmt: skip
DSR = ("described", "service", "logistics")
EITHER_SIDE = (
    (Role.UPPER_BEFORE, Role.UPPER_AFTER, Role.UPPER),
    (Role.LOWER_BEFORE, Role.LOWER_AFTER, Role.LOWER),
    (Role.APPROX_BEFORE, Role.APPROX_AFTER, Role.APPROX),
)
DIGITS = re.compile(
    r"\d{1,3}(?:[ '_]\d{3})+(?![\d:])(?:[.,]\d{1,2}(?!\d))?"
    r"|\d+(?:[.,]\d+)*(?:e(?:[+-]\d{1,3}|\d{1,2}(?![\da-z.])))?|\.\d+"
)
CLOCK = re.compile(r"\d{1,3}:\d{2}(?::\d{2})?(?![\d:])")
TAIL = re.compile(
    rf"(\d{{1,4}})([{''.join(c for c, v in PLACES.items() if v in {100, 1_000})}])?(?!\d)"
)
TAKES_A_TAIL = frozenset(c for c, value in PLACES.items() if value in {1_000, 10_000})
SPOKEN = {
    word: float(value)
    for value, listed in lexicon.group("spoken_multiplier").items()
    for word in listed
}
_LOWER = "".join(c for c, v in PLACES.items() if v in {10, 100, 1_000})
_10_000 = "".join(c for c, v in PLACES.items() if v == 10_000)  # noqa: PLR2004
PARTS_OF_100M = re.compile(rf"(\d{{1,4}})([{_LOWER}]?[{_10_000}])")  # 1亿2千万
HUNDRED_MILLION = 1e8
LETTERS = re.compile(r"[a-z\u00c0-\u024f\u0370-\u065f\u066e-\u08ff\u1e00-\u1fff]+(?:'[a-z]+)?")
LATIN_MULTIPLIERS = frozenset(lexicon.words("multiplier_letter"))


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of an answer: what it does, what it says, and the text it stands for."""

    role: Role
    text: str
    value: object = None
    spaced: bool = False  # a blank stands before it


@dataclass(frozen=True, slots=True)
class Dialect:
    """The phrases that count for one kind of answer, found by longest match."""

    phrases: Mapping[str, tuple[Role, object]]
    longest: Mapping[str, int]
    letters_multiply: bool  # 10k, 1.2w
    whole_numbers: bool  # 1.200 may be 1200

    def at(self, text: str, start: int) -> tuple[str, Role, object] | None:
        """The longest phrase that begins at ``start``, on word boundaries for Latin letters."""
        first = text[start]
        for length in range(min(self.longest.get(first, 0), len(text) - start), 0, -1):
            phrase = text[start : start + length]
            found = self.phrases.get(phrase)
            if found is not None and _on_boundaries(text, start, start + length):
                return phrase, *found
        return None


def _on_boundaries(text: str, start: int, end: int) -> bool:
    if _begins_a_word(text[start]) and start and _is_letter(text[start - 1]):
        return False
    last = text[end - 1]
    if last.isdecimal() and end < len(text) and (text[end].isdecimal() or text[end] in ".,"):
        return False
    if not _begins_a_word(last):
        return True
    behind = text[end : end + 2]
    apart = len(behind) == 2 and behind[0] == "'" and _is_letter(behind[1])  # can't is not can  # noqa: PLR2004
    return not (apart or (behind and _is_letter(behind[0])))


def _begins_a_word(c: str) -> bool:
    """Whether a letter is of a writing with blanks between words; no accented Latin phrase is."""
    return "a" <= c <= "z" or (c >= "\u0370" and lexicon.parts_words(c) and c.isalpha())


def _is_letter(c: str) -> bool:
    return "a" <= c <= "z" or "\u00c0" <= c <= "\u024f" or (c >= "\u0370" and _begins_a_word(c))


def build_dialect(layers: Iterable[Mapping[str, tuple[Role, object]]], **settings: bool) -> Dialect:
    phrases: dict[str, tuple[Role, object]] = {}
    for layer in layers:
        phrases.update(layer)
    longest: dict[str, int] = {}
    for phrase in phrases:
        longest[phrase[0]] = max(longest.get(phrase[0], 0), len(phrase))
    return Dialect(phrases, longest, settings["letters"], settings["whole"])


def _unit_layer(table: Mapping[UnitWord, tuple[str, ...]]) -> dict[str, tuple[Role, object]]:
    return {p: (Role.UNIT, unit) for unit, phrases in table.items() for p in phrases}


def phrase_layer(
    role: Role, table: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[Role, object]]:
    return {p: (role, name) for name, phrases in table.items() for p in phrases}


@cache
def _common() -> dict[str, tuple[Role, object]]:
    """The words that count for every kind of number; later layers win over earlier ones.

    The order decides what a phrase means that stands in several tables: from words that say
    little to words that may turn an answer, so that in doubt nothing is overlooked.
    """
    # 客服, 在线, 人工 and total are stopwords too: a table that gives them a meaning overrules.
    table: dict[str, tuple[Role, object]] = dict.fromkeys(STOPWORDS, (Role.FILLER, None))
    # chat, call and dedicated seat are price bases and circumstances. The circumstance wins:
    # behind per a kind of seat is taken for a basis again, which only the statement can see.
    table |= phrase_layer(Role.BASIS, BASES)
    table |= phrase_layer(Role.SEGMENT, SEGMENTS)
    table |= phrase_layer(Role.METRIC, {m: p for m, p in METRICS.items() if m not in DSR})
    # 低于 and above are bounds unless the clause speaks of the industry; the statement looks at
    # them again there. 近期 leads up to today before a number, and 近 is about as well: the
    # quantity that follows decides.
    weak_first = (Role.ABOVE, Role.BELOW, Role.PERIOD, Role.CHANGE)
    for role in (*weak_first, *(r for r in PHRASES if r not in weak_first)):
        table |= dict.fromkeys(PHRASES[role], (role, None))
    # A refusal, a plan or a vague phrase makes the answer none whatever stands beside it.
    table |= {phrase: (role, None) for role, phrases in ANYWHERE.items() for phrase in phrases}
    # What may stand on both sides of a number gets a role that the quantity settles.
    for before, after, either in EITHER_SIDE:
        both = set(PHRASES[before]) & set(PHRASES[after])
        table |= dict.fromkeys(both, (either, None))
    table |= {p: (Role.PER_HUNDRED, scale) for p, scale in PER_HUNDRED.items()}
    # 以前20秒 is no figure of today. Unknown as a whole, so that it is not read as the stopword
    # 以 and the 前 of a period, and makes the answer unreadable.
    table |= dict.fromkeys(lexicon.words("in_the_past"), (Role.UNKNOWN, None))
    return table | {p: (Role.NUMBER, _over(value)) for p, value in ROUND.items()}


def _over(value: float) -> Numeral:
    """上百 is 100 or more: an open end, written as infinity until the quantity is made."""
    return Numeral(value, float("inf"))


def _extremes(best: Role, worst: Role) -> dict[str, tuple[Role, object]]:
    table: dict[str, tuple[Role, object]] = dict.fromkeys(EXTREMES["best"], (best, None))
    return table | dict.fromkeys(EXTREMES["worst"], (worst, None))


def _dsr() -> dict[str, tuple[Role, object]]:
    return phrase_layer(Role.METRIC, {metric: METRICS[metric] for metric in DSR})


def _scales() -> dict[str, tuple[Role, object]]:
    scales = lexicon.group("full_mark")
    table: dict[str, tuple[Role, object]] = dict.fromkeys(
        lexicon.words("out_of_score"), (Role.OUT_OF, None)
    )
    return table | {p: (Role.SCALE, float(full)) for full, listed in scales.items() for p in listed}


def _shares() -> dict[str, tuple[Role, object]]:
    """Shares in one word: 一半, 近半, 过半."""
    numerals = {name: Numeral(value, value) for name, value in SHARES.items()}
    numerals |= {"about_half": Numeral(50.0, 50.0, approx=True), "over_half": _over(50.0)}
    return {
        phrase: (Role.SHARE, numerals[name])
        for name, phrases in lexicon.group("share").items()
        for phrase in phrases
    }


@cache
def load_dialect(name: str) -> Dialect:
    """Load the words that count in one kind of question.

    Parameters
    ----------
    name
        duration, percent, score, count, number, years or money.

    Notes
    -----
    A dialect settles what one word means in different questions: 分 is a minute in a duration and
    a point in a score, 最快 a lower end of times and 最高 an upper end of shares.
    """
    common, times, percents = _common(), _unit_layer(TIMES), _unit_layer(PERCENTS)
    nouns: dict[str, tuple[Role, object]] = {
        p: (Role.UNIT, UnitWord("count", p)) for p in COUNT_NOUNS
    }
    # Of all the people, those who are counted: 500人,其中客服200人.
    staff = dict.fromkeys(lexicon.words("metric_of_staff"), (Role.METRIC, "service_staff"))
    money = phrase_layer(Role.BASIS, BASES) | phrase_layer(Role.CURRENCY, CURRENCIES)
    money |= {p: (Role.RATE, unit) for unit, phrases in RATES.items() for p in phrases}
    fast = _extremes(Role.LOWER_BEFORE, Role.UPPER_BEFORE)
    high = _extremes(Role.UPPER_BEFORE, Role.LOWER_BEFORE)
    layers = {
        "duration": (common, fast, times),
        "percent": (common, high, times, percents, _shares()),
        "score": (common, high, _dsr(), percents, times, _unit_layer(SCORES), _scales()),
        "count": (nouns, common, nouns, percents, times, staff),
        "number": (nouns, common, nouns, percents, times, staff),
        "years": (common, times),
        "money": (common, percents, times, money),
    }[name]
    latin = name in {"count", "number", "money"}
    return build_dialect(layers, letters=latin, whole=latin)


def tokenize(text: str, words: Dialect) -> tuple[Token, ...]:
    """The tokens of a clean answer. What no table knows becomes `Role.UNKNOWN`; nothing is lost."""
    tokens: list[Token] = []
    position, spaced = 0, False
    while position < len(text):
        if text[position] == " ":
            position, spaced = position + 1, True
            continue
        token, position = _next(text, position, words, spaced=spaced)
        tokens.append(token)
        spaced = False
    return tuple(tokens)


def _next(text: str, start: int, words: Dialect, *, spaced: bool) -> tuple[Token, int]:
    c = text[start]
    if c.isdecimal() or (c == "." and text[start + 1 : start + 2].isdecimal()):
        return _digits(text, start, words, spaced=spaced)
    found = words.at(text, start)
    if found is not None and not (c in CHINESE and len(found[0]) == 1):
        phrase, role, value = found
        return Token(role, phrase, value, spaced), start + len(phrase)
    if c in CHINESE:
        return _chinese(text, start, spaced=spaced)
    match = LETTERS.match(text, start)
    if match is None:
        return Token(Role.UNKNOWN, c, None, spaced), start + 1
    if match[0] in WORDS:
        return _word(text, start, match[0], spaced=spaced)
    return Token(Role.UNKNOWN, match[0], None, spaced), match.end()


def _digits(text: str, start: int, words: Dialect, *, spaced: bool) -> tuple[Token, int]:
    clock = CLOCK.match(text, start)
    if clock is not None:
        fields = tuple(int(part) for part in clock[0].split(":"))
        return Token(Role.CLOCK, clock[0], fields, spaced), clock.end()
    phrase = words.at(text, start) if text[start].isdecimal() else None
    if phrase is not None:  # 618, 24小时在线, 400电话
        return Token(phrase[1], phrase[0], phrase[2], spaced), start + len(phrase[0])
    match = DIGITS.match(text, start)
    if match is None:  # a decimal digit of another script
        return Token(Role.UNKNOWN, text[start], None, spaced), start + 1
    numeral = _numeral(match[0], whole=words.whole_numbers)
    numeral, end = _multiplied(text, match.end(), numeral, words)
    return Token(Role.NUMBER, text[start:end], bounded_number(numeral), spaced), end


def _numeral(text: str, *, whole: bool) -> Numeral:
    if "e" in text or text.startswith("."):
        value = float(text.replace(",", ""))
        return Numeral(value, value)
    return read_digits(text, whole=whole)


def _multiplied(text: str, end: int, numeral: Numeral, words: Dialect) -> tuple[Numeral, int]:
    """With the multiplier behind the digits (1.2万) and what follows it (1万5千, 1万2)."""
    begin = end + 1 if text[end : end + 1] == " " else end
    for length in (8, 7, 6, 5, 4, 3, 2, 1):
        word = text[begin : begin + length]
        if len(word) < length or word not in MULTIPLIERS:
            continue
        if word in LATIN_MULTIPLIERS and (begin > end or not words.letters_multiply):
            continue
        if not _on_boundaries(text, begin, begin + length):
            continue
        scaled = numeral.times(MULTIPLIERS[word])
        tail = TAIL.match(text, begin + length) if word in TAKES_A_TAIL else None
        parts = PARTS_OF_100M.match(text, begin + length)
        if parts is not None and MULTIPLIERS[word] == HUNDRED_MILLION:
            value = scaled.low + int(parts[1]) * MULTIPLIERS[parts[2]]
            return Numeral(value, value, scale=scaled.scale), parts.end()
        if tail is None:
            return scaled, begin + length
        return _with_tail(scaled, tail[1], tail[2], MULTIPLIERS[word]), tail.end()
    return numeral, end


def _with_tail(head: Numeral, digits: str, place: str | None, unit: float) -> Numeral:
    lower = MULTIPLIERS[place] if place else unit / 10 if len(digits) == 1 else 1.0
    value = head.low + int(digits) * lower
    return Numeral(value, value, scale=head.scale)


def _chinese(text: str, start: int, *, spaced: bool) -> tuple[Token, int]:
    end = start
    while end < len(text) and text[end] in CHINESE:
        end += 1
    while end > start + 1 and POINT.match(text[end - 1]):  # the hour
        end -= 1
    run = text[start:end]
    numeral = read_chinese(run)
    if numeral is None:
        return Token(Role.UNKNOWN, run, None, spaced), end
    return Token(Role.NUMBER, run, bounded_number(numeral), spaced), end


def _word(text: str, start: int, word: str, *, spaced: bool) -> tuple[Token, int]:
    """A number word, with a second one behind a ten (twenty-five) or a multiplier."""
    end, value = start + len(word), float(WORDS[word])
    second = LETTERS.match(text, end + 1) if text[end : end + 1] in {"-", " "} else None
    if 20 <= value <= 90 and second and 0 < WORDS.get(second[0], 10) < 10:  # noqa: PLR2004
        value, end = value + WORDS[second[0]], second.end()
    unit = LETTERS.match(text, end + 1) if text[end : end + 1] == " " else None
    if unit and unit[0] in SPOKEN:
        value, end = value * SPOKEN[unit[0]], unit.end()
    return Token(Role.NUMBER, text[start:end], Numeral(value, value), spaced), end
