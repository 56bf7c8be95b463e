"""The scale that a number stands on: its unit, and where the scale itself ends."""

from __future__ import annotations

import math
from dataclasses import dataclass

from vendor_score.records import Reading
from vendor_score.units import SECONDS, convert

__all__ = ["FOUNDING_YEAR", "Scale"]

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
