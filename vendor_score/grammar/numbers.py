"""Answers that are numbers: durations, percents, scores, counts, years and plain numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from vendor_score.grammar.choosing import About, Choice, choose
from vendor_score.grammar.hours import hours_a_day
from vendor_score.grammar.numerals import read_chinese, read_digits, tidy
from vendor_score.grammar.quantities import Quantity
from vendor_score.grammar.result import Result, none, unreadable
from vendor_score.grammar.scores import AskedScore, read_score
from vendor_score.grammar.statements import Part, Statement, is_long_time, state
from vendor_score.grammar.tokens import lexicon, tokenize
from vendor_score.grammar.unit_words import TIMES, UnitWord
from vendor_score.grammar.words import FALLING, Role
from vendor_score.grammar.yearly import (
    asks_for_a_year,
    asks_over_years,
    is_by_the_year,
    times_a_year,
    yearly,
)
from vendor_score.units import SECONDS, convert, known_unit

__all__ = ["Asked", "about", "beside", "levels_of", "no_number", "read_number"]

EARLIEST, LATEST = 1900, 2100
SERVICE_LEVEL = re.compile(r"(\d{1,3}(?:\.\d+)?)%?\s?[/:]\s?(\d{1,4})\s?(s|秒|sec|secs|seconds)?")
SPOKEN_POINT = re.compile(r"(?<=\d)点(?=\d)")
SMALL_SHARE = re.compile(r"(\d{1,2})\s?/\s?(\d{1,2})")
SHARE_OF = re.compile(r"(\d{1,2}|[二三四五六七八九十])分之(\d{1,2}|[一二两三四五六七八九])")
TWO_TIMES = re.compile(r"(?<![\d.,])(\d{2,3}),(\d{2})(?=\s?(?:秒|s\b|sec))")
TRIPLE = re.compile(
    r"(?<![\d./])(\d(?:\.\d+)?)分?\s?[/|、\\,; ]\s?(\d\.\d+)分?\s?[/|、\\,; ]\s?(\d"
    r"(?:\.\d+)?)(?:分(?!制))?(?![\d./%])"
)
HOURS_A_DAY = 24
BEYOND_ALL = frozenset({"attrition", "extra_fee", "achievement"})
LONGEST_HISTORY = 150  # years; beyond, a number is hardly one of years
NONE_OF_THEM = frozenset({"无", "没有", "no", "none", "未", "从未", "never", "zero", "并无", "没"})
RATIO = re.compile(r"1\s?[:比]\s?(\d{1,3}(?:\s?[-~]\s?\d{1,3})?)|(\d{1,3})\s?[:比]\s?1")
SHORT_YEAR = re.compile(r"[^\d]*\d{2}年(?:\d{1,2}月)?(?:正式)?(?:成立|创[立办]|注册)[^\d]*")
FOUNDING_DATE = re.compile(
    r"((?:19|20)\d\d)[-/.年](?:0?[1-9]|1[0-2])(?:[-/.月](?:[0-2]?\d|3[01])日?|月)?"
    r"(?=\s?(?:成立|创立|创办|注册|开业))"
)
MONTH_BEFORE_YEAR = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?,? (?=(?:19|20)\d\d\b)"
)
LEADER = r"(?:组长|主管|班长|团队长|team leader|leader|supervisor|tl)s?"
LED = re.compile(
    rf"(?:1|一|one)\s?[名个位]?\s?{LEADER}\s?(?:带领?|管理?|负责|配|对|per|for|to|:)\s?"
    r"(\d{1,3}(?:\s?[-~]\s?\d{1,3})?)\s?[人名位个]?(?:客服|坐席|组员|agents|staff|people)?"
    rf"|每(\d{{1,3}}(?:\s?[-~]\s?\d{{1,3}})?)[人名位个](?:客服|坐席)?[配设]?[备有置]?"
    rf"[1一][名个位]{LEADER}"
)
LEAST_LEVEL, LONGEST_LIMIT = 50, 600  # what a service level may look like: 80/20, 95/180


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, as far as reading a number needs to know."""

    kind: str
    unit: str | None = None
    out_of: float = 5.0
    low_is_good: bool = False
    about: About = field(default_factory=About)
    latest_year: int = LATEST
    bare: str | None = None  # the header's unit of bare numbers, where it differs


