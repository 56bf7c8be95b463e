"""Prices: amount, currency, what it is counted for, commission and tax."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from vendor_score.grammar.figures import (
    About,
    Asked,
    choose,
    find_non_answer,
    finish_reading,
    is_by_the_year,
    is_rate,
    levels_of,
    may_be_negative,
    remark_flags,
    state_answer,
    why_no_value,
    without_periods,
)
from vendor_score.grammar.numerals import CHINESE, read_chinese, round_off
from vendor_score.grammar.quantities import Quantity
from vendor_score.grammar.statements import Part, Statement, is_long_time
from vendor_score.grammar.times import in_time, read_time
from vendor_score.grammar.tokens import Token
from vendor_score.grammar.words import Result, Role, UnitWord, no_value, unreadable
from vendor_score.units import SECONDS, known_unit
from vendor_score.wording import lexicon

__all__ = [
    "AskedPrice",
    "asked_price",
    "hours_a_day",
    "read_count",
    "read_money",
    "read_plain_number",
]

PERIODS = {"h": "hour", "days": "day", "weeks": "week", "months": "month", "years": "year"}
BASE_PAY = lexicon.words("base_pay")
COMMISSION = lexicon.words("commission")
REWRITTEN = [
    (lexicon.regex(written), read) for written, read in lexicon.pairs("price.rewrite").items()
]
"""A rate of tax is known (6 % VAT included): that it is included or not is what counts."""
EXTRA = frozenset({"extra_fee", "deposit"})
ORDER = ("seat", "shop", "consultation", "order", "hour", "day", "week", "month", "year")
DEFAULT_CURRENCY = "CNY"
NAMES = lexicon.meanings("price_name")


@dataclass(frozen=True, slots=True)
class AskedPrice:
    """What a money question asks for: currency, basis and tax, None where it leaves them open."""

    currency: str | None = None
    basis: tuple[str, ...] = ()
    tax: str | None = None
    about: About = field(default_factory=About)


def asked_price(unit: str | None, basis: str | None, tax: str | None, about: About) -> AskedPrice:
    """From a criterion's unit (``CNY`` or ``CNY/seat/month``), basis (``seat/month``) and tax."""
    names = [n.strip() for n in (unit or "").split("/") if n.strip()]
    currency = names[0].upper() if names and names[0].isalpha() and len(names[0]) == 3 else None  # noqa: PLR2004
    rest = names[1:] if currency else names
    if basis:
        rest = [n.strip() for n in basis.replace(" per ", "/").split("/") if n.strip()]
    return AskedPrice(currency, _basis({NAMES.get(n, n) for n in rest}), tax, about)


def _basis(names: set[str]) -> tuple[str, ...]:
    """In one order; a seat's hour or day is an hour or a day."""
    if names & {"hour", "day"}:
        names = names - {"seat"}
    return tuple(sorted(names, key=lambda n: ORDER.index(n) if n in ORDER else len(ORDER)))


# As accounts and currencies write a negative amount: ($5), -$5. A dash and a blank open a list.
NEGATIVE_PRICE = re.compile(r"\(\s?[¥$€£]?\s?\d[\d.,]*\s?\)|-[¥$€£]\s?\d.*", re.DOTALL)


def read_money(text: str, asked: AskedPrice) -> Result:
    """Read a clean answer as a price."""
    if NEGATIVE_PRICE.fullmatch(text):
        return unreadable("negative")
    for written, read in REWRITTEN:
        text = written.sub(read, text)
    statement = state_answer(text, "money")
    stopped = find_non_answer(statement)
    if stopped is not None:
        return stopped
    levels, compared = levels_of(statement)
    if not levels and compared:
        return no_value(*compared)
    commissions = [p for p in levels if _is_percent(p)]
    amounts = [p for p in levels if not _is_percent(p)]
    if not amounts:
        return _without_amount(text, statement, commissions, asked)
    if any(p.quantity.unit is not None for p in amounts):
        return unreadable("other_unit")
    return _price(text, statement, amounts, commissions, asked)


def _is_percent(part: Part) -> bool:
    unit = part.quantity.unit
    return unit is not None and unit.dimension == "percent"


