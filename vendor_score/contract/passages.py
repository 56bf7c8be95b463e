"""The text of a draft as it is searched: articles with their titles, and marked blanks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from vendor_score.contract.records import Block, Draft
from vendor_score.wording import lexicon

__all__ = [
    "BLANK",
    "Article",
    "Blank",
    "Passage",
    "articles",
    "blanks",
    "folded",
    "pieces",
    "speaks_of_renewal",
    "unnumbered",
]

BLANK = "\u241f"
"""Stands where a blank was, so that nothing around it joins to a figure."""
_NUMBER = re.compile(r"\(?\d{1,2}(?:\.\d{1,2}){0,3}\s*[.、)]?\s*(?!\d)")
_TOP_NUMBER = re.compile(r"\d{1,2}\s*[.、]\s*(?!\d)")
_TITLE_END = re.compile(r"[:：。;；]|\s{1,}|\.\s")
_LONGEST_TITLE = 24
_LONGEST_LATIN_TITLE = 60
_FEWEST = 3
"""Articles that a numbering must give before it is taken for that of the articles."""
_LONGEST_RUN, _LONGEST_PIECE = 12, 1_500
_RUN = re.compile(rf"\s{{{_LONGEST_RUN},}}|([^\w\s])\1{{{_LONGEST_RUN},}}|_{{{_LONGEST_RUN},}}")
_STOP = re.compile(r"[。;；.!]\s*|\n")
_TICKED = re.compile(r"[☑☒✓✔√✅■]")
_UNTICKED = re.compile(r"[☐□○]\s*[^☐☑☒□■✓✔√✅○\s;；。，,]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A block as it is searched.

    Attributes
    ----------
    text : str
        Without options that are not ticked, and with `BLANK` for what was left blank.
    block : Block
        As it stands.
    """

    text: str
    block: Block


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """A numbered article with all below it, or a block that stands alone.

    Attributes
    ----------
    title : str
        Empty where it has none.
    passages : tuple of Passage
    """

    title: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Blank:
    """Something left to be filled in: ``amount``, ``rate``, ``dates``, ``day``, ``other``."""

    kind: str
    text: str
    block: Block


def articles(draft: Draft) -> tuple[Article, ...]:
    """The draft in articles.

    Parameters
    ----------
    draft : Draft

    Returns
    -------
    tuple of Article
    """
    passages = [
        _passage(block, text)
        for block in draft.blocks
        if block.text.strip()
        for text in pieces(block)
    ]
    starts = _starts(passages)
    found: list[Article] = []
    open_passages: list[Passage] = []
    title = ""
    for at, passage in enumerate(passages):
        if at in starts or passage.block.is_annex:
            if open_passages:
                found.append(Article(title=title, passages=tuple(open_passages)))
            open_passages = []
            title = _title(passage.text) if at in starts else ""
        if at in starts:
            open_passages = [passage]
        elif open_passages and not passage.block.is_annex:
            open_passages.append(passage)
        else:
            found.append(Article(title="", passages=(passage,)))
    if open_passages:
        found.append(Article(title=title, passages=tuple(open_passages)))
    return tuple(found)


@cache
def _article() -> re.Pattern[str]:
    return lexicon.regex("{draft.article.pattern}", re.IGNORECASE)


@cache
def _chapter() -> re.Pattern[str]:
    return lexicon.regex("{draft.chapter.pattern}")


@cache
def _part() -> re.Pattern[str]:
    return lexicon.regex("{draft.part.pattern}")


def _starts(passages: Sequence[Passage]) -> frozenset[int]:
    """Where articles begin, by the first numbering that gives enough of them."""
    by_level: dict[int, list[int]] = {}
    for at, passage in enumerate(passages):
        if passage.block.level is not None:
            by_level.setdefault(passage.block.level, []).append(at)
    candidates = [by_level[level] for level in sorted(by_level)]
    candidates += [
        [at for at, p in enumerate(passages) if pattern.match(p.text)]
        for pattern in (_article(), _chapter(), _part(), _TOP_NUMBER)
    ]
    return frozenset(next((found for found in candidates if len(found) >= _FEWEST), ()))


