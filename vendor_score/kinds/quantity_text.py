"""Numbers, bounds and lengths of time as people write them, so that they read back the same."""

from __future__ import annotations

from decimal import Decimal

from vendor_score.records import Reading
from vendor_score.units import SECONDS
from vendor_score.wording import Lang, has, text

__all__ = ["digits", "plain_number", "span", "time_text"]

_MANY_SECONDS = 600


def digits(value: float) -> str:
    """With thousands separators, without exponent or needless digits."""
    written = f"{Decimal(repr(float(value))):,f}".removesuffix(".0")
    whole, _, decimals = written.partition(".")
    # Three decimals could be taken for a group of thousands: 1.234 is written 1.2340.
    return f"{whole}.{decimals}0" if len(decimals) == 3 else written  # noqa: PLR2004


def span(reading: Reading, lang: Lang, factor: float = 1.0) -> str:
    """Bounds, stretch or number, before its unit; both ends are divided by ``factor``."""
    low, high = reading.low, reading.high

    def about(value: float) -> str:
        figure = digits(value / factor)
        return text("reading.about", lang, figure=figure) if "approx" in reading.flags else figure

    if low is None and high is not None:
        return f"≤{about(high)}"
    if high is None and low is not None:
        return f"≥{about(low)}"
    if low is None or high is None or low == high:
        return about(low or 0.0)
    return f"{about(low)}–{digits(high / factor)}"


def time_text(reading: Reading, lang: Lang) -> str:
    """Seconds up to ten minutes, then in the largest unit that keeps the numbers whole."""
    unit, factor = reading.unit or "s", 1.0
    if unit == "s":
        ends = [v for v in (reading.low, reading.high) if v is not None]
        for larger in ("h", "min"):
            if min(ends) >= _MANY_SECONDS and all(v % SECONDS[larger] == 0 for v in ends):
                unit, factor = larger, SECONDS[larger]
                break
    return text(f"reading.time.{unit}", lang, figure=span(reading, lang, factor))


def plain_number(reading: Reading, lang: Lang) -> str:
    """A number with its unit, or the year of a founding."""
    if reading.unit == "founding_year":
        return text("reading.founded", lang, year=f"{reading.low:.0f}")
    if has(f"reading.time.{reading.unit}"):
        return time_text(reading, lang)
    return span(reading, lang) + ("%" if reading.unit == "%" else "")
