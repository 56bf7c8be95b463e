"""How clear each clause of a draft is, and what else in it wants a second look.

Clarity 0-3: 0 not found, 1 named only, 2 some of its elements, 3 all. A blank in it holds it to 2,
vague words without any figure to 1. The level says nothing about whether a clause is fair or valid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from vendor_score.contract.clause_rules import ClauseRule, clause_rules
from vendor_score.contract.contradictions import draft_findings
from vendor_score.contract.document import draft_of_text
from vendor_score.contract.own_terms import check_terms, term_findings
from vendor_score.contract.passages import BLANK, Article, Passage, articles, unnumbered
from vendor_score.contract.records import Clause, ContractCheck, Draft, Quote
from vendor_score.contract.settings import Terms
from vendor_score.wording import lexicon

__all__ = ["check_contract"]

_WITH_BLANK, _VAGUE = 2, 1
_ALL = 3
_LONGEST_QUOTE = 160
_MOST_QUOTES = 3
_BY_CONTENT = frozenset({4, 5, 7, 10})
"""Clauses whose elements are telling enough to be known without the name."""
_TELLING = 2
_LONGEST_ARTICLE = 8
"""Passages of an article that one mention of a clause claims for it."""
_LONGEST_HEADING = 24
_STOPS = re.compile(r"[。;；,，|]|\.$")


def check_contract(
    draft: Draft | str, *, vendor: str | None = None, terms: Terms | None = None
) -> ContractCheck:
    """Judge how clear the clauses of a draft are.

    Parameters
    ----------
    draft : Draft or str
        From `read_document`, or plain text.
    vendor : str, optional
        Whose draft it is; named in the findings.
    terms : Terms, optional
        The buyer's own terms; the usual ones unless given.

    Returns
    -------
    ContractCheck

    Examples
    --------
    >>> checked = check_contract("Force majeure: war and flood; the other party is notified.")
    >>> checked.clauses[19].level, checked.clauses[19].missing
    (3, ())
    """
    if isinstance(draft, str):
        draft = draft_of_text(draft)
    parts = articles(draft)
    clauses = tuple(_clause(rule, parts) for rule in clause_rules())
    own = tuple(check_terms(draft, terms or Terms()))
    return ContractCheck(
        draft=draft,
        clauses=clauses,
        terms=own,
        findings=(
            *draft_findings(draft, clauses, vendor), *term_findings(own, draft.file, vendor)
        ),
    )  # fmt: skip


def _clause(rule: ClauseRule, parts: Sequence[Article]) -> Clause:
    titled = [part for part in parts if part.title and rule.anchor.search(part.title)]
    passages = [passage for part in titled for passage in part.passages]
    own, taken = list(passages), {id(passage) for passage in passages}
    for part in parts:
        named = [p for p in part.passages if rule.anchor.search(p.text)]
        if named and not _is_of_another(part):
            named = list(part.passages)
        passages += [p for p in named if id(p) not in taken]
    if not passages and rule.number in _BY_CONTENT:
        passages = [p for part in parts for p in part.passages if _says_it(rule, p.text)]
    if not passages:
        return Clause(number=rule.number, level=0, missing=tuple(rule.elements))
    text = _searched(passages)
    found = {name: hit for name, rx in rule.elements.items() if (hit := rx.search(text))}
    level = _ALL if len(found) == len(rule.elements) else 2 if found else 1
    caps: list[tuple[int, str]] = []
    if any(BLANK in passage.text for passage in own or passages):
        caps.append((_WITH_BLANK, "blank"))
    if _is_vague(text):
        caps.append((_VAGUE, "vague"))
    capped = min((cap for cap in caps if cap[0] < level), default=None)
    return Clause(
        number=rule.number,
        level=level if capped is None else capped[0],
        quotes=tuple(_quotes(rule, passages, found.values())),
        found=tuple(found),
        missing=tuple(name for name in rule.elements if name not in found),
        capped_by=None if capped is None else capped[1],
    )


def _says_it(rule: ClauseRule, text: str) -> bool:
    """Whether a passage without the clause's name has what only that clause has."""
    own = unnumbered(text)
    return sum(rx.search(own) is not None for rx in rule.elements.values()) >= _TELLING


def _is_of_another(part: Article) -> bool:
    """Whether only the passages that name a clause belong to it: not the rest of the article."""
    if not part.title or len(part.passages) > _LONGEST_ARTICLE:
        return True
    return any(rule.anchor.search(part.title) for rule in clause_rules())


def _searched(passages: Sequence[Passage]) -> str:
    """The text in which elements are looked for; a heading stands in the line that it heads."""
    lines: list[str] = []
    heading = ""
    for passage in passages:
        text = unnumbered(passage.text)
        if not heading and len(text) <= _LONGEST_HEADING and not _STOPS.search(text):
            heading = text
            lines.append(text)
            continue
        lines.append(f"{heading}: {text}" if heading else text)
        heading = ""
    return "\n".join(lines)


def _quotes(
    rule: ClauseRule, passages: Sequence[Passage], hits: Iterable[re.Match[str]]
) -> list[Quote]:
    """The blocks that the level rests on: those with an element, else those with the name."""
    words = [hit.group() for hit in hits if hit.group().strip()]
    chosen = [p for p in passages if any(word in p.text for word in words)]
    chosen = chosen or [p for p in passages if rule.anchor.search(p.text)] or list(passages)
    return [
        Quote(text=_shortened(p.block.text), place=p.block.place) for p in chosen[:_MOST_QUOTES]
    ]


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1]}…"


@cache
def _vague() -> re.Pattern[str]:
    return lexicon.regex("{draft.vague:words}", re.IGNORECASE)


@cache
def _figure() -> re.Pattern[str]:
    return lexicon.regex("{draft.figure.pattern}", re.IGNORECASE)


def _is_vague(text: str) -> bool:
    return _vague().search(text) is not None and _figure().search(text) is None
