"""Vendors' names: what a file or sheet name tells, and when two names are one."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from pathlib import PurePosixPath

from vendor_score.questionnaire.headings import alnum, strip_numbering
from vendor_score.wording import lexicon

__all__ = [
    "FILE_WORDS",
    "SHEET_WORDS",
    "alike_names",
    "core_key",
    "name_from_file",
    "name_from_sheet",
    "name_key",
    "named_by_file",
    "shown_name",
    "whole_name_from_file",
]

FILE_WORDS = frozenset(lexicon.words("name.file"))
SHEET_WORDS = frozenset(lexicon.words("name.file", "name.sheet"))
_ANY_FILE_WORDS = FILE_WORDS - frozenset(lexicon.words("name.company"))  # in no company's name


# Vendors' names: when two are the same or alike, and what a file or sheet name tells.

_LONGEST = 120  # characters of a name that are shown
_MOST_PAIRS = 400  # vendors up to which every pair is compared
_ALIKE = 90.0  # least similarity of two spellings (0-100)
_SHORT_CORE = 5  # shorter names are not compared by spelling
_LEAST_CJK, _LEAST_LATIN = 2, 3

_SEPARATORS = re.compile(r"[\s_\-–—.,+~&@#!;、，。·()\[\]{}（）【】〔〕《》“”\"']+")
_DATE = lexicon.regex(
    r"(?:19|20)\d{2}[-_./ ]?(?:0?[1-9]|1[0-2])(?:[-_./ ]?(?:0?[1-9]|[12]\d|3[01]))?(?!\d)"
    r"|\d{2,4}{date.year}(?:\d{1,2}{date.month}(?:\d{1,2}{date.day})?)?"
    r"|\d{1,2}{date.month}\d{1,2}{date.day}|(?<!\d)20\d{2}(?!\d)"
)
_VERSION = lexicon.regex(r"{name.version.pattern}|\d{1,2}", re.IGNORECASE)
_TAIL = lexicon.regex(r"{name.ending.pattern}$")
_HEAD = lexicon.regex(r"^{name.beginning.pattern}")
_LEGAL = lexicon.regex(r"{name.legal:words}|\(?{name.country}\)?")
_PARTIES = frozenset(lexicon.words("name.party"))
_FIGURES = re.compile(r"\d+")


def name_key(name: str) -> str:
    """The form in which two names are the same: without case, width, spaces and punctuation."""
    text = unicodedata.normalize("NFKC", name).casefold()
    key = "".join(c for c in text if c.isalnum() or unicodedata.category(c).startswith("S"))
    return key or " ".join(text.split())


def shown_name(name: str) -> str:
    """A name on one line, without characters that cannot be seen, of bounded length."""
    text = "".join(
        " " if c.isspace() else c for c in name if c.isspace() or unicodedata.category(c)[0] != "C"
    )
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


@lru_cache(maxsize=4_096)
def name_from_file(file: str) -> str:
    """The vendor's name that a file name tells, cleaned of words such as questionnaire or final.

    Where nothing else is left, the name is the file's own without its ending.
    """
    stem = unicodedata.normalize("NFKC", PurePosixPath(file).stem)
    whole = whole_name_from_file(file)
    if alnum(whole) == alnum(stem):
        return whole  # nothing but a name, so that Cedar Service stays apart from Cedar Support
    return _cleaned(stem, FILE_WORDS) or shown_name(stem)


def named_by_file(file: str) -> bool:
    """Whether anything in a file name but dates, versions and generic words may be a name."""
    return bool(_cleaned(unicodedata.normalize("NFKC", PurePosixPath(file).stem), FILE_WORDS))


def whole_name_from_file(file: str) -> str:
    """The name that a file name tells with the words that companies have: Cedar Support."""
    stem = unicodedata.normalize("NFKC", PurePosixPath(file).stem)
    return _cleaned(stem, _ANY_FILE_WORDS) or shown_name(stem)


def core_key(name: str) -> str:
    """The form in which two names are one company's: also without its legal form."""
    return "".join(_core(name)) or name_key(name)


def name_from_sheet(sheet: str) -> str | None:
    """The vendor's name that a sheet name tells; None for Sheet1, Questionnaire, Security ..."""
    text = strip_numbering(unicodedata.normalize("NFKC", sheet))
    return _cleaned(text, SHEET_WORDS) or None


def _cleaned(text: str, generic: frozenset[str]) -> str:
    """Without dates, versions and generic words; what is left keeps its own spelling."""
    whole = text
    text = _DATE.sub(" ", text)
    kept = _kept_words(text, _words(text), generic)
    if kept and alnum(whole) == "".join(alnum(text[slice(*word)]) for word in kept):
        return shown_name(whole)
    return shown_name(text[kept[0][0] : kept[-1][1]]).strip(" _-–—.,+~") if kept else ""


