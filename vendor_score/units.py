"""Units: one table of the units that answers come in, their names, and their conversion."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = [
    "BASES", "NAMES", "SECONDS", "UNITLESS", "convert", "known_currency", "known_unit",
    "price_unit",
]  # fmt: skip

SECONDS: Final = {
    "s": 1.0,
    "min": 60.0,
    "h": 3_600.0,
    "days": 86_400.0,
    "weeks": 604_800.0,
    "months": 2_629_800.0,  # 30.4375 days, a twelfth of a Julian year
    "years": 31_557_600.0,
}
# The names under which a unit stands in criteria.yaml and in the brackets of a header.
NAMES: Final[dict[str, tuple[str, ...]]] = {
    "s": ("秒", "秒钟", "sec", "secs", "second", "seconds"),
    "min": ("分", "分钟", "mins", "minute", "minutes"),
    "h": ("小时", "时", "hr", "hrs", "hour", "hours"),
    "days": ("天", "日", "工作日", "d", "day"),
    "weeks": ("周", "星期", "week"),
    "months": ("月", "个月", "month"),
    "years": ("年", "year", "yr", "yrs"),
    "h/day": (
        "小时/天", "小时/日", "小时每天", "时/天",
        "hours/day", "h per day", "hours per day", "hours a day", "h/d",
    ),
    "%": ("percent", "pct", "百分比", "％", "per cent"),
}  # fmt: skip
UNITLESS: Final = frozenset({None, "", "count"})
"""A plain count fits a criterion that counts anything: seats, shops, cases."""
BASES: Final = (
    "seat/month", "seat/year", "shop/month", "shop/year", "consultation", "order", "min", "hour",
    "day", "week", "month", "year",
)  # fmt: skip
"""What a price can be for."""
# What a price is for, word by word, in the order in which a basis names them.
_PRICED: Final[dict[str, tuple[str, ...]]] = {
    "seat": (
        "seats", "agent", "person", "fte", "人", "人头", "席", "坐席", "座席", "席位", "客服", "名",
    ),
    "shop": ("shops", "store", "店", "店铺", "家"),
    "consultation": (
        "consultations", "conversation", "inquiry", "enquiry", "chat", "session", "contact",
        "条", "次", "人次", "咨询", "会话", "接待", "次咨询", "条咨询",
    ),
    "order": ("orders", "单", "订单", "笔"),
    "min": NAMES["min"],
    "hour": NAMES["h"],
    "day": NAMES["days"],
    "week": NAMES["weeks"],
    "month": (*NAMES["months"], "monthly"),
    "year": (*NAMES["years"], "annum", "yearly"),
}  # fmt: skip
_CURRENCIES: Final[dict[str, tuple[str, ...]]] = {
    "CNY": ("元", "人民币", "rmb", "¥", "yuan"),
    "USD": ("美元", "美金", "$", "us$"),
    "EUR": ("欧元", "€"),
    "GBP": ("英镑", "£"),
    "HKD": ("港币", "港元", "hk$"),
    "JPY": ("日元", "円"),
}
_BETWEEN = re.compile(r"[\s/·\-]+|每个?|\b(?:per|and|each|an?)\b|[和及]")
_CODE = re.compile(r"[a-z]{3}")
_PRICED_BY_NAME = {name: one for one, names in _PRICED.items() for name in (one, *names)}
_CURRENCY_BY_NAME = {name: code for code, names in _CURRENCIES.items() for name in names}
_BY_NAME = {name: unit for unit, names in NAMES.items() for name in (unit, *names)}


def known_unit(name: str | None) -> str | None:
    """The unit that ``name`` stands for (秒, Minutes, %), None for one without conversion."""
    return None if name is None else _BY_NAME.get(name.strip().lower())


def price_unit(text: str) -> tuple[str | None, str | None]:
    """Currency and basis of a price as people name them, None for what is not said.

    ``CNY/seat/month``, ``per seat and month``, ``元/人/月`` and ``每人每月`` are known. Raises
    ValueError for a word that names neither, or words that make no basis.
    """
    words = [word for word in _BETWEEN.split(unicodedata.normalize("NFKC", text).lower()) if word]
    currency = known_currency(words[0]) if words else None
    for_what = [part for word in words[bool(currency) :] for part in _priced(word)]
    basis = "/".join(sorted(for_what, key=[*_PRICED].index))
    if basis and basis not in BASES:
        raise ValueError(f"no basis of a price: {text}")
    return currency, basis or None


def known_currency(word: str) -> str | None:
    """The code of a currency, of three letters; None for a word that names none."""
    word = word.strip().lower()
    is_code = _CODE.fullmatch(word) and word not in _PRICED_BY_NAME
    return _CURRENCY_BY_NAME.get(word, word.upper() if is_code else None)


def _priced(word: str) -> tuple[str, ...]:
    """What the word says a price is for; 人月 says two things. Raises ValueError."""
    if word in _PRICED_BY_NAME:
        return (_PRICED_BY_NAME[word],)
    if word[:-1] in _PRICED_BY_NAME and word[-1] in "年月":
        return (_PRICED_BY_NAME[word[:-1]], _PRICED_BY_NAME[word[-1]])
    raise ValueError(f"not what a price is for: {word}")


def convert(value: float, unit: str | None, into: str | None) -> float:
    """``value`` of one unit in another. Raises ValueError where there is no conversion.

    Durations convert among themselves, scores by their scale (4.5 of ``/5`` is 9 of ``/10``); hours
    are hours a day where these are asked for.
    """
    if unit == into or unit in UNITLESS or into in UNITLESS:
        return value
    if unit in SECONDS and into in SECONDS:
        return _without_dust(value * SECONDS[unit] / SECONDS[into])
    if into == "h/day" and unit in ("h", "min"):
        return _without_dust(value * SECONDS[unit] / SECONDS["h"])
    ours, theirs = _scale_end(unit), _scale_end(into)
    if ours and theirs:
        return _without_dust(value * theirs / ours)
    raise ValueError(f"no conversion from {unit} to {into}")


def _scale_end(unit: str | None) -> float | None:
    """5 for ``/5``, None for anything that is no scale of points."""
    if unit is None or not unit.startswith("/"):
        return None
    try:
        end = float(unit[1:])
    except ValueError:
        return None
    return end if 0 < end < float("inf") else None


def _without_dust(value: float) -> float:
    """Without what a division leaves in the last digit: 0.1 h is 360 s and meets ``<= 360 s``."""
    return float(f"{value:.15g}")
