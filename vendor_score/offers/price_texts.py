"""Prices in sentences -> proposed lines: what a text seems to say, for the buyer to confirm.

Parts are taken out one after the other: tax, free months, minimum, tiers, then prices with their
units. What is left over stays with the proposal as a remark; nothing proposed
counts before somebody has confirmed it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Final, Literal

from vendor_score.offers.words import known_words
from vendor_score.price.offer import ITEM_BASES, OfferLine, Tier, TierMode
from vendor_score.units import known_currency
from vendor_score.wording import lexicon

__all__ = ["PlainPrice", "amounts_in", "basis_of", "plain_price_of", "proposed_lines", "tax_said"]

_FIGURE: Final = r"(?<![\d.])(?:\d++(?:\.\d++)?+|\.\d++)"
_THOUSANDS: Final = re.compile(r"(?<![\d.,])(\d{1,3}(?:,\d{3})+)(?![\d])")
_BASIS_OF: Final = {
    frozenset({"seat", "month"}): "seat/month",
    frozenset({"seat", "day"}): "seat_day",
    frozenset({"seat", "hour"}): "hour",
    frozenset({"shop", "month"}): "shop/month",
    frozenset({"seat"}): "person_once",
    frozenset({"consultation"}): "consultation",
    frozenset({"consultation", "month"}): "consultation",
    frozenset({"order"}): "order",
    frozenset({"min"}): "minute",
    frozenset({"hour"}): "hour",
    frozenset({"month"}): "month",
    frozenset({"year"}): "year",
}
_ITEM_OF: Final = {
    "seat/month": "seat", "shared_seat/month": "shared_seat", "consultation": "consultation",
    "order": "order", "hour": "hour", "minute": "minute", "month": "base_month",
    "year": "base_year", "pct_sales": "commission", "seat_day": "promotion",
    "person_once": "training", "once": "set_up", "minimum": "minimum",
}  # fmt: skip
_UNITS: Final = {"min": "min", "hour": "h", "day": "days", "month": "months", "year": "years"}


@dataclass(frozen=True, kw_only=True, slots=True)
class PlainPrice:
    """One price and nothing else: 4,500 CNY per seat and month, or a part of it.

    Attributes
    ----------
    low : float
    high : float or None
    currency, basis : str or None
    is_tax_included : bool or None
    tax_rate : float or None
    """

    low: float
    high: float | None = None
    currency: str | None = None
    basis: str | None = None
    is_tax_included: bool | None = None
    tax_rate: float | None = None


def _word(*names: str) -> str:
    """An expression for a word of the lexicon's small groups for prices in words."""
    return f"(?:{lexicon.pattern(*(f'offer.text.{name}' for name in names))})"


@cache
def _fill() -> str:
    """An expression for what may stand between the parts of a price: at, is, 的, 按."""
    return rf"(?:\s|[:,@=)*x]|{_word('filler')})*"


@cache
def _dash() -> str:
    return rf"\s*(?:[-~–—]|{lexicon.pattern('offer.range')})\s*"


@cache
def _factors() -> dict[str, float]:
    """What k and the like multiply a figure by."""
    pairs = (word.split("=") for word in lexicon.words("offer.text.many"))
    return {word: float(factor) for word, factor in pairs}


@cache
def _many() -> str:
    return rf"(?:{lexicon.alternatives(_factors())})(?![a-z])"


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().strip()
    return _THOUSANDS.sub(lambda match: match[1].replace(",", ""), folded)


@cache
def _unit_words() -> dict[str, str]:
    """What a price can be for, by word: seat, consultation, month."""
    found = {}
    for unit in ("seat", "shop", "consultation", "order"):
        for word in (unit, *lexicon.group("price.for").get(unit, ())):
            found[word.casefold()] = unit
    for unit, name in _UNITS.items():
        for word in (unit, *lexicon.group("unit").get(name, ())):
            found[word.casefold()] = unit
    found |= {word.casefold(): "seat" for word in lexicon.words("offer.text.person")}
    plural = {f"{word}s": unit for word, unit in found.items() if word.isascii() and len(word) > 1}
    return plural | found


@cache
def _units() -> str:
    """An expression for a word of a unit, the longest first."""
    words = _unit_words()
    latin = [word for word in words if word.isascii() and len(word) > 1]
    others = lexicon.alternatives(word for word in words if not word.isascii())
    return rf"(?:\b(?:{lexicon.alternatives(latin)})\b|{others})"


