"""Prices: an amount in a currency for something, with or without tax; compared on one basis."""

from __future__ import annotations

from functools import lru_cache
from typing import ClassVar

from vendor_score.errors import nearest, one_of, shown
from vendor_score.grammar.figures import find_subject
from vendor_score.grammar.money import AskedPrice, asked_price, read_money
from vendor_score.grammar.words import Result
from vendor_score.kinds.base import (
    AskedAnswer,
    NumberKind,
    digits,
    example_with_unit,
    normalized,
    span,
)
from vendor_score.records import Question, Reading
from vendor_score.schema.schema_types import Choice, Field, Fields, Text
from vendor_score.units import BASES, known_currency, price_unit
from vendor_score.wording import Label, Lang, both, has, in_every_language, text

__all__ = ["KIND"]


class Money(NumberKind):
    """A price."""

    __slots__ = ()

    id: ClassVar[str] = "money"
    is_price: ClassVar[bool] = True
    fields: ClassVar[tuple[Field[object], ...]] = (
        Field(
            name="basis",
            shape=Text(40),
            about="basis",
        ),
        Field(
            name="tax",
            shape=Choice(("included", "excluded")),
            about="tax",
        ),
    )

    def read_figure(self, text: str, asked: AskedAnswer) -> Result:
        return read_money(text, _price(asked))

    def rules_out(self, figure: float, reading: Reading, question: Question) -> bool:
        """A price typed as 0 has not been given; free and 免费 are words."""
        return figure <= 0 and any(c.isdecimal() for c in reading.text)

    def write(self, reading: Reading, lang: Lang) -> str:
        currency, *bases = (reading.unit or "CNY").split("/")
        amount = span(reading, lang)
        if currency == "%":
            return text("reading.commission", lang, rate=amount)
        named = _named("reading.currency", currency, lang)
        if named == currency:  # a code is no word: 4,500 CHF
            amount = f"{amount} "
        bases = [_named("reading.price_for", one, lang) for one in bases]
        price = "/".join((amount + named, *bases))
        if reading.commission_pct is not None:
            rate = digits(reading.commission_pct)
            price = text("reading.plus_commission", lang, price=price, rate=rate)
        for flag in ("tax_included", "tax_excluded"):
            if flag in reading.flags:
                return text(f"reading.{flag}", lang, price=price)
        return price

    def unit_label(self, question: Question) -> Label:
        """Currency and what the price is for, in words: ``元/人/月``."""
        return in_every_language(lambda lang: _unit_words(question, lang))

    def example(self, question: Question) -> Label:
        price = example_with_unit(self, question)
        if question.tax is None:
            return price
        return both(f"reading.tax_{question.tax}", price=price)

    def example_figure(self, question: Question) -> str:
        return "4500"

    def unit_and_basis(self, fields: Fields) -> tuple[str | None, str | None]:
        """Currency and basis; what ``unit`` and ``basis`` both say must be the same."""
        currency, basis = _price_part(fields, "unit")
        other_currency, other_basis = _price_part(fields, "basis")
        for one, other in ((currency, other_currency), (basis, other_basis)):
            if one and other and one != other:
                fields.wrong("basis", "price_twice", found=shown(other), first=shown(one))
        return currency or other_currency, basis or other_basis

    def check_fields(self, fields: Fields, unit: str | None, basis: str | None) -> None:
        """What is compared has a currency and a basis."""
        super().check_fields(fields, unit, basis)
        is_compared = any(fields.has(name) for name in ("value", "direction", "must", "target"))
        for name, given in (("unit", unit), ("basis", basis)):
            if is_compared and given is None:
                fields.wrong(name, f"money_{name}")


@lru_cache(maxsize=1024)
def _price(asked: AskedAnswer) -> AskedPrice:
    named = find_subject(normalized(asked.about), "money")
    return asked_price(asked.unit, asked.basis, asked.tax, named)


def _price_part(fields: Fields, name: str) -> tuple[str | None, str | None]:
    """What one of the two keys says; a problem is noted."""
    written: str = fields.get(name, "")
    if name == "unit" and written and not known_currency(written.partition("/")[0]):
        fields.wrong("unit", "not_currency", found=shown(written))
        return None, None
    try:
        return price_unit(written)
    except ValueError:
        near = nearest(written, BASES)
        fields.wrong(name, "not_one_of", words=one_of(BASES), found=shown(written), near=near)
        return None, None


def _unit_words(question: Question, lang: Lang) -> str:
    currency = _named("reading.currency", question.unit, lang) if question.unit else ""
    bases = (question.basis or "").split("/")
    words = [currency, *(_named("reading.price_for", one, lang) for one in bases)]
    return "/".join(word for word in words if word)


def _named(subject: str, word: str, lang: Lang) -> str:
    key = f"{subject}.{word}"
    return text(key, lang) if has(key) else word


KIND = Money()
