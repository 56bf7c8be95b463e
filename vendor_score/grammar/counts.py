"""Plain numbers: people, shops, incidents, hours a day, agents to a team leader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vendor_score.grammar.asked import Asked, is_by_the_year
from vendor_score.grammar.levels import (
    choose,
    find_non_answer,
    finish_reading,
    is_rate,
    levels_of,
    may_be_negative,
    state_answer,
    why_no_value,
    without_periods,
)
from vendor_score.grammar.numerals import CHINESE, read_chinese, round_off
from vendor_score.grammar.quantities import Quantity
from vendor_score.grammar.result import Result, no_value, unreadable
from vendor_score.grammar.statements import Part, Statement, is_long_time
from vendor_score.grammar.times import in_time, read_time
from vendor_score.units import SECONDS, known_unit

__all__ = ["hours_a_day", "read_count", "read_plain_number"]

DAY = 24.0
AROUND_THE_CLOCK = re.compile(
    r"(?:7天?\s?[*x×/]\s?24|24\s?[*x×/]\s?7|24\s?[*x×/]\s?365)(?:\s?[*x×/]\s?36[56])?"
    r"|全天候|全天24|24小时全天|24小时在线|全天在线|二十四小时|around the clock|round the clock"
    r"|24-7|day and night"
)
ALL_DAY = frozenset({"全天", "全天服务", "全天值守", "all day", "24小时不间断"})
DAYS_TIMES_HOURS = re.compile(
    r"(?<!\d)[5-7]天?\s?[*x×]\s?(\d{1,2}(?:\.5)?)(?!\d)|(?<!\d)(\d{1,2})\s?[*x×]\s?[5-7](?!\d)"
)
PART_OF_DAY = {
    "凌晨": "am", "清晨": "am", "早上": "am", "早晨": "am", "上午": "am", "早": "am", "朝": "am",
    "中午": "noon",
    "下午": "pm", "傍晚": "pm", "晚上": "pm", "晚间": "pm", "夜间": "pm", "夜里": "pm", "晚": "pm",
    "午夜": "pm", "夜": "pm",
}  # fmt: skip
NEXT_DAY = ("次日", "第二天", "翌日", "隔天", "next day")
TIME = re.compile(
    r"(?P<next>次日|第二天|翌日|隔天)?(?P<part>凌晨|清晨|早上|早晨|上午|早|朝|中午"
    r"|下午|傍晚|晚上|晚间|夜间|夜里|晚|午夜|夜)?"
    r"(?P<next2>次日|第二天)?\s?(?P<hour>\d{1,2})(?::(?P<minute>\d{2})(?::00)?"
    r"|(?P<mark>[点时])(?P<half>半)?(?P<minute2>\d{2}分?)?)?"
    r"\s?(?P<clock>a\.?m\.?|p\.?m\.?|noon|midnight)?"
    r"|(?P<word>midnight|noon|零点|午夜|凌晨)"
)
TOLD_HOURS = re.compile(r"(?:共|合计|计)?\s?(\d{1,2}(?:\.\d)?)\s?个?(?:小时|hours?|hrs?|h)")
BETWEEN = re.compile(r"\s?(?:-|~|到|至|to|until|till|–)\s?")
SEPARATOR = re.compile(r"[,;、/&+ \n和及]|and")
BARE_SPAN = re.compile(r"\d{1,2}(?:\.\d)?\s?[-~至到]\s?\d{1,2}(?:\.\d)?")
WORKING_DAYS = re.compile(
    r"(?:周|星期)一(?:至|到|-|~)(?:周|星期)?[五六5-6]|工作日|mon(?:day)?\s?(?:-|to)\s?(?:fri|sat)|weekdays"
)
BESIDE = re.compile(
    r"[早中晚白夜]班|工作日|weekdays|每天|每日|全年|无休|在线|客服|服务|时间|营业|工作|为|是|的|小时|不间断|(?:周"
    r"|星期)[一二三四五六日天1-7](?:至|到|-|~)(?:周|星期)?[一二三四五六日天1-7]"
    r"|mon(?:day)?\s?(?:-|to)\s?(?:sun|fri|sat)(?:day)?|365天?|7天|一周七天|周一至周日"
    r"|daily|every\s?day|a day|per day|hours?|hrs?|(?<![a-z])h(?![a-z])"
    r"|support|service|online|coverage|from|daily|days a week|[:()。.]|beijing time"
    r"|gmt[+-]?\d*|cst|local time|北京时间"
    r"|全天|人工|我司|提供|支持|可|days?|shifts?|班次?|三班倒|两班倒|全年365天|/天|/日"
    r"|/day|all year|holidays included|including holidays|含节假日|节假日无休"
    r"|year-round"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Time:
    hour: float
    marked: bool  # 点, :00, am, 早: surely a time of the day
    part: str | None


def hours_a_day(text: str, unit: str | None) -> Result | None:
    """Hours a day where the text names them by the clock; None where it does not."""
    into = "h" if unit == "h" else "h/day"
    if text.strip(" .。!") in ALL_DAY:
        return Result(low=DAY, high=DAY, unit=into)
    if BARE_SPAN.fullmatch(text) and unit == "h/day":
        return no_value("ambiguous")  # 9-18: from nine to six, or nine to eighteen hours?
    whole = AROUND_THE_CLOCK.search(text)
    if whole is not None and _harmless(text[: whole.start()] + " " + text[whole.end() :]):
        return Result(low=DAY, high=DAY, unit=into)
    days = DAYS_TIMES_HOURS.search(text)
    if days is not None and _harmless(text[: days.start()] + " " + text[days.end() :]):
        hours = float(days[1] or days[2])
        return Result(low=hours, high=hours, unit=into) if 0 < hours <= DAY else None
    return _by_the_clock(_arabic(text), into)


def _arabic(text: str) -> str:
    """早八点到晚十二点 in digits."""
    run = re.compile(
        r"(?<=[早朝晚上午晨间])[一二三四五六七八九十两]{1,3}(?=[点时晚到至\-~]|\Z)"
        r"|[一二三四五六七八九十两]{1,3}(?=[点时])"
    )

    def digits(match: re.Match[str]) -> str:
        numeral = read_chinese(match[0])
        return match[0] if numeral is None or numeral.low != numeral.high else f"{numeral.low:g}"

    return run.sub(digits, text) if any(c in CHINESE for c in text) else text


def _by_the_clock(text: str, into: str) -> Result | None:
    """The sum of the shifts that the text names, where nothing else stands beside them."""
    position, rest, shifts = 0, "", list[tuple[float, float]]()
    while position < len(text):
        shift = _shift(text, position)
        if shift is None:
            rest += text[position]
            position += 1
            continue
        begin, end, position = shift
        shifts.append((begin, end))
    total = _covered(shifts)
    told = TOLD_HOURS.search(rest)
    if told is not None and float(told[1]) == total:
        rest = rest[: told.start()] + rest[told.end() :]
    if not shifts or total > DAY or not _harmless(rest):
        return None
    working_days = WORKING_DAYS.search(text) is not None
    flags = frozenset({"conditional"} if working_days else ())
    return Result(low=round_off(total), high=round_off(total), unit=into, flags=flags)


def _covered(shifts: Sequence[tuple[float, float]]) -> float:
    """The hours in which somebody is there; where shifts overlap they count once."""
    pieces = [piece for begin, end in shifts for piece in _within_a_day(begin, end)]
    covered, reached = 0.0, 0.0
    for begin, end in sorted(pieces):
        covered += max(0.0, end - max(begin, reached))
        reached = max(reached, end)
    return covered


def _within_a_day(begin: float, end: float) -> list[tuple[float, float]]:
    """What runs past midnight begins the day too."""
    if end <= DAY:
        return [(begin, end)]
    return [(begin, DAY), (0.0, end - DAY)]


def _shift(text: str, position: int) -> tuple[float, float, int] | None:
    """From one time of the day to another: both, and the position behind."""
    if position and (text[position - 1].isdigit() or text[position - 1] in ".:"):
        return None
    start = TIME.match(text, position)
    if start is None:
        return None
    sep = BETWEEN.match(text, start.end())
    at = sep.end() if sep else start.end()
    end = TIME.match(text, at)
    if end is None or (sep is None and not (end["part"] and start["part"])):
        return None
    first, last = _time(start), _time(end)
    if first is None or last is None or not (first.marked or last.marked):
        return None
    next_day = bool(end["next"] or end["next2"])
    return first.hour, first.hour + _between(first, last, next_day=next_day), end.end()


def _time(match: re.Match[str]) -> _Time | None:
    if match["word"]:
        return _Time(12.0 if match["word"] == "noon" else DAY, marked=True, part="word")
    minutes = (match["minute"] or match["minute2"] or "0").rstrip("分")
    hour = int(match["hour"]) + int(minutes) / 60 + (0.5 if match["half"] else 0.0)
    if hour > DAY or int(minutes) > 59:  # noqa: PLR2004
        return None
    clock = (match["clock"] or "").replace(".", "")
    part = clock or PART_OF_DAY.get(match["part"] or "")
    marked = bool(match["minute"] or match["mark"] or part)
    return _Time(_on_24(hour, part), marked=marked, part=part)


def _on_24(hour: float, part: str | None) -> float:
    """晚11 is 23, 晚12 is 24, 12am is midnight."""
    if part in {"pm", "midnight"} and hour < 12:  # noqa: PLR2004
        return hour + 12
    if part == "am" and 12 <= hour < 13:  # noqa: PLR2004
        return hour - 12
    return hour


def _between(first: _Time, last: _Time, *, next_day: bool) -> float:
    begin, end = first.hour, last.hour
    if last.part == "pm" and end == 12:  # noqa: PLR2004
        end = DAY if begin < DAY else end
    if next_day or end <= begin:
        end += DAY if end <= begin or end < DAY else 0
    return end - begin


def _harmless(rest: str) -> bool:
    return not SEPARATOR.sub("", BESIDE.sub("", rest)).strip(" +")


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
    if may_be_negative(text):
        return no_value("ambiguous")
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