@cache
def _currencies() -> str:
    """An expression for a word or sign of a currency."""
    words = [
        word.casefold()
        for group in ("currency", "currency_word")
        for listed in lexicon.group(group).values()
        for word in listed
    ]
    words += ["usd", "eur", "gbp", "cny", "hkd", "jpy", "sgd", "inr", "php", "twd", "krw", "vnd"]
    return f"(?:{lexicon.alternatives(words)})"


@cache
def _price() -> str:
    """An expression for a price: a figure or a range, with a currency on either side."""
    many = _many()
    return (
        rf"(?P<sign>{_currencies()})?\s*(?P<low>{_FIGURE})\s*(?P<many>{many})?"
        rf"(?:{_dash()}(?:{_currencies()})?\s*(?P<high>{_FIGURE})\s*(?P<many2>{many})?)?"
        rf"\s*(?P<money>{_currencies()})?(?!\s*%)"
    )


@cache
def _chain() -> str:
    """An expression for what a price is for: /人/月, per agent per month, each, 每月."""
    joint = rf"(?:/|·|{_word('per')})"
    return rf"(?P<units>(?:\s*{joint}\s*(?:{_units()}))+|\s*\b(?:monthly|yearly|annually|hourly)\b)"


def basis_of(text: str) -> tuple[str | None, str | None]:
    """Currency and basis that words such as 元/人/月 or "CNY per seat and month" name.

    Parameters
    ----------
    text : str

    Returns
    -------
    (str or None, str or None)

    Examples
    --------
    >>> basis_of("元/人/月"), basis_of("USD per chat")
    (('CNY', 'seat/month'), ('USD', 'consultation'))
    """
    from vendor_score.offers.words import meaning_of

    folded = _folded(text)
    match = re.match(rf"\s*({_currencies()})\s*(?:/|per\b)?\s*", folded)
    currency = known_currency(match[1]) or _currency_word(match[1]) if match else None
    rest = folded[match.end() :] if match else folded
    basis = meaning_of("basis", folded) or (meaning_of("basis", rest) if rest else None)
    return currency, basis or _basis_of_units(rest, must_be_all=True)


def _currency_word(word: str) -> str | None:
    for code, words in lexicon.group("currency_word").items():
        if word in {one.casefold() for one in words}:
            return code
    return None


def _basis_of_units(text: str, *, must_be_all: bool = False) -> str | None:
    """The basis that words of units make together."""
    adverbs = {"monthly": "month", "yearly": "year", "annually": "year", "hourly": "hour"}
    found = {_unit_words()[word] for word in re.findall(_units(), text)}
    found |= {unit for word, unit in adverbs.items() if re.search(rf"\b{word}\b", text)}
    if must_be_all:
        left = re.sub(rf"{_units()}|{_word('per', 'counter')}|[\s/·()]", "", text)
        if left or not found:
            return None
    return _BASIS_OF.get(frozenset(found))


def tax_said(text: str) -> tuple[bool | None, float | None, str]:
    """What a text says of tax, its rate, and the text without it.

    Parameters
    ----------
    text : str

    Returns
    -------
    (bool or None, float or None, str)

    Examples
    --------
    >>> tax_said("含6%增值税5000元/人/月")
    (True, 0.06, '5000元/人/月')
    """
    folded = _folded(text)
    tax = lexicon.pattern("offer.text.tax")
    filler = rf"(?:\s|:|{_word('filler', 'rate')})*"
    before = rf"\s*(?:(?P<rate>\d+(?:\.\d+)?)\s*%)?{filler}"
    after = rf"{filler}\(?(?P<after>\d+(?:\.\d+)?)\s*%\)?"
    for meaning, is_included in (("tax_out", False), ("tax_in", True), ("tax", None)):
        said = lexicon.pattern(f"offer.text.{meaning}")
        words = (
            rf"(?:{tax}){after}"
            if is_included is None
            else rf"(?:{said}){before}(?:{tax})(?:{after})?"
        )
        if found := re.search(rf"[(,]?\s*{words}\s*\)?", folded):
            rate = found.groupdict().get("rate") or found["after"]
            rest = f"{folded[: found.start()]} {folded[found.end() :]}".strip(" ,;。")
            if is_included is not None and rate is None:
                _, percent, rest = tax_said(rest)
                return is_included, percent, rest
            return is_included, float(rate) / 100 if rate else None, rest
    return None, None, folded


