"""Percents, rates and changes: 95%, 九成五, 0.95, 80% in 20 s, 3% a month, 提升15%."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from vendor_score.grammar.figures import (
    About,
    Asked,
    annualize,
    choose,
    find_non_answer,
    finish_reading,
    is_rate,
    may_be_negative,
    scaled,
    state_answer,
    times_a_year,
    why_no_value,
    without_periods,
)
from vendor_score.grammar.numerals import CHINESE, read_chinese, read_digits, round_off
from vendor_score.grammar.quantities import Quantity
from vendor_score.grammar.statements import Part, Statement, is_long_time
from vendor_score.grammar.words import Result, Role, UnitWord, no_value, unreadable
from vendor_score.units import SECONDS
from vendor_score.wording import lexicon

__all__ = ["read_percent", "read_score"]

SERVICE_LEVEL = lexicon.regex(r"(\d{1,3}(?:\.\d+)?)%?\s?[/:]\s?(\d{1,4})\s?(s|{unit.s})?")
SMALL_SHARE = re.compile(r"(\d{1,2})\s?/\s?(\d{1,2})")
SHARE_OF = lexicon.regex(
    r"(\d{1,2}|(?!{digit.0}|{digit.1}){digit.*}|{multiplier.10}){share_of}(\d{1,2}|{digit.*})"
)
# 1 in 5, 19 out of 20; 12 in 2024 is a count of a year, and no share is.
SHARE_IN = lexicon.regex(
    r"(?P<part>\d{1,3})\s(?:{share_in}\s(?P<each>\d|10|100|1000)|{share_out_of}\s(?P<all>\d{1,3}))"
)
SPOKEN_SHARE = lexicon.regex(
    r"(?:\d+|{number_word.*})\s(?:{share_in}|{share_out_of})\s(?:\d+|{number_word.*}|{multiplier.100})"
)
FROM_ONE_TO_ANOTHER = lexicon.regex(r"(?:{word.from})\s?\d[^,;]*?\d")
# 1:3 may be one in three, one to three or one in four.
RATIO = lexicon.regex(r"\d+(?:\.\d+)?\s?(?::|{ratio.to})\s?\d+(?:\.\d+)?")
LEAST_LEVEL, LONGEST_LIMIT = 50, 600  # what a service level may look like: 80/20, 95/180
# What may be above 100 %: a year's leavers, an extra fee on the price, a target reached.
BEYOND_ALL = frozenset({"attrition", "extra_fee", "achievement"})


def read_percent(text: str, asked: Asked) -> Result:
    """Read a clean answer as a percent; a length of time beside it is a service level's limit.

    Parameters
    ----------
    text
        The answer, as `clean` leaves it.
    asked
        What is asked for. Where its subject is the attrition of a year, a monthly figure is
        multiplied by twelve and flagged ``rescaled``.
    """
    times = 1.0
    if asked.about.yearly:
        text, times = times_a_year(text)
    text = _as_shares(text)
    if RATIO.fullmatch(text) or _spoken_ratio().fullmatch(text) or SPOKEN_SHARE.fullmatch(text):
        return unreadable("ratio")
    about = asked.about
    if about.change and FROM_ONE_TO_ANOTHER.search(text):
        return no_value("ambiguous")  # from 20 % to 25 %: by 5 points, or by a quarter?
    if may_be_negative(text) and (asked.may_be_negative or about.change or about.industry):
        return no_value("ambiguous")
    statement = state_answer(text, "percent")
    return annualize(find_non_answer(statement) or _levels(statement, asked), times)


def _levels(statement: Statement, asked: Asked) -> Result:
    """Percents; a length of time beside one is the limit of a service level."""
    parts, period = without_periods(statement.parts)
    within = [p for p in parts if _is_short_time(p.quantity)]
    levels = [p for p in parts if p not in within and not is_long_time(p.quantity)]
    period |= len(levels) + len(within) < len(parts) or is_rate(statement)
    delta = [p for p in levels if p.industry]
    levels = _asked_levels(levels, delta, asked.about)
    extra = {"period"} if period else set()
    reached = any(p.reached for p in levels)
    if asked.about.change and (reached or _is_two_way(levels)):
        return no_value("ambiguous")  # from 30 % to 45 %: by 15 points, or by half?
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
    result = finish_reading(choice, statement, "%", sorted(extra))
    if not _is_possible(result, asked):
        return unreadable("out_of_scale")
    return (
        _with_limit(result, within) if within else replace(result, industry_delta_pct=_delta(delta))
    )


def _asked_levels(levels: Sequence[Part], delta: Sequence[Part], about: About) -> list[Part]:
    """The percents that answer the question: levels, changes, or what compares."""
    if about.industry and delta:
        return [_signed(p) for p in delta]
    if about.change:
        return [_in_direction(p, about) for p in levels]
    return [p for p in levels if not p.industry and not p.change]


def _is_two_way(levels: Sequence[Part]) -> bool:
    """下降2%至上升3%: which of the numbers fell?"""
    several = any(p.quantity.low != p.quantity.high for p in levels) or len(levels) > 1
    return several and any(p.change and p.direction is None for p in levels)


def _as_shares(text: str) -> str:
    """三分之一, 1/3 and 2/3以上 as percents, where no other number stands beside them."""
    found = SHARE_IN.match(text)
    tail = text[found.end() :] if found else ""
    # 9 of 10 customers: what they are shares of may follow; 1 in 5 days is none.
    is_named = found is not None and found["all"] is not None and tail[:1].isspace()
    if found and (not tail or (is_named and not any(c.isdecimal() or c in "%/" for c in tail))):
        part, whole = int(found["part"]), int(found["each"] or found["all"])
        return f"{round_off(part * 100 / whole)!r}%{tail}" if 0 < part <= whole else text
    found = SMALL_SHARE.search(text)
    if found and 0 < int(found[1]) < int(found[2]) <= 10:  # noqa: PLR2004
        beside = text[: found.start()] + text[found.end() :]
        if not any(c.isdecimal() or c in "%/" for c in beside):
            share = round_off(int(found[1]) * 100 / int(found[2]))
            return f"{text[: found.start()]} {share!r}% {text[found.end() :]}"
    return _service_level(SHARE_OF.sub(_as_percents, text))


@cache
def _spoken_ratio() -> re.Pattern[str]:
    """七比三."""
    numeral = f"[{''.join(sorted(CHINESE))}]+"
    return lexicon.regex(numeral + "{ratio.to}" + numeral)


def _as_percents(match: re.Match[str]) -> str:
    whole, part = (read_chinese(m) or read_digits(m, whole=True) for m in match.groups())
    return f"{round_off(part.low * 100 / whole.low)!r}%" if whole.low else match[0]


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


def _in_direction(part: Part, about: About) -> Part:
    """下降3% is -3 where the rise is asked for, and 3 where the fall is."""
    turned = part.change and part.direction and (part.direction == "falls") != about.falls
    return replace(part, quantity=part.quantity.negative()) if turned else part


def _is_possible(result: Result, asked: Asked) -> bool:
    """A share lies between 0 and 100 %; a change, a comparison, attrition or a fee need not."""
    about = asked.about
    if about.change or about.industry:
        return True
    ends = [v for v in (result.low, result.high) if v is not None]
    lowest = -100 if asked.may_be_negative else 0
    highest = math.inf if about.metrics & BEYOND_ALL else 100
    return all(lowest <= v <= highest for v in ends)


def _is_short_time(quantity: Quantity) -> bool:
    unit = quantity.unit
    return unit is not None and unit.dimension == "time" and not is_long_time(quantity)


def _no_level(statement: Statement, delta: Sequence[Part], within: Sequence[Part]) -> Result:
    if delta:
        return replace(no_value("relative_to_industry"), industry_delta_pct=_delta(delta))
    if any(p.change for p in statement.parts) or statement.change:
        return no_value("relative_change")
    return unreadable("other_unit") if within else why_no_value(statement)


def _delta(parts: Sequence[Part]) -> float | None:
    """How many percent above (+) or below (-) the industry."""
    parts = [p for p in parts if p.compared and p.quantity.unit is not None]
    if len(parts) != 1:
        return None
    quantity = _signed(parts[0]).quantity
    return quantity.low if quantity.low is not None else quantity.high


def _signed(part: Part) -> Part:
    return replace(part, quantity=scaled(part.quantity, -1.0)) if part.below else part


def _as_percent(part: Part, asked: Asked, all_levels: Sequence[Part]) -> Part | None:
    """In percent. A bare number up to 1 is a fraction, unless low is good; 1 is doubtful."""
    quantity = part.quantity
    if quantity.unit is not None:
        if quantity.unit.dimension != "percent":
            return None
        in_percent = scaled(quantity, quantity.unit.factor)
        return part if in_percent is quantity else replace(part, quantity=in_percent)
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
        read, flag = scaled(quantity, 100.0), "fraction_as_percent"
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
    return round_off(value * SECONDS[unit.unit] * unit.factor)


# Scores out of 5 (or another full mark): 4.8分, 4.8/5, 96分(百分制), three at once.

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
    delta = _stated_delta(deltas)
    if not plain:
        return _none_of_it(statement, delta)
    result = _score_levels(statement, plain, asked)
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


def _stated_delta(parts: Sequence[Part]) -> float | None:
    if len(parts) != 1 or not parts[0].compared:
        return None
    value = parts[0].quantity.low if parts[0].quantity.low is not None else parts[0].quantity.high
    if value is None:
        return None
    return -value if parts[0].below else value


def _score_levels(statement: Statement, plain: list[Part], asked: Asked) -> Result:
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
