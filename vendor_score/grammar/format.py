"""Write a reading as a person would, so that the grammar reads it back as the same value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from vendor_score.records import Reading
from vendor_score.units import SECONDS
from vendor_score.wording import Lang

__all__ = ["format_reading"]

TIMES = {
    "s": (" s", "秒"), "min": (" min", "分钟"), "h": (" h", "小时"), "days": (" days", "天"),
    "weeks": (" weeks", "周"), "months": (" months", "个月"), "years": (" years", "年"),
    "h/day": (" h/day", "小时/天"),
}  # fmt: skip
CURRENCIES = {
    "CNY": "元",
    "USD": "美元",
    "EUR": "欧元",
    "GBP": "英镑",
    "HKD": "港币",
    "JPY": "日元",
}
BASES = {
    "seat": "人", "shop": "店", "consultation": "条", "order": "单", "hour": "小时", "day": "天",
    "week": "周", "month": "月", "year": "年",
}  # fmt: skip
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
        return "none" if lang == "en" else "无"
    return (", " if lang == "en" else "、").join(reading.items)


def _digits(value: float) -> str:
    """With thousands separators, without exponent or needless digits."""
    text = f"{Decimal(repr(float(value))):,f}".removesuffix(".0")
    whole, _, decimals = text.partition(".")
    return f"{whole}.{decimals}0" if len(decimals) == 3 else text  # noqa: PLR2004


def _span(reading: Reading, lang: Lang, factor: float = 1.0) -> str:
    """Bounds, stretch or number, before its unit."""
    low, high = reading.low, reading.high
    about = ("about " if lang == "en" else "约") if "approx" in reading.flags else ""
    if low is None and high is not None:
        return f"≤{about}{_digits(high / factor)}"
    if high is None and low is not None:
        return f"≥{about}{_digits(low / factor)}"
    if low is None or high is None or low == high:
        return f"{about}{_digits((low or 0.0) / factor)}"
    return f"{about}{_digits(low / factor)}–{_digits(high / factor)}"


def _time(reading: Reading, lang: Lang) -> str:
    """Seconds up to ten minutes, then in the largest unit that keeps the numbers whole."""
    unit = reading.unit or "s"
    if unit != "s":
        return _span(reading, lang) + TIMES[unit][lang == "zh"]
    ends = [v for v in (reading.low, reading.high) if v is not None]
    for larger in ("h", "min"):
        if min(ends) >= MANY_SECONDS and all(v % SECONDS[larger] == 0 for v in ends):
            return _span(reading, lang, SECONDS[larger]) + TIMES[larger][lang == "zh"]
    return _span(reading, lang) + TIMES["s"][lang == "zh"]


def _percent(reading: Reading, lang: Lang) -> str:
    level = _span(reading, lang) + "%"
    if reading.within_s is None:
        return level
    limit = _digits(reading.within_s)
    return f"{level} within {limit} s" if lang == "en" else f"{limit}秒内{level}"


def _score(reading: Reading, lang: Lang) -> str:
    out_of = (reading.unit or "/5")[1:]
    if reading.parts:
        word = " points" if lang == "en" else "分"
        return "; ".join(f"{_digits(part)}{word}" for part in reading.parts)
    delta = reading.industry_delta_pct
    told = f"{_span(reading, lang)}/{out_of}"
    if delta is None:
        return told
    if lang == "en":
        return f"{told} ({_digits(abs(delta))}% {'above' if delta >= 0 else 'below'} industry)"
    return f"{told}({'高于' if delta >= 0 else '低于'}同行{_digits(abs(delta))}%)"


def _plain(reading: Reading, lang: Lang) -> str:
    if reading.unit == "founding_year":
        year = f"{reading.low:.0f}"
        return f"founded {year}" if lang == "en" else f"{year}年成立"
    if reading.unit in TIMES:
        return _time(reading, lang)
    return _span(reading, lang) + ("%" if reading.unit == "%" else "")


def _yes_no(reading: Reading, lang: Lang) -> str:
    if reading.low != reading.high:
        return "partially" if lang == "en" else "部分"
    if reading.low:
        return "yes" if lang == "en" else "是"
    return "no" if lang == "en" else "否"


def _money(reading: Reading, lang: Lang) -> str:
    currency, *bases = (reading.unit or "CNY").split("/")
    amount = _span(reading, lang)
    if currency == "%":
        return f"{amount}% commission" if lang == "en" else f"{amount}%提成"
    if lang == "en":
        told = "/".join((f"{amount} {currency}", *bases))
    else:
        named = CURRENCIES.get(currency, f" {currency}")
        told = "/".join((amount + named, *(BASES.get(b, b) for b in bases)))
    told += _commission(reading, lang)
    return told + _tax(reading, lang)


def _commission(reading: Reading, lang: Lang) -> str:
    if reading.commission_pct is None:
        return ""
    rate = _digits(reading.commission_pct)
    return f" + {rate}% commission" if lang == "en" else f"+{rate}%提成"


def _tax(reading: Reading, lang: Lang) -> str:
    for flag, words in (
        ("tax_included", ("incl. tax", "含税")),
        ("tax_excluded", ("excl. tax", "不含税")),
    ):
        if flag in reading.flags:
            return f" ({words[0]})" if lang == "en" else f"({words[1]})"
    return ""


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