def about(texts: Sequence[str], kind: str) -> About:
    """The metrics and circumstances that a question's label, text and aliases name."""
    metrics: set[str] = set()
    segments: set[str] = set()
    roles: set[Role] = set()
    directions: set[str] = set()
    for text in texts:
        for token in tokenize(text, lexicon(kind)):
            roles.add(token.role)
            if token.role is Role.CHANGE:
                directions.add(token.text)
            if token.role is Role.METRIC:
                metrics.add(str(token.value))
            elif token.role is Role.SEGMENT:
                segments.add(str(token.value))
    return About(
        frozenset(metrics), frozenset(segments),
        change=Role.CHANGE in roles, falls=bool(directions) and directions <= FALLING,
        industry=Role.INDUSTRY in roles,
        yearly="attrition" in metrics and asks_for_a_year(texts),
        over_years=asks_over_years(texts),
    )  # fmt: skip


def read_number(text: str, asked: Asked) -> Result:
    """Read a clean answer as a number of the kind that is asked for."""
    if asked.kind in {"count", "number"} and known_unit(asked.unit) in {None, "h", "h/day"}:
        hours = None if RATIO.fullmatch(text) else hours_a_day(text, asked.unit)
        if hours is not None:
            return hours
    if asked.kind == "years" and SHORT_YEAR.fullmatch(text):
        return none("ambiguous")  # 16年成立: in 2016, or 16 years ago?
    if asked.kind == "count" and asked.about.over_years and is_by_the_year(text):
        return none("ambiguous")  # 每年2次, where those of three years are asked for
    times = 1.0
    if asked.kind == "percent" and asked.about.yearly:
        text, times = times_a_year(text)
    tokens = tokenize(PREPARED.get(asked.kind, str)(text), lexicon(asked.kind))
    statement = state(tokens, asked.kind)
    counts = asked.kind in {"count", "number"} and asked.unit not in SECONDS
    result = no_number(statement, counts=counts) or READERS[asked.kind](statement, asked)
    return yearly(result, times)


def _triples(text: str) -> str:
    """4.9/4.8/4.8: three scores, not a score out of another; 4点8 as 4.8."""
    text = SPOKEN_POINT.sub(".", text)
    return TRIPLE.sub(r"\1分;\2分;\3分", text)


def _service_level(text: str) -> str:
    """80/20: so many percent within so many seconds; 95/100: a share."""
    found = SERVICE_LEVEL.fullmatch(text)
    if found is None:
        return text
    share, limit = float(found[1]), float(found[2])
    if limit in {100, 1000} and not found[3]:
        return f"{share * 100 / limit:g}%"
    if LEAST_LEVEL <= share <= 100 and limit <= LONGEST_LIMIT:  # noqa: PLR2004
        return f"{found[1]}% {found[2]}s"
    return text


def _ratio(text: str) -> str:
    """1:20, 20:1, 一名组长带20人: so many to one."""
    found = RATIO.fullmatch(text) or LED.fullmatch(text)
    return (found[1] or found[2]) if found else text


def _as_shares(text: str) -> str:
    """三分之一 and 1/3 as percents."""
    found = SMALL_SHARE.fullmatch(text)
    if found and 0 < int(found[1]) < int(found[2]) <= 10:  # noqa: PLR2004
        return f"{tidy(int(found[1]) / int(found[2])):g}"
    return _service_level(SHARE_OF.sub(_as_percents, text))


def _as_percents(match: re.Match[str]) -> str:
    whole, part = (read_chinese(m) or read_digits(m, whole=True) for m in match.groups())
    return f"{tidy(part.low * 100 / whole.low)!r}%" if whole.low else match[0]


def _two_times(text: str) -> str:
    """20,30秒 are two times, not one with decimals."""
    return TWO_TIMES.sub(r"\1;\2", text)


def _founding_date(text: str) -> str:
    """2016-03-15成立 and since March 2016: the year is enough."""
    return MONTH_BEFORE_YEAR.sub("", FOUNDING_DATE.sub(r"\1年", text))


PREPARED: dict[str, Callable[[str], str]] = {
    "years": _founding_date,
    "score": _triples, "percent": _as_shares, "duration": _two_times,
    "count": _ratio, "number": _ratio,
}  # fmt: skip


def no_number(statement: Statement, *, counts: bool = False) -> Result | None:
    """Where words make the answer none, whatever numbers stand beside them."""
    remarks = statement.remarks
    for role in (Role.REFUSED, Role.REFERENCE, Role.PENDING, Role.PLANNED, Role.VAGUE):
        if role in remarks:
            return none("pending" if role is Role.PLANNED else role.value)
    if statement.residue and not (counts and _is_denied(statement)):
        return unreadable("not_understood", "".join(t.text for t in statement.residue[:5]))
    if any("vague" in p.quantity.flags for p in statement.parts):
        return none("vague")
    return None


def _is_denied(statement: Statement) -> bool:
    """无安全事件: nothing but a no and what is counted."""
    periods = all(is_long_time(p.quantity) for p in statement.parts)
    return periods and all(t.text in NONE_OF_THEM for t in statement.residue)