def plain_price_of(text: str) -> PlainPrice | None:
    """A text that is one price with its currency and unit, and nothing else.

    Parameters
    ----------
    text : str

    Returns
    -------
    PlainPrice or None
        None for a sentence, a condition, several prices.

    Examples
    --------
    >>> plain_price_of("￥4,500/人/月")
    PlainPrice(low=4500.0, high=None, currency='CNY', basis='seat/month', is_tax_included=None, \
tax_rate=None)
    >>> plain_price_of("0.8元/条(月低消3000元)") is None
    True
    """
    is_included, rate, folded = tax_said(text)
    match = re.fullmatch(rf"{_price()}(?:{_chain()})?", folded)
    if match is None:
        share = re.fullmatch(rf"({_FIGURE})\s*%", folded)
        return PlainPrice(low=_number(share[1])) if share else None
    basis = _basis_of_units(match["units"]) if match["units"] else None
    if match["units"] and basis is None:
        return None
    low, high = _ends(match)
    return PlainPrice(
        low=low,
        high=high,
        currency=_currency(match),
        basis=basis,
        is_tax_included=is_included,
        tax_rate=rate,
    )


def _number(figure: str, many: str | None = None) -> float:
    return round(float(figure.replace(",", "")) * _factors().get(many or "", 1.0), 9)


def _ends(match: re.Match[str]) -> tuple[float, float | None]:
    """The ends of a price; of 1-2万 both are counted in 万."""
    many = match["many"] or match["many2"]
    low = _number(match["low"], many)
    if match["high"] is None:
        return low, None
    high = _number(match["high"], match["many2"])
    return min(low, high), max(low, high)


def _currency(match: re.Match[str]) -> str | None:
    word = match["sign"] or match["money"]
    return (known_currency(word) or _currency_word(word)) if word else None


def amounts_in(text: str) -> tuple[PlainPrice, ...]:
    """Every amount of money in a text, whatever stands around it.

    Parameters
    ----------
    text : str

    Returns
    -------
    tuple of PlainPrice
    """
    found = []
    for match in re.finditer(_price(), _folded(text)):
        low, high = _ends(match)
        found.append(PlainPrice(low=low, high=high, currency=_currency(match)))
    return tuple(found)


# Sentences


@dataclass(slots=True)
class _Said:
    """What is gathered from a text while its parts are taken out of it."""

    text: str
    item: str
    basis: str
    settings: dict[str, Any] = field(default_factory=dict)
    tiers: list[Tier] = field(default_factory=list)
    mode: TierMode | None = None
    tier_basis: str | None = None
    minimum: float | None = None
    heads: float | None = None
    included: float | None = None
    beyond: Tier | None = None
    lines: list[OfferLine] = field(default_factory=list)

    def take(self, match: re.Match[str]) -> None:
        """Take a part out, so that nothing else is read from it."""
        start, end = match.span()
        self.text = f"{self.text[:start]}\x00{self.text[end:]}"


def proposed_lines(text: str, *, item: str = "", basis: str = "") -> tuple[OfferLine, ...]:
    """The lines that a price in words seems to mean.

    Parameters
    ----------
    text : str
        As the vendor wrote it, in Chinese or English.
    item, basis : str, optional
        Of the row in which it stands, where they are known.

    Returns
    -------
    tuple of OfferLine
        Empty where no price can be made out. Their remark is what was left over.

    Examples
    --------
    >>> [line] = proposed_lines("首月免费,之后4500元/人/月")
    >>> line.item, line.basis, line.low, line.from_month
    ('seat', 'seat/month', 4500.0, 2)
    >>> [line] = proposed_lines("up to 500 orders 0.9 each, 0.7 thereafter")
    >>> line.basis, [(tier.up_to, tier.low) for tier in line.tiers]
    ('order', [(500.0, 0.9), (None, 0.7)])
    """
    is_included, rate, folded = tax_said(text)
    said = _Said(folded, item, basis)
    if is_included is not None:
        said.settings["is_tax_included"] = is_included
    if rate is not None:
        said.settings["tax_rate"] = rate
    _take_free_months(said)
    _take_heads(said)
    _take_minimum(said)
    _take_share_of_sales(said)
    _take_tiers(said)
    _take_included(said)
    _take_prices(said)
    return tuple(_finished(said))


