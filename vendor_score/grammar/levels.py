"""What all readers of numbers share: answers without a value, periods beside one, remarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vendor_score.grammar.choosing import Choice
from vendor_score.grammar.numerals import round_off
from vendor_score.grammar.quantities import Quantity
from vendor_score.grammar.result import Result, no_value, unreadable
from vendor_score.grammar.statements import Part, Statement, is_long_time, parse_statement
from vendor_score.grammar.tokens import load_dialect, tokenize
from vendor_score.grammar.unit_words import TIMES
from vendor_score.grammar.words import Role
from vendor_score.wording import lexicon

__all__ = [
    "find_non_answer",
    "finish_reading",
    "is_rate",
    "levels_of",
    "remark_flags",
    "scaled",
    "state_answer",
    "why_no_value",
    "without_periods",
]

EARLIEST_PERIOD, LATEST_PERIOD = 1990, 2100  # years that a bracket may name: 98%(2025)
NONE_OF_THEM = frozenset(lexicon.words("none", "none.zero", "none.event", "none.counted"))


def state_answer(text: str, dialect: str) -> Statement:
    """The statement that a clean answer makes in the words of a dialect."""
    return parse_statement(tokenize(text, load_dialect(dialect)), dialect)


def find_non_answer(statement: Statement, *, counts: bool = False) -> Result | None:
    """Where words make the answer none, whatever numbers stand beside them."""
    remarks = statement.remarks
    for role in (Role.REFUSED, Role.REFERENCE, Role.PENDING, Role.PLANNED, Role.VAGUE):
        if role in remarks:
            return no_value("pending" if role is Role.PLANNED else role.value)
    if statement.residue and not (counts and _is_denied(statement)):
        return unreadable("not_understood", "".join(t.text for t in statement.residue[:5]))
    if any("vague" in p.quantity.flags for p in statement.parts):
        return no_value("vague")
    return None


def _is_denied(statement: Statement) -> bool:
    """无安全事件: nothing but a no and what is counted."""
    periods = all(is_long_time(p.quantity) for p in statement.parts)
    return periods and all(t.text in NONE_OF_THEM for t in statement.residue)


def remark_flags(statement: Statement) -> frozenset[str]:
    """The flags of remarks that stand beside a value."""
    flags = {
        Role.TARGET: "target", Role.PERIOD: "period", Role.EVIDENCE: "evidence_claimed",
        Role.NEGOTIABLE: "negotiable", Role.TAX_INCLUDED: "tax_included",
        Role.TAX_EXCLUDED: "tax_excluded",
    }  # fmt: skip
    found = {flags[r] for r in statement.remarks if r in flags}
    targets = [p for p in statement.parts if Role.TARGET in p.remarks]
    if targets and any(p.depth == 0 and p not in targets for p in statement.parts):
        found.discard("target")  # 18秒(目标15秒): the value is measured
    return frozenset(found)


def why_no_value(statement: Statement) -> Result:
    """No quantity at all: say what the words were."""
    if statement.residue:
        return unreadable("not_understood")
    if statement.industry:
        return no_value("relative_to_industry")
    if Role.EVIDENCE in statement.remarks:
        return no_value("evidence_claimed")
    if statement.change:
        return no_value("relative_change")
    if Role.NEGOTIABLE in statement.remarks:
        return no_value("negotiable")
    return unreadable("no_number")


def finish_reading(
    choice: Choice, statement: Statement, unit: str, extra: Sequence[str] = ()
) -> Result:
    """The result of a choice, with every flag in place."""
    if choice.quantity is None:
        return unreadable(choice.reason or "several_numbers")
    quantity = choice.quantity
    flags = {*choice.flags, *quantity.flags, *extra, *remark_flags(statement)} - {"clock"}
    if "ambiguous" in flags:
        return no_value("ambiguous")
    if "multi_value" in flags:
        flags.discard("range")
    if quantity.low is not None and quantity.low < 0 and unit not in {"%", ""}:
        return unreadable("negative")
    return Result(low=quantity.low, high=quantity.high, unit=unit, flags=frozenset(flags))


def scaled(quantity: Quantity, factor: float) -> Quantity:
    low, high = quantity.low, quantity.high
    return replace(
        quantity,
        low=None if low is None else round_off(low * factor),
        high=None if high is None else round_off(high * factor),
    )


def levels_of(statement: Statement) -> tuple[list[Part], list[str]]:
    """The parts that state a level, and the flags of those that only compare."""
    flags = {
        "relative_to_industry": any(p.industry for p in statement.parts),
        "relative_change": any(p.change or p.reached for p in statement.parts),
    }
    kept = [p for p in statement.parts if not p.industry and not p.change]
    return kept, [flag for flag, found in flags.items() if found]


def without_periods(parts: Sequence[Part]) -> tuple[list[Part], bool]:
    """Without 近30天 and (2025-06), where another quantity is there to be the answer."""
    kept = [p for p in parts if not _is_period(p)]
    if kept and len(kept) < len(parts):
        return kept, True
    return list(parts), False


def _is_period(part: Part) -> bool:
    quantity = part.quantity
    if is_long_time(quantity) and (part.recent or part.depth):
        return True
    first = quantity.written[0] if quantity.written else 0.0
    return bool(part.depth) and quantity.unit is None and EARLIEST_PERIOD <= first <= LATEST_PERIOD


def is_rate(statement: Statement) -> bool:
    return any(t.role is Role.UNIT and t.value in TIMES for t in statement.rates)
