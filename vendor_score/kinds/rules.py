"""The scale that a number stands on, and the rules on it: musts and targets."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal, get_args

from vendor_score.records import Reading
from vendor_score.units import SECONDS, convert, known_unit

__all__ = ["FOUNDING_YEAR", "Rule", "RuleForm", "Scale", "parse_rule"]

FOUNDING_YEAR = "founding_year"
_HOURS_A_DAY = "h/day"
_NATURAL_ENDS: dict[str | None, float | None] = {"%": 100.0, _HOURS_A_DAY: 24.0}


@dataclass(frozen=True, slots=True)
class Scale:
    """The unit of a criterion's numbers, the natural ends of their scale where it has them (0,
    100 %, ``out_of``, 24 h a day), and the year from which a founding year is counted back.
    """

    unit: str | None = None
    low: float | None = None
    high: float | None = None
    reference_year: int | None = None

    @classmethod
    def of(
        cls,
        unit: str | None,
        *,
        starts_at_zero: bool,
        end: float | None = None,
        reference_year: int | None = None,
    ) -> Scale:
        """The scale in ``unit`` with its natural ends: 100 %, 24 h a day, else ``end``."""
        from_zero = starts_at_zero or unit == _HOURS_A_DAY or unit in SECONDS
        low = 0.0 if from_zero else None
        return cls(unit, low, _NATURAL_ENDS.get(unit, end), reference_year)

    def interval(self, reading: Reading) -> tuple[float, float]:
        """The reading in this unit; an open side ends at the natural end, else at infinity.

        Raises ValueError for a reading without a value, in a unit that cannot be converted, or
        for a company founded after the reference date.
        """
        low, high = self._converted(reading)
        if low is None and high is None:
            raise ValueError("no value")
        if low is None:
            low = -math.inf if self.low is None else self.low
            low = min(low, high) if high is not None else low
        if high is None:
            high = max(math.inf if self.high is None else self.high, low)
        return low, high

    def closed(self, reading: Reading) -> tuple[float, float]:
        """As `interval`, but a side that stays open closes at the bound itself."""
        low, high = self.interval(reading)
        return (high if math.isinf(low) else low), (low if math.isinf(high) else high)

    def _converted(self, reading: Reading) -> tuple[float | None, float | None]:
        if reading.unit == FOUNDING_YEAR:
            return self._age(reading.high), self._age(reading.low)
        return self._into_unit(reading.low, reading), self._into_unit(reading.high, reading)

    def _into_unit(self, value: float | None, reading: Reading) -> float | None:
        return None if value is None else convert(value, reading.unit, self.unit)

    def _age(self, year: float | None) -> float | None:
        """Years from a founding year to the reference date."""
        if year is None:
            return None
        if self.reference_year is None or self.unit not in (None, *SECONDS):
            raise ValueError("a founding year where no years are asked")
        if (age := self.reference_year - year) < 0:
            raise ValueError("founded after the reference date")
        return convert(age, "years", self.unit)


RuleForm = Literal["<=", "<", ">=", ">", "==", "in", "has"]
_FORMS = "|".join(sorted(get_args(RuleForm), key=len, reverse=True))
_RULE = re.compile(rf"\s*({_FORMS})(?![<>=])\s*(.*\S)\s*", re.DOTALL)
_NUMBER = re.compile(r"([-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?)\s*(.*)", re.DOTALL)
_SAME = str.maketrans({"≤": "<=", "≥": ">=", "≦": "<=", "≧": ">=", "＝": "=", "＜": "<", "＞": ">"})
_DIGITS = 9  # as ranks: a bound is met if it is met to nine decimals


@dataclass(frozen=True, slots=True)
class Rule:
    """``<= 300``, ``>= 3``, ``== yes``, ``in [a, b]`` or ``has ISO27001``.

    ``operands`` are numbers (in ``unit``), option or item ids, or "yes"/"no". ``in`` takes an
    interval of numbers (its ends included) or a set of options, ``has`` the items that must all
    be held. ``natural_low``, ``natural_high`` are the ends of the scale itself.
    """

    text: str
    form: RuleForm
    operands: tuple[str | float, ...]
    unit: str | None = None
    natural_low: float | None = None
    natural_high: float | None = None
    reference_year: int | None = None

    @property
    def is_numeric(self) -> bool:
        return all(isinstance(operand, float) for operand in self.operands)

    def holds(self, reading: Reading) -> bool:
        """Whether every point of the reading meets the rule; an open side has no end.

        Raises ValueError for a reading without a value or of another unit.
        """
        if self.is_numeric:
            return self._holds_for_numbers(reading)
        if self.operands in (("yes",), ("no",)) and reading.items is None:
            wanted = 1.0 if self.operands == ("yes",) else 0.0
            return _some(reading.low) == wanted == _some(reading.high)
        return self._holds_for_items(reading.items)

    def allows(self, answer: float) -> bool:
        """Whether one exact number in ``unit`` meets the rule."""
        return self._meets(answer, answer)

    def _holds_for_numbers(self, reading: Reading) -> bool:
        scale = Scale(self.unit, self.natural_low, self.natural_high, self.reference_year)
        return self._meets(*scale.interval(reading))

    def _meets(self, low: float, high: float) -> bool:
        low, high = round(low, _DIGITS), round(high, _DIGITS)
        bounds = [round(float(operand), _DIGITS) for operand in self.operands]
        match self.form:
            case "<=":
                return high <= bounds[0]
            case "<":
                return high < bounds[0]
            case ">=":
                return low >= bounds[0]
            case ">":
                return low > bounds[0]
            case _:
                return bounds[0] <= low and high <= bounds[-1]

    def _holds_for_items(self, items: tuple[str, ...] | None) -> bool:
        if items is None:
            raise ValueError("no value")
        if self.form == "has":
            return all(operand in items for operand in self.operands)
        return bool(items) and all(item in self.operands for item in items)


def _some(value: float | None) -> float:
    if value is None:
        raise ValueError("no value")
    return value


def parse_rule(
    text: str, *, unit: str | None = None, names: bool = False, ordered: bool = False
) -> Rule:
    """Read a rule as written in criteria.yaml. Raises ValueError for text that is none.

    Numbers may carry a unit that converts to ``unit``: ``<= 5 min`` where ``unit`` is ``s``. With
    ``names``, operands are names of options or items even where they look like numbers; with
    ``ordered`` the names have an order, so that bounds may name them too.
    """
    match = _RULE.fullmatch(text.translate(_SAME))
    if not match:
        raise ValueError("no rule")
    form: RuleForm = match[1]  # type: ignore[assignment]
    parts = _parts(form, match[2])
    operands = tuple(parts) if names else tuple(_operand(part, unit) for part in parts)
    _check_operands(form, operands, ordered=ordered)
    return Rule(text=text.strip(), form=form, operands=operands, unit=unit)


def _parts(form: RuleForm, written: str) -> list[str]:
    is_bracketed = written.startswith("[") and written.endswith("]")
    if form == "in" and not is_bracketed:
        raise ValueError("in takes a list in brackets")
    if form not in ("in", "has"):
        return [written]
    inner = written[1:-1] if is_bracketed else written
    return [part.strip().strip("'\"") for part in re.split("[,，]", inner)]


def _operand(written: str, unit: str | None) -> str | float:
    number = _NUMBER.fullmatch(written)
    if not number:
        return written
    own = known_unit(number[2]) or number[2].strip()
    if not own:
        return float(number[1])
    if unit is not None and (own == unit or f"/{own.lstrip('/ ')}" == unit):
        return float(number[1])
    try:
        return convert(float(number[1]), own, unit) if unit else written
    except ValueError:
        return written


def _check_operands(form: RuleForm, operands: tuple[str | float, ...], *, ordered: bool) -> None:
    numbers = [operand for operand in operands if isinstance(operand, float)]
    if any(operand == "" for operand in operands):
        raise ValueError("an empty operand")
    if numbers and len(numbers) < len(operands):
        raise ValueError("numbers and words in one rule")
    if form in ("<=", "<", ">=", ">") and not numbers and not ordered:
        raise ValueError("a bound is a number")
    if form == "in" and numbers and (len(numbers) != 2 or numbers[0] > numbers[1]):  # noqa: PLR2004
        raise ValueError("an interval is [lower, upper]")
    if form == "has" and numbers:
        raise ValueError("has takes the names of items")
