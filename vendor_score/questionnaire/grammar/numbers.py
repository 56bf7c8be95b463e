"""Answers that are numbers: durations, percents, scores, counts, years and plain numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from vendor_score.questionnaire.grammar.choosing import About, Choice, choose
from vendor_score.questionnaire.grammar.hours import hours_a_day
from vendor_score.questionnaire.grammar.numerals import tidy
from vendor_score.questionnaire.grammar.quantities import Quantity
from vendor_score.questionnaire.grammar.result import Result, none, unreadable
from vendor_score.questionnaire.grammar.statements import Part, Statement, is_long_time, state
from vendor_score.questionnaire.grammar.tokens import lexicon, tokenize
from vendor_score.questionnaire.grammar.unit_words import UnitWord
from vendor_score.questionnaire.grammar.words import Role
from vendor_score.units import SECONDS, convert, known_unit

__all__ = ["Asked", "about", "beside", "no_number", "read_number"]

EARLIEST, LATEST = 1900, 2100


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, as far as reading a number needs to know."""

    kind: str
    unit: str | None = None
    out_of: float = 5.0
    low_is_good: bool = False
    about: About = field(default_factory=About)
    latest_year: int = LATEST


def about(texts: Sequence[str], kind: str) -> About:
    """The metrics and circumstances that a question's label, text and aliases name."""
    metrics: set[str] = set()
    segments: set[str] = set()
    roles: set[Role] = set()
    for text in texts:
        for token in tokenize(text, lexicon(kind)):
            roles.add(token.role)
            if token.role is Role.METRIC:
                metrics.add(str(token.value))
            elif token.role is Role.SEGMENT:
                segments.add(str(token.value))
    return About(
        frozenset(metrics), frozenset(segments),
        change=Role.CHANGE in roles, industry=Role.INDUSTRY in roles,
    )  # fmt: skip


def read_number(text: str, asked: Asked) -> Result:
    """Read a clean answer as a number of the kind that is asked for."""
    if asked.kind in {"count", "number"} and known_unit(asked.unit) in {None, "h", "h/day"}:
        hours = hours_a_day(text, asked.unit)
        if hours is not None:
            return hours
    tokens = tokenize(PREPARED.get(asked.kind, str)(text), lexicon(asked.kind))
    statement = state(tokens, asked.kind)
    return no_number(statement) or READERS[asked.kind](statement, asked)


def _triples(text: str) -> str:
    """4.9/4.8/4.8: three scores, not a score out of another."""
    if re.fullmatch(r"\d(\.\d+)?分?([/|、\\,; ]\d(\.\d+)?分?){2}", text):
        return re.sub(r"分?[/|、\\,; ]", "分;", text + "分").removesuffix("分") + "分"
    return text


def _service_level(text: str) -> str:
    """80/20: so many percent within so many seconds."""
    found = re.fullmatch(
        r"(\d{1,3}(?:\.\d+)?)%?\s?[/:]\s?(\d{1,4})\s?(s|秒|sec|secs|seconds)?", text
    )
    return f"{found[1]}% {found[2]}s" if found else text


PREPARED: dict[str, Callable[[str], str]] = {"score": _triples, "percent": _service_level}


def no_number(statement: Statement) -> Result | None:
    """Where words make the answer none, whatever numbers stand beside them."""
    remarks = statement.remarks
    for role in (Role.REFUSED, Role.REFERENCE, Role.PENDING, Role.PLANNED, Role.VAGUE):
        if role in remarks:
            return none("pending" if role is Role.PLANNED else role.value)
    if statement.residue:
        return unreadable("not_understood", "".join(t.text for t in statement.residue[:5]))
    if any("vague" in p.quantity.flags for p in statement.parts):
        return none("vague")
    return None


def beside(statement: Statement) -> frozenset[str]:
    """The flags of remarks that stand beside a value."""
    flags = {
        Role.TARGET: "target", Role.PERIOD: "period", Role.EVIDENCE: "evidence_claimed",
        Role.NEGOTIABLE: "negotiable", Role.TAX_INCLUDED: "tax_included",
        Role.TAX_EXCLUDED: "tax_excluded",
    }  # fmt: skip
    found = {flags[r] for r in statement.remarks if r in flags}
    if "target" in found and any(Role.TARGET in p.remarks for p in statement.parts):
        if any(Role.TARGET not in p.remarks and p.depth == 0 for p in statement.parts):
            found.discard("target")  # 18秒(目标15秒): the value is measured
    return frozenset(found)


def _without_value(statement: Statement) -> Result:
    """No quantity at all: say what the words were."""
    if statement.industry:
        return none("relative_to_industry")
    if Role.EVIDENCE in statement.remarks:
        return none("evidence_claimed")
    if statement.change:
        return none("relative_change")
    if Role.NEGOTIABLE in statement.remarks:
        return none("negotiable")
    return unreadable("no_number")


