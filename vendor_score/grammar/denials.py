"""What a negation denies: its own noun, which is seldom what the question asked for.

*Supported without extra cost* denies the cost, 无偏离 a deviation and *No response* an answer. A
denial is read together with its noun: one that denies something harmless says nothing against the
option beside it, one that denies an answer says that there is none.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from vendor_score.grammar.numerals import clean
from vendor_score.wording import lexicon

__all__ = [
    "denies_an_answer",
    "drop_harmless",
    "has_exception",
    "has_own_noun",
    "is_asked",
    "is_assent",
    "is_bound",
]

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