def beside(statement: Statement) -> frozenset[str]:
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


def _without_value(statement: Statement) -> Result:
    """No quantity at all: say what the words were."""
    if statement.residue:
        return unreadable("not_understood")
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
    if any(t.role is Role.UNIT for t in statement.rates):
        return unreadable("rate")
    levels, extra = levels_of(statement)
    if not levels:
        return none(*extra) if extra else _without_value(statement)
    parts, period = _without_periods(levels)
    converted = [_in_time(p, bare, into) for p in parts]
    if any(p is None for p in converted):
        return unreadable("other_unit")
    choice = choose([p for p in converted if p is not None], asked.about)
    return _finish(choice, statement, into, [*extra, *(["period"] if period else [])])


def levels_of(statement: Statement) -> tuple[list[Part], list[str]]:
    """The parts that state a level, and the flags of those that only compare."""
    flags = {
        "relative_to_industry": any(p.industry for p in statement.parts),
        "relative_change": any(p.change or p.reached for p in statement.parts),
    }
    kept = [p for p in statement.parts if not p.industry and not p.change]
    return kept, [flag for flag, found in flags.items() if found]


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
    unit = asked.bare or asked.unit
    return _read_time(statement, asked, unit if unit in SECONDS else "s", "s")


def _read_years(statement: Statement, asked: Asked) -> Result:
    """Years in the field, or the year of founding as its own unit."""
    years = [p for p in statement.parts if _is_founding(p.quantity, asked.latest_year)]
    if years:
        others = [p for p in statement.parts if p not in years and not is_long_time(p.quantity)]
        if others:
            return unreadable("several_numbers")
        year = years[0].quantity.written[0]
        if any(p.quantity.written[0] != year or "range" in p.quantity.flags for p in years):
            return none("ambiguous")
        return Result(low=year, high=year, unit="founding_year", flags=frozenset({"founding_year"}))
    unit = asked.bare or asked.unit
    result = _read_time(statement, asked, unit if unit in SECONDS else "years", "years")
    if max(result.low or 0.0, result.high or 0.0) > LONGEST_HISTORY:
        return none("ambiguous")
    return result


def _is_founding(quantity: Quantity, latest: int) -> bool:
    """2016, 2016年, 2016年5月: a year, not that many years."""
    value = quantity.written[0] if quantity.written else 0.0
    is_time = quantity.unit is None or quantity.unit.dimension == "time"
    return is_time and value == int(value) and EARLIEST <= value <= latest


def _read_percent(statement: Statement, asked: Asked) -> Result:
    """Percents; a length of time beside one is the limit of a service level."""
    parts, period = _without_periods(statement.parts)
    within = [p for p in parts if _is_short_time(p.quantity)]
    levels = [p for p in parts if p not in within and not is_long_time(p.quantity)]
    period |= len(levels) + len(within) < len(parts) or _is_rate(statement)
    delta = [p for p in levels if p.industry]
    if asked.about.industry and delta:
        levels = [_signed(p) for p in delta]
    elif asked.about.change:
        levels = [_in_direction(p, asked.about) for p in levels]
    else:
        levels = [p for p in levels if not p.industry and not p.change]
    extra = {"period"} if period else set()
    reached = any(p.reached for p in levels)
    if reached and asked.about.change:
        return none("ambiguous")  # from 30 % to 45 %: by 15 points, or by half?
    if levels and (reached or any(p.change for p in parts)) and not asked.about.change:
        extra.add("relative_change")
    if delta or (statement.industry and levels):
        extra.add("relative_to_industry")
    if not levels:
        return _no_level(statement, delta, within)
    if len({p.quantity.unit is None for p in levels}) > 1:
        return unreadable("several_numbers")  # 95%, 4.8
    read = [_as_percent(p, asked, levels) for p in levels]
    if any(p is None for p in read):
        return unreadable("other_unit")
    choice = choose([p for p in read if p], asked.about)
    result = _finish(choice, statement, "%", sorted(extra))
    if not _is_possible(result, asked.about):
        return unreadable("out_of_scale")
    return (
        _with_limit(result, within) if within else replace(result, industry_delta_pct=_delta(delta))
    )


def _in_direction(part: Part, about: About) -> Part:
    """下降3% is -3 where the rise is asked for, and 3 where the fall is."""
    turned = part.change and part.direction and (part.direction == "falls") != about.falls
    return replace(part, quantity=part.quantity.negative()) if turned else part