def _take_free_months(said: _Said) -> None:
    """首月免费, 前三个月免费, first two months free: charged from the month after."""
    first, free, month = (
        lexicon.pattern(f"offer.text.{name}") for name in ("first", "free", "month")
    )
    names = {word.split("=")[0]: word.split("=")[1] for word in lexicon.words("offer.text.one")}
    count, one = rf"(?P<n>\d+|{lexicon.alternatives(names)})?", _word("counter")
    for order in (
        rf"(?:{first})\s*{count}\s*{one}?\s*(?:{month}){_fill()}(?:{free})",
        rf"(?:{free}){_fill()}(?:{first})\s*{count}\s*{one}?\s*(?:{month})",
    ):
        if match := re.search(order, said.text):
            number = match["n"] or "1"
            said.settings["from_month"] = int(names.get(number, number)) + 1
            said.take(match)
            return


def _take_heads(said: _Said) -> None:
    """4人起, minimum 4 agents: at least so many are paid for."""
    person = lexicon.pattern("offer.text.person")
    floor = lexicon.pattern("offer.text.floor")
    for order in (
        rf"(?P<n>\d+)\s*{_word('counter')}?(?:{person})\s*{_word('or_more')}",
        rf"(?:{floor})\s*(?:of|order)?\s*(?P<n>\d+)\s*(?:{person})",
    ):
        if match := re.search(order, said.text):
            said.heads = float(match["n"])
            said.take(match)
            return


def _take_minimum(said: _Said) -> None:
    """月低消3000元, 保底20000元/月, minimum 3,000 per month."""
    floor = lexicon.pattern("offer.text.floor")
    order = rf"(?:{floor}){_fill()}{_price()}(?!\s*{_units()})(?:{_chain()})?"
    if match := re.search(order, said.text):
        said.minimum, _ = _ends(match)
        _take_currency(said, match)
        said.take(match)


def _take_currency(said: _Said, match: re.Match[str]) -> None:
    if currency := _currency(match):
        said.settings.setdefault("currency", currency)


def _take_share_of_sales(said: _Said) -> None:
    """按销售额3%, 2-3% of sales."""
    sales = lexicon.alternatives(word.casefold() for word in lexicon.words("offer.text.sales"))
    share = rf"(?P<low>{_FIGURE})\s*%?(?:{_dash()}(?P<high>{_FIGURE}))?\s*%"
    for order in (
        rf"(?:{sales}){_fill()}{share}",
        rf"{share}{_fill()}(?:{sales})",
    ):
        if match := re.search(order, said.text):
            low = _number(match["low"])
            high = _number(match["high"]) if match["high"] else None
            said.lines.append(OfferLine(item="commission", basis="pct_sales", low=low, high=high))
            said.take(match)
            return


def _take_tiers(said: _Said) -> None:
    """500单内0.9元, 超量部分0.7元; 1-1000: 0.9; up to 500 orders 0.9 each, 0.7 thereafter."""
    over, within, to_bound, from_bound = (
        lexicon.pattern(f"offer.text.{name}")
        for name in ("over", "within", "to_bound", "from_bound")
    )
    unit = rf"(?P<unit>{_units()})?"
    bound = rf"(?P<to>{_FIGURE})\s*(?P<wan>{_many()})?\s*{unit}"
    joint = _fill()
    price = rf"{_price()}(?:{_chain()})?"
    kinds: list[tuple[Literal["to", "last"], str]] = [
        ("to", rf"(?:\d[\d,]*{_dash()}|(?:{within})\s*){bound}\s*(?:{to_bound})?{joint}{price}"),
        ("to", rf"{bound}\s*(?:{to_bound}){joint}{price}"),
        ("to", rf"(?:≤|<=|<)\s*{bound}{joint}{price}"),
        ("last", rf"(?:{over}|>|≥)\s*{bound}{joint}{price}"),
        ("last", rf"{bound}\s*(?:{from_bound}){joint}{price}"),
    ]
    found: list[tuple[int, Tier]] = []
    for kind, order in kinds:
        while match := re.search(order, said.text):
            low, high = _ends(match)
            up_to = _number(match["to"], match["wan"])
            if kind == "last":
                said.included = up_to
            found.append((match.start(), Tier(up_to if kind == "to" else None, low, high)))
            _take_tier_words(said, match)
            said.take(match)
            if kind == "last":
                break
    if any(tier.up_to is not None for _, tier in found):
        said.tiers = sorted(
            (tier for _, tier in found), key=lambda tier: (tier.up_to is None, tier.up_to or 0)
        )
        if said.tiers[-1].up_to is not None:
            _take_rest(said, price)
    elif found:  # "over 1,000" alone: what lies below has another price, or is in a fee
        said.beyond = found[0][1]


