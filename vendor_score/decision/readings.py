"""Readings made comparable: money on the criterion's own basis, currency and tax, or not at all."""

from __future__ import annotations

from dataclasses import replace

from vendor_score.criteria.model import Criterion
from vendor_score.kinds.scale import FOUNDING_YEAR
from vendor_score.records import Reading
from vendor_score.wording import Label, both

__all__ = ["NotComparableError", "comparable", "in_own_unit", "money_unit", "numbers"]


class NotComparableError(ValueError):
    """A reading that this criterion cannot score; ``code`` is the finding that says why."""

    def __init__(self, code: str, *, found: str, expected: str | Label) -> None:
        super().__init__(code)
        self.code, self.found, self.expected = code, found, expected


def comparable(criterion: Criterion, reading: Reading) -> Reading:
    """The reading as this criterion measures it.

    Raises NotComparableError for money on another basis, in another currency, with other tax, or
    with a commission on top.
    """
    if not criterion.kind.is_price:
        return reading
    _check_price(criterion, reading)
    return replace(reading, unit=criterion.unit)


def money_unit(criterion: Criterion) -> str | None:
    """Currency and basis as readings write them: ``CNY/seat/month``."""
    if criterion.unit and criterion.basis and "/" not in criterion.unit:
        return f"{criterion.unit}/{criterion.basis}"
    return criterion.unit


def numbers(criterion: Criterion, reading: Reading) -> tuple[float, float]:
    """Both ends in the criterion's unit; an open side closes at its natural limit or the bound.

    Raises ValueError where the reading holds no number or its unit has no conversion.
    """
    return criterion.scale.closed(reading)


def in_own_unit(
    criterion: Criterion, reading: Reading
) -> tuple[float | None, float | None, str | None]:
    """Both ends as people are shown them, an open side as None, with their unit.

    In the criterion's unit where the reading converts to it, else as it was read.
    """
    if criterion.kind.is_price or reading.low is reading.high is None:
        return reading.low, reading.high, reading.unit or criterion.unit
    try:
        low, high = criterion.scale.interval(reading)
    except ValueError:
        return reading.low, reading.high, reading.unit
    is_turned = reading.unit == FOUNDING_YEAR
    open_low, open_high = (reading.high, reading.low) if is_turned else (reading.low, reading.high)
    return (
        None if open_low is None else low,
        None if open_high is None else high,
        criterion.unit or reading.unit,
    )


def _check_price(criterion: Criterion, reading: Reading) -> None:
    """Compared never across bases, currencies or tax; what is free is free on any basis."""
    expected, found = money_unit(criterion), reading.unit or ""
    if reading.low == reading.high == 0 and "/" not in found:
        return
    if reading.commission_pct:
        found = f"{found} + {reading.commission_pct:g}%"
    if expected and found and found != expected:
        raise NotComparableError("other-basis", found=reading.text or found, expected=expected)
    other_tax = {"included": "tax_excluded", "excluded": "tax_included"}.get(criterion.tax or "")
    if other_tax in reading.flags:
        told = both(f"terms.tax.{criterion.tax}")
        raise NotComparableError("other-tax", found=reading.text, expected=told)
