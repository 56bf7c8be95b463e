"""Prices: amount, currency, what it is counted for, commission and tax."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from vendor_score.grammar.asked import About
from vendor_score.grammar.levels import (
    choose,
    find_non_answer,
    levels_of,
    remark_flags,
    state_answer,
)
from vendor_score.grammar.result import Result, no_value, unreadable
from vendor_score.grammar.statements import Part, Statement
from vendor_score.grammar.tokens import Token
from vendor_score.grammar.words import Role, UnitWord
from vendor_score.wording import lexicon

__all__ = ["AskedPrice", "asked_price", "read_money"]

PERIODS = {"h": "hour", "days": "day", "weeks": "week", "months": "month", "years": "year"}
BASE_PAY = lexicon.words("base_pay")
COMMISSION = lexicon.words("commission")
REWRITTEN = [
    (lexicon.regex(written), read) for written, read in lexicon.pairs("price.rewrite").items()
]
"""A rate of tax is known (6 % VAT included): that it is included or not is what counts."""
EXTRA = frozenset({"extra_fee", "deposit"})
ORDER = ("seat", "shop", "consultation", "order", "hour", "day", "week", "month", "year")
DEFAULT_CURRENCY = "CNY"
NAMES = lexicon.meanings("price_name")


@dataclass(frozen=True, slots=True)
class AskedPrice:
    """What a money question asks for: currency, basis and tax, None where it leaves them open."""

    currency: str | None = None
    basis: tuple[str, ...] = ()
    tax: str | None = None
    about: About = field(default_factory=About)


def asked_price(unit: str | None, basis: str | None, tax: str | None, about: About) -> AskedPrice:
    """From a criterion's unit (``CNY`` or ``CNY/seat/month``), basis (``seat/month``) and tax."""
    names = [n.strip() for n in (unit or "").split("/") if n.strip()]
    currency = names[0].upper() if names and names[0].isalpha() and len(names[0]) == 3 else None  # noqa: PLR2004
    rest = names[1:] if currency else names
    if basis:
        rest = [n.strip() for n in basis.replace(" per ", "/").split("/") if n.strip()]
    return AskedPrice(currency, _basis({NAMES.get(n, n) for n in rest}), tax, about)


def _basis(names: set[str]) -> tuple[str, ...]:
    """In one order; a seat's hour or day is an hour or a day."""
    if names & {"hour", "day"}:
        names = names - {"seat"}
    return tuple(sorted(names, key=lambda n: ORDER.index(n) if n in ORDER else len(ORDER)))


# As accounts and currencies write a negative amount: ($5), -$5. A dash and a blank open a list.
NEGATIVE_PRICE = re.compile(r"\(\s?[¥$€£]?\s?\d[\d.,]*\s?\)|-[¥$€£]\s?\d.*", re.DOTALL)


def read_money(text: str, asked: AskedPrice) -> Result:
    """Read a clean answer as a price."""
    if NEGATIVE_PRICE.fullmatch(text):
        return unreadable("negative")
    for written, read in REWRITTEN:
        text = written.sub(read, text)
    statement = state_answer(text, "money")
    stopped = find_non_answer(statement)
    if stopped is not None:
        return stopped
    levels, compared = levels_of(statement)
    if not levels and compared:
        return no_value(*compared)
    commissions = [p for p in levels if _is_percent(p)]
    amounts = [p for p in levels if not _is_percent(p)]
    if not amounts:
        return _without_amount(text, statement, commissions, asked)
    if any(p.quantity.unit is not None for p in amounts):
        return unreadable("other_unit")
    return _price(text, statement, amounts, commissions, asked)


def _is_percent(part: Part) -> bool:
    unit = part.quantity.unit
    return unit is not None and unit.dimension == "percent"


def _without_amount(
    text: str, statement: Statement, commissions: Sequence[Part], asked: AskedPrice
) -> Result:
    if Role.FREE in statement.remarks and not commissions:
        unit = "/".join((asked.currency or DEFAULT_CURRENCY, *asked.basis))
        return Result(low=0.0, high=0.0, unit=unit)  # nothing is nothing on any basis
    if Role.NEGOTIABLE in statement.remarks:
        return no_value("negotiable")
    if Role.EVIDENCE in statement.remarks:
        return no_value("evidence_claimed")
    if len(commissions) == 1 and any(word in text for word in COMMISSION):
        return _only_commission(commissions[0], statement, asked)
    if commissions:
        return unreadable("other_unit")
    return unreadable("no_number")


