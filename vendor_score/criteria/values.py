"""Value forms as written -> value functions, where they fit the kind of answer."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from vendor_score.criteria.fields import ANCHORED
from vendor_score.kinds.scale import Scale
from vendor_score.kinds.value_functions import (
    MOST,
    Anchors,
    ItemPoints,
    LevelPoints,
    OptionPoints,
    Points,
    ValueFunction,
    YesNoPoints,
)
from vendor_score.kinds.value_types import POINTS_KINDS, Level, OptionForm, ValueForm
from vendor_score.records import AnswerKind
from vendor_score.schema.problems import nearest, shown
from vendor_score.schema.schema_types import Fields, Location
from vendor_score.schema.yaml_nodes import ScalarNode, SequenceNode

__all__ = ["value_function"]


def value_function(fields: Fields, kind: AnswerKind, scale: Scale) -> ValueFunction | None:
    """The leaf's value function; None where it has none, or a wrong one that is noted."""
    match kind:
        case AnswerKind.CHOICE:
            points = _option_points(fields, "options")
            return OptionPoints(points) if points else None
        case AnswerKind.LIST:
            return _item_points(fields)
        case AnswerKind.JUDGED:
            return _level_points(fields)
    form: ValueForm | None = fields.get("value")
    if form is None or kind not in ANCHORED | {AnswerKind.YES_NO}:
        return None
    if kind == AnswerKind.YES_NO:
        return _yes_no_points(fields, form)
    return _number_points(fields, form, kind, scale)


def _yes_no_points(fields: Fields, form: ValueForm) -> YesNoPoints | None:
    if form.named is None or "yes" not in form.named:
        fields.wrong("value", "value_yes_no")
        return None
    named = form.named
    return YesNoPoints(yes=named["yes"], no=named["no"], partial=named.get("partial"))


def _number_points(
    fields: Fields, form: ValueForm, kind: AnswerKind, scale: Scale
) -> ValueFunction | None:
    if form.named is None and form.anchors is None:
        return _as_points(fields, kind, scale)
    if form.named is not None:
        return _straight_line(fields, form.named, scale)
    written = form.anchors or ()
    at = fields.at.below("value")
    if not _are_in_order(written, at, fields) or not _are_on_scale(written, at, scale, kind):
        return None
    return _anchors([(answer, points) for answer, points, _ in written], scale)


def _as_points(fields: Fields, kind: AnswerKind, scale: Scale) -> Points | None:
    if kind not in POINTS_KINDS or (kind == AnswerKind.SCORE and scale.high != MOST):
        fields.wrong("value", "value_points_kind", kind=kind.value)
        return None
    return Points()


def _straight_line(fields: Fields, named: Mapping[str, float], scale: Scale) -> Anchors | None:
    if "worst" not in named:
        fields.wrong("value", "value_number")
        return None
    if named["worst"] == named["best"]:
        fields.wrong("value", "worst_is_best", found=f"{named['best']:g}")
        return None
    return _anchors([(named["worst"], 0.0), (named["best"], MOST)], scale)


def _anchors(written: list[tuple[float, float]], scale: Scale) -> Anchors:
    """Anchors in rising order. A scale ends nowhere that anchors go beyond (a change of -20 %)."""
    at = tuple(sorted(written))
    low, high = scale.low, scale.high
    return Anchors(
        at,
        unit=scale.unit,
        natural_low=low if low is not None and low <= at[0][0] else None,
        natural_high=high if high is not None and high >= at[-1][0] else None,
        reference_year=scale.reference_year,
    )


Written = tuple[tuple[float, float, ScalarNode], ...]


def _are_in_order(written: Written, at: Location, fields: Fields) -> bool:
    if len(written) < 2:  # noqa: PLR2004
        fields.wrong("value", "few_anchors")
        return False
    seen: dict[float, ScalarNode] = {}
    for answer, _, key in written:
        if answer in seen:
            first = seen[answer]
            at.wrong(key, "duplicate_anchor", found=shown(key.text), first=shown(first.text))
            return False
        seen[answer] = key
    steps = [b[0] - a[0] for a, b in pairwise(written)]
    for step, (_, _, key) in zip(steps, written[1:], strict=True):
        if (step > 0) != (steps[0] > 0):
            at.wrong(key, "unordered_anchors", found=shown(key.text))
            return False
    return True


def _are_on_scale(written: Written, at: Location, scale: Scale, kind: AnswerKind) -> bool:
    """Whether every anchor lies on the scale; percentages of change may go beyond theirs."""
    if kind == AnswerKind.PERCENT:
        return True
    for answer, _, key in written:
        below = scale.low is not None and answer < scale.low
        if below or (scale.high is not None and answer > scale.high):
            low = "" if scale.low is None else f"{scale.low:g}"
            high = "…" if scale.high is None else f"{scale.high:g}"
            at.wrong(key, "anchor_off_scale", found=shown(key.text), low=low, high=high)
            return False
    return True


def _option_points(fields: Fields, name: str) -> dict[str, float] | None:
    """Points by option; None where they are asked only. Some with and some without is a problem."""
    forms: Mapping[str, OptionForm] = fields.get(name, {})
    points = {option: form.points for option, form in forms.items() if form.points is not None}
    if points and len(points) < len(forms):
        lacking = next(option for option, form in forms.items() if form.points is None)
        at = fields.at.below(name).below(shown(lacking))
        at.wrong(forms[lacking].node, "option_without_points")
    return points or None


def _item_points(fields: Fields) -> ItemPoints | None:
    points = _option_points(fields, "items")
    families = _families(fields)
    if points is None:
        for name in ("cap", "best_of"):
            if fields.has(name):
                fields.wrong(name, "needs_item_points")
        return None
    return ItemPoints(points, cap=fields.get("cap", MOST), best_of=families)


def _families(fields: Fields) -> tuple[frozenset[str], ...]:
    """``best_of``, with every item known and in one family only."""
    items: Mapping[str, OptionForm] = fields.get("items", {})
    node = fields.nodes.get("best_of")
    seen: set[str] = set()
    for family in node.items if isinstance(node, SequenceNode) else ():
        for item in family.items if isinstance(family, SequenceNode) else ():
            name = item.text if isinstance(item, ScalarNode) else ""
            at = fields.at.below("best_of")
            if name not in items:
                near = nearest(name, items)
                at.wrong(item, "unknown_item", found=shown(name), near=near)
            elif name in seen:
                at.wrong(item, "item_twice", found=shown(name))
            seen.add(name)
    return tuple(frozenset(family) for family in fields.get("best_of", ()))


def _level_points(fields: Fields) -> LevelPoints | None:
    """Points of the levels as given, else in even steps from 0 to 100."""
    levels: tuple[Level, ...] = fields.get("levels", ())
    if len(levels) < 2:  # noqa: PLR2004
        if not fields.has("levels"):
            fields.wrong("levels", "missing_key")
        return None
    given = [level.points for level in levels if level.points is not None]
    if not given:
        return LevelPoints(tuple(MOST * place / (len(levels) - 1) for place in range(len(levels))))
    if len(given) < len(levels):
        fields.wrong("levels", "level_without_points")
        return None
    return LevelPoints(tuple(given))
