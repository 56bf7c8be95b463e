"""Quantities: number, unit, bounds, ranges and approximations, matched from tokens.

Each matcher takes the tokens and a position, and returns what it found with the position behind
it, or None. They are put together by `match_quantity`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from vendor_score.grammar.numerals import Numeral, round_off
from vendor_score.grammar.tokens import Token
from vendor_score.grammar.words import TYPING_SLIPS, Role, UnitWord
from vendor_score.units import SECONDS
from vendor_score.wording import lexicon

__all__ = [
    "AFTER",
    "EARLIEST_YEAR",
    "JOINING",
    "LATEST_YEAR",
    "Quantity",
    "bounded",
    "joins",
    "match_quantity",
    "role_at",
]

T = TypeVar("T")
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100  # what a number of four digits may be a year in
Match = tuple[T, int] | None
Tokens = Sequence[Token]

SECOND = UnitWord("time", "s")
TENTHS = UnitWord("percent", "%", 10.0)
NEXT = {"min": SECOND, "h": UnitWord("time", "min")}  # 1分30, 1小时30
TEN, SIXTY = 10, 60
BEFORE = {
    Role.UPPER_BEFORE: "upper_bound",
    Role.UPPER: "upper_bound",
    Role.LOWER_BEFORE: "lower_bound",
    Role.LOWER: "lower_bound",
    Role.APPROX_BEFORE: "approx",
    Role.APPROX: "approx",
}
AFTER = {
    Role.UPPER_AFTER: "upper_bound",
    Role.UPPER: "upper_bound",
    Role.LOWER_AFTER: "lower_bound",
    Role.LOWER: "lower_bound",
    Role.APPROX_AFTER: "approx",
    Role.APPROX: "approx",
}
JOINING = frozenset(lexicon.words("joining"))
ARTICLES = frozenset(lexicon.words("number.a"))
LEAST = frozenset(lexicon.words("least_abbreviated"))
RECENT_OR_ABOUT = frozenset(lexicon.words("recent_or_about"))
COMPOUND_JOINTS = frozenset(lexicon.words("compound_joint"))
MOST_MARKS = 6  # words before a number; keeps the time linear
BOUNDS = frozenset({"upper_bound", "lower_bound"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number or stretch as written, in the factor of its unit word; ``unit`` None: bare.

    ``low`` or ``high`` is None for an open side. ``written`` are the numbers themselves.
    """

    low: float | None
    high: float | None
    unit: UnitWord | None = None
    flags: frozenset[str] = frozenset()
    scale: float = 1.0
    written: tuple[float, ...] = ()
    currency: str | None = None

    def negative(self) -> Quantity:
        """With a minus before it."""
        low, high = self.low, self.high
        return replace(
            self, low=None if high is None else -high, high=None if low is None else -low
        )


def role_at(tokens: Tokens, i: int) -> Role | None:
    return tokens[i].role if 0 <= i < len(tokens) else None


def match_quantity(tokens: Tokens, i: int, *, is_negative: bool = False) -> Match[Quantity]:
    """Bounds and approximations, a value or a range of values, and bounds behind it.

    ``is_negative``: a minus stands before; it belongs to the first number alone (-2%~3%).
    """
    marks, i = _before(tokens, i)
    first = _value(tokens, i)
    if first is None:
        return None
    quantity, i = first
    quantity = quantity.negative() if is_negative else quantity
    inner, i = _after(tokens, i, unit=quantity.unit is not None)
    ranged = None
    if not inner & BOUNDS:
        ranged = _range_end(tokens, i, between="between" in marks, is_negative=is_negative)
    if ranged is not None:
        other, i = ranged
        more, i = _after(tokens, i)
        quantity, inner = _joined(quantity, other), inner | more
    elif "from" in marks and not _may_be_year(quantity):
        inner |= {"lower_bound"}  # from 4,500 a seat
    return bounded(quantity, (marks | inner) - {"between", "from"}), i


def _may_be_year(quantity: Quantity) -> bool:
    """Since when, and no least figure: from 2015."""
    bare = quantity.unit is None and quantity.currency is None
    return bare and quantity.low is not None and EARLIEST_YEAR <= quantity.low <= LATEST_YEAR


