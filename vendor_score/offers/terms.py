"""Terms of an offer (deposit, settlement, tax, exit): by their ids, or in a vendor's own words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from vendor_score.cell_names import a1
from vendor_score.findings import Finding, Severity, Source
from vendor_score.offers.layout import TERMS
from vendor_score.offers.price_texts import amounts_in, plain_price_of, tax_said
from vendor_score.offers.words import column_of, meaning_of
from vendor_score.price.offer import Deposit, Offer, Settlement, Trial
from vendor_score.questionnaire.cells import Cell, CellKind, Sheet
from vendor_score.units import known_currency
from vendor_score.wording import lexicon

__all__ = ["Terms", "read_terms", "terms_in_words"]

_NEAR: Final = 8
_IN_WORDS: Final = frozenset({"P19", "P20.word", "P21", "P22", "P23"})
_DAYS: Final = re.compile(rf"(\d+)\s*(?:{lexicon.pattern('offer.text.day')})")


@dataclass(kw_only=True, slots=True)
class Terms:
    """What an offer says beside its lines.

    Attributes
    ----------
    said : dict of str to Cell
        By id of the term, as `vendor_score.offers.layout.TERMS` names them.
    findings : list of Finding
    """

    said: dict[str, Cell] = field(default_factory=dict)
    places: dict[str, Source] = field(default_factory=dict)
    words: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def put_into(self, offer: Offer) -> Offer:
        """An offer with these terms.

        Parameters
        ----------
        offer : Offer

        Returns
        -------
        Offer
        """
        included = self._meaning("P22.tax", "tax")
        found: dict[str, Any] = {
            "price_change": self._text("P19"),
            "exit_fee": self._text("P23"),
            "currency": self._currency("P22.currency"),
            "is_tax_included": None if included is None else included == "included",
            "tax_rate": self._share("P22.rate"),
            "special_share": self._share("P22.special"),
            "deposit": self._deposit(),
            "settlement": self._settlement(),
            "trial": self._trial(),
        }
        stated = {name: one for name, one in found.items() if one not in (None, "")}
        return replace(offer, **{**self.words, **stated})

    def _deposit(self) -> Deposit | None:
        word, amount = self._text("P20.word"), self._number("P20.amount")
        if not word and amount is None:
            return None
        agreed, set_off = (self._meaning(f"P20.{name}", "agreed") for name in ("agreed", "set_off"))
        return Deposit(
            word=word.split(" | ")[0] if word else "deposit",
            amount=amount or 0.0,
            currency=self._currency("P20.currency"),
            is_nature_agreed=None if agreed is None else agreed == "yes",
            refund_days=self._number("P20.refund"),
            is_set_off=None if set_off is None else set_off == "yes",
        )

    def _settlement(self) -> Settlement | None:
        cycle: Any = self._meaning("P21.cycle", "cycle")
        when: Any = self._meaning("P21.when", "when")
        days = self._number("P21.days")
        if cycle is None and when is None and days is None:
            return None
        return Settlement(cycle=cycle or "month", when=when or "arrears", days=days or 0.0)

    def _trial(self) -> Trial | None:
        days, share = self._number("trial.days"), self._share("trial.share")
        return None if days is None else Trial(days=days, share=1.0 if share is None else share)

    def _text(self, id: str) -> str:
        return self.said[id].text.strip() if id in self.said else ""

    def _currency(self, id: str) -> str | None:
        word = self._text(id)
        return (known_currency(word) or word.upper()) if word else None

    def _meaning(self, id: str, subject: str) -> str | None:
        word = self._text(id)
        meaning = meaning_of(subject, word) if word else None
        if word and meaning is None:
            self.unreadable(id, word)
        return meaning

    def _number(self, id: str) -> float | None:
        cell = self.said.get(id)
        if cell is None or not cell.text.strip():
            return None
        if cell.kind in (CellKind.NUMBER, CellKind.PERCENT):
            return cell.number
        plain = plain_price_of(cell.text)
        if plain is None:
            self.unreadable(id, cell.text)
            return None
        return plain.low

    def _share(self, id: str) -> float | None:
        """6 %, 0.06 or 6 as 0.06; 100 as 1."""
        cell, number = self.said.get(id), self._number(id)
        if cell is None or number is None or cell.kind is CellKind.PERCENT:
            return number
        return number / 100 if number > 1 or "%" in cell.text else number

    def unreadable(self, id: str, found: str) -> None:
        """Note a term that nobody could read.

        Parameters
        ----------
        id, found : str
        """
        self.findings.append(
            Finding(
                code="offer-term-unreadable",
                severity=Severity.WARNING,
                source=self.places.get(id, Source()),
                found=found.strip(),
            )
        )


def read_terms(sheet: Sheet, file: str) -> Terms:
    """The terms in a sheet whose rows carry ids such as P21.days.

    Parameters
    ----------
    sheet : Sheet
    file : str

    Returns
    -------
    Terms
        Empty for a sheet without any.
    """
    terms = Terms()
    for (row, column), cell in sorted(sheet.cells.items()):
        id = cell.text.strip()
        if id in TERMS and (answer := sheet.cells.get((row, column + 2))) is not None:
            terms.said[id] = answer
            terms.places[id] = Source(file, sheet.name, a1(row, column + 2))
    return terms


def terms_in_words(sheet: Sheet, file: str, headings: Collection[int] = ()) -> Terms:
    """The terms that a vendor's own sheet states: beside a label, or in a note on all prices.

    Parameters
    ----------
    sheet : Sheet
    file : str
    headings : collection of int, optional
        Rows of headings, which are no terms.

    Returns
    -------
    Terms
    """
    terms = Terms()
    for (row, column), cell in sorted(sheet.cells.items()):
        if cell.kind is not CellKind.TEXT or row in headings:
            continue
        label, _, behind = _parted(cell.text)
        term = meaning_of("term", label)
        if term in _IN_WORDS and (said := behind or _beside(sheet, row, column)):
            _take(terms, term or "", label, said, Source(file, sheet.name, a1(row, column)))
        elif column_of(label) == "currency" and (said := behind or _beside(sheet, row, column)):
            terms.words["currency"] = known_currency(said) or said.upper()
        elif re.search(lexicon.pattern("offer.text.quote"), cell.text, re.IGNORECASE):
            _take_tax(terms, cell.text)
    return terms


def _beside(sheet: Sheet, row: int, column: int) -> str:
    """The words in the next filled cell on the right, not far off."""
    cells = (sheet.cells.get((row, at)) for at in range(column + 1, column + _NEAR))
    return next((cell.text.strip() for cell in cells if cell and cell.text.strip()), "")


def _parted(text: str) -> tuple[str, str, str]:
    """A label and what stands behind its colon."""
    return unicodedata.normalize("NFKC", text).strip().partition(":")


def _take_tax(terms: Terms, text: str) -> None:
    """以上报价均含6%增值税: holds for every price that does not say otherwise."""
    is_included, rate, _ = tax_said(text)
    if is_included is not None:
        terms.words.setdefault("is_tax_included", is_included)
        if rate is not None:
            terms.words.setdefault("tax_rate", rate)


def _take(terms: Terms, term: str, label: str, said: str, place: Source) -> None:
    if term == "P19":
        terms.words["price_change"] = said
    elif term == "P23":
        terms.words["exit_fee"] = said
    elif term == "P22":
        _take_tax(terms, said)
    elif term == "P21":
        if (settlement := _settlement_in(said)) is not None:
            terms.words["settlement"] = settlement
        else:
            terms.places["P21"] = place
            terms.unreadable("P21", said)
    elif (deposit := _deposit_in(label, said)) is not None:
        terms.words["deposit"] = deposit
    else:
        terms.places["P20"] = place
        terms.unreadable("P20", said)


def _settlement_in(text: str) -> Settlement | None:
    """月结30天, quarterly in arrears within 15 days, 预付."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    cycle, when = (_word_in(folded, subject) for subject in ("cycle", "when"))
    if cycle is None and when is None:
        return None
    days = _DAYS.search(folded)
    found: Mapping[str, Any] = {"cycle": cycle or "month", "when": when or "arrears"}
    return Settlement(**found, days=float(days[1]) if days else 0.0)


def _word_in(text: str, subject: str) -> str | None:
    """The meaning of the longest known word in a text."""
    words = {
        word.casefold(): meaning
        for meaning, listed in lexicon.group(f"offer.{subject}").items()
        for word in listed
    }
    for word in sorted(words, key=len, reverse=True):
        order = rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word)
        if re.search(order, text):
            return words[word]
    return None


def _deposit_in(label: str, text: str) -> Deposit | None:
    """押金2万元,合同结束后30天退还: its word, amount, and when it comes back."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    words = lexicon.pattern("deposit.guarantee", "deposit.other")
    word = re.search(words, folded) or re.search(words, label.casefold())
    amount = next(iter(amounts_in(folded)), None)
    if amount is None:
        return None
    days = _DAYS.search(folded)
    return Deposit(
        word=word[0] if word else label.strip(),
        amount=amount.low,
        currency=amount.currency,
        refund_days=float(days[1]) if days else None,
    )
