"""Units: one table of the units that answers come in, their names, and their conversion."""

from __future__ import annotations

__all__ = ["NAMES", "SECONDS", "convert", "known_unit"]

SECONDS = {
    "s": 1.0,
    "min": 60.0,
    "h": 3_600.0,
    "days": 86_400.0,
    "weeks": 604_800.0,
    "months": 2_629_800.0,  # 30.4375 days, a twelfth of a Julian year
    "years": 31_557_600.0,
}
# The names under which a unit stands in criteria.yaml and in the brackets of a header.
NAMES: dict[str, tuple[str, ...]] = {
    "s": ("秒", "秒钟", "sec", "secs", "second", "seconds"),
    "min": ("分", "分钟", "mins", "minute", "minutes"),
    "h": ("小时", "时", "hr", "hrs", "hour", "hours"),
    "days": ("天", "日", "工作日", "d", "day"),
    "weeks": ("周", "星期", "week"),
    "months": ("月", "个月", "month"),
    "years": ("年", "year", "yr", "yrs"),
    "h/day": (
        "小时/天", "小时/日", "hours/day", "h per day", "hours per day", "hours a day", "时/天", "h/d",
        "小时每天",
    ),
    "%": ("percent", "pct", "百分比", "％", "per cent"),
}  # fmt: skip
_BY_NAME = {name: unit for unit, names in NAMES.items() for name in (unit, *names)}


def known_unit(name: str | None) -> str | None:
    """The unit that ``name`` stands for (秒, Minutes, h/day, %), None for one without conversion."""
    return None if name is None else _BY_NAME.get(name.strip().lower())


def convert(value: float, unit: str | None, into: str | None) -> float:
    """``value`` of one unit in another. Raises ValueError where there is no conversion."""
    if unit == into or unit is None or into is None:
        return value
    if unit in SECONDS and into in SECONDS:
        return value * SECONDS[unit] / SECONDS[into]
    raise ValueError(f"no conversion from {unit} to {into}")
