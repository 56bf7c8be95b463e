"""The words of units, currencies and price bases, as the lexica hold them."""

from __future__ import annotations

from dataclasses import dataclass

from vendor_score.wording import lexicon

__all__ = [
    "BASES",
    "COUNT_NOUNS",
    "CURRENCIES",
    "PERCENTS",
    "PER_HUNDRED",
    "RATES",
    "SCORES",
    "TIMES",
    "TYPING_SLIPS",
    "UnitWord",
]


@dataclass(frozen=True, slots=True)
class UnitWord:
    """What a unit word means: its dimension, the unit it is converted to, and the factor."""

    dimension: str
    unit: str
    factor: float = 1.0


TIMES: dict[UnitWord, tuple[str, ...]] = {
    UnitWord("time", "s", 0.001): lexicon.words("time.ms"),
    UnitWord("time", "s"): lexicon.words("time.s"),
    UnitWord("time", "min"): lexicon.words("time.min"),
    UnitWord("time", "min", 15.0): lexicon.words("time.quarter_hour"),
    UnitWord("time", "h"): lexicon.words("time.h"),
    UnitWord("time", "days"): lexicon.words("time.days"),
    UnitWord("time", "weeks"): lexicon.words("time.weeks"),
    UnitWord("time", "months"): lexicon.words("time.months"),
    UnitWord("time", "years", 10.0): lexicon.words("time.decade"),
    UnitWord("time", "months", 3.0): lexicon.words("time.quarter"),
    UnitWord("time", "years"): lexicon.words("time.years"),
}  # fmt: skip
TYPING_SLIPS = frozenset(lexicon.words("typing_slip"))
PERCENTS: dict[UnitWord, tuple[str, ...]] = {
    UnitWord("percent", "%"): lexicon.words("percent.hundredth"),
    UnitWord("percent", "%", 0.1): lexicon.words("percent.thousandth"),
    UnitWord("percent", "%", 0.01): lexicon.words("percent.ten_thousandth"),
    UnitWord("percent", "%", 10.0): lexicon.words("percent.tenth"),
}  # fmt: skip
# 百分之, 千分之: before the number, with what one of them is in percent.
PER_HUNDRED = {
    phrase: float(scale)
    for scale, phrases in lexicon.group("per_hundred").items()
    for phrase in phrases
}
SCORES: dict[UnitWord, tuple[str, ...]] = {
    UnitWord("score", "points"): lexicon.words("score.points"),
}  # fmt: skip
# Nouns that only say what is counted.
COUNT_NOUNS = lexicon.words("counted")
CURRENCIES = lexicon.group("currency_word")
BASES = lexicon.group("price_basis")
# One word that says per what.
RATES: dict[UnitWord, tuple[str, ...]] = {
    UnitWord("time", "h"): lexicon.words("rate.h"),
    UnitWord("time", "days"): lexicon.words("rate.days"),
    UnitWord("time", "months"): lexicon.words("rate.months"),
    UnitWord("time", "years"): lexicon.words("rate.years"),
}  # fmt: skip
