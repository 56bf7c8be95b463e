"""Prices with a basis in running text: an amount for a seat, an order, a month, or a commission."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from vendor_score.wording import lexicon

__all__ = ["mentions_price"]

_TIMES: Final = lexicon.pattern("price_mention.times")
_NUMBER: Final = rf"\d[\d,]*(?:\.\d+)?(?:\s*(?:{_TIMES}))?"
_CURRENCY: Final = rf"(?:[¥$€£]|{lexicon.pattern('price_mention.currency')})"
_AMOUNT: Final = rf"(?:{_CURRENCY}\s*{_NUMBER}|{_NUMBER}\s*{_CURRENCY})"
_UNIT: Final = lexicon.pattern("price_mention.unit")
_YEAR: Final = lexicon.pattern("price_mention.year")
_EVERY: Final = lexicon.filled("{price_mention.every.pattern}")
_EACH: Final = rf"(?:/|{_EVERY}|{lexicon.pattern('price_mention.per')})"
_BETWEEN: Final = r"[^\d/]{0,12}?"
_BASIS: Final = rf"{_EACH}\s*\d*\s*(?:{_UNIT})"
_PRICES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_AMOUNT}{_BETWEEN}{_BASIS}",
        rf"{_BASIS}{_BETWEEN}{_AMOUNT}",
        rf"{_AMOUNT}{_BETWEEN}{_EACH}\s*(?:{_YEAR})(?=.*{lexicon.pattern('price_mention.fee')})",
        rf"{lexicon.pattern('price_mention.fee')}.{{0,20}}?{_AMOUNT}{_BETWEEN}{_EACH}\s*(?:{_YEAR})",
        rf"{lexicon.pattern('price_mention.monthly_fee')}.{{0,8}}?(?:{_AMOUNT}|\d{{3,}})",
        rf"{_NUMBER}\s*(?:{_EACH}\s*(?:{_UNIT})){{2}}",  # 5000/人/月: two units, no currency
    )
)
_COMMISSION: Final = re.compile(
    rf"{lexicon.pattern('price_mention.commission')}.{{0,16}}?{_NUMBER}\s*%"
    rf"|{_NUMBER}\s*%.{{0,16}}?{lexicon.pattern('price_mention.commission')}"
)
_NO_PRICE: Final = re.compile(lexicon.pattern("price_mention.no_price"))
_CLAUSES: Final = re.compile(r"[;。!?\n]|,(?!\d{3})")


def mentions_price(text: str) -> bool:
    """Whether a text names a price with a basis; turnover, caps and insured sums are none.

    Parameters
    ----------
    text : str
        An answer, or what stands beside it.

    Returns
    -------
    bool

    Examples
    --------
    >>> mentions_price("8 agents at 4,800 yuan per seat per month"), mentions_price("0.9元/单")
    (True, True)
    >>> mentions_price("turnover 50,000,000 yuan a year"), mentions_price("赔付上限每单100元")
    (False, False)
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return any(map(_is_price, _CLAUSES.split(folded)))


def _is_price(clause: str) -> bool:
    if _COMMISSION.search(clause):
        return True
    return any(price.search(clause) for price in _PRICES) and not _NO_PRICE.search(clause)
