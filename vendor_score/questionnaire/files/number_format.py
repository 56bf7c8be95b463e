"""Number formats: what a stored number looks like to a person, and what kind of number it is.

Format codes are those of ECMA-376 part 1, 18.8.30/31 and of Excel's help: up to four sections,
conditions, colours, currencies, literal text, placeholders, dates, times and elapsed times.
"""

from __future__ import annotations

from functools import lru_cache

from vendor_score.questionnaire.files.format_tokens import (
    Section,
    is_text_place,
    literal,
    split_sections,
)
from vendor_score.questionnaire.files.moments import read_moment
from vendor_score.questionnaire.files.placeholders import general, shown_number

__all__ = ["BUILT_IN", "GENERAL", "NumberFormat", "number_format"]

BUILT_IN: dict[int, str] = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0', 6: '"¥"#,##0;"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00', 8: '"¥"#,##0.00;"¥"-#,##0.00',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: "#,##0;-#,##0;-", 42: '"¥"#,##0;"¥"-#,##0;"¥"-',
    43: "#,##0.00;-#,##0.00;-", 44: '"¥"#,##0.00;"¥"-#,##0.00;"¥"-',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"',
    54: 'm"月"d"日"', 55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
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
