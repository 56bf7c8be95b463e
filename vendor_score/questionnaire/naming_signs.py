"""What a name says of itself: a month, a shop, a target, a judge ... or nothing, like a vendor's.

A sign is never a proof. Companies are called May, Target or Chat; only what else the sheet and the
other files say decides whether a name with a sign is a vendor (`decide_vendors`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from vendor_score.grammar.numerals import clean
from vendor_score.wording import lexicon

__all__ = [
    "heads_breakdown",
    "heads_persons",
    "is_average",
    "is_buyers_row",
    "is_buyers_word",
    "is_company_like",
    "is_highest_score",
    "is_one_word",
    "is_row_note",
    "order_in_time",
    "sign_of",
]

_LONGEST = 60  # characters of a name that may be a mere word
_FILLER = "filler"
_PERIOD = "period"
_LAST = ("person", "option", "unit", "figure")  # weaker than any other sign beside them
_BUYERS = frozenset({"statistic", "target", "budget", "score", "weight"})
_LONGEST_PERSON = 2  # characters of a Chinese name before a word such as 评委
_ASIDE = re.compile(r"\([^()]*\)")
_UNIT = re.compile(r"[a-z]+(?:[.'][a-z]+)*|\d+(?:\.\d+)?|[^\W\d_]|[^\w\s]")
_SPLIT = re.compile(r"[\s_\-–—/|,;:，、；：·]+")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_LONGEST_ROW = 80
_NO_NAME = re.compile(r"[:：。;；!?？]|\d{4}\D\d|\d\s*/\s*\d|/\D{0,3}\d|^\(?\d{1,2}[).、]")
_TWO_DIGITS = re.compile(r"\d{1,2}")


@lru_cache(maxsize=16_384)
def sign_of(name: str) -> str | None:
    """What kind of thing a name is, if every word of it says so.

    Parameters
    ----------
    name
        The heading of a column or sheet, or the name in a row.

    Returns
    -------
    str or None
        ``period``, ``place``, ``channel``, ``target``, ``statistic``, ``judge`` ... (the meanings
        below ``sign.`` in the lexica); None where a word of the name is none of these.

    Examples
    --------
    >>> sign_of("2025 target"), sign_of("Judge A"), sign_of("June Harbour")
    ('target', 'judge', None)
    """
    if not name.strip() or len(name) > _LONGEST:
        return None
    text = clean(name).casefold().strip()
    bare = _ASIDE.sub(" ", text).strip()
    for form in dict.fromkeys((bare, text.replace("(", " ").replace(")", " "))):
        if form and (sign := _cover(form)) is not None:
            return sign
    return None


def _cover(text: str) -> str | None:
    """The sign of a text that words of signs cover from end to end."""
    if _is_period(text):
        return _PERIOD
    if _is_judge(text):
        return "judge"
    strong = _signs(text)
    if not strong:
        return None
    telling = [sign for sign in strong if sign not in _LAST]
    return (telling or strong)[-1]


def _signs(text: str) -> list[str]:
    """The signs of all words of a text; empty where one of them has none."""
    units = tuple(_units(text))
    if not units or len(units) > 24:  # noqa: PLR2004 - a sentence
        return []
    return [sign for sign in _best(units) or () if sign != _FILLER]


def _is_judge(text: str) -> bool:
    """A Chinese person's name before a word for judges."""
    return any(
        text.endswith(word) and 0 < len(text) - len(word) <= _LONGEST_PERSON
        for word in lexicon.words("sign.judge")
        if not word.isascii()
    )


def _units(text: str) -> Iterator[str]:
    """Latin words, numbers and single characters of other scripts."""
    for part in _SPLIT.split(text):
        yield from _UNIT.findall(part)


def _best(units: tuple[str, ...]) -> tuple[str, ...] | None:
    """The signs of the fewest phrases that make up all units; None where they do not."""
    known = _vocabulary()
    longest = max(map(len, known))
    best: list[tuple[str, ...] | None] = [()] + [None] * len(units)
    for end in range(1, len(units) + 1):
        for start in range(max(0, end - longest), end):
            before = best[start]
            sign = _sign(units[start:end], known)
            if before is None or sign is None:
                continue
            found = (*before, sign)
            rival = best[end]
            if rival is None or len(found) < len(rival):
                best[end] = found
    return best[-1]


def _sign(units: tuple[str, ...], known: Mapping[tuple[str, ...], str]) -> str | None:
    if (sign := known.get(units)) is not None:
        return sign
    joined = "".join(units)
    if len(units) > 1 and _is_period(joined):
        return _PERIOD
    if len(units) > 1:
        return None
    if _YEAR.fullmatch(joined):
        return _PERIOD
    is_counter = _TWO_DIGITS.fullmatch(joined) or (len(joined) == 1 and joined.isascii())
    return _FILLER if is_counter else None


@cache
def _vocabulary() -> dict[tuple[str, ...], str]:
    """The phrases of all signs, by their units; the first sign that a phrase has counts."""
    known: dict[tuple[str, ...], str] = {}
    groups = {
        meaning: listed
        for meaning, listed in lexicon.group("sign").items()
        if "." not in meaning and meaning != _FILLER
    }
    for meaning, listed in (*groups.items(), (_FILLER, lexicon.words("sign.filler"))):
        for phrase in listed:
            units = tuple(_units(clean(phrase).casefold()))
            if units:
                known.setdefault(units, meaning)
    return known


@cache
def _periods() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in lexicon.words("sign.period.pattern")))