def _is_possible(result: Result, about: About) -> bool:
    """A share lies between 0 and 100 %; a change, a comparison, attrition or a fee need not."""
    if about.change or about.industry or about.metrics & BEYOND_ALL:
        return True
    ends = [v for v in (result.low, result.high) if v is not None]
    return all(0 <= v <= 100 for v in ends)  # noqa: PLR2004


def _is_rate(statement: Statement) -> bool:
    return any(t.role is Role.UNIT and t.value in TIMES for t in statement.rates)


def _is_short_time(quantity: Quantity) -> bool:
    unit = quantity.unit
    return unit is not None and unit.dimension == "time" and not is_long_time(quantity)


def _no_level(statement: Statement, delta: Sequence[Part], within: Sequence[Part]) -> Result:
    if delta:
        return replace(none("relative_to_industry"), industry_delta_pct=_delta(delta))
    if any(p.change for p in statement.parts) or statement.change:
        return none("relative_change")
    return unreadable("other_unit") if within else _without_value(statement)


def _delta(parts: Sequence[Part]) -> float | None:
    """How many percent above (+) or below (-) the industry."""
    parts = [p for p in parts if p.compared and p.quantity.unit is not None]
    if len(parts) != 1:
        return None
    quantity = _signed(parts[0]).quantity
    return quantity.low if quantity.low is not None else quantity.high


def _signed(part: Part) -> Part:
    return replace(part, quantity=_scaled(part.quantity, -1.0)) if part.below else part


def _as_percent(part: Part, asked: Asked, all_levels: Sequence[Part]) -> Part | None:
    """In percent. A bare number up to 1 is a fraction, unless low is good; 1 is doubtful."""
    quantity = part.quantity
    if quantity.unit is not None:
        if quantity.unit.dimension != "percent":
            return None
        return replace(part, quantity=_scaled(quantity, quantity.unit.factor))
    ends = [abs(v) for p in all_levels for v in (p.quantity.low, p.quantity.high) if v is not None]
    flags = set(quantity.flags)
    point = quantity.low == quantity.high
    if max(ends) == min(ends) == 1 and (point or not asked.low_is_good):
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
    return read_score(statement, AskedScore(asked.out_of, asked.about))


def _read_count(statement: Statement, asked: Asked) -> Result:
    """A plain number; in the question's unit of time where it has one."""
    into = asked.unit
    if into in SECONDS:
        return _read_time(statement, asked, asked.bare or into, into)
    levels, extra = levels_of(statement)
    parts, period = _without_periods(levels)
    if statement.residue:  # 近三年无安全事件
        flags = frozenset({"period"} if statement.parts else ())
        return Result(low=0.0, high=0.0, unit=_plain_unit(asked), flags=flags)
    counted = [p for p in parts if not is_long_time(p.quantity)]
    if counted and len(counted) < len(parts):
        parts, period = counted, True  # 一年两次
    if not parts:
        return none(*extra) if extra else _without_value(statement)
    if into in {None, "h/day"} and all(_is_hours(p.quantity, into) for p in parts):
        return _hours(parts, statement, asked)
    if any(_is_foreign(p.quantity, into) for p in parts):
        return unreadable("other_unit")
    if (period or _is_rate(statement)) and "/" not in (into or ""):
        extra = [*extra, "period"]
    return _finish(choose(parts, asked.about), statement, _plain_unit(asked), extra)


def _plain_unit(asked: Asked) -> str:
    return asked.unit or ("count" if asked.kind == "count" else "")


def _is_hours(quantity: Quantity, asked: str | None) -> bool:
    """16小时 where hours a day may be meant; a bare number only where they are asked for."""
    if quantity.unit is None:
        return asked == "h/day" and "clock" not in quantity.flags
    units = {"h", "min"} if asked else {"h"}
    return quantity.unit.unit in units and "clock" not in quantity.flags


def _hours(parts: Sequence[Part], statement: Statement, asked: Asked) -> Result:
    hours = [_in_time(p, "h", "h") for p in parts]
    choice = choose([p for p in hours if p is not None], asked.about)
    result = _finish(choice, statement, "h/day")
    if max(result.high or 0.0, result.low or 0.0) > HOURS_A_DAY:
        return unreadable("out_of_scale")
    return replace(result, flags=result.flags - {"period"})  # 每天16小时


def _is_foreign(quantity: Quantity, asked: str | None) -> bool:
    """Whether the unit does not fit a plain number."""
    if "clock" in quantity.flags:
        return True
    unit = quantity.unit
    return unit is not None and unit.dimension != "count" and unit.unit != asked


READERS: dict[str, Callable[[Statement, Asked], Result]] = {
    "duration": _read_duration,
    "percent": _read_percent,
    "score": _read_score,
    "count": _read_count,
    "number": _read_count,
    "years": _read_years,
}
