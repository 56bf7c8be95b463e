"""Scores out of 5 (or another full mark): 4.8分, 4.8/5, 96分(百分制), three at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vendor_score.questionnaire.grammar.choosing import About, choose
from vendor_score.questionnaire.grammar.numerals import tidy
from vendor_score.questionnaire.grammar.quantities import Quantity
from vendor_score.questionnaire.grammar.result import Result, none, unreadable
from vendor_score.questionnaire.grammar.statements import Part, Statement, is_long_time
from vendor_score.questionnaire.grammar.words import Role

__all__ = ["read_score"]


def read_score(statement: Statement, out_of: float, about: About) -> Result:
    """A score on the scale of ``out_of``."""
    unit = f"/{out_of:g}"
    percents = [p for p in statement.parts if _is_percent(p.quantity)]
    deltas = [p for p in percents if p.industry]
    plain = [
        p for p in statement.parts
        if p not in percents and not p.industry and not is_long_time(p.quantity)
    ]  # fmt: skip
    if len(percents) > len(deltas):
        return unreadable("other_unit")
    if Role.FULL in statement.remarks and not plain:
        return Result(low=out_of, high=out_of, unit=unit)
    delta = _delta(deltas)
    if not plain:
        return _none_of_it(statement, delta)
    period = any(is_long_time(p.quantity) for p in statement.parts)
    return _levels(statement, plain, unit, out_of, about, delta, period=period)


def _none_of_it(statement: Statement, delta: float | None) -> Result:
    if statement.industry:
        return replace(none("relative_to_industry"), industry_delta_pct=delta)
    if statement.change:
        return none("relative_change")
    if Role.EVIDENCE in statement.remarks:
        return none("evidence_claimed")
    return unreadable("no_number")


def _is_percent(quantity: Quantity) -> bool:
    return quantity.unit is not None and quantity.unit.dimension == "percent"


def _delta(parts: Sequence[Part]) -> float | None:
    if len(parts) != 1 or not parts[0].compared:
        return None
    value = parts[0].quantity.low if parts[0].quantity.low is not None else parts[0].quantity.high
    if value is None:
        return None
    return -value if parts[0].below else value


def _levels(
    statement: Statement, plain: list[Part], unit: str, out_of: float, about: About,
    delta: float | None, *, period: bool,
) -> Result:  # fmt: skip
    if any(p.change for p in plain):
        return none("relative_change")
    scale, plain = _scale(statement, plain)
    if any((p.quantity.high or p.quantity.low or 0.0) > (scale or out_of) for p in plain):
        return none("ambiguous")
    if scale is not None and scale != out_of:
        plain = [_rescaled(p, out_of / scale) for p in plain]
    choice = choose(plain, about, labels_differ=False)
    if choice.quantity is None:
        return unreadable(choice.reason or "several_numbers")
    quantity = choice.quantity
    flags = {*choice.flags, *quantity.flags}
    if "ambiguous" in flags:
        return none("ambiguous")
    if scale is not None and scale != out_of:
        flags.add("rescaled")
    if statement.industry:
        flags.add("relative_to_industry")
    if period or Role.PERIOD in statement.remarks:
        flags.add("period")
    if Role.TARGET in statement.remarks:
        flags.add("target")
    if Role.EVIDENCE in statement.remarks:
        flags.add("evidence_claimed")
    parts = tuple(q.low for q in choice.parts if q.low is not None and q.low == q.high)
    return Result(
        low=quantity.low, high=quantity.high, unit=unit, flags=frozenset(flags),
        parts=parts if parts and len(parts) == len(choice.parts) else None,
        industry_delta_pct=delta,
    )  # fmt: skip


def _rescaled(part: Part, factor: float) -> Part:
    quantity = part.quantity
    low, high = quantity.low, quantity.high
    return replace(
        part,
        quantity=replace(
            quantity,
            low=None if low is None else tidy(low * factor),
            high=None if high is None else tidy(high * factor),
        ),
    )


def _scale(statement: Statement, plain: list[Part]) -> tuple[float | None, list[Part]]:
    """The full mark that the answer itself names (4.8/5, 百分制, 满分100), and the parts without it."""
    named = [t for t in statement.scales]
    return (named[0] if named else None), plain
