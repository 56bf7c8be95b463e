"""Units: those that answers come in, and their conversion; their names are in the lexica."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Final

from vendor_score.wording import lexicon

__all__ = [
    "BASES", "SECONDS", "UNITLESS", "convert", "known_currency", "known_unit", "price_unit",
    "unit_names",
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
UNITLESS: Final = frozenset({None, "", "count"})
"""A plain count fits a criterion that counts anything: seats, shops, cases."""
BASES: Final = (
    "seat/month", "seat/year", "shop/month", "shop/year", "consultation", "order", "min", "hour",
    "day", "week", "month", "year",
)  # fmt: skip
"""What a price can be for."""
# What a price is for, in the order in which a basis names it; times go by the names of units.
_PRICED: Final = {
    "seat": None, "shop": None, "consultation": None, "order": None, "min": "min", "hour": "h",
    "day": "days", "week": "weeks", "month": "months", "year": "years",
}  # fmt: skip
_CODE = re.compile(r"[a-z]{3}")


@cache
def unit_names() -> Mapping[str, str]:
    """The names under which a unit stands in criteria.yaml and in the brackets of a header.

    Returns
    -------
    mapping of str to str
    """
    return lexicon.meanings("unit") | {unit: unit for unit in lexicon.group("unit")}


@cache
def _priced_by_name() -> Mapping[str, str]:
    more, units = lexicon.group("price.for"), lexicon.group("unit")
    return {
        name: one
        for one, unit in _PRICED.items()
        for name in (one, *more.get(one, ()), *(units[unit] if unit else ()))
    }


@cache
def _between() -> re.Pattern[str]:
    """What stands between the words of a price: signs, per, 每."""
    return re.compile(rf"[\s/·\-]+|{lexicon.pattern('price.between')}")


def known_unit(name: str | None) -> str | None:
    """The unit that a name stands for (秒, Minutes, %).

    Parameters
    ----------
    name : str or None
        As people write it.

    Returns
    -------
    str or None
        None for one without conversion.
    """
    return None if name is None else unit_names().get(name.strip().lower())


def price_unit(text: str) -> tuple[str | None, str | None]:
    """Currency and basis of a price as people name them, None for what is not said.

    ``CNY/seat/month``, ``per seat and month``, ``元/人/月`` and ``每人每月`` are known.

    Parameters
    ----------
    text : str
        As people write it.

    Returns
    -------
    (str or None, str or None)
        Code of the currency, and basis.

    Raises
    ------
    ValueError
        For a word that names neither, or words that make no basis.
    """
    words = [word for word in _between().split(unicodedata.normalize("NFKC", text).lower()) if word]
    currency = known_currency(words[0]) if words else None
    for_what = [part for word in words[bool(currency) :] for part in _priced(word)]
    basis = "/".join(sorted(for_what, key=[*_PRICED].index))
    if basis and basis not in BASES:
        raise ValueError(f"no basis of a price: {text}")
    return currency, basis or None


def known_currency(word: str) -> str | None:
    """The code of a currency, of three letters; None for a word that names none.

    Parameters
    ----------
    word : str
        A code, a name or a sign.

    Returns
    -------
    str or None
        None for a word that names none.
    """
    word = word.strip().lower()
    is_code = _CODE.fullmatch(word) and word not in _priced_by_name()
    return lexicon.meanings("currency").get(word, word.upper() if is_code else None)


def _priced(word: str) -> tuple[str, ...]:
    """What the word says a price is for; 人月 says two things. Raises ValueError."""
    known = _priced_by_name()
    if word in known:
        return (known[word],)
    if word[:-1] in known and known.get(word[-1:]) in {"month", "year"}:
        return (known[word[:-1]], known[word[-1]])
    raise ValueError(f"not what a price is for: {word}")


def convert(value: float, unit: str | None, into: str | None) -> float:
    """A figure of one unit in another.

    Durations convert among themselves, scores by their scale (4.5 of ``/5`` is 9 of ``/10``); hours
    are hours a day where these are asked for.

    Parameters
    ----------
    value : float
        In ``unit``.
    unit : str or None
        That it is in.
    into : str or None
        That it is wanted in.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        Where there is no conversion.
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
