"""Units: one table of the units that answers come in, and their conversion."""

from __future__ import annotations

__all__ = ["SECONDS", "convert"]

SECONDS = {
    "s": 1.0,
    "min": 60.0,
    "h": 3_600.0,
    "days": 86_400.0,
    "weeks": 604_800.0,
    "months": 2_629_800.0,  # 30.4375 days, a twelfth of a Julian year
    "years": 31_557_600.0,
}


def convert(value: float, unit: str | None, into: str | None) -> float:
    """``value`` of one unit in another. Raises ValueError where there is no conversion."""
    if unit == into or unit is None or into is None:
        return value
    if unit in SECONDS and into in SECONDS:
        return value * SECONDS[unit] / SECONDS[into]
    raise ValueError(f"no conversion from {unit} to {into}")
