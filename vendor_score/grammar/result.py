"""What a small parser hands back: a value with its flags, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Result", "no_value", "unreadable"]


@dataclass(frozen=True, slots=True)
class Result:
    """The fields of a reading that the parsers fill; ``reason`` where the answer was not read.

    ``words`` are those that were not understood.
    """

    low: float | None = None
    high: float | None = None
    unit: str | None = None
    flags: frozenset[str] = frozenset()
    items: tuple[str, ...] | None = None
    parts: tuple[float, ...] | None = None
    within_s: float | None = None
    industry_delta_pct: float | None = None
    commission_pct: float | None = None
    reason: str | None = None
    words: str | None = None


def no_value(*flags: str) -> Result:
    """An answer without a value."""
    return Result(flags=frozenset(flags))


def unreadable(reason: str, words: str | None = None) -> Result:
    """An answer that could not be read, and why."""
    return Result(flags=frozenset({"unreadable"}), reason=reason, words=words)
