"""Scores out of 5 (or another full mark): 4.8分, 4.8/5, 96分(百分制), three at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vendor_score.grammar.choosing import About, choose
from vendor_score.grammar.numerals import tidy
from vendor_score.grammar.quantities import Quantity
from vendor_score.grammar.result import Result, none, unreadable
from vendor_score.grammar.statements import Part, Statement, is_long_time
from vendor_score.grammar.words import Role

__all__ = ["AskedScore", "read_score"]


@dataclass(frozen=True, slots=True)
class AskedScore:
    """The full mark and what the question asks for."""

    out_of: float
    about: About


def read_score(statement: Statement, asked: AskedScore) -> Result:
    """A score on the scale of ``out_of``."""
    percents = [p for p in statement.parts if _is_percent(p.quantity)]
    deltas = [p for p in percents if p.industry]
    plain = [
        p for p in statement.parts
        if p not in percents and not p.industry and not is_long_time(p.quantity)
    ]  # fmt: skip
    if len(percents) > len(deltas):
        return unreadable("other_unit")
    if Role.FULL in statement.remarks and not plain:
        return Result(low=asked.out_of, high=asked.out_of, unit=f"/{asked.out_of:g}")
    delta = _delta(deltas)
    if not plain:
        return _none_of_it(statement, delta)
    result = _levels(statement, plain, asked)
    return replace(result, industry_delta_pct=delta) if result.unit else result


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


def _levels(statement: Statement, plain: list[Part], asked: AskedScore) -> Result:
    """The scores that are stated, on the scale that is asked for."""
    if any(p.change for p in plain):
        return none("relative_change")
    scale = statement.scales[0] if statement.scales else asked.out_of
    if any((p.quantity.high or p.quantity.low or 0.0) > scale for p in plain):
        return none("ambiguous")
    if scale != asked.out_of:
        plain = [_rescaled(p, asked.out_of / scale) for p in plain]
    choice = choose(plain, asked.about, labels_differ=False)
    if choice.quantity is None:
        return unreadable(choice.reason or "several_numbers")
    quantity = choice.quantity
    flags = choice.flags | quantity.flags | _remarks(statement)
    if "ambiguous" in flags:
        return none("ambiguous")
    if scale != asked.out_of:
        flags |= {"rescaled"}
    parts = tuple(q.low for q in choice.parts if q.low is not None and q.low == q.high)
    return Result(
        low=quantity.low,
        high=quantity.high,
        unit=f"/{asked.out_of:g}",
        flags=flags,
        parts=parts if parts and len(parts) == len(choice.parts) else None,
    )


def _remarks(statement: Statement) -> frozenset[str]:
    """The flags of what stands beside the scores."""
    found = {
        "relative_to_industry": statement.industry,
        "period": Role.PERIOD in statement.remarks
        or any(is_long_time(p.quantity) for p in statement.parts),
        "target": Role.TARGET in statement.remarks,
        "evidence_claimed": Role.EVIDENCE in statement.remarks,
    }
    return frozenset(flag for flag, is_so in found.items() if is_so)


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
