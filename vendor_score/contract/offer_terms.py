"""Prices, volumes and terms of the offer sheet against what a draft says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from vendor_score.contract.passages import articles, unnumbered
from vendor_score.findings import Finding, Severity, Source
from vendor_score.offers.words import item_words
from vendor_score.wording import Label, both, lexicon

if TYPE_CHECKING:
    from vendor_score.contract.records import Draft
    from vendor_score.price.demand import Demand
    from vendor_score.price.offer import Offer, OfferLine

__all__ = ["OfferTerm", "compare_offer", "offer_findings"]

_SENTENCE = re.compile(r"[。;；\n]|(?<=[a-z\d%)])\.(?=\s|$)")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_ALIKE: Final = 1e-6
_WAN: Final = 10_000
_CYCLES: Final = ("week", "month", "quarter", "half_year", "year")


@dataclass(frozen=True, kw_only=True, slots=True)
class OfferTerm:
    """A line or term of the offer against the draft.

    Attributes
    ----------
    id : str
        Of the offer line, or ``seats``, ``deposit``, ``deposit_word``, ``settlement``,
        ``payment_days``, ``trial``.
    name : Label
    offered : str
    contract : str
        The words of the draft; empty where nothing was found.
    place : str
    verdict : {"same", "weaker", "better", "different", "not_found"}
        ``weaker`` is worse for the buyer; ``different`` is no matter of more or less.
    """

    id: str
    name: Label
    offered: str
    contract: str
    place: str
    verdict: Literal["same", "weaker", "better", "different", "not_found"]


@dataclass(frozen=True, slots=True)
class _Found:
    value: float
    words: str
    place: str


def compare_offer(
    offer: Offer, draft: Draft, demand: Demand | None = None
) -> tuple[OfferTerm, ...]:
    """Everything that the offer states in figures against the draft.

    Parameters
    ----------
    offer : Offer
    draft : Draft
    demand : Demand, optional
        For the number of seats.

    Returns
    -------
    tuple of OfferTerm
        Lines first, then terms.
    """
    sentences = list(_sentences(draft))
    return (*_lines(offer, sentences), *_terms(offer, demand, sentences))


_Sentences = Sequence[tuple[str, str]]


def _sentences(draft: Draft) -> Iterator[tuple[str, str]]:
    """Sentences and table rows with their places."""
    for part in articles(draft):
        for passage in part.passages:
            for sentence in _SENTENCE.split(unnumbered(passage.text)):
                if sentence.strip():
                    yield sentence.strip(), passage.block.place


def _lines(offer: Offer, sentences: _Sentences) -> Iterator[OfferTerm]:
    for line in offer.lines:
        if not line.is_priced or line.tiers or line.low is None:
            continue
        name = Label.same(line.label or line.item)
        offered = (
            f"{line.low:g}" if line.high in (None, line.low) else f"{line.low:g}-{line.high:g}"
        )
        found = list(_prices(line, sentences))
        most = line.high if line.high is not None else line.low
        yield _judged(line.id or line.item, name, offered, (line.low, most), found)


def _prices(line: OfferLine, sentences: _Sentences) -> Iterator[_Found]:
    """Amounts in the sentences that name the item, each the nearest behind its name."""
    is_share = line.basis in {"pct_sales", "pct_of"}
    pattern = _rx("rate") if is_share else _rx("money")
    words = sorted(
        {word.casefold() for word in (*item_words(line.item), line.label) if len(word) > 1},
        key=len, reverse=True,
    )  # fmt: skip
    for text, place in sentences:
        folded = text.casefold()
        at = next((folded.find(word) for word in words if word in folded), None)
        hit = pattern.search(text, at) if at is not None else None
        if hit is not None:
            yield _Found(_amount(hit.group()), text, place)


def _terms(offer: Offer, demand: Demand | None, sentences: _Sentences) -> Iterator[OfferTerm]:
    seats = demand.seats.plain if demand is not None and demand.seats is not None else None
    if seats:
        found = list(_matches("seats", sentences))
        yield _judged("seats", both("contract.offer.seats"), f"{seats:g}", (seats, seats), found,
                      more_is_worse=False)  # fmt: skip
    if offer.deposit is not None:
        amount = offer.deposit.amount
        found = list(_matches("deposit", sentences))
        yield _judged(
            "deposit", both("contract.offer.deposit"), f"{amount:g}", (amount, amount), found
        )
        yield from _deposit_word(offer.deposit.word, sentences)
    if offer.settlement is not None:
        yield _settlement(offer.settlement.cycle, sentences)
        days = offer.settlement.days
        if days:
            found = list(_matches("payment_days", sentences))
            yield _judged("payment_days", both("contract.offer.payment_days"), f"{days:g}",
                          (days, days), found, more_is_worse=False)  # fmt: skip
    if offer.trial is not None and offer.trial.days:
        days = offer.trial.days
        found = list(_matches("trial", sentences))
        yield _judged("trial", both("contract.offer.trial"), f"{days:g}", (days, days), found,
                      more_is_worse=False)  # fmt: skip


def _judged(  # noqa: PLR0913 - what one comparison takes
    id: str, name: Label, offered: str, ends: tuple[float, float], found: Sequence[_Found],
    *, more_is_worse: bool = True,
) -> OfferTerm:  # fmt: skip
    if not found:
        return OfferTerm(id=id, name=name, offered=offered, contract="", place="",
                         verdict="not_found")  # fmt: skip
    low, high = ends
    worst = (max if more_is_worse else min)(found, key=lambda one: one.value)
    worse, better = worst.value > high + _ALIKE, worst.value < low - _ALIKE
    if not more_is_worse:
        worse, better = better, worse
    verdict: Literal["same", "weaker", "better"] = (
        "weaker" if worse else "better" if better else "same"
    )
    return OfferTerm(id=id, name=name, offered=offered, contract=worst.words, place=worst.place,
                     verdict=verdict)  # fmt: skip


def _matches(name: str, sentences: _Sentences) -> Iterator[_Found]:
    for text, place in sentences:
        for hit in _rx(f"offer.{name}").finditer(text):
            said = next(value for value in hit.groups() if value)
            yield _Found(_amount(said), text, place)


def _deposit_word(word: str, sentences: _Sentences) -> Iterator[OfferTerm]:
    """The words for a deposit differ in effect, so another one is named."""
    for text, place in sentences:
        hits = {hit.group() for hit in _rx("offer.deposit_word").finditer(text)}
        if hits:
            verdict: Literal["same", "different"] = "same" if hits == {word} else "different"
            yield OfferTerm(
                id="deposit_word", name=both("contract.offer.deposit_word"), offered=word,
                contract=text, place=place, verdict=verdict,
            )  # fmt: skip
            return


def _settlement(cycle: str, sentences: _Sentences) -> OfferTerm:
    name = both("contract.offer.settlement")
    offered = cycle
    for text, place in sentences:
        if _rx("offer.pays").search(text) is None:
            continue
        for each in _CYCLES:
            if _rx(f"offer.cycle_{each}").search(text) is not None:
                verdict: Literal["same", "different"] = "same" if each == cycle else "different"
                return OfferTerm(id="settlement", name=name, offered=offered, contract=text,
                                 place=place, verdict=verdict)  # fmt: skip
    return OfferTerm(id="settlement", name=name, offered=offered, contract="", place="",
                     verdict="not_found")  # fmt: skip


def _amount(text: str) -> float:
    found = _NUMBER.search(text)
    if found is None:
        return _numeral(text)
    value = float(found.group().replace(",", ""))
    rest = text[found.end() :].strip()
    return value * _WAN if rest.startswith(lexicon.words("draft.ten_thousand")) else value


def _numeral(text: str) -> float:
    words = lexicon.pairs("draft.numeral_words")
    held = [word for word in words if word in text.casefold()]
    return float(words[max(held, key=len)]) if held else float("nan")


@cache
def _rx(name: str) -> re.Pattern[str]:
    return lexicon.regex(f"{{draft.{name}.pattern}}", re.IGNORECASE)


def offer_findings(terms: Sequence[OfferTerm], draft: Draft, vendor: str) -> Iterator[Finding]:
    """A finding for each line or term that the draft changes or does not name.

    Parameters
    ----------
    terms : sequence of OfferTerm
    draft : Draft
    vendor : str

    Yields
    ------
    Finding
    """
    for term in terms:
        if term.verdict in {"same", "better"}:
            continue
        is_missing = term.verdict == "not_found"
        yield Finding(
            code="contract-offer-not-found" if is_missing else "contract-offer-differs",
            severity=Severity.WARNING if is_missing else Severity.ERROR,
            vendor=vendor,
            source=Source(draft.file or None, None, term.place or None),
            found=term.contract or None,
            values={"name": term.name, "offered": term.offered},
        )
