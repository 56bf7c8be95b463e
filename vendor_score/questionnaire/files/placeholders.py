"""Numbers written by placeholders: digits, decimals, thousands, percent, powers, fractions."""

from __future__ import annotations

from vendor_score.questionnaire.files.format_tokens import Token, is_text_place, literal

__all__ = ["general", "shown_number"]

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