def _without_amount(
    text: str, statement: Statement, commissions: Sequence[Part], asked: AskedPrice
) -> Result:
    if Role.FREE in statement.remarks and not commissions:
        unit = "/".join((asked.currency or DEFAULT_CURRENCY, *asked.basis))
        return Result(low=0.0, high=0.0, unit=unit)  # nothing is nothing on any basis
    if Role.NEGOTIABLE in statement.remarks:
        return no_value("negotiable")
    if Role.EVIDENCE in statement.remarks:
        return no_value("evidence_claimed")
    if len(commissions) == 1 and any(word in text for word in COMMISSION):
        return _only_commission(commissions[0], statement, asked)
    if commissions:
        return unreadable("other_unit")
    return unreadable("no_number")


def _only_commission(part: Part, statement: Statement, asked: AskedPrice) -> Result:
    if asked.basis and asked.basis != ("%",):
        return unreadable("other_basis")
    quantity = part.quantity
    return Result(
        low=quantity.low, high=quantity.high, unit="%",
        flags=quantity.flags | remark_flags(statement),
        commission_pct=quantity.low if quantity.low is not None else quantity.high,
    )  # fmt: skip


def _price(
    text: str, statement: Statement, amounts: list[Part], commissions: list[Part], asked: AskedPrice
) -> Result:
    currencies = {p.quantity.currency for p in amounts} - {None}
    if len(currencies) > 1 or len(commissions) > 1:
        return unreadable("several_numbers")
    basis = _stated_basis(statement.rates, text)
    if basis is None:
        return unreadable("several_bases")
    extras = [p for p in amounts if p.metrics & EXTRA]
    beside_it = len(extras) < len(amounts) and not asked.about.metrics & EXTRA
    if beside_it:
        amounts = [p for p in amounts if p not in extras]
    choice = choose(amounts, asked.about)
    if choice.quantity is None or "several" in (choice.reason or ""):
        return unreadable(choice.reason or "several_numbers")
    quantity = choice.quantity
    flags = {*choice.flags, *quantity.flags, *remark_flags(statement)}
    if "ambiguous" in flags:
        return no_value("ambiguous")
    if beside_it and extras:
        flags |= {"compound"}
    if commissions:
        flags = (flags - {"lower_bound"}) | {"compound"}
    if "multi_value" in flags:
        flags.discard("range")
    currency = next(iter(currencies), None)
    return _on_basis(
        Result(
            low=quantity.low, high=quantity.high, flags=frozenset(flags),
            commission_pct=_percent(commissions),
        ),
        currency, basis, asked, chinese=_is_chinese(text),
    )  # fmt: skip


def _percent(commissions: Sequence[Part]) -> float | None:
    if not commissions:
        return None
    quantity = commissions[0].quantity
    value = quantity.low if quantity.low is not None else quantity.high
    factor = quantity.unit.factor if quantity.unit else 1.0
    return None if value is None else value * factor


def _is_chinese(text: str) -> bool:
    return any("\u3400" <= c <= "\u9fff" for c in text)


def _stated_basis(rates: Sequence[Token], text: str) -> tuple[str, ...] | None:
    """What the price is counted for, as far as the answer says; None where it says two things."""
    names: set[str] = set()
    for token in rates:
        if isinstance(token.value, UnitWord):
            names.add(PERIODS.get(token.value.unit, token.value.unit))
        else:
            names.add(str(token.value))
    if not names and any(word in text for word in BASE_PAY):
        names = {"seat", "month"}
    if len(names & set(PERIODS.values())) > 1 or len(names - set(PERIODS.values())) > 1:
        return None
    return _basis(names)


def _on_basis(
    result: Result,
    currency: str | None,
    basis: tuple[str, ...],
    asked: AskedPrice,
    *,
    chinese: bool,
) -> Result:
    """With its unit, where it fits what is asked for; the question fills what is left open."""
    flags = set(result.flags)
    if currency is None:
        currency = asked.currency or DEFAULT_CURRENCY
        if not (chinese and basis):
            flags.add("unit_assumed")
    if asked.currency and currency != asked.currency:
        return unreadable("other_currency")
    if asked.basis and basis != asked.basis:
        if basis not in {(), ("seat",)} or (basis and "seat" not in asked.basis):
            return unreadable("other_basis")
        basis = asked.basis
        flags.add("unit_assumed")
    stated = {"tax_included": "included", "tax_excluded": "excluded"}
    if asked.tax and any(flag in flags and tax != asked.tax for flag, tax in stated.items()):
        return unreadable("other_tax")
    return replace(result, unit="/".join((currency, *basis)), flags=frozenset(flags))