def _before(tokens: Tokens, i: int) -> tuple[frozenset[str], int]:
    """What stands before the number: ≤, about, ~, between."""
    marks: set[str] = set()
    for _ in range(MOST_MARKS):
        if i >= len(tokens):
            break
        token = tokens[i]
        if token.role in BEFORE:
            marks.add(BEFORE[token.role])
        elif token.role is Role.RANGE and token.text == "~":
            marks.add("approx")
        elif token.role is Role.BETWEEN:
            marks.add("between")
        elif token.role is Role.UNIT and token.text in LEAST and marks == set():
            marks.add("lower_bound")  # min 20 s
        elif token.role is Role.RECENT:
            marks |= {"recent", "approx"} if token.text in RECENT_OR_ABOUT else {"recent"}
        elif token.role is Role.FROM:
            marks.add("from")
        else:
            break
        i += 1
    return frozenset(marks), i


def _after(tokens: Tokens, i: int, *, unit: bool = True) -> tuple[frozenset[str], int]:
    """What stands behind the unit: 以内, 左右, +, or more."""
    marks: set[str] = set()
    while True:
        role = role_at(tokens, i)
        if role in AFTER and not joins(tokens, i):
            marks.add(AFTER[role])
        elif unit and role is Role.UNIT and tokens[i].text in LEAST:
            marks.add("lower_bound")  # 20 s min
        else:
            return frozenset(marks), i
        i += 1


def joins(tokens: Tokens, i: int) -> bool:
    """Whether a plus stands between two numbers: 1500+2%, 1500元+提成2%."""
    if tokens[i].text not in JOINING:
        return False
    j = i + 1
    while role_at(tokens, j) in {Role.FILLER, Role.CURRENCY, Role.METRIC}:
        j += 1
    return role_at(tokens, j) in {Role.NUMBER, Role.PER_HUNDRED}


def _value(tokens: Tokens, i: int) -> Match[Quantity]:
    """One number with its unit, compounds included: 1分30秒, 一分半, 8年6个月, 九成五."""
    return (
        _clock(tokens, i)
        or _per_hundred(tokens, i)
        or _half_of(tokens, i)
        or _share(tokens, i)
        or _single(tokens, i)
        or _number(tokens, i)
    )


def _clock(tokens: Tokens, i: int) -> Match[Quantity]:
    """mm:ss or h:mm:ss as a length of time."""
    if role_at(tokens, i) is not Role.CLOCK:
        return None
    fields = tokens[i].value
    if not isinstance(fields, tuple) or any(f > 59 for f in fields[1:]):  # noqa: PLR2004
        return None
    seconds = 0.0
    for field in fields if len(fields) == 3 else (0, *fields):  # noqa: PLR2004
        seconds = seconds * 60 + field
    flags = frozenset({"clock"})
    quantity = Quantity(seconds, seconds, SECOND, flags, written=tuple(float(f) for f in fields))
    j = i + 1
    if role_at(tokens, j) is Role.UNIT and _is_time(tokens[j].value):  # 00:25 min
        j += 1
    return quantity, j


def _is_time(unit: object) -> bool:
    return isinstance(unit, UnitWord) and unit.dimension == "time"


def _per_hundred(tokens: Tokens, i: int) -> Match[Quantity]:
    """百分之九十二, 千分之五."""
    if role_at(tokens, i) is not Role.PER_HUNDRED or role_at(tokens, i + 1) is not Role.NUMBER:
        return None
    number = _numeral(tokens[i + 1])
    unit = UnitWord("percent", "%", float(str(tokens[i].value)))
    return _quantity(number, unit), i + 2


def _share(tokens: Tokens, i: int) -> Match[Quantity]:
    """一半, 过半, 百分百: a share in one word."""
    if role_at(tokens, i) is not Role.SHARE:
        return None
    return _quantity(_numeral(tokens[i]), UnitWord("percent", "%")), i + 1


def _single(tokens: Tokens, i: int) -> Match[Quantity]:
    """a minute, an hour."""
    if role_at(tokens, i) is not Role.PER or tokens[i].text not in ARTICLES:
        return None
    unit = _unit(tokens, i + 1)
    if unit is None or unit.dimension != "time":
        return None
    return _quantity(Numeral(1.0, 1.0), unit), i + 2


