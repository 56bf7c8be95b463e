"""Texts of questions and headings in one form: numbering, brackets, units, fillers and signs apart.

In the lexica, ``word*`` below ``guard.*`` stands for every Latin word that begins so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from vendor_score.grammar.clean import clean
from vendor_score.wording import lexicon

__all__ = [
    "EXCLUDING",
    "FILLER_WORDS",
    "GUARDS",
    "SAME",
    "SAME_WORDS",
    "NormalizedHeading",
    "alnum",
    "bilingual_parts",
    "distinguishing_words",
    "normalize_heading",
    "numbers_in",
    "strip_numbering",
]

GUARDS = lexicon.group("guard")
"""Two texts that differ in one of these ask different things, however alike they are."""

EXCLUDING = lexicon.words("heading.excluding")
"""Negations that only narrow an answer down."""

FILLER_WORDS = frozenset(lexicon.words("heading.filler_word"))

SAME = lexicon.pairs("heading.same")
SAME_WORDS = lexicon.pairs("heading.same_word")
"""Words that mean the same in a question; a match that needs them is a near one."""

_UNITS = (
    r"{unit.*}|{heading.unit}|{heading.unit.pattern}"
    r"|{heading.currency}(?:\s?{heading.per}.{1,20})?|.{1,10}/{heading.per_what}(?:/.{1,10})?"
)
"""The units that stand in brackets behind a question."""


# Fold question texts and headings: one form for numbering, brackets, units, fillers and signs.

_NUMBERING = lexicon.regex(
    r"""^[\s*#·\-]*(?:
      \(\s*(?:\d{1,3}|{heading.numeral}{1,3}|[a-z]|[ivx]{1,4})\s*\)[.、:]?   # (1) (a)
    | (?:\d{1,3}|{heading.numeral}{1,3}|[a-z]|[ivx]{1,4})\s*[)、．]          # 1) a)
    | \d{1,3}(?:\.\d{1,3})+[.:、)]?(?=[\s\u4e00-\u9fffa-z])                # 1.2 1.2.3
    | (?:\d{1,3}|{heading.numeral}{1,3}|[a-z]|[ivx]{1,4})[.:](?!\d)          # 1. 1: a.
    | {heading.numbered}\s?[.\-#]?\s?\d{1,3}(?:\.\d{1,3})*[.:、)\-]?
      (?=\W|\d|[^\x00-\x7f]|\s|$)                                          # Q3 No. 3
    | {heading.numbering.pattern}
    | [a-z]{2,5}[\-_]\d{1,3}\b[.:、)]?                                      # RSP-01
    )\s*""",
    re.VERBOSE,
)
_BARE_NUMBER = re.compile(r"^\d{1,3}\s+(?=\S)")
_BRACKET = re.compile(r"\(([^()]*)\)")
_UNIT = lexicon.regex(rf"(?:{{heading.unit_label}}|{{heading.unit_before}})?\s?[:=]?\s?({_UNITS})")
_UNIT_SUFFIX = lexicon.regex(
    rf"(?:\s?/\s?|\s?[,;:]\s?{{heading.unit_label}}?[:=]?\s?|\s+{{heading.unit_before}}\s+)"
    rf"({_UNITS})\??$"
)
_FILLER = lexicon.regex("{heading.asked.pattern}|{heading.filler}")
_ASKED_UNIT = lexicon.regex(r"{heading.how_many}\s?({heading.asked_unit})")
_EXCLUDING = re.compile("|".join(EXCLUDING))
_GUARD_PARTS = {
    name: tuple(word for word in guarding if not word.isascii() or word[0].isdigit())
    for name, guarding in GUARDS.items()
}
_GUARD_WORDS = {
    word: name
    for name, guarding in GUARDS.items()
    for word in guarding
    if word.isascii() and not word.endswith("*")
}
_GUARD_BEGINS = tuple(
    (word[:-1], name)
    for name, guarding in GUARDS.items()
    for word in guarding
    if word.endswith("*")
)
_LATIN = re.compile(r"[a-z][a-z\-]*\.?")
_DIGITS = {
    digit: int(value) for value, digits in lexicon.group("digit").items() for digit in digits
}
_COUNTED = lexicon.regex(r"({digit.*})?({multiplier.10})?({digit.*})?(?={heading.counted})")
_NUMBER_WORDS = {
    word: int(value) for value, listed in lexicon.group("number_word").items() for word in listed
}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WORD = re.compile(r"[a-z]+")
_WORDS = re.compile(r"[^\W_]+")
_SEVERAL = re.compile(r"\n|\s[/|]\s|[|;]|(?<=[\u4e00-\u9fff?)])\s*/\s*(?=[a-z])")
_SCRIPTS = re.compile(
    r"(?<=[\u4e00-\u9fff?()])\s+(?=[a-z]{3})|(?<=[a-z?)])\s+(?=[\u4e00-\u9fff]{2})"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class NormalizedHeading:
    """A question text in its folded forms.

    ``keys`` are the forms in which equal texts are equal, from the most to the least literal;
    ``near`` the form in which similar texts are compared; ``unit`` is the bracketed unit as
    written; ``aside`` the bracketed words that are no unit.
    """

    text: str
    keys: tuple[str, ...]
    near: str
    unit: str | None
    aside: str
    distinguishing_words: frozenset[str]
    numbers: frozenset[float]


@lru_cache(maxsize=16_384)
def normalize_heading(text: str) -> NormalizedHeading:
    """The folded forms of a question text or heading."""
    whole = clean(text)
    plain, unit, aside = _without_brackets(strip_numbering(whole))
    if (suffix := _UNIT_SUFFIX.search(plain)) is not None and suffix.start() > 1:
        unit, plain = unit or suffix[1], plain[: suffix.start()]
    if unit is None and (asked := _ASKED_UNIT.search(plain)) is not None:
        unit = asked[1]
    bare = _without_fillers(plain)
    forms = (whole, strip_numbering(whole), plain, bare, _BARE_NUMBER.sub("", bare))
    return NormalizedHeading(
        text=whole,
        keys=tuple(dict.fromkeys(key for form in forms if (key := alnum(form)))),
        near=_near(bare),
        unit=unit,
        aside=aside,
        distinguishing_words=distinguishing_words(plain),
        numbers=numbers_in(plain),
    )


def bilingual_parts(text: str) -> tuple[str, ...]:
    """The parts of a heading that says the same thing twice, in two languages or lines."""
    whole = strip_numbering(clean(text))
    parts = [p for line in _SEVERAL.split(whole) for p in _SCRIPTS.split(line) if alnum(p)]
    return tuple(parts) if len(parts) > 1 else ()


def strip_numbering(text: str) -> str:
    """Without ``1.``, ``(1)``, ``Q3``, ``RSP-01`` in front; ``3-minute rate`` stays."""
    for _ in range(2):
        rest = _NUMBERING.sub("", text, count=1)
        if not alnum(rest):
            return text
        text = rest
    return text


def alnum(text: str) -> str:
    """Letters, digits and characters alone."""
    return "".join(c for c in text if c.isalnum())


def distinguishing_words(text: str) -> frozenset[str]:
    """Words that make another question of it: negations, first and average, peak, channel ..."""
    text = _EXCLUDING.sub("", text)
    found = {name for name, parts in _GUARD_PARTS.items() if any(part in text for part in parts)}
    for word in _LATIN.findall(text):
        found.update(name for begin, name in _GUARD_BEGINS if word.startswith(begin))
        whole = word if word == "no." else word.rstrip(".")  # "No. of cases" denies nothing
        for part in (whole, *whole.split("-")):
            if part in _GUARD_WORDS:
                found.add(_GUARD_WORDS[part])
    return frozenset(found)


def numbers_in(text: str) -> frozenset[float]:
    """The numbers in a question text, also those in words: three-minute."""
    found = {float(n) for n in _NUMBER.findall(text)}
    found.update(
        float(_NUMBER_WORDS[word]) for word in _WORD.findall(text) if word in _NUMBER_WORDS
    )
    for tens, ten, ones in _COUNTED.findall(text):
        if tens or ten or ones:
            found.add(float(_counted(tens, ten, ones)))
    return frozenset(found)


def _counted(tens: str, ten: str, ones: str) -> int:
    if not ten:
        return _DIGITS[ones or tens]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def _without_brackets(text: str) -> tuple[str, str | None, str]:
    """The text without brackets, the unit that stood in one, and the other words in them."""
    unit: str | None = None
    aside: list[str] = []
    for content in _BRACKET.findall(text):
        if (found := _UNIT.fullmatch(content.strip())) is not None:
            unit = unit or found[1]
        else:
            aside.append(content)
    return _BRACKET.sub(" ", text).strip(), unit, " ".join(aside)


def _without_fillers(text: str) -> str:
    told = [w for w in re.split(r"[\s']+", text) if alnum(w) not in FILLER_WORDS]
    return _FILLER.sub("", " ".join(told)) if told else text


def _near(text: str) -> str:
    for word, same in SAME.items():
        text = text.replace(word, same)
    told = (str(_NUMBER_WORDS.get(word, word)) for word in _WORDS.findall(text))
    return " ".join(SAME_WORDS.get(word, word) for word in told)