def _only_commission(part: Part, statement: Statement, asked: AskedPrice) -> Result:
    if asked.basis and asked.basis != ("%",):
        return unreadable("other_basis")
    quantity = part.quantity
    return Result(
        low=quantity.low, high=quantity.high, unit="%",
        flags=quantity.flags | remark_flags(statement),
        commission_pct=quantity.low if quantity.low is not None else quantity.high,
    )  # fmt: skip


def _price(
    text: str, statement: Statement, amounts: list[Part], commissions: list[Part], asked: AskedPrice
) -> Result:
    currencies = {p.quantity.currency for p in amounts} - {None}
    if len(currencies) > 1 or len(commissions) > 1:
        return unreadable("several_numbers")
    basis = _stated_basis(statement.rates, text)
    if basis is None:
        return unreadable("several_bases")
    extras = [p for p in amounts if p.metrics & EXTRA]
    beside_it = len(extras) < len(amounts) and not asked.about.metrics & EXTRA
    if beside_it:
        amounts = [p for p in amounts if p not in extras]
    choice = choose(amounts, asked.about)
    if choice.quantity is None or "several" in (choice.reason or ""):
        return unreadable(choice.reason or "several_numbers")
    quantity = choice.quantity
    flags = {*choice.flags, *quantity.flags, *remark_flags(statement)}
    if "ambiguous" in flags:
        return no_value("ambiguous")
    if beside_it and extras:
        flags |= {"compound"}
    if commissions:
        flags = (flags - {"lower_bound"}) | {"compound"}
    if "multi_value" in flags:
        flags.discard("range")
    currency = next(iter(currencies), None)
    return _on_basis(
        Result(
            low=quantity.low, high=quantity.high, flags=frozenset(flags),
            commission_pct=_percent(commissions),
        ),
        currency, basis, asked, chinese=_is_chinese(text),
    )  # fmt: skip


def _percent(commissions: Sequence[Part]) -> float | None:
    if not commissions:
        return None
    quantity = commissions[0].quantity
    value = quantity.low if quantity.low is not None else quantity.high
    factor = quantity.unit.factor if quantity.unit else 1.0
    return None if value is None else value * factor


def _is_chinese(text: str) -> bool:
    return any("\u3400" <= c <= "\u9fff" for c in text)


def _stated_basis(rates: Sequence[Token], text: str) -> tuple[str, ...] | None:
    """What the price is counted for, as far as the answer says; None where it says two things."""
    names: set[str] = set()
    for token in rates:
        if isinstance(token.value, UnitWord):
            names.add(PERIODS.get(token.value.unit, token.value.unit))
        else:
            names.add(str(token.value))
    if not names and any(word in text for word in BASE_PAY):
        names = {"seat", "month"}
    if len(names & set(PERIODS.values())) > 1 or len(names - set(PERIODS.values())) > 1:
        return None
    return _basis(names)


def _on_basis(
    result: Result,
    currency: str | None,
    basis: tuple[str, ...],
    asked: AskedPrice,
    *,
    chinese: bool,
) -> Result:
    """With its unit, where it fits what is asked for; the question fills what is left open."""
    flags = set(result.flags)
    if currency is None:
        currency = asked.currency or DEFAULT_CURRENCY
        if not (chinese and basis):
            flags.add("unit_assumed")
    if asked.currency and currency != asked.currency:
        return unreadable("other_currency")
    if asked.basis and basis != asked.basis:
        if basis not in {(), ("seat",)} or (basis and "seat" not in asked.basis):
            return unreadable("other_basis")
        basis = asked.basis
        flags.add("unit_assumed")
    stated = {"tax_included": "included", "tax_excluded": "excluded"}
    if asked.tax and any(flag in flags and tax != asked.tax for flag, tax in stated.items()):
        return unreadable("other_tax")
    return replace(result, unit="/".join((currency, *basis)), flags=frozenset(flags))