def _half_of(tokens: Tokens, i: int) -> Match[Quantity]:
    """半分钟, 半年, 半个月, half an hour."""
    if role_at(tokens, i) is not Role.HALF:
        return None
    j = i + 2 if role_at(tokens, i + 1) is Role.COUNTER else i + 1
    unit = _unit(tokens, j)
    if unit is None:
        return None
    return _quantity(Numeral(0.5, 0.5), unit), j + 1


def _number(tokens: Tokens, i: int) -> Match[Quantity]:
    """A number with its units, compounds included, and a currency before or behind it."""
    currencies, i = _currencies(tokens, i)
    piece = _piece(tokens, i)
    if piece is None:
        return None
    quantity, i = piece
    while quantity.unit is not None:
        smaller = _smaller(tokens, i, quantity.unit)
        if smaller is None:
            break
        (step, unit), i = smaller
        quantity = _plus(_in_unit(quantity, unit), step)
    more, i = _currencies(tokens, i)
    found = [*currencies, *more]
    if not found:
        return quantity, i
    doubt = {"ambiguous"} if len(set(found)) > 1 else set()
    return replace(quantity, currency=found[0], flags=quantity.flags | doubt), i


def _currencies(tokens: Tokens, i: int) -> tuple[list[str], int]:
    found = []
    while role_at(tokens, i) is Role.CURRENCY:
        found.append(str(tokens[i].value))
        i += 1
    return found, i


def _piece(tokens: Tokens, i: int) -> Match[Quantity]:
    """One number and its unit word, with what may stand between: 3个半小时, 500余人, 3+ years."""
    if role_at(tokens, i) is not Role.NUMBER:
        return None
    numeral, i = _numeral(tokens[i]), i + 1
    marks, j = _after(tokens, i, unit=False)
    if role_at(tokens, j) is Role.COUNTER:
        j += 1
    half = role_at(tokens, j) is Role.HALF and _unit(tokens, j + 1) is not None
    unit = _unit(tokens, j + half)
    if unit is None:
        has_counter = role_at(tokens, i) is Role.COUNTER and not marks
        return _quantity(numeral, None), i + has_counter
    if tokens[j + half].text in TYPING_SLIPS:
        marks |= {"typo"}
    i = j + half + 1
    if role_at(tokens, i) is Role.HALF and not half and unit.dimension in {"time", "percent"}:
        half, i = True, i + 1  # 一分半, 两年半, 三成半
    quantity = _quantity(numeral, unit, marks)
    return (_plus(quantity, 0.5) if half else quantity), i


def _smaller(tokens: Tokens, i: int, unit: UnitWord) -> Match[tuple[float, UnitWord]]:  # noqa: PLR0911
    """What goes on in a smaller unit: 1分`30秒`, 8年`6个月`, 九成`五`, 1分`30`."""
    if role_at(tokens, i) in {Role.FILLER, Role.AND} and tokens[i].text in COMPOUND_JOINTS:
        i += 1
    if role_at(tokens, i) is not Role.NUMBER:
        return None
    numeral = _numeral(tokens[i])
    if numeral.low != numeral.high or numeral.scale != 1:
        return None
    below = _unit(tokens, i + 1)
    if unit == TENTHS:  # 九成五
        return ((numeral.low / 10, unit), i + 1) if numeral.low < TEN and below is None else None
    if unit.dimension != "time":
        return None
    if below is None and unit.unit in NEXT and not tokens[i].spaced and numeral.low < SIXTY:
        return (numeral.low, NEXT[unit.unit]), i + 1
    if below is None or below.dimension != "time" or _seconds(below) >= _seconds(unit):
        return None
    return (numeral.low, below), i + 2


def _in_unit(quantity: Quantity, unit: UnitWord) -> Quantity:
    """The same length of time in a smaller unit."""
    if quantity.unit is None or quantity.unit == unit:
        return quantity
    factor = _seconds(quantity.unit) / _seconds(unit)
    low, high = quantity.low, quantity.high
    return replace(
        quantity,
        low=None if low is None else round_off(low * factor),
        high=None if high is None else round_off(high * factor),
        unit=unit,
    )


