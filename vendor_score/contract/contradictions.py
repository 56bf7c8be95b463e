"""Blanks, vague words, contradictions and tracked changes of a draft, as findings with a place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from vendor_score.contract.passages import articles, blanks, unnumbered
from vendor_score.contract.records import Block, Clause, Draft
from vendor_score.findings import Finding, Severity, Source
from vendor_score.wording import lexicon

__all__ = ["draft_findings"]

_UNREAD = frozenset({"part-not-read", "embedded-file", "active-control", "unknown-symbol"})
_TYPE, _DISPUTES, _DEPOSIT = 2, 22, 9
_LONGEST = 120


def draft_findings(
    draft: Draft, clauses: Sequence[Clause], vendor: str | None = None
) -> Iterator[Finding]:
    """Everything in a draft that wants a second look.

    Parameters
    ----------
    draft : Draft
    clauses : sequence of Clause
    vendor : str, optional

    Yields
    ------
    Finding
    """
    for code, severity, block, found, values in (
        *_blanks(draft), *_words(draft, clauses), *_type(draft, clauses),
        *_disputes(draft, clauses), *_not_clean(draft),
    ):  # fmt: skip
        yield Finding(
            code=code,
            severity=severity,
            vendor=vendor,
            source=Source(draft.file or None, None, block.place if block else None),
            found=found[:_LONGEST] or None,
            values=values,
        )


_Raw = tuple[str, Severity, Block | None, str, dict[str, object]]


@cache
def _rx(name: str) -> re.Pattern[str]:
    return lexicon.regex(f"{{draft.{name}.pattern}}", re.IGNORECASE)


def _texts(draft: Draft) -> list[tuple[str, Block]]:
    """The text as it is searched, with its blocks: without options that are not ticked."""
    return [(p.text, p.block) for part in articles(draft) for p in part.passages]


def _first(draft: Draft, name: str) -> tuple[re.Match[str], Block] | None:
    for text, block in _texts(draft):
        if (found := _rx(name).search(text)) is not None:
            return found, block
    return None


def _blanks(draft: Draft) -> Iterator[_Raw]:
    for blank in blanks(draft):
        yield f"contract-blank-{blank.kind}", Severity.WARNING, blank.block, blank.text, {}


def _words(draft: Draft, clauses: Sequence[Clause]) -> Iterator[_Raw]:
    """Words for deposits, vague words, a law that is no more, rules without effect."""
    guarantee, other = _first(draft, "deposit_guarantee"), _first(draft, "deposit_other")
    if other is not None and (found := other[0].group()):
        yield "contract-deposit-word", Severity.WARNING, other[1], found, {"word": found}
        if guarantee is not None:
            both = f"{guarantee[0].group()} / {found}"
            yield "contract-two-deposit-words", Severity.WARNING, other[1], both, {}
    deposit = clauses[_DEPOSIT - 1]
    if deposit.level and "refund" in deposit.missing:
        yield "contract-deposit-open", Severity.WARNING, _block_of(draft, deposit), "", {}
    for clause in clauses:
        if clause.capped_by == "vague":
            block = _block_of(draft, clause)
            found = ", ".join(_vague_words(block.text)) if block else ""
            yield "contract-vague", Severity.WARNING, block, found, {"clause": clause.number}
    capped = {clause.number for clause in clauses if clause.capped_by == "vague"}
    shown = {quote.place for c in clauses if c.number in capped for quote in c.quotes}
    for text, block in _texts(draft):
        words = _vague_words(text)
        if words and block.place not in shown and _rx("figure").search(unnumbered(text)) is None:
            yield "contract-vague-words", Severity.WARNING, block, ", ".join(words), {}
    for name, code in (
        ("repealed_law", "contract-repealed-law"),
        ("no_reduction", "contract-no-effect"),
    ):
        if (hit := _first(draft, name)) is not None:
            yield code, Severity.WARNING, hit[1], hit[0].group(), {}


def _vague_words(text: str) -> list[str]:
    found = lexicon.regex("{draft.vague:words}", re.IGNORECASE).findall(text)
    return list(dict.fromkeys(found))


def _block_of(draft: Draft, clause: Clause) -> Block | None:
    places = {quote.place for quote in clause.quotes}
    return next((block for block in draft.blocks if block.place in places), None)


def _type(draft: Draft, clauses: Sequence[Clause]) -> Iterator[_Raw]:
    """Outsourcing or labour dispatch, and who manages the agents."""
    if not {"nature", "employer", "directs"} & set(clauses[_TYPE - 1].found):
        yield "contract-type-not-stated", Severity.WARNING, None, "", {}
    dispatch = None
    for text, block in _texts(draft):
        if (hit := _rx("dispatch").search(_rx("not_dispatch").sub(" ", text))) is not None:
            dispatch = (hit, block)
            break
    outsourcing = _first(draft, "outsourcing")
    manages = _first(draft, "buyer_manages")
    if dispatch is not None and outsourcing is not None:
        found = f"{outsourcing[0].group()} / {dispatch[0].group()}"
        yield "dispatch_or_outsourcing", Severity.WARNING, dispatch[1], found, {}
    elif dispatch is not None and (own := _first(draft, "vendor_manages")) is not None:
        yield "dispatch_or_outsourcing", Severity.WARNING, own[1], own[0].group(), {}
    elif outsourcing is not None and manages is not None:
        yield "dispatch_or_outsourcing", Severity.WARNING, manages[1], manages[0].group(), {}


def _disputes(draft: Draft, clauses: Sequence[Clause]) -> Iterator[_Raw]:
    disputes = clauses[_DISPUTES - 1]
    if disputes.level and "forum" in disputes.missing:
        yield "contract-no-forum", Severity.WARNING, _block_of(draft, disputes), "", {}
    court, arbitration = _first(draft, "court"), _first(draft, "arbitration")
    if court is not None and arbitration is not None:
        found = f"{arbitration[0].group()} / {court[0].group()}"
        yield "contract-two-forums", Severity.ERROR, arbitration[1], found, {}
    for name in ("court_party", "court_city"):
        places = {
            hit.group(): block for text, block in _texts(draft) for hit in _rx(name).finditer(text)
        }
        if len(places) > 1 and arbitration is None:
            block = list(places.values())[-1]
            yield "contract-two-forums", Severity.ERROR, block, " / ".join(places), {}


def _not_clean(draft: Draft) -> Iterator[_Raw]:
    """Tracked changes, comments, and what could not be read."""
    by_place = {block.place: block for block in draft.blocks}
    for change in draft.changes:
        block = by_place.get(change.place) or Block(text="", place=change.place)
        found = f"{change.removed or '∅'} → {change.added or '∅'}"
        values: dict[str, object] = {"author": change.author or "?", "date": change.date[:10]}
        severity = Severity.ERROR if change.changes_a_number else Severity.WARNING
        code = "contract-changed-number" if change.changes_a_number else "contract-change"
        yield code, severity, block, found, values
    for comment in draft.comments:
        block = by_place.get(comment.place) or Block(text="", place=comment.place)
        by: dict[str, object] = {"author": comment.author or "?"}
        yield "contract-open-comment", Severity.WARNING, block, comment.text, by
    for flag in draft.flags:
        if flag in _UNREAD:
            yield "contract-part-not-read", Severity.ERROR, None, flag, {}
        elif flag in {"struck", "hidden", "pages-only", "macros", "external-links"}:
            yield f"contract-{flag}", Severity.WARNING, None, "", {}
