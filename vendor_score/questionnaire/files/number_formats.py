"""Number formats: tokens and sections, the numbers and dates they draw, the kind they say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache

__all__ = [
    "BUILT_IN",
    "DAY",
    "GENERAL",
    "MAC_EPOCH_SHIFT",
    "NumberFormat",
    "Section",
    "Token",
    "general",
    "is_text_place",
    "iso_date",
    "literal",
    "number_format",
    "read_moment",
    "serial_of",
    "shown_number",
    "split_sections",
]

Token = tuple[str, str]
"""A token's kind (a group of `TOKEN`) and its characters."""

TOKEN = re.compile(
    r"""(?P<literal>"[^"]*"?|\\.|!.|_.|\*.)
    |(?P<elapsed>\[(?:h+|m+|s+)\])
    |(?P<bracket>\[[^\]]*\])
    |(?P<ampm>AM/PM|A/P|\u4e0a\u5348/\u4e0b\u5348)
    |(?P<general>General|G/\u901a\u7528\u683c\u5f0f)
    |(?P<exponent>E[+-])
    |(?P<moment>y+|m+|d+|h+|s+(?:\.0+)?|e+|g+|b+|a{3,4})
    |(?P<place>[0\#?])
    |(?P<other>.)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d*)?|-?\.\d+)\]")
CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
}
MAX_SECTIONS = 4


class Section:
    """One section of a format code: its tokens, its condition and the kind of number it shows."""

    __slots__ = ("condition", "kind", "tokens")

    def __init__(self, tokens: list[Token]) -> None:
        self.condition = _condition(tokens)
        self.tokens = _minutes_apart_from_months(tokens)
        self.kind = _kind(self.tokens)


def split_sections(code: str) -> list[Section]:
    """The sections of a format code, four at most, one at least."""
    sections: list[list[Token]] = [[]]
    for match in TOKEN.finditer(code):
        token = match.lastgroup or "other", match.group()
        if token == ("other", ";"):
            sections.append([])
        else:
            sections[-1].append(token)
    return [Section(tokens) for tokens in sections[:MAX_SECTIONS]]


def is_text_place(token: Token) -> bool:
    return token == ("other", "@")


def literal(token: Token) -> str:
    """What a token adds to the text by itself; a filler or colour adds nothing."""
    kind, mark = token
    if kind == "literal":
        if mark[0] == '"':
            return mark[1:-1] if mark.endswith('"') and len(mark) > 1 else mark[1:]
        return {"\\": mark[1:], "!": mark[1:], "_": " ", "*": ""}[mark[0]]
    if kind == "bracket":
        currency = CURRENCY.fullmatch(mark)
        return currency[1] if currency else ""
    return mark if kind == "other" else ""


def _condition(tokens: list[Token]) -> Callable[[float], bool] | None:
    for kind, mark in tokens:
        found = CONDITION.fullmatch(mark) if kind == "bracket" else None
        if found:
            compare, limit = COMPARE[found[1]], float(found[2])
            return lambda value: compare(value, limit)
    return None


def _minutes_apart_from_months(tokens: list[Token]) -> list[Token]:
    """Rename an m after hours or before seconds to ``minute`` (Excel's own rule)."""
    moments = [i for i, (kind, _) in enumerate(tokens) if kind in ("moment", "elapsed")]
    result = list(tokens)
    for place, i in enumerate(moments):
        kind, mark = tokens[i]
        if kind != "moment" or mark[0] not in "mM" or len(mark) > len("mm"):
            continue
        before = tokens[moments[place - 1]][1].strip("[").lower() if place else ""
        after = tokens[moments[place + 1]][1].strip("[").lower() if i != moments[-1] else ""
        if before.startswith("h") or after.startswith("s"):
            result[i] = ("minute", mark)
    return result


def _kind(tokens: list[Token]) -> str:
    """number, percent, date, time, duration or text.

    Minutes and seconds without hours are a duration (mm:ss), as elapsed hours are ([h]:mm).
    """
    kinds = {kind for kind, _ in tokens}
    parts = {mark[0].lower() for kind, mark in tokens if kind == "moment"}
    if "elapsed" in kinds:
        return "duration"
    if parts:
        return "date" if parts & set("ymdegba") else "time" if "h" in parts else "duration"
    if "minute" in kinds:
        return "duration"
    if any(is_text_place(token) for token in tokens):
        return "text"
    return "percent" if ("other", "%") in tokens else "number"


# Numbers written by placeholders: digits, decimals, thousands, percent, powers, fractions.

MAX_DECIMALS = 30
MAX_DENOMINATOR_DIGITS = 5
WHOLE_LIMIT = 1e15
HALF_UP = 1 + 2**-51
"""Lifts a half that binary keeps a hair too low (1.005), so that it rounds as Excel does."""


def general(value: float) -> str:
    """A number without a format, as Excel keeps it: 15 digits, so that 0.1 + 0.2 is 0.3."""
    if value == int(value) and abs(value) < WHOLE_LIMIT:
        return str(int(value))
    shown = f"{value:.15g}"
    mantissa, _, exponent = shown.partition("e")
    if not exponent:
        return shown
    if -10 <= int(exponent) < 0:  # noqa: PLR2004 - Excel changes to powers of ten later than C
        return f"{value:.{14 - int(exponent)}f}".rstrip("0")
    return f"{mantissa}E{int(exponent):+03d}"


def shown_number(tokens: list[Token], value: float) -> str:
    """``value`` (0 or more) as a section's tokens show it; every literal text is kept."""
    if any(kind == "general" or is_text_place((kind, mark)) for kind, mark in tokens):
        return _around(tokens, general(value))
    places = [i for i, (kind, _) in enumerate(tokens) if kind == "place"]
    if not places:
        return "".join(map(literal, tokens))
    first, last = places[0], places[-1]
    value *= 100.0 ** sum(token == ("other", "%") for token in tokens)
    core = tokens[first : last + 1]
    if core and first and tokens[first - 1] == ("other", "."):
        first, core = first - 1, [("other", "."), *core]
    while last + 1 < len(tokens) and tokens[last + 1] == ("other", ","):
        last, value = last + 1, value / 1000
    before, after = tokens[:first], tokens[last + 1 :]
    digits = _core(core, value)
    return "".join(map(literal, before)) + digits + "".join(map(literal, after))


def _around(tokens: list[Token], shown: str) -> str:
    return "".join(
        shown if token[0] == "general" or is_text_place(token) else literal(token)
        for token in tokens
    )


def _core(core: list[Token], value: float) -> str:
    """The part from the first to the last placeholder."""
    if any(kind == "exponent" for kind, _ in core):
        return _power(core, value)
    if ("other", "/") in core:
        return _fraction(core, value)
    return _decimal(core, value)


def _decimal(core: list[Token], value: float) -> str:
    point = core.index(("other", ".")) if ("other", ".") in core else len(core)
    whole, decimals = core[:point], core[point + 1 :]
    places = min(sum(kind == "place" for kind, _ in decimals), MAX_DECIMALS)
    integer, _, rest = f"{value * HALF_UP:.{places}f}".partition(".")
    thousands = ("other", ",") in whole
    shown = _whole(whole, integer, thousands=thousands)
    fraction = _decimals(decimals, rest)
    return shown + ("." + fraction if fraction or (point < len(core) and places) else "")


def _whole(tokens: list[Token], digits: str, *, thousands: bool) -> str:
    """Digits from the right into the placeholders, literals kept between them (000-0000)."""
    places = [mark for kind, mark in tokens if kind == "place"]
    least = len(places) - places.index("0") if "0" in places else 0
    digits = ("" if digits == "0" and least == 0 else digits).rjust(least, "0")
    if not any(kind == "literal" or (kind == "other" and mark != ",") for kind, mark in tokens):
        return f"{int(digits):,}".rjust(len(digits), "0") if thousands and digits else digits
    shown, left = "", digits
    remaining = len(places)
    for token in reversed(tokens):
        if token[0] != "place":
            shown = (literal(token) if token != ("other", ",") else "") + shown
            continue
        remaining -= 1
        taken, left = (left, "") if remaining == 0 else (left[-1:], left[:-1])
        shown = taken + shown
    return shown


def _decimals(tokens: list[Token], digits: str) -> str:
    """Decimals with optional ones (#) dropped from the right and literals kept."""
    rest = iter(digits)
    shown = [
        (token[1], next(rest, "")) if token[0] == "place" else ("", literal(token))
        for token in tokens
    ]
    while shown and shown[-1][0] in ("#", "?") and shown[-1][1] in ("0", ""):
        shown.pop()
    return "".join(text for _, text in shown)


def _power(core: list[Token], value: float) -> str:
    at = next(i for i, (kind, _) in enumerate(core) if kind == "exponent")
    point = core.index(("other", ".")) if ("other", ".") in core[:at] else at
    places = min(sum(kind == "place" for kind, _ in core[point:at]), MAX_DECIMALS)
    digits = sum(kind == "place" for kind, _ in core[at:])
    mantissa, _, exponent = f"{value:.{places}e}".partition("e")
    sign = "-" if int(exponent) < 0 else "+" if core[at][1].endswith("+") else ""
    return f"{mantissa}E{sign}{str(abs(int(exponent))).rjust(digits, '0')}"


def _fraction(core: list[Token], value: float) -> str:
    """Whole part and nearest fraction (# ?/?), or a fraction alone (?/?)."""
    slash = core.index(("other", "/"))
    mixed = any(token == ("other", " ") for token in core[:slash])
    fixed = "".join(mark for _, mark in core[slash + 1 :] if mark.isdigit() and mark != "0")
    places = sum(kind == "place" for kind, _ in core[slash + 1 :])
    whole = int(value) if mixed else 0
    top, bottom = _nearest(value - whole, min(places, MAX_DENOMINATOR_DIGITS), fixed)
    if mixed and top == bottom:
        whole, top = whole + 1, 0
    if mixed and top == 0:
        return str(whole)
    return f"{whole} {top}/{bottom}" if whole else f"{top}/{bottom}"


def _nearest(value: float, places: int, fixed: str) -> tuple[int, int]:
    if fixed:
        return round(value * int(fixed)), int(fixed)
    best = (round(value), 1)
    limit = min(10 ** max(places, 1), 1000)
    for bottom in range(2, limit):
        top = round(value * bottom)
        if abs(value - top / bottom) < abs(value - best[0] / best[1]) - 1e-12:
            best = top, bottom
    return best


# Dates, times and durations behind serial numbers.

DAY = 86_400
MAC_EPOCH_SHIFT = 1462
"""Days between the 1904 and the 1900 date system."""

EPOCH = dt.date(1899, 12, 30).toordinal()
FALSE_LEAP_DAY = 60
"""29 February 1900: Excel's calendar has it, no other does."""

LAST_SERIAL = 2_958_465  # 9999-12-31
NOON = 12


def read_moment(section: Section, serial: float) -> tuple[str, str, float]:
    """Kind, text and number of a serial in a date, time or duration format.

    A date is written as ISO 8601, with the time of day where it has one; a time of day and a
    duration as the format writes them, their number in seconds.
    """
    if section.kind == "date":
        return "date", iso_date(serial), serial
    if section.kind == "time":
        serial -= serial // 1
    seconds = round(serial * DAY, 6)
    if seconds == int(seconds):
        seconds = float(int(seconds))
    return section.kind, _clock(section.tokens, seconds), seconds


def iso_date(serial: float) -> str:
    """``2025-05-03``, with ``08:30:00`` behind it where there is a time of day."""
    day, seconds = divmod(round(serial * DAY), DAY)
    if not 0 <= day <= LAST_SERIAL:
        return "#####"
    if day == 0:
        date = "1900-01-00"
    elif day == FALSE_LEAP_DAY:
        date = "1900-02-29"
    else:
        date = dt.date.fromordinal(EPOCH + day + (day < FALSE_LEAP_DAY)).isoformat()
    if not seconds:
        return date
    return f"{date} {seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def serial_of(iso: str) -> float | None:
    """The serial day of an ISO date or date and time, None for anything else."""
    try:
        moment = dt.datetime.fromisoformat(iso)
    except ValueError:
        return None
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1e6
    day = moment.toordinal() - EPOCH
    return day - (0 < day <= FALSE_LEAP_DAY) + seconds / DAY


def _clock(tokens: list[Token], seconds: float) -> str:
    """Hours, minutes and seconds as the tokens ask; tenths where the format has them."""
    decimals = max(
        (len(mark.partition(".")[2]) for kind, mark in tokens if kind == "moment"), default=0
    )
    minus = "-" if seconds < 0 else ""
    shows_seconds = any(mark.strip("[")[:1] in "sS" for kind, mark in tokens if kind != "literal")
    rest = round(abs(seconds), decimals)
    if not shows_seconds:
        rest = rest // 60 * 60
    afternoon = any(kind == "ampm" for kind, _ in tokens)
    return minus + "".join(_part(token, rest, decimals, afternoon) for token in tokens)


def _part(token: Token, seconds: float, decimals: int, afternoon: bool) -> str:  # noqa: FBT001
    kind, mark = token
    whole = int(seconds)
    if kind == "ampm":
        morning, _, evening = mark.partition("/")
        return evening if whole // 3600 % 24 >= NOON else morning
    if kind == "elapsed":
        unit = {"h": 3600, "m": 60, "s": 1}[mark[1].lower()]
        return str(whole // unit).rjust(len(mark) - 2, "0")
    if kind == "minute":
        return str(whole // 60 % 60).rjust(len(mark), "0")
    if kind != "moment":
        return literal(token)
    letter = mark[0].lower()
    if letter == "h":
        hour = whole // 3600 % 24
        return str((hour % 12 or 12) if afternoon else hour).rjust(len(mark), "0")
    places = len(mark.partition(".")[0])
    fraction = f"{seconds % 1:.{decimals}f}"[1:] if "." in mark else ""
    return str(whole % 60).rjust(places, "0") + fraction


# Number formats: what a stored number looks like to a person, and what kind of number it is.

# The signs of these formats are part of the file format (ECMA-376, part 1, 18.8.30), not words
# that a language could name otherwise.
_HALF_DAYS = "\u4e0a\u5348/\u4e0b\u5348"
_YEAR_MONTH = 'yyyy"\u5e74"m"\u6708"'
_MONTH_DAY = 'm"\u6708"d"\u65e5"'
_YEAR_MONTH_DAY = f'yyyy"\u5e74"{_MONTH_DAY}'
_CLOCK = 'h"\u65f6"mm"\u5206"'
_CLOCK_SECONDS = f'{_CLOCK}ss"\u79d2"'
BUILT_IN: dict[int, str] = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0', 6: '"¥"#,##0;"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00', 8: '"¥"#,##0.00;"¥"-#,##0.00',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: _YEAR_MONTH, 28: _MONTH_DAY, 29: _MONTH_DAY, 30: "m-d-yy", 31: _YEAR_MONTH_DAY,
    32: _CLOCK, 33: _CLOCK_SECONDS, 34: _HALF_DAYS + _CLOCK, 35: _HALF_DAYS + _CLOCK_SECONDS,
    36: _YEAR_MONTH,
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: "#,##0;-#,##0;-", 42: '"¥"#,##0;"¥"-#,##0;"¥"-',
    43: "#,##0.00;-#,##0.00;-", 44: '"¥"#,##0.00;"¥"-#,##0.00;"¥"-',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    50: _YEAR_MONTH, 51: _MONTH_DAY, 52: _YEAR_MONTH, 53: _MONTH_DAY, 54: _MONTH_DAY,
    55: _HALF_DAYS + _CLOCK, 56: _HALF_DAYS + _CLOCK_SECONDS, 57: _YEAR_MONTH, 58: _MONTH_DAY,
}  # fmt: skip
"""Formats that files name by number alone; those that follow the system's region as in China."""

GENERAL = "General"
MAX_CODE = 1_000
MAX_REMEMBERED = 10_000
FOR_ZERO = 2


class NumberFormat:
    """A format code, taken apart once and applied to many numbers.

    ``kind`` is that of the first section: number, percent, date, time, duration or text.
    """

    __slots__ = ("_cache", "code", "kind", "sections", "wraps_text")

    def __init__(self, code: str) -> None:
        self.code = code
        self.sections = split_sections(code)
        self.kind = self.sections[0].kind
        tokens = self.sections[-1].tokens
        self.wraps_text = len(tokens) > 1 and any(map(is_text_place, tokens))
        self._cache: dict[float, tuple[str, str, float]] = {}

    def read(self, value: float) -> tuple[str, str, float]:
        """Kind, text as shown, and number (time and duration in seconds) of a stored number."""
        known = self._cache.get(value)
        if known is None:
            if len(self._cache) > MAX_REMEMBERED:
                self._cache.clear()
            known = self._cache[value] = self._read(value)
        return known

    def text(self, value: str) -> str:
        """A text as shown: a text section may put words around it."""
        if not self.wraps_text:
            return value
        tokens = self.sections[-1].tokens
        return "".join(value if is_text_place(token) else literal(token) for token in tokens)

    def _read(self, value: float) -> tuple[str, str, float]:
        section, minus = self._section(value)
        if section.kind in ("date", "time", "duration"):
            return read_moment(section, value)
        shown = shown_number(section.tokens, abs(value))
        if minus and any(digit in shown for digit in "123456789"):
            shown = minus + shown
        kind = "percent" if section.kind == "percent" else "number"
        # A format such as ;;; hides the value; what is stored must not be lost in silence.
        return kind, shown.strip() or general(value), value

    def _section(self, value: float) -> tuple[Section, str | None]:
        """The section for a value, and the sign to set before its absolute value."""
        numeric = self.sections[:3]
        if any(section.condition for section in numeric):
            for section in numeric:
                if section.condition is None or section.condition(value):
                    return section, "-" if value < 0 else None
            return numeric[-1], "-" if value < 0 else None
        if value < 0 and len(numeric) > 1:
            return numeric[1], ""
        if value == 0 and len(numeric) > FOR_ZERO:
            return numeric[FOR_ZERO], None
        return numeric[0], "-" if value < 0 else None


@lru_cache(maxsize=4096)
def number_format(code: str) -> NumberFormat:
    """The format of a code; a code too long to be one, or empty, counts as General."""
    return NumberFormat(code if 0 < len(code) <= MAX_CODE else GENERAL)
