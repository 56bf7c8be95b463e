"""A draft against the buyer's own terms: meets them, is against them, or does not say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import cache

from vendor_score.contract.passages import pieces, speaks_of_renewal
from vendor_score.contract.records import Draft, Quote, TermCheck
from vendor_score.contract.settings import Terms
from vendor_score.findings import Finding, Severity, Source
from vendor_score.wording import both, lexicon

__all__ = ["check_terms", "term_findings"]

_CLAUSES = {
    "notice_days": 19, "late_interest": 8, "deposit_months": 9, "leak_notice_hours": 10,
    "liability_months": 17, "holidays": 4, "deposit_refunded": 9, "prices_fixed": 7,
    "subcontracting_consent": 10, "vendor_liable": 17, "renewal_notice_days": 18,
    "penalty_balance": 17,
}  # fmt: skip
_YES_OR_NO = frozenset({
    "holidays", "deposit_refunded", "prices_fixed", "subcontracting_consent", "vendor_liable",
})  # fmt: skip
_AT_LEAST = _YES_OR_NO | {"liability_months"}
_DAYS_A_MONTH, _HOURS_A_DAY = 30, 24
_LONGEST_QUOTE = 160


def check_terms(draft: Draft, terms: Terms) -> Iterator[TermCheck]:
    """Each of the buyer's terms against the first passage that speaks of it.

    Parameters
    ----------
    draft : Draft
    terms : Terms

    Yields
    ------
    TermCheck
    """
    for entry in fields(Terms):
        wanted = getattr(terms, entry.name)
        if wanted is None:
            continue
        stated = _stated(draft, entry.name)
        if not stated:
            yield TermCheck(
                id=entry.name, clause=_CLAUSES[entry.name], wanted=wanted, stated=None,
                verdict="not_stated",
            )  # fmt: skip
            continue
        at_least = entry.name in _AT_LEAST
        figure, quote = min(stated, key=lambda s: s[0]) if at_least else max(
            stated, key=lambda s: s[0]
        )  # fmt: skip
        meets = figure >= wanted if at_least else figure <= wanted + 1e-9
        yield TermCheck(
            id=entry.name, clause=_CLAUSES[entry.name], wanted=wanted, stated=figure,
            verdict="meets" if meets else "against", quote=quote,
        )  # fmt: skip


def term_findings(
    terms: Iterable[TermCheck], file: str | None, vendor: str | None
) -> Iterator[Finding]:
    """A finding for each term that the draft is against.

    Parameters
    ----------
    terms : iterable of TermCheck
    file, vendor : str or None
        Whose draft it is.

    Yields
    ------
    Finding
    """
    for term in terms:
        if term.verdict == "against" and term.quote is not None:
            limit = f"{term.wanted:g}" if term.wanted is not None else ""
            yield Finding(
                code="contract-against-term",
                severity=Severity.WARNING,
                vendor=vendor,
                source=Source(file or None, None, term.quote.place or None),
                found=term.quote.text,
                values={"term": both(f"contract.term.{term.id}", limit=limit)},
            )


_Stated = list[tuple[float, Quote]]


def _stated(draft: Draft, name: str) -> _Stated:
    if name == "penalty_balance":
        return _penalty_balance(draft)
    return [
        (figure, Quote(text=block.text[:_LONGEST_QUOTE], place=block.place))
        for block in draft.blocks
        for text in pieces(block)
        for figure in _figures(name, text)
    ]


def _penalty_balance(draft: Draft) -> _Stated:
    """The buyer's highest penalty over the vendor's, both in months' fees of a year's contract."""
    buyer, vendor = _stated(draft, "penalty_buyer"), _stated(draft, "penalty_vendor")
    if not buyer or not vendor:
        return []
    most, quote = max(buyer, key=lambda one: one[0])
    other = max(figure for figure, _ in vendor)
    return [(most / other, quote)] if other > 0 else []


@cache
def _patterns(id: str) -> tuple[re.Pattern[str], ...]:
    listed = lexicon.words(f"draft.term.{id}.pattern")
    return tuple(lexicon.regex(pattern, re.IGNORECASE) for pattern in listed)


def _figures(id: str, text: str) -> Iterator[float]:
    for pattern in _patterns(id):
        for found in pattern.finditer(text):
            if id == "notice_days" and speaks_of_renewal(text, found.start()):
                continue
            groups = {key.rstrip("2"): value for key, value in found.groupdict().items() if value}
            yield _figure(id, groups)


def _figure(id: str, groups: dict[str, str]) -> float:
    """The figure in the unit of the term; without a number the group says yes or no."""
    if "no" in groups:
        return 0.0
    if "n" not in groups:
        return 1.0
    raw = groups["n"]
    number = float(raw) if raw.replace(".", "", 1).isdecimal() else _numeral(raw)
    said = groups.get("u", "").casefold()
    if id.startswith("penalty_"):
        factors = lexicon.pairs("draft.penalty_units")
        return number * float(next((f for word, f in factors.items() if word in said), "nan"))
    unit = next((key for key in _units() if key in said), "")
    return number * _units().get(unit, {}).get(id, 1.0)


@cache
def _units() -> dict[str, dict[str, float]]:
    """What a unit's word makes of the number, by term: a month is 30 days of notice."""
    months = lexicon.words("draft.unit.month")
    days = lexicon.words("draft.unit.day")
    per = {
        "draft.unit.per_thousand": 0.1, "draft.unit.per_ten_thousand": 0.01,
    }  # fmt: skip
    table: dict[str, dict[str, float]] = {}
    for key, factor in per.items():
        table |= {word: {"late_interest": factor} for word in lexicon.words(key)}
    a_month = float(_DAYS_A_MONTH)
    table |= {
        word: dict.fromkeys(("notice_days", "renewal_notice_days"), a_month) for word in months
    }
    table |= {word: {"leak_notice_hours": float(_HOURS_A_DAY)} for word in days}
    return table


@cache
def _numerals() -> dict[str, float]:
    return {word: float(value) for word, value in lexicon.pairs("draft.numeral_words").items()}


def _numeral(word: str) -> float:
    return _numerals().get(word.casefold(), float("nan"))
