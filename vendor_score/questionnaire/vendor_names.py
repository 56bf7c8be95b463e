"""Vendors' names: when two are the same or alike, and what a file or sheet name tells."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from pathlib import PurePosixPath

from vendor_score.questionnaire.folding import squash, strip_numbering
from vendor_score.questionnaire.name_words import FILE_WORDS, SHEET_WORDS

__all__ = ["alike", "name_from_file", "name_from_sheet", "name_key", "shown_name"]

_LONGEST = 120  # characters of a name that are shown
_MOST_PAIRS = 400  # vendors up to which every pair is compared
_ALIKE = 90.0  # least similarity of two spellings (0-100)
_SHORT_CORE = 5  # shorter names are not compared by spelling
_LEAST_CJK, _LEAST_LATIN = 2, 3

_SEPARATORS = re.compile(r"[\s_\-–—.,+~&@#!;、，。·()\[\]{}（）【】〔〕《》“”\"']+")
_DATE = re.compile(
    r"(?:19|20)\d{2}[-_./ ]?(?:0?[1-9]|1[0-2])(?:[-_./ ]?(?:0?[1-9]|[12]\d|3[01]))?(?!\d)"
    r"|\d{2,4}年(?:\d{1,2}月(?:\d{1,2}[日号])?)?|\d{1,2}月\d{1,2}[日号]|(?<!\d)20\d{2}(?!\d)"
)
_VERSION = re.compile(
    r"v(?:er(?:sion)?)?\s?\d+(?:\.\d+)*|第[一二三四五六七八九十\d]+[版稿]|\d{1,2}|r\d+|rev\d+",
    re.IGNORECASE,
)
_FORM = r"(?:调查|调研)?(?:问卷|调查表|调研表|反馈表|信息表|登记表|报价单|报价表)"
_RETURNED = r"回复|答复|应答|回函|反馈|终稿|定稿|副本"
_TAIL = re.compile(
    rf"(?:[的之]?(?:客服外包|供应商|服务商)?{_FORM}|{_RETURNED}|最终版?|修改版|修订版|更新版|新版|正式版|初稿"
    r"|盖章版?|签字版|扫描件|已填写?|填写版?|填报|第[一二三四五六七八九十\d]+[版稿])$"
)
_HEAD = re.compile(
    rf"^(?:(?:客服|客户服务|客服外包|外包|供应商|服务商)*{_FORM}|{_RETURNED}|最终版)"
)
_LEGAL = re.compile(
    r"\b(?:ltd|limited|inc|incorporated|corp|corporation|co|company|llc|llp|lp|gmbh|ag|bv|nv|plc|pte"
    r"|pvt|pty|private|sa|sas|sarl|srl|spa|ab|oy|as|kk|kg|group|holdings?|international|intl)\b"
    r"|股份有限公司|有限责任公司|有限公司|责任公司|集团|公司|\(?(?:中国|china)\)?"
)
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


def name_from_file(file: str) -> str:
    """The vendor's name that a file name tells, cleaned of words such as questionnaire or final.

    Where nothing else is left, the name is the file's own without its ending.
    """
    stem = unicodedata.normalize("NFKC", PurePosixPath(file).stem)
    return _cleaned(stem, FILE_WORDS) or shown_name(stem)


def name_from_sheet(sheet: str) -> str | None:
    """The vendor's name that a sheet name tells; None for Sheet1, Questionnaire, Security ..."""
    text = strip_numbering(unicodedata.normalize("NFKC", sheet))
    return _cleaned(text, SHEET_WORDS) or None


def _cleaned(text: str, generic: frozenset[str]) -> str:
    """Without dates, versions and generic words; what is left keeps its own spelling."""
    whole = text
    text = _DATE.sub(" ", text)
    kept = _kept_words(text, _words(text), generic)
    if kept and squash(whole) == "".join(squash(text[slice(*word)]) for word in kept):
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
        or not squash(folded)
        or _TAIL.fullmatch(folded) is not None
        or _HEAD.fullmatch(folded) is not None
    )


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isascii()


def _is_party(word: str) -> bool:
    return word.casefold() in {"vendor", "supplier", "company", "供应商", "公司", "服务商"}


def alike(names: Sequence[str]) -> Iterator[tuple[str, str]]:
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
