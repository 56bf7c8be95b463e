"""What a heading of a price table says: a column, and with it a currency, a unit, tax, a tier."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from vendor_score.offers.price_texts import basis_of, tax_said
from vendor_score.offers.words import column_of, item_of, meaning_of
from vendor_score.price.offer import ITEM_BASES, Tier
from vendor_score.wording import lexicon

__all__ = ["Heading", "bounds_said", "heading_of"]

_FACTORS: Final = {
    word.split("=")[0]: float(word.split("=")[1]) for word in lexicon.words("offer.text.many")
}
_FIGURE: Final = rf"(\d[\d,]*(?:\.\d+)?)\s*({lexicon.alternatives(_FACTORS)})?"
_INSIDE: Final = re.compile(r"[(\[【]([^)\]】]*)[)\]】]")
_PER: Final = re.compile(rf"/|{lexicon.pattern('offer.text.per')}")
_SPLIT: Final = re.compile(r"[,，;；、]|\n|\s\|\s")


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """A heading, read.

    Attributes
    ----------
    name : str or None
        The column of the offer sheet that stands below; None for words that name none.
    text : str
    currency, basis : str or None
    is_tax_included : bool or None
    tax_rate : float or None
    tier : Tier or None
        Bounds of a volume whose prices stand below; its price counts nothing.
    item : str
        Item of the offer whose prices stand below; empty for others.
    """

    name: str | None
    text: str
    currency: str | None = None
    basis: str | None = None
    is_tax_included: bool | None = None
    tax_rate: float | None = None
    tier: Tier | None = None
    item: str = ""


def heading_of(text: str) -> Heading:
    """Read a heading such as 单价（元/人/月，含6%税） or "Unit price (USD, excl. VAT)".

    Parameters
    ----------
    text : str

    Returns
    -------
    Heading

    Examples
    --------
    >>> found = heading_of("Unit price (USD, excl. VAT)")
    >>> found.name, found.currency, found.is_tax_included
    ('price', 'USD', False)
    """
    whole = unicodedata.normalize("NFKC", text).strip()
    outside = _INSIDE.sub(" ", whole).strip()
    name = column_of(whole) or column_of(outside)
    if name in ("tax", "tax_rate", "currency"):
        return Heading(name=name, text=text)
    is_included, rate, _ = tax_said(whole)
    is_included = _tax_word(whole) if is_included is None else is_included
    bare = _without_tax_words(outside)
    name = name or column_of(bare)
    parts = [*_SPLIT.split(" , ".join(_INSIDE.findall(whole))), *_SPLIT.split(bare)]
    units = [basis_of(part.strip()) for part in parts if part.strip()]
    currency = next((one for one, _ in units if one), None)
    basis = next((one for _, one in units if one), None) if name in (None, "price") else None
    if name is None:
        name, basis = _price_per(bare, basis)
    tier = _tier_said(outside) if name in (None, "up_to", "from_unit") else None
    if tier is not None:
        name = None
    item = item_of("", outside) if name is None and tier is None else ""
    return Heading(
        name=name,
        text=text,
        currency=currency,
        basis=basis,
        is_tax_included=is_included,
        tax_rate=rate,
        tier=tier,
        item=item if item in ITEM_BASES else "",
    )


def _tax_word(text: str) -> bool | None:
    """含税, 未税, net: tax without a rate, wherever it stands in a heading."""
    for part in (*_INSIDE.findall(text), *re.split(r"[\s,，/]+", text), text[:3], text[:2]):
        for piece in (part, *_SPLIT.split(part)):
            said = meaning_of("tax", piece) if len(piece.strip()) > 1 else None
            if said is not None:
                return said == "included"
    return None


def _without_tax_words(text: str) -> str:
    words = [
        word
        for listed in lexicon.group("offer.tax").values()
        for word in listed
        if len(word) > 1 and not word.isdigit()
    ]
    latin = lexicon.alternatives(
        word for word in words if word.isascii() and word not in ("no", "yes")
    )
    others = lexicon.alternatives(word for word in words if not word.isascii())
    return re.sub(rf"\b(?:{latin})\b|(?:{others})", " ", text, flags=re.IGNORECASE).strip()


def _price_per(text: str, basis: str | None) -> tuple[str | None, str | None]:
    """A heading such as "Price per seat per month" or 元/人/月: prices on that basis."""
    words = lexicon.words("offer.column.price")
    folded = text.casefold().strip()
    for word in sorted(words, key=len, reverse=True):
        for rest in (folded.removeprefix(word.casefold()), folded.removesuffix(word.casefold())):
            if rest != folded and rest.strip():
                currency, per = basis_of(rest.strip())
                if per or currency:
                    return "price", per
    is_price = basis is not None and _PER.search(folded) is not None
    return ("price", basis) if is_price and basis_of(folded)[1] else (None, basis)


def bounds_said(text: str) -> tuple[float | None, float | None] | None:
    """Lower and upper bound of a volume: 501-1000, 500单以内, over 1,000; None for other words.

    Parameters
    ----------
    text : str

    Returns
    -------
    (float or None, float or None) or None

    Examples
    --------
    >>> bounds_said("501-1,000"), bounds_said("3000单以上"), bounds_said("up to 500 chats")
    ((501.0, 1000.0), (3000.0, None), (None, 500.0))
    """
    folded = unicodedata.normalize("NFKC", text).casefold().strip()
    over, within, to_bound, from_bound = (
        lexicon.pattern(f"offer.text.{name}")
        for name in ("over", "within", "to_bound", "from_bound")
    )
    unit = r"[^\d]{0,12}"
    if match := re.fullmatch(
        rf"{unit}?{_FIGURE}{unit}?\s*(?:[-~–—]|{lexicon.pattern('offer.range')}|<.{{0,6}}[≤<]=?)\s*{_FIGURE}{unit}",
        folded,
    ):
        return _figure(match[1], match[2] or match[4]), _figure(match[3], match[4])
    if match := re.fullmatch(rf"(?:{unit}?)(?:{within}|≤|<=|<)\s*{_FIGURE}{unit}", folded):
        return None, _figure(match[1], match[2])
    if match := re.fullmatch(rf"{_FIGURE}\s*[^\d]{{0,4}}?(?:{to_bound}){unit}", folded):
        return None, _figure(match[1], match[2])
    if match := re.fullmatch(rf"(?:{unit}?)(?:{over}|>=?|≥)\s*{_FIGURE}{unit}", folded):
        return _figure(match[1], match[2]), None
    if match := re.fullmatch(rf"{_FIGURE}\s*[^\d]{{0,4}}?(?:{from_bound}|\+){unit}", folded):
        return _figure(match[1], match[2]), None
    return None


def _figure(digits: str, many: str | None) -> float:
    return float(digits.replace(",", "")) * _FACTORS.get(many or "", 1.0)


def _tier_said(text: str) -> Tier | None:
    bounds = bounds_said(text)
    return None if bounds is None else Tier(bounds[1], 0.0)