def _take_tier_words(said: _Said, match: re.Match[str]) -> None:
    """The unit of a tier, and what is said of a part: then each part is at its own price."""
    if match["unit"]:
        said.tier_basis = _BASIS_OF.get(frozenset({_unit_words()[match["unit"]]}))
    if match["units"] and (basis := _basis_of_units(match["units"])):
        said.tier_basis = basis
    if re.search(_word("part"), match[0]):
        said.mode = "marginal"
    _take_currency(said, match)


def _take_rest(said: _Said, price: str) -> None:
    """The price of everything above the last bound: 超量部分0.7元, 0.7 thereafter."""
    over = lexicon.pattern("offer.text.over")
    part = _fill()
    for order in (rf"(?:{over}){part}{price}", rf"{price}\s*(?:each)?\s*(?:{over})(?:\s*that)?"):
        if match := re.search(order, said.text):
            low, high = _ends(match)
            said.tiers.append(Tier(None, low, high))
            said.mode = "marginal"
            _take_currency(said, match)
            said.take(match)
            return


def _take_included(said: _Said) -> None:
    """含1000次, including 1,000 chats: units that a fee covers."""
    words = lexicon.pattern("offer.text.included")
    order = rf"(?:{words})\s*(?P<n>{_FIGURE})\s*(?P<wan>{_many()})?\s*(?:{_units()})"
    over = lexicon.pattern("offer.text.over")
    no_price = rf"(?!\s*(?:{_currencies()}|/|{_word('per')}|%))"
    beyond = rf"(?:{over})\s*(?P<n>{_FIGURE})\s*(?P<wan>{_many()})?{no_price}\s*(?:{_units()})?"
    first, free = (lexicon.pattern(f"offer.text.{name}") for name in ("first", "free"))
    units = rf"(?P<n>{_FIGURE})\s*(?P<wan>{_many()})?\s*(?P<of>{_units()})"
    gratis = rf"(?:{first})\s*{units}{_fill()}(?:{free})"
    if match := re.search(gratis, said.text):
        said.included = _number(match["n"], match["wan"])
        said.basis = said.basis or _BASIS_OF.get(frozenset({_unit_words()[match["of"]]}), "")
        said.take(match)
    for each in (order, beyond):
        if match := re.search(each, said.text):
            said.included = _number(match["n"], match["wan"])
            said.take(match)


def _take_prices(said: _Said) -> None:
    """Prices with their units, in the order in which they stand."""
    more = rf"(?:{_word('over', 'more')})?"
    joint = _fill()
    each = rf"(?:/|{_word('per')})\s*{more}\s*(?P<block>\d+)?\s*"
    block = rf"{each}(?P<unit>{_units()}){joint}{_price()}"
    many = rf"\s*(?:/|{_word('per')})\s*(?P<block>\d[\d,]*)\s*(?P<unit>{_units()})"
    after = rf"{_price()}(?:{many}|{_chain()})"
    while match := _first(said.text, (block, after)):
        groups = match.groupdict()
        unit = groups.get("unit")
        basis = _BASIS_OF.get(frozenset({_unit_words()[unit]})) if unit else None
        basis = basis or (_basis_of_units(groups["units"]) if groups.get("units") else None)
        low, high = _ends(match)
        _take_currency(said, match)
        count = _number(groups["block"]) if groups.get("block") else None
        line = _line(said, (low, high), basis, before=_before(said, match))
        said.lines.append(replace(line, block=count))
        said.take(match)
    if not said.lines and not said.tiers:
        _take_bare(said)
    elif match := re.search(_price(), said.text):
        before = _before(said, match)
        counts = re.match(rf"\s*(?:{_units()})", said.text[match.end() :])  # 40 hours, no money
        if _item_in(before) and (_currency(match) or not counts):
            low, high = _ends(match)
            _take_currency(said, match)
            said.lines.insert(0, _line(said, (low, high), None, before=before))
            said.take(match)


def _first(text: str, orders: Sequence[str]) -> re.Match[str] | None:
    found = [match for order in orders if (match := re.search(order, text))]
    return min(found, key=lambda match: (match.start(), -match.end()), default=None)


