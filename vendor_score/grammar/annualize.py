"""Figures of a month, a quarter or a year where the question asks for another stretch of time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from vendor_score.grammar.numerals import round_off
from vendor_score.grammar.result import Result

__all__ = ["annualize", "asks_for_a_year", "asks_over_years", "is_by_the_year", "times_a_year"]

YEAR = re.compile(r"年|year|annual|p\.a\.|12个月|12 months")
MONTHS = re.compile(r"月|month")
TIMES_A_YEAR = {
    re.compile(
        r"平均每月|每个月|每月|月均|月度|(?<!\d)月(?=人员|员工|客服|流失|离职|\d)|\s?[/每]\s?月"
        r"|\bmonthly\b|\b(?:per|a|each|every) month\b|\s?/\s?month\b"
    ): 12.0,
    re.compile(
        r"每个?季度?|季均|(?<!\d)季度|\s?/\s?季度?|\bquarterly\b|\b(?:per|a|each|every) quarter\b"
    ): 4.0,
}
BY_THE_YEAR = re.compile(
    r"每一?年|年均|一年|\s?/\s?年|\b(?:yearly|annually)\b|\b(?:per|a|each|every) year\b"
)
OVER_YEARS = re.compile(r"[近过]去?[二两三四五2-5]年|(?:last|past) (?:[2-5]|two|three|five) years")


def asks_for_a_year(texts: Sequence[str]) -> bool:
    """Whether a question of attrition means that of a year: unless it names the month."""
    return not any(MONTHS.search(text) for text in texts)


def asks_over_years(texts: Sequence[str]) -> bool:
    """Whether what is counted is that of several years (近三年)."""
    return any(OVER_YEARS.search(text) for text in texts)


def is_by_the_year(text: str) -> bool:
    """Whether a count is one a year: 每年2次."""
    return BY_THE_YEAR.search(text) is not None


def times_a_year(text: str) -> tuple[str, float]:
    """The text without its word for a month or a quarter, and how many of them make a year.

    Of ``3% monthly, 36% yearly`` the yearly figure stays.
    """
    for word, times in TIMES_A_YEAR.items():
        if word.search(text) is None:
            continue
        pieces = re.split(r"[,;(\n]", text)
        of_a_year = [p for p in pieces if YEAR.search(p) and re.search(r"\d", p)]
        if of_a_year:
            return of_a_year[0].strip(" )"), 1.0
        return word.sub(" ", text), times
    return text, 1.0


def annualize(result: Result, times: float) -> Result:
    """A monthly share m as 12 m (usual in the trade: leavers add up over the year)."""
    if times == 1 or (result.low is None and result.high is None):
        return result
    low, high = result.low, result.high
    return replace(
        result,
        low=None if low is None else round_off(low * times),
        high=None if high is None else round_off(high * times),
        flags=result.flags | {"rescaled"},
    )
