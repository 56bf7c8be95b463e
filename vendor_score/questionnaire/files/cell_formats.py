"""How the text of a cell looks: number formats and what they draw, struck words, symbol fonts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple, Self

__all__ = [
    "BUILT_IN",
    "DAY",
    "GENERAL",
    "MAC_EPOCH_SHIFT",
    "PLAIN",
    "UNKNOWN_SIGN",
    "Font",
    "NumberFormat",
    "RichText",
    "Section",
    "Token",
    "drawn",
    "general",
    "is_symbol_font",
    "is_text_place",
    "iso_date",
    "literal",
    "number_format",
    "read_moment",
    "serial_of",
    "shown_number",
    "sign",
    "sign_text",
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


# What a text looks like in its fonts: struck words apart, letters of symbol fonts as their signs.

UNKNOWN_SIGN = "\N{REPLACEMENT CHARACTER}"
"""Stands for a sign of a symbol font that is none of the usual marks, so that nothing is read."""

# By the letter's number in each font (Unicode's mappings, L2/11-149 and L2/12-368): boxes, ticks,
# crosses, circles, bullets. Several boxes and bullets share one character, since they say the same.
_WINGDINGS = {
    0x4A: "", 0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "☐", 0x70: "☐", 0x71: "☐", 0x72: "☐",
    0x73: "◆", 0x74: "◆", 0x75: "◆", 0x76: "◆", 0x77: "◆", 0x78: "☒", 0x9E: "·", 0x9F: "•",
    0xA1: "○", 0xA2: "○", 0xA3: "○", 0xA4: "●", 0xA5: "◎", 0xA7: "▪", 0xA8: "☐", 0xAB: "★",
    0xD8: "►", 0xE0: "→", 0xE8: "→", 0xF0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS |= {0x81 + n: chr(0x2460 + n) for n in range(10)}  # ① to ⑩
_WINGDINGS |= {0x8C + n: chr(0x2776 + n) for n in range(10)}  # ❶ to ❿
_WINGDINGS_2 = {
    0x2A: "☐", 0x30: "☐", 0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒",
    0x56: "✗", 0x58: "✗", 0x97: "●", 0x98: "●", 0x9A: "○", 0x9E: "○", 0xA1: "■", 0xA2: "■",
    0xA3: "☐", 0xA4: "☐", 0xA5: "☐",
}  # fmt: skip
_WEBDINGS = {
    0x3D: "●", 0x61: "✓", 0x63: "☐", 0x67: "■", 0x6E: "●", 0x72: "✗", 0x78: "✗",
}  # fmt: skip
_SYMBOL = {
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "-", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥",
    0x60: "‾", 0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB2: "″",
    0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD6: "√",
}  # fmt: skip
# Its digits and stops are those of any font; its letters are Greek ones.
_SYMBOL = {point: chr(point) for point in range(0x21, 0x40)} | _SYMBOL
_SYMBOL |= {point: chr(point) for point in map(ord, "[]_{|}~")}
_SYMBOL |= dict(enumerate("ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", start=0x41))
_SYMBOL |= dict(enumerate("αβχδεφγηιϕκλμνοπθρστυϖωξψζ", start=0x61))
_MARLETT = {0x61: "✓", 0x62: "✓", 0x69: "●", 0x6E: "■", 0x72: "✗"}
_ZAPF_DINGBATS = {
    0x33: "✓", 0x34: "✓", 0x35: "✗", 0x36: "✗", 0x37: "✗", 0x38: "✗", 0x6C: "●", 0x6D: "○",
    0x6E: "■", 0x6F: "☐", 0x70: "☐", 0x71: "☐", 0x72: "☐",
}  # fmt: skip
_SIGNS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": dict[int, str](),
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
    "marlett": _MARLETT,
    "zapf dingbats": _ZAPF_DINGBATS,
    "zapfdingbats": _ZAPF_DINGBATS,
    "itc zapf dingbats": _ZAPF_DINGBATS,
}
_PRIVATE = range(0xF000, 0xF100)
"""Where Office keeps the characters of symbol fonts (ECMA-376 part 1, 17.3.3.30)."""
_LETTERS = range(0x21, 0x100)


class Font(NamedTuple):
    """What matters of a font: whether its words are struck through, and which letters it draws."""

    struck: bool = False
    name: str = ""


PLAIN = Font()


class RichText(str):
    """A text written in several fonts; a run without a font of its own has that of the cell."""

    __slots__ = ("runs",)
    runs: tuple[tuple[str, Font | None], ...]

    def __new__(cls, runs: list[tuple[str, Font | None]]) -> Self:
        text = super().__new__(cls, "".join(words for words, _ in runs))
        text.runs = tuple(runs)
        return text


def drawn(text: str, font: Font = PLAIN) -> tuple[str, str]:
    """The words that hold and those struck out, as a person sees them.

    Parameters
    ----------
    text
        A plain text or a `RichText`.
    font
        The cell's own, which runs without one share.

    Returns
    -------
    tuple of str
        What is left when the struck words are taken out; and the struck words.

    Examples
    --------
    >>> drawn(RichText([("3", Font(struck=True)), ("5 years", None)]))
    ('5 years', '3')
    >>> drawn("R", Font(name="Wingdings 2"))
    ('☑', '')
    """
    runs = text.runs if isinstance(text, RichText) else ((text, None),)
    kept: list[str] = []
    struck: list[str] = []
    for words, own in runs:
        has = font if own is None else own
        (struck if has.struck else kept).append(sign_text(words, has.name))
    return "".join(kept), "".join(struck)


def is_symbol_font(font: str | None) -> bool:
    """Whether letters in this font are signs and no letters."""
    return font is not None and _signs_of(font) is not None


def sign_text(text: str, font: str | None) -> str:
    """A text typed in a font, with the signs of symbol fonts as plain characters.

    Examples
    --------
    >>> sign_text("þ", "Wingdings"), sign_text("15 s", "Arial")
    ('☑', '15 s')
    """
    signs = _signs_of(font) if font else None
    if signs is not None:
        return "".join(_drawn_letter(letter, signs) for letter in text)
    if text.isascii() or not any(ord(letter) in _PRIVATE for letter in text):
        return text
    # The private area is used by symbol fonts alone, and Wingdings is the usual one.
    return "".join(_drawn_letter(c, _WINGDINGS) if ord(c) in _PRIVATE else c for c in text)


def sign(font: str | None, code: int) -> str:
    """The character that a font draws for a code, as Word's ``w:sym`` names them.

    Parameters
    ----------
    font
        Name of the font; a private character of another one is taken for Wingdings.
    code
        The stored code, with or without the offset of private characters (0xF000).

    Returns
    -------
    str
        One character; ``UNKNOWN_SIGN`` where the table has none.

    Examples
    --------
    >>> sign("Wingdings", 0xF0FE), sign("Wingdings 2", 0x52), sign("Symbol", 0xB3)
    ('☑', '☑', '≥')
    >>> sign("MS Gothic", 0x2612)
    '☒'
    """
    signs = _signs_of(font or "")
    return _drawn_letter(chr(code), _WINGDINGS if signs is None else signs)


@lru_cache(maxsize=256)
def _signs_of(font: str) -> dict[int, str] | None:
    """The signs of a symbol font by the letter's number; None for a font of letters."""
    return _SIGNS.get(font.strip().lower())


def _drawn_letter(letter: str, signs: dict[int, str]) -> str:
    point = ord(letter) & 0xFF if ord(letter) in _PRIVATE else ord(letter)
    if point not in _LETTERS:  # spaces, and characters that the font has not, drawn in another
        return " " if ord(letter) in _PRIVATE else letter
    return signs.get(point, UNKNOWN_SIGN)