# Plain numbers: people, shops, incidents, hours a day, agents to a team leader.

DAY = 24.0
AROUND_THE_CLOCK = lexicon.regex(
    r"(?:7{hours.day}?\s?[*x×/]\s?24|24\s?[*x×/]\s?7|24\s?[*x×/]\s?365)(?:\s?[*x×/]\s?36[56])?"
    r"|{hours.around_the_clock}"
)
ALL_DAY = frozenset(lexicon.words("hours.all_day"))
DAYS_TIMES_HOURS = lexicon.regex(
    r"(?<!\d)[5-7]{hours.day}?\s?[*x×]\s?(\d{1,2}(?:\.5)?)(?!\d)"
    r"|(?<!\d)(\d{1,2})\s?[*x×]\s?[5-7](?!\d)"
)
PART_OF_DAY = lexicon.meanings("hours.part")
CLOCKS = lexicon.meanings("hours.clock")
MOMENTS = lexicon.meanings("hours.moment")
TIME = lexicon.regex(
    r"(?P<next>{hours.next_day})?(?P<part>{hours.part.*})?"
    r"(?P<next2>{hours.next_day})?\s?(?P<hour>\d{1,2})(?::(?P<minute>\d{2})(?::00)?"
    r"|(?P<mark>{hours.mark})(?P<half>{hours.half})?(?:(?P<minute2>\d{2}){hours.minute}?)?)?"
    r"\s?(?P<clock>{hours.clock.*})?"
    r"|(?P<word>{hours.moment.*})"
)
TOLD_HOURS = lexicon.regex(r"{hours.in_all}?\s?(\d{1,2}(?:\.\d)?)\s?{word.counter}?{hours.hour}")
BETWEEN = lexicon.regex(r"\s?(?:{word.range}|–)\s?")
SEPARATOR = lexicon.regex(r"[,;、/&+ \n]|{hours.joint}")
BARE_SPAN = lexicon.regex(r"\d{1,2}(?:\.\d)?\s?(?:[-~]|{hours.to})\s?\d{1,2}(?:\.\d)?")
WORKING_DAYS = lexicon.regex("{hours.working_days.pattern}")
BESIDE = lexicon.regex(r"{hours.beside.pattern}|365{hours.day}?|{hours.beside}|[:()。.]")
IN_WORDS = lexicon.regex("{hours.in_words.pattern}")


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
    """Hours in words (from eight to twelve) in digits."""

    def digits(match: re.Match[str]) -> str:
        numeral = read_chinese(match[0])
        return match[0] if numeral is None or numeral.low != numeral.high else f"{numeral.low:g}"

    return IN_WORDS.sub(digits, text) if any(c in CHINESE for c in text) else text


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
        is_noon = MOMENTS[match["word"]] == "noon"
        return _Time(12.0 if is_noon else DAY, marked=True, part="word")
    minutes = match["minute"] or match["minute2"] or "0"
    hour = int(match["hour"]) + int(minutes) / 60 + (0.5 if match["half"] else 0.0)
    if hour > DAY or int(minutes) > 59:  # noqa: PLR2004
        return None
    part = CLOCKS.get(match["clock"] or "") or PART_OF_DAY.get(match["part"] or "")
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
_ONE_TO = r"(\d{1,3}(?:\s?[-~]\s?\d{1,3})?)"
RATIO = lexicon.regex(rf"1\s?(?::|{{ratio.to}})\s?{_ONE_TO}|(\d{{1,3}})\s?(?::|{{ratio.to}})\s?1")
LED = lexicon.regex(
    r"(?:1|{digit.1}|{number_word.1})\s?{ratio.counter}?\s?{ratio.leader}\s?{ratio.leads}\s?"
    rf"{_ONE_TO}\s?{{ratio.counter}}?{{ratio.led}}?|{{ratio.led.pattern}}"
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
    return next(filter(None, found.groups())) if found else text


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
