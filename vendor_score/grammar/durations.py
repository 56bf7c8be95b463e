"""Lengths of time: 20秒, 1分30秒, within 2 minutes, in seconds or in the unit asked for."""

from __future__ import annotations

import re
from dataclasses import replace

from vendor_score.grammar.asked import Asked
from vendor_score.grammar.choosing import choose
from vendor_score.grammar.levels import (
    find_non_answer,
    finish_reading,
    levels_of,
    scaled,
    state_answer,
    why_no_value,
    without_periods,
)
from vendor_score.grammar.result import Result, no_value, unreadable
from vendor_score.grammar.statements import Part, Statement
from vendor_score.grammar.words import Role
from vendor_score.units import SECONDS, convert

__all__ = ["in_time", "read_duration", "read_time"]

# 20,30秒 is a list of two times; a decimal comma before seconds is hardly ever meant.
TWO_TIMES = re.compile(r"(?<![\d.,])(\d{2,3}),(\d{2})(?=\s?(?:秒|s\b|sec))")


def read_duration(text: str, asked: Asked) -> Result:
    """Read a clean answer as a length of time, in seconds.

    Parameters
    ----------
    text
        The answer, as `clean` leaves it.
    asked
        What is asked for; a bare number is in ``asked.bare``, else ``asked.unit``, else seconds.
    """
    statement = state_answer(TWO_TIMES.sub(r"\1;\2", text), "duration")
    unit = asked.bare or asked.unit
    bare = unit if unit in SECONDS else "s"
    return find_non_answer(statement) or read_time(statement, asked, bare, "s")


def read_time(statement: Statement, asked: Asked, bare: str, into: str) -> Result:
    """A length of time in the unit ``into``; bare numbers are in ``bare``."""
    if any(t.role is Role.UNIT for t in statement.rates):
        return unreadable("rate")
    levels, extra = levels_of(statement)
    if not levels:
        return no_value(*extra) if extra else why_no_value(statement)
    parts, period = without_periods(levels)
    converted = [in_time(p, bare, into) for p in parts]
    if any(p is None for p in converted):
        return unreadable("other_unit")
    choice = choose([p for p in converted if p is not None], asked.about)
    return finish_reading(choice, statement, into, [*extra, *(["period"] if period else [])])


def in_time(part: Part, bare: str, into: str) -> Part | None:
    """The part converted to a unit of time; None where its unit is none of time."""
    quantity = part.quantity
    unit = quantity.unit
    if unit is not None and unit.dimension != "time":
        return None
    if unit is None:
        factor, flags = convert(1.0, bare, into), quantity.flags | {"unit_assumed"}
    else:
        factor, flags = convert(unit.factor, unit.unit, into), quantity.flags
    return replace(part, quantity=replace(scaled(quantity, factor), flags=flags))