def _is_period(text: str) -> bool:
    return bool(text) and _periods().fullmatch(text) is not None


def order_in_time(names: tuple[str, ...]) -> tuple[int, ...] | None:
    """The places of names that are periods, from the earliest to the latest.

    Returns
    -------
    tuple of int or None
        None where the names are not of one form, so that which is the latest cannot be told.

    Examples
    --------
    >>> order_in_time(("2025", "2023", "2024"))
    (1, 2, 0)
    """
    keys = [_time_key(name) for name in names]
    forms = {tuple(kind for kind, _ in key) for key in keys}
    if len(forms) != 1 or () in forms or len(set(keys)) < len(keys):
        return None
    return tuple(sorted(range(len(names)), key=keys.__getitem__))


def _time_key(name: str) -> tuple[tuple[bool, int], ...]:
    """Year and then quarter or month of a name; of each whether it is no year, and the number."""
    months = _months()
    found = []
    for match in re.finditer(r"[qh]?\d+|[^\W\d_]+", clean(name).casefold()):
        word = match[0]
        if word in months:
            found.append((True, months[word]))
        elif word.isdigit():
            found.append((len(word) < 4, int(word)))  # noqa: PLR2004 - digits of a year
    return tuple(sorted(found))


@cache
def _months() -> dict[str, int]:
    """Words for months, quarters and halves to their number within the year."""
    numbered = lexicon.group("month")
    return {word: int(number) for number, listed in numbered.items() for word in listed}


@lru_cache(maxsize=16_384)
def is_buyers_row(name: str) -> bool:
    """Whether even below a heading such as Vendor a name is a limit, a budget or a mean.

    Single Latin words are left to other evidence, since companies are called Target or Budget;
    no company is called Threshold.

    Examples
    --------
    >>> is_buyers_row("Reserve price"), is_buyers_row("Target"), is_buyers_row("May")
    (True, False, False)
    """
    word = name.strip().casefold()
    may_be_company = word.isascii() and word.isalpha() and word not in lexicon.words("name.never")
    return not may_be_company and is_buyers_word(name)


@lru_cache(maxsize=16_384)
def is_buyers_word(name: str) -> bool:
    """Whether a name may be a limit, a budget or a mean, though a company may be called so.

    Examples
    --------
    >>> is_buyers_word("Target"), is_buyers_word("Best"), is_buyers_word("May")
    (True, True, False)
    """
    if sign_of(name) is None:
        return False
    return not _BUYERS.isdisjoint(_signs(clean(name).casefold().strip()))


_NAME_OF = lexicon.regex(
    r"\b(?:the|{header.person.affix})\b|{header.person.affix}\s*$", re.IGNORECASE
)


@lru_cache(maxsize=4_096)
def heads_persons(heading: str) -> bool:
    """Whether names below such a heading are people's, which no output may hold."""
    plain = _ASIDE.sub(" ", clean(heading).casefold())
    bare = _NAME_OF.sub(" ", plain)  # Employee name, Name of the agent, 客服姓名
    return not {_plain(plain), _plain(bare)}.isdisjoint(_persons())


@cache
def _persons() -> frozenset[str]:
    return frozenset(_plain(word) for word in lexicon.words("header.person"))


@cache
def _breakdowns() -> frozenset[str]:
    return frozenset(_plain(word) for word in lexicon.words("header.breakdown"))


@lru_cache(maxsize=4_096)
def heads_breakdown(heading: str) -> bool:
    """Whether rows below such a heading are parts of one vendor's figures: months, shops ..."""
    text = clean(heading).casefold()
    parts = [text, _ASIDE.sub(" ", text), *re.split(r"[/|\n]+", text)]
    return any(_plain(part) in _breakdowns() for part in parts if part.strip())


def _plain(text: str) -> str:
    return "".join(c for c in clean(text).casefold() if c.isalnum())


@lru_cache(maxsize=16_384)
def is_company_like(name: str) -> bool:
    """Whether a name has a word that companies have: Ltd, GmbH, Support, 有限公司, 客服 ..."""
    text = clean(name).casefold()
    latin = set(re.findall(r"[a-z]+", text))
    return any(
        word in latin if word.isascii() else (word in text and text != word)
        for word in lexicon.words("name.company")
    )


def is_one_word(name: str) -> bool:
    """Whether a name is a single Latin word, as companies' names are."""
    return name.strip().isascii() and name.strip().isalpha()


@lru_cache(maxsize=1_024)
def is_average(heading: str) -> bool:
    """Whether a heading is that of an average, whatever else it says."""
    return re.search(lexicon.pattern("statistic.average"), clean(heading).casefold()) is not None


@lru_cache(maxsize=1_024)
def is_highest_score(heading: str) -> bool:
    """Whether a heading is that of the most points that can be given: Max score, 满分, 分值."""
    return re.search(lexicon.pattern("score.highest"), clean(heading).casefold()) is not None


@lru_cache(maxsize=4_096)
def is_row_note(text: str) -> bool:
    """Whether a line without answers below a table is a note, a date or a signature."""
    plain = clean(text).strip()
    if len(plain) > _LONGEST_ROW or _NO_NAME.search(plain):
        return True
    folded = plain.casefold()
    for word in lexicon.words("note.row"):
        start = folded.startswith(word)
        if start and (not word.isascii() or not folded[len(word) : len(word) + 1].isalpha()):
            return len(folded) == len(word) or not is_company_like(plain)
    return False