def _finish(choice: Choice, statement: Statement, unit: str, extra: Sequence[str] = ()) -> Result:
    """The result of a choice, with every flag in place."""
    if choice.quantity is None:
        return unreadable(choice.reason or "several_numbers")
    quantity = choice.quantity
    flags = {*choice.flags, *quantity.flags, *extra, *beside(statement)} - {"clock"}
    if "ambiguous" in flags:
        return none("ambiguous")
    if "multi_value" in flags:
        flags.discard("range")
    if quantity.low is not None and quantity.low < 0 and unit not in {"%", ""}:
        return unreadable("negative")
    return Result(low=quantity.low, high=quantity.high, unit=unit, flags=frozenset(flags))


def _scaled(quantity: Quantity, factor: float) -> Quantity:
    low, high = quantity.low, quantity.high
    return replace(
        quantity,
        low=None if low is None else tidy(low * factor),
        high=None if high is None else tidy(high * factor),
    )


def _with_unit(unit: UnitWord | None, quantity: Quantity) -> Quantity:
    return replace(quantity, unit=unit)


def _in_time(part: Part, bare: str, into: str) -> Part | None:
    """The part converted to a unit of time; None where its unit is none of time."""
    quantity = part.quantity
    unit = quantity.unit
    if unit is not None and unit.dimension != "time":
        return None
    if unit is None:
        factor, flags = convert(1.0, bare, into), quantity.flags | {"unit_assumed"}
    else:
        factor, flags = convert(unit.factor, unit.unit, into), quantity.flags
    return replace(part, quantity=replace(_scaled(quantity, factor), flags=flags))


def _read_time(statement: Statement, asked: Asked, bare: str, into: str) -> Result:
    """A length of time in the unit ``into``; bare numbers are in ``bare``."""
    beside_rates = [t for t in statement.rates if t.role is Role.UNIT]
    if beside_rates:
        return unreadable("rate")
    if any(p.industry for p in statement.parts) or statement.change:
        kept = [p for p in statement.parts if not p.industry and not p.change]
        if not kept:
            return _without_value(statement) if not statement.change else none("relative_change")
        statement = replace(statement, parts=tuple(kept))
    parts, period = _without_periods(statement.parts)
    converted = [_in_time(p, bare, into) for p in parts]
    if not converted:
        return _without_value(statement)
    if any(p is None for p in converted):
        return unreadable("other_unit")
    choice = choose([p for p in converted if p is not None], asked.about)
    return _finish(choice, statement, into, ["period"] if period else [])


def _without_periods(parts: Sequence[Part]) -> tuple[list[Part], bool]:
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
    return bool(part.depth) and quantity.unit is None and 1990 <= first <= LATEST  # noqa: PLR2004


def _read_duration(statement: Statement, asked: Asked) -> Result:
    return _read_time(statement, asked, asked.unit if asked.unit in SECONDS else "s", "s")


def _read_years(statement: Statement, asked: Asked) -> Result:
    """Years in the field, or the year of founding as its own unit."""
    years = [p for p in statement.parts if _is_founding(p.quantity, asked.latest_year)]
    if years:
        others = [p for p in statement.parts if p not in years and not is_long_time(p.quantity)]
        if others:
            return unreadable("several_numbers")
        year = years[0].quantity.written[0]
        if any(p.quantity.written[0] != year for p in years):
            return none("ambiguous")
        return Result(low=year, high=year, unit="founding_year", flags=frozenset({"founding_year"}))
    return _read_time(statement, asked, asked.unit or "years", "years")


def _is_founding(quantity: Quantity, latest: int) -> bool:
    value = quantity.written[0] if len(quantity.written) == 1 else 0.0
    is_year = quantity.unit is None or quantity.unit.unit == "years"
    return is_year and value == int(value) and EARLIEST <= value <= latest


def _read_percent(statement: Statement, asked: Asked) -> Result:
    """Percents; a length of time beside one is the limit of a service level."""
    parts, period = _without_periods(statement.parts)
    within = [p for p in parts if _is_short_time(p.quantity)]
    levels = [p for p in parts if p not in within and not is_long_time(p.quantity)]
    period |= len(levels) + len(within) < len(parts)
    delta = [p for p in levels if p.industry]
    if asked.about.industry and delta:
        levels = [_signed(p) for p in delta]
    elif not asked.about.change:
        levels = [p for p in levels if not p.industry and not p.change]
    extra = {"period"} if period else set()
    if levels and statement.change and not asked.about.change:
        extra.add("relative_change")
    if delta or (statement.industry and levels):
        extra.add("relative_to_industry")
    if not levels:
        return _no_level(statement, delta, within)
    read = [_as_percent(p, asked, levels) for p in levels]
    if any(p is None for p in read):
        return unreadable("other_unit")
    result = _finish(choose([p for p in read if p], asked.about), statement, "%", sorted(extra))
    return (
        _with_limit(result, within) if within else replace(result, industry_delta_pct=_delta(delta))
    )