def _take_bare(said: _Said) -> None:
    """A price without a unit: 月费2万元 says it by its name, else the row does."""
    for match in re.finditer(_price(), said.text):
        is_alone = re.match(r"\s*(?:$|[,;。;)\x00])", said.text[match.end() :])
        if _currency(match) is None and is_alone is None:
            continue  # three times the wage is no price of three
        _take_currency(said, match)
        said.lines.append(_line(said, _ends(match), None, before=_before(said, match)))
        said.take(match)
        return


def _before(said: _Said, match: re.Match[str]) -> str:
    """The words of the same clause before a price."""
    return re.split(r"[,;。;\x00、()+]|\band\b", said.text[: match.start()])[-1]


def _item_in(words: str) -> str | None:
    """The item that stands among some words: the longest name of one."""
    folded = re.sub(r"[\s_\-/·:：*.,，]+", "", words)
    names = sorted(known_words("item"), key=len, reverse=True)
    return next(
        (known_words("item")[name] for name in names if len(name) > 1 and name in folded), None
    )


@cache
def _item_names() -> str:
    names = [name for name in known_words("item") if len(name) > 1]
    latin = [name for name in names if name.isascii()]
    others = lexicon.alternatives(name for name in names if not name.isascii())
    return rf"\b(?:{lexicon.alternatives(latin)})\b|{others}"


def _line(
    said: _Said, price: tuple[float, float | None], basis: str | None, *, before: str = ""
) -> OfferLine:
    """A proposed line; its item by the words before it, by the row, or by its basis."""
    if said.item == "minimum":
        return OfferLine(item="minimum", basis="minimum", low=price[0], high=price[1])
    named = _item_in(before)
    basis = basis or (ITEM_BASES[named][0] if named and named in ITEM_BASES else said.basis)
    if basis == "month" and "seat" in (named, said.item):
        basis = "seat/month"
    item = named if named and _fits(named, basis) else said.item
    if not item or not _fits(item, basis):
        item = _ITEM_OF.get(basis, item)
    return OfferLine(item=item, basis=basis, low=price[0], high=price[1])


def _fits(item: str, basis: str) -> bool:
    """Whether an item can be charged by a basis; a name of the vendor's own by any."""
    return item not in ITEM_BASES or basis in ITEM_BASES[item] or _ITEM_OF.get(basis) is None


def _finished(said: _Said) -> Iterator[OfferLine]:
    """The lines with what was said of all of them."""
    lines = list(said.lines)
    _add_beyond(said, lines)
    if said.tiers:
        basis = said.tier_basis or said.basis or "consultation"
        item = said.item if said.item and _fits(said.item, basis) else _ITEM_OF.get(basis, "")
        lines.append(OfferLine(item=item, basis=basis, tiers=tuple(said.tiers), mode=said.mode))
    left = re.sub(rf"{_item_names()}|[\s\x00,;。、()+:]+", " ", said.text).strip()
    for place, line in enumerate(lines):
        settings = dict(said.settings)
        if line.basis in ("once", "person_once", "year"):
            settings.pop("from_month", None)
        if said.heads and line.basis in ("seat/month", "month"):
            settings |= {"minimum": said.heads * (line.low or 0.0)}
            settings |= {"item": "seat", "basis": "seat/month"}
        if said.minimum is not None and place == _bearer(lines):
            settings["minimum"] = said.minimum
        if (
            said.included is not None
            and not line.tiers
            and line.basis in ("consultation", "order", "minute")
        ):
            settings["free"] = said.included
        yield replace(line, remark=left, **settings)


def _add_beyond(said: _Said, lines: list[OfferLine]) -> None:
    """A price beyond a bound: a second tier of the line below it, else what a fee leaves out."""
    if said.beyond is None:
        return
    low, high = said.beyond.low, said.beyond.high
    by_volume = [
        line for line in lines if line.basis in ("consultation", "order", "minute", "hour")
    ]
    if by_volume and said.included is not None:
        first = by_volume[0]
        tiers = (Tier(said.included, first.low or 0.0, first.high), Tier(None, low, high))
        lines[lines.index(first)] = replace(first, low=None, high=None, tiers=tiers, mode=said.mode)
    else:
        lines.append(_line(said, (low, high), said.tier_basis or "consultation"))


def _bearer(lines: Sequence[OfferLine]) -> int:
    """The line that a minimum belongs to: the one that is paid by volume."""
    by_volume = [n for n, line in enumerate(lines) if line.basis not in ("month", "once", "year")]
    return by_volume[0] if by_volume else 0
