"""What is recognised in answers and headings, one lexicon per language: ``lexicon/zh.json``, ...

A lexicon maps a meaning (``"none"``, ``"unit.min"``, ``"header.vendor"``) to the phrases that stand
for it. Reading knows no language: the phrases of all languages count together, those of
``common.json`` (ISO codes, signs) first. A vendor's or buyer's own words go into ``lexicon/`` of
the folder that ``VENDOR_SCORE_WORDING`` names; they are added, none is taken away.

A meaning whose name ends in ``.pattern`` holds regular expressions, for what word order decides.
Expressions, in a lexicon and in the code, name lists of phrases in braces (see `filled`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, cast

from vendor_score.wording import FALLBACK, Lang, data_files, read_json

__all__ = [
    "alternatives",
    "filled",
    "group",
    "meanings",
    "pairs",
    "parts_words",
    "pattern",
    "phrases",
    "regex",
    "words",
]

_COMMON = "common"
_PLACE = re.compile(
    r"\{([a-z_]+(?:\.(?:[\w%/]+|\*))*)(:words)?\}"
)  # a quantifier begins with a digit


@cache
def phrases(lang: Lang) -> Mapping[str, tuple[str, ...]]:
    """The lexicon of one language.

    Parameters
    ----------
    lang
        The name of a lexicon, or ``"common"`` for signs and codes of no language.

    Returns
    -------
    Mapping
        Meaning to phrases; empty where there is no such file.
    """
    found: dict[str, tuple[str, ...]] = {}
    for file in data_files("lexicon").get(lang, ()):
        for meaning, listed in read_json(file).items():
            found[meaning] = (*found.get(meaning, ()), *listed)
    return found


@cache
def _merged() -> Mapping[str, tuple[str, ...]]:
    """All languages together: common first, then English, then the others by name."""
    merged: dict[str, dict[str, None]] = {}
    names = data_files("lexicon")
    for lang in sorted(names, key=lambda name: (name != _COMMON, name != FALLBACK, name)):
        for meaning, listed in phrases(lang).items():
            merged.setdefault(meaning, {}).update(dict.fromkeys(listed))
    return {meaning: tuple(listed) for meaning, listed in merged.items()}


@cache
def words(*meanings: str) -> tuple[str, ...]:
    """The phrases for these meanings in all languages, each once.

    Parameters
    ----------
    *meanings
        One or more; ``words("none", "none.certificate")`` is a base list and what is added to it.

    Raises
    ------
    KeyError
        No language has phrases for one of the meanings.

    Examples
    --------
    >>> {"none", "无"} <= set(words("none"))
    True
    """
    merged = _merged()
    return tuple(dict.fromkeys(phrase for meaning in meanings for phrase in merged[meaning]))


@cache
def group(subject: str) -> Mapping[str, tuple[str, ...]]:
    """The meanings below a subject, in all languages.

    Parameters
    ----------
    subject
        What the meanings begin with: ``"unit"`` for ``unit.min``, ``unit.s`` ...

    Returns
    -------
    Mapping
        The rest of each meaning to its phrases: ``{"min": ("minutes", ...), ...}``.

    Raises
    ------
    KeyError
        No meaning begins so.
    """
    start = f"{subject}."
    found = {
        meaning.removeprefix(start): listed
        for meaning, listed in _merged().items()
        if meaning.startswith(start)
    }
    if not found:
        raise KeyError(subject)
    return found


@cache
def meanings(subject: str) -> dict[str, str]:
    """The other way round: each phrase below a subject, casefolded, to the last of its meaning.

    Parameters
    ----------
    subject
        As in `group`.

    Raises
    ------
    KeyError
        No meaning begins so.

    Examples
    --------
    >>> meanings("unit")["minutes"]
    'min'
    """
    return {
        phrase.casefold(): meaning
        for meaning, listed in group(subject).items()
        for phrase in listed
    }


@cache
def pairs(meaning: str) -> dict[str, str]:
    """Phrases that are written as ``phrase=what to read instead``, in the order of the lexicon.

    Parameters
    ----------
    meaning
        One whose phrases, or expressions, are of this form.

    Raises
    ------
    KeyError
        No language has phrases for it.

    Examples
    --------
    >>> pairs("heading.same_word")["avg"]
    'average'
    """
    return {phrase: instead for phrase, _, instead in (p.rpartition("=") for p in words(meaning))}


@cache
def pattern(*meanings: str) -> str:
    """The phrases as a regular expression, in which Latin ones stand as whole words only.

    Parameters
    ----------
    *meanings
        As in `words`.

    Raises
    ------
    KeyError
        No language has phrases for one of the meanings.

    Examples
    --------
    >>> re.sub(pattern("price.between"), "+", "per seat每月")
    '+ seat+月'
    """
    listed = words(*meanings)
    latin = [phrase for phrase in listed if parts_words(phrase[0]) and phrase[-1].isalnum()]
    return "|".join(
        part
        for part in (
            rf"\b(?:{alternatives(latin)})\b" if latin else "",
            alternatives(phrase for phrase in listed if phrase not in latin),
        )
        if part
    )


def parts_words(c: str) -> bool:
    """Whether a character is of a writing that parts words by blanks, as Chinese does not.

    Such words are recognised as whole words only: ``no`` is not in ``north``.
    """
    return c < "\u0900" or "\u1e00" <= c < "\u2000"  # Latin, Greek, Cyrillic ... Arabic


def alternatives(listed: Iterable[str]) -> str:
    """Phrases as ``a|b|c``: the longest first so that no shorter one cuts it off, signs escaped.

    Parameters
    ----------
    listed
        Phrases in any order; each counts once.

    Examples
    --------
    >>> alternatives(["no", "none"])
    'none|no'
    """
    longest_first = sorted(dict.fromkeys(listed), key=len, reverse=True)
    return "|".join(map(re.escape, longest_first))


@cache
def filled(template: str) -> str:
    r"""A regular expression in which names in braces are replaced by what they stand for.

    Parameters
    ----------
    template
        An expression. ``{unit.min}`` stands for any phrase of that meaning, ``{unit.*}`` for any
        below the subject, ``{unit.min:words}`` for Latin phrases as whole words only, and
        ``{header.answer.pattern}`` for any of the expressions there, which may name others in turn.

    Raises
    ------
    KeyError
        No language has phrases for a meaning that is named.

    Examples
    --------
    >>> re.sub(filled(r"\d+ ?{unit.min:words}"), "-", "5 minutes, 6 minuteness, 7分钟")
    '-, 6 minuteness, -'
    """

    def stand_in(place: re.Match[str]) -> str:
        meaning, whole_words = place.groups()
        if meaning.endswith(".pattern"):
            return f"(?:{'|'.join(map(filled, words(meaning)))})"
        if meaning.endswith(".*"):
            below = group(meaning.removesuffix(".*")).values()
            return f"(?:{alternatives(phrase for listed in below for phrase in listed)})"
        return f"(?:{pattern(meaning) if whole_words else alternatives(words(meaning))})"

    return _PLACE.sub(stand_in, template)


class _PatternWhenUsed:
    """An expression that is compiled when first used: most files need few of those there are.

    Its methods are then those of the compiled one, so that a call costs no more than there.
    """

    def __init__(self, expression: str, flags: int) -> None:
        self._expression, self._flags = expression, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._expression, self._flags)
        for known in _METHODS:
            setattr(self, known, getattr(compiled, known))
        return getattr(compiled, name)


_METHODS = ("search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer",
            "pattern", "flags", "groups", "groupindex")  # fmt: skip


def regex(template: str, flags: int = 0) -> re.Pattern[str]:
    """The expression that `filled` gives, compiled when it is first used.

    Parameters
    ----------
    template
        As in `filled`.
    flags
        Those of `re.compile`.

    Raises
    ------
    KeyError
        No language has phrases for a meaning that is named.
    """
    return cast("re.Pattern[str]", _PatternWhenUsed(filled(template), flags))
