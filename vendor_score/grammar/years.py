"""Years in the field, or the year of founding: 8年, since March 2016, 2016年成立."""

from __future__ import annotations

import re

from vendor_score.grammar.asked import Asked
from vendor_score.grammar.durations import read_time
from vendor_score.grammar.levels import find_non_answer, state_answer
from vendor_score.grammar.quantities import Quantity
from vendor_score.grammar.result import Result, no_value, unreadable
from vendor_score.grammar.statements import Statement, is_long_time
from vendor_score.units import SECONDS

__all__ = ["read_years"]

EARLIEST = 1900
LONGEST_HISTORY = 150  # years; beyond, a number is hardly one of years
SHORT_YEAR = re.compile(r"[^\d]*\d{2}年(?:\d{1,2}月)?(?:正式)?(?:成立|创[立办]|注册)[^\d]*")
# 2016-03-15成立, since March 2016: the year is enough.
FOUNDING_DATE = re.compile(
    r"((?:19|20)\d\d)[-/.年](?:0?[1-9]|1[0-2])(?:[-/.月](?:[0-2]?\d|3[01])日?|月)?"
    r"(?=\s?(?:成立|创立|创办|注册|开业))"
)
MONTH_BEFORE_YEAR = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?,? (?=(?:19|20)\d\d\b)"
)


def read_years(text: str, asked: Asked) -> Result:
    """Read a clean answer as years in the field, or as the year of founding (its own unit)."""
    if SHORT_YEAR.fullmatch(text):
        return no_value("ambiguous")  # 16年成立: in 2016, or 16 years ago?
    text = MONTH_BEFORE_YEAR.sub("", FOUNDING_DATE.sub(r"\1年", text))
    statement = state_answer(text, "years")
    return find_non_answer(statement) or _founded_or_counted(statement, asked)


def _founded_or_counted(statement: Statement, asked: Asked) -> Result:
    """Years in the field, or the year of founding as its own unit."""
    years = [p for p in statement.parts if _is_founding(p.quantity, asked.latest_year)]
    if years:
        others = [p for p in statement.parts if p not in years and not is_long_time(p.quantity)]
        if others:
            return unreadable("several_numbers")
        year = years[0].quantity.written[0]
        if any(p.quantity.written[0] != year or "range" in p.quantity.flags for p in years):
            return no_value("ambiguous")
        return Result(low=year, high=year, unit="founding_year", flags=frozenset({"founding_year"}))
    unit = asked.bare or asked.unit
    result = read_time(statement, asked, unit if unit in SECONDS else "years", "years")
    if max(result.low or 0.0, result.high or 0.0) > LONGEST_HISTORY:
        return no_value("ambiguous")
    return result


def _is_founding(quantity: Quantity, latest: int) -> bool:
    """2016, 2016年, 2016年5月: a year, not that many years."""
    value = quantity.written[0] if quantity.written else 0.0
    is_time = quantity.unit is None or quantity.unit.dimension == "time"
    return is_time and value == int(value) and EARLIEST <= value <= latest
