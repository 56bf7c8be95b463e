"""The example beside a question: an answer that fits it, from its anchors, target and must."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vendor_score.kinds.base import Kind
from vendor_score.kinds.rules import Rule
from vendor_score.kinds.value_functions import ItemPoints, OptionPoints, ValueFunction, YesNoPoints
from vendor_score.records import Limits, Option

__all__ = ["Aims", "example_answer"]

_MIDDLING = 0.75  # of the most points: a good answer, neither boast nor confession
_BEYOND = 0.1  # how far an example stays from a bound that is itself excluded
_ITEMS = 2
_MANY = 3  # so many hours or days are written without a fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class Aims:
    """What a criterion says of good answers; ``options`` are those of its kind, in file order."""

    value: ValueFunction | None = None
    target: Rule | None = None
    must: Rule | None = None
    possible: Limits | None = None
    plausible: Limits | None = None
    options: tuple[Option, ...] = ()

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that an example keeps; the must knocks out, so it is kept last."""
        return tuple(rule for rule in (self.target, self.must) if rule is not None)


def example_answer(kind: Kind, aims: Aims) -> float | tuple[str, ...] | None:
    """A credible answer that does its writer no harm.

    Parameters
    ----------
    kind : Kind
        Of the criterion.
    aims : Aims
        Its anchors, rules and limits.

    Returns
    -------
    float or tuple of str or None
        A figure in the criterion's unit, or ids of options (``yes``, ``no``); None where nothing
        is known of good answers: then no option may be praised, least of all a yes.
    """
    if kind.is_judged:
        return None
    if kind.is_number:
        return _figure(kind, aims)
    if kind.rule_operands == "yes_no":
        return _yes_or_no(aims)
    return _options(kind, aims) if kind.options_key else None


def _figure(kind: Kind, aims: Aims) -> float | None:
    # Anchors of a count are few whole numbers: its example is the count that was asked for, six.
    share = 1.0 if kind.is_whole else _MIDDLING
    figure = _by_anchors(aims.value, share)
    if figure is None:
        figure = next((_inside(rule) for rule in aims.rules if rule.is_numeric), None)
    if figure is None:
        figure = _between(aims.plausible)
    if figure is None:
        return None
    for limits in (aims.plausible, aims.possible):
        figure = _within(figure, limits)
    is_whole = kind.is_whole or (kind.is_duration and figure >= _MANY)
    figure = _rounded(figure, aims, whole=is_whole)
    for rule in aims.rules:
        if rule.is_numeric and not rule.allows(figure):
            figure = _inside(rule)
    return figure


def _by_anchors(value: ValueFunction | None, share: float) -> float | None:
    """The answer next to the worse ones that earns ``share`` of the most points."""
    anchors = value.anchors if value is not None else None
    if anchors is None:
        return None
    most, least = (f(points for _, points in anchors.at) for f in (max, min))
    if most <= least:
        return None
    low, high = anchors.at_least(least + share * (most - least))[0]
    if math.isfinite(low) and math.isfinite(high):  # in the middle is best
        return (low + high) / 2
    return low if math.isfinite(low) else high


def _inside(rule: Rule) -> float:
    """A figure that meets a rule over numbers: its bound, where the bound itself is allowed."""
    bounds = [float(operand) for operand in rule.operands]
    match rule.form:
        case "<" | ">":
            step = abs(bounds[0]) * _BEYOND or 1.0
            return bounds[0] - step if rule.form == "<" else bounds[0] + step
        case "<=" | ">=":
            return bounds[0]
        case _:
            return sum(bounds) / len(bounds)


def _between(limits: Limits | None) -> float | None:
    """A usual size: the geometric mean of what is plausible, since prices spread by factors."""
    low, high = limits or (None, None)
    if low is None or high is None:
        return None if low is None and high is None else low if high is None else high
    return math.sqrt(low * high) if low > 0 else low + (high - low) / 3


def _within(figure: float, limits: Limits | None) -> float:
    low, high = limits or (None, None)
    return min(max(figure, -math.inf if low is None else low), math.inf if high is None else high)


def _rounded(figure: float, aims: Aims, *, whole: bool) -> float:
    """In two digits where that still keeps rules and limits, as people write figures."""
    if figure == 0:
        return 0.0
    digits = 1 - math.floor(math.log10(abs(figure)))
    for more in range(3):
        written = round(figure, max(digits + more, 0) if whole else digits + more)
        written = float(round(written)) if whole else written
        kept = all(
            _within(written, limits) == written for limits in (aims.plausible, aims.possible)
        )
        if kept and all(rule.allows(written) for rule in aims.rules if rule.is_numeric):
            return written
    return figure


def _yes_or_no(aims: Aims) -> tuple[str, ...] | None:
    for rule in reversed(aims.rules):
        if set(rule.operands) <= {"yes", "no"}:
            return (str(rule.operands[0]),)
    if not isinstance(aims.value, YesNoPoints) or aims.value.yes == aims.value.no:
        return None
    return ("no",) if aims.value.low_is_good else ("yes",)


def _options(kind: Kind, aims: Aims) -> tuple[str, ...] | None:
    known = [option.id for option in aims.options]
    if kind.takes_several:
        return _items(aims, known)
    allowed = _named(aims.rules, known)
    if isinstance(aims.value, OptionPoints):
        at = aims.value.at
        return (max(allowed or known, key=lambda name: at.get(name, 0.0)),)
    return tuple(allowed[:1]) or None


def _items(aims: Aims, known: Sequence[str]) -> tuple[str, ...] | None:
    """Those that must be held, then those that add most; of a family one."""
    chosen = [str(item) for rule in aims.rules for item in rule.operands if item in known]
    chosen = list(dict.fromkeys(chosen))
    value = aims.value
    if not isinstance(value, ItemPoints):
        return tuple(chosen or known[:_ITEMS]) or None
    while len(chosen) < _ITEMS:
        now = value.points_for(chosen)
        gains = {id: value.points_for([*chosen, id]) - now for id in known if id not in chosen}
        best = max(gains, key=gains.__getitem__, default=None)
        if best is None or gains[best] <= 0:
            break
        chosen.append(best)
    return tuple(chosen) or None


def _named(rules: Iterable[Rule], known: Sequence[str]) -> list[str]:
    """The options that all rules allow; none where they name none together."""
    allowed = list(known)
    named = False
    for rule in rules:
        kept = [id for id in allowed if id in rule.operands]
        if kept:
            allowed, named = kept, True
    return allowed if named else []