def _seconds(unit: UnitWord) -> float:
    return SECONDS[unit.unit] * unit.factor


def _plus(quantity: Quantity, step: float) -> Quantity:
    low, high = quantity.low, quantity.high
    return replace(
        quantity,
        low=None if low is None else round_off(low + step),
        high=None if high is None else round_off(high + step),
        written=(*quantity.written, step),
    )


def _numeral(token: Token) -> Numeral:
    if not isinstance(token.value, Numeral):
        raise TypeError(f"not a number: {token}")
    return token.value


def _unit(tokens: Tokens, i: int) -> UnitWord | None:
    if role_at(tokens, i) is not Role.UNIT:
        return None
    value = tokens[i].value
    return value if isinstance(value, UnitWord) else None


def _quantity(
    numeral: Numeral, unit: UnitWord | None, marks: frozenset[str] = frozenset()
) -> Quantity:
    flags = set(marks)
    for flag in ("approx", "ambiguous", "vague"):
        if getattr(numeral, flag):
            flags.add(flag)
    if numeral.low != numeral.high:
        flags.add("range")
    high: float | None = numeral.high
    if high == float("inf"):
        high, flags = None, {*flags, "lower_bound"} - {"range"}
    return Quantity(
        numeral.low, high, unit, frozenset(flags), scale=numeral.scale, written=(numeral.low,)
    )


def _range_end(tokens: Tokens, i: int, *, between: bool, is_negative: bool) -> Match[Quantity]:
    """``-20秒``, ``to 20 s``, ``±5``, and the ``and 20`` of between.

    The second number has a sign of its own where the first has one, or where no dash joins them:
    15--20 is typed twice.
    """
    role = role_at(tokens, i)
    if role is Role.RANGE or (between and role is Role.AND):
        _, j = _before(tokens, i + 1)
        sign = tokens[j].text if j < len(tokens) else ""
        if sign in {"-", "+"} and (is_negative or tokens[i].text != "-"):
            found = _value(tokens, j + 1)
            if found is None or sign == "+":
                return found
            return found[0].negative(), found[1]
        return _value(tokens, j)
    if role is Role.PLUS_MINUS:
        found = _value(tokens, i + 1)
        return (replace(found[0], flags=found[0].flags | {"spread"}), found[1]) if found else None
    return None


def _joined(first: Quantity, last: Quantity) -> Quantity:
    """The stretch from one value to another; the first takes unit and multiplier of the last."""
    unit = last.unit or first.unit
    low, high = first.low or 0.0, last.high or 0.0
    flags = (first.flags | last.flags | {"range"}) - {"spread"}
    if "spread" in last.flags:
        low, high = round_off(low - high), round_off(low + high)
    elif first.unit is None and first.scale == 1 and last.scale > 1 and low < high / last.scale:
        low = round_off(low * last.scale)  # 10-15万
    if first.unit is not None and last.unit is not None and first.unit != last.unit:
        if first.unit.dimension != "time" or last.unit.dimension != "time":
            flags |= {"ambiguous"}
        else:
            low = round_off(low * _seconds(first.unit) / _seconds(last.unit))
    if first.unit is not None and last.unit is None and first.unit.dimension == "time":
        unit = first.unit
    if low > high:
        low, high = high, low
    return Quantity(
        low, high, unit, flags, written=(*first.written, *last.written),
        scale=last.scale, currency=last.currency or first.currency,
    )  # fmt: skip


def bounded(quantity: Quantity, marks: frozenset[str]) -> Quantity:
    """With an open side where a bound was written."""
    flags = quantity.flags | marks
    if flags >= BOUNDS:
        return replace(quantity, flags=flags | {"ambiguous"})
    if "upper_bound" in flags and "range" not in flags:
        return replace(quantity, low=None, flags=flags)
    if "upper_bound" in flags:
        return replace(
            quantity, flags=flags - {"upper_bound"}
        )  # 15-20秒以内: the stretch says more
    if "lower_bound" in flags:
        return replace(quantity, high=None, flags=flags - {"range"})
    return quantity if flags == quantity.flags else replace(quantity, flags=flags)
