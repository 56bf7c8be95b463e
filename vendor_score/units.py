"""Units: one table of the units that answers come in, and their conversion."""

from __future__ import annotations

from typing import Final

__all__ = ["SECONDS", "UNITLESS", "convert", "is_convertible"]

SECONDS: Final = {
    "s": 1.0,
    "min": 60.0,
    "h": 3_600.0,
    "days": 86_400.0,
    "weeks": 604_800.0,
    "months": 2_629_800.0,  # 30.4375 days, a twelfth of a Julian year
    "years": 31_557_600.0,
}
UNITLESS: Final = frozenset({None, "", "count"})
"""A plain count fits a criterion that counts anything: seats, shops, cases."""


def convert(value: float, unit: str | None, into: str | None) -> float:
    """``value`` of one unit in another. Raises ValueError where there is no conversion.

    Durations convert among themselves, scores by their scale (4.5 of ``/5`` is 9 of ``/10``).
    """
    if unit == into or unit in UNITLESS or into in UNITLESS:
        return value
    if unit in SECONDS and into in SECONDS:
        return _exact(value * SECONDS[unit] / SECONDS[into])
    ours, theirs = _scale_end(unit), _scale_end(into)
    if ours and theirs:
        return _exact(value * theirs / ours)
    raise ValueError(f"no conversion from {unit} to {into}")


def is_convertible(unit: str | None, into: str | None) -> bool:
    """Whether a number of one unit can be compared with one of the other."""
    try:
        convert(1.0, unit, into)
    except ValueError:
        return False
    return True


def _scale_end(unit: str | None) -> float | None:
    """5 for ``/5``, None for anything that is no scale of points."""
    if unit is None or not unit.startswith("/"):
        return None
    try:
        end = float(unit[1:])
    except ValueError:
        return None
    return end if 0 < end < float("inf") else None


def _exact(value: float) -> float:
    """``value`` without the dust of a division, so that 0.1 h is 360 s and meets ``<= 360 s``."""
    return float(f"{value:.15g}")