def _title(text: str) -> str:
    """The words between the number of an article and its text."""
    rest = text
    for pattern in (_article(), _chapter(), _part(), _NUMBER):
        if (found := pattern.match(rest)) is not None:
            rest = rest[found.end() :].lstrip()
            break
    latin = rest[:1].isascii()
    end = re.search(r"[:：。;；]|\.(?=\s|$)", rest) if latin else _TITLE_END.search(rest)
    title = rest[: end.start()] if end else rest
    longest = _LONGEST_LATIN_TITLE if latin else _LONGEST_TITLE
    return title if len(title) <= longest and "," not in title else ""


def folded(text: str) -> str:
    """Full-width signs and letters as narrow ones (NFKC), and no endless runs of one sign.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
    """
    return _RUN.sub(lambda run: run.group()[:_LONGEST_RUN], unicodedata.normalize("NFKC", text))


def pieces(block: Block) -> Iterator[str]:
    """The text of a block as it is searched, in pieces that no expression takes long over.

    Parameters
    ----------
    block : Block

    Yields
    ------
    str
        Folded; whole where it is no longer than a clause ever is, else parted between sentences.
    """
    text = folded(block.text)
    while len(text) > _LONGEST_PIECE:
        ends = [found.end() for found in _STOP.finditer(text, 0, _LONGEST_PIECE)]
        end = ends[-1] if ends else _LONGEST_PIECE
        yield text[:end]
        text = text[end:]
    yield text


@cache
def _renewal() -> re.Pattern[str]:
    return lexicon.regex("{draft.figure_not.notice.pattern}", re.IGNORECASE)


def speaks_of_renewal(text: str, at: int) -> bool:
    """Whether a notice in a text is one against renewal, and ends nothing before its time.

    Parameters
    ----------
    text : str
        Folded.
    at : int
        Where in it.

    Returns
    -------
    bool
    """
    start = max((found.end() for found in _STOP.finditer(text, 0, at)), default=0)
    end = next((found.start() for found in _STOP.finditer(text, at)), len(text))
    return _renewal().search(text, start, end) is not None


@cache
def _numbering() -> re.Pattern[str]:
    return lexicon.regex(
        r"\A\W*(?:{draft.article.pattern}|{draft.chapter.pattern}|{draft.part.pattern}"
        r"|\(?\d{1,2}(?:\.\d{1,2}){0,3}\s*[.、)](?=\D)|\d{1,2}(?:\.\d{1,2}){1,3}\s+)\s*",
        re.IGNORECASE,
    )


def unnumbered(text: str) -> str:
    """Without the article's own number, which is no figure of the clause.

    Parameters
    ----------
    text : str
        Folded.

    Returns
    -------
    str
    """
    return _numbering().sub("", text, count=1)


def _passage(block: Block, text: str) -> Passage:
    if _TICKED.search(text):
        text = _UNTICKED.sub(" ", text)
    return Passage(text=_blank_mark().sub(BLANK, text), block=block)


@cache
def _blank_mark() -> re.Pattern[str]:
    return lexicon.regex("{draft.blank.mark.pattern}", re.IGNORECASE)


_KINDS = ("dates", "rate", "amount", "day", "other")
_PATTERNS = {
    "dates": "date", "rate": "rate", "amount": "amount", "day": "day", "other": "mark",
}  # fmt: skip


@cache
def _blank(kind: str) -> re.Pattern[str]:
    return lexicon.regex(f"{{draft.blank.{_PATTERNS[kind]}.pattern}}", re.IGNORECASE)


def blanks(draft: Draft) -> Iterator[Blank]:
    """What was left to be filled in, each kind once a block.

    Parameters
    ----------
    draft : Draft

    Yields
    ------
    Blank
    """
    for block in draft.blocks:
        found = [blank for text in pieces(block) for blank in _blanks_of(block, text)]
        yield from {blank.kind: blank for blank in reversed(found)}.values()


def _blanks_of(block: Block, text: str) -> Iterator[Blank]:
    for kind in _KINDS:
        for match in _blank(kind).finditer(text):
            around = text[max(0, match.start() - 16) : match.end() + 12].strip()
            yield Blank(kind=kind, text=around, block=block)
        text = _blank(kind).sub("\ue000", text)
