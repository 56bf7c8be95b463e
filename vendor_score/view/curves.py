"""Value functions as plain data for drawing: points over an answer, or points per option."""

from __future__ import annotations

from typing import Any

from vendor_score.criteria.model import Criterion
from vendor_score.kinds.value_functions import (
    ItemPoints,
    OptionPoints,
    YesNoPoints,
)
from vendor_score.wording import Label, both

__all__ = ["curve"]


def curve(leaf: Criterion) -> dict[str, Any] | None:
    """``{"form": "line", "at": [[answer, points], ...]}`` or ``{"form": "bars", "bars": [...]}``.

    None for a criterion that is relative or never scored.
    """
    anchors = None if leaf.value is None else leaf.value.anchors
    if anchors is not None:
        return {"form": "line", "at": [list(anchor) for anchor in anchors.at]}
    bars = _bars(leaf)
    return None if bars is None else {"form": "bars", "bars": bars}


def _bars(leaf: Criterion) -> list[dict[str, Any]] | None:
    match leaf.value:
        case YesNoPoints():
            return _yes_no(leaf.value)
        case OptionPoints(at=named) | ItemPoints(at=named):
            return _named(leaf, named)
    return None


def _yes_no(value: YesNoPoints) -> list[dict[str, Any]]:
    at = {"yes": value.yes, "partial": value.partial, "no": value.no}
    return [
        {"id": id, "label": both(f"page.{id}").as_dict(), "points": points}
        for id, points in at.items()
        if points is not None
    ]


def _named(leaf: Criterion, at: Any) -> list[dict[str, Any]]:
    labels = {option.id: option.label for option in leaf.options}
    return [
        {"id": id, "label": labels.get(id, Label.same(id)).as_dict(), "points": points}
        for id, points in at.items()
    ]