def _is_short_time(quantity: Quantity) -> bool:
    unit = quantity.unit
    return unit is not None and unit.dimension == "time" and not is_long_time(quantity)


def _no_level(statement: Statement, delta: Sequence[Part], within: Sequence[Part]) -> Result:
    if delta:
        return replace(none("relative_to_industry"), industry_delta_pct=_delta(delta))
    if statement.change:
        return none("relative_change")
    return unreadable("other_unit") if within else _without_value(statement)


def _delta(parts: Sequence[Part]) -> float | None:
    """How many percent above (+) or below (-) the industry."""
    if len(parts) != 1 or parts[0].quantity.unit is None:
        return None
    quantity = _signed(parts[0]).quantity
    return quantity.low if quantity.low is not None else quantity.high


def _signed(part: Part) -> Part:
    return replace(part, quantity=_scaled(part.quantity, -1.0)) if part.below else part


def _as_percent(part: Part, asked: Asked, all_levels: Sequence[Part]) -> Part | None:
    """In percent. A bare number up to 1 is a fraction, unless low is good; exactly 1 is doubtful."""
    quantity = part.quantity
    if quantity.unit is not None:
        if quantity.unit.dimension != "percent":
            return None
        return replace(part, quantity=_scaled(quantity, quantity.unit.factor))
    ends = [abs(v) for p in all_levels for v in (p.quantity.low, p.quantity.high) if v is not None]
    flags = set(quantity.flags)
    if max(ends) == 1 and (asked.low_is_good or min(ends) == 1):
        flags.add("ambiguous")
    if max(ends) > 1 or max(ends) == 0 or asked.low_is_good:
        if not asked.low_is_good and min(ends) < 1 < max(ends) and min(ends) > 0:
            flags.add("ambiguous")  # 0.5-3: is the first a fraction?
        read, flag = quantity, "unit_assumed"
    else:
        read, flag = _scaled(quantity, 100.0), "fraction_as_percent"
    unit = UnitWord("percent", "%")
    return replace(part, quantity=replace(read, unit=unit, flags=frozenset(flags | {flag})))


def _with_limit(result: Result, within: Sequence[Part]) -> Result:
    """A service level: so many percent within so many seconds."""
    limits = {_in_seconds(p.quantity) for p in within}
    if len(limits) != 1 or (result.low is None and result.high is None):
        return unreadable("several_numbers")
    return replace(result, within_s=limits.pop(), flags=result.flags | {"service_level"})


def _in_seconds(quantity: Quantity) -> float:
    unit = quantity.unit or UnitWord("time", "s")
    value = quantity.high if quantity.high is not None else quantity.low or 0.0
    return tidy(value * SECONDS[unit.unit] * unit.factor)


def _read_score(statement: Statement, asked: Asked) -> Result:
    from vendor_score.questionnaire.grammar.scores import read_score

    return read_score(statement, asked.out_of, asked.about)


def _read_count(statement: Statement, asked: Asked) -> Result:
    """A plain number; in the question's unit of time where it has one."""
    into = known_unit(asked.unit)
    if into in SECONDS:
        return _read_time(statement, asked, into, into)
    parts, period = _without_periods(statement.parts)
    if any(p.industry or p.change for p in parts):
        return none("relative_change") if statement.change else _without_value(statement)
    if not parts:
        return _without_value(statement)
    if asked.unit in {None, "h/day"} and (asked.unit or all(p.quantity.unit for p in parts)):
        hours = [_in_time(p, "h", "h") for p in parts]
        if None not in hours:
            return _finish(choose([p for p in hours if p], asked.about), statement, "h/day")
    per = [t.text for t in statement.rates if t.role is Role.UNIT]
    period |= bool(per) and "/" not in (asked.unit or "")
    percents = [p for p in parts if p.quantity.unit and p.quantity.unit.dimension != "count"]
    if percents and not (
        asked.unit == "%" and all(p.quantity.unit.unit == "%" for p in percents if p.quantity.unit)
    ):
        return unreadable("other_unit")
    choice = choose(parts, asked.about)
    return _finish(
        choice,
        statement,
        asked.unit or ("count" if asked.kind == "count" else ""),
        ["period"] if period else [],
    )


READERS: dict[str, Callable[[Statement, Asked], Result]] = {
    "duration": _read_duration,
    "percent": _read_percent,
    "score": _read_score,
    "count": _read_count,
    "number": _read_count,
    "years": _read_years,
}
