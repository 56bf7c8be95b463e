"""Units: one table of the units that answers come in, their names, and their conversion."""

from __future__ import annotations

from typing import Final

__all__ = ["NAMES", "SECONDS", "UNITLESS", "convert", "known_unit"]

SECONDS: Final = {
    "s": 1.0,
    "min": 60.0,
    "h": 3_600.0,
    "days": 86_400.0,
    "weeks": 604_800.0,
    "months": 2_629_800.0,  # 30.4375 days, a twelfth of a Julian year
    "years": 31_557_600.0,
}
# The names under which a unit stands in criteria.yaml and in the brackets of a header.
NAMES: Final[dict[str, tuple[str, ...]]] = {
    "s": ("秒", "秒钟", "sec", "secs", "second", "seconds"),
    "min": ("分", "分钟", "mins", "minute", "minutes"),
    "h": ("小时", "时", "hr", "hrs", "hour", "hours"),
    "days": ("天", "日", "工作日", "d", "day"),
    "weeks": ("周", "星期", "week"),
    "months": ("月", "个月", "month"),
    "years": ("年", "year", "yr", "yrs"),
    "h/day": (
        "小时/天", "小时/日", "小时每天", "时/天",
        "hours/day", "h per day", "hours per day", "hours a day", "h/d",
    ),
    "%": ("percent", "pct", "百分比", "％", "per cent"),
}  # fmt: skip
UNITLESS: Final = frozenset({None, "", "count"})
"""A plain count fits a criterion that counts anything: seats, shops, cases."""
_BY_NAME = {name: unit for unit, names in NAMES.items() for name in (unit, *names)}


def known_unit(name: str | None) -> str | None:
    """The unit that ``name`` stands for (秒, Minutes, %), None for one without conversion."""
    return None if name is None else _BY_NAME.get(name.strip().lower())


def convert(value: float, unit: str | None, into: str | None) -> float:
    """``value`` of one unit in another. Raises ValueError where there is no conversion.

    Durations convert among themselves, scores by their scale (4.5 of ``/5`` is 9 of ``/10``); hours
    are hours a day where these are asked for.
    """
    if unit == into or unit in UNITLESS or into in UNITLESS:
        return value
    if unit in SECONDS and into in SECONDS:
        return _without_dust(value * SECONDS[unit] / SECONDS[into])
    if into == "h/day" and unit in ("h", "min"):
        return _without_dust(value * SECONDS[unit] / SECONDS["h"])
    ours, theirs = _scale_end(unit), _scale_end(into)
    if ours and theirs:
        return _without_dust(value * theirs / ours)
    raise ValueError(f"no conversion from {unit} to {into}")


def _scale_end(unit: str | None) -> float | None:
    """5 for ``/5``, None for anything that is no scale of points."""
    if unit is None or not unit.startswith("/"):
        return None
    try:
        end = float(unit[1:])
    except ValueError:
        return None
    return end if 0 < end < float("inf") else None


def _without_dust(value: float) -> float:
    """Without what a division leaves in the last digit: 0.1 h is 360 s and meets ``<= 360 s``."""
    return float(f"{value:.15g}")
