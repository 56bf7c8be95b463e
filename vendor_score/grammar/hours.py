"""Hours a day: 7×24, 9:00-24:00, 早8晚12, 8am-11pm, in one shift or several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vendor_score.grammar.numerals import CHINESE, read_chinese, round_off
from vendor_score.grammar.result import Result, no_value

__all__ = ["hours_a_day"]

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
