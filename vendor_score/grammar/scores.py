"""Scores out of 5 (or another full mark): 4.8分, 4.8/5, 96分(百分制), three at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vendor_score.grammar.asked import Asked
from vendor_score.grammar.levels import choose, find_non_answer, scaled, state_answer
from vendor_score.grammar.quantities import Quantity
from vendor_score.grammar.result import Result, no_value, unreadable
from vendor_score.grammar.statements import Part, Statement, is_long_time
from vendor_score.grammar.words import Role
from vendor_score.wording import lexicon

__all__ = ["read_score"]

SPOKEN_POINT = lexicon.regex(r"(?<=\d){number.point}(?=\d)")
# 4.9/4.8/4.8: three scores side by side, not a score out of another.
TRIPLE = lexicon.regex(
    r"(?<![\d./])(\d(?:\.\d+)?){score.mark}?\s?[/|、\\,; ]\s?"
    r"(\d\.\d+){score.mark}?\s?[/|、\\,; ]\s?"
    r"(\d(?:\.\d+)?)(?:{score.mark}(?!{score.mark_of_scale}))?(?![\d./%])"
)
POINTS = lexicon.words("score.points")[0]


def read_score(text: str, asked: Asked) -> Result:
    """Read a clean answer as a score on the scale of ``asked.out_of``."""
    text = SPOKEN_POINT.sub(".", text)  # 4 point 8
    statement = state_answer(TRIPLE.sub(rf"\1 {POINTS};\2 {POINTS};\3 {POINTS}", text), "score")
    return find_non_answer(statement) or _scores(statement, asked)


def _scores(statement: Statement, asked: Asked) -> Result:
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
        return replace(no_value("relative_to_industry"), industry_delta_pct=delta)
    if statement.change:
        return no_value("relative_change")
    if Role.EVIDENCE in statement.remarks:
        return no_value("evidence_claimed")
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


def _levels(statement: Statement, plain: list[Part], asked: Asked) -> Result:
    """The scores that are stated, on the scale that is asked for."""
    if any(p.change for p in plain):
        return no_value("relative_change")
    scale = statement.scales[0] if statement.scales else asked.out_of
    if any((p.quantity.high or p.quantity.low or 0.0) > scale for p in plain):
        return no_value("ambiguous")
    if scale != asked.out_of:
        plain = [replace(p, quantity=scaled(p.quantity, asked.out_of / scale)) for p in plain]
    choice = choose(plain, asked.about, labels_differ=False)
    if choice.quantity is None:
        return unreadable(choice.reason or "several_numbers")
    quantity = choice.quantity
    flags = choice.flags | quantity.flags | _remarks(statement)
    if "ambiguous" in flags:
        return no_value("ambiguous")
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