def _words(text: str) -> list[tuple[int, int]]:
    """The places of the words, Chinese ones without generic beginnings and ends."""
    words: list[tuple[int, int]] = []
    at = 0
    for gap in [*_SEPARATORS.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if end > at:
            words.append(_trimmed(text, at, end))
        at = gap.end() if gap else end
    return words


def _kept_words(
    text: str, words: list[tuple[int, int]], generic: frozenset[str]
) -> list[tuple[int, int]]:
    """The places of the words that say something, without generic ones at both ends."""
    named = [at for at, word in enumerate(words) if not _is_generic(text[slice(*word)], generic)]
    if not named:
        return []
    first, last = named[0], named[-1]
    if first > 1 and [text[slice(*word)] for word in words[first - 2 : first]] == ["24", "7"]:
        first -= 2  # 24-7 is part of a name, not a date or a copy's number
    if first and first == last and _is_letter(text[slice(*words[first])]):
        first -= _is_party(text[slice(*words[first - 1])])  # Vendor A, not A
    return words[first : last + 1]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A Chinese word without the generic words it begins or ends with."""
    while (tail := _TAIL.search(text[start:end])) is not None and tail.start():
        end = start + tail.start()
    while (head := _HEAD.match(text[start:end])) is not None and start + head.end() < end:
        start += head.end()
    return start, end


def _is_generic(word: str, generic: frozenset[str]) -> bool:
    folded = word.casefold()
    plain = re.sub(r"\d+$", "", folded)
    return (
        folded in generic
        or bool(_VERSION.fullmatch(folded))
        or plain in generic
        or not alnum(folded)
        or _TAIL.fullmatch(folded) is not None
        or _HEAD.fullmatch(folded) is not None
    )


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isascii()


def _is_party(word: str) -> bool:
    return word.casefold() in _PARTIES


def alike_names(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of different names that may be one company: Acme Ltd and ACME Limited, parent and
    branch, a slip of spelling. Every pair is compared among few vendors; among many, equal
    and beginning cores alone, in a sorted list.
    """
    cores = {name: _core(name) for name in names}
    told: set[tuple[str, str]] = set()
    for pair in (*_same_core(cores), *_begins(cores), *_spelled_alike(cores)):
        if pair not in told:
            told.add(pair)
            yield pair


def _core(name: str) -> tuple[str, ...]:
    """The words of a name without its legal form."""
    text = _LEGAL.sub(" ", unicodedata.normalize("NFKC", name).casefold().replace(".", ""))
    return tuple(word for part in re.split(r"[\W_]+", text) if (word := part))


def _same_core(cores: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    by_core: dict[str, list[str]] = defaultdict(list)
    for name, core in cores.items():
        if core:
            by_core["".join(core)].append(name)
    for same in by_core.values():
        yield from pairwise(same)


def _begins(cores: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Names whose core begins with another's: a company and its branch."""
    order = {name: at for at, name in enumerate(cores)}
    ranked = sorted((" ".join(core), name) for name, core in cores.items() if core)
    for (short, one), (long, other) in pairwise(ranked):
        if short != long and long.startswith(short) and _continues(short, long[len(short) :]):
            first, second = sorted((one, other), key=order.__getitem__)
            yield first, second


def _continues(short: str, rest: str) -> bool:
    if short.isascii():
        return len(short) >= _LEAST_LATIN and rest.startswith(" ") and not rest[1:2].isdigit()
    return (
        len(short) >= _LEAST_CJK
        and not rest[0].isdigit()
        and not (rest[0].isascii() and len(rest) == 1)
    )


def _spelled_alike(cores: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    if len(cores) > _MOST_PAIRS:
        return
    texts = {name: " ".join(core) for name, core in cores.items()}
    long = [name for name, text in texts.items() if len(text) >= _SHORT_CORE]
    if len(long) < 2:  # noqa: PLR2004 - nothing to compare
        return
    from rapidfuzz import fuzz

    for one, other in combinations(long, 2):
        close = fuzz.ratio(texts[one], texts[other]) >= _ALIKE
        if close and _telling(texts[one]) == _telling(texts[other]):
            yield one, other


def _telling(core: str) -> tuple[list[str], list[str]]:
    """Numbers and short words tell names apart: Supplier A and B, Site 1 and 2."""
    return _FIGURES.findall(core), [w for w in core.split() if len(w) < _LEAST_LATIN]
