"""Write a reading as a person would, so that the grammar reads it back as the same value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from vendor_score.records import Reading
from vendor_score.units import SECONDS
from vendor_score.wording import Lang, has, text

__all__ = ["format_reading"]

MANY_SECONDS = 600


def format_reading(reading: Reading, lang: Lang) -> str:
    """``15–20 s``, ``≤20秒``, ``ISO27001, MLPS3``; empty where the reading has no value.

    Parsed again as the answer to the same question, it gives the same value.
    """
    if not reading.has_value:
        return ""
    if reading.items is not None:
        return _items(reading, lang)
    return WRITERS.get(reading.kind, _plain)(reading, lang)


def _items(reading: Reading, lang: Lang) -> str:
    if not reading.items:
        return text("reading.none", lang)
    return text("reading.list_joint", lang).join(reading.items)


def _digits(value: float) -> str:
    """With thousands separators, without exponent or needless digits."""
    digits = f"{Decimal(repr(float(value))):,f}".removesuffix(".0")
    whole, _, decimals = digits.partition(".")
    return f"{whole}.{decimals}0" if len(decimals) == 3 else digits  # noqa: PLR2004


def _span(reading: Reading, lang: Lang, factor: float = 1.0) -> str:
    """Bounds, stretch or number, before its unit."""
    low, high = reading.low, reading.high

    def about(value: float) -> str:
        digits = _digits(value / factor)
        return text("reading.about", lang, figure=digits) if "approx" in reading.flags else digits

    if low is None and high is not None:
        return f"≤{about(high)}"
    if high is None and low is not None:
        return f"≥{about(low)}"
    if low is None or high is None or low == high:
        return about(low or 0.0)
    return f"{about(low)}–{_digits(high / factor)}"


def _time(reading: Reading, lang: Lang) -> str:
    """Seconds up to ten minutes, then in the largest unit that keeps the numbers whole."""
    unit, factor = reading.unit or "s", 1.0
    if unit == "s":
        ends = [v for v in (reading.low, reading.high) if v is not None]
        for larger in ("h", "min"):
            if min(ends) >= MANY_SECONDS and all(v % SECONDS[larger] == 0 for v in ends):
                unit, factor = larger, SECONDS[larger]
                break
    return text(f"reading.time.{unit}", lang, figure=_span(reading, lang, factor))


def _percent(reading: Reading, lang: Lang) -> str:
    level = _span(reading, lang) + "%"
    if reading.within_s is None:
        return level
    return text("reading.within", lang, level=level, limit=_digits(reading.within_s))


def _score(reading: Reading, lang: Lang) -> str:
    out_of = (reading.unit or "/5")[1:]
    if reading.parts:
        figures = map(_digits, reading.parts)
        return "; ".join(text("reading.points", lang, figure=figure) for figure in figures)
    delta = reading.industry_delta_pct
    told = f"{_span(reading, lang)}/{out_of}"
    if delta is None:
        return told
    key = "reading.above_industry" if delta >= 0 else "reading.below_industry"
    return text(key, lang, score=told, percent=_digits(abs(delta)))


def _plain(reading: Reading, lang: Lang) -> str:
    if reading.unit == "founding_year":
        return text("reading.founded", lang, year=f"{reading.low:.0f}")
    if has(f"reading.time.{reading.unit}"):
        return _time(reading, lang)
    return _span(reading, lang) + ("%" if reading.unit == "%" else "")


def _yes_no(reading: Reading, lang: Lang) -> str:
    if reading.low != reading.high:
        return text("reading.partially", lang)
    return text("reading.yes" if reading.low else "reading.no", lang)


def _money(reading: Reading, lang: Lang) -> str:
    currency, *bases = (reading.unit or "CNY").split("/")
    amount = _span(reading, lang)
    if currency == "%":
        return text("reading.commission", lang, rate=amount)
    named = _named("reading.currency", currency, lang)
    if named == currency:  # a code is no word: 4,500 CHF
        amount = f"{amount} "
    told = "/".join((amount + named, *(_named("reading.price_for", one, lang) for one in bases)))
    if reading.commission_pct is not None:
        rate = _digits(reading.commission_pct)
        told = text("reading.plus_commission", lang, price=told, rate=rate)
    for flag in ("tax_included", "tax_excluded"):
        if flag in reading.flags:
            return text(f"reading.{flag}", lang, price=told)
    return told


def _named(subject: str, word: str, lang: Lang) -> str:
    key = f"{subject}.{word}"
    return text(key, lang) if has(key) else word


def _date(reading: Reading, _lang: Lang) -> str:
    """2016-05-03, or the month or the year where no more is known."""
    first, last = (dt.date.fromordinal(int(v or 1)) for v in (reading.low, reading.high))
    if first == last:
        return first.isoformat()
    return f"{first:%Y-%m}" if first.month == last.month else f"{first.year:04d}"


WRITERS: dict[str, Callable[[Reading, Lang], str]] = {
    "duration": _time,
    "percent": _percent,
    "score": _score,
    "count": _plain,
    "number": _plain,
    "years": _plain,
    "money": _money,
    "yes_no": _yes_no,
    "date": _date,
}
