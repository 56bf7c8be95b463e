"""Plain numbers: people, shops, incidents, hours a day, agents to a team leader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from vendor_score.grammar.annualize import is_by_the_year
from vendor_score.grammar.asked import Asked
from vendor_score.grammar.choosing import choose
from vendor_score.grammar.durations import in_time, read_time
from vendor_score.grammar.hours import hours_a_day
from vendor_score.grammar.levels import (
    find_non_answer,
    finish_reading,
    is_rate,
    levels_of,
    state_answer,
    why_no_value,
    without_periods,
)
from vendor_score.grammar.quantities import Quantity
from vendor_score.grammar.result import Result, no_value, unreadable
from vendor_score.grammar.statements import Part, Statement, is_long_time
from vendor_score.units import SECONDS, known_unit

__all__ = ["read_count", "read_plain_number"]

HOURS_A_DAY = 24
RATIO = re.compile(r"1\s?[:比]\s?(\d{1,3}(?:\s?[-~]\s?\d{1,3})?)|(\d{1,3})\s?[:比]\s?1")
LEADER = r"(?:组长|主管|班长|团队长|team leader|leader|supervisor|tl)s?"
LED = re.compile(
    rf"(?:1|一|one)\s?[名个位]?\s?{LEADER}\s?(?:带领?|管理?|负责|配|对|per|for|to|:)\s?"
    r"(\d{1,3}(?:\s?[-~]\s?\d{1,3})?)\s?[人名位个]?(?:客服|坐席|组员|agents|staff|people)?"
    rf"|每(\d{{1,3}}(?:\s?[-~]\s?\d{{1,3}})?)[人名位个](?:客服|坐席)?[配设]?[备有置]?"
    rf"[1一][名个位]{LEADER}"
)


def read_count(text: str, asked: Asked) -> Result:
    """Read a clean answer as how many there are; without a unit of its own they are a count."""
    hours = _hours_by_the_clock(text, asked)
    if hours is not None:
        return hours
    if asked.about.over_years and is_by_the_year(text):
        return no_value("ambiguous")  # 每年2次, where those of three years are asked for
    return _read(text, asked, "count")


def read_plain_number(text: str, asked: Asked) -> Result:
    """Read a clean answer as a number in the unit that is asked for; it may be negative."""
    return _hours_by_the_clock(text, asked) or _read(text, asked, "number")


def _hours_by_the_clock(text: str, asked: Asked) -> Result | None:
    """9:00-21:00 as twelve hours; 1:20 alone is a ratio, though it looks like a clock."""
    if known_unit(asked.unit) not in {None, "h", "h/day"} or RATIO.fullmatch(text):
        return None
    return hours_a_day(text, asked.unit)


def _read(text: str, asked: Asked, dialect: str) -> Result:
    statement = state_answer(_ratio(text), dialect)
    plain = asked.unit or ("count" if dialect == "count" else "")
    return find_non_answer(statement, counts=asked.unit not in SECONDS) or _levels(
        statement, asked, plain
    )


def _ratio(text: str) -> str:
    """1:20, 20:1, 一名组长带20人: so many to one."""
    found = RATIO.fullmatch(text) or LED.fullmatch(text)
    return (found[1] or found[2]) if found else text


def _levels(statement: Statement, asked: Asked, plain: str) -> Result:
    """A plain number; in the question's unit of time where it has one."""
    into = asked.unit
    if into in SECONDS:
        return read_time(statement, asked, asked.bare or into, into)
    levels, extra = levels_of(statement)
    parts, period = without_periods(levels)
    if statement.residue:  # 近三年无安全事件
        flags = frozenset({"period"} if statement.parts else ())
        return Result(low=0.0, high=0.0, unit=plain, flags=flags)
    counted = [p for p in parts if not is_long_time(p.quantity)]
    if counted and len(counted) < len(parts):
        parts, period = counted, True  # 一年两次
    if not parts:
        return no_value(*extra) if extra else why_no_value(statement)
    if into in {None, "h/day"} and all(_is_hours(p.quantity, into) for p in parts):
        return _hours(parts, statement, asked)
    if any(_is_foreign(p.quantity, into) for p in parts):
        return unreadable("other_unit")
    if (period or is_rate(statement)) and "/" not in (into or ""):
        extra = [*extra, "period"]
    return finish_reading(choose(parts, asked.about), statement, plain, extra)


def _is_hours(quantity: Quantity, asked: str | None) -> bool:
    """16小时 where hours a day may be meant; a bare number only where they are asked for."""
    if quantity.unit is None:
        return asked == "h/day" and "clock" not in quantity.flags
    units = {"h", "min"} if asked else {"h"}
    return quantity.unit.unit in units and "clock" not in quantity.flags


def _hours(parts: Sequence[Part], statement: Statement, asked: Asked) -> Result:
    hours = [in_time(p, "h", "h") for p in parts]
    choice = choose([p for p in hours if p is not None], asked.about)
    result = finish_reading(choice, statement, "h/day")
    if max(result.high or 0.0, result.low or 0.0) > HOURS_A_DAY:
        return unreadable("out_of_scale")
    return replace(result, flags=result.flags - {"period"})  # 每天16小时


def _is_foreign(quantity: Quantity, asked: str | None) -> bool:
    """Whether the unit does not fit a plain number."""
    if "clock" in quantity.flags:
        return True
    unit = quantity.unit
    return unit is not None and unit.dimension != "count" and unit.unit != asked
